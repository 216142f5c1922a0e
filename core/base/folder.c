/* folder.c - see folder.h. */
#include "base/folder.h"

#include <dirent.h>
#include <errno.h>
#include <limits.h>
#include <sys/stat.h>

#include "base/list.h"

static enum tb_status fail(struct tb_error *error, const char *path, int cause)
{
    enum tb_status status =
        tb_fail(error, TB_EIO, "无法读取：%s", "cannot be read: %s", strerror(cause));
    tb_fail_at(error, status, path, 0, 0);
    return status;
}

static int by_bytes(const void *a, const void *b)
{
    return tb_str_compare(*(const struct tb_str *)a, *(const struct tb_str *)b);
}

static enum tb_status read_names(DIR *dir, const char *path, struct tb_arena *arena,
                                 struct tb_folder *out, struct tb_error *error)
{
    struct {
        struct tb_str *at;
        size_t count, room;
    } names = {0};
    for (;;) {
        errno = 0;
        // cppcheck-suppress readdirCalled ; no other thread reads this stream
        const struct dirent *entry = readdir(dir);
        if (!entry && errno)
            return fail(error, path, errno);
        if (!entry)
            break;
        if (entry->d_name[0] == '.')
            continue;
        if (names.count == TB_FOLDER_MOST) {
            tb_fail(error, TB_ELIMIT, "文件夹中的条目超过 %d 个",
                    "the folder has more than %d entries", (int)TB_FOLDER_MOST);
            return tb_fail_at(error, TB_ELIMIT, path, 0, 0);
        }
        struct tb_str *name = TB_LIST_ADD(arena, &names);
        if (name)
            *name = tb_arena_copy(arena, tb_str_of(entry->d_name));
        if (!name || !name->ptr)
            return tb_arena_fail(arena, error);
    }
    if (names.count > 1)
        qsort(names.at, names.count, sizeof *names.at, by_bytes);
    *out = (struct tb_folder){names.at, names.count, true};
    return TB_OK;
}

enum tb_status tb_folder_read(const char *path, struct tb_arena *arena, struct tb_folder *out,
                              struct tb_error *error)
{
    DIR *dir = opendir(path);
    if (!dir && errno == ENOENT) {
        *out = (struct tb_folder){0};
        return TB_OK;
    }
    if (!dir)
        return fail(error, path, errno);
    enum tb_status status = read_names(dir, path, arena, out, error);
    closedir(dir);
    return status;
}

struct tb_str tb_path_join(struct tb_arena *arena, const char *folder, const char *name)
{
    size_t len = strlen(folder);
    const char *between = len > 0 && folder[len - 1] == '/' ? "" : "/";
    return tb_arena_printf(arena, "%s%s%s", folder, between, name);
}

bool tb_is_folder(const char *path)
{
    struct stat about;
    return stat(path, &about) == 0 && S_ISDIR(about.st_mode);
}

bool tb_is_link(const char *path)
{
    struct stat about;
    return lstat(path, &about) == 0 && S_ISLNK(about.st_mode);
}

bool tb_is_file(const char *path)
{
    struct stat about;
    return stat(path, &about) == 0 && S_ISREG(about.st_mode);
}

enum tb_status tb_path_within(const char *folder, const char *path, bool *within,
                              struct tb_error *error)
{
    char outer[PATH_MAX], inner[PATH_MAX];
    if (!realpath(folder, outer))
        return fail(error, folder, errno);
    if (!realpath(path, inner))
        return fail(error, path, errno);
    size_t len = strlen(outer);
    *within = strncmp(outer, inner, len) == 0 &&
              (inner[len] == '/' || inner[len] == '\0' || outer[len - 1] == '/');
    return TB_OK;
}

enum tb_status tb_folder_make(const char *path, struct tb_error *error)
{
    char part[PATH_MAX];
    size_t len = strlen(path);
    if (len >= sizeof part)
        return fail(error, path, ENAMETOOLONG);
    for (size_t end = 1; end <= len; end++) {
        if (path[end] != '/' && path[end] != '\0')
            continue;
        memcpy(part, path, end);
        part[end] = '\0';
        if (mkdir(part, 0777) != 0 && errno != EEXIST) {
            int cause = errno;
            enum tb_status status = tb_fail(error, TB_EIO, "无法建立文件夹：%s",
                                            "the folder cannot be made: %s", strerror(cause));
            tb_fail_at(error, status, part, 0, 0);
            return status;
        }
    }
    if (!tb_is_folder(path))
        return fail(error, path, ENOTDIR);
    return TB_OK;
}
