/* dates_test.c - dates in prose, by the cases of tests/data/dates.tsv. */
#include "figure_cases.h"

static void write_day(struct tb_buf *out, struct tb_day day)
{
    tb_buf_printf(out, "%04d-%02d-%02d", day.year, day.month, day.day);
}

static void check_dates(struct cases *cases, const struct tb_tsv_record *record)
{
    struct tb_str text = record->field[1];
    struct tb_scan_options options = third_quarter();
    options.target = tb_str_eq(record->field[0], TB_STR("target"));
    scan(cases, text, &options);
    tb_buf_clear(&cases->text);
    for (size_t i = 0; i < cases->dates.count; i++) {
        const struct tb_date *date = &cases->dates.at[i];
        tb_buf_text(&cases->text, i ? " | " : "");
        tb_buf_add(&cases->text, quote_of(text, date->span));
        tb_buf_text(&cases->text, " = ");
        write_day(&cases->text, date->start);
        tb_buf_text(&cases->text, "..");
        write_day(&cases->text, date->end);
        tb_buf_printf(&cases->text, " %s", tb_date_kind_name(date->kind));
    }
    if (cases->dates.count == 0)
        tb_buf_text(&cases->text, "-");
    struct tb_str got = tb_buf_str(&cases->text);
    if (!tb_str_eq(got, record->field[2]))
        fail_msg("%.*s\nwant %.*s\ngot  %.*s", TB_ARG(text), TB_ARG(record->field[2]), TB_ARG(got));
}

static void dates_are_read(void **state)
{
    each_record(TB_TEST_DATA "/dates.tsv", 3, *state, check_dates);
}

static void a_year_unknown_stays_unknown(void **state)
{
    struct cases *cases = *state;
    struct tb_scan_options options = {0};
    scan(cases, TB_STR("9月30日验收，2020年12月开工，明年完成，截至目前正常"), &options);
    assert_int_equal(cases->dates.count, 2);
    assert_int_equal(cases->dates.at[0].start.year, 0);
    assert_int_equal(cases->dates.at[0].start.day, 30);
    assert_int_equal(cases->dates.at[1].start.year, 2020);
}

static void leap_years_count(void **state)
{
    struct cases *cases = *state;
    struct tb_scan_options options = {.calendar = {.year = 2024}};
    scan(cases, TB_STR("2月底验收，2月29日签约"), &options);
    assert_int_equal(cases->dates.count, 2);
    assert_int_equal(cases->dates.at[0].end.day, 29);
    assert_int_equal(cases->dates.at[1].start.day, 29);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(dates_are_read),
        cmocka_unit_test(a_year_unknown_stays_unknown),
        cmocka_unit_test(leap_years_count),
    };
    return cmocka_run_group_tests_name("extract.dates", tests, open_cases, close_cases);
}
