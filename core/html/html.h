/*
 * html.h - the reader of web pages, on gumbo. It runs in a process that is locked away with the page
 * (host/reader.h), loaded there as the module `html`.
 */
#ifndef TB_HTML_HTML_H
#define TB_HTML_HTML_H

#include "base/arena.h"
#include "base/buf.h"

/* Adds to `paper` (ingest/paper.h) what stands on the page: titles, metadata, lines, links, tables with
 * their merged cells. `text` is UTF-8 without NUL. White space is that of HTML: runs of it are one blank,
 * br is one line end, and so is the border of a block, so that figures in neighbouring paragraphs never
 * run together. Memory in `arena`. TB_EFORMAT: the page holds no text, the message says why; TB_ELIMIT:
 * it needs more memory than the arena gives. */
enum tb_status tb_html_read(struct tb_str text, struct tb_arena *arena, struct tb_buf *paper,
                            struct tb_error *error) TB_NODISCARD;

#endif
