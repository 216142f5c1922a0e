/*
 * tables.h - what one table of a container is: its header of one or several levels, metadata of the
 * page, more of the table before it, or something else.
 */
#ifndef TB_INGEST_TABLES_H
#define TB_INGEST_TABLES_H

#include "ingest/draft.h"

enum tb_table_kind {
    TB_TABLE_OTHER,   /* a layout, a menu, a table about something else */
    TB_TABLE_HEADED,  /* it has a header of the words that progress tables use */
    TB_TABLE_GOES_ON, /* more rows of the table before */
    TB_TABLE_META,    /* keys and values about the page */
    TB_TABLE_EMPTY    /* no text */
};

struct tb_table_look {
    enum tb_table_kind kind;
    size_t from, to;      /* rows of the grid */
    uint32_t left, width; /* the columns left..left + width hold all its text */
    size_t header;        /* first row of its header; HEADED only */
    uint32_t levels;      /* rows of the header */
};

/* Looks at rows from..to of the grid, one table. `before` is the last table with a header, or what went
 * on with it; NULL: there is none. *false: the arena is full. */
bool tb_table_look(struct tb_draft *draft, size_t from, size_t to,
                   const struct tb_table_look *before, struct tb_table_look *out);

/* The header of such a table as one row: of each column its levels from above, joined by '/', broken
 * words put together. False: the arena is full. */
bool tb_table_header(struct tb_draft *draft, const struct tb_table_look *look, struct tb_row *out);

#endif
