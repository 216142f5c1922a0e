/*
 * robots.h - robots.txt as RFC 9309 has it, with Crawl-delay, which many sites still write.
 */
#ifndef TB_NET_ROBOTS_H
#define TB_NET_ROBOTS_H

#include "base/arena.h"

enum {
    TB_ROBOTS_MAX = 512 << 10, /* bytes that are looked at; RFC 9309 wants at least 500 KiB */
    TB_ROBOTS_DELAY_MAX = 60   /* seconds */
};

struct tb_robots_rule {
    bool allow;
    struct tb_str path; /* as it is written; may hold * and end with $ */
};

/* The rules for one crawler. All zero: everything is allowed. */
struct tb_robots {
    struct tb_robots_rule *rules;
    size_t count, room;
    uint32_t delay_ms; /* Crawl-delay; 0: none */
};

/* The rules of the groups that name `product` (letters of any case), else of those for *. `text` is
 * copied. A page that is no robots.txt has no rules. False: the arena is full. */
bool tb_robots_parse(struct tb_str text, struct tb_str product, struct tb_arena *arena,
                     struct tb_robots *out);

/* Whether path and query may be asked: the longest rule that matches decides, of two as long the one
 * that allows. *rule (may be NULL): the rule that forbids. */
bool tb_robots_allow(const struct tb_robots *robots, struct tb_str target, struct tb_str *rule);

#endif
