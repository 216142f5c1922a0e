/* view.c - what all views share: metatables, field access, printing, iteration. See view.h. */
#include "lua/view.h"

#include <lauxlib.h>

#include "base/closest.h"
#include "base/utf8.h"
#include "lua/sandbox.h"

enum { SHOWN_MAX = 60 }; /* bytes of foreign text in a message */

static const char is_view = 0; /* its address, in a metatable, says that it is one of ours */

/* --- messages --------------------------------------------------------------------------------- */

const char *tb_push_shown(lua_State *L, int index)
{
    size_t len = 0, kept = 0;
    char room[SHOWN_MAX + 4];
    const char *text = tb_sandbox_tostring(L, index, &len); // ... text
    struct tb_str all = {text, len};
    for (size_t at = 0, step = 0; at < len && kept + 4 <= SHOWN_MAX; at += step) {
        uint32_t code = tb_utf8_at(all, at, &step);
        kept += tb_utf8_put(code < ' ' || code == 0x7F ? '?' : code, room + kept);
    }
    lua_pop(L, 1);
    return lua_pushlstring(L, room, kept); // ... shown
}

int tb_unknown_name(lua_State *L, const char *what, const char *name, struct tb_str nearest)
{
    if (!nearest.ptr)
        return luaL_error(L, "%s has no field '%s'", what, name);
    lua_pushlstring(L, nearest.ptr, nearest.len);
    return luaL_error(L, "%s has no field '%s' (did you mean '%s'?)", what, name,
                      lua_tostring(L, -1));
}

/* --- reaching a view -------------------------------------------------------------------------- */

const struct tb_view *tb_view_test(lua_State *L, int index)
{
    const struct tb_view *view = lua_touserdata(L, index);
    if (!view || lua_islightuserdata(L, index) || !lua_getmetatable(L, index))
        return NULL;
    bool ours = lua_rawgetp(L, -1, &is_view) == LUA_TBOOLEAN;
    lua_pop(L, 2);
    return ours ? view : NULL;
}

void tb_view_check_live(lua_State *L, const struct tb_view *view)
{
    if (!view->home->report)
        luaL_error(L, "this %s belongs to a bulletin that is no longer loaded", view->type->word);
}

const struct tb_view *tb_view_check(lua_State *L, int arg, const struct tb_type *type)
{
    const struct tb_view *view = tb_view_test(L, arg);
    if (!view || view->type != type) {
        luaL_typeerror(L, arg, type->word);
        return NULL; /* not reached */
    }
    tb_view_check_live(L, view);
    return view;
}

bool tb_view_span(const struct tb_view *view, struct tb_span *out)
{
    if (!view->type->spanned)
        return false;
    memcpy(out, (const char *)view->object + view->type->span_at, sizeof *out);
    return true;
}

const struct tb_item *tb_view_item(const struct tb_view *view)
{
    return &view->home->report->items[view->item];
}

/* --- making a view ---------------------------------------------------------------------------- */

struct tb_view *tb_view_push(lua_State *L, int owner, const struct tb_type *type,
                             const void *object, uint32_t item, size_t extra)
{
    luaL_checkstack(L, 4, NULL);
    owner = owner ? lua_absindex(L, owner) : 0;
    struct tb_view *view = lua_newuserdatauv(L, sizeof *view + extra, 2); // view
    *view = (struct tb_view){.type = type, .object = object ? object : view + 1, .item = item};
    if (owner) {
        const struct tb_view *above = lua_touserdata(L, owner);
        view->home = above->home;
        lua_pushvalue(L, owner);                 // view owner
        lua_setiuservalue(L, -2, TB_VIEW_OWNER); // view
    }
    lua_rawgetp(L, LUA_REGISTRYINDEX, type); // view metatable
    lua_setmetatable(L, -2);                 // view
    return view;
}

/* --- metamethods ------------------------------------------------------------------------------ */

static const struct tb_entry *entry_at(const struct tb_type *type, size_t i)
{
    if (i < type->count)
        return &type->entries[i];
    i -= type->count;
    return type->spanned && i < tb_span_entry_count ? &tb_span_entries[i] : NULL;
}

static int unknown_entry(lua_State *L, const struct tb_type *type)
{
    const char *shown = tb_push_shown(L, 2);
    struct tb_closest_search search = tb_closest_start(tb_str_of(shown));
    const struct tb_entry *entry;
    for (size_t i = 0; (entry = entry_at(type, i)) != NULL; i++)
        tb_closest_try(&search, tb_str_of(entry->name));
    return tb_unknown_name(L, type->word, shown, search.best);
}

/* Room for what most views of the type come to keep: a table that grows is filled again at each step. */
static void push_room(lua_State *L, const struct tb_view *view)
{
    enum { FEW = 4, CELLS = 8, OF_ITEM = 16, LONG_LIST = 1000 };
    if (tb_view_is_list(view))
        lua_createtable(L, tb_list_count(view) < LONG_LIST ? (int)tb_list_count(view) : 0, 0);
    else if (view->type == &tb_item_type)
        lua_createtable(L, CELLS, OF_ITEM);
    else
        lua_createtable(L, 0, FEW);
}

void tb_view_kept(lua_State *L, int index)
{
    luaL_checkstack(L, 4, NULL);
    index = lua_absindex(L, index);
    if (lua_getiuservalue(L, index, TB_VIEW_KEPT) == LUA_TTABLE) // kept
        return;
    lua_pop(L, 1);
    push_room(L, lua_touserdata(L, index));    // kept
    lua_pushvalue(L, -1);                      // kept kept
    lua_setiuservalue(L, index, TB_VIEW_KEPT); // kept
}

/* The kept value of the field whose name is at stack index 2; made when it is not there. */
static void push_kept(lua_State *L, const struct tb_view *view, const struct tb_entry *entry)
{
    if (lua_getiuservalue(L, 1, TB_VIEW_KEPT) == LUA_TTABLE) { // kept
        lua_pushvalue(L, 2);                                   // kept name
        if (lua_rawget(L, -2) != LUA_TNIL)                     // kept value
            return;
        lua_pop(L, 1); // kept
    } else {
        tb_view_kept(L, 1); // nil kept
    }
    entry->get(L, view, entry); // kept value
    lua_pushvalue(L, 2);        // kept value name
    lua_pushvalue(L, -2);       // kept value name value
    lua_rawset(L, -4);          // kept value
}

/* view[name]; upvalue 1: name -> method, or field as light userdata. Lua calls it with these two. */
static int view_index(lua_State *L)
{
    const struct tb_view *view = lua_touserdata(L, 1);
    lua_pushvalue(L, 2);                            // view name name
    int found = lua_rawget(L, lua_upvalueindex(1)); // view name entry
    if (found == LUA_TFUNCTION)
        return 1;
    if (found != LUA_TLIGHTUSERDATA)
        return unknown_entry(L, view->type);
    const struct tb_entry *entry = lua_touserdata(L, 3);
    tb_view_check_live(L, view);
    if (!entry->keep)
        entry->get(L, view, entry);
    else
        push_kept(L, view, entry);
    return 1;
}

static int view_newindex(lua_State *L)
{
    const struct tb_view *view = lua_touserdata(L, 1);
    return luaL_error(L,
                      "%s.%s cannot be set: a bulletin is read-only (say what you found with "
                      "flag { ... })",
                      view->type->word, tb_push_shown(L, 2));
}

static int view_tostring(lua_State *L)
{
    const struct tb_view *view = lua_touserdata(L, 1);
    tb_view_check_live(L, view);
    view->type->print(L, view);
    return 1;
}

/* next for pairs: the fields that are there, in their order; upvalue 1: the number of the next */
static int view_next(lua_State *L)
{
    const struct tb_view *view = tb_view_test(L, 1);
    if (!view)
        return luaL_typeerror(L, 1, "a part of a bulletin");
    lua_Integer at = lua_tointeger(L, lua_upvalueindex(1));
    const struct tb_entry *entry;
    while ((entry = entry_at(view->type, (size_t)at)) != NULL) {
        at++;
        if (!entry->get)
            continue;
        lua_settop(L, 1);
        lua_pushstring(L, entry->name);     // view name
        lua_pushvalue(L, 2);                // view name name
        if (lua_gettable(L, 1) == LUA_TNIL) // view name value
            continue;
        lua_pushinteger(L, at);
        lua_replace(L, lua_upvalueindex(1));
        return 2;
    }
    return 0;
}

static int view_pairs(lua_State *L)
{
    lua_pushinteger(L, 0);
    lua_pushcclosure(L, view_next, 1); // view next
    lua_pushvalue(L, 1);               // view next view
    return 2;
}

static void set_operator(lua_State *L, const char *name, lua_CFunction call)
{
    if (!call)
        return;
    lua_pushcfunction(L, call);
    lua_setfield(L, -2, name);
}

/* Pushes name -> method or field. */
static void push_entries(lua_State *L, const struct tb_type *type)
{
    const struct tb_entry *entry;
    lua_newtable(L);
    for (size_t i = 0; (entry = entry_at(type, i)) != NULL; i++) {
        lua_pushstring(L, entry->name);
        lua_rawget(L, -2);
        bool taken = !lua_isnil(L, -1); /* a type's own name goes before a shared one */
        lua_pop(L, 1);
        if (taken)
            continue;
        if (entry->call) {
            lua_pushcfunction(L, entry->call);
        } else {
            const void *address = entry;
            lua_pushlightuserdata(L, (void *)(uintptr_t)address);
        }
        lua_setfield(L, -2, entry->name);
    }
}

static void make_metatable(lua_State *L, const struct tb_type *type)
{
    lua_newtable(L); // meta
    lua_pushboolean(L, 1);
    lua_rawsetp(L, -2, &is_view);
    lua_pushboolean(L, 0);
    lua_setfield(L, -2, "__metatable");
    lua_pushstring(L, type->word);
    lua_setfield(L, -2, "__name");
    push_entries(L, type); // meta entries
    lua_pushcclosure(L, view_index, 1);
    lua_setfield(L, -2, "__index");
    set_operator(L, "__newindex", view_newindex);
    set_operator(L, "__tostring", view_tostring);
    set_operator(L, "__pairs", view_pairs);
    set_operator(L, "__lt", type->less);
    set_operator(L, "__le", type->less_equal);
    set_operator(L, "__eq", type->equal);
    set_operator(L, "__sub", type->subtract);
    lua_rawsetp(L, LUA_REGISTRYINDEX, type);
}

void tb_view_open(lua_State *L)
{
    luaL_checkstack(L, 8, NULL);
    for (size_t i = 0; i < tb_type_count; i++)
        make_metatable(L, tb_types[i]);
    tb_list_open(L, &is_view);
}

/* --- values ----------------------------------------------------------------------------------- */

void tb_push_str(lua_State *L, struct tb_str s)
{
    if (s.ptr)
        lua_pushlstring(L, s.ptr, s.len);
    else
        lua_pushnil(L);
}

void tb_push_day(lua_State *L, struct tb_day day)
{
    char text[32];
    if (day.year == 0) {
        lua_pushnil(L);
        return;
    }
    int len = snprintf(text, sizeof text, "%04d-%02u-%02u", day.year, day.month, day.day);
    lua_pushlstring(L, text, (size_t)len);
}

void tb_push_decimal(lua_State *L, bool known, struct tb_decimal value)
{
    if (known)
        lua_pushnumber(L, tb_decimal_double(value));
    else
        lua_pushnil(L);
}

void tb_get_text(lua_State *L, const struct tb_view *view, const struct tb_entry *entry)
{
    struct tb_str text;
    memcpy(&text, (const char *)view->object + entry->arg, sizeof text);
    tb_push_str(L, text);
}
