/* prune.c - see prune.h. */
#include "history/prune.h"

#include "history/seen.h"
#include "history/write.h"

enum fate { STAYS, GOES, FOLLOWS /* stays, but builds on what goes */ };

struct pruning {
    const char *dir;
    struct tb_history history;
    enum fate *fates; /* of each entry */
    struct tb_arena *arena;
    struct tb_writing w;
    size_t packed;
};

/* What of the names goes. All are looked up before anything is changed. */
static enum tb_status mark_gone(struct pruning *p, const struct tb_ref *names, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const struct tb_entry **found = NULL;
        size_t found_count = 0;
        if (names[i].which != TB_REF_PERIOD || names[i].series.len == 0 ||
            tb_str_eq(names[i].series, TB_STR("*")))
            return tb_fail(p->w.error, TB_EUSAGE,
                           "删除要逐份写明系列和时段，如 linzi@2021Q3 或 linzi@2021Q3~1；"
                           "不能用 *、@latest、@previous",
                           "name each snapshot by series and period, such as linzi@2021Q3 or "
                           "linzi@2021Q3~1; *, @latest and @previous will not do");
        enum tb_status status =
            tb_history_find(&p->history, &names[i], p->arena, &found, &found_count, p->w.error);
        if (status != TB_OK)
            return status;
        p->fates[found[0] - p->history.at] = GOES;
    }
    return TB_OK;
}

/* Whether the entry builds on the other. One whose head cannot be read may. */
static bool builds_on(const struct tb_entry *entry, const struct tb_entry *other)
{
    bool unknown = entry->head == TB_DAMAGED || entry->head == TB_NEWER;
    return tb_str_eq(entry->series, other->series) && other->sequence < entry->sequence &&
           (unknown || entry->snapshot.base == other->sequence);
}

/* Bases come first in the list, so one walk finds all that builds on what goes. */
static void mark_followers(struct pruning *p)
{
    for (size_t i = 0; i < p->history.count; i++)
        for (size_t k = 0; k < i; k++)
            if (p->fates[i] == STAYS && p->fates[k] != STAYS &&
                builds_on(&p->history.at[i], &p->history.at[k]))
                p->fates[i] = FOLLOWS;
}

static enum tb_status fail_follower(const struct pruning *p, const struct tb_entry *entry)
{
    struct tb_str name = tb_entry_name(&p->history, entry, p->arena);
    if (!name.ptr)
        return tb_arena_fail(p->arena, p->w.error);
    tb_fail(
        p->w.error, TB_EFORMAT,
        "%s 依据（或可能依据）其中一份，却读不出来，所以什么也没有删；请先修复（tongbao history "
        "verify 说明办法），或一并删除",
        "%s builds, or may build, on one of them and cannot be read, so nothing was pruned; heal "
        "it first (tongbao history verify says how), or prune it too",
        name.ptr);
    return tb_fail_at(p->w.error, TB_EFORMAT, entry->path.ptr, 0, 0);
}

/* Writes the entry anew: against `base`, or on its own where that is NULL. */
static enum tb_status rewrite(struct pruning *p, const struct tb_entry *entry,
                              const struct tb_entry *base)
{
    struct tb_writing *w = &p->w;
    const char *slash = strrchr(entry->path.ptr, '/');
    enum tb_status status =
        tb_history_restore(&p->history, entry, p->arena, &w->bytes, NULL, w->error);
    if (status == TB_EFORMAT)
        return fail_follower(p, entry);
    if (status != TB_OK)
        return status;
    w->folder =
        tb_arena_copy(p->arena, tb_str_sub(entry->path, 0, (size_t)(slash - entry->path.ptr)));
    if (!w->folder.ptr)
        return tb_arena_fail(p->arena, w->error);
    w->snapshot = entry->snapshot;
    status = tb_writing_pack(w, base);
    return status == TB_OK ? tb_writing_commit(w, entry->period_name, true) : status;
}

static enum tb_status check_followers(struct pruning *p)
{
    enum tb_status status = TB_OK;
    for (size_t i = 0; i < p->history.count && status == TB_OK; i++) {
        struct tb_mark mark = tb_arena_mark(p->arena);
        struct tb_str bytes;
        if (p->fates[i] == FOLLOWS)
            status = tb_history_restore(&p->history, &p->history.at[i], p->arena, &bytes, NULL,
                                        p->w.error);
        if (status == TB_EFORMAT)
            return fail_follower(p, &p->history.at[i]);
        tb_arena_rewind(p->arena, mark);
    }
    return status;
}

/* The last first, so that each is on its own before what it builds on changes its codes. */
static enum tb_status free_followers(struct pruning *p)
{
    enum tb_status status = TB_OK;
    for (size_t i = p->history.count; i > 0 && status == TB_OK; i--) {
        struct tb_mark mark = tb_arena_mark(p->arena);
        if (p->fates[i - 1] == FOLLOWS) {
            status = rewrite(p, &p->history.at[i - 1], NULL);
            p->packed++;
        }
        if (status == TB_OK)
            tb_arena_rewind(p->arena, mark);
    }
    return status;
}

static enum tb_status unlink_gone(struct pruning *p)
{
    enum tb_status status = TB_OK;
    for (size_t i = p->history.count; i > 0 && status == TB_OK; i--)
        if (p->fates[i - 1] == GOES)
            status = tb_io_remove(p->w.io, p->history.at[i - 1].path.ptr, p->w.error);
    return status;
}

/* Notes of snapshots that are gone go too: their numbers may be given again. */
static enum tb_status clean_notes(struct pruning *p)
{
    enum tb_status status = TB_OK;
    struct tb_history *h = &p->history;
    for (size_t first = 0, end; first < h->count && status == TB_OK; first = end) {
        bool noted = false;
        for (end = first; end < h->count && tb_str_eq(h->at[end].series, h->at[first].series);
             end++) {
            noted = noted || (p->fates[end] == GOES && h->at[end].seen > 0);
            if (p->fates[end] == GOES)
                h->at[end].seen = 0;
        }
        struct tb_str folder =
            tb_arena_printf(p->arena, "%s/%.*s", p->dir, TB_ARG(h->at[first].series));
        if (!folder.ptr)
            return tb_arena_fail(p->arena, p->w.error);
        if (noted)
            status = tb_seen_write(p->w.io, folder.ptr, h->at + first, end - first, p->w.error);
    }
    return status;
}

static const struct tb_entry *find_same(const struct tb_history *history,
                                        const struct tb_entry *entry)
{
    for (size_t i = 0; i < history->count; i++)
        if (history->at[i].sequence == entry->sequence &&
            tb_str_eq(history->at[i].series, entry->series))
            return &history->at[i];
    return NULL;
}

/* What stands alone now is packed against the one before it, the first first. */
static enum tb_status pack_followers(struct pruning *p)
{
    const struct tb_history before = p->history;
    enum tb_status status = TB_OK;
    for (size_t i = 0; i < before.count && status == TB_OK; i++) {
        if (p->fates[i] != FOLLOWS)
            continue;
        struct tb_mark mark = tb_arena_mark(p->arena);
        status = tb_history_open(p->dir, p->arena, &p->history, p->w.error);
        const struct tb_entry *entry = NULL;
        if (status == TB_OK)
            entry = find_same(&p->history, &before.at[i]);
        if (entry && entry > p->history.at && tb_str_eq(entry[-1].series, entry->series))
            status = rewrite(p, entry, entry - 1);
        if (status == TB_OK)
            tb_arena_rewind(p->arena, mark);
    }
    return status;
}

static enum tb_status prune_locked(struct pruning *p, const struct tb_ref *names, size_t count)
{
    enum tb_status status = tb_history_open(p->dir, p->arena, &p->history, p->w.error);
    if (status != TB_OK)
        return status;
    p->fates = TB_NEW_ARRAY(p->arena, enum fate, p->history.count + 1);
    if (!p->fates)
        return tb_arena_fail(p->arena, p->w.error);
    status = mark_gone(p, names, count);
    if (status != TB_OK)
        return status;
    mark_followers(p);
    status = check_followers(p);
    if (status == TB_OK)
        status = free_followers(p);
    if (status == TB_OK)
        status = clean_notes(p);
    if (status == TB_OK)
        status = unlink_gone(p);
    return status == TB_OK ? pack_followers(p) : status;
}

enum tb_status tb_history_prune(const char *dir, const struct tb_io *io, const struct tb_ref *names,
                                size_t count, struct tb_arena *arena, size_t *packed,
                                struct tb_error *error)
{
    struct pruning p = {
        .dir = dir, .arena = arena, .w = {.io = io, .arena = arena, .error = error}};
    int lock;
    p.w.history = &p.history;
    if (count == 0)
        return tb_fail(error, TB_EUSAGE, "没有说删除哪一份", "say which snapshot to prune");
    enum tb_status status = tb_io_lock(io, dir, &lock, error);
    if (status != TB_OK)
        return status;
    tb_writing_start(&p.w);
    status = prune_locked(&p, names, count);
    tb_writing_end(&p.w);
    tb_io_unlock(io, lock);
    if (status == TB_OK)
        *packed = p.packed;
    return status;
}
