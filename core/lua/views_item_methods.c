/* views_item_methods.c - what an item can be asked: its cells, places in them, and its comparisons. */
#include <lauxlib.h>

#include "base/closest.h"
#include "lua/shared.h"
#include "lua/views_item.h"

uint16_t tb_item_check_column(lua_State *L, int arg, const struct tb_view *item)
{
    uint16_t column = tb_view_column(L, arg, item->home->report);
    bool there = column < item->home->report->column_count || tb_item_cell(item->object, column);
    return there ? column : TB_NO_COLUMN;
}

/* item:text(field): string? */
int tb_item_text_call(lua_State *L)
{
    const struct tb_view *view = tb_view_check(L, 1, &tb_item_type);
    uint16_t column = tb_item_check_column(L, 2, view);
    if (column == TB_NO_COLUMN)
        lua_pushnil(L);
    else
        tb_item_push_cell(L, 1, column);
    return 1;
}

/* --- span ------------------------------------------------------------------------------------- */

/* A position that would cut a character comes from a pattern that matched single bytes. */
static uint32_t check_position(lua_State *L, int arg, struct tb_str text, lua_Integer offset)
{
    luaL_argcheck(L, offset >= 0 && offset <= (lua_Integer)text.len, arg,
                  "position outside the cell");
    bool inside = (size_t)offset < text.len && ((unsigned char)text.ptr[offset] & 0xC0) == 0x80;
    luaL_argcheck(L, !inside, arg,
                  "position inside a character: [...] in a pattern matches single bytes, for "
                  "Chinese characters use item:find_any");
    return (uint32_t)offset;
}

/* item:span(field, from?, to?): Span? - positions as string.find gives them */
int tb_item_span_call(lua_State *L)
{
    const struct tb_view *view = tb_view_check(L, 1, &tb_item_type);
    uint16_t column = tb_item_check_column(L, 2, view);
    if (column == TB_NO_COLUMN) {
        lua_pushnil(L);
        return 1;
    }
    struct tb_str text = tb_item_text(view->object, column);
    lua_Integer from = luaL_optinteger(L, 3, 1), to = luaL_optinteger(L, 4, (lua_Integer)text.len);
    luaL_argcheck(L, from >= 1 && from - 1 <= to, 3, "the span ends before it begins");
    struct tb_span span = {.column = column};
    span.from = check_position(L, 3, text, from - 1);
    span.to = check_position(L, 4, text, to);
    tb_span_push(L, 1, span);
    return 1;
}

/* --- shared ----------------------------------------------------------------------------------- */

static struct tb_str text_of(const struct tb_view *item, uint16_t column)
{
    struct tb_str text = {0};
    if (column != TB_NO_COLUMN)
        text = tb_item_text(item->object, column);
    return text.len <= TB_SHARED_LONGEST ? text : (struct tb_str){0};
}

static void add_span(lua_State *L, int list, lua_Integer n, uint16_t column, size_t from,
                     size_t len)
{
    tb_span_push(L, 1, (struct tb_span){(uint32_t)from, (uint32_t)(from + len), column});
    lua_rawseti(L, list, n);
}

/* item:shared(field, other, least, again?): Span[], Span[] */
int tb_item_shared_call(lua_State *L)
{
    const struct tb_view *view = tb_view_check(L, 1, &tb_item_type);
    uint16_t here = tb_item_check_column(L, 2, view), there = tb_item_check_column(L, 3, view);
    lua_Integer least = luaL_checkinteger(L, 4);
    lua_Integer again = luaL_optinteger(L, 5, 0);
    luaL_argcheck(L, least >= 1 && least <= 1000, 4, "expected 1 to 1000 characters");
    luaL_argcheck(L, again >= 0 && again <= 1000, 5, "expected 1 to 1000 characters");
    struct tb_str a = text_of(view, here), b = text_of(view, there);
    struct tb_shared shared;
    struct tb_passage passage;
    lua_settop(L, 4);
    lua_newtable(L); // item field other least here
    lua_newtable(L); // item field other least here there
    uint32_t *next = lua_newuserdatauv(L, (b.len + 1) * sizeof *next, 0); // … next
    tb_shared_start(&shared, a, b, (size_t)least, next);
    for (lua_Integer n = 1; tb_shared_next(&shared, &passage);) {
        if (again > 0 && !tb_shared_resumes(&shared, &passage, (size_t)again))
            continue;
        add_span(L, 5, n, here, passage.a, passage.len);
        add_span(L, 6, n++, there, passage.b, passage.len);
    }
    lua_settop(L, 6);
    return 2;
}

/* --- comparisons ------------------------------------------------------------------------------ */

struct filter {
    enum tb_side side;       /* TB_SIDE_END: any */
    enum tb_verdict verdict; /* TB_VERDICT_END: any */
    double min_confidence;
};

static struct tb_str check_text_value(lua_State *L, const char *key)
{
    struct tb_str value;
    if (lua_type(L, -1) != LUA_TSTRING)
        luaL_error(L, "comparisons: %s: expected a text, found a %s", key, luaL_typename(L, -1));
    value.ptr = lua_tolstring(L, -1, &value.len);
    return value;
}

static void read_filter(lua_State *L, const char *key, struct filter *filter)
{
    static const char *const keys[] = {"side", "verdict", "min_confidence"};
    if (strcmp(key, keys[0]) == 0) {
        if (!tb_side_parse(check_text_value(L, key), &filter->side))
            luaL_error(L, "comparisons: side: expected period or annual, found '%s'",
                       tb_push_shown(L, -1));
    } else if (strcmp(key, keys[1]) == 0) {
        if (!tb_verdict_parse(check_text_value(L, key), &filter->verdict))
            luaL_error(L,
                       "comparisons: verdict: expected met, missed, in_progress or pending, "
                       "found '%s'",
                       tb_push_shown(L, -1));
    } else if (strcmp(key, keys[2]) == 0) {
        if (lua_type(L, -1) != LUA_TNUMBER)
            luaL_error(L, "comparisons: min_confidence: expected a number, found a %s",
                       luaL_typename(L, -1));
        filter->min_confidence = lua_tonumber(L, -1);
    } else {
        struct tb_closest_search search = tb_closest_start(tb_str_of(key));
        for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
            tb_closest_try(&search, tb_str_of(keys[i]));
        tb_unknown_name(L, "the filter of comparisons", key, search.best);
    }
}

/* upvalues: the list of pairs, number of the next, side, verdict, least confidence */
static int next_comparison(lua_State *L)
{
    const struct tb_view *view = lua_touserdata(L, lua_upvalueindex(1));
    lua_Integer at = lua_tointeger(L, lua_upvalueindex(2));
    struct filter filter = {(enum tb_side)lua_tointeger(L, lua_upvalueindex(3)),
                            (enum tb_verdict)lua_tointeger(L, lua_upvalueindex(4)),
                            lua_tonumber(L, lua_upvalueindex(5))};
    tb_view_check_live(L, view);
    const struct tb_item *item = tb_view_item(view);
    for (; at < (lua_Integer)item->pair_count; at++) {
        const struct tb_pair *pair = &item->pairs[at];
        if ((filter.side != TB_SIDE_END && pair->side != filter.side) ||
            (filter.verdict != TB_VERDICT_END && pair->verdict != filter.verdict) ||
            pair->confidence < filter.min_confidence)
            continue;
        lua_pushinteger(L, at + 1);
        lua_replace(L, lua_upvalueindex(2));
        tb_list_push_at(L, lua_upvalueindex(1), (uint32_t)at);
        return 1;
    }
    return 0;
}

/* item:comparisons(filter?): iterator over the pairs */
int tb_item_comparisons_call(lua_State *L)
{
    struct filter filter = {TB_SIDE_END, TB_VERDICT_END, 0};
    tb_view_check(L, 1, &tb_item_type);
    lua_settop(L, 2);
    if (!lua_isnil(L, 2)) {
        luaL_checktype(L, 2, LUA_TTABLE);
        for (lua_pushnil(L); lua_next(L, 2); lua_pop(L, 1)) // item filter key value
            read_filter(L, lua_type(L, -2) == LUA_TSTRING ? lua_tostring(L, -2) : "?", &filter);
    }
    lua_getfield(L, 1, "pairs");
    lua_pushinteger(L, 0);
    lua_pushinteger(L, (lua_Integer)filter.side);
    lua_pushinteger(L, (lua_Integer)filter.verdict);
    lua_pushnumber(L, filter.min_confidence);
    lua_pushcclosure(L, next_comparison, 5);
    return 1;
}
