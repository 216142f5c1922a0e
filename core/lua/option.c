/* option.c - one option as a plugin declares it, and whether a value fits it. */
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

const char *const tb_option_type_names[] = {"boolean", "number", "integer", "text"};

static bool fits_type(lua_State *L, int value, enum tb_option_type type)
{
    switch (type) {
    case TB_OPTION_BOOLEAN:
        return lua_isboolean(L, value);
    case TB_OPTION_NUMBER:
        return lua_type(L, value) == LUA_TNUMBER;
    case TB_OPTION_INTEGER:
        return lua_type(L, value) == LUA_TNUMBER && lua_isinteger(L, value);
    case TB_OPTION_TEXT:
        return lua_type(L, value) == LUA_TSTRING;
    case TB_OPTION_TYPE_END:
    default:
        return false;
    }
}

/* Pushes what the option expects: "a number from 0 to 1". */
static void push_expected(lua_State *L, const struct tb_option *option)
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

bool tb_option_fits(lua_State *L, int value, const struct tb_option *option)
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
int tb_option_refuse(lua_State *L, int value, const struct tb_option *option,
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

static enum tb_option_type type_of_default(lua_State *L, int value)
{
    switch (lua_type(L, value)) {
    case LUA_TBOOLEAN:
        return TB_OPTION_BOOLEAN;
    case LUA_TNUMBER:
        return TB_OPTION_NUMBER;
    case LUA_TSTRING:
        return TB_OPTION_TEXT;
    default:
        return TB_OPTION_TYPE_END;
    }
}

/* The type that is declared, else that of the default at stack index `value`. */
static enum tb_option_type read_type(lua_State *L, int table, int value,
                                     const struct tb_table_place *place)
{
    enum tb_option_type type = type_of_default(L, value);
    if (type == TB_OPTION_TYPE_END)
        tb_table_fail(L, place, "default", "expected true, false, a number or a text");
    if (tb_raw_field(L, table, "type") == LUA_TSTRING) {
        struct tb_closest_search search = tb_closest_start(tb_str_of(lua_tostring(L, -1)));
        unsigned i = 0;
        for (; i < TB_OPTION_TYPE_END; i++) {
            if (strcmp(lua_tostring(L, -1), tb_option_type_names[i]) == 0)
                break;
            tb_closest_try(&search, tb_str_of(tb_option_type_names[i]));
        }
        if (i == TB_OPTION_TYPE_END) {
            lua_pushfstring(L, "expected boolean, number, integer or text, found '%s'%s%s%s",
                            tb_push_shown(L, -1), search.best.ptr ? " (did you mean '" : "",
                            search.best.ptr ? search.best.ptr : "", search.best.ptr ? "'?)" : "");
            tb_table_fail(L, place, "type", lua_tostring(L, -1));
        }
        type = (enum tb_option_type)i;
    }
    lua_pop(L, 1);
    return type;
}

/* Checks the option's table at `table`; leaves its default on the stack. */
struct tb_option tb_option_read(lua_State *L, int table, const struct tb_table_place *place)
{
    struct tb_option option = {0};
    tb_slots_check(L, table, tb_option_slots, tb_option_slot_count, place);
    option.has_min = tb_raw_field(L, table, "min") == LUA_TNUMBER;
    option.min = lua_tonumber(L, -1);
    option.has_max = tb_raw_field(L, table, "max") == LUA_TNUMBER;
    option.max = lua_tonumber(L, -1);
    lua_pop(L, 2);
    tb_raw_field(L, table, "default"); // default
    option.type = read_type(L, table, lua_gettop(L), place);
    bool numeric = option.type == TB_OPTION_NUMBER || option.type == TB_OPTION_INTEGER;
    if ((option.has_min || option.has_max) && !numeric)
        tb_table_fail(L, place, option.has_min ? "min" : "max", "only a number has bounds");
    if (!tb_option_fits(L, lua_gettop(L), &option))
        tb_option_refuse(L, lua_gettop(L), &option, place, "default");
    return option;
}
