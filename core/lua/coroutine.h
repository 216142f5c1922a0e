/*
 * coroutine.h - coroutine.resume and wrap as the standard library has them, which also note which
 * coroutine runs: a deadline's hook must be set on that one. Private to core/lua.
 */
#ifndef TB_LUA_COROUTINE_H
#define TB_LUA_COROUTINE_H

#include <lua.h>

int tb_coroutine_resume(lua_State *L);
int tb_coroutine_wrap(lua_State *L);

#endif
