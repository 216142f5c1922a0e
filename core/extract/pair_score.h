/*
 * pair_score.h - how well one figure of a result answers one figure of a target: by unit, by the likeness
 * of what is measured, by order, sentence, action verb and scope (cumulative, of the period, of the year).
 * The weights stand in one table in pair_score.c; they were chosen on annotated bulletins, see
 * docs/accuracy.md.
 */
#ifndef TB_EXTRACT_PAIR_SCORE_H
#define TB_EXTRACT_PAIR_SCORE_H

#include "extract/extract.h"
#include "extract/subject.h"

/* One figure that may take part, with its subject. */
struct tb_candidate {
    uint32_t index; /* into the item's quantities */
    uint32_t rank;  /* place among those of its cell */
    struct tb_subject subject;
    bool sole; /* the only figure of its unit in its cell */
    bool taken;
    bool answers_period; /* of the result: taken by the period's only target of its unit */
};

/* The figures of one cell; its memory is used again for the next. */
struct tb_pair_side {
    struct tb_candidate *at;
    size_t count, room;
};

/* The two cells of an item that are held together. */
struct tb_sides {
    const struct tb_item *item;
    struct tb_subject task; /* what the item's task says */
    struct tb_pair_side targets, actuals;
};

struct tb_scored {
    double score, likeness, unit;
    uint32_t target, actual; /* places in the sides */
};

/* Units that may stand for one another: 1 the same, 0.6 one group of counting words, 0 not. */
double tb_unit_agreement(const struct tb_quantity *a, const struct tb_quantity *b);

/* The score of target `t` against actual `a`, from 0 (no answer) to a little above 1, with its grounds in
 * *out; 0 leaves *out as it was. */
double tb_pair_score(const struct tb_sides *sides, enum tb_side side_kind, size_t t, size_t a,
                     struct tb_scored *out);

#endif
