/* pretty.c - see pretty.h. A table to be shown is first made into a grid: a list of rows of texts, in
 * Lua, so that nothing can leak. */
#include "lua/pretty.h"

#include <lauxlib.h>

#include "base/utf8.h"
#include "lua/library_own.h"
#include "lua/sandbox.h"
#include "lua/view.h"

enum {
    COLUMNS_MAX = 32, /* of a table; what has more is cards */
    NEST_MAX = 4,     /* how deep a table is written out on one line */
    SAMPLE = 200,     /* elements of a table that are put on one line */
    GAP = 2,
    VALUE_LEAST = 20 /* columns for the value of a card, however long its keys are */
};

/* --- one value on one line --------------------------------------------------------------------- */

static size_t columns_of(struct tb_str text)
{
    size_t columns = 0;
    for (size_t at = 0, step = 0; at < text.len; at += step)
        columns += (size_t)tb_utf8_width(tb_utf8_at(text, at, &step));
    return columns;
}

/* Line ends become one visible sign each, tabs blanks. */
static void add_flat(luaL_Buffer *line, const char *text, size_t len)
{
    for (size_t i = 0; i < len; i++) {
        if (text[i] == '\n')
            luaL_addstring(line, "\xE2\x8F\x8E"); /* the return symbol */
        else
            luaL_addchar(line, text[i] == '\t' ? ' ' : text[i]);
    }
}

/* A table that says itself how it is shown. */
static bool has_own_text(lua_State *L, int index)
{
    bool own = luaL_getmetafield(L, index, "__tostring") != LUA_TNIL;
    if (own)
        lua_pop(L, 1);
    return own;
}

static void push_flat(lua_State *L, int index, int depth);

/* Pushes "{1, 2, name = …}". */
static void push_flat_table(lua_State *L, int table, int depth)
{
    luaL_Buffer line;
    luaL_checkstack(L, 12, NULL);
    int count = tb_keys_push(L, table), keys = lua_gettop(L); // keys
    lua_Integer next = 1;
    lua_newtable(L); // keys pieces
    for (int i = 1; i <= count && i <= SAMPLE; i++) {
        lua_rawgeti(L, keys, i); // keys pieces key
        bool in_turn = lua_isinteger(L, -1) && lua_tointeger(L, -1) == next;
        next += in_turn;
        lua_pushvalue(L, -1);
        lua_rawget(L, table); // keys pieces key value
        push_flat(L, lua_gettop(L), depth + 1);
        if (in_turn) {
            lua_replace(L, -3);
            lua_pop(L, 1);
        } else {
            tb_sandbox_tostring(L, -3, NULL);
            lua_pushfstring(L, "%s = %s", lua_tostring(L, -1), lua_tostring(L, -2));
            lua_replace(L, -5);
            lua_pop(L, 3);
        } // keys pieces piece
        lua_rawseti(L, -2, i);
    }
    int pieces = lua_gettop(L);
    luaL_buffinit(L, &line);
    luaL_addchar(&line, '{');
    for (int i = 1; i <= count && i <= SAMPLE; i++) {
        if (i > 1)
            luaL_addstring(&line, ", ");
        lua_rawgeti(L, pieces, i);
        luaL_addvalue(&line);
    }
    luaL_addstring(&line, count > SAMPLE ? ", …}" : "}");
    luaL_pushresult(&line);
    lua_replace(L, keys);
    lua_settop(L, keys);
}

/* Pushes the value as one line of text; texts inside tables stand in quotes. */
static void push_flat(lua_State *L, int index, int depth)
{
    size_t len;
    luaL_Buffer line;
    index = lua_absindex(L, index);
    if (lua_type(L, index) == LUA_TTABLE && depth < NEST_MAX && !has_own_text(L, index)) {
        push_flat_table(L, index, depth);
        return;
    }
    bool quoted = lua_type(L, index) == LUA_TSTRING && depth > 0;
    tb_sandbox_tostring(L, index, &len); // text
    int text = lua_gettop(L);
    luaL_buffinit(L, &line);
    if (quoted)
        luaL_addchar(&line, '"');
    add_flat(&line, lua_tostring(L, text), len);
    if (quoted)
        luaL_addchar(&line, '"');
    luaL_pushresult(&line); // text line
    lua_replace(L, text);
    lua_settop(L, text);
}

/* --- putting --------------------------------------------------------------------------------------- */

static void put_blanks(struct tb_buf *out, size_t count)
{
    while (count-- > 0)
        tb_buf_byte(out, ' ');
}

/* Puts what fits, an ellipsis for the rest; returns the columns used. */
static size_t put_cut(struct tb_buf *out, struct tb_str text, size_t width)
{
    size_t at = 0, used = 0, kept = 0, kept_used = 0;
    for (size_t step = 0; at < text.len; at += step) {
        size_t columns = (size_t)tb_utf8_width(tb_utf8_at(text, at, &step));
        if (used + columns > width)
            break;
        used += columns;
        if (used < width) {
            kept = at + step;
            kept_used = used;
        }
    }
    if (at >= text.len) {
        tb_buf_add(out, text);
        return used;
    }
    tb_buf_add(out, tb_str_sub(text, 0, kept));
    tb_buf_text(out, "…");
    return kept_used + 1;
}

static struct tb_str text_at(lua_State *L, int index)
{
    struct tb_str text = {"", 0};
    if (lua_type(L, index) == LUA_TSTRING)
        text.ptr = lua_tolstring(L, index, &text.len);
    return text;
}

/* Puts text over as many lines as it needs, each after the first behind `indent` blanks. */
static void put_wrapped(struct tb_buf *out, struct tb_str text, size_t indent, size_t width)
{
    size_t used = 0;
    for (size_t at = 0, step = 0; at < text.len; at += step) {
        uint32_t code = tb_utf8_at(text, at, &step);
        size_t columns = (size_t)tb_utf8_width(code);
        if (used > 0 && used + columns > width) {
            tb_buf_byte(out, '\n');
            put_blanks(out, indent);
            used = 0;
        }
        tb_buf_add(out, tb_str_sub(text, at, at + step));
        used += columns;
    }
    tb_buf_byte(out, '\n');
}

/* Puts `key  value`, keys padded to `key_width`. */
static void put_pair(struct tb_buf *out, struct tb_str key, struct tb_str value, size_t key_width,
                     size_t width)
{
    size_t indent = key_width + GAP;
    size_t room = width > indent + VALUE_LEAST ? width - indent : VALUE_LEAST;
    size_t used = put_cut(out, key, key_width);
    put_blanks(out, indent - used);
    put_wrapped(out, value, indent, room);
}

/* --- keys and values ------------------------------------------------------------------------------- */

/* Puts the pairs of the two lists of texts, names at `names`. */
static void put_pairs(lua_State *L, int names, int values, int count, size_t width,
                      struct tb_buf *out)
{
    size_t key_width = 0;
    for (int i = 1; i <= count; i++) {
        lua_rawgeti(L, names, i);
        size_t columns = columns_of(text_at(L, -1));
        key_width = columns > key_width ? columns : key_width;
        lua_pop(L, 1);
    }
    key_width = key_width > width / 2 ? width / 2 : key_width;
    for (int i = 1; i <= count; i++) {
        lua_rawgeti(L, names, i);
        if (lua_rawgeti(L, values, i) != LUA_TNIL)
            put_pair(out, text_at(L, -2), text_at(L, -1), key_width, width);
        lua_pop(L, 2);
    }
}

/* A table that is no list, or a part of a bulletin: what pairs says of it. */
static void put_fields(lua_State *L, int index, size_t width, struct tb_buf *out)
{
    int count = 0;
    lua_newtable(L);
    int names = lua_gettop(L);
    lua_newtable(L);
    int values = lua_gettop(L);
    if (lua_type(L, index) == LUA_TTABLE) {
        count = tb_keys_push(L, index);
        for (int i = 1; i <= count; i++) {
            lua_rawgeti(L, values + 1, i); // keys key
            lua_pushvalue(L, -1);
            lua_rawget(L, index); // keys key value
            push_flat(L, -1, 1);
            lua_rawseti(L, values, i);
            push_flat(L, -2, 0);
            lua_rawseti(L, names, i);
            lua_settop(L, values + 1);
        }
    } else {
        luaL_getmetafield(L, index, "__pairs");
        lua_pushvalue(L, index);
        lua_call(L, 1, 3); // next state key
        for (;;) {
            lua_pushvalue(L, values + 1);
            lua_pushvalue(L, values + 2);
            lua_pushvalue(L, values + 3);
            lua_call(L, 2, 2); // next state key key value
            if (lua_isnil(L, -2))
                break;
            push_flat(L, -1, 0);
            lua_rawseti(L, values, ++count);
            push_flat(L, -2, 0);
            lua_rawseti(L, names, count);
            lua_pop(L, 1);
            lua_replace(L, values + 3);
        }
    }
    put_pairs(L, names, values, count, width, out);
    lua_settop(L, names - 1);
}

/* --- lists --------------------------------------------------------------------------------------- */

/* Whether every element is a table of its own fields, so that they are rows. */
static bool are_rows(lua_State *L, int list, lua_Integer count)
{
    bool rows = count > 0;
    for (lua_Integer i = 1; i <= count && rows; i++) {
        lua_geti(L, list, i);
        rows = lua_type(L, -1) == LUA_TTABLE && !has_own_text(L, -1);
        lua_pop(L, 1);
    }
    return rows;
}

/* Pushes the list of the columns: the one the list has as `columns`, else all keys of the rows in order.
 * Returns how many. */
static int push_headers(lua_State *L, int list, lua_Integer count)
{
    lua_pushliteral(L, "columns");
    if (lua_rawget(L, list) == LUA_TTABLE)
        return (int)lua_rawlen(L, -1);
    lua_pop(L, 1);
    lua_newtable(L); // set
    int set = lua_gettop(L);
    for (lua_Integer i = 1; i <= count; i++) {
        lua_geti(L, list, i);
        for (lua_pushnil(L); lua_next(L, -2); lua_pop(L, 1)) {
            lua_pushvalue(L, -2);
            lua_pushboolean(L, 1);
            lua_rawset(L, set);
        }
        lua_pop(L, 1);
    }
    int headers = tb_keys_push(L, set); // set keys
    lua_remove(L, set);
    return headers;
}

/* Pushes the rows as a list of lists of texts. */
static void push_grid(lua_State *L, int list, lua_Integer count, int headers, int header_count)
{
    lua_newtable(L);
    int grid = lua_gettop(L);
    for (lua_Integer i = 1; i <= count; i++) {
        lua_newtable(L);      // grid row
        lua_geti(L, list, i); // grid row element
        for (int k = 1; k <= header_count; k++) {
            lua_rawgeti(L, headers, k);
            if (lua_rawget(L, -2) != LUA_TNIL) { // grid row element value
                push_flat(L, -1, 0);
                lua_rawseti(L, -4, k);
            }
            lua_pop(L, 1);
        }
        lua_pop(L, 1);
        lua_rawseti(L, grid, i);
    }
}

static void put_grid_row(lua_State *L, int row, const size_t *widths, int count, struct tb_buf *out)
{
    size_t owed = 0;
    for (int k = 1; k <= count; k++) {
        lua_rawgeti(L, row, k);
        struct tb_str text = text_at(L, -1);
        if (text.len > 0) {
            put_blanks(out, owed);
            owed = 0;
        }
        tb_buf_add(out, text);
        owed += widths[k - 1] - columns_of(text) + GAP;
        lua_pop(L, 1);
    }
    tb_buf_byte(out, '\n');
}

/* The widths of the columns, headers (a list at `headers`) with `named`. Returns their sum, with gaps. */
static size_t measure(lua_State *L, int grid, lua_Integer count, int headers, bool named,
                      int columns, size_t *widths)
{
    size_t sum = 0;
    for (int k = 1; k <= columns; k++) {
        widths[k - 1] = 0;
        for (lua_Integer i = named ? 0 : 1; i <= count; i++) {
            if (i == 0) {
                lua_pushvalue(L, headers);
            } else {
                lua_rawgeti(L, grid, i);
            }
            lua_rawgeti(L, -1, k);
            size_t wide = columns_of(text_at(L, -1));
            widths[k - 1] = wide > widths[k - 1] ? wide : widths[k - 1];
            lua_pop(L, 2);
        }
        sum += widths[k - 1] + GAP;
    }
    return sum > GAP ? sum - GAP : 0;
}

/* A list of tables: a table where it fits, else a card for each. */
static void put_rows(lua_State *L, int list, lua_Integer count, size_t width, struct tb_buf *out)
{
    size_t widths[COLUMNS_MAX];
    int columns = push_headers(L, list, count), keys = lua_gettop(L);
    bool named = false;
    lua_newtable(L);
    int headers = lua_gettop(L);
    for (int k = 1; k <= columns; k++) {
        lua_rawgeti(L, keys, k);
        named = named || !lua_isinteger(L, -1);
        push_flat(L, -1, 0);
        lua_rawseti(L, headers, k);
        lua_pop(L, 1);
    }
    push_grid(L, list, count, keys, columns);
    int grid = lua_gettop(L);
    bool fits =
        columns <= COLUMNS_MAX && measure(L, grid, count, headers, named, columns, widths) <= width;
    if (fits && named)
        put_grid_row(L, headers, widths, columns, out);
    for (lua_Integer i = 1; i <= count; i++) {
        lua_rawgeti(L, grid, i);
        if (fits) {
            put_grid_row(L, lua_gettop(L), widths, columns, out);
        } else {
            if (i > 1)
                tb_buf_byte(out, '\n');
            put_pairs(L, headers, lua_gettop(L), columns, width, out);
        }
        lua_pop(L, 1);
    }
    lua_settop(L, keys - 1);
}

static void put_list(lua_State *L, int list, lua_Integer count, struct tb_buf *out)
{
    for (lua_Integer i = 1; i <= count; i++) {
        lua_geti(L, list, i);
        push_flat(L, -1, 0);
        tb_buf_add(out, text_at(L, -1));
        tb_buf_byte(out, '\n');
        lua_pop(L, 2);
    }
}

/* Whether it is a list: elements 1…n and nothing else but `columns`, or a list of a bulletin. */
static bool is_list(lua_State *L, int index, lua_Integer *count)
{
    const struct tb_view *view = tb_view_test(L, index);
    if (view) {
        *count = tb_view_is_list(view) ? luaL_len(L, index) : 0;
        return tb_view_is_list(view);
    }
    *count = (lua_Integer)lua_rawlen(L, index);
    lua_pushliteral(L, "columns");
    lua_Integer keys = lua_rawget(L, index) == LUA_TTABLE ? -1 : 0;
    lua_pop(L, 1);
    for (lua_pushnil(L); lua_next(L, index); lua_pop(L, 1))
        keys++;
    return keys == *count;
}

void tb_pretty(lua_State *L, int index, size_t width, struct tb_buf *out)
{
    lua_Integer count;
    luaL_checkstack(L, 24, NULL);
    index = lua_absindex(L, index);
    int top = lua_gettop(L);
    bool is_table = lua_type(L, index) == LUA_TTABLE && !has_own_text(L, index);
    if (!is_table && !tb_view_test(L, index)) {
        struct tb_str text;
        text.ptr = tb_sandbox_tostring(L, index, &text.len);
        tb_buf_add(out, text);
        tb_buf_byte(out, '\n');
    } else if (!is_list(L, index, &count)) {
        put_fields(L, index, width, out);
    } else if (is_table && are_rows(L, index, count)) {
        put_rows(L, index, count, width, out);
    } else {
        put_list(L, index, count, out);
    }
    lua_settop(L, top);
}
