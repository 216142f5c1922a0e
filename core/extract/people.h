/*
 * people.h - who is named: the cells of columns about people, and behind a heading (责任人：…) those of units,
 * read into names with their roles (docs/formats/report.md, `people`).
 *
 * Titles, headings, surnames and what is no name are knowledge: lexicon/people.tsv. Where in doubt a short word
 * of such a column is taken for a name: masking rests on this.
 */
#ifndef TB_EXTRACT_PEOPLE_H
#define TB_EXTRACT_PEOPLE_H

#include "extract/extract.h"

struct tb_people;

/* The lexicon, parsed once; rows of `extra` files named "people" come before ours. A bad row is TB_EUSAGE with
 * its place in an extra file, TB_EFORMAT in ours. */
enum tb_status tb_people_new(const struct tb_lexicon_file *extra, size_t extra_count,
                             struct tb_arena *arena, struct tb_people **out,
                             struct tb_error *error) TB_NODISCARD;

/* Fills `people` of every item, in `arena`. A person's role is the heading in the cell, else the column's. */
enum tb_status tb_people_read(const struct tb_people *people, struct tb_report *report,
                              struct tb_arena *arena, struct tb_error *error) TB_NODISCARD;

#endif
