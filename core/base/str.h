/*
 * str.h - slices of text: a pointer and a length, borrowed from whoever owns the bytes (an arena,
 * the decoded source, a string literal). Passed by value, never NUL-terminated, may hold NUL.
 */
#ifndef TB_BASE_STR_H
#define TB_BASE_STR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

struct tb_str {
    const char *ptr;
    size_t len;
};

/* A literal as a slice. */
#define TB_STR(literal) ((struct tb_str){("" literal ""), sizeof("" literal "") - 1})

/* How much of a slice a message shows: at most 1000 bytes, and no part of a character. */
static inline int tb_str_shown(struct tb_str s)
{
    size_t len = s.len > 1000 ? 1000 : s.len;
    while (len > 0 && len < s.len && ((unsigned char)s.ptr[len] & 0xC0) == 0x80)
        len--;
    return (int)len;
}

/* The two printf arguments for "%.*s". */
#define TB_ARG(slice) tb_str_shown(slice), (slice).ptr ? (slice).ptr : ""

static inline struct tb_str tb_str_of(const char *terminated)
{
    return (struct tb_str){terminated, terminated ? strlen(terminated) : 0};
}

static inline struct tb_str tb_str_sub(struct tb_str s, size_t from, size_t to)
{
    return (struct tb_str){s.ptr + from, to - from};
}

static inline bool tb_str_eq(struct tb_str a, struct tb_str b)
{
    return a.len == b.len && (a.len == 0 || memcmp(a.ptr, b.ptr, a.len) == 0);
}

static inline bool tb_str_starts(struct tb_str s, struct tb_str prefix)
{
    return s.len >= prefix.len && memcmp(s.ptr, prefix.ptr, prefix.len) == 0;
}

static inline bool tb_str_ends(struct tb_str s, struct tb_str suffix)
{
    return s.len >= suffix.len && memcmp(s.ptr + s.len - suffix.len, suffix.ptr, suffix.len) == 0;
}

/* Byte order; a prefix comes first. Negative, 0 or positive. */
int tb_str_compare(struct tb_str a, struct tb_str b);

/* Byte position of the first `needle` at or after `from`; SIZE_MAX: none. */
size_t tb_str_find(struct tb_str s, struct tb_str needle, size_t from);

/* Takes spaces, tabs, line ends, U+3000 and U+00A0 off both ends. */
struct tb_str tb_str_trim(struct tb_str s);

/* 64-bit hash, the same on every machine and in every run (FNV-1a). */
uint64_t tb_str_hash(struct tb_str s);

#endif
