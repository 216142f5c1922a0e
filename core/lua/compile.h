/*
 * compile.h - what Lua makes of a text, for the build, which puts bundled plugins into the program
 * (core/bundle). Never used on what comes from outside: Lua does not verify bytecode.
 */
#ifndef TB_LUA_COMPILE_H
#define TB_LUA_COMPILE_H

#include "base/buf.h"

/* Appends the bytecode of `text`, with its lines and names for messages. `chunk`: what messages call
 * it, "@plugins/checks/x/check.lua". TB_EFORMAT: no Lua; the message says where. */
enum tb_status tb_lua_compile(struct tb_str text, const char *chunk, struct tb_buf *out,
                              struct tb_error *error) TB_NODISCARD;

#endif
