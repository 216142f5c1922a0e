/* options.c - all options of a plugin: declared, set by the user or a case, seen as opt. */
#include "lua/options.h"

#include <lauxlib.h>

#include "base/closest.h"
#include "lua/view.h"

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
static void apply_setting(lua_State *L, const char *name, const struct tb_option *option,
                          const struct tb_plugin_file *file)
{
    for (size_t i = 0; i < file->setting_count; i++) {
        const struct tb_setting *setting = &file->settings[i];
        if (!tb_str_eq(setting->name, tb_str_of(name)))
            continue;
        push_setting(L, setting); // default value
        if (!tb_option_fits(L, lua_gettop(L), option)) {
            int value = lua_gettop(L);
            struct tb_table_place place = setting_place(L, setting, file);
            tb_option_refuse(L, value, option, &place, name);
        }
        lua_replace(L, -2); // value
    }
}

/* Whether the list `names` has the name that is searched for; tries them all as the nearest one. */
static bool has_name(lua_State *L, int names, struct tb_closest_search *search)
{
    bool found = false;
    for (lua_Integer n = 1; lua_rawgeti(L, names, n) == LUA_TSTRING; n++) {
        struct tb_str name;
        name.ptr = lua_tolstring(L, -1, &name.len); /* the list holds it */
        found = found || tb_str_eq(name, search->name);
        tb_closest_try(search, name);
        lua_pop(L, 1);
    }
    lua_pop(L, 1);
    return found;
}

/* Every setting must be for an option: `names` is the list of them. */
static void check_settings(lua_State *L, int names, const struct tb_plugin_file *file)
{
    for (size_t i = 0; i < file->setting_count; i++) {
        const struct tb_setting *setting = &file->settings[i];
        struct tb_closest_search search = tb_closest_start(setting->name);
        if (has_name(L, names, &search))
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

/* --- opt as a plugin sees it ------------------------------------------------------------------ */

/* upvalues: the values, and their names */
static int opt_index(lua_State *L)
{
    lua_settop(L, 2);
    lua_pushvalue(L, 2);
    if (lua_rawget(L, lua_upvalueindex(1)) != LUA_TNIL)
        return 1;
    const char *shown = tb_push_shown(L, 2);
    struct tb_closest_search search = tb_closest_start(tb_str_of(shown));
    (void)has_name(L, lua_upvalueindex(2), &search);
    if (!search.best.ptr)
        return luaL_error(L, "the plugin declares no option '%s'", shown);
    return luaL_error(L, "the plugin declares no option '%s' (did you mean '%s'?)", shown,
                      search.best.ptr);
}

static int opt_newindex(lua_State *L)
{
    return luaL_error(L, "options cannot be changed: keep what you need in a local");
}

/* Pops the values and the list of their names, pushes opt: read-only, an unknown name raises. */
static void seal(lua_State *L)
{
    static const luaL_Reg functions[] = {
        {"__index", opt_index}, {"__newindex", opt_newindex}, {NULL, NULL}};
    lua_newuserdatauv(L, 0, 0);     // values names opt
    lua_insert(L, -3);              // opt values names
    lua_newtable(L);                // opt values names meta
    lua_insert(L, -3);              // opt meta values names
    luaL_setfuncs(L, functions, 2); // opt meta
    lua_pushboolean(L, 0);
    lua_setfield(L, -2, "__metatable");
    lua_pushliteral(L, "options");
    lua_setfield(L, -2, "__name");
    lua_setmetatable(L, -2); // opt
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
    if (tb_raw_field(L, options, name) != LUA_TTABLE)
        tb_table_fail(L, whole, name, "expected a table such as { default = 0.05 }");
    int table = lua_gettop(L);
    struct tb_option option = tb_option_read(L, table, &place); // … table default
    tb_json_object(json);
    tb_json_key(json, "name");
    tb_json_text(json, name);
    tb_json_key(json, "type");
    tb_json_text(json, tb_option_type_names[option.type]);
    put_value(L, json, "default", lua_gettop(L));
    apply_setting(L, name, &option, file); // … table value
    put_value(L, json, "value", lua_gettop(L));
    lua_setfield(L, values, name);
    put_bound(json, "min", option.has_min, option.min);
    put_bound(json, "max", option.has_max, option.max);
    tb_raw_field(L, table, "help");
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
    tb_raw_field(L, declaration, "options"); // values options
    push_names(L, values + 1, &place);       // values options names
    check_settings(L, values + 2, file);
    tb_json_key(json, "options");
    tb_json_array(json);
    for (lua_Integer n = 1; lua_rawgeti(L, values + 2, n) == LUA_TSTRING; n++) {
        add_option(L, lua_tostring(L, -1), values + 1, values, file, &place, json);
        lua_pop(L, 1);
    }
    tb_json_close(json);
    lua_settop(L, values + 2); // values options names
    lua_remove(L, values + 1); // values names
    seal(L);                   // opt
}

/* --- the options of a case -------------------------------------------------------------------- */

/* The options of a case are declared ones: `changes` are its names. */
static void check_changes(lua_State *L, int names, int changes, const struct tb_table_place *place)
{
    for (lua_Integer n = 1; lua_rawgeti(L, changes, n) == LUA_TSTRING; n++) {
        struct tb_closest_search search = tb_closest_start(tb_str_of(lua_tostring(L, -1)));
        if (!has_name(L, names, &search)) {
            const char *known = search.best.ptr;
            const char *message =
                lua_pushfstring(L, "no such option%s%s%s", known ? " (did you mean '" : "",
                                known ? known : "", known ? "'?)" : "");
            tb_table_fail(L, place, tb_push_shown(L, -2), message);
        }
        lua_pop(L, 1);
    }
    lua_pop(L, 1);
}

void tb_options_of_case(lua_State *L, int about, int changes, const struct tb_table_place *place)
{
    luaL_checkstack(L, 20, NULL);
    int options = lua_gettop(L) + 1, values = options + 1, names = options + 2;
    tb_raw_field(L, about, "options"); // options
    lua_newtable(L);                   // options values
    push_names(L, options, place);     // options values names
    push_names(L, changes, place);     // options values names changed
    check_changes(L, names, names + 1, place);
    lua_settop(L, names); // options values names
    for (lua_Integer n = 1; lua_rawgeti(L, names, n) == LUA_TSTRING; n++) {
        const char *name = lua_tostring(L, -1);
        tb_raw_field(L, options, name);
        struct tb_option option = tb_option_read(L, lua_gettop(L), place); // … default
        if (tb_raw_field(L, changes, name) == LUA_TNIL)
            lua_pop(L, 1);
        else if (!tb_option_fits(L, lua_gettop(L), &option))
            tb_option_refuse(L, lua_gettop(L), &option, place, name);
        lua_setfield(L, values, name);
        lua_settop(L, names);
    }
    lua_settop(L, names);
    seal(L);                // options opt
    lua_remove(L, options); // opt
}
