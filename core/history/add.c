/* add.c - keeping a snapshot. */
#include "base/file.h"
#include "base/folder.h"
#include "history/chain.h"
#include "history/seen.h"

enum { DELTA_SHARE = 60 /* percent of a whole one beyond which a delta is not worth its chain */ };

/* All that one addition works with. */
struct addition {
    const struct tb_io *io;
    const struct tb_history_new *new;
    struct tb_arena *arena;
    struct tb_error *error;
    struct tb_str folder; /* of the series */
    struct tb_history history;
    struct tb_snapshot snapshot;
    struct tb_buf whole, delta, file;
};

static enum tb_status fail_usage(struct tb_error *error, const char *name, struct tb_str value)
{
    return tb_fail(error, TB_EUSAGE, "%s 不能是“%.*s”", "%s cannot be '%.*s'", name, TB_ARG(value));
}

static enum tb_status set_properties(struct addition *a)
{
    const struct tb_history_new *new = a->new;
    struct tb_period period;
    bool is_plan;
    if (!tb_series_is_name(new->series))
        return fail_usage(a->error, "series", new->series);
    if (!tb_period_parse(new->period, &period, &is_plan))
        return fail_usage(a->error, "period", new->period);
    bool good = tb_snapshot_add_property(&a->snapshot, "series", new->series) &&
                tb_snapshot_add_property(&a->snapshot, "period", new->period);
    for (size_t i = 0; i < new->property_count &&good; i++) {
        struct tb_str name = tb_arena_copy(a->arena, new->properties[i].name);
        if (!name.ptr)
            return tb_arena_fail(a->arena, a->error);
        if (!tb_snapshot_add_property(&a->snapshot, name.ptr, new->properties[i].value))
            return fail_usage(a->error, name.ptr, new->properties[i].value);
    }
    a->snapshot.size = new->bytes.len;
    tb_sha256(new->bytes, a->snapshot.sha256);
    return TB_OK;
}

/* The newest snapshot of the same period; NULL: none. */
static struct tb_entry *newest_of_period(const struct addition *a)
{
    for (size_t i = a->history.count; i > 0; i--) {
        struct tb_entry *entry = &a->history.at[i - 1];
        if (tb_str_eq(entry->series, a->new->series) &&
            tb_str_eq(entry->period_name, a->new->period))
            return entry;
    }
    return NULL;
}

static const struct tb_entry *newest_of_series(const struct addition *a)
{
    for (size_t i = a->history.count; i > 0; i--)
        if (tb_str_eq(a->history.at[i - 1].series, a->new->series))
            return &a->history.at[i - 1];
    return NULL;
}

/* What was packed must unpack to the same bytes, or it is not kept. The base is read anew, because
 * packing has added to its alphabet. */
static enum tb_status prove(struct addition *a, const struct tb_entry *base_entry)
{
    struct tb_chain base;
    struct tb_image image;
    struct tb_str bytes;
    enum tb_status status = TB_OK;
    if (base_entry)
        status = tb_chain_restore(&a->history, base_entry, a->arena, &base, a->error);
    if (status == TB_OK)
        status = tb_image_unpack(base_entry ? &base.image : NULL, a->snapshot.body, a->arena,
                                 &image, a->error);
    if (status == TB_OK)
        status = tb_image_bytes(&image, a->new->bytes.len, a->arena, &bytes, a->error);
    if (status == TB_EFORMAT || (status == TB_OK && !tb_str_eq(bytes, a->new->bytes)))
        return tb_fail_bug(a->error, __FILE__, __LINE__);
    return status;
}

/* Packs against the base; *fits as for tb_image_pack. */
static enum tb_status pack_delta(struct addition *a, const struct tb_entry *base, bool *fits)
{
    struct tb_chain chain;
    enum tb_status status = tb_chain_restore(&a->history, base, a->arena, &chain, a->error);
    *fits = status == TB_OK && chain.length < TB_CHAIN_MAX;
    if (*fits)
        status = tb_image_pack(&chain.image, a->new->bytes, a->arena, &a->delta, fits, a->error);
    a->snapshot.base = base->sequence;
    memcpy(a->snapshot.base_sha256, base->snapshot.sha256, sizeof a->snapshot.base_sha256);
    a->snapshot.body = tb_buf_str(&a->delta);
    return status;
}

static enum tb_status pack_whole(struct addition *a)
{
    bool fits;
    enum tb_status status =
        tb_image_pack(NULL, a->new->bytes, a->arena, &a->whole, &fits, a->error);
    a->snapshot.base = 0;
    memset(a->snapshot.base_sha256, 0, sizeof a->snapshot.base_sha256);
    a->snapshot.body = tb_buf_str(&a->whole);
    return status;
}

/* Packs against the newest snapshot if that is readable, near and worth it; else whole. */
static enum tb_status pack(struct addition *a, const struct tb_entry *base)
{
    bool fits = false;
    enum tb_status status = base ? pack_delta(a, base, &fits) : TB_OK;
    struct tb_snapshot delta = a->snapshot;
    if (status != TB_ENOMEM && status != TB_EBUG)
        status = pack_whole(a);
    if (status != TB_OK)
        return status;
    if (!fits || delta.body.len * 100 >= a->whole.len * DELTA_SHARE)
        return prove(a, NULL);
    a->snapshot = delta;
    return prove(a, base);
}

/* Packs as `damaged` was packed: what builds on it builds on its codes too, and these follow from the
 * bytes and the base. */
static enum tb_status pack_again(struct addition *a, const struct tb_entry *damaged)
{
    bool fits = true;
    if (damaged->snapshot.base == 0) {
        enum tb_status status = pack_whole(a);
        return status == TB_OK ? prove(a, NULL) : status;
    }
    const struct tb_entry *base = tb_chain_base(&a->history, damaged);
    enum tb_status status = base ? pack_delta(a, base, &fits) : TB_EFORMAT;
    if (status == TB_OK && fits)
        return prove(a, base);
    if (status != TB_EFORMAT)
        return status == TB_OK ? tb_fail_bug(a->error, __FILE__, __LINE__) : status;
    if (base)
        return status; /* the words say which file is at fault */
    tb_fail(a->error, status, "它所依据的第 %u 份快照不在，请先重新加入那一份的原文件",
            "the snapshot %u that it builds on is not there; add the original of that one first",
            damaged->snapshot.base);
    return tb_fail_at(a->error, status, damaged->path.ptr, 0, 0);
}

/* Writes the file of a->snapshot. */
static enum tb_status commit(struct addition *a, struct tb_history_added *out)
{
    enum tb_status status = tb_snapshot_write(&a->snapshot, &a->file, a->error);
    if (status != TB_OK)
        return status;
    struct tb_str name =
        tb_arena_printf(a->arena, "%06u-%.*s.tbs", a->snapshot.sequence, TB_ARG(a->new->period));
    if (!name.ptr)
        return tb_arena_fail(a->arena, a->error);
    status = tb_io_commit(a->io, a->folder.ptr, name.ptr, tb_buf_str(&a->file), a->error);
    out->sequence = a->snapshot.sequence;
    out->file_size = a->file.len;
    out->is_whole = a->snapshot.base == 0;
    return status;
}

/* The same bytes again: a note if they can be read back, else the file anew. */
static enum tb_status note_again(struct addition *a, struct tb_entry *entry,
                                 struct tb_history_added *out)
{
    struct tb_chain chain;
    out->sequence = entry->sequence;
    out->revision = entry->revision;
    enum tb_status status = tb_chain_restore(&a->history, entry, a->arena, &chain, a->error);
    if (status == TB_EFORMAT || status == TB_EIO || (status == TB_OK && chain.mended)) {
        out->healed = true;
        a->snapshot.sequence = entry->sequence;
        status = pack_again(a, entry);
        return status == TB_OK ? commit(a, out) : status;
    }
    if (status != TB_OK)
        return status;
    struct tb_str time = tb_snapshot_property(&a->snapshot, "time");
    out->seen = ++entry->seen;
    entry->last_seen = time.ptr ? time : TB_STR("-");
    size_t first = 0, count = 0;
    for (size_t i = 0; i < a->history.count; i++)
        if (tb_str_eq(a->history.at[i].series, a->new->series)) {
            first = count ? first : i;
            count++;
        }
    return tb_seen_write(a->io, a->folder.ptr, a->history.at + first, count, a->error);
}

/* A program that does not know all of a series could only guess how to go on with it. */
static enum tb_status fail_newer(const struct tb_entry *entry, struct tb_error *error)
{
    tb_fail(error, TB_EUSAGE, "这个系列由更新的版本写成，不再往里加；请升级 tongbao",
            "the series was written by a newer version, nothing is added to it; update tongbao");
    return tb_fail_at(error, TB_EUSAGE, entry->path.ptr, 0, 0);
}

/* Under the lock. */
static enum tb_status add_locked(struct addition *a, const char *dir, struct tb_history_added *out)
{
    enum tb_status status = tb_io_make_folder(a->io, a->folder.ptr, a->error);
    if (status == TB_OK)
        status = tb_history_open(dir, a->arena, &a->history, a->error);
    if (status != TB_OK)
        return status;
    for (size_t i = 0; i < a->history.count; i++)
        if (a->history.at[i].head == TB_NEWER && tb_str_eq(a->history.at[i].series, a->new->series))
            return fail_newer(&a->history.at[i], a->error);
    struct tb_entry *same = newest_of_period(a);
    if (same && same->head != TB_DAMAGED && same->snapshot.size == a->snapshot.size &&
        memcmp(same->snapshot.sha256, a->snapshot.sha256, 32) == 0)
        return note_again(a, same, out);
    const struct tb_entry *base = newest_of_series(a);
    a->snapshot.sequence = base ? base->sequence + 1 : 1;
    out->is_new = true;
    out->revision = same ? same->revision + 1 : 1;
    status = pack(a, base);
    return status == TB_OK ? commit(a, out) : status;
}

enum tb_status tb_history_add(const char *dir, const struct tb_io *io,
                              const struct tb_history_new *new, struct tb_arena *arena,
                              struct tb_history_added *out, struct tb_error *error)
{
    struct addition a = {.io = io, .new = new, .arena = arena, .error = error};
    a.whole = a.delta = a.file = tb_buf_make(TB_SNAPSHOT_FILE_MAX);
    enum tb_status status = set_properties(&a);
    if (status != TB_OK)
        return status;
    a.folder = tb_arena_printf(arena, "%s/%.*s", dir, TB_ARG(new->series));
    if (!a.folder.ptr)
        return tb_arena_fail(arena, error);
    int lock;
    struct tb_history_added added = {0};
    status = tb_io_make_folder(io, dir, error);
    if (status == TB_OK)
        status = tb_io_lock(io, dir, &lock, error);
    if (status == TB_OK) {
        status = add_locked(&a, dir, &added);
        tb_io_unlock(io, lock);
    }
    tb_buf_free(&a.whole);
    tb_buf_free(&a.delta);
    tb_buf_free(&a.file);
    if (status == TB_OK)
        *out = added;
    return status;
}
