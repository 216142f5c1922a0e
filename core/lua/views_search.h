/*
 * views_search.h - searching the cells of an item, or of all items of a bulletin, in C. Private to the
 * views.
 */
#ifndef TB_LUA_VIEWS_SEARCH_H
#define TB_LUA_VIEWS_SEARCH_H

#include "lua/view.h"

int tb_item_find_any_call(lua_State *L);
int tb_item_find_between_call(lua_State *L);
int tb_item_repeats_call(lua_State *L);

int tb_bulletin_find_any_call(lua_State *L);
int tb_bulletin_find_between_call(lua_State *L);
int tb_bulletin_repeats_call(lua_State *L);
int tb_bulletin_cells_call(lua_State *L);
void tb_bulletin_get_prose(lua_State *L, const struct tb_view *view, const struct tb_entry *entry);

/* Columns of a bulletin. */
struct tb_columns {
    size_t count;
    uint16_t at[];
};

/* The columns of the fields at `arg`: a name, a list of names, nil for all. Those that the bulletin
 * does not have are left out. Pushes a list of the names, then what is returned. Raises. */
const struct tb_columns *tb_columns_push(lua_State *L, int arg, const struct tb_report *report);

#endif
