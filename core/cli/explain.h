/*
 * explain.h - the parts of tongbao explain: a rule (explain_rule.c) and an item (explain_item.c); all of it
 * for programs (explain_json.c).
 */
#ifndef TB_CLI_EXPLAIN_H
#define TB_CLI_EXPLAIN_H

#include "cli/examples.h"
#include "cli/setup.h"
#include "model/finding.h"

/* What is explained: a rule; or a report with the items and findings that are meant. */
struct tb_explanation {
    struct tb_report *report; /* NULL: a rule only */
    const char *name;         /* the report's, as it was asked for */
    struct tb_finding *findings;
    size_t finding_count;
    uint32_t *items; /* indices into the report's */
    size_t item_count;
    struct tb_str *declarations; /* of the setup's plugins; NULL: no rule is explained */
    struct tb_examples examples;
};

/* All of it as tongbao.explanation/1 (docs/formats/explanation.md), on several lines or on one. */
void tb_explain_json(struct tb_buf *out, const struct tb_setup *setup,
                     const struct tb_explanation *explained, bool pretty);

/* What the rule looks for and why, its severity and options with their origin, examples out of its cases.
 * `declared`: what it says of itself, as JSON; ptr NULL: it does not load. */
void tb_explain_rule(struct tb_screen *screen, const struct tb_setup *setup,
                     const struct tb_plugin *plugin, struct tb_str declared,
                     const struct tb_examples *examples);

/* Where the setting `checks.RULE.NAME` comes from; NULL: it is the default. */
const struct tb_value_shown *tb_explain_origin(const struct tb_setup *setup, struct tb_str rule,
                                               struct tb_str name);

/* Everything that was read from one item. */
void tb_explain_item(struct tb_screen *screen, const struct tb_report *report, uint32_t index);

/* One comparison, with the candidates that were not chosen. */
void tb_explain_pair(struct tb_screen *screen, const struct tb_item *item,
                     const struct tb_pair *pair);

/* The comparisons and recomputed figures that touch the finding's place. */
void tb_explain_grounds(struct tb_screen *screen, const struct tb_report *report,
                        const struct tb_finding *finding);

/* A heading of its own line. */
void tb_explain_heading(struct tb_screen *screen, const char *zh, const char *en);

#endif
