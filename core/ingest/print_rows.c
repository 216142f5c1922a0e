/* print_rows.c - the rows of a printed table. */
#include <stdlib.h>

#include "base/list.h"
#include "base/utf8.h"
#include "ingest/fold.h"
#include "ingest/print.h"
#include "ingest/serial.h"

static uint16_t column_at(const struct tb_print_header *header, const struct tb_print_word *word)
{
    int32_t middle = tb_print_middle(word->left, word->right);
    uint16_t column = 0;
    while (column + 1U < header->columns && header->border[column] < middle)
        column++;
    return column;
}

static int32_t height_of(const struct tb_print_word *word)
{
    return word->bottom - word->top;
}

/* ---- cells ---- */

static int by_cell(const void *left, const void *right)
{
    const struct tb_print_word *a = *(const struct tb_print_word *const *)left;
    const struct tb_print_word *b = *(const struct tb_print_word *const *)right;
    if (a->column != b->column)
        return a->column < b->column ? -1 : 1;
    if (a->page != b->page)
        return a->page < b->page ? -1 : 1;
    int32_t apart = tb_print_middle(a->top, a->bottom) - tb_print_middle(b->top, b->bottom);
    if (abs(apart) > height_of(a) / 3)
        return apart < 0 ? -1 : 1;
    return a->left != b->left ? (a->left < b->left ? -1 : 1) : a->text.ptr < b->text.ptr ? -1 : 1;
}

static uint32_t last_code(struct tb_str text)
{
    size_t at = text.len, len;
    while (at > 0 && ((unsigned char)text.ptr[--at] & 0xC0) == 0x80)
        ;
    return tb_utf8_at(text, at, &len);
}

static bool is_digit(uint32_t code)
{
    return code >= '0' && code <= '9';
}

static bool is_letter(uint32_t code)
{
    return (code >= 'A' && code <= 'Z') || (code >= 'a' && code <= 'z');
}

/* What stands between two words of a cell. A line that reaches the border goes on in the next one; figures never
 * run together, as no program breaks a line within one. */
static const char *between(const struct tb_print_word *a, const struct tb_print_word *b,
                           int32_t right)
{
    size_t len;
    uint32_t end = last_code(a->text), begin = tb_utf8_at(b->text, 0, &len);
    int32_t height = height_of(a);
    bool same = a->page == b->page && abs(tb_print_middle(a->top, a->bottom) -
                                          tb_print_middle(b->top, b->bottom)) <= height / 3;
    if (same)
        return b->left - a->right > height * 2 / 5 || (end < 128 && begin < 128) ? " " : "";
    if (right - a->right > 2 * height || (is_digit(end) && is_digit(begin)))
        return "\n";
    return is_letter(end) && is_letter(begin) ? " " : "";
}

/* The rightmost end of the column's words in this row. */
static int32_t reach_of(struct tb_print_word *const *words, size_t from, size_t to)
{
    int32_t right = INT32_MIN;
    for (size_t i = from; i < to; i++)
        right = words[i]->right > right ? words[i]->right : right;
    return right;
}

static bool fill_cell(struct tb_arena *arena, struct tb_print_word *const *words, size_t from,
                      size_t to, struct tb_cell *cell)
{
    size_t len = 0;
    int32_t right = reach_of(words, from, to);
    for (size_t i = from; i < to; i++)
        len += words[i]->text.len + 1;
    char *text = tb_arena_alloc(arena, len + 1), *end = text;
    if (!text || len > TB_PAPER_CELL_TEXT)
        return false;
    for (size_t i = from; i < to; i++) {
        const char *gap = i > from ? between(words[i - 1], words[i], right) : "";
        if (gap[0])
            *end++ = gap[0];
        memcpy(end, words[i]->text.ptr, words[i]->text.len);
        end += words[i]->text.len;
    }
    cell->text = text;
    cell->text_len = (uint32_t)(end - text);
    return true;
}

static struct tb_cell *add_row(struct tb_print_rows *rows, enum tb_row_kind kind, uint32_t page,
                               uint32_t count)
{
    struct tb_arena *arena = rows->draft->arena;
    struct tb_row *row = TB_LIST_ADD(arena, &rows->rows);
    struct tb_cell *cells = row ? TB_NEW_ARRAY(arena, struct tb_cell, count) : NULL;
    if (!cells)
        return NULL;
    if (page != rows->page) {
        rows->page = page;
        rows->number = 0;
    }
    for (uint32_t i = 0; i < count; i++)
        cells[i] = (struct tb_cell){.text = "", .rowspan = 1, .colspan = 1};
    *row = (struct tb_row){.cells = cells,
                           .count = count,
                           .part = tb_arena_printf(arena, "page%u", page),
                           .number = ++rows->number,
                           .table = kind == TB_ROW_TABLE ? rows->table : 0,
                           .kind = kind};
    return row->part.ptr ? cells : NULL;
}

/* The text of a whole line. */
static bool fill_line(struct tb_print_rows *rows, const struct tb_print_line *line,
                      struct tb_cell *cell)
{
    struct tb_print_word **words =
        TB_NEW_ARRAY(rows->draft->arena, struct tb_print_word *, line->count);
    for (size_t i = 0; words && i < line->count; i++)
        words[i] = &line->words[i];
    return words && fill_cell(rows->draft->arena, words, 0, line->count, cell);
}

/* The number of a page: its first or last line, where that is no more than one. */
static bool is_page_mark(const struct tb_print_line *line)
{
    struct tb_folded folded, word;
    folded.len = 0;
    if (!line->edge || line->count > 6)
        return false;
    for (size_t i = 0; i < line->count; i++) {
        tb_fold(line->words[i].text, &word);
        if (word.len > TB_FOLDED - folded.len)
            return false;
        memcpy(folded.bytes + folded.len, word.bytes, word.len);
        folded.len += word.len;
    }
    return tb_is_page_mark(tb_folded_str(&folded));
}

bool tb_print_add_line(struct tb_print_rows *rows, const struct tb_print_line *line)
{
    struct tb_cell cell = {0};
    if (!fill_line(rows, line, &cell))
        return false;
    enum tb_row_kind kind = is_page_mark(line) ? TB_ROW_FURNITURE : TB_ROW_LINE;
    struct tb_cell *made = add_row(rows, kind, line->page, 1);
    if (made) {
        made->text = cell.text;
        made->text_len = cell.text_len;
    }
    return made != NULL;
}

bool tb_print_end_row(struct tb_print_rows *rows)
{
    size_t count = rows->last_count;
    struct tb_print_word **words = rows->last;
    rows->open = false;
    rows->last_count = 0;
    if (count == 0)
        return true;
    uint32_t page = words[0]->page;
    for (size_t i = 1; i < count; i++)
        page = words[i]->page < page ? words[i]->page : page;
    qsort(words, count, sizeof(struct tb_print_word *), by_cell);
    struct tb_cell *cells = add_row(rows, TB_ROW_TABLE, page, rows->header->columns);
    for (size_t from = 0, to = 0; cells && from < count; from = to) {
        while (to < count && words[to]->column == words[from]->column)
            to++;
        if (!fill_cell(rows->draft->arena, words, from, to, &cells[words[from]->column]))
            return false;
    }
    return cells != NULL;
}

static bool add_word(struct tb_print_rows *rows, struct tb_print_word *word)
{
    if (rows->last_count == rows->last_room &&
        !tb_list_reserve(rows->draft->arena, (void **)&rows->last, rows->last_count,
                         &rows->last_room, sizeof(struct tb_print_word *)))
        return false;
    rows->last[rows->last_count++] = word;
    rows->open = true;
    return true;
}

static bool add_header(struct tb_print_rows *rows, uint32_t page)
{
    const struct tb_print_header *header = rows->header;
    struct tb_cell *cells = add_row(rows, TB_ROW_TABLE, page, header->columns);
    for (uint32_t i = 0; cells && i < header->columns; i++) {
        cells[i].text = header->text[i].ptr;
        cells[i].text_len = (uint32_t)header->text[i].len;
    }
    return cells != NULL;
}

/* ---- which lines belong to one row ---- */

static bool is_number(const struct tb_print_rows *rows, const struct tb_print_word *word)
{
    return word->column == 0 && tb_serial_read(rows->draft->know, word->text).levels > 0;
}

/* A line of text that goes on over the columns: the title of a section, a note. */
static bool is_across(const struct tb_print_header *header, const struct tb_print_line *line)
{
    bool crosses = false;
    for (size_t i = 0; i < line->count; i++) {
        const struct tb_print_word *word = &line->words[i];
        int32_t height = height_of(word);
        if (i > 0 && word->left - word[-1].right > height)
            return false;
        for (uint32_t c = 0; c + 1 < header->columns; c++)
            crosses = crosses || (word->left < header->border[c] - height &&
                                  word->right > header->border[c] + height);
    }
    return crosses;
}

/* The word that numbers a row on this line; NULL: none. */
static const struct tb_print_word *number_on(const struct tb_print_rows *rows,
                                             const struct tb_print_line *line)
{
    for (size_t i = 0; i < line->count; i++)
        if (is_number(rows, &line->words[i]))
            return &line->words[i];
    return NULL;
}

/* One past the last line from `from` on that is of the same page and no line across. */
static size_t group_end(const struct tb_print_rows *rows, const struct tb_print_lines *lines,
                        size_t from, size_t to)
{
    size_t end = from;
    while (end < to && lines->at[end].page == lines->at[from].page &&
           !is_across(rows->header, &lines->at[end]) && !is_page_mark(&lines->at[end]))
        end++;
    return end;
}

/* In rows of several lines the number stands in the middle where some row that no page divides begins above its
 * number. */
static bool is_centred(const struct tb_print_rows *rows, const struct tb_print_lines *lines,
                       size_t from, size_t to)
{
    for (size_t i = from, end; i < to; i = end) {
        end = group_end(rows, lines, i, to);
        bool whole = i == from ? !rows->goes_on : lines->at[i - 1].page == lines->at[i].page;
        for (size_t k = i; k < end && whole; k++) {
            const struct tb_print_word *number = number_on(rows, &lines->at[k]);
            if (number && lines->at[i].top < number->top - height_of(number) / 3)
                return true;
            if (number)
                break;
        }
        end = end > i ? end : i + 1;
    }
    return false;
}

/* Lines from..to, one page, none of them across. A row ends as far below its number as it began above, or where
 * the next number stands. */
static bool add_group(struct tb_print_rows *rows, const struct tb_print_lines *lines, size_t from,
                      size_t to)
{
    int32_t end = INT32_MIN;
    bool numbers = false;
    for (size_t i = from; i < to; i++)
        numbers = numbers || number_on(rows, &lines->at[i]);
    for (size_t i = from, ahead = from; i < to; i++) {
        const struct tb_print_line *line = &lines->at[i];
        int32_t middle = tb_print_middle(line->top, line->bottom);
        while (ahead < to && (ahead < i || !number_on(rows, &lines->at[ahead])))
            ahead++;
        const struct tb_print_word *number =
            ahead < to && (ahead == i || rows->centred) ? number_on(rows, &lines->at[ahead]) : NULL;
        bool anew = numbers ? number && (!rows->centred || middle > end) : !rows->open || i > from;
        if (rows->centred && numbers && anew) {
            end = 2 * tb_print_middle(number->top, number->bottom) - line->top;
            end = end > number->bottom ? end : number->bottom;
        }
        if (anew && !tb_print_end_row(rows))
            return false;
        for (size_t k = 0; k < line->count; k++)
            if (!add_word(rows, &line->words[k]))
                return false;
    }
    return true;
}

/* A line across the table: the title of a section as a row of it. */
static bool add_across(struct tb_print_rows *rows, const struct tb_print_line *line)
{
    struct tb_cell cell = {0};
    if (!fill_line(rows, line, &cell))
        return false;
    struct tb_cell *cells = add_row(rows, TB_ROW_TABLE, line->page, rows->header->columns);
    if (cells) {
        cells->text = cell.text;
        cells->text_len = cell.text_len;
    }
    return cells != NULL;
}

bool tb_print_add_table(struct tb_print_rows *rows, const struct tb_print_lines *lines, size_t from,
                        size_t to)
{
    for (size_t i = from; i < to; i++)
        for (size_t k = 0; k < lines->at[i].count; k++)
            lines->at[i].words[k].column = column_at(rows->header, &lines->at[i].words[k]);
    rows->centred = (rows->goes_on && rows->centred) || is_centred(rows, lines, from, to);
    rows->table += !rows->goes_on;
    if (!rows->goes_on && !add_header(rows, lines->at[rows->header->from].page))
        return false;
    for (size_t i = from, end; i < to; i = end) {
        end = group_end(rows, lines, i, to);
        bool done = true;
        if (end > i)
            done = add_group(rows, lines, i, end);
        else if (is_page_mark(&lines->at[i])) /* the row may go on behind it */
            done = tb_print_add_line(rows, &lines->at[i]);
        else
            done = tb_print_end_row(rows) && add_across(rows, &lines->at[i]);
        if (!done)
            return false;
        end += end == i;
    }
    return true;
}
