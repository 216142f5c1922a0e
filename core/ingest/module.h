/*
 * module.h - what a module that reads containers exports, under the name tb_module_NAME.
 */
#ifndef TB_INGEST_MODULE_H
#define TB_INGEST_MODULE_H

#include "base/arena.h"
#include "base/buf.h"

enum { TB_READER_MODULE = 1 }; /* goes up when the struct, or a paper (ingest/paper.h), changes */

struct tb_reader_module {
    unsigned version;
    enum tb_status (*read)(struct tb_str bytes, struct tb_arena *arena, struct tb_buf *paper,
                           struct tb_error *error);
};

#endif
