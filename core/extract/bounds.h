/*
 * bounds.h - two bounds of one figure, told one behind the other (不低于20家且不超过30家, 大于12小于50): a
 * range. What may stand between them is knowledge: lexicon/comparators.tsv, side between.
 */
#ifndef TB_EXTRACT_BOUNDS_H
#define TB_EXTRACT_BOUNDS_H

#include "extract/measures.h"
#include "extract/quantities.h"

/* Joins such bounds among the figures from `first` on, all of the cell `text`. The joined figure has the
 * span of both; parents that follow are renumbered. False: the arena is full. */
bool tb_bounds_join(const struct tb_measures *measures, struct tb_str text, size_t first,
                    struct tb_arena *arena, struct tb_quantities *quantities);

#endif
