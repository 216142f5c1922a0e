/*
 * batch.h - many reports at once: N processes take batches of the input in turn and hand back what
 * is to be printed; the parent puts it together in the order of the input, so that the output is the
 * same for any N. Linux and POSIX.
 */
#ifndef TB_CLI_BATCH_H
#define TB_CLI_BATCH_H

#include "cli/findings_text.h"
#include "cli/outcome.h"

/* Some inputs that follow one another. */
struct tb_batch {
    size_t first, count;
};

/* A problem on its way to the parent. */
struct tb_problem {
    enum tb_exit status;
    struct tb_error error;
};

/* What a batch came to. */
struct tb_batch_part {
    struct tb_buf reports;  /* JSON, one line for each input */
    struct tb_buf loading;  /* findings about plugins that did not load: the same for every batch,
                               so that only the first ones are printed */
    struct tb_buf findings; /* JSON, one line each; or text */
    struct tb_buf notes;    /* text for standard error */
    struct tb_buf problems; /* struct tb_problem, one behind the other */
    struct tb_buf counts;   /* of --summary: struct tb_counts, one for each plugin and one more */
    struct tb_buf seen;     /* what the baseline must know of the findings, see judge.h */
    struct tb_tally tally;  /* less the findings of `loading` */
    uint32_t loading_count;
    bool chinese; /* a text was in Chinese because a report is */
};

enum { TB_BATCH_BYTES = 32 << 20, TB_PART_MAX = 1 << 30 };

struct tb_batch_part tb_batch_part_make(void);
void tb_batch_part_free(struct tb_batch_part *part);
void tb_batch_problem(struct tb_batch_part *part, enum tb_exit status,
                      const struct tb_error *error);

/* Divides `count` inputs of the given sizes into batches that keep `jobs` processes busy, none far
 * above TB_BATCH_BYTES; `out` has room for `count`. Returns how many. */
size_t tb_batch_divide(const uint64_t *sizes, size_t count, unsigned jobs, struct tb_batch *out);

struct tb_batch_run {
    const struct tb_batch *batches;
    size_t count;
    unsigned jobs;
    /* Works on one batch, in a process of its own where there are several. Calls `done` after each
     * input. */
    void (*work)(void *user, struct tb_batch batch, struct tb_batch_part *part,
                 void (*done)(void *to), void *to);
    /* Takes the parts in the order of the batches, in the parent. False: stop. */
    bool (*merge)(void *user, struct tb_batch batch, const struct tb_batch_part *part);
    /* How many inputs are done, whenever that changes. NULL: nobody wants to know. */
    void (*progress)(void *user, size_t done);
    void *user;
};

/* Runs all batches. A process that dies is a problem of its batch, and the rest goes on. Leaves no
 * process behind. Fails only when no process can be had. */
enum tb_status tb_batch_run(const struct tb_batch_run *run, struct tb_error *error) TB_NODISCARD;

#endif
