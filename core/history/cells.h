/*
 * cells.h - any bytes as rows of cells: rows end at \n, cells at a delimiter. Nothing is interpreted,
 * so putting the cells together again gives the same bytes whatever they were. Rows and cells of one
 * table in two versions can be held against each other; that is all it is for.
 */
#ifndef TB_HISTORY_CELLS_H
#define TB_HISTORY_CELLS_H

#include "base/arena.h"
#include "base/buf.h"

struct tb_cells {
    struct tb_str *at;       /* row by row */
    size_t *rows;            /* row i is at[rows[i]] up to at[rows[i + 1]]; at least one cell */
    size_t count, row_count; /* at least one row */
};

enum { TB_CELLS_MAX = 4 << 20 };

/* The delimiter that suits the bytes: tab, comma, or 0 for none. */
char tb_cells_delimiter(struct tb_str bytes);

/* The cells of `bytes`, borrowed. TB_ELIMIT: more than TB_CELLS_MAX of them. */
enum tb_status tb_cells_split(struct tb_str bytes, char delimiter, struct tb_arena *arena,
                              struct tb_cells *out, struct tb_error *error) TB_NODISCARD;

/* Room for `row_count` rows of counts[i] cells each, all empty. */
enum tb_status tb_cells_new(const uint32_t *counts, size_t row_count, struct tb_arena *arena,
                            struct tb_cells *out, struct tb_error *error) TB_NODISCARD;

static inline size_t tb_cells_in_row(const struct tb_cells *cells, size_t row)
{
    return cells->rows[row + 1] - cells->rows[row];
}

/* The cell; ptr NULL: the row is shorter. */
static inline struct tb_str tb_cells_get(const struct tb_cells *cells, size_t row, size_t column)
{
    return column < tb_cells_in_row(cells, row) ? cells->at[cells->rows[row] + column]
                                                : (struct tb_str){NULL, 0};
}

#endif
