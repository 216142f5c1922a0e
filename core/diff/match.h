/*
 * match.h - who is who between two reports. First by equal tasks, then by tasks equal but for their figures, then
 * by how alike the rows are over all columns. Numbers are never a key: they are the first thing that
 * changes when a row comes or goes, and only break ties between rows that are otherwise alike.
 *
 * The result is the same for any order of the rows and mirrored when the reports are exchanged, up to
 * some thousand rows without an equal; beyond, rows are looked for near the place where they should be.
 */
#ifndef TB_DIFF_MATCH_H
#define TB_DIFF_MATCH_H

#include "diff/differ.h"

/* A person's word that two items are one, or that an item has no partner. */
struct tb_pin {
    struct tb_str old_id, new_id; /* ids of items; one empty: the other has no partner */
};

/* Pins come before everything else; those whose ids are in neither report do nothing, and of two that
 * speak of one item the first holds. In `arena`. */
enum tb_status tb_match_reports(const struct tb_differ *differ, const struct tb_report *old_report,
                                const struct tb_report *new_report, const struct tb_pin *pins,
                                size_t pin_count, struct tb_arena *arena, struct tb_matching *out,
                                struct tb_error *error) TB_NODISCARD;

/* Gives every new item that has a partner the id of that one, and the others ids that neither report
 * has, so that an item keeps its id from period to period. `report` is the new one, not frozen yet. */
enum tb_status tb_match_carry_ids(const struct tb_matching *matching,
                                  const struct tb_report *old_report, struct tb_report *report,
                                  struct tb_arena *arena, struct tb_error *error) TB_NODISCARD;

#endif
