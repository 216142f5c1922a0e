/* dirs.c - see dirs.h. */
#include "host/dirs.h"

#include <limits.h>
#include <unistd.h>

static struct tb_str below(struct tb_arena *arena, const char *variable, const char *in_home)
{
    const char *base = getenv(variable), *home = getenv("HOME");
    if (base && base[0] == '/')
        return tb_arena_printf(arena, "%s/tongbao", base);
    if (home && home[0] == '/')
        return tb_arena_printf(arena, "%s/%s/tongbao", home, in_home);
    return (struct tb_str){NULL, 0};
}

static struct tb_str program_dir(struct tb_arena *arena)
{
    char path[PATH_MAX];
    ssize_t len = readlink("/proc/self/exe", path, sizeof path);
    if (len <= 0 || (size_t)len >= sizeof path)
        return (struct tb_str){NULL, 0};
    struct tb_str file = {path, (size_t)len};
    while (file.len > 1 && file.ptr[file.len - 1] != '/')
        file.len--;
    if (file.len > 1)
        file.len--;
    return tb_arena_copy(arena, file);
}

struct tb_dirs tb_dirs_find(struct tb_arena *arena)
{
    return (struct tb_dirs){
        .config = below(arena, "XDG_CONFIG_HOME", ".config"),
        .state = below(arena, "XDG_STATE_HOME", ".local/state"),
        .program = program_dir(arena),
    };
}
