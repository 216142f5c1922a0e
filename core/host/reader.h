/*
 * reader.h - reading web pages, workbooks and documents: by a module in a process of its own, which is
 * locked like a worker before it sees the first foreign byte. What comes back is a paper
 * (ingest/paper.h) and not believed; that process may crash, hang or eat memory, which is an error here.
 */
#ifndef TB_HOST_READER_H
#define TB_HOST_READER_H

#include "host/bridge.h"

struct tb_reader_limits {
    uint32_t cpu_s, wall_ms;
    size_t memory; /* bytes, beyond what this process has */
};

struct tb_reader {
    struct tb_str program; /* the folder of the executable, for the modules */
    struct tb_reader_limits limits;
    struct tb_bridge bridge; /* to the programs for other forms */
};

/* With the limits of production; programs are looked for in the folders of the system. */
struct tb_reader tb_reader_make(struct tb_str program);

/* For tb_load_options.outside, with a struct tb_reader as `user`. TB_EIO: the module or the process
 * cannot be had; TB_EFORMAT, TB_ELIMIT: as the module says, or what became of the process. */
enum tb_status tb_reader_read(void *user, enum tb_container container, struct tb_str bytes,
                              struct tb_buf *paper, struct tb_error *error);

/* For tb_load_options.outside too: as tb_bridge_convert. */
enum tb_status tb_reader_convert(void *user, enum tb_container container, struct tb_str bytes,
                                 struct tb_buf *out, char tool[TB_TOOL_NAME],
                                 struct tb_error *error);

#endif
