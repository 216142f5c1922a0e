/* deflate.c - see deflate.h. */
#include "history/deflate.h"

#include <limits.h>
#include <zlib.h>

static enum tb_status fail_zlib(int code, struct tb_error *error)
{
    return code == Z_MEM_ERROR ? tb_fail_memory(error) : tb_fail_bug(error, __FILE__, __LINE__);
}

/* zlib takes what it reads as not constant only for old compilers' sake. */
static Bytef *bytes_of(struct tb_str s)
{
    union {
        const char *constant;
        Bytef *plain;
    } pointer = {.constant = s.ptr};
    return pointer.plain;
}

static struct tb_str window_of(struct tb_str dictionary)
{
    size_t from = dictionary.len > TB_DEFLATE_WINDOW ? dictionary.len - TB_DEFLATE_WINDOW : 0;
    return from ? tb_str_sub(dictionary, from, dictionary.len) : dictionary;
}

enum tb_status tb_deflate(struct tb_str raw, struct tb_str dictionary, struct tb_buf *out,
                          struct tb_error *error)
{
    z_stream stream = {0};
    if (raw.len > INT_MAX)
        return tb_fail_bug(error, __FILE__, __LINE__);
    int code = deflateInit2(&stream, Z_BEST_COMPRESSION, Z_DEFLATED, -MAX_WBITS, MAX_MEM_LEVEL,
                            Z_DEFAULT_STRATEGY);
    if (code != Z_OK)
        return fail_zlib(code, error);
    dictionary = window_of(dictionary);
    if (dictionary.len > 0)
        code = deflateSetDictionary(&stream, bytes_of(dictionary), (uInt)dictionary.len);
    size_t bound = deflateBound(&stream, (uLong)raw.len);
    char *room = bound <= INT_MAX ? tb_buf_reserve(out, bound) : NULL;
    if (code == Z_OK && room) {
        stream.next_in = raw.len ? bytes_of(raw) : (Bytef *)room;
        stream.avail_in = (uInt)raw.len;
        stream.next_out = (Bytef *)room;
        stream.avail_out = (uInt)bound;
        code = deflate(&stream, Z_FINISH);
        if (code == Z_STREAM_END)
            out->len += bound - stream.avail_out;
    }
    deflateEnd(&stream);
    if (!room)
        return tb_buf_status(out, error);
    return code == Z_STREAM_END ? TB_OK : fail_zlib(code, error);
}

static enum tb_status inflate_into(struct tb_str packed, struct tb_str dictionary, char *room,
                                   size_t size, struct tb_error *error)
{
    z_stream stream = {0};
    int code = inflateInit2(&stream, -MAX_WBITS);
    if (code != Z_OK)
        return fail_zlib(code, error);
    dictionary = window_of(dictionary);
    if (dictionary.len > 0)
        code = inflateSetDictionary(&stream, bytes_of(dictionary), (uInt)dictionary.len);
    stream.next_in = packed.len ? bytes_of(packed) : (Bytef *)room;
    stream.avail_in = (uInt)packed.len;
    stream.next_out = (Bytef *)room;
    stream.avail_out = (uInt)size + 1; /* one more, so that a longer text is seen */
    if (code == Z_OK)
        code = inflate(&stream, Z_FINISH);
    bool whole = code == Z_STREAM_END && stream.avail_in == 0 && stream.avail_out == 1;
    inflateEnd(&stream);
    if (code == Z_MEM_ERROR)
        return tb_fail_memory(error);
    return whole ? TB_OK
                 : tb_fail(error, TB_EFORMAT, "压缩数据已损坏", "the compressed data is damaged");
}

enum tb_status tb_inflate(struct tb_str packed, struct tb_str dictionary, size_t size,
                          struct tb_arena *arena, struct tb_str *out, struct tb_error *error)
{
    /* Deflate makes at most 1032 bytes of one: more is a lie that would only cost memory. */
    if (packed.len > INT_MAX || size > INT_MAX - 1 || size / 1032 > packed.len)
        return tb_fail(error, TB_EFORMAT, "压缩数据已损坏", "the compressed data is damaged");
    char *room = tb_arena_alloc(arena, size + 1);
    if (!room)
        return tb_arena_fail(arena, error);
    enum tb_status status = inflate_into(packed, dictionary, room, size, error);
    if (status == TB_OK)
        *out = (struct tb_str){room, size};
    return status;
}

void tb_put_number(struct tb_buf *out, uint64_t value)
{
    for (; value >= 0x80; value >>= 7)
        tb_buf_byte(out, (char)(value | 0x80));
    tb_buf_byte(out, (char)value);
}

uint64_t tb_get_number(struct tb_reader *reader, uint64_t most)
{
    uint64_t value = 0;
    for (unsigned shift = 0; !reader->bad; shift += 7) {
        if (reader->at >= reader->bytes.len || shift > 63) {
            reader->bad = true;
            break;
        }
        unsigned char byte = (unsigned char)reader->bytes.ptr[reader->at++];
        value |= (uint64_t)(byte & 0x7F) << shift;
        if (byte < 0x80)
            break;
    }
    reader->bad = reader->bad || value > most;
    return reader->bad ? 0 : value;
}

struct tb_str tb_get_bytes(struct tb_reader *reader, size_t len)
{
    if (reader->bad || len > reader->bytes.len - reader->at) {
        reader->bad = true;
        return (struct tb_str){NULL, 0};
    }
    reader->at += len;
    return tb_str_sub(reader->bytes, reader->at - len, reader->at);
}
