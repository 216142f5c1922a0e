/*
 * lists.h - bulletins without a table: what each reader of such forms takes from the lines and gives to
 * the view. Lines are rows with text in one cell.
 */
#ifndef TB_INGEST_LISTS_H
#define TB_INGEST_LISTS_H

#include "base/list.h"
#include "ingest/draft.h"

struct tb_list_line {
    const struct tb_row *row;
    const struct tb_cell *cell;
    struct tb_str text; /* trimmed */
};

enum { TB_LIST_COLUMNS = 32 };

struct tb_lister {
    struct tb_draft *draft;
    struct tb_list_line *lines;
    size_t count;
    size_t from; /* first line of the list; those before are the head of the page */
    struct tb_str headers[TB_LIST_COLUMNS];
    uint32_t columns;
    struct {
        struct tb_row *at;
        size_t count, room;
    } rows;    /* of the list, and lines within it */
    bool full; /* the arena is full */
};

/* A part of a line as a cell, with its place. */
struct tb_cell tb_list_cell(const struct tb_lister *lister, const struct tb_list_line *line,
                            struct tb_str text);

/* Several lines as one cell, their ends between them. */
struct tb_cell tb_list_join(struct tb_lister *lister, const struct tb_list_line *lines,
                            size_t count);

/* The cells of a new row, blank; NULL: the arena is full. */
struct tb_cell *tb_list_row(struct tb_lister *lister, const struct tb_list_line *line);

/* The column of a header, added where it is new; TB_LIST_COLUMNS: there are too many. */
uint32_t tb_list_column(struct tb_lister *lister, struct tb_str header);

/* Each: whether the lines are of its form; then `from`, headers and rows are filled. */
bool tb_list_cells(struct tb_lister *lister); /* one cell a line, header words first */
bool tb_list_keys(struct tb_lister *lister);  /* items with lines or brackets of "key：value" */

#endif
