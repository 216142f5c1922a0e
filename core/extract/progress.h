/*
 * progress.h - how far a task has come, read from prose and figures on three axes that stay apart:
 * what the text claims (reported), what the figures say (attainment), how good the evidence is. The
 * label is derived from them by the rules of decide() in progress.c; `accepted` are the labels a fair
 * reader could give instead (extract/profile.h).
 *
 * Order of work on an item: clauses and segments of target and result; parts; pairs must have been
 * read before.
 */
#ifndef TB_EXTRACT_PROGRESS_H
#define TB_EXTRACT_PROGRESS_H

#include "extract/profile.h"

struct tb_progress;

enum tb_status tb_progress_new(const struct tb_lexicon_file *extra, size_t extra_count,
                               struct tb_arena *arena, struct tb_progress **out,
                               struct tb_error *error) TB_NODISCARD;

/* Judges by another scale of status from now on; it begins with `default`. */
void tb_progress_set_profile(struct tb_progress *progress, const struct tb_profile *profile);

/* Fills parts, status and, `claims`, demands and claims of every item. */
enum tb_status tb_progress_read(const struct tb_progress *progress, struct tb_report *report,
                                bool claims, struct tb_arena *arena,
                                struct tb_error *error) TB_NODISCARD;

#endif
