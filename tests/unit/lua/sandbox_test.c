/* sandbox_test.c - the library that plugins have, and the limits that end a worker. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <lauxlib.h>
#include <lualib.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "lua/library.h"
#include "lua/limits.h"

#define MODULE(name, text)                                                                         \
    {                                                                                              \
        name, text, sizeof text - 1,                                                               \
        {                                                                                          \
            0                                                                                      \
        }                                                                                          \
    }
static const struct tb_module modules[] = {
    MODULE("util", "local u = {n = 0}\nfunction u.next() u.n = u.n + 1 return u.n end\nreturn u"),
    MODULE("loops", "local l = {}\nfunction l.go()\n\n while true do end end return l"),
    MODULE("self", "return require 'self'"),
    MODULE("bytes", "\x1bLuaT"),
};

static struct tb_sandbox *new_sandbox(struct tb_task *task, bool enforce, uint32_t cpu_ms)
{
    struct tb_limits limits = tb_limits_default();
    struct tb_sandbox *sandbox = NULL;
    limits.cpu_ms = cpu_ms;
    limits.memory = 8 << 20;
    limits.now = 1633017600; /* 2021-09-30T16:00:00Z */
    assert_int_equal(tb_sandbox_new(&limits, task, enforce, &sandbox, NULL), TB_OK);
    return sandbox;
}

/* Runs `text` as a plugin would; leaves its results or its error on the stack. */
static int run(struct tb_sandbox *sandbox, const char *text)
{
    lua_State *L = tb_sandbox_lua(sandbox);
    lua_settop(L, 0);
    tb_sandbox_begin(sandbox, 0, 0);
    tb_sandbox_push_env(L, modules, sizeof modules / sizeof *modules);
    int status = luaL_loadbufferx(L, text, strlen(text), "@check.lua", "t");
    if (status == LUA_OK) {
        lua_pushvalue(L, 1);
        lua_setupvalue(L, -2, 1);
        status = lua_pcall(L, 0, LUA_MULTRET, 0);
    }
    tb_sandbox_end(sandbox);
    return status;
}

/* ---- the library ---- */

/* Each chunk returns true, or something else to be shown. */
static const char *const truths[] = {
    "return _G._G == _G and _G.string == string",
    "return io == nil and debug == nil and package == nil and dofile == nil and loadfile == nil",
    "return os.execute == nil and os.exit == nil and os.getenv == nil and os.remove == nil",
    "return string.dump == nil and ('x').dump == nil",
    "return coroutine.close == nil",
    /* strings: a private table of methods */
    "return getmetatable('') == false and not pcall(setmetatable, '', {})",
    "string.upper = function() return 'stolen' end return ('a'):upper() == 'A'",
    "return ('7' + 1) == 8 and ('%d'):format(3) == '3'",
    /* no addresses */
    "return tostring({}) == 'table' and tostring(print) == 'function'",
    "return tostring(coroutine.create(print)) == 'thread'",
    "return ('%s|%5s|%s'):format({}, nil, print) == 'table|  nil|function'",
    "return not pcall(string.format, '%p', {}) and not pcall(string.format, '%10p', {})",
    "return not pcall(string.format, '\\0%p', {})",
    "return string.format('\\0%s', {}) == '\\0table'",
    "return string.format('%%p %d%%', 5) == '%p 5%'",
    "return tostring(setmetatable({}, {__tostring = function() return 'me' end})) == 'me'",
    "return string.format('%s', setmetatable({}, {__tostring = function() return 'me' end})) == "
    "'me'",
    "return tostring(setmetatable({}, {__name = 'Thing'})) == 'Thing'",
    "return tostring(setmetatable({}, {__name = 5})) == 'table'",
    "return tostring(nil) == 'nil' and tostring(1.5) == '1.5' and tostring(true) == 'true'",
    "return not pcall(string.format, '%s') and not pcall(string.format, '%')",
    /* load */
    "return load('return 1 + 1')() == 2 and load(function() return nil end) ~= nil",
    "y = 5 return load('return y')() == 5 and load('return y', 'c', 't', {y = 6})() == 6",
    "return load('return print', 'c', 't', nil) ~= nil",
    "local f, e = load('\\27LuaT') return f == nil and e:find('binary') ~= nil",
    "local f, e = load('\\27LuaT', 'c', 'b') return f == nil and e ~= nil",
    "local f, e = load('return 1', 'c', 'b') return f == nil and e:find('text') ~= nil",
    "local n = 0 local f = load(function() n = n + 1 return n == 1 and '\\27' or nil end, 'c', "
    "'bt')"
    " return f == nil",
    /* the globals of the state hold nothing */
    "local f = load('x = 1', 'c', 't') f() return x == 1",
    /* time stands where the run put it */
    "return os.time() == 1633017600 and os.clock() == 0 and os.difftime(5, 3) == 2",
    "return os.date('!%Y-%m-%d') == '2021-09-30' and os.date('!%H', 0) == '00'",
    "return os.date('!*t').year == 2021 and type(os.date()) == 'string'",
    "return not pcall(os.date, '%Ez')",
    /* random numbers: the same in every run */
    "return math.random(1, 1000000) == first",
    "math.randomseed() local a = math.random(1 << 30) math.randomseed(0)"
    " return a == math.random(1 << 30)",
    /* pairs: in the order of the keys, whatever Lua's own; what is set to nil on the way is passed over */
    "local t, s = { z = 1, b = 2, [3] = 3, a = 4, [2.5] = 5, [-1] = 6, [true] = 7, [false] = 8 }, "
    "{} "
    "for k, v in pairs(t) do s[#s + 1] = tostring(k) .. v end "
    "return table.concat(s, ' ') == '-16 2.55 33 a4 b2 z1 false8 true7' or table.concat(s, ' ')",
    "local t, s = { d = 1, c = 1, b = 1, a = 1 }, {} "
    "for k in pairs(t) do s[#s + 1] = k t.c = nil t[k] = 2 end return table.concat(s) == 'abd'",
    "local n = 0 for k in pairs({}) do n = 1 end for k in pairs({ 5 }) do n = n + k end return n "
    "== 1",
    "local o = setmetatable({}, { __pairs = function() return function(_, k) return not k and 1 or "
    "nil "
    "end end }) for k in pairs(o) do return k == 1 end",
    "local t, n = {}, 0 for i = 1, 1000 do t['k' .. i] = i end local last = '' "
    "for k, v in pairs(t) do n = n + v if k <= last then return k end last = k end return n == "
    "500500",
    "local t = { [math.maxinteger] = 1, [math.maxinteger - 1] = 2, [2^53] = 3, [math.mininteger] = "
    "4 } "
    "local s = {} for k, v in pairs(t) do s[#s + 1] = v end return table.concat(s) == '4321'",
    "return not pcall(pairs) and not pcall(function() for k in pairs(nil) do end end)",
    /* collectgarbage */
    "return collectgarbage('count') > 0 and not pcall(collectgarbage, 'stop')",
    "return not pcall(collectgarbage)",
    /* require */
    "return require('util') == require('util') and require('util').next() == 1",
    "return not pcall(require, 'os') and not pcall(require, '../x') and not pcall(require, 1)",
    "local ok, e = pcall(require, 'self') return not ok and e:find('requires itself') ~= nil",
    "pcall(require, 'bytes') local ok, e = pcall(require, 'bytes')"
    " return not ok and e:find('failed before') ~= nil",
    "local ok, e = pcall(require, 'bytes') return not ok and e:find('binary') ~= nil",
    /* coroutines as the standard has them */
    "local co = coroutine.create(function(a, b) local c = coroutine.yield(a + b) error({c}) end)"
    " local ok, three = coroutine.resume(co, 1, 2) local bad, e = coroutine.resume(co, 7)"
    " return ok and three == 3 and not bad and e[1] == 7 and coroutine.status(co) == 'dead'",
    "local ok, e = coroutine.resume(coroutine.running()) return not ok and"
    " e == 'cannot resume non-suspended coroutine'",
    "local ok, e = pcall(coroutine.wrap(function() error('x') end))"
    " return not ok and e:find('check.lua:1: x', 1, true) ~= nil",
    "local ok, e = pcall(coroutine.wrap(function() error({}) end)) return type(e) == 'table'",
    "local closed = false local w = coroutine.wrap(function() local c <close> ="
    " setmetatable({}, {__close = function() closed = true end}) error('x') end)"
    " return not pcall(w) and closed",
    "local t = {} for v in coroutine.wrap(function() for i = 1, 3 do coroutine.yield(i) end end)"
    " do t[#t + 1] = v end return #t == 3",
    "return not pcall(coroutine.resume, 1) and not pcall(coroutine.wrap, 1)",
    "return select('#', coroutine.resume(coroutine.create(function() return nil, nil end))) == 3",
    /* errors in recursion are errors, not ends */
    "local function f() return 1 + f() end local ok, e = pcall(f)"
    " return not ok and e:find('stack overflow') ~= nil",
};

static void plugins_have_the_allowed_library(void **state)
{
    (void)state;
    struct tb_task task = {0};
    struct tb_sandbox *sandbox = new_sandbox(&task, false, 1);
    lua_State *L = tb_sandbox_lua(sandbox);
    for (size_t i = 0; i < sizeof truths / sizeof *truths; i++) {
        char text[1024];
        assert_int_equal(run(sandbox, "return math.random(1, 1000000)"), LUA_OK);
        snprintf(text, sizeof text, "local first = %d; %s", (int)lua_tointeger(L, -1), truths[i]);
        int status = run(sandbox, text);
        if (status != LUA_OK || !lua_isboolean(L, -1) || !lua_toboolean(L, -1))
            fail_msg("%s\n  gave %s", truths[i], tb_sandbox_tostring(L, -1, NULL));
    }
    tb_sandbox_free(sandbox);
}

/* Everything in the table is in _ENV or not, as it says; nothing else is there. */
static void the_table_is_the_whole_library(void **state)
{
    (void)state;
    struct tb_task task = {0};
    struct tb_sandbox *sandbox = new_sandbox(&task, false, 1);
    lua_State *L = tb_sandbox_lua(sandbox);
    assert_int_equal(run(sandbox, "return _G"), LUA_OK);
    size_t offered = 0, found = 0;
    for (const struct tb_library_entry *entry = tb_library; entry->name; entry++) {
        assert_true(entry->reason && *entry->reason);
        offered += entry->offered;
        if (strcmp(entry->name, "_G") == 0)
            continue;
        lua_settop(L, 1);
        if (*entry->library)
            lua_getfield(L, 1, entry->library);
        if ((lua_getfield(L, -1, entry->name) != LUA_TNIL) != entry->offered)
            fail_msg("%s.%s", entry->library, entry->name);
    }
    lua_settop(L, 1);
    assert_int_equal(
        run(sandbox, "local n = 0 for k, v in pairs(_G) do"
                     " if type(v) == 'table' and k ~= '_G' then for _ in pairs(v) do n = n + 1 end"
                     " elseif k ~= '_G' and k ~= 'require' and k ~= 'any_of' then n = n + 1 end"
                     " end return n"),
        LUA_OK);
    found = (size_t)lua_tointeger(L, -1);
    assert_int_equal(found, offered);
    tb_sandbox_free(sandbox);
}

/* Each name that the Lua linked here has is spoken of, so that a new version's names are decided
 * upon and not forgotten. */
static void every_standard_name_is_decided_upon(void **state)
{
    (void)state;
    static const char *const known[] = {"", "string", "table", "math", "utf8", "coroutine", "os"};
    lua_State *L = luaL_newstate();
    luaL_openlibs(L);
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        lua_settop(L, 0);
        lua_pushglobaltable(L);
        if (*known[i])
            lua_getfield(L, 1, known[i]);
        for (lua_pushnil(L); lua_next(L, -2); lua_pop(L, 1)) {
            const char *name = lua_tostring(L, -2);
            if (!*known[i] && (lua_istable(L, -1) || strcmp(name, "require") == 0))
                continue;
            const struct tb_library_entry *entry = tb_library;
            while (entry->name &&
                   (strcmp(entry->library, known[i]) != 0 || strcmp(entry->name, name) != 0))
                entry++;
            if (!entry->name)
                fail_msg("%s.%s is not in the table", known[i], name);
        }
    }
    lua_close(L);
}

static void plugins_share_nothing(void **state)
{
    (void)state;
    struct tb_task task = {0};
    struct tb_sandbox *sandbox = new_sandbox(&task, false, 1);
    lua_State *L = tb_sandbox_lua(sandbox);
    assert_int_equal(run(sandbox, "leak = 1 string.leak = 1 table.concat = nil math.pi = 3"
                                  " require('util').n = 100"),
                     LUA_OK);
    assert_int_equal(run(sandbox,
                         "return leak == nil and string.leak == nil and table.concat ~= nil"
                         " and math.pi > 3.1 and require('util').n == 0"),
                     LUA_OK);
    assert_true(lua_toboolean(L, -1));
    tb_sandbox_free(sandbox);
}

static void keep_print(lua_State *L, struct tb_str text, void *user)
{
    (void)L;
    snprintf(user, 64, "%.*s", TB_ARG(text));
}

static void print_goes_where_it_is_told(void **state)
{
    (void)state;
    char printed[64] = "";
    struct tb_task task = {0};
    struct tb_sandbox *sandbox = new_sandbox(&task, false, 1);
    assert_int_equal(run(sandbox, "print('nowhere')"), LUA_OK);
    tb_sandbox_on_print(sandbox, keep_print, printed);
    assert_int_equal(run(sandbox, "print('a', 1, nil, {}, setmetatable({}, {__name = {}}))"),
                     LUA_OK);
    assert_string_equal(printed, "a\t1\tnil\ttable\ttable\n");
    tb_sandbox_free(sandbox);
}

/* ---- limits ---- */

struct ending {
    const char *text; /* the line that must be named is the one with the mark HERE; 0 without */
    enum tb_cause cause;
};

#define ENDLESS "while true do end --[[HERE]]\n"

static const struct ending endings[] = {
    {"local x = 1\n\n" ENDLESS, TB_CAUSE_CPU},
    {"pcall(function()\n" ENDLESS "end)", TB_CAUSE_CPU},
    {"local function f()\n return pcall(f) --[[HERE]]\n end\nwhile true do f() end --[[HERE]]",
     TB_CAUSE_CPU},
    {"while true do --[[HERE]]\n pcall(error) --[[HERE]]\n end", TB_CAUSE_CPU},
    {"xpcall(function() error() end, function()\n" ENDLESS "end)", TB_CAUSE_CPU},
    {"xpcall(function()\n" ENDLESS "end, function()\n" ENDLESS "end)", TB_CAUSE_CPU},
    {"coroutine.wrap(function()\n" ENDLESS "end)()", TB_CAUSE_CPU},
    {"local co = coroutine.create(function()\n pcall(function()\n" ENDLESS "end) end)\n"
     "coroutine.resume(co)",
     TB_CAUSE_CPU},
    {"local c = coroutine.wrap(function() while true do coroutine.yield() end end) --[[HERE]]\n"
     "while true do c() end --[[HERE]]",
     TB_CAUSE_CPU},
    {"local function deep(n) if n == 0 then\n" ENDLESS
     "end coroutine.wrap(deep)(n - 1) end deep(50)",
     TB_CAUSE_CPU},
    /* after a coroutine has failed, the hook must be set on the one that goes on */
    {"pcall(coroutine.wrap(function() error('x') end))\n" ENDLESS, TB_CAUSE_CPU},
    {"coroutine.wrap(function() local c <close> = setmetatable({}, {__close = function()\n" ENDLESS
     "end}) error('x') end)()",
     TB_CAUSE_CPU},
    {"setmetatable({}, {__gc = function()\n" ENDLESS "end})\n"
     "while true do local t = ('x'):rep(10000) end",
     TB_CAUSE_CPU},
    {"do local c <close> = setmetatable({}, {__close = function()\n" ENDLESS "end}) end",
     TB_CAUSE_CPU},
    {"load(function()\n" ENDLESS "end)", TB_CAUSE_CPU},
    {"require('loops').go()", TB_CAUSE_CPU},
    {"local t = setmetatable({}, {__index = function(t, k) return t[k .. k] end})\n"
     "local s = setmetatable({}, {__lt = function() --[[HERE]]\n while true do end --[[HERE]]\n"
     " end})\nreturn s < s",
     TB_CAUSE_CPU},
    {"goto a\n::a:: goto a --[[HERE]]", TB_CAUSE_CPU},
    /* loops inside C: no hook, the second tick */
    {"return ('').rep('', 1 << 40) --[[HERE]]", TB_CAUSE_CPU},
    {"return ('a'):rep(200):find(('.-'):rep(8) .. 'b') --[[HERE]]", TB_CAUSE_CPU},
    {"return table.move({}, 1, 1 << 40, 2) --[[HERE]]", TB_CAUSE_CPU},
    {"table.insert(setmetatable({}, {__len = function() return 1 << 40 end}), 1, 1) --[[HERE]]",
     TB_CAUSE_CPU},
    {"local t = setmetatable({}, {__len = function() return 1 << 40 end,\n"
     " __index = function() return '' end}) --[[HERE]]\nreturn table.concat(t) --[[HERE]]",
     TB_CAUSE_CPU},
    {"local t = {} for i = 1, 3000 do t[i] = i end\n while true do --[[HERE]]\n"
     " pcall(table.sort, t, function() return true end) end --[[HERE]]",
     TB_CAUSE_CPU},
    {"coroutine.wrap(string.rep)('', 1 << 40) --[[HERE]]", TB_CAUSE_CPU},
    /* memory */
    {"local s = 'x'\nwhile true do s = s .. s end --[[HERE]]", TB_CAUSE_MEMORY},
    {"return ('x'):rep(1 << 30) --[[HERE]]", TB_CAUSE_MEMORY},
    {"pcall(string.rep, 'x', 1 << 30) --[[HERE]]", TB_CAUSE_MEMORY},
    {"local t = {}\nwhile true do t[#t + 1] = {} end --[[HERE]]", TB_CAUSE_MEMORY},
    {"local t = {}\nwhile true do t[#t + 1] = true end --[[HERE]]", TB_CAUSE_MEMORY},
    {"local t = {}\nwhile true do t = {t} end --[[HERE]]", TB_CAUSE_MEMORY},
    {"local t = {}\nfor i = 1, 1 << 40 do t[i] = ('x'):rep(100) .. i end --[[HERE]]",
     TB_CAUSE_MEMORY},
    {"local t = {}\nwhile true do t[#t + 1] = coroutine.create(print) end --[[HERE]]",
     TB_CAUSE_MEMORY},
    {"local t = setmetatable({}, {__mode = 'k'})\nlocal keep = {}\n"
     "while true do --[[HERE]]\n local k = {} keep[#keep + 1] = k t[k] = {} end --[[HERE]]",
     TB_CAUSE_MEMORY},
    {"local b = {} pcall(function()\n while true do b[#b + 1] = ('x'):rep(1 << 16) end --[[HERE]]\n"
     "end)",
     TB_CAUSE_MEMORY},
    {"local co = coroutine.wrap(function() local t = {}\n"
     " while true do t[#t + 1] = {1} end end) --[[HERE]]\nco()",
     TB_CAUSE_MEMORY},
    {"setmetatable({}, {__gc = function() local t = {}\n"
     " while true do t[#t + 1] = {1} end end}) --[[HERE]]\nwhile true do local t = "
     "('x'):rep(10000) end",
     TB_CAUSE_MEMORY},
    {"local t = {} for i = 1, 250 do t[i] = 'x' end\n"
     "while true do t = {table.unpack(t), table.unpack(t)} --[[HERE]]\n"
     " for i = 1, #t do t[#t + 1] = i end end --[[HERE]]",
     TB_CAUSE_MEMORY},
    {"string.format('%99.99f', 1) local s = ('%99d'):rep(1 << 20) --[[HERE]]\n"
     "return s:gsub('%%', function() return ('y'):rep(99) end) --[[HERE]]",
     TB_CAUSE_MEMORY},
    {"local function f() return 1 + f() end --[[HERE]]\npcall(f)", TB_CAUSE_RECURSION},
    {"while true do print(('x'):rep(10000)) end --[[HERE]]", TB_CAUSE_OUTPUT},
    {"pcall(function() while true do print('x') end end) --[[HERE]]", TB_CAUSE_OUTPUT},
};

static bool line_is_marked(const char *text, uint32_t line)
{
    for (uint32_t at = 1; text && at < line; at++) {
        text = strchr(text, '\n');
        text = text ? text + 1 : NULL;
    }
    if (!text)
        return false;
    const char *mark = strstr(text, "--[[HERE]]");
    const char *end = strchr(text, '\n');
    return mark && (!end || mark < end);
}

/* Runs `text` in a child; what it left in `task` and how it ended. */
static int run_apart(const char *text, uint32_t cpu_ms, struct tb_task *task)
{
    pid_t child = fork();
    if (child == 0) {
        struct tb_sandbox *sandbox = new_sandbox(task, true, cpu_ms);
        _exit(run(sandbox, text) == LUA_OK ? 0 : 1);
    }
    int status = -1;
    assert_int_equal(waitpid(child, &status, 0), child);
    return status;
}

static void a_limit_ends_the_process(void **state)
{
    struct tb_task *task = *state;
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        const struct ending *ending = &endings[i];
        memset(task, 0, sizeof *task);
        int status = run_apart(ending->text, ending->cause == TB_CAUSE_CPU ? 300 : 10000, task);
        if (!WIFEXITED(status) || WEXITSTATUS(status) != TB_EXIT_LIMIT ||
            task->cause != (uint32_t)ending->cause)
            fail_msg("%s\n  status %#x, cause %s", ending->text, (unsigned)status,
                     tb_cause_name(task->cause));
        bool module = strcmp(task->source, "loops.lua") == 0;
        if (module ? task->line != 4 : !line_is_marked(ending->text, task->line))
            fail_msg("%s\n  ended at %s:%u", ending->text, task->source, task->line);
    }
}

/* Text that stays inside its limits ends by itself, and no hook was ever set. */
static const char *const honest[] = {
    "local t = {} for i = 1, 20000 do t[i] = i * 2 end return #t",
    "local s = 0 for i = 1, 300 do s = s + #(('x'):rep(i)) end return s",
    "for i = 1, 200 do coroutine.wrap(function() coroutine.yield(i) end)() end",
    "for i = 1, 200 do pcall(error, i) end",
};

static void nothing_watches_before_a_limit(void **state)
{
    struct tb_task *task = *state;
    for (size_t i = 0; i < sizeof honest / sizeof *honest; i++) {
        memset(task, 0, sizeof *task);
        assert_int_equal(run_apart(honest[i], 10000, task), 0);
        assert_int_equal(task->armed, 0);
        assert_int_equal(task->cause, TB_CAUSE_NONE);
    }
}

/* Garbage beyond the cap is collected, not punished: 40 MB pass through 8. */
static void garbage_is_collected_before_anyone_is_ended(void **state)
{
    struct tb_task *task = *state;
    memset(task, 0, sizeof *task);
    const char *text = "local keep = {} for i = 1, 55 do keep[i] = ('x'):rep(100000) .. i end\n"
                       "for i = 1, 400 do local s = ('y'):rep(100000) .. i end";
    int status = run_apart(text, 10000, task);
    assert_string_equal(tb_cause_name(task->cause), "none");
    assert_int_equal(status, 0);
}

/* A recursion without end is an error of the plugin, not a memory bomb; only where the frames are so
 * small that Lua's own limit lies above the memory cap does the process end, and says why. */
static void recursion_is_an_error(void **state)
{
    struct tb_task *task = *state;
    memset(task, 0, sizeof *task);
    const char *text = "local function f(a, b, c, d) return 1 + f(a, b, c, d) end f()";
    pid_t child = fork();
    if (child == 0) {
        struct tb_limits limits = tb_limits_default();
        struct tb_sandbox *sandbox;
        if (tb_sandbox_new(&limits, task, true, &sandbox, NULL) != TB_OK)
            _exit(9);
        int status = run(sandbox, text);
        const char *message = lua_tostring(tb_sandbox_lua(sandbox), -1);
        _exit(status == LUA_ERRRUN && strstr(message, "stack overflow") ? 0 : 1);
    }
    int status = -1;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_int_equal(status, 0);
}

static int share_task(void **state)
{
    *state = mmap(NULL, sizeof(struct tb_task), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS,
                  -1, 0);
    return *state == MAP_FAILED;
}

static int unshare_task(void **state)
{
    return munmap(*state, sizeof(struct tb_task));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(plugins_have_the_allowed_library),
        cmocka_unit_test(the_table_is_the_whole_library),
        cmocka_unit_test(every_standard_name_is_decided_upon),
        cmocka_unit_test(plugins_share_nothing),
        cmocka_unit_test(print_goes_where_it_is_told),
        cmocka_unit_test(a_limit_ends_the_process),
        cmocka_unit_test(nothing_watches_before_a_limit),
        cmocka_unit_test(garbage_is_collected_before_anyone_is_ended),
        cmocka_unit_test(recursion_is_an_error),
    };
    return cmocka_run_group_tests(tests, share_task, unshare_task);
}
