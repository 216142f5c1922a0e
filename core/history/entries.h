/*
 * entries.h - from files to the entries of a history, wherever the files are. Used by store.c and
 * archive.c alone.
 */
#ifndef TB_HISTORY_ENTRIES_H
#define TB_HISTORY_ENTRIES_H

#include "history/store.h"

/* Fills an entry, whose series, path and perhaps file are set, from the name and the head of the file.
 * *is_one false: by its name it is no snapshot. A file that cannot be read is a damaged one. */
enum tb_status tb_entry_read(struct tb_str name, struct tb_entry *entry, bool *is_one,
                             struct tb_arena *arena, struct tb_error *error) TB_NODISCARD;

/* Puts entries in the order of series and sequence and counts their revisions. */
void tb_history_order(struct tb_entry *entries, size_t count);

#endif
