/*
 * repairs.h - the list of what reading had to mend, collected while a report is built. The kinds
 * are listed in docs/formats/repairs.md.
 */
#ifndef TB_INGEST_REPAIRS_H
#define TB_INGEST_REPAIRS_H

#include "model/report.h"

struct tb_repairs {
    struct tb_arena *arena;
    struct tb_repair *at;
    size_t count, room;
};

/* Adds one entry; `kind` is static, `detail` borrowed. NULL: the arena is full. */
struct tb_repair *tb_repairs_add(struct tb_repairs *repairs, const char *kind, uint32_t line,
                                 uint32_t column, uint32_t count, struct tb_str detail);

/* Into the order of the source: by line, then column; equal places keep their order. */
bool tb_repairs_sort(struct tb_repairs *repairs);

/* The first code points of a long text, for a repair's detail. */
struct tb_str tb_repairs_excerpt(struct tb_str text);

#endif
