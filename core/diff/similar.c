/* similar.c - pairs of rows by likeness over all columns, among those that are left. */
#include "diff/matcher.h"

enum {
    FULL = 400000,    /* pairs that are all held against each other */
    GAP_FULL = 16384, /* the same within one gap */
    GAP_NEAR = 48,    /* else that many rows to either side of the expected one */
    RARE_ROWS = 64,   /* a pair of characters that more rows have is not looked up */
    RARE_GRAMS = 12,  /* of a row: the rarest ones */
    RARE_CANDIDATES = 32
};

/* The rows without partner of either side, rising; what candidates they had before is forgotten. */
struct left {
    uint32_t *items[2];
    uint32_t counts[2];
};

static bool find_left(struct tb_matcher *matcher, struct left *left)
{
    *left = (struct left){0};
    for (int side = 0; side < 2; side++) {
        left->items[side] = TB_NEW_ARRAY(matcher->arena, uint32_t, matcher->counts[side]);
        if (!left->items[side])
            return false;
        for (uint32_t i = 0; i < matcher->counts[side]; i++)
            if (!matcher->settled[side][i]) {
                left->items[side][left->counts[side]++] = i;
                matcher->best[side][i] = matcher->second[side][i] = 0;
            }
    }
    return true;
}

/* Below this a candidate is not even the nearest. */
static double floor_of(const struct tb_matcher *matcher)
{
    return matcher->differ->pair_least / 3;
}

/* Holds rows from..to of the left old ones against those of the new ones, all or those near. */
static bool add_block(struct tb_matcher *matcher, const struct left *left, const uint32_t from[2],
                      const uint32_t to[2], uint64_t full, struct tb_candidates *out)
{
    uint32_t olds = to[0] - from[0], news = to[1] - from[1];
    bool all = (uint64_t)olds * news <= full;
    for (uint32_t i = 0; i < olds && news > 0; i++) {
        uint32_t middle = (uint32_t)((uint64_t)i * news / olds);
        uint32_t first = all || middle < GAP_NEAR ? 0 : middle - GAP_NEAR;
        uint32_t last = all || middle + GAP_NEAR >= news ? news : middle + GAP_NEAR + 1;
        uint32_t item = left->items[0][from[0] + i];
        tb_grams_mark(matcher->grams, 0, item);
        for (uint32_t k = first; k < last; k++)
            if (!tb_candidate_add(matcher, item, left->items[1][from[1] + k], floor_of(matcher),
                                  out))
                return false;
    }
    return true;
}

/* --- gaps between anchors ---------------------------------------------------------------------- */

/* The longest row of pairs that rise in both reports, as old items, rising: rows that stayed where they
 * were. NULL: the arena is full. */
static uint32_t *find_anchors(struct tb_matcher *matcher, uint32_t *count)
{
    uint32_t olds = matcher->counts[0], length = 0;
    uint32_t *ends = TB_NEW_ARRAY(matcher->arena, uint32_t, olds);
    uint32_t *before = TB_NEW_ARRAY(matcher->arena, uint32_t, olds);
    const uint32_t *partner = matcher->partner[0];
    if (!ends || !before)
        return NULL;
    for (uint32_t i = 0; i < olds; i++) {
        if (partner[i] == TB_NONE)
            continue;
        uint32_t low = 0, high = length;
        while (low < high) {
            uint32_t middle = low + (high - low) / 2;
            if (partner[ends[middle]] < partner[i])
                low = middle + 1;
            else
                high = middle;
        }
        before[i] = low > 0 ? ends[low - 1] : TB_NONE;
        ends[low] = i;
        length = low == length ? length + 1 : length;
    }
    for (uint32_t i = length, at = length ? ends[length - 1] : TB_NONE; i-- > 0;) {
        ends[i] = at;
        at = before[at];
    }
    *count = length;
    return ends;
}

static bool add_gaps(struct tb_matcher *matcher, const struct left *left, struct tb_candidates *out)
{
    uint32_t count, from[2] = {0, 0}, to[2] = {0, 0};
    const uint32_t *anchors = find_anchors(matcher, &count);
    if (!anchors)
        return false;
    for (uint32_t i = 0; i <= count; i++) {
        uint32_t ends[2] = {i < count ? anchors[i] : matcher->counts[0],
                            i < count ? matcher->partner[0][anchors[i]] : matcher->counts[1]};
        for (int side = 0; side < 2; side++)
            while (to[side] < left->counts[side] && left->items[side][to[side]] < ends[side])
                to[side]++;
        if (!add_block(matcher, left, from, to, GAP_FULL, out))
            return false;
        from[0] = to[0];
        from[1] = to[1];
    }
    return true;
}

/* --- rows that share a rare pair of characters -------------------------------------------------- */

/* The new rows left that have a gram few rows have: those of gram g are rows[from[g]] … rows[from[g + 1]]. */
struct postings {
    uint32_t *from, *rows;
    uint32_t *seen; /* by new item: the last old one it was met for */
};

static bool is_rare(const struct tb_matcher *matcher, uint32_t gram)
{
    return matcher->grams->rows_with[gram] <= RARE_ROWS;
}

static bool make_postings(struct tb_matcher *matcher, const struct left *left, struct postings *out)
{
    const struct tb_grams *grams = matcher->grams;
    out->from = TB_NEW_ARRAY(matcher->arena, uint32_t, TB_GRAMS + 2);
    out->seen = TB_NEW_ARRAY(matcher->arena, uint32_t, matcher->counts[1]);
    if (!out->from || !out->seen)
        return false;
    for (int pass = 0; pass < 2; pass++) {
        for (uint32_t i = 0; i < left->counts[1]; i++) {
            const struct tb_gram_cell *cells = grams->rows[1][left->items[1][i]];
            for (size_t c = 0; c < grams->columns->count; c++)
                for (uint32_t k = 0; k < cells[c].count; k++) {
                    uint32_t gram = cells[c].at[k];
                    if (!is_rare(matcher, gram))
                        continue;
                    if (pass == 0)
                        out->from[gram + 2]++;
                    else
                        out->rows[out->from[gram + 1]++] = left->items[1][i];
                }
        }
        if (pass == 1)
            break;
        for (uint32_t g = 2; g < TB_GRAMS + 2; g++)
            out->from[g] += out->from[g - 1];
        out->rows = TB_NEW_ARRAY(matcher->arena, uint32_t, (size_t)out->from[TB_GRAMS + 1] + 1);
        if (!out->rows)
            return false;
    }
    return true;
}

/* The rarest grams of a row, at most RARE_GRAMS. */
static uint32_t rarest_of(const struct tb_matcher *matcher, uint32_t item, uint32_t out[RARE_GRAMS])
{
    const struct tb_grams *grams = matcher->grams;
    uint32_t count = 0;
    for (size_t c = 0; c < grams->columns->count; c++)
        for (uint32_t k = 0; k < grams->rows[0][item][c].count; k++) {
            uint32_t gram = grams->rows[0][item][c].at[k], at;
            uint32_t with = grams->rows_with[gram];
            if (!is_rare(matcher, gram) || with < 2)
                continue;
            if (count == RARE_GRAMS && grams->rows_with[out[count - 1]] <= with)
                continue;
            at = count < RARE_GRAMS ? count++ : count - 1;
            for (; at > 0 && grams->rows_with[out[at - 1]] > with; at--)
                out[at] = out[at - 1];
            out[at] = gram;
        }
    return count;
}

static bool add_rare(struct tb_matcher *matcher, const struct left *left, struct tb_candidates *out)
{
    struct postings postings = {0};
    if (!make_postings(matcher, left, &postings))
        return false;
    for (uint32_t i = 0; i < left->counts[0]; i++) {
        uint32_t item = left->items[0][i], grams[RARE_GRAMS], met[RARE_CANDIDATES], count = 0;
        uint32_t rare = rarest_of(matcher, item, grams);
        for (uint32_t g = 0; g < rare; g++)
            for (uint32_t at = postings.from[grams[g]];
                 at < postings.from[grams[g] + 1] && count < RARE_CANDIDATES; at++) {
                uint32_t other = postings.rows[at];
                if (postings.seen[other] == i + 1)
                    continue;
                postings.seen[other] = i + 1;
                met[count++] = other;
            }
        tb_grams_mark(matcher->grams, 0, item);
        for (uint32_t k = 0; k < count; k++)
            if (!tb_candidate_add(matcher, item, met[k], floor_of(matcher), out))
                return false;
    }
    return true;
}

/* Among rows near their place what is most alike will do; what went far in a large table must be sure. */
bool tb_match_similar(struct tb_matcher *matcher)
{
    const struct tb_differ *differ = matcher->differ;
    struct left left;
    struct tb_candidates candidates = {0};
    uint32_t from[2] = {0, 0};
    if (!find_left(matcher, &left))
        return false;
    if ((uint64_t)left.counts[0] * left.counts[1] <= FULL) {
        if (!add_block(matcher, &left, from, left.counts, FULL, &candidates))
            return false;
        tb_match_assign(matcher, &candidates, TB_BY_SCORE, differ->pair_least, 0);
        return true;
    }
    if (!add_gaps(matcher, &left, &candidates))
        return false;
    tb_match_assign(matcher, &candidates, TB_BY_SCORE, differ->pair_least, 0);
    candidates.count = 0;
    if (!find_left(matcher, &left) || !add_rare(matcher, &left, &candidates))
        return false;
    tb_match_assign(matcher, &candidates, TB_BY_SCORE, differ->pair_sure, differ->far_margin);
    return true;
}
