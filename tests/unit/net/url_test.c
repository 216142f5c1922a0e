/* Addresses: what may be asked, what a reference means, which host is among those allowed. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "net/url.h"

static void only_plain_addresses_are_parsed(void **state)
{
    static const char *const good[] = {
        "http://www.example.gov.cn/",
        "https://www.example.gov.cn:8443/a?b=c#d",
        "HTTP://Example.gov.cn",
        "http://127.1/",
        "http://0x7f.1/x",
        "http://[2001:db8::1]:8080/",
        "http://a_b.example.cn/%E6%B5%8B",
        "http://example.cn?q",
    };
    static const char *const bad[] = {
        "ftp://example.cn/",
        "file:///etc/passwd",
        "//example.cn/",
        "http:///x",
        "http://user@example.cn/",
        "http://user:pw@example.cn/",
        "http://example.cn:0/",
        "http://example.cn:99999/",
        "http://example.cn:/",
        "http://exa mple.cn/",
        "http://example.cn\\@evil/",
        "http://example.cn/\r\nX: y",
        "http://127。0。0。1/",
        "http://①②⑦.0.0.1/",
        "http://[::1/",
        "http://a..b/",
        "gopher://x/",
        "",
        "http://[fe80::1%25eth0]/",
        "http://aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.cn/",
    };
    struct tb_url url;
    (void)state;
    for (size_t i = 0; i < sizeof good / sizeof *good; i++)
        if (!tb_url_parse(tb_str_of(good[i]), &url))
            fail_msg("should be an address: %s", good[i]);
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        if (tb_url_parse(tb_str_of(bad[i]), &url))
            fail_msg("should be no address: %s", bad[i]);
}

/* RFC 3986, 5.4, with "http://a/b/c/d;p?q" as the base; and what real pages write. */
static void references_are_resolved(void **state)
{
    static const struct {
        const char *base, *reference, *expected;
    } cases[] = {
        {"http://a/b/c/d;p?q", "g", "http://a/b/c/g"},
        {"http://a/b/c/d;p?q", "./g", "http://a/b/c/g"},
        {"http://a/b/c/d;p?q", "g/", "http://a/b/c/g/"},
        {"http://a/b/c/d;p?q", "/g", "http://a/g"},
        {"http://a/b/c/d;p?q", "//g", "http://g"},
        {"http://a/b/c/d;p?q", "?y", "http://a/b/c/d;p?y"},
        {"http://a/b/c/d;p?q", "g?y", "http://a/b/c/g?y"},
        {"http://a/b/c/d;p?q", "#s", "http://a/b/c/d;p?q"},
        {"http://a/b/c/d;p?q", "", "http://a/b/c/d;p?q"},
        {"http://a/b/c/d;p?q", ".", "http://a/b/c/"},
        {"http://a/b/c/d;p?q", "..", "http://a/b/"},
        {"http://a/b/c/d;p?q", "../g", "http://a/b/g"},
        {"http://a/b/c/d;p?q", "../../g", "http://a/g"},
        {"http://a/b/c/d;p?q", "../../../../g", "http://a/g"},
        {"http://a/b/c/d;p?q", "g/../h", "http://a/b/c/h"},
        {"http://a/b/c/d;p?q", "g;x=1/./y", "http://a/b/c/g;x=1/y"},
        {"http://a", "x", "http://a/x"},
        {"https://a:8443/b/", " 附件 1.xlsx ", "https://a:8443/b/%E9%99%84%E4%BB%B6%201.xlsx"},
        {"http://a/b", "https://c/d", "https://c/d"},
        {"http://a/b", "%E6%B5%8B?x=测", "http://a/%E6%B5%8B?x=%E6%B5%8B"},
        {"http://a/b", "javascript:void(0)", NULL},
        {"http://a/b", "mailto:x@y", NULL},
        {"http://a/b", "http://user@c/", NULL},
        {"http://a/b", "//c\\d", NULL},
    };
    struct tb_arena *arena;
    (void)state;
    assert_int_equal(tb_arena_new(1 << 20, &arena, NULL), TB_OK);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct tb_str got =
            tb_url_resolve(arena, tb_str_of(cases[i].base), tb_str_of(cases[i].reference));
        const char *text = got.ptr ? got.ptr : "(none)";
        if (strcmp(text, cases[i].expected ? cases[i].expected : "(none)") != 0)
            fail_msg("%s on %s: %s", cases[i].reference, cases[i].base, text);
    }
    tb_arena_free(arena);
}

static void a_host_is_among_those_with_its_port(void **state)
{
    struct tb_str hosts = TB_STR("www.example.gov.cn files.example.cn:8080");
    static const struct {
        const char *url;
        bool among;
    } cases[] = {
        {"http://www.example.gov.cn/", true},          {"https://WWW.EXAMPLE.gov.cn/x", true},
        {"http://www.example.gov.cn:8080/", false},    {"http://files.example.cn:8080/", true},
        {"http://files.example.cn/", false},           {"http://example.gov.cn/", false},
        {"http://www.example.gov.cn.evil.cn/", false},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct tb_url url;
        assert_true(tb_url_parse(tb_str_of(cases[i].url), &url));
        if (tb_url_is_among(&url, hosts) != cases[i].among)
            fail_msg("%s", cases[i].url);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(only_plain_addresses_are_parsed),
        cmocka_unit_test(references_are_resolved),
        cmocka_unit_test(a_host_is_among_those_with_its_port),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
