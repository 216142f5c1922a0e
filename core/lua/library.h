/*
 * library.h - which functions of the standard library plugins have: an allow-list, in one table, with
 * a reason on every line. What is not in it does not exist for a plugin, whatever the version of Lua
 * brings. Private to core/lua; the documentation and the tests read the table.
 */
#ifndef TB_LUA_LIBRARY_H
#define TB_LUA_LIBRARY_H

#include <stdbool.h>

#include <lua.h>

struct tb_library_entry {
    const char *library; /* "string"; "" for the basic functions */
    const char *name;    /* "rep" */
    bool offered;
    lua_CFunction own;  /* ours in place of the standard one; its upvalues: that one, the _ENV */
    const char *reason; /* why it is left out or changed; how it is safe */
};

/* Ended by an entry with name NULL. */
extern const struct tb_library_entry tb_library[];

/* Opens the standard libraries out of the plugins' reach, and locks the metatable of strings. To be
 * called once for a state, protected. */
void tb_library_open(lua_State *L);

/* Pushes a fresh table with what is offered, for one plugin. */
void tb_library_push(lua_State *L);

#endif
