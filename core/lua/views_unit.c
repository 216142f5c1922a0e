/* views_unit.c - an organisation and what it does for an item. */
#include "lua/view.h"

static void get_role(lua_State *L, const struct tb_view *view, const struct tb_entry *entry)
{
    const struct tb_unit *unit = view->object;
    (void)entry;
    lua_pushstring(L, tb_unit_role_name(unit->role));
}

static void get_basis(lua_State *L, const struct tb_view *view, const struct tb_entry *entry)
{
    const struct tb_unit *unit = view->object;
    (void)entry;
    lua_pushstring(L, tb_unit_basis_name(unit->basis));
}

static void print(lua_State *L, const struct tb_view *view)
{
    const struct tb_unit *unit = view->object;
    tb_push_str(L, unit->name.ptr ? unit->name : TB_STR(""));
}

static const struct tb_entry entries[] = {
    {"name", "string", "its name, mended and without marks", "0.1", tb_get_text, NULL,
     offsetof(struct tb_unit, name), true},
    {"role", "string", "lead, member, data_provider, owner or group", "0.1", get_role, NULL, 0,
     false},
    {"basis", "string",
     "what the role rests on: explicit (a mark in the text), sole, first_listed or by_exclusion",
     "0.1", get_basis, NULL, 0, false},
};

const struct tb_type tb_unit_type = {
    .name = "Unit",
    .word = "unit",
    .doc = "An organisation responsible for an item.",
    .entries = entries,
    .count = sizeof entries / sizeof *entries,
    .spanned = true,
    .span_at = offsetof(struct tb_unit, span),
    .print = print,
};
