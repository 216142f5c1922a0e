/* The structural scan: the vector way held against the plain one, and both against a naive search. */
#include "cases.h"

#include "ingest/scan.h"

static const struct tb_stops stops[] = {{'\t', false}, {'\t', true}, {',', false},
                                        {',', true},   {';', true},  {'|', false}};

static void both_ways_find_the_same_in_every_byte_at_every_place(void **state)
{
    (void)state;
#if defined(__x86_64__)
    if (!__builtin_cpu_supports("avx2"))
        skip();
    char block[64];
    for (unsigned byte = 0; byte < 256; byte++)
        for (size_t at = 0; at < 64; at++) {
            memset(block, 'x', sizeof block);
            block[at] = (char)byte;
            block[63 - at] = '\t';
            for (size_t i = 0; i < sizeof stops / sizeof *stops; i++)
                assert_true(tb_scan_block_avx2(stops[i], block) ==
                            tb_scan_block_plain(stops[i], block));
        }
#else
    skip();
#endif
}

static bool structural(struct tb_stops wanted, char c)
{
    return c == wanted.delimiter || (c == '"' && wanted.quotes) || c == '\n' || c == '\r' ||
           c == '<' || c == '&';
}

static void every_place_is_given_once_and_in_order(void **state)
{
    (void)state;
    static const char bytes[] = "a\t\n\r<&\xE4\xB8\x80 b=;,.'|\"\"\x09\x0A";
    char *text = TB_NEW_ARRAY(arena, char, 20000 + TB_PADDING);
    assert_non_null(text);
    uint64_t seed = 7;
    for (size_t len = 0; len < 20000; len = len < 200 ? len + 1 : len + 997) {
        for (size_t i = 0; i < len + TB_PADDING; i++) {
            seed = seed * 6364136223846793005u + 1442695040888963407u;
            text[i] = seed >> 60 ? 'x' : bytes[(seed >> 40) % (sizeof bytes - 1)];
        }
        struct tb_scan scan;
        const struct tb_stops wanted = stops[len % (sizeof stops / sizeof *stops)];
        const size_t from = len % 5 ? 0 : len / 2;
        tb_scan_start(&scan, wanted, (struct tb_str){text, len}, from);
        for (size_t i = from; i < len; i++)
            if (structural(wanted, text[i]))
                assert_int_equal(tb_scan_next(&scan), i);
        for (int i = 0; i < 3; i++) /* asked again at the end, it says the same */
            assert_int_equal(tb_scan_next(&scan), len);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(both_ways_find_the_same_in_every_byte_at_every_place),
        cmocka_unit_test(every_place_is_given_once_and_in_order),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
