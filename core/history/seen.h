/*
 * seen.h - seen.tsv: how often the bytes of a snapshot came again, and when last. A line each:
 * sequence, times, time, CRC-32 of what stands before it. A note that is damaged is forgotten; no
 * snapshot depends on it. Used inside this
 * layer alone.
 */
#ifndef TB_HISTORY_SEEN_H
#define TB_HISTORY_SEEN_H

#include "history/store.h"

enum { TB_SEEN_MAX = 16 << 20 };

/* Fills `seen` and `last_seen` of the entries, all of one series, from the text of the file. */
void tb_seen_take(struct tb_str text, struct tb_entry *entries, size_t count);

/* The same from the file in the folder `path`; none is no error. */
enum tb_status tb_seen_read(const char *path, struct tb_entry *entries, size_t count,
                            struct tb_arena *arena, struct tb_error *error) TB_NODISCARD;

/* Appends the text of the file; nothing where nothing is noted. */
void tb_seen_put(const struct tb_entry *entries, size_t count, struct tb_buf *out);

/* Writes the notes of the entries. */
enum tb_status tb_seen_write(const struct tb_io *io, const char *path,
                             const struct tb_entry *entries, size_t count,
                             struct tb_error *error) TB_NODISCARD;

#endif
