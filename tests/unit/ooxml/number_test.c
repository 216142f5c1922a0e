/* Numbers as their formats show them, by the cases of tests/data/forms/numbers.tsv. */
#include "../ingest/cases.h"

#include "ooxml/number.h"

static struct tb_buf shown;

static void check(const struct tb_tsv_record *record)
{
    tb_buf_clear(&shown);
    if (!tb_number_show(record->field[0], record->field[1], false, &shown))
        tb_buf_add(&shown, record->field[0]);
    assert_str(
        tb_buf_str(&shown), record->field[2],
        tb_arena_printf(arena, "%.*s by %.*s", TB_ARG(record->field[0]), TB_ARG(record->field[1])));
}

static void numbers_are_shown_as_their_formats_say(void **state)
{
    (void)state;
    for_each_case(TB_TEST_DATA "/forms/numbers.tsv", 3, 40, check);
}

static void the_other_calendar_begins_in_1904(void **state)
{
    (void)state;
    tb_buf_clear(&shown);
    assert_true(tb_number_show(TB_STR("43007"), TB_STR("yyyy/m/d"), true, &shown));
    assert_text(tb_buf_str(&shown), "2021/9/30");
}

static void built_in_formats_are_known(void **state)
{
    (void)state;
    assert_true(tb_number_is_date(tb_number_builtin(14)));
    assert_true(tb_number_is_date(tb_number_builtin(31)));
    assert_true(tb_number_is_date(tb_number_builtin(58)));
    assert_false(tb_number_is_date(tb_number_builtin(10)));
    assert_false(tb_number_is_date(tb_number_builtin(0)));
    assert_false(tb_number_is_date(TB_STR("General")));
    assert_false(tb_number_is_date(TB_STR("0\"年\"")));
    assert_false(tb_number_is_date(TB_STR("\"day\"0")));
    assert_false(tb_number_is_date(TB_STR("[Red]0")));
    assert_int_equal(tb_number_builtin(300).len, 0);
}

/* Every day comes after the one before it. */
static void days_follow_each_other(void **state)
{
    (void)state;
    char last[32] = "";
    for (unsigned serial = 61; serial < 120000; serial += 13) {
        struct tb_str raw = tb_arena_printf(arena, "%u", serial);
        tb_buf_clear(&shown);
        assert_true(tb_number_show(raw, TB_STR("yyyy-mm-dd"), false, &shown));
        assert_int_equal(shown.len, 10);
        tb_buf_byte(&shown, '\0');
        assert_true(strcmp(last, shown.ptr) < 0);
        memcpy(last, shown.ptr, 11);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_are_shown_as_their_formats_say),
        cmocka_unit_test(the_other_calendar_begins_in_1904),
        cmocka_unit_test(built_in_formats_are_known),
        cmocka_unit_test(days_follow_each_other),
    };
    shown = tb_buf_make(1 << 16);
    int failed = cmocka_run_group_tests(tests, set_up, tear_down);
    tb_buf_free(&shown);
    return failed;
}
