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

/* Some of what a batch came to, in the order of its inputs. */
struct tb_batch_part {
    struct tb_buf reports;  /* JSON, one line for each input */
    struct tb_buf loading;  /* findings about plugins that did not load: the same for every batch,
                               so that only the first ones are printed */
    struct tb_buf findings; /* JSON, one line each; or text */
    struct tb_buf notes;    /* text for standard error */
    struct tb_buf problems; /* struct tb_problem, one behind the other */
    struct tb_buf counts;   /* of --summary: struct tb_counts, one for each plugin and one more */
    struct tb_buf seen;     /* what the baseline must know of the findings, see judge.h */
    struct tb_buf strikes;  /* uint32_t for each plugin, where one has failed again: see run.h */
    struct tb_buf watched;  /* of --watch: the findings, see watched.h */
    struct tb_buf traits;   /* of snapshots, see comparable.h */
    struct tb_tally tally;  /* less the findings of `loading` */
    uint32_t loading_count;
    bool chinese; /* a text was in Chinese because a report is */
    bool lost;    /* the process died: what the batch has not sent yet will not come */
};

enum { TB_BATCH_BYTES = 32 << 20, TB_PART_MAX = 1 << 30 };

struct tb_batch_part tb_batch_part_make(void);
void tb_batch_part_free(struct tb_batch_part *part);
void tb_batch_problem(struct tb_batch_part *part, enum tb_exit status,
                      const struct tb_error *error);

/* Divides `count` inputs of the given sizes into batches that keep `jobs` processes busy, none far
 * above TB_BATCH_BYTES; `out` has room for `count`. Returns how many. */
size_t tb_batch_divide(const uint64_t *sizes, size_t count, unsigned jobs, struct tb_batch *out);

/* Where the work on a batch sends what it comes to. */
struct tb_batch_post;

/* One more input is done. */
void tb_batch_done(struct tb_batch_post *post);
/* Sends what the part holds; it is empty afterwards. A buffer that did not hold is a problem of the
 * whole part. */
void tb_batch_send(struct tb_batch_post *post, struct tb_batch_part *part);

enum tb_merged {
    TB_MERGED,
    TB_MERGED_AGAIN, /* what the work stands on has changed: later batches are to be done anew */
    TB_MERGED_STOP   /* nobody wants more */
};

struct tb_batch_run {
    const struct tb_batch *batches;
    size_t count;
    unsigned jobs;
    /* Works on one batch, in a process of its own where there are several: a copy of this one as it
     * was when the last TB_MERGED_AGAIN was answered. */
    void (*work)(void *user, struct tb_batch batch, struct tb_batch_post *post);
    /* Takes the parts in the order of the inputs, in the parent. */
    enum tb_merged (*merge)(void *user, struct tb_batch batch, const struct tb_batch_part *part);
    /* How many inputs are done, whenever there are more. NULL: nobody wants to know. */
    void (*progress)(void *user, size_t done);
    void *user;
};

/* Runs all batches. A process that dies is a problem of its batch, and the rest goes on. Leaves no
 * process behind. Fails only when no process can be had. */
enum tb_status tb_batch_run(const struct tb_batch_run *run, struct tb_error *error) TB_NODISCARD;

#endif
