/* phrases.c - a hash table from the first character to the phrases that begin with it. */
#include "extract/phrases.h"

enum { FILTER_BITS = 4096 };

struct bucket {
    uint32_t key; /* the first character's bytes; 0: empty */
    uint32_t first, count;
    uint64_t second; /* a bit for each second character of its phrases; all: one has none */
};

struct tb_phrases {
    struct tb_phrase *sorted; /* by first character, then longest first */
    struct bucket *buckets;
    size_t mask;
    uint64_t first[FILTER_BITS / 64]; /* which first characters there are, by filter_bit */
};

static size_t first_size(unsigned char lead)
{
    return lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
}

/* The bytes of the character at s[0] as one number: enough to tell characters apart. */
static uint32_t first_character(const unsigned char *p, size_t len)
{
    size_t size = first_size(p[0]);
    uint32_t key = 0;
    for (size_t i = 0; i < size && i < len; i++)
        key = key << 8 | p[i];
    return key;
}

static uint32_t key_of(struct tb_str s)
{
    return first_character((const unsigned char *)s.ptr, s.len);
}

/* A bit for the character at p: its last bytes decide, which differ most in Chinese text. */
static size_t filter_bit(const unsigned char *p, size_t len)
{
    size_t bit = p[0] < 0xE0 || len < 3 ? p[0] : (size_t)p[0] << 8 ^ (size_t)p[1] << 6 ^ p[2];
    return bit % FILTER_BITS;
}

bool tb_phrases_may_begin(const struct tb_phrases *phrases, struct tb_str text, size_t at)
{
    size_t bit = filter_bit((const unsigned char *)text.ptr + at, text.len - at);
    return phrases->first[bit / 64] >> bit % 64 & 1;
}

static size_t slot_of(const struct tb_phrases *phrases, uint32_t key)
{
    size_t slot = (key * 0x9E3779B1u >> 8) & phrases->mask;
    while (phrases->buckets[slot].key && phrases->buckets[slot].key != key)
        slot = (slot + 1) & phrases->mask;
    return slot;
}

/* The bit of the second character in a bucket's set; 0: there is none. */
static uint64_t second_bit(struct tb_str s)
{
    size_t size = first_size((unsigned char)s.ptr[0]);
    if (s.len <= size)
        return 0;
    return (uint64_t)1 << (key_of(tb_str_sub(s, size, s.len)) * 0x9E3779B1u >> 26);
}

struct ordered {
    struct tb_phrase phrase;
    size_t given;
};

static int compare_ordered(const void *a, const void *b)
{
    const struct ordered *left = a, *right = b;
    uint32_t left_key = key_of(left->phrase.text), right_key = key_of(right->phrase.text);
    if (left_key != right_key)
        return left_key < right_key ? -1 : 1;
    if (left->phrase.text.len != right->phrase.text.len)
        return left->phrase.text.len > right->phrase.text.len ? -1 : 1;
    return left->given < right->given ? -1 : left->given > right->given;
}

struct tb_phrases *tb_phrases_new(const struct tb_phrase *given, size_t count,
                                  struct tb_arena *arena)
{
    size_t size = 16;
    while (size < count * 2)
        size *= 2;
    struct tb_phrases *phrases = TB_NEW(arena, struct tb_phrases);
    struct tb_phrase *sorted = TB_NEW_ARRAY(arena, struct tb_phrase, count);
    struct bucket *buckets = TB_NEW_ARRAY(arena, struct bucket, size);
    struct tb_mark mark = tb_arena_mark(arena);
    struct ordered *order = TB_NEW_ARRAY(arena, struct ordered, count);
    if (!phrases || !sorted || !buckets || !order)
        return NULL;
    size_t kept = 0;
    for (size_t i = 0; i < count; i++)
        if (given[i].text.len > 0)
            order[kept++] = (struct ordered){given[i], i};
    qsort(order, kept, sizeof *order, compare_ordered);
    phrases->sorted = sorted;
    phrases->buckets = buckets;
    phrases->mask = size - 1;
    for (size_t i = 0; i < kept; i++) {
        sorted[i] = order[i].phrase;
        size_t first = filter_bit((const unsigned char *)sorted[i].text.ptr, sorted[i].text.len);
        phrases->first[first / 64] |= (uint64_t)1 << first % 64;
        struct bucket *bucket = &buckets[slot_of(phrases, key_of(sorted[i].text))];
        if (bucket->count == 0)
            *bucket = (struct bucket){key_of(sorted[i].text), (uint32_t)i, 0, 0};
        bucket->count++;
        uint64_t bit = second_bit(sorted[i].text);
        bucket->second |= bit ? bit : UINT64_MAX;
    }
    tb_arena_rewind(arena, mark);
    return phrases;
}

const struct tb_phrase *tb_phrases_at(const struct tb_phrases *phrases, struct tb_str text,
                                      size_t at, size_t *from)
{
    if (at >= text.len)
        return NULL;
    if (!tb_phrases_may_begin(phrases, text, at))
        return NULL;
    struct tb_str rest = tb_str_sub(text, at, text.len);
    const struct bucket *bucket = &phrases->buckets[slot_of(phrases, key_of(rest))];
    if (bucket->second != UINT64_MAX && !(bucket->second & second_bit(rest)))
        return NULL;
    while (*from < bucket->count) {
        const struct tb_phrase *phrase = &phrases->sorted[bucket->first + (*from)++];
        if (tb_str_starts(rest, phrase->text))
            return phrase;
    }
    return NULL;
}

const struct tb_phrase *tb_phrases_longest(const struct tb_phrases *phrases, struct tb_str text,
                                           size_t at)
{
    size_t from = 0;
    return tb_phrases_at(phrases, text, at, &from);
}
