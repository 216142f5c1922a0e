/*
 * hosts.h - manners: what is known of each host, and when it may be asked again. One request at a time,
 * and from the beginning of one to that of the next at least the pace, give or take a fifth.
 */
#ifndef TB_NET_HOSTS_H
#define TB_NET_HOSTS_H

#include "net/robots.h"
#include "net/url.h"
#include "net/wire.h"

enum {
    TB_HOST_FAILURES = 5, /* in a row; then a host is left alone for the rest of the run */
    TB_TRIES = 5,         /* of one request */
    TB_BACKOFF_MAX = 300 * 1000
};

enum tb_robots_state { TB_ROBOTS_UNKNOWN, TB_ROBOTS_ASKED, TB_ROBOTS_KNOWN, TB_ROBOTS_FAILED };

struct tb_host {
    struct tb_host *next;
    struct tb_str origin; /* "https://www.example.gov.cn:443" */
    enum tb_robots_state robots_state;
    struct tb_robots robots;
    struct tb_error robots_error;       /* why it could not be read */
    enum tb_net_outcome robots_outcome; /* what that makes of every job */
    bool busy;
    uint64_t next_ms;   /* not before */
    uint32_t slow;      /* times the pace; doubled by 429 and 503 */
    uint32_t failures;  /* in a row */
    int64_t not_before; /* seconds since 1970 that the server named; 0: none */
};

/* A source of random numbers (xorshift64*). */
struct tb_random {
    uint64_t state; /* not 0 */
};
/* From 0 to `most`, both included. */
uint32_t tb_random_up_to(struct tb_random *random, uint32_t most);

/* The host of an address, made when it is new. NULL: the arena is full. */
struct tb_host *tb_host_of(struct tb_host **hosts, const struct tb_url *url,
                           struct tb_arena *arena);

/* A request begins now; pace_ms is what the job wants at least. */
void tb_host_begin(struct tb_host *host, uint64_t now_ms, uint32_t pace_ms,
                   struct tb_random *random);

/* How long to wait before try number `tries` + 1 (full jitter). `unit_ms` is doubled with every try. */
uint32_t tb_backoff(uint32_t tries, uint32_t unit_ms, struct tb_random *random);

/* Whether a status of HTTP may be another one another time. */
bool tb_status_is_transient(long status);

#endif
