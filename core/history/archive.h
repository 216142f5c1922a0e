/*
 * archive.h - a history, or some series of it, as one file: a tar archive (ustar of POSIX.1-1988) of
 * its files as they are, so that it can be opened without this program. The same history gives the same
 * bytes.
 */
#ifndef TB_HISTORY_ARCHIVE_H
#define TB_HISTORY_ARCHIVE_H

#include "history/store.h"

enum { TB_ARCHIVE_MAX = 128 << 20 };

/* Appends the series to `out`. TB_EIO: one of its files cannot be read. */
enum tb_status tb_archive_write(const struct tb_history *history, struct tb_str series,
                                struct tb_arena *arena, struct tb_buf *out,
                                struct tb_error *error) TB_NODISCARD;

/* The history in an archive, whose `bytes` it borrows; `name` is the archive's for messages. It can be
 * listed, verified and restored from like any other. TB_EFORMAT: it is none, or cut short. */
enum tb_status tb_archive_read(const char *name, struct tb_str bytes, struct tb_arena *arena,
                               struct tb_history *out, struct tb_error *error) TB_NODISCARD;

#endif
