/* view_list.c - lists (1-based, with #, ipairs and pairs) and tables of texts. */
#include <lauxlib.h>

#include "lua/library_own.h"
#include "lua/view.h"

struct list {
    struct tb_view view;
    uint32_t count;
    tb_push_fn push;
};

static const struct tb_type list_type = {.name = "list", .word = "list"};
static const struct tb_type texts_type = {.name = "texts", .word = "table of texts"};

/* --- lists ------------------------------------------------------------------------------------ */

void tb_list_push(lua_State *L, int owner, const void *object, size_t count, tb_push_fn push)
{
    owner = lua_absindex(L, owner);
    const struct tb_view *above = lua_touserdata(L, owner);
    size_t more = sizeof(struct list) - sizeof(struct tb_view);
    struct tb_view *view = tb_view_push(L, owner, &list_type, object, above->item, more); // list
    struct list *list = (struct list *)view;
    list->count = (uint32_t)count;
    list->push = push;
}

bool tb_view_is_list(const struct tb_view *view)
{
    return view->type == &list_type;
}

uint32_t tb_list_count(const struct tb_view *view)
{
    return ((const struct list *)view)->count;
}

void tb_list_push_at(lua_State *L, int index, uint32_t at)
{
    const struct list *list = lua_touserdata(L, index);
    luaL_checkstack(L, 6, NULL);
    if (lua_getiuservalue(L, index, TB_VIEW_KEPT) != LUA_TTABLE) { // nil
        lua_pop(L, 1);
        tb_view_kept(L, index); // kept
    }
    if (lua_rawgeti(L, -1, (lua_Integer)at + 1) == LUA_TNIL) { // kept nil
        lua_pop(L, 1);                                         // kept
        lua_getiuservalue(L, index, TB_VIEW_OWNER);            // kept owner
        list->push(L, lua_gettop(L), &list->view, at);         // kept owner value
        lua_remove(L, -2);                                     // kept value
        lua_pushvalue(L, -1);                                  // kept value value
        lua_rawseti(L, -3, (lua_Integer)at + 1);               // kept value
    }
    lua_remove(L, -2); // value
}

/* list[i] */
static int list_index(lua_State *L)
{
    const struct list *list = lua_touserdata(L, 1);
    if (!lua_isinteger(L, 2)) {
        if (lua_type(L, 2) == LUA_TNUMBER)
            return 0;
        return luaL_error(L, "a list has no field '%s': its elements are list[1] to list[#list]",
                          tb_push_shown(L, 2));
    }
    lua_Integer at = lua_tointeger(L, 2);
    tb_view_check_live(L, &list->view);
    if (lua_getiuservalue(L, 1, TB_VIEW_KEPT) == LUA_TTABLE && // list at kept
        lua_rawgeti(L, 3, at) != LUA_TNIL)                     // list at kept value
        return 1;
    lua_settop(L, 2);
    if (at < 1 || at > (lua_Integer)list->count)
        return 0;
    tb_list_push_at(L, 1, (uint32_t)(at - 1));
    return 1;
}

static int list_newindex(lua_State *L)
{
    return luaL_error(L, "a list of a bulletin cannot be changed: copy what you need into a table "
                         "of your own");
}

static int list_len(lua_State *L)
{
    const struct list *list = lua_touserdata(L, 1);
    lua_pushinteger(L, (lua_Integer)list->count);
    return 1;
}

static int list_next(lua_State *L)
{
    const struct tb_view *view = tb_view_check(L, 1, &list_type);
    const struct list *list = (const struct list *)view;
    lua_Integer at = luaL_optinteger(L, 2, 0);
    if (at < 0 || at >= (lua_Integer)list->count)
        return 0;
    lua_pushinteger(L, at + 1);
    tb_list_push_at(L, 1, (uint32_t)at);
    return 2;
}

/* The iterator of ipairs over a list of a bulletin. */
static int list_inext(lua_State *L)
{
    const struct list *list = lua_touserdata(L, lua_upvalueindex(1));
    lua_Integer at = lua_tointeger(L, 2);
    tb_view_check_live(L, &list->view);
    if (at < 0 || at >= (lua_Integer)list->count)
        return 0;
    lua_settop(L, 2);
    if (lua_getiuservalue(L, lua_upvalueindex(1), TB_VIEW_KEPT) == LUA_TTABLE) { // … kept
        lua_pushinteger(L, at + 1);                                              // … kept next
        if (lua_rawgeti(L, 3, at + 1) != LUA_TNIL) // … kept next value
            return 2;
        lua_settop(L, 2);
    }
    lua_pushinteger(L, at + 1);
    tb_list_push_at(L, lua_upvalueindex(1), (uint32_t)at);
    return lua_isnil(L, -1) ? 0 : 2;
}

int tb_own_ipairs(lua_State *L)
{
    const struct tb_view *view = tb_view_test(L, 1);
    if (!view || view->type != &list_type)
        return tb_own_call_standard(L);
    lua_settop(L, 1);
    lua_pushvalue(L, 1);
    lua_pushcclosure(L, list_inext, 1); // list next
    lua_insert(L, 1);                   // next list
    lua_pushinteger(L, 0);
    return 3;
}

static int list_pairs(lua_State *L)
{
    lua_pushcfunction(L, list_next);
    lua_pushvalue(L, 1);
    lua_pushinteger(L, 0);
    return 3;
}

static int list_tostring(lua_State *L)
{
    const struct list *list = lua_touserdata(L, 1);
    lua_pushfstring(L, "list of %d", (int)list->count);
    return 1;
}

void tb_list_element(lua_State *L, int owner, const char *name, uint32_t index)
{
    lua_getfield(L, owner, name);             // list
    tb_list_push_at(L, lua_gettop(L), index); // list value
    lua_remove(L, -2);                        // value
}

void tb_push_string_at(lua_State *L, int owner, const struct tb_view *list, uint32_t index)
{
    const struct tb_str *strings = list->object;
    (void)owner;
    tb_push_str(L, strings[index]);
}

/* --- tables of texts -------------------------------------------------------------------------- */

/* What it keeps: key -> text, and the keys in order at 1, 2, … */

void tb_texts_push(lua_State *L, int owner)
{
    tb_view_push(L, owner, &texts_type, NULL, TB_NONE, 0); // texts
    lua_newtable(L);                                       // texts kept
    lua_setiuservalue(L, -2, TB_VIEW_KEPT);                // texts
}

void tb_texts_add(lua_State *L, struct tb_str key, struct tb_str value)
{
    luaL_checkstack(L, 6, NULL);
    if (!key.ptr || !value.ptr)
        return;
    lua_getiuservalue(L, -1, TB_VIEW_KEPT);      // texts kept
    lua_pushlstring(L, key.ptr, key.len);        // texts kept key
    lua_pushvalue(L, -1);                        // texts kept key key
    bool is_new = lua_rawget(L, -3) == LUA_TNIL; // texts kept key old
    lua_pop(L, 1);                               // texts kept key
    if (is_new) {
        lua_pushvalue(L, -1);                                   // texts kept key key
        lua_rawseti(L, -3, (lua_Integer)lua_rawlen(L, -3) + 1); // texts kept key
    }
    lua_pushlstring(L, value.ptr, value.len); // texts kept key value
    lua_rawset(L, -3);                        // texts kept
    lua_pop(L, 1);                            // texts
}

/* texts[key]: nil for a key that is not there: keys are the bulletin's, not ours */
static int texts_index(lua_State *L)
{
    lua_settop(L, 2);
    if (lua_type(L, 2) != LUA_TSTRING)
        return 0;
    lua_getiuservalue(L, 1, TB_VIEW_KEPT); // texts key kept
    lua_insert(L, 2);                      // texts kept key
    lua_rawget(L, 2);
    return 1;
}

static int texts_len(lua_State *L)
{
    lua_getiuservalue(L, 1, TB_VIEW_KEPT);
    lua_pushinteger(L, (lua_Integer)lua_rawlen(L, -1));
    return 1;
}

/* next for pairs; upvalue 1: the number of the next */
static int texts_next(lua_State *L)
{
    lua_Integer at = lua_tointeger(L, lua_upvalueindex(1));
    tb_view_check(L, 1, &texts_type);
    lua_getiuservalue(L, 1, TB_VIEW_KEPT); // kept
    if (lua_rawgeti(L, -1, at) == LUA_TNIL)
        return 0;
    lua_pushinteger(L, at + 1);
    lua_replace(L, lua_upvalueindex(1)); // kept key
    lua_pushvalue(L, -1);                // kept key key
    lua_rawget(L, -3);                   // kept key value
    return 2;
}

static int texts_pairs(lua_State *L)
{
    lua_pushinteger(L, 1);
    lua_pushcclosure(L, texts_next, 1);
    lua_pushvalue(L, 1);
    return 2;
}

static int texts_tostring(lua_State *L)
{
    texts_len(L);
    lua_pushfstring(L, "table of %d texts", (int)lua_tointeger(L, -1));
    return 1;
}

/* --- metatables ------------------------------------------------------------------------------- */

static const luaL_Reg list_meta[] = {{"__index", list_index},       {"__newindex", list_newindex},
                                     {"__len", list_len},           {"__pairs", list_pairs},
                                     {"__tostring", list_tostring}, {NULL, NULL}};

static const luaL_Reg texts_meta[] = {{"__index", texts_index},       {"__newindex", list_newindex},
                                      {"__len", texts_len},           {"__pairs", texts_pairs},
                                      {"__tostring", texts_tostring}, {NULL, NULL}};

static void make_metatable(lua_State *L, const struct tb_type *type, const luaL_Reg *functions,
                           const void *is_view)
{
    lua_newtable(L);
    luaL_setfuncs(L, functions, 0);
    lua_pushboolean(L, 1);
    lua_rawsetp(L, -2, is_view);
    lua_pushboolean(L, 0);
    lua_setfield(L, -2, "__metatable");
    lua_pushstring(L, type->word);
    lua_setfield(L, -2, "__name");
    lua_rawsetp(L, LUA_REGISTRYINDEX, type);
}

void tb_list_open(lua_State *L, const void *is_view)
{
    make_metatable(L, &list_type, list_meta, is_view);
    make_metatable(L, &texts_type, texts_meta, is_view);
}
