/*
 * recompute_shares.c - a percentage and the two figures it is made of: 发行11.11亿元，已使用10.21亿元，使用
 * 进度91.9%; or the year's target: 新增110家，已完成年度目标91.7%. A fault is only named where the text
 * leaves one reading; where one of several readings fits, the percentage is taken as right. The same for
 * a column of rates (完成率) beside the target and the figure reached.
 */
#include "extract/measures.h"
#include "extract/recompute.h"

static const struct tb_decimal hundred = {1, 1, 2};

static bool same_unit(const struct tb_quantity *a, const struct tb_quantity *b)
{
    return a->dimension == b->dimension && a->kind == b->kind && a->kind == TB_KIND_LEVEL &&
           a->dimension != TB_DIM_RATIO && tb_str_eq(a->unit, b->unit);
}

/* Whether the figure `part` over `whole`, in per cent, meets the printed share. False: it cannot be
 * told, *meets is untouched. */
static bool compare(const struct tb_item *item, uint32_t part, struct tb_range whole,
                    uint32_t share, bool *meets)
{
    struct tb_range figure, stated, ratio;
    if (!tb_printed_range(item, &item->quantities[part], &figure) ||
        !tb_printed_range(item, &item->quantities[share], &stated) ||
        !tb_range_ratio(figure, whole, &ratio) || !tb_decimal_mul(ratio.lo, hundred, &ratio.lo) ||
        !tb_decimal_mul(ratio.hi, hundred, &ratio.hi))
        return false;
    *meets = tb_ranges_meet(ratio, stated);
    return true;
}

static bool add_share(struct tb_recompute *work, bool ok, uint32_t part, uint32_t whole,
                      uint32_t share)
{
    const struct tb_item *item = work->item;
    struct tb_decimal ratio;
    char text[TB_DECIMAL_TEXT];
    if (!tb_decimal_div(item->quantities[part].lo, item->quantities[whole].lo, &ratio) ||
        !tb_decimal_mul(ratio, hundred, &ratio))
        return true;
    tb_decimal_fixed(ratio, 2, TB_ROUND_HALF_UP, text);
    const uint32_t members[] = {part, whole, share};
    return tb_recompute_add(
        work, TB_RELATION_RATIO, ok, members, 3,
        tb_arena_copy(work->arena, tb_item_quote(item, item->quantities[share].span)),
        tb_arena_printf(work->arena, "%s%%", text));
}

/* Figures before the share in its sentence, nearest first. */
static size_t figures_before(const struct tb_item *item, uint32_t share, uint32_t *out, size_t most)
{
    const struct tb_quantity *percent = &item->quantities[share];
    struct tb_str text = tb_item_text(item, percent->span.column);
    size_t count = 0;
    for (uint32_t i = share; i-- > 0 && count < most;) {
        const struct tb_quantity *figure = &item->quantities[i];
        if (figure->span.column != percent->span.column || figure->span.to > percent->span.from ||
            !tb_same_sentence(text, figure->span.to, percent->span.from))
            break;
        if (figure->kind == TB_KIND_LEVEL && figure->dimension != TB_DIM_RATIO)
            out[count++] = i;
    }
    return count;
}

/* Of two figures of one unit in the sentence. `other`: where none fit, another reading is to be tried,
 * and no fault is named; *found: two fit. */
static bool check_within(struct tb_recompute *work, uint32_t share, const uint32_t *before,
                         size_t count, bool other, bool *found)
{
    const struct tb_item *item = work->item;
    uint32_t part = TB_NONE, whole = TB_NONE;
    size_t readings = 0;
    for (size_t i = 0; i < count; i++)
        for (size_t k = 0; k < count; k++) {
            const struct tb_quantity *a = &item->quantities[before[i]];
            const struct tb_quantity *b = &item->quantities[before[k]];
            struct tb_range base;
            bool meets;
            if (i == k || !same_unit(a, b) || tb_decimal_compare(a->lo, b->lo) > 0)
                continue;
            if (!tb_printed_range(item, b, &base) || !compare(item, before[i], base, share, &meets))
                return true;
            *found = meets;
            if (meets)
                return add_share(work, true, before[i], before[k], share);
            readings++;
            part = before[i];
            whole = before[k];
        }
    bool only_reading = readings == 1 && count == 2 && !other;
    return only_reading ? add_share(work, false, part, whole, share) : true;
}

/* The column may hold the target that the words behind the figure name; `years`: the year's. */
static bool may_hold(const struct tb_report *report, uint16_t column, bool years)
{
    enum tb_role role = report->columns[column].role;
    if (years) /* with no column of its own the year's target may stand under any heading */
        return role == TB_ROLE_TASK || role == TB_ROLE_ANNUAL_TARGET || role == TB_ROLE_TARGET;
    return role == TB_ROLE_TARGET;
}

/* Of the nearest figure and the year's, or the period's, target in another column. Where more than one
 * base would do, the period's column is no base of a share of the year's. */
static bool check_against_target(struct tb_recompute *work, uint32_t share, uint32_t part,
                                 bool years)
{
    const struct tb_item *item = work->item;
    uint32_t whole = TB_NONE;
    size_t readings = 0, in_period = 0;
    for (uint32_t i = 0; i < item->quantity_count; i++) {
        const struct tb_quantity *target = &item->quantities[i];
        bool meets;
        if (!may_hold(work->report, target->span.column, years) || !target->has_lo)
            continue;
        struct tb_range base = {target->lo, target->lo}; /* 120家以上 is a base of 120 */
        if (!same_unit(target, &item->quantities[part]) ||
            !compare(item, part, base, share, &meets))
            continue;
        if (meets)
            return add_share(work, true, part, i, share);
        bool of_period = years && target->span.column == work->report->column_of[TB_ROLE_TARGET];
        in_period += of_period;
        readings += !of_period;
        if (!of_period || readings == 0)
            whole = i;
    }
    if (readings > 1 || (readings == 0 && in_period != 1))
        return true;
    return add_share(work, false, part, whole, share);
}

/* --- a column of rates ------------------------------------------------------------------------ */

/* The only figure of the item's column of rates; TB_NONE: there is none, or more than one. */
static uint32_t rate_of(const struct tb_report *report, const struct tb_item *item)
{
    uint16_t column = report->column_of[TB_ROLE_RATIO];
    uint32_t rate = TB_NONE, count = 0;
    for (uint32_t i = 0; i < item->quantity_count && column != TB_NO_COLUMN; i++)
        if (item->quantities[i].span.column == column) {
            rate = i;
            count++;
        }
    return count == 1 && item->quantities[rate].dimension == TB_DIM_RATIO ? rate : TB_NONE;
}

/* Another base may be meant, a figure of any other column: 备注 “基数为180万元”. */
static bool fits_elsewhere(const struct tb_item *item, uint32_t part, uint32_t share)
{
    for (uint32_t i = 0; i < item->quantity_count; i++) {
        const struct tb_quantity *base = &item->quantities[i];
        bool meets;
        if (i != part && base->has_lo && same_unit(base, &item->quantities[part]) &&
            compare(item, part, (struct tb_range){base->lo, base->lo}, share, &meets) && meets)
            return true;
    }
    return false;
}

/* A rate cut to 100 where more was reached is a habit of such tables. */
static bool is_capped(const struct tb_item *item, const struct tb_pair *pair, uint32_t share)
{
    return pair->verdict == TB_VERDICT_MET &&
           tb_decimal_compare(item->quantities[share].lo, hundred) == 0;
}

static bool is_ceiling(const struct tb_quantity *target)
{
    return target->comparator == TB_CMP_LE || target->comparator == TB_CMP_LT;
}

/* The column's rate against the pairs of target and result, of the year or of the period. Of growth and
 * of rates a fitting one is counted, but no fault is named: 增速 7, reached 5.2 is 74.3 to some only. */
static bool check_column(struct tb_recompute *work)
{
    const struct tb_item *item = work->item;
    uint32_t share = rate_of(work->report, item), fault = TB_NONE;
    size_t readings = 0;
    bool doubt = false;
    for (uint32_t i = 0; i < item->pair_count && share != TB_NONE; i++) {
        const struct tb_pair *pair = &item->pairs[i];
        const struct tb_quantity *target = &item->quantities[pair->target];
        bool meets;
        if (pair->actual == TB_NONE || !target->has_lo || is_ceiling(target))
            continue;
        struct tb_range base = {target->lo, target->lo};
        if (!compare(item, pair->actual, base, share, &meets))
            continue;
        if (meets)
            return add_share(work, true, pair->actual, pair->target, share);
        doubt |= !same_unit(target, &item->quantities[pair->actual]) ||
                 is_capped(item, pair, share) || fits_elsewhere(item, pair->actual, share);
        fault = i;
        readings++;
    }
    if (readings != 1 || doubt)
        return true;
    return add_share(work, false, item->pairs[fault].actual, item->pairs[fault].target, share);
}

/* Where the words that say what a share is of begin: behind the nearest figure, and behind a percentage
 * that stands between, which has the words before it for itself (完成全年任务的56.7%，登记失业率2.9%). */
static size_t words_from(const struct tb_item *item, uint32_t nearest, uint32_t share)
{
    size_t from = item->quantities[nearest].span.to;
    for (uint32_t i = nearest + 1; i < share; i++)
        if (item->quantities[i].dimension == TB_DIM_RATIO && item->quantities[i].span.to > from)
            from = item->quantities[i].span.to;
    return from;
}

/* The nearest of these figures is the only one of its unit. */
static bool sole_of_unit(const struct tb_item *item, const uint32_t *before, size_t count)
{
    for (size_t i = 1; i < count; i++)
        if (same_unit(&item->quantities[before[0]], &item->quantities[before[i]]))
            return false;
    return true;
}

/* The rate follows its figure at once (58.9亿元，完成率109.1%): 投资完成率, or that of what was left over from the
 * year before, is another's. */
static bool is_right_behind(const struct tb_recompute *work, uint16_t column, size_t from,
                            size_t to)
{
    static const char *const marks[] = {"，", "（", ",", "(", "、"};
    struct tb_str text = tb_item_text(work->item, column);
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (tb_stands_at(text, from, marks[i])) {
            from += strlen(marks[i]);
            break;
        }
    enum { FIRST = 9 }; /* bytes: 完成率 */
    size_t end = from + FIRST < to ? from + FIRST : to;
    return tb_recompute_ties(work, column, from, end, TB_TIES_RATE);
}

bool tb_recompute_shares(struct tb_recompute *work)
{
    enum { NEAREST = 4 };
    const struct tb_item *item = work->item;
    if (!check_column(work))
        return false;
    for (uint32_t i = 0; i < item->quantity_count; i++) {
        const struct tb_quantity *share = &item->quantities[i];
        uint32_t before[NEAREST];
        if (share->dimension != TB_DIM_RATIO || share->kind == TB_KIND_GROWTH)
            continue;
        size_t count = figures_before(item, i, before, NEAREST);
        if (count == 0)
            continue;
        size_t gap = words_from(item, before[0], i);
        uint16_t column = share->span.column;
        bool of_year = tb_recompute_ties(work, column, gap, share->span.from, TB_TIES_TARGET);
        bool of_target =
            of_year || tb_recompute_ties(work, column, gap, share->span.from, TB_TIES_PERIOD);
        bool of_rate = tb_recompute_ties(work, column, gap, share->span.from, TB_TIES_RATE);
        bool of_whole = of_target || of_rate ||
                        tb_recompute_ties(work, column, gap, share->span.from, TB_TIES_SHARE);
        if (!of_target && tb_recompute_ties(work, column, gap, share->span.from, TB_TIES_CHILD))
            continue;       /* （其中纯电动占71.3%）: the part has no figure of its own */
        bool found = false; /* the plan may stand in the sentence itself: 计划255项，开工206项 */
        if (of_whole && !check_within(work, i, before, count, of_target, &found))
            return false;
        bool year_alone = work->report->column_of[TB_ROLE_TARGET] == TB_NO_COLUMN;
        bool of_task = of_rate && year_alone && sole_of_unit(item, before, count) &&
                       is_right_behind(work, column, gap, share->span.from);
        if ((of_target || of_task) && !found &&
            !check_against_target(work, i, before[0], of_year || of_task))
            return false;
    }
    return true;
}
