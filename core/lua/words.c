/* words.c - a hash table from the first character to the texts that begin with it. See words.h. */
#include "lua/words.h"

#include <string.h>

enum { NONE = UINT16_MAX };

struct word {
    struct tb_str text; /* a slice of the bytes at the end */
    uint16_t next;      /* of those in the same slot, the longest first; NONE: the last */
};

/* Behind the words the slots, behind those the bytes. */
struct tb_words {
    size_t count, mask;  /* mask: slots - 1 */
    bool may_begin[256]; /* whether one begins with this byte */
    uint64_t maybe[64];  /* one bit for the second and third byte of its first character */
    uint16_t *slots;     /* index of a word, NONE: empty */
    struct word words[];
};

static size_t slots_for(size_t count)
{
    size_t slots = 16;
    while (slots < count * 2)
        slots *= 2;
    return slots;
}

/* The length of the character that begins with this byte, in UTF-8; 1 where none does. */
static size_t length_of(char first)
{
    unsigned char byte = (unsigned char)first;
    if (byte < 0xC0)
        return 1;
    return byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4;
}

/* The bit of `maybe` for the second and third byte of a character, which tell most of them apart. */
static unsigned bit_of(const char *at)
{
    return ((unsigned)at[1] & 63) << 6 | ((unsigned)at[2] & 63);
}

/* The slot of the character of `len` bytes at `at`. */
static size_t slot_of(const struct tb_words *words, const char *at, size_t len)
{
    uint32_t key = 0;
    for (size_t i = 0; i < len; i++)
        key = key << 8 | (unsigned char)at[i];
    return (key * 0x9E3779B1u >> 12) & words->mask; /* multiplicative hashing by the golden ratio */
}

/* Puts a word into its slot, behind those that are at least as long. */
static void insert(struct tb_words *words, uint16_t index)
{
    struct word *word = &words->words[index];
    char first = word->text.ptr[0];
    uint16_t *link = &words->slots[slot_of(words, word->text.ptr, length_of(first))];
    while (*link != NONE && words->words[*link].text.len >= word->text.len)
        link = &words->words[*link].next;
    word->next = *link;
    *link = index;
    words->may_begin[(unsigned char)first] = true;
    if (length_of(first) >= 3) {
        unsigned bit = bit_of(word->text.ptr);
        words->maybe[bit / 64] |= (uint64_t)1 << bit % 64;
    }
}

size_t tb_words_size(const struct tb_str *texts, size_t count)
{
    size_t size =
        sizeof(struct tb_words) + count * sizeof(struct word) + slots_for(count) * sizeof(uint16_t);
    for (size_t i = 0; i < count; i++)
        size += texts[i].len;
    return size;
}

const struct tb_words *tb_words_make(void *memory, const struct tb_str *texts, size_t count)
{
    struct tb_words *words = memory;
    size_t slots = slots_for(count);
    *words = (struct tb_words){.count = count, .mask = slots - 1};
    words->slots = (uint16_t *)&words->words[count];
    memset(words->slots, 0xFF, slots * sizeof(uint16_t));
    char *bytes = (char *)&words->slots[slots];
    for (size_t i = 0; i < count; i++) {
        memcpy(bytes, texts[i].ptr, texts[i].len);
        words->words[i].text = (struct tb_str){bytes, texts[i].len};
        bytes += texts[i].len;
        insert(words, (uint16_t)i);
    }
    return words;
}

size_t tb_words_at(const struct tb_words *words, struct tb_str text, size_t at)
{
    if (at >= text.len || !words->may_begin[(unsigned char)text.ptr[at]])
        return 0;
    size_t left = text.len - at, len = length_of(text.ptr[at]);
    if (left < len)
        return 0;
    if (len >= 3) {
        unsigned bit = bit_of(text.ptr + at);
        if (!(words->maybe[bit / 64] >> bit % 64 & 1))
            return 0;
    }
    uint16_t index = words->slots[slot_of(words, text.ptr + at, len)];
    for (; index != NONE; index = words->words[index].next) {
        const struct tb_str *word = &words->words[index].text;
        if (word->len <= left && memcmp(text.ptr + at, word->ptr, word->len) == 0)
            return word->len;
    }
    return 0;
}

size_t tb_words_before(const struct tb_words *words, struct tb_str text, size_t at)
{
    size_t longest = 0;
    for (size_t i = 0; i < words->count; i++) {
        const struct tb_str *word = &words->words[i].text;
        if (word->len > longest && word->len <= at &&
            memcmp(text.ptr + at - word->len, word->ptr, word->len) == 0)
            longest = word->len;
    }
    return longest;
}

bool tb_words_next(const struct tb_words *words, struct tb_str text, size_t *from, size_t *to)
{
    for (size_t at = *from; at < text.len; at += length_of(text.ptr[at])) {
        size_t len = tb_words_at(words, text, at);
        if (len > 0) {
            *from = at;
            *to = at + len;
            return true;
        }
    }
    return false;
}
