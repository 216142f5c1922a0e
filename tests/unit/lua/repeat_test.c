/* repeat_test.c - text that stands twice in a row, against a slow reference too. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/utf8.h"
#include "lua/repeat.h"

#define CLOSING "”’》）"

/* What is found, joined by '|'. */
static const struct {
    const char *text, *across, *found;
} cases[] = {
    {"", "", ""},
    {"提升", "", ""},
    {"提升提升", "", "提升提升"},
    {"全力提升提升工程工程。", "", "提升提升|工程工程"},
    {"层层落实，点点滴滴", "", ""},
    {"基础设施基础设施", "", "基础设施基础设施"},
    {"哈哈哈哈哈", "", "哈哈哈哈"},
    {"北一路北一路北一路", "", "北一路北一路"},
    {"甲乙甲乙丙甲乙甲乙丙", "", "甲乙甲乙丙甲乙甲乙丙"}, /* the longest one that begins there */
    {"完成主体，完成主体，", "", "完成主体，完成主体，"},
    {"11月1月", "", ""},
    {"2121人", "", ""},
    {"1010", "", ""},
    {"10万元10万元", "", "10万元10万元"},
    {"5G基站5G基站", "", "5G基站5G基站"},
    {"COCO", "", ""},
    {"the the", "", ""},
    {"“试点”试点", "", ""},
    {"“试点”试点", CLOSING, "试点”试点"},
    {"（二期）二期、提升，提升", CLOSING, "二期）二期"},
    {"提升 提升", "", ""},
    {"提升 提升", " ", "提升 提升"},
    {"中国中", "", ""},
    {"\xF0\xA0\x80\x80\xF0\xA0\x80\x81\xF0\xA0\x80\x80\xF0\xA0\x80\x81", "",
     "\xF0\xA0\x80\x80\xF0\xA0\x80\x81\xF0\xA0\x80\x80\xF0\xA0\x80\x81"},
};

static void found_in(struct tb_str text, struct tb_str across, char *out, size_t room)
{
    struct tb_repeats repeats;
    size_t from, to, len = 0;
    tb_repeats_start(&repeats, text, across);
    out[0] = '\0';
    while (tb_repeats_next(&repeats, &from, &to)) {
        assert_true(from < to && to <= text.len && len + (to - from) + 2 < room);
        if (len > 0)
            out[len++] = '|';
        memcpy(out + len, text.ptr + from, to - from);
        len += to - from;
        out[len] = '\0';
    }
}

static void finds_what_stands_twice(void **state)
{
    char out[1024];
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        found_in(tb_str_of(cases[i].text), tb_str_of(cases[i].across), out, sizeof out);
        assert_string_equal(out, cases[i].found);
    }
}

/* The same by trying everything: leftmost, longest. Texts without digits and Latin letters. */
static size_t slow_next(struct tb_str text, size_t at, size_t *from)
{
    for (; at < text.len; at += 3)
        for (size_t size = (text.len - at) / 2 / 3 * 3; size >= 6; size -= 3) {
            if (size <= TB_REPEAT_REACH && memcmp(text.ptr + at, text.ptr + at + size, size) == 0) {
                *from = at;
                return at + 2 * size;
            }
        }
    return 0;
}

static void agrees_with_trying_everything(void **state)
{
    static const char letters[] = "甲乙丙"; /* few, so that repeats are many */
    char bytes[6000];
    uint64_t seed = 1;
    (void)state;
    for (int round = 0; round < 300; round++) {
        size_t count = 1 + (size_t)round * 6;
        for (size_t i = 0; i < count; i++) {
            seed = seed * 6364136223846793005u + 1442695040888963407u;
            /* mostly two letters that alternate without repeating at once: long stretches match */
            memcpy(bytes + 3 * i, letters + 3 * ((seed >> 33) % 3), 3);
        }
        struct tb_str text = {bytes, 3 * count};
        struct tb_repeats repeats;
        size_t from, to, at = 0, slow_from = 0;
        tb_repeats_start(&repeats, text, TB_STR(""));
        while (tb_repeats_next(&repeats, &from, &to)) {
            at = slow_next(text, at, &slow_from);
            assert_int_equal(from, slow_from);
            assert_int_equal(to, at);
        }
        assert_int_equal(slow_next(text, at, &slow_from), 0);
    }
}

/* A copy across the border of two blocks, at every place near it. */
static void borders_of_blocks_hide_nothing(void **state)
{
    static char bytes[3 * 2048];
    (void)state;
    for (size_t at = 1200; at < 2100; at += 3) {
        for (size_t i = 0; i < sizeof bytes; i += 3) { /* all different near each other */
            size_t len = tb_utf8_put(0x4E00 + (uint32_t)i, bytes + i);
            assert_int_equal(len, 3);
        }
        memcpy(bytes + at + 150, bytes + at, 150);
        struct tb_repeats repeats;
        size_t from, to;
        tb_repeats_start(&repeats, (struct tb_str){bytes, sizeof bytes}, TB_STR(""));
        assert_true(tb_repeats_next(&repeats, &from, &to));
        assert_int_equal(from, at);
        assert_int_equal(to, at + 300);
        assert_false(tb_repeats_next(&repeats, &from, &to));
    }
}

/* Any bytes at all: it ends, and what it says is inside the text. */
static void any_bytes_do_no_harm(void **state)
{
    char bytes[5000];
    uint64_t seed = 7;
    (void)state;
    for (int round = 0; round < 200; round++) {
        for (size_t i = 0; i < sizeof bytes; i++) {
            seed = seed * 6364136223846793005u + 1442695040888963407u;
            bytes[i] = (char)(round % 2 ? seed >> 56 : (seed >> 60) | 0x80);
        }
        struct tb_repeats repeats;
        size_t from, to, last = 0;
        tb_repeats_start(&repeats, (struct tb_str){bytes, sizeof bytes}, TB_STR("\x80 )"));
        while (tb_repeats_next(&repeats, &from, &to)) {
            assert_true(from >= last && from < to && to <= sizeof bytes);
            last = to;
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(finds_what_stands_twice),
        cmocka_unit_test(agrees_with_trying_everything),
        cmocka_unit_test(borders_of_blocks_hide_nothing),
        cmocka_unit_test(any_bytes_do_no_harm),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
