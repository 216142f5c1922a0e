/* views_date.c - a day or a stretch of days that a cell names. */
#include "lua/view.h"

static void get_start(lua_State *L, const struct tb_view *view, const struct tb_entry *entry)
{
    const struct tb_date *date = view->object;
    (void)entry;
    tb_push_day(L, date->start);
}

static void get_end(lua_State *L, const struct tb_view *view, const struct tb_entry *entry)
{
    const struct tb_date *date = view->object;
    (void)entry;
    tb_push_day(L, date->end);
}

static void get_kind(lua_State *L, const struct tb_view *view, const struct tb_entry *entry)
{
    const struct tb_date *date = view->object;
    (void)entry;
    lua_pushstring(L, tb_date_kind_name(date->kind));
}

static void print(lua_State *L, const struct tb_view *view)
{
    const struct tb_date *date = view->object;
    tb_push_str(L, tb_item_quote(tb_view_item(view), date->span));
}

static const struct tb_entry entries[] = {
    {"start", "string?", "first day, `2021-11-21`; such texts compare with `<` as days do", "0.1",
     get_start, NULL, 0, true},
    {"end", "string?", "last day; Lua wants it as `date[\"end\"]`, or use `last`", "0.1", get_end,
     NULL, 0, true},
    {"last", "string?", "the same as `date[\"end\"]`", "0.1", get_end, NULL, 0, true},
    {"kind", "string", "deadline, as_of, rescheduled or event", "0.1", get_kind, NULL, 0, false},
};

const struct tb_type tb_date_type = {
    .name = "Date",
    .word = "date",
    .doc = "A day, or a stretch of days such as 11月底, that a cell names.",
    .entries = entries,
    .count = sizeof entries / sizeof *entries,
    .spanned = true,
    .span_at = offsetof(struct tb_date, span),
    .print = print,
};
