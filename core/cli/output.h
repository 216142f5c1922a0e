/*
 * output.h - standard output in blocks, every write checked. A closed pipe ends the run silently with
 * exit status 6, any other failure with its words.
 */
#ifndef TB_CLI_OUTPUT_H
#define TB_CLI_OUTPUT_H

#include "cli/outcome.h"

struct tb_output {
    struct tb_buf buf; /* written to by everybody */
    int fd;
    bool failed; /* nothing more is written */
    struct tb_outcome *outcome;
};

/* `max`: the most that may wait in the buffer. */
struct tb_output tb_output_make(int fd, size_t max, struct tb_outcome *outcome);

/* Writes out when a block has come together. Of the type tb_drain_fn, `user` is the tb_output. */
void tb_output_drain(struct tb_buf *buf, void *output);

/* Writes out what there is. */
void tb_output_flush(struct tb_output *output);

/* Writes out what there is and frees the buffer. */
void tb_output_close(struct tb_output *output);

#endif
