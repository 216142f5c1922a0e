/*
 * main.c - makes the bundled plugins part of the program, as host/bundle.h declares them.
 *
 *     bundle OUT.c FOLDER FILE…     FILE below FOLDER: checks/NAME/check.lua, …, in any order
 *
 * Exit status 1, with a message, when a file cannot be read, is no Lua, or OUT.c cannot be written.
 */
#include <stdlib.h>

#include "base/buf.h"
#include "base/file.h"
#include "lua/compile.h"

enum { MEMORY = 256 << 20, FILE_MAX = 256 << 10 };

struct bundle {
    struct tb_arena *arena;
    /* What every start reads, what every check reads, what messages quote: apart, so that little of it
     * is touched. */
    struct tb_buf names, code, texts;
    struct tb_buf rows;
};

static int by_name(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

/* What messages call a chunk: a plugin's own file by its path, a module by its name, as when they are
 * loaded from their folder. */
static struct tb_str chunk_name(struct tb_arena *arena, const char *file)
{
    const char *name = strrchr(file, '/') + 1; /* checks/x/check.lua: check */
    size_t stem = strlen(name) - strlen(".lua");
    bool own = strncmp(file, name, stem) == 0 && file[stem] == 's' && file[stem + 1] == '/';
    return own ? tb_arena_printf(arena, "@plugins/%s", file) : tb_arena_printf(arena, "@%s", name);
}

static enum tb_status add_file(struct bundle *bundle, const char *folder, const char *file,
                               struct tb_error *error)
{
    struct tb_str path = tb_arena_printf(bundle->arena, "%s/%s", folder, file), text;
    struct tb_str chunk = chunk_name(bundle->arena, file);
    struct tb_str name = tb_arena_printf(bundle->arena, "plugins/%s", file);
    if (!path.ptr || !chunk.ptr || !name.ptr)
        return tb_arena_fail(bundle->arena, error);
    enum tb_status status = tb_file_read(path.ptr, FILE_MAX, bundle->arena, &text, error);
    if (status != TB_OK)
        return status;
    size_t name_at = bundle->names.len, code_at = bundle->code.len, text_at = bundle->texts.len;
    tb_buf_add(&bundle->names, (struct tb_str){name.ptr, name.len + 1});
    tb_buf_add(&bundle->texts, text);
    if (!tb_str_ends(path, TB_STR("/cases.lua")))
        status = tb_lua_compile(text, chunk.ptr, &bundle->code, error);
    tb_buf_printf(&bundle->rows, "    {%zu, TEXTS + %zu, %zu, CODE + %zu, %zu},\n", name_at,
                  text_at, text.len, code_at, bundle->code.len - code_at);
    return status;
}

static void put_bytes(struct tb_buf *out, struct tb_str bytes)
{
    static const char digits[] = "0123456789abcdef";
    for (size_t i = 0; i < bytes.len; i++) {
        unsigned char byte = (unsigned char)bytes.ptr[i];
        char text[] = {'0', 'x', digits[byte >> 4], digits[byte & 15], ',', '\n'};
        tb_buf_add(out, (struct tb_str){text, i % 16 == 15 ? 6 : 5});
    }
}

static enum tb_status write_out(const struct bundle *bundle, const char *path, size_t count,
                                struct tb_error *error)
{
    struct tb_buf out = tb_buf_make(MEMORY);
    tb_buf_text(&out, "/* Made by core/bundle. */\n#include \"host/bundle.h\"\n"
                      "const unsigned char tb_bundle_bytes[] = {\n");
    put_bytes(&out, tb_buf_str(&bundle->names));
    put_bytes(&out, tb_buf_str(&bundle->code));
    put_bytes(&out, tb_buf_str(&bundle->texts));
    tb_buf_printf(&out, "0};\nenum { CODE = %zu, TEXTS = %zu };\n", bundle->names.len,
                  bundle->names.len + bundle->code.len);
    tb_buf_text(&out, "const struct tb_bundled_file tb_bundle[] = {\n");
    tb_buf_add(&out, tb_buf_str(&bundle->rows));
    tb_buf_printf(&out, "    {0, 0, 0, 0, 0}};\nconst size_t tb_bundle_count = %zu;\n", count);
    enum tb_status status = tb_buf_status(&out, error);
    if (bundle->names.failed || bundle->code.failed || bundle->texts.failed || bundle->rows.failed)
        status = tb_fail_memory(error);
    FILE *file = status == TB_OK ? fopen(path, "wb") : NULL;
    bool written = file && fwrite(out.ptr, 1, out.len, file) == out.len;
    if (file && fclose(file) != 0)
        written = false;
    tb_buf_free(&out);
    if (status == TB_OK && !written)
        status = tb_fail(error, TB_EIO, "无法写入：%s", "cannot write: %s", path);
    return status;
}

int main(int argc, char **argv)
{
    struct bundle bundle = {.names = tb_buf_make(MEMORY),
                            .code = tb_buf_make(MEMORY),
                            .texts = tb_buf_make(MEMORY),
                            .rows = tb_buf_make(MEMORY)};
    struct tb_error error = {0};
    if (argc < 3) {
        fputs("usage: bundle OUT.c FOLDER FILE...\n", stderr);
        return 1;
    }
    enum tb_status status = tb_arena_new(MEMORY, &bundle.arena, &error);
    qsort(argv + 3, (size_t)argc - 3, sizeof *argv, by_name);
    for (int i = 3; i < argc && status == TB_OK; i++)
        status = add_file(&bundle, argv[2], argv[i], &error);
    if (status == TB_OK)
        status = write_out(&bundle, argv[1], (size_t)argc - 3, &error);
    if (status != TB_OK)
        fprintf(stderr, "bundle: %s\n", error.en);
    tb_buf_free(&bundle.names);
    tb_buf_free(&bundle.code);
    tb_buf_free(&bundle.texts);
    tb_buf_free(&bundle.rows);
    tb_arena_free(bundle.arena);
    return status != TB_OK;
}
