/*
 * watched.h - what the runs of tongbao check --watch find, so that each can say what is new and what is gone.
 */
#ifndef TB_CLI_WATCHED_H
#define TB_CLI_WATCHED_H

#include "base/arena.h"
#include "cli/screen.h"
#include "model/finding.h"

/* Findings a line each: report, tab, fingerprint, tab, the finding as it is shown. */
struct tb_watched {
    struct tb_buf before, now; /* of the run before, and of this one */
    bool again;                /* there was one before */
};

/* Adds the findings of a report to screen->out, but for those that were settled. */
void tb_watched_note(struct tb_screen *screen, const struct tb_report *report,
                     const struct tb_finding *findings, size_t count);

/* Prints which findings are new and which are gone, and how many are as they were; makes this run the one
 * before. Memory in `arena`; false: it is full. */
bool tb_watched_put(struct tb_screen *screen, struct tb_watched *watched,
                    struct tb_arena *arena) TB_NODISCARD;

#endif
