/*
 * print.h - pages of which only the places of words are known, as of PDF files: words to lines, lines to the
 * table's columns, and rows. Lengths are hundredths of a point, from the upper left corner of the page. There are
 * no ruling lines: columns are told by the header and the white space below it, rows by the running numbers in
 * the first column, so that the result is a good guess and says so (`grid-guessed`).
 */
#ifndef TB_INGEST_PRINT_H
#define TB_INGEST_PRINT_H

#include "ingest/draft.h"
#include "ingest/paper.h"

struct tb_print_word {
    struct tb_str text;
    int32_t left, top, right, bottom;
    uint32_t page;
    uint16_t column; /* of the table it is in */
};

/* Words of one height on a page, from left to right. */
struct tb_print_line {
    struct tb_print_word *words;
    size_t count;
    uint32_t page;
    int32_t left, top, right, bottom;
    bool edge; /* the first or last of its page */
};

struct tb_print_lines {
    struct tb_print_line *at;
    size_t count;
};

enum { TB_PRINT_COLUMNS = 64, TB_PRINT_LEVELS = 6 };

/* A table's header: so many lines from `from` on; of each column its text and the border to the next. */
struct tb_print_header {
    size_t from, lines;
    uint32_t columns;
    struct tb_str text[TB_PRINT_COLUMNS];
    int32_t left[TB_PRINT_COLUMNS], right[TB_PRINT_COLUMNS]; /* of the header's words */
    int32_t border[TB_PRINT_COLUMNS];
};

static inline int32_t tb_print_middle(int32_t a, int32_t b)
{
    return a + (b - a) / 2;
}

/* Whether `text` is what `pdftotext -tsv` prints. */
bool tb_print_is_words(struct tb_str text);

/* The words of such a text, in lines from above. False: the arena is full. */
bool tb_print_lines(struct tb_arena *arena, struct tb_str text, struct tb_print_lines *out);

/* The next header at or behind line `from`; columns 0: there is none. */
void tb_print_find_header(const struct tb_draft *draft, const struct tb_print_lines *lines,
                          size_t from, struct tb_print_header *out);

/* Puts the borders of its columns where the fewest words of lines from..to are cut. */
void tb_print_find_borders(const struct tb_print_lines *lines, size_t from, size_t to,
                           struct tb_print_header *header);

/* Rows that become the grid. */
struct tb_print_rows {
    struct tb_draft *draft;
    struct {
        struct tb_row *at;
        size_t count, room;
    } rows;
    uint32_t table, page, number; /* of the table and page under way, and its last row */
    const struct tb_print_header *header;
    struct tb_print_word **last; /* the words of the row under way, by column and place */
    size_t last_count, last_room;
    bool open;    /* the row under way may go on, on the next page */
    bool goes_on; /* the lines are more of the table before, whose header was repeated */
    bool centred; /* in rows of several lines the number stands in the middle */
};

/* A line that belongs to no row. */
bool tb_print_add_line(struct tb_print_rows *rows, const struct tb_print_line *line);
/* The rows of a table, lines from..to; its last row stays under way. */
bool tb_print_add_table(struct tb_print_rows *rows, const struct tb_print_lines *lines, size_t from,
                        size_t to);
/* Ends the row under way. */
bool tb_print_end_row(struct tb_print_rows *rows);

/* 1. The whole way: such a text becomes grid and view of the draft. TB_EFORMAT: there are no words in it. */
enum tb_status tb_read_print(struct tb_draft *draft, struct tb_str text,
                             struct tb_error *error) TB_NODISCARD;

#endif
