/*
 * title.h - what single lines of a page's head say.
 */
#ifndef TB_INGEST_TITLE_H
#define TB_INGEST_TITLE_H

#include "ingest/knowledge.h"

/* How much a line looks like the title of a bulletin; below 1: not at all. */
int tb_title_score(const struct tb_ingest *know, struct tb_str line);

/* Of a title as pages give it, "…情况通报_某区人民政府", the part that looks most like one. */
struct tb_str tb_title_part(const struct tb_ingest *know, struct tb_str text);

/* Whether a name holds words, and not only a series and a period as file names do. */
bool tb_title_is_named(struct tb_str name);

/* The name of the place that a title begins with, or that stands behind its year
 * ("临淄区2021年…", "2021年临淄区重点工作…"), as written there; ptr NULL: none. */
struct tb_str tb_title_place(const struct tb_ingest *know, struct tb_str title);

/* Whether a text, with or without its colon, is the key of a piece of metadata. */
bool tb_meta_key(const struct tb_ingest *know, struct tb_str text);

/* The next "key：value" of a line of metadata from *at on, if one begins there; moves *at behind
 * it. The value ends where the next known key begins. */
bool tb_meta_next(const struct tb_ingest *know, struct tb_str line, size_t *at,
                  struct tb_meta *out);

#endif
