/*
 * check.h - the two halves of tongbao check: work on one batch of reports, perhaps in a process of
 * its own (check_work.c), and putting the parts together (check.c).
 */
#ifndef TB_CLI_CHECK_H
#define TB_CLI_CHECK_H

#include "cli/batch.h"
#include "cli/before.h"
#include "cli/comparable.h"
#include "cli/judge.h"
#include "cli/summary.h"
#include "cli/watched.h"

struct tb_check {
    struct tb_cli *cli;
    struct tb_setup setup;
    struct tb_inputs inputs;
    struct tb_before before;
    struct tb_judge judge;
    struct tb_arena *arena;          /* of the batch being worked on */
    size_t memory;                   /* its cap */
    struct tb_tally tally;           /* of all batches merged so far */
    struct tb_buf reports, findings; /* of --format json: kept until both are known */
    struct tb_buf traits;            /* of snapshots, see comparable.h */
    struct tb_counts *counts;        /* of --summary: by plugin, the last of plugin-failed */
    size_t entries;                  /* bulletins that have their line in `reports` */
    size_t batch, more;              /* first input of the batch under way, and how many bulletins
                                        beyond one for each input came before it */
    uint32_t *strikes;               /* of each plugin in the batches so far, see host/run.h */
    struct tb_watched *watched;      /* of --watch; NULL: a single run */
    bool loading_told;               /* findings about plugins that did not load are printed */
    bool bar_shown;
};

/* Reads the inputs of a batch, runs the checks and sends what is to be printed. `user` is the
 * tb_check. */
void tb_check_work(void *user, struct tb_batch batch, struct tb_batch_post *post);

/* What became of an input. */
struct tb_loaded {
    const struct tb_report *report; /* NULL: it could not be read */
    const struct tb_error *error;   /* why */
    struct tb_counts counts;        /* of its findings */
};

/* {"name","title","series","place","period","url","error"}, and with `summary` the counts, on a line. */
void tb_check_put_entry(struct tb_buf *out, const struct tb_input *input,
                        const struct tb_loaded *loaded, bool summary);

#endif
