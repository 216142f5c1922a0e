/*
 * excerpt.h - a line of a cell with the characters meant marked beneath, so that the marks stand right
 * under Chinese text too.
 */
#ifndef TB_CLI_EXCERPT_H
#define TB_CLI_EXCERPT_H

#include "cli/screen.h"

/* Characters to mark. */
struct tb_mark_under {
    size_t from, to; /* bytes of the cell; equal: the place between two characters */
    char sign;       /* '^' or '~' */
    enum tb_style style;
    bool shown; /* already */
};

/* What to quote and how. */
struct tb_excerpt {
    struct tb_str text;          /* the whole cell */
    size_t indent;               /* blanks before the line */
    struct tb_str label;         /* put before the quote, "完成情况：" */
    struct tb_mark_under *marks; /* the most important first */
    size_t count;
};

/* Prints two lines: the quote, cut around the first mark that is not shown yet to the screen's width, and
 * beneath it the signs of all marks that fit there whole; these are then shown. Only the line of the cell
 * on which the first mark begins is quoted. Takes time in proportion to the width, however long the cell
 * is. False, and nothing printed: all marks are shown. */
bool tb_put_excerpt(struct tb_screen *screen, struct tb_excerpt *excerpt);

#endif
