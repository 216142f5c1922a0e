/*
 * prune.h - taking snapshots away, each by its name.
 */
#ifndef TB_HISTORY_PRUNE_H
#define TB_HISTORY_PRUNE_H

#include "history/store.h"

/* Takes the snapshots away that the names mean: TB_REF_PERIOD of one series each. What builds on them is
 * first written anew on its own, then, when they are gone, packed again against what is left: at every
 * moment all that stays can be read, and a run that was killed can be run again. *packed: how many were
 * written anew. TB_EUSAGE: no name, one that means none, or not one alone (nothing is taken away then).
 * TB_EFORMAT: something that builds on one of them cannot be read; says what to do. */
enum tb_status tb_history_prune(const char *dir, const struct tb_io *io, const struct tb_ref *names,
                                size_t count, struct tb_arena *arena, size_t *packed,
                                struct tb_error *error) TB_NODISCARD;

#endif
