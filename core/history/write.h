/*
 * write.h - from the bytes of a snapshot to its file: packed on its own or against another, proven by
 * unpacking, committed. Used by add.c and prune.c alone.
 */
#ifndef TB_HISTORY_WRITE_H
#define TB_HISTORY_WRITE_H

#include "history/chain.h"

/* All that writing one snapshot works with. */
struct tb_writing {
    const struct tb_io *io;
    struct tb_arena *arena;
    struct tb_error *error;
    struct tb_str folder;             /* of the series */
    const struct tb_history *history; /* where bases are */
    struct tb_str bytes;              /* the original */
    struct tb_snapshot snapshot; /* properties, size and hash set by the caller, the rest here */
    struct tb_buf whole, delta, file;
};

/* Empty buffers; the end frees them. */
void tb_writing_start(struct tb_writing *w);
void tb_writing_end(struct tb_writing *w);

/* Packs against `base` if that can be read, is near a whole one and worth it; else, or with NULL, on
 * its own. What was packed is unpacked and compared. */
enum tb_status tb_writing_pack(struct tb_writing *w, const struct tb_entry *base) TB_NODISCARD;

/* Packs just as `damaged` was packed: what builds on it builds on its codes too, and these follow from
 * the bytes and the base. TB_EFORMAT: the base cannot be read; says what to do. */
enum tb_status tb_writing_pack_again(struct tb_writing *w,
                                     const struct tb_entry *damaged) TB_NODISCARD;

/* Writes the file, synced; `replace`: in the place of one of its sequence and period. */
enum tb_status tb_writing_commit(struct tb_writing *w, struct tb_str period,
                                 bool replace) TB_NODISCARD;

#endif
