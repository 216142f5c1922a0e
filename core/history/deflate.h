/*
 * deflate.h - raw deflate streams (RFC 1951) with a preset dictionary, and the numbers between them.
 * A raw stream carries no checksum, and with another dictionary it decodes to another text without
 * an error: whoever uses it keeps a checksum of its own.
 */
#ifndef TB_HISTORY_DEFLATE_H
#define TB_HISTORY_DEFLATE_H

#include "base/arena.h"
#include "base/buf.h"

/* What of a dictionary deflate can refer to: its window of 32768 bytes less 262 (zlib.h). */
enum { TB_DEFLATE_WINDOW = 32506 };

/* Appends `raw` to `out`, packed as small as zlib can. Of the dictionary the last TB_DEFLATE_WINDOW
 * bytes count. */
enum tb_status tb_deflate(struct tb_str raw, struct tb_str dictionary, struct tb_buf *out,
                          struct tb_error *error) TB_NODISCARD;

/* The bytes that `packed` holds, which must be exactly `size` and use all of it, in `arena`.
 * TB_EFORMAT: it is something else. */
enum tb_status tb_inflate(struct tb_str packed, struct tb_str dictionary, size_t size,
                          struct tb_arena *arena, struct tb_str *out,
                          struct tb_error *error) TB_NODISCARD;

/* Unsigned LEB128: seven bits a byte, the lowest first, the high bit set on all but the last. */
void tb_put_number(struct tb_buf *out, uint64_t value);

/* Reads what tb_put_number wrote. A number that is cut off or beyond `most` sets `bad` and gives 0, as
 * does every one after it: readers read on and ask once. */
struct tb_reader {
    struct tb_str bytes;
    size_t at;
    bool bad;
};
uint64_t tb_get_number(struct tb_reader *reader, uint64_t most);
/* The next `len` bytes, borrowed. */
struct tb_str tb_get_bytes(struct tb_reader *reader, size_t len);

/* 0, -1, 1, -2, … as 0, 1, 2, 3, …, so that small differences are small numbers. */
static inline uint64_t tb_fold_sign(int64_t value)
{
    return ((uint64_t)value << 1) ^ (value < 0 ? UINT64_MAX : 0);
}

static inline int64_t tb_unfold_sign(uint64_t value)
{
    return (int64_t)(value >> 1) ^ -(int64_t)(value & 1);
}

#endif
