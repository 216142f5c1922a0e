/*
 * change.h - what became of the items of one bulletin in a later one: who is who, and what changed.
 * Plain data over two frozen reports, as JSON in schema tongbao.diff/1 (docs/formats/diff.md). Made by
 * the diff layer; all of it lives in one arena, and the reports must live as long.
 */
#ifndef TB_MODEL_CHANGE_H
#define TB_MODEL_CHANGE_H

#include "model/report.h"

/* One item of the old report is one of the new. */
struct tb_match {
    uint32_t old_item, new_item; /* indices into the items */
    enum tb_match_by by;
    double score;      /* how alike over all columns, 0 … 1; 1 where the tasks are equal */
    double confidence; /* that it is the same item */
    const char *why;   /* static, a name of core/diff/lexicon/reasons.tsv: "task-equal" */
};

/* A part of a text, in bytes, half-open. */
struct tb_stretch {
    uint32_t from, to;
};

/* A stretch of the old text and what stands in its place in the new one, in bytes; either may be empty. */
struct tb_edit {
    uint32_t old_from, old_to, new_from, new_to;
};

/* The one of the other report that came nearest to an item without a partner. */
struct tb_near {
    uint32_t item; /* TB_NONE: none came near */
    double score;
};

/* An item without a partner whose task stands in one that has: it was split off, or merged into it. */
struct tb_kinship {
    bool merged;       /* an old item went into a new one; else a new item came out of an old one */
    uint32_t item;     /* the one without partner: of the old report if merged, else of the new */
    uint32_t whole;    /* the item it is part of, in the other report */
    uint32_t partner;  /* what that one is paired with, in the report of `item` */
    double share;      /* how much of the task stands in the whole's, 0 … 1 */
    double confidence; /* 0 … 1 */
};

struct tb_matching {
    struct tb_match *at; /* in the order of the new items */
    size_t count;
    uint32_t *of_old, *of_new;           /* by item: index into `at`; TB_NONE: no partner */
    struct tb_near *near_old, *near_new; /* by item, for those without partner */
    struct tb_kinship *kin;
    size_t kin_count;
};

/* One change. Which of the members say something depends on the kind; the others are TB_NONE, TB_NO_COLUMN,
 * 0. Exchanging the reports exchanges `old` and `new` members and gives the opposite kind: added and removed,
 * softened and raised, up and down, merged and split, and so on. */
struct tb_change {
    enum tb_change_kind kind;
    uint32_t old_item, new_item; /* TB_NONE: not in that report */
    enum tb_severity severity;
    double confidence;
    const char *why; /* static, a name of core/diff/lexicon/changes.tsv: "bound-lowered" */
    uint16_t old_column, new_column; /* the cells it speaks of */
    const struct tb_edit
        *edits; /* of those cells, in the order of the text: all, or those it rests on */
    uint32_t edit_count;
    uint32_t old_quantity, new_quantity; /* indices into the items' lists, as the following */
    uint32_t old_date, new_date;
    uint32_t old_unit, new_unit;
    uint32_t old_part, new_part;
    int32_t days;          /* how much later the new date is; less than 0: earlier */
    struct tb_kinship kin; /* merged, split */
    struct tb_near near;   /* added, removed: the one that came nearest */
};

/* All that is different between two reports. */
struct tb_diff {
    const struct tb_report *old_report, *new_report;
    struct tb_matching matching;
    struct tb_change
        *changes; /* by new item, those that are gone behind the one that stood before them */
    size_t change_count;
    /* By new item, and one more: the changes of an item go from its first up to the first of the next, but
     * for those at the end that speak of items that are gone. */
    const uint32_t *first_of_new;
    bool same_year; /* the years are equal, as far as they are known */
    bool
        same_issue; /* of one period, as far as is known: the same bulletin, perhaps published again */
};

#endif
