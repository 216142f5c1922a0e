/*
 * figures.c - figures of one thing in two versions of a cell, and which of them is the softer promise.
 * Only figures of one kind, dimension and unit are held against each other: the text says so many
 * households then and so many now, never households then and metres now.
 */
#include "diff/compare.h"

enum { FIGURES_MOST = 48 }; /* of a cell; those behind are not paired */

struct scored {
    double likeness;
    uint32_t old_quantity, new_quantity;
    int32_t apart; /* in the order of the cell */
};

struct list {
    uint32_t at[FIGURES_MOST];
    uint32_t count;
};

static struct list list_of(const struct tb_item *item, uint16_t column)
{
    struct list list = {.count = 0};
    for (uint32_t i = 0; i < item->quantity_count && list.count < FIGURES_MOST; i++)
        if (item->quantities[i].span.column == column)
            list.at[list.count++] = i;
    return list;
}

static bool comparable(const struct tb_quantity *a, const struct tb_quantity *b)
{
    return a->kind == b->kind && a->dimension == b->dimension && tb_str_eq(a->unit, b->unit);
}

/* How many of the list could be held against `quantity`. */
static uint32_t rivals(const struct tb_item *item, const struct list *list,
                       const struct tb_quantity *quantity)
{
    uint32_t count = 0;
    for (uint32_t i = 0; i < list->count; i++)
        count += comparable(&item->quantities[list->at[i]], quantity);
    return count;
}

/* The words before a figure in its clause, for one whose metric is not known. */
static struct tb_str words_before(const struct tb_item *item, const struct tb_quantity *quantity)
{
    struct tb_str text = tb_item_text(item, quantity->span.column);
    struct tb_str clause = tb_clause_around(text, quantity->span.from, quantity->span.from);
    return tb_str_sub(clause, 0, (size_t)(text.ptr + quantity->span.from - clause.ptr));
}

static double likeness_of(const struct tb_comparing *comparing, const struct tb_quantity *a,
                          const struct tb_quantity *b)
{
    struct tb_str old_words = words_before(comparing->old_item, a);
    struct tb_str new_words = words_before(comparing->new_item, b);
    double metric = tb_short_alike(a->metric, b->metric);
    double words = tb_short_alike(old_words, new_words);
    double likeness = metric > words ? metric : words;
    /* bare figures (20人以上) both speak of what the row is about */
    if (!a->metric.len && !b->metric.len && !old_words.len && !new_words.len)
        likeness = 1;
    /* which of a period's and the year's figures is meant */
    if (a->cumulative != b->cumulative)
        likeness -= 0.1;
    if ((a->parent == TB_NONE) != (b->parent == TB_NONE))
        likeness -= 0.2;
    return likeness > 0 ? likeness : 0;
}

static int by_likeness(const void *left, const void *right)
{
    const struct scored *a = left, *b = right;
    if (a->likeness > b->likeness || a->likeness < b->likeness)
        return a->likeness > b->likeness ? -1 : 1;
    if (a->apart != b->apart)
        return a->apart < b->apart ? -1 : 1;
    uint32_t x = a->old_quantity + a->new_quantity, y = b->old_quantity + b->new_quantity;
    if (x != y)
        return x < y ? -1 : 1;
    return (a->old_quantity > b->old_quantity) - (a->old_quantity < b->old_quantity);
}

static size_t score_all(const struct tb_comparing *comparing, const struct list *olds,
                        const struct list *news, struct scored *out)
{
    const struct tb_differ *differ = comparing->differ;
    size_t count = 0;
    for (uint32_t i = 0; i < olds->count; i++)
        for (uint32_t k = 0; k < news->count; k++) {
            const struct tb_quantity *a = &comparing->old_item->quantities[olds->at[i]];
            const struct tb_quantity *b = &comparing->new_item->quantities[news->at[k]];
            if (!comparable(a, b))
                continue;
            bool sole = rivals(comparing->old_item, olds, a) == 1 &&
                        rivals(comparing->new_item, news, b) == 1;
            double likeness = likeness_of(comparing, a, b);
            if (likeness < (sole ? differ->figure_sole : differ->figure_least))
                continue;
            int32_t apart = (int32_t)i - (int32_t)k;
            out[count++] =
                (struct scored){likeness, olds->at[i], news->at[k], apart < 0 ? -apart : apart};
        }
    return count;
}

static bool add_pair(struct tb_comparing *comparing, struct tb_figure_pairs *out,
                     struct tb_figure_pair pair)
{
    struct tb_figure_pair *added = TB_LIST_ADD(comparing->editor.scratch, out);
    if (added)
        *added = pair;
    return added != NULL;
}

static int by_place(const void *left, const void *right)
{
    const struct tb_figure_pair *a = left, *b = right;
    if (a->new_quantity != b->new_quantity)
        return a->new_quantity < b->new_quantity ? -1 : 1;
    return (a->old_quantity > b->old_quantity) - (a->old_quantity < b->old_quantity);
}

bool tb_figures_pair(struct tb_comparing *comparing, const struct tb_cell_pair *cells,
                     struct tb_figure_pairs *out)
{
    struct list olds = list_of(comparing->old_item, cells->old_column);
    struct list news = list_of(comparing->new_item, cells->new_column);
    tb_arena_reset(comparing->editor.scratch);
    struct scored *scored =
        TB_NEW_ARRAY(comparing->editor.scratch, struct scored, (size_t)olds.count * news.count);
    bool old_taken[FIGURES_MOST] = {false}, new_taken[FIGURES_MOST] = {false};
    if (!scored)
        return false;
    size_t count = score_all(comparing, &olds, &news, scored);
    if (count > 1)
        qsort(scored, count, sizeof *scored, by_likeness);
    for (size_t s = 0; s < count; s++) {
        uint32_t i = 0, k = 0;
        while (olds.at[i] != scored[s].old_quantity)
            i++;
        while (news.at[k] != scored[s].new_quantity)
            k++;
        if (old_taken[i] || new_taken[k])
            continue;
        old_taken[i] = new_taken[k] = true;
        if (!add_pair(comparing, out,
                      (struct tb_figure_pair){olds.at[i], news.at[k], scored[s].likeness}))
            return false;
    }
    for (uint32_t i = 0; i < olds.count; i++)
        if (!old_taken[i] &&
            !add_pair(comparing, out, (struct tb_figure_pair){olds.at[i], TB_NONE, 0}))
            return false;
    for (uint32_t k = 0; k < news.count; k++)
        if (!new_taken[k] &&
            !add_pair(comparing, out, (struct tb_figure_pair){TB_NONE, news.at[k], 0}))
            return false;
    if (out->count > 1)
        qsort(out->at, out->count, sizeof *out->at, by_place);
    return true;
}

/* --- figures of the period's target and of the result -------------------------------------------- */

static struct tb_decimal bound_of(const struct tb_quantity *quantity)
{
    return quantity->has_lo ? quantity->lo : quantity->hi;
}

static bool is_forecast(const struct tb_quantity *quantity)
{
    return quantity->hedges >> TB_HEDGE_FORECAST & 1;
}

/* Whether figures of this dimension add up over the months of a year. */
static bool adds_up(enum tb_dimension dimension)
{
    return dimension != TB_DIM_RATIO && dimension != TB_DIM_POINTS && dimension != TB_DIM_RANK &&
           dimension != TB_DIM_MULTIPLE;
}

/* Why the figure is what it is: a sum since January cannot fall within the year, nor be less than what one
 * of its months brought. */
static const char *why_of(const struct tb_comparing *comparing, enum tb_role role,
                          const struct tb_quantity *a, const struct tb_quantity *b, bool up)
{
    bool sum = b->cumulative && b->kind == TB_KIND_LEVEL && adds_up(b->dimension) &&
               comparing->diff->same_year;
    if (up)
        return "figure-up";
    if (role == TB_ROLE_TARGET)
        return sum && a->cumulative ? "cumulative-target-lower" : "target-lower";
    return sum && !is_forecast(a) && !is_forecast(b) ? "cumulative-fell" : "figure-down";
}

bool tb_compare_figures(struct tb_comparing *comparing, const struct tb_cell_pair *cells)
{
    struct tb_figure_pairs pairs = {0};
    enum tb_role role = comparing->diff->new_report->columns[cells->new_column].role;
    if (!tb_figures_pair(comparing, cells, &pairs))
        return false;
    for (size_t i = 0; i < pairs.count; i++) {
        const struct tb_figure_pair *pair = &pairs.at[i];
        if (pair->old_quantity == TB_NONE || pair->new_quantity == TB_NONE)
            continue;
        const struct tb_quantity *a = &comparing->old_item->quantities[pair->old_quantity];
        const struct tb_quantity *b = &comparing->new_item->quantities[pair->new_quantity];
        int order = tb_decimal_compare(bound_of(b), bound_of(a));
        if (order == 0)
            continue;
        struct tb_change *change =
            tb_change_add(comparing, why_of(comparing, role, a, b, order > 0),
                          comparing->confidence * (0.5 + 0.5 * pair->likeness));
        if (!change)
            return false;
        change->old_column = cells->old_column;
        change->new_column = cells->new_column;
        change->old_quantity = pair->old_quantity;
        change->new_quantity = pair->new_quantity;
    }
    return true;
}
