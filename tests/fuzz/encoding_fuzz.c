/*
 * encoding_fuzz.c - any bytes in every encoding: valid UTF-8 with its padding comes out, or an error,
 * and every byte lost is counted. The vector check of UTF-8 and the structural scan agree with plain
 * walks.
 */
#include <stdint.h>

#include "base/file.h"
#include "base/utf8.h"
#include "ingest/decode.h"
#include "ingest/scan.h"

enum { CAP = 1 << 16, MEMORY = 64 << 20 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void must(bool holds)
{
    if (!holds)
        abort();
}

/* Where the valid prefix ends, code point by code point. */
static size_t valid_by_walking(struct tb_str s)
{
    size_t at = 0, len;
    while (at < s.len) {
        uint32_t code = tb_utf8_at(s, at, &len);
        if (code == TB_UTF8_REPLACEMENT && (len != 3 || memcmp(s.ptr + at, "\xEF\xBF\xBD", 3) != 0))
            break;
        at += len;
    }
    return at;
}

static void check_scan(struct tb_str text)
{
    struct tb_scan scan;
    const struct tb_stops stops = {text.len % 2 ? '\t' : ',', text.len % 3 == 0};
    tb_scan_start(&scan, stops, text, 0);
    for (size_t i = 0; i < text.len; i++)
        if (memchr("\n\r<&", text.ptr[i], 4) || text.ptr[i] == stops.delimiter ||
            (stops.quotes && text.ptr[i] == '"'))
            must(tb_scan_next(&scan) == i);
    must(tb_scan_next(&scan) == text.len);
}

static void check_decoding(struct tb_str bytes, struct tb_sniffed sniffed, struct tb_arena *arena)
{
    struct tb_repairs repairs = {.arena = arena};
    struct tb_str text = {NULL, 0};
    struct tb_error error;
    if (tb_decode(bytes, sniffed, &repairs, &text, &error) != TB_OK) {
        must(text.ptr == NULL && error.en[0] != '\0');
        return;
    }
    must(tb_utf8_valid(text) == text.len && !memchr(text.ptr, '\0', text.len));
    for (size_t i = 0; i < TB_PADDING; i++)
        must(text.ptr[text.len + i] == '\0');
    must(tb_utf8_offset(text, tb_utf8_count(text)) == text.len);
    size_t replaced = 0, counted = 0;
    for (size_t at = 0; (at = tb_str_find(text, TB_STR("\xEF\xBF\xBD"), at)) != SIZE_MAX; at += 3)
        replaced++;
    for (size_t i = 0; i < repairs.count; i++)
        counted += strcmp(repairs.at[i].kind, "euro-byte") == 0 ? 0 : repairs.at[i].count;
    must(counted <= replaced); /* the source may hold U+FFFD itself */
    check_scan(text);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct tb_arena *known, *arena;
    static struct tb_ingest *ingest;
    struct tb_sniffed sniffed;

    if (size > CAP)
        return 0;
    if (!ingest)
        must(tb_arena_new(1 << 20, &known, NULL) == TB_OK &&
             tb_ingest_new(NULL, 0, known, &ingest, NULL) == TB_OK &&
             tb_arena_new(MEMORY, &arena, NULL) == TB_OK);
    tb_arena_reset(arena);
    char *copy = TB_NEW_ARRAY(arena, char, size + TB_PADDING);
    must(copy != NULL);
    if (size > 0)
        memcpy(copy, data, size);
    struct tb_str bytes = {copy, size};
    must(tb_utf8_valid(bytes) == valid_by_walking(bytes));
    if (tb_sniff(ingest, bytes, &sniffed, NULL) == TB_OK)
        check_decoding(bytes, sniffed, arena);
    for (int i = 0; i < TB_ENCODING_END; i++)
        if (i != TB_UTF8_BOM)
            check_decoding(bytes, (struct tb_sniffed){.encoding = (enum tb_encoding)i}, arena);
    return 0;
}
