/* closest_test.c - which known name is offered for an unknown one, and when none is. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/closest.h"

static const struct tb_str known[] = {
    {"checks", 6},  {"contact", 7}, {"sources", 7},        {"organisations", 13},
    {"profile", 7}, {"limits", 6},  {"severity", 8},       {"tolerance", 9},
    {"warning", 7}, {"note", 4},    {"target-missed", 13}, {"完成情况", 12},
};

static void offers(const char *name, const char *expected)
{
    struct tb_str best = tb_closest(tb_str_of(name), known, sizeof known / sizeof *known);
    if (!expected) {
        assert_null(best.ptr);
        return;
    }
    assert_non_null(best.ptr);
    if (!tb_str_eq(best, tb_str_of(expected)))
        fail_msg("%s: expected %s, found %.*s", name, expected, TB_ARG(best));
}

static void offers_the_nearest(void **state)
{
    (void)state;
    offers("check", "checks");
    offers("chekcs", "checks");
    offers("organizations", "organisations");
    offers("profiel", "profile");
    offers("tolerence", "tolerance");
    offers("Severity", "severity");
    offers("target_missed", "target-missed");
    offers("warn", "warning");
    offers("完成状况", "完成情况");
    offers("完成情", "完成情况");
}

static void offers_nothing_far(void **state)
{
    (void)state;
    offers("", NULL);
    offers("x", NULL);
    offers("telephone", NULL);
    offers("wa", NULL);
    offers("责任单位", NULL);
}

static void ties_go_to_the_first(void **state)
{
    (void)state;
    const struct tb_str pair[] = {{"cat", 3}, {"car", 3}};
    assert_true(tb_str_eq(tb_closest(TB_STR("cap"), pair, 2), TB_STR("cat")));
    assert_true(tb_str_eq(tb_closest(TB_STR("car"), pair, 2), TB_STR("car")));
    assert_null(tb_closest(TB_STR("cap"), pair, 0).ptr);
}

/* Bytes that are no UTF-8, and names longer than the bound, are neither read past nor offered. */
static void hostile_names(void **state)
{
    (void)state;
    char lengthy[TB_CLOSEST_MAX + 2];
    memset(lengthy, 'a', sizeof lengthy);
    struct tb_str at_bound = {lengthy, TB_CLOSEST_MAX}, beyond = {lengthy, TB_CLOSEST_MAX + 1};
    assert_non_null(tb_closest(at_bound, &at_bound, 1).ptr);
    assert_null(tb_closest(beyond, &at_bound, 1).ptr);
    assert_null(tb_closest(at_bound, &beyond, 1).ptr);
    const struct tb_str broken = {"check\xE5\xAE", 7};
    assert_non_null(tb_closest(broken, known, 1).ptr);
    assert_null(tb_closest((struct tb_str){"\xFF", 1}, known, 12).ptr);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(offers_the_nearest),
        cmocka_unit_test(offers_nothing_far),
        cmocka_unit_test(ties_go_to_the_first),
        cmocka_unit_test(hostile_names),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
