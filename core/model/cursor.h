/*
 * cursor.h - places in one cell after another, asked for in rising order: each costs the way from the
 * last one, so that all of a cell together cost one pass over it, however many there are. A place
 * before the last one, or in another cell, begins anew.
 */
#ifndef TB_MODEL_CURSOR_H
#define TB_MODEL_CURSOR_H

#include "model/place.h"

/* Begins as {0}. */
struct tb_cursor {
    const struct tb_cell *cell; /* NULL: no place yet */
    uint32_t at, chars;         /* the place in bytes and code points of the clean text, */
    size_t raw;                 /* in bytes of the raw cell, */
    struct tb_place place;      /* and in the source; line 0: the cell has no place there */
};

/* As tb_place_chars for the clean text of `cell`. */
uint32_t tb_cursor_chars(struct tb_cursor *cursor, const struct tb_report *report,
                         const struct tb_cell *cell, uint32_t at);

/* As tb_place_in_source. */
struct tb_place tb_cursor_place(struct tb_cursor *cursor, const struct tb_report *report,
                                const struct tb_cell *cell, uint32_t at);

#endif
