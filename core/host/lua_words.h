/*
 * lua_words.h - Lua's own error messages in Chinese, by lexicon/lua-errors.tsv.
 */
#ifndef TB_HOST_LUA_WORDS_H
#define TB_HOST_LUA_WORDS_H

#include "base/buf.h"

/* Adds the message as it is for readers of Chinese: "check.lua:7: 试图在 nil 值上取字段（字段 x）（attempt to
 * …）". A message that is not Lua's own is added as it is. */
void tb_lua_words_put(struct tb_buf *out, struct tb_str message);

#endif
