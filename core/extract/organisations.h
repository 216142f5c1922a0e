/*
 * organisations.h - who is responsible: the cells of the columns that hold units, read into
 * organisations with their roles (docs/formats/report.md, `units`).
 *
 * Separators, marks (牵头, 配合, 提供数据, 业主), endings of names and collectives are knowledge:
 * lexicon/organisations.tsv, unit_marks.tsv and collectives.tsv. A name that no list knows is taken
 * as it stands between two separators.
 */
#ifndef TB_EXTRACT_ORGANISATIONS_H
#define TB_EXTRACT_ORGANISATIONS_H

#include "extract/extract.h"

struct tb_organisations;

/* The lexicons, parsed once; rows of `extra` files of the three names come before ours. A bad row is
 * TB_EUSAGE with its place in an extra file, TB_EFORMAT in one of ours. */
enum tb_status tb_organisations_new(const struct tb_lexicon_file *extra, size_t extra_count,
                                    struct tb_arena *arena, struct tb_organisations **out,
                                    struct tb_error *error) TB_NODISCARD;

/* Fills `units` of every item, in `arena`, and appends a repair "joined-name" for every cell in which
 * a name broken by a blank or a line end was put together. On failure the repairs are as they
 * were. */
enum tb_status tb_organisations_read(const struct tb_organisations *organisations,
                                     struct tb_report *report, struct tb_arena *arena,
                                     struct tb_error *error) TB_NODISCARD;

#endif
