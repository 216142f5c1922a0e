/*
 * layout.h - prose in columns of a terminal: lines broken as Chinese and Western text are, cells side
 * by side. Widths are counted in terminal columns.
 */
#ifndef TB_CLI_LAYOUT_H
#define TB_CLI_LAYOUT_H

#include "cli/screen.h"

/* The line of `text` that begins at `from` and takes at most `width` columns: returns where it ends
 * and stores where the next one begins. Line ends in the text break; so do blanks and the sides of
 * Chinese characters, but no line begins with a closing mark or ends with an opening one. A word
 * longer than the line is cut. */
size_t tb_line_end(struct tb_str text, size_t from, size_t width, size_t *next);

/* A column of cells: its width and the style of its text. */
struct tb_track {
    size_t width;
    enum tb_style style;
};

enum { TB_TRACKS_MAX = 64, TB_TRACK_GAP = 2 };

/* Prints one row: cells[i] wrapped to tracks[i].width, TB_TRACK_GAP blanks between. No line ends in
 * blanks. `indent` blanks stand before each line. */
void tb_put_row(struct tb_screen *screen, size_t indent, const struct tb_track *tracks,
                const struct tb_str *cells, size_t count);

/* Prints `text` wrapped to the screen's width, each line after `indent` blanks. */
void tb_put_paragraph(struct tb_screen *screen, size_t indent, struct tb_str text);

/* Divides `total` columns among `count` tracks that would like to have wanted[i]: the narrow get
 * what they want, the others share the rest in proportion, and none gets less than `least` or what
 * it wants. False: there is no room for that. */
bool tb_share_width(size_t total, const size_t *wanted, size_t count, size_t least,
                    struct tb_track *tracks);

#endif
