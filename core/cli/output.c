/* output.c - writing standard output. */
#include "cli/output.h"

#include <errno.h>

#include "base/file.h"

enum { BLOCK = 64 * 1024 };

struct tb_output tb_output_make(int fd, size_t max, struct tb_outcome *outcome)
{
    return (struct tb_output){.buf = tb_buf_make(max), .fd = fd, .outcome = outcome};
}

static void write_out(struct tb_output *output)
{
    struct tb_error error = {0};
    enum tb_status status = tb_buf_status(&output->buf, &error);
    if (output->failed)
        return;
    errno = 0;
    if (status == TB_OK)
        status = tb_fd_write(output->fd, tb_buf_str(&output->buf), &error);
    if (status == TB_OK)
        return;
    output->failed = true;
    if (errno == EPIPE)
        tb_outcome_note(output->outcome, TB_EXIT_OUTPUT);
    else
        tb_outcome_add(output->outcome, TB_EXIT_OUTPUT, &error);
}

void tb_output_drain(struct tb_buf *buf, void *user)
{
    struct tb_output *output = user;
    if (buf->len < BLOCK && !buf->failed)
        return;
    write_out(output);
    tb_buf_clear(buf);
}

void tb_output_flush(struct tb_output *output)
{
    if (output->buf.len > 0 || output->buf.failed)
        write_out(output);
    tb_buf_clear(&output->buf);
}

void tb_output_close(struct tb_output *output)
{
    tb_output_flush(output);
    tb_buf_free(&output->buf);
}
