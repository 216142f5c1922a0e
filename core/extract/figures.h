/*
 * figures.h - reads one figure: a number or range, its unit, and the comparators that touch it.
 * Whether it is a figure at all, and not a name or a label, is asked of false_friends.h; what it is a
 * figure of is the business of quantities.h.
 */
#ifndef TB_EXTRACT_FIGURES_H
#define TB_EXTRACT_FIGURES_H

#include "extract/measures.h"

struct tb_figure {
    size_t from, to;                  /* with the comparators */
    size_t core_from, core_to;        /* number and unit; for a range, of both ends */
    size_t number_to;                 /* end of the (first) number, before its unit */
    struct tb_number number;          /* the (first) number as read */
    struct tb_decimal lo, hi;         /* as counted in the unit, lo <= hi; equal unless a range */
    const struct tb_measure *measure; /* NULL: no unit */
    struct tb_str unit; /* canonical, composites too (元/平方米); ptr NULL: none */
    size_t unit_len;    /* bytes of the unit as written behind the first number */
    enum tb_comparator comparator;
    bool approx;        /* 约, 左右 beside another comparator */
    bool fraction;      /* 3/4, 三分之二 */
    bool bounded_after; /* 以上, 以内 … stands behind it */
};

/* Reads the figure whose number begins at `at` and was read as `number`; `limit`: no comparator
 * before it begins earlier. false: it does not fit (a value too large). `bare`: as in quantities.h.
 * Composite units are made in `arena`. */
bool tb_figure_read(const struct tb_measures *measures, struct tb_str text, size_t limit, size_t at,
                    const struct tb_number *number, bool bare, struct tb_arena *arena,
                    struct tb_figure *out);

/* Gives a figure without unit that of `last`, the last one of its list (9.8、6.2、2.0个百分点). */
bool tb_figure_share_unit(struct tb_figure *figure, const struct tb_figure *last);

#endif
