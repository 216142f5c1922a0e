/*
 * implied.h - answers without a figure: 全部, 全覆盖, 均已 stand for the whole of what the target counts,
 * and a list of as many names as the target counts stands for their number (打通断头路3条: 青松路、学苑
 * 路、文景路已通车). Read only where no figure answers. A shorter list decides nothing, nor does a clause
 * that speaks of a plan, a rest or an exception. Words: lexicon/implied.tsv.
 */
#ifndef TB_EXTRACT_IMPLIED_H
#define TB_EXTRACT_IMPLIED_H

#include "extract/extract.h"
#include "extract/subject.h"

struct tb_implied;

/* `extra`: files of the lexicon `implied`, whose words come before ours. */
enum tb_status tb_implied_new(const struct tb_lexicon_file *extra, size_t extra_count,
                              struct tb_arena *arena, struct tb_implied **out,
                              struct tb_error *error) TB_NODISCARD;

/* The words of `result` that answer `target`, whose subject is `subject`; ptr NULL: none do. `sole`: it is
 * the cell's only target. `words`: those of the pairing. False: arena full. */
bool tb_implied_read(const struct tb_implied *implied, const struct tb_subject_words *words,
                     struct tb_str result, const struct tb_quantity *target,
                     const struct tb_subject *subject, bool sole, struct tb_arena *arena,
                     struct tb_str *out);

#endif
