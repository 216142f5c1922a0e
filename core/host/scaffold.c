/* scaffold.c - see scaffold.h. */
#include "host/scaffold.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/embed.h"
#include "base/file.h"
#include "base/folder.h"
#include "base/tsv.h"
#include "host/plugins.h"

enum { TEMPLATE_MAX = 1 << 16 };

static enum tb_status fail_io(struct tb_error *error, const char *path, int cause)
{
    tb_fail(error, TB_EIO, "无法写入：%s", "cannot be written: %s", strerror(cause));
    return tb_fail_at(error, TB_EIO, path, 0, 0);
}

/* The template with the name in the place of @NAME@. */
static void fill(struct tb_buf *out, struct tb_str text, struct tb_str name)
{
    const struct tb_str mark = TB_STR("@NAME@");
    size_t from = 0, at;
    while ((at = tb_str_find(text, mark, from)) != SIZE_MAX) {
        tb_buf_add(out, tb_str_sub(text, from, at));
        tb_buf_add(out, name);
        from = at + mark.len;
    }
    tb_buf_add(out, tb_str_sub(text, from, text.len));
}

/* A new file; one that is there already is an error. */
static enum tb_status write_new(const char *path, struct tb_str bytes, struct tb_error *error)
{
    int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0666);
    if (fd < 0)
        return fail_io(error, path, errno);
    enum tb_status status = tb_fd_write(fd, bytes, error);
    if (status != TB_OK)
        tb_fail_at(error, status, path, 0, 0);
    if (close(fd) != 0 && status == TB_OK)
        status = fail_io(error, path, errno);
    return status;
}

/* FOLDER/STEM.lua out of the template of that name in the language. */
static enum tb_status make_file(const char *folder, const char *stem, struct tb_str template,
                                const char *lang, struct tb_str name, struct tb_arena *arena,
                                struct tb_error *error)
{
    struct tb_str file = tb_arena_printf(arena, "%s/%s.lua", folder, stem);
    struct tb_str wanted = tb_arena_printf(arena, "%.*s-%s", TB_ARG(template), lang);
    if (!file.ptr || !wanted.ptr)
        return tb_arena_fail(arena, error);
    struct tb_str text = tb_embedded_text(tb_host_knowledge, wanted.ptr);
    if (!text.ptr)
        return tb_fail_bug(error, __FILE__, __LINE__);
    struct tb_buf bytes = tb_buf_make(TEMPLATE_MAX);
    fill(&bytes, text, name);
    enum tb_status status = tb_buf_status(&bytes, error);
    if (status == TB_OK)
        status = write_new(file.ptr, tb_buf_str(&bytes), error);
    tb_buf_free(&bytes);
    return status;
}

enum tb_status tb_scaffold_workspace(const char *dir, const char *lang, struct tb_arena *arena,
                                     struct tb_error *error)
{
    static const char *const folders[] = {"plugins", "lexicon", "profiles"};
    struct tb_str settings = tb_path_join(arena, dir, "tongbao.lua");
    struct stat about;
    if (!settings.ptr)
        return tb_arena_fail(arena, error);
    if (lstat(settings.ptr, &about) == 0) {
        tb_fail(error, TB_EUSAGE, "已经有了，没有改动；这个文件夹已是工作区",
                "is there already and was left as it is: the folder is a workspace");
        return tb_fail_at(error, TB_EUSAGE, settings.ptr, 0, 0);
    }
    enum tb_status status = tb_folder_make(dir, error);
    for (size_t i = 0; i < sizeof folders / sizeof *folders && status == TB_OK; i++) {
        struct tb_str path = tb_path_join(arena, dir, folders[i]);
        status = path.ptr ? tb_folder_make(path.ptr, error) : tb_arena_fail(arena, error);
    }
    /* Last, so that a folder that has it has the rest. */
    if (status == TB_OK)
        status = make_file(dir, "tongbao", TB_STR("workspace"), lang, TB_STR(""), arena, error);
    return status;
}

/* Makes FOLDER/NAME; *out is its path. */
static enum tb_status make_folder(const char *folder, struct tb_str name, struct tb_arena *arena,
                                  struct tb_str *out, struct tb_error *error)
{
    if (!tb_plugin_is_id(name))
        return tb_fail(
            error, TB_EUSAGE,
            "插件名“%.*s”不对：只能用小写字母、数字和“-”，最多 %d 个字符，如 only-promises",
            "a plugin cannot be called '%.*s': lower-case letters, digits and '-', at "
            "most %d, such as only-promises",
            TB_ARG(name), (int)TB_PLUGIN_ID_MAX);
    struct tb_str path = tb_arena_printf(arena, "%s/%.*s", folder, TB_ARG(name));
    if (!path.ptr)
        return tb_arena_fail(arena, error);
    enum tb_status status = tb_folder_make(folder, error);
    if (status == TB_OK && mkdir(path.ptr, 0777) != 0) {
        if (errno != EEXIST)
            return fail_io(error, path.ptr, errno);
        tb_fail(error, TB_EUSAGE, "已经有了，没有改动；请换一个名字",
                "is there already and was left as it is; choose another name");
        return tb_fail_at(error, TB_EUSAGE, path.ptr, 0, 0);
    }
    *out = path;
    return status;
}

enum tb_status tb_scaffold_plugin(const char *dir, enum tb_plugin_kind kind, struct tb_str name,
                                  const char *lang, struct tb_arena *arena, struct tb_error *error)
{
    const char *word = tb_plugin_kind_name(kind);
    struct tb_str path, all = tb_arena_printf(arena, "%s/plugins/%ss", dir, word);
    struct tb_str cases = tb_arena_printf(arena, "%s-cases", word);
    if (!all.ptr || !cases.ptr)
        return tb_arena_fail(arena, error);
    enum tb_status status = make_folder(all.ptr, name, arena, &path, error);
    if (status == TB_OK)
        status = make_file(path.ptr, "cases", cases, lang, name, arena, error);
    if (status == TB_OK)
        status = make_file(path.ptr, word, tb_str_of(word), lang, name, arena, error);
    return status;
}

enum tb_status tb_scaffold_write(const char *folder, struct tb_str name,
                                 const struct tb_scaffold_file *files, size_t count,
                                 struct tb_arena *arena, struct tb_error *error)
{
    struct tb_str path;
    enum tb_status status = make_folder(folder, name, arena, &path, error);
    for (size_t i = 0; i < count && status == TB_OK; i++) {
        struct tb_str file = tb_path_join(arena, path.ptr, files[i].name);
        status = file.ptr ? write_new(file.ptr, files[i].text, error) : tb_arena_fail(arena, error);
    }
    return status;
}

struct tb_str tb_scaffold_text(const char *name)
{
    return tb_embedded_text(tb_host_knowledge, name);
}
