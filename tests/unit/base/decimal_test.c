/* decimal_test.c - exact figures: forms, arithmetic against plain fractions, refusal at the edges. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "base/decimal.h"

__extension__ typedef __int128 wide;

static struct tb_decimal parsed(const char *text)
{
    struct tb_decimal value = {0};
    if (!tb_decimal_parse(tb_str_of(text), &value))
        fail_msg("'%s' was not read", text);
    return value;
}

static void assert_same(struct tb_decimal a, struct tb_decimal b)
{
    assert_true(a.num == b.num && a.den == b.den && a.exp == b.exp);
}

static const char *shown(struct tb_decimal value)
{
    static char text[TB_DECIMAL_TEXT];
    size_t len = tb_decimal_text(value, text);
    assert_int_equal(len, strlen(text));
    return text;
}

static void reads_and_writes_plain_text(void **state)
{
    (void)state;
    static const char *const cases[][2] = {
        {"0", "0"},
        {"-0", "0"},
        {"0.000", "0"},
        {"5551000000", "5551000000"},
        {"36.450", "36.45"},
        {"-0.25", "-0.25"},
        {"+7", "7"},
        {"007.70", "7.7"},
        {"2/3", "2/3"},
        {"4/6", "2/3"},
        {"3/4", "0.75"},
        {"-10/3", "-10/3"},
        {"10/5", "2"},
        {"1/300", "1/300"},
        {"20/300", "1/15"},
        {"0/7", "0"},
        {"0.0000001", "0.0000001"},
        {"100.001", "100.001"},
        {"1000000000000000000000000", "1000000000000000000000000"},
        {"9223372036854775807", "9223372036854775807"},
        {"1200.0034", "1200.0034"},
        {"1/16", "0.0625"},
        {"30/7000", "3/700"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_string_equal(shown(parsed(cases[i][0])), cases[i][1]);
}

static void refuses_what_is_not_a_figure(void **state)
{
    (void)state;
    static const char *const cases[] = {"",
                                        "-",
                                        ".5",
                                        "5.",
                                        "1e3",
                                        "1,000",
                                        "1/0",
                                        "1/",
                                        "/2",
                                        "1/2/3",
                                        " 1",
                                        "1 ",
                                        "--1",
                                        "1.2.3",
                                        "0x1",
                                        "1.5/2",
                                        "9223372036854775808",
                                        "1.0000000000000000000001"};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct tb_decimal value = {42, 1, 0};
        if (tb_decimal_parse(tb_str_of(cases[i]), &value))
            fail_msg("'%s' was read", cases[i]);
        assert_int_equal(value.num, 42);
    }
}

static void equal_values_have_equal_fields(void **state)
{
    (void)state;
    struct tb_decimal a, b;
    assert_true(tb_decimal_make(-360, -100, 3, &a));
    assert_true(tb_decimal_make(36, 1, 2, &b));
    assert_same(a, b);
    assert_true(tb_decimal_make(0, -7, 60, &a));
    assert_true(tb_decimal_make(0, 1, 0, &b));
    assert_same(a, b);
    assert_true(tb_decimal_make(1, 6, 1, &a));
    assert_true(tb_decimal_make(5, 3, 0, &b));
    assert_same(a, b);
}

static uint64_t seed = 20210930;
static int64_t random_between(int64_t low, int64_t high)
{
    seed = seed * 6364136223846793005u + 1442695040888963407u;
    return low + (int64_t)((seed >> 24) % (uint64_t)(high - low + 1));
}

static struct tb_decimal random_value(void)
{
    struct tb_decimal value;
    do {
        bool fraction = random_between(0, 3) == 0;
        if (tb_decimal_make(random_between(-99999, 99999), fraction ? random_between(1, 999) : 1,
                            fraction ? 0 : (int32_t)random_between(-4, 4), &value))
            return value;
    } while (true);
}

/* value as num / den in plain integers: the naive reference */
struct ratio {
    wide num, den;
};
static struct ratio ratio_of(struct tb_decimal value)
{
    struct ratio r = {value.num, value.den};
    for (int32_t n = value.exp; n > 0; n--)
        r.num *= 10;
    for (int32_t n = value.exp; n < 0; n++)
        r.den *= 10;
    return r;
}

static void assert_ratio(struct tb_decimal value, struct ratio want)
{
    struct ratio got = ratio_of(value);
    assert_true(got.num * want.den == want.num * got.den);
    assert_true(value.den >= 1);
    assert_true(value.den == 1 || value.exp == 0);
    assert_true(value.den != 1 || value.num == 0 || value.num % 10 != 0);
}

static void arithmetic_agrees_with_fractions(void **state)
{
    (void)state;
    for (int i = 0; i < 20000; i++) {
        struct tb_decimal a = random_value(), b = random_value(), c = {0};
        struct ratio x = ratio_of(a), y = ratio_of(b);
        if (tb_decimal_add(a, b, &c))
            assert_ratio(c, (struct ratio){x.num * y.den + y.num * x.den, x.den * y.den});
        else
            fail_msg("sum refused");
        assert_true(tb_decimal_sub(a, b, &c));
        assert_ratio(c, (struct ratio){x.num * y.den - y.num * x.den, x.den * y.den});
        assert_true(tb_decimal_mul(a, b, &c));
        assert_ratio(c, (struct ratio){x.num * y.num, x.den * y.den});
        if (b.num == 0) {
            assert_false(tb_decimal_div(a, b, &c));
        } else {
            assert_true(tb_decimal_div(a, b, &c));
            assert_ratio(c, (struct ratio){x.num * y.den, x.den * y.num});
        }
        wide left = x.num * y.den, right = y.num * x.den;
        int order = (left > right) - (left < right), got = tb_decimal_compare(a, b);
        assert_int_equal((got > 0) - (got < 0), order);
    }
}

static void text_parses_to_itself(void **state)
{
    (void)state;
    for (int i = 0; i < 5000; i++) {
        struct tb_decimal a = random_value(), b = {0};
        assert_true(tb_decimal_parse(tb_str_of(shown(a)), &b));
        assert_same(a, b);
    }
    struct tb_decimal widest, again = {0};
    for (int32_t exp = -64; exp <= 64; exp += 128) {
        assert_true(tb_decimal_make(INT64_MIN + 1, 1, exp, &widest));
        assert_true(tb_decimal_parse(tb_str_of(shown(widest)), &again));
        assert_same(widest, again);
    }
}

static void refuses_what_does_not_fit(void **state)
{
    (void)state;
    struct tb_decimal big = parsed("9223372036854775807"), out = {42, 1, 0}, tiny, huge;
    assert_false(tb_decimal_add(big, parsed("1"), &out));
    assert_false(tb_decimal_mul(big, parsed("3"), &out));
    assert_false(tb_decimal_div(big, parsed("0"), &out));
    assert_true(tb_decimal_make(1, 1, -64, &tiny));
    assert_true(tb_decimal_make(1, 1, 64, &huge));
    assert_false(tb_decimal_mul(tiny, tiny, &out));
    assert_false(tb_decimal_add(huge, tiny, &out));
    assert_false(tb_decimal_make(1, 1, 65, &out));
    assert_false(tb_decimal_make(1, 0, 0, &out));
    assert_int_equal(out.num, 42);
    assert_true(tb_decimal_add(huge, parsed("0"), &out));
    assert_true(tb_decimal_compare(huge, tiny) > 0);
    assert_true(tb_decimal_compare(tiny, huge) < 0);
    assert_true(tb_decimal_compare(parsed("1/3"), tiny) > 0);
    assert_true(tb_decimal_compare(big, parsed("9223372036854775806")) > 0);
}

static void rounds_to_places(void **state)
{
    (void)state;
    static const struct {
        const char *value;
        int places;
        const char *half_up, *cut;
    } cases[] = {
        {"0.4", 4, "0.4000", "0.4000"},
        {"2/3", 3, "0.667", "0.666"},
        {"-2/3", 3, "-0.667", "-0.666"},
        {"0.125", 2, "0.13", "0.12"},
        {"9.995", 2, "10.00", "9.99"},
        {"-0.004", 2, "0.00", "0.00"},
        {"-0.005", 2, "-0.01", "0.00"},
        {"12", 0, "12", "12"},
        {"0.5", 0, "1", "0"},
        {"5551000000", 1, "5551000000.0", "5551000000.0"},
        {"999999/7", 1, "142857.0", "142857.0"},
        {"0.000000000000000000000000000000000000000001", 2, "0.00", "0.00"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char text[TB_DECIMAL_TEXT];
        struct tb_decimal value = parsed(cases[i].value);
        size_t len = tb_decimal_fixed(value, cases[i].places, TB_ROUND_HALF_UP, text);
        assert_int_equal(len, strlen(text));
        assert_string_equal(text, cases[i].half_up);
        tb_decimal_fixed(value, cases[i].places, TB_ROUND_TRUNCATE, text);
        assert_string_equal(text, cases[i].cut);
    }
    struct tb_decimal widest;
    char text[TB_DECIMAL_TEXT];
    assert_true(tb_decimal_make(INT64_MIN + 1, 1, 64, &widest));
    assert_true(tb_decimal_fixed(widest, 99, TB_ROUND_HALF_UP, text) < TB_DECIMAL_TEXT);
}

static void doubles_are_the_nearest(void **state)
{
    (void)state;
    static const struct {
        const char *value;
        double nearest;
    } cases[] = {{"0", 0.0},
                 {"0.1", 0.1},
                 {"-0.3", -0.3},
                 {"36.45", 36.45},
                 {"2/3", 2.0 / 3.0},
                 {"1/7", 1.0 / 7},
                 {"9007199254740993", 9007199254740992.0},
                 {"9223372036854775807", 9223372036854775808.0},
                 {"0.0000001", 1e-7},
                 {"123456789.987654321", 123456789.987654321},
                 {"1000000000000000000000000000000", 1e30}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        double got = tb_decimal_double(parsed(cases[i].value));
        assert_memory_equal(&got, &cases[i].nearest, sizeof got);
    }
    struct tb_decimal tiny;
    assert_true(tb_decimal_make(7, 1, -64, &tiny));
    double got = tb_decimal_double(tiny), want = 7e-64;
    assert_memory_equal(&got, &want, sizeof got);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_and_writes_plain_text),
        cmocka_unit_test(refuses_what_is_not_a_figure),
        cmocka_unit_test(equal_values_have_equal_fields),
        cmocka_unit_test(arithmetic_agrees_with_fractions),
        cmocka_unit_test(text_parses_to_itself),
        cmocka_unit_test(refuses_what_does_not_fit),
        cmocka_unit_test(rounds_to_places),
        cmocka_unit_test(doubles_are_the_nearest),
    };
    return cmocka_run_group_tests_name("base.decimal", tests, NULL, NULL);
}
