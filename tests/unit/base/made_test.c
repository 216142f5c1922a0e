/* made_test.c - records of files that a module makes: what is written is read, nothing else is. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/made.h"

static struct tb_made made;

static void put_row(struct tb_buf *out)
{
    size_t begun = tb_made_begin(out, TB_MADE_ROW);
    tb_made_put_none(out);
    tb_made_put_bool(out, true);
    tb_made_put_integer(out, -7);
    tb_made_put_number(out, 0.1);
    tb_made_put_text(out, TB_STR("甲\0乙"));
    tb_made_end(out, begun);
}

static void every_value_comes_back(void **state)
{
    struct tb_buf out = tb_buf_make(1 << 20);
    struct tb_error error;
    bool complete;
    (void)state;
    put_row(&out);
    put_row(&out);
    struct tb_str rest = tb_buf_str(&out);
    for (int i = 0; i < 2; i++) {
        assert_int_equal(tb_made_next(&rest, &made, &complete, &error), TB_OK);
        assert_true(complete);
        assert_int_equal(made.kind, TB_MADE_ROW);
        assert_int_equal(made.count, 5);
        assert_int_equal(made.at[0].type, TB_MADE_NONE);
        assert_true(made.at[1].type == TB_MADE_BOOL && made.at[1].on);
        assert_true(made.at[2].type == TB_MADE_INTEGER && made.at[2].integer == -7);
        assert_true(made.at[3].type == TB_MADE_NUMBER && made.at[3].number == 0.1);
        assert_true(tb_str_eq(made.at[4].text, TB_STR("甲\0乙")));
    }
    assert_int_equal(rest.len, 0);
    tb_buf_free(&out);
}

/* Cut anywhere, a record waits for the rest and takes nothing. */
static void what_is_cut_waits(void **state)
{
    struct tb_buf out = tb_buf_make(1 << 20);
    struct tb_error error;
    (void)state;
    put_row(&out);
    for (size_t len = 0; len < out.len; len++) {
        struct tb_str rest = {out.ptr, len};
        bool complete = true;
        assert_int_equal(tb_made_next(&rest, &made, &complete, &error), TB_OK);
        assert_false(complete);
        assert_int_equal(rest.len, len);
    }
    tb_buf_free(&out);
}

/* No byte that is wrong makes the reader read past the record or believe a type that is none. */
static void what_is_no_record_is_refused(void **state)
{
    static const struct tb_str wrong[] = {
        {"\0\0\0\0\0", 5},             /* no kind */
        {"\6\0\0\0\0", 5},             /* nor this */
        {"\1\xff\xff\xff\xff", 5},     /* longer than any */
        {"\1\1\0\0\0\5", 6},           /* no type */
        {"\1\2\0\0\0\1\2", 7},         /* neither true nor false */
        {"\1\2\0\0\0\2\0", 7},         /* an integer of one byte */
        {"\1\6\0\0\0\4\2\0\0\0x", 11}, /* a text that goes on behind it */
    };
    struct tb_error error;
    (void)state;
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        struct tb_str rest = wrong[i];
        bool complete;
        assert_int_equal(tb_made_next(&rest, &made, &complete, &error), TB_EFORMAT);
    }
}

static void chars_have_no_nul_and_no_half_character(void **state)
{
    char room[8];
    const struct tb_made_value value = {.text = TB_STR("甲\0乙")}, nul = {.text = TB_STR("\0x")};
    (void)state;
    assert_int_equal(tb_made_chars(&value, room, sizeof room), 6);
    assert_string_equal(room, "甲\xEF\xBF\xBD");
    assert_int_equal(tb_made_chars(&value, room, 3), 0);
    assert_int_equal(tb_made_chars(&nul, room, sizeof room), 4);
    assert_string_equal(room, "\xEF\xBF\xBDx");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_value_comes_back),
        cmocka_unit_test(what_is_cut_waits),
        cmocka_unit_test(what_is_no_record_is_refused),
        cmocka_unit_test(chars_have_no_nul_and_no_half_character),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
