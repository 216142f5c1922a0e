/* coroutine.c - resume and wrap; the behaviour is that of lcorolib.c of Lua 5.4. */
#include "lua/coroutine.h"

#include <lauxlib.h>

#include "lua/limits.h"

/* Runs `co` with the `args` values on top of L. Returns the number of results, pushed on L, or -1
 * with the error there. */
static int resume(lua_State *L, lua_State *co, int args)
{
    struct tb_sandbox *sandbox = tb_sandbox_of(L);
    int results;
    if (!lua_checkstack(co, args)) {
        lua_pushliteral(L, "too many arguments to resume");
        return -1;
    }
    lua_xmove(L, co, args);
    sandbox->current = co;
    int status = lua_resume(co, L, args, &results);
    sandbox->current = L;
    if (status != LUA_OK && status != LUA_YIELD) {
        lua_xmove(co, L, 1);
        return -1;
    }
    if (!lua_checkstack(L, results + 1)) {
        lua_pop(co, results);
        lua_pushliteral(L, "too many results to resume");
        return -1;
    }
    lua_xmove(co, L, results);
    return results;
}

int tb_coroutine_resume(lua_State *L)
{
    lua_State *co = lua_tothread(L, 1);
    luaL_argexpected(L, co, 1, "coroutine");
    int results = resume(L, co, lua_gettop(L) - 1);
    lua_pushboolean(L, results >= 0);
    lua_insert(L, results >= 0 ? -(results + 1) : -2);
    return results >= 0 ? results + 1 : 2;
}

/* Closes the variables of a coroutine that failed, and leaves its error on top of it. */
static void close_failed(lua_State *L, lua_State *co)
{
    struct tb_sandbox *sandbox = tb_sandbox_of(L);
    sandbox->current = co;
#if LUA_VERSION_RELEASE_NUM >= 50406
    lua_closethread(co, L);
#elif LUA_VERSION_RELEASE_NUM == 50405
    lua_resetthread(co, L);
#else
    lua_resetthread(co);
#endif
    sandbox->current = L;
}

static int call_wrapped(lua_State *L)
{
    lua_State *co = lua_tothread(L, lua_upvalueindex(1));
    int results = resume(L, co, lua_gettop(L));
    if (results >= 0)
        return results;
    int status = lua_status(co);
    if (status != LUA_OK && status != LUA_YIELD) {
        close_failed(L, co);
        lua_xmove(co, L, 1);
    }
    if (status != LUA_ERRMEM && lua_type(L, -1) == LUA_TSTRING) {
        luaL_where(L, 1);
        lua_insert(L, -2);
        lua_concat(L, 2);
    }
    return lua_error(L);
}

int tb_coroutine_wrap(lua_State *L)
{
    luaL_checktype(L, 1, LUA_TFUNCTION);
    lua_State *co = lua_newthread(L); /* function … co */
    lua_pushvalue(L, 1);              /* function … co function */
    lua_xmove(L, co, 1);              /* function … co */
    lua_pushcclosure(L, call_wrapped, 1);
    return 1;
}
