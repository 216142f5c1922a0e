/*
 * profile.h - a scale of status: from where a figure is near its target, when a year's figure counts as
 * short, and which label the three axes make, with what else a fair reader could say. It is data:
 * profiles/NAME.tsv, ours or a workspace's. The head of profiles/default.tsv says what the lines mean; its
 * lines count behind those of every other profile.
 */
#ifndef TB_EXTRACT_PROFILE_H
#define TB_EXTRACT_PROFILE_H

#include "extract/extract.h"

struct tb_profile;

/* `own`: the profile wanted; NULL: default alone. A bad line is TB_EUSAGE in `own`, TB_EFORMAT in ours,
 * with its place. */
enum tb_status tb_profile_new(const struct tb_lexicon_file *own, struct tb_arena *arena,
                              struct tb_profile **out, struct tb_error *error) TB_NODISCARD;

/* Whether a missed figure is near its target. */
bool tb_profile_is_near(const struct tb_profile *profile, const struct tb_pair *pair);

/* Whether a year's figure, for which there is still time, is too far below what is due by now. */
bool tb_profile_is_short(const struct tb_profile *profile, const struct tb_pair *pair);

/* The labels that the scale gives to what words and figures make: the first is the item's label, the
 * others a fair reader could give too. They live as long as the profile. */
const enum tb_label *tb_profile_labels(const struct tb_profile *profile, enum tb_label label,
                                       enum tb_attainment attainment, enum tb_evidence evidence,
                                       uint32_t *count);

#endif
