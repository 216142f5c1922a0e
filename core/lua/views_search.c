/* views_search.c - every place in cells where something stands: texts, characters, repeats. */
#include "lua/views_search.h"

#include <lauxlib.h>

#include "base/utf8.h"
#include "lua/any_of.h"
#include "lua/repeat.h"
#include "lua/views_item.h"

/* The next place in `text` from `*from` on, which is 0 or the end of the place before. */
typedef bool (*find_fn)(void *what, struct tb_str text, size_t *from, size_t *to);

struct search {
    find_fn find;
    void *what;
    int found;         /* stack index of the list of spans */
    lua_Integer count; /* of them */
};

/* Adds the places in one cell. `item` is the stack index of its view, `items` that of the list that
 * has it at `row`; one of the two is 0. */
static void search_cell(lua_State *L, struct search *search, const struct tb_item *row,
                        uint16_t column, int items, int item)
{
    struct tb_str text = tb_item_text(row, column);
    int top = lua_gettop(L);
    size_t from = 0, to;
    while (search->find(search->what, text, &from, &to)) {
        if (!item) {
            const struct tb_view *list = lua_touserdata(L, items);
            tb_list_push_at(L, items, (uint32_t)(row - list->home->report->items));
            item = lua_gettop(L);
        }
        tb_span_push(L, item, (struct tb_span){(uint32_t)from, (uint32_t)to, column});
        lua_rawseti(L, search->found, ++search->count);
        from = to;
    }
    lua_settop(L, top);
}

/* item:METHOD(field, …): leaves the list of spans on top. */
static int search_item(lua_State *L, find_fn find, void *what)
{
    const struct tb_view *view = lua_touserdata(L, 1);
    uint16_t column = tb_item_check_column(L, 2, view);
    struct search search = {find, what, 0, 0};
    lua_newtable(L);
    search.found = lua_gettop(L);
    luaL_checkstack(L, 8, NULL);
    if (column != TB_NO_COLUMN)
        search_cell(L, &search, view->object, column, 0, 1);
    return 1;
}

/* bulletin:METHOD(fields, …): the same in every item. */
static int search_bulletin(lua_State *L, find_fn find, void *what)
{
    const struct tb_view *view = lua_touserdata(L, 1);
    const struct tb_report *report = view->object;
    struct search search = {find, what, 0, 0};
    luaL_checkstack(L, 12, NULL);
    lua_getfield(L, 1, "items");
    int items = lua_gettop(L);
    const struct tb_columns *columns = tb_columns_push(L, 2, report);
    lua_newtable(L);
    search.found = lua_gettop(L);
    for (size_t i = 0; i < report->item_count; i++)
        for (size_t k = 0; k < columns->count; k++)
            if (tb_item_cell(&report->items[i], columns->at[k]))
                search_cell(L, &search, &report->items[i], columns->at[k], items, 0);
    return 1;
}

/* --- find_any --------------------------------------------------------------------------------- */

static bool find_words(void *what, struct tb_str text, size_t *from, size_t *to)
{
    return tb_words_next(what, text, from, to);
}

/* The words at stack index 3, as what the searches take. */
static void *check_words(lua_State *L)
{
    lua_settop(L, 3);
    tb_any_of_check(L, 3);
    return lua_touserdata(L, 3);
}

/* item:find_any(field, words): Span[] */
int tb_item_find_any_call(lua_State *L)
{
    tb_view_check(L, 1, &tb_item_type);
    return search_item(L, find_words, check_words(L));
}

/* bulletin:find_any(fields, words): Span[] */
int tb_bulletin_find_any_call(lua_State *L)
{
    tb_view_check(L, 1, &tb_bulletin_type);
    return search_bulletin(L, find_words, check_words(L));
}

/* --- find_between ----------------------------------------------------------------------------- */

enum { MOST_RANGES = 64 };

struct ranges {
    struct {
        lua_Integer first, last; /* code points */
    } at[MOST_RANGES];
    size_t count;
    bool may_begin[256]; /* whether a character in one of them begins with this byte */
};

/* Field `n` of the table on top of the stack. */
static lua_Integer check_code_point(lua_State *L, lua_Integer n)
{
    lua_rawgeti(L, -1, n);
    if (!lua_isinteger(L, -1))
        luaL_error(L, "find_between: expected ranges { first, last } of code points, found a %s",
                   luaL_typename(L, -1));
    lua_Integer code = lua_tointeger(L, -1);
    lua_pop(L, 1);
    return code;
}

/* The first byte of a character in UTF-8, which rises with its code point. */
static unsigned first_byte(lua_Integer code)
{
    if (code < 0x80)
        return code < 0 ? 0 : (unsigned)code;
    if (code < 0x800)
        return 0xC0 | (unsigned)(code >> 6);
    if (code < 0x10000)
        return 0xE0 | (unsigned)(code >> 12);
    return code > 0x10FFFF ? 0xFF : 0xF0 | (unsigned)(code >> 18);
}

/* The ranges of the table at stack index 3. */
static void check_ranges(lua_State *L, struct ranges *ranges)
{
    lua_settop(L, 3);
    luaL_checktype(L, 3, LUA_TTABLE);
    memset(ranges->may_begin, 0, sizeof ranges->may_begin);
    ranges->count = lua_rawlen(L, 3);
    luaL_argcheck(L, ranges->count <= MOST_RANGES, 3, "more than 64 ranges");
    for (size_t i = 0; i < ranges->count; i++) {
        if (lua_rawgeti(L, 3, (lua_Integer)i + 1) != LUA_TTABLE)
            luaL_error(L, "find_between: expected ranges { first, last }, found a %s at %d",
                       luaL_typename(L, -1), (int)i + 1);
        lua_Integer first = check_code_point(L, 1), last = check_code_point(L, 2);
        lua_pop(L, 1);
        ranges->at[i].first = first;
        ranges->at[i].last = last;
        for (unsigned byte = first_byte(first); byte <= first_byte(last); byte++)
            ranges->may_begin[byte] = true;
    }
}

static bool is_between(uint32_t code, const struct ranges *ranges)
{
    for (size_t i = 0; i < ranges->count; i++)
        if (code >= ranges->at[i].first && code <= ranges->at[i].last)
            return true;
    return false;
}

static bool find_ranges(void *what, struct tb_str text, size_t *from, size_t *to)
{
    const struct ranges *ranges = what;
    for (size_t at = *from, len = 1; at < text.len; at += len, len = 1)
        if (ranges->may_begin[(unsigned char)text.ptr[at]] &&
            is_between(tb_utf8_at(text, at, &len), ranges)) {
            *from = at;
            *to = at + len;
            return true;
        }
    return false;
}

/* item:find_between(field, ranges): Span[] */
int tb_item_find_between_call(lua_State *L)
{
    struct ranges ranges;
    tb_view_check(L, 1, &tb_item_type);
    check_ranges(L, &ranges);
    return search_item(L, find_ranges, &ranges);
}

/* bulletin:find_between(fields, ranges): Span[] */
int tb_bulletin_find_between_call(lua_State *L)
{
    struct ranges ranges;
    tb_view_check(L, 1, &tb_bulletin_type);
    check_ranges(L, &ranges);
    return search_bulletin(L, find_ranges, &ranges);
}

/* --- repeats ---------------------------------------------------------------------------------- */

struct repeats {
    struct tb_repeats state;
    struct tb_str across;
};

static bool find_repeats(void *what, struct tb_str text, size_t *from, size_t *to)
{
    struct repeats *repeats = what;
    if (*from == 0)
        tb_repeats_start(&repeats->state, text, repeats->across);
    return tb_repeats_next(&repeats->state, from, to);
}

/* item:repeats(field, across?): Span[] */
int tb_item_repeats_call(lua_State *L)
{
    struct repeats repeats;
    tb_view_check(L, 1, &tb_item_type);
    repeats.across.ptr = luaL_optlstring(L, 3, "", &repeats.across.len);
    lua_settop(L, 3);
    return search_item(L, find_repeats, &repeats);
}

/* bulletin:repeats(fields, across?): Span[] */
int tb_bulletin_repeats_call(lua_State *L)
{
    struct repeats repeats;
    tb_view_check(L, 1, &tb_bulletin_type);
    repeats.across.ptr = luaL_optlstring(L, 3, "", &repeats.across.len);
    lua_settop(L, 3);
    return search_bulletin(L, find_repeats, &repeats);
}
