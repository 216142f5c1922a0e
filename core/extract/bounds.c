/* bounds.c - joining a lower and an upper bound that speak of one figure. */
#include "extract/bounds.h"

/* Nothing but blanks and words that may stand between two bounds. */
static bool joins(const struct tb_measures *m, struct tb_str text, size_t from, size_t to)
{
    enum { FAR = 24 };
    if (to < from || to - from > FAR)
        return false;
    struct tb_str between = tb_str_sub(text, from, to);
    for (size_t at = 0; at < between.len;) {
        const struct tb_phrase *word = tb_phrases_longest(m->between, between, at);
        if (!word && between.ptr[at] != ' ')
            return false;
        at += word ? word->text.len : 1;
    }
    return true;
}

static bool is_lower(const struct tb_quantity *q)
{
    return q->has_lo && !q->has_hi;
}

static bool is_upper(const struct tb_quantity *q)
{
    return q->has_hi && !q->has_lo;
}

/* Both bound one thing: one below, one above, in order, in one unit, or one of them bare. */
static bool fit(const struct tb_quantity *a, const struct tb_quantity *b)
{
    bool apart = (is_lower(a) && is_upper(b)) || (is_upper(a) && is_lower(b));
    bool same = !a->unit.ptr || !b->unit.ptr || tb_str_eq(a->unit, b->unit);
    return apart && same && a->kind == b->kind && a->parent == b->parent &&
           tb_decimal_compare(is_lower(a) ? a->lo : b->lo, is_lower(a) ? b->hi : a->hi) < 0;
}

static void join(struct tb_quantity *a, const struct tb_quantity *b)
{
    if (is_lower(a))
        a->hi = b->hi;
    else
        a->lo = b->lo;
    a->has_lo = a->has_hi = true;
    if (!a->unit.ptr) {
        a->unit = b->unit;
        a->dimension = b->dimension;
    }
    a->hedges |= b->hedges;
    a->comparator = TB_CMP_RANGE;
    a->span.to = b->span.to;
}

bool tb_bounds_join(const struct tb_measures *measures, struct tb_str text, size_t first,
                    struct tb_arena *arena, struct tb_quantities *quantities)
{
    struct tb_quantity *at = quantities->at;
    uint32_t *moved = NULL; /* where each figure came to stand, from the first on */
    size_t kept = first;
    for (size_t i = first; i < quantities->count; i++) {
        struct tb_quantity *last = kept > first ? &at[kept - 1] : NULL;
        bool of_last =
            last && fit(last, &at[i]) && joins(measures, text, last->span.to, at[i].span.from);
        if (of_last && !moved) {
            moved = TB_NEW_ARRAY(arena, uint32_t, quantities->count - first);
            if (!moved)
                return false;
            for (size_t k = first; k < i; k++)
                moved[k - first] = (uint32_t)k;
        }
        if (moved && at[i].parent != TB_NONE && at[i].parent >= first && at[i].parent < i)
            at[i].parent = moved[at[i].parent - first];
        if (of_last)
            join(last, &at[i]);
        else if (kept++ != i)
            at[kept - 1] = at[i];
        if (moved)
            moved[i - first] = (uint32_t)(kept - 1);
    }
    quantities->count = kept;
    return true;
}
