/*
 * merger.h - what the files that merge reports share. Nobody else includes it.
 */
#ifndef TB_DIFF_MERGER_H
#define TB_DIFF_MERGER_H

#include "base/list.h"
#include "diff/merge.h"

enum {
    TB_MERGE_COLUMNS = 1024, /* of a merged report */
    TB_MERGE_DETAIL = 40     /* code points of a repair's detail */
};

/* One of the reports; `map`: its columns as those of the merged one. */
struct source {
    const struct tb_report *report;
    uint16_t *map;
};

struct tb_merger {
    const struct tb_differ *differ;
    struct tb_arena *arena;
    struct tb_report *report; /* being made; its rows are its own and can be written */
    uint32_t *twin_of;        /* by item: the one that it contradicts; TB_NONE: none */
    uint16_t *plan_map;
    bool too_wide;
    struct {
        struct tb_repair *at;
        size_t count, room;
    } repairs;
};

/* Adds a repair at a row, NULL: nowhere; the detail is cut. NULL: the arena is full. */
struct tb_repair *tb_merger_repair(struct tb_merger *merger, const char *kind,
                                   const struct tb_row *row, struct tb_str detail);

/* The name of a source without its folders, for details. */
struct tb_str tb_merger_name(struct tb_str source);

/* Whether two texts are equal but for white space and the width of characters. False: the arena is full. */
bool tb_merger_same(struct tb_merger *merger, struct tb_str a, struct tb_str b, bool *same);

enum tb_status tb_merger_too_wide(struct tb_merger *merger, struct tb_error *error) TB_NODISCARD;

/* Holds the items against the plan and puts them in its order. */
enum tb_status tb_merger_plan(struct tb_merger *merger, const struct tb_report *plan,
                              struct tb_error *error) TB_NODISCARD;

/* Title, place and time. The first title stands for all, and those that differ are named; a year or period
 * about which they differ is unknown. False: the arena is full. */
bool tb_merger_time(struct tb_merger *merger, const struct tb_merging *merging);

/* Source, metadata, grid and repairs. False: the arena is full. */
bool tb_merger_head(struct tb_merger *merger, const struct tb_merging *merging);

#endif
