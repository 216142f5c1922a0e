/* phrases.c - a hash table from the first character to the phrases that begin with it. */
#include "extract/phrases.h"

struct tb_phrases_bucket {
    uint32_t key; /* the first character's bytes; 0: empty */
    uint32_t first, count;
};

static size_t first_size(unsigned char lead)
{
    return lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
}

/* The bytes of the first character as one number: enough to tell characters apart. */
static uint32_t key_of(const char *s, size_t len)
{
    const unsigned char *p = (const unsigned char *)s;
    size_t size = first_size(p[0]);
    if (size == 3 && len >= 3)
        return (uint32_t)p[0] << 16 | (uint32_t)p[1] << 8 | p[2];
    uint32_t key = 0;
    for (size_t i = 0; i < size && i < len; i++)
        key = key << 8 | p[i];
    return key;
}

static struct tb_phrases_bucket *bucket_of(const struct tb_phrases *phrases, uint32_t key)
{
    size_t slot = (key * 0x9E3779B1u >> 8) & phrases->mask;
    while (phrases->buckets[slot].key && phrases->buckets[slot].key != key)
        slot = (slot + 1) & phrases->mask;
    return &phrases->buckets[slot];
}

/* Lets tb_phrases_may_begin know the phrase. What is shorter than two characters of three bytes, the
 * usual Chinese ones, may be followed by anything. */
static void add_to_filter(struct tb_phrases *phrases, struct tb_str text)
{
    const unsigned char *p = (const unsigned char *)text.ptr;
    if (p[0] < 0xE0)
        phrases->second[p[0]] = UINT64_MAX;
    else if (text.len >= 3)
        phrases->second[tb_phrases_hash(p) >> 23] |=
            text.len >= 6 ? (uint64_t)1 << (tb_phrases_hash(p + 3) >> 26) : UINT64_MAX;
}

/* Puts a phrase behind those of its bucket that are as long or longer. */
static void place(struct tb_phrases *phrases, struct tb_phrases_bucket *bucket,
                  const struct tb_phrase *phrase)
{
    struct tb_phrase *own = phrases->sorted + bucket->first;
    size_t at = bucket->count++;
    for (; at > 0 && own[at - 1].text.len < phrase->text.len; at--)
        own[at] = own[at - 1];
    own[at] = *phrase;
}

struct tb_phrases *tb_phrases_new(const struct tb_phrase *given, size_t count,
                                  struct tb_arena *arena)
{
    size_t size = 16;
    while (size < count * 2)
        size *= 2;
    struct tb_phrases *phrases = TB_NEW(arena, struct tb_phrases);
    struct tb_phrase *sorted = TB_NEW_ARRAY(arena, struct tb_phrase, count);
    struct tb_phrases_bucket *buckets = TB_NEW_ARRAY(arena, struct tb_phrases_bucket, size);
    if (!phrases || !sorted || !buckets)
        return NULL;
    phrases->sorted = sorted;
    phrases->buckets = buckets;
    phrases->mask = size - 1;
    for (size_t i = 0; i < count; i++) {
        if (given[i].text.len == 0)
            continue;
        uint32_t key = key_of(given[i].text.ptr, given[i].text.len);
        struct tb_phrases_bucket *bucket = bucket_of(phrases, key);
        bucket->key = key;
        bucket->count++;
        add_to_filter(phrases, given[i].text);
    }
    uint32_t first = 0;
    for (size_t slot = 0; slot < size; slot++) {
        buckets[slot].first = first;
        first += buckets[slot].count;
        buckets[slot].count = 0;
    }
    for (size_t i = 0; i < count; i++)
        if (given[i].text.len > 0)
            place(phrases, bucket_of(phrases, key_of(given[i].text.ptr, given[i].text.len)),
                  &given[i]);
    phrases->count = first;
    return phrases;
}

/* memcmp for a few bytes, where a call costs more than the comparison. */
static bool starts_with(const char *p, struct tb_str phrase, size_t from)
{
    for (size_t i = from; i < phrase.len; i++)
        if (p[i] != phrase.ptr[i])
            return false;
    return true;
}

const struct tb_phrase *tb_phrases_found(const struct tb_phrases *phrases, struct tb_str text,
                                         size_t at, size_t *from)
{
    struct tb_str rest = tb_str_sub(text, at, text.len);
    const struct tb_phrases_bucket *bucket = bucket_of(phrases, key_of(rest.ptr, rest.len));
    size_t known = first_size((unsigned char)rest.ptr[0]); /* the bucket says they are equal */
    while (*from < bucket->count) {
        const struct tb_phrase *phrase = &phrases->sorted[bucket->first + (*from)++];
        if (phrase->text.len <= rest.len && starts_with(rest.ptr, phrase->text, known))
            return phrase;
    }
    return NULL;
}
