/* noted.c - see noted.h. */
#include "host/noted.h"

#include <stdlib.h>

#include "base/list.h"
#include "history/period.h"

struct notes {
    const struct tb_baseline *baseline;
    const struct tb_report *report;
    struct tb_arena *arena;
    bool *taken; /* by line of baseline->by_task */
    struct {
        struct tb_noted *at;
        size_t count, room;
    } list; /* of the item under way */
};

/* The first line whose task is not before `task`. */
static size_t first_from(const struct tb_baseline *baseline, struct tb_str task)
{
    size_t from = 0, to = baseline->by_task_count;
    while (from < to) {
        size_t middle = from + (to - from) / 2;
        if (tb_str_compare(baseline->by_task[middle]->task, task) < 0)
            from = middle + 1;
        else
            to = middle;
    }
    return from;
}

static bool is_later(const struct tb_period *period, const struct tb_period *than)
{
    return period->known && than->known && tb_period_compare(period, than) > 0;
}

/* Adds the lines of a wording of the task that no item has yet. */
static bool add_lines(struct notes *notes, const struct tb_report *wording, uint32_t item)
{
    const struct tb_baseline *baseline = notes->baseline;
    char task[TB_TASK_DIGITS + 1];
    tb_finding_task(wording, &wording->items[item], task);
    for (size_t i = first_from(baseline, tb_str_of(task));
         i < baseline->by_task_count && tb_str_eq(baseline->by_task[i]->task, tb_str_of(task));
         i++) {
        const struct tb_baseline_line *line = baseline->by_task[i];
        if (notes->taken[i] || is_later(&line->period, &notes->report->period))
            continue;
        struct tb_noted *noted = TB_LIST_ADD(notes->arena, &notes->list);
        if (!noted)
            return false;
        *noted = (struct tb_noted){line->rule, line->judgement, line->period, line->line};
        notes->taken[i] = true;
    }
    return true;
}

/* The item's own wording, then those of the bulletins before, followed back by who matches whom. */
static bool add_wordings(struct notes *notes, const struct tb_past *past, uint32_t item)
{
    if (!add_lines(notes, notes->report, item))
        return false;
    for (; past; past = past->before) {
        const struct tb_matching *matching = &past->diff->matching;
        uint32_t match = matching->of_new[item];
        if (match == TB_NONE)
            break;
        item = matching->at[match].old_item;
        if (!add_lines(notes, past->diff->old_report, item))
            return false;
    }
    return true;
}

/* By period, unknown ones first, then by line. */
static int in_time(const void *left, const void *right)
{
    const struct tb_noted *a = left, *b = right;
    int order = (int)a->period.known - (int)b->period.known;
    if (order == 0 && a->period.known)
        order = tb_period_compare(&a->period, &b->period);
    return order ? order : (a->line > b->line) - (a->line < b->line);
}

enum tb_status tb_noted_attach(const struct tb_baseline *baseline, const struct tb_past *past,
                               struct tb_report *report, struct tb_arena *arena,
                               struct tb_error *error)
{
    struct notes notes = {.baseline = baseline, .report = report, .arena = arena};
    if (baseline->by_task_count == 0)
        return TB_OK;
    notes.taken = TB_NEW_ARRAY(arena, bool, baseline->by_task_count);
    if (!notes.taken)
        return tb_arena_fail(arena, error);
    for (uint32_t i = 0; i < report->item_count; i++) {
        notes.list.at = NULL;
        notes.list.count = notes.list.room = 0;
        if (!add_wordings(&notes, past, i))
            return tb_arena_fail(arena, error);
        if (notes.list.count > 1)
            qsort(notes.list.at, notes.list.count, sizeof *notes.list.at, in_time);
        report->items[i].noted = notes.list.at;
        report->items[i].noted_count = (uint32_t)notes.list.count;
    }
    return TB_OK;
}
