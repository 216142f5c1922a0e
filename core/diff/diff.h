/*
 * diff.h - two reports compared: who is who, and what changed, each change with what it rests on.
 */
#ifndef TB_DIFF_DIFF_H
#define TB_DIFF_DIFF_H

#include "diff/match.h"

/* Compares two frozen reports, the earlier first. In `arena`, borrowing from the reports; pins as in
 * match.h. Two equal reports have no changes; exchanging them mirrors the changes. */
enum tb_status tb_diff_reports(const struct tb_differ *differ, const struct tb_report *old_report,
                               const struct tb_report *new_report, const struct tb_pin *pins,
                               size_t pin_count, struct tb_arena *arena, struct tb_diff *out,
                               struct tb_error *error) TB_NODISCARD;

#endif
