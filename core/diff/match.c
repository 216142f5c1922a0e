/* match.c - who is who: pins, equal tasks, tasks equal but for their figures, alike rows. */
#include "diff/match.h"

#include "diff/matcher.h"

enum {
    COUNTED_ALL = 8192, /* rows of both reports up to which all say how common a phrase is */
    COUNTED_SOME = 4096 /* else about that many do, chosen by what they say */
};

void tb_matcher_pair(struct tb_matcher *matcher, uint32_t old_item, uint32_t new_item,
                     enum tb_match_by by, double score, double confidence, const char *why)
{
    matcher->partner[0][old_item] = new_item;
    matcher->partner[1][new_item] = old_item;
    matcher->settled[0][old_item] = matcher->settled[1][new_item] = true;
    matcher->by_new[new_item] = (struct tb_match){old_item, new_item, by, score, confidence, why};
}

static bool make_lists(struct tb_matcher *matcher)
{
    for (int side = 0; side < 2; side++) {
        uint32_t count = matcher->counts[side];
        matcher->partner[side] = TB_NEW_ARRAY(matcher->arena, uint32_t, count);
        matcher->settled[side] = TB_NEW_ARRAY(matcher->arena, bool, count);
        matcher->near[side] = TB_NEW_ARRAY(matcher->arena, struct tb_near, count);
        matcher->best[side] = TB_NEW_ARRAY(matcher->arena, double, count);
        matcher->second[side] = TB_NEW_ARRAY(matcher->arena, double, count);
        if (!matcher->partner[side] || !matcher->settled[side] || !matcher->near[side] ||
            !matcher->best[side] || !matcher->second[side])
            return false;
        for (uint32_t i = 0; i < count; i++) {
            matcher->partner[side][i] = TB_NONE;
            matcher->near[side][i].item = TB_NONE;
        }
    }
    matcher->by_new = TB_NEW_ARRAY(matcher->arena, struct tb_match, matcher->counts[1]);
    return matcher->by_new != NULL;
}

/* --- pins -------------------------------------------------------------------------------------- */

static uint32_t find_id(const struct tb_report *report, struct tb_str id)
{
    for (uint32_t i = 0; id.len > 0 && i < report->item_count; i++)
        if (tb_str_eq(report->items[i].id, id))
            return i;
    return TB_NONE;
}

static void apply_pin(struct tb_matcher *matcher, const struct tb_pin *pin)
{
    uint32_t old_item = find_id(matcher->reports[0], pin->old_id);
    uint32_t new_item = find_id(matcher->reports[1], pin->new_id);
    if ((old_item != TB_NONE && matcher->settled[0][old_item]) ||
        (new_item != TB_NONE && matcher->settled[1][new_item]))
        return;
    if (old_item != TB_NONE && new_item != TB_NONE)
        tb_matcher_pair(matcher, old_item, new_item, TB_BY_PIN, 1, 1, "pinned");
    else if (old_item != TB_NONE && pin->new_id.len == 0)
        matcher->settled[0][old_item] = true;
    else if (new_item != TB_NONE && pin->old_id.len == 0)
        matcher->settled[1][new_item] = true;
}

/* --- how common phrases are -------------------------------------------------------------------- */

/* A row is chosen by its own words, not by its place, so that the order of rows changes nothing. */
static bool is_chosen(const struct tb_report *report, uint32_t item, uint64_t every)
{
    enum { TAIL = 24 }; /* bytes that say enough */
    struct tb_str task = tb_item_role(report, &report->items[item], TB_ROLE_TASK);
    if (task.len > TAIL)
        task = tb_str_sub(task, task.len - TAIL, task.len);
    return every <= 1 || (tb_str_hash(task) >> 20) % every == 0;
}

static bool read_grams(struct tb_matcher *matcher)
{
    struct tb_error error; /* the caller asks the arena */
    if (tb_grams_new(matcher->reports[0], matcher->reports[1], &matcher->columns, matcher->arena,
                     &matcher->grams, &error) != TB_OK)
        return false;
    uint64_t rows = (uint64_t)matcher->counts[0] + matcher->counts[1];
    uint64_t every = rows <= COUNTED_ALL ? 1 : rows / COUNTED_SOME;
    for (int side = 0; side < 2; side++)
        for (uint32_t i = 0; i < matcher->counts[side]; i++)
            if (is_chosen(matcher->reports[side], i, every) &&
                !tb_grams_count(matcher->grams, side, i))
                return false;
    tb_grams_weigh(matcher->grams);
    for (int side = 0; side < 2; side++)
        for (uint32_t i = 0; i < matcher->counts[side]; i++)
            if (matcher->partner[side][i] == TB_NONE &&
                !tb_grams_keep(matcher->grams, side, i, TB_GRAMS_ROW))
                return false;
    return true;
}

/* --- all together ------------------------------------------------------------------------------ */

static bool is_complete(const struct tb_matcher *matcher)
{
    for (int side = 0; side < 2; side++)
        for (uint32_t i = 0; i < matcher->counts[side]; i++)
            if (matcher->partner[side][i] == TB_NONE)
                return false;
    return true;
}

static bool run(struct tb_matcher *matcher, const struct tb_pin *pins, size_t pin_count,
                struct tb_matching *out)
{
    if (!make_lists(matcher))
        return false;
    for (size_t i = 0; i < pin_count; i++)
        apply_pin(matcher, &pins[i]);
    if (!tb_match_keyed(matcher, false) || !tb_match_keyed(matcher, true))
        return false;
    if (is_complete(matcher))
        return true;
    return read_grams(matcher) && tb_match_buckets(matcher, &matcher->equal, false) &&
           tb_match_buckets(matcher, &matcher->skeleton, true) && tb_match_similar(matcher) &&
           tb_match_kin(matcher, out);
}

static bool put_together(struct tb_matcher *matcher, struct tb_matching *out)
{
    out->at = TB_NEW_ARRAY(matcher->arena, struct tb_match, matcher->counts[1]);
    out->of_old = TB_NEW_ARRAY(matcher->arena, uint32_t, matcher->counts[0]);
    out->of_new = TB_NEW_ARRAY(matcher->arena, uint32_t, matcher->counts[1]);
    if (!out->at || !out->of_old || !out->of_new)
        return false;
    for (uint32_t i = 0; i < matcher->counts[0]; i++)
        out->of_old[i] = TB_NONE;
    for (uint32_t i = 0; i < matcher->counts[1]; i++) {
        out->of_new[i] = TB_NONE;
        if (matcher->partner[1][i] == TB_NONE)
            continue;
        out->of_new[i] = out->of_old[matcher->partner[1][i]] = (uint32_t)out->count;
        out->at[out->count++] = matcher->by_new[i];
    }
    out->near_old = matcher->near[0];
    out->near_new = matcher->near[1];
    return true;
}

enum tb_status tb_match_reports(const struct tb_differ *differ, const struct tb_report *old_report,
                                const struct tb_report *new_report, const struct tb_pin *pins,
                                size_t pin_count, struct tb_arena *arena, struct tb_matching *out,
                                struct tb_error *error)
{
    struct tb_matcher matcher = {
        .differ = differ,
        .arena = arena,
        .reports = {old_report, new_report},
        .counts = {(uint32_t)old_report->item_count, (uint32_t)new_report->item_count}};
    struct tb_matching matching = {0};
    enum tb_status status = tb_columns_pair(old_report, new_report, arena, &matcher.columns, error);
    if (status != TB_OK)
        return status;
    if (!run(&matcher, pins, pin_count, &matching) || !put_together(&matcher, &matching))
        return tb_arena_fail(arena, error);
    *out = matching;
    return TB_OK;
}
