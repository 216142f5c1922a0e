/* alphabet.c - see alphabet.h. */
#include "history/alphabet.h"

#include "base/utf8.h"

enum { PAGE = 256, PAGES = 0x110000 / PAGE, LISTS_OF_FIRST = 2 };

struct tb_alphabet {
    struct tb_arena *arena;
    uint32_t points[TB_ALPHABET_MAX]; /* by code */
    size_t count;
    uint16_t *codes[PAGES]; /* by code point; 0: none */
};

enum tb_status tb_alphabet_new(struct tb_arena *arena, struct tb_alphabet **out,
                               struct tb_error *error)
{
    struct tb_alphabet *alphabet = TB_NEW(arena, struct tb_alphabet);
    if (!alphabet)
        return tb_arena_fail(arena, error);
    alphabet->arena = arena;
    alphabet->points[0] = '\n';
    alphabet->count = 1;
    *out = alphabet;
    return TB_OK;
}

size_t tb_alphabet_count(const struct tb_alphabet *alphabet)
{
    return alphabet->count;
}

static uint16_t code_of(const struct tb_alphabet *alphabet, uint32_t point)
{
    const uint16_t *page = alphabet->codes[point / PAGE];
    return page ? page[point % PAGE] : 0;
}

static enum tb_status add(struct tb_alphabet *alphabet, uint32_t point, struct tb_error *error)
{
    uint16_t **page = &alphabet->codes[point / PAGE];
    if (!*page)
        *page = TB_NEW_ARRAY(alphabet->arena, uint16_t, PAGE);
    if (!*page)
        return tb_arena_fail(alphabet->arena, error);
    (*page)[point % PAGE] = (uint16_t)alphabet->count;
    alphabet->points[alphabet->count++] = point;
    return TB_OK;
}

/* A character that is new, and how often it occurs. */
struct newcomer {
    uint32_t point, count;
};

static int by_count(const void *a, const void *b)
{
    const struct newcomer *x = a, *y = b;
    if (x->count != y->count)
        return x->count > y->count ? -1 : 1;
    return (x->point > y->point) - (x->point < y->point);
}

static int by_point(const void *a, const void *b)
{
    const struct newcomer *x = a, *y = b;
    return (x->point > y->point) - (x->point < y->point);
}

/* The characters of `text` that have no code, counted; false: they are too many. */
static enum tb_status gather(const struct tb_alphabet *alphabet, struct tb_str text,
                             struct newcomer *found, size_t *count, bool *fits,
                             struct tb_error *error)
{
    uint32_t **pages = TB_NEW_ARRAY(alphabet->arena, uint32_t *, PAGES); /* index + 1 in `found` */
    if (!pages)
        return tb_arena_fail(alphabet->arena, error);
    *fits = true;
    for (size_t at = 0, len; at < text.len; at += len) {
        uint32_t point = tb_utf8_at(text, at, &len);
        if (point == '\n' || code_of(alphabet, point))
            continue;
        uint32_t **page = &pages[point / PAGE];
        if (!*page)
            *page = TB_NEW_ARRAY(alphabet->arena, uint32_t, PAGE);
        if (!*page)
            return tb_arena_fail(alphabet->arena, error);
        uint32_t *index = &(*page)[point % PAGE];
        if (*index == 0) {
            if (alphabet->count + *count == TB_ALPHABET_MAX) {
                *fits = false;
                return TB_OK;
            }
            found[(*count)++] = (struct newcomer){point, 0};
            *index = (uint32_t)*count;
        }
        found[*index - 1].count++;
    }
    return TB_OK;
}

/* A list: how many, then each less the one before it. */
static enum tb_status add_list(struct tb_alphabet *alphabet, struct newcomer *list, size_t count,
                               struct tb_buf *out, struct tb_error *error)
{
    qsort(list, count, sizeof *list, by_point);
    tb_put_number(out, count);
    uint32_t before = 0;
    for (size_t i = 0; i < count; i++) {
        enum tb_status status = add(alphabet, list[i].point, error);
        if (status != TB_OK)
            return status;
        tb_put_number(out, list[i].point - before);
        before = list[i].point;
    }
    return TB_OK;
}

enum tb_status tb_alphabet_extend(struct tb_alphabet *alphabet, struct tb_str text, bool *fits,
                                  struct tb_buf *out, struct tb_error *error)
{
    struct newcomer *found = TB_NEW_ARRAY(alphabet->arena, struct newcomer, TB_ALPHABET_MAX);
    size_t count = 0, shorts = 0;
    if (!found)
        return tb_arena_fail(alphabet->arena, error);
    enum tb_status status = gather(alphabet, text, found, &count, fits, error);
    if (status != TB_OK || !*fits)
        return status;
    if (alphabet->count == 1) {
        qsort(found, count, sizeof *found, by_count);
        shorts = count < TB_ALPHABET_SHORT - 1 ? count : TB_ALPHABET_SHORT - 1;
        status = add_list(alphabet, found, shorts, out, error);
    }
    if (status == TB_OK)
        status = add_list(alphabet, found + shorts, count - shorts, out, error);
    return status;
}

enum tb_status tb_alphabet_read(struct tb_alphabet *alphabet, struct tb_reader *reader,
                                struct tb_error *error)
{
    int lists = alphabet->count == 1 ? LISTS_OF_FIRST : 1;
    for (int i = 0; i < lists; i++) {
        uint64_t count = tb_get_number(reader, TB_ALPHABET_MAX - alphabet->count);
        uint32_t point = 0;
        for (uint64_t j = 0; j < count && !reader->bad; j++) {
            uint64_t step = tb_get_number(reader, 0x10FFFF - point);
            point += (uint32_t)step;
            if ((j > 0 && step == 0) || (point >= 0xD800 && point <= 0xDFFF) || point == '\n' ||
                code_of(alphabet, point))
                reader->bad = true;
            if (reader->bad)
                return TB_OK;
            enum tb_status status = add(alphabet, point, error);
            if (status != TB_OK)
                return status;
        }
    }
    return TB_OK;
}

void tb_alphabet_cut(struct tb_alphabet *alphabet, size_t count)
{
    while (alphabet->count > count) {
        uint32_t point = alphabet->points[--alphabet->count];
        alphabet->codes[point / PAGE][point % PAGE] = 0;
    }
}

void tb_alphabet_encode(const struct tb_alphabet *alphabet, struct tb_str cell, struct tb_buf *out)
{
    for (size_t at = 0, len; at < cell.len; at += len) {
        unsigned code = code_of(alphabet, tb_utf8_at(cell, at, &len));
        if (code < TB_ALPHABET_SHORT) {
            tb_buf_byte(out, (char)code);
        } else {
            tb_buf_byte(out, (char)(TB_ALPHABET_SHORT + (code - TB_ALPHABET_SHORT) / 256));
            tb_buf_byte(out, (char)((code - TB_ALPHABET_SHORT) % 256));
        }
    }
}

bool tb_alphabet_decode(const struct tb_alphabet *alphabet, struct tb_str coded, struct tb_buf *out)
{
    for (size_t at = 0; at < coded.len; at++) {
        unsigned code = (unsigned char)coded.ptr[at];
        if (code >= TB_ALPHABET_SHORT) {
            if (++at == coded.len)
                return false;
            code =
                TB_ALPHABET_SHORT + (code - TB_ALPHABET_SHORT) * 256 + (unsigned char)coded.ptr[at];
        }
        char bytes[4];
        if (code == 0 || code >= alphabet->count)
            return false;
        tb_buf_add(out, (struct tb_str){bytes, tb_utf8_put(alphabet->points[code], bytes)});
    }
    return true;
}
