/*
 * baseline.h - baseline.tsv of a workspace: what people thought of findings, by fingerprint
 * (docs/formats/baseline.md). Read before a run, added to after it, never taken from.
 */
#ifndef TB_HOST_BASELINE_H
#define TB_HOST_BASELINE_H

#include "base/buf.h"
#include "model/finding.h"

enum { TB_BASELINE_MAX = 16 << 20 /* bytes of the file */, TB_ABOUT_MAX = 240 };

/* One line. Texts are slices of the file, "" where nothing is said. */
struct tb_baseline_line {
    struct tb_str fingerprint; /* 16 hex digits */
    struct tb_judgement judgement;
    struct tb_period period;   /* that of the judgement; unknown where none is said */
    struct tb_str about, rule; /* rule: the first word of `about` */
    struct tb_str task;        /* 16 hex digits, tb_finding_task; "" where none is said */
    uint32_t line;
};

struct tb_baseline {
    struct tb_str path;          /* ptr NULL: there is no workspace */
    bool exists;                 /* the file does */
    struct tb_str text;          /* as read */
    struct tb_baseline_line *at; /* ordered by fingerprint */
    size_t count;
    const struct tb_baseline_line **by_task; /* those with a task, ordered by it */
    size_t by_task_count;
};

/* Reads `dir`/baseline.tsv; none is no error. Memory in `arena`. TB_EUSAGE with the place: a line is
 * not as it should be; says what was expected. */
enum tb_status tb_baseline_read(const char *dir, struct tb_arena *arena, struct tb_baseline *out,
                                struct tb_error *error) TB_NODISCARD;

/* The line of a finding of a report: the one of its fingerprint; else one that an earlier period has of the
 * same subject (rule, item, field, kind of figures), the latest: *carried. NULL: there is neither. */
const struct tb_baseline_line *tb_baseline_find(const struct tb_baseline *baseline,
                                                struct tb_str fingerprint,
                                                const struct tb_period *period, bool *carried);

/* Whether its day, if any, is past; `today` is "2025-12-31". */
bool tb_judgement_expired(const struct tb_judgement *judgement, struct tb_str today);

/* Sets state, disposition and judgement of the finding by its line (NULL: new). What was explained or is a
 * false alarm is suppressed, the rest known; what is carried is known, since its figures are other ones;
 * after its day it is new again, with the disposition it had. */
void tb_baseline_judge(const struct tb_baseline_line *line, bool carried, struct tb_str today,
                       struct tb_finding *finding);

/* "target-missed 2024-009 完成情况 9人": what a line is about, for people; one line, no tab. */
void tb_baseline_about(const struct tb_report *report, const struct tb_finding *finding,
                       struct tb_buf *out);

/* Replaces the file by its old text with `lines` (whole lines) behind it, under the heading when it is
 * new. TB_EIO: it cannot be written, and is as it was. */
enum tb_status tb_baseline_append(const struct tb_baseline *baseline, struct tb_str lines,
                                  struct tb_error *error) TB_NODISCARD;

#endif
