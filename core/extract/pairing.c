/* pairing.c - scoring and choosing pairs. */
#include "extract/pairing.h"

#include "base/list.h"
#include "extract/implied.h"
#include "extract/lexicon.h"
#include "extract/subject.h"
#include "extract/verdict.h"

/* Weights of the score, and the score from which a pair is taken. */
static const struct {
    double unit, subject, order, sentence, verb, other_verb, both_cumulative,
        only_target_cumulative, sole, through_period, shorter_period, child, plan_share, task,
        no_likeness, least_likeness, threshold, worth_showing;
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
    .threshold = 0.65,
    .worth_showing = 0.35,
};

struct tb_pairing {
    struct tb_subject_words words;
    struct tb_implied *implied;
};

struct loader {
    struct tb_arena *arena;
    struct tb_phrase *at;
    size_t count, room;
    uint32_t verbs;
};

static enum tb_status take_word(void *to, const struct tb_tsv_record *line, struct tb_error *error)
{
    static const char *const classes[] = {"filler", "verb", "year"};
    enum { CLASSES = sizeof classes / sizeof *classes };
    struct loader *l = to;
    uint32_t class = 0;
    while (class < CLASSES && !tb_str_eq(tb_str_of(classes[class]), line->field[0]))
        class ++;
    if (class == CLASSES)
        return tb_lexicon_unknown(error, "class", line->field[0]);
    struct tb_phrase *phrase = TB_LIST_ADD(l->arena, l);
    if (!phrase)
        return tb_arena_fail(l->arena, error);
    uint32_t number = class == TB_WORD_VERB ? l->verbs++ & 63 : 0;
    *phrase = (struct tb_phrase){line->field[1], class << 16 | number};
    return TB_OK;
}

enum tb_status tb_pairing_new(const struct tb_lexicon_file *extra, size_t extra_count,
                              struct tb_arena *arena, struct tb_pairing **out,
                              struct tb_error *error)
{
    struct tb_pairing *pairing = TB_NEW(arena, struct tb_pairing);
    if (!pairing)
        return tb_arena_fail(arena, error);
    struct loader l = {.arena = arena};
    enum tb_status status = tb_lexicon_read("pairing", 2, extra, extra_count, take_word, &l, error);
    if (status != TB_OK)
        return status;
    pairing->words.phrases = tb_phrases_new(l.at, l.count, arena);
    if (!pairing->words.phrases)
        return tb_arena_fail(arena, error);
    *out = pairing;
    return tb_implied_new(extra, extra_count, arena, &pairing->implied, error);
}

/* Figures of one cell; beyond them the text is not a bulletin's, and its pairs would take too long. */
enum { MOST_OF_A_CELL = 512 };

/* One figure that may take part, with its subject. */
struct candidate {
    uint32_t index; /* into the item's quantities */
    uint32_t rank;  /* place among those of its cell */
    struct tb_subject subject;
    bool sole; /* the only figure of its unit in its cell */
    bool taken;
    bool
        answers_period; /* of the result: the only figure of its unit that the period's target has */
};

/* The figures of one cell; its memory is used again for the next. */
struct side {
    struct candidate *at;
    size_t count, room;
};

static uint32_t figures_in(const struct tb_item *item, uint16_t column)
{
    uint32_t count = 0;
    for (uint32_t i = 0; i < item->quantity_count; i++)
        count += item->quantities[i].span.column == column;
    return count;
}

static void mark_sole(const struct tb_item *item, struct side *side)
{
    for (size_t i = 0; i < side->count; i++) {
        const struct tb_quantity *one = &item->quantities[side->at[i].index];
        side->at[i].sole = true;
        for (size_t k = 0; k < side->count && side->at[i].sole; k++) {
            const struct tb_quantity *other = &item->quantities[side->at[k].index];
            side->at[i].sole = k == i || one->dimension != other->dimension ||
                               one->kind != other->kind || !tb_str_eq(one->unit, other->unit);
        }
    }
}

struct scored {
    double score, likeness, unit;
    uint32_t target, actual; /* places in the sides */
};

struct scores {
    struct scored *at;
    size_t count, room;
};

struct pair_list {
    struct tb_pair *at;
    size_t count, room;
};

/* Everything that the pairing of a report needs beside it. */
struct matching {
    const struct tb_pairing *pairing;
    const struct tb_report *report;
    struct tb_arena *arena;
    struct tb_item *item;
    struct tb_subject_cell cell;
    struct tb_subject task; /* what the item's task says */
    struct side targets, actuals;
    struct scores scores;
    struct pair_list pairs;
};

static bool read_side(struct matching *m, uint16_t column, struct side *out)
{
    const struct tb_item *item = m->item;
    out->count = 0;
    if (!tb_subject_cell_read(&m->pairing->words, tb_item_text(item, column), m->arena, &m->cell))
        return false;
    uint32_t previous = 0;
    for (uint32_t i = 0; i < item->quantity_count; i++) {
        const struct tb_quantity *quantity = &item->quantities[i];
        if (quantity->span.column != column)
            continue;
        bool followed = i + 1 < item->quantity_count &&
                        item->quantities[i + 1].span.column == column &&
                        item->quantities[i + 1].span.from >= quantity->span.to;
        uint32_t next = followed ? item->quantities[i + 1].span.from : (uint32_t)m->cell.text.len;
        if (previous > quantity->span.from)
            previous = 0;
        if (out->count == out->room &&
            !tb_list_reserve(m->arena, (void **)&out->at, out->count, &out->room, sizeof *out->at))
            return false;
        struct candidate *candidate = &out->at[out->count];
        candidate->index = i;
        candidate->rank = (uint32_t)out->count++;
        candidate->taken = candidate->answers_period = false;
        tb_subject_read(&m->cell, quantity, previous, next, &candidate->subject);
        tb_subject_inherit(&m->task, &candidate->subject);
        previous = quantity->span.to;
    }
    mark_sole(item, out);
    return true;
}

/* Units that may stand for one another: 1 the same, 0.6 one group of counting words, 0 not. */
static double unit_agreement(const struct tb_quantity *a, const struct tb_quantity *b)
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

static double order_agreement(const struct candidate *target, size_t targets,
                              const struct candidate *actual, size_t actuals)
{
    double a = targets > 1 ? (double)target->rank / (double)(targets - 1) : 0.5;
    double b = actuals > 1 ? (double)actual->rank / (double)(actuals - 1) : 0.5;
    return 1 - (a > b ? a - b : b - a);
}

/* The words of the two figures; or, where the target speaks in short (完成八部加装), those of the row's
 * task that the result takes up. */
static double likeness_of(const struct matching *m, const struct tb_pairs *a,
                          const struct tb_pairs *b)
{
    struct tb_likeness likeness = tb_pairs_likeness(a, b);
    double own = (likeness.dice + likeness.overlap) / 2;
    if (m->targets.count != 1)
        return own;
    double task = weight.task * tb_pairs_likeness(&m->task.near, b).overlap;
    return task > own ? task : own;
}

/* A month's figure in any case, a quarter's against the year's target. */
static bool covers_less(const struct tb_quantity *actual, enum tb_side side)
{
    return actual->period.known &&
           (actual->period.kind == TB_PERIOD_MONTH ||
            (side == TB_SIDE_ANNUAL && actual->period.kind == TB_PERIOD_QUARTER));
}

static double score_of(const struct matching *m, enum tb_side side_kind, size_t t, size_t a,
                       struct scored *out)
{
    const struct candidate *target = &m->targets.at[t], *actual = &m->actuals.at[a];
    const struct tb_quantity *want = &m->item->quantities[target->index];
    const struct tb_quantity *got = &m->item->quantities[actual->index];
    double unit = unit_agreement(want, got);
    if (unit == 0 || classes_clash(want, got))
        return 0;
    double likeness = likeness_of(m, &target->subject.near, &actual->subject.near);
    double score =
        weight.unit * unit + weight.subject * likeness +
        weight.order * order_agreement(target, m->targets.count, actual, m->actuals.count);
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
    if (m->targets.count == 1 && actual->answers_period) /* 全年150人次, 季度40人次, 实绩36人次 */
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
    *out = (struct scored){score, likeness, unit, (uint32_t)t, (uint32_t)a};
    return score;
}

static int compare_scored(const void *left, const void *right)
{
    const struct scored *a = left, *b = right;
    if (a->score != b->score)
        return a->score > b->score ? -1 : 1;
    if (a->target != b->target)
        return a->target < b->target ? -1 : 1;
    return a->actual < b->actual ? -1 : a->actual > b->actual;
}

static struct tb_why why_of(const struct scored *scored)
{
    return (struct tb_why){.known = true,
                           .same_unit = scored->unit == 1,
                           .likeness = scored->likeness,
                           .score = scored->score};
}

/* The candidates for the same target that were not chosen, best first; at most three. */
static bool add_rejected(const struct matching *m, const struct scored *chosen,
                         struct tb_pair *pair)
{
    enum { MOST = 3 };
    struct tb_rejected rejected[MOST];
    for (size_t i = 0; i < m->scores.count && pair->rejected_count < MOST; i++) {
        const struct scored *other = &m->scores.at[i];
        if (other->target != chosen->target || other->actual == chosen->actual)
            continue;
        rejected[pair->rejected_count++] =
            (struct tb_rejected){m->actuals.at[other->actual].index, why_of(other)};
    }
    struct tb_rejected *kept = TB_NEW_ARRAY(m->arena, struct tb_rejected, pair->rejected_count);
    if (kept && pair->rejected_count)
        memcpy(kept, rejected, pair->rejected_count * sizeof *kept);
    pair->rejected = kept;
    return kept != NULL;
}

/* No sentence ends between two figures of the result. */
static bool in_one_sentence(const struct matching *m, uint32_t a, uint32_t b)
{
    const struct tb_quantity *first = &m->item->quantities[a < b ? a : b];
    const struct tb_quantity *second = &m->item->quantities[a < b ? b : a];
    struct tb_str between =
        tb_str_sub(tb_item_text(m->item, first->span.column), first->span.to, second->span.from);
    return tb_str_find(between, TB_STR("。"), 0) == SIZE_MAX &&
           tb_str_find(between, TB_STR("；"), 0) == SIZE_MAX;
}

/* A figure that falls short stands beside others that answer as well (大中型11座、小型14座 against 24座):
 * the target may be their sum. Then the pair is not sure, and where the sum reaches the target the text
 * alone does not decide. */
static void doubt_split(const struct matching *m, const struct scored *chosen, struct tb_pair *pair)
{
    static const double near = 0.1, unsure = 0.6;
    const struct tb_quantity *target = &m->item->quantities[pair->target];
    struct tb_decimal sum = m->item->quantities[pair->actual].lo;
    bool split = false;
    if (pair->verdict == TB_VERDICT_MET || target->kind != TB_KIND_LEVEL ||
        target->dimension == TB_DIM_RATIO || !target->has_lo)
        return;
    for (size_t i = 0; i < m->scores.count; i++) {
        const struct scored *other = &m->scores.at[i];
        const struct candidate *actual = &m->actuals.at[other->actual];
        const struct tb_quantity *got = &m->item->quantities[actual->index];
        if (other->target != chosen->target || other->actual == chosen->actual || actual->taken ||
            other->likeness < chosen->likeness - near || other->unit < chosen->unit ||
            !got->has_lo || got->parent != TB_NONE ||
            !in_one_sentence(m, pair->actual, actual->index))
            continue;
        split = tb_decimal_add(sum, got->lo, &sum);
    }
    if (!split)
        return;
    pair->confidence = pair->confidence < unsure ? pair->confidence : unsure;
    if (tb_decimal_compare(sum, target->lo) >= 0)
        pair->verdict = TB_VERDICT_PENDING;
}

static bool take_pair(struct matching *m, enum tb_side side_kind, const struct scored *chosen)
{
    struct tb_pair *pair = TB_LIST_ADD(m->arena, &m->pairs);
    if (!pair)
        return false;
    const struct candidate *target = &m->targets.at[chosen->target];
    *pair = (struct tb_pair){.side = side_kind,
                             .target = target->index,
                             .actual = m->actuals.at[chosen->actual].index,
                             .part = TB_NONE,
                             .confidence = chosen->score > 1 ? 1 : chosen->score,
                             .why = why_of(chosen)};
    bool whole_year = side_kind == TB_SIDE_ANNUAL || target->subject.of_the_year;
    tb_verdict_read(m->report, &m->item->quantities[pair->target],
                    &m->item->quantities[pair->actual], whole_year, pair);
    doubt_split(m, chosen, pair);
    return add_rejected(m, chosen, pair);
}

/* No figure of the result answers, nor is one left that might: its words may (全部, a list of names). */
static bool add_implied(struct matching *m, enum tb_side side_kind)
{
    static const double sure = 0.6; /* never the only ground of an accusation */
    struct tb_str result = tb_item_role(m->report, m->item, TB_ROLE_RESULT), words;
    for (size_t t = 0; t < m->targets.count; t++) {
        const struct candidate *target = &m->targets.at[t];
        const struct tb_quantity *want = &m->item->quantities[target->index];
        bool open = !target->taken && result.len > 0;
        for (size_t a = 0; a < m->actuals.count && open; a++)
            open = unit_agreement(want, &m->item->quantities[m->actuals.at[a].index]) == 0;
        bool sole = m->targets.count == 1 && m->actuals.count == 0;
        if (!open)
            continue;
        if (!tb_implied_read(m->pairing->implied, &m->pairing->words, result, want,
                             &target->subject, sole, m->arena, &words))
            return false;
        if (!words.ptr)
            continue;
        struct tb_pair *pair = TB_LIST_ADD(m->arena, &m->pairs);
        if (!pair)
            return false;
        *pair = (struct tb_pair){.side = side_kind,
                                 .target = target->index,
                                 .actual = TB_NONE,
                                 .part = TB_NONE,
                                 .verdict = TB_VERDICT_MET,
                                 .confidence = sure,
                                 .implied = words};
    }
    return true;
}

/* Pairs one target column with the result, whose side has been read. */
static bool pair_column(struct matching *m, uint16_t column, enum tb_side side_kind)
{
    enum { MOST = 4096 };
    uint32_t count = figures_in(m->item, column);
    if (count == 0 || count > MOST_OF_A_CELL)
        return true;
    if (!read_side(m, column, &m->targets))
        return false;
    m->scores.count = 0;
    for (size_t t = 0; t < m->targets.count; t++)
        for (size_t a = 0; a < m->actuals.count && m->scores.count < MOST; a++) {
            struct scored scored;
            if (score_of(m, side_kind, t, a, &scored) < weight.worth_showing)
                continue;
            struct scored *added = TB_LIST_ADD(m->arena, &m->scores);
            if (!added)
                return false;
            *added = scored;
        }
    if (m->scores.count)
        qsort(m->scores.at, m->scores.count, sizeof *m->scores.at, compare_scored);
    for (size_t i = 0; i < m->actuals.count; i++)
        m->actuals.at[i].taken = false;
    for (size_t i = 0; i < m->scores.count && m->scores.at[i].score >= weight.threshold; i++) {
        struct candidate *target = &m->targets.at[m->scores.at[i].target];
        struct candidate *actual = &m->actuals.at[m->scores.at[i].actual];
        if (target->taken || actual->taken)
            continue;
        target->taken = actual->taken = true;
        actual->answers_period |= side_kind == TB_SIDE_PERIOD && target->sole;
        if (!take_pair(m, side_kind, &m->scores.at[i]))
            return false;
    }
    return add_implied(m, side_kind);
}

static bool pair_item(struct matching *m, uint16_t period, uint16_t annual, uint16_t result)
{
    struct tb_item *item = m->item;
    uint32_t actuals = figures_in(item, result);
    uint32_t targets = figures_in(item, period) + figures_in(item, annual);
    if (actuals > MOST_OF_A_CELL || targets == 0)
        return true;
    struct tb_str task = tb_item_role(m->report, item, TB_ROLE_TASK);
    if (!tb_subject_cell_read(&m->pairing->words, task, m->arena, &m->cell))
        return false;
    tb_subject_of_cell(&m->cell, &m->task);
    m->pairs.count = 0;
    if (!read_side(m, result, &m->actuals) || !pair_column(m, period, TB_SIDE_PERIOD) ||
        !pair_column(m, annual, TB_SIDE_ANNUAL))
        return false;
    struct tb_pair *pairs = TB_NEW_ARRAY(m->arena, struct tb_pair, m->pairs.count);
    if (!pairs)
        return false;
    if (m->pairs.count)
        memcpy(pairs, m->pairs.at, m->pairs.count * sizeof *pairs);
    item->pairs = pairs;
    item->pair_count = (uint32_t)m->pairs.count;
    return true;
}

enum tb_status tb_pairing_read(const struct tb_pairing *pairing, struct tb_report *report,
                               struct tb_arena *arena, struct tb_error *error)
{
    uint16_t period = report->column_of[TB_ROLE_TARGET];
    uint16_t annual = report->column_of[TB_ROLE_ANNUAL_TARGET];
    uint16_t result = report->column_of[TB_ROLE_RESULT];
    if (annual == TB_NO_COLUMN)
        annual = report->column_of[TB_ROLE_TASK];
    if (result == TB_NO_COLUMN)
        return TB_OK;
    struct matching matching = {.pairing = pairing, .report = report, .arena = arena};
    for (size_t i = 0; i < report->item_count; i++) {
        matching.item = &report->items[i];
        if (!pair_item(&matching, period, annual, result))
            return tb_arena_fail(arena, error);
    }
    return TB_OK;
}
