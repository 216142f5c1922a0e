/*
 * named.h - files that a person named on the command line.
 */
#ifndef TB_CLI_NAMED_H
#define TB_CLI_NAMED_H

#include "base/file.h"

/* tb_file_read; where there is no such file, the message says which one of its folder may have been meant. */
enum tb_status tb_named_read(const char *path, size_t cap, struct tb_arena *arena,
                             struct tb_str *out, struct tb_error *error) TB_NODISCARD;

#endif
