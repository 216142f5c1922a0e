/*
 * views_item.h - what the files about items share. Private to them.
 */
#ifndef TB_LUA_VIEWS_ITEM_H
#define TB_LUA_VIEWS_ITEM_H

#include "lua/view.h"

/* Pushes the text of a cell of the item at `item`; nil where the row has no such cell. */
void tb_item_push_cell(lua_State *L, int item, uint16_t column);

/* The column of the field named at stack index `arg`. A column of the table has a place in every row, one
 * beyond it only where the row is that long. TB_NO_COLUMN: no place. */
uint16_t tb_item_check_column(lua_State *L, int arg, const struct tb_view *item);

int tb_item_text_call(lua_State *L);
int tb_item_span_call(lua_State *L);
int tb_item_shared_call(lua_State *L);
int tb_item_comparisons_call(lua_State *L);

/* What an item was in the bulletins before (views_item_past.c). */
void tb_item_get_previous(lua_State *L, const struct tb_view *view, const struct tb_entry *entry);
void tb_item_get_changes(lua_State *L, const struct tb_view *view, const struct tb_entry *entry);
int tb_item_history_call(lua_State *L);

#endif
