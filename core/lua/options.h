/*
 * options.h - the options of a plugin. Private to core/lua.
 */
#ifndef TB_LUA_OPTIONS_H
#define TB_LUA_OPTIONS_H

#include "base/json.h"
#include "lua/run.h"

enum tb_option_type {
    TB_OPTION_BOOLEAN,
    TB_OPTION_NUMBER,
    TB_OPTION_INTEGER,
    TB_OPTION_TEXT,
    TB_OPTION_TYPE_END
};
extern const char *const tb_option_type_names[]; /* "boolean", … */

/* What an option expects. */
struct tb_option {
    enum tb_option_type type;
    bool has_min, has_max;
    double min, max;
};

/* Checks the table of one option at `table`; leaves its default on the stack. Raises. */
struct tb_option tb_option_read(lua_State *L, int table, const struct tb_table_place *place);
bool tb_option_fits(lua_State *L, int value, const struct tb_option *option);
/* Raises "expected X, found Y" for the value at `value`. */
int tb_option_refuse(lua_State *L, int value, const struct tb_option *option,
                     const struct tb_table_place *place, const char *field);

/* Checks the options of the declaration at `declaration`, applies the settings of `file`, writes
 * "options" into the JSON and pushes opt. Raises. */
void tb_options_read(lua_State *L, int declaration, const struct tb_plugin_file *file,
                     const struct tb_table_place *whole, struct tb_json *json);

/* Pushes the opt of a case: the defaults of the plugin whose table of what is known is at `about`, and
 * the values of the table at `changes` (nil: none). Raises. */
void tb_options_of_case(lua_State *L, int about, int changes, const struct tb_table_place *place);

/* Writes "key": {"zh": …, "en": …} for the text at `text`; null where it is nil. */
void tb_text_json(lua_State *L, struct tb_json *json, const char *key, int text);

#endif
