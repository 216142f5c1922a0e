/*
 * pins.h - what people decided about items of one report, over what was read: the pairs of figures and the
 * status. A pin that finds nothing to speak of becomes a repair of kind "pin" (docs/formats/pins.md).
 */
#ifndef TB_EXTRACT_PINS_H
#define TB_EXTRACT_PINS_H

#include "model/report.h"

enum tb_pin_kind { TB_PIN_PAIR, TB_PIN_STATUS, TB_PIN_MATCH };

struct tb_item_pin {
    enum tb_pin_kind kind;
    struct tb_str series; /* of snapshots; "": any. A file has none: then the period decides */
    struct tb_period period;
    struct tb_str item;    /* its id */
    enum tb_side side;     /* pair: which target; */
    struct tb_str target;  /* the figures as written; */
    struct tb_str actual;  /* ptr NULL: no figure answers the target */
    enum tb_label label;   /* status */
    struct tb_str partner; /* match: the item's id in the other report; ptr NULL: it has none */
    struct tb_str who, reason;
    struct tb_str place; /* "pins.tsv:3" */
};

struct tb_pins {
    const struct tb_item_pin *at;
    size_t count;
};

/* Puts the pairs that people decided in the place of those that were read; before the progress is. And
 * the statuses, after it. False: arena full. */
bool tb_pins_pairs(const struct tb_pins *pins, struct tb_report *report, struct tb_arena *arena);
bool tb_pins_status(const struct tb_pins *pins, struct tb_report *report, struct tb_arena *arena);

#endif
