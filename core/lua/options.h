/*
 * options.h - the options of a plugin. Private to core/lua.
 */
#ifndef TB_LUA_OPTIONS_H
#define TB_LUA_OPTIONS_H

#include "base/json.h"
#include "lua/run.h"

/* Checks the options of the declaration at `declaration`, applies the settings of `file`, writes
 * "options" into the JSON and pushes opt. Raises. */
void tb_options_read(lua_State *L, int declaration, const struct tb_plugin_file *file,
                     const struct tb_table_place *whole, struct tb_json *json);

/* Pushes the opt of a case: the defaults of the plugin whose table of what is known is at `about`, and
 * the values of the table at `changes` (nil: none). Raises. */
void tb_options_of_case(lua_State *L, int about, int changes, const struct tb_table_place *place);

/* Pops a table of values, pushes opt: read-only, an unknown name raises. */
void tb_options_seal(lua_State *L);

/* Writes "key": {"zh": …, "en": …} for the text at `text`; null where it is nil. */
void tb_text_json(lua_State *L, struct tb_json *json, const char *key, int text);

#endif
