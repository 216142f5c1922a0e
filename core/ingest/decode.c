/* decode.c - bytes to UTF-8. */
#include "ingest/decode.h"

#include <errno.h>
#include <iconv.h>

#include "base/file.h"
#include "base/list.h"
#include "base/utf8.h"

/* One byte that could not be read as it stands; `kind` is that of its repair. */
struct fault {
    size_t at; /* in the decoded text */
    const char *kind;
    unsigned char byte;
};

struct decoder {
    struct tb_str bytes;
    size_t read;
    char *text; /* room for three bytes of text for each byte of input, and the padding */
    size_t len;
    struct tb_arena *arena;
    struct {
        struct fault *at;
        size_t count, room;
    } faults;
};

/* A tenth of all bytes, and more than a short text can hold by accident. */
static bool too_many(const struct decoder *decoder)
{
    return decoder->faults.count > 16 && decoder->faults.count > decoder->bytes.len / 10;
}

static const char bad_byte[] = "bad-byte", nul_byte[] = "nul-byte", euro_byte[] = "euro-byte";

/* Takes `size` bytes of input as one fault and writes `code` for them. False: the arena is full, or
 * there are so many faults that this is no text. */
static bool take_fault(struct decoder *decoder, size_t size, const char *kind, uint32_t code)
{
    if (too_many(decoder))
        return false;
    struct fault *fault = TB_LIST_ADD(decoder->arena, &decoder->faults);
    if (!fault)
        return false;
    fault->at = decoder->len;
    fault->kind = kind;
    fault->byte = (unsigned char)decoder->bytes.ptr[decoder->read];
    decoder->len += tb_utf8_put(code, decoder->text + decoder->len);
    decoder->read += size;
    return true;
}

static void take_plain(struct decoder *decoder, size_t size)
{
    memcpy(decoder->text + decoder->len, decoder->bytes.ptr + decoder->read, size);
    decoder->len += size;
    decoder->read += size;
}

static bool take_bad(struct decoder *decoder)
{
    return take_fault(decoder, 1, decoder->bytes.ptr[decoder->read] ? bad_byte : nul_byte,
                      TB_UTF8_REPLACEMENT);
}

/* The bytes up to the next NUL or the end. */
static struct tb_str up_to_nul(const struct decoder *decoder)
{
    struct tb_str rest = tb_str_sub(decoder->bytes, decoder->read, decoder->bytes.len);
    const char *nul = memchr(rest.ptr, '\0', rest.len);
    if (nul)
        rest.len = (size_t)(nul - rest.ptr);
    return rest;
}

static bool decode_utf8(struct decoder *decoder)
{
    while (decoder->read < decoder->bytes.len) {
        struct tb_str run = up_to_nul(decoder);
        while (run.len > 0) {
            size_t valid = tb_utf8_valid(run);
            take_plain(decoder, valid);
            if (valid < run.len && !take_bad(decoder))
                return false;
            run = tb_str_sub(run, valid < run.len ? valid + 1 : valid, run.len);
        }
        if (decoder->read < decoder->bytes.len && !take_bad(decoder))
            return false;
    }
    return true;
}

static uint32_t unit16(const struct decoder *decoder, size_t at, bool little)
{
    const unsigned char *p = (const unsigned char *)decoder->bytes.ptr + at;
    return little ? (uint32_t)(p[0] | p[1] << 8) : (uint32_t)(p[1] | p[0] << 8);
}

static bool decode_utf16(struct decoder *decoder, bool little)
{
    size_t size = decoder->bytes.len;
    if (size >= 2 && unit16(decoder, 0, little) == 0xFEFF)
        decoder->read = 2;
    while (size - decoder->read >= 2) {
        uint32_t code = unit16(decoder, decoder->read, little);
        bool ok = code != 0 && (code < 0xD800 || code > 0xDFFF);
        size_t len = 2;
        if (code >= 0xD800 && code <= 0xDBFF && size - decoder->read >= 4) {
            uint32_t low = unit16(decoder, decoder->read + 2, little);
            if (low >= 0xDC00 && low <= 0xDFFF) {
                code = 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00);
                ok = true;
                len = 4;
            }
        }
        if (!ok) {
            if (!take_fault(decoder, 2, code ? bad_byte : nul_byte, TB_UTF8_REPLACEMENT))
                return false;
            continue;
        }
        decoder->len += tb_utf8_put(code, decoder->text + decoder->len);
        decoder->read += len;
    }
    return decoder->read == size || take_bad(decoder);
}

/* As much of `run` as can be converted; the rest begins with a byte that cannot. */
static void convert(struct decoder *decoder, iconv_t conversion, struct tb_str run)
{
    char *in = (char *)(uintptr_t)run.ptr; /* iconv takes no const and writes nothing there */
    size_t in_left = run.len;
    char *out = decoder->text + decoder->len;
    size_t out_left = 3 * run.len;
    (void)iconv(conversion, &in, &in_left, &out, &out_left);
    decoder->len = (size_t)(out - decoder->text);
    decoder->read += run.len - in_left;
}

/* A NUL is no part of any other character of GB18030, so that the text can be cut there. iconv
 * stops at the first byte of what it cannot read, and only that byte is given up: 81 3C keeps the
 * '<' of a tag. */
static bool decode_gb18030(struct decoder *decoder, iconv_t conversion)
{
    while (decoder->read < decoder->bytes.len) {
        struct tb_str run = up_to_nul(decoder);
        size_t end = decoder->read + run.len;
        while (decoder->read < end) {
            convert(decoder, conversion, tb_str_sub(decoder->bytes, decoder->read, end));
            if (decoder->read == end)
                break;
            bool euro = (unsigned char)decoder->bytes.ptr[decoder->read] == 0x80;
            if (euro ? !take_fault(decoder, 1, euro_byte, 0x20AC) : !take_bad(decoder))
                return false;
        }
        if (decoder->read < decoder->bytes.len && !take_bad(decoder))
            return false;
    }
    return true;
}

/* One repair for the faults of a kind in a cell, at the first of them. */
static bool list_faults(const struct decoder *decoder, struct tb_repairs *repairs)
{
    static const char *const kinds[] = {bad_byte, nul_byte, euro_byte};
    size_t open[3] = {0}; /* 1 + index of the repair for this cell; 0: none yet */
    const char *p = decoder->text, *counted = p; /* so far `column` is right */
    uint32_t line = 1, column = 1;

    for (size_t i = 0; i < decoder->faults.count; i++) {
        const struct fault *fault = &decoder->faults.at[i];
        for (const char *to = decoder->text + fault->at; p < to; p++) {
            if (*p == '\n' || (*p == '\r' && p[1] != '\n')) {
                line++;
                counted = p + 1;
                column = 1;
            }
            if (*p == '\n' || *p == '\r' || *p == '\t')
                memset(open, 0, sizeof open);
        }
        size_t kind = fault->kind == bad_byte ? 0 : fault->kind == nul_byte ? 1 : 2;
        if (open[kind] > 0) {
            repairs->at[open[kind] - 1].count++;
            continue;
        }
        struct tb_str between = {counted, (size_t)(p - counted)};
        column += (uint32_t)tb_utf8_count(between);
        counted = p;
        struct tb_str detail = tb_arena_printf(repairs->arena, "0x%02X", fault->byte);
        if (!detail.ptr || !tb_repairs_add(repairs, kinds[kind], line, column, 1, detail))
            return false;
        open[kind] = repairs->count;
    }
    return true;
}

static enum tb_status decode_all(struct decoder *decoder, enum tb_encoding encoding,
                                 struct tb_error *error)
{
    bool done;
    if (encoding == TB_GB18030) {
        iconv_t conversion = iconv_open("UTF-8", "GB18030");
        if (conversion == (iconv_t)(intptr_t)-1)
            return tb_fail(error, TB_EIO,
                           "系统没有 GB18030 转换表（glibc 的 gconv 模块），请先转成 UTF-8",
                           "the system has no GB18030 table (the gconv modules of glibc), please "
                           "convert the file to UTF-8 first");
        done = decode_gb18030(decoder, conversion);
        iconv_close(conversion);
    } else if (encoding == TB_UTF16LE || encoding == TB_UTF16BE) {
        done = decode_utf16(decoder, encoding == TB_UTF16LE);
    } else {
        done = decode_utf8(decoder);
    }
    if (too_many(decoder))
        return tb_fail(
            error, TB_EFORMAT,
            "不是文本：前 %zu 个字节中有 %zu 个无法按 %s 解读，请确认文件，或另存为 UTF-8 文本",
            "not a text: of the first %zu bytes %zu cannot be read as %s, please check "
            "the file or save it as UTF-8 text",
            decoder->read, decoder->faults.count, tb_encoding_name(encoding));
    return done ? TB_OK : tb_arena_fail(decoder->arena, error);
}

enum tb_status tb_decode(struct tb_str bytes, struct tb_sniffed sniffed, struct tb_repairs *repairs,
                         struct tb_str *out, struct tb_error *error)
{
    if (sniffed.encoding == TB_UTF8_BOM)
        bytes = tb_str_sub(bytes, 3, bytes.len);
    if (sniffed.valid && !memchr(bytes.ptr, '\0', bytes.len)) {
        *out = bytes;
        return TB_OK;
    }
    struct decoder decoder = {.bytes = bytes, .arena = repairs->arena};
    if (bytes.len > (SIZE_MAX - TB_PADDING) / 3)
        return tb_fail_memory(error);
    decoder.text = tb_arena_alloc(repairs->arena, bytes.len * 3 + TB_PADDING);
    if (!decoder.text)
        return tb_arena_fail(repairs->arena, error);
    enum tb_status status = decode_all(&decoder, sniffed.encoding, error);
    if (status != TB_OK)
        return status;
    memset(decoder.text + decoder.len, 0, TB_PADDING);
    if (!list_faults(&decoder, repairs))
        return tb_arena_fail(repairs->arena, error);
    *out = (struct tb_str){decoder.text, decoder.len};
    return TB_OK;
}
