/* place.c - items that have another number, or left the order of the others. */
#include "diff/compare.h"
#include "diff/plain.h"

bool tb_compare_numbers(struct tb_comparing *comparing)
{
    struct tb_str a = tb_str_trim(comparing->old_item->no);
    struct tb_str b = tb_str_trim(comparing->new_item->no);
    return a.len == 0 || b.len == 0 || tb_str_eq(a, b) ||
           tb_change_add(comparing, "number", comparing->confidence);
}

/* The same for a pair seen from either side, and different for nearly any two pairs. */
static uint64_t weight_of(const struct tb_diff *diff, const struct tb_match *match)
{
    struct tb_str a =
        tb_item_role(diff->old_report, &diff->old_report->items[match->old_item], TB_ROLE_TASK);
    struct tb_str b =
        tb_item_role(diff->new_report, &diff->new_report->items[match->new_item], TB_ROLE_TASK);
    return ((uint64_t)1 << 24) + ((tb_str_hash(a) ^ tb_str_hash(b)) >> 44);
}

/* The best chain that ends before some place: its weight, and the match it ends with. */
struct chain {
    uint64_t weight;
    uint32_t last;
};

/* Fills `stays` for the matches of the heaviest row that rises in both reports. Nearly all weigh the same, so it
 * is a longest one, and always the same one of several. */
static bool find_chain(const struct tb_diff *diff, struct tb_arena *arena, bool *stays)
{
    size_t olds = diff->old_report->item_count, count = diff->matching.count;
    struct chain *tree = TB_NEW_ARRAY(arena, struct chain, olds + 1); /* Fenwick tree of maxima */
    struct chain *before = TB_NEW_ARRAY(arena, struct chain, count);
    struct chain best = {0, TB_NONE};
    if (!tree || !before)
        return false;
    for (uint32_t i = 0; i < count; i++) {
        const struct tb_match *match = &diff->matching.at[i];
        struct chain longest = {0, TB_NONE};
        for (size_t at = match->old_item; at > 0; at -= at & (~at + 1))
            if (tree[at].weight > longest.weight)
                longest = tree[at];
        before[i] = longest;
        struct chain mine = {longest.weight + weight_of(diff, match), i};
        for (size_t at = (size_t)match->old_item + 1; at <= olds; at += at & (~at + 1))
            if (mine.weight > tree[at].weight)
                tree[at] = mine;
        if (mine.weight > best.weight)
            best = mine;
    }
    for (uint32_t at = best.last; at != TB_NONE; at = before[at].last)
        stays[at] = true;
    return true;
}

bool tb_compare_order(struct tb_comparing *comparing)
{
    struct tb_diff *diff = comparing->diff;
    bool *stays = TB_NEW_ARRAY(comparing->arena, bool, diff->matching.count);
    if (!stays || !find_chain(diff, comparing->arena, stays))
        return false;
    for (uint32_t i = 0; i < diff->matching.count; i++) {
        const struct tb_match *match = &diff->matching.at[i];
        comparing->old_index = match->old_item;
        comparing->new_index = match->new_item;
        if (!stays[i] && !tb_change_add(comparing, "order", match->confidence))
            return false;
    }
    return true;
}
