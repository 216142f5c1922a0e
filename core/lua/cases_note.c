/* cases_note.c - the lines of a baseline that a case gives its items. */
#include <lauxlib.h>

#include "history/period.h"
#include "lua/cases.h"
#include "lua/view.h"

enum { MOST = 1000 };

struct line {
    uint32_t item;
    struct tb_noted noted;
};

static int fail(lua_State *L, const struct tb_case *test, const char *message)
{
    return tb_table_fail(L, &test->place, "dispositions", message);
}

/* A field of the line on top of the stack as text, copied; "" where it has none. */
static struct tb_str text_of(lua_State *L, const struct tb_case *test, const char *name)
{
    struct tb_str text = TB_STR("");
    int type = tb_raw_field(L, lua_gettop(L), name);
    if (type != LUA_TNIL && type != LUA_TSTRING && type != LUA_TNUMBER)
        fail(L, test,
             lua_pushfstring(L, "%s: expected a text, found a %s", name, lua_typename(L, type)));
    if (type != LUA_TNIL) {
        text.ptr = lua_tolstring(L, -1, &text.len);
        text = tb_arena_copy(test->arena, text);
    }
    lua_pop(L, 1);
    if (!text.ptr)
        fail(L, test, "more than a case has memory for");
    return text;
}

static void check_names(lua_State *L, const struct tb_case *test, int line)
{
    static const char *const names[] = {"item",   "rule", "disposition", "period",
                                        "reason", "who",  "until_day",   "reply"};
    for (lua_pushnil(L); lua_next(L, line); lua_pop(L, 1)) {
        bool known = false;
        for (size_t i = 0; i < sizeof names / sizeof *names && lua_type(L, -2) == LUA_TSTRING; i++)
            known = known || strcmp(lua_tostring(L, -2), names[i]) == 0;
        if (!known)
            fail(L, test, lua_pushfstring(L, "no field '%s' in a line", tb_push_shown(L, -2)));
    }
}

/* As in `expect`: the position (a number) or the printed number (a text); without one the first. */
static uint32_t item_of(lua_State *L, const struct tb_case *test)
{
    size_t count = test->report->item_count;
    uint32_t found = TB_NONE;
    int type = tb_raw_field(L, lua_gettop(L), "item");
    lua_Integer position = type == LUA_TNUMBER ? lua_tointeger(L, -1) : 1;
    if (type == LUA_TSTRING) {
        struct tb_str no = tb_str_of(lua_tostring(L, -1));
        for (uint32_t i = 0; i < count && found == TB_NONE; i++)
            if (tb_str_eq(tb_str_trim(test->report->items[i].no), no))
                found = i;
    } else if (position >= 1 && (lua_Unsigned)position <= count) {
        found = (uint32_t)position - 1;
    }
    if (found == TB_NONE)
        fail(L, test, "item: the case has no such item");
    lua_pop(L, 1);
    return found;
}

/* The line on top of the stack. */
static struct line read_line(lua_State *L, const struct tb_case *test)
{
    struct line line = {.item = 0};
    struct tb_judgement *judgement = &line.noted.judgement;
    bool is_plan;
    if (!lua_istable(L, -1))
        fail(L, test, "expected { { rule = \"...\", disposition = \"asked\" }, ... }");
    check_names(L, test, lua_gettop(L));
    struct tb_str disposition = text_of(L, test, "disposition");
    judgement->reason = text_of(L, test, "reason");
    judgement->who = text_of(L, test, "who");
    judgement->until = text_of(L, test, "until_day");
    judgement->reply = text_of(L, test, "reply");
    judgement->period = text_of(L, test, "period");
    line.noted.rule = text_of(L, test, "rule");
    line.item = item_of(L, test);
    if (!tb_disposition_parse(disposition, &judgement->disposition))
        fail(L, test,
             "disposition: expected unreviewed, confirmed, explained, false_alarm or asked");
    if (judgement->period.len > 0 &&
        !tb_period_parse(judgement->period, &line.noted.period, &is_plan))
        fail(L, test, "period: expected a period such as 2024Q2");
    return line;
}

void tb_case_note(lua_State *L, struct tb_case *test, int table)
{
    int top = lua_gettop(L);
    if (tb_raw_field(L, table, "dispositions") != LUA_TTABLE) {
        lua_settop(L, top);
        return;
    }
    size_t count = lua_rawlen(L, -1);
    if (count > MOST)
        fail(L, test, "more than 1000 lines");
    struct line *lines = TB_NEW_ARRAY(test->arena, struct line, count);
    struct tb_noted *noted = TB_NEW_ARRAY(test->arena, struct tb_noted, count);
    if (!lines || !noted)
        fail(L, test, "more than a case has memory for");
    for (size_t i = 0; i < count; i++) {
        lua_rawgeti(L, top + 1, (lua_Integer)i + 1);
        lines[i] = read_line(L, test);
        lua_pop(L, 1);
    }
    for (uint32_t item = 0; item < test->report->item_count; item++) {
        test->report->items[item].noted = noted;
        for (size_t i = 0; i < count; i++)
            if (lines[i].item == item)
                *noted++ = lines[i].noted;
        test->report->items[item].noted_count = (uint32_t)(noted - test->report->items[item].noted);
    }
    lua_settop(L, top);
}
