/*
 * bridge.h - other people's programs that make old forms (.xls .doc .ods …) into new ones. Each runs in a process of
 * its own, in a new folder that goes with it: no network, nothing written outside the folder, an empty environment,
 * limits on time, memory and size. What it makes is foreign bytes like any other. Which programs, and how they are
 * called, is knowledge: lexicon/bridges.tsv. Linux only.
 */
#ifndef TB_HOST_BRIDGE_H
#define TB_HOST_BRIDGE_H

#include "ingest/load.h"

struct tb_bridge_limits {
    uint32_t cpu_s, wall_ms;
    size_t memory, file; /* bytes: of its address space, of each file it writes */
};

struct tb_bridge {
    const char *path; /* where programs are looked for, as in $PATH */
    struct tb_bridge_limits limits;
};

/* With the limits of production. */
struct tb_bridge tb_bridge_make(const char *path);

/* One line of lexicon/bridges.tsv; texts of the program itself. */
struct tb_bridge_tool {
    struct tb_str form, program, arguments, result, package;
};
/* The lines in their order; false: there is no such line. */
bool tb_bridge_tool(size_t index, struct tb_bridge_tool *out);

/* Where a tool is installed: writes its path into `room`. */
enum { TB_BRIDGE_PATH = 1024 };
bool tb_bridge_find(const struct tb_bridge *bridge, struct tb_str program,
                    char room[TB_BRIDGE_PATH]);

/* For tb_outside.convert: by the first tool that is installed and succeeds. TB_EIO: none is installed, the message
 * says which to install; TB_EFORMAT: none could read it, the message says what the last of them did. */
enum tb_status tb_bridge_convert(const struct tb_bridge *bridge, enum tb_container container,
                                 struct tb_str bytes, struct tb_buf *out, char tool[TB_TOOL_NAME],
                                 struct tb_error *error) TB_NODISCARD;

#endif
