/*
 * lock.h - what a worker process gives up before it runs a plugin: descriptors, environment,
 * privileges, files, system calls. Linux only. All of it is for the calling process itself, and
 * nothing can be undone.
 */
#ifndef TB_HOST_LOCK_H
#define TB_HOST_LOCK_H

#include <stdbool.h>
#include <sys/types.h>

#include "base/error.h"

/* What the kernel offers. */
struct tb_lock_support {
    bool seccomp;  /* the system call filter: without it only bundled plugins run */
    bool landlock; /* no file even if the filter had a hole; extra depth */
};
struct tb_lock_support tb_lock_support(void);
const char *
tb_lock_name(struct tb_lock_support support); /* "seccomp+landlock", "seccomp", "none" */

/* First step, before the Lua state is made: a process group of its own, dies with `broker`, default
 * signals, no descriptor but `fd`, no environment but the time zone (UTC+8, so that no zone file is
 * read later), no new file or process, no new privileges, Landlock; not more than `cpu_s` seconds of
 * CPU time in all, and `memory` bytes of address space beyond what is mapped now. */
enum tb_status tb_lock_process(int fd, pid_t broker, struct tb_lock_support support, size_t cpu_s,
                               size_t memory, struct tb_error *error) TB_NODISCARD;

/* Last step, before the first line of a plugin: the filter that allows the system calls of the table
 * in lock_calls.c, and to write to `fd` only. A forbidden call ends the process with SIGSYS. Needs
 * support.seccomp. */
enum tb_status tb_lock_calls(int fd, struct tb_error *error) TB_NODISCARD;

/* Whether this kernel and machine have the filter. */
bool tb_lock_has_filter(void);

/* "a plugin's process cannot lock itself: WHAT: errno"; for the two steps. */
enum tb_status tb_lock_fail(struct tb_error *error, const char *what);

#endif
