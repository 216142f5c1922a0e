/* store.c - reads the heads of a history. */
#include "history/store.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#include "base/file.h"
#include "base/folder.h"
#include "base/list.h"
#include "history/chain.h"
#include "history/seen.h"

const char *tb_soundness_name(enum tb_soundness value)
{
    static const char *const names[TB_SOUNDNESS_END] = {"sound", "mendable", "damaged", "lost",
                                                        "newer"};
    return (unsigned)value < TB_SOUNDNESS_END ? names[value] : NULL;
}

enum { FIRST_READ = 2048 /* bytes; most heads are shorter */ };

struct entries {
    struct tb_entry *at;
    size_t count, room;
};

/* NNNNNN-PERIOD.tbs */
static bool parse_file_name(struct tb_str name, struct tb_entry *out)
{
    uint32_t sequence = 0;
    size_t at = 0;
    for (; at < name.len && at < 9 && name.ptr[at] >= '0' && name.ptr[at] <= '9'; at++)
        sequence = sequence * 10 + (uint32_t)(name.ptr[at] - '0');
    if (at < 6 || sequence == 0 || at >= name.len || name.ptr[at] != '-' ||
        !tb_str_ends(name, TB_STR(".tbs")))
        return false;
    out->sequence = sequence;
    out->period_name = tb_str_sub(name, at + 1, name.len - strlen(".tbs"));
    return tb_period_parse(out->period_name, &out->period, &out->is_plan);
}

/* The head of the file, and how long the file is. */
static enum tb_status read_start(struct tb_entry *entry, struct tb_arena *arena, struct tb_str *out,
                                 struct tb_error *error)
{
    char room[TB_SNAPSHOT_HEAD_MAX];
    int fd = open(entry->path.ptr, O_RDONLY | O_CLOEXEC);
    size_t len = 0, wanted = FIRST_READ;
    ssize_t got = fd < 0 ? -1 : 1;
    while (got > 0 && len < wanted) {
        got = read(fd, room + len, wanted - len);
        if (got < 0 && errno == EINTR)
            got = 1;
        else if (got > 0)
            len += (size_t)got;
        if (len >= TB_SNAPSHOT_FIXED && tb_snapshot_head_len((struct tb_str){room, len}) > wanted)
            wanted = TB_SNAPSHOT_HEAD_MAX;
    }
    off_t end = -1;
    if (got >= 0 && fd >= 0)
        end = lseek(fd, 0, SEEK_END);
    int cause = errno;
    if (fd >= 0)
        close(fd);
    if (end < 0) {
        enum tb_status status =
            tb_fail(error, TB_EIO, "无法读取：%s", "cannot be read: %s", strerror(cause));
        tb_fail_at(error, status, entry->path.ptr, 0, 0);
        return status;
    }
    entry->file_size = (uint64_t)end;
    /* Only the head is kept: a store has many snapshots. */
    if (tb_snapshot_head_len((struct tb_str){room, len}) < len)
        len = tb_snapshot_head_len((struct tb_str){room, len});
    *out = tb_arena_copy(arena, (struct tb_str){room, len});
    return out->ptr ? TB_OK : tb_arena_fail(arena, error);
}

static enum tb_status read_entry(struct tb_entry *entry, struct tb_arena *arena,
                                 struct tb_error *error)
{
    struct tb_str start;
    enum tb_status status = read_start(entry, arena, &start, error);
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

static enum tb_status read_series(const char *dir, struct tb_str series, struct tb_arena *arena,
                                  struct entries *list, struct tb_error *error)
{
    struct tb_str folder = tb_path_join(arena, dir, series.ptr);
    struct tb_folder names;
    size_t first = list->count;
    if (!folder.ptr)
        return tb_arena_fail(arena, error);
    if (!tb_series_is_name(series) || !tb_is_folder(folder.ptr))
        return TB_OK;
    enum tb_status status = tb_folder_read(folder.ptr, arena, &names, error);
    for (size_t i = 0; i < names.count && status == TB_OK; i++) {
        struct tb_entry entry = {.series = series};
        if (!parse_file_name(names.names[i], &entry))
            continue;
        entry.path = tb_path_join(arena, folder.ptr, names.names[i].ptr);
        if (!entry.path.ptr)
            return tb_arena_fail(arena, error);
        status = read_entry(&entry, arena, error);
        if (status == TB_EIO) { /* a bad sector must not hide the other files */
            entry.head = TB_DAMAGED;
            status = TB_OK;
        }
        struct tb_entry *slot = status == TB_OK ? TB_LIST_ADD(arena, list) : NULL;
        if (status == TB_OK && !slot)
            return tb_arena_fail(arena, error);
        if (slot)
            *slot = entry;
    }
    if (status == TB_OK && list->count > first)
        status = tb_seen_read(folder.ptr, list->at + first, list->count - first, arena, error);
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

enum tb_status tb_history_open(const char *dir, struct tb_arena *arena, struct tb_history *out,
                               struct tb_error *error)
{
    struct tb_folder names;
    struct entries list = {0};
    struct tb_str copy = tb_arena_copy(arena, tb_str_of(dir));
    if (!copy.ptr)
        return tb_arena_fail(arena, error);
    enum tb_status status = tb_folder_read(dir, arena, &names, error);
    for (size_t i = 0; i < names.count && status == TB_OK; i++)
        status = read_series(dir, names.names[i], arena, &list, error);
    if (status != TB_OK)
        return status;
    if (list.count > 1)
        qsort(list.at, list.count, sizeof *list.at, by_sequence);
    for (size_t i = 0; i < list.count; i++) {
        struct tb_entry *entry = &list.at[i];
        entry->revision = 1;
        for (size_t j = 0; j < i; j++)
            if (tb_str_eq(list.at[j].series, entry->series) &&
                tb_str_eq(list.at[j].period_name, entry->period_name))
                entry->revision++;
    }
    *out = (struct tb_history){copy, list.at, list.count};
    return TB_OK;
}
