/*
 * bars.h - small charts for a terminal: how far the items of a bulletin have come, how much of a target is reached, how
 * often something was found. Drawn in characters that tell their parts apart without colours too.
 */
#ifndef TB_CLI_BARS_H
#define TB_CLI_BARS_H

#include "cli/screen.h"
#include "model/report.h"

/* The states of an item in few words, from done to unclear. */
enum tb_progress {
    TB_PROGRESS_DONE,
    TB_PROGRESS_MOVING,
    TB_PROGRESS_LATE,
    TB_PROGRESS_STOPPED,
    TB_PROGRESS_UNCLEAR,
    TB_PROGRESS_END
};

/* Of a label; TB_LABEL_END: of an item without one. */
enum tb_progress tb_progress_of(enum tb_label label);

/* How a part of a bar is drawn and called. */
const char *tb_progress_sign(enum tb_progress part);
const char *tb_progress_word(enum tb_progress part, enum tb_lang lang);
enum tb_style tb_progress_style(enum tb_progress part);

/* One bar: as many signs of each part as it counts, in proportion where `most` of them exceed `width`. What is there
 * has a sign. */
void tb_put_progress(struct tb_screen *screen, const size_t counts[TB_PROGRESS_END], size_t most,
                     size_t width);

/* `width` columns of which the share `of` / `whole` is filled; what is above nothing has a sign. */
void tb_put_bar(struct tb_screen *screen, double of, double whole, size_t width);

#endif
