/*
 * worker.h - what happens inside a worker process: it locks itself, loads the plugins of its crew
 * and runs them on what is left to do. It sees the gather as it was at the fork.
 */
#ifndef TB_HOST_WORKER_H
#define TB_HOST_WORKER_H

#include <sys/types.h>

#include "host/gather.h"
#include "host/lock.h"

enum { TB_EXIT_REFUSED = 4 }; /* exit status: it could not be set up; `error` says why */

/* Shared with the broker, which trusts none of it. */
struct tb_shared {
    struct tb_task task;
    struct tb_error error;
};

/* The whole life of the child: records go to `fd`. */
_Noreturn void tb_worker_main(const struct tb_gather *gather, const struct tb_crew *crew,
                              struct tb_shared *shared, int fd, pid_t broker,
                              struct tb_lock_support support);

/* Only its work, for --in-process. Records come to `flush` in pieces, between two plugins as soon as
 * there are `flush_at` bytes; they may be lost with the process, and are then made again. */
void tb_worker_run(const struct tb_gather *gather, const struct tb_crew *crew,
                   struct tb_sandbox *sandbox, size_t flush_at, tb_flush_fn flush, void *user);

#endif
