/* UTF-8: every code point round, every kind of broken sequence, and the vector validation held
 * against a plain one written here. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/utf8.h"

#define HAN "一" /* E4 B8 80 */

/* The definition, byte by byte: table 3-7 of the Unicode standard. */
static size_t plain_valid(const unsigned char *p, size_t len)
{
    static const struct {
        unsigned char first[2], second[2];
        size_t len;
    } rows[] = {
        {{0x00, 0x7F}, {0, 0}, 1},       {{0xC2, 0xDF}, {0x80, 0xBF}, 2},
        {{0xE0, 0xE0}, {0xA0, 0xBF}, 3}, {{0xE1, 0xEC}, {0x80, 0xBF}, 3},
        {{0xED, 0xED}, {0x80, 0x9F}, 3}, {{0xEE, 0xEF}, {0x80, 0xBF}, 3},
        {{0xF0, 0xF0}, {0x90, 0xBF}, 4}, {{0xF1, 0xF3}, {0x80, 0xBF}, 4},
        {{0xF4, 0xF4}, {0x80, 0x8F}, 4},
    };
    size_t at = 0;
    while (at < len) {
        size_t row = 0, n, k = 1;
        while (row < 9 && (p[at] < rows[row].first[0] || p[at] > rows[row].first[1]))
            row++;
        if (row == 9)
            return at;
        n = rows[row].len;
        if (n > len - at)
            return at;
        if (n > 1 && (p[at + 1] < rows[row].second[0] || p[at + 1] > rows[row].second[1]))
            return at;
        for (k = 2; k < n; k++)
            if (p[at + k] < 0x80 || p[at + k] > 0xBF)
                return at;
        at += n;
    }
    return at;
}

static void assert_same(const unsigned char *bytes, size_t len)
{
    assert_int_equal(tb_utf8_valid((struct tb_str){(const char *)bytes, len}),
                     plain_valid(bytes, len));
}

static void every_code_point_survives_writing_and_reading(void **state)
{
    (void)state;
    for (uint32_t code = 0; code <= 0x10FFFF; code++) {
        char out[4];
        size_t len = tb_utf8_put(code, out), read;
        bool surrogate = code >= 0xD800 && code <= 0xDFFF;
        assert_int_equal(tb_utf8_at((struct tb_str){out, len}, 0, &read),
                         surrogate ? TB_UTF8_REPLACEMENT : code);
        assert_int_equal(read, len);
        assert_int_equal(tb_utf8_valid((struct tb_str){out, len}), len);
    }
    char out[4];
    assert_int_equal(tb_utf8_put(0x110000, out), 3);
    assert_memory_equal(out, "\xEF\xBF\xBD", 3);
}

static void a_broken_sequence_is_one_replacement_of_its_longest_valid_prefix(void **state)
{
    (void)state;
    static const struct {
        const char *bytes;
        size_t len;
    } cases[] = {
        {"\x80", 1},         {"\xFF", 1},         {"\xC0\x80", 1},         {"\xC3", 1},
        {"\xC3(", 1},        {"\xE4\xB8", 2},     {"\xE4\xB8(", 2},        {"\xE0\x80\x80", 1},
        {"\xED\xA0\x80", 1}, {"\xF0\x90\x80", 3}, {"\xF0\x8F\x80\x80", 1}, {"\xF4\x90\x80\x80", 1},
        {"\xF5\x80", 1},     {"\xF1\x80<", 2},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        size_t len;
        struct tb_str s = tb_str_of(cases[i].bytes);
        assert_int_equal(tb_utf8_at(s, 0, &len), TB_UTF8_REPLACEMENT);
        assert_int_equal(len, cases[i].len);
        assert_int_equal(tb_utf8_valid(s), 0);
    }
}

static void a_bad_byte_is_found_at_every_place_of_a_pair_of_vectors(void **state)
{
    (void)state;
    static const unsigned char bad[] = {0xFF, 0x80, 0xC3, 0xE4, 0xF0, 0x00, 0xC0, 0xED};
    unsigned char text[150];
    for (size_t shift = 0; shift < 3; shift++)
        for (size_t at = 0; at < sizeof text; at++)
            for (size_t b = 0; b < sizeof bad; b++) {
                for (size_t i = 0; i < sizeof text; i++)
                    text[i] = (unsigned char)HAN[(i + shift) % 3];
                memset(text, 'x', (3 - shift) % 3);
                assert_same(text, sizeof text);
                text[at] = bad[b];
                assert_same(text, sizeof text);
                assert_same(text, at);
            }
}

static void pairs_of_bytes_across_the_edge_of_a_block_are_judged_alike(void **state)
{
    (void)state;
    unsigned char text[96];
    for (unsigned first = 0; first < 256; first++)
        for (unsigned second = 0; second < 256; second++)
            for (unsigned third = 0x7F; third < 0xC1; third += 0x41) {
                memset(text, 'a', sizeof text);
                text[62] = (unsigned char)first;
                text[63] = (unsigned char)second;
                text[64] = (unsigned char)third;
                text[65] = 0x80;
                assert_same(text, sizeof text);
                memset(text + 62, 'a', 4);
                memcpy(text + 30,
                       (unsigned char[]){(unsigned char)first, (unsigned char)second,
                                         (unsigned char)third, 0xBF},
                       4);
                assert_same(text, sizeof text);
            }
}

static void random_texts_with_random_damage_are_judged_alike(void **state)
{
    (void)state;
    uint64_t seed = 1;
    unsigned char text[512];
    for (int round = 0; round < 20000; round++) {
        size_t len = 0;
        while (len < 300) {
            seed = seed * 6364136223846793005u + 1442695040888963407u;
            static const uint32_t mask[] = {0x7F, 0x7FF, 0xFFFF, 0xFFFFF};
            len += tb_utf8_put((uint32_t)(seed >> 40) & mask[seed >> 33 & 3], (char *)text + len);
        }
        if (round % 4)
            text[(seed >> 20) % len] = (unsigned char)(seed >> 50);
        size_t from = (seed >> 10) % 64;
        assert_same(text + from, len - from);
    }
}

static void counting_and_offsets_are_inverse(void **state)
{
    (void)state;
    struct tb_str s = TB_STR("aé一𠀀b");
    static const size_t at[] = {0, 1, 3, 6, 10};
    assert_int_equal(tb_utf8_count(s), 5);
    for (size_t i = 0; i < 5; i++) {
        assert_int_equal(tb_utf8_offset(s, i), at[i]);
        assert_int_equal(tb_utf8_count(tb_str_sub(s, 0, at[i])), i);
    }
    assert_int_equal(tb_utf8_offset(s, 5), s.len);
    assert_int_equal(tb_utf8_offset(s, 99), s.len);
    assert_int_equal(tb_utf8_count(TB_STR("")), 0);
}

static void columns_are_those_of_a_terminal(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        size_t columns;
    } cases[] = {
        {"", 0},
        {"abc", 3},
        {"第三季度", 8},
        {"“引号”", 6},
        {"（）", 4},
        {"％", 2},
        {"①", 1},
        {"e\xCC\x81", 1},
        {"a\tb", 2},
        {"㎡", 2},
        {"a\xE2\x80\x8B", 1},
        {"🚧", 2},
        {"𠀀", 2},
        {"ｱ", 1},
        {"한", 2},
        {"\x7F", 0},
        {"\xC2\xAD", 1},
        {"▲★", 2},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_int_equal(tb_utf8_columns(tb_str_of(cases[i].text)), cases[i].columns);
    assert_int_equal(tb_utf8_width(0x1FAE8), 2); /* new in Unicode 15 */
    assert_int_equal(tb_utf8_width(0x10FFFF), 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_code_point_survives_writing_and_reading),
        cmocka_unit_test(a_broken_sequence_is_one_replacement_of_its_longest_valid_prefix),
        cmocka_unit_test(a_bad_byte_is_found_at_every_place_of_a_pair_of_vectors),
        cmocka_unit_test(pairs_of_bytes_across_the_edge_of_a_block_are_judged_alike),
        cmocka_unit_test(random_texts_with_random_damage_are_judged_alike),
        cmocka_unit_test(counting_and_offsets_are_inverse),
        cmocka_unit_test(columns_are_those_of_a_terminal),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
