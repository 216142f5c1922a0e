/*
 * shared.h - the passages that stand in two texts. Does not use Lua.
 */
#ifndef TB_LUA_SHARED_H
#define TB_LUA_SHARED_H

#include <stdbool.h>
#include <stdint.h>

#include "base/str.h"

enum {
    TB_SHARED_LONGEST = 16 * 1024 /* bytes of a text that is compared */,
    TB_SHARED_SLOTS = 1024
};

/* Goes through `a`, from the left; `next` says, for each byte of `b`, where a piece stands that has the
 * same hash as the one beginning there. */
struct tb_shared {
    struct tb_str a, b;
    size_t least, at;
    uint32_t *next; /* b.len, the caller's; 1 more than the place, 0: none */
    uint32_t first[TB_SHARED_SLOTS];
};

/* Two passages alike, in bytes. */
struct tb_passage {
    size_t a, b, len;
};

/* Both texts are UTF-8, at most TB_SHARED_LONGEST, `least` is 1 or more characters. */
void tb_shared_start(struct tb_shared *shared, struct tb_str a, struct tb_str b, size_t least,
                     uint32_t *next);

/* The next passage of `a` of at least that many characters that stands in `b`, from its first place
 * there as far as the two go on alike; the search goes on behind it. False: there is none. */
bool tb_shared_next(struct tb_shared *shared, struct tb_passage *out);

/* Whether behind the passage both texts have another character, and then at least `least` that are alike
 * again. */
bool tb_shared_resumes(const struct tb_shared *shared, const struct tb_passage *passage,
                       size_t least);

#endif
