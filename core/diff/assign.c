/* assign.c - choosing among candidates: the best first, each row once. */
#include "diff/matcher.h"

static struct tb_str number_of(const struct tb_matcher *matcher, int side, uint32_t item)
{
    return tb_str_trim(matcher->reports[side]->items[item].no);
}

static double place_of(const struct tb_matcher *matcher, int side, uint32_t item)
{
    return ((double)item + 0.5) / (double)matcher->counts[side];
}

static void note_likeness(struct tb_matcher *matcher, int side, uint32_t item, double score)
{
    double *best = &matcher->best[side][item], *second = &matcher->second[side][item];
    if (score > *best) {
        *second = *best;
        *best = score;
    } else if (score > *second) {
        *second = score;
    }
}

bool tb_candidate_add(struct tb_matcher *matcher, uint32_t old_item, uint32_t new_item,
                      double least, struct tb_candidates *out)
{
    double score = tb_grams_alike(matcher->grams, 0, old_item, new_item, matcher->differ->weights);
    if (score < least)
        return true;
    struct tb_candidate *candidate = TB_LIST_ADD(matcher->arena, out);
    if (!candidate)
        return false;
    struct tb_str old_number = number_of(matcher, 0, old_item);
    double apart = place_of(matcher, 0, old_item) - place_of(matcher, 1, new_item);
    *candidate = (struct tb_candidate){
        .old_item = old_item,
        .new_item = new_item,
        .score = score,
        .same_number = old_number.len > 0 && tb_str_eq(old_number, number_of(matcher, 1, new_item)),
        .apart = apart < 0 ? -apart : apart};
    note_likeness(matcher, 0, old_item, score);
    note_likeness(matcher, 1, new_item, score);
    return true;
}

static int by_number(uint64_t a, uint64_t b)
{
    return (a > b) - (a < b);
}

/* The best first. What decides last is the same from either side, so that a diff can be mirrored. */
static int by_rank(const void *left, const void *right)
{
    const struct tb_candidate *a = left, *b = right;
    if (a->score > b->score || a->score < b->score)
        return a->score > b->score ? -1 : 1;
    if (a->same_number != b->same_number)
        return a->same_number ? -1 : 1;
    if (a->apart > b->apart || a->apart < b->apart)
        return a->apart < b->apart ? -1 : 1;
    int order = by_number((uint64_t)a->old_item + a->new_item, (uint64_t)b->old_item + b->new_item);
    return order ? order : by_number(a->old_item, b->old_item);
}

static double at_most_one(double value)
{
    return value < 1 ? value : 1;
}

/* How sure a pair by likeness is: by the likeness itself, and by how far the next best stays behind. */
static double confidence_of(const struct tb_differ *differ, double score, double second)
{
    double margin = second > 0 ? score / second : differ->pair_margin;
    double near =
        at_most_one((score - differ->pair_least) / (differ->pair_sure - differ->pair_least));
    double alone = at_most_one((margin - 1) / (differ->pair_margin - 1));
    if (near < 0)
        near = 0;
    if (alone < 0)
        alone = 0;
    if (near >= 1 && alone >= 1)
        return 0.95 + 0.04 * at_most_one(score);
    return 0.5 + 0.4 * near * alone;
}

/* The likeness of the nearest other candidate of either row. */
static double rival_of(const struct tb_matcher *matcher, const struct tb_candidate *candidate)
{
    double rival = 0;
    uint32_t items[2] = {candidate->old_item, candidate->new_item};
    for (int side = 0; side < 2; side++) {
        double best = matcher->best[side][items[side]], second = matcher->second[side][items[side]];
        double other = best > candidate->score ? best : second;
        rival = other > rival ? other : rival;
    }
    return rival;
}

static void note_near(struct tb_matcher *matcher, const struct tb_candidate *candidate)
{
    struct tb_near *old_near = &matcher->near[0][candidate->old_item];
    struct tb_near *new_near = &matcher->near[1][candidate->new_item];
    if (candidate->score > old_near->score)
        *old_near = (struct tb_near){candidate->new_item, candidate->score};
    if (candidate->score > new_near->score)
        *new_near = (struct tb_near){candidate->old_item, candidate->score};
}

/* A pair of rows that share their task with others. */
static void pair_repeated(struct tb_matcher *matcher, const struct tb_candidate *candidate,
                          enum tb_match_by by)
{
    bool alone = candidate->score > rival_of(matcher, candidate);
    double confidence = alone ? 0.95 : 0.7;
    const char *why = alone ? "task-equal-others-differ" : "task-equal-by-place";
    if (by == TB_BY_SKELETON) {
        confidence -= 0.05;
        why = alone ? "figures-differ-others-differ" : "figures-differ-by-place";
    }
    tb_matcher_pair(matcher, candidate->old_item, candidate->new_item, by, candidate->score,
                    confidence, why);
}

/* Whether nothing stands against the pair. */
static bool may_pair(const struct tb_matcher *matcher, const struct tb_candidate *candidate,
                     double least, double margin)
{
    return !matcher->settled[0][candidate->old_item] && !matcher->settled[1][candidate->new_item] &&
           candidate->score >= least && candidate->score >= margin * rival_of(matcher, candidate);
}

void tb_match_assign(struct tb_matcher *matcher, struct tb_candidates *candidates,
                     enum tb_match_by by, double least, double margin)
{
    if (candidates->count > 0)
        qsort(candidates->at, candidates->count, sizeof *candidates->at, by_rank);
    for (size_t i = 0; i < candidates->count; i++) {
        const struct tb_candidate *candidate = &candidates->at[i];
        if (!may_pair(matcher, candidate, least, margin)) {
            note_near(matcher, candidate);
        } else if (by == TB_BY_SCORE) {
            double rival = rival_of(matcher, candidate);
            double confidence = confidence_of(matcher->differ, candidate->score, rival);
            tb_matcher_pair(matcher, candidate->old_item, candidate->new_item, by, candidate->score,
                            confidence, confidence >= 0.95 ? "rows-alike" : "rows-alike-somewhat");
        } else {
            pair_repeated(matcher, candidate, by);
        }
    }
}
