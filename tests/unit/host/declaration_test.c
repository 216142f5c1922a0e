/* declaration_test.c - declarations as workers send them, and what is not one. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "host/declaration.h"

static const char good[] =
    "{\"id\":\"x\",\"kind\":\"check\",\"severity\":\"note\",\"title\":{\"zh\":"
    "\"标\\\"题\\u4e00\\n\","
    "\"en\":\"title\"},\"why\":null,\"options\":[{\"default\":0.5,\"a\":[1,2,{}]}],\"n\":-1.5e3}";

static void reads_a_declaration(void **state)
{
    (void)state;
    struct tb_arena *arena;
    struct tb_declaration found;
    assert_int_equal(tb_arena_new(1 << 20, &arena, NULL), TB_OK);
    assert_true(tb_declaration_read(tb_str_of(good), arena, &found));
    assert_true(tb_str_eq(found.severity, TB_STR("note")));
    assert_true(tb_str_eq(found.title_zh, TB_STR("标\"题一\n")));
    assert_true(tb_str_eq(found.title_en, TB_STR("title")));
    assert_null(found.why_zh.ptr);
    assert_true(tb_declaration_read(TB_STR("{}"), arena, &found));
    assert_null(found.severity.ptr);
    tb_arena_free(arena);
}

static void refuses_others(void **state)
{
    (void)state;
    static const char *const bad[] = {
        "",
        "{",
        "}",
        "[]",
        "{\"severity\":1}",
        "{\"title\":\"x\"}",
        "{\"title\":{\"zh\":1}}",
        "{\"severity\":\"no\"te\"}",
        "{\"severity\":\"\\x\"}",
        "{\"severity\":\"\\u12\"}",
        "{\"severity\":\"a\"} x",
        "{\"severity\"}",
        "{\"severity\":}",
        "{\"x\":}",
        "{\"x\":[}",
        "{\"severity\":\"a\nb\"}",
        "{\"severity\":\"a",
    };
    struct tb_arena *arena;
    struct tb_declaration found = {.severity = TB_STR("kept")};
    assert_int_equal(tb_arena_new(1 << 20, &arena, NULL), TB_OK);
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        if (tb_declaration_read(tb_str_of(bad[i]), arena, &found))
            fail_msg("accepted: %s", bad[i]);
        assert_true(tb_str_eq(found.severity, TB_STR("kept")));
    }
    tb_arena_free(arena);
}

/* Whatever bytes are changed or cut, reading ends and stays inside the text. */
static void survives_anything(void **state)
{
    (void)state;
    struct tb_arena *arena;
    uint32_t seed = 5;
    assert_int_equal(tb_arena_new(1 << 20, &arena, NULL), TB_OK);
    for (int round = 0; round < 20000; round++) {
        struct tb_declaration found;
        seed = seed * 1664525u + 1013904223u;
        size_t len = (seed >> 8) % sizeof good;
        char *text = tb_arena_alloc(arena, len + 1); /* sanitizers see what lies behind */
        assert_non_null(text);
        memcpy(text, good, len);
        if (len > 0)
            text[(seed >> 4) % len] = (char)(seed >> 24);
        (void)tb_declaration_read((struct tb_str){text, len}, arena, &found);
        tb_arena_reset(arena);
    }
    tb_arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_a_declaration),
        cmocka_unit_test(refuses_others),
        cmocka_unit_test(survives_anything),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
