/*
 * past.h - the snapshots of a workspace's history, read as reports.
 */
#ifndef TB_HOST_PAST_H
#define TB_HOST_PAST_H

#include "extract/extract.h"
#include "history/store.h"
#include "ingest/load.h"

/* FOLDER/history of a workspace. ptr NULL: the arena is full. */
struct tb_str tb_past_dir(struct tb_str workspace_dir, struct tb_arena *arena);

/* Reads the heads of its snapshots. A workspace without a history has an empty one. */
enum tb_status tb_past_open(struct tb_str workspace_dir, struct tb_arena *arena,
                            struct tb_history *out, struct tb_error *error) TB_NODISCARD;

/* What reading a report needs. `options`: a year or period here counts before the snapshot's own. */
struct tb_past_reader {
    const struct tb_ingest *ingest;
    const struct tb_extract *extract; /* NULL: what the prose says is not wanted */
    struct tb_load_options options;
};

/* A snapshot as a report, all in `arena`, with the period it was kept under; its source is called as
 * tb_entry_name says. Which one comes before: tb_history_previous. TB_EFORMAT: it is damaged beyond
 * repair or no table; TB_EUSAGE: written by a newer version. */
enum tb_status tb_past_load(const struct tb_history *history, const struct tb_entry *entry,
                            const struct tb_past_reader *reader, struct tb_arena *arena,
                            struct tb_report **out, struct tb_error *error) TB_NODISCARD;

#endif
