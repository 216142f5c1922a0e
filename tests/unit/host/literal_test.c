/* literal_test.c - data files are read as Lua reads them; everything else is refused in plain words. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <lauxlib.h>
#include <lualib.h>

#include "base/buf.h"
#include "host/literal.h"

static struct tb_arena *arena;
static lua_State *lua;

static int set_up(void **state)
{
    (void)state;
    lua = luaL_newstate();
    if (!lua || tb_arena_new((size_t)256 << 20, &arena, NULL) != TB_OK)
        return -1;
    return luaL_dostring(lua, "function workspace(t) return t end") ? -1 : 0;
}

static int tear_down(void **state)
{
    (void)state;
    tb_arena_free(arena);
    lua_close(lua);
    return 0;
}

static enum tb_status parse(struct tb_str text, struct tb_literal *out, struct tb_error *error)
{
    tb_arena_reset(arena);
    return tb_literal_parse(text, "tongbao.lua", "workspace", arena, out, error);
}

/* The tree and the Lua value on top of the stack say the same. Pops nothing. */
static bool same(const struct tb_literal *ours)
{
    switch (ours->type) {
    case TB_LITERAL_BOOL:
        return lua_isboolean(lua, -1) && lua_toboolean(lua, -1) == ours->on;
    case TB_LITERAL_NUMBER:
        if (lua_type(lua, -1) != LUA_TNUMBER || lua_isinteger(lua, -1) != ours->is_integer)
            return false;
        if (ours->is_integer)
            return lua_tointeger(lua, -1) == ours->integer;
        lua_Number number = lua_tonumber(lua, -1);
        return memcmp(&number, &ours->number, sizeof number) == 0;
    case TB_LITERAL_TEXT: {
        size_t len;
        const char *text = lua_type(lua, -1) == LUA_TSTRING ? lua_tolstring(lua, -1, &len) : NULL;
        return text && tb_str_eq(ours->text, (struct tb_str){text, len});
    }
    case TB_LITERAL_TABLE:
        break;
    }
    if (!lua_istable(lua, -1))
        return false;
    lua_Integer position = 0;
    size_t count = 0;
    for (size_t i = 0; i < ours->count; i++) {
        const struct tb_literal_field *field = &ours->fields[i];
        if (field->key.ptr) {
            lua_pushlstring(lua, field->key.ptr, field->key.len);
            lua_rawget(lua, -2);
        } else {
            lua_rawgeti(lua, -1, ++position);
        }
        bool equal = same(&field->value);
        lua_pop(lua, 1);
        if (!equal)
            return false;
    }
    for (lua_pushnil(lua); lua_next(lua, -2); lua_pop(lua, 1))
        count++;
    return count == ours->count;
}

static bool lua_agrees(struct tb_str text, const struct tb_literal *ours)
{
    lua_settop(lua, 0);
    /* luaL_loadfile passes over a byte order mark; luaL_loadbuffer does not. */
    if (tb_str_starts(text, TB_STR("\xEF\xBB\xBF")))
        text = tb_str_sub(text, 3, text.len);
    if (luaL_loadbufferx(lua, text.ptr, text.len, "=literal", "t") != LUA_OK ||
        lua_pcall(lua, 0, 1, 0) != LUA_OK)
        return false;
    return same(ours);
}

/* Every line is the inside of a table that must be read exactly as Lua does. */
static const char *const accepted[] = {
    "",
    "a = 1, b = 2; c = 3,",
    "1, 2, 3, x = 4, 5",
    "contact = \"desk@example.org\", checks = { [\"vague-result\"] = false }",
    "a = { { { } } }",
    "'single', \"double\", [[long]], [==[with ]] inside]==]",
    "[ [[long key]] ] = 1, ['quoted'] = 2",
    "'\\a\\b\\f\\n\\r\\t\\v\\\\\\'\\\"'",
    "'\\x41\\65\\065\\u{41}\\u{6c5f}\\u{1F600}'",
    "'a\\z   \n   b'",
    "'line\\\nbreak', 'line\\\r\nbreak'",
    "[[\nfirst line end is dropped]], [[\r\nx\r\ny\n\rz\rw]]",
    "0, 7, -7, - 7, 0x10, 0XfF, 9223372036854775807, 0x7fffffffffffffff",
    "1.5, -0.0, .5, 5., 1e3, 1E-3, 2.5e+2, 0.1, 0.02, 123456789.123456789, 1e22, 3e-20",
    "0x1p4, 0x.8, 0xA.8p0, 0x1.999999999999ap-4, -0x1P-2",
    "true, false",
    "-- a comment\n a = 1, --[[ another ]] b = 2, --[==[ ]] ]==] c = 3 --",
    "--[ not long\n a = 1, --[= neither\n b = 2",
};

static void reads_as_lua_does(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof accepted / sizeof *accepted; i++) {
        struct tb_buf text = tb_buf_make(4096);
        tb_buf_printf(&text, "return workspace { %s\n}", accepted[i]);
        struct tb_literal tree;
        struct tb_error error;
        if (parse(tb_buf_str(&text), &tree, &error) != TB_OK)
            fail_msg("{ %s }: %u:%u %s", accepted[i], error.line, error.column, error.en);
        if (!lua_agrees(tb_buf_str(&text), &tree))
            fail_msg("{ %s }: Lua reads something else", accepted[i]);
        tb_buf_free(&text);
    }
}

struct refusal {
    const char *text;
    uint32_t line, column;
    const char *says; /* must be part of the English message */
};

static const struct refusal refused[] = {
    {"", 1, 1, "expected return"},
    {"workspace {}", 1, 1, "expected return, found 'workspace'"},
    {"return {}", 1, 8, "expected workspace, found '{'"},
    {"return workspace({})", 1, 17, "expected {, found '('"},
    {"return workspace \"x\"", 1, 18, "expected {"},
    {"return workspace {", 1, 19, "the file ends here"},
    {"return workspace { a = 1", 1, 25, "the file ends here, expected }"},
    {"return workspace {} x", 1, 21, "nothing may follow"},
    {"return workspace {}}", 1, 20, "nothing may follow"},
    {"return workspace { a = os.getenv('HOME') }", 1, 24, "found 'os'"},
    {"return workspace { os.getenv('HOME') }", 1, 20, "found 'os'"},
    {"return workspace { f() }", 1, 20, "found 'f'"},
    {"return workspace { a = function() end }", 1, 24, "found 'function'"},
    {"return workspace { a = nil }", 1, 24, "leave the entry out"},
    {"return workspace { a = 1 + 1 }", 1, 26, "nothing is computed"},
    {"return workspace { a = 'x' .. 'y' }", 1, 28, "nothing is computed"},
    {"return workspace { a = -'x' }", 1, 25, "expected text in quotes"},
    {"return workspace { a = not true }", 1, 24, "found 'not'"},
    {"return workspace { a = #'x' }", 1, 24, "found '#'"},
    {"return workspace { a = ('x') }", 1, 24, "found '('"},
    {"return workspace { a = 'x':rep(9) }", 1, 27, "a key is written"},
    {"return workspace { \"a\": 1 }", 1, 23, "a key is written"},
    {"return workspace { target-missed = false }", 1, 26, "[\"target-…\"]"},
    {"return workspace { a 1 }", 1, 22, "expected =, found '1'"},
    {"return workspace { a = 1 b = 2 }", 1, 26, "a comma is missing"},
    {"return workspace { end = 1 }", 1, 20, "found 'end'"},
    {"return workspace { [1] = 1 }", 1, 21, "expected \"…\", found '1'"},
    {"return workspace { ['a' = 1 }", 1, 25, "expected ], found '='"},
    {"return workspace {\n a = 1,\n a = 2 }", 3, 2, "already there on line 2"},
    {"return workspace { a = 1, ['\\97'] = 2 }", 1, 27, "already there on line 1"},
    {"return workspace { a = 'x\ny' }", 1, 24, "does not end with '"},
    {"return workspace { a = 'x", 1, 24, "does not end with '"},
    {"return workspace { a = 'x\\", 1, 26, "not a valid escape"},
    {"return workspace { a = '\\q' }", 1, 25, "not a valid escape"},
    {"return workspace { a = '\\x4' }", 1, 25, "not a valid escape"},
    {"return workspace { a = '\\256' }", 1, 25, "not a valid escape"},
    {"return workspace { a = '\\u{110000}' }", 1, 25, "not a valid escape"},
    {"return workspace { a = '\\u{D800}' }", 1, 25, "not a valid escape"},
    {"return workspace { a = '\\xFF' }", 1, 24, "do not give valid UTF-8"},
    {"return workspace { a = '\\0' }", 1, 24, "zero byte"},
    {"return workspace { a = [[x }", 1, 24, "does not end before"},
    {"return workspace { --[[ x }", 1, 22, "does not end before"},
    {"return workspace { a = 1e }", 1, 24, "not a number"},
    {"return workspace { a = 1.2.3 }", 1, 24, "not a number"},
    {"return workspace { a = 12kg }", 1, 24, "'12kg' is not a number"},
    {"return workspace { a = 0x }", 1, 24, "not a number"},
    {"return workspace { a = 9223372036854775808 }", 1, 24, "too long or too large"},
    {"return workspace { a = 0xffffffffffffffff }", 1, 24, "too long or too large"},
    {"return workspace { a = 0.1234567890123456789 }", 1, 24, "at most 18 digits"},
    {"return workspace { a = 1e999999999999 }", 1, 24, "too long or too large"},
    {"return workspace { a = “x” }", 1, 24, "straight quote"},
    {"return workspace { a ＝ 1 }", 1, 22, "write '=' instead"},
    {"return workspace { 任务 = 1 }", 1, 20, "[\"…\"] ="},
    {"return workspace { a = 1、b = 2 }", 1, 25, "only ASCII is allowed"},
    {"-- 第一行\nreturn workspace { ['年'] = '十', b = x }", 2, 37, "found 'x'"},
    {"return workspace { a = \x1b }", 1, 24, "control character U+001B"},
    {"return workspace { a = '\xff' }", 1, 25, "not valid UTF-8"},
    {"\xEF\xBB\xBF"
     "return workspace { x }",
     1, 21, "found 'x'"},
};

static void refuses_in_plain_words(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof refused / sizeof *refused; i++) {
        const struct refusal *r = &refused[i];
        struct tb_literal tree = {.line = 77};
        struct tb_error error = {0};
        if (parse(tb_str_of(r->text), &tree, &error) != TB_EUSAGE)
            fail_msg("%s: accepted", r->text);
        assert_int_equal(tree.line, 77);
        if (error.line != r->line || error.column != r->column || !strstr(error.en, r->says))
            fail_msg("%s\n  expected %u:%u …%s…\n  found    %u:%u %s", r->text, r->line, r->column,
                     r->says, error.line, error.column, error.en);
        assert_string_equal(error.source, "tongbao.lua");
        assert_true(error.zh[0] != '\0');
    }
}

static void keeps_places_and_sources(void **state)
{
    (void)state;
    struct tb_literal tree;
    struct tb_str text = TB_STR("return workspace {\n  ['目标'] = { tolerance = 0.05 },\n}");
    assert_int_equal(parse(text, &tree, NULL), TB_OK);
    const struct tb_literal *inner = tb_literal_get(&tree, "目标");
    assert_non_null(inner);
    assert_int_equal(inner->line, 2);
    assert_int_equal(inner->column, 12);
    assert_int_equal(tree.fields[0].column, 3);
    assert_true(tb_str_eq(inner->raw, TB_STR("{ tolerance = 0.05 }")));
    const struct tb_literal *number = tb_literal_get(inner, "tolerance");
    assert_non_null(number);
    assert_true(tb_str_eq(number->raw, TB_STR("0.05")));
    assert_null(tb_literal_get(&tree, "target"));
    assert_null(tb_literal_get(number, "x"));
}

static void caps_hold(void **state)
{
    (void)state;
    struct tb_literal tree;
    struct tb_error error;
    struct tb_buf text = tb_buf_make(16 << 20);
    for (int deep = 0; deep < 2; deep++) {
        tb_buf_clear(&text);
        tb_buf_text(&text, "return workspace ");
        for (int i = 0; i < TB_LITERAL_DEPTH + deep; i++)
            tb_buf_byte(&text, '{');
        for (int i = 0; i < TB_LITERAL_DEPTH + deep; i++)
            tb_buf_byte(&text, '}');
        assert_int_equal(parse(tb_buf_str(&text), &tree, &error), deep ? TB_ELIMIT : TB_OK);
    }
    for (int many = 0; many < 2; many++) {
        tb_buf_clear(&text);
        tb_buf_text(&text, "return workspace {");
        for (int i = 1; i < TB_LITERAL_VALUES + many; i++)
            tb_buf_text(&text, "1,");
        tb_buf_byte(&text, '}');
        assert_int_equal(parse(tb_buf_str(&text), &tree, &error), many ? TB_ELIMIT : TB_OK);
    }
    while (text.len <= TB_LITERAL_MAX)
        tb_buf_text(&text, "                                                                ");
    assert_int_equal(parse(tb_buf_str(&text), &tree, &error), TB_ELIMIT);
    tb_buf_free(&text);

    struct tb_arena *small;
    assert_int_equal(tb_arena_new(256, &small, NULL), TB_OK);
    assert_int_equal(tb_literal_parse(TB_STR("return { {1,2,3,4,5,6,7,8,9}, {1,2,3} }"), "x", NULL,
                                      small, &tree, &error),
                     TB_ELIMIT);
    tb_arena_free(small);
}

/* --- random texts: what is accepted, Lua reads the same ----------------------------------------- */

static uint64_t seed = 20210930;

static uint32_t random_below(uint32_t limit)
{
    seed = seed * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)(seed >> 33) % limit;
}

static void random_value(struct tb_buf *out, int depth)
{
    static const char *const scalars[] = {
        "true",   "false",      "0",      "-12",    "0x7F",     "3.25",        "1e-7",
        "0x1p-3", "'x'",        "\"十\"", "'\\65'", "'\\z \n'", "[[long]]",    "[=[]]]=]",
        "'\\n'",  "\"a\\\nb\"", "-0.0",   "9e15",   "0.1",      "'\\u{4E00}'", "''",
    };
    uint32_t choice = random_below(depth > 4 ? 20 : 26);
    if (choice < 21) {
        tb_buf_text(out, scalars[choice]);
        return;
    }
    tb_buf_byte(out, '{');
    uint32_t count = random_below(5);
    for (uint32_t i = 0; i < count; i++) {
        switch (random_below(4)) {
        case 0:
            tb_buf_printf(out, "k%u = ", i);
            break;
        case 1:
            tb_buf_printf(out, "['键%u'] = ", i);
            break;
        case 2:
            tb_buf_text(out, " --[[c]] ");
            break;
        default:
            break;
        }
        random_value(out, depth + 1);
        tb_buf_text(out, i + 1 < count || random_below(2) ? (random_below(2) ? ", " : ";\n") : " ");
    }
    tb_buf_byte(out, '}');
}

static void random_tables_read_as_lua_does(void **state)
{
    (void)state;
    static const char splice[] = "{}[]=,;-.'\"\\\n\r \t0x1e9p_az()#:\xEF\xBC";
    struct tb_buf text = tb_buf_make(1 << 20);
    size_t kept = 0;
    for (int round = 0; round < 20000; round++) {
        tb_buf_clear(&text);
        tb_buf_text(&text, "return workspace { ");
        random_value(&text, 0);
        tb_buf_text(&text, ", x = ");
        random_value(&text, 0);
        tb_buf_text(&text, " }");
        struct tb_literal tree;
        struct tb_error error;
        if (parse(tb_buf_str(&text), &tree, &error) != TB_OK)
            fail_msg("%.*s\n%u:%u %s", TB_ARG(tb_buf_str(&text)), error.line, error.column,
                     error.en);
        assert_true(lua_agrees(tb_buf_str(&text), &tree));
        for (int mutation = 0; mutation < 3; mutation++) {
            text.ptr[random_below((uint32_t)text.len)] = splice[random_below(sizeof splice - 1)];
            if (parse(tb_buf_str(&text), &tree, &error) != TB_OK)
                continue;
            kept++;
            if (!lua_agrees(tb_buf_str(&text), &tree))
                fail_msg("Lua reads something else in\n%.*s", TB_ARG(tb_buf_str(&text)));
        }
    }
    assert_true(kept > 1000);
    tb_buf_free(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_as_lua_does),
        cmocka_unit_test(refuses_in_plain_words),
        cmocka_unit_test(keeps_places_and_sources),
        cmocka_unit_test(caps_hold),
        cmocka_unit_test(random_tables_read_as_lua_does),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
