/* add.c - keeping a snapshot. */
#include "base/folder.h"
#include "history/seen.h"
#include "history/write.h"

/* All that one addition works with. */
struct addition {
    const struct tb_history_new *new;
    struct tb_writing w;
    struct tb_history history;
    const char *dir;
};

static enum tb_status fail_usage(struct tb_error *error, const char *name, struct tb_str value)
{
    return tb_fail(error, TB_EUSAGE, "%s 不能是“%.*s”", "%s cannot be '%.*s'", name, TB_ARG(value));
}

static enum tb_status set_properties(struct addition *a)
{
    const struct tb_history_new *new = a->new;
    struct tb_snapshot *snapshot = &a->w.snapshot;
    struct tb_period period;
    bool is_plan;
    if (!tb_series_is_name(new->series))
        return fail_usage(a->w.error, "series", new->series);
    if (!tb_period_parse(new->period, &period, &is_plan))
        return fail_usage(a->w.error, "period", new->period);
    bool good = tb_snapshot_add_property(snapshot, "series", new->series) &&
                tb_snapshot_add_property(snapshot, "period", new->period);
    for (size_t i = 0; i < new->property_count &&good; i++) {
        struct tb_str name = tb_arena_copy(a->w.arena, new->properties[i].name);
        if (!name.ptr)
            return tb_arena_fail(a->w.arena, a->w.error);
        if (!tb_snapshot_add_property(snapshot, name.ptr, new->properties[i].value))
            return fail_usage(a->w.error, name.ptr, new->properties[i].value);
    }
    snapshot->size = new->bytes.len;
    tb_sha256(new->bytes, snapshot->sha256);
    return TB_OK;
}

static bool has_same_bytes(const struct addition *a, const struct tb_entry *entry)
{
    return entry->head != TB_DAMAGED && entry->snapshot.size == a->w.snapshot.size &&
           memcmp(entry->snapshot.sha256, a->w.snapshot.sha256, 32) == 0;
}

static bool can_be_read(struct addition *a, const struct tb_entry *entry)
{
    struct tb_mark mark = tb_arena_mark(a->w.arena);
    struct tb_chain chain;
    bool good = tb_chain_restore(&a->history, entry, a->w.arena, &chain, NULL) == TB_OK;
    tb_arena_rewind(a->w.arena, mark);
    return good && !chain.mended;
}

/* The newest snapshot of the same period if it has the same bytes; of older revisions one that has them
 * and is damaged, or any where any will do. NULL: none. *revisions: how many there are. */
static struct tb_entry *find_same(struct addition *a, uint32_t *revisions)
{
    struct tb_entry *same = NULL, *damaged = NULL;
    *revisions = 0;
    for (size_t i = 0; i < a->history.count; i++) {
        struct tb_entry *entry = &a->history.at[i];
        if (!tb_str_eq(entry->series, a->new->series) ||
            !tb_str_eq(entry->period_name, a->new->period))
            continue;
        ++*revisions;
        if (!a->new->any_revision)
            same = NULL;
        if (!has_same_bytes(a, entry))
            continue;
        same = entry;
        if (!can_be_read(a, entry))
            damaged = entry;
    }
    return damaged ? damaged : same;
}

static const struct tb_entry *newest_of_series(const struct addition *a)
{
    for (size_t i = a->history.count; i > 0; i--)
        if (tb_str_eq(a->history.at[i - 1].series, a->new->series))
            return &a->history.at[i - 1];
    return NULL;
}

static enum tb_status commit(struct addition *a, struct tb_history_added *out)
{
    enum tb_status status = tb_writing_commit(&a->w, a->new->period, !out->is_new);
    out->sequence = a->w.snapshot.sequence;
    out->file_size = a->w.file.len;
    out->is_whole = a->w.snapshot.base == 0;
    return status;
}

static enum tb_status write_seen(struct addition *a)
{
    size_t first = 0, count = 0;
    for (size_t i = 0; i < a->history.count; i++)
        if (tb_str_eq(a->history.at[i].series, a->new->series)) {
            first = count ? first : i;
            count++;
        }
    return tb_seen_write(a->w.io, a->w.folder.ptr, a->history.at + first, count, a->w.error);
}

/* The same bytes again: a note if they can be read back, else the file anew. */
static enum tb_status note_again(struct addition *a, struct tb_entry *entry,
                                 struct tb_history_added *out)
{
    struct tb_chain chain;
    out->sequence = entry->sequence;
    out->revision = entry->revision;
    enum tb_status status = tb_chain_restore(&a->history, entry, a->w.arena, &chain, a->w.error);
    if (status == TB_EFORMAT || status == TB_EIO || (status == TB_OK && chain.mended)) {
        out->healed = true;
        a->w.snapshot.sequence = entry->sequence;
        status = tb_writing_pack_again(&a->w, entry);
        return status == TB_OK ? commit(a, out) : status;
    }
    if (status != TB_OK || a->new->any_revision)
        return status;
    struct tb_str time = tb_snapshot_property(&a->w.snapshot, "time");
    out->seen = ++entry->seen;
    entry->last_seen = time.ptr ? time : TB_STR("-");
    return write_seen(a);
}

/* --- a snapshot of which nothing is left but what builds on it ----------------------------------- */

static const struct tb_entry *find_sequence(const struct tb_history *history, struct tb_str series,
                                            uint32_t sequence)
{
    for (size_t i = 0; i < history->count; i++)
        if (history->at[i].sequence == sequence && tb_str_eq(history->at[i].series, series))
            return &history->at[i];
    return NULL;
}

/* A snapshot packed against one that is gone, or whose head is damaged, and that had these bytes: the
 * first bytes of its hash stand in the head of what builds on it. NULL: there is none. */
static const struct tb_entry *find_orphan(const struct addition *a)
{
    for (size_t i = 0; i < a->history.count; i++) {
        const struct tb_entry *entry = &a->history.at[i];
        const struct tb_entry *base =
            find_sequence(&a->history, entry->series, entry->snapshot.base);
        if (entry->snapshot.base != 0 && tb_str_eq(entry->series, a->new->series) &&
            memcmp(entry->snapshot.base_sha256, a->w.snapshot.sha256, 8) == 0 &&
            (!base || (base->head == TB_DAMAGED && tb_str_eq(base->period_name, a->new->period))))
            return entry;
    }
    return NULL;
}

static bool is_readable(struct addition *a, const struct tb_entry *orphan)
{
    struct tb_history history;
    struct tb_chain chain;
    if (tb_history_open_series(a->dir, a->new->series, a->w.arena, &history, NULL) != TB_OK)
        return false;
    const struct tb_entry *entry = find_sequence(&history, orphan->series, orphan->sequence);
    return entry && tb_chain_restore(&history, entry, a->w.arena, &chain, NULL) == TB_OK;
}

/* Writes what the orphan builds on anew: against the one before it, as it mostly was, else whole; the
 * orphan then shows which was right. Whole it is a sound snapshot even if neither was. */
static enum tb_status adopt(struct addition *a, const struct tb_entry *orphan,
                            struct tb_history_added *out)
{
    a->w.snapshot.sequence = orphan->snapshot.base;
    out->healed = true;
    out->revision = 1;
    const struct tb_entry *before = NULL;
    for (size_t i = 0; i < a->history.count; i++) {
        const struct tb_entry *entry = &a->history.at[i];
        if (tb_str_eq(entry->series, orphan->series) && entry->sequence < orphan->snapshot.base) {
            before = entry;
            out->revision += tb_str_eq(entry->period_name, a->new->period);
        }
    }
    enum tb_status status = tb_writing_pack(&a->w, before);
    if (status == TB_OK)
        status = commit(a, out);
    if (status != TB_OK || out->is_whole || is_readable(a, orphan))
        return status;
    status = tb_writing_pack(&a->w, NULL);
    return status == TB_OK ? commit(a, out) : status;
}

/* --- adding -------------------------------------------------------------------------------------- */

/* A program that does not know all of a series could only guess how to go on with it. */
static enum tb_status fail_newer(const struct tb_entry *entry, struct tb_error *error)
{
    tb_fail(error, TB_EUSAGE, "这个系列由更新的版本写成，不再往里加；请升级 tongbao",
            "the series was written by a newer version, nothing is added to it; update tongbao");
    return tb_fail_at(error, TB_EUSAGE, entry->path.ptr, 0, 0);
}

static enum tb_status keep_seen(struct addition *a, uint32_t sequence)
{
    enum tb_status status =
        tb_history_open_series(a->dir, a->new->series, a->w.arena, &a->history, a->w.error);
    for (size_t i = 0; i < a->history.count && status == TB_OK; i++) {
        struct tb_entry *entry = &a->history.at[i];
        if (entry->sequence == sequence && tb_str_eq(entry->series, a->new->series)) {
            entry->seen = a->new->seen;
            entry->last_seen = a->new->last_seen;
        }
    }
    return status == TB_OK ? write_seen(a) : status;
}

/* Under the lock. */
static enum tb_status add_locked(struct addition *a, struct tb_history_added *out)
{
    uint32_t revisions;
    enum tb_status status = tb_io_make_folder(a->w.io, a->w.folder.ptr, a->w.error);
    if (status == TB_OK)
        status =
            tb_history_open_series(a->dir, a->new->series, a->w.arena, &a->history, a->w.error);
    if (status != TB_OK)
        return status;
    for (size_t i = 0; i < a->history.count; i++)
        if (a->history.at[i].head == TB_NEWER && tb_str_eq(a->history.at[i].series, a->new->series))
            return fail_newer(&a->history.at[i], a->w.error);
    struct tb_entry *same = find_same(a, &revisions);
    if (same)
        return note_again(a, same, out);
    const struct tb_entry *orphan = find_orphan(a), *base = newest_of_series(a);
    if (orphan)
        return adopt(a, orphan, out);
    a->w.snapshot.sequence = base ? base->sequence + 1 : 1;
    out->is_new = true;
    out->revision = revisions + 1;
    status = tb_writing_pack(&a->w, base);
    if (status == TB_OK)
        status = commit(a, out);
    if (status == TB_OK && a->new->seen > 0)
        status = keep_seen(a, out->sequence);
    return status;
}

enum tb_status tb_history_add(const char *dir, const struct tb_io *io,
                              const struct tb_history_new *new, struct tb_arena *arena,
                              struct tb_history_added *out, struct tb_error *error)
{
    struct addition a = {.new = new, .dir = dir, .w = {.io = io, .arena = arena, .error = error}};
    a.w.history = &a.history;
    a.w.bytes = new->bytes;
    enum tb_status status = set_properties(&a);
    if (status != TB_OK)
        return status;
    a.w.folder = tb_arena_printf(arena, "%s/%.*s", dir, TB_ARG(new->series));
    if (!a.w.folder.ptr)
        return tb_arena_fail(arena, error);
    int lock;
    struct tb_history_added added = {0};
    tb_writing_start(&a.w);
    status = tb_io_make_folder(io, dir, error);
    if (status == TB_OK)
        status = tb_io_lock(io, dir, &lock, error);
    if (status == TB_OK) {
        status = add_locked(&a, &added);
        tb_io_unlock(io, lock);
    }
    tb_writing_end(&a.w);
    if (status == TB_OK)
        *out = added;
    return status;
}
