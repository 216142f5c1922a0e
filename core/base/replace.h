/*
 * replace.h - puts a whole file in the place of another, so that whoever reads it, and a machine that
 * loses power, finds the old bytes or the new ones and never a part.
 */
#ifndef TB_BASE_REPLACE_H
#define TB_BASE_REPLACE_H

#include "base/error.h"
#include "base/str.h"

/* Writes `bytes` to a new file beside `path` (mode 0666 less the umask), syncs it, gives it the name
 * `path`, and syncs the folder. TB_EIO names the path and the cause; the old file is then untouched
 * and the new one removed. What is there and no plain file (a device, a pipe) is written to. Two processes that replace one file at the same time need a lock of their
 * own if the loser's bytes matter. */
enum tb_status tb_file_replace(const char *path, struct tb_str bytes,
                               struct tb_error *error) TB_NODISCARD;

#endif
