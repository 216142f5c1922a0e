/* draft.c - small things that several steps ask of rows and cells. */
#include "ingest/draft.h"

#include "base/list.h"
#include "base/utf8.h"
#include "ingest/fold.h"
#include "model/clean.h"

bool tb_note(struct tb_draft *draft, const char *what_zh, const char *what_en, struct tb_str zh,
             struct tb_str en)
{
    struct tb_note *note = TB_LIST_ADD(draft->arena, &draft->notes);
    if (!note || !zh.ptr || !en.ptr)
        return false;
    *note = (struct tb_note){what_zh, what_en, zh, en};
    return true;
}

bool tb_row_repair(struct tb_draft *draft, const char *kind, const struct tb_row *row,
                   uint32_t count, struct tb_str detail)
{
    if (detail.len > 0)
        detail = tb_repairs_excerpt(tb_str_trim(detail));
    struct tb_repair *repair =
        tb_repairs_add(&draft->repairs, kind, row->line, row->line ? 1 : 0, count, detail);
    if (repair)
        repair->part = row->part;
    return repair != NULL;
}

bool tb_is_attachment(const struct tb_ingest *know, struct tb_str name)
{
    char end[16];
    size_t query = tb_str_find(name, TB_STR("?"), 0);
    name = tb_str_trim(query == SIZE_MAX ? name : tb_str_sub(name, 0, query));
    size_t len = name.len < sizeof end ? name.len : sizeof end;
    for (size_t i = 0; i < len; i++) {
        char c = name.ptr[name.len - len + i];
        end[i] = c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : c;
    }
    return tb_word_suffix(know, TB_WORD_ATTACHMENT, (struct tb_str){end, len}) > 0;
}

/* The column of a cell that begins at `at`. */
static uint32_t cell_column(struct tb_draft *draft, const char *line_start, const char *at)
{
    if (draft->counted.line != line_start) {
        draft->counted.line = draft->counted.at = line_start;
        draft->counted.column = 1;
    }
    struct tb_str between = {draft->counted.at, (size_t)(at - draft->counted.at)};
    draft->counted.column += (uint32_t)tb_utf8_count(between);
    draft->counted.at = at;
    return draft->counted.column;
}

/* The repair for markup in a cell, at the first piece of it, which is a part of the raw text. */
static bool list_markup(struct tb_draft *draft, const struct tb_cell *cell, uint32_t column,
                        const char *kind, uint32_t count, struct tb_str first)
{
    struct tb_str before = {cell->raw, (size_t)(first.ptr - cell->raw)};
    return tb_repairs_add(&draft->repairs, kind, cell->line,
                          column + (uint32_t)tb_utf8_count(before), count,
                          tb_repairs_excerpt(first)) != NULL;
}

bool tb_clean_cell(struct tb_draft *draft, struct tb_cell *cell, const char *line_start)
{
    struct tb_cleaned cleaned;
    struct tb_str raw = {cell->raw, cell->raw_len};
    if (raw.len == 0 || (!memchr(raw.ptr, '<', raw.len) && !memchr(raw.ptr, '&', raw.len)))
        return true;
    if (!tb_clean(raw, draft->arena, &cleaned))
        return false;
    if (cleaned.tags == 0 && cleaned.entities == 0)
        return true;
    cell->text = cleaned.text.ptr;
    cell->text_len = (uint32_t)cleaned.text.len;
    uint32_t column = cell_column(draft, line_start, cell->raw);
    return (cleaned.tags == 0 ||
            list_markup(draft, cell, column, "html-tag", cleaned.tags, cleaned.first_tag)) &&
           (cleaned.entities == 0 ||
            list_markup(draft, cell, column, "entity", cleaned.entities, cleaned.first_entity));
}

struct tb_str tb_cell_text(const struct tb_cell *cell)
{
    return (struct tb_str){cell->text, cell->text_len};
}

bool tb_cell_filled(const struct tb_cell *cell)
{
    if (cell->text_len == 0)
        return false;
    unsigned char first = (unsigned char)cell->text[0];
    if ((first > ' ' && first < 0x80) ||
        (first >= 0xE4 && first <= 0xE9)) /* most cells: Han, ASCII */
        return true;
    return !tb_all_blank(tb_cell_text(cell));
}

uint32_t tb_row_filled(const struct tb_row *row, struct tb_str *only)
{
    uint32_t filled = 0;
    for (uint32_t i = 0; i < row->count && filled < 2; i++)
        if (tb_cell_filled(&row->cells[i])) {
            *only = tb_cell_text(&row->cells[i]);
            filled++;
        }
    return filled;
}

bool tb_row_is_line(const struct tb_row *row, struct tb_str *text)
{
    struct tb_str only = {NULL, 0};
    if (tb_row_filled(row, &only) != 1)
        return false;
    *text = tb_str_trim(only);
    return true;
}
