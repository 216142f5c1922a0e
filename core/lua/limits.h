/*
 * limits.h - what keeps a plugin within its time and memory. Private to core/lua.
 *
 * A limit ends the process; it is never a Lua error, which pcall, coroutines, finalisers and `load`
 * could swallow. Nothing watches the interpreter until a limit is passed:
 *  - A timer on the CPU time of the process. Its first tick sets a count hook, which notes the line
 *    and exits at the next Lua instruction; its second tick, for loops inside a C function or a
 *    finaliser where no hook runs, exits from the signal handler.
 *  - The allocator counts. Past the cap it sets the same hook, which collects garbage once and exits
 *    unless that helped; at twice the cap it exits itself. It never refuses memory to Lua: an
 *    emergency collection inside a table store can crash Lua 5.4.4.
 */
#ifndef TB_LUA_LIMITS_H
#define TB_LUA_LIMITS_H

#include <signal.h>
#include <time.h>

#include "lua/heap.h"
#include "lua/sandbox.h"

enum {
    TB_GRACE_MS = 50,      /* CPU time between the deadline's first tick and its second */
    TB_EXIT_LIMIT = 3,     /* exit status of a worker ended by a limit; the task says which */
    TB_PRINT_MAX = 1 << 20 /* bytes a plugin may print for one report */
};

struct tb_sandbox {
    lua_State *L;                /* the main coroutine */
    lua_State *volatile current; /* the one that runs: hooks belong to one coroutine */
    struct tb_limits limits;
    struct tb_task *task;
    bool enforce;
    struct tb_heap heap;
    size_t used;                /* bytes of Lua memory in use */
    volatile sig_atomic_t late; /* the CPU deadline has passed */
    timer_t timer;              /* only when enforcing */
    tb_print_fn print;
    void *print_user;
    size_t printed; /* bytes since begin */
};

/* A sandbox with an empty state that counts memory; the timer exists but does not run. */
enum tb_status tb_limits_new(const struct tb_limits *limits, struct tb_task *task, bool enforce,
                             struct tb_sandbox **out, struct tb_error *error) TB_NODISCARD;
void tb_limits_free(struct tb_sandbox *sandbox);

/* An empty state in place of the one there is, of which nothing is run any more, no finaliser either.
 * False: no memory. */
bool tb_limits_renew(struct tb_sandbox *sandbox);

/* Starts and stops the CPU deadline. */
void tb_limits_start(struct tb_sandbox *sandbox);
void tb_limits_stop(struct tb_sandbox *sandbox);

/* Notes cause and line in the task and exits. Safe in a signal handler. */
_Noreturn void tb_limits_exit(struct tb_sandbox *sandbox, enum tb_cause cause);

#endif
