/* markup.c - text that is HTML or XML already, told apart from text that is not: what is not is
 * escaped wherever the two meet, so that no cell of a bulletin can become a tag. */
#include <lauxlib.h>

#include "base/closest.h"
#include "lua/run.h"
#include "lua/sandbox.h"
#include "lua/view.h"

enum { DEPTH = 20 };

static const char type_name[] = "markup";

/* Where bytes go: counted first, then written into memory that Lua owns. */
struct sink {
    char *to; /* NULL: only counted */
    size_t len, room;
};

static void add(lua_State *L, struct sink *sink, const char *bytes, size_t len)
{
    if (sink->to && len > sink->room - sink->len)
        luaL_error(L, "markup: a list changed while it was read");
    if (sink->to)
        memcpy(sink->to + sink->len, bytes, len);
    sink->len += len;
}

/* XML 1.0 has no place for control characters, escaped or not. */
static const char *escape_of(unsigned char c)
{
    switch (c) {
    case '&':
        return "&amp;";
    case '<':
        return "&lt;";
    case '>':
        return "&gt;";
    case '"':
        return "&quot;";
    case '\'':
        return "&#39;";
    default:
        return c < ' ' && c != '\n' && c != '\t' && c != '\r' ? "\xEF\xBF\xBD" : NULL;
    }
}

static void add_escaped(lua_State *L, struct sink *sink, struct tb_str text)
{
    size_t from = 0;
    for (size_t i = 0; i < text.len; i++) {
        const char *escape = escape_of((unsigned char)text.ptr[i]);
        if (!escape)
            continue;
        add(L, sink, text.ptr + from, i - from);
        add(L, sink, escape, strlen(escape));
        from = i + 1;
    }
    add(L, sink, text.ptr + from, text.len - from);
}

/* The value at `index`: markup as it is, a list piece by piece, nil as nothing, others escaped. */
static void add_value(lua_State *L, struct sink *sink, int index, int depth)
{
    struct tb_str text = tb_markup_test(L, index);
    if (text.ptr) {
        add(L, sink, text.ptr, text.len);
    } else if (lua_type(L, index) == LUA_TSTRING || lua_type(L, index) == LUA_TNUMBER) {
        lua_pushvalue(L, index); /* a number in a list stays one */
        text.ptr = lua_tolstring(L, -1, &text.len);
        add_escaped(L, sink, text);
        lua_pop(L, 1);
    } else if (lua_type(L, index) == LUA_TTABLE && depth < DEPTH) {
        luaL_checkstack(L, 8, NULL);
        lua_Integer count = (lua_Integer)lua_rawlen(L, index);
        for (lua_Integer i = 1; i <= count; i++) {
            lua_rawgeti(L, index, i);
            add_value(L, sink, lua_gettop(L), depth + 1);
            lua_pop(L, 1);
        }
    } else if (!lua_isnil(L, index)) {
        luaL_error(L, "markup: expected a text, a number, markup or a list of them, found a %s",
                   luaL_typename(L, index));
    }
}

/* --- templates -------------------------------------------------------------------------------- */

static bool is_name_byte(char c)
{
    return c == '_' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

/* The length of "{name}" at `at`; 0: none stands there. */
static size_t placeholder(struct tb_str text, size_t at)
{
    size_t end = at + 1;
    while (end < text.len && is_name_byte(text.ptr[end]))
        end++;
    return end > at + 1 && end < text.len && text.ptr[end] == '}' ? end + 1 - at : 0;
}

static int unknown_placeholder(lua_State *L, const char *name)
{
    struct tb_closest_search search = tb_closest_start(tb_str_of(name));
    for (lua_pushnil(L); lua_next(L, 2); lua_pop(L, 1))
        if (lua_type(L, -2) == LUA_TSTRING)
            tb_closest_try(&search, tb_str_of(lua_tostring(L, -2)));
    return tb_unknown_name(L, "the table of values", name, search.best);
}

/* The template at stack index 1 with the values of the table at 2. */
static void fill(lua_State *L, struct sink *sink)
{
    struct tb_str text;
    text.ptr = lua_tolstring(L, 1, &text.len);
    size_t from = 0;
    for (size_t at = 0; at < text.len; at++) {
        size_t len = text.ptr[at] == '{' ? placeholder(text, at) : 0;
        if (len == 0)
            continue;
        add(L, sink, text.ptr + from, at - from);
        lua_pushlstring(L, text.ptr + at + 1, len - 2); // name
        lua_pushvalue(L, -1);                           // name name
        if (lua_rawget(L, 2) == LUA_TNIL)               // name value
            unknown_placeholder(L, lua_tostring(L, -2));
        add_value(L, sink, lua_gettop(L), 0);
        lua_pop(L, 2);
        at += len - 1;
        from = at + 1;
    }
    add(L, sink, text.ptr + from, text.len - from);
}

/* --- the type --------------------------------------------------------------------------------- */

struct tb_str tb_markup_test(lua_State *L, int index)
{
    struct tb_str text = {0};
    if (lua_type(L, index) != LUA_TUSERDATA || !luaL_testudata(L, index, type_name))
        return text;
    lua_getiuservalue(L, index, 1); /* stays alive with the userdata */
    text.ptr = lua_tolstring(L, -1, &text.len);
    lua_pop(L, 1);
    return text;
}

/* Makes markup of the text on top of the stack. */
static int wrap(lua_State *L)
{
    lua_newuserdatauv(L, 0, 1); // text markup
    lua_insert(L, -2);          // markup text
    lua_setiuservalue(L, -2, 1);
    luaL_setmetatable(L, type_name);
    return 1;
}

/* Runs `put` twice, to count and to write, and pushes what came of it as markup. */
static int build(lua_State *L, void (*put)(lua_State *L, struct sink *sink))
{
    struct sink sink = {0};
    put(L, &sink);
    sink.room = sink.len;
    sink.len = 0;
    sink.to = lua_newuserdatauv(L, sink.room + 1, 0);
    put(L, &sink);
    lua_pushlstring(L, sink.to, sink.len);
    return wrap(L);
}

/* Both operands of "..", the one that is no markup escaped. */
static void put_operands(lua_State *L, struct sink *sink)
{
    add_value(L, sink, 1, 0);
    add_value(L, sink, 2, 0);
}

static int markup_concat(lua_State *L)
{
    return build(L, put_operands);
}

static int markup_tostring(lua_State *L)
{
    luaL_checkudata(L, 1, type_name);
    lua_getiuservalue(L, 1, 1);
    return 1;
}

/* markup(template [, values]) */
static int markup(lua_State *L)
{
    luaL_checktype(L, 1, LUA_TSTRING);
    bool plain = lua_isnoneornil(L, 2);
    lua_settop(L, 2);
    if (plain) {
        lua_settop(L, 1);
        return wrap(L);
    }
    luaL_checktype(L, 2, LUA_TTABLE);
    return build(L, fill);
}

void tb_markup_push(lua_State *L)
{
    static const luaL_Reg meta[] = {
        {"__concat", markup_concat}, {"__tostring", markup_tostring}, {NULL, NULL}};
    if (luaL_newmetatable(L, type_name)) {
        luaL_setfuncs(L, meta, 0);
        lua_pushboolean(L, 0);
        lua_setfield(L, -2, "__metatable");
    }
    lua_pop(L, 1);
    lua_pushcfunction(L, markup);
}
