/*
 * columns.h - which column of one report is which of the other: by role, several of one role in
 * their order; those without a role by their headers.
 */
#ifndef TB_DIFF_COLUMNS_H
#define TB_DIFF_COLUMNS_H

#include "model/report.h"

struct tb_column_pair {
    uint16_t old_column, new_column;
    enum tb_role role;
};

struct tb_column_pairs {
    struct tb_column_pair
        *at; /* in the order of roles, then of headers: the same from either side */
    size_t count;
};

/* Columns without a partner are not in it. In `arena`. */
enum tb_status tb_columns_pair(const struct tb_report *old_report,
                               const struct tb_report *new_report, struct tb_arena *arena,
                               struct tb_column_pairs *out, struct tb_error *error) TB_NODISCARD;

/* Whether the column of the old report (`is_new` false) or of the new one has a partner. */
bool tb_columns_has(const struct tb_column_pairs *pairs, uint16_t column, bool is_new);

#endif
