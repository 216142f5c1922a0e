/* str.c - comparing, finding, trimming and hashing slices. */
#include "base/str.h"

int tb_str_compare(struct tb_str a, struct tb_str b)
{
    size_t shorter = a.len < b.len ? a.len : b.len;
    int order = shorter ? memcmp(a.ptr, b.ptr, shorter) : 0;
    if (order != 0)
        return order;
    return a.len < b.len ? -1 : a.len > b.len;
}

/* Looks for the last byte of the needle: in Chinese text the first is one of six, the last one of 64. */
size_t tb_str_find(struct tb_str s, struct tb_str needle, size_t from)
{
    if (needle.len == 0)
        return from <= s.len ? from : SIZE_MAX;
    size_t last = needle.len - 1;
    while (from < s.len && s.len - from > last) {
        const char *end = memchr(s.ptr + from + last, needle.ptr[last], s.len - from - last);
        if (!end)
            return SIZE_MAX;
        from = (size_t)(end - s.ptr) - last;
        if (memcmp(s.ptr + from, needle.ptr, last) == 0)
            return from;
        from++;
    }
    return SIZE_MAX;
}

/* Length of the blank that begins at `at`, or ends before it; 0: none there. */
static size_t blank_at(struct tb_str s, size_t at)
{
    unsigned char c = (unsigned char)s.ptr[at];
    if (c == ' ' || (c >= '\t' && c <= '\r'))
        return 1;
    struct tb_str rest = tb_str_sub(s, at, s.len);
    if (tb_str_starts(rest, TB_STR("\xE3\x80\x80")))
        return 3;
    return tb_str_starts(rest, TB_STR("\xC2\xA0")) ? 2 : 0;
}

static size_t blank_before(struct tb_str s)
{
    unsigned char c = (unsigned char)s.ptr[s.len - 1];
    if (c == ' ' || (c >= '\t' && c <= '\r'))
        return 1;
    if (tb_str_ends(s, TB_STR("\xE3\x80\x80")))
        return 3;
    return tb_str_ends(s, TB_STR("\xC2\xA0")) ? 2 : 0;
}

struct tb_str tb_str_trim(struct tb_str s)
{
    size_t blank;
    while (s.len > 0 && (blank = blank_at(s, 0)) > 0)
        s = tb_str_sub(s, blank, s.len);
    while (s.len > 0 && (blank = blank_before(s)) > 0)
        s.len -= blank;
    return s;
}

uint64_t tb_str_hash(struct tb_str s)
{
    uint64_t hash = 0xcbf29ce484222325u;
    for (size_t i = 0; i < s.len; i++)
        hash = (hash ^ (unsigned char)s.ptr[i]) * 0x100000001b3u;
    return hash;
}
