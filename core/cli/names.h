/*
 * names.h - the names of people that an export hides: those of a bulletin and of the periods before it, and what people
 * wrote about its findings.
 */
#ifndef TB_CLI_NAMES_H
#define TB_CLI_NAMES_H

#include "diff/past.h"
#include "extract/extract.h"
#include "extract/phrases.h"
#include "model/finding.h"

/* The `hidden_names` of `report` and of all bulletins of `past`, copied into `arena`. */
enum tb_status tb_names_gather(const struct tb_report *report, const struct tb_past *past,
                               struct tb_arena *arena, const struct tb_phrases **out,
                               struct tb_error *error) TB_NODISCARD;

/* Takes the names that are hidden in `report`, and who wrote it, out of what people wrote about a finding and about
 * the items. Nothing where none are hidden. Copies in `arena`; false: it is full. */
bool tb_names_mask_finding(const struct tb_extract *extract, const struct tb_report *report,
                           struct tb_arena *arena, struct tb_finding *finding) TB_NODISCARD;
bool tb_names_mask_noted(const struct tb_extract *extract, struct tb_report *report,
                         struct tb_arena *arena) TB_NODISCARD;

#endif
