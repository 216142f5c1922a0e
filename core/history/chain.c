/* chain.c - see chain.h. */
#include "history/chain.h"

#include "base/file.h"

enum { MENDS = 8 };

bool tb_chain_belongs(const struct tb_entry *entry, const struct tb_snapshot *snapshot)
{
    return snapshot->sequence == entry->sequence &&
           tb_str_eq(tb_snapshot_property(snapshot, "series"), entry->series) &&
           tb_str_eq(tb_snapshot_property(snapshot, "period"), entry->period_name);
}

const struct tb_entry *tb_chain_base(const struct tb_history *history, const struct tb_entry *entry)
{
    for (size_t i = 0; i < history->count && entry->snapshot.base != 0; i++) {
        const struct tb_entry *base = &history->at[i];
        if (base->sequence == entry->snapshot.base && tb_str_eq(base->series, entry->series))
            return memcmp(base->snapshot.sha256, entry->snapshot.base_sha256, 8) == 0 ? base : NULL;
    }
    return NULL;
}

static enum tb_status fail_broken(const struct tb_entry *entry, const struct tb_entry *broken,
                                  struct tb_error *error)
{
    if (broken)
        tb_fail(error, TB_EFORMAT, "无法恢复 %.*s@%.*s：文件 %s 已损坏；重新加入原文件即可修复",
                "%.*s@%.*s cannot be restored: the file %s is damaged; adding the original again "
                "heals it",
                TB_ARG(entry->series), TB_ARG(entry->period_name), broken->path.ptr);
    else
        tb_fail(error, TB_EFORMAT,
                "无法恢复 %.*s@%.*s：它所依据的上一份快照不在；重新加入原文件即可修复",
                "%.*s@%.*s cannot be restored: the snapshot it builds on is not there; adding the "
                "original again heals it",
                TB_ARG(entry->series), TB_ARG(entry->period_name));
    return tb_fail_at(error, TB_EFORMAT, entry->path.ptr, 0, 0);
}

enum tb_status tb_chain_file(const struct tb_entry *entry, struct tb_arena *arena,
                             struct tb_str *out, struct tb_error *error)
{
    if (!entry->file.ptr)
        return tb_file_read(entry->path.ptr, TB_SNAPSHOT_FILE_MAX, arena, out, error);
    *out = entry->file;
    return TB_OK;
}

/* Reads the file into memory that may be changed. */
static enum tb_status read_file(const struct tb_entry *entry, struct tb_arena *arena, char **bytes,
                                size_t *len, struct tb_error *error)
{
    struct tb_str file;
    enum tb_status status = tb_chain_file(entry, arena, &file, error);
    if (status != TB_OK)
        return status;
    char *copy = tb_arena_alloc(arena, file.len + 1);
    if (!copy)
        return tb_arena_fail(arena, error);
    memcpy(copy, file.ptr, file.len);
    *bytes = copy;
    *len = file.len;
    return TB_OK;
}

enum tb_status tb_chain_mend_head(struct tb_entry *entry, struct tb_arena *arena,
                                  struct tb_error *error)
{
    char *bytes;
    size_t len;
    enum tb_status status = read_file(entry, arena, &bytes, &len, error);
    if (status != TB_OK)
        return status;
    struct tb_mend mends[MENDS];
    size_t count = tb_snapshot_mends((struct tb_str){bytes, len}, mends, MENDS);
    for (size_t i = 0; i < count; i++) {
        bytes[mends[i].at] = (char)(bytes[mends[i].at] ^ mends[i].change);
        struct tb_snapshot read;
        if (tb_snapshot_read((struct tb_str){bytes, len}, &read, NULL) == TB_OK &&
            tb_chain_belongs(entry, &read)) {
            read.body = (struct tb_str){NULL, 0};
            entry->snapshot = read;
            entry->head = TB_MENDABLE;
            return TB_OK;
        }
        bytes[mends[i].at] = (char)(bytes[mends[i].at] ^ mends[i].change);
    }
    return TB_OK;
}

/* Unpacks the file and, where `check` says, compares the hash of what comes out. */
static enum tb_status unpack(const struct tb_entry *entry, struct tb_str file,
                             const struct tb_image *base, bool check, struct tb_arena *arena,
                             struct tb_image *out, struct tb_str *bytes)
{
    struct tb_snapshot read;
    enum tb_status status = tb_snapshot_read(file, &read, NULL);
    if (status != TB_OK)
        return status;
    if (!tb_chain_belongs(entry, &read) || (read.base == 0) != (base == NULL) ||
        read.size > TB_IMAGE_MAX)
        return TB_EFORMAT;
    size_t known = base && base->alphabet ? tb_alphabet_count(base->alphabet) : 0;
    status = tb_image_unpack(base, read.body, arena, out, NULL);
    if (status != TB_OK || !check)
        return status;
    status = tb_image_bytes(out, (size_t)read.size, arena, bytes, NULL);
    unsigned char hash[32];
    if (status == TB_OK) {
        tb_sha256(*bytes, hash);
        if (memcmp(hash, read.sha256, sizeof hash) != 0)
            status = TB_EFORMAT;
    }
    if (status != TB_OK && known > 0)
        tb_alphabet_cut(base->alphabet, known);
    return status;
}

/* One step: the file as it is, else with each change of one byte that its checksum allows, of which
 * the hash of the original tells the true one. */
static enum tb_status step(const struct tb_entry *entry, const struct tb_image *base, bool last,
                           struct tb_arena *arena, struct tb_image *image, struct tb_chain *chain,
                           struct tb_error *error)
{
    char *bytes;
    size_t len;
    enum tb_status status = read_file(entry, arena, &bytes, &len, error);
    if (status != TB_OK)
        return status;
    struct tb_str file = {bytes, len};
    status = unpack(entry, file, base, last, arena, image, &chain->bytes);
    if (status != TB_EFORMAT)
        return status == TB_OK || status == TB_EUSAGE ? status : tb_arena_fail(arena, error);
    struct tb_mend mends[MENDS];
    size_t count = tb_snapshot_mends(file, mends, MENDS);
    for (size_t i = 0; i < count; i++) {
        bytes[mends[i].at] = (char)(bytes[mends[i].at] ^ mends[i].change);
        if (unpack(entry, file, base, true, arena, image, &chain->bytes) == TB_OK) {
            chain->mended = true;
            return TB_OK;
        }
        bytes[mends[i].at] = (char)(bytes[mends[i].at] ^ mends[i].change);
    }
    return TB_EFORMAT;
}

enum tb_status tb_chain_restore(const struct tb_history *history, const struct tb_entry *entry,
                                struct tb_arena *arena, struct tb_chain *out,
                                struct tb_error *error)
{
    const struct tb_entry *chain[TB_CHAIN_READ_MAX + 1];
    unsigned length = 0;
    *out = (struct tb_chain){0};
    chain[0] = entry;
    while (chain[length]->snapshot.base != 0) {
        const struct tb_entry *base = tb_chain_base(history, chain[length]);
        if (!base || length == TB_CHAIN_READ_MAX)
            return fail_broken(entry, NULL, error);
        chain[++length] = base;
    }
    struct tb_image *images = TB_NEW_ARRAY(arena, struct tb_image, length + 1);
    if (!images)
        return tb_arena_fail(arena, error);
    for (unsigned i = 0; i <= length; i++) {
        const struct tb_entry *link = chain[length - i];
        enum tb_status status = link->head == TB_DAMAGED ? TB_EFORMAT : TB_OK;
        if (status == TB_OK)
            status =
                step(link, i ? &images[i - 1] : NULL, i == length, arena, &images[i], out, error);
        if (status == TB_EFORMAT || status == TB_EIO) {
            out->broken = link;
            return fail_broken(entry, link, error);
        }
        if (status == TB_EUSAGE) {
            tb_fail(error, status, "快照由更新的版本写成；请升级 tongbao",
                    "the snapshot was written by a newer version; update tongbao");
            return tb_fail_at(error, status, link->path.ptr, 0, 0);
        }
        if (status != TB_OK)
            return status;
    }
    out->image = images[length];
    out->length = length;
    return TB_OK;
}
