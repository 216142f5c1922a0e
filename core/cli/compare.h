/*
 * compare.h - reports held against each other as a workspace wants it: with its lexicons and pins; and
 * the bulletins before one, out of the history.
 */
#ifndef TB_CLI_COMPARE_H
#define TB_CLI_COMPARE_H

#include "cli/inputs.h"
#include "diff/diff.h"
#include "diff/past.h"

/* One of the two reports, and the snapshot it is; entry NULL: a file. */
struct tb_compared {
    const struct tb_report *report;
    const struct tb_entry *entry;
};

/* The knowledge, with the workspace's; lives as long as the setup. */
enum tb_status tb_compare_open(const struct tb_setup *setup, struct tb_differ **out,
                               struct tb_error *error) TB_NODISCARD;

/* Compares two reports; all in `arena`. */
enum tb_status tb_compare(const struct tb_setup *setup, const struct tb_differ *differ,
                          struct tb_compared old_side, struct tb_compared new_side,
                          struct tb_arena *arena, struct tb_diff *out,
                          struct tb_error *error) TB_NODISCARD;

/* Reads the snapshot before one (NULL: none); report NULL: there is none before it. All in `arena`. */
enum tb_status tb_compare_before(const struct tb_inputs *inputs, const struct tb_entry *entry,
                                 struct tb_arena *arena, struct tb_compared *out,
                                 struct tb_error *error) TB_NODISCARD;

/* The bulletins before a report, at most TB_PAST_MOST of them, read and compared one with the next; all in
 * `arena`. `first` has a report: that one is directly before it, and only what came before that is looked for. A
 * report that is no snapshot has no past of its own; *out is NULL then. */
enum { TB_PAST_MOST = 8 };
enum tb_status tb_compare_past(const struct tb_inputs *inputs, const struct tb_differ *differ,
                               struct tb_compared report, struct tb_compared first,
                               struct tb_arena *arena, const struct tb_past **out,
                               struct tb_error *error) TB_NODISCARD;

#endif
