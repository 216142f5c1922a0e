/* diff.c - two reports compared: matching first, then each pair cell by cell, then those without partner. */
#include "diff/diff.h"

#include "diff/compare.h"
#include "diff/plain.h"

struct tb_change *tb_change_add(struct tb_comparing *comparing, const char *why, double confidence)
{
    const struct tb_change_why *about = tb_change_why_find(comparing->differ, why);
    struct tb_change *change = about ? TB_LIST_ADD(comparing->arena, &comparing->changes) : NULL;
    if (!change)
        return NULL;
    *change = (struct tb_change){.kind = about->kind,
                                 .old_item = comparing->old_index,
                                 .new_item = comparing->new_index,
                                 .severity = about->severities[!comparing->diff->same_year],
                                 .confidence = confidence,
                                 .why = about->name,
                                 .old_column = TB_NO_COLUMN,
                                 .new_column = TB_NO_COLUMN,
                                 .old_quantity = TB_NONE,
                                 .new_quantity = TB_NONE,
                                 .old_date = TB_NONE,
                                 .new_date = TB_NONE,
                                 .old_unit = TB_NONE,
                                 .new_unit = TB_NONE,
                                 .old_part = TB_NONE,
                                 .new_part = TB_NONE,
                                 .near = {TB_NONE, 0},
                                 .kin = {.item = TB_NONE, .whole = TB_NONE, .partner = TB_NONE}};
    return change;
}

void tb_change_rest_on(struct tb_change *change, const struct tb_edits *edits,
                       const struct tb_span *old_span, const struct tb_span *new_span)
{
    size_t first = edits->count, last = 0;
    for (size_t i = 0; i < edits->count; i++) {
        const struct tb_edit *edit = &edits->at[i];
        bool touches =
            (old_span && edit->old_from < old_span->to && edit->old_to > old_span->from) ||
            (new_span && edit->new_from < new_span->to && edit->new_to > new_span->from);
        if (!touches)
            continue;
        first = i < first ? i : first;
        last = i + 1;
    }
    if (first < last) {
        change->edits = edits->at + first;
        change->edit_count = (uint32_t)(last - first);
    }
}

/* --- one pair ----------------------------------------------------------------------------------- */

static bool add_cells(struct tb_comparing *comparing, const struct tb_cell_pair *cells,
                      const char *why)
{
    struct tb_change *change = tb_change_add(comparing, why, comparing->confidence);
    if (!change)
        return false;
    change->old_column = cells->old_column;
    change->new_column = cells->new_column;
    change->edits = cells->edits.at;
    change->edit_count = (uint32_t)cells->edits.count;
    return true;
}

bool tb_compare_text(struct tb_comparing *comparing, const struct tb_cell_pair *cells)
{
    return add_cells(comparing, cells, "other-words");
}

/* Whether the texts differ in white space and width only. */
static bool is_layout(struct tb_comparing *comparing, const struct tb_cell_pair *cells)
{
    struct tb_mark before = tb_arena_mark(comparing->arena);
    char *a = tb_arena_alloc(comparing->arena, cells->old_text.len);
    char *b = tb_arena_alloc(comparing->arena, cells->new_text.len);
    bool equal = false;
    if (a && b)
        equal = tb_str_eq((struct tb_str){a, tb_light_text(cells->old_text, a)},
                          (struct tb_str){b, tb_light_text(cells->new_text, b)});
    tb_arena_rewind(comparing->arena, before);
    return equal;
}

/* Whether the raw cells differ: markup that is not part of the clean text. */
static bool is_raw_different(const struct tb_comparing *comparing,
                             const struct tb_column_pair *pair)
{
    const struct tb_cell *a = tb_item_cell(comparing->old_item, pair->old_column);
    const struct tb_cell *b = tb_item_cell(comparing->new_item, pair->new_column);
    return a && b && a->raw && b->raw &&
           !tb_str_eq((struct tb_str){a->raw, a->raw_len}, (struct tb_str){b->raw, b->raw_len});
}

static bool find_edits(struct tb_comparing *comparing, struct tb_cell_pair *cells)
{
    struct tb_edit_text a, b;
    return tb_edit_text_of(comparing->old_item, cells->old_column, comparing->arena, &a,
                           comparing->error) == TB_OK &&
           tb_edit_text_of(comparing->new_item, cells->new_column, comparing->arena, &b,
                           comparing->error) == TB_OK &&
           tb_edits_find(&comparing->editor, &a, &b, comparing->arena, &cells->edits,
                         comparing->error) == TB_OK;
}

static bool has_figures(enum tb_role role)
{
    return role == TB_ROLE_TARGET || role == TB_ROLE_RESULT || role == TB_ROLE_ACTUAL_VALUE ||
           role == TB_ROLE_RATIO;
}

/* Cells whose texts differ in more than layout. */
static bool compare_words(struct tb_comparing *comparing, const struct tb_cell_pair *cells,
                          enum tb_role role)
{
    if (role == TB_ROLE_TASK || role == TB_ROLE_ANNUAL_TARGET)
        return tb_compare_task(comparing, cells);
    if (!tb_compare_text(comparing, cells))
        return false;
    if (has_figures(role) && !tb_compare_figures(comparing, cells))
        return false;
    return tb_compare_dates(comparing, cells);
}

static bool compare_cells(struct tb_comparing *comparing, const struct tb_column_pair *pair)
{
    struct tb_cell_pair cells = {.old_column = pair->old_column,
                                 .new_column = pair->new_column,
                                 .old_text = tb_item_text(comparing->old_item, pair->old_column),
                                 .new_text = tb_item_text(comparing->new_item, pair->new_column)};
    if (pair->role == TB_ROLE_NO)
        return true;
    bool equal = tb_str_eq(cells.old_text, cells.new_text);
    if (!equal && !find_edits(comparing, &cells))
        return false;
    if (equal ? is_raw_different(comparing, pair) : is_layout(comparing, &cells)) {
        if (!add_cells(comparing, &cells, "layout"))
            return false;
    } else if (!equal && !compare_words(comparing, &cells, pair->role)) {
        return false;
    }
    return pair->role != TB_ROLE_RESULT || tb_compare_result(comparing, &cells);
}

static bool compare_pair(struct tb_comparing *comparing, const struct tb_match *match)
{
    comparing->old_index = match->old_item;
    comparing->new_index = match->new_item;
    comparing->old_item = &comparing->diff->old_report->items[match->old_item];
    comparing->new_item = &comparing->diff->new_report->items[match->new_item];
    comparing->confidence = match->confidence;
    if (!tb_compare_numbers(comparing))
        return false;
    for (size_t i = 0; i < comparing->columns.count; i++)
        if (!compare_cells(comparing, &comparing->columns.at[i]))
            return false;
    return tb_compare_units(comparing) && tb_compare_status(comparing);
}

/* --- items without partner ----------------------------------------------------------------------- */

static int by_item(const void *left, const void *right)
{
    const struct tb_kinship *a = left, *b = right;
    if (a->merged != b->merged)
        return a->merged ? -1 : 1;
    return (a->item > b->item) - (a->item < b->item);
}

static const struct tb_kinship *kin_of(const struct tb_matching *matching, uint32_t item,
                                       bool merged)
{
    struct tb_kinship key = {.merged = merged, .item = item};
    if (matching->kin_count == 0)
        return NULL;
    return bsearch(&key, matching->kin, matching->kin_count, sizeof key, by_item);
}

/* An item that is only in the new report, or (`gone`) only in the old one. */
static bool add_lone(struct tb_comparing *comparing, uint32_t item, bool gone)
{
    const struct tb_matching *matching = &comparing->diff->matching;
    const struct tb_near *near = gone ? &matching->near_old[item] : &matching->near_new[item];
    const struct tb_kinship *kin = kin_of(matching, item, gone);
    comparing->old_index = gone ? item : kin ? kin->whole : TB_NONE;
    comparing->new_index = gone ? (kin ? kin->whole : TB_NONE) : item;
    const char *why = gone ? "not-mentioned" : "new-item";
    double confidence = near->item == TB_NONE ? 1 : 1 - near->score;
    if (kin) {
        why = gone ? "task-within-new" : "task-from-old";
        confidence = kin->confidence;
    }
    struct tb_change *change = tb_change_add(comparing, why, confidence);
    if (!change)
        return false;
    change->near = *near;
    if (kin)
        change->kin = *kin;
    return true;
}

static bool add_lone_items(struct tb_comparing *comparing)
{
    const struct tb_diff *diff = comparing->diff;
    for (uint32_t i = 0; i < diff->new_report->item_count; i++)
        if (diff->matching.of_new[i] == TB_NONE && !add_lone(comparing, i, false))
            return false;
    for (uint32_t i = 0; i < diff->old_report->item_count; i++)
        if (diff->matching.of_old[i] == TB_NONE && !add_lone(comparing, i, true))
            return false;
    return true;
}

/* --- all together -------------------------------------------------------------------------------- */

/* Where a change stands in the list: by new item; what is gone behind its neighbour before it. */
struct place {
    uint64_t at;
    size_t index;
};

/* By old item: the place behind the nearest one before it that has a partner. */
static uint64_t *places_of_gone(struct tb_comparing *comparing)
{
    const struct tb_diff *diff = comparing->diff;
    uint64_t *places = TB_NEW_ARRAY(comparing->arena, uint64_t, diff->old_report->item_count);
    uint64_t at = 0;
    for (uint32_t i = 0; places && i < diff->old_report->item_count; i++) {
        uint32_t match = diff->matching.of_old[i];
        if (match != TB_NONE)
            at = ((uint64_t)diff->matching.at[match].new_item << 32) + 1;
        places[i] = at + i;
    }
    return places;
}

static bool is_gone(const struct tb_change *change)
{
    return change->kind == TB_CHANGE_REMOVED || change->kind == TB_CHANGE_MERGED;
}

static int by_place(const void *left, const void *right)
{
    const struct place *a = left, *b = right;
    if (a->at != b->at)
        return a->at < b->at ? -1 : 1;
    return (a->index > b->index) - (a->index < b->index);
}

static bool put_in_order(struct tb_comparing *comparing)
{
    size_t count = comparing->changes.count;
    struct place *places = TB_NEW_ARRAY(comparing->arena, struct place, count);
    struct tb_change *ordered = TB_NEW_ARRAY(comparing->arena, struct tb_change, count);
    const uint64_t *gone = places_of_gone(comparing);
    if (!places || !ordered || !gone)
        return false;
    for (size_t i = 0; i < count; i++) {
        const struct tb_change *change = &comparing->changes.at[i];
        uint64_t at = is_gone(change) ? gone[change->old_item] : (uint64_t)change->new_item << 32;
        places[i] = (struct place){at, i};
    }
    if (count > 1)
        qsort(places, count, sizeof *places, by_place);
    for (size_t i = 0; i < count; i++)
        ordered[i] = comparing->changes.at[places[i].index];
    uint32_t items = (uint32_t)comparing->diff->new_report->item_count, at = 0;
    uint32_t *first = TB_NEW_ARRAY(comparing->arena, uint32_t, (size_t)items + 1);
    if (!first)
        return false;
    for (uint32_t item = 0; item <= items; item++) {
        while (at < count && places[at].at < (uint64_t)item << 32)
            at++;
        first[item] = at;
    }
    comparing->diff->first_of_new = first;
    comparing->diff->changes = ordered;
    comparing->diff->change_count = count;
    return true;
}

static bool compare_all(struct tb_comparing *comparing)
{
    const struct tb_matching *matching = &comparing->diff->matching;
    for (size_t i = 0; i < matching->count; i++)
        if (!compare_pair(comparing, &matching->at[i]))
            return false;
    return tb_compare_order(comparing) && add_lone_items(comparing) && put_in_order(comparing);
}

/* Whether both are of one period; where that is not known, of one title. */
static bool is_same_issue(const struct tb_report *a, const struct tb_report *b)
{
    if (!a->period.known || !b->period.known)
        return tb_str_eq(a->title, b->title);
    return memcmp(&a->period.from, &b->period.from, sizeof a->period.from) == 0 &&
           memcmp(&a->period.to, &b->period.to, sizeof a->period.to) == 0;
}

enum tb_status tb_diff_reports(const struct tb_differ *differ, const struct tb_report *old_report,
                               const struct tb_report *new_report, const struct tb_pin *pins,
                               size_t pin_count, struct tb_arena *arena, struct tb_diff *out,
                               struct tb_error *error)
{
    struct tb_diff diff = {.old_report = old_report,
                           .new_report = new_report,
                           .same_year = old_report->year == new_report->year || !old_report->year ||
                                        !new_report->year,
                           .same_issue = is_same_issue(old_report, new_report)};
    struct tb_error inner = {0};
    struct tb_comparing comparing = {.differ = differ,
                                     .arena = arena,
                                     .editor = {NULL, TB_EDITOR_STEPS},
                                     .diff = &diff,
                                     .error = &inner};
    enum tb_status status = tb_match_reports(differ, old_report, new_report, pins, pin_count, arena,
                                             &diff.matching, error);
    if (status == TB_OK)
        status = tb_columns_pair(old_report, new_report, arena, &comparing.columns, error);
    if (status == TB_OK)
        status = tb_arena_new(TB_EDITOR_MEMORY, &comparing.editor.scratch, error);
    if (status == TB_OK && !compare_all(&comparing)) {
        status = inner.status;
        if (status == TB_OK)
            status = tb_arena_fail(arena, error);
        else if (error)
            *error = inner;
    }
    tb_arena_free(comparing.editor.scratch);
    if (status == TB_OK)
        *out = diff;
    return status;
}
