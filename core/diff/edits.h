/*
 * edits.h - what was written in place of what: the stretches in which two versions of a text differ.
 * Numbers with their units, dates and words in Latin letters are never cut; stretches with little in common
 * are one edit, not many. Exchanging the texts mirrors the edits. Positions are bytes.
 */
#ifndef TB_DIFF_EDITS_H
#define TB_DIFF_EDITS_H

#include "model/change.h"

/* A text and the stretches of it that must not be cut: rising, apart from each other. */
struct tb_edit_text {
    struct tb_str text;
    const struct tb_stretch *whole;
    size_t count;
};

struct tb_edits {
    struct tb_edit
        *at; /* in the order of the text; what stands between them is equal, byte by byte */
    size_t count, room;
};

/* What comparing works with: memory of its own, forgotten after each text, and how many tokens may still be
 * looked at. Where they are used up, or a text has too little in common with the other, a stretch is one edit. */
struct tb_editor {
    struct tb_arena *scratch;
    uint64_t steps;
};
enum { TB_EDITOR_MEMORY = 256 << 20, TB_EDITOR_STEPS = 400 << 20 };

/* Puts the edits from `old_text` to `new_text` into `out`, in `arena`. */
enum tb_status tb_edits_find(struct tb_editor *editor, const struct tb_edit_text *old_text,
                             const struct tb_edit_text *new_text, struct tb_arena *arena,
                             struct tb_edits *out, struct tb_error *error) TB_NODISCARD;

/* The figures and dates that were read in a cell, as stretches of its text. */
enum tb_status tb_edit_text_of(const struct tb_item *item, uint16_t column, struct tb_arena *arena,
                               struct tb_edit_text *out, struct tb_error *error) TB_NODISCARD;

#endif
