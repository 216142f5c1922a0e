/* merge.c - the items of several reports as one list. What stands above the tables is in merge_head.c. */
#include "diff/merge.h"

#include "diff/merger.h"
#include "diff/plain.h"

bool tb_merge_repair(const struct tb_repair *repair)
{
    return tb_str_starts(tb_str_of(repair->kind), TB_STR("merge-"));
}

struct tb_repair *tb_merger_repair(struct tb_merger *merger, const char *kind,
                                   const struct tb_row *row, struct tb_str detail)
{
    struct tb_repair *repair = TB_LIST_ADD(merger->arena, &merger->repairs);
    if (!repair)
        return NULL;
    size_t end = 0, len;
    for (size_t chars = 0; end < detail.len && chars < TB_MERGE_DETAIL; end += len, chars++)
        (void)tb_utf8_at(detail, end, &len);
    *repair = (struct tb_repair){.kind = kind,
                                 .line = row ? row->line : 0,
                                 .part = row ? row->part : (struct tb_str){NULL, 0},
                                 .count = 1,
                                 .detail = tb_str_sub(detail, 0, end)};
    return repair;
}

struct tb_str tb_merger_name(struct tb_str source)
{
    for (size_t i = source.len; i > 0; i--)
        if (source.ptr[i - 1] == '/')
            return tb_str_sub(source, i, source.len);
    return source;
}

bool tb_merger_same(struct tb_merger *merger, struct tb_str a, struct tb_str b, bool *same)
{
    struct tb_mark mark = tb_arena_mark(merger->arena);
    char *left = tb_arena_alloc(merger->arena, a.len + 1);
    char *right = tb_arena_alloc(merger->arena, b.len + 1);
    if (!left || !right)
        return false;
    size_t len = tb_light_text(a, left);
    *same = len == tb_light_text(b, right) && memcmp(left, right, len) == 0;
    tb_arena_rewind(merger->arena, mark);
    return true;
}

static bool is_blank(struct tb_str text)
{
    return tb_str_trim(text).len == 0;
}

/* ---- columns ---- */

/* The column of the merged report that is of one kind with `column` and not yet taken by its report. */
static uint16_t find_column(const struct tb_merger *merger, const struct tb_column *column,
                            const bool *taken)
{
    const struct tb_report *report = merger->report;
    for (uint16_t i = 0; i < report->column_count; i++)
        if (!taken[i] && report->columns[i].role == column->role &&
            tb_plain_equal(report->columns[i].header, column->header))
            return i;
    for (uint16_t i = 0; i < report->column_count && column->role < TB_ROLE_OTHER; i++)
        if (!taken[i] && report->columns[i].role == column->role)
            return i;
    return TB_NO_COLUMN;
}

static bool join_columns(struct tb_merger *merger, const struct tb_report *from, uint16_t **map)
{
    bool taken[TB_MERGE_COLUMNS] = {false};
    *map = TB_NEW_ARRAY(merger->arena, uint16_t, from->column_count + 1);
    if (!*map)
        return false;
    for (size_t i = 0; i < from->column_count; i++) {
        struct tb_report *report = merger->report;
        uint16_t found = find_column(merger, &from->columns[i], taken);
        if (found == TB_NO_COLUMN) {
            if (report->column_count == TB_MERGE_COLUMNS) {
                merger->too_wide = true;
                return false;
            }
            found = (uint16_t)report->column_count++;
            report->columns[found] = from->columns[i];
            enum tb_role role = from->columns[i].role;
            if (report->column_of[role] == TB_NO_COLUMN)
                report->column_of[role] = found;
        }
        taken[found] = true;
        (*map)[i] = found;
    }
    return true;
}

/* ---- items ---- */

/* "A.xlsx" or "A.xlsx!Sheet1": where a row of a merged report comes from. */
static struct tb_str part_of(struct tb_merger *merger, const struct tb_report *from,
                             const struct tb_row *row)
{
    if (row->part.len == 0)
        return from->source.name;
    return tb_arena_printf(merger->arena, "%.*s!%.*s", TB_ARG(from->source.name),
                           TB_ARG(row->part));
}

static struct tb_row *copy_row(struct tb_merger *merger, const struct tb_report *from,
                               const uint16_t *map, const struct tb_row *row)
{
    size_t width = merger->report->column_count;
    struct tb_row *copy = TB_NEW(merger->arena, struct tb_row);
    struct tb_cell *cells = TB_NEW_ARRAY(merger->arena, struct tb_cell, width);
    if (!copy || !cells)
        return NULL;
    for (size_t i = 0; i < width; i++)
        cells[i] = (struct tb_cell){.text = "", .rowspan = 1, .colspan = 1};
    bool shifted = false;
    for (uint32_t i = 0; i < row->count && i < from->column_count; i++) {
        cells[map[i]] = row->cells[i];
        cells[map[i]].raw = NULL; /* it stands in another text than the report's */
        cells[map[i]].raw_len = 0;
        shifted = shifted || map[i] != i;
    }
    *copy = *row;
    copy->cells = cells;
    copy->count = (uint32_t)width;
    copy->part = part_of(merger, from, row);
    copy->number = shifted ? 0 : row->number; /* its cells have no such names */
    return copy->part.ptr ? copy : NULL;
}

static struct tb_cell *cell_of(const struct tb_item *item, uint16_t column)
{
    return (struct tb_cell *)(uintptr_t)&item->row->cells[column]; /* made by copy_row */
}

static bool add_item(struct tb_merger *merger, const uint16_t *map, const struct tb_item *item,
                     const struct tb_row *row)
{
    struct tb_report *report = merger->report;
    struct tb_item *added = &report->items[report->item_count];
    uint16_t *inherited = TB_NEW_ARRAY(merger->arena, uint16_t, item->inherited_count + 1);
    if (!inherited)
        return false;
    *added = *item;
    for (uint32_t i = 0; i < item->inherited_count; i++)
        inherited[i] = map[item->inherited[i]];
    added->inherited = item->inherited_count > 0 ? inherited : NULL;
    added->row = row;
    merger->twin_of[report->item_count++] = TB_NONE;
    return true;
}

/* How the cells of two rows about one task go together. */
struct fit {
    size_t conflicts; /* both say something, and not the same */
    size_t gaps;      /* only the new row says something */
    size_t more;      /* only the old one does */
};

/* The number is each unit's own count. */
static bool measure(struct tb_merger *merger, const struct tb_item *old_item,
                    const struct tb_row *row, struct fit *fit)
{
    const struct tb_report *report = merger->report;
    *fit = (struct fit){0};
    for (uint16_t i = 0; i < report->column_count; i++) {
        struct tb_str a = tb_item_text(old_item, i),
                      b = {row->cells[i].text, row->cells[i].text_len};
        bool same = true, blank_a = is_blank(a), blank_b = is_blank(b);
        if (report->columns[i].role == TB_ROLE_NO || (blank_a && blank_b))
            continue;
        if (!blank_a && !blank_b && !tb_merger_same(merger, a, b, &same))
            return false;
        fit->conflicts += !same;
        fit->gaps += blank_a;
        fit->more += blank_b;
    }
    return true;
}

/* Both rows stay; each column in which they differ is named. */
static bool keep_both(struct tb_merger *merger, const struct source *source,
                      const struct tb_item *item, const struct tb_row *row, uint32_t old_index)
{
    struct tb_report *report = merger->report;
    const struct tb_item *old_item = &report->items[old_index];
    const uint16_t width = (uint16_t)report->column_count; /* at most TB_MERGE_COLUMNS */
    for (uint16_t i = 0; i < width; i++) {
        struct tb_str a = tb_item_text(old_item, i),
                      b = {row->cells[i].text, row->cells[i].text_len};
        bool same = true;
        if (report->columns[i].role == TB_ROLE_NO || is_blank(a) || is_blank(b))
            continue;
        if (!tb_merger_same(merger, a, b, &same))
            return false;
        if (same)
            continue;
        struct tb_str detail =
            tb_arena_printf(merger->arena, "%.*s ≠ %.*s", TB_ARG(report->columns[i].header),
                            TB_ARG(tb_merger_name(old_item->row->part)));
        if (!detail.ptr || !tb_merger_repair(merger, "merge-conflict", row, detail))
            return false;
    }
    uint32_t index = (uint32_t)report->item_count;
    if (!add_item(merger, source->map, item, row))
        return false;
    merger->twin_of[index] = old_index;
    return true;
}

/* The one row gets what only the other says; the one with the result counts as the place of both. */
static bool fill_gaps(struct tb_merger *merger, struct tb_item *item, const struct tb_row *row)
{
    const struct tb_report *report = merger->report;
    uint16_t result = report->column_of[TB_ROLE_RESULT];
    struct tb_item from = {.row = row};
    bool swap = result != TB_NO_COLUMN && is_blank(tb_item_text(item, result)) &&
                !is_blank(tb_item_text(&from, result));
    const struct tb_row *base = swap ? row : item->row, *other = swap ? item->row : row;
    struct tb_item into = {.row = base};
    for (uint16_t i = 0; i < report->column_count; i++) {
        struct tb_str text = {other->cells[i].text, other->cells[i].text_len};
        if (!is_blank(tb_item_text(&into, i)) || is_blank(text))
            continue;
        *cell_of(&into, i) = other->cells[i];
        struct tb_str detail =
            tb_arena_printf(merger->arena, "%.*s ← %.*s", TB_ARG(report->columns[i].header),
                            TB_ARG(tb_merger_name(other->part)));
        if (!detail.ptr || !tb_merger_repair(merger, "merge-filled", base, detail))
            return false;
    }
    item->row = base;
    return true;
}

/* Rows are about one task where that is worded the same, or numbered the same and worded alike. */
static bool about_one_task(const struct tb_report *report, const struct tb_report *from,
                           const struct tb_match *match)
{
    struct tb_str a = report->items[match->old_item].no, b = from->items[match->new_item].no;
    return match->by == TB_BY_EXACT || (a.len > 0 && tb_plain_equal(a, b));
}

static bool take_item(struct tb_merger *merger, const struct source *source,
                      const struct tb_matching *matching, uint32_t index, size_t *same,
                      struct tb_str *first)
{
    struct tb_report *report = merger->report;
    const struct tb_item *item = &source->report->items[index];
    struct tb_row *row = copy_row(merger, source->report, source->map, item->row);
    uint32_t at = matching ? matching->of_new[index] : TB_NONE;
    struct fit fit;
    if (!row)
        return false;
    if (at == TB_NONE || !about_one_task(report, source->report, &matching->at[at]))
        return add_item(merger, source->map, item, row);
    uint32_t old_index = matching->at[at].old_item;
    struct tb_item *old_item = &report->items[old_index];
    if (!measure(merger, old_item, row, &fit))
        return false;
    if (fit.conflicts > 0)
        return keep_both(merger, source, item, row, old_index);
    if (fit.gaps > 0)
        return fill_gaps(merger, old_item, row);
    if ((*same)++ == 0)
        *first = tb_item_role(source->report, item, TB_ROLE_TASK);
    return true;
}

static enum tb_status take_source(struct tb_merger *merger, const struct source *source,
                                  struct tb_error *error)
{
    struct tb_report *report = merger->report;
    struct tb_matching matching = {0};
    enum tb_status status = TB_OK;
    bool any = report->item_count > 0;
    if (any)
        status = tb_match_reports(merger->differ, report, source->report, NULL, 0, merger->arena,
                                  &matching, error);
    if (status != TB_OK)
        return status;
    size_t same = 0;
    struct tb_str first = {NULL, 0};
    for (uint32_t i = 0; i < source->report->item_count; i++)
        if (!take_item(merger, source, any ? &matching : NULL, i, &same, &first))
            return tb_arena_fail(merger->arena, error);
    if (same == 0)
        return TB_OK;
    struct tb_row nowhere = {.part = source->report->source.name};
    struct tb_repair *repair = tb_merger_repair(merger, "merge-same", &nowhere, first);
    if (!repair)
        return tb_arena_fail(merger->arena, error);
    repair->count = (uint32_t)same;
    return TB_OK;
}

/* ---- ids ---- */

/* An id that is there already gets "-2" and so on behind it. */
static bool give_ids(struct tb_merger *merger)
{
    struct tb_report *report = merger->report;
    size_t size = 16;
    while (size < 4 * report->item_count)
        size *= 2;
    struct tb_str *seen = TB_NEW_ARRAY(merger->arena, struct tb_str, size);
    for (size_t i = 0; seen && i < report->item_count; i++) {
        struct tb_item *item = &report->items[i];
        struct tb_str id = item->id;
        for (unsigned again = 2;; again++) {
            size_t slot = (size_t)tb_str_hash(id) & (size - 1);
            while (seen[slot].len > 0 && !tb_str_eq(seen[slot], id))
                slot = (slot + 1) & (size - 1);
            if (seen[slot].len == 0) {
                seen[slot] = item->id = id;
                break;
            }
            id = tb_arena_printf(merger->arena, "%.*s-%u", TB_ARG(item->id), again);
            if (!id.ptr)
                return false;
        }
    }
    return seen != NULL;
}

/* ---- all of it ---- */

static enum tb_status start(struct tb_merger *merger, const struct tb_merging *merging,
                            struct source *sources, struct tb_error *error)
{
    size_t items = 0;
    struct tb_report *report = TB_NEW(merger->arena, struct tb_report);
    struct tb_column *columns =
        report ? TB_NEW_ARRAY(merger->arena, struct tb_column, TB_MERGE_COLUMNS) : NULL;
    if (!columns)
        return tb_arena_fail(merger->arena, error);
    merger->report = report;
    report->columns = columns;
    for (int i = 0; i < TB_ROLE_END; i++)
        report->column_of[i] = TB_NO_COLUMN;
    for (size_t i = 0; i < merging->count; i++) {
        items += merging->reports[i]->item_count;
        sources[i].report = merging->reports[i];
        if (!join_columns(merger, merging->reports[i], &sources[i].map))
            return tb_merger_too_wide(merger, error);
    }
    if (merging->plan && !join_columns(merger, merging->plan, &merger->plan_map))
        return tb_merger_too_wide(merger, error);
    report->items = TB_NEW_ARRAY(merger->arena, struct tb_item, items + 1);
    merger->twin_of = TB_NEW_ARRAY(merger->arena, uint32_t, items + 1);
    return report->items && merger->twin_of ? TB_OK : tb_arena_fail(merger->arena, error);
}

enum tb_status tb_merger_too_wide(struct tb_merger *merger, struct tb_error *error)
{
    if (!merger->too_wide)
        return tb_arena_fail(merger->arena, error);
    return tb_fail(error, TB_ELIMIT, "合并后超过 %d 列：这些表格的列各不相同，请分开读",
                   "more than %d columns together: the tables have different columns, please read "
                   "them one by one",
                   TB_MERGE_COLUMNS);
}

enum tb_status tb_merge_reports(const struct tb_merging *merging, struct tb_arena *arena,
                                struct tb_report **out, struct tb_error *error)
{
    struct tb_merger merger = {.differ = merging->differ, .arena = arena};
    struct source *sources = TB_NEW_ARRAY(arena, struct source, merging->count);
    if (!sources)
        return tb_arena_fail(arena, error);
    enum tb_status status = start(&merger, merging, sources, error);
    for (size_t i = 0; i < merging->count && status == TB_OK; i++)
        status = take_source(&merger, &sources[i], error);
    if (status == TB_OK && !tb_merger_time(&merger, merging))
        status = tb_arena_fail(arena, error);
    if (status == TB_OK && merging->plan)
        status = tb_merger_plan(&merger, merging->plan, error);
    if (status == TB_OK && (!give_ids(&merger) || !tb_merger_head(&merger, merging)))
        status = tb_arena_fail(arena, error);
    if (status == TB_OK)
        *out = merger.report;
    return status;
}
