/*
 * utf8_valid.c - is it UTF-8? A scalar walk, and 32 bytes at a time where the machine has AVX2, by
 * the table look-up of Keiser and Lemire, "Validating UTF-8 In Less Than One Instruction Per Byte"
 * (2021). The vector loop only says in which block something is wrong; the walk says where.
 */
#include "base/utf8.h"

/* From `at`, the beginning of a code point, to the end of the valid prefix. */
static size_t walk(struct tb_str s, size_t at)
{
    while (at < s.len) {
        size_t len;
        uint64_t eight;
        if (s.len - at >= sizeof eight) {
            memcpy(&eight, s.ptr + at, sizeof eight);
            if (!(eight & 0x8080808080808080u)) { /* all ASCII */
                at += sizeof eight;
                continue;
            }
        }
        if (tb_utf8_at(s, at, &len) == TB_UTF8_REPLACEMENT &&
            !(len == 3 && memcmp(s.ptr + at, "\xEF\xBF\xBD", 3) == 0))
            return at;
        at += len;
    }
    return at;
}

#if defined(__x86_64__)
#include <immintrin.h>

/* What a pair of neighbouring bytes can be guilty of. A pair is wrong when the tables for the high
 * and low half of its first byte and the high half of its second agree on one of these. */
enum {
    TOO_SHORT = 1 << 0,      /* a lead byte where a continuation is due */
    TOO_LONG = 1 << 1,       /* a continuation after ASCII */
    OVERLONG_3 = 1 << 2,     /* E0 80..9F */
    TOO_LARGE = 1 << 3,      /* F4 90..BF, F5.. */
    SURROGATE = 1 << 4,      /* ED A0..BF */
    OVERLONG_2 = 1 << 5,     /* C0, C1 */
    TOO_LARGE_1000 = 1 << 6, /* F5.. 80..8F; shares its bit with */
    OVERLONG_4 = 1 << 6,     /* F0 80..8F */
    TWO_CONTS = 1 << 7,      /* two continuations: right only inside a longer sequence */
    CARRY = TOO_SHORT | TOO_LONG | TWO_CONTS
};

#define TARGET_AVX2 __attribute__((target("avx2")))
#define TWICE(...) _mm256_setr_epi8(__VA_ARGS__, __VA_ARGS__)
#define B(bits) (char)(bits)

TARGET_AVX2 static __m256i first_high(__m256i half)
{
    const __m256i table = TWICE(
        TOO_LONG, TOO_LONG, TOO_LONG, TOO_LONG, TOO_LONG, TOO_LONG, TOO_LONG, TOO_LONG,
        B(TWO_CONTS), B(TWO_CONTS), B(TWO_CONTS), B(TWO_CONTS), TOO_SHORT | OVERLONG_2, TOO_SHORT,
        TOO_SHORT | OVERLONG_3 | SURROGATE, TOO_SHORT | TOO_LARGE | TOO_LARGE_1000 | OVERLONG_4);
    return _mm256_shuffle_epi8(table, half);
}

TARGET_AVX2 static __m256i first_low(__m256i half)
{
    enum { LARGE = CARRY | TOO_LARGE | TOO_LARGE_1000 };
    const __m256i table =
        TWICE(B(CARRY | OVERLONG_3 | OVERLONG_2 | OVERLONG_4), B(CARRY | OVERLONG_2), B(CARRY),
              B(CARRY), B(CARRY | TOO_LARGE), B(LARGE), B(LARGE), B(LARGE), B(LARGE), B(LARGE),
              B(LARGE), B(LARGE), B(LARGE), B(LARGE | SURROGATE), B(LARGE), B(LARGE));
    return _mm256_shuffle_epi8(table, half);
}

TARGET_AVX2 static __m256i second_high(__m256i half)
{
    enum { CONT = TOO_LONG | OVERLONG_2 | TWO_CONTS };
    const __m256i table =
        TWICE(TOO_SHORT, TOO_SHORT, TOO_SHORT, TOO_SHORT, TOO_SHORT, TOO_SHORT, TOO_SHORT,
              TOO_SHORT, B(CONT | OVERLONG_3 | TOO_LARGE_1000 | OVERLONG_4),
              B(CONT | OVERLONG_3 | TOO_LARGE), B(CONT | SURROGATE | TOO_LARGE),
              B(CONT | SURROGATE | TOO_LARGE), TOO_SHORT, TOO_SHORT, TOO_SHORT, TOO_SHORT);
    return _mm256_shuffle_epi8(table, half);
}

/* Bytes that are not 0 where the 32 bytes at p are wrong, the bytes before them being known. */
TARGET_AVX2 static __m256i wrong(const char *p, __m256i before)
{
    const __m256i nibble = _mm256_set1_epi8(0x0F), top = _mm256_set1_epi8(B(0x80));
    __m256i now = _mm256_loadu_si256((const __m256i *)(const void *)p);
    __m256i seam = _mm256_permute2x128_si256(before, now, 0x21);
    __m256i prev1 = _mm256_alignr_epi8(now, seam, 15);
    __m256i prev2 = _mm256_alignr_epi8(now, seam, 14);
    __m256i prev3 = _mm256_alignr_epi8(now, seam, 13);

    __m256i high1 = _mm256_and_si256(_mm256_srli_epi16(prev1, 4), nibble);
    __m256i high2 = _mm256_and_si256(_mm256_srli_epi16(now, 4), nibble);
    __m256i special = _mm256_and_si256(
        _mm256_and_si256(first_high(high1), first_low(_mm256_and_si256(prev1, nibble))),
        second_high(high2));
    /* the third byte of three and of four, and the fourth, must be continuations: there, and only
     * there, TWO_CONTS is right */
    __m256i third = _mm256_subs_epu8(prev2, _mm256_set1_epi8(B(0xE0 - 0x80)));
    __m256i fourth = _mm256_subs_epu8(prev3, _mm256_set1_epi8(B(0xF0 - 0x80)));
    __m256i due = _mm256_and_si256(_mm256_or_si256(third, fourth), top);
    return _mm256_xor_si256(due, special);
}

/* Bytes that are known to hold nothing wrong; what they end in may be unfinished. */
TARGET_AVX2 static size_t blocks(struct tb_str s)
{
    const __m256i none = _mm256_setzero_si256();
    __m256i before = none;
    size_t at = 0;

    while (s.len - at >= 64) {
        const char *p = s.ptr + at;
        __m256i low = _mm256_loadu_si256((const __m256i *)(const void *)p);
        __m256i bad = _mm256_or_si256(wrong(p, before), wrong(p + 32, low));
        if (!_mm256_testz_si256(bad, bad))
            break;
        before = _mm256_loadu_si256((const __m256i *)(const void *)(p + 32));
        at += 64;
    }
    return at;
}

static size_t checked(struct tb_str s)
{
    return __builtin_cpu_supports("avx2") ? blocks(s) : 0;
}
#else
static size_t checked(struct tb_str s)
{
    (void)s;
    return 0;
}
#endif

size_t tb_utf8_valid(struct tb_str s)
{
    size_t at = checked(s);
    /* back to the lead byte of a code point that the last block left unfinished */
    for (size_t back = 1; back <= 3 && back <= at; back++) {
        if ((unsigned char)s.ptr[at - back] >= 0xC0) {
            at -= back;
            break;
        }
        if ((unsigned char)s.ptr[at - back] < 0x80)
            break;
    }
    return walk(s, at);
}
