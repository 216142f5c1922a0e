/*
 * place.h - from byte offsets in a cell to what people and JSON are shown: field names, code points
 * and the line and column of the source.
 */
#ifndef TB_MODEL_PLACE_H
#define TB_MODEL_PLACE_H

#include "model/report.h"

/* The name of a column as a finding's `field`: its role where it is the first of that role and not
 * `other`, else "col:N" (0-based), written into `room`. */
enum { TB_FIELD_NAME = 16 };
const char *tb_field_name(const struct tb_report *report, uint16_t column,
                          char room[TB_FIELD_NAME]);
/* The column of such a name; TB_NO_COLUMN: unknown or not in this report. */
uint16_t tb_field_column(const struct tb_report *report, struct tb_str name);

/* From the beginning of the raw cell to where byte `at` of its clean text comes from; at most raw_len.
 * For cells with `raw` only. */
size_t tb_cell_origin(const struct tb_report *report, const struct tb_cell *cell, size_t at);

/* Whether the report's origins say where its text comes from. */
bool tb_cell_is_mapped(const struct tb_report *report, const struct tb_cell *cell);

/* "B7" for column 1 of row 7; `room` gets at most TB_CELL_NAME bytes. */
enum { TB_CELL_NAME = 24 };
struct tb_str tb_cell_name(uint32_t row, uint32_t column, char room[TB_CELL_NAME]);

/* Where a cell of a container stands: "Sheet1" and "C7", "table2" and "B3"; ptr NULL where the form has no such
 * places. Column TB_NO_COLUMN: the row as a whole, without a cell. Good as long as `out` and the row. */
struct tb_part_place {
    struct tb_str part, cell;
    char part_room[24], cell_room[TB_CELL_NAME];
};
void tb_place_in_part(const struct tb_row *row, uint16_t column, struct tb_part_place *out);

/* Code points before the byte offset `at`. */
uint32_t tb_place_chars(struct tb_str text, uint32_t at);

struct tb_place {
    uint32_t line, column; /* 1-based, column in code points of the raw line; 0: none */
};
/* Where byte `at` of the cell's clean text stands in the source. Tags and entities are counted:
 * the clean text is made again from the raw cell up to `at`. */
struct tb_place tb_place_in_source(const struct tb_report *report, const struct tb_cell *cell,
                                   uint32_t at);

#endif
