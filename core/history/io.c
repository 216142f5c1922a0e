/* io.c - see io.h. */
#include "history/io.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

static int system_open(const char *path, int flags, mode_t mode)
{
    return open(path, flags, mode);
}

const struct tb_io tb_io_system = {
    .open = system_open,
    .write = write,
    .fsync = fsync,
    .close = close,
    .rename = rename,
    .unlink = unlink,
    .mkdir = mkdir,
    .flock = flock,
};

static enum tb_status fail(struct tb_error *error, const char *path, const char *operation,
                           int cause)
{
    enum tb_status status =
        tb_fail(error, TB_EIO, "%s 失败：%s", "%s failed: %s", operation, strerror(cause));
    tb_fail_at(error, status, path, 0, 0);
    return status;
}

static enum tb_status join(char path[PATH_MAX], const char *folder, const char *name,
                           struct tb_error *error)
{
    int len = snprintf(path, PATH_MAX, "%s/%s", folder, name);
    if (len < 0 || len >= PATH_MAX)
        return fail(error, folder, "open", ENAMETOOLONG);
    return TB_OK;
}

static enum tb_status write_all(const struct tb_io *io, int fd, const char *path,
                                struct tb_str bytes, struct tb_error *error)
{
    while (bytes.len > 0) {
        ssize_t done = io->write(fd, bytes.ptr, bytes.len);
        if (done < 0 && errno == EINTR)
            continue;
        if (done <= 0)
            return fail(error, path, "write", done < 0 ? errno : EIO);
        bytes = tb_str_sub(bytes, (size_t)done, bytes.len);
    }
    return TB_OK;
}

static enum tb_status sync_folder(const struct tb_io *io, const char *path, struct tb_error *error)
{
    int fd = io->open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0);
    if (fd < 0)
        return fail(error, path, "open", errno);
    enum tb_status status = TB_OK;
    /* EINVAL: a file system that keeps no folders of its own and syncs with the file. */
    if (io->fsync(fd) != 0 && errno != EINVAL)
        status = fail(error, path, "fsync", errno);
    if (io->close(fd) != 0 && status == TB_OK)
        status = fail(error, path, "close", errno);
    return status;
}

/* After a failed fsync the file is given up, never tried again: the kernel may have dropped its
 * pages and would call a second fsync a success. */
static enum tb_status write_file(const struct tb_io *io, const char *path, struct tb_str bytes,
                                 struct tb_error *error)
{
    int fd = io->open(path, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0666);
    if (fd < 0)
        return fail(error, path, "open", errno);
    enum tb_status status = write_all(io, fd, path, bytes, error);
    if (status == TB_OK && io->fsync(fd) != 0)
        status = fail(error, path, "fsync", errno);
    if (io->close(fd) != 0 && status == TB_OK)
        status = fail(error, path, "close", errno);
    return status;
}

enum tb_status tb_io_commit(const struct tb_io *io, const char *folder, const char *name,
                            struct tb_str bytes, bool replace, struct tb_error *error)
{
    char path[PATH_MAX], temporary[PATH_MAX];
    enum tb_status status = join(path, folder, name, error);
    if (status == TB_OK)
        status = join(temporary, folder, ".new", error);
    if (status != TB_OK)
        return status;
    status = write_file(io, temporary, bytes, error);
    /* Under the lock nobody else makes it meanwhile. */
    if (status == TB_OK && !replace) {
        int there = access(path, F_OK);
        if (there == 0 || errno != ENOENT)
            status = fail(error, path, "access", there == 0 ? EEXIST : errno);
    }
    if (status == TB_OK && io->rename(temporary, path) != 0)
        status = fail(error, path, "rename", errno);
    if (status != TB_OK) {
        io->unlink(temporary);
        return status;
    }
    return sync_folder(io, folder, error);
}

/* Syncs the folder that the path lies in. */
static enum tb_status sync_above(const struct tb_io *io, const char *path, struct tb_error *error)
{
    char above[PATH_MAX];
    const char *slash = strrchr(path, '/');
    int len = snprintf(above, sizeof above, "%.*s", slash ? (int)(slash - path) : 0, path);
    if (len < 0 || (size_t)len >= sizeof above)
        return fail(error, path, "open", ENAMETOOLONG);
    return sync_folder(io, len > 0 ? above : slash ? "/" : ".", error);
}

enum tb_status tb_io_remove(const struct tb_io *io, const char *path, struct tb_error *error)
{
    if (io->unlink(path) != 0 && errno != ENOENT)
        return fail(error, path, "unlink", errno);
    return sync_above(io, path, error);
}

enum tb_status tb_io_make_folder(const struct tb_io *io, const char *path, struct tb_error *error)
{
    if (io->mkdir(path, 0777) != 0) {
        struct stat about;
        int cause = errno;
        if (cause != EEXIST)
            return fail(error, path, "mkdir", cause);
        if (stat(path, &about) != 0 || !S_ISDIR(about.st_mode))
            return fail(error, path, "mkdir", ENOTDIR);
    }
    /* Synced even when it was there: who made it may have been killed before its own sync. */
    return sync_above(io, path, error);
}

enum tb_status tb_io_lock(const struct tb_io *io, const char *folder, int *lock,
                          struct tb_error *error)
{
    char path[PATH_MAX];
    enum tb_status status = join(path, folder, "lock", error);
    if (status != TB_OK)
        return status;
    int fd = io->open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0666);
    if (fd < 0)
        return fail(error, path, "open", errno);
    while (io->flock(fd, LOCK_EX) != 0)
        if (errno != EINTR) {
            status = fail(error, path, "flock", errno);
            io->close(fd);
            return status;
        }
    *lock = fd;
    return TB_OK;
}

void tb_io_unlock(const struct tb_io *io, int lock)
{
    io->close(lock);
}
