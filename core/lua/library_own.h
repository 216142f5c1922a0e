/*
 * library_own.h - the functions that take the place of standard ones. Each has two upvalues: the
 * standard function and the _ENV it was made for. Private to core/lua.
 */
#ifndef TB_LUA_LIBRARY_OWN_H
#define TB_LUA_LIBRARY_OWN_H

#include <lua.h>

/* Calls the standard function with the values on the stack, and returns what it returns. */
int tb_own_call_standard(lua_State *L);

int tb_own_pairs(lua_State *L); /* pairs.c */
/* Pushes the list of a table's keys in the order of pairs; returns how many. */
int tb_keys_push(lua_State *L, int table);
int tb_own_ipairs(lua_State *L); /* view_list.c */
int tb_own_collectgarbage(lua_State *L);
int tb_own_load(lua_State *L);
int tb_own_print(lua_State *L);
int tb_own_tostring(lua_State *L);
int tb_own_format(lua_State *L);
int tb_own_randomseed(lua_State *L);
int tb_own_clock(lua_State *L);
int tb_own_date(lua_State *L);
int tb_own_time(lua_State *L);

#endif
