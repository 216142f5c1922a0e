/*
 * pairing.h - holds targets against results: which figure of the result answers which figure of the
 * target, one to one, with the reason, the confidence and the candidates that were not taken.
 *
 * Method: candidates of one dimension are scored by unit, by the likeness of what is measured, by
 * sentence, action verb and scope (cumulative, of the period, of the year), and taken by falling
 * score above a threshold. Weights stand in one table in pair_score.c; words in lexicon/pairing.tsv.
 */
#ifndef TB_EXTRACT_PAIRING_H
#define TB_EXTRACT_PAIRING_H

#include "extract/extract.h"

struct tb_pairing;

enum tb_status tb_pairing_new(const struct tb_lexicon_file *extra, size_t extra_count,
                              struct tb_arena *arena, struct tb_pairing **out,
                              struct tb_error *error) TB_NODISCARD;

/* Fills the pairs of every item, from its quantities: for the period (target column against result)
 * and for the year (annual target or task column against result). */
enum tb_status tb_pairing_read(const struct tb_pairing *pairing, struct tb_report *report,
                               struct tb_arena *arena, struct tb_error *error) TB_NODISCARD;

#endif
