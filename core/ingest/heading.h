/*
 * heading.h - what a cell says as the header of a column.
 */
#ifndef TB_INGEST_HEADING_H
#define TB_INGEST_HEADING_H

#include "ingest/knowledge.h"

struct tb_heading {
    const struct tb_header_word *word; /* NULL: not understood */
    bool exact;   /* the word is all there is, beside words of time and brackets */
    bool in_part; /* names a part of the year */
    bool blank;
};

struct tb_heading tb_heading_read(const struct tb_ingest *know, struct tb_str text);

/* The role by the header alone; TB_ROLE_OTHER where it is not understood. */
enum tb_role tb_heading_role(struct tb_heading heading);

/* What a row looks like as a header. */
struct tb_header_look {
    uint32_t filled;       /* cells with text */
    uint32_t known, exact; /* different roles among them, by any match and by exact ones */
};
struct tb_header_look tb_header_look(const struct tb_ingest *know, const struct tb_row *row);

/* Cells that are short and do not begin with a digit: only such a row can be a header. */
bool tb_header_possible(const struct tb_row *row);

/* The same header again: equal texts after folding, or as many columns of the same roles. */
bool tb_header_same(const struct tb_ingest *know, const struct tb_row *a, const struct tb_row *b);

#endif
