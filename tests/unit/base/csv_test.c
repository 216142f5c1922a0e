/* Fields of tables in text form: quoting, and what a spreadsheet would run. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/csv.h"

static const struct {
    const char *text;
    char separator;
    bool defuse;
    const char *want;
} rows[] = {
    {"", ',', true, ""},
    {"修路", ',', true, "修路"},
    {"a,b", ',', true, "\"a,b\""},
    {"a,b", '\t', true, "a,b"},
    {"a\tb", '\t', true, "\"a\tb\""},
    {"他说\"好\"", ',', true, "\"他说\"\"好\"\"\""},
    {"\"", ',', true, "\"\"\"\""},
    {"一\n二", ',', true, "\"一\n二\""},
    {"一\r", ',', true, "\"一\r\""},
    {" 前有空格", ',', true, "\" 前有空格\""},
    {"后有空格 ", ',', true, "\"后有空格 \""},
    {"=1+1", ',', true, "'=1+1"},
    {"=1+1", ',', false, "=1+1"},
    {"+cmd", ',', true, "'+cmd"},
    {"-cmd,x", ',', true, "\"'-cmd,x\""},
    {"@SUM(A1)", ',', true, "'@SUM(A1)"},
    {"\t=1", ',', true, "'\t=1"},
    {"-3.5", ',', true, "-3.5"},
    {"+3.5%", ',', true, "+3.5%"},
    {"-", ',', true, "'-"},
    {"-%", ',', true, "'-%"},
    {"-1.2.3", ',', true, "'-1.2.3"},
    {"1=2", ',', true, "1=2"},
};

static void fields_are_quoted_where_they_must_be(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct tb_buf out = tb_buf_make(1 << 10);
        tb_csv_field(&out, tb_str_of(rows[i].text), rows[i].separator, rows[i].defuse);
        struct tb_str got = tb_buf_str(&out);
        if (!tb_str_eq(got, tb_str_of(rows[i].want)))
            fail_msg("%s: expected %s, got %.*s", rows[i].text, rows[i].want, TB_ARG(got));
        tb_buf_free(&out);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(fields_are_quoted_where_they_must_be)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
