/* views_span.c - a place in a cell, and the entries of everything that has one. */
#include <lauxlib.h>

#include "base/closest.h"
#include "lua/view.h"
#include "model/place.h"

static struct tb_span span_of(const struct tb_view *view)
{
    struct tb_span span = {.column = TB_NO_COLUMN};
    tb_view_span(view, &span);
    return span;
}

/* --- entries ---------------------------------------------------------------------------------- */

static void get_field(lua_State *L, const struct tb_view *view, const struct tb_entry *entry)
{
    char room[TB_FIELD_NAME];
    uint16_t column = span_of(view).column;
    (void)entry;
    if (column == TB_NO_COLUMN)
        lua_pushnil(L);
    else
        lua_pushstring(L, tb_field_name(view->home->report, column, room));
}

static void get_from(lua_State *L, const struct tb_view *view, const struct tb_entry *entry)
{
    (void)entry;
    if (span_of(view).column == TB_NO_COLUMN)
        lua_pushnil(L);
    else
        lua_pushinteger(L, (lua_Integer)span_of(view).from + 1);
}

static void get_to(lua_State *L, const struct tb_view *view, const struct tb_entry *entry)
{
    (void)entry;
    if (span_of(view).column == TB_NO_COLUMN)
        lua_pushnil(L);
    else
        lua_pushinteger(L, (lua_Integer)span_of(view).to);
}

static void get_quote(lua_State *L, const struct tb_view *view, const struct tb_entry *entry)
{
    (void)entry;
    if (span_of(view).column == TB_NO_COLUMN)
        lua_pushnil(L);
    else
        tb_push_str(L, tb_item_quote(tb_view_item(view), span_of(view)));
}

static void get_span(lua_State *L, const struct tb_view *view, const struct tb_entry *entry)
{
    (void)entry;
    if (view->type == &tb_span_type) {
        lua_pushvalue(L, 1);
        return;
    }
    lua_getiuservalue(L, 1, TB_VIEW_OWNER); // item
    tb_span_push(L, -1, span_of(view));     // item span
    lua_remove(L, -2);
}

static void get_item(lua_State *L, const struct tb_view *view, const struct tb_entry *entry)
{
    (void)view;
    (void)entry;
    lua_getiuservalue(L, 1, TB_VIEW_OWNER);
}

const struct tb_entry tb_span_entries[] = {
    {"field", "string?", "where it stands: a role such as `result`, or `col:N`", "0.1", get_field,
     NULL, 0, false},
    {"from", "integer?",
     "byte position of its first byte in the text of the cell, as `string.find` counts", "0.1",
     get_from, NULL, 0, false},
    {"to", "integer?", "byte position of its last byte", "0.1", get_to, NULL, 0, false},
    {"text", "string?", "its characters as written", "0.1", get_quote, NULL, 0, true},
    {"span", "Span?", "its place alone", "0.1", get_span, NULL, 0, true},
    {"item", "Item", "the item it belongs to", "0.1", get_item, NULL, 0, false},
};
const size_t tb_span_entry_count = sizeof tb_span_entries / sizeof *tb_span_entries;

/* --- the type --------------------------------------------------------------------------------- */

static void print(lua_State *L, const struct tb_view *view)
{
    tb_push_str(L, tb_item_quote(tb_view_item(view), span_of(view)));
}

/* span == span: the same characters of the same cell */
static int equal(lua_State *L)
{
    const struct tb_view *a = tb_view_test(L, 1), *b = tb_view_test(L, 2);
    bool same = a && b && a->type == &tb_span_type && b->type == &tb_span_type &&
                a->home == b->home && a->item == b->item;
    if (same) {
        struct tb_span left = span_of(a), right = span_of(b);
        same = left.column == right.column && left.from == right.from && left.to == right.to;
    }
    lua_pushboolean(L, same);
    return 1;
}

const struct tb_type tb_span_type = {
    .name = "Span",
    .word = "span",
    .doc = "A place in a cell. Positions are bytes, as `string.find` and `string.sub` count them: "
           "`item:text(span.field):sub(span.from, span.to) == span.text`.",
    .spanned = true,
    .print = print,
    .equal = equal,
};

void tb_span_push(lua_State *L, int item, struct tb_span span)
{
    if (span.column == TB_NO_COLUMN) {
        lua_pushnil(L);
        return;
    }
    const struct tb_view *owner = lua_touserdata(L, item);
    struct tb_view *view = tb_view_push(L, item, &tb_span_type, NULL, owner->item, sizeof span);
    memcpy(view + 1, &span, sizeof span);
}

/* --- names of fields -------------------------------------------------------------------------- */

static bool is_identifier(struct tb_str name)
{
    for (size_t i = 0; i < name.len; i++) {
        char c = name.ptr[i];
        if (!(c == '_' || c == ':' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
              (c >= '0' && c <= '9')))
            return false;
    }
    return name.len > 0;
}

/* The N of "col:N", also beyond the header: a row may be longer. TB_NO_COLUMN: not such a name. */
static uint16_t column_number(struct tb_str name)
{
    uint32_t number = 0;
    if (name.len < 5 || name.len > 9 || !tb_str_starts(name, TB_STR("col:")))
        return TB_NO_COLUMN;
    for (size_t i = 4; i < name.len; i++) {
        if (name.ptr[i] < '0' || name.ptr[i] > '9')
            return TB_NO_COLUMN;
        number = number * 10 + (uint32_t)(name.ptr[i] - '0');
    }
    return number < TB_NO_COLUMN ? (uint16_t)number : TB_NO_COLUMN;
}

uint16_t tb_view_column(lua_State *L, int arg, const struct tb_report *report)
{
    struct tb_str name;
    enum tb_role role;
    name.ptr = luaL_checklstring(L, arg, &name.len);
    if (tb_role_parse(name, &role) && role < TB_ROLE_OTHER)
        return report->column_of[role];
    uint16_t column = column_number(name);
    if (column != TB_NO_COLUMN)
        return column;
    for (size_t i = 0; i < report->column_count && i < TB_NO_COLUMN; i++)
        if (name.len > 0 && tb_str_eq(report->columns[i].header, name))
            return (uint16_t)i;
    if (!is_identifier(name)) /* a header that this bulletin does not have is no mistake */
        return TB_NO_COLUMN;
    struct tb_closest_search search = tb_closest_start(name);
    for (unsigned i = 0; i < TB_ROLE_OTHER; i++)
        tb_closest_try(&search, tb_str_of(tb_role_name((enum tb_role)i)));
    tb_unknown_name(L, "the bulletin", tb_push_shown(L, arg), search.best);
    return TB_NO_COLUMN; /* not reached */
}
