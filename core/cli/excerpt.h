/*
 * excerpt.h - a line of a cell with the characters meant marked beneath, so that the mark stands
 * right under Chinese text too.
 */
#ifndef TB_CLI_EXCERPT_H
#define TB_CLI_EXCERPT_H

#include "cli/screen.h"

/* What to quote and how. */
struct tb_excerpt {
    struct tb_str text;  /* the whole cell */
    size_t from, to;     /* bytes of it to mark; equal: the place between two characters */
    size_t indent;       /* blanks before the line */
    struct tb_str label; /* put before the quote, "完成情况：" */
    char mark;           /* '^' or '~' */
    enum tb_style style;
};

/* Prints two lines: the quote, cut around the marked characters to the screen's width, and the marks.
 * Only the line of the cell on which the marked characters begin is quoted. Takes time in proportion
 * to the width, however long the cell is. */
void tb_put_excerpt(struct tb_screen *screen, const struct tb_excerpt *excerpt);

#endif
