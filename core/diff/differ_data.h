/*
 * differ_data.h - what differ.c has read, for the files of this layer. Nobody else includes it.
 */
#ifndef TB_DIFF_DIFFER_DATA_H
#define TB_DIFF_DIFFER_DATA_H

#include "diff/differ.h"

/* A line of changes.tsv. */
struct tb_change_why {
    const char *name; /* as in `why` of a change or match */
    bool of_match;    /* why two items are one; else `kind` */
    enum tb_change_kind kind;
    enum tb_severity severities[2]; /* within a year; from one year to the next */
    struct tb_str zh, en;
};

enum tb_commitment { TB_COMMITMENT_MODALITY, TB_COMMITMENT_ACT, TB_COMMITMENT_END };

struct tb_commitment_word {
    enum tb_commitment class;
    struct tb_str text;
    int level;
};

/* Where a status or stage stands on its ladder. */
enum { TB_RANK_ASIDE = -1, TB_RANK_PENDING = -2, TB_RANK_UNKNOWN = -3 };
struct tb_stage_rank {
    struct tb_str name;
    int rank;
};

struct tb_differ {
    struct tb_arena *arena;
    uint32_t weights[TB_ROLE_END]; /* of columns */
    double pair_least, pair_sure, pair_margin, far_margin, share_least;
    double figure_least, figure_sole, date_least, nearly_same;
    struct {
        struct tb_change_why *at;
        size_t count, room;
    } whys;
    struct {
        struct tb_str *at;
        size_t count, room;
    } ceilings;
    struct {
        struct tb_commitment_word *at;
        size_t count, room;
    } commitments;
    struct {
        struct tb_stage_rank *at;
        size_t count, room;
    } stages;
    int label_ranks[TB_LABEL_END];
};

/* The line of that name; NULL: none. */
const struct tb_change_why *tb_change_why_find(const struct tb_differ *differ, const char *name);

#endif
