/*
 * repeat.h - finds text that stands twice in a row: 提升提升. Linear, allocates nothing, does not use
 * Lua. Whether a repeat is a slip or good Chinese is for a plugin to say.
 */
#ifndef TB_LUA_REPEAT_H
#define TB_LUA_REPEAT_H

#include "base/str.h"

enum {
    TB_REPEAT_LEAST = 2,   /* characters of what is repeated, at least */
    TB_REPEAT_REACH = 256, /* bytes from the beginning of one copy to that of the other, at most */
    TB_REPEAT_BLOCK = 2048 /* bytes looked at together */
};

struct tb_repeats {
    struct tb_str text, across;
    size_t at, begin, end;          /* where to go on; the block that `next` is about */
    uint16_t next[TB_REPEAT_BLOCK]; /* distance to the next like character, 0: none in the block */
};

/* Both texts are valid UTF-8, borrowed. Of the characters of `across` (may be empty) one may stand
 * between the two copies, such as a closing quotation mark. */
void tb_repeats_start(struct tb_repeats *repeats, struct tb_str text, struct tb_str across);

/* The next one from the left, of several that begin there the longest: both copies, in bytes.
 * Numbers and Latin words are never cut: 11月1月 is no repeat. False: there is none. */
bool tb_repeats_next(struct tb_repeats *repeats, size_t *from, size_t *to);

#endif
