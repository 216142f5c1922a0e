/*
 * finding.h - what a check says about a bulletin, as the broker keeps it: validated, with its place
 * and both languages. All text is owned by the arena of the run.
 */
#ifndef TB_MODEL_FINDING_H
#define TB_MODEL_FINDING_H

#include "model/report.h"

/* A figure named in a message: {want} in the text, its value and text for JSON. */
struct tb_figure {
    struct tb_str name, text, exact, unit; /* exact ptr NULL: not a number */
};

struct tb_related {
    uint32_t item;
    struct tb_span span; /* column TB_NO_COLUMN: the item as a whole */
};

/* What a person thought of a finding. Texts are "" where nothing is said. */
struct tb_judgement {
    enum tb_disposition disposition;
    struct tb_str reason, who, until, reply; /* until: "2025-12-31" */
    struct tb_str period;                    /* of the report it was said of: "2024Q2" */
};

/* What the baseline says of a finding in an item, made in its bulletin or in one before. */
struct tb_noted {
    struct tb_str rule;
    struct tb_judgement judgement;
    struct tb_period period; /* that of the judgement; unknown where none is said */
    uint32_t line;           /* of baseline.tsv */
};

struct tb_finding {
    struct tb_str rule;
    enum tb_severity severity;
    uint32_t report;     /* index into the run's reports */
    uint32_t item;       /* TB_NONE: the report as a whole */
    struct tb_span span; /* bytes; column TB_NO_COLUMN: no field */
    struct tb_str zh, en;
    const struct tb_figure *figures;
    uint32_t figure_count;
    const struct tb_related *related;
    uint32_t related_count;
    double confidence;
    char fingerprint[17]; /* 16 hex digits */
    enum tb_state state;  /* these two by the baseline: new, unreviewed without one */
    enum tb_disposition disposition;
    const struct tb_judgement *judgement; /* NULL: there is none */
    bool carried;                         /* it was made for another figure of an earlier period */
};

enum { TB_SUBJECT_DIGITS = 8 };

/* Fills `fingerprint`: 16 hex digits. The first TB_SUBJECT_DIGITS are of SHA-256 over rule, the item's task
 * without white space (or its id where there is none: ids change when a bulletin is renumbered), field,
 * and names and units of the figures: they stay the same from period to period. The others are of SHA-256
 * over all that and the figures' values; in a finding without figures, its quote. A figure named "no" is
 * the number of an item and has no part in it. `nth` tells apart findings of one report that would be
 * equal, from 0. */
void tb_finding_fingerprint(const struct tb_report *report, struct tb_finding *finding,
                            uint32_t nth);

/* The first TB_SUBJECT_DIGITS that the fingerprint would have if the task were worded as that of
 * `old_item`: what the finding is called in a bulletin before. */
void tb_finding_subject(const struct tb_report *report, const struct tb_finding *finding,
                        const struct tb_report *old_report, const struct tb_item *old_item,
                        char out[TB_SUBJECT_DIGITS + 1]);

/* What a judgement knows an item by, in every bulletin that words the task alike: TB_TASK_DIGITS hex digits
 * of SHA-256 over the task without white space, or over the item's id where there is none. */
enum { TB_TASK_DIGITS = 16 };
void tb_finding_task(const struct tb_report *report, const struct tb_item *item,
                     char out[TB_TASK_DIGITS + 1]);

/* The order of output: report, item (whole report last), column, from, rule, message. */
int tb_finding_compare(const struct tb_finding *a, const struct tb_finding *b);

#endif
