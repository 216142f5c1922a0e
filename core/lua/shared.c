/* shared.c - the pieces of one text in a hash table, the other text looked up in it. See shared.h. */
#include "lua/shared.h"

#include <string.h>

static bool begins_character(struct tb_str text, size_t at)
{
    return at >= text.len || ((unsigned char)text.ptr[at] & 0xC0) != 0x80;
}

static size_t step(struct tb_str text, size_t at)
{
    at++;
    while (!begins_character(text, at))
        at++;
    return at;
}

/* The length of the piece of `least` characters at `at`; 0: the text is too short. */
static size_t piece_at(struct tb_str text, size_t at, size_t least)
{
    size_t end = at;
    for (size_t i = 0; i < least; i++) {
        if (end >= text.len)
            return 0;
        end = step(text, end);
    }
    return end - at;
}

static uint32_t slot_of(const char *piece, size_t len)
{
    uint64_t head, tail;
    if (len >= sizeof head) { /* as three Chinese characters are: all of it at once */
        memcpy(&head, piece, sizeof head);
        memcpy(&tail, piece + len - sizeof tail, sizeof tail);
        head = (head ^ (tail << 29 | tail >> 35)) * 0x9E3779B97F4A7C15u; /* 2^64 / golden ratio */
        return (uint32_t)(head >> 40) % TB_SHARED_SLOTS;
    }
    uint32_t hash = 2166136261u; /* FNV-1a */
    for (size_t i = 0; i < len; i++)
        hash = (hash ^ (unsigned char)piece[i]) * 16777619u;
    return (hash ^ hash >> 16) % TB_SHARED_SLOTS;
}

/* The first place of the piece in `b`, 1 more; 0: none. */
static uint32_t find(const struct tb_shared *shared, const char *piece, size_t len, uint32_t slot)
{
    uint32_t place = shared->first[slot];
    while (place && (shared->b.len - (place - 1) < len ||
                     memcmp(shared->b.ptr + place - 1, piece, len) != 0))
        place = shared->next[place - 1];
    return place;
}

void tb_shared_start(struct tb_shared *shared, struct tb_str a, struct tb_str b, size_t least,
                     uint32_t *next)
{
    *shared = (struct tb_shared){.a = a, .b = b, .least = least, .next = next};
    for (size_t at = 0, len; (len = piece_at(b, at, least)) > 0; at = step(b, at)) {
        uint32_t slot = slot_of(b.ptr + at, len);
        if (find(shared, b.ptr + at, len, slot))
            continue;
        next[at] = shared->first[slot];
        shared->first[slot] = (uint32_t)at + 1;
    }
}

bool tb_shared_next(struct tb_shared *shared, struct tb_passage *out)
{
    struct tb_str a = shared->a, b = shared->b;
    for (size_t at = shared->at, len; (len = piece_at(a, at, shared->least)) > 0;
         at = step(a, at)) {
        uint32_t place = find(shared, a.ptr + at, len, slot_of(a.ptr + at, len));
        if (!place)
            continue;
        size_t from = place - 1;
        while (at + len < a.len && from + len < b.len && a.ptr[at + len] == b.ptr[from + len])
            len++;
        while (!begins_character(a, at + len) || !begins_character(b, from + len))
            len--;
        *out = (struct tb_passage){at, from, len};
        shared->at = at + len;
        return true;
    }
    shared->at = a.len;
    return false;
}

bool tb_shared_resumes(const struct tb_shared *shared, const struct tb_passage *passage,
                       size_t least)
{
    struct tb_str a = shared->a, b = shared->b;
    size_t i = passage->a + passage->len, j = passage->b + passage->len;
    if (i >= a.len || j >= b.len)
        return false;
    i = step(a, i);
    j = step(b, j);
    size_t len = piece_at(a, i, least);
    return len > 0 && b.len - j >= len && memcmp(a.ptr + i, b.ptr + j, len) == 0;
}
