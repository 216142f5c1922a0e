/*
 * chain.h - from the files of a chain to the image of its last snapshot; a single damaged byte in any
 * of them is put right on the way. Used by store.c, restore.c and add.c alone.
 */
#ifndef TB_HISTORY_CHAIN_H
#define TB_HISTORY_CHAIN_H

#include "history/image.h"
#include "history/store.h"

/* What became of the last snapshot of a chain. */
struct tb_chain {
    struct tb_image image;
    struct tb_str bytes; /* the original */
    unsigned length;     /* steps from the whole one: 0 for itself */
    bool mended;         /* of any file of the chain */
    const struct tb_entry
        *broken; /* on TB_EFORMAT: the entry whose file is at fault, NULL: missing */
};

/* Restores the entry. TB_EFORMAT: it cannot be; out->broken says why, and the error's words too. */
enum tb_status tb_chain_restore(const struct tb_history *history, const struct tb_entry *entry,
                                struct tb_arena *arena, struct tb_chain *out,
                                struct tb_error *error) TB_NODISCARD;

/* Whether the head is of the file it was found in: a file that was moved or renamed is no part of
 * the chain. */
bool tb_chain_belongs(const struct tb_entry *entry, const struct tb_snapshot *snapshot);

/* The bytes of the entry's file. */
enum tb_status tb_chain_file(const struct tb_entry *entry, struct tb_arena *arena,
                             struct tb_str *out, struct tb_error *error) TB_NODISCARD;

/* For an entry whose head is damaged: reads the whole file and, if one byte explains the damage,
 * fills the head and calls it TB_MENDABLE. */
enum tb_status tb_chain_mend_head(struct tb_entry *entry, struct tb_arena *arena,
                                  struct tb_error *error) TB_NODISCARD;

/* The snapshot the entry is packed against; NULL: it is whole, or that one is not there. */
const struct tb_entry *tb_chain_base(const struct tb_history *history,
                                     const struct tb_entry *entry);

#endif
