/* library_own.c - our versions of standard functions that show addresses, tell the time or load. */
#include "lua/library_own.h"

#include <lauxlib.h>
#include <string.h>

#include "lua/limits.h"

enum { STANDARD = 1, ENV = 2 };

int tb_own_call_standard(lua_State *L)
{
    lua_pushvalue(L, lua_upvalueindex(STANDARD));
    lua_insert(L, 1);
    lua_call(L, lua_gettop(L) - 1, LUA_MULTRET);
    return lua_gettop(L);
}

const char *tb_sandbox_tostring(lua_State *L, int index, size_t *len)
{
    index = lua_absindex(L, index);
    bool shows_address = lua_type(L, index) == LUA_TTABLE || lua_type(L, index) >= LUA_TFUNCTION ||
                         lua_islightuserdata(L, index);
    if (!shows_address || luaL_getmetafield(L, index, "__tostring") != LUA_TNIL) {
        if (shows_address)
            lua_pop(L, 1);
        return luaL_tolstring(L, index, len);
    }
    int name = luaL_getmetafield(L, index, "__name");
    if (name != LUA_TNIL && name != LUA_TSTRING)
        lua_pop(L, 1);
    if (name != LUA_TSTRING)
        lua_pushstring(L, luaL_typename(L, index));
    return lua_tolstring(L, -1, len);
}

int tb_own_tostring(lua_State *L)
{
    luaL_checkany(L, 1);
    tb_sandbox_tostring(L, 1, NULL);
    return 1;
}

int tb_own_print(lua_State *L)
{
    struct tb_sandbox *sandbox = tb_sandbox_of(L);
    int args = lua_gettop(L);
    luaL_Buffer line;
    luaL_buffinit(L, &line);
    for (int i = 1; i <= args; i++) {
        if (i > 1)
            luaL_addchar(&line, '\t');
        tb_sandbox_tostring(L, i, NULL);
        luaL_addvalue(&line);
    }
    luaL_addchar(&line, '\n');
    luaL_pushresult(&line);
    struct tb_str text;
    text.ptr = lua_tolstring(L, -1, &text.len);
    if (text.len > TB_PRINT_MAX - sandbox->printed)
        return tb_sandbox_stop(L, TB_CAUSE_OUTPUT);
    sandbox->printed += text.len;
    if (sandbox->print)
        sandbox->print(L, text, sandbox->print_user);
    return 0;
}

/* Makes the argument of each %s plain text first; refuses %p. */
int tb_own_format(lua_State *L)
{
    size_t len;
    const char *format = luaL_checklstring(L, 1, &len), *end = format + len;
    int top = lua_gettop(L), arg = 1;
    while ((format = memchr(format, '%', (size_t)(end - format))) != NULL) {
        format += 1 + strspn(format + 1, "-+ #0123456789.");
        if (format == end)
            break;
        if (*format++ == '%')
            continue;
        arg++;
        if (format[-1] == 'p')
            return luaL_argerror(L, 1, "%p is not offered: addresses differ from run to run");
        if (format[-1] == 's' && arg <= top && !lua_isstring(L, arg)) {
            tb_sandbox_tostring(L, arg, NULL);
            lua_replace(L, arg);
        }
    }
    return tb_own_call_standard(L);
}

/* load(chunk [, name [, mode [, env]]]): mode "t" whatever is asked for. */
int tb_own_load(lua_State *L)
{
    bool has_env = !lua_isnone(L, 4);
    const char *mode = luaL_optstring(L, 3, "bt");
    lua_settop(L, 4);
    /* A mode without 't' keeps refusing text, with the standard message. */
    lua_pushstring(L, strchr(mode, 't') ? "t" : "");
    lua_replace(L, 3);
    if (!has_env) {
        lua_pushvalue(L, lua_upvalueindex(ENV));
        lua_replace(L, 4);
    }
    return tb_own_call_standard(L);
}

int tb_own_collectgarbage(lua_State *L)
{
    const char *what = luaL_optstring(L, 1, "collect");
    if (strcmp(what, "count") != 0)
        return luaL_argerror(L, 1, "only collectgarbage(\"count\") is offered");
    return tb_own_call_standard(L);
}

int tb_own_randomseed(lua_State *L)
{
    if (lua_gettop(L) == 0)
        lua_pushinteger(L, 0);
    return tb_own_call_standard(L);
}

int tb_own_clock(lua_State *L)
{
    lua_pushnumber(L, 0);
    return 1;
}

int tb_own_time(lua_State *L)
{
    if (!lua_isnoneornil(L, 1))
        return tb_own_call_standard(L);
    lua_pushinteger(L, tb_sandbox_of(L)->limits.now);
    return 1;
}

int tb_own_date(lua_State *L)
{
    luaL_optstring(L, 1, "%c");
    if (lua_isnoneornil(L, 2)) {
        lua_settop(L, 1);
        if (lua_isnil(L, 1) || lua_isnone(L, 1)) {
            lua_pushliteral(L, "%c");
            lua_replace(L, 1);
        }
        lua_pushinteger(L, tb_sandbox_of(L)->limits.now);
    }
    return tb_own_call_standard(L);
}
