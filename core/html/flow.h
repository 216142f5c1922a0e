/*
 * flow.h - the text of a line or a cell while a page is walked through: white space as HTML has it, and
 * where each stretch stands in the source.
 */
#ifndef TB_HTML_FLOW_H
#define TB_HTML_FLOW_H

#include <gumbo.h>

#include "base/list.h"
#include "ingest/paper.h"

struct tb_flow {
    struct tb_str source;   /* the page */
    struct tb_arena *arena; /* of the lists */
    struct tb_buf *paper;   /* for repairs */
    struct tb_buf text;
    struct {
        struct tb_origin *at;
        size_t count, room;
    } origins;
    uint32_t from, to; /* in the source: its first character, and behind its last */
    uint32_t breaks;   /* line ends to come before the next character */
    bool space;        /* a blank to come before it */
    bool full;         /* the arena is full */
};

/* Forgets the text. */
void tb_flow_clear(struct tb_flow *flow);

/* Adds the text of a node. */
void tb_flow_add(struct tb_flow *flow, const GumboText *node);

/* Adds one character that stands for what begins at `from` in the source. */
void tb_flow_put(struct tb_flow *flow, const char *character, uint32_t from);

/* The border of a block; one of them beside another is the same one. And br, each of which counts. */
void tb_flow_border(struct tb_flow *flow);
void tb_flow_break(struct tb_flow *flow);

#endif
