/*
 * courier.h - the way to the network: a process of its own that holds libcurl (net/module.h) and nothing
 * else: no file, no history, no report. It is started with the first job and keeps its manners - who was
 * asked when, what robots.txt said - for the whole run.
 */
#ifndef TB_HOST_COURIER_H
#define TB_HOST_COURIER_H

#include <sys/types.h>

#include "base/arena.h"
#include "net/wire.h"

struct tb_courier {
    struct tb_str program; /* the folder of the executable, for the module */
    struct tb_str agent;   /* User-Agent, a NUL behind */
    pid_t pid;             /* 0: not started */
    int fd;
    struct tb_buf in, out;
};

/* Not started yet; to be closed all the same. */
struct tb_courier tb_courier_make(struct tb_str program, struct tb_str agent);
void tb_courier_close(struct tb_courier *courier);

/* Sends the jobs, whose ids are 0…count-1, and calls `take` with a reply to each, in the order in which
 * they come. Where the process dies, the rest get a reply that says so. TB_EIO: it cannot be started. */
enum tb_status tb_courier_run(
    struct tb_courier *courier, const struct tb_net_job *jobs, size_t count,
    enum tb_status (*take)(void *user, const struct tb_net_reply *reply, struct tb_error *error),
    void *user, struct tb_arena *arena, struct tb_error *error) TB_NODISCARD;

#endif
