/* listing.c - see listing.h. */
#include "cli/listing.h"

#include "base/folder.h"
#include "base/list.h"
#include "base/utf8.h"
#include "cli/named.h"

enum { DEEPEST = 32, LIST_MAX = 128 << 20 };

struct listing {
    const struct tb_cli *cli;
    const struct tb_setup *setup;
    struct {
        char **at;
        size_t count, room;
    } paths;
    struct {
        struct tb_input *at;
        size_t count, room;
    } texts;
};

/* ---- paths ------------------------------------------------------------------------------------- */

static enum tb_status add_path(struct listing *listing, char *path, unsigned depth,
                               struct tb_error *error)
{
    struct tb_arena *arena = listing->setup->arena;
    struct tb_folder folder = {0};
    if (depth == 0 || !tb_is_folder(path)) {
        char **added = TB_LIST_ADD(arena, &listing->paths);
        if (!added)
            return tb_arena_fail(arena, error);
        *added = path;
        return TB_OK;
    }
    enum tb_status status = tb_folder_read(path, arena, &folder, error);
    for (size_t i = 0; i < folder.count && status == TB_OK; i++) {
        struct tb_str name = tb_path_join(arena, path, folder.names[i].ptr);
        char *inner = name.ptr ? tb_arena_alloc(arena, name.len + 1) : NULL;
        if (!inner)
            return tb_arena_fail(arena, error);
        memcpy(inner, name.ptr, name.len + 1);
        status = add_path(listing, inner, depth - 1, error);
    }
    return status;
}

/* ---- a line that is an object ----------------------------------------------------------------------- */

struct scan {
    struct tb_str text;
    size_t at;
};

static void skip_blanks(struct scan *scan)
{
    while (scan->at < scan->text.len && strchr(" \t\r\n", scan->text.ptr[scan->at]))
        scan->at++;
}

static bool take(struct scan *scan, char c)
{
    skip_blanks(scan);
    if (scan->at >= scan->text.len || scan->text.ptr[scan->at] != c)
        return false;
    scan->at++;
    return true;
}

static bool read_hex(struct scan *scan, uint32_t *code)
{
    *code = 0;
    for (int i = 0; i < 4; i++) {
        static const char digits[] = "0123456789abcdef";
        char c = scan->at < scan->text.len ? scan->text.ptr[scan->at++] : '?';
        const char *found = memchr(digits, c >= 'A' && c <= 'F' ? c + 32 : c, 16);
        if (!found)
            return false;
        *code = *code * 16 + (uint32_t)(found - digits);
    }
    return true;
}

/* Behind a backslash. */
static bool read_escape(struct scan *scan, struct tb_buf *out)
{
    static const char names[] = "\"\\/bfnrt", values[] = "\"\\/\b\f\n\r\t";
    char c = scan->at < scan->text.len ? scan->text.ptr[scan->at++] : '\0', bytes[4];
    const char *name = c ? strchr(names, c) : NULL;
    uint32_t code, low;
    if (name) {
        tb_buf_byte(out, values[name - names]);
        return true;
    }
    if (c != 'u' || !read_hex(scan, &code))
        return false;
    if (code >= 0xD800 && code < 0xDC00 && scan->at + 1 < scan->text.len &&
        scan->text.ptr[scan->at] == '\\' && scan->text.ptr[scan->at + 1] == 'u') {
        scan->at += 2;
        if (!read_hex(scan, &low))
            return false;
        code = 0x10000 + ((code & 0x3FF) << 10) + (low & 0x3FF);
    }
    tb_buf_add(out, (struct tb_str){bytes, tb_utf8_put(code, bytes)});
    return true;
}

/* A string behind its first quote; `out` NULL: passed over. */
static bool read_string(struct scan *scan, struct tb_arena *arena, struct tb_str *out)
{
    struct tb_buf text = tb_buf_make(TB_INPUT_MAX);
    bool good = true, ended = false;
    while (good && !ended && scan->at < scan->text.len) {
        char c = scan->text.ptr[scan->at++];
        ended = c == '"';
        if (c == '\\')
            good = read_escape(scan, &text);
        else if (!ended)
            tb_buf_byte(&text, c);
    }
    good = good && ended && !text.failed;
    if (good && out) {
        *out = tb_arena_copy(arena, tb_buf_str(&text));
        good = out->ptr != NULL;
    }
    tb_buf_free(&text);
    return good;
}

/* A value that nobody asked for: a string, or anything without strings up to the next comma or brace. */
static bool skip_value(struct scan *scan)
{
    if (take(scan, '"'))
        return read_string(scan, NULL, NULL);
    size_t from = scan->at;
    while (scan->at < scan->text.len && !strchr(",{}[]\"", scan->text.ptr[scan->at]))
        scan->at++;
    return scan->at > from;
}

static bool read_object(struct scan *scan, struct tb_arena *arena, struct tb_str *name,
                        struct tb_str *text)
{
    if (!take(scan, '{'))
        return false;
    do {
        struct tb_str key;
        if (!take(scan, '"') || !read_string(scan, arena, &key) || !take(scan, ':'))
            return false;
        struct tb_str *wanted = tb_str_eq(key, TB_STR("name"))   ? name
                                : tb_str_eq(key, TB_STR("text")) ? text
                                                                 : NULL;
        bool read = wanted ? take(scan, '"') && read_string(scan, arena, wanted) : skip_value(scan);
        if (!read)
            return false;
    } while (take(scan, ','));
    if (!take(scan, '}'))
        return false;
    skip_blanks(scan);
    return scan->at == scan->text.len;
}

enum tb_status tb_listing_read(struct tb_str line, struct tb_arena *arena, struct tb_str *name,
                               struct tb_str *text, struct tb_error *error)
{
    struct scan scan = {line, 0};
    struct tb_str read_name = {NULL, 0}, read_text = {NULL, 0};
    if (!read_object(&scan, arena, &read_name, &read_text) || !read_name.ptr || !read_text.ptr)
        return tb_fail(
            error, TB_EFORMAT,
            "这一行应为一个路径，或 {\"name\":\"…\",\"text\":\"…\"}（第 %zu 字节处读不懂）",
            "this line should be a path, or {\"name\":\"…\",\"text\":\"…\"} (not "
            "understood at byte %zu)",
            scan.at + 1);
    *name = read_name;
    *text = read_text;
    return TB_OK;
}

/* ---- lists ------------------------------------------------------------------------------------------- */

static enum tb_status add_line(struct listing *listing, struct tb_str line, struct tb_error *error)
{
    struct tb_arena *arena = listing->setup->arena;
    struct tb_str name, text;
    if (line.ptr[0] != '{') {
        char *path = tb_arena_alloc(arena, line.len + 1);
        if (!path)
            return tb_arena_fail(arena, error);
        memcpy(path, line.ptr, line.len);
        path[line.len] = '\0';
        return add_path(listing, path, DEEPEST, error);
    }
    enum tb_status status = tb_listing_read(line, arena, &name, &text, error);
    if (status != TB_OK)
        return status;
    /* Readers may look a vector beyond the end. */
    char *padded = tb_arena_alloc(arena, text.len + TB_PADDING);
    struct tb_input *input = TB_LIST_ADD(arena, &listing->texts);
    if (!padded || !input)
        return tb_arena_fail(arena, error);
    memcpy(padded, text.ptr, text.len);
    memset(padded + text.len, 0, TB_PADDING);
    *input = (struct tb_input){.name = name.ptr, .bytes = {padded, text.len}, .size = text.len};
    return TB_OK;
}

static enum tb_status add_list(struct listing *listing, const char *path, struct tb_error *error)
{
    struct tb_str rest;
    enum tb_status status = tb_named_read(path, LIST_MAX, listing->setup->arena, &rest, error);
    for (uint32_t number = 1; status == TB_OK && rest.len > 0; number++) {
        size_t end = tb_str_find(rest, TB_STR("\n"), 0);
        struct tb_str line = tb_str_sub(rest, 0, end == SIZE_MAX ? rest.len : end);
        if (line.len > 0 && line.ptr[line.len - 1] == '\r')
            line.len--;
        if (line.len > 0)
            status = add_line(listing, line, error);
        if (status != TB_OK)
            tb_fail_at(error, status, path, number, 0);
        rest = tb_str_sub(rest, end == SIZE_MAX ? rest.len : end + 1, rest.len);
    }
    return status;
}

/* ---- shares -------------------------------------------------------------------------------------------- */

unsigned tb_listing_share(struct tb_str name, unsigned shares)
{
    uint64_t hash = UINT64_C(14695981039346656037); /* FNV-1a, 64 bits */
    for (size_t i = 0; i < name.len; i++)
        hash = (hash ^ (unsigned char)name.ptr[i]) * UINT64_C(1099511628211);
    return (unsigned)((hash ^ hash >> 32) % shares) + 1;
}

static void keep_share(const struct tb_options *options, struct tb_inputs *inputs)
{
    size_t kept = 0;
    for (size_t i = 0; i < inputs->count; i++)
        if (tb_listing_share(tb_str_of(inputs->at[i].name), options->shards) == options->shard)
            inputs->at[kept++] = inputs->at[i];
    inputs->count = kept;
}

/* Adds the texts of a list behind what was found. */
static enum tb_status add_texts(const struct listing *listing, struct tb_inputs *inputs,
                                struct tb_error *error)
{
    size_t count = inputs->count + listing->texts.count;
    struct tb_input *all = TB_NEW_ARRAY(listing->setup->arena, struct tb_input, count);
    if (!all)
        return tb_arena_fail(listing->setup->arena, error);
    if (inputs->count > 0)
        memcpy(all, inputs->at, inputs->count * sizeof *all);
    memcpy(all + inputs->count, listing->texts.at, listing->texts.count * sizeof *all);
    inputs->at = all;
    inputs->count = count;
    return TB_OK;
}

enum tb_status tb_listing_find(const struct tb_cli *cli, const struct tb_setup *setup,
                               char **arguments, size_t count, struct tb_inputs *out,
                               struct tb_error *error)
{
    struct listing listing = {.cli = cli, .setup = setup};
    struct tb_inputs inputs = {0};
    enum tb_status status = TB_OK;
    for (size_t i = 0; i < count && status == TB_OK; i++)
        status = add_path(&listing, arguments[i], DEEPEST, error);
    if (status == TB_OK && cli->options.list)
        status = add_list(&listing, cli->options.list, error);
    if (status == TB_OK)
        status = tb_inputs_find(setup, listing.paths.at, listing.paths.count, &inputs, error);
    if (status == TB_OK && listing.texts.count > 0)
        status = add_texts(&listing, &inputs, error);
    if (status != TB_OK)
        return status;
    if (cli->options.shards > 0)
        keep_share(&cli->options, &inputs);
    *out = inputs;
    return TB_OK;
}
