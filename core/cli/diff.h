/*
 * diff.h - tongbao diff as text for people: a summary, then item by item what changed.
 */
#ifndef TB_CLI_DIFF_H
#define TB_CLI_DIFF_H

#include "cli/screen.h"
#include "diff/diff.h"

struct tb_diff_text {
    const struct tb_differ *differ; /* for the words of changes */
    const struct tb_diff *diff;
    bool all;     /* every change, not only those from `note` on */
    bool brief;   /* no summary */
    bool verbose; /* how sure each is, and why */
};

/* `drain` as in model/report_json.h, after each item. */
void tb_put_diff(struct tb_screen *screen, const struct tb_diff_text *text,
                 void (*drain)(struct tb_buf *out, void *user), void *user);

#endif
