/* A reader that never ends. */
#include "ingest/module.h"

static enum tb_status read_it(struct tb_str bytes, struct tb_arena *arena, struct tb_buf *paper,
                              struct tb_error *error)
{
    (void)arena;
    (void)paper;
    (void)error;
    for (volatile size_t i = 0; bytes.len > 0; i++)
        ;
    return TB_OK;
}

__attribute__((visibility("default"))) extern const struct tb_reader_module tb_module_html;
const struct tb_reader_module tb_module_html = {TB_READER_MODULE, read_it};
