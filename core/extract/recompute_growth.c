/*
 * recompute_growth.c - a value and its growth give the value it grew from. Whole things must have grown
 * from a whole number; and a target and the result that answers it must have grown from the same.
 */
#include "extract/recompute.h"

static const struct tb_decimal one = {1, 1, 0}, percent = {1, 1, -2};

/* 23起、死亡15人，同比分别下降17.9%和16.7%: which growth is whose, the order says, not the place. */
static bool in_list_of_growths(const struct tb_item *item, uint32_t growth)
{
    enum { BEFORE = 24 }; /* bytes: 分别 and the word for growth */
    const struct tb_quantity *first = &item->quantities[growth];
    size_t from = first->span.from > BEFORE ? first->span.from - BEFORE : 0;
    struct tb_str text = tb_item_text(item, first->span.column);
    size_t floor = growth > 0 && item->quantities[growth - 1].span.column == first->span.column
                       ? item->quantities[growth - 1].span.to
                       : 0;
    return tb_str_find(tb_str_sub(text, from > floor ? from : floor, first->span.from),
                       TB_STR("分别"), 0) != SIZE_MAX;
}

/* The growth stated right behind a figure ("55.51亿元，增长8.34%"); TB_NONE: none. */
static uint32_t growth_of(const struct tb_item *item, uint32_t index)
{
    enum { NEAR = 45 }; /* bytes: fifteen characters between a figure and its growth */
    uint32_t next = index + 1;
    if (next >= item->quantity_count || in_list_of_growths(item, next))
        return TB_NONE;
    const struct tb_quantity *level = &item->quantities[index], *growth = &item->quantities[next];
    bool follows = level->span.column == growth->span.column && growth->kind == TB_KIND_GROWTH &&
                   growth->dimension == TB_DIM_RATIO && level->kind == TB_KIND_LEVEL &&
                   level->dimension != TB_DIM_RATIO && growth->span.from >= level->span.to &&
                   growth->span.from - level->span.to <= NEAR;
    if (!follows)
        return TB_NONE;
    struct tb_str text = tb_item_text(item, level->span.column);
    return tb_same_sentence(text, level->span.to, growth->span.from) ? next : TB_NONE;
}

/* Like tb_printed_range, for figures that are only forecast too: what is forecast is computed alike. */
static bool base_of(const struct tb_item *item, uint32_t level, uint32_t growth,
                    struct tb_range *out)
{
    struct tb_range value, rate, factor;
    struct tb_decimal low, high;
    if (!tb_printed_range(item, &item->quantities[level], &value) ||
        !tb_printed_range(item, &item->quantities[growth], &rate) ||
        !tb_decimal_mul(rate.lo, percent, &low) || !tb_decimal_mul(rate.hi, percent, &high) ||
        !tb_decimal_add(low, one, &factor.lo) || !tb_decimal_add(high, one, &factor.hi))
        return false;
    return tb_range_ratio(value, factor, out);
}

/* The range in the figure's own magnitude and unit: "1093.29–1095.61亿元". */
static struct tb_str range_text(const struct tb_recompute *work, struct tb_range range,
                                uint32_t level)
{
    char low[TB_DECIMAL_TEXT], high[TB_DECIMAL_TEXT];
    struct tb_str quote = tb_item_quote(work->item, work->item->quantities[level].span);
    struct tb_decimal scale;
    bool scaled = tb_printed_scale(quote, work->item->quantities[level].lo, &scale) &&
                  tb_decimal_div(range.lo, scale, &range.lo) &&
                  tb_decimal_div(range.hi, scale, &range.hi);
    size_t tail = scaled ? tb_printed_tail(quote) : quote.len;
    tb_decimal_fixed(range.lo, 2, TB_ROUND_HALF_UP, low);
    tb_decimal_fixed(range.hi, 2, TB_ROUND_HALF_UP, high);
    struct tb_str unit = tb_str_sub(quote, tail, quote.len);
    return tb_arena_printf(work->arena, "%s–%s%.*s", low, high, TB_ARG(unit));
}

/* The words from the figure to its growth, as they stand. */
static struct tb_str quote_both(const struct tb_recompute *work, uint32_t level, uint32_t growth)
{
    struct tb_span span = work->item->quantities[level].span;
    span.to = work->item->quantities[growth].span.to;
    return tb_arena_copy(work->arena, tb_item_quote(work->item, span));
}

/* The base of a count is whole: is there a whole number in the range? */
static bool check_integer(struct tb_recompute *work, uint32_t level, uint32_t growth)
{
    struct tb_range base;
    char text[TB_DECIMAL_TEXT];
    struct tb_decimal whole;
    if (work->item->quantities[level].dimension != TB_DIM_COUNT ||
        !base_of(work->item, level, growth, &base))
        return true;
    size_t len = tb_decimal_fixed(base.hi, 0, TB_ROUND_TRUNCATE, text);
    if (!tb_decimal_parse((struct tb_str){text, len}, &whole))
        return true;
    const uint32_t members[] = {level, growth};
    return tb_recompute_add(work, TB_RELATION_INTEGER, tb_decimal_compare(whole, base.lo) >= 0,
                            members, 2, quote_both(work, level, growth),
                            range_text(work, base, level));
}

/* Growth of these is told in other prices, or by another count, than the levels beside it: no base follows. */
static bool is_real(const struct tb_recompute *work, uint32_t level, uint32_t growth)
{
    enum { BEFORE = 48, BEHIND = 45 }; /* bytes: sixteen and fifteen characters */
    const struct tb_item *item = work->item;
    const struct tb_span *span = &item->quantities[level].span;
    size_t from = span->from > BEFORE ? span->from - BEFORE : 0;
    size_t to = item->quantities[growth].span.to + BEHIND;
    if (level > 0 && item->quantities[level - 1].span.column == span->column &&
        item->quantities[level - 1].span.to > from)
        from = item->quantities[level - 1].span.to;
    struct tb_str text = tb_item_text(item, span->column);
    size_t end = tb_str_find(text, TB_STR("。"), item->quantities[growth].span.to);
    return tb_recompute_ties(work, span->column, from, end < to ? end : to, TB_TIES_REAL);
}

/* Target and result of one metric grew from the same base. */
static bool check_base(struct tb_recompute *work, const struct tb_pair *pair)
{
    if (pair->actual == TB_NONE)
        return true;
    uint32_t target_growth = growth_of(work->item, pair->target);
    uint32_t actual_growth = growth_of(work->item, pair->actual);
    struct tb_range target, actual;
    if (target_growth == TB_NONE || actual_growth == TB_NONE ||
        !base_of(work->item, pair->target, target_growth, &target) ||
        !base_of(work->item, pair->actual, actual_growth, &actual) ||
        is_real(work, pair->target, target_growth) || is_real(work, pair->actual, actual_growth))
        return true;
    const uint32_t members[] = {pair->target, target_growth, pair->actual, actual_growth};
    return tb_recompute_add(work, TB_RELATION_BASE, tb_ranges_meet(target, actual), members, 4,
                            range_text(work, target, pair->target),
                            range_text(work, actual, pair->actual));
}

/* Target and result cover the same months: a half year's figure grew from another base than the year's. */
static bool is_of_one_span(const struct tb_report *report, const struct tb_pair *pair)
{
    return pair->side == TB_SIDE_PERIOD ||
           (report->period.known && report->period.from.month == 1 &&
            report->period.to.month == 12);
}

bool tb_recompute_growth(struct tb_recompute *work)
{
    const struct tb_item *item = work->item;
    for (uint32_t i = 0; i < item->quantity_count; i++) {
        uint32_t growth = growth_of(item, i);
        if (growth != TB_NONE && !check_integer(work, i, growth))
            return false;
    }
    for (uint32_t i = 0; i < item->pair_count; i++)
        if (is_of_one_span(work->report, &item->pairs[i]) && !check_base(work, &item->pairs[i]))
            return false;
    return true;
}
