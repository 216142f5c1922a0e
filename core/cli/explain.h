/*
 * explain.h - the parts of tongbao explain: a rule (explain_rule.c) and an item (explain_item.c).
 */
#ifndef TB_CLI_EXPLAIN_H
#define TB_CLI_EXPLAIN_H

#include "cli/setup.h"

/* What the rule looks for and why, its severity and options with their origin, an example out of its
 * cases. `declared`: what it says of itself, as JSON; ptr NULL: it does not load. */
void tb_explain_rule(struct tb_screen *screen, const struct tb_setup *setup,
                     const struct tb_plugin *plugin, struct tb_str declared);

/* Everything that was read from one item. */
void tb_explain_item(struct tb_screen *screen, const struct tb_report *report, uint32_t index);

/* One comparison, with the candidates that were not chosen. */
void tb_explain_pair(struct tb_screen *screen, const struct tb_item *item,
                     const struct tb_pair *pair);

/* A heading of its own line. */
void tb_explain_heading(struct tb_screen *screen, const char *zh, const char *en);

#endif
