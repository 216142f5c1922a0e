/*
 * views_item.h - what the two files about items share. Private to them.
 */
#ifndef TB_LUA_VIEWS_ITEM_H
#define TB_LUA_VIEWS_ITEM_H

#include "lua/view.h"

/* Pushes the text of a cell of the item at `item`; nil where the row has no such cell. */
void tb_item_push_cell(lua_State *L, int item, uint16_t column);

int tb_item_text_call(lua_State *L);
int tb_item_span_call(lua_State *L);
int tb_item_find_any_call(lua_State *L);
int tb_item_find_between_call(lua_State *L);
int tb_item_repeats_call(lua_State *L);
int tb_item_comparisons_call(lua_State *L);

#endif
