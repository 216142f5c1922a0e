/*
 * confidence.h - how often a state of the same ground was one that a fair reader accepts. The grounds are
 * the figures (agreeing with the words, or not), many claims, a few, none; what was counted for each, in
 * bulletins whose states people wrote down, is knowledge: lexicon/confidence.tsv.
 */
#ifndef TB_EXTRACT_CONFIDENCE_H
#define TB_EXTRACT_CONFIDENCE_H

#include "extract/extract.h"

enum tb_ground {
    TB_GROUND_FIGURES_AGREE, /* figures decide, and the words say the same */
    TB_GROUND_FIGURES,       /* figures decide */
    TB_GROUND_MANY_CLAIMS,   /* more than two clauses say something, and no figure decides */
    TB_GROUND_CLAIMS,        /* one or two do */
    TB_GROUND_NO_CLAIM,      /* none does */
    TB_GROUND_END
};

struct tb_confidence {
    bool known[TB_GROUND_END];
    double share[TB_GROUND_END]; /* 0 to 1 */
};

/* Reads the counts; lines of `extra` files come before ours. A line that is wrong, or a ground without
 * one, is an error. */
enum tb_status tb_confidence_read(const struct tb_lexicon_file *extra, size_t extra_count,
                                  struct tb_confidence *out, struct tb_error *error) TB_NODISCARD;

/* The ground of a state; `figures`: figures decided it. */
enum tb_ground tb_ground_of(const struct tb_item_status *status, bool figures);

#endif
