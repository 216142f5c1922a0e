/*
 * draft.h - a report while it is being built, and the steps that build it, in their order. Each
 * step takes what the ones before it left in the draft. Repairs are collected on the way.
 */
#ifndef TB_INGEST_DRAFT_H
#define TB_INGEST_DRAFT_H

#include "ingest/knowledge.h"
#include "ingest/repairs.h"
#include "ingest/scan.h"

#define TB_INPUT_CAP ((size_t)256 << 20) /* bytes of input */
enum {
    TB_COLUMN_CAP = 4096,
    TB_SAMPLE_ROWS = 500 /* rows by which the content of a column is judged */
};

/* Where the table stands in the view: indices of rows. */
struct tb_table {
    size_t head;     /* first row of the lines above it: title, metadata */
    size_t sections; /* section titles right above its header; header: none */
    size_t header;   /* its header row */
    size_t body;     /* first row behind the header, which may have a second row */
    size_t end;      /* one past its last row */
    bool shifted; /* the header lost its first, blank cell: its cells stand one column further on */
    size_t lead;  /* header of the first of several bulletins: the lines above it speak of all */
    size_t first, last; /* rows of this one, with the lines above it */
};

struct tb_draft {
    const struct tb_ingest *know;
    struct tb_arena *arena;
    struct tb_report *report;
    struct tb_repairs repairs;
    size_t decoded; /* the first repairs: those of decoding */
    struct tb_grid
        view;       /* the rows from which the report is made: the grid, or what was made of it */
    bool converted; /* by another program */
    bool arranged;  /* the view was made by tb_arrange */
    struct tb_table table;
    struct {
        struct tb_note *at;
        size_t count, room;
    } notes;
    struct {
        struct tb_str *at; /* name and address */
        size_t count, room;
    } attachments;
    struct {
        const char *line, *at;
        uint32_t column; /* of `at` on the line that begins at `line` */
    } counted;           /* so that a line of many cells with markup costs one pass */
};

/* 1. source.text -> grid, however it is divided. */
enum tb_status tb_read_divided(struct tb_draft *draft, struct tb_error *error) TB_NODISCARD;

/* A row for each line that is not blank, its cells divided by the delimiter. What shows that quotes
 * are not meant as such: quotes inside quoted cells, one that is never closed. */
struct tb_divided {
    size_t strays;
    bool unclosed;
};
enum tb_status tb_read_text(struct tb_draft *draft, struct tb_stops stops,
                            struct tb_divided *divided, struct tb_error *error) TB_NODISCARD;

/* Lines divided by vertical bars: Markdown tables, and what copying leaves of merged cells. */
enum tb_status tb_read_pipes(struct tb_draft *draft, struct tb_error *error) TB_NODISCARD;

/* 1. grid of a container -> view: headers of several levels as one row, merged cells filled, metadata
 * and links told apart, other tables left out. */
enum tb_status tb_arrange(struct tb_draft *draft, struct tb_error *error) TB_NODISCARD;

/* 2. view -> table: that of bulletin number `part` of the source, or, with 0, the largest; others are
 * repairs. TB_EFORMAT: no table, none with a header, or not so many bulletins. */
enum tb_status tb_find_table(struct tb_draft *draft, uint32_t part,
                             struct tb_error *error) TB_NODISCARD;

/* 2. where there is no table: items that are written as lists -> view. *found: the lines have such a form. */
enum tb_status tb_read_lists(struct tb_draft *draft, bool *found,
                             struct tb_error *error) TB_NODISCARD;

/* 3. header row and cells -> columns with their roles. */
enum tb_status tb_find_columns(struct tb_draft *draft, struct tb_error *error) TB_NODISCARD;

/* 4. lines above the table -> title, year, period, place, meta. */
enum tb_status tb_read_head(struct tb_draft *draft, const struct tb_load_options *options,
                            struct tb_error *error) TB_NODISCARD;

/* 5. rows -> items. */
enum tb_status tb_make_items(struct tb_draft *draft, struct tb_error *error) TB_NODISCARD;

/* 5. for given cells: every row of the body is an item, whatever it holds. */
enum tb_status tb_take_all_rows(struct tb_draft *draft, struct tb_error *error) TB_NODISCARD;

/* Notes a decision for those who ask why; the texts as the arena gave them. False: it is full. */
bool tb_note(struct tb_draft *draft, const char *what_zh, const char *what_en, struct tb_str zh,
             struct tb_str en);

/* Whether a name or address is that of a file that may hold a table. */
bool tb_is_attachment(const struct tb_ingest *know, struct tb_str name);

/* Adds a repair about a row; false: the arena is full. */
bool tb_row_repair(struct tb_draft *draft, const char *kind, const struct tb_row *row,
                   uint32_t count, struct tb_str detail);

/* Makes the clean text of a cell whose `raw` stands in source.text, on the line that begins at
 * `line_start`, and lists what was taken out as repairs `html-tag` and `entity`; the cells of a line
 * from left to right. False: the arena is full. */
bool tb_clean_cell(struct tb_draft *draft, struct tb_cell *cell, const char *line_start);

/* The clean text of a cell; and whether it holds more than white space. */
struct tb_str tb_cell_text(const struct tb_cell *cell);
bool tb_cell_filled(const struct tb_cell *cell);

/* Number of filled cells, counted up to 2; *only: the text of the last one counted. */
uint32_t tb_row_filled(const struct tb_row *row, struct tb_str *only);

/* A row is a line of the page and none of the table where it has one cell, or text in one only. */
bool tb_row_is_line(const struct tb_row *row, struct tb_str *text);

#endif
