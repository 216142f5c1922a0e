/* options.c - the options of a plugin: declared with a default, set by the user, seen as opt. */
#include "lua/options.h"

#include <lauxlib.h>

#include "base/closest.h"
#include "lua/view.h"

/* A number as people write it: no point where there are no decimals. */
static void push_number_text(lua_State *L, double number)
{
    char text[40];
    int len = snprintf(text, sizeof text, "%.14g", number);
    lua_pushlstring(L, text, (size_t)len);
}

const struct tb_slot tb_option_slots[] = {
    {"default", "boolean|number|string", "its value unless the user sets another", "0.1",
     TB_SLOT_ANY, true, -1},
    {"type", "string", "boolean, number, integer or text; by itself that of the default", "0.1",
     TB_SLOT_STRING, false, -1},
    {"min", "number", "least value of a number", "0.1", TB_SLOT_NUMBER, false, -1},
    {"max", "number", "greatest value of a number", "0.1", TB_SLOT_NUMBER, false, -1},
    {"help", "Text", "what it changes, for `help` and the page of the rule", "0.1", TB_SLOT_TEXT,
     false, -1},
};
const size_t tb_option_slot_count = sizeof tb_option_slots / sizeof *tb_option_slots;

/* --- one option ------------------------------------------------------------------------------- */

enum option_type { OPTION_BOOLEAN, OPTION_NUMBER, OPTION_INTEGER, OPTION_TEXT, OPTION_TYPE_END };
static const char *const type_names[] = {"boolean", "number", "integer", "text"};

struct option {
    enum option_type type;
    bool has_min, has_max;
    double min, max;
};

static bool fits_type(lua_State *L, int value, enum option_type type)
{
    switch (type) {
    case OPTION_BOOLEAN:
        return lua_isboolean(L, value);
    case OPTION_NUMBER:
        return lua_type(L, value) == LUA_TNUMBER;
    case OPTION_INTEGER:
        return lua_type(L, value) == LUA_TNUMBER && lua_isinteger(L, value);
    case OPTION_TEXT:
        return lua_type(L, value) == LUA_TSTRING;
    case OPTION_TYPE_END:
    default:
        return false;
    }
}

/* Pushes what the option expects: "a number from 0 to 1". */
static void push_expected(lua_State *L, const struct option *option)
{
    static const char *const words[] = {"true or false", "a number", "a whole number", "a text"};
    lua_pushstring(L, words[option->type]);
    if (option->has_min) {
        push_number_text(L, option->min);
        lua_pushfstring(L, "%s from %s", lua_tostring(L, -2), lua_tostring(L, -1));
    }
    if (option->has_max) {
        push_number_text(L, option->max);
        lua_pushfstring(L, "%s %s %s", lua_tostring(L, -2), option->has_min ? "to" : "up to",
                        lua_tostring(L, -1));
    }
}

static bool fits(lua_State *L, int value, const struct option *option)
{
    if (!fits_type(L, value, option->type))
        return false;
    if (lua_type(L, value) != LUA_TNUMBER)
        return true;
    double number = lua_tonumber(L, value);
    return !(option->has_min && number < option->min) &&
           !(option->has_max && number > option->max) && number == number;
}

/* Raises "expected X, found Y" for the value at `value`. */
static int wrong_value(lua_State *L, int value, const struct option *option,
                       const struct tb_table_place *place, const char *field)
{
    push_expected(L, option);
    const char *expected = lua_tostring(L, -1);
    if (lua_istable(L, value) || lua_isfunction(L, value))
        lua_pushfstring(L, "expected %s, found a %s", expected, luaL_typename(L, value));
    else
        lua_pushfstring(L, "expected %s, found %s", expected, tb_push_shown(L, value));
    return tb_table_fail(L, place, field, lua_tostring(L, -1));
}

static enum option_type type_of_default(lua_State *L, int value)
{
    switch (lua_type(L, value)) {
    case LUA_TBOOLEAN:
        return OPTION_BOOLEAN;
    case LUA_TNUMBER:
        return OPTION_NUMBER;
    case LUA_TSTRING:
        return OPTION_TEXT;
    default:
        return OPTION_TYPE_END;
    }
}

/* The type that is declared, else that of the default at stack index `value`. */
static enum option_type read_type(lua_State *L, int table, int value,
                                  const struct tb_table_place *place)
{
    enum option_type type = type_of_default(L, value);
    if (type == OPTION_TYPE_END)
        tb_table_fail(L, place, "default", "expected true, false, a number or a text");
    if (lua_getfield(L, table, "type") == LUA_TSTRING) {
        struct tb_closest_search search = tb_closest_start(tb_str_of(lua_tostring(L, -1)));
        unsigned i = 0;
        for (; i < OPTION_TYPE_END; i++) {
            if (strcmp(lua_tostring(L, -1), type_names[i]) == 0)
                break;
            tb_closest_try(&search, tb_str_of(type_names[i]));
        }
        if (i == OPTION_TYPE_END) {
            lua_pushfstring(L, "expected boolean, number, integer or text, found '%s'%s%s%s",
                            tb_push_shown(L, -1), search.best.ptr ? " (did you mean '" : "",
                            search.best.ptr ? search.best.ptr : "", search.best.ptr ? "'?)" : "");
            tb_table_fail(L, place, "type", lua_tostring(L, -1));
        }
        type = (enum option_type)i;
    }
    lua_pop(L, 1);
    return type;
}

/* Checks the option's table at `table`; leaves its default on the stack. */
static struct option read_option(lua_State *L, int table, const struct tb_table_place *place)
{
    struct option option = {0};
    tb_slots_check(L, table, tb_option_slots, tb_option_slot_count, place);
    option.has_min = lua_getfield(L, table, "min") == LUA_TNUMBER;
    option.min = lua_tonumber(L, -1);
    option.has_max = lua_getfield(L, table, "max") == LUA_TNUMBER;
    option.max = lua_tonumber(L, -1);
    lua_pop(L, 2);
    lua_getfield(L, table, "default"); // default
    option.type = read_type(L, table, lua_gettop(L), place);
    bool numeric = option.type == OPTION_NUMBER || option.type == OPTION_INTEGER;
    if ((option.has_min || option.has_max) && !numeric)
        tb_table_fail(L, place, option.has_min ? "min" : "max", "only a number has bounds");
    if (!fits(L, lua_gettop(L), &option))
        wrong_value(L, lua_gettop(L), &option, place, "default");
    return option;
}

/* --- settings --------------------------------------------------------------------------------- */

static void push_setting(lua_State *L, const struct tb_setting *setting)
{
    switch (setting->type) {
    case TB_SETTING_BOOL:
        lua_pushboolean(L, setting->on);
        break;
    case TB_SETTING_NUMBER:
        lua_pushnumber(L, setting->number);
        if (setting->number >= -9e15 && setting->number <= 9e15 &&
            (double)(lua_Integer)setting->number == setting->number) {
            lua_pushinteger(L, (lua_Integer)setting->number);
            lua_replace(L, -2);
        }
        break;
    case TB_SETTING_TEXT:
    default:
        tb_push_str(L, setting->text.ptr ? setting->text : TB_STR(""));
        break;
    }
}

/* What a setting's error says: "tongbao.lua:12: target-missed: tolerance: …". */
static struct tb_table_place setting_place(lua_State *L, const struct tb_setting *setting,
                                           const struct tb_plugin_file *file)
{
    tb_push_str(L, setting->origin.ptr ? setting->origin : TB_STR("settings"));
    lua_pushlstring(L, file->id.ptr, file->id.len);
    lua_pushfstring(L, "%s: %s", lua_tostring(L, -2), lua_tostring(L, -1));
    return (struct tb_table_place){.what = lua_tostring(L, -1)}; /* stays on the stack */
}

/* Puts the value a user set for `name` in place of the default on top of the stack. */
static void apply_setting(lua_State *L, const char *name, const struct option *option,
                          const struct tb_plugin_file *file)
{
    for (size_t i = 0; i < file->setting_count; i++) {
        const struct tb_setting *setting = &file->settings[i];
        if (!tb_str_eq(setting->name, tb_str_of(name)))
            continue;
        push_setting(L, setting); // default value
        if (!fits(L, lua_gettop(L), option)) {
            int value = lua_gettop(L);
            struct tb_table_place place = setting_place(L, setting, file);
            wrong_value(L, value, option, &place, name);
        }
        lua_replace(L, -2); // value
    }
}

/* Every setting must be for an option: `names` is the list of them. */
static void check_settings(lua_State *L, int names, const struct tb_plugin_file *file)
{
    for (size_t i = 0; i < file->setting_count; i++) {
        const struct tb_setting *setting = &file->settings[i];
        struct tb_closest_search search = tb_closest_start(setting->name);
        bool known = false;
        for (lua_Integer n = 1; lua_rawgeti(L, names, n) == LUA_TSTRING; n++) {
            struct tb_str name;
            name.ptr = lua_tolstring(L, -1, &name.len);
            known = known || tb_str_eq(name, setting->name);
            tb_closest_try(&search, name);
            lua_pop(L, 1);
        }
        lua_pop(L, 1);
        if (known)
            continue;
        struct tb_table_place place = setting_place(L, setting, file);
        lua_pushlstring(L, setting->name.ptr, setting->name.len);
        const char *shown = tb_push_shown(L, -1);
        if (search.best.ptr)
            lua_pushfstring(L, "no such option (did you mean '%s'?)", search.best.ptr);
        else
            lua_pushliteral(L, "no such option");
        tb_table_fail(L, &place, shown, lua_tostring(L, -1));
    }
}

/* --- all options ------------------------------------------------------------------------------ */

static void put_value(lua_State *L, struct tb_json *json, const char *key, int value)
{
    tb_json_key(json, key);
    if (lua_isboolean(L, value))
        tb_json_bool(json, lua_toboolean(L, value));
    else if (lua_isinteger(L, value))
        tb_json_int(json, lua_tointeger(L, value));
    else if (lua_type(L, value) == LUA_TNUMBER)
        tb_json_double(json, lua_tonumber(L, value), 15);
    else
        tb_json_text(json, lua_tostring(L, value));
}

static void put_bound(struct tb_json *json, const char *key, bool known, double value)
{
    tb_json_key(json, key);
    if (known)
        tb_json_double(json, value, 15);
    else
        tb_json_null(json);
}

/* Reads the option `name` of the table `options`: its value goes into `values`, all of it into the
 * JSON. */
static void add_option(lua_State *L, const char *name, int options, int values,
                       const struct tb_plugin_file *file, const struct tb_table_place *whole,
                       struct tb_json *json)
{
    int top = lua_gettop(L);
    struct tb_table_place place = *whole;
    lua_pushfstring(L, "options.%s", name);
    place.what = lua_tostring(L, -1);
    if (lua_getfield(L, options, name) != LUA_TTABLE)
        tb_table_fail(L, whole, name, "expected a table such as { default = 0.05 }");
    int table = lua_gettop(L);
    struct option option = read_option(L, table, &place); // … table default
    tb_json_object(json);
    tb_json_key(json, "name");
    tb_json_text(json, name);
    tb_json_key(json, "type");
    tb_json_text(json, type_names[option.type]);
    put_value(L, json, "default", lua_gettop(L));
    apply_setting(L, name, &option, file); // … table value
    put_value(L, json, "value", lua_gettop(L));
    lua_setfield(L, values, name);
    put_bound(json, "min", option.has_min, option.min);
    put_bound(json, "max", option.has_max, option.max);
    lua_getfield(L, table, "help");
    tb_text_json(L, json, "help", lua_gettop(L));
    tb_json_close(json);
    lua_settop(L, top);
}

static bool is_option_name(const char *name)
{
    if (!(name[0] >= 'a' && name[0] <= 'z'))
        return false;
    for (const char *c = name; *c; c++)
        if (!((*c >= 'a' && *c <= 'z') || (*c >= '0' && *c <= '9') || *c == '_'))
            return false;
    return strcmp(name, "severity") != 0;
}

/* Pushes the names of the options at `options` (nil: none) as a sorted list. */
static void push_names(lua_State *L, int options, const struct tb_table_place *place)
{
    lua_newtable(L); // names
    lua_Integer count = 0;
    if (lua_isnil(L, options))
        return;
    for (lua_pushnil(L); lua_next(L, options); lua_pop(L, 1)) { // names key value
        if (lua_type(L, -2) != LUA_TSTRING || !is_option_name(lua_tostring(L, -2)))
            tb_table_fail(L, place, tb_push_shown(L, -2),
                          "names of options are lower-case letters, digits and _, and not "
                          "'severity', which every rule has");
        lua_Integer at = ++count;
        for (; at > 1; at--) { /* few: insertion */
            lua_rawgeti(L, -3, at - 1);
            bool done = strcmp(lua_tostring(L, -1), lua_tostring(L, -3)) <= 0;
            if (done) {
                lua_pop(L, 1);
                break;
            }
            lua_rawseti(L, -4, at);
        }
        lua_pushvalue(L, -2);
        lua_rawseti(L, -4, at);
    }
}

void tb_options_read(lua_State *L, int declaration, const struct tb_plugin_file *file,
                     const struct tb_table_place *whole, struct tb_json *json)
{
    struct tb_table_place place = *whole;
    place.what = "options";
    luaL_checkstack(L, 20, NULL);
    lua_newtable(L); // values
    int values = lua_gettop(L);
    lua_getfield(L, declaration, "options"); // values options
    push_names(L, values + 1, &place);       // values options names
    check_settings(L, values + 2, file);
    tb_json_key(json, "options");
    tb_json_array(json);
    for (lua_Integer n = 1; lua_rawgeti(L, values + 2, n) == LUA_TSTRING; n++) {
        add_option(L, lua_tostring(L, -1), values + 1, values, file, &place, json);
        lua_pop(L, 1);
    }
    tb_json_close(json);
    lua_settop(L, values); // values
    tb_options_seal(L);    // opt
}

/* Raises: the case changes an option that is not declared. */
static int unknown_change(lua_State *L, int options, const struct tb_table_place *place)
{
    const char *shown = tb_push_shown(L, -2); /* the key of lua_next */
    struct tb_closest_search search = tb_closest_start(tb_str_of(shown));
    push_names(L, options, place);
    for (lua_Integer n = 1; lua_rawgeti(L, -1, n) == LUA_TSTRING; n++) {
        tb_closest_try(&search, tb_str_of(lua_tostring(L, -1)));
        lua_pop(L, 1);
    }
    lua_pushfstring(L, "no such option%s%s%s", search.best.ptr ? " (did you mean '" : "",
                    search.best.ptr ? search.best.ptr : "", search.best.ptr ? "'?)" : "");
    return tb_table_fail(L, place, shown, lua_tostring(L, -1));
}

void tb_options_of_case(lua_State *L, int about, int changes, const struct tb_table_place *place)
{
    luaL_checkstack(L, 20, NULL);
    lua_getfield(L, about, "options"); // options
    int options = lua_gettop(L), values = options + 1;
    lua_newtable(L); // options values
    if (!lua_isnil(L, options))
        for (lua_pushnil(L); lua_next(L, options); lua_pop(L, 1)) {
            lua_pushvalue(L, -2);
            lua_getfield(L, -2, "default");
            lua_rawset(L, values);
        }
    if (!lua_isnil(L, changes))
        for (lua_pushnil(L); lua_next(L, changes); lua_pop(L, 1)) { // … key value
            int value = lua_gettop(L);
            lua_pushvalue(L, -2);
            if (lua_isnil(L, options) || lua_rawget(L, options) != LUA_TTABLE) {
                lua_settop(L, value);
                unknown_change(L, options, place);
            }
            struct option option = read_option(L, lua_gettop(L), place);
            if (!fits(L, value, &option))
                wrong_value(L, value, &option, place, tb_push_shown(L, value - 1));
            lua_settop(L, value);
            lua_pushvalue(L, -2);
            lua_pushvalue(L, value);
            lua_rawset(L, values);
        }
    lua_settop(L, values);
    tb_options_seal(L);     // options opt
    lua_remove(L, options); // opt
}

/* --- opt as a plugin sees it ------------------------------------------------------------------ */

/* upvalue 1 of all: the values */
static int opt_index(lua_State *L)
{
    lua_settop(L, 2);
    lua_pushvalue(L, 2);
    if (lua_rawget(L, lua_upvalueindex(1)) != LUA_TNIL)
        return 1;
    const char *shown = tb_push_shown(L, 2);
    struct tb_closest_search search = tb_closest_start(tb_str_of(shown));
    for (lua_pushnil(L); lua_next(L, lua_upvalueindex(1)); lua_pop(L, 1))
        tb_closest_try(&search, tb_str_of(lua_tostring(L, -2)));
    if (!search.best.ptr)
        return luaL_error(L, "the plugin declares no option '%s'", shown);
    return luaL_error(L, "the plugin declares no option '%s' (did you mean '%s'?)", shown,
                      search.best.ptr);
}

static int opt_newindex(lua_State *L)
{
    return luaL_error(L, "options cannot be changed: keep what you need in a local");
}

void tb_options_seal(lua_State *L)
{
    static const luaL_Reg functions[] = {
        {"__index", opt_index}, {"__newindex", opt_newindex}, {NULL, NULL}};
    lua_newuserdatauv(L, 0, 0);     // values opt
    lua_newtable(L);                // values opt meta
    lua_pushvalue(L, -3);           // values opt meta values
    luaL_setfuncs(L, functions, 1); // values opt meta
    lua_pushboolean(L, 0);
    lua_setfield(L, -2, "__metatable");
    lua_pushliteral(L, "options");
    lua_setfield(L, -2, "__name");
    lua_setmetatable(L, -2); // values opt
    lua_remove(L, -2);       // opt
}
