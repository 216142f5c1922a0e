/*
 * paper.h - what a reader of a container (web page, workbook, document) hands on: what stands on the
 * page, row by row, and what it had to mend, as bytes. They come out of a process that is locked away
 * with the foreign file and is not believed: reading them checks every one.
 *
 * A paper is a sequence of records of little-endian 32-bit numbers, each followed by its texts: rows,
 * each with its cells behind it, repairs, and an end with the name of the form.
 */
#ifndef TB_INGEST_PAPER_H
#define TB_INGEST_PAPER_H

#include "base/buf.h"
#include "model/report.h"

enum {
    TB_PAPER_ROWS = 100000,       /* rows of all tables and lines together */
    TB_PAPER_COLUMNS = 1024,      /* columns of a table */
    TB_PAPER_CELLS = 4000000,     /* places of all tables, those covered by merged cells too */
    TB_PAPER_CELL_TEXT = 1 << 20, /* bytes of a cell */
    TB_PAPER_MAX = 256 << 20      /* bytes of a paper */
};
#define TB_PAPER_NONE UINT32_MAX

/* ---- writing: failures are sticky in the buffer ---- */

/* Begins a row. `table` and `number` count from 1; a jump of the number means empty rows. */
void tb_paper_row(struct tb_buf *paper, enum tb_row_kind kind, uint32_t table, uint32_t number,
                  struct tb_str part);

struct tb_paper_cell {
    uint32_t column;           /* 0-based; TB_PAPER_NONE: the next that is free, as in HTML */
    uint32_t rowspan, colspan; /* at least 1 */
    uint32_t from, len;        /* where it stands in the source text; from TB_PAPER_NONE: nowhere */
    struct tb_str text;        /* clean; longer than TB_PAPER_CELL_TEXT: cut, with a repair */
    const struct tb_origin
        *origins; /* of the text, from its own beginning; source in the source text */
    uint32_t origin_count;
};
void tb_paper_cell(struct tb_buf *paper, const struct tb_paper_cell *cell);

/* A row of one cell that stands nowhere in particular. */
void tb_paper_line(struct tb_buf *paper, enum tb_row_kind kind, uint32_t number, struct tb_str part,
                   struct tb_str text);

/* What was mended: at `from` in the source text, or in row `number` and column (0-based) of `part`; 0
 * and TB_PAPER_NONE where one does not apply. `kind` is one of those in paper.c. */
struct tb_paper_repair {
    const char *kind;
    struct tb_str part;
    uint32_t number, column, from, count;
    struct tb_str detail; /* cut to what repairs show */
};
void tb_paper_repair(struct tb_buf *paper, const struct tb_paper_repair *repair);

/* `form`: "html", "xlsx", "docx", … */
void tb_paper_end(struct tb_buf *paper, const char *form);

/* ---- reading ---- */

struct tb_draft;

/* The paper becomes the draft's grid, with places that merged cells cover, origins, form and repairs.
 * source.text is what `from` counts in. TB_ELIMIT: larger than the caps above; TB_EFORMAT: no whole
 * paper. */
enum tb_status tb_paper_read(struct tb_draft *draft, struct tb_str paper,
                             struct tb_error *error) TB_NODISCARD;

#endif
