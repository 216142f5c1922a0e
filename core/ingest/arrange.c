/*
 * arrange.c - the rows of a container become those from which the report is made: headers of several
 * levels become one row, merged cells are filled, metadata and links are told apart, what is no part
 * of a bulletin is left out with a repair.
 */
#include "base/list.h"
#include "ingest/draft.h"
#include "ingest/tables.h"
#include "ingest/title.h"

struct arranger {
    struct tb_draft *draft;
    struct {
        struct tb_row *at;
        size_t count, room;
    } view;
    struct tb_table_look before; /* the last table with a header, and what went on with it */
    bool has_before;
    size_t tables, taken;
    size_t furniture, furniture_count; /* a run of it: its first row, and how many */
};

static bool add_row(struct arranger *arranger, const struct tb_row *row)
{
    struct tb_row *added = TB_LIST_ADD(arranger->draft->arena, &arranger->view);
    if (added)
        *added = *row;
    return added != NULL;
}

static const struct tb_row *grid_row(const struct arranger *arranger, size_t row)
{
    return &arranger->draft->report->grid.rows[row];
}

static struct tb_str first_text(const struct tb_row *row)
{
    for (uint32_t i = 0; i < row->count; i++)
        if (tb_cell_filled(&row->cells[i]))
            return tb_cell_text(&row->cells[i]);
    return (struct tb_str){NULL, 0};
}

/* ---- what stands outside tables ---- */

static bool end_furniture(struct arranger *arranger)
{
    if (arranger->furniture_count == 0)
        return true;
    const struct tb_row *first = grid_row(arranger, arranger->furniture);
    uint32_t count = (uint32_t)arranger->furniture_count;
    arranger->furniture_count = 0;
    return tb_row_repair(arranger->draft, "page-furniture", first, count, first_text(first));
}

static bool take_furniture(struct arranger *arranger, size_t row)
{
    if (arranger->furniture_count++ == 0)
        arranger->furniture = row;
    return true;
}

/* A link to a file is an attachment; any other one that is a line of its own, a menu. */
static bool take_link(struct arranger *arranger, size_t at)
{
    const struct tb_row *row = grid_row(arranger, at);
    if (row->number == 2) /* within a table, which says it by itself */
        return true;
    const bool within = row->number == 1;
    struct tb_str name = row->count > 0 ? tb_cell_text(&row->cells[0]) : TB_STR("");
    struct tb_str address = row->count > 1 ? tb_cell_text(&row->cells[1]) : TB_STR("");
    if (!tb_is_attachment(arranger->draft->know, name) &&
        !tb_is_attachment(arranger->draft->know, address))
        return within || take_furniture(arranger, at);
    struct tb_draft *draft = arranger->draft;
    struct tb_str *added = TB_LIST_ADD(draft->arena, &draft->attachments);
    struct tb_str both = tb_arena_printf(draft->arena, "%.*s %.*s", TB_ARG(name), TB_ARG(address));
    if (!added || !both.ptr)
        return false;
    *added = both;
    return tb_row_repair(draft, "attachment", row, 1, name.len ? name : address);
}

/* ---- tables ---- */

/* The places of a row within the table, those covered from above with the text of `above`; *own:
 * something in it is not from above. */
static struct tb_cell *fill(struct arranger *arranger, const struct tb_table_look *look,
                            const struct tb_row *row, const struct tb_cell *above, bool *own)
{
    struct tb_cell *cells = TB_NEW_ARRAY(arranger->draft->arena, struct tb_cell, look->width);
    *own = false;
    for (uint32_t c = 0; cells && c < look->width; c++) {
        struct tb_cell empty = {.text = "", .rowspan = 1, .colspan = 1};
        cells[c] = look->left + c < row->count ? row->cells[look->left + c] : empty;
        if (cells[c].rowspan == 0 && cells[c].colspan > 0 && above) {
            cells[c] = above[c];
            cells[c].rowspan = 0;
        } else {
            *own = *own || tb_cell_filled(&cells[c]);
        }
    }
    return cells;
}

/* Rows from..to with merged cells filled; blank ones are left out. */
static bool take_rows(struct arranger *arranger, const struct tb_table_look *look, size_t from)
{
    const struct tb_cell *above = NULL;
    for (size_t i = from; i < look->to; i++) {
        struct tb_row row = *grid_row(arranger, i);
        bool own;
        row.cells = above = fill(arranger, look, &row, above, &own);
        row.count = look->width;
        row.left = look->left;
        if (!row.cells)
            return false;
        if (own ? !add_row(arranger, &row)
                : !tb_row_repair(arranger->draft, "empty-row", grid_row(arranger, i), 1,
                                 (struct tb_str){NULL, 0}))
            return false;
    }
    return true;
}

static bool take_headed(struct arranger *arranger, const struct tb_table_look *look)
{
    struct tb_row header;
    for (size_t i = look->from; i < look->header; i++) {
        const struct tb_row *row = grid_row(arranger, i);
        if (first_text(row).len > 0 && !add_row(arranger, row))
            return false;
    }
    return tb_table_header(arranger->draft, look, &header) && add_row(arranger, &header) &&
           take_rows(arranger, look, look->header + look->levels);
}

/* Keys and values side by side become rows of two cells; what is neither stays a line. */
static bool take_meta(struct arranger *arranger, const struct tb_table_look *look)
{
    for (size_t i = look->from; i < look->to; i++) {
        const struct tb_row *row = grid_row(arranger, i);
        const struct tb_cell *key = NULL;
        for (uint32_t c = 0; c < row->count; c++) {
            const struct tb_cell *cell = &row->cells[c];
            if (cell->rowspan == 0 || cell->colspan == 0)
                continue;
            struct tb_row made = *row;
            made.kind = TB_ROW_LINE;
            made.cells = cell;
            made.count = 1;
            if (key) {
                struct tb_cell *pair = TB_NEW_ARRAY(arranger->draft->arena, struct tb_cell, 2);
                if (!pair)
                    return false;
                pair[0] = *key;
                pair[1] = *cell;
                made.kind = TB_ROW_META;
                made.cells = pair;
                made.count = 2;
                key = NULL;
            } else if (tb_meta_key(arranger->draft->know, tb_cell_text(cell))) {
                key = cell;
                continue;
            }
            if (first_text(&made).len > 0 && !add_row(arranger, &made))
                return false;
        }
    }
    return true;
}

static bool skip_table(struct arranger *arranger, const struct tb_table_look *look)
{
    const struct tb_row *row = grid_row(arranger, look->from);
    for (size_t i = look->from; i < look->to && first_text(row).len == 0; i++)
        row = grid_row(arranger, i);
    return tb_row_repair(arranger->draft, "table-skipped", row, (uint32_t)(look->to - look->from),
                         first_text(row));
}

/* `only`: no table has a header, so that all of them are taken as they are. */
static bool take_table(struct arranger *arranger, size_t from, size_t to, bool only)
{
    struct tb_table_look look;
    if (!tb_table_look(arranger->draft, from, to, arranger->has_before ? &arranger->before : NULL,
                       &look))
        return false;
    arranger->tables += look.kind != TB_TABLE_EMPTY;
    if (look.kind == TB_TABLE_EMPTY)
        return true;
    if (look.kind == TB_TABLE_META)
        return take_meta(arranger, &look);
    if (look.kind == TB_TABLE_OTHER)
        return only ? take_rows(arranger, &look, from) : skip_table(arranger, &look);
    arranger->taken++;
    arranger->before = look;
    arranger->has_before = true;
    if (look.kind == TB_TABLE_HEADED)
        return take_headed(arranger, &look);
    const struct tb_row *row = grid_row(arranger, from);
    return tb_row_repair(arranger->draft, "table-joined", row, (uint32_t)(to - from),
                         first_text(row)) &&
           take_rows(arranger, &look, from);
}

/* One past the last row of the table that begins at `from`. */
static size_t table_end(const struct tb_grid *grid, size_t from)
{
    size_t to = from + 1;
    while (to < grid->count && grid->rows[to].kind == TB_ROW_TABLE &&
           grid->rows[to].table == grid->rows[from].table)
        to++;
    return to;
}

static bool any_header(struct tb_draft *draft, bool *found)
{
    const struct tb_grid *grid = &draft->report->grid;
    *found = false;
    for (size_t i = 0; i < grid->count && !*found;) {
        struct tb_table_look look;
        if (grid->rows[i].kind != TB_ROW_TABLE) {
            i++;
            continue;
        }
        size_t to = table_end(grid, i);
        if (!tb_table_look(draft, i, to, NULL, &look))
            return false;
        *found = look.kind == TB_TABLE_HEADED;
        i = to;
    }
    return true;
}

static bool take_all(struct arranger *arranger, bool only)
{
    const struct tb_grid *grid = &arranger->draft->report->grid;
    for (size_t i = 0, next; i < grid->count; i = next) {
        const struct tb_row *row = &grid->rows[i];
        bool done;
        next = i + 1;
        if (row->kind != TB_ROW_FURNITURE && row->kind != TB_ROW_LINK && !end_furniture(arranger))
            return false;
        if (row->kind == TB_ROW_FURNITURE) {
            done = take_furniture(arranger, i);
        } else if (row->kind == TB_ROW_LINK) {
            done = take_link(arranger, i);
        } else if (row->kind == TB_ROW_TABLE) {
            next = table_end(grid, i);
            done = take_table(arranger, i, next, only);
        } else {
            /* of the labels of a page, number 1, those that say something about it */
            bool other = row->kind == TB_ROW_META && row->number == 1 &&
                         !tb_meta_key(arranger->draft->know, tb_cell_text(&row->cells[0]));
            done = other || first_text(row).len == 0 || add_row(arranger, row);
        }
        if (!done)
            return false;
    }
    return end_furniture(arranger);
}

enum tb_status tb_arrange(struct tb_draft *draft, struct tb_error *error)
{
    struct arranger arranger = {.draft = draft};
    bool headed;
    if (!any_header(draft, &headed) || !take_all(&arranger, !headed))
        return tb_arena_fail(draft->arena, error);
    draft->view = (struct tb_grid){arranger.view.at, arranger.view.count};
    draft->arranged = true;
    if (!tb_note(draft, "表格", "tables",
                 tb_arena_printf(draft->arena, "文件里有 %zu 个表格，%zu 个像任务表",
                                 arranger.tables, arranger.taken),
                 tb_arena_printf(draft->arena, "%zu in the file, %zu of them like tables of tasks",
                                 arranger.tables, arranger.taken)))
        return tb_arena_fail(draft->arena, error);
    return TB_OK;
}
