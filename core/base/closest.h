/*
 * closest.h - "did you mean": the known name that an unknown one was most likely meant to be.
 * Bounded (names beyond TB_CLOSEST_MAX code points are never close), allocates nothing, UTF-8 safe.
 *
 *     struct tb_closest_search search = tb_closest_start(name);
 *     for (…)
 *         tb_closest_try(&search, known[i]);
 *     if (search.best.ptr) …
 */
#ifndef TB_BASE_CLOSEST_H
#define TB_BASE_CLOSEST_H

#include "base/str.h"

enum { TB_CLOSEST_MAX = 64 };

struct tb_closest_search {
    struct tb_str name;
    struct tb_str best; /* ptr NULL: nothing close enough was tried yet */
    size_t distance;    /* of `best` */
};

struct tb_closest_search tb_closest_start(struct tb_str name);

/* Keeps `known` (borrowed) as the best when it is close to the name and closer than what was tried
 * before. Close: at most a third of the longer name's code points, and at least one kept, differ by
 * insertion, deletion, replacement or exchange of neighbours; or `known` begins with the name, from
 * three code points on. ASCII letters of either case, and '-' and '_', count as the same. */
void tb_closest_try(struct tb_closest_search *search, struct tb_str known);

/* All at once; ptr NULL: none is close. */
struct tb_str tb_closest(struct tb_str name, const struct tb_str *known, size_t count);

#endif
