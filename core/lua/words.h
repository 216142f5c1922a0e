/*
 * words.h - a list of texts that a plugin looks for, made ready once: a cell is then walked once,
 * however long the list is. Lua owns all memory.
 */
#ifndef TB_LUA_WORDS_H
#define TB_LUA_WORDS_H

#include <lua.h>

#include "base/str.h"

struct tb_words;

/* The list at stack index `arg`, ready; pushes what keeps it alive. It is kept as long as the list
 * itself and made anew when the list has changed. Raises what is no list of texts, an empty text,
 * and more than 10000. */
const struct tb_words *tb_words_check(lua_State *L, int arg);

/* The next place from `*from` on where one of them stands, the longest of those that begin there:
 * `*from` and `*to` are set to it. False: there is none. */
bool tb_words_next(const struct tb_words *words, struct tb_str text, size_t *from, size_t *to);

#endif
