/*
 * printed.h - a figure as it was printed stands for every value that rounds to it: 55.51亿元 for
 * anything from 55.505 to 55.515亿元, by truncation from 55.51 to 55.52. Recomputing compares such
 * ranges, never bare values, and finds a fault only where they cannot meet.
 */
#ifndef TB_EXTRACT_PRINTED_H
#define TB_EXTRACT_PRINTED_H

#include "model/report.h"

struct tb_range {
    struct tb_decimal lo, hi; /* inclusive */
};

/* One unit of the last digit printed: 0.01亿 for 55.51亿. False: it cannot be told. */
bool tb_printed_step(struct tb_str text, struct tb_decimal value, struct tb_decimal *step);

/* How many units of the model the printed numeral counts: 100000000 for 55.51亿. False: it cannot be
 * told. And where the words behind the numeral begin: at 亿元. */
bool tb_printed_scale(struct tb_str text, struct tb_decimal value, struct tb_decimal *scale);
size_t tb_printed_tail(struct tb_str text);

/* The values that round half up, or are cut, to the figure. Counts (step 1, no point printed) of whole
 * things are exact. False: it cannot be told (hedged, bounded, a range). */
bool tb_printed_range(const struct tb_item *item, const struct tb_quantity *quantity,
                      struct tb_range *out);

/* num / den for all values of both; false: overflow or den touches 0. */
bool tb_range_ratio(struct tb_range num, struct tb_range den, struct tb_range *out);
bool tb_ranges_meet(struct tb_range a, struct tb_range b);

#endif
