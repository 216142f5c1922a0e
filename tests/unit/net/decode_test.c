/* Transfer codings: whole bodies at every split, cut and damaged ones, bombs. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>
#include <zlib.h>

#include "net/decode.h"

/* Packs `text` with these window bits of zlib; the length. */
static size_t pack(const char *text, size_t len, int bits, unsigned char *out, size_t room)
{
    z_stream stream = {0};
    assert_int_equal(deflateInit2(&stream, 6, Z_DEFLATED, bits, 8, Z_DEFAULT_STRATEGY), Z_OK);
    stream.next_in = (Bytef *)(uintptr_t)text;
    stream.avail_in = (uInt)len;
    stream.next_out = out;
    stream.avail_out = (uInt)room;
    assert_int_equal(deflate(&stream, Z_FINISH), Z_STREAM_END);
    size_t made = room - stream.avail_out;
    deflateEnd(&stream);
    return made;
}

/* Decodes in pieces of `step` bytes; what came out is in `out`. */
static enum tb_status decode(enum tb_coding coding, const unsigned char *bytes, size_t len,
                             size_t step, struct tb_buf *out)
{
    struct tb_decoder *decoder = tb_decoder_new(coding, out);
    struct tb_error error;
    enum tb_status status = TB_OK;
    assert_non_null(decoder);
    for (size_t at = 0; at < len && status == TB_OK; at += step) {
        size_t size = len - at < step ? len - at : step;
        status = tb_decoder_take(decoder, (struct tb_str){(const char *)bytes + at, size}, &error);
    }
    if (status == TB_OK)
        status = tb_decoder_end(decoder, &error);
    tb_decoder_free(decoder);
    return status;
}

static const char text[] = "第三季度重点工作任务进展情况 一二三 一二三 一二三";

static void whole_bodies_come_out_at_every_split(void **state)
{
    static const struct {
        enum tb_coding coding;
        int bits;
    } forms[] = {{TB_CODING_GZIP, 31}, {TB_CODING_DEFLATE, 15}, {TB_CODING_DEFLATE, -15}};
    unsigned char packed[512];
    (void)state;
    for (size_t f = 0; f < 3; f++) {
        size_t len = pack(text, sizeof text - 1, forms[f].bits, packed, sizeof packed);
        /* A bare deflate stream is told from zlib's form by its first two bytes together. */
        for (size_t step = forms[f].coding == TB_CODING_DEFLATE ? 2 : 1; step <= len; step++) {
            struct tb_buf out = tb_buf_make(1 << 20);
            assert_int_equal(decode(forms[f].coding, packed, len, step, &out), TB_OK);
            assert_true(tb_str_eq(tb_buf_str(&out), (struct tb_str){text, sizeof text - 1}));
            tb_buf_free(&out);
        }
    }
}

static void a_body_cut_anywhere_is_none(void **state)
{
    unsigned char packed[512];
    size_t len = pack(text, sizeof text - 1, 31, packed, sizeof packed);
    (void)state;
    for (size_t cut = 1; cut < len; cut++) {
        struct tb_buf out = tb_buf_make(1 << 20);
        assert_int_equal(decode(TB_CODING_GZIP, packed, cut, 64, &out), TB_EFORMAT);
        tb_buf_free(&out);
    }
}

static void damage_and_wrong_labels_are_found(void **state)
{
    unsigned char packed[1024];
    struct tb_buf out = tb_buf_make(1 << 20);
    size_t len = pack(text, sizeof text - 1, 31, packed, sizeof packed);
    (void)state;
    packed[len - 6] ^= 1; /* the checksum */
    assert_int_equal(decode(TB_CODING_GZIP, packed, len, len, &out), TB_EFORMAT);
    assert_int_equal(decode(TB_CODING_GZIP, (const unsigned char *)text, sizeof text, 64, &out),
                     TB_EFORMAT);
    packed[len - 6] ^= 1;
    memset(packed + len, 0, 16); /* padding is nothing */
    tb_buf_clear(&out);
    assert_int_equal(decode(TB_CODING_GZIP, packed, len + 16, 64, &out), TB_OK);
    memcpy(packed + len, packed, len); /* a second member belongs to it */
    tb_buf_clear(&out);
    assert_int_equal(decode(TB_CODING_GZIP, packed, 2 * len, 64, &out), TB_OK);
    assert_int_equal(out.len, 2 * (sizeof text - 1));
    memcpy(packed + len, "garbage", 7);
    assert_int_equal(decode(TB_CODING_GZIP, packed, len + 7, 64, &out), TB_EFORMAT);
    tb_buf_free(&out);
}

static void bombs_are_stopped(void **state)
{
    static char zeros[8 << 20];
    static unsigned char packed[64 << 10];
    struct tb_buf small = tb_buf_make(1 << 20), large = tb_buf_make(64 << 20);
    size_t len = pack(zeros, sizeof zeros, 31, packed, sizeof packed);
    (void)state;
    assert_int_equal(decode(TB_CODING_GZIP, packed, len, 4096, &small), TB_ELIMIT);
    assert_int_equal(decode(TB_CODING_GZIP, packed, len, 4096, &large), TB_ELIMIT);
    assert_true(large.len <= (size_t)(TB_DECODE_RATIO_FROM + (TB_DECODE_RATIO + 1) * 8192));
    tb_buf_free(&small);
    tb_buf_free(&large);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(whole_bodies_come_out_at_every_split),
        cmocka_unit_test(a_body_cut_anywhere_is_none),
        cmocka_unit_test(damage_and_wrong_labels_are_found),
        cmocka_unit_test(bombs_are_stopped),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
