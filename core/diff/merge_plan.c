/* merge_plan.c - what was handed in held against what should have been. */
#include "diff/merger.h"
#include "diff/plain.h"

/* Columns in which a plan says what the task is, and not how far it came. */
static bool is_of_plan(enum tb_role role, bool same_period)
{
    switch (role) {
    case TB_ROLE_SECTION:
    case TB_ROLE_TASK:
    case TB_ROLE_ANNUAL_TARGET:
    case TB_ROLE_UNITS:
    case TB_ROLE_LEAD_UNITS:
    case TB_ROLE_PEOPLE:
    case TB_ROLE_DEADLINE:
    case TB_ROLE_MEASURE_UNIT:
        return true;
    case TB_ROLE_TARGET:
        return same_period;
    case TB_ROLE_NO:
    case TB_ROLE_RESULT:
    case TB_ROLE_ACTUAL_VALUE:
    case TB_ROLE_RATIO:
    case TB_ROLE_PROBLEM:
    case TB_ROLE_NEXT:
    case TB_ROLE_NOTE:
    case TB_ROLE_OTHER:
    case TB_ROLE_END:
    default:
        return false;
    }
}

/* Whether both speak of one time, as far as they say. */
static bool same_period(const struct tb_report *a, const struct tb_report *b)
{
    return !a->period.known || !b->period.known ||
           (a->period.kind == b->period.kind && a->period.index == b->period.index &&
            a->period.from.year == b->period.from.year);
}

static bool hold_item(struct tb_merger *merger, const struct tb_report *plan, bool same_time,
                      const struct tb_item *planned, struct tb_item *item)
{
    const struct tb_report *report = merger->report;
    for (uint16_t i = 0; i < plan->column_count; i++) {
        uint16_t column = merger->plan_map[i];
        struct tb_str wanted = tb_item_text(planned, i), found = tb_item_text(item, column);
        bool same = true;
        if (!is_of_plan(plan->columns[i].role, same_time) || tb_str_trim(wanted).len == 0)
            continue;
        const char *kind = "merge-plan-differs", *sign = "≠";
        if (tb_str_trim(found).len == 0) {
            struct tb_cell *cell = (struct tb_cell *)(uintptr_t)&item->row->cells[column];
            *cell = *tb_item_cell(planned, i);
            cell->raw = NULL;
            cell->raw_len = 0;
            kind = "merge-filled";
            sign = "←";
        } else if (!tb_merger_same(merger, wanted, found, &same)) {
            return false;
        } else if (same) {
            continue;
        }
        struct tb_str detail =
            tb_arena_printf(merger->arena, "%.*s %s %.*s", TB_ARG(report->columns[column].header),
                            sign, TB_ARG(tb_merger_name(plan->source.name)));
        if (!detail.ptr || !tb_merger_repair(merger, kind, item->row, detail))
            return false;
    }
    return true;
}

static bool list_missing(struct tb_merger *merger, const struct tb_report *plan,
                         const struct tb_item *planned)
{
    struct tb_row row = *planned->row;
    struct tb_str task = tb_str_trim(tb_item_role(plan, planned, TB_ROLE_TASK));
    struct tb_str detail = tb_arena_printf(merger->arena, "%.*s%s%.*s", TB_ARG(planned->no),
                                           planned->no.len > 0 ? " " : "", TB_ARG(task));
    row.part = plan->source.name;
    return detail.ptr && tb_merger_repair(merger, "merge-missing", &row, detail);
}

/* The items in the plan's order, those that it does not know last. */
static bool sort_items(struct tb_merger *merger, size_t planned, const uint32_t *of_plan)
{
    struct tb_report *report = merger->report;
    size_t count = report->item_count;
    struct tb_item *sorted = TB_NEW_ARRAY(merger->arena, struct tb_item, count + 1);
    uint32_t *first = TB_NEW_ARRAY(merger->arena, uint32_t, planned + 2);
    uint32_t *place = TB_NEW_ARRAY(merger->arena, uint32_t, count + 1);
    if (!sorted || !first || !place)
        return false;
    for (size_t i = 0; i < count; i++) {
        place[i] = of_plan[i] != TB_NONE ? of_plan[i] : (uint32_t)planned;
        first[place[i] + 1]++;
    }
    for (size_t i = 0; i <= planned; i++)
        first[i + 1] += first[i];
    for (size_t i = 0; i < count; i++)
        sorted[first[place[i]]++] = report->items[i];
    report->items = sorted;
    return true;
}

/* The item of the plan that each item is, TB_NONE: none. Rows that contradict each other are one task, of
 * which the matching sees only one. */
static void find_planned(const struct tb_merger *merger, const struct tb_matching *matching,
                         uint32_t *of_plan)
{
    size_t count = merger->report->item_count;
    for (size_t i = 0; i < count; i++) {
        uint32_t at = matching->of_new[i];
        of_plan[i] = at == TB_NONE ? TB_NONE : matching->at[at].old_item;
    }
    for (size_t i = count; i-- > 0;) /* a twin stands behind the one it contradicts */
        if (merger->twin_of[i] != TB_NONE && of_plan[merger->twin_of[i]] == TB_NONE)
            of_plan[merger->twin_of[i]] = of_plan[i];
    for (size_t i = 0; i < count; i++)
        if (merger->twin_of[i] != TB_NONE && of_plan[i] == TB_NONE)
            of_plan[i] = of_plan[merger->twin_of[i]];
}

enum tb_status tb_merger_plan(struct tb_merger *merger, const struct tb_report *plan,
                              struct tb_error *error)
{
    struct tb_report *report = merger->report;
    struct tb_matching matching;
    enum tb_status status =
        tb_match_reports(merger->differ, plan, report, NULL, 0, merger->arena, &matching, error);
    if (status != TB_OK)
        return status;
    uint32_t *of_plan = TB_NEW_ARRAY(merger->arena, uint32_t, report->item_count + 1);
    bool same_time = same_period(plan, report), done = of_plan != NULL;
    if (done)
        find_planned(merger, &matching, of_plan);
    for (size_t i = 0; i < plan->item_count && done; i++)
        if (matching.of_old[i] == TB_NONE)
            done = list_missing(merger, plan, &plan->items[i]);
    for (size_t i = 0; i < report->item_count && done; i++) {
        struct tb_item *item = &report->items[i];
        if (of_plan[i] != TB_NONE)
            done = hold_item(merger, plan, same_time, &plan->items[of_plan[i]], item);
        else
            done = tb_merger_repair(merger, "merge-unplanned", item->row,
                                    tb_str_trim(tb_item_role(report, item, TB_ROLE_TASK)));
    }
    return done && sort_items(merger, plan->item_count, of_plan)
               ? TB_OK
               : tb_arena_fail(merger->arena, error);
}
