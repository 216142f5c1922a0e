/*
 * tally.h - what the clauses of one part say, counted; the ground on which its state is decided.
 */
#ifndef TB_EXTRACT_TALLY_H
#define TB_EXTRACT_TALLY_H

#include "extract/clauses.h"
#include "extract/rules.h"
#include "model/report.h"

struct tb_tally {
    uint16_t said[TB_LABEL_END]; /* clauses by what they say */
    uint16_t met, over, missed;  /* verdicts of its pairs; over: met and more */
    uint16_t near, pending;      /* those missed that are near; those not decided */
    uint16_t stage;              /* highest stage reached; TB_RULES_NONE: none named */
    uint16_t target_stage;
    bool completion_asked; /* the target wants the thing finished in the period */
};

/* The state a tally amounts to; false: it shows neither activity nor marker. */
bool tb_tally_decide(const struct tb_tally *tally, enum tb_label *out);

/* Labels that tell of trouble, in the order of their weight. */
bool tb_label_is_trouble(enum tb_label label);

#endif
