/*
 * recompute.h - the single recomputations, each on one item: they append to a list of relations.
 * False: arena full. Inside core/extract only.
 */
#ifndef TB_EXTRACT_RECOMPUTE_H
#define TB_EXTRACT_RECOMPUTE_H

#include "extract/printed.h"
#include "extract/relations.h"

struct tb_recompute {
    const struct tb_relations *relations;
    const struct tb_report *report;
    const struct tb_item *item;
    uint32_t index; /* the item's */
    struct tb_arena *arena;
    struct tb_relation *at;
    size_t count, room;
};

bool tb_recompute_sums(struct tb_recompute *work);
bool tb_recompute_shares(struct tb_recompute *work);
bool tb_recompute_growth(struct tb_recompute *work); /* base and integer */
bool tb_recompute_schedule(struct tb_recompute *work);

/* Appends one relation over `members` (indices of the item's quantities). */
bool tb_recompute_add(struct tb_recompute *work, enum tb_relation_kind kind, bool ok,
                      const uint32_t *members, size_t count, struct tb_str stated,
                      struct tb_str recomputed);

/* A tying word of `class` in the cell's text between the bytes. */
bool tb_recompute_ties(const struct tb_recompute *work, uint16_t column, size_t from, size_t to,
                       enum tb_relation_word class);

/* No sentence ends between the bytes. */
bool tb_same_sentence(struct tb_str text, size_t from, size_t to);

#endif
