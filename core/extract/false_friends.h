/*
 * false_friends.h - tells figures from numbers that are names, labels, ordinals, conditions or the
 * size in the name of a project. The words are knowledge (lexicon/false_friends.tsv).
 */
#ifndef TB_EXTRACT_FALSE_FRIENDS_H
#define TB_EXTRACT_FALSE_FRIENDS_H

#include "extract/figures.h"

/* Whether the number that begins at `at` is a name, whatever its unit: a letter touches it (G309,
 * PM2.5). */
bool tb_is_label(struct tb_str text, size_t at);

/* Where a figure stands, as far as it matters here. */
struct tb_surroundings {
    size_t clause_from;
    bool
        quoted; /* in a short quotation (“三区四园”, “30分钟健康圈”): only a percentage is a figure */
    bool frequent; /* behind 每月: 召开一次 says how often */
};

/* Whether `figure` is none. */
bool tb_is_false_friend(const struct tb_measures *measures, struct tb_str text,
                        const struct tb_figure *figure, const struct tb_surroundings *around);

#endif
