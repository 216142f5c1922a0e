/*
 * summary.h - check --summary: how many findings of which severity there are, by rule and by report, and
 * no finding itself.
 */
#ifndef TB_CLI_SUMMARY_H
#define TB_CLI_SUMMARY_H

#include "base/json.h"
#include "cli/rules.h"
#include "model/report.h"

/* Findings by severity. */
struct tb_counts {
    uint64_t of[TB_SEVERITY_END];
};

/* "  24 警告  19 提示  10 信息  sample.txt  title" */
void tb_summary_put_report(struct tb_screen *screen, const char *name,
                           const struct tb_report *report, const struct tb_counts *counts);

/* A line for each rule that found something, under the headings of their topics. `counts`: one for each
 * plugin of the set, then one for plugin-failed. */
void tb_summary_put_rules(struct tb_screen *screen, const struct tb_plugin_set *plugins,
                          const struct tb_rules *rules, const struct tb_counts *counts);

/* The same as the member "rules" of an open object; and counts as its member "counts". */
void tb_summary_put_rules_json(struct tb_json *json, const struct tb_plugin_set *plugins,
                               const struct tb_rules *rules, const struct tb_counts *counts);
void tb_summary_put_counts_json(struct tb_json *json, const struct tb_counts *counts);

#endif
