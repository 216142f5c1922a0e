/* cases_compare.c - what a case expects against what was found, and the difference in words that can
 * be read side by side. */
#include <lauxlib.h>

#include "base/list.h"
#include "lua/cases.h"
#include "lua/view.h"
#include "model/place.h"

const struct tb_slot tb_expect_slots[] = {
    {"field", "string", "the field the finding stands in", "0.1", TB_SLOT_STRING, false, -1},
    {"quote", "string", "the characters it points at", "0.1", TB_SLOT_STRING, false, -1},
    {"item", "integer|string", "the item: its position (a number) or its printed number (a text)",
     "0.1", TB_SLOT_ANY, false, -1},
    {"message", "string", "words that stand in the Chinese or the English message", "0.1",
     TB_SLOT_STRING, false, -1},
    {"severity", "string", "error, warning, note or info", "0.1", TB_SLOT_SEVERITY, false, -1},
};
const size_t tb_expect_slot_count = sizeof tb_expect_slots / sizeof *tb_expect_slots;

/* ptr NULL: not said. */
struct expected {
    struct tb_str field, quote, no, message, severity;
    lua_Integer position; /* 0: not said */
    unsigned said;        /* how many of them: those that say more choose first */
    bool met;
};

static struct tb_str field_text(lua_State *L, int table, const char *name)
{
    struct tb_str text = {0};
    if (tb_raw_field(L, table, name) == LUA_TSTRING)
        text.ptr = lua_tolstring(L, -1, &text.len);
    lua_pop(L, 1); /* the table holds it */
    return text;
}

static struct expected read_expected(lua_State *L, const struct tb_case *test, int table)
{
    struct expected expected = {0};
    struct tb_table_place place = test->place;
    if (!lua_istable(L, table))
        tb_table_fail(L, &test->place, "expect",
                      "expected findings such as { field = \"result\", quote = \"...\" }");
    tb_slots_check(L, table, tb_expect_slots, tb_expect_slot_count, &place);
    expected.field = field_text(L, table, "field");
    expected.quote = field_text(L, table, "quote");
    expected.message = field_text(L, table, "message");
    expected.severity = field_text(L, table, "severity");
    if (tb_raw_field(L, table, "item") == LUA_TNUMBER)
        expected.position = lua_tointeger(L, -1);
    else if (lua_type(L, -1) == LUA_TSTRING)
        expected.no = field_text(L, table, "item");
    else if (!lua_isnil(L, -1))
        tb_table_fail(L, &place, "item", "expected a position or a printed number");
    lua_pop(L, 1);
    expected.said = (expected.field.ptr ? 1u : 0) + (expected.quote.ptr ? 1u : 0) +
                    (expected.message.ptr ? 1u : 0) + (expected.severity.ptr ? 1u : 0) +
                    (expected.no.ptr ? 1u : 0) + (expected.position ? 1u : 0);
    return expected;
}

/* --- matching --------------------------------------------------------------------------------- */

static const struct tb_item *item_of(const struct tb_case *test, const struct tb_finding *finding)
{
    return finding->item < test->report->item_count ? &test->report->items[finding->item] : NULL;
}

static struct tb_str field_of(const struct tb_case *test, const struct tb_finding *finding,
                              char room[TB_FIELD_NAME])
{
    if (finding->span.column == TB_NO_COLUMN)
        return TB_STR("");
    return tb_str_of(tb_field_name(test->report, finding->span.column, room));
}

static struct tb_str quote_of(const struct tb_case *test, const struct tb_finding *finding)
{
    const struct tb_item *item = item_of(test, finding);
    if (!item || finding->span.column == TB_NO_COLUMN)
        return TB_STR("");
    return tb_item_quote(item, finding->span);
}

static bool matches(const struct tb_case *test, const struct expected *expected,
                    const struct tb_finding *finding)
{
    char room[TB_FIELD_NAME];
    const struct tb_item *item = item_of(test, finding);
    if (expected->field.ptr && !tb_str_eq(expected->field, field_of(test, finding, room)))
        return false;
    if (expected->quote.ptr && !tb_str_eq(expected->quote, quote_of(test, finding)))
        return false;
    if (expected->position && (!item || (lua_Integer)finding->item + 1 != expected->position))
        return false;
    if (expected->no.ptr && (!item || !tb_str_eq(tb_str_trim(item->no), expected->no)))
        return false;
    if (expected->severity.ptr &&
        !tb_str_eq(expected->severity, tb_str_of(tb_severity_name(finding->severity))))
        return false;
    return !expected->message.ptr || tb_str_find(finding->zh, expected->message, 0) != SIZE_MAX ||
           tb_str_find(finding->en, expected->message, 0) != SIZE_MAX;
}

/* Gives every expected finding one that was found, those that say most first; `taken` marks them. */
static void match(const struct tb_case *test, struct expected *expected, size_t count, bool *taken)
{
    for (unsigned said = 6; said <= 6; said--)
        for (size_t i = 0; i < count; i++)
            for (size_t j = 0; expected[i].said == said && !expected[i].met && j < test->got.count;
                 j++)
                if (!taken[j] && matches(test, &expected[i], &test->got.at[j]))
                    expected[i].met = taken[j] = true;
}

/* --- words ------------------------------------------------------------------------------------ */

static void add_quoted(luaL_Buffer *buffer, const char *label, struct tb_str text)
{
    if (!text.ptr)
        return;
    luaL_addstring(buffer, label);
    luaL_addstring(buffer, " \"");
    luaL_addlstring(buffer, text.ptr, text.len);
    luaL_addstring(buffer, "\"");
}

static void describe_expected(luaL_Buffer *buffer, const struct expected *expected)
{
    char number[32];
    luaL_addstring(buffer, "应有 expected:");
    if (expected->position) {
        (void)snprintf(number, sizeof number, " item %lld", (long long)expected->position);
        luaL_addstring(buffer, number);
    }
    add_quoted(buffer, " item", expected->no);
    add_quoted(buffer, " field", expected->field);
    add_quoted(buffer, " quote", expected->quote);
    add_quoted(buffer, " message", expected->message);
    add_quoted(buffer, " severity", expected->severity);
    luaL_addstring(buffer, expected->said ? "\n" : " a finding\n");
}

static void describe_got(luaL_Buffer *buffer, const struct tb_case *test,
                         const struct tb_finding *finding)
{
    char room[TB_FIELD_NAME], number[32];
    luaL_addstring(buffer, "实有 got:");
    if (item_of(test, finding)) {
        (void)snprintf(number, sizeof number, " item %lu", (unsigned long)finding->item + 1);
        luaL_addstring(buffer, number);
        if (finding->span.column != TB_NO_COLUMN) {
            add_quoted(buffer, " field", field_of(test, finding, room));
            add_quoted(buffer, " quote", quote_of(test, finding));
        }
    }
    luaL_addstring(buffer, " severity \"");
    luaL_addstring(buffer, tb_severity_name(finding->severity));
    luaL_addstring(buffer, "\" message \"");
    luaL_addlstring(buffer, finding->zh.ptr, finding->zh.len);
    if (!tb_str_eq(finding->zh, finding->en)) {
        luaL_addstring(buffer, " / ");
        luaL_addlstring(buffer, finding->en.ptr, finding->en.len);
    }
    luaL_addstring(buffer, "\"\n");
}

/* Pushes the difference. */
static void push_difference(lua_State *L, const struct tb_case *test,
                            const struct expected *expected, size_t count, const bool *taken)
{
    luaL_Buffer buffer;
    luaL_buffinit(L, &buffer);
    for (size_t i = 0; i < count; i++)
        if (!expected[i].met)
            describe_expected(&buffer, &expected[i]);
    for (size_t j = 0; j < test->got.count; j++)
        if (!taken[j])
            describe_got(&buffer, test, &test->got.at[j]);
    if (test->monolingual)
        luaL_addstring(&buffer, "缺译文 a message is in one language, the title is in two\n");
    luaL_pushresult(&buffer);
}

/* The first text of the list at `expect` that the output lacks, pushed; nil: none. */
static void push_lacking(lua_State *L, struct tb_case *test, int expect, struct tb_str got)
{
    lua_Integer count = (lua_Integer)lua_rawlen(L, expect);
    for (lua_Integer i = 1; i <= count; i++) {
        struct tb_str want;
        if (lua_rawgeti(L, expect, i) != LUA_TSTRING)
            tb_table_fail(L, &test->place, "expect_text", "expected a text or a list of texts");
        want.ptr = lua_tolstring(L, -1, &want.len);
        if (tb_str_find(got, want, 0) == SIZE_MAX)
            return;
        lua_pop(L, 1);
    }
    lua_pushnil(L);
}

void tb_case_compare_text(lua_State *L, struct tb_case *test, int expect)
{
    struct tb_str got = tb_buf_str(&test->writer.piece), want;
    test->expects = true;
    if (lua_istable(L, expect)) {
        push_lacking(L, test, expect, got);
    } else {
        want.ptr = luaL_checklstring(L, expect, &want.len);
        if (tb_str_eq(got, want))
            lua_pushnil(L);
        else
            lua_pushvalue(L, expect);
    }
    if (!lua_isnil(L, -1)) {
        struct tb_str lacking;
        lacking.ptr = lua_tolstring(L, -1, &lacking.len);
        test->difference = tb_arena_printf(test->arena, "expected %.*s\ngot      %.*s",
                                           TB_ARG(lacking), TB_ARG(got));
        if (!test->difference.ptr)
            test->difference = TB_STR("no memory for the difference");
    }
    lua_pop(L, 1);
}

void tb_case_compare(lua_State *L, struct tb_case *test, int expect)
{
    size_t count = lua_rawlen(L, expect);
    test->expects = count > 0;
    luaL_checkstack(L, 20, NULL);
    struct expected *expected = TB_NEW_ARRAY(test->arena, struct expected, count);
    bool *taken = TB_NEW_ARRAY(test->arena, bool, test->got.count);
    if (!expected || !taken) {
        struct tb_error error;
        (void)tb_arena_fail(test->arena, &error);
        tb_case_fail(L, test, &error);
        return; /* not reached */
    }
    for (size_t i = 0; i < count; i++) {
        lua_rawgeti(L, expect, (lua_Integer)i + 1);
        expected[i] = read_expected(L, test, lua_gettop(L));
        lua_pop(L, 1); /* the list holds it */
    }
    match(test, expected, count, taken);
    push_difference(L, test, expected, count, taken);
    struct tb_str text;
    text.ptr = lua_tolstring(L, -1, &text.len);
    test->difference = tb_arena_copy(test->arena, text);
    lua_pop(L, 1);
    if (!test->difference.ptr)
        test->difference = TB_STR("no memory for the difference");
}
