/* zip.c - packages: parts with a name, compressed, all of the same date. */
#include "zip/zip.h"

#include <zip.h>

#include "base/arena.h"
#include "base/utf8.h"

enum { ARENA_MAX = 512 << 20, NAME_MOST = 200 };

struct package {
    struct tb_arena *arena; /* holds the parts until the end: libzip reads them then */
    zip_t *zip;
};

static enum tb_status fail(const char *cause, struct tb_error *error)
{
    return tb_fail(error, TB_EIO, "压缩包写不成：%s", "the package cannot be written: %s", cause);
}

enum tb_status tb_zip_open(const char *path, void **out, struct tb_error *error)
{
    struct tb_arena *arena;
    int cause = 0;
    enum tb_status status = tb_arena_new(ARENA_MAX, &arena, error);
    if (status != TB_OK)
        return status;
    struct package *package = TB_NEW(arena, struct package);
    if (!package) {
        status = tb_arena_fail(arena, error);
        tb_arena_free(arena);
        return status;
    }
    *package = (struct package){arena, zip_open(path, ZIP_CREATE | ZIP_EXCL, &cause)};
    if (!package->zip) {
        zip_error_t why;
        zip_error_init_with_code(&why, cause);
        status = fail(zip_error_strerror(&why), error);
        zip_error_fini(&why);
        tb_arena_free(arena);
        return status;
    }
    *out = package;
    return TB_OK;
}

/* "word/document.xml": no root, no way up, nothing that could be read as either. */
static bool is_part_name(struct tb_str name)
{
    bool begins = true;
    if (name.len == 0 || name.len > NAME_MOST || tb_utf8_valid(name) != name.len)
        return false;
    for (size_t i = 0; i < name.len; i++) {
        char c = name.ptr[i];
        if ((unsigned char)c < ' ' || c == '\\' || c == ':' ||
            (begins && (c == '/' || c == '.') &&
             !tb_str_starts(tb_str_sub(name, i, name.len), TB_STR(".rels"))))
            return false;
        begins = c == '/';
    }
    return !begins;
}

enum tb_status tb_zip_take(void *file, const struct tb_made *record, struct tb_error *error)
{
    struct package *package = file;
    if (record->kind != TB_MADE_PART || record->count != 2 || !is_part_name(record->at[0].text))
        return tb_fail(error, TB_EFORMAT, "压缩包的部件名应如 word/document.xml，实为“%.*s”",
                       "expected a part's name such as word/document.xml, found '%.*s'",
                       TB_ARG(record->count > 0 ? record->at[0].text : TB_STR("")));
    struct tb_str name = tb_arena_copy(package->arena, record->at[0].text);
    struct tb_str bytes = tb_arena_copy(package->arena, record->at[1].text);
    char *terminated = tb_arena_alloc(package->arena, name.len + 1);
    if (!name.ptr || !bytes.ptr || !terminated)
        return tb_arena_fail(package->arena, error);
    memcpy(terminated, name.ptr, name.len);
    terminated[name.len] = '\0';
    zip_source_t *source = zip_source_buffer(package->zip, bytes.ptr, bytes.len, 0);
    if (!source)
        return fail(zip_strerror(package->zip), error);
    zip_int64_t at = zip_file_add(package->zip, terminated, source, ZIP_FL_ENC_UTF_8);
    if (at < 0) {
        zip_source_free(source);
        return fail(zip_strerror(package->zip), error);
    }
    /* 1980-01-01, where ZIP's dates begin: the same parts give the same bytes. */
    if (zip_file_set_dostime(package->zip, (zip_uint64_t)at, 0, 33, 0) != 0)
        return fail(zip_strerror(package->zip), error);
    return TB_OK;
}

enum tb_status tb_zip_close(void *file, bool keep, size_t *cut, struct tb_error *error)
{
    struct package *package = file;
    struct tb_arena *arena = package->arena;
    enum tb_status status = TB_OK;
    *cut = 0;
    if (!keep || zip_close(package->zip) != 0) {
        if (keep)
            status = fail(zip_strerror(package->zip), error);
        zip_discard(package->zip);
    }
    tb_arena_free(arena);
    return status;
}
