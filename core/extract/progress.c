/* progress.c - the state of every item, from its parts, its pairs and its words. */
#include "extract/progress.h"

#include "base/list.h"
#include "extract/claims.h"
#include "extract/confidence.h"

struct tb_progress {
    struct tb_prose_rules rules;
    struct tb_phrases *generic;
    const struct tb_profile *profile;
    struct tb_confidence confidence;
};

enum tb_status tb_progress_new(const struct tb_lexicon_file *extra, size_t extra_count,
                               struct tb_arena *arena, struct tb_progress **out,
                               struct tb_error *error)
{
    struct tb_progress *progress = TB_NEW(arena, struct tb_progress);
    if (!progress)
        return tb_arena_fail(arena, error);
    static const char *const names[] = {"states", "stages", "demands"};
    const struct tb_rules **rules[] = {&progress->rules.states, &progress->rules.stages,
                                       &progress->rules.demands};
    struct tb_profile *profile = NULL;
    enum tb_status status = TB_OK;
    for (size_t i = 0; i < sizeof names / sizeof *names && status == TB_OK; i++) {
        struct tb_rules *made = NULL;
        status = tb_rules_new(names[i], extra, extra_count, arena, &made, error);
        *rules[i] = made;
    }
    if (status == TB_OK)
        status = tb_generic_words_new(extra, extra_count, arena, &progress->generic, error);
    if (status == TB_OK)
        status = tb_profile_new(NULL, arena, &profile, error);
    if (status == TB_OK)
        status = tb_confidence_read(extra, extra_count, &progress->confidence, error);
    progress->profile = profile;
    if (status == TB_OK)
        *out = progress;
    return status;
}

void tb_progress_set_profile(struct tb_progress *progress, const struct tb_profile *profile)
{
    progress->profile = profile;
}

static bool inside(struct tb_span inner, struct tb_span outer)
{
    return outer.column == inner.column && inner.from >= outer.from && inner.to <= outer.to;
}

static bool is_over(const struct tb_pair *pair)
{
    static const struct tb_decimal one = {1, 1, 0};
    return pair->verdict == TB_VERDICT_MET && pair->has_attainment &&
           tb_decimal_compare(pair->attainment, one) > 0;
}

static void tally_pair(const struct tb_profile *profile, const struct tb_pair *pair,
                       struct tb_tally *tally)
{
    bool late = pair->verdict == TB_VERDICT_IN_PROGRESS && tb_profile_is_short(profile, pair);
    if (pair->verdict == TB_VERDICT_MISSED || late) {
        tally->missed++;
        if (!late && tb_profile_is_near(profile, pair))
            tally->near++;
    } else if (is_over(pair)) {
        tally->over++;
    } else if (pair->verdict == TB_VERDICT_MET) {
        tally->met++;
    } else if (pair->verdict == TB_VERDICT_PENDING) {
        tally->pending++;
    }
}

/* Hands each pair to the part whose target it belongs to, and to the whole. */
static void tally_pairs(const struct tb_profile *profile, struct tb_item *item, enum tb_side side,
                        struct tb_tally *tallies, struct tb_tally *whole)
{
    for (uint32_t i = 0; i < item->pair_count; i++) {
        struct tb_pair *pair = &item->pairs[i];
        if (pair->side != side)
            continue;
        tally_pair(profile, pair, whole);
        pair->part = TB_NONE;
        for (uint32_t k = 0; k < item->part_count && pair->part == TB_NONE; k++)
            if (inside(item->quantities[pair->target].span, item->parts[k].target)) {
                pair->part = k;
                tally_pair(profile, pair, &tallies[k]);
            }
    }
}

static enum tb_attainment attainment_of(const struct tb_tally *whole)
{
    if (whole->missed)
        return whole->near == whole->missed ? TB_ATTAINED_NEAR : TB_ATTAINED_MISSED;
    if (whole->over)
        return TB_ATTAINED_EXCEEDED;
    if (whole->met)
        return TB_ATTAINED_MET;
    return whole->pending ? TB_ATTAINED_PENDING : TB_ATTAINED_NONE;
}

/* Parts of different states make a partly done whole, with the troubles as flags. */
static bool roll_up(const struct tb_item *item, const struct tb_tally *whole, enum tb_label *out)
{
    uint32_t kinds[TB_LABEL_END] = {0}, known = 0;
    enum tb_label last = TB_LABEL_END;
    for (uint32_t i = 0; i < item->part_count; i++)
        if (item->parts[i].has_label) {
            last = item->parts[i].label_is;
            kinds[last]++;
            known++;
        }
    if (item->part_count < 2 || known == 0)
        return tb_tally_decide(whole, out);
    if (kinds[last] == known) {
        *out = last;
        return true;
    }
    if (kinds[TB_LABEL_EXCEEDED] + kinds[TB_LABEL_COMPLETED] == known)
        *out = TB_LABEL_EXCEEDED;
    else if (kinds[TB_LABEL_EXCEEDED] + kinds[TB_LABEL_COMPLETED] + kinds[TB_LABEL_ON_TRACK] ==
             known)
        *out = TB_LABEL_ON_TRACK;
    else
        *out = TB_LABEL_PARTLY_DONE;
    return true;
}

static bool add_flags(struct tb_item *item, const struct tb_tally *whole, struct tb_arena *arena)
{
    struct {
        struct tb_str *at;
        size_t count, room;
    } flags = {0};
    for (int i = 0; i < TB_LABEL_END; i++) {
        enum tb_label label = (enum tb_label)i;
        if (!tb_label_is_trouble(label) || !whole->said[i] || label == item->status.label)
            continue;
        struct tb_str *flag = TB_LIST_ADD(arena, &flags);
        if (!flag)
            return false;
        *flag = tb_arena_printf(arena, "%s_part", tb_label_name(label));
        if (!flag->ptr)
            return false;
    }
    item->status.flags = flags.at;
    item->status.flag_count = (uint32_t)flags.count;
    return true;
}

/* The clauses that say something: what the status rests on. */
static bool add_evidence(const struct tb_prose_rules *rules, const struct tb_side_text *result,
                         struct tb_item *item, struct tb_arena *arena)
{
    struct {
        struct tb_span *at;
        size_t count, room;
    } evidence = {0};
    for (size_t i = 0; i < result->clauses.count; i++) {
        const struct tb_clause *clause = &result->clauses.at[i];
        enum tb_label label;
        if (!tb_side_says(rules, result, i, &label))
            continue;
        struct tb_span *span = TB_LIST_ADD(arena, &evidence);
        if (!span)
            return false;
        *span = (struct tb_span){clause->from, clause->to, result->column};
    }
    item->status.evidence = evidence.at;
    item->status.evidence_count = (uint32_t)evidence.count;
    return true;
}

static enum tb_evidence quality_of(const struct tb_item *item, uint16_t result_column)
{
    for (uint32_t i = 0; i < item->quantity_count; i++)
        if (item->quantities[i].span.column == result_column)
            return TB_EVIDENCE_FIGURES;
    return item->status.evidence_count ? TB_EVIDENCE_CLAIM : TB_EVIDENCE_NONE;
}

static struct tb_span reason_at(const struct tb_item *item, uint32_t i)
{
    return item->reasons[i].span;
}

static struct tb_span date_at(const struct tb_item *item, uint32_t i)
{
    return item->dates[i].span;
}

/* The numbers of those of an item's `count` things that stand in `outer`; false: arena full. */
static bool collect_inside(const struct tb_item *item, uint32_t count,
                           struct tb_span (*at)(const struct tb_item *, uint32_t),
                           struct tb_span outer, struct tb_arena *arena, const uint32_t **out,
                           uint32_t *out_count)
{
    uint32_t *kept = count ? TB_NEW_ARRAY(arena, uint32_t, count) : NULL;
    if (count && !kept)
        return false;
    for (uint32_t i = 0; i < count; i++)
        if (inside(at(item, i), outer))
            kept[(*out_count)++] = i;
    *out = kept;
    return true;
}

/* Which of the item's reasons and dates stand in the part, and how far it has come. */
static bool fill_part(const struct tb_item *item, const struct tb_tally *tally,
                      struct tb_part *part, struct tb_arena *arena)
{
    part->has_label = part->span.column != TB_NO_COLUMN && tb_tally_decide(tally, &part->label_is);
    return collect_inside(item, item->reason_count, reason_at, part->span, arena, &part->reasons,
                          &part->reason_count) &&
           collect_inside(item, item->date_count, date_at, part->span, arena, &part->dates,
                          &part->date_count);
}

/* What the words alone claim, the figures left aside. */
static bool claimed(struct tb_tally tally, enum tb_label *out)
{
    tally.met = tally.over = tally.missed = 0;
    return tb_tally_decide(&tally, out);
}

static bool read_item(const struct tb_progress *progress, const struct tb_report *report,
                      struct tb_item *item, bool claims, struct tb_arena *arena)
{
    uint16_t target_column = report->column_of[TB_ROLE_TARGET];
    bool of_the_year = target_column == TB_NO_COLUMN; /* there is no target of the period */
    if (of_the_year)
        target_column = report->column_of[TB_ROLE_ANNUAL_TARGET];
    if (target_column == TB_NO_COLUMN)
        target_column = report->column_of[TB_ROLE_TASK];
    uint16_t result_column = report->column_of[TB_ROLE_RESULT];
    struct tb_side_text target, result;
    struct tb_tally *tallies, whole = {.stage = TB_RULES_NONE, .target_stage = TB_RULES_NONE};
    if (!tb_side_read(tb_item_text(item, target_column), target_column, NULL, arena, &target) ||
        !tb_side_read(tb_item_text(item, result_column), result_column, &target, arena, &result) ||
        !tb_side_states(&progress->rules, arena, &result) ||
        !tb_parts_read(&progress->rules, &target, &result, item, &tallies, arena))
        return false;
    if (claims &&
        !tb_claims_read(&progress->rules, progress->generic, &target, &result, item, arena))
        return false;
    tally_pairs(progress->profile, item, of_the_year ? TB_SIDE_ANNUAL : TB_SIDE_PERIOD, tallies,
                &whole);
    for (uint32_t i = 0; i < item->part_count; i++) {
        if (!fill_part(item, &tallies[i], &item->parts[i], arena))
            return false;
        for (int k = 0; k < TB_LABEL_END; k++)
            whole.said[k] = (uint16_t)(whole.said[k] + tallies[i].said[k]);
        whole.completion_asked |= tallies[i].completion_asked;
    }
    whole.stage = tallies[0].stage;
    whole.target_stage = tallies[0].target_stage;
    struct tb_item_status *status = &item->status;
    status->has_label = roll_up(item, &whole, &status->label);
    if (!status->has_label && quality_of(item, result_column) == TB_EVIDENCE_FIGURES) {
        status->has_label = true; /* figures without a word about the state: something was done */
        status->label = TB_LABEL_ON_TRACK;
    }
    bool year_goes_on = of_the_year && report->period.known && report->period.to.month < 12;
    if (year_goes_on && status->has_label && status->label == TB_LABEL_COMPLETED && !whole.met)
        status->label = TB_LABEL_ON_TRACK; /* steps were completed, not the year's task */
    status->has_reported = claimed(whole, &status->reported);
    status->attainment = attainment_of(&whole);
    if (!add_flags(item, &whole, arena) || !add_evidence(&progress->rules, &result, item, arena))
        return false;
    status->evidence_quality = quality_of(item, result_column);
    bool figures = whole.met || whole.over || whole.missed;
    if (status->has_label)
        status->confidence = progress->confidence.share[tb_ground_of(status, figures)];
    if (status->has_label) {
        status->accepted = tb_profile_labels(progress->profile, status->label, status->attainment,
                                             status->evidence_quality, &status->accepted_count);
        status->label = status->accepted[0];
    }
    return true;
}

enum tb_status tb_progress_read(const struct tb_progress *progress, struct tb_report *report,
                                bool claims, struct tb_arena *arena, struct tb_error *error)
{
    for (size_t i = 0; i < report->item_count; i++)
        if (!read_item(progress, report, &report->items[i], claims, arena))
            return tb_arena_fail(arena, error);
    return TB_OK;
}
