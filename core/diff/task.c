/*
 * task.c - the annual task: other words, other figures, and whether what is promised is less or more
 * than before.
 */
#include "diff/compare.h"

#include "diff/plain.h"

/* --- figures ----------------------------------------------------------------------------------- */

static bool is_approx(const struct tb_quantity *quantity)
{
    return quantity->comparator == TB_CMP_APPROX || (quantity->hedges >> TB_HEDGE_APPROX & 1);
}

static bool is_negative(const struct tb_quantity *quantity)
{
    return (quantity->has_lo ? quantity->lo : quantity->hi).num < 0;
}

static bool is_upper_bound(const struct tb_quantity *quantity)
{
    return quantity->comparator == TB_CMP_LE || quantity->comparator == TB_CMP_LT;
}

/* Whether less is better: a bound from above, a rate that is to fall, or words that say so. */
static bool is_ceiling(const struct tb_differ *differ, const struct tb_item *item,
                       const struct tb_quantity *quantity)
{
    struct tb_str clause = tb_clause_around(tb_item_text(item, quantity->span.column),
                                            quantity->span.from, quantity->span.to);
    if (is_upper_bound(quantity) || (quantity->kind == TB_KIND_GROWTH && is_negative(quantity)))
        return true;
    for (size_t i = 0; i < differ->ceilings.count; i++)
        if (tb_str_find(clause, differ->ceilings.at[i], 0) != SIZE_MAX)
            return true;
    return false;
}

static int compare_bounds(const struct tb_quantity *a, const struct tb_quantity *b)
{
    int order = tb_decimal_compare(b->has_lo ? b->lo : b->hi, a->has_lo ? a->lo : a->hi);
    if (order == 0 && a->has_hi && b->has_hi)
        order = tb_decimal_compare(b->hi, a->hi);
    return order;
}

/* How the figure changed; NULL: it promises the same. */
static const char *why_figure(const struct tb_comparing *comparing, const struct tb_quantity *a,
                              const struct tb_quantity *b)
{
    bool was_ceiling = is_ceiling(comparing->differ, comparing->old_item, a);
    bool ceiling = is_ceiling(comparing->differ, comparing->new_item, b);
    int order = compare_bounds(a, b);
    if (order != 0 && (was_ceiling != ceiling || a->kind == TB_KIND_RANK))
        return "figure-changed";
    if (order != 0 && ceiling)
        return order > 0 ? "ceiling-raised" : "ceiling-lowered";
    if (order != 0 && a->kind == TB_KIND_GROWTH)
        return order > 0 ? "growth-raised" : "growth-lowered";
    if (order != 0)
        return order > 0 ? "bound-raised" : "bound-lowered";
    if (is_approx(a) != is_approx(b))
        return is_approx(b) ? "less-exact" : "more-exact";
    return NULL;
}

static bool add_figure(struct tb_comparing *comparing, const struct tb_cell_pair *cells,
                       const struct tb_figure_pair *pair, const char *why, double confidence)
{
    struct tb_change *change = tb_change_add(comparing, why, confidence);
    if (!change)
        return false;
    change->old_column = cells->old_column;
    change->new_column = cells->new_column;
    change->old_quantity = pair->old_quantity;
    change->new_quantity = pair->new_quantity;
    const struct tb_span *old_span = NULL, *new_span = NULL;
    if (pair->old_quantity != TB_NONE)
        old_span = &comparing->old_item->quantities[pair->old_quantity].span;
    if (pair->new_quantity != TB_NONE)
        new_span = &comparing->new_item->quantities[pair->new_quantity].span;
    tb_change_rest_on(change, &cells->edits, old_span, new_span);
    return true;
}

static bool compare_figures(struct tb_comparing *comparing, const struct tb_cell_pair *cells)
{
    struct tb_figure_pairs pairs = {0};
    if (!tb_figures_pair(comparing, cells, &pairs))
        return false;
    for (size_t i = 0; i < pairs.count; i++) {
        const struct tb_figure_pair *pair = &pairs.at[i];
        double confidence = comparing->confidence * (0.5 + 0.5 * pair->likeness);
        const char *why = NULL;
        if (pair->new_quantity == TB_NONE)
            why = "figure-dropped";
        else if (pair->old_quantity == TB_NONE)
            why = "figure-added";
        else
            why = why_figure(comparing, &comparing->old_item->quantities[pair->old_quantity],
                             &comparing->new_item->quantities[pair->new_quantity]);
        if (why && !add_figure(comparing, cells, pair, why, confidence))
            return false;
    }
    return true;
}

/* --- words ------------------------------------------------------------------------------------- */

/* The level of the most binding word of a class that the stretch from..to touches; -1: none. */
static int level_in(const struct tb_differ *differ, enum tb_commitment class, struct tb_str text,
                    uint32_t from, uint32_t to)
{
    enum { AROUND = 24 }; /* bytes: as long as the longest word */
    int level = -1;
    size_t first = from > AROUND ? from - AROUND : 0;
    size_t last = text.len - to > AROUND ? to + AROUND : text.len;
    struct tb_str window = tb_str_sub(text, first, last);
    size_t longest = 0;
    for (size_t i = 0; i < differ->commitments.count; i++) {
        const struct tb_commitment_word *word = &differ->commitments.at[i];
        if (word->class != class)
            continue;
        for (size_t at = tb_str_find(window, word->text, 0); at != SIZE_MAX;
             at = tb_str_find(window, word->text, at + word->text.len)) {
            size_t begin = first + at, end = begin + word->text.len;
            bool touched = begin < to && end > from;
            if (touched &&
                (word->text.len > longest || (word->text.len == longest && word->level > level))) {
                longest = word->text.len;
                level = word->level;
            }
        }
    }
    return level;
}

/* The change in how binding the words of an edit are: less than 0 weaker, 0 the same or not known. */
static int compare_binding(const struct tb_differ *differ, const struct tb_cell_pair *cells,
                           const struct tb_edit *edit)
{
    enum { NO_MODALITY = 2, CLAUSE = 48 /* bytes: beyond, other things are promised */ };
    int levels[TB_COMMITMENT_END][2];
    if (edit->old_to - edit->old_from > CLAUSE || edit->new_to - edit->new_from > CLAUSE)
        return 0;
    for (int class = 0; class < TB_COMMITMENT_END; class ++) {
        levels[class][0] = level_in(differ, (enum tb_commitment) class, cells->old_text,
                                    edit->old_from, edit->old_to);
        levels[class][1] = level_in(differ, (enum tb_commitment) class, cells->new_text,
                                    edit->new_from, edit->new_to);
    }
    const int *act = levels[TB_COMMITMENT_ACT], *modality = levels[TB_COMMITMENT_MODALITY];
    if (act[0] >= 0 && act[1] >= 0 && act[0] != act[1])
        return act[1] - act[0];
    if (modality[0] < 0 && modality[1] < 0)
        return 0;
    return (modality[1] < 0 ? NO_MODALITY : modality[1]) -
           (modality[0] < 0 ? NO_MODALITY : modality[0]);
}

static bool compare_words(struct tb_comparing *comparing, const struct tb_cell_pair *cells)
{
    for (size_t i = 0; i < cells->edits.count; i++) {
        struct tb_edit *edit = &cells->edits.at[i];
        int binding = compare_binding(comparing->differ, cells, edit);
        if (binding == 0)
            continue;
        struct tb_change *change =
            tb_change_add(comparing, binding < 0 ? "commitment-weaker" : "commitment-stronger",
                          comparing->confidence * 0.8);
        if (!change)
            return false;
        change->old_column = cells->old_column;
        change->new_column = cells->new_column;
        change->edits = edit;
        change->edit_count = 1;
    }
    return true;
}

/* --- the cell as a whole ------------------------------------------------------------------------ */

static bool same_skeleton(struct tb_comparing *comparing, const struct tb_cell_pair *cells,
                          bool *same)
{
    char *olds = tb_arena_alloc(comparing->arena, cells->old_text.len);
    char *news = tb_arena_alloc(comparing->arena, cells->new_text.len);
    if (!olds || !news)
        return false;
    struct tb_str a = {olds, tb_skeleton_text(comparing->old_item, cells->old_column, olds, NULL)};
    struct tb_str b = {news, tb_skeleton_text(comparing->new_item, cells->new_column, news, NULL)};
    *same = tb_str_eq(a, b);
    return true;
}

/* Whether the changes from `first` on rest on all edits of the two cells together. */
static bool all_covered(const struct tb_comparing *comparing, const struct tb_cell_pair *cells,
                        size_t first)
{
    size_t at = 0; /* edits before this one are covered */
    for (bool further = true; further && at < cells->edits.count;) {
        further = false;
        for (size_t i = first; i < comparing->changes.count; i++) {
            const struct tb_change *change = &comparing->changes.at[i];
            const struct tb_edit *wanted = &cells->edits.at[at];
            if (change->edit_count > 0 && change->edits <= wanted &&
                change->edits + change->edit_count > wanted) {
                at = (size_t)(change->edits + change->edit_count - cells->edits.at);
                further = true;
                break;
            }
        }
    }
    return at == cells->edits.count;
}

bool tb_compare_task(struct tb_comparing *comparing, const struct tb_cell_pair *cells)
{
    size_t before = comparing->changes.count;
    bool same = true;
    if (!compare_figures(comparing, cells) || !compare_words(comparing, cells) ||
        !tb_compare_dates(comparing, cells) || !same_skeleton(comparing, cells, &same))
        return false;
    if (all_covered(comparing, cells, before))
        return true;
    if (same)
        return tb_compare_text(comparing, cells);
    struct tb_change *change = tb_change_add(comparing, "words", comparing->confidence);
    if (!change)
        return false;
    change->old_column = cells->old_column;
    change->new_column = cells->new_column;
    change->edits = cells->edits.at;
    change->edit_count = (uint32_t)cells->edits.count;
    return true;
}
