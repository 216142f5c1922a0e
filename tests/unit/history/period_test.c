/* period_test.c - names of periods and snapshots, there and back. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "history/period.h"

static const struct {
    const char *name;
    enum tb_period_kind kind;
    int index;
    struct tb_day from, to;
    bool is_plan;
} periods[] = {
    {"2021", TB_PERIOD_YEAR, 0, {2021, 1, 1}, {2021, 12, 31}, false},
    {"2021H1", TB_PERIOD_HALF, 1, {2021, 1, 1}, {2021, 6, 30}, false},
    {"2021H2", TB_PERIOD_HALF, 2, {2021, 7, 1}, {2021, 12, 31}, false},
    {"2021Q3", TB_PERIOD_QUARTER, 3, {2021, 7, 1}, {2021, 9, 30}, false},
    {"2021Q1-3", TB_PERIOD_YTD_QUARTER, 3, {2021, 1, 1}, {2021, 9, 30}, false},
    {"2021M08", TB_PERIOD_MONTH, 8, {2021, 8, 1}, {2021, 8, 31}, false},
    {"2024M02", TB_PERIOD_MONTH, 2, {2024, 2, 1}, {2024, 2, 29}, false},
    {"2021M01-08", TB_PERIOD_YTD, 8, {2021, 1, 1}, {2021, 8, 31}, false},
    {"2021-10-31", TB_PERIOD_OTHER, 0, {2021, 10, 31}, {2021, 10, 31}, false},
    {"2021plan", TB_PERIOD_YEAR, 0, {2021, 1, 1}, {2021, 12, 31}, true},
};

static void periods_there_and_back(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof periods / sizeof *periods; i++) {
        struct tb_period period;
        bool is_plan;
        char name[TB_PERIOD_NAME];
        assert_true(tb_period_parse(tb_str_of(periods[i].name), &period, &is_plan));
        assert_int_equal(is_plan, periods[i].is_plan);
        assert_true(period.known);
        assert_int_equal(period.kind, periods[i].kind);
        assert_int_equal(period.index, periods[i].index);
        assert_memory_equal(&period.from, &periods[i].from, sizeof period.from);
        assert_memory_equal(&period.to, &periods[i].to, sizeof period.to);
        assert_true(tb_period_write(&period, is_plan, name));
        assert_string_equal(name, periods[i].name);
        assert_int_equal(tb_period_compare(&period, &period), 0);
    }
}

static void what_is_no_period(void **state)
{
    (void)state;
    static const char *const bad[] = {
        "",           "21",        "2021Q",      "2021Q0",     "2021Q5",   "2021q3",
        "2021Q2-3",   "2021Q1-1",  "2021Q1-5",   "2021H3",     "2021H1-2", "2021M8",
        "2021M13",    "2021M00",   "2021M02-08", "2021-02-29", "2021-1-1", "2021-13-1",
        "2021-00-01", "2021Q3 ",   "1021",       "2021X1",     "2021M01-", "2021-10-311",
        "2021Plan",   "2021plans", "2021Q1plan", "plan"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        struct tb_period period = {.index = 77};
        bool is_plan;
        if (tb_period_parse(tb_str_of(bad[i]), &period, &is_plan))
            fail_msg("accepted: %s", bad[i]);
        assert_int_equal(period.index, 77);
    }
}

static void order_is_that_of_time(void **state)
{
    (void)state;
    static const char *const rising[] = {"2020",   "2021M01", "2021Q1-2",   "2021M06", "2021Q1-3",
                                         "2021Q3", "2021M09", "2021-10-31", "2021"};
    for (size_t i = 1; i < sizeof rising / sizeof *rising; i++) {
        struct tb_period a, b;
        bool is_plan;
        assert_true(tb_period_parse(tb_str_of(rising[i - 1]), &a, &is_plan));
        assert_true(tb_period_parse(tb_str_of(rising[i]), &b, &is_plan));
        if (tb_period_compare(&a, &b) >= 0 || tb_period_compare(&b, &a) <= 0)
            fail_msg("%s does not come before %s", rising[i - 1], rising[i]);
    }
}

static void refs_are_read(void **state)
{
    (void)state;
    struct tb_ref ref;
    assert_int_equal(tb_ref_parse(TB_STR("linzi@2021Q3~2"), &ref, NULL), TB_OK);
    assert_true(tb_str_eq(ref.series, TB_STR("linzi")));
    assert_int_equal(ref.which, TB_REF_PERIOD);
    assert_int_equal(ref.back, 2);
    assert_int_equal(tb_ref_parse(TB_STR("@latest"), &ref, NULL), TB_OK);
    assert_int_equal(ref.series.len, 0);
    assert_int_equal(ref.which, TB_REF_LATEST);
    assert_int_equal(tb_ref_parse(TB_STR("*@previous~1"), &ref, NULL), TB_OK);
    assert_int_equal(ref.which, TB_REF_PREVIOUS);
    assert_int_equal(tb_ref_parse(TB_STR("linzi@2021m01-08"), &ref, NULL), TB_OK);
    assert_int_equal(ref.period.kind, TB_PERIOD_YTD);
    assert_false(ref.is_plan);
    assert_int_equal(tb_ref_parse(TB_STR("linzi@2021plan"), &ref, NULL), TB_OK);
    assert_true(ref.is_plan);
    static const char *const bad[] = {"linzi",        "Linzi@2021Q3", "a/b@2021",      "x@",
                                      "x@2021Q3~",    "x@2021Q3~-1",  "x@2021Q3~1x",   "x@@2021",
                                      "x@2021Q3~1~2", "x@newest",     "x@2021Q3~99999"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        struct tb_error error;
        if (tb_ref_parse(tb_str_of(bad[i]), &ref, &error) != TB_EUSAGE)
            fail_msg("accepted: %s", bad[i]);
        assert_non_null(strstr(error.en, "expected SERIES@PERIOD"));
    }
}

static void paths_are_no_refs(void **state)
{
    (void)state;
    assert_true(tb_ref_looks_like(TB_STR("linzi@2021Q3")));
    assert_true(tb_ref_looks_like(TB_STR("*@latest")));
    assert_false(tb_ref_looks_like(TB_STR("./linzi@2021Q3")));
    assert_false(tb_ref_looks_like(TB_STR("desk@home/a.txt")));
    assert_false(tb_ref_looks_like(TB_STR("report.txt")));
    assert_false(tb_ref_looks_like(TB_STR("")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(periods_there_and_back), cmocka_unit_test(what_is_no_period),
        cmocka_unit_test(order_is_that_of_time),  cmocka_unit_test(refs_are_read),
        cmocka_unit_test(paths_are_no_refs),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
