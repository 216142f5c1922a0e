/* robots.txt: groups, the longest rule, wildcards, delays (RFC 9309). */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "net/robots.h"

static const struct {
    const char *text, *target;
    bool allowed;
} cases[] = {
    {"", "/x", true},
    {"<html><body>404</body></html>", "/x", true},
    {"User-agent: *\nDisallow: /\n", "/x", false},
    {"User-agent: *\nDisallow: /\n", "/robots.txt", true},
    {"User-agent: *\nDisallow:\n", "/x", true},
    {"User-agent: other\nDisallow: /\n", "/x", true},
    {"user-AGENT: TongBao\ndisallow: /a\n", "/a/b", false},
    {"User-agent: tongbao/2.0 (x)\nDisallow: /a\n", "/a/b", false},
    {"User-agent: tongbao\nDisallow: /a\n\nUser-agent: *\nDisallow: /\n", "/x", true},
    {"User-agent: tongbao\nDisallow: /a\nUser-agent: tongbao\nDisallow: /b\n", "/b", false},
    {"User-agent: a\nUser-agent: tongbao\nDisallow: /a\n", "/a", false},
    {"User-agent: tongbao\nUser-agent: b\nDisallow: /a\n", "/a", false},
    {"User-agent: tongbao\nDisallow: /a\nUser-agent: b\nDisallow: /c\n", "/c", true},
    {"User-agent: *\nDisallow: /a\nAllow: /a/b\n", "/a/b/c", true},
    {"User-agent: *\nAllow: /a\nDisallow: /a\n", "/a", true},
    {"User-agent: *\nDisallow: /a/b\nAllow: /a\n", "/a/b", false},
    {"User-agent: *\nDisallow: /*.pdf$\n", "/x/y.pdf", false},
    {"User-agent: *\nDisallow: /*.pdf$\n", "/x/y.pdf?z", true},
    {"User-agent: *\nDisallow: /a*b*c\n", "/axxbxxbc", false},
    {"User-agent: *\nDisallow: /a*b*c\n", "/axxbxx", true},
    {"User-agent: *\nDisallow: /a%62c\n", "/abc", false},
    {"User-agent: *\nDisallow: /a%2Fc\n", "/a/c", true},
    {"User-agent: *\nDisallow: /测\n", "/%E6%B5%8B", false},
    {"\xEF\xBB\xBFUser-agent: *\r\nDisallow: /a # why\r\n", "/a", false},
    {"User-agent: *\rDisallow: /a\r", "/a", false},
    {"User-agent: *\nSitemap: http://x/\nDisallow: /a\n", "/a", false},
    {"Disallow: /a\n", "/a", true},
    {"User-agent: *\nDisallow: /a$\n", "/a", false},
    {"User-agent: *\nDisallow: /a$\n", "/ab", true},
};

static void rules_are_obeyed(void **state)
{
    struct tb_arena *arena;
    (void)state;
    assert_int_equal(tb_arena_new(8 << 20, &arena, NULL), TB_OK);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct tb_robots robots;
        assert_true(tb_robots_parse(tb_str_of(cases[i].text), TB_STR("tongbao"), arena, &robots));
        if (tb_robots_allow(&robots, tb_str_of(cases[i].target), NULL) != cases[i].allowed)
            fail_msg("case %zu: %s on\n%s", i, cases[i].target, cases[i].text);
    }
    tb_arena_free(arena);
}

static void delays_are_read_and_capped(void **state)
{
    static const struct {
        const char *text;
        uint32_t ms;
    } delays[] = {
        {"User-agent: *\nCrawl-delay: 5\n", 5000},
        {"User-agent: *\nCrawl-delay: 0.5\n", 500},
        {"User-agent: *\nCrawl-delay: 600\n", 60000},
        {"User-agent: *\nCrawl-delay: x\n", 0},
        {"User-agent: *\nCrawl-delay: 99999999999999999999\n", 60000},
        {"User-agent: x\nCrawl-delay: 5\n", 0},
    };
    struct tb_arena *arena;
    (void)state;
    assert_int_equal(tb_arena_new(8 << 20, &arena, NULL), TB_OK);
    for (size_t i = 0; i < sizeof delays / sizeof *delays; i++) {
        struct tb_robots robots;
        assert_true(tb_robots_parse(tb_str_of(delays[i].text), TB_STR("tongbao"), arena, &robots));
        assert_int_equal(robots.delay_ms, delays[i].ms);
    }
    tb_arena_free(arena);
}

/* A rule of many wildcards on a long address: time is that of their product at most. */
static void wildcards_take_no_exponential_time(void **state)
{
    char rule[2100], target[4000];
    struct tb_arena *arena;
    struct tb_robots robots;
    (void)state;
    assert_int_equal(tb_arena_new(8 << 20, &arena, NULL), TB_OK);
    memcpy(rule, "User-agent: *\nDisallow: /", 25);
    for (size_t i = 25; i < sizeof rule - 2; i += 2)
        memcpy(rule + i, "*a", 2);
    rule[sizeof rule - 2] = 'b';
    memset(target, 'a', sizeof target);
    target[0] = '/';
    assert_true(
        tb_robots_parse((struct tb_str){rule, sizeof rule - 1}, TB_STR("tongbao"), arena, &robots));
    assert_true(tb_robots_allow(&robots, (struct tb_str){target, sizeof target}, NULL));
    tb_arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rules_are_obeyed),
        cmocka_unit_test(delays_are_read_and_capped),
        cmocka_unit_test(wildcards_take_no_exponential_time),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
