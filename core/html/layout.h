/*
 * layout.h - which tables of a page only arrange it. They are judged before the page is read, in one
 * pass, in the order in which they begin.
 */
#ifndef TB_HTML_LAYOUT_H
#define TB_HTML_LAYOUT_H

#include <gumbo.h>

#include "base/arena.h"

struct tb_layouts {
    bool *is_layout; /* of each table, in the order of the page */
    size_t count;
    size_t text;    /* bytes on the page that are no white space */
    size_t scripts; /* script elements */
};

/* A table is a layout where no row of it has two cells, or where its cells hold more text in tables of
 * their own than beside them. False: the arena is full. */
bool tb_layouts_find(const GumboNode *root, struct tb_arena *arena, struct tb_layouts *out);

/* The next node of the tree below `root` in the order of the page, into `node` where `into`; NULL: that
 * was the last. *left counts the elements that end in between, innermost first: node, its parent, … */
const GumboNode *tb_node_next(const GumboNode *root, const GumboNode *node, bool into,
                              unsigned *left);

/* The children of an element or a document; NULL: it has none. */
const GumboVector *tb_node_children(const GumboNode *node);

bool tb_node_is(const GumboNode *node, GumboTag tag);

/* The value of an attribute; empty where there is none. */
struct tb_str tb_node_attribute(const GumboNode *node, const char *name);

/* Whether the element is one that pages do not show: scripts, forms' choices, display:none. */
bool tb_node_is_unseen(const GumboNode *node);
bool tb_node_is_hidden(const GumboNode *node);

#endif
