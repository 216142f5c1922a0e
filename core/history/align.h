/*
 * align.h - which row of an earlier version a row is most like, so that its text can be packed
 * against the earlier text. A guess that costs bytes when it is wrong and nothing else; who is who
 * for the analyst is another layer's question.
 */
#ifndef TB_HISTORY_ALIGN_H
#define TB_HISTORY_ALIGN_H

#include "history/cells.h"

#define TB_NO_ROW SIZE_MAX

/* For each row of `now`, the row of `before` it is most like, or TB_NO_ROW, in `arena`. First by
 * cells that are equal and single in both, then by the pieces of text in common among the rows near
 * the place where it should be. Linear in the cells, but for 128 comparisons of a fixed size for
 * each row without an equal cell. */
enum tb_status tb_align(const struct tb_cells *before, const struct tb_cells *now,
                        struct tb_arena *arena, size_t **out, struct tb_error *error) TB_NODISCARD;

#endif
