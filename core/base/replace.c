/* replace.c - write beside, sync, rename, sync the folder. */
#include "base/replace.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"

static enum tb_status fail(struct tb_error *error, const char *path, int cause)
{
    enum tb_status status =
        tb_fail(error, TB_EIO, "无法写入：%s", "cannot be written: %s", strerror(cause));
    tb_fail_at(error, status, path, 0, 0);
    return status;
}

/* A rename is in the folder, not in the file: without this it may be lost with the power. */
static int sync_folder(const char *path)
{
    char folder[PATH_MAX];
    const char *slash = strrchr(path, '/');
    if (!slash)
        snprintf(folder, sizeof folder, ".");
    else
        snprintf(folder, sizeof folder, "%.*s", slash == path ? 1 : (int)(slash - path), path);
    int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0)
        return errno;
    int cause = fsync(fd) == 0 || errno == EINVAL || errno == EROFS ? 0 : errno;
    if (close(fd) != 0 && cause == 0)
        cause = errno;
    return cause;
}

/* What is no plain file - a device, a pipe - keeps its place and is written to. */
static enum tb_status write_into(const char *path, struct tb_str bytes, struct tb_error *error)
{
    int fd = open(path, O_WRONLY | O_CLOEXEC);
    if (fd < 0)
        return fail(error, path, errno);
    enum tb_status status = tb_fd_write(fd, bytes, error);
    if (status != TB_OK)
        tb_fail_at(error, status, path, 0, 0);
    if (close(fd) != 0 && status == TB_OK)
        status = fail(error, path, errno);
    return status;
}

enum tb_status tb_file_replace(const char *path, struct tb_str bytes, struct tb_error *error)
{
    struct stat there;
    if (stat(path, &there) == 0 && !S_ISREG(there.st_mode))
        return write_into(path, bytes, error);
    char beside[PATH_MAX];
    int len = snprintf(beside, sizeof beside, "%s.%ld.new", path, (long)getpid());
    if (len < 0 || (size_t)len >= sizeof beside)
        return fail(error, path, ENAMETOOLONG);
    int fd = open(beside, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0666);
    if (fd < 0)
        return fail(error, path, errno);
    enum tb_status status = tb_fd_write(fd, bytes, error);
    if (status != TB_OK)
        tb_fail_at(error, status, path, 0, 0);
    else if (fsync(fd) != 0)
        status = fail(error, path, errno);
    if (close(fd) != 0 && status == TB_OK)
        status = fail(error, path, errno);
    if (status == TB_OK && rename(beside, path) != 0)
        status = fail(error, path, errno);
    if (status != TB_OK) {
        unlink(beside);
        return status;
    }
    int cause = sync_folder(path);
    return cause ? fail(error, path, cause) : TB_OK;
}
