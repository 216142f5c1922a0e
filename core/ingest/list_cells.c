/*
 * list_cells.c - tables of which each cell has become a line: header words first, then rows that begin
 * with running numbers. Cells that were empty have left no line.
 */
#include "ingest/heading.h"
#include "ingest/lists.h"
#include "ingest/serial.h"

enum { LEAST_COLUMNS = 3, LONGEST_HEADER = 60 /* bytes */ };

static uint32_t number_of(const struct tb_lister *lister, size_t line)
{
    struct tb_serial serial = tb_serial_read(lister->draft->know, lister->lines[line].text);
    return serial.levels == 1 && lister->lines[line].text.len <= 8 ? serial.level[0] : 0;
}

static bool is_header(const struct tb_lister *lister, struct tb_str text)
{
    return text.len <= LONGEST_HEADER && tb_heading_read(lister->draft->know, text).exact;
}

/* Two lines that are one header word broken in two. */
static struct tb_str join_words(struct tb_lister *lister, size_t line)
{
    struct tb_str a = lister->lines[line].text, b = lister->lines[line + 1].text;
    if (a.len + b.len > LONGEST_HEADER)
        return (struct tb_str){NULL, 0};
    char *joined = tb_arena_alloc(lister->draft->arena, a.len + b.len);
    if (!joined) {
        lister->full = true;
        return (struct tb_str){NULL, 0};
    }
    memcpy(joined, a.ptr, a.len);
    memcpy(joined + a.len, b.ptr, b.len);
    return (struct tb_str){joined, a.len + b.len};
}

/* Header words from `line` up to a number; returns the line of that, 0: it is no header. */
static size_t read_header(struct tb_lister *lister, size_t line)
{
    size_t known = 0;
    lister->columns = 0;
    while (line < lister->count && number_of(lister, line) == 0 &&
           lister->columns < TB_LIST_COLUMNS) {
        struct tb_str header = lister->lines[line].text;
        size_t used = 1;
        if (!is_header(lister, header) && line + 1 < lister->count) {
            struct tb_str joined = join_words(lister, line);
            if (joined.ptr && is_header(lister, joined)) {
                header = joined;
                used = 2;
            }
        }
        if (header.len > LONGEST_HEADER)
            return 0;
        known += is_header(lister, header);
        lister->headers[lister->columns++] = header;
        line += used;
    }
    bool enough = lister->columns >= LEAST_COLUMNS && known * 3 >= (size_t)lister->columns * 2;
    return enough && line < lister->count ? line : 0;
}

/* Where the row that begins at `line` ends: at the next number, one that stands where it should if there
 * are several. */
static size_t row_end(const struct tb_lister *lister, size_t line, uint32_t number)
{
    size_t exact = line + lister->columns;
    if (exact < lister->count && number_of(lister, exact) == number + 1)
        return exact;
    for (size_t i = line + 2; i < lister->count && i < line + 8 * (size_t)lister->columns; i++)
        if (number_of(lister, i) == number + 1)
            return i;
    return exact < lister->count ? exact : lister->count;
}

/* A line that goes on in the next one. */
static bool goes_on(struct tb_str text)
{
    return tb_str_ends(text, TB_STR("、")) || tb_str_ends(text, TB_STR("，"));
}

/* The lines of a row to its cells: surplus lines join those that go on, then the last cell. */
static bool take_row(struct tb_lister *lister, size_t from, size_t to)
{
    struct tb_cell *cells = tb_list_row(lister, &lister->lines[from]);
    size_t surplus = to - from > lister->columns ? to - from - lister->columns : 0;
    size_t line = from;
    if (!cells)
        return false;
    for (uint32_t c = 0; c < lister->columns && line < to; c++) {
        size_t count = 1;
        while (surplus > 0 && line + count < to && goes_on(lister->lines[line + count - 1].text)) {
            count++;
            surplus--;
        }
        if (c + 1 == lister->columns)
            count = to - line;
        cells[c] = tb_list_join(lister, &lister->lines[line], count);
        line += count;
    }
    const struct tb_row *row = lister->lines[from].row;
    struct tb_draft *draft = lister->draft;
    if (to - from < lister->columns)
        return tb_row_repair(draft, "short-row", row, (uint32_t)(lister->columns - (to - from)),
                             (struct tb_str){NULL, 0});
    return to - from == lister->columns ||
           tb_row_repair(draft, "cell-joined", row, (uint32_t)(to - from - lister->columns),
                         lister->lines[from].text);
}

/* A line behind the last row stays one. */
static bool keep_line(struct tb_lister *lister, size_t line)
{
    struct tb_row *row = TB_LIST_ADD(lister->draft->arena, &lister->rows);
    if (row)
        *row = *lister->lines[line].row;
    return row != NULL;
}

static size_t count_rows(const struct tb_lister *lister, size_t line)
{
    size_t rows = 0;
    for (uint32_t number = number_of(lister, line);
         line < lister->count && number_of(lister, line) == number; number++, rows++)
        line = row_end(lister, line, number);
    return rows;
}

bool tb_list_cells(struct tb_lister *lister)
{
    for (size_t i = 0; i + LEAST_COLUMNS < lister->count && !lister->full; i++) {
        if (!is_header(lister, lister->lines[i].text))
            continue;
        size_t line = read_header(lister, i);
        if (line == 0 || count_rows(lister, line) < 2)
            continue;
        lister->from = i;
        for (uint32_t number = number_of(lister, line);
             line < lister->count && number_of(lister, line) == number && !lister->full; number++) {
            size_t end = row_end(lister, line, number);
            lister->full = !take_row(lister, line, end) || lister->full;
            line = end;
        }
        for (; line < lister->count && !lister->full; line++)
            lister->full = !keep_line(lister, line);
        return true;
    }
    lister->columns = 0;
    return false;
}
