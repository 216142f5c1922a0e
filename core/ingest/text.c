/* text.c - the reader of divided text: lines are rows, a delimiter divides cells; where quotes count
 * (RFC 4180) a cell may hold delimiters, line ends and doubled quotes between them. */
#include "base/utf8.h"
#include "ingest/rows.h"

struct reader {
    struct tb_rows rows;
    struct tb_divided *divided;
    struct tb_stops stops;
    struct tb_str text;
    uint32_t row_line, cell_line, line;
    size_t line_from, cell_from; /* where the cell and its line begin */
    size_t next_line;            /* where the last line begins that a quoted cell has reached */
    size_t quote_end;            /* the cell's closing quote; 0: it is not quoted */
    uint32_t doubled;            /* doubled quotes in it */
    bool marked;                 /* the cell holds a '<' or '&' */
};

static enum tb_status end_cell(struct reader *reader, size_t at)
{
    struct tb_str raw = tb_str_sub(reader->text, reader->cell_from, at);
    if (reader->quote_end > 0)
        raw = tb_str_sub(reader->text, reader->cell_from + 1, reader->quote_end);
    struct tb_cell *cell = tb_rows_add(&reader->rows, raw, reader->cell_line);
    if (!cell)
        return tb_rows_full(&reader->rows);
    const char *line_start = reader->text.ptr + reader->line_from;
    bool done = !reader->marked || tb_clean_cell(reader->rows.draft, cell, line_start);
    if (done && reader->doubled > 0)
        done = tb_rows_unescape(&reader->rows, cell, TB_STR("\"\""));
    reader->cell_from = at + 1;
    reader->cell_line = reader->line;
    reader->line_from = reader->next_line;
    reader->marked = false;
    reader->doubled = 0;
    reader->quote_end = 0;
    return done ? TB_OK : tb_rows_full(&reader->rows);
}

/* The line end at `at` is the end of the row too. */
static enum tb_status end_line(struct reader *reader, size_t at)
{
    reader->next_line = at + 1;
    reader->line++;
    enum tb_status status = end_cell(reader, at);
    if (status == TB_OK)
        status = tb_rows_end(&reader->rows, reader->row_line);
    reader->row_line = reader->line;
    return status;
}

/* Whether a quoted cell ends with the quote before `at`. */
static bool ends_cell(const struct reader *reader, size_t at)
{
    char c = at < reader->text.len ? reader->text.ptr[at] : '\n';
    return c == reader->stops.delimiter || c == '\n' || c == '\r';
}

/* Goes on from the opening quote of a cell to its closing one. A quote within that is not doubled is
 * text. False: it is never closed, and nothing was done. */
static bool read_quoted(struct reader *reader, struct tb_scan *scan)
{
    const struct tb_str text = reader->text;
    const uint32_t line = reader->line;
    const size_t next_line = reader->next_line;
    for (;;) {
        size_t at = tb_scan_next(scan);
        if (at == text.len)
            break;
        char c = text.ptr[at];
        if (c == '"' && at + 1 < text.len && text.ptr[at + 1] == '"') {
            reader->doubled++;
            (void)tb_scan_next(scan);
        } else if (c == '"' && ends_cell(reader, at + 1)) {
            reader->quote_end = at;
            return true;
        } else if (c == '"') {
            reader->divided->strays++;
        } else if (c == '<' || c == '&') {
            reader->marked = true;
        } else if (c == '\n' || (c == '\r' && (at + 1 == text.len || text.ptr[at + 1] != '\n'))) {
            reader->line++;
            reader->next_line = at + 1;
        }
    }
    reader->line = line;
    reader->next_line = next_line;
    reader->marked = false;
    reader->doubled = 0;
    return false;
}

/* A cell begins with a quote that never closes: from here on quotes are text. */
static bool give_up_quotes(struct reader *reader, struct tb_scan *scan)
{
    reader->divided->unclosed = true;
    reader->stops.quotes = false;
    tb_scan_start(scan, reader->stops, reader->text, reader->cell_from + 1);
    struct tb_str line = tb_str_sub(reader->text, reader->line_from, reader->cell_from);
    struct tb_str from = tb_str_sub(reader->text, reader->cell_from, reader->text.len);
    return tb_repairs_add(&reader->rows.draft->repairs, "quote-open", reader->cell_line,
                          (uint32_t)tb_utf8_count(line) + 1, 1, tb_repairs_excerpt(from)) != NULL;
}

static enum tb_status read_lines(struct reader *reader)
{
    struct tb_str text = reader->text;
    struct tb_scan scan;
    enum tb_status status = TB_OK;

    tb_scan_start(&scan, reader->stops, text, 0);
    while (status == TB_OK) {
        size_t at = tb_scan_next(&scan);
        if (at == text.len)
            break;
        char c = text.ptr[at];
        if (c == reader->stops.delimiter)
            status = end_cell(reader, at);
        else if (c == '\n' && at > 0 && text.ptr[at - 1] == '\r' && at == reader->next_line)
            reader->line_from = reader->next_line = reader->cell_from = at + 1; /* has ended */
        else if (c == '\n' || c == '\r')
            status = end_line(reader, at);
        else if (c != '"')
            reader->marked = true;
        else if (at == reader->cell_from && !read_quoted(reader, &scan) &&
                 !give_up_quotes(reader, &scan))
            status = tb_rows_full(&reader->rows);
    }
    if (status == TB_OK && (reader->next_line < text.len || reader->rows.cells.count > 0))
        status = end_line(reader, text.len);
    return status == TB_OK ? tb_rows_finish(&reader->rows) : status;
}

enum tb_status tb_read_text(struct tb_draft *draft, struct tb_stops stops,
                            struct tb_divided *divided, struct tb_error *error)
{
    struct reader reader = {.rows = {.draft = draft, .error = error},
                            .divided = divided,
                            .stops = stops,
                            .text = draft->report->source.text,
                            .row_line = 1,
                            .cell_line = 1,
                            .line = 1};
    *divided = (struct tb_divided){0};
    return read_lines(&reader);
}
