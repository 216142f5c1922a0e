/*
 * results.h - puts together what the crews have gathered, in one order, whoever was first.
 */
#ifndef TB_HOST_RESULTS_H
#define TB_HOST_RESULTS_H

#include "host/gather.h"

/* Everything in its order, with the findings about failures. Memory in the gather's arena. */
enum tb_status tb_gather_finish(struct tb_gather *gather, struct tb_run_result *out,
                                struct tb_error *error) TB_NODISCARD;
enum tb_status tb_gather_cases(struct tb_gather *gather, struct tb_case_result **out, size_t *count,
                               struct tb_error *error) TB_NODISCARD;

#endif
