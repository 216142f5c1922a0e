/*
 * kin.c - items that were split off another one or merged into it. An item without a partner whose
 * task stands in an item of the other report; the partner of that one has what is left of it.
 */
#include "diff/matcher.h"

enum {
    GRAMS_LEAST = 6, /* pairs of characters that a task must have to be looked for */
    ALL = 250000,    /* pairs of rows up to which all are looked at */
    NEAR = 8         /* else that many rows to either side of the expected one */
};

/* The partner must have lost what the item took along, and be itself part of the whole. */
static const double lost_least = 0.3, kept_least = 0.5;

struct kinships {
    struct tb_kinship *at;
    size_t count, room;
};

static uint32_t grams_of_task(const struct tb_matcher *matcher, int side, uint32_t item)
{
    const struct tb_grams *grams = matcher->grams;
    for (size_t c = 0; c < grams->columns->count; c++)
        if (grams->columns->at[c].role == TB_ROLE_TASK)
            return grams->rows[side][item][c].count;
    return 0;
}

/* Whether `item` of `side`, without partner, is part of `whole` of the other side; *share is filled. */
static bool is_part(struct tb_matcher *matcher, int side, uint32_t item, uint32_t whole,
                    double *share)
{
    uint32_t partner = matcher->partner[!side][whole];
    struct tb_grams *grams = matcher->grams;
    if (partner == TB_NONE || !tb_grams_keep(grams, !side, whole, TB_GRAMS_TASK))
        return false;
    double in_whole = tb_grams_within(grams, side, item, !side, whole);
    if (in_whole < matcher->differ->share_least ||
        !tb_grams_keep(grams, side, partner, TB_GRAMS_TASK))
        return false;
    double in_partner = tb_grams_within(grams, side, item, side, partner);
    double kept = tb_grams_within(grams, side, partner, !side, whole);
    *share = in_whole;
    return in_whole - in_partner >= lost_least && kept >= kept_least;
}

static bool look_at(struct tb_matcher *matcher, int side, uint32_t item, uint32_t from, uint32_t to,
                    struct kinships *kin)
{
    struct tb_kinship best = {.whole = TB_NONE};
    for (uint32_t whole = from; whole < to; whole++) {
        double share;
        if (is_part(matcher, side, item, whole, &share) &&
            (best.whole == TB_NONE || share > best.share))
            best = (struct tb_kinship){.merged = side == 0,
                                       .item = item,
                                       .whole = whole,
                                       .partner = matcher->partner[!side][whole],
                                       .share = share,
                                       .confidence = share > 0.9 ? 0.9 : share};
    }
    if (best.whole == TB_NONE)
        return true;
    struct tb_kinship *kept = TB_LIST_ADD(matcher->arena, kin);
    if (kept)
        *kept = best;
    return kept != NULL;
}

bool tb_match_kin(struct tb_matcher *matcher, struct tb_matching *out)
{
    struct kinships kin = {0};
    for (int side = 0; side < 2; side++) {
        uint32_t others = matcher->counts[!side], lone = 0;
        for (uint32_t i = 0; i < matcher->counts[side]; i++)
            lone += matcher->partner[side][i] == TB_NONE;
        bool all = (uint64_t)lone * others <= ALL;
        for (uint32_t i = 0; i < matcher->counts[side]; i++) {
            if (matcher->partner[side][i] != TB_NONE)
                continue;
            if (!tb_grams_keep(matcher->grams, side, i, TB_GRAMS_TASK))
                return false;
            if (grams_of_task(matcher, side, i) < GRAMS_LEAST)
                continue;
            uint32_t middle = (uint32_t)((uint64_t)i * others / matcher->counts[side]);
            uint32_t from = all || middle < NEAR ? 0 : middle - NEAR;
            uint32_t to = all || middle + NEAR >= others ? others : middle + NEAR + 1;
            if (!look_at(matcher, side, i, from, to, &kin))
                return false;
        }
    }
    out->kin = kin.at;
    out->kin_count = kin.count;
    return true;
}
