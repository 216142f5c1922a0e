/* task.c - names of hooks and causes, and the default limits. */
#include "lua/task.h"

static const char *const hook_names[] = {"load",  "setup", "must", "each_item", "each_pair",
                                         "whole", "write", "case", "discover",  "fetch"};
static const char *const cause_names[] = {
    "none",        "cpu",   "wall",    "memory",   "recursion", "findings", "output", "error",
    "declaration", "crash", "syscall", "protocol", "unlocked",  "file",     "grant"};
_Static_assert(sizeof hook_names / sizeof *hook_names == TB_HOOK_END, "hook names");
_Static_assert(sizeof cause_names / sizeof *cause_names == TB_CAUSE_END, "cause names");

const char *tb_hook_name(uint32_t hook)
{
    return hook < TB_HOOK_END ? hook_names[hook] : "?";
}

const char *tb_cause_name(uint32_t cause)
{
    return cause < TB_CAUSE_END ? cause_names[cause] : "?";
}

struct tb_limits tb_limits_default(void)
{
    return (struct tb_limits){.cpu_ms = 2000,
                              .wall_ms = 10000,
                              .memory = (size_t)64 << 20,
                              .findings = 10000,
                              .output = (size_t)256 << 20};
}
