/* decode.c - see decode.h. zlib's memory comes from an arena with a cap of its own. */
#include "net/decode.h"

#include <zlib.h>

#include "base/arena.h"

enum { MEMORY = 512 << 10, PIECE = 64 << 10 };

struct tb_decoder {
    struct tb_arena *arena;
    struct tb_buf *out;
    enum tb_coding coding;
    z_stream stream;
    bool begun, over; /* over: the stream has ended; more gzip members may follow */
    uint64_t in;
};

bool tb_coding_parse(struct tb_str value, enum tb_coding *out)
{
    static const struct {
        const char *name;
        enum tb_coding coding;
    } names[] = {{"", TB_CODING_NONE},
                 {"identity", TB_CODING_NONE},
                 {"gzip", TB_CODING_GZIP},
                 {"x-gzip", TB_CODING_GZIP},
                 {"deflate", TB_CODING_DEFLATE}};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (tb_str_eq(value, tb_str_of(names[i].name))) {
            *out = names[i].coding;
            return true;
        }
    return false;
}

static voidpf allocate(voidpf arena, uInt count, uInt size)
{
    return tb_arena_array(arena, count, size);
}

static void release(voidpf arena, voidpf memory)
{
    (void)arena; /* it all goes with the arena */
    (void)memory;
}

struct tb_decoder *tb_decoder_new(enum tb_coding coding, struct tb_buf *out)
{
    struct tb_arena *arena;
    if (tb_arena_new(MEMORY, &arena, NULL) != TB_OK)
        return NULL;
    struct tb_decoder *decoder = TB_NEW(arena, struct tb_decoder);
    if (!decoder) {
        tb_arena_free(arena);
        return NULL;
    }
    *decoder = (struct tb_decoder){.arena = arena, .out = out, .coding = coding};
    decoder->stream.zalloc = allocate;
    decoder->stream.zfree = release;
    decoder->stream.opaque = arena;
    return decoder;
}

void tb_decoder_free(struct tb_decoder *decoder)
{
    if (!decoder)
        return;
    if (decoder->begun)
        inflateEnd(&decoder->stream);
    tb_arena_free(decoder->arena);
}

static enum tb_status fail_coding(struct tb_error *error)
{
    return tb_fail(error, TB_EFORMAT, "压缩的正文损坏", "the compressed body is damaged");
}

static enum tb_status fail_cap(struct tb_error *error)
{
    return tb_fail(error, TB_ELIMIT, "正文解压后超过上限",
                   "the body is larger than it may be once decompressed");
}

/* gzip has a head of its own. What is called deflate may be zlib's form or bare; the first two bytes of
 * zlib's form tell (RFC 1950). */
static int window_bits(enum tb_coding coding, struct tb_str piece)
{
    if (coding == TB_CODING_GZIP)
        return 15 + 16;
    unsigned first = (unsigned char)piece.ptr[0];
    unsigned second = piece.len > 1 ? (unsigned char)piece.ptr[1] : 0;
    return (first & 0x0F) == 8 && (first * 256 + second) % 31 == 0 ? 15 : -15;
}

static bool too_much(const struct tb_decoder *decoder)
{
    return decoder->out->len > TB_DECODE_RATIO_FROM &&
           decoder->out->len / TB_DECODE_RATIO > decoder->in;
}

/* Behind a gzip member: another one, or nothing but zeros. */
static enum tb_status go_on(struct tb_decoder *decoder, struct tb_str rest, bool *more,
                            struct tb_error *error)
{
    size_t zeros = 0;
    while (zeros < rest.len && rest.ptr[zeros] == '\0')
        zeros++;
    *more = false;
    if (zeros == rest.len)
        return TB_OK;
    if (zeros > 0 || decoder->coding != TB_CODING_GZIP || inflateReset(&decoder->stream) != Z_OK)
        return fail_coding(error);
    decoder->over = false;
    *more = true;
    return TB_OK;
}

static enum tb_status inflate_some(struct tb_decoder *decoder, struct tb_error *error)
{
    char *room = tb_buf_reserve(decoder->out, PIECE);
    if (!room)
        return fail_cap(error);
    decoder->stream.next_out = (Bytef *)room;
    decoder->stream.avail_out = PIECE;
    int code = inflate(&decoder->stream, Z_NO_FLUSH);
    decoder->out->len += PIECE - decoder->stream.avail_out;
    decoder->over = code == Z_STREAM_END;
    if (code == Z_MEM_ERROR)
        return tb_fail_memory(error);
    if (code != Z_OK && code != Z_STREAM_END && code != Z_BUF_ERROR)
        return fail_coding(error);
    return too_much(decoder) ? fail_cap(error) : TB_OK;
}

enum tb_status tb_decoder_take(struct tb_decoder *decoder, struct tb_str piece,
                               struct tb_error *error)
{
    decoder->in += piece.len;
    if (decoder->coding == TB_CODING_NONE) {
        tb_buf_add(decoder->out, piece);
        return decoder->out->failed ? fail_cap(error) : TB_OK;
    }
    if (piece.len == 0)
        return TB_OK;
    if (!decoder->begun &&
        inflateInit2(&decoder->stream, window_bits(decoder->coding, piece)) != Z_OK)
        return tb_fail_memory(error);
    decoder->begun = true;
    z_stream *stream = &decoder->stream;
    stream->next_in = (z_const Bytef *)(uintptr_t)piece.ptr;
    stream->avail_in = (uInt)piece.len;
    enum tb_status status = TB_OK;
    bool more = true;
    do {
        if (decoder->over) {
            struct tb_str rest = tb_str_sub(piece, piece.len - stream->avail_in, piece.len);
            status = go_on(decoder, rest, &more, error);
        }
        if (status == TB_OK && more)
            status = inflate_some(decoder, error);
    } while (status == TB_OK && more &&
             (stream->avail_in > 0 || (stream->avail_out == 0 && !decoder->over)));
    return status;
}

enum tb_status tb_decoder_end(struct tb_decoder *decoder, struct tb_error *error)
{
    if (decoder->coding == TB_CODING_NONE || decoder->over || decoder->in == 0)
        return TB_OK;
    return tb_fail(error, TB_EFORMAT, "压缩的正文不完整", "the compressed body is cut short");
}
