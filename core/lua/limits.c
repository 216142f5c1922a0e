/* limits.c - the deadline, the counting allocator and the exit they share; see limits.h. */
#include "lua/limits.h"

#include <lauxlib.h>
#include <unistd.h>

/* Nested calls that nobody writes on purpose. Lua's own limit is a million stack slots, which calls
 * with few locals reach only beyond the memory cap. */
enum { DEEP = 10000 };

struct tb_sandbox *tb_sandbox_of(lua_State *L)
{
    struct tb_sandbox *sandbox;
    memcpy(&sandbox, lua_getextraspace(L), sizeof sandbox);
    return sandbox;
}

/* Notes the innermost Lua line that `L` is at. Only reads the state. */
static bool note_line(struct tb_task *task, lua_State *L)
{
    lua_Debug at;
    for (int level = 0; lua_getstack(L, level, &at); level++) {
        if (!lua_getinfo(L, "Sl", &at) || at.currentline <= 0)
            continue;
        _Static_assert(sizeof at.short_src <= sizeof task->source, "the task holds a chunk's name");
        memcpy(task->source, at.short_src, sizeof at.short_src);
        task->line = (uint32_t)at.currentline;
        return true;
    }
    return false;
}

_Noreturn void tb_limits_exit(struct tb_sandbox *sandbox, enum tb_cause cause)
{
    /* The cause first: should the walk meet a half-made frame, the broker still knows. */
    sandbox->task->cause = (uint32_t)cause;
    lua_State *current = sandbox->current;
    lua_Debug deep;
    if (cause == TB_CAUSE_MEMORY && current && lua_getstack(current, DEEP, &deep))
        sandbox->task->cause = TB_CAUSE_RECURSION;
    if (current && !note_line(sandbox->task, current) && current != sandbox->L)
        note_line(sandbox->task, sandbox->L);
    _exit(TB_EXIT_LIMIT);
}

/* Runs before the next Lua instruction once a limit was passed. */
static void on_instruction(lua_State *L, lua_Debug *at)
{
    (void)at;
    struct tb_sandbox *sandbox = tb_sandbox_of(L);
    size_t cap = sandbox->limits.memory;
    if (sandbox->late)
        tb_limits_exit(sandbox, TB_CAUSE_CPU);
    if (sandbox->used > cap) {
        lua_gc(L, LUA_GCCOLLECT);
        /* An eighth of air, or the next allocations would collect again and again. */
        if (sandbox->used > cap - cap / 8)
            tb_limits_exit(sandbox, TB_CAUSE_MEMORY);
    }
    lua_sethook(L, NULL, 0, 0);
}

/* Safe in a signal handler, as lua_sethook is. */
static void arm(struct tb_sandbox *sandbox)
{
    lua_State *current = sandbox->current;
    if (!current)
        return;
    sandbox->task->armed = 1;
    lua_sethook(current, on_instruction, LUA_MASKCOUNT, 1);
}

static void on_deadline(int signal, siginfo_t *info, void *context)
{
    (void)signal;
    (void)context;
    if (info->si_code != SI_TIMER)
        return;
    struct tb_sandbox *sandbox = info->si_value.sival_ptr;
    if (sandbox->late)
        tb_limits_exit(sandbox, TB_CAUSE_CPU);
    sandbox->late = 1;
    arm(sandbox);
}

/* Memory for Lua. A build for sanitizers gives every object a block of its own, which they watch. */
static void *resize(struct tb_sandbox *sandbox, void *old, size_t old_size, size_t size)
{
#ifdef TB_RELAXED_SECCOMP
    (void)sandbox;
    (void)old_size;
    if (size > 0)
        return realloc(old, size);
    free(old);
    return NULL;
#else
    return tb_heap_resize(&sandbox->heap, old, old_size, size);
#endif
}

/* A lua_Alloc. */
static void *allocate(void *user, void *old, size_t old_size, size_t size)
{
    struct tb_sandbox *sandbox = user;
    size_t cap = sandbox->limits.memory;
    size_t others = sandbox->used - (old ? old_size : 0); /* without `old`, Lua passes a type */
    if (size == 0) {
        // cppcheck-suppress leakReturnValNotUsed ; size 0 frees
        resize(sandbox, old, old_size, 0);
        sandbox->used = others;
        return NULL;
    }
    bool grows = !old || size > old_size;
    if (sandbox->enforce && grows && (others > 2 * cap || size > 2 * cap - others))
        tb_limits_exit(sandbox, TB_CAUSE_MEMORY);
    void *block = resize(sandbox, old, old_size, size);
    if (!block) {
        if (sandbox->enforce)
            tb_limits_exit(sandbox, TB_CAUSE_MEMORY);
        return NULL;
    }
    sandbox->used = others + size;
    if (sandbox->enforce && grows && sandbox->used > cap)
        arm(sandbox);
    return block;
}

/* Lua calls it for an error outside any protected call, which is a fault of ours: abort. */
static int on_panic(lua_State *L)
{
    (void)L;
    abort();
}

static bool make_timer(struct tb_sandbox *sandbox)
{
    struct sigaction action = {.sa_sigaction = on_deadline, .sa_flags = SA_SIGINFO | SA_RESTART};
    struct sigevent event = {.sigev_notify = SIGEV_SIGNAL, .sigev_signo = SIGALRM};
    event.sigev_value.sival_ptr = sandbox;
    sigemptyset(&action.sa_mask);
    return sigaction(SIGALRM, &action, NULL) == 0 &&
           timer_create(CLOCK_PROCESS_CPUTIME_ID, &event, &sandbox->timer) == 0;
}

enum tb_status tb_limits_new(const struct tb_limits *limits, struct tb_task *task, bool enforce,
                             struct tb_sandbox **out, struct tb_error *error)
{
    struct tb_sandbox *sandbox = calloc(1, sizeof *sandbox);
    if (!sandbox)
        return tb_fail_memory(error);
    sandbox->limits = *limits;
    sandbox->task = task;
    /* Beyond all that may be in use, as pieces freed in one size do not serve another. */
    size_t cap = enforce && limits->memory < SIZE_MAX / 4 ? 4 * limits->memory : SIZE_MAX / 4;
    enum tb_status status = tb_arena_new(cap, &sandbox->heap.arena, error);
    if (status != TB_OK) {
        free(sandbox);
        return status;
    }
    if (enforce && !make_timer(sandbox)) {
        tb_arena_free(sandbox->heap.arena);
        free(sandbox);
        return tb_fail(error, TB_EIO, "无法设定插件的时限", "cannot set a deadline for plugins");
    }
    sandbox->enforce = enforce;
    if (!tb_limits_renew(sandbox)) {
        tb_limits_free(sandbox);
        return tb_fail_memory(error);
    }
    *out = sandbox;
    return TB_OK;
}

/* Gives back all memory of Lua at once, and no finaliser of a plugin runs any more. Blocks of their own,
 * in a build for sanitizers, go one by one; a worker ends soon and keeps them. */
static void drop_state(struct tb_sandbox *sandbox)
{
#ifdef TB_RELAXED_SECCOMP
    if (sandbox->L && !sandbox->enforce)
        lua_close(sandbox->L);
#endif
    tb_heap_clear(&sandbox->heap);
}

bool tb_limits_renew(struct tb_sandbox *sandbox)
{
    sandbox->current = NULL; /* should the deadline pass meanwhile */
    drop_state(sandbox);
    sandbox->used = 0;
    sandbox->L = lua_newstate(allocate, sandbox);
    if (!sandbox->L)
        return false;
    /* Collect when the memory has grown fourfold, and not before there are 16 MiB: most runs end before,
     * and the cap collects anyway. A step of less than nothing puts the first one off. */
    lua_gc(sandbox->L, LUA_GCINC, 400, 0, 0);
    lua_gc(sandbox->L, LUA_GCSTEP, -16384);
    /* Every coroutine inherits this pointer. */
    memcpy(lua_getextraspace(sandbox->L), &sandbox, sizeof(void *));
    lua_atpanic(sandbox->L, on_panic);
    sandbox->current = sandbox->L;
    return true;
}

void tb_limits_free(struct tb_sandbox *sandbox)
{
    if (sandbox->enforce)
        timer_delete(sandbox->timer);
    drop_state(sandbox);
    tb_arena_free(sandbox->heap.arena);
    free(sandbox);
}

static void set_timer(struct tb_sandbox *sandbox, uint32_t first_ms)
{
    struct itimerspec spec = {0};
    if (first_ms) {
        spec.it_value = (struct timespec){first_ms / 1000, (long)(first_ms % 1000) * 1000000};
        spec.it_interval = (struct timespec){0, TB_GRACE_MS * 1000000L};
    }
    timer_settime(sandbox->timer, 0, &spec, NULL);
}

void tb_limits_start(struct tb_sandbox *sandbox)
{
    sandbox->late = 0;
    sandbox->current = sandbox->L;
    if (sandbox->enforce)
        set_timer(sandbox, sandbox->limits.cpu_ms ? sandbox->limits.cpu_ms : 1);
}

void tb_limits_stop(struct tb_sandbox *sandbox)
{
    if (sandbox->enforce)
        set_timer(sandbox, 0);
    if (sandbox->task->armed)
        lua_sethook(sandbox->L, NULL, 0, 0);
}
