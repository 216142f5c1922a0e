/*
 * reasons.h - why something is late or changed (因…, 受…影响, 根据…要求), by class, and which
 * commitments the text itself changes (由30个调整为20个). The words and classes are knowledge:
 * lexicon/reasons.tsv and adjustments.tsv. `reasons` and `adjusted` in docs/formats/report.md.
 */
#ifndef TB_EXTRACT_REASONS_H
#define TB_EXTRACT_REASONS_H

#include "extract/extract.h"

struct tb_reasons;

/* The lexicons; rows of `extra` files of the two names come before ours. A bad row is TB_EUSAGE in an
 * extra file, TB_EFORMAT in one of ours. */
enum tb_status tb_reasons_new(const struct tb_lexicon_file *extra, size_t extra_count,
                              struct tb_arena *arena, struct tb_reasons **out,
                              struct tb_error *error) TB_NODISCARD;

struct tb_reason_list {
    struct tb_reason *at;
    size_t count, room;
};
struct tb_adjusted_list {
    struct tb_adjusted *at;
    size_t count, room;
};

/* Appends what `text` gives, in its order; spans get `column`. False: the arena is full. */
bool tb_reasons_scan(const struct tb_reasons *reasons, struct tb_str text, uint16_t column,
                     struct tb_arena *arena, struct tb_reason_list *out);
bool tb_adjusted_scan(const struct tb_reasons *reasons, struct tb_str text, uint16_t column,
                      struct tb_arena *arena, struct tb_adjusted_list *out);

/* Fills reasons and adjusted of every item: reasons from results, problems (whose first sentence is one
 * in any case) and notes, adjustments from targets too. */
enum tb_status tb_reasons_read(const struct tb_reasons *reasons, struct tb_report *report,
                               struct tb_arena *arena, struct tb_error *error) TB_NODISCARD;

#endif
