/*
 * clean.h - from the raw bytes of a text-form cell to its clean text: HTML tags and comments removed,
 * character references decoded, breaks (<br>, and the borders of <p>, <div>, <li> and other blocks)
 * as \n between texts, so that "<p>3</p><p>45亩</p>" never becomes 345亩. Nothing is trimmed, folded
 * or collapsed. One walk does it for the readers and for finding the way back, so that the two
 * cannot differ.
 */
#ifndef TB_MODEL_CLEAN_H
#define TB_MODEL_CLEAN_H

#include "base/arena.h"

struct tb_cleaned {
    struct tb_str text;
    uint32_t tags;           /* number of tags removed */
    uint32_t entities;       /* number of character references decoded */
    struct tb_str first_tag; /* as it stands in the raw text, "<p>" */
    struct tb_str first_entity;
};

/* A cell without '<' and '&' is its own clean text; callers test that first. Text such as "<5%" or
 * "AT&T" is left as it is. Written to `arena`; false: it is full. */
bool tb_clean(struct tb_str raw, struct tb_arena *arena, struct tb_cleaned *out);

/* The raw byte offset from which byte `at` of the clean text comes; raw.len for its end. */
size_t tb_clean_origin(struct tb_str raw, size_t at);

#endif
