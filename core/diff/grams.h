/*
 * grams.h - rows as sets of pairs of neighbouring characters, column by column, each pair weighing
 * more the fewer rows have it: phrases that every task uses say nothing about which task it is.
 */
#ifndef TB_DIFF_GRAMS_H
#define TB_DIFF_GRAMS_H

#include "diff/columns.h"

/* A pair of characters in a column is a number of so many bits, by a hash: of a row's two hundred pairs less than
 * one falls together with another by chance, and always the same one. */
enum { TB_GRAM_BITS = 16, TB_GRAMS = 1 << TB_GRAM_BITS };

/* One cell: its pairs, each once, and what they weigh together. */
struct tb_gram_cell {
    const uint16_t *at;
    uint32_t count, weight;
};

struct tb_grams {
    struct tb_arena *arena;
    const struct tb_report *reports[2];
    const struct tb_column_pairs *columns;
    uint32_t *rows_with;           /* by gram: rows that have it */
    uint16_t *weights;             /* by gram */
    uint32_t *seen, mark;          /* by gram: the mark of the cell or row that has it */
    uint32_t total;                /* rows counted */
    struct tb_gram_cell **rows[2]; /* of either report by item: a cell for each pair of columns */
    char *room;                    /* for the text of one cell */
    uint16_t *list;                /* for its pairs */
};

/* Nothing counted yet. */
enum tb_status tb_grams_new(const struct tb_report *old_report, const struct tb_report *new_report,
                            const struct tb_column_pairs *columns, struct tb_arena *arena,
                            struct tb_grams **out, struct tb_error *error) TB_NODISCARD;

/* Counts a row: how many have which pairs. False, as from tb_grams_keep: the arena is full. */
bool tb_grams_count(struct tb_grams *grams, int side, uint32_t item) TB_NODISCARD;

/* After the last row that counts, before the first that is kept. */
void tb_grams_weigh(struct tb_grams *grams);

/* Keeps a row, or its task only, for what follows. A row that is kept already is left as it is. */
enum tb_grams_kept { TB_GRAMS_ROW, TB_GRAMS_TASK };
bool tb_grams_keep(struct tb_grams *grams, int side, uint32_t item,
                   enum tb_grams_kept what) TB_NODISCARD;

/* Marks the pairs of row `item`, for tb_grams_alike with one row of the other side after another. */
void tb_grams_mark(struct tb_grams *grams, int side, uint32_t item);

/* How alike the marked row is to `item` of the other side, whose columns weigh weights[role]: 0 … 1.
 * The same whichever of the two was marked. */
double tb_grams_alike(struct tb_grams *grams, int marked_side, uint32_t marked, uint32_t item,
                      const uint32_t weights[TB_ROLE_END]);

/* How much of the task of `part` (0 … 1, by weight) is in the task of `whole`, the one on `side`; both
 * rows were kept. */
double tb_grams_within(struct tb_grams *grams, int part_side, uint32_t part, int whole_side,
                       uint32_t whole);

#endif
