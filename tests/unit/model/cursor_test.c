/* cursor_test.c - places asked for one after another are those asked for alone. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "model/clean.h"
#include "model/cursor.h"

static uint32_t next_random(uint32_t *seed)
{
    *seed = *seed * 1664525u + 1013904223u;
    return *seed >> 8;
}

/* A source of two cells on a line, the second of pieces that cleaning looks at. */
static size_t random_source(uint32_t *seed, char *room, size_t size, size_t *cell)
{
    static const char *const pieces[] = {
        "完",       "a",    "<p>", "</p>", "<br>",  "&nbsp;",    "&#20013;",
        "&",        "<",    "<5%", "\n",   "\r",    "\r\n",      "𠀀",
        "<div><p>", "<!--", "-->", " ",    "</li>", "<b x='>'>", "AT&T",
    };
    bool with_tags = next_random(seed) % 4 > 0;
    size_t len = (size_t)snprintf(room, size, "标题\n第一格\t");
    *cell = len;
    while (len + 16 < size) {
        const char *piece = pieces[next_random(seed) % (sizeof pieces / sizeof *pieces)];
        if (!with_tags && (*piece == '<' || *piece == '&'))
            continue;
        memcpy(room + len, piece, strlen(piece));
        len += strlen(piece);
    }
    return len;
}

static void finds_the_same_places(void **state)
{
    (void)state;
    struct tb_arena *arena;
    uint32_t seed = 3;
    char room[256];
    assert_int_equal(tb_arena_new(1 << 20, &arena, NULL), TB_OK);
    for (int round = 0; round < 5000; round++) {
        size_t from, len = random_source(&seed, room, 40 + next_random(&seed) % 200, &from);
        struct tb_report report = {.source.text = {room, len}};
        struct tb_cleaned cleaned = {.text = {room + from, len - from}};
        if (memchr(room + from, '<', len - from) || memchr(room + from, '&', len - from))
            assert_true(tb_clean((struct tb_str){room + from, len - from}, arena, &cleaned));
        struct tb_cell cell = {.text = cleaned.text.ptr,
                               .text_len = (uint32_t)cleaned.text.len,
                               .raw = room + from,
                               .raw_len = (uint32_t)(len - from),
                               .line = 2};
        struct tb_cursor cursor = {0};
        for (uint32_t at = 0; at <= cell.text_len; at++) {
            if (at < cell.text_len && ((unsigned char)cell.text[at] & 0xC0) == 0x80)
                continue; /* places stand between characters */
            if (next_random(&seed) % 3 == 0)
                continue;
            struct tb_place alone = tb_place_in_source(&report, &cell, at);
            struct tb_place found = tb_cursor_place(&cursor, &report, &cell, at);
            assert_int_equal(found.line, alone.line);
            assert_int_equal(found.column, alone.column);
            assert_int_equal(tb_cursor_chars(&cursor, &report, &cell, at),
                             tb_place_chars(cleaned.text, at));
            if (next_random(&seed) % 20 == 0) /* and back to the front */
                assert_int_equal(tb_cursor_chars(&cursor, &report, &cell, 0), 0);
        }
        tb_arena_reset(arena);
    }
    tb_arena_free(arena);
}

static void other_cells_begin_anew(void **state)
{
    (void)state;
    static const char text[] = "一二三\t四五六";
    struct tb_report report = {.source.text = {text, sizeof text - 1}};
    struct tb_cell first = {.text = text, .text_len = 9, .raw = text, .raw_len = 9, .line = 1};
    struct tb_cell second = {
        .text = text + 10, .text_len = 9, .raw = text + 10, .raw_len = 9, .line = 1};
    struct tb_cell nowhere = {.text = text, .text_len = 9};
    struct tb_cursor cursor = {0};
    assert_int_equal(tb_cursor_place(&cursor, &report, &first, 6).column, 3);
    assert_int_equal(tb_cursor_place(&cursor, &report, &second, 3).column, 6);
    assert_int_equal(tb_cursor_place(&cursor, &report, &nowhere, 3).line, 0);
    assert_int_equal(tb_cursor_chars(&cursor, &report, &nowhere, 6), 2);
    assert_int_equal(tb_cursor_place(&cursor, &report, &first, 0).column, 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(finds_the_same_places),
        cmocka_unit_test(other_cells_begin_anew),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
