/* write.c - see write.h. */
#include "history/write.h"

enum { DELTA_SHARE = 60 /* percent of a whole one beyond which a delta is not worth its chain */ };

void tb_writing_start(struct tb_writing *w)
{
    w->whole = w->delta = w->file = tb_buf_make(TB_SNAPSHOT_FILE_MAX);
}

void tb_writing_end(struct tb_writing *w)
{
    tb_buf_free(&w->whole);
    tb_buf_free(&w->delta);
    tb_buf_free(&w->file);
}

/* What was packed must unpack to the same bytes, or it is not kept. The base is read anew, because
 * packing has added to its alphabet. */
static enum tb_status prove(struct tb_writing *w, const struct tb_entry *base_entry)
{
    struct tb_chain base;
    struct tb_image image;
    struct tb_str bytes;
    enum tb_status status = TB_OK;
    if (base_entry)
        status = tb_chain_restore(w->history, base_entry, w->arena, &base, w->error);
    if (status == TB_OK)
        status = tb_image_unpack(base_entry ? &base.image : NULL, w->snapshot.body, w->arena,
                                 &image, w->error);
    if (status == TB_OK)
        status = tb_image_bytes(&image, w->bytes.len, w->arena, &bytes, w->error);
    if (status == TB_EFORMAT || (status == TB_OK && !tb_str_eq(bytes, w->bytes)))
        return tb_fail_bug(w->error, __FILE__, __LINE__);
    return status;
}

/* Packs against the base; *fits as for tb_image_pack. */
static enum tb_status pack_delta(struct tb_writing *w, const struct tb_entry *base, bool *fits)
{
    struct tb_chain chain;
    enum tb_status status = tb_chain_restore(w->history, base, w->arena, &chain, w->error);
    *fits = status == TB_OK && chain.length < TB_CHAIN_MAX;
    tb_buf_clear(&w->delta);
    if (*fits)
        status = tb_image_pack(&chain.image, w->bytes, w->arena, &w->delta, fits, w->error);
    w->snapshot.base = base->sequence;
    memcpy(w->snapshot.base_sha256, base->snapshot.sha256, sizeof w->snapshot.base_sha256);
    w->snapshot.body = tb_buf_str(&w->delta);
    return status;
}

static enum tb_status pack_whole(struct tb_writing *w)
{
    bool fits;
    tb_buf_clear(&w->whole);
    enum tb_status status = tb_image_pack(NULL, w->bytes, w->arena, &w->whole, &fits, w->error);
    w->snapshot.base = 0;
    memset(w->snapshot.base_sha256, 0, sizeof w->snapshot.base_sha256);
    w->snapshot.body = tb_buf_str(&w->whole);
    return status;
}

enum tb_status tb_writing_pack(struct tb_writing *w, const struct tb_entry *base)
{
    bool fits = false;
    enum tb_status status = base ? pack_delta(w, base, &fits) : TB_OK;
    struct tb_snapshot delta = w->snapshot;
    if (status != TB_ENOMEM && status != TB_EBUG)
        status = pack_whole(w);
    if (status != TB_OK)
        return status;
    if (!fits || delta.body.len * 100 >= w->whole.len * DELTA_SHARE)
        return prove(w, NULL);
    w->snapshot = delta;
    return prove(w, base);
}

enum tb_status tb_writing_pack_again(struct tb_writing *w, const struct tb_entry *damaged)
{
    bool fits = true;
    if (damaged->snapshot.base == 0) {
        enum tb_status status = pack_whole(w);
        return status == TB_OK ? prove(w, NULL) : status;
    }
    const struct tb_entry *base = tb_chain_base(w->history, damaged);
    enum tb_status status = base ? pack_delta(w, base, &fits) : TB_EFORMAT;
    if (status == TB_OK && fits)
        return prove(w, base);
    if (status != TB_EFORMAT)
        return status == TB_OK ? tb_fail_bug(w->error, __FILE__, __LINE__) : status;
    if (base)
        return status; /* the words say which file is at fault */
    tb_fail(w->error, status, "它所依据的第 %u 份快照不在，请先重新加入那一份的原文件",
            "the snapshot %u that it builds on is not there; add the original of that one first",
            damaged->snapshot.base);
    return tb_fail_at(w->error, status, damaged->path.ptr, 0, 0);
}

enum tb_status tb_writing_commit(struct tb_writing *w, struct tb_str period, bool replace)
{
    tb_buf_clear(&w->file);
    enum tb_status status = tb_snapshot_write(&w->snapshot, &w->file, w->error);
    if (status != TB_OK)
        return status;
    struct tb_str name =
        tb_arena_printf(w->arena, "%06u-%.*s.tbs", w->snapshot.sequence, TB_ARG(period));
    if (!name.ptr)
        return tb_arena_fail(w->arena, w->error);
    return tb_io_commit(w->io, w->folder.ptr, name.ptr, tb_buf_str(&w->file), replace, w->error);
}
