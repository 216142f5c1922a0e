/* verdict.c - comparing a result with its target. */
#include "extract/verdict.h"

static const struct tb_decimal one = {1, 1, 0};

/* A target that is met by staying below it: 不超过, 控制在…以内. */
static bool is_ceiling(const struct tb_quantity *target)
{
    return target->comparator == TB_CMP_LE || target->comparator == TB_CMP_LT;
}

/* Growth and other rates are not a share of a year's work that falls due month by month. */
static bool accrues(const struct tb_quantity *target)
{
    return target->kind == TB_KIND_LEVEL && target->dimension != TB_DIM_RATIO;
}

static bool four_decimals(struct tb_decimal value, struct tb_decimal *out)
{
    char text[TB_DECIMAL_TEXT];
    size_t len = tb_decimal_fixed(value, 4, TB_ROUND_HALF_UP, text);
    return len > 0 && tb_decimal_parse((struct tb_str){text, len}, out);
}

/* Months of the year that are over at the period's end; 12: unknown, all is due. */
static int months_elapsed(const struct tb_report *report)
{
    return report->period.known ? report->period.to.month : 12;
}

static bool expected_share(const struct tb_report *report, bool whole_year,
                           const struct tb_quantity *target, struct tb_decimal *out)
{
    struct tb_decimal share;
    if (!whole_year || !accrues(target)) {
        *out = one;
        return true;
    }
    return tb_decimal_make(months_elapsed(report), 12, 0, &share) && four_decimals(share, out);
}

/* Within five per cent of a target given with 左右 or 约 counts as met. */
static bool meets(const struct tb_quantity *target, struct tb_decimal actual,
                  struct tb_decimal bound)
{
    static const struct tb_decimal tolerance = {95, 1, -2}, none = {0, 1, 0};
    bool is_fall = target->kind == TB_KIND_GROWTH && tb_decimal_compare(bound, none) < 0;
    if (is_ceiling(target) || is_fall) /* to fall by 2.5 % is reached by falling further */
        return tb_decimal_compare(actual, bound) <= 0;
    if (target->comparator == TB_CMP_APPROX && !tb_decimal_mul(bound, tolerance, &bound))
        return false;
    return tb_decimal_compare(actual, bound) >= 0;
}

static bool bound_of(const struct tb_quantity *quantity, bool upper, struct tb_decimal *out)
{
    if (upper ? quantity->has_hi : quantity->has_lo)
        *out = upper ? quantity->hi : quantity->lo;
    else if (quantity->has_lo || quantity->has_hi)
        *out = quantity->has_lo ? quantity->lo : quantity->hi;
    else
        return false;
    return true;
}

static void read_gap(struct tb_pair *pair)
{
    static const struct tb_decimal hundred = {1, 1, 2}, none = {0, 1, 0};
    struct tb_decimal gap;
    if (!pair->has_attainment || !pair->has_expected ||
        !tb_decimal_sub(pair->expected, pair->attainment, &gap) ||
        !tb_decimal_mul(gap, hundred, &gap))
        return;
    pair->gap_points = tb_decimal_compare(gap, none) > 0 ? gap : none;
    pair->has_gap = true;
}

void tb_verdict_read(const struct tb_report *report, const struct tb_quantity *target,
                     const struct tb_quantity *actual, bool whole_year, struct tb_pair *pair)
{
    static const struct tb_decimal none = {0, 1, 0};
    struct tb_decimal want, got, ratio;
    pair->verdict = TB_VERDICT_PENDING;
    if (!bound_of(target, is_ceiling(target), &want) || !bound_of(actual, false, &got))
        return;
    pair->has_expected = expected_share(report, whole_year, target, &pair->expected);
    bool comparable = !is_ceiling(target) && target->kind != TB_KIND_GROWTH &&
                      target->kind != TB_KIND_RANK && tb_decimal_compare(want, none) > 0;
    if (comparable && tb_decimal_div(got, want, &ratio))
        pair->has_attainment = four_decimals(ratio, &pair->attainment);
    read_gap(pair);
    bool met = target->kind == TB_KIND_RANK ? tb_decimal_compare(got, want) <= 0
                                            : meets(target, got, want);
    /* a ceiling that is broken within the year stays broken: time mends nothing */
    bool still_time =
        whole_year && accrues(target) && months_elapsed(report) < 12 && !is_ceiling(target);
    pair->verdict = met ? TB_VERDICT_MET : still_time ? TB_VERDICT_IN_PROGRESS : TB_VERDICT_MISSED;
}
