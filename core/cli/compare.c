/* compare.c - see compare.h. */
#include "cli/compare.h"

#include "base/list.h"

enum tb_status tb_compare_open(const struct tb_setup *setup, struct tb_differ **out,
                               struct tb_error *error)
{
    const struct tb_workspace *workspace = &setup->workspace;
    return tb_differ_new(workspace->differ_files, workspace->differ_count, setup->arena, out,
                         error);
}

/* --- pins -------------------------------------------------------------------------------------- */

struct pins {
    struct tb_pin *at;
    size_t count, room;
};

static bool is_day(struct tb_day a, struct tb_day b)
{
    return a.year == b.year && a.month == b.month && a.day == b.day;
}

/* Whether a decision speaks of this report: a file has no series, then the period decides. */
static bool speaks_of(const struct tb_item_pin *pin, const struct tb_compared *side)
{
    const struct tb_period *period = &side->report->period;
    if (side->entry && pin->series.len > 0 && !tb_str_eq(pin->series, side->entry->series))
        return false;
    return period->known && is_day(period->from, pin->period.from) &&
           is_day(period->to, pin->period.to);
}

/* The decisions about matches of either report. */
static enum tb_status find_pins(const struct tb_pins *decided, const struct tb_compared *old_side,
                                const struct tb_compared *new_side, struct tb_arena *arena,
                                struct pins *out, struct tb_error *error)
{
    for (size_t i = 0; i < decided->count; i++) {
        const struct tb_item_pin *pin = &decided->at[i];
        bool is_new = speaks_of(pin, new_side), is_old = speaks_of(pin, old_side);
        if (pin->kind != TB_PIN_MATCH || (!is_new && !is_old))
            continue;
        struct tb_pin *added = TB_LIST_ADD(arena, out);
        if (!added)
            return tb_arena_fail(arena, error);
        if (is_new)
            *added = (struct tb_pin){pin->partner, pin->item};
        else
            *added = (struct tb_pin){pin->item, pin->partner};
    }
    return TB_OK;
}

enum tb_status tb_compare(const struct tb_setup *setup, const struct tb_differ *differ,
                          struct tb_compared old_side, struct tb_compared new_side,
                          struct tb_arena *arena, struct tb_diff *out, struct tb_error *error)
{
    struct pins pins = {0};
    enum tb_status status =
        find_pins(&setup->workspace.pins, &old_side, &new_side, arena, &pins, error);
    if (status == TB_OK)
        status = tb_diff_reports(differ, old_side.report, new_side.report, pins.at, pins.count,
                                 arena, out, error);
    return status;
}

/* --- the past ----------------------------------------------------------------------------------- */

enum tb_status tb_compare_before(const struct tb_inputs *inputs, const struct tb_entry *entry,
                                 struct tb_arena *arena, struct tb_compared *out,
                                 struct tb_error *error)
{
    const struct tb_setup *setup = inputs->setup;
    const struct tb_entry *before = entry ? tb_history_previous(&inputs->history, entry) : NULL;
    struct tb_past_reader reader = {setup->ingest, setup->extract, setup->options};
    struct tb_report *report = NULL;
    *out = (struct tb_compared){NULL, NULL};
    if (!before)
        return TB_OK;
    enum tb_status status = tb_past_load(&inputs->history, before, &reader, arena, &report, error);
    if (status == TB_OK)
        *out = (struct tb_compared){report, before};
    return status;
}

enum tb_status tb_compare_past(const struct tb_inputs *inputs, const struct tb_differ *differ,
                               struct tb_compared report, struct tb_compared first,
                               struct tb_arena *arena, const struct tb_past **out,
                               struct tb_error *error)
{
    const struct tb_past *newest = NULL, **link = &newest;
    for (int depth = 0; depth < TB_PAST_MOST; depth++) {
        struct tb_compared before = first;
        enum tb_status status = TB_OK;
        if (depth > 0 || !first.report)
            status = tb_compare_before(inputs, report.entry, arena, &before, error);
        if (status != TB_OK)
            return status;
        if (!before.report)
            break;
        struct tb_past *past = TB_NEW(arena, struct tb_past);
        struct tb_diff *diff = TB_NEW(arena, struct tb_diff);
        if (!past || !diff)
            return tb_arena_fail(arena, error);
        status = tb_compare(inputs->setup, differ, before, report, arena, diff, error);
        if (status != TB_OK)
            return status;
        past->diff = diff;
        *link = past;
        link = &past->before;
        report = before;
    }
    *out = newest;
    return TB_OK;
}
