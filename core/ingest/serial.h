/*
 * serial.h - the numbers of items: 7, 七、, （三）, 1.2, ★12.
 */
#ifndef TB_INGEST_SERIAL_H
#define TB_INGEST_SERIAL_H

#include "ingest/knowledge.h"

enum { TB_SERIAL_LEVELS = 4 };

/* The levels of a number: one for a plain one; none where the text is no number. */
struct tb_serial {
    uint32_t level[TB_SERIAL_LEVELS];
    size_t levels;
};

struct tb_serial tb_serial_read(const struct tb_ingest *know, struct tb_str text);

/* The depth of the enumerator that a section title begins with: 1 for 一、 and 第一部分, 2 for （一）,
 * 3 for 1、 and 1., 0 for none. */
unsigned tb_section_depth(const struct tb_ingest *know, struct tb_str text);

/* The number of a page between its tables, folded: "-2-", "第2页", "第2页共9页". */
bool tb_is_page_mark(struct tb_str folded);

/* True where the column holds running numbers in rows from..end: most filled cells are numbers, and
 * most of those are one more than the one before. Looks at the first TB_SAMPLE_ROWS rows. */
bool tb_serial_column(const struct tb_ingest *know, const struct tb_grid *grid, size_t from,
                      size_t end, uint32_t column);

#endif
