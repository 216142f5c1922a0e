/* store.c - reads the heads of a history. */
#include "history/store.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/folder.h"
#include "base/list.h"
#include "history/chain.h"
#include "history/entries.h"
#include "history/seen.h"

const char *tb_soundness_name(enum tb_soundness value)
{
    static const char *const names[TB_SOUNDNESS_END] = {"sound", "mendable", "damaged", "lost",
                                                        "newer"};
    return (unsigned)value < TB_SOUNDNESS_END ? names[value] : NULL;
}

enum { FIRST_READ = 2048 /* bytes; most heads are shorter */ };

struct lists {
    struct {
        struct tb_entry *at;
        size_t count, room;
    } entries;
    struct {
        struct tb_str *at;
        size_t count, room;
    } strays;
};

/* NNNNNN-PERIOD.tbs */
static bool parse_file_name(struct tb_str name, struct tb_entry *out)
{
    uint32_t sequence = 0;
    size_t at = 0;
    for (; at < name.len && at < 9 && name.ptr[at] >= '0' && name.ptr[at] <= '9'; at++)
        sequence = sequence * 10 + (uint32_t)(name.ptr[at] - '0');
    if (at < 6 || sequence == 0 || at >= name.len || name.ptr[at] != '-' ||
        !tb_str_ends(name, TB_STR(".tbs")) || name.len - at < strlen("-.tbs"))
        return false;
    out->sequence = sequence;
    out->period_name = tb_str_sub(name, at + 1, name.len - strlen(".tbs"));
    return tb_period_parse(out->period_name, &out->period, &out->is_plan);
}

/* Up to `room` bytes, as many as the head has, from the start of the file; and how long that is. */
static enum tb_status read_start(struct tb_entry *entry, char *room, size_t *len,
                                 struct tb_error *error)
{
    int fd = open(entry->path.ptr, O_RDONLY | O_CLOEXEC);
    size_t wanted = FIRST_READ;
    ssize_t got = fd < 0 ? -1 : 1;
    *len = 0;
    while (got > 0 && *len < wanted) {
        got = read(fd, room + *len, wanted - *len);
        if (got < 0 && errno == EINTR)
            got = 1;
        else if (got > 0)
            *len += (size_t)got;
        if (*len >= TB_SNAPSHOT_FIXED && tb_snapshot_head_len((struct tb_str){room, *len}) > wanted)
            wanted = TB_SNAPSHOT_HEAD_MAX;
    }
    off_t end = -1;
    if (got >= 0 && fd >= 0)
        end = lseek(fd, 0, SEEK_END);
    int cause = errno;
    if (fd >= 0)
        close(fd);
    if (end < 0) {
        tb_fail(error, TB_EIO, "无法读取：%s", "cannot be read: %s", strerror(cause));
        return tb_fail_at(error, TB_EIO, entry->path.ptr, 0, 0);
    }
    entry->file_size = (uint64_t)end;
    return TB_OK;
}

/* The head of the file; only that is kept, as a store has many snapshots. */
static enum tb_status find_start(struct tb_entry *entry, struct tb_arena *arena, struct tb_str *out,
                                 struct tb_error *error)
{
    char room[TB_SNAPSHOT_HEAD_MAX];
    struct tb_str start = entry->file;
    if (start.ptr) {
        entry->file_size = start.len;
    } else {
        enum tb_status status = read_start(entry, room, &start.len, error);
        if (status != TB_OK)
            return status;
        start.ptr = room;
    }
    size_t head = tb_snapshot_head_len(start);
    *out = tb_arena_copy(arena, tb_str_sub(start, 0, head < start.len ? head : start.len));
    return out->ptr ? TB_OK : tb_arena_fail(arena, error);
}

static enum tb_status read_head(struct tb_entry *entry, struct tb_arena *arena,
                                struct tb_error *error)
{
    struct tb_str start;
    enum tb_status status = find_start(entry, arena, &start, error);
    if (status != TB_OK)
        return status;
    status = tb_snapshot_read_head(start, &entry->snapshot, NULL);
    if (status == TB_OK && tb_chain_belongs(entry, &entry->snapshot))
        return TB_OK;
    entry->head = status == TB_EUSAGE ? TB_NEWER : TB_DAMAGED;
    if (status == TB_EFORMAT)
        return tb_chain_mend_head(entry, arena, error);
    if (status == TB_OK)
        entry->snapshot = (struct tb_snapshot){0};
    return TB_OK;
}

enum tb_status tb_entry_read(struct tb_str name, struct tb_entry *entry, bool *is_one,
                             struct tb_arena *arena, struct tb_error *error)
{
    *is_one = parse_file_name(name, entry);
    if (!*is_one)
        return TB_OK;
    enum tb_status status = read_head(entry, arena, error);
    if (status == TB_EIO) { /* a bad sector must not hide the other files */
        entry->head = TB_DAMAGED;
        status = TB_OK;
    }
    return status;
}

static enum tb_status add_stray(struct lists *lists, struct tb_str path, struct tb_arena *arena,
                                struct tb_error *error)
{
    struct tb_str *stray = TB_LIST_ADD(arena, &lists->strays);
    if (!stray)
        return tb_arena_fail(arena, error);
    *stray = path;
    return TB_OK;
}

static enum tb_status read_series(struct tb_str folder, struct tb_str series,
                                  struct tb_arena *arena, struct lists *lists,
                                  struct tb_error *error)
{
    struct tb_folder names;
    size_t first = lists->entries.count;
    enum tb_status status = tb_folder_read(folder.ptr, arena, &names, error);
    for (size_t i = 0; i < names.count && status == TB_OK; i++) {
        struct tb_entry entry = {.series = series};
        bool is_one;
        entry.path = tb_path_join(arena, folder.ptr, names.names[i].ptr);
        if (!entry.path.ptr)
            return tb_arena_fail(arena, error);
        status = tb_entry_read(names.names[i], &entry, &is_one, arena, error);
        if (status == TB_OK && !is_one && !tb_str_eq(names.names[i], TB_STR("seen.tsv")))
            status = add_stray(lists, entry.path, arena, error);
        if (status != TB_OK || !is_one)
            continue;
        struct tb_entry *slot = TB_LIST_ADD(arena, &lists->entries);
        if (!slot)
            return tb_arena_fail(arena, error);
        *slot = entry;
    }
    if (status == TB_OK && lists->entries.count > first)
        status = tb_seen_read(folder.ptr, lists->entries.at + first, lists->entries.count - first,
                              arena, error);
    return status;
}

static int by_sequence(const void *a, const void *b)
{
    const struct tb_entry *x = a, *y = b;
    int order = tb_str_compare(x->series, y->series);
    if (order)
        return order;
    return (x->sequence > y->sequence) - (x->sequence < y->sequence);
}

void tb_history_order(struct tb_entry *entries, size_t count)
{
    if (count > 1)
        qsort(entries, count, sizeof *entries, by_sequence);
    for (size_t i = 0; i < count; i++) {
        entries[i].revision = 1;
        for (size_t j = 0; j < i; j++)
            if (tb_str_eq(entries[j].series, entries[i].series) &&
                tb_str_eq(entries[j].period_name, entries[i].period_name))
                entries[i].revision++;
    }
}

/* A series that could not be looked at must not look like none: its numbers would be given again. */
static enum tb_status is_folder(const char *path, bool *out, struct tb_error *error)
{
    struct stat about;
    if (stat(path, &about) != 0) {
        int cause = errno;
        tb_fail(error, TB_EIO, "stat 失败：%s", "stat failed: %s", strerror(cause));
        return tb_fail_at(error, TB_EIO, path, 0, 0);
    }
    *out = S_ISDIR(about.st_mode);
    return TB_OK;
}

static struct tb_history history_of(struct tb_str dir, const struct lists *lists)
{
    tb_history_order(lists->entries.at, lists->entries.count);
    return (struct tb_history){.dir = dir,
                               .at = lists->entries.at,
                               .count = lists->entries.count,
                               .strays = lists->strays.at,
                               .stray_count = lists->strays.count};
}

enum tb_status tb_history_open_series(const char *dir, struct tb_str series, struct tb_arena *arena,
                                      struct tb_history *out, struct tb_error *error)
{
    struct lists lists = {0};
    struct tb_str name = tb_arena_copy(arena, series), copy = tb_arena_copy(arena, tb_str_of(dir));
    if (!copy.ptr || !name.ptr)
        return tb_arena_fail(arena, error);
    struct tb_str path = tb_path_join(arena, dir, name.ptr);
    if (!path.ptr)
        return tb_arena_fail(arena, error);
    enum tb_status status = read_series(path, name, arena, &lists, error);
    if (status == TB_OK)
        *out = history_of(copy, &lists);
    return status;
}

enum tb_status tb_history_open(const char *dir, struct tb_arena *arena, struct tb_history *out,
                               struct tb_error *error)
{
    struct tb_folder names;
    struct lists lists = {0};
    struct tb_str copy = tb_arena_copy(arena, tb_str_of(dir));
    if (!copy.ptr)
        return tb_arena_fail(arena, error);
    enum tb_status status = tb_folder_read(dir, arena, &names, error);
    for (size_t i = 0; i < names.count && status == TB_OK; i++) {
        struct tb_str path = tb_path_join(arena, dir, names.names[i].ptr);
        bool is_series = false;
        if (!path.ptr)
            return tb_arena_fail(arena, error);
        if (tb_series_is_name(names.names[i]))
            status = is_folder(path.ptr, &is_series, error);
        if (status == TB_OK && is_series)
            status = read_series(path, names.names[i], arena, &lists, error);
        else if (status == TB_OK && !tb_str_eq(names.names[i], TB_STR("lock")))
            status = add_stray(&lists, path, arena, error);
    }
    if (status == TB_OK)
        *out = history_of(copy, &lists);
    return status;
}
