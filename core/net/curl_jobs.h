/*
 * curl_jobs.h - what the net process works on, and the steps of it. Private to core/net.
 */
#ifndef TB_NET_CURL_JOBS_H
#define TB_NET_CURL_JOBS_H

#include "net/curl_get.h"
#include "net/hosts.h"
#include "net/module.h"

/* A page that is wanted, or the robots.txt of a host that others wait for. */
struct tb_net_task {
    struct tb_net_job want;    /* texts with a NUL behind */
    struct tb_host *host;      /* of `url` */
    struct tb_host *robots_of; /* NULL: a page */
    struct tb_str url, hops;
    struct tb_url parsed;
    uint32_t hop_count, tries;
    uint64_t begun_ms, due_ms; /* begun 0: not yet */
    bool running, done;
    struct tb_get get;
};

struct tb_net_server {
    int fd;
    const struct tb_net_config *config;
    CURLM *multi;
    struct tb_arena *arena;
    struct tb_buf in, out;
    size_t sent; /* of `out` */
    bool ended;  /* no more jobs come */
    struct tb_host *hosts;
    struct tb_random random;
    struct {
        struct tb_net_task **at;
        size_t count, room;
    } jobs; /* that are not done */
    enum tb_status status;
    struct tb_error *error;
};

uint64_t tb_net_now_ms(void);
void tb_net_no_memory(struct tb_net_server *server);

/* A job that came in. */
void tb_net_add(struct tb_net_server *server, const struct tb_net_job *want);

/* Starts the job if it may; else milliseconds until it may, as far as is known. */
uint64_t tb_net_advance(struct tb_net_server *server, struct tb_net_task *job, uint64_t now);

/* Its request has ended: a reply, a redirect or another try. */
void tb_net_end(struct tb_net_server *server, struct tb_net_task *job, CURLcode code);

void tb_net_close(struct tb_net_task *job);

/* Writes replies, as many as the other side takes now, or all: a slow reader must not stop the clock of
 * others. */
void tb_net_send(struct tb_net_server *server, bool all);

#endif
