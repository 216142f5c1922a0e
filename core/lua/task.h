/*
 * task.h - what a worker is doing, in memory shared with the broker, so that a plugin that is ended
 * by a limit or crashes can be named with hook, item and line. Written by the worker, read by the
 * broker after the worker's death. Limits end the worker; they are never Lua errors.
 */
#ifndef TB_LUA_TASK_H
#define TB_LUA_TASK_H

#include <stddef.h>
#include <stdint.h>

struct tb_limits {
    uint32_t cpu_ms;   /* per plugin and report; default 2000 */
    uint32_t wall_ms;  /* the same by the clock on the wall, kept by the broker; 10000 */
    size_t memory;     /* bytes of Lua memory of one worker; 64 MiB, bundled together 256 MiB */
    uint32_t findings; /* per plugin and report; 10000 */
    size_t output;     /* bytes of an export, or of what a plugin says of one report; 256 MiB */
    int64_t now;       /* what os.time() answers: seconds since 1970 UTC, injected */
};

/* The default limits, with `now` 0. */
struct tb_limits tb_limits_default(void);

/* Why a plugin failed. Each has its own words in messages and its name in `args.cause`. */
enum tb_cause {
    TB_CAUSE_NONE,
    TB_CAUSE_CPU,         /* "cpu" */
    TB_CAUSE_WALL,        /* "wall" */
    TB_CAUSE_MEMORY,      /* "memory" */
    TB_CAUSE_RECURSION,   /* "recursion": calls nested so deep that they filled the memory */
    TB_CAUSE_FINDINGS,    /* "findings" */
    TB_CAUSE_OUTPUT,      /* "output" */
    TB_CAUSE_ERROR,       /* "error": a Lua error, with its message */
    TB_CAUSE_DECLARATION, /* "declaration": the file is not a valid plugin */
    TB_CAUSE_CRASH,       /* "crash": ended by a signal */
    TB_CAUSE_SYSCALL,     /* "syscall": a forbidden system call */
    TB_CAUSE_PROTOCOL,    /* "protocol": what it sent was not valid */
    TB_CAUSE_UNLOCKED,    /* "unlocked": not run, for want of a system call filter */
    TB_CAUSE_FILE,        /* "file": not run, for its files cannot be used */
    TB_CAUSE_GRANT,       /* "grant": not run, for what it asks for was not granted */
    TB_CAUSE_END
};

struct tb_task {
    volatile uint32_t plugin, report, item,
        line;                /* indices; UINT32_MAX: none. line 1-based, 0: none */
    volatile uint32_t hook;  /* enum tb_hook */
    volatile uint32_t cause; /* set before the worker exits by a limit */
    volatile uint32_t armed; /* a hook was set: only ever after a deadline */
    volatile uint32_t turn;  /* counts up whenever a plugin begins to load or on a report */
    char source[64];         /* the Lua chunk that `line` counts in, "check.lua"; "" none */
};

enum tb_hook {
    TB_HOOK_LOAD, /* running the file, reading the declaration */
    TB_HOOK_SETUP,
    TB_HOOK_MUST,
    TB_HOOK_EACH_ITEM,
    TB_HOOK_EACH_PAIR,
    TB_HOOK_WHOLE,
    TB_HOOK_WRITE,
    TB_HOOK_CASE,
    TB_HOOK_DISCOVER,
    TB_HOOK_FETCH,
    TB_HOOK_END
};
const char *tb_hook_name(uint32_t hook);   /* "each_item"; "?" outside */
const char *tb_cause_name(uint32_t cause); /* "cpu" */

#endif
