/*
 * batch_part.h - the parts of batch.h as the pipe between processes sees them. For batch.c and
 * batch_part.c.
 */
#ifndef TB_CLI_BATCH_PART_H
#define TB_CLI_BATCH_PART_H

#include "cli/batch.h"

enum { TB_BATCH_BUFFERS = 10 };

/* The buffers in the order in which they are sent. */
void tb_batch_buffers(struct tb_batch_part *part, struct tb_buf *out[TB_BATCH_BUFFERS]);

/* Empties it and keeps the memory. */
void tb_batch_part_clear(struct tb_batch_part *part);

/* Makes a buffer that did not hold a problem of the whole part. */
void tb_batch_part_check(struct tb_batch_part *part);

#endif
