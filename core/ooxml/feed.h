/*
 * feed.h - lists of pages in XML: feeds (RSS 2.0, RSS 1.0, Atom: RFC 4287) and sitemaps (sitemaps.org 0.9). Each
 * entry becomes a link, as a web page has them: its title, its address, its day as the line beside it.
 */
#ifndef TB_OOXML_FEED_H
#define TB_OOXML_FEED_H

#include "base/arena.h"
#include "base/buf.h"

/* Adds the entries of `text` to the paper (ingest/paper.h), in its order; of a list of further sitemaps with
 * "sitemap" as the heading above. TB_EFORMAT: not well-formed, with a document type, or no such list. */
enum tb_status tb_feed_read(struct tb_str text, struct tb_arena *arena, struct tb_buf *paper,
                            struct tb_error *error) TB_NODISCARD;

#endif
