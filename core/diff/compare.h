/*
 * compare.h - what the files that compare two items share: the reports, the pair at hand, and the list of
 * changes. Nobody else includes it. Functions return false when an arena is full.
 */
#ifndef TB_DIFF_COMPARE_H
#define TB_DIFF_COMPARE_H

#include "base/list.h"
#include "diff/columns.h"
#include "diff/diff.h"
#include "diff/differ_data.h"
#include "diff/edits.h"
#include "diff/plain.h"

struct tb_comparing {
    const struct tb_differ *differ;
    struct tb_arena *arena;
    struct tb_editor editor;
    struct tb_column_pairs columns;
    struct tb_diff *diff;
    struct {
        struct tb_change *at;
        size_t count, room;
    } changes;
    struct tb_error *error;

    /* the pair at hand */
    uint32_t old_index, new_index;
    const struct tb_item *old_item, *new_item;
    double confidence; /* that the two are one */
};

/* A new change of the pair at hand, or NULL. Kind and severity are those of `why` in changes.tsv. */
struct tb_change *tb_change_add(struct tb_comparing *comparing, const char *why, double confidence);

/* Gives the change the edits that touch either span; NULL: there is none on that side. */
void tb_change_rest_on(struct tb_change *change, const struct tb_edits *edits,
                       const struct tb_span *old_span, const struct tb_span *new_span);

/* Two cells and the edits between them. */
struct tb_cell_pair {
    uint16_t old_column, new_column;
    struct tb_str old_text, new_text;
    struct tb_edits edits;
};

bool tb_compare_numbers(struct tb_comparing *comparing);
/* Other words, or another layout only: with all edits of the two cells. */
bool tb_compare_text(struct tb_comparing *comparing, const struct tb_cell_pair *cells);
bool tb_compare_task(struct tb_comparing *comparing, const struct tb_cell_pair *cells);
bool tb_compare_units(struct tb_comparing *comparing);
bool tb_compare_status(struct tb_comparing *comparing);
bool tb_compare_result(struct tb_comparing *comparing, const struct tb_cell_pair *cells);
bool tb_compare_figures(struct tb_comparing *comparing, const struct tb_cell_pair *cells);
bool tb_compare_dates(struct tb_comparing *comparing, const struct tb_cell_pair *cells);
/* After all pairs: those that left the order of the others. */
bool tb_compare_order(struct tb_comparing *comparing);

/* Figures of two cells that measure one thing. */
struct tb_figure_pair {
    uint32_t old_quantity, new_quantity; /* TB_NONE: the other has no partner */
    double likeness;                     /* of what they measure, 0 … 1 */
};
struct tb_figure_pairs {
    struct tb_figure_pair *at;
    size_t count, room;
};
/* The list lives until the editor is used again. */
bool tb_figures_pair(struct tb_comparing *comparing, const struct tb_cell_pair *cells,
                     struct tb_figure_pairs *out);

/* Parts of the two items that are about one thing: by index, TB_NONE: none. */
uint32_t tb_part_partner(const struct tb_comparing *comparing, uint32_t old_part);

/* How alike two short texts are, by pairs of characters of their plain forms, 0 … 1; what is looked at is
 * bounded, so this takes the same time for any texts. */
double tb_short_alike(struct tb_str a, struct tb_str b);

/* The clause of `text` around from..to: up to the nearest of 。；，、：and line ends on either side. */
struct tb_str tb_clause_around(struct tb_str text, uint32_t from, uint32_t to);

#endif
