/* pairing.c - choosing pairs by their scores. */
#include "extract/pairing.h"

#include "base/list.h"
#include "extract/implied.h"
#include "extract/lexicon.h"
#include "extract/pair_score.h"
#include "extract/verdict.h"

/* The score from which a pair is taken, and from which one not taken is told of. */
static const double threshold = 0.65, worth_showing = 0.35;

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

static uint32_t figures_in(const struct tb_item *item, uint16_t column)
{
    uint32_t count = 0;
    for (uint32_t i = 0; i < item->quantity_count; i++)
        count += item->quantities[i].span.column == column;
    return count;
}

static void mark_sole(const struct tb_item *item, struct tb_pair_side *side)
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

struct scores {
    struct tb_scored *at;
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
    struct tb_sides sides;
    struct scores scores;
    struct pair_list pairs;
};

static bool read_side(struct matching *m, uint16_t column, struct tb_pair_side *out)
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
        struct tb_candidate *candidate = &out->at[out->count];
        candidate->index = i;
        candidate->rank = (uint32_t)out->count++;
        candidate->taken = candidate->answers_period = false;
        tb_subject_read(&m->cell, quantity, previous, next, &candidate->subject);
        tb_subject_inherit(&m->sides.task, &candidate->subject);
        previous = quantity->span.to;
    }
    mark_sole(item, out);
    return true;
}

static int compare_scored(const void *left, const void *right)
{
    const struct tb_scored *a = left, *b = right;
    if (a->score != b->score)
        return a->score > b->score ? -1 : 1;
    if (a->target != b->target)
        return a->target < b->target ? -1 : 1;
    return a->actual < b->actual ? -1 : a->actual > b->actual;
}

static struct tb_why why_of(const struct tb_scored *scored)
{
    return (struct tb_why){.known = true,
                           .same_unit = scored->unit == 1,
                           .likeness = scored->likeness,
                           .score = scored->score};
}

/* The candidates for the same target that were not chosen, best first; at most three. */
static bool add_rejected(const struct matching *m, const struct tb_scored *chosen,
                         struct tb_pair *pair)
{
    enum { MOST = 3 };
    struct tb_rejected rejected[MOST];
    for (size_t i = 0; i < m->scores.count && pair->rejected_count < MOST; i++) {
        const struct tb_scored *other = &m->scores.at[i];
        if (other->target != chosen->target || other->actual == chosen->actual)
            continue;
        rejected[pair->rejected_count++] =
            (struct tb_rejected){m->sides.actuals.at[other->actual].index, why_of(other)};
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
static void doubt_split(const struct matching *m, const struct tb_scored *chosen,
                        struct tb_pair *pair)
{
    static const double near = 0.1, unsure = 0.6;
    const struct tb_quantity *target = &m->item->quantities[pair->target];
    struct tb_decimal sum = m->item->quantities[pair->actual].lo;
    bool split = false;
    if (pair->verdict == TB_VERDICT_MET || target->kind != TB_KIND_LEVEL ||
        target->dimension == TB_DIM_RATIO || !target->has_lo)
        return;
    for (size_t i = 0; i < m->scores.count; i++) {
        const struct tb_scored *other = &m->scores.at[i];
        const struct tb_candidate *actual = &m->sides.actuals.at[other->actual];
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

static bool take_pair(struct matching *m, enum tb_side side_kind, const struct tb_scored *chosen)
{
    struct tb_pair *pair = TB_LIST_ADD(m->arena, &m->pairs);
    if (!pair)
        return false;
    const struct tb_candidate *target = &m->sides.targets.at[chosen->target];
    *pair = (struct tb_pair){.side = side_kind,
                             .target = target->index,
                             .actual = m->sides.actuals.at[chosen->actual].index,
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
    for (size_t t = 0; t < m->sides.targets.count; t++) {
        const struct tb_candidate *target = &m->sides.targets.at[t];
        const struct tb_quantity *want = &m->item->quantities[target->index];
        bool open = !target->taken && result.len > 0;
        for (size_t a = 0; a < m->sides.actuals.count && open; a++)
            open = tb_unit_agreement(want, &m->item->quantities[m->sides.actuals.at[a].index]) == 0;
        bool sole = m->sides.targets.count == 1 && m->sides.actuals.count == 0;
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
    if (!read_side(m, column, &m->sides.targets))
        return false;
    m->scores.count = 0;
    for (size_t t = 0; t < m->sides.targets.count; t++)
        for (size_t a = 0; a < m->sides.actuals.count && m->scores.count < MOST; a++) {
            struct tb_scored scored;
            if (tb_pair_score(&m->sides, side_kind, t, a, &scored) < worth_showing)
                continue;
            struct tb_scored *added = TB_LIST_ADD(m->arena, &m->scores);
            if (!added)
                return false;
            *added = scored;
        }
    if (m->scores.count)
        qsort(m->scores.at, m->scores.count, sizeof *m->scores.at, compare_scored);
    for (size_t i = 0; i < m->sides.actuals.count; i++)
        m->sides.actuals.at[i].taken = false;
    for (size_t i = 0; i < m->scores.count && m->scores.at[i].score >= threshold; i++) {
        struct tb_candidate *target = &m->sides.targets.at[m->scores.at[i].target];
        struct tb_candidate *actual = &m->sides.actuals.at[m->scores.at[i].actual];
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
    m->sides.item = item;
    struct tb_str task = tb_item_role(m->report, item, TB_ROLE_TASK);
    if (!tb_subject_cell_read(&m->pairing->words, task, m->arena, &m->cell))
        return false;
    tb_subject_of_cell(&m->cell, &m->sides.task);
    m->pairs.count = 0;
    if (!read_side(m, result, &m->sides.actuals) || !pair_column(m, period, TB_SIDE_PERIOD) ||
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
