/*
 * differ.h - what comparing needs to know: how much columns count, what is near enough, what changes
 * mean. Read once from lexicon/, never changed afterwards.
 */
#ifndef TB_DIFF_DIFFER_H
#define TB_DIFF_DIFFER_H

#include "model/change.h"

/* A file of a workspace's own, of the same name and form as one of lexicon/; its lines come last and
 * replace. */
struct tb_differ_file {
    const char *name;   /* "likeness", "matching" */
    const char *source; /* path, for messages */
    struct tb_str text;
};

struct tb_differ;

/* TB_EUSAGE with its place: a line of an extra file is not as it should be. In `arena`. */
enum tb_status tb_differ_new(const struct tb_differ_file *extra, size_t extra_count,
                             struct tb_arena *arena, struct tb_differ **out,
                             struct tb_error *error) TB_NODISCARD;

/* What `why` of a match or change is called; the name itself where it is unknown. */
struct tb_str tb_differ_words(const struct tb_differ *differ, const char *why, bool chinese);

#endif
