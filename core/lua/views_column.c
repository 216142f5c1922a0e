/* views_column.c - a column of the table, and a place that the reader mended. */
#include "lua/view.h"
#include "model/place.h"

static uint16_t number_of(const struct tb_view *view)
{
    const struct tb_column *column = view->object;
    return (uint16_t)(column - view->home->report->columns);
}

static void get_index(lua_State *L, const struct tb_view *view, const struct tb_entry *entry)
{
    (void)entry;
    lua_pushinteger(L, number_of(view) + 1);
}

static void get_role(lua_State *L, const struct tb_view *view, const struct tb_entry *entry)
{
    const struct tb_column *column = view->object;
    (void)entry;
    lua_pushstring(L, tb_role_name(column->role));
}

static void get_field(lua_State *L, const struct tb_view *view, const struct tb_entry *entry)
{
    char room[TB_FIELD_NAME];
    (void)entry;
    lua_pushstring(L, tb_field_name(view->home->report, number_of(view), room));
}

static void print(lua_State *L, const struct tb_view *view)
{
    const struct tb_column *column = view->object;
    if (column->header.len > 0)
        tb_push_str(L, column->header);
    else
        lua_pushfstring(L, "column %d", number_of(view) + 1);
}

static const struct tb_entry entries[] = {
    {"index", "integer", "its number from the left, from 1", "0.1", get_index, NULL, 0, false},
    {"header", "string", "its header as printed, levels joined by `/`; may be empty", "0.1",
     tb_get_text, NULL, offsetof(struct tb_column, header), true},
    {"role", "string",
     "what it holds: no, section, task, annual_target, target, units, lead_units, people, "
     "deadline, result, actual_value, ratio, measure_unit, problem, next, note or other",
     "0.1", get_role, NULL, 0, false},
    {"field", "string", "its name for `item:text(field)` and the like: the role, or `col:N`", "0.1",
     get_field, NULL, 0, true},
};

const struct tb_type tb_column_type = {
    .name = "Column",
    .word = "column",
    .doc = "A column of the table.",
    .entries = entries,
    .count = sizeof entries / sizeof *entries,
    .print = print,
};
