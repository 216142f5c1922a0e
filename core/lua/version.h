/*
 * version.h - which Lua the program runs with.
 */
#ifndef TB_LUA_VERSION_H
#define TB_LUA_VERSION_H

/* The library loaded now, which may be newer than the one built with: 50404 for 5.4.4; 0: it does
 * not say. */
unsigned tb_lua_version(void);

#endif
