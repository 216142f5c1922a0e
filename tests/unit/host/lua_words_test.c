/* lua_words_test.c - Lua's messages in Chinese: those that this Lua really makes, and what is no such message. */
#include <lauxlib.h>
#include <lualib.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

#include "host/lua_words.h"

/* The message of a chunk that fails, and how it is put. */
static void put_error(const char *chunk, struct tb_buf *out, char message[512])
{
    lua_State *L = luaL_newstate();
    luaL_openlibs(L);
    if (luaL_loadbuffer(L, chunk, strlen(chunk), "=check.lua") == LUA_OK)
        lua_pcall(L, 0, 0, 0);
    assert_true(lua_isstring(L, -1));
    snprintf(message, 512, "%s", lua_tostring(L, -1));
    tb_buf_clear(out);
    tb_lua_words_put(out, tb_str_of(message));
    lua_close(L);
}

static void messages_of_lua_are_put_into_chinese(void **state)
{
    static const struct {
        const char *chunk, *zh;
    } cases[] = {
        {"local x; return x.y",
         "check.lua:1: 试图在 nil 值上取字段（局部变量 x）（attempt to index"},
        {"local t = {}; t.a.b = 1", "试图在 nil 值上取字段（字段 a）"},
        {"foo()", "试图把 nil 值当函数调用（全局变量 foo）"},
        {"local t = {}; t:go()", "试图把 nil 值当函数调用（方法 go）"},
        {"return 1 + {}", "试图用 table 值做算术"},
        {"return 'a' .. {}", "试图连接 table 值"},
        {"local x = 1; return #x", "试图取 number 值的长度（局部变量 x）"},
        {"return 1 < 'a'", "number 与 string 不能比较大小"},
        {"return {} < {}", "两个 table 值不能比较大小"},
        {"return 1 // 0", "整数除以零"},
        {"return 1 % 0", "整数对零取余"},
        {"return 1.5 | 1", "数不能化为整数"},
        {"for i = 'a', 2 do end", "for 的初值不对：应为 number，实为 string"},
        {"for i = 1, 2, 0 do end", "for 的步长不能为零"},
        {"local t = {}; t[nil] = 1", "表的下标是 nil"},
        {"string.rep()", "函数 rep 的第 1 个参数不对：应为 string，没有给出"},
        {"string.rep({}, 1)", "函数 rep 的第 1 个参数不对：应为 string，实为 table"},
        {"('x'):find('[')", "模式不完整（missing ']'）"},
        {"table.concat({ {} })", "table.concat 的第 1 个元素"},
        {"x =", "文件末尾 处的符号不该在这里（unexpected symbol near <eof>）"},
        {"if x then", "文件末尾 处应有 'end'"},
        {"if x then\nf(", "处的符号不该在这里"},
        {"if x then\n\nf()", "文件末尾 处缺少 'end'（与第 1 行的 'if' 配对）"},
        {"x = 'abc", "字符串没有结束"},
        {"x y", "处语法不对"},
        {"local 1", "处应有 一个名字"},
        {"break", "第 1 行的 break 不在循环里"},
        {"goto out", "第 1 行的 goto 找不到标号 out"},
        {"local x <const> = 1; x = 2", "变量 x 是常量，不能赋值"},
    };
    struct tb_buf out = tb_buf_make(1 << 16);
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char message[512];
        put_error(cases[i].chunk, &out, message);
        struct tb_str put = tb_buf_str(&out);
        if (tb_str_find(put, tb_str_of(cases[i].zh), 0) == SIZE_MAX)
            fail_msg("%s: %s: %.*s", cases[i].chunk, message, TB_ARG(put));
        size_t own = tb_str_find(tb_str_of(message), TB_STR(": "), 0) + 2;
        if (tb_str_find(put, tb_str_of(message + own), 0) == SIZE_MAX)
            fail_msg("%s: the English is lost: %.*s", cases[i].chunk, TB_ARG(put));
    }
    tb_buf_free(&out);
}

static void what_is_not_luas_stays_as_it_is(void **state)
{
    static const char *const messages[] = {"",
                                           "own words",
                                           "check.lua:3: item has no field 'x'",
                                           "a: b: c: d: e: f: attempt to",
                                           "attempt to compare",
                                           ": : : ",
                                           "%s expected near"};
    struct tb_buf out = tb_buf_make(1 << 16);
    (void)state;
    for (size_t i = 0; i < sizeof messages / sizeof *messages; i++) {
        tb_buf_clear(&out);
        tb_lua_words_put(&out, tb_str_of(messages[i]));
        assert_true(tb_str_eq(tb_buf_str(&out), tb_str_of(messages[i])));
    }
    tb_buf_free(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(messages_of_lua_are_put_into_chinese),
        cmocka_unit_test(what_is_not_luas_stays_as_it_is),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
