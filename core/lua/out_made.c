/* out_made.c - what an export says about a file that a module makes: sheets, rows, charts, parts. */
#include <lauxlib.h>

#include "lua/out.h"
#include "lua/sandbox.h"
#include "lua/view.h"

enum { COLUMNS_MAX = TB_MADE_VALUES_MAX / TB_MADE_COLUMN_VALUES - 1 };

/* The value at `index`; `what` is for the message. */
static void put_value(lua_State *L, struct tb_buf *out, int index, const char *what)
{
    struct tb_str text = tb_markup_test(L, index);
    if (text.ptr) {
        tb_made_put_text(out, text);
        return;
    }
    switch (lua_type(L, index)) {
    case LUA_TNIL:
        tb_made_put_none(out);
        break;
    case LUA_TBOOLEAN:
        tb_made_put_bool(out, lua_toboolean(L, index));
        break;
    case LUA_TNUMBER:
        if (lua_isinteger(L, index))
            tb_made_put_integer(out, lua_tointeger(L, index));
        else
            tb_made_put_number(out, lua_tonumber(L, index));
        break;
    case LUA_TSTRING:
        text.ptr = lua_tolstring(L, index, &text.len);
        tb_made_put_text(out, text);
        break;
    default:
        luaL_error(L, "%s: expected a text, a number, true, false or nil, found a %s", what,
                   luaL_typename(L, index));
    }
}

/* Field `name` of the table at `table` as a value of type `type`; one that is missing is nothing. */
static void put_field(lua_State *L, struct tb_buf *out, int table, const char *name, int type)
{
    int found = lua_getfield(L, table, name);
    if (found != LUA_TNIL && found != type)
        luaL_error(L, "%s: expected a %s, found a %s", name, lua_typename(L, type),
                   luaL_typename(L, -1));
    put_value(L, out, lua_gettop(L), name);
    lua_pop(L, 1);
}

/* A column: its name alone, or a table of what is known of it. */
static void put_column(lua_State *L, struct tb_buf *out, int column)
{
    static const struct {
        const char *name;
        int type;
    } fields[TB_MADE_COLUMN_VALUES] = {{"name", LUA_TSTRING},    {"title", LUA_TSTRING},
                                       {"type", LUA_TSTRING},    {"width", LUA_TNUMBER},
                                       {"wrap", LUA_TBOOLEAN},   {"key", LUA_TBOOLEAN},
                                       {"choices", LUA_TSTRING}, {"refers", LUA_TSTRING}};
    luaL_checktype(L, column, LUA_TTABLE);
    for (size_t i = 0; i < TB_MADE_COLUMN_VALUES; i++)
        put_field(L, out, column, fields[i].name, fields[i].type);
}

/* out:sheet(name, columns, title) */
int tb_out_sheet_call(lua_State *L)
{
    struct tb_writer *writer = tb_out_writer(L, true);
    luaL_checktype(L, 2, LUA_TSTRING);
    lua_settop(L, 4);
    size_t begun = tb_made_begin(&writer->piece, TB_MADE_SHEET);
    put_value(L, &writer->piece, 2, "sheet");
    put_value(L, &writer->piece, 4, "sheet");
    if (!lua_isnil(L, 3)) {
        luaL_checktype(L, 3, LUA_TTABLE);
        lua_Integer count = luaL_len(L, 3);
        if (count > COLUMNS_MAX)
            return luaL_error(L, "sheet: at most %d columns", COLUMNS_MAX);
        for (lua_Integer i = 1; i <= count; i++) {
            lua_geti(L, 3, i);
            put_column(L, &writer->piece, 5);
            lua_pop(L, 1);
        }
    }
    tb_made_end(&writer->piece, begun);
    return tb_out_added(L, writer);
}

int tb_out_made_row(lua_State *L, struct tb_writer *writer)
{
    luaL_checktype(L, 2, LUA_TTABLE);
    /* A row may end with cells that hold nothing: `n`, as table.pack gives it, counts those too. */
    lua_Integer count = luaL_len(L, 2);
    if (lua_getfield(L, 2, "n") == LUA_TNUMBER)
        count = lua_tointeger(L, -1);
    lua_settop(L, 2);
    if (count < 0 || count > TB_MADE_VALUES_MAX)
        return luaL_error(L, "row: at most %d cells", TB_MADE_VALUES_MAX);
    size_t begun = tb_made_begin(&writer->piece, TB_MADE_ROW);
    for (lua_Integer i = 1; i <= count; i++) {
        lua_rawgeti(L, 2, i);
        put_value(L, &writer->piece, 3, "row");
        lua_pop(L, 1);
    }
    tb_made_end(&writer->piece, begun);
    return tb_out_added(L, writer);
}

/* out:rows(bulletin): a row for each item, its cells as published */
int tb_out_rows_call(lua_State *L)
{
    struct tb_writer *writer = tb_out_writer(L, true);
    const struct tb_report *report = tb_view_check(L, 2, &tb_bulletin_type)->object;
    for (size_t i = 0; i < report->item_count; i++) {
        size_t begun = tb_made_begin(&writer->piece, TB_MADE_ROW);
        for (uint16_t column = 0; column < report->column_count && column < TB_NO_COLUMN; column++)
            tb_made_put_text(&writer->piece, tb_item_text(&report->items[i], column));
        tb_made_end(&writer->piece, begun);
        tb_out_drain(&writer->piece, tb_run_current(L));
    }
    return tb_out_added(L, writer);
}

/* The four values of a range: { sheet =, column =, from =, to = }, from 1 in Lua. */
static void put_range(lua_State *L, struct tb_buf *out, const char *name)
{
    static const char *const places[] = {"column", "from", "to"};
    if (lua_getfield(L, 2, name) != LUA_TTABLE)
        luaL_error(L, "chart: %s: expected { sheet = …, column = …, from = …, to = … }", name);
    put_field(L, out, 3, "sheet", LUA_TSTRING);
    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        int is_integer;
        lua_getfield(L, 3, places[i]);
        lua_Integer place = lua_tointegerx(L, -1, &is_integer);
        if (!is_integer || place < 1)
            luaL_error(L, "chart: %s.%s: expected a whole number from 1", name, places[i]);
        tb_made_put_integer(out, place - 1);
        lua_pop(L, 1);
    }
    lua_pop(L, 1);
}

/* out:chart{ form, title, sheet, row, column, categories, values } */
int tb_out_chart_call(lua_State *L)
{
    struct tb_writer *writer = tb_out_writer(L, true);
    luaL_checktype(L, 2, LUA_TTABLE);
    lua_settop(L, 2);
    size_t begun = tb_made_begin(&writer->piece, TB_MADE_CHART);
    put_field(L, &writer->piece, 2, "form", LUA_TSTRING);
    put_field(L, &writer->piece, 2, "title", LUA_TSTRING);
    put_field(L, &writer->piece, 2, "sheet", LUA_TSTRING);
    for (int i = 0; i < 2; i++) {
        lua_getfield(L, 2, i == 0 ? "row" : "column");
        tb_made_put_integer(&writer->piece, luaL_optinteger(L, -1, 1) - 1);
        lua_pop(L, 1);
    }
    put_range(L, &writer->piece, "categories");
    put_range(L, &writer->piece, "values");
    tb_made_end(&writer->piece, begun);
    return tb_out_added(L, writer);
}

static int put_two(lua_State *L, enum tb_made_kind kind)
{
    struct tb_writer *writer = tb_out_writer(L, true);
    luaL_checktype(L, 2, LUA_TSTRING);
    if (!tb_markup_test(L, 3).ptr)
        luaL_checktype(L, 3, LUA_TSTRING);
    size_t begun = tb_made_begin(&writer->piece, kind);
    put_value(L, &writer->piece, 2, "name");
    put_value(L, &writer->piece, 3, "content");
    tb_made_end(&writer->piece, begun);
    return tb_out_added(L, writer);
}

/* out:view(name, select) */
int tb_out_view_call(lua_State *L)
{
    return put_two(L, TB_MADE_VIEW);
}

/* out:part(name, bytes) */
int tb_out_part_call(lua_State *L)
{
    return put_two(L, TB_MADE_PART);
}
