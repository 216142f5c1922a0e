/*
 * diff_cells.h - two versions of a cell for people: only the stretches that differ, with a few words around
 * them; old and new side by side where the screen is wide, else [-old-]{+new+} in one text.
 */
#ifndef TB_CLI_DIFF_CELLS_H
#define TB_CLI_DIFF_CELLS_H

#include "cli/screen.h"
#include "model/change.h"

enum { TB_SIDE_BY_SIDE = 100 }; /* columns from which on cells stand side by side */

struct tb_diff_cells {
    struct tb_str label; /* of the column */
    struct tb_str old_text, new_text;
    const struct tb_edit *edits;
    size_t count;
    size_t indent;
};

/* Without colour the stretches are in brackets in either form. */
void tb_put_diff_cells(struct tb_screen *screen, const struct tb_diff_cells *cells);

#endif
