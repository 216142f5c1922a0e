/*
 * tables.h - one table of a page: its rows and cells onto the paper.
 */
#ifndef TB_HTML_TABLES_H
#define TB_HTML_TABLES_H

#include "html/flow.h"

/* Puts the table onto the paper as number `number`, its caption before it as a heading. Tables within
 * its cells become text of theirs. Returns how many these are. `flow` is used for the texts. */
size_t tb_tables_put(struct tb_flow *flow, const GumboNode *table, uint32_t number);

/* The text of an element as that of a cell, added to the flow; returns the tables within. */
size_t tb_tables_text(struct tb_flow *flow, const GumboNode *element);

/* A repair for the text of an element that is not shown, or struck out; none for scripts and forms. */
void tb_tables_skip(const struct tb_flow *flow, const GumboNode *element);

/* Elements whose borders are line ends. */
bool tb_node_is_block(const GumboNode *node);

#endif
