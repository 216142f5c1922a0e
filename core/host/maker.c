/* maker.c - see maker.h. */
#include "host/maker.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/module.h"

enum { PIECE = 64 << 10 };

struct tb_maker {
    const struct tb_maker_module *module;
    void *file;           /* the module's; NULL: it could not be begun */
    struct tb_buf rest;   /* bytes that are no whole record yet */
    struct tb_made *made; /* the record under way */
    char folder[PATH_MAX], path[PATH_MAX];
};

/* What may be asked for: no other module of the program is a maker. */
static const struct {
    const char *name, *package;
} modules[] = {{"xlsx", "libxlsxwriter-dev"}, {"sqlite", "libsqlite3-dev"}, {"zip", "libzip-dev"}};

static enum tb_status load(struct tb_str program, struct tb_str name, struct tb_maker *maker,
                           struct tb_error *error)
{
    for (size_t i = 0; i < sizeof modules / sizeof *modules; i++) {
        const void *found;
        if (!tb_str_eq(name, tb_str_of(modules[i].name)))
            continue;
        enum tb_status status =
            tb_module_load(program, modules[i].name, modules[i].package, &found, error);
        if (status != TB_OK)
            return status;
        maker->module = found;
        if (maker->module->version == TB_MAKER_VERSION)
            return TB_OK;
        return tb_fail(error, TB_EIO, "模块 %s 属于另一个版本，请重新安装 tongbao",
                       "the module %s is of another version, please install tongbao again",
                       modules[i].name);
    }
    return tb_fail(error, TB_EUSAGE, "导出的 module 应为 xlsx、sqlite 或 zip，实为“%.*s”",
                   "expected xlsx, sqlite or zip as the module of an export, found '%.*s'",
                   TB_ARG(name));
}

/* A folder of our own, in which the module may leave what it needs on the way. */
static enum tb_status make_folder(struct tb_maker *maker, struct tb_error *error)
{
    const char *base = getenv("TMPDIR");
    base = base && base[0] == '/' ? base : "/tmp";
    int len = snprintf(maker->folder, sizeof maker->folder, "%s/tongbao-XXXXXX", base);
    if (len < 0 || (size_t)len >= sizeof maker->folder - sizeof "/out" || !mkdtemp(maker->folder)) {
        maker->folder[0] = '\0';
        return tb_fail(error, TB_EIO, "无法在 %s 建立临时文件夹：%s",
                       "cannot make a temporary folder in %s: %s", base, strerror(errno));
    }
    (void)snprintf(maker->path, sizeof maker->path, "%.*s/out", len, maker->folder);
    return TB_OK;
}

static void remove_folder(struct tb_maker *maker)
{
    if (!maker->folder[0])
        return;
    (void)unlink(maker->path);
    (void)rmdir(maker->folder);
    maker->folder[0] = '\0';
}

enum tb_status tb_maker_begin(struct tb_str program, struct tb_str name, struct tb_arena *arena,
                              struct tb_maker **out, struct tb_error *error)
{
    struct tb_maker *maker = TB_NEW(arena, struct tb_maker);
    *out = NULL;
    if (!maker)
        return tb_arena_fail(arena, error);
    *maker = (struct tb_maker){.rest = tb_buf_make(TB_MADE_RECORD_MAX + PIECE),
                               .made = TB_NEW(arena, struct tb_made)};
    if (!maker->made)
        return tb_arena_fail(arena, error);
    enum tb_status status = load(program, name, maker, error);
    if (status == TB_OK)
        status = make_folder(maker, error);
    if (status == TB_OK)
        status = maker->module->open(maker->path, &maker->file, error);
    if (status != TB_OK)
        remove_folder(maker);
    else
        *out = maker;
    return status;
}

enum tb_status tb_maker_take(struct tb_maker *maker, struct tb_str bytes, struct tb_error *error)
{
    bool complete = true;
    tb_buf_add(&maker->rest, bytes);
    enum tb_status status = tb_buf_status(&maker->rest, error);
    struct tb_str left = tb_buf_str(&maker->rest);
    while (status == TB_OK && complete) {
        status = tb_made_next(&left, maker->made, &complete, error);
        if (status == TB_OK && complete)
            status = maker->module->take(maker->file, maker->made, error);
    }
    if (status == TB_OK) {
        if (left.len > 0)
            memmove(maker->rest.ptr, left.ptr, left.len);
        maker->rest.len = left.len;
    }
    return status;
}

static enum tb_status hand_on(const struct tb_maker *maker,
                              enum tb_status (*take)(void *user, struct tb_str bytes,
                                                     struct tb_error *error),
                              void *user, struct tb_error *error)
{
    struct tb_buf piece = tb_buf_make(PIECE);
    char *room = tb_buf_reserve(&piece, PIECE);
    enum tb_status status = room ? TB_OK : tb_fail_memory(error);
    int fd = open(maker->path, O_RDONLY | O_CLOEXEC);
    ssize_t len = fd < 0 ? -1 : 1;
    while (status == TB_OK && len > 0) {
        len = read(fd, room, PIECE);
        if (len > 0)
            status = take(user, (struct tb_str){room, (size_t)len}, error);
    }
    if (status == TB_OK && len < 0)
        status = tb_fail(error, TB_EIO, "临时文件无法读回：%s",
                         "the temporary file cannot be read back: %s", strerror(errno));
    if (fd >= 0)
        (void)close(fd);
    tb_buf_free(&piece);
    return status;
}

enum tb_status tb_maker_end(struct tb_maker *maker,
                            enum tb_status (*take)(void *user, struct tb_str bytes,
                                                   struct tb_error *error),
                            void *user, size_t *cut, struct tb_error *error)
{
    enum tb_status status = TB_OK;
    *cut = 0;
    if (take && maker->rest.len > 0)
        status = tb_fail(error, TB_EFORMAT, "导出插件的最后一条记录不完整",
                         "the last record of the export is cut off");
    struct tb_error *told = status == TB_OK ? error : NULL;
    enum tb_status closed = maker->module->close(maker->file, take && status == TB_OK, cut, told);
    if (status == TB_OK && take)
        status = closed;
    if (status == TB_OK && take)
        status = hand_on(maker, take, user, error);
    remove_folder(maker);
    tb_buf_free(&maker->rest);
    return status;
}
