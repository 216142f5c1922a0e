/*
 * out.h - what the methods of `out` share. Private to core/lua.
 */
#ifndef TB_LUA_OUT_H
#define TB_LUA_OUT_H

#include "base/made.h"
#include "lua/run.h"

/* The writer behind the `out` that stands first; raises when its export is over. `made`: the method is
 * for exports whose file a module makes; else for those that write bytes. Raises for the other kind. */
struct tb_writer *tb_out_writer(lua_State *L, bool made);

/* After bytes were added: sends what is enough for a record; returns the `out` itself. */
int tb_out_added(lua_State *L, struct tb_writer *writer);

/* A tb_drain_fn, with the run as `user`: a whole bulletin does not wait in one piece. */
void tb_out_drain(struct tb_buf *piece, void *user);

/* out:row for a file that a module makes: the table at 2, each value with its type. */
int tb_out_made_row(lua_State *L, struct tb_writer *writer);
int tb_out_rows_call(lua_State *L);
int tb_out_sheet_call(lua_State *L);
int tb_out_chart_call(lua_State *L);
int tb_out_view_call(lua_State *L);
int tb_out_part_call(lua_State *L);

#endif
