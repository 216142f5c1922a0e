/* hosts.c - see hosts.h. */
#include "net/hosts.h"

uint32_t tb_random_up_to(struct tb_random *random, uint32_t most)
{
    uint64_t x = random->state;
    x ^= x >> 12;
    x ^= x << 25;
    x ^= x >> 27;
    random->state = x;
    return (uint32_t)((x * UINT64_C(2685821657736338717) >> 33) % ((uint64_t)most + 1));
}

struct tb_host *tb_host_of(struct tb_host **hosts, const struct tb_url *url, struct tb_arena *arena)
{
    struct tb_mark mark = tb_arena_mark(arena);
    struct tb_str origin = tb_arena_printf(arena, "%s://%.*s:%u", url->is_https ? "https" : "http",
                                           TB_ARG(url->host), url->port);
    if (!origin.ptr)
        return NULL;
    for (struct tb_host *host = *hosts; host; host = host->next)
        if (tb_url_same_host(host->origin, origin)) {
            tb_arena_rewind(arena, mark);
            return host;
        }
    struct tb_host *host = TB_NEW(arena, struct tb_host);
    if (!host)
        return NULL;
    host->origin = origin;
    host->slow = 1;
    host->next = *hosts;
    *hosts = host;
    return host;
}

void tb_host_begin(struct tb_host *host, uint64_t now_ms, uint32_t pace_ms,
                   struct tb_random *random)
{
    uint32_t pace = pace_ms > host->robots.delay_ms ? pace_ms : host->robots.delay_ms;
    uint64_t wait = (uint64_t)pace * host->slow;
    uint32_t fifth = (uint32_t)(wait / 5);
    host->busy = true;
    host->next_ms = now_ms + wait - fifth + tb_random_up_to(random, 2 * fifth);
}

uint32_t tb_backoff(uint32_t tries, uint32_t unit_ms, struct tb_random *random)
{
    uint64_t most = (uint64_t)unit_ms << (tries < 16 ? tries : 16);
    return tb_random_up_to(random, most > TB_BACKOFF_MAX ? TB_BACKOFF_MAX : (uint32_t)most);
}

bool tb_status_is_transient(long status)
{
    return status == 408 || status == 425 || status == 429 || status == 500 || status == 502 ||
           status == 503 || status == 504;
}
