/*
 * spans.h - the places of cells in tables with merged ones: rows and cells are given in the order of
 * the page, and become rows of as many cells as the table has columns. Cost grows with the places
 * of the result, which is capped (paper.h), and never with what spans claim.
 */
#ifndef TB_INGEST_SPANS_H
#define TB_INGEST_SPANS_H

#include "ingest/paper.h"

struct tb_spans {
    struct tb_arena *arena;
    struct tb_row *rows;
    size_t row_count;
    struct tb_cell *cells; /* as given, without the covered places */
    uint32_t *columns;     /* of each of them */
    size_t *first;         /* index of the first cell of each row */
    size_t cell_count;
    size_t table;   /* first row of the table that is being read */
    uint32_t named; /* its number as it was given; the tables of the result are numbered anew */
    uint32_t tables;
    uint32_t width;  /* one past the last column in which a cell of it begins */
    uint32_t next;   /* column from which the row goes on */
    uint32_t *until; /* per column: number of the first row that no cell from above covers */
    bool too_wide;   /* a cell stands beyond the last column allowed */
    size_t places;   /* of the tables before */
};

/* For so many rows and cells. False: the arena is full. */
bool tb_spans_start(struct tb_spans *spans, struct tb_arena *arena, size_t rows, size_t cells);

/* Begins a row; its cells follow. A row that is of no table has them as they come. */
bool tb_spans_row(struct tb_spans *spans, const struct tb_row *row);

/* The caller has filled cells[cell_count]; `column` as in struct tb_paper_cell. */
void tb_spans_cell(struct tb_spans *spans, uint32_t column, uint32_t rowspan, uint32_t colspan);

/* All rows with all places. TB_ELIMIT: too many columns or places. */
enum tb_status tb_spans_finish(struct tb_spans *spans, struct tb_grid *grid,
                               struct tb_error *error) TB_NODISCARD;

#endif
