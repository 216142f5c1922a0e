/*
 * limit_bench.c - how far past its deadline a plugin gets before it is ended (milliseconds of CPU,
 * the worst of several), for a plain loop, one in a coroutine, one inside a C function and one that
 * allocates; and the CPU time of honest Lua in the sandbox over that of the same text in a plain
 * state of the same process (the median of runs in pairs), with no limit near.
 */
#include <lauxlib.h>
#include <lualib.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "lua/sandbox.h"

enum { DEADLINE_MS = 200, TRIES = 5, PAIRS = 31 };

static const struct {
    const char *name, *text, *goal;
} endless[] = {
    {"limit: past the deadline, plain loop", "while true do end", "100"},
    {"limit: past the deadline, pcall in a coroutine",
     "coroutine.wrap(function() while true do pcall(error) end end)()", "100"},
    {"limit: past the deadline, allocating",
     "while true do local t = {} for i = 1, 100 do t[i] = {i} end end", "100"},
    {"limit: past the deadline, finaliser",
     "setmetatable({}, {__gc = function() while true do end end}) while true do local t = "
     "('x'):rep(10000) end",
     "500"},
    {"limit: past the deadline, pattern", "return ('a'):rep(200):find(('.-'):rep(9) .. 'b')",
     "500"},
    {"limit: past the deadline, string.rep", "return ('').rep('', 1 << 40)", "500"},
};

/* What a check does: reads cells, finds, counts, builds small tables and messages. */
static const char honest[] =
    "local text = 'train 30 people by the end of November, 12.5 million invested, 3 built; '\n"
    "local words, total = {}, 0\n"
    "for round = 1, 60 do\n"
    "  local cell = text:rep(3) .. round\n"
    "  for number in cell:gmatch('%d+%.?%d*') do total = total + tonumber(number) end\n"
    "  for word in cell:gmatch('%a+') do words[word] = (words[word] or 0) + 1 end\n"
    "  if cell:find('November', 1, true) and not cell:find('withdrawn', 1, true) then\n"
    "    words[#words + 1] = ('row %d: %s %.1f'):format(round, cell:sub(1, 20), total)\n"
    "  end\n"
    "end\n"
    "local function fib(n) return n < 2 and n or fib(n - 1) + fib(n - 2) end\n"
    "for i = 1, 3 do total = total + fib(17) end\n"
    "local list = {}\n"
    "for i = 1, 3000 do list[i] = (i * 7919) % 3001 end\n"
    "table.sort(list)\n"
    "for value in coroutine.wrap(function()\n"
    "  for i = 1, 500 do coroutine.yield(list[i]) end end) do total = total + value end\n"
    "return total\n";

static double cpu_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec * 1e3 + (double)now.tv_nsec * 1e-6;
}

static bool load_in(lua_State *L, bool sandboxed, const char *text)
{
    if (luaL_loadbufferx(L, text, strlen(text), "@bench.lua", "t") != LUA_OK)
        return false;
    if (sandboxed) {
        tb_sandbox_push_env(L, NULL, 0);
        lua_setupvalue(L, -2, 1);
    }
    return true;
}

/* ---- overshoot ---- */

/* CPU milliseconds that a process needs to be ended, less its deadline; -1: it was not. */
static double overshoot(struct tb_task *task, const char *text)
{
    struct rusage usage;
    int status;
    pid_t child = fork();
    if (child == 0) {
        struct tb_limits limits = tb_limits_default();
        struct tb_sandbox *sandbox;
        limits.cpu_ms = DEADLINE_MS;
        if (tb_sandbox_new(&limits, task, true, &sandbox, NULL) != TB_OK)
            _exit(9);
        tb_sandbox_begin(sandbox, 0, 0);
        if (load_in(tb_sandbox_lua(sandbox), true, text))
            lua_pcall(tb_sandbox_lua(sandbox), 0, 0, 0);
        _exit(8);
    }
    if (child < 0 || wait4(child, &status, 0, &usage) != child || task->cause != TB_CAUSE_CPU)
        return -1;
    return (double)(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) * 1e3 +
           (double)(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) * 1e-3 - DEADLINE_MS;
}

static void measure_overshoot(struct tb_task *task)
{
    for (size_t i = 0; i < sizeof endless / sizeof *endless; i++) {
        double worst = -1;
        for (int j = 0; j < TRIES; j++) {
            double over = overshoot(task, endless[i].text);
            worst = over > worst ? over : worst;
        }
        printf("%s\t%.1f\tms\t<=\t%s\n", endless[i].name, worst, endless[i].goal);
    }
}

/* ---- the price of the sandbox ---- */

static int by_value(const void *a, const void *b)
{
    double x, y;
    memcpy(&x, a, sizeof x);
    memcpy(&y, b, sizeof y);
    return (x > y) - (x < y);
}

/* CPU milliseconds of one run of the function on top of the stack. */
static double run_once(lua_State *L)
{
    lua_gc(L, LUA_GCCOLLECT);
    double before = cpu_ms();
    for (int i = 0; i < 3; i++) {
        lua_pushvalue(L, -1);
        if (lua_pcall(L, 0, 0, 0) != LUA_OK)
            return 0;
    }
    return cpu_ms() - before;
}

static bool measure_price(struct tb_task *task)
{
    struct tb_limits limits = tb_limits_default();
    struct tb_sandbox *sandbox;
    lua_State *plain = luaL_newstate();
    double ratios[PAIRS];
    limits.cpu_ms = 600000;
    if (!plain || tb_sandbox_new(&limits, task, true, &sandbox, NULL) != TB_OK)
        return false;
    luaL_openlibs(plain);
    tb_sandbox_begin(sandbox, 0, 0);
    if (!load_in(plain, false, honest) || !load_in(tb_sandbox_lua(sandbox), true, honest))
        return false;
    for (int i = -2; i < PAIRS; i++) {
        /* the order changes, so that neither is always the one with the warm cache */
        double first = i % 2 ? run_once(plain) : run_once(tb_sandbox_lua(sandbox));
        double second = i % 2 ? run_once(tb_sandbox_lua(sandbox)) : run_once(plain);
        if (i >= 0)
            ratios[i] = i % 2 ? second / first : first / second;
    }
    tb_sandbox_end(sandbox);
    qsort(ratios, PAIRS, sizeof *ratios, by_value);
    printf("limit: CPU of honest Lua in the sandbox / plain\t%.3f\tx, %.3f to %.3f\t<=\t1.05\n",
           ratios[PAIRS / 2], ratios[0], ratios[PAIRS - 1]);
    printf("limit: hooks set before a deadline\t%u\t\t<=\t0\n", task->armed);
    tb_sandbox_free(sandbox);
    lua_close(plain);
    return true;
}

int main(void)
{
    struct tb_task *task =
        mmap(NULL, sizeof *task, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (task == MAP_FAILED)
        return 1;
    measure_overshoot(task);
    return measure_price(task) ? 0 : 1;
}
