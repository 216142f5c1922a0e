/*
 * phrases.h - many words looked for at once: a table by first character, so that a text is walked
 * once however long the lexicon is. Made once in an arena, never changed afterwards.
 */
#ifndef TB_EXTRACT_PHRASES_H
#define TB_EXTRACT_PHRASES_H

#include "base/arena.h"

struct tb_phrase {
    struct tb_str text;
    uint32_t value; /* the caller's own: an index, an enumerator */
};

struct tb_phrases;

/* Builds the table of `count` phrases (copied; the texts are borrowed). NULL: arena full. */
struct tb_phrases *tb_phrases_new(const struct tb_phrase *phrases, size_t count,
                                  struct tb_arena *arena);

/* The phrases that begin at byte `at` of `text`, longest first; equal ones in the given order.
 * `from` is 0 for the first call and is kept for the next; NULL: no more. */
const struct tb_phrase *tb_phrases_at(const struct tb_phrases *phrases, struct tb_str text,
                                      size_t at, size_t *from);

/* False: surely none begins at `at` (below text.len). Cheap; for walks over whole texts. */
bool tb_phrases_may_begin(const struct tb_phrases *phrases, struct tb_str text, size_t at);

/* The longest that begins at `at`; NULL: none. */
const struct tb_phrase *tb_phrases_longest(const struct tb_phrases *phrases, struct tb_str text,
                                           size_t at);

#endif
