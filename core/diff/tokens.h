/*
 * tokens.h - two texts as numbers, equal tokens equal numbers: a figure with its unit, a date, a run of
 * digits or of Latin letters; else one character.
 */
#ifndef TB_DIFF_TOKENS_H
#define TB_DIFF_TOKENS_H

#include "diff/edits.h"

struct tb_tokens {
    struct tb_str text;
    uint32_t *ids;    /* `count` of them */
    uint32_t *starts; /* bytes; count + 1, the last one is the end of the text */
    uint32_t count;
};

/* False: the arena is full. Linear. */
bool tb_tokens_read(const struct tb_edit_text *left, const struct tb_edit_text *right,
                    struct tb_arena *arena, struct tb_tokens out[2]) TB_NODISCARD;

#endif
