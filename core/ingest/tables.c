/* tables.c - looking at one table of a container. */
#include "ingest/tables.h"

#include "base/utf8.h"
#include "ingest/fold.h"
#include "ingest/heading.h"
#include "ingest/serial.h"
#include "ingest/title.h"

enum {
    HEADER_ROWS = 15, /* a header stands among the first rows with text */
    LEVELS = 6,
    LEVEL_TEXT = 120, /* bytes of one level of a header: forty Han characters */
};

static const struct tb_row *row_at(const struct tb_draft *draft, size_t row)
{
    return &draft->report->grid.rows[row];
}

/* The columns that hold text in rows from `from` on. */
static void find_extent(const struct tb_draft *draft, struct tb_table_look *look, size_t from)
{
    uint32_t left = UINT32_MAX, right = 0;
    for (size_t i = from; i < look->to; i++) {
        const struct tb_row *row = row_at(draft, i);
        for (uint32_t c = 0; c < row->count; c++) {
            if (!tb_cell_filled(&row->cells[c]))
                continue;
            left = c < left ? c : left;
            right = c >= right ? c + 1 : right;
        }
    }
    look->left = right ? left : 0;
    look->width = right ? right - left : 0;
}

/* ---- headers ---- */

/* The text of a header's place: a cell merged over several columns is above each of them. */
static struct tb_str level_text(const struct tb_row *row, uint32_t column)
{
    while (column > 0 && row->cells[column].colspan == 0 && row->cells[column].rowspan > 0)
        column--;
    return tb_str_trim(tb_cell_text(&row->cells[column]));
}

static bool is_word_byte(char c)
{
    return (unsigned char)c >= 0x80;
}

/* Puts words together that a narrow column broke: 责任⏎单位. */
static bool join_lines(struct tb_draft *draft, const struct tb_row *row, bool tell,
                       struct tb_str *text)
{
    if (!memchr(text->ptr, '\n', text->len))
        return true;
    char *joined = tb_arena_alloc(draft->arena, text->len);
    size_t len = 0;
    if (!joined)
        return false;
    for (size_t i = 0; i < text->len; i++) {
        if (text->ptr[i] != '\n')
            joined[len++] = text->ptr[i];
        else if (len > 0 && !is_word_byte(joined[len - 1]) && joined[len - 1] != ' ')
            joined[len++] = ' ';
    }
    if (tell && !tb_row_repair(draft, "header-joined", row, 1, *text))
        return false;
    *text = (struct tb_str){joined, len};
    return true;
}

/* Adds a level to the header of a column, unless it says the same again. */
static bool add_level(struct tb_draft *draft, struct tb_str level, struct tb_str *last,
                      struct tb_str *text)
{
    if (level.len == 0 || tb_str_eq(level, *last))
        return true;
    *last = level;
    if (text->len == 0) {
        *text = level;
        return true;
    }
    char *joined = tb_arena_alloc(draft->arena, text->len + 1 + level.len);
    if (!joined)
        return false;
    memcpy(joined, text->ptr, text->len);
    joined[text->len] = '/';
    memcpy(joined + text->len + 1, level.ptr, level.len);
    *text = (struct tb_str){joined, text->len + 1 + level.len};
    return true;
}

static bool make_header(struct tb_draft *draft, const struct tb_table_look *look, bool tell,
                        struct tb_row *out)
{
    const struct tb_row *first = row_at(draft, look->header);
    struct tb_cell *cells = TB_NEW_ARRAY(draft->arena, struct tb_cell, look->width);
    if (!cells)
        return false;
    for (uint32_t c = 0; c < look->width; c++) {
        struct tb_str text = TB_STR(""), last = TB_STR("");
        cells[c] = first->cells[look->left + c];
        for (uint32_t i = 0; i < look->levels; i++) {
            const struct tb_row *row = row_at(draft, look->header + i);
            struct tb_str level = level_text(row, look->left + c);
            if (row->cells[look->left + c].rowspan == 0)
                continue; /* covered from above: the same cell */
            if (!join_lines(draft, row, tell, &level) || !add_level(draft, level, &last, &text))
                return false;
        }
        cells[c].text = text.ptr;
        cells[c].text_len = (uint32_t)text.len;
        cells[c].rowspan = cells[c].colspan = 1;
    }
    *out = *first;
    out->cells = cells;
    out->count = look->width;
    out->left = look->left;
    out->kind = TB_ROW_HEADER;
    return true;
}

bool tb_table_header(struct tb_draft *draft, const struct tb_table_look *look, struct tb_row *out)
{
    return make_header(draft, look, true, out);
}

/* How many rows a header that begins in `row` has, by its merged cells; 0: it is no header. */
static uint32_t levels_at(const struct tb_draft *draft, const struct tb_table_look *look, size_t at)
{
    const struct tb_row *row = row_at(draft, at);
    uint32_t levels = 1;
    size_t left = look->to - at;
    struct tb_str only;
    if (tb_row_filled(row, &only) < 2)
        return 0;
    for (uint32_t c = 0; c < row->count; c++) {
        const struct tb_cell *cell = &row->cells[c];
        if (!tb_cell_filled(cell))
            continue;
        if (cell->text_len > LEVEL_TEXT)
            return 0;
        levels = cell->rowspan > levels ? cell->rowspan : levels;
    }
    return levels <= LEVELS && levels < left ? levels : 0;
}

/* Looks for a header; what a try has made is forgotten. */
static bool find_header(struct tb_draft *draft, struct tb_table_look *look)
{
    size_t seen = 0;
    for (size_t i = look->from; i < look->to && seen < HEADER_ROWS; i++) {
        struct tb_row row;
        look->header = i;
        look->levels = levels_at(draft, look, i);
        seen++;
        if (look->levels == 0)
            continue;
        struct tb_mark mark = tb_arena_mark(draft->arena);
        if (!make_header(draft, look, false, &row))
            return false;
        struct tb_header_look found = tb_header_look(draft->know, &row);
        tb_arena_rewind(draft->arena, mark);
        if (found.known < 2 || found.known * 2 < found.filled)
            continue;
        look->kind = TB_TABLE_HEADED;
        find_extent(draft, look, i); /* a title above may stand anywhere */
        return true;
    }
    return true;
}

/* ---- what has no header ---- */

/* Most keys are known ones: 索引号 | … | 发布机构 | … */
static bool is_meta(const struct tb_draft *draft, const struct tb_table_look *look)
{
    size_t keys = 0, known = 0;
    for (size_t i = look->from; i < look->to; i++) {
        const struct tb_row *row = row_at(draft, i);
        bool key = true;
        for (uint32_t c = 0; c < row->count; c++) {
            if (row->cells[c].rowspan == 0 || row->cells[c].colspan == 0)
                continue;
            if (key && tb_cell_filled(&row->cells[c])) {
                keys++;
                known += tb_meta_key(draft->know, tb_cell_text(&row->cells[c]));
            }
            key = !key;
        }
    }
    return known >= 2 && known * 2 >= keys;
}

/* The first or last running number in one of the first two columns of rows from..to; 0: none. */
static uint32_t number_in(const struct tb_draft *draft, const struct tb_table_look *look, bool last)
{
    uint32_t number = 0;
    for (size_t i = look->from; i < look->to; i++) {
        const struct tb_row *row = row_at(draft, i);
        for (uint32_t c = look->left; c < look->left + 2 && c < row->count; c++) {
            struct tb_str text = tb_str_trim(tb_cell_text(&row->cells[c]));
            struct tb_serial serial = tb_serial_read(draft->know, text);
            if (serial.levels == 0)
                continue;
            number = serial.level[serial.levels - 1];
            if (!last)
                return number;
            break;
        }
    }
    return number;
}

/* A table without a header that has as many columns as the one before it and whose numbers go on
 * there; without numbers only where it follows right behind. */
static bool goes_on(const struct tb_draft *draft, struct tb_table_look *look,
                    const struct tb_table_look *before)
{
    if (!before || look->left < before->left ||
        look->left + look->width > before->left + before->width)
        return false;
    struct tb_table_look whole = *look;
    whole.left = before->left;
    uint32_t first = number_in(draft, &whole, false), last = number_in(draft, before, true);
    bool follows = look->from == before->to;
    bool counts = first > 0 && (first == last || first == last + 1);
    bool plain = first == 0 && last == 0 && look->width == before->width;
    if (!counts && !(plain && follows))
        return false;
    look->left = before->left;
    look->width = before->width;
    return true;
}

bool tb_table_look(struct tb_draft *draft, size_t from, size_t to,
                   const struct tb_table_look *before, struct tb_table_look *out)
{
    *out = (struct tb_table_look){.kind = TB_TABLE_OTHER, .from = from, .to = to};
    find_extent(draft, out, from);
    if (out->width == 0) {
        out->kind = TB_TABLE_EMPTY;
        return true;
    }
    if (!find_header(draft, out))
        return false;
    if (out->kind == TB_TABLE_OTHER && is_meta(draft, out))
        out->kind = TB_TABLE_META;
    else if (out->kind == TB_TABLE_OTHER && goes_on(draft, out, before))
        out->kind = TB_TABLE_GOES_ON;
    return true;
}
