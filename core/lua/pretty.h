/*
 * pretty.h - Lua values for people: tables as tables, columns right under Chinese text too. Private to
 * core/lua.
 */
#ifndef TB_LUA_PRETTY_H
#define TB_LUA_PRETTY_H

#include <lua.h>

#include "base/buf.h"

/* Appends the value at `index`, ended by a line end. A text stands as it is. A list of tables or of
 * lists is a table with a column for each key (those that the list's field `columns` lists, in that order),
 * as cards where `width` columns are too few for it; other
 * lists have an element a line, other tables and single parts of a bulletin a key a line. What lies
 * deeper is put on one line and cut to its place, never left out. May raise; what it holds is on the
 * Lua stack. */
void tb_pretty(lua_State *L, int index, size_t width, struct tb_buf *out);

#endif
