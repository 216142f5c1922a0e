/* Slices, buffers, errors, knowledge files and JSON. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/file.h"
#include "base/json.h"
#include "base/tsv.h"

#define assert_text(slice, expected)                                                               \
    do {                                                                                           \
        struct tb_str found_ = (slice);                                                            \
        if (!tb_str_eq(found_, TB_STR(expected)))                                                  \
            fail_msg("expected <%s>, found <%.*s>", expected, TB_ARG(found_));                     \
    } while (0)

static void slices_find_trim_and_order(void **state)
{
    (void)state;
    assert_int_equal(tb_str_find(TB_STR("完成完工"), TB_STR("完工"), 0), 6);
    assert_int_equal(tb_str_find(TB_STR("abc"), TB_STR("abcd"), 0), SIZE_MAX);
    assert_int_equal(tb_str_find(TB_STR("abc"), TB_STR("c"), 3), SIZE_MAX);
    assert_int_equal(tb_str_find(TB_STR("abc"), TB_STR(""), 3), 3);
    assert_text(tb_str_trim(TB_STR(" \t\xE3\x80\x80文 字\xC2\xA0\r\n")), "文 字");
    assert_text(tb_str_trim(TB_STR(" \n ")), "");
    assert_text(tb_str_trim(TB_STR("\xA0")), "\xA0"); /* half a character is not a blank */
    assert_true(tb_str_compare(TB_STR("a"), TB_STR("ab")) < 0);
    assert_true(tb_str_compare(TB_STR("b"), TB_STR("ab")) > 0);
    assert_int_equal(tb_str_compare(TB_STR(""), TB_STR("")), 0);
}

static void a_slice_is_shown_in_whole_characters(void **state)
{
    (void)state;
    char text[1200];
    for (size_t shift = 0; shift < 3; shift++) {
        for (size_t i = 0; i < sizeof text; i++) /* 汉 again and again, behind a few letters */
            text[i] = i < shift ? 'x' : "\xE6\xB1\x89"[(i - shift) % 3];
        struct tb_str slice = {text, sizeof text};
        assert_int_equal(tb_str_shown(slice), 1000 - (1000 - shift) % 3);
        slice.len = 999 + shift;
        assert_true(tb_str_shown(slice) <= 1000);
    }
    assert_int_equal(tb_str_shown(TB_STR("")), 0);
    assert_int_equal(tb_str_shown((struct tb_str){NULL, 0}), 0);
    memset(text, 0x80, sizeof text); /* no text: nothing to be saved, and no harm */
    assert_true(tb_str_shown((struct tb_str){text, sizeof text}) <= 1000);
}

static void buffers_stop_at_their_maximum_and_say_so(void **state)
{
    (void)state;
    struct tb_error error;
    struct tb_buf buf = tb_buf_make(10);
    tb_buf_text(&buf, "12345");
    tb_buf_text(&buf, "678901");
    tb_buf_text(&buf, "x");
    assert_text(tb_buf_str(&buf), "12345");
    assert_int_equal(tb_buf_status(&buf, &error), TB_ELIMIT);
    tb_buf_clear(&buf);
    tb_buf_printf(&buf, "%d-%s", 7, "ab");
    assert_text(tb_buf_str(&buf), "7-ab");
    assert_int_equal(tb_buf_status(&buf, NULL), TB_OK);
    tb_buf_free(&buf);
}

static void errors_keep_both_languages_and_are_cut_between_characters(void **state)
{
    (void)state;
    struct tb_error error;
    char longer[1000];
    memset(longer, 'x', sizeof longer - 1);
    longer[sizeof longer - 1] = '\0';
    assert_int_equal(tb_fail(&error, TB_EIO, "第%d行", "line %d", 3), TB_EIO);
    assert_string_equal(error.zh, "第3行");
    assert_string_equal(error.en, "line 3");
    for (int skip = 1; skip < 4; skip++) {
        tb_fail(&error, TB_EIO, "%.*s中文中文", "%.*s", 506 - skip, longer);
        size_t len = strlen(error.zh);
        assert_true(len < sizeof error.zh && len > 500);
        unsigned char last = (unsigned char)error.zh[len - 1];
        assert_true(last == 'x' || (len - (size_t)(506 - skip)) % 3 == 0);
    }
    assert_int_equal(tb_fail_at(&error, TB_EIO, "a.txt", 4, 5), TB_EIO);
    assert_string_equal(error.source, "a.txt");
    assert_int_equal(tb_fail(NULL, TB_ELIMIT, "", ""), TB_ELIMIT);
}

static void knowledge_files_give_records_and_name_bad_lines(void **state)
{
    (void)state;
    struct tb_tsv tsv = tb_tsv_open(
        TB_STR("\xEF\xBB\xBF# comment\n\n序号\tno\tsource\r\n任务\ttask\nbad\n"), "h.tsv", 2, 3);
    struct tb_tsv_record record;
    struct tb_error error;
    bool more;
    assert_int_equal(tb_tsv_next(&tsv, &record, &more, NULL), TB_OK);
    assert_true(more);
    assert_int_equal(record.count, 3);
    assert_text(record.field[0], "序号");
    assert_text(record.field[2], "source");
    assert_int_equal(tb_tsv_next(&tsv, &record, &more, NULL), TB_OK);
    assert_int_equal(record.count, 2);
    assert_text(record.field[2], "");
    assert_int_equal(tb_tsv_next(&tsv, &record, &more, &error), TB_EFORMAT);
    assert_int_equal(error.line, 5);
    assert_string_equal(error.source, "h.tsv");
    assert_int_equal(tb_tsv_next(&tsv, &record, &more, NULL), TB_OK);
    assert_false(more);
}

static void json_is_nested_escaped_and_valid(void **state)
{
    (void)state;
    struct tb_buf out = tb_buf_make(4096);
    struct tb_json json = tb_json_make(&out, false);
    tb_json_object(&json);
    tb_json_key(&json, "文\"字");
    tb_json_array(&json);
    tb_json_str(&json, TB_STR("a\tb\n\x01\xE2\x80\xA8\xFF中\\"));
    tb_json_int(&json, -5);
    tb_json_double(&json, 0.97, 3);
    tb_json_double(&json, 1.0 / 0.0, 3);
    tb_json_bool(&json, true);
    tb_json_object(&json);
    tb_json_close(&json);
    tb_json_close(&json);
    tb_json_key(&json, "n");
    tb_json_str(&json, (struct tb_str){NULL, 0});
    tb_json_close(&json);
    assert_text(tb_buf_str(&out), "{\"文\\\"字\":[\"a\\tb\\n\\u0001\\u2028\xEF\xBF\xBD中\\\\\",-5,"
                                  "0.97,null,true,{}],\"n\":null}");
    tb_buf_free(&out);
}

static void pretty_json_is_indented_by_two(void **state)
{
    (void)state;
    struct tb_buf out = tb_buf_make(4096);
    struct tb_json json = tb_json_make(&out, true);
    tb_json_object(&json);
    tb_json_key(&json, "a");
    tb_json_array(&json);
    tb_json_int(&json, 1);
    tb_json_int(&json, 2);
    tb_json_close(&json);
    tb_json_key(&json, "b");
    tb_json_array(&json);
    tb_json_close(&json);
    tb_json_close(&json);
    assert_text(tb_buf_str(&out), "{\n  \"a\": [\n    1,\n    2\n  ],\n  \"b\": []\n}");
    tb_buf_free(&out);
}

static void files_are_read_whole_or_refused(void **state)
{
    (void)state;
    struct tb_arena *arena = NULL;
    struct tb_error error;
    struct tb_str bytes = {NULL, 0};
    assert_int_equal(tb_arena_new(1 << 20, &arena, NULL), TB_OK);
    assert_int_equal(tb_file_read("/nonexistent/文件", 100, arena, &bytes, &error), TB_EIO);
    assert_string_equal(error.source, "/nonexistent/文件");
    assert_int_equal(tb_file_read("/", 100, arena, &bytes, &error), TB_EIO);
    assert_int_equal(tb_file_read("/proc/self/exe", 100, arena, &bytes, &error), TB_ELIMIT);
    assert_int_equal(tb_file_read("/dev/zero", 100000, arena, &bytes, &error), TB_ELIMIT);
    assert_null(bytes.ptr);
    assert_int_equal(tb_file_read("/dev/null", 100, arena, &bytes, &error), TB_OK);
    assert_int_equal(bytes.len, 0);
    assert_int_equal(bytes.ptr[TB_PADDING - 1], 0);
    tb_arena_free(arena);
}

static void sha256_is_the_one_of_the_standard(void **state)
{
    (void)state;
    char hex[65];
    tb_sha256_hex(TB_STR("abc"), hex); /* FIPS 180-4, example B.1 */
    assert_string_equal(hex, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(slices_find_trim_and_order),
        cmocka_unit_test(a_slice_is_shown_in_whole_characters),
        cmocka_unit_test(buffers_stop_at_their_maximum_and_say_so),
        cmocka_unit_test(errors_keep_both_languages_and_are_cut_between_characters),
        cmocka_unit_test(knowledge_files_give_records_and_name_bad_lines),
        cmocka_unit_test(json_is_nested_escaped_and_valid),
        cmocka_unit_test(pretty_json_is_indented_by_two),
        cmocka_unit_test(files_are_read_whole_or_refused),
        cmocka_unit_test(sha256_is_the_one_of_the_standard),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
