/* repeat.c - repeats by candidates: a copy can only begin where the first character stands again.
 * Where that is, is noted for a block of text at a time, from its end backwards. */
#include "lua/repeat.h"

#include "base/utf8.h"

static bool begins_character(struct tb_str text, size_t at)
{
    return ((unsigned char)text.ptr[at] & 0xC0) != 0x80;
}

static size_t step(struct tb_str text, size_t at)
{
    size_t len = 1;
    if (at < text.len)
        tb_utf8_at(text, at, &len);
    return at + len;
}

static unsigned char hash_at(struct tb_str text, size_t at)
{
    unsigned hash = (unsigned char)text.ptr[at];
    for (size_t i = at + 1; i < text.len && !begins_character(text, i); i++)
        hash = hash * 31 + (unsigned char)text.ptr[i];
    return (unsigned char)(hash ^ (hash >> 8));
}

/* Fills `next` for the block that begins at `begin`. */
static void look_ahead(struct tb_repeats *repeats, size_t begin)
{
    size_t left = repeats->text.len - begin;
    size_t size = left < TB_REPEAT_BLOCK ? left : TB_REPEAT_BLOCK;
    uint16_t last[256];
    memset(last, 0xFF, sizeof last);
    repeats->begin = begin;
    repeats->end = begin + size;
    for (size_t i = size; i-- > 0;) {
        repeats->next[i] = 0;
        if (!begins_character(repeats->text, begin + i))
            continue;
        unsigned char hash = hash_at(repeats->text, begin + i);
        if (last[hash] != 0xFFFF)
            repeats->next[i] = (uint16_t)(last[hash] - i);
        last[hash] = (uint16_t)i;
    }
}

static bool is_alphanumeric(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* A number or a Latin word runs across `at`: 2021年1月1|1日. */
static bool cuts_word(struct tb_str text, size_t at)
{
    return at > 0 && at < text.len && is_alphanumeric(text.ptr[at - 1]) &&
           is_alphanumeric(text.ptr[at]);
}

static bool has_least(struct tb_str text, size_t from, size_t to)
{
    unsigned count = 0;
    for (size_t at = from; at < to && count < TB_REPEAT_LEAST; count++)
        at = step(text, at);
    return count >= TB_REPEAT_LEAST;
}

/* The text from `from` to `middle` stands again at `again`: where it ends there; 0: it does not. */
static size_t copy_end(struct tb_str text, size_t from, size_t middle, size_t again)
{
    size_t size = middle - from;
    if (middle <= from || text.len - again < size ||
        memcmp(text.ptr + from, text.ptr + again, size) != 0)
        return 0;
    if (!has_least(text, from, middle) || cuts_word(text, middle) || cuts_word(text, again + size))
        return 0;
    return again + size;
}

/* Where the character before `again` begins, if it is one of `across`; else `again`. */
static size_t before_mark(const struct tb_repeats *repeats, size_t from, size_t again)
{
    size_t at = again - 1;
    while (at > from && !begins_character(repeats->text, at))
        at--;
    struct tb_str mark = tb_str_sub(repeats->text, at, again);
    return tb_str_find(repeats->across, mark, 0) == SIZE_MAX ? again : at;
}

/* The end of the longest repeat that begins at `from`; 0: none. */
static size_t longest_at(const struct tb_repeats *repeats, size_t from)
{
    size_t longest = 0;
    uint16_t distance = repeats->next[from - repeats->begin];
    if (cuts_word(repeats->text, from))
        return 0;
    for (size_t again = from + distance; distance && again - from <= TB_REPEAT_REACH;
         again += distance) {
        size_t end = copy_end(repeats->text, from, again, again);
        if (end == 0 && repeats->across.len > 0) {
            size_t middle = before_mark(repeats, from, again);
            end = middle < again ? copy_end(repeats->text, from, middle, again) : 0;
        }
        if (end > longest)
            longest = end;
        distance = repeats->next[again - repeats->begin];
    }
    return longest;
}

void tb_repeats_start(struct tb_repeats *repeats, struct tb_str text, struct tb_str across)
{
    repeats->text = text;
    repeats->across = across;
    repeats->at = repeats->begin = repeats->end = 0;
}

bool tb_repeats_next(struct tb_repeats *repeats, size_t *from, size_t *to)
{
    struct tb_str text = repeats->text;
    while (repeats->at < text.len) {
        size_t at = repeats->at;
        bool near_end = repeats->end - at <= TB_REPEAT_REACH && repeats->end < text.len;
        if (at >= repeats->end || near_end)
            look_ahead(repeats, at);
        size_t end = longest_at(repeats, at);
        repeats->at = end ? end : step(text, at);
        if (end) {
            *from = at;
            *to = end;
            return true;
        }
    }
    return false;
}
