/* A reader that opens a file, which its lock forbids. */
#include <fcntl.h>

#include "ingest/module.h"

static enum tb_status read_it(struct tb_str bytes, struct tb_arena *arena, struct tb_buf *paper,
                              struct tb_error *error)
{
    (void)bytes;
    (void)arena;
    (void)paper;
    if (open("/etc/passwd", O_RDONLY) >= 0)
        return TB_OK;
    return tb_fail(error, TB_EFORMAT, "打不开", "cannot open it");
}

__attribute__((visibility("default"))) extern const struct tb_reader_module tb_module_html;
const struct tb_reader_module tb_module_html = {TB_READER_MODULE, read_it};
