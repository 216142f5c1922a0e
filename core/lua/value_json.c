/* value_json.c - Lua values as JSON, for exports. */
#include <lauxlib.h>

#include "lua/run.h"
#include "lua/sandbox.h"
#include "lua/view.h"
#include "model/finding_json.h"
#include "model/report_json.h"

enum { KEYS_MAX = 10000, DEPTH = TB_JSON_DEPTH - 4 };

static void put_text(lua_State *L, int value, struct tb_json *json)
{
    struct tb_str text;
    text.ptr = lua_tolstring(L, value, &text.len);
    tb_json_str(json, text);
}

static void put_view(lua_State *L, const struct tb_view *view, struct tb_json *json,
                     tb_drain_fn drain, void *user)
{
    const struct tb_report *report = view->home->report;
    if (view->type == &tb_bulletin_type) {
        tb_report_json(json, report, drain, user);
    } else if (view->type == &tb_item_type) {
        struct tb_extra_names names;
        tb_extra_names_find(report, &names);
        tb_json_object(json);
        tb_report_json_item(json, report, &names, view->item);
        tb_json_close(json);
    } else if (view->type == &tb_finding_type) {
        struct tb_finding_cursor cursor = {0};
        tb_finding_json(json, &cursor, report, 0, view->object);
    } else {
        luaL_error(L,
                   "json: a %s has no form of its own; give a bulletin, an item, a finding or "
                   "a table",
                   view->type->word);
    }
}

/* Pushes a list of the table's keys, which must be texts, in byte order. */
static lua_Integer push_keys(lua_State *L, int table)
{
    lua_Integer count = 0;
    lua_newtable(L);
    int keys = lua_gettop(L);
    for (lua_pushnil(L); lua_next(L, table); lua_pop(L, 1)) {
        if (lua_type(L, -2) != LUA_TSTRING)
            luaL_error(L, "json: keys are texts, or 1 to n, found a %s", luaL_typename(L, -2));
        if (count == KEYS_MAX)
            luaL_error(L, "json: a table with more than %d keys", KEYS_MAX);
        lua_pushvalue(L, -2);
        lua_rawseti(L, keys, ++count);
    }
    /* Insertion by halves: tables written out are small, and order must not be Lua's. */
    for (lua_Integer i = 2; i <= count; i++) {
        lua_rawgeti(L, keys, i); // … key
        lua_Integer at = i;
        for (; at > 1; at--) {
            lua_rawgeti(L, keys, at - 1); // … key before
            if (lua_compare(L, -1, -2, LUA_OPLT)) {
                lua_pop(L, 1);
                break;
            }
            lua_rawseti(L, keys, at);
        }
        lua_rawseti(L, keys, at);
    }
    return count;
}

static void put(lua_State *L, int value, struct tb_json *json, int depth);

/* A list of a bulletin. */
static void put_list(lua_State *L, int list, struct tb_json *json, int depth)
{
    lua_Integer count = luaL_len(L, list);
    luaL_checkstack(L, 10, NULL);
    tb_json_array(json);
    for (lua_Integer i = 1; i <= count; i++) {
        lua_geti(L, list, i);
        put(L, lua_gettop(L), json, depth + 1);
        lua_pop(L, 1);
    }
    tb_json_close(json);
}

static void put_table(lua_State *L, int table, struct tb_json *json, int depth)
{
    lua_Integer count = (lua_Integer)lua_rawlen(L, table);
    luaL_checkstack(L, 10, NULL);
    if (depth > DEPTH)
        luaL_error(L, "json: tables nested deeper than %d", DEPTH);
    if (count > 0) {
        tb_json_array(json);
        for (lua_Integer i = 1; i <= count; i++) {
            lua_rawgeti(L, table, i);
            put(L, lua_gettop(L), json, depth + 1);
            lua_pop(L, 1);
        }
    } else {
        tb_json_object(json);
        count = push_keys(L, table); // keys
        int keys = lua_gettop(L);
        for (lua_Integer i = 1; i <= count; i++) {
            struct tb_str key;
            lua_rawgeti(L, keys, i); // keys key
            key.ptr = lua_tolstring(L, -1, &key.len);
            tb_json_key_str(json, key);
            lua_pushvalue(L, -1);
            lua_rawget(L, table); // keys key value
            put(L, lua_gettop(L), json, depth + 1);
            lua_pop(L, 2);
        }
        lua_pop(L, 1);
    }
    tb_json_close(json);
}

static void put(lua_State *L, int value, struct tb_json *json, int depth)
{
    const struct tb_view *view = tb_view_test(L, value);
    if (view && tb_view_is_list(view)) {
        put_list(L, value, json, depth);
        return;
    }
    if (view) {
        tb_view_check_live(L, view);
        if (depth > DEPTH)
            luaL_error(L, "json: tables nested deeper than %d", DEPTH);
        put_view(L, view, json, NULL, NULL);
        return;
    }
    switch (lua_type(L, value)) {
    case LUA_TNIL:
        tb_json_null(json);
        break;
    case LUA_TBOOLEAN:
        tb_json_bool(json, lua_toboolean(L, value));
        break;
    case LUA_TNUMBER:
        if (lua_isinteger(L, value))
            tb_json_int(json, lua_tointeger(L, value));
        else
            tb_json_double(json, lua_tonumber(L, value), 15);
        break;
    case LUA_TSTRING:
        put_text(L, value, json);
        break;
    case LUA_TTABLE:
        put_table(L, value, json, depth);
        break;
    default:
        luaL_error(L, "json: cannot write a %s", luaL_typename(L, value));
    }
}

void tb_value_json(lua_State *L, int value, struct tb_json *json, tb_drain_fn drain, void *user)
{
    const struct tb_view *view = tb_view_test(L, value);
    if (view)
        tb_view_check_live(L, view);
    if (view && !tb_view_is_list(view))
        put_view(L, view, json, drain, user);
    else
        put(L, lua_absindex(L, value), json, 0);
}
