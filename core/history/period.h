/*
 * period.h - periods and snapshots by name:
 *
 *     2021  2021H1  2021Q3  2021Q1-3  2021M08  2021M01-08  2021-10-31  2021plan
 *     linzi@2021Q3   linzi@latest   linzi@previous   linzi@2021Q3~1   *@2021Q3   @2021Q3
 *
 * 2021plan is the plan of a year: what its bulletins are held against. It stands before them all.
 */
#ifndef TB_HISTORY_PERIOD_H
#define TB_HISTORY_PERIOD_H

#include "model/report.h"

enum { TB_PERIOD_NAME = 16 };

/* Reads a period's name; false: it is none (the error of tb_ref_parse has the words). A plan's
 * period is its year. */
bool tb_period_parse(struct tb_str name, struct tb_period *out, bool *is_plan);

/* Its name, NUL-terminated; false: a period that has none. The inverse of tb_period_parse. */
bool tb_period_write(const struct tb_period *period, bool is_plan, char out[TB_PERIOD_NAME]);

/* By the last day, then by the first; negative, 0 or positive. */
int tb_period_compare(const struct tb_period *a, const struct tb_period *b);

/* A name for one or several snapshots. */
struct tb_ref {
    struct tb_str series; /* "": the only one of the store; "*": every */
    enum { TB_REF_PERIOD, TB_REF_LATEST, TB_REF_PREVIOUS } which;
    struct tb_period period; /* TB_REF_PERIOD */
    bool is_plan;
    uint32_t back; /* ~1: one revision before the newest */
};

/* Whether an argument is meant as such a name: it has an '@' and is no path. */
bool tb_ref_looks_like(struct tb_str text);

/* Reads a name; letters of periods may be small. TB_EUSAGE: it is none; says which forms there are. */
enum tb_status tb_ref_parse(struct tb_str text, struct tb_ref *out,
                            struct tb_error *error) TB_NODISCARD;

/* [a-z0-9-]+, at most 64 bytes. */
bool tb_series_is_name(struct tb_str name);

#endif
