/*
 * utf8.h - UTF-8 by RFC 3629. Text inside the program is always valid UTF-8: decoding replaced
 * what was not. The functions that walk text still never read past its end, whatever it holds.
 */
#ifndef TB_BASE_UTF8_H
#define TB_BASE_UTF8_H

#include "base/str.h"

#define TB_UTF8_REPLACEMENT 0xFFFDu

/* Decodes the code point at s[at], stores its length (1..4) in *len. A malformed sequence gives
 * U+FFFD and the length of its longest valid prefix, at least 1. `at` must be below s.len. */
uint32_t tb_utf8_decode(struct tb_str s, size_t at, size_t *len);

/* The same, quick where nearly all text is: ASCII, and the characters of three bytes (but for the
 * leads 0xE0 and 0xED, whose second bytes are restricted). */
static inline uint32_t tb_utf8_at(struct tb_str s, size_t at, size_t *len)
{
    const unsigned char *p = (const unsigned char *)s.ptr + at;
    if (p[0] < 0x80) {
        *len = 1;
        return p[0];
    }
    if (p[0] > 0xE0 && p[0] < 0xF0 && p[0] != 0xED && s.len - at >= 3 && (p[1] & 0xC0) == 0x80 &&
        (p[2] & 0xC0) == 0x80) {
        *len = 3;
        return (uint32_t)(p[0] & 0x0F) << 12 | (uint32_t)(p[1] & 0x3F) << 6 | (p[2] & 0x3F);
    }
    return tb_utf8_decode(s, at, len);
}

/* Whether the byte leads a character from U+4000 to U+9FFF, which has three bytes: most of Chinese
 * text, and never a mark or digit. */
static inline bool tb_utf8_leads_han(char byte)
{
    return (unsigned char)byte >= 0xE4 && (unsigned char)byte <= 0xE9;
}

/* Writes `code` (1..4 bytes; surrogates and beyond U+10FFFF as U+FFFD); returns the length. */
size_t tb_utf8_put(uint32_t code, char out[4]);

/* Length of the longest valid prefix; s.len if all is valid. Uses AVX2 where the machine has it,
 * with the same result. */
size_t tb_utf8_valid(struct tb_str s);

/* Number of code points in valid UTF-8; and the byte offset of code point `n` (s.len: beyond). */
size_t tb_utf8_count(struct tb_str s);
size_t tb_utf8_offset(struct tb_str s, size_t n);

/* Columns that a terminal gives to `code`: 2 for East Asian wide and full-width, 0 for combining
 * marks, zero-width and control characters, else 1 (Unicode 15 East Asian Width). */
int tb_utf8_width(uint32_t code);
size_t tb_utf8_columns(struct tb_str s);

#endif
