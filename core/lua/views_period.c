/* views_period.c - a reporting period. */
#include "lua/view.h"

static const struct tb_period *period_of(const struct tb_view *view)
{
    return view->object;
}

static void get_kind(lua_State *L, const struct tb_view *view, const struct tb_entry *entry)
{
    (void)entry;
    lua_pushstring(L, tb_period_kind_name(period_of(view)->kind));
}

static void get_index(lua_State *L, const struct tb_view *view, const struct tb_entry *entry)
{
    (void)entry;
    if (period_of(view)->index)
        lua_pushinteger(L, period_of(view)->index);
    else
        lua_pushnil(L);
}

static void get_from(lua_State *L, const struct tb_view *view, const struct tb_entry *entry)
{
    (void)entry;
    tb_push_day(L, period_of(view)->from);
}

static void get_to(lua_State *L, const struct tb_view *view, const struct tb_entry *entry)
{
    (void)entry;
    tb_push_day(L, period_of(view)->to);
}

static void print(lua_State *L, const struct tb_view *view)
{
    get_from(L, view, NULL);
    get_to(L, view, NULL);
    const char *from = lua_tostring(L, -2), *to = lua_tostring(L, -1);
    lua_pushfstring(L, "%s..%s", from ? from : "", to ? to : "");
}

static const struct tb_entry entries[] = {
    {"kind", "string", "month, ytd, quarter, ytd-quarter, half, year or other", "0.1", get_kind,
     NULL, 0, false},
    {"index", "integer?", "3 for the third quarter, 9 for months 1 to 9", "0.1", get_index, NULL, 0,
     false},
    {"from", "string?", "first day, `2021-07-01`", "0.1", get_from, NULL, 0, true},
    {"to", "string?", "last day, `2021-09-30`", "0.1", get_to, NULL, 0, true},
};

const struct tb_type tb_period_type = {
    .name = "Period",
    .word = "period",
    .doc = "The stretch of time that a bulletin, or a figure, reports on.",
    .entries = entries,
    .count = sizeof entries / sizeof *entries,
    .print = print,
};
