/* batch_part.c - what is to be printed of a batch, and how inputs are divided into batches. */
#include "cli/batch_part.h"

void tb_batch_buffers(struct tb_batch_part *part, struct tb_buf *out[TB_BATCH_BUFFERS])
{
    out[0] = &part->reports;
    out[1] = &part->loading;
    out[2] = &part->findings;
    out[3] = &part->notes;
    out[4] = &part->problems;
    out[5] = &part->seen;
    out[6] = &part->counts;
    out[7] = &part->strikes;
    out[8] = &part->watched;
    out[9] = &part->traits;
}

struct tb_batch_part tb_batch_part_make(void)
{
    struct tb_batch_part part = {0};
    struct tb_buf *buffers[TB_BATCH_BUFFERS];
    tb_batch_buffers(&part, buffers);
    for (size_t i = 0; i < TB_BATCH_BUFFERS; i++)
        *buffers[i] = tb_buf_make(TB_PART_MAX);
    return part;
}

void tb_batch_part_free(struct tb_batch_part *part)
{
    struct tb_buf *buffers[TB_BATCH_BUFFERS];
    tb_batch_buffers(part, buffers);
    for (size_t i = 0; i < TB_BATCH_BUFFERS; i++)
        tb_buf_free(buffers[i]);
}

void tb_batch_part_clear(struct tb_batch_part *part)
{
    struct tb_buf *buffers[TB_BATCH_BUFFERS];
    struct tb_batch_part empty = {0};
    tb_batch_buffers(part, buffers);
    for (size_t i = 0; i < TB_BATCH_BUFFERS; i++)
        tb_buf_clear(buffers[i]);
    part->tally = empty.tally;
    part->loading_count = 0;
    part->chinese = part->lost = false;
}

void tb_batch_part_check(struct tb_batch_part *part)
{
    struct tb_error error = {0};
    struct tb_buf *buffers[TB_BATCH_BUFFERS];
    bool failed = false;
    tb_batch_buffers(part, buffers);
    for (size_t i = 0; i < TB_BATCH_BUFFERS; i++)
        failed = failed || buffers[i]->failed;
    if (!failed)
        return;
    for (size_t i = 0; i < TB_BATCH_BUFFERS; i++)
        tb_buf_clear(buffers[i]);
    tb_fail(&error, TB_ELIMIT, "输出过大或内存不足，请把通报分几次检查",
            "the output is too large or memory is short, please check fewer reports at a time");
    tb_batch_problem(part, TB_EXIT_OUTPUT, &error);
}

void tb_batch_problem(struct tb_batch_part *part, enum tb_exit status, const struct tb_error *error)
{
    struct tb_problem problem;
    memset(&problem, 0, sizeof problem);
    problem.status = status;
    problem.error = *error;
    tb_buf_add(&part->problems, (struct tb_str){(const char *)&problem, sizeof problem});
}

size_t tb_batch_divide(const uint64_t *sizes, size_t count, unsigned jobs, struct tb_batch *out)
{
    uint64_t total = 0, filled = 0;
    size_t batches = 0;
    for (size_t i = 0; i < count; i++)
        total += sizes[i] + 1;
    uint64_t share = total / (jobs > 0 ? jobs : 1) + 1;
    if (share > TB_BATCH_BYTES)
        share = TB_BATCH_BYTES;
    for (size_t i = 0; i < count; i++) {
        if (batches == 0 || filled + sizes[i] / 2 >= share) {
            out[batches++] = (struct tb_batch){.first = i};
            filled = 0;
        }
        out[batches - 1].count++;
        filled += sizes[i] + 1;
    }
    return batches;
}
