/* views_cells.c - which fields of a bulletin hold prose, and going through its cells. */
#include <lauxlib.h>

#include "lua/any_of.h"
#include "lua/views_item.h"
#include "lua/views_search.h"
#include "model/place.h"

/* --- fields ----------------------------------------------------------------------------------- */

/* Columns that hold sentences, and no names, numbers or measures alone. */
static bool holds_prose(enum tb_role role)
{
    static const enum tb_role others[] = {
        TB_ROLE_NO,           TB_ROLE_UNITS, TB_ROLE_LEAD_UNITS,   TB_ROLE_PEOPLE,
        TB_ROLE_ACTUAL_VALUE, TB_ROLE_RATIO, TB_ROLE_MEASURE_UNIT,
    };
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        if (role == others[i])
            return false;
    return true;
}

static void push_prose_field(lua_State *L, int owner, const struct tb_view *list, uint32_t index)
{
    char room[TB_FIELD_NAME];
    const struct tb_report *report = list->home->report;
    size_t column = 0;
    (void)owner;
    for (uint32_t passed = 0; column < report->column_count; column++)
        if (holds_prose(report->columns[column].role) && passed++ == index)
            break;
    lua_pushstring(L, tb_field_name(report, (uint16_t)column, room));
}

void tb_bulletin_get_prose(lua_State *L, const struct tb_view *view, const struct tb_entry *entry)
{
    const struct tb_report *report = view->object;
    size_t count = 0;
    (void)entry;
    for (size_t i = 0; i < report->column_count; i++)
        count += holds_prose(report->columns[i].role);
    tb_list_push(L, 1, report->columns, count, push_prose_field);
}

/* How many fields the value at `arg` names at most. */
static size_t count_fields(lua_State *L, int arg, const struct tb_report *report)
{
    if (lua_type(L, arg) == LUA_TSTRING)
        return 1;
    if (lua_isnil(L, arg))
        return report->column_count < TB_NO_COLUMN ? report->column_count : TB_NO_COLUMN;
    luaL_argcheck(L, lua_istable(L, arg) || lua_isuserdata(L, arg), arg,
                  "name of a field, or a list of them, expected");
    lua_Integer length = luaL_len(L, arg);
    luaL_argcheck(L, length >= 0 && length <= TB_NO_COLUMN, arg, "more than 65535 fields");
    return (size_t)length;
}

/* Pushes the name of field `i`, from 0, that the value at `arg` names. */
static uint16_t push_field(lua_State *L, int arg, const struct tb_report *report, size_t i)
{
    char room[TB_FIELD_NAME];
    if (lua_isnil(L, arg)) {
        lua_pushstring(L, tb_field_name(report, (uint16_t)i, room));
        return (uint16_t)i;
    }
    if (lua_type(L, arg) == LUA_TSTRING)
        lua_pushvalue(L, arg);
    else if (lua_geti(L, arg, (lua_Integer)i + 1) != LUA_TSTRING)
        luaL_error(L, "expected names of fields, found a %s at %d", luaL_typename(L, -1),
                   (int)i + 1);
    return tb_view_column(L, lua_gettop(L), report);
}

const struct tb_columns *tb_columns_push(lua_State *L, int arg, const struct tb_report *report)
{
    luaL_checkstack(L, 6, NULL);
    size_t most = count_fields(L, arg, report);
    lua_createtable(L, (int)most, 0); // names
    struct tb_columns *columns =
        lua_newuserdatauv(L, sizeof *columns + most * sizeof columns->at[0], 0); // names columns
    columns->count = 0;
    for (size_t i = 0; i < most; i++) {
        uint16_t column = push_field(L, arg, report, i); // names columns name
        if (column == TB_NO_COLUMN) {
            lua_pop(L, 1); // names columns
            continue;
        }
        columns->at[columns->count++] = column;
        lua_rawseti(L, -3, (lua_Integer)columns->count); // names columns
    }
    return columns;
}

/* --- cells ------------------------------------------------------------------------------------ */

/* upvalues: the list of items, the names of the fields, their columns, the words that a cell must have
 * (nil: none), the number of the next cell */
enum { CELLS_ITEMS = 1, CELLS_NAMES, CELLS_COLUMNS, CELLS_WORDS, CELLS_NEXT };

static bool has_any(const struct tb_words *words, struct tb_str text)
{
    size_t from = 0, to;
    return !words || tb_words_next(words, text, &from, &to);
}

static int next_cell(lua_State *L)
{
    const struct tb_view *list = lua_touserdata(L, lua_upvalueindex(CELLS_ITEMS));
    const struct tb_columns *columns = lua_touserdata(L, lua_upvalueindex(CELLS_COLUMNS));
    const struct tb_words *words = lua_touserdata(L, lua_upvalueindex(CELLS_WORDS));
    size_t at = (size_t)lua_tointeger(L, lua_upvalueindex(CELLS_NEXT));
    tb_view_check_live(L, list);
    const struct tb_report *report = list->home->report;
    for (; columns->count > 0 && at / columns->count < report->item_count; at++) {
        size_t row = at / columns->count, field = at % columns->count;
        uint16_t column = columns->at[field];
        const struct tb_item *item = &report->items[row];
        if (!tb_item_cell(item, column) || !has_any(words, tb_item_text(item, column)))
            continue;
        lua_pushinteger(L, (lua_Integer)at + 1);
        lua_replace(L, lua_upvalueindex(CELLS_NEXT));
        tb_list_push_at(L, lua_upvalueindex(CELLS_ITEMS), (uint32_t)row);      // item
        lua_rawgeti(L, lua_upvalueindex(CELLS_NAMES), (lua_Integer)field + 1); // item name
        tb_item_push_cell(L, lua_gettop(L) - 1, column);                       // item name text
        return 3;
    }
    return 0;
}

/* bulletin:cells(fields?, words?): iterator over item, field, text */
int tb_bulletin_cells_call(lua_State *L)
{
    const struct tb_view *view = tb_view_check(L, 1, &tb_bulletin_type);
    lua_settop(L, 3);
    if (!lua_isnil(L, 3))
        tb_any_of_check(L, 3);
    lua_getfield(L, 1, "items");         // view fields words items
    tb_columns_push(L, 2, view->object); // view fields words items names columns
    lua_pushvalue(L, 3);
    lua_pushinteger(L, 0);
    lua_pushcclosure(L, next_cell, 5);
    return 1;
}
