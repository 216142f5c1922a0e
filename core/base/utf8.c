/*
 * utf8.c - walking, counting and writing UTF-8. Validation is in utf8_valid.c, widths are in
 * utf8_width.c.
 */
#include "base/utf8.h"

static uint32_t byte_at(struct tb_str s, size_t at)
{
    return (unsigned char)s.ptr[at];
}

/* What a lead byte promises (RFC 3629, section 4): the length of its sequence, 0 for a byte that
 * can lead none, and the range of the second byte, which is what forbids overlong forms,
 * surrogates and code points beyond U+10FFFF. */
static size_t lead(uint32_t byte, uint32_t *low, uint32_t *high)
{
    *low = 0x80;
    *high = 0xBF;
    if (byte < 0x80)
        return 1;
    if (byte < 0xC2 || byte > 0xF4)
        return 0;
    if (byte < 0xE0)
        return 2;
    if (byte < 0xF0) {
        if (byte == 0xE0)
            *low = 0xA0;
        if (byte == 0xED)
            *high = 0x9F;
        return 3;
    }
    if (byte == 0xF0)
        *low = 0x90;
    if (byte == 0xF4)
        *high = 0x8F;
    return 4;
}

uint32_t tb_utf8_decode(struct tb_str s, size_t at, size_t *len)
{
    uint32_t low, high, first = byte_at(s, at);
    size_t want = lead(first, &low, &high), have = 1;

    if (want <= 1) {
        *len = 1;
        return want ? first : TB_UTF8_REPLACEMENT;
    }
    uint32_t code = first & (0x7Fu >> want);
    while (have < want && have < s.len - at) {
        uint32_t next = byte_at(s, at + have);
        if (next < low || next > high)
            break;
        code = code << 6 | (next & 0x3F);
        low = 0x80;
        high = 0xBF;
        have++;
    }
    *len = have;
    return have == want ? code : TB_UTF8_REPLACEMENT;
}

size_t tb_utf8_put(uint32_t code, char out[4])
{
    unsigned char bytes[4];
    size_t len;

    if (code > 0x10FFFF || (code >= 0xD800 && code <= 0xDFFF))
        code = TB_UTF8_REPLACEMENT;
    if (code < 0x80) {
        bytes[0] = (unsigned char)code;
        len = 1;
    } else if (code < 0x800) {
        bytes[0] = (unsigned char)(0xC0 | code >> 6);
        len = 2;
    } else if (code < 0x10000) {
        bytes[0] = (unsigned char)(0xE0 | code >> 12);
        len = 3;
    } else {
        bytes[0] = (unsigned char)(0xF0 | code >> 18);
        len = 4;
    }
    for (size_t i = 1; i < len; i++)
        bytes[i] = (unsigned char)(0x80 | (code >> 6 * (len - 1 - i) & 0x3F));
    memcpy(out, bytes, len);
    return len;
}

/* A code point has exactly one byte that is no continuation byte. */
static bool begins(char c)
{
    return ((unsigned char)c & 0xC0) != 0x80;
}

size_t tb_utf8_count(struct tb_str s)
{
    const uint64_t ones = 0x0101010101010101u;
    size_t continuations = 0, i = 0;
    for (; s.len - i >= 8; i += 8) { /* bit 7 set and bit 6 clear, in each of eight bytes */
        uint64_t eight;
        memcpy(&eight, s.ptr + i, sizeof eight);
        continuations += (size_t)(((eight >> 7 & ~eight >> 6 & ones) * ones) >> 56);
    }
    for (; i < s.len; i++)
        continuations += !begins(s.ptr[i]);
    return s.len - continuations;
}

size_t tb_utf8_offset(struct tb_str s, size_t n)
{
    size_t at = 0;
    for (; at < s.len; at++)
        if (begins(s.ptr[at]) && n-- == 0)
            break;
    return at;
}

size_t tb_utf8_columns(struct tb_str s)
{
    size_t columns = 0, len;
    for (size_t at = 0; at < s.len; at += len)
        columns += (size_t)tb_utf8_width(tb_utf8_at(s, at, &len));
    return columns;
}
