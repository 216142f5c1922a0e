/* file.c - whole files in and out, and the hash of bytes. */
#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <sha2.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/utf8.h"

static enum tb_status fail_read(struct tb_error *error, const char *path, const char *why)
{
    enum tb_status status = tb_fail(error, TB_EIO, "无法读取：%s", "cannot be read: %s", why);
    tb_fail_at(error, status, path, 0, 0);
    return status;
}

static enum tb_status fail_size(struct tb_error *error, const char *path, size_t cap)
{
    bool large = cap >= (size_t)1 << 20;
    enum tb_status status = tb_fail(error, TB_ELIMIT, "文件超过 %zu %s 的上限，请拆分后再读",
                                    "the file is larger than the limit of %zu %s, please split it",
                                    large ? cap >> 20 : cap >> 10, large ? "MiB" : "KiB");
    tb_fail_at(error, status, path, 0, 0);
    return status;
}

/* Reads until the end, into memory that grows in place where the arena allows it. */
static enum tb_status read_all(int fd, const char *path, size_t expected, size_t cap,
                               struct tb_arena *arena, struct tb_str *out, struct tb_error *error)
{
    size_t room = expected + TB_PADDING + 1, len = 0;
    char *bytes = tb_arena_alloc(arena, room);
    while (bytes) {
        ssize_t got = read(fd, bytes + len, room - TB_PADDING - len);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return fail_read(error, path, strerror(errno));
        if (got == 0) {
            memset(bytes + len, 0, TB_PADDING);
            *out = (struct tb_str){bytes, len};
            return TB_OK;
        }
        len += (size_t)got;
        if (len > cap)
            return fail_size(error, path, cap);
        if (len == room - TB_PADDING) {
            size_t more = room * 2 < cap + TB_PADDING + 1 ? room * 2 : cap + TB_PADDING + 1;
            bytes = tb_arena_grow(arena, bytes, room, more);
            room = more;
        }
    }
    enum tb_status status = tb_arena_fail(arena, error);
    tb_fail_at(error, status, path, 0, 0);
    return status;
}

enum tb_status tb_file_read(const char *path, size_t cap, struct tb_arena *arena,
                            struct tb_str *out, struct tb_error *error)
{
    if (cap > SIZE_MAX / 4)
        cap = SIZE_MAX / 4;
    bool standard_input = strcmp(path, "-") == 0;

    int fd = standard_input ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
    if (fd < 0)
        return fail_read(error, path, strerror(errno));
    struct stat about;
    enum tb_status status;
    if (fstat(fd, &about) != 0)
        status = fail_read(error, path, strerror(errno));
    else if (S_ISDIR(about.st_mode))
        status = fail_read(error, path, strerror(EISDIR));
    else if (S_ISREG(about.st_mode) && (size_t)about.st_size > cap)
        status = fail_size(error, path, cap);
    else
        status = read_all(fd, path, S_ISREG(about.st_mode) ? (size_t)about.st_size : 65536, cap,
                          arena, out, error);
    if (!standard_input)
        close(fd);
    return status;
}

enum tb_status tb_file_read_text(const char *path, size_t cap, struct tb_arena *arena,
                                 struct tb_str *out, struct tb_error *error)
{
    struct tb_str text;
    uint32_t line = 1;
    enum tb_status status = tb_file_read(path, cap, arena, &text, error);
    size_t valid = status == TB_OK ? tb_utf8_valid(text) : 0;
    if (status != TB_OK)
        return status;
    if (valid == text.len) {
        *out = text;
        return TB_OK;
    }
    for (size_t i = 0; i < valid; i++)
        line += text.ptr[i] == '\n';
    tb_fail(error, TB_EUSAGE, "不是 UTF-8 文本；请把文件存为 UTF-8 编码",
            "is not UTF-8 text; save the file as UTF-8");
    return tb_fail_at(error, TB_EUSAGE, path, line, 0);
}

enum tb_status tb_fd_write(int fd, struct tb_str s, struct tb_error *error)
{
    while (s.len > 0) {
        ssize_t put = write(fd, s.ptr, s.len);
        if (put < 0 && errno == EINTR)
            continue;
        if (put < 0)
            return tb_fail(error, TB_EIO, "无法写出：%s", "cannot write: %s", strerror(errno));
        s = tb_str_sub(s, (size_t)put, s.len);
    }
    return TB_OK;
}

void tb_sha256_hex(struct tb_str s, char out[65])
{
    SHA256Data((const uint8_t *)s.ptr, s.len, out);
}
