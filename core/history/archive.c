/* archive.c - see archive.h. */
#include "history/archive.h"

#include "base/list.h"
#include "history/chain.h"
#include "history/entries.h"
#include "history/seen.h"

/* A header of ustar: fields by where they begin. Numbers are octal digits with a NUL behind. */
enum {
    BLOCK = 512,
    AT_NAME = 0,
    AT_MODE = 100,
    AT_UID = 108,
    AT_GID = 116,
    AT_SIZE = 124,
    AT_TIME = 136,
    AT_CHECKSUM = 148,
    AT_TYPE = 156,
    AT_MAGIC = 257,
    AT_PREFIX = 345,
    NAME_LEN = 100,
    PREFIX_LEN = 155
};

static const char ustar[8] = {'u', 's', 't', 'a', 'r', '\0', '0', '0'};

static size_t padded(size_t size)
{
    return (size + BLOCK - 1) / BLOCK * BLOCK;
}

/* The sum of the header's bytes, those of the sum itself taken for blanks. */
static unsigned long checksum(const char *header)
{
    unsigned long sum = 0;
    for (size_t i = 0; i < BLOCK; i++)
        sum += i >= AT_CHECKSUM && i < AT_TYPE ? ' ' : (unsigned char)header[i];
    return sum;
}

/* --- writing ------------------------------------------------------------------------------------ */

/* Without a time or an owner, so that equal histories give equal archives. */
static void put_file(struct tb_buf *out, struct tb_str series, struct tb_str name,
                     struct tb_str bytes)
{
    static const char zeros[BLOCK];
    char header[BLOCK] = {0};
    snprintf(header + AT_NAME, NAME_LEN, "%.*s/%.*s", TB_ARG(series), TB_ARG(name));
    snprintf(header + AT_MODE, 8, "%07o", 0644u);
    snprintf(header + AT_UID, 8, "%07o", 0u);
    snprintf(header + AT_GID, 8, "%07o", 0u);
    snprintf(header + AT_SIZE, 12, "%011llo", (unsigned long long)bytes.len);
    snprintf(header + AT_TIME, 12, "%011o", 0u);
    header[AT_TYPE] = '0';
    memcpy(header + AT_MAGIC, ustar, sizeof ustar);
    snprintf(header + AT_CHECKSUM, 8, "%06lo", checksum(header));
    header[AT_CHECKSUM + 7] = ' ';
    tb_buf_add(out, (struct tb_str){header, sizeof header});
    tb_buf_add(out, bytes);
    tb_buf_add(out, (struct tb_str){zeros, padded(bytes.len) - bytes.len});
}

enum tb_status tb_archive_write(const struct tb_history *history, struct tb_str series,
                                struct tb_arena *arena, struct tb_buf *out, struct tb_error *error)
{
    static const char end[2 * BLOCK];
    size_t first = 0, count = 0;
    for (size_t i = 0; i < history->count; i++) {
        const struct tb_entry *entry = &history->at[i];
        struct tb_str file;
        if (!tb_str_eq(entry->series, series))
            continue;
        first = count++ ? first : i;
        struct tb_mark mark = tb_arena_mark(arena);
        enum tb_status status = tb_chain_file(entry, arena, &file, error);
        if (status != TB_OK)
            return status;
        const char *slash = strrchr(entry->path.ptr, '/');
        put_file(out, series, tb_str_of(slash + 1), file);
        tb_arena_rewind(arena, mark);
    }
    struct tb_buf notes = tb_buf_make(TB_SEEN_MAX);
    tb_seen_put(history->at + first, count, &notes);
    enum tb_status status = tb_buf_status(&notes, error);
    if (notes.len > 0)
        put_file(out, series, TB_STR("seen.tsv"), tb_buf_str(&notes));
    tb_buf_free(&notes);
    tb_buf_add(out, (struct tb_str){end, sizeof end});
    return status == TB_OK ? tb_buf_status(out, error) : status;
}

/* --- reading ------------------------------------------------------------------------------------ */

struct reading {
    const char *name;
    struct tb_arena *arena;
    struct tb_error *error;
    struct {
        struct tb_entry *at;
        size_t count, room;
    } entries;
    struct {
        struct note {
            struct tb_str series, text;
        } * at;
        size_t count, room;
    } notes;
};

static enum tb_status fail_none(const struct reading *r)
{
    tb_fail(r->error, TB_EFORMAT, "不是 tongbao history export 写出的文件，或已损坏",
            "is not what tongbao history export writes, or is damaged");
    return tb_fail_at(r->error, TB_EFORMAT, r->name, 0, 0);
}

static enum tb_status fail_short(const struct reading *r)
{
    tb_fail(r->error, TB_EFORMAT, "文件不完整：后面少了一截，请重新导出或复制",
            "the file is cut short; export or copy it again");
    return tb_fail_at(r->error, TB_EFORMAT, r->name, 0, 0);
}

/* An octal number of at most `width` digits that ends with a NUL or a blank; blanks may lead. */
static bool read_octal(const char *field, size_t width, uint64_t *out)
{
    uint64_t value = 0;
    size_t at = 0, digits = 0;
    while (at < width && field[at] == ' ')
        at++;
    for (; at < width && field[at] >= '0' && field[at] <= '7'; at++, digits++)
        value = value * 8 + (uint64_t)(field[at] - '0');
    *out = value;
    return digits > 0 && digits <= 12 && (at == width || field[at] == '\0' || field[at] == ' ');
}

static size_t field_len(const char *field, size_t most)
{
    const char *end = memchr(field, '\0', most);
    return end ? (size_t)(end - field) : most;
}

/* The last two parts of the path: the series and the file's name, the latter in `out`. */
static bool split_path(const char *header, struct tb_arena *arena, struct tb_str *series,
                       struct tb_str *name)
{
    size_t prefix =
        memcmp(header + AT_MAGIC, ustar, 5) == 0 ? field_len(header + AT_PREFIX, PREFIX_LEN) : 0;
    struct tb_str path =
        tb_arena_printf(arena, "%.*s/%.*s", (int)prefix, header + AT_PREFIX,
                        (int)field_len(header + AT_NAME, NAME_LEN), header + AT_NAME);
    if (!path.ptr)
        return false;
    size_t slashes[2] = {0}, count = 0;
    for (size_t i = path.len; i > 0 && count < 2; i--)
        if (path.ptr[i - 1] == '/')
            slashes[count++] = i;
    *name = tb_str_sub(path, slashes[0], path.len);
    *series = count == 2 ? tb_str_sub(path, slashes[1], slashes[0] - 1) : TB_STR("");
    *series = tb_arena_copy(arena, *series);
    return series->ptr != NULL;
}

/* One file of the archive. */
static enum tb_status take_file(struct reading *r, const char *header, struct tb_str bytes)
{
    struct tb_str series, name;
    bool is_one;
    if (header[AT_TYPE] != '0' && header[AT_TYPE] != '\0')
        return TB_OK; /* a folder, or what other programs note */
    if (!split_path(header, r->arena, &series, &name))
        return tb_arena_fail(r->arena, r->error);
    if (!tb_series_is_name(series))
        return TB_OK;
    if (tb_str_eq(name, TB_STR("seen.tsv"))) {
        struct note *note = TB_LIST_ADD(r->arena, &r->notes);
        if (note)
            *note = (struct note){series, bytes};
        return note ? TB_OK : tb_arena_fail(r->arena, r->error);
    }
    struct tb_entry entry = {.series = series, .file = bytes};
    entry.path = tb_arena_printf(r->arena, "%s:%.*s/%.*s", r->name, TB_ARG(series), TB_ARG(name));
    if (!entry.path.ptr)
        return tb_arena_fail(r->arena, r->error);
    enum tb_status status = tb_entry_read(name, &entry, &is_one, r->arena, r->error);
    if (status != TB_OK || !is_one)
        return status;
    struct tb_entry *slot = TB_LIST_ADD(r->arena, &r->entries);
    if (!slot)
        return tb_arena_fail(r->arena, r->error);
    *slot = entry;
    return TB_OK;
}

static bool is_end(const char *header)
{
    for (size_t i = 0; i < BLOCK; i++)
        if (header[i] != '\0')
            return false;
    return true;
}

static enum tb_status take_files(struct reading *r, struct tb_str bytes)
{
    for (size_t at = 0;;) {
        const char *header = bytes.ptr + at;
        uint64_t size, sum;
        if (bytes.len - at < BLOCK)
            return at == 0 ? fail_none(r) : fail_short(r);
        if (is_end(header))
            return at == 0 ? fail_none(r) : TB_OK;
        if (!read_octal(header + AT_CHECKSUM, 8, &sum) || sum != checksum(header) ||
            !read_octal(header + AT_SIZE, 12, &size))
            return fail_none(r);
        at += BLOCK;
        if (size > bytes.len - at || padded((size_t)size) > bytes.len - at)
            return fail_short(r);
        enum tb_status status = take_file(r, header, (struct tb_str){bytes.ptr + at, (size_t)size});
        if (status != TB_OK)
            return status;
        at += padded((size_t)size);
    }
}

enum tb_status tb_archive_read(const char *name, struct tb_str bytes, struct tb_arena *arena,
                               struct tb_history *out, struct tb_error *error)
{
    struct reading r = {.name = name, .arena = arena, .error = error};
    struct tb_str copy = tb_arena_copy(arena, tb_str_of(name));
    if (!copy.ptr)
        return tb_arena_fail(arena, error);
    enum tb_status status = take_files(&r, bytes);
    if (status == TB_OK && r.entries.count == 0)
        status = fail_none(&r);
    if (status != TB_OK)
        return status;
    tb_history_order(r.entries.at, r.entries.count);
    for (size_t i = 0; i < r.notes.count; i++)
        for (size_t k = 0; k < r.entries.count; k++)
            if (tb_str_eq(r.entries.at[k].series, r.notes.at[i].series)) {
                size_t first = k;
                while (k < r.entries.count &&
                       tb_str_eq(r.entries.at[k].series, r.notes.at[i].series))
                    k++;
                tb_seen_take(r.notes.at[i].text, r.entries.at + first, k - first);
                break;
            }
    *out = (struct tb_history){.dir = copy, .at = r.entries.at, .count = r.entries.count};
    return TB_OK;
}
