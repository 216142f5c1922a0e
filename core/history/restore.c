/* restore.c - giving the bytes back, and saying what could be given back. */
#include "history/chain.h"

enum tb_status tb_history_restore(const struct tb_history *history, const struct tb_entry *entry,
                                  struct tb_arena *arena, struct tb_str *out, bool *mended,
                                  struct tb_error *error)
{
    struct tb_chain chain;
    enum tb_status status = tb_chain_restore(history, entry, arena, &chain, error);
    if (status != TB_OK)
        return status;
    *out = chain.bytes;
    if (mended)
        *mended = chain.mended;
    return TB_OK;
}

/* The file by its own checksums. */
static enum tb_status check_file(const struct tb_entry *entry, struct tb_arena *arena,
                                 enum tb_soundness *out, struct tb_error *error)
{
    struct tb_mark mark = tb_arena_mark(arena);
    struct tb_str file;
    struct tb_snapshot read;
    struct tb_mend mend;
    enum tb_status status = tb_chain_file(entry, arena, &file, error);
    if (status != TB_OK && status != TB_EIO)
        return status;
    if (status == TB_OK)
        status = tb_snapshot_read(file, &read, NULL);
    if (status == TB_EIO)
        *out = TB_DAMAGED;
    else if (status == TB_OK)
        *out = tb_chain_belongs(entry, &read) ? TB_SOUND : TB_DAMAGED;
    else if (status == TB_EUSAGE)
        *out = TB_NEWER;
    else
        *out = entry->head != TB_DAMAGED && tb_snapshot_mends(file, &mend, 1) ? TB_MENDABLE
                                                                              : TB_DAMAGED;
    tb_arena_rewind(arena, mark);
    return TB_OK;
}

/* The file by what comes out of it. */
static enum tb_status check_content(const struct tb_history *history, const struct tb_entry *entry,
                                    struct tb_arena *arena, enum tb_soundness *out,
                                    struct tb_error *error)
{
    struct tb_mark mark = tb_arena_mark(arena);
    struct tb_chain chain;
    enum tb_status status = tb_chain_restore(history, entry, arena, &chain, error);
    if (status == TB_EFORMAT && *out != TB_NEWER)
        *out = chain.broken == entry ? TB_DAMAGED : TB_LOST;
    tb_arena_rewind(arena, mark);
    return status == TB_EFORMAT || status == TB_EUSAGE ? TB_OK : status;
}

enum tb_status tb_history_verify(const struct tb_history *history, bool deep,
                                 struct tb_arena *arena, enum tb_soundness **out,
                                 struct tb_error *error)
{
    enum tb_soundness *found = TB_NEW_ARRAY(arena, enum tb_soundness, history->count + 1);
    if (!found)
        return tb_arena_fail(arena, error);
    for (size_t i = 0; i < history->count; i++) {
        const struct tb_entry *entry = &history->at[i];
        enum tb_status status = check_file(entry, arena, &found[i], error);
        if (status == TB_OK && deep)
            status = check_content(history, entry, arena, &found[i], error);
        if (status != TB_OK)
            return status;
        const struct tb_entry *base = tb_chain_base(history, entry);
        bool readable = found[i] == TB_SOUND || found[i] == TB_MENDABLE;
        /* Bases come first in the list. */
        if (readable && entry->snapshot.base != 0 &&
            (!base || found[base - history->at] == TB_DAMAGED ||
             found[base - history->at] == TB_LOST))
            found[i] = TB_LOST;
    }
    *out = found;
    return TB_OK;
}
