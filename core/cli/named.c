/* named.c - see named.h. */
#include "cli/named.h"

#include <errno.h>
#include <unistd.h>

#include "base/closest.h"
#include "base/folder.h"

/* Says in `error` which file may have been meant; nothing where none is near. */
static void suggest(const char *path, struct tb_arena *arena, struct tb_error *error)
{
    const char *slash = strrchr(path, '/');
    struct tb_str folder = TB_STR(".");
    struct tb_folder names = {0};
    if (slash == path)
        folder = TB_STR("/");
    else if (slash)
        folder = tb_arena_copy(arena, (struct tb_str){.ptr = path, .len = (size_t)(slash - path)});
    if (!folder.ptr || tb_folder_read(folder.ptr, arena, &names, NULL) != TB_OK)
        return;
    struct tb_closest_search search = tb_closest_start(tb_str_of(slash ? slash + 1 : path));
    for (size_t i = 0; i < names.count; i++)
        tb_closest_try(&search, names.names[i]);
    if (search.best.ptr &&
        tb_fail(error, TB_EIO, "没有这个文件，是不是 %.*s？",
                "there is no such file, did you mean %.*s?", TB_ARG(search.best)) != TB_OK)
        tb_fail_at(error, TB_EIO, path, 0, 0);
}

enum tb_status tb_named_read(const char *path, size_t cap, struct tb_arena *arena,
                             struct tb_str *out, struct tb_error *error)
{
    enum tb_status status = tb_file_read(path, cap, arena, out, error);
    if (status == TB_EIO && strcmp(path, "-") != 0 && access(path, F_OK) != 0 && errno == ENOENT) {
        struct tb_mark mark = tb_arena_mark(arena);
        suggest(path, arena, error);
        tb_arena_rewind(arena, mark);
    }
    return status;
}
