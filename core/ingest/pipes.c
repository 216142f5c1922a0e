/* pipes.c - the reader of text divided by vertical bars: Markdown tables, and what copying leaves of
 * tables with merged cells, whose rows end in runs of bars. */
#include "ingest/rows.h"

struct reader {
    struct tb_rows rows;
    struct tb_str text;
    uint32_t line;
    bool outer; /* rows begin with a bar that divides nothing */
};

/* The next bar that is not behind a backslash; line.len: none. */
static size_t next_bar(struct tb_str line, size_t from)
{
    for (size_t at = from; at < line.len; at++) {
        if (line.ptr[at] == '\\' && at + 1 < line.len && line.ptr[at + 1] == '|')
            at++;
        else if (line.ptr[at] == '|')
            return at;
    }
    return line.len;
}

static struct tb_str trim_blanks(struct tb_str text)
{
    while (text.len > 0 && (text.ptr[0] == ' ' || text.ptr[0] == '\t'))
        text = tb_str_sub(text, 1, text.len);
    while (text.len > 0 && (text.ptr[text.len - 1] == ' ' || text.ptr[text.len - 1] == '\t'))
        text.len--;
    return text;
}

/* The row under a Markdown header: nothing but -, :, bars and blanks, and a - in it. */
static bool is_ruler(struct tb_str line)
{
    bool dash = false;
    for (size_t i = 0; i < line.len; i++) {
        char c = line.ptr[i];
        dash = dash || c == '-';
        if (c != '-' && c != ':' && c != '|' && c != ' ' && c != '\t')
            return false;
    }
    return dash;
}

static bool add_cell(struct reader *reader, struct tb_str line, size_t from, size_t to)
{
    struct tb_str raw = trim_blanks(tb_str_sub(line, from, to));
    struct tb_cell *cell = tb_rows_add(&reader->rows, raw, reader->line);
    if (!cell)
        return false;
    return tb_clean_cell(reader->rows.draft, cell, line.ptr) &&
           (tb_str_find(raw, TB_STR("\\|"), 0) == SIZE_MAX ||
            tb_rows_unescape(&reader->rows, cell, TB_STR("\\|")));
}

static enum tb_status read_row(struct reader *reader, struct tb_str line)
{
    struct tb_str row = trim_blanks(line);
    size_t from = (size_t)(row.ptr - line.ptr), end = from + row.len;
    size_t bar = next_bar(line, 0);
    if (bar == line.len) {
        from = 0; /* a line of the page keeps its blanks */
        end = line.len;
    } else {
        if (is_ruler(row))
            return TB_OK;
        from += reader->outer && bar == from;
        line.len = end;
    }
    for (;;) {
        size_t to = next_bar(line, from);
        if (!add_cell(reader, line, from, to))
            return tb_rows_full(&reader->rows);
        if (to >= end || (reader->outer && to + 1 == end))
            break;
        from = to + 1;
    }
    return tb_rows_end(&reader->rows, reader->line);
}

/* The line at `at`, without its end; *next: where the next one begins. */
static struct tb_str line_at(struct tb_str text, size_t at, size_t *next)
{
    size_t end = at;
    while (end < text.len && text.ptr[end] != '\n' && text.ptr[end] != '\r')
        end++;
    *next = end + (end < text.len);
    if (*next < text.len && text.ptr[end] == '\r' && text.ptr[*next] == '\n')
        ++*next;
    return tb_str_sub(text, at, end);
}

/* Whether most of the divided lines begin with a bar; then it is a border and no empty cell. */
static bool has_borders(struct tb_str text)
{
    size_t divided = 0, begun = 0, next;
    for (size_t at = 0; at < text.len; at = next) {
        struct tb_str line = line_at(text, at, &next);
        if (next_bar(line, 0) == line.len)
            continue;
        divided++;
        begun += trim_blanks(line).ptr[0] == '|';
    }
    return begun * 5 >= divided * 4;
}

/* Bars at the ends of all rows, from merged cells, make columns in which nothing stands. */
static void cut_blank_columns(struct tb_grid *grid)
{
    uint32_t width = 1;
    for (size_t i = 0; i < grid->count; i++)
        for (uint32_t k = grid->rows[i].count; k > width; k--)
            if (tb_cell_filled(&grid->rows[i].cells[k - 1]))
                width = k;
    for (size_t i = 0; i < grid->count; i++)
        if (grid->rows[i].count > width)
            grid->rows[i].count = width;
}

enum tb_status tb_read_pipes(struct tb_draft *draft, struct tb_error *error)
{
    struct reader reader = {.rows = {.draft = draft, .error = error},
                            .text = draft->report->source.text};
    enum tb_status status = TB_OK;
    size_t next;
    reader.outer = has_borders(reader.text);
    draft->report->source.format = reader.outer ? "markdown" : "pipes";
    for (size_t at = 0; at < reader.text.len && status == TB_OK; at = next) {
        reader.line++;
        status = read_row(&reader, line_at(reader.text, at, &next));
    }
    if (status == TB_OK)
        status = tb_rows_finish(&reader.rows);
    if (status == TB_OK)
        cut_blank_columns(&draft->report->grid);
    return status;
}
