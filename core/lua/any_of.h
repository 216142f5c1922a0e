/*
 * any_of.h - any_of { … }: the texts that a plugin looks for, made ready once. Private to core/lua.
 */
#ifndef TB_LUA_ANY_OF_H
#define TB_LUA_ANY_OF_H

#include <lua.h>

#include "lua/view.h"
#include "lua/words.h"

/* What any_of gives, for the reference: its methods are no fields of a bulletin. */
extern const struct tb_type tb_words_type;

/* Puts any_of into the _ENV on top of the stack. */
void tb_any_of_open(lua_State *L);

/* The argument: what any_of gave, or a table of texts, which is made ready for this one call and
 * takes its place on the stack. Raises. */
const struct tb_words *tb_any_of_check(lua_State *L, int arg);

#endif
