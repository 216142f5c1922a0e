/*
 * io.h - the system calls by which the store changes files, as a table, so that tests can let each of
 * them fail or do half of its work.
 */
#ifndef TB_HISTORY_IO_H
#define TB_HISTORY_IO_H

#include <sys/types.h>

#include "base/error.h"
#include "base/str.h"

struct tb_io {
    int (*open)(const char *path, int flags, mode_t mode);
    ssize_t (*write)(int fd, const void *bytes, size_t size);
    int (*fsync)(int fd);
    int (*close)(int fd);
    int (*rename)(const char *from, const char *to);
    int (*unlink)(const char *path);
    int (*mkdir)(const char *path, mode_t mode);
    int (*flock)(int fd, int operation);
};

extern const struct tb_io tb_io_system;

/* Writes a new file `name` in `folder`, or, with `replace`, puts it in the place of an old one: to a
 * temporary file beside it (".new", one writer at a time), synced, closed, renamed, the folder synced.
 * When this returned TB_OK the file survives a loss of power. When not, there is the old state or, if
 * only the last sync failed, perhaps the new one. TB_EIO names file and operation; without `replace` a
 * file that is there is one too. */
enum tb_status tb_io_commit(const struct tb_io *io, const char *folder, const char *name,
                            struct tb_str bytes, bool replace, struct tb_error *error) TB_NODISCARD;

/* Removes a file and syncs its folder. One that is not there is removed. */
enum tb_status tb_io_remove(const struct tb_io *io, const char *path,
                            struct tb_error *error) TB_NODISCARD;

/* Makes a folder that may be there already, and syncs the one it is in. */
enum tb_status tb_io_make_folder(const struct tb_io *io, const char *path,
                                 struct tb_error *error) TB_NODISCARD;

/* Locks FOLDER/lock for one writer, waiting for others; the lock ends with tb_io_unlock or the
 * process. *lock is untouched on failure. */
enum tb_status tb_io_lock(const struct tb_io *io, const char *folder, int *lock,
                          struct tb_error *error) TB_NODISCARD;
void tb_io_unlock(const struct tb_io *io, int lock);

#endif
