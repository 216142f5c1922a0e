/*
 * noted.h - what the baseline says of findings, put beside the items they are of, for checks to read.
 */
#ifndef TB_HOST_NOTED_H
#define TB_HOST_NOTED_H

#include "diff/past.h"
#include "host/baseline.h"

/* Fills `noted` of the report's items: the lines of their task, as it is worded here or was in the
 * bulletins before (`past`; NULL: none), but none of a later period; ordered by period, then as in the
 * file. A line goes to the first item of its task. Memory in `arena`; texts are those of the baseline. */
enum tb_status tb_noted_attach(const struct tb_baseline *baseline, const struct tb_past *past,
                               struct tb_report *report, struct tb_arena *arena,
                               struct tb_error *error) TB_NODISCARD;

#endif
