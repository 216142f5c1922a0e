/* library.c - the allow-list and the tables made from it. */
#include "lua/library.h"

#include <lauxlib.h>
#include <lualib.h>
#include <string.h>

#include "lua/coroutine.h"
#include "lua/library_own.h"

/* Registry keys: the standard libraries by name; of each, what plugins have as it stands. */
#define STANDARD "tongbao.standard"
#define MODEL "tongbao.model"

#define KEEP(library, name, reason)                                                                \
    {                                                                                              \
        library, name, true, NULL, reason                                                          \
    }
#define OURS(library, name, own, reason)                                                           \
    {                                                                                              \
        library, name, true, own, reason                                                           \
    }
#define LEAVE(library, name, reason)                                                               \
    {                                                                                              \
        library, name, false, NULL, reason                                                         \
    }

/* clang-format off */
const struct tb_library_entry tb_library[] = {
    KEEP("", "_VERSION",       "a text"),
    KEEP("", "assert",         "raises an error like any other"),
    KEEP("", "error",          "raises; limits are no errors, so nothing has to be kept from pcall"),
    KEEP("", "getmetatable",   "honours __metatable; the one of strings says false"),
    KEEP("", "next",           "pure; the order is not defined"),
    KEEP("", "pcall",          "cannot catch a limit"),
    KEEP("", "rawequal",       "pure"),
    KEEP("", "rawget",         "works on tables only; views are no tables"),
    KEEP("", "rawlen",         "works on tables and texts only"),
    KEEP("", "rawset",         "works on tables only; views are no tables"),
    KEEP("", "select",         "pure"),
    KEEP("", "setmetatable",   "works on tables only; __gc runs in the worker, where limits hold"),
    KEEP("", "tonumber",       "pure; never asks the locale, which stays C"),
    KEEP("", "type",           "pure"),
    KEEP("", "xpcall",         "cannot catch a limit"),
    OURS("", "collectgarbage", tb_own_collectgarbage, "only \"count\": the collector is not to be stopped"),
    OURS("", "ipairs",         tb_own_ipairs, "as the standard one; straight through the lists of a bulletin"),
    OURS("", "load",           tb_own_load, "text only, never bytecode, which Lua does not verify; the plugin's own _ENV"),
    OURS("", "pairs",          tb_own_pairs, "in the order of the keys, which would differ from run to run"),
    OURS("", "print",          tb_own_print, "goes to the broker, which says whose it is"),
    OURS("", "tostring",       tb_own_tostring, "no addresses: they differ from run to run and help an attacker"),
    LEAVE("", "_G",            "each plugin's own table is put there"),
    LEAVE("", "dofile",        "reads files"),
    LEAVE("", "loadfile",      "reads files"),
    LEAVE("", "warn",          "writes to standard error"),

    KEEP("string", "byte",     "pure"),
    KEEP("string", "char",     "pure"),
    KEEP("string", "find",     "may backtrack for long; the deadline ends it inside C"),
    KEEP("string", "gmatch",   "as find"),
    KEEP("string", "gsub",     "as find"),
    KEEP("string", "len",      "pure"),
    KEEP("string", "lower",    "ASCII only: the locale stays C"),
    KEEP("string", "match",    "as find"),
    KEEP("string", "pack",     "pure"),
    KEEP("string", "packsize", "pure"),
    KEEP("string", "rep",      "may be long; memory is counted, the deadline ends it inside C"),
    KEEP("string", "reverse",  "pure"),
    KEEP("string", "sub",      "pure"),
    KEEP("string", "unpack",   "pure"),
    KEEP("string", "upper",    "ASCII only: the locale stays C"),
    OURS("string", "format",   tb_own_format, "no addresses, in %s and %p"),
    LEAVE("string", "dump",    "makes bytecode"),

    KEEP("table", "concat",    "may be long; memory is counted, the deadline ends it inside C"),
    KEEP("table", "insert",    "as concat"),
    KEEP("table", "move",      "as concat"),
    KEEP("table", "pack",      "pure"),
    KEEP("table", "remove",    "as concat"),
    KEEP("table", "sort",      "survives a lying comparator with an error"),
    KEEP("table", "unpack",    "refuses too many results"),

    KEEP("math", "abs",        "pure"), KEEP("math", "acos",      "pure"),
    KEEP("math", "asin",       "pure"), KEEP("math", "atan",      "pure"),
    KEEP("math", "ceil",       "pure"), KEEP("math", "cos",       "pure"),
    KEEP("math", "deg",        "pure"), KEEP("math", "exp",       "pure"),
    KEEP("math", "floor",      "pure"), KEEP("math", "fmod",      "pure"),
    KEEP("math", "huge",       "a number"), KEEP("math", "log",   "pure"),
    KEEP("math", "max",        "pure"), KEEP("math", "maxinteger", "a number"),
    KEEP("math", "min",        "pure"), KEEP("math", "mininteger", "a number"),
    KEEP("math", "modf",       "pure"), KEEP("math", "pi",        "a number"),
    KEEP("math", "rad",        "pure"), KEEP("math", "sin",       "pure"),
    KEEP("math", "sqrt",       "pure"), KEEP("math", "tan",       "pure"),
    KEEP("math", "tointeger",  "pure"), KEEP("math", "type",      "pure"),
    KEEP("math", "ult",        "pure"),
    KEEP("math", "random",     "each plugin's own sequence, the same in every run"),
    LEAVE("math", "atan2",     "deprecated; not in every build of Lua 5.4"),
    LEAVE("math", "cosh",      "deprecated; not in every build of Lua 5.4"),
    LEAVE("math", "frexp",     "deprecated; not in every build of Lua 5.4"),
    LEAVE("math", "ldexp",     "deprecated; not in every build of Lua 5.4"),
    LEAVE("math", "log10",     "deprecated; not in every build of Lua 5.4"),
    LEAVE("math", "pow",       "deprecated; not in every build of Lua 5.4"),
    LEAVE("math", "sinh",      "deprecated; not in every build of Lua 5.4"),
    LEAVE("math", "tanh",      "deprecated; not in every build of Lua 5.4"),
    OURS("math", "randomseed", tb_own_randomseed, "without a number it would seed from time and addresses"),

    KEEP("utf8", "char",        "pure"),
    KEEP("utf8", "charpattern", "a text"),
    KEEP("utf8", "codepoint",   "pure"),
    KEEP("utf8", "codes",       "pure"),
    KEEP("utf8", "len",         "pure"),
    KEEP("utf8", "offset",      "pure"),

    KEEP("coroutine", "create",      "memory is counted"),
    KEEP("coroutine", "isyieldable", "pure"),
    KEEP("coroutine", "running",     "pure"),
    KEEP("coroutine", "status",      "pure"),
    KEEP("coroutine", "yield",       "pure"),
    OURS("coroutine", "resume", tb_coroutine_resume, "as the standard one, and notes which coroutine runs"),
    OURS("coroutine", "wrap",   tb_coroutine_wrap, "as the standard one, and notes which coroutine runs"),
    LEAVE("coroutine", "close", "closing in __close overflows the C stack of Lua 5.4.4"),

    KEEP("os", "difftime",   "pure"),
    OURS("os", "clock",      tb_own_clock, "stands still, so that every run says the same"),
    OURS("os", "date",       tb_own_date, "the run's own time, not the machine's"),
    OURS("os", "time",       tb_own_time, "the run's own time, not the machine's"),
    LEAVE("os", "execute",   "starts programs"),
    LEAVE("os", "exit",      "ends the process"),
    LEAVE("os", "getenv",    "reads the environment"),
    LEAVE("os", "remove",    "deletes files"),
    LEAVE("os", "rename",    "renames files"),
    LEAVE("os", "setlocale", "changes how the whole process reads numbers"),
    LEAVE("os", "tmpname",   "makes files"),
    {0},
};
/* clang-format on */

static const struct {
    const char *name;
    lua_CFunction open;
    int room; /* for so many names its table is made: one that grows is filled again and again */
} libraries[] = {{"", luaopen_base, 48},      {"string", luaopen_string, 16},
                 {"table", luaopen_table, 8}, {"math", luaopen_math, 32},
                 {"utf8", luaopen_utf8, 8},   {"coroutine", luaopen_coroutine, 8},
                 {"os", luaopen_os, 4}};
enum { LIBRARIES = sizeof libraries / sizeof *libraries };

static void push_standard(lua_State *L, const char *library)
{
    /* math keeps the state of its generator in its functions: each plugin has its own. */
    if (strcmp(library, "math") == 0) {
        lua_pushcfunction(L, luaopen_math);
        lua_call(L, 0, 1);
        return;
    }
    luaL_getsubtable(L, LUA_REGISTRYINDEX, STANDARD); /* all */
    lua_getfield(L, -1, library);                     /* all standard */
    lua_remove(L, -2);                                /* standard */
}

/* Copies what is offered of one library from the table on top into the one below it. */
static void copy_offered(lua_State *L, const char *library, int env)
{
    for (const struct tb_library_entry *entry = tb_library; entry->name; entry++) {
        if (!entry->offered || strcmp(entry->library, library) != 0)
            continue;
        lua_getfield(L, -1, entry->name); /* to from value */
        if (entry->own) {
            lua_pushvalue(L, env);
            lua_pushcclosure(L, entry->own, 2);
        }
        lua_setfield(L, -3, entry->name); /* to from */
    }
}

/* Copies all fields of the table on top into the one below it. */
static void copy_all(lua_State *L)
{
    int from = lua_gettop(L), to = from - 1;
    for (lua_pushnil(L); lua_next(L, from);) { /* to from name value */
        lua_pushvalue(L, -2);
        lua_insert(L, -2); /* to from name name value */
        lua_rawset(L, to); /* to from name */
    }
}

/* Pushes the table of one library in the _ENV at `env`; the basic functions stand in it itself. */
static void push_library(lua_State *L, int env, const char *name)
{
    if (*name)
        lua_getfield(L, env, name);
    else
        lua_pushvalue(L, env);
}

/* What is made for each plugin: functions of ours, which know its _ENV, and its own random numbers. */
static void add_own(lua_State *L, int env)
{
    push_standard(L, "math"); /* math */
    int math = lua_gettop(L);
    for (const struct tb_library_entry *entry = tb_library; entry->name; entry++) {
        bool random = strcmp(entry->name, "random") == 0;
        if (!entry->offered || (!entry->own && !random))
            continue;
        push_library(L, env, entry->library); /* math to */
        if (strcmp(entry->library, "math") == 0)
            lua_pushvalue(L, math);
        else
            push_standard(L, entry->library); /* math to from */
        lua_getfield(L, -1, entry->name);     /* math to from value */
        if (entry->own) {
            lua_pushvalue(L, env);
            lua_pushcclosure(L, entry->own, 2);
        }
        lua_setfield(L, -3, entry->name); /* math to from */
        lua_settop(L, math);
    }
    lua_pop(L, 1);
}

void tb_library_push(lua_State *L)
{
    luaL_checkstack(L, 8, "a plugin's library");
    lua_createtable(L, 0, libraries[0].room); /* env */
    int env = lua_gettop(L);
    luaL_getsubtable(L, LUA_REGISTRYINDEX, MODEL); /* env model */
    for (size_t i = 0; i < LIBRARIES; i++) {
        const char *name = libraries[i].name;
        if (*name)
            lua_createtable(L, 0, libraries[i].room);
        else
            lua_pushvalue(L, env);      /* env model to */
        lua_getfield(L, env + 1, name); /* env model to from */
        copy_all(L);
        lua_pop(L, 1); /* env model to */
        if (*name)
            lua_setfield(L, env, name);
        else
            lua_pop(L, 1);
    }
    lua_pop(L, 1); /* env */
    add_own(L, env);
    lua_pushvalue(L, env);
    lua_setfield(L, env, "_G");
}

/* Makes the model: copying it for each plugin takes a third of the work of choosing anew. */
static void make_model(lua_State *L)
{
    luaL_getsubtable(L, LUA_REGISTRYINDEX, MODEL); /* model */
    for (size_t i = 0; i < LIBRARIES; i++) {
        lua_newtable(L);                     /* model to */
        push_standard(L, libraries[i].name); /* model to from */
        for (const struct tb_library_entry *entry = tb_library; entry->name; entry++) {
            if (!entry->offered || entry->own || strcmp(entry->library, libraries[i].name) != 0)
                continue;
            lua_getfield(L, -1, entry->name);
            lua_setfield(L, -3, entry->name);
        }
        lua_pop(L, 1);
        lua_setfield(L, -2, libraries[i].name); /* model */
    }
    lua_pop(L, 1);
}

/* Texts find their methods in a table of their own that no plugin can reach, so that none can
 * change ("x"):upper() for itself, its helpers or another plugin. */
static void lock_strings(lua_State *L)
{
    lua_pushliteral(L, "");
    lua_getmetatable(L, -1);    /* "" meta */
    lua_newtable(L);            /* "" meta methods */
    push_standard(L, "string"); /* "" meta methods standard */
    lua_newtable(L);            /* stands for the _ENV, which these functions do not use */
    lua_insert(L, -3);          /* "" meta env methods standard */
    copy_offered(L, "string", lua_gettop(L) - 2);
    lua_pop(L, 1); /* "" meta env methods */
    lua_setfield(L, -3, "__index");
    lua_pop(L, 1); /* "" meta */
    lua_pushboolean(L, 0);
    lua_setfield(L, -2, "__metatable");
    lua_pop(L, 2);
}

void tb_library_open(lua_State *L)
{
    luaL_getsubtable(L, LUA_REGISTRYINDEX, STANDARD); /* all */
    for (size_t i = 0; i < LIBRARIES; i++) {
        lua_pushcfunction(L, libraries[i].open);
        lua_call(L, 0, 1);
        lua_setfield(L, -2, libraries[i].name);
    }
    /* What the basic library put into the globals: no code of ours or a plugin's finds them there. */
    lua_newtable(L);
    lua_rawseti(L, LUA_REGISTRYINDEX, LUA_RIDX_GLOBALS);
    lua_pop(L, 1);
    lock_strings(L);
    make_model(L);
}
