/* Values of headers: dates, Retry-After, ranges, tags, file names. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "net/header.h"

static void retry_after_is_a_number_or_a_date(void **state)
{
    static const struct {
        const char *value;
        bool valid;
        uint32_t seconds;
    } cases[] = {
        {"0", true, 0},
        {"5", true, 5},
        {" 120 ", true, 120},
        {"99999999999", true, TB_RETRY_MAX},
        {"999999999999999999999", false, 0},
        {"-1", false, 0},
        {"5 s", false, 0},
        {"soon", false, 0},
        {"", false, 0},
        {"Sun, 06 Nov 1994 08:49:38 GMT", true, 1},
        {"Sunday, 06-Nov-94 08:49:47 GMT", true, 10},
        {"Sun Nov  6 08:50:37 1994", true, 60},
        {"Sun, 06 Nov 1994 08:49:36 GMT", true, 0},
        {"Mon, 06 Nov 1995 08:49:37 GMT", true, TB_RETRY_MAX},
        {"Sun, 32 Nov 1994 08:49:37 GMT", false, 0},
        {"Sun, 06 Nov 1994 08:49:37 PST", false, 0},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        uint32_t seconds = 0;
        bool valid = tb_retry_after(tb_str_of(cases[i].value), 784111777, &seconds);
        if (valid != cases[i].valid || (valid && seconds != cases[i].seconds))
            fail_msg("'%s': %d %u", cases[i].value, valid, seconds);
    }
}

static void ranges_are_whole(void **state)
{
    static const struct {
        const char *value;
        bool valid;
    } cases[] = {
        {"bytes 0-9/10", true},
        {"bytes 5-9/*", true},
        {"bytes 9-5/10", false},
        {"bytes 0-10/10", false},
        {"bytes */10", false},
        {"bytes 0-9", false},
        {"items 0-9/10", false},
        {"bytes -1-9/10", false},
        {"bytes 0-99999999999999999999/*", false},
    };
    struct tb_content_range range;
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        if (tb_content_range(tb_str_of(cases[i].value), &range) != cases[i].valid)
            fail_msg("%s", cases[i].value);
    assert_true(tb_content_range(TB_STR("bytes 10-99/100"), &range));
    assert_int_equal(range.from, 10);
    assert_int_equal(range.to, 99);
    assert_int_equal(range.total, 100);
}

static void only_strong_tags_are_strong(void **state)
{
    (void)state;
    assert_true(tb_etag_is_strong(TB_STR("\"6b\"")));
    assert_false(tb_etag_is_strong(TB_STR("W/\"6b\"")));
    assert_false(tb_etag_is_strong(TB_STR("6b")));
    assert_false(tb_etag_is_strong(TB_STR("\"")));
}

static void file_names_are_labels(void **state)
{
    static const struct {
        const char *value, *name; /* NULL: none */
    } cases[] = {
        {"attachment; filename=\"a.xlsx\"", "a.xlsx"},
        {"attachment; filename=a.xlsx; x=y", "a.xlsx"},
        {"attachment; filename=\"../../etc/passwd\"", "passwd"},
        {"attachment; filename=\"..\\..\\x.xlsx\"", "x.xlsx"},
        {"attachment; filename=\".hidden\"", "hidden"},
        {"attachment; filename=\"..\"", NULL},
        {"attachment; filename*=UTF-8''%E7%AC%AC%E4%B8%89%E5%AD%A3%E5%BA%A6.xlsx; filename=x.xlsx",
         "第三季度.xlsx"},
        {"attachment; filename*=UTF-8''%2e%2e%2fx", "x"},
        {"attachment; filename=\"a\nb\"", NULL},
        {"attachment", NULL},
        {"attachment; filename=\"\"", NULL},
    };
    struct tb_arena *arena;
    (void)state;
    assert_int_equal(tb_arena_new(1 << 20, &arena, NULL), TB_OK);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct tb_str name = tb_disposition_file_name(tb_str_of(cases[i].value), arena);
        const char *text = name.ptr ? name.ptr : "(none)";
        if (strcmp(text, cases[i].name ? cases[i].name : "(none)") != 0)
            fail_msg("%s: %s", cases[i].value, text);
    }
    tb_arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(retry_after_is_a_number_or_a_date),
        cmocka_unit_test(ranges_are_whole),
        cmocka_unit_test(only_strong_tags_are_strong),
        cmocka_unit_test(file_names_are_labels),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
