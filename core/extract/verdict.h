/*
 * verdict.h - a result figure judged against a target figure: attainment = actual / target (four
 * decimals, half up), the share of the target that is due by the period's end, and the gap between
 * them in percentage points. No attainment for ceilings, growth and targets <= 0.
 */
#ifndef TB_EXTRACT_VERDICT_H
#define TB_EXTRACT_VERDICT_H

#include "model/report.h"

/* Fills verdict, attainment, expected and gap_points of `pair`. `whole_year`: the target is the
 * year's, so that at the period's end only the elapsed part of it is due. */
void tb_verdict_read(const struct tb_report *report, const struct tb_quantity *target,
                     const struct tb_quantity *actual, bool whole_year, struct tb_pair *pair);

#endif
