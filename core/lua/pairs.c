/* pairs.c - pairs in the order of the keys. The order in which Lua keeps them depends on addresses,
 * which differ from run to run; what a plugin says must not. */
#include <lauxlib.h>
#include <stdlib.h>
#include <string.h>

#include "lua/library_own.h"
#include "lua/limits.h"

/* A key as it is compared: numbers by value, then texts by their bytes, then false, true; then the rest,
 * which have no order, as Lua has them. */
struct key {
    enum { KEY_NUMBER, KEY_TEXT, KEY_BOOLEAN, KEY_OTHER } kind;
    int at; /* in the list of keys as Lua gave them, from 1 */
    union {
        long double number; /* holds every integer and every float exactly */
        struct tb_str text; /* borrowed from the list */
        int boolean;
    } value;
};

static struct key read_key(lua_State *L, int index, int at)
{
    struct key key = {.kind = KEY_OTHER, .at = at};
    if (lua_isinteger(L, index)) {
        key.kind = KEY_NUMBER;
        key.value.number = (long double)lua_tointeger(L, index);
    } else if (lua_type(L, index) == LUA_TNUMBER) {
        key.kind = KEY_NUMBER;
        key.value.number = (long double)lua_tonumber(L, index);
    } else if (lua_type(L, index) == LUA_TSTRING) {
        key.kind = KEY_TEXT;
        key.value.text.ptr = lua_tolstring(L, index, &key.value.text.len);
    } else if (lua_isboolean(L, index)) {
        key.kind = KEY_BOOLEAN;
        key.value.boolean = lua_toboolean(L, index);
    }
    return key;
}

static int by_key(const void *left, const void *right)
{
    const struct key *a = left, *b = right;
    int order = (a->kind > b->kind) - (a->kind < b->kind);
    if (order == 0 && a->kind == KEY_NUMBER)
        order = (a->value.number > b->value.number) - (a->value.number < b->value.number);
    else if (order == 0 && a->kind == KEY_TEXT)
        order = tb_str_compare(a->value.text, b->value.text);
    else if (order == 0 && a->kind == KEY_BOOLEAN)
        order = a->value.boolean - b->value.boolean;
    return order ? order : (a->at > b->at) - (a->at < b->at);
}

/* Pushes the list of the keys as Lua has them. *ordered: that is their order already. */
static int push_keys(lua_State *L, int table, bool *ordered)
{
    struct key last = {.kind = KEY_NUMBER}, key;
    int count = 0;
    *ordered = true;
    lua_newtable(L); /* keys */
    int keys = lua_gettop(L);
    for (lua_pushnil(L); lua_next(L, table);) { /* keys key value */
        lua_pop(L, 1);
        lua_pushvalue(L, -1);
        lua_rawseti(L, keys, ++count); /* keys key */
        key = read_key(L, -1, count);
        *ordered = *ordered && (count == 1 || by_key(&last, &key) < 0);
        last = key;
    }
    return count;
}

/* Pushes the list of the keys in their order; the one on top stays below. */
static void push_sorted(lua_State *L, int count)
{
    int keys = lua_gettop(L);
    struct key *order = lua_newuserdatauv(L, (size_t)count * sizeof *order, 0); /* keys order */
    for (int i = 1; i <= count; i++) {
        lua_rawgeti(L, keys, i);
        order[i - 1] = read_key(L, -1, i);
        lua_pop(L, 1);
    }
    qsort(order, (size_t)count, sizeof *order, by_key);
    lua_createtable(L, count, 0); /* keys order sorted */
    for (int i = 1; i <= count; i++) {
        lua_rawgeti(L, keys, order[i - 1].at);
        lua_rawseti(L, -2, i);
    }
}

/* The iterator: upvalues the keys in order and how many were given. Those that are gone meanwhile are
 * passed over. */
static int next_in_order(lua_State *L)
{
    lua_Integer at = lua_tointeger(L, lua_upvalueindex(2));
    lua_settop(L, 1); /* table */
    for (;;) {
        if (lua_rawgeti(L, lua_upvalueindex(1), ++at) == LUA_TNIL)
            return 1;
        lua_pushvalue(L, -1);
        if (lua_rawget(L, 1) != LUA_TNIL)
            break; /* table key value */
        lua_pop(L, 2);
    }
    lua_pushinteger(L, at);
    lua_replace(L, lua_upvalueindex(2));
    return 2;
}

int tb_keys_push(lua_State *L, int table)
{
    bool ordered = true;
    luaL_checkstack(L, 8, NULL);
    int count = push_keys(L, lua_absindex(L, table), &ordered); /* keys */
    if (!ordered) {
        push_sorted(L, count); /* keys order sorted */
        lua_replace(L, -3);    /* sorted order */
        lua_pop(L, 1);
    }
    return count;
}

int tb_own_pairs(lua_State *L)
{
    bool ordered = true;
    luaL_checkany(L, 1);
    lua_settop(L, 1);
    if (luaL_getmetafield(L, 1, "__pairs") != LUA_TNIL || !lua_istable(L, 1)) {
        lua_settop(L, 1);
        return tb_own_call_standard(L);
    }
    int count = push_keys(L, 1, &ordered); /* table keys */
    if (ordered) {
        lua_settop(L, 1);
        return tb_own_call_standard(L);
    }
    push_sorted(L, count); /* table keys order sorted */
    lua_pushinteger(L, 0);
    lua_pushcclosure(L, next_in_order, 2); /* table keys order next */
    lua_pushvalue(L, 1);
    lua_pushnil(L);
    return 3;
}
