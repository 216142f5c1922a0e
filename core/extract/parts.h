/*
 * parts.h - target and result side by side, part by part: which segment of the result answers which
 * segment of the target, what each says, how far each has come.
 */
#ifndef TB_EXTRACT_PARTS_H
#define TB_EXTRACT_PARTS_H

#include "extract/segments.h"
#include "extract/tally.h"

struct tb_prose_rules {
    const struct tb_rules *states, *stages, *demands;
};

/* One side of an item, read. */
struct tb_side_text {
    struct tb_str text;
    uint16_t column; /* TB_NO_COLUMN: the table has none */
    struct tb_clauses clauses;
    struct tb_segments segments;
    const uint16_t *states; /* of each clause, the name of the rule that it matches first */
};
/* `other`: the side read before, NULL: none; see tb_segments_read. */
bool tb_side_read(struct tb_str text, uint16_t column, const struct tb_side_text *other,
                  struct tb_arena *arena, struct tb_side_text *out);

/* Reads what the clauses of a result say, once for all who ask. False: arena full. */
bool tb_side_states(const struct tb_prose_rules *rules, struct tb_arena *arena,
                    struct tb_side_text *side);

/* What its `clause`-th clause says; false: nothing. */
bool tb_side_says(const struct tb_prose_rules *rules, const struct tb_side_text *side,
                  size_t clause, enum tb_label *out);

/* Fills the parts of `item` (the states of `result` have been read) and, for each, a tally in `tallies` (as many as parts, in `arena`). */
bool tb_parts_read(const struct tb_prose_rules *rules, const struct tb_side_text *target,
                   const struct tb_side_text *result, struct tb_item *item,
                   struct tb_tally **tallies, struct tb_arena *arena);

/* What a clause says; false: nothing (a heading, a cause, a wish). */
bool tb_clause_says(const struct tb_prose_rules *rules, struct tb_str clause, enum tb_label *out);

#endif
