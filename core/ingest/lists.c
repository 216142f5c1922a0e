/* lists.c - the lines of a page without a table become rows, by the first form that they have. */
#include "ingest/lists.h"

#include "model/place.h"

struct tb_cell tb_list_cell(const struct tb_lister *lister, const struct tb_list_line *line,
                            struct tb_str text)
{
    struct tb_cell cell = *line->cell;
    size_t from = (size_t)(text.ptr - cell.text), to = from + text.len;
    cell.text = text.ptr;
    cell.text_len = (uint32_t)text.len;
    cell.rowspan = cell.colspan = 1;
    if (!cell.raw)
        return cell;
    size_t begin = tb_cell_origin(lister->draft->report, line->cell, from);
    size_t end = tb_cell_origin(lister->draft->report, line->cell, to);
    cell.raw = line->cell->raw + begin;
    cell.raw_len = (uint32_t)(end > begin ? end - begin : 0);
    if (line->cell->text != line->cell->raw &&
        !tb_cell_is_mapped(lister->draft->report, line->cell))
        cell.raw = NULL; /* the way back goes through the whole cell */
    return cell;
}

struct tb_cell tb_list_join(struct tb_lister *lister, const struct tb_list_line *lines,
                            size_t count)
{
    if (count == 1)
        return tb_list_cell(lister, lines, lines->text);
    size_t size = 0;
    for (size_t i = 0; i < count; i++)
        size += lines[i].text.len + 1;
    char *text = tb_arena_alloc(lister->draft->arena, size), *end = text;
    struct tb_cell cell = {.text = "", .line = lines->row->line, .rowspan = 1, .colspan = 1};
    lister->full = lister->full || !text;
    for (size_t i = 0; text && i < count; i++) {
        if (i > 0)
            *end++ = '\n';
        memcpy(end, lines[i].text.ptr, lines[i].text.len);
        end += lines[i].text.len;
    }
    if (text) {
        cell.text = text;
        cell.text_len = (uint32_t)(end - text);
    }
    return cell;
}

struct tb_cell *tb_list_row(struct tb_lister *lister, const struct tb_list_line *line)
{
    struct tb_row *row = TB_LIST_ADD(lister->draft->arena, &lister->rows);
    struct tb_cell *cells = TB_NEW_ARRAY(lister->draft->arena, struct tb_cell, TB_LIST_COLUMNS);
    if (!row || !cells) {
        lister->full = true;
        return NULL;
    }
    *row = *line->row;
    row->cells = cells;
    row->count = TB_LIST_COLUMNS; /* cut to the columns there are in the end */
    row->kind = TB_ROW_TABLE;
    for (size_t i = 0; i < TB_LIST_COLUMNS; i++)
        cells[i] = (struct tb_cell){.text = "", .line = row->line, .rowspan = 1, .colspan = 1};
    return cells;
}

uint32_t tb_list_column(struct tb_lister *lister, struct tb_str header)
{
    uint32_t i = 0;
    while (i < lister->columns && !tb_str_eq(lister->headers[i], header))
        i++;
    if (i == lister->columns && i < TB_LIST_COLUMNS)
        lister->headers[lister->columns++] = header;
    return i;
}

static bool find_lines(struct tb_lister *lister)
{
    const struct tb_grid *view = &lister->draft->view;
    lister->lines = TB_NEW_ARRAY(lister->draft->arena, struct tb_list_line, view->count);
    if (!lister->lines)
        return false;
    for (size_t i = 0; i < view->count; i++) {
        const struct tb_row *row = &view->rows[i];
        if (row->kind != TB_ROW_PLAIN && row->kind != TB_ROW_LINE && row->kind != TB_ROW_HEADING &&
            row->kind != TB_ROW_TABLE)
            continue;
        for (uint32_t k = 0; k < row->count; k++) {
            if (!tb_cell_filled(&row->cells[k]))
                continue;
            struct tb_str text = tb_str_trim(tb_cell_text(&row->cells[k]));
            lister->lines[lister->count++] = (struct tb_list_line){row, &row->cells[k], text};
            break;
        }
    }
    return true;
}

/* The rows before the list stay; then a header, then the rows of the list. */
static bool make_view(struct tb_lister *lister)
{
    struct tb_draft *draft = lister->draft;
    const struct tb_row *first =
        lister->from < lister->count ? lister->lines[lister->from].row : lister->lines[0].row;
    const size_t before = (size_t)(first - draft->view.rows);
    const size_t count = before + 1 + lister->rows.count;
    struct tb_row *rows = TB_NEW_ARRAY(draft->arena, struct tb_row, count);
    struct tb_cell *header = TB_NEW_ARRAY(draft->arena, struct tb_cell, lister->columns);
    if (!rows || !header)
        return false;
    memcpy(rows, draft->view.rows, before * sizeof *rows);
    for (uint32_t i = 0; i < lister->columns; i++)
        header[i] = (struct tb_cell){.text = lister->headers[i].ptr,
                                     .text_len = (uint32_t)lister->headers[i].len,
                                     .rowspan = 1,
                                     .colspan = 1};
    rows[before] = *first;
    rows[before].cells = header;
    rows[before].count = lister->columns;
    rows[before].kind = TB_ROW_HEADER;
    for (size_t i = 0; i < lister->rows.count; i++) {
        rows[before + 1 + i] = lister->rows.at[i];
        if (rows[before + 1 + i].count == TB_LIST_COLUMNS)
            rows[before + 1 + i].count = lister->columns;
    }
    draft->view = (struct tb_grid){rows, count};
    return true;
}

static bool note_form(struct tb_draft *draft, const char *zh, const char *en)
{
    return tb_note(draft, "形式", "form", tb_str_of(zh), tb_str_of(en));
}

enum tb_status tb_read_lists(struct tb_draft *draft, bool *found, struct tb_error *error)
{
    struct tb_lister lister = {.draft = draft};
    bool done = find_lines(&lister);
    *found = false;
    if (done && tb_list_cells(&lister)) {
        *found = true;
        done = note_form(draft, "没有表格：一格一行，按表头的列数和序号还原",
                         "no table: one cell a line, put together by the header and the numbers");
    } else if (done && tb_list_keys(&lister)) {
        *found = true;
        done = note_form(draft, "没有表格：逐项列出，“名称：内容”各成一列",
                         "no table: a list of items, each \"key: value\" a column");
    }
    if (done && *found && !lister.full)
        done = make_view(&lister);
    return done && !lister.full ? TB_OK : tb_arena_fail(draft->arena, error);
}
