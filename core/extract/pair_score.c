/* pair_score.c - scoring one target against one figure of the result. */
#include "extract/pair_score.h"

/* Weights of the score. */
static const struct {
    double unit, subject, order, sentence, verb, other_verb, both_cumulative,
        only_target_cumulative, sole, through_period, shorter_period, child, plan_share, task,
        no_likeness, least_likeness;
} weight = {
    .unit = 0.35,
    .subject = 0.45,
    .order = 0.15,
    .sentence = 0.18,
    .verb = 0.12,
    .other_verb = -0.03,
    .both_cumulative = 0.10,
    .only_target_cumulative = -0.20,
    .sole = 0.10,
    .through_period = 0.15,
    .shorter_period = -0.30,
    .child = -0.15,
    .plan_share = -0.30,
    .task = 0.80,
    .no_likeness = -0.25,
    .least_likeness = 0.12,
};

double tb_unit_agreement(const struct tb_quantity *a, const struct tb_quantity *b)
{
    if (a->dimension != b->dimension)
        return 0;
    bool growth = a->kind == TB_KIND_GROWTH, other = b->kind == TB_KIND_GROWTH;
    if (growth != other)
        return 0;
    if (a->dimension == TB_DIM_RATIO && a->kind != b->kind)
        return 0.7;
    if (!a->unit.ptr || !b->unit.ptr)
        return a->unit.ptr == b->unit.ptr ? 1 : 0.6;
    if (tb_str_eq(a->unit, b->unit))
        return 1;
    return a->dimension == TB_DIM_COUNT ? 0.6 : 0;
}

/* The class that a figure counts, from its bound on: 10亿元以上 of 10亿元以上项目; empty: none. */
static struct tb_str class_of(struct tb_str metric)
{
    static const char bound[] = "以上";
    size_t to = tb_str_find(metric, tb_str_of(bound), 0), from = 0;
    while (to != SIZE_MAX && from < to && !(metric.ptr[from] >= '0' && metric.ptr[from] <= '9'))
        from++;
    return to == SIZE_MAX || from == to ? (struct tb_str){metric.ptr, 0}
                                        : tb_str_sub(metric, from, to);
}

/* Things above 50 are no answer to things above 10. */
static bool classes_clash(const struct tb_quantity *want, const struct tb_quantity *got)
{
    struct tb_str a = class_of(want->metric), b = class_of(got->metric);
    return a.len > 0 && b.len > 0 && !tb_str_eq(a, b);
}

static double order_agreement(const struct tb_candidate *target, size_t targets,
                              const struct tb_candidate *actual, size_t actuals)
{
    double a = targets > 1 ? (double)target->rank / (double)(targets - 1) : 0.5;
    double b = actuals > 1 ? (double)actual->rank / (double)(actuals - 1) : 0.5;
    return 1 - (a > b ? a - b : b - a);
}

/* The words of the two figures; or, where the target speaks in short (完成八部加装), those of the row's
 * task that the result takes up. */
static double likeness_of(const struct tb_sides *s, const struct tb_pairs *a,
                          const struct tb_pairs *b)
{
    struct tb_likeness likeness = tb_pairs_likeness(a, b);
    double own = (likeness.dice + likeness.overlap) / 2;
    if (s->targets.count != 1)
        return own;
    double task = weight.task * tb_pairs_likeness(&s->task.near, b).overlap;
    return task > own ? task : own;
}

/* A month's figure in any case, a quarter's against the year's target. */
static bool covers_less(const struct tb_quantity *actual, enum tb_side side)
{
    return actual->period.known &&
           (actual->period.kind == TB_PERIOD_MONTH ||
            (side == TB_SIDE_ANNUAL && actual->period.kind == TB_PERIOD_QUARTER));
}

double tb_pair_score(const struct tb_sides *s, enum tb_side side_kind, size_t t, size_t a,
                     struct tb_scored *out)
{
    const struct tb_candidate *target = &s->targets.at[t], *actual = &s->actuals.at[a];
    const struct tb_quantity *want = &s->item->quantities[target->index];
    const struct tb_quantity *got = &s->item->quantities[actual->index];
    double unit = tb_unit_agreement(want, got);
    if (unit == 0 || classes_clash(want, got))
        return 0;
    double likeness = likeness_of(s, &target->subject.near, &actual->subject.near);
    double score =
        weight.unit * unit + weight.subject * likeness +
        weight.order * order_agreement(target, s->targets.count, actual, s->actuals.count);
    score += weight.sentence *
             tb_pairs_likeness(&target->subject.sentence, &actual->subject.sentence).overlap;
    uint64_t both = target->subject.verbs & actual->subject.verbs;
    if (both)
        score += weight.verb;
    else if (target->subject.verbs && actual->subject.verbs)
        score += weight.other_verb;
    if (want->cumulative && got->cumulative)
        score += weight.both_cumulative;
    else if (want->cumulative)
        score += weight.only_target_cumulative;
    if (target->sole && actual->sole)
        score += weight.sole;
    if (s->targets.count == 1 && actual->answers_period) /* 全年150人次, 季度40人次, 实绩36人次 */
        score += weight.through_period;
    if (covers_less(got, side_kind))
        score += weight.shorter_period;
    bool remark = got->parent != TB_NONE || actual->subject.in_brackets;
    if (remark && want->parent == TB_NONE && !target->subject.in_brackets)
        score += weight.child;
    if (got->dimension == TB_DIM_RATIO && actual->subject.of_the_year &&
        !target->subject.of_the_year)
        score += weight.plan_share;
    if (likeness < weight.least_likeness)
        score += weight.no_likeness;
    *out = (struct tb_scored){score, likeness, unit, (uint32_t)t, (uint32_t)a};
    return score;
}
