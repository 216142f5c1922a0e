/*
 * rows.h - collecting the cells and rows of a text form into its grid. Runs of blank lines become
 * repairs, and texts that are no slice of the source are kept with their origins.
 */
#ifndef TB_INGEST_ROWS_H
#define TB_INGEST_ROWS_H

#include "base/list.h"
#include "ingest/draft.h"

struct tb_rows {
    struct tb_draft *draft;
    struct tb_error *error;
    uint32_t blank_line, blank_count; /* a run of blank lines: the first one, and how many */
    struct {
        struct tb_cell *at;
        size_t count, room;
    } cells; /* of the row being read */
    struct {
        struct tb_row *at;
        size_t count, room;
    } rows;
    char *plain; /* the texts that are no slice of the source; made for the first of them */
    size_t plain_len;
    struct {
        struct tb_origin *at;
        size_t count, room;
    } origins;
};

/* A cell of `raw`, a slice of source.text, on line `line`; NULL: too many, or the arena is full
 * (tb_rows_full says which). */
struct tb_cell *tb_rows_add(struct tb_rows *rows, struct tb_str raw, uint32_t line);
enum tb_status tb_rows_full(struct tb_rows *rows);

/* Replaces each `pair` of two bytes in the cell's text by its second one, keeping the origins: doubled
 * quotes, bars behind a backslash. False: the arena is full. */
bool tb_rows_unescape(struct tb_rows *rows, struct tb_cell *cell, struct tb_str pair);

/* The cells so far are a row that begins on line `line`; one blank cell is a blank line. */
enum tb_status tb_rows_end(struct tb_rows *rows, uint32_t line) TB_NODISCARD;

/* The rows become the grid. */
enum tb_status tb_rows_finish(struct tb_rows *rows) TB_NODISCARD;

#endif
