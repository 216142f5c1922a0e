/*
 * matcher.h - the state of one matching, shared by the files that make it up: alike tasks (keyed.c),
 * alike rows (similar.c), choosing among candidates (assign.c), splits and merges (kin.c). Nobody else
 * includes it. Side 0 is the old report, side 1 the new one.
 */
#ifndef TB_DIFF_MATCHER_H
#define TB_DIFF_MATCHER_H

#include "base/list.h"
#include "diff/differ_data.h"
#include "diff/grams.h"
#include "diff/match.h"

/* Two rows that may be one, with what decides between candidates of one likeness. */
struct tb_candidate {
    uint32_t old_item, new_item;
    double score;
    bool same_number;
    double apart; /* how far apart they stand, as shares of their tables: 0 … 1 */
};

struct tb_candidates {
    struct tb_candidate *at;
    size_t count, room;
};

/* Rows with one task that stand in both reports, more than one in either. */
struct tb_bucket {
    const uint32_t *items[2];
    uint32_t counts[2];
};

struct tb_buckets {
    struct tb_bucket *at;
    size_t count, room;
};

struct tb_matcher {
    const struct tb_differ *differ;
    struct tb_arena *arena;
    const struct tb_report *reports[2];
    struct tb_column_pairs columns;
    uint32_t counts[2];      /* items */
    uint32_t *partner[2];    /* by item; TB_NONE: none yet */
    bool *settled[2];        /* by item: has a partner, must have none, or its bucket decides */
    struct tb_match *by_new; /* by new item, where it has a partner */
    struct tb_near *near[2];
    struct tb_buckets equal, skeleton; /* not decided yet */
    struct tb_grams *grams;
    double *best[2], *second[2]; /* by item: likeness of the two nearest candidates */
};

/* Notes a pair. */
void tb_matcher_pair(struct tb_matcher *matcher, uint32_t old_item, uint32_t new_item,
                     enum tb_match_by by, double score, double confidence, const char *why);

/* Pairs rows whose tasks are equal (or, `skeleton`, equal but for their figures) and single in both
 * reports; where there are several, notes a bucket. False: the arena is full. */
bool tb_match_keyed(struct tb_matcher *matcher, bool skeleton) TB_NODISCARD;

/* Decides the buckets; the rows in them were kept in the grams. */
bool tb_match_buckets(struct tb_matcher *matcher, const struct tb_buckets *buckets,
                      bool skeleton) TB_NODISCARD;

/* Pairs rows by likeness. */
bool tb_match_similar(struct tb_matcher *matcher) TB_NODISCARD;

/* Splits and merges, once all pairs are there. */
bool tb_match_kin(struct tb_matcher *matcher, struct tb_matching *out) TB_NODISCARD;

/* Holds the marked old row against a new one; what is below `least` is no candidate. False: the arena
 * is full. */
bool tb_candidate_add(struct tb_matcher *matcher, uint32_t old_item, uint32_t new_item,
                      double least, struct tb_candidates *out) TB_NODISCARD;

/* Takes candidates from the best down, each row once. Those that are less alike than `least`, or less than
 * `margin` times as alike as the next best of either row, only serve as the nearest. */
void tb_match_assign(struct tb_matcher *matcher, struct tb_candidates *candidates,
                     enum tb_match_by by, double least, double margin);

#endif
