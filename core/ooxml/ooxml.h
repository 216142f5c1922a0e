/*
 * ooxml.h - the reader of workbooks (XLSX) and documents (DOCX), on libzip and expat. It runs in a process
 * that is locked away with the file (host/reader.h), loaded there as the module `ooxml`.
 */
#ifndef TB_OOXML_OOXML_H
#define TB_OOXML_OOXML_H

#include "base/arena.h"
#include "base/buf.h"

/* Adds to `paper` (ingest/paper.h) what the file shows: of a workbook its visible sheets, values as their
 * formats show them; of a document its paragraphs and tables, deleted text left out, numbers of lists
 * written out; of a feed or sitemap, as text from its first tag, the entries (feed.h). Memory in `arena`. TB_EFORMAT: damaged, encrypted, or another kind of container; TB_ELIMIT:
 * larger than the caps of parts.h, or than the arena. */
enum tb_status tb_ooxml_read(struct tb_str bytes, struct tb_arena *arena, struct tb_buf *paper,
                             struct tb_error *error) TB_NODISCARD;

#endif
