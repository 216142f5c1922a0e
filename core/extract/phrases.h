/*
 * phrases.h - many words looked for at once: a table by first character, so that a text is walked
 * once however long the lexicon is. Nearly every place of a text begins no word of a lexicon: a small
 * filter by the first two characters says so in a few instructions. Made once in an arena, never
 * changed afterwards.
 */
#ifndef TB_EXTRACT_PHRASES_H
#define TB_EXTRACT_PHRASES_H

#include "base/arena.h"

struct tb_phrase {
    struct tb_str text;
    uint32_t value; /* the caller's own: an index, an enumerator */
};

enum { TB_PHRASES_FILTER = 512 };

struct tb_phrases {
    /* by a hash of the first character: a bit for each second one; all: a phrase has none */
    uint64_t second[TB_PHRASES_FILTER];
    struct tb_phrase *sorted; /* by first character, then longest first */
    size_t count;             /* of `sorted` */
    struct tb_phrases_bucket *buckets;
    size_t mask;
};

/* Builds the table of `count` phrases (copied; the texts are borrowed). NULL: arena full. */
struct tb_phrases *tb_phrases_new(const struct tb_phrase *phrases, size_t count,
                                  struct tb_arena *arena);

/* For the inline functions below: the phrases at a place where one may begin. */
const struct tb_phrase *tb_phrases_found(const struct tb_phrases *phrases, struct tb_str text,
                                         size_t at, size_t *from);

/* Of a character of three bytes. */
static inline uint32_t tb_phrases_hash(const unsigned char *p)
{
    uint16_t rest;
    memcpy(&rest, p + 1, sizeof rest);
    return ((uint32_t)p[0] << 16 | rest) * 0x9E3779B1u;
}

/* False: surely none begins at `at` (below text.len). */
static inline bool tb_phrases_may_begin(const struct tb_phrases *phrases, struct tb_str text,
                                        size_t at)
{
    const unsigned char *p = (const unsigned char *)text.ptr + at;
    if (p[0] < 0xE0)
        return phrases->second[p[0]] != 0;
    if (text.len - at >= 6) {
        uint64_t second = phrases->second[tb_phrases_hash(p) >> 23];
        return second >> (tb_phrases_hash(p + 3) >> 26) & 1;
    }
    return text.len - at >= 3 && phrases->second[tb_phrases_hash(p) >> 23] != 0;
}

/* The first place behind the character at `at` where one may begin; text.len: none. */
static inline size_t tb_phrases_next(const struct tb_phrases *phrases, struct tb_str text,
                                     size_t at)
{
    do {
        unsigned char lead = (unsigned char)text.ptr[at];
        if (lead >= 0xE0) /* nearly always */
            at += lead < 0xF0 ? 3 : 4;
        else
            at += lead < 0xC0 ? 1 : 2;
    } while (at < text.len && !tb_phrases_may_begin(phrases, text, at));
    return at < text.len ? at : text.len;
}

/* The phrases that begin at byte `at` of `text`, longest first; equal ones in the given order.
 * `from` is 0 for the first call and is kept for the next; NULL: no more. */
static inline const struct tb_phrase *tb_phrases_at(const struct tb_phrases *phrases,
                                                    struct tb_str text, size_t at, size_t *from)
{
    if (at >= text.len || !tb_phrases_may_begin(phrases, text, at))
        return NULL;
    return tb_phrases_found(phrases, text, at, from);
}

/* The longest that begins at `at`; NULL: none. */
static inline const struct tb_phrase *tb_phrases_longest(const struct tb_phrases *phrases,
                                                         struct tb_str text, size_t at)
{
    size_t from = 0;
    return tb_phrases_at(phrases, text, at, &from);
}

#endif
