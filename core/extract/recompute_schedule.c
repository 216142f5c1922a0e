/*
 * recompute_schedule.c - 完成全年任务的63.5%，低于序时进度11.5个百分点: the gap between a share of the
 * year's work and the share of the year that is over (months / 12).
 */
#include "extract/recompute.h"

/* The percentage before the gap in its sentence, nearest first; TB_NONE: none. */
static uint32_t share_before(const struct tb_item *item, uint32_t gap)
{
    const struct tb_quantity *points = &item->quantities[gap];
    struct tb_str text = tb_item_text(item, points->span.column);
    for (uint32_t i = gap; i-- > 0;) {
        const struct tb_quantity *share = &item->quantities[i];
        if (share->span.column != points->span.column || share->span.to > points->span.from ||
            !tb_same_sentence(text, share->span.to, points->span.from))
            break;
        if (share->dimension == TB_DIM_RATIO && share->kind != TB_KIND_GROWTH)
            return i;
    }
    return TB_NONE;
}

/* The distance of two values, whichever is larger. */
static bool distance(struct tb_decimal a, struct tb_decimal b, struct tb_decimal *out)
{
    return tb_decimal_compare(a, b) >= 0 ? tb_decimal_sub(a, b, out) : tb_decimal_sub(b, a, out);
}

static bool check_gap(struct tb_recompute *work, uint32_t share, uint32_t gap)
{
    const struct tb_item *item = work->item;
    const struct tb_period *period = &work->report->period;
    struct tb_range done, stated;
    struct tb_decimal elapsed, low, high;
    if (!period->known || period->from.year != period->to.year ||
        !tb_printed_range(item, &item->quantities[share], &done) ||
        !tb_printed_range(item, &item->quantities[gap], &stated) ||
        !tb_decimal_make(period->to.month * 100, 12, 0, &elapsed) ||
        !distance(elapsed, done.hi, &low) || !distance(elapsed, done.lo, &high))
        return true;
    bool below = tb_decimal_compare(elapsed, done.lo) >= 0;
    struct tb_range due = {below ? low : high, below ? high : low};
    char text[TB_DECIMAL_TEXT];
    struct tb_decimal exact;
    if (!distance(elapsed, item->quantities[share].lo, &exact))
        return true;
    tb_decimal_fixed(exact, 2, TB_ROUND_HALF_UP, text);
    const uint32_t members[] = {share, gap};
    return tb_recompute_add(
        work, TB_RELATION_SCHEDULE, tb_ranges_meet(due, stated), members, 2,
        tb_arena_copy(work->arena, tb_item_quote(item, item->quantities[gap].span)),
        tb_arena_printf(work->arena, "%s个百分点", text));
}

bool tb_recompute_schedule(struct tb_recompute *work)
{
    enum { BEFORE = 30 }; /* bytes: 低于序时进度 and a hedge */
    const struct tb_item *item = work->item;
    for (uint32_t i = 0; i < item->quantity_count; i++) {
        const struct tb_quantity *gap = &item->quantities[i];
        size_t from = gap->span.from > BEFORE ? gap->span.from - BEFORE : 0;
        if (gap->dimension != TB_DIM_POINTS ||
            !tb_recompute_ties(work, gap->span.column, from, gap->span.from, TB_TIES_SCHEDULE))
            continue;
        uint32_t share = share_before(item, i);
        if (share != TB_NONE && !check_gap(work, share, i))
            return false;
    }
    return true;
}
