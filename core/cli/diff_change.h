/*
 * diff_change.h - one change in words, with the words of the cells that it rests on.
 */
#ifndef TB_CLI_DIFF_CHANGE_H
#define TB_CLI_DIFF_CHANGE_H

#include "cli/diff.h"

/* A line, wrapped, with the sign of its severity; then the cells where their words say more. */
void tb_put_change(struct tb_screen *screen, const struct tb_diff_text *text,
                   const struct tb_change *change, size_t indent);

#endif
