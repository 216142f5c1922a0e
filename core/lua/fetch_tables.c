/* fetch_tables.c - the tables that a fetcher reads: source, candidate, page. */
#include <lauxlib.h>

#include "base/closest.h"
#include "lua/fetching.h"
#include "lua/view.h"

const struct tb_slot tb_fetch_source_slots[] = {
    {"name", "string", "its name in `tongbao.lua`", "0.1", TB_SLOT_STRING, true, -1},
    {"url", "string", "its address", "0.1", TB_SLOT_STRING, true, -1},
    {"title", "string?", "what it is called there, as `tongbao.lua` says", "0.1", TB_SLOT_STRING,
     false, -1},
    {"today", "string", "the day of this run, `2021-10-31`", "0.1", TB_SLOT_STRING, true, -1},
    {"latest", "string?", "the newest period that is kept, `2021Q3`", "0.1", TB_SLOT_STRING, false,
     -1},
    {"chosen", "Candidate?", "in `fetch`: the one that was chosen", "0.1", TB_SLOT_TABLE, false,
     -1},
};
const size_t tb_fetch_source_slot_count =
    sizeof tb_fetch_source_slots / sizeof *tb_fetch_source_slots;

const struct tb_slot tb_fetch_page_slots[] = {
    {"asked", "string", "the address as it was asked", "0.1", TB_SLOT_STRING, true, -1},
    {"url", "string", "where it was in the end", "0.1", TB_SLOT_STRING, false, -1},
    {"status", "integer", "200, or 404 and the like", "0.1", TB_SLOT_NUMBER, false, -1},
    {"type", "string?", "its Content-Type", "0.1", TB_SLOT_STRING, false, -1},
    {"title", "string?", "of a web page", "0.1", TB_SLOT_STRING, false, -1},
    {"text", "string?", "its text in UTF-8, where it is one", "0.1", TB_SLOT_STRING, false, -1},
    {"links", "Link[]", "of a web page, in its order", "0.1", TB_SLOT_TABLE, false, -1},
    {"items", "integer", "how many items the bulletin on it has; 0: there is none", "0.1",
     TB_SLOT_NUMBER, false, -1},
};
const size_t tb_fetch_page_slot_count = sizeof tb_fetch_page_slots / sizeof *tb_fetch_page_slots;

const struct tb_slot tb_fetch_link_slots[] = {
    {"url", "string", "where it leads, absolute", "0.1", TB_SLOT_STRING, true, -1},
    {"text", "string", "as shown", "0.1", TB_SLOT_STRING, true, -1},
    {"title", "string?", "its own title, which may be longer", "0.1", TB_SLOT_STRING, false, -1},
    {"line", "string?", "the line or row that it stands in", "0.1", TB_SLOT_STRING, false, -1},
    {"date", "string?", "the day in that line, `2021-10-31`", "0.1", TB_SLOT_STRING, false, -1},
    {"section", "string?", "the heading above", "0.1", TB_SLOT_STRING, false, -1},
    {"form", "string?", "the form of the file that it leads to, `xlsx`", "0.1", TB_SLOT_STRING,
     false, -1},
};
const size_t tb_fetch_link_slot_count = sizeof tb_fetch_link_slots / sizeof *tb_fetch_link_slots;

const struct tb_slot tb_fetch_candidate_slots[] = {
    {"url", "string", "where it is", "0.1", TB_SLOT_STRING, true, -1},
    {"title", "string?", "its title; the period is read from it", "0.1", TB_SLOT_STRING, false, -1},
    {"date", "string?", "when it was published, `2021-10-31`", "0.1", TB_SLOT_STRING, false, -1},
    {"period", "string?", "its period, `2021Q3`, where that is known", "0.1", TB_SLOT_STRING, false,
     -1},
    {"absent", "boolean?", "nothing is there yet", "0.1", TB_SLOT_BOOLEAN, false, -1},
};
const size_t tb_fetch_candidate_slot_count =
    sizeof tb_fetch_candidate_slots / sizeof *tb_fetch_candidate_slots;

/* --- tables that a fetcher reads ---------------------------------------------------------------- */

/* __index of those tables: a field that is not known may be a slip. upvalues: slots, count, word */
static int no_field(lua_State *L)
{
    const struct tb_slot *slots = lua_touserdata(L, lua_upvalueindex(1));
    size_t count = (size_t)lua_tointeger(L, lua_upvalueindex(2));
    if (lua_type(L, 2) != LUA_TSTRING)
        return 0;
    const char *name = lua_tostring(L, 2);
    struct tb_closest_search search = tb_closest_start(tb_str_of(name));
    for (size_t i = 0; i < count; i++) {
        if (strcmp(slots[i].name, name) == 0)
            return 0;
        tb_closest_try(&search, tb_str_of(slots[i].name));
    }
    return tb_unknown_name(L, lua_tostring(L, lua_upvalueindex(3)), name, search.best);
}

/* Gives the table on top its metatable. */
void tb_fetching_seal(lua_State *L, const char *word, const struct tb_slot *slots, size_t count)
{
    lua_createtable(L, 0, 2); // table meta
    lua_pushlightuserdata(L, (void *)(uintptr_t)slots);
    lua_pushinteger(L, (lua_Integer)count);
    lua_pushstring(L, word);
    lua_pushcclosure(L, no_field, 3);
    lua_setfield(L, -2, "__index");
    lua_pushboolean(L, 0);
    lua_setfield(L, -2, "__metatable");
    lua_setmetatable(L, -2); // table
}

static void set_text(lua_State *L, const char *name, struct tb_str text)
{
    if (!text.ptr)
        return;
    lua_pushlstring(L, text.ptr, text.len);
    lua_setfield(L, -2, name);
}

static void push_candidate(lua_State *L, const struct tb_candidate *candidate)
{
    lua_newtable(L);
    set_text(L, "url", candidate->url);
    set_text(L, "title", candidate->title);
    set_text(L, "date", candidate->date);
    set_text(L, "period", candidate->period);
    tb_fetching_seal(L, "candidate", tb_fetch_candidate_slots, tb_fetch_candidate_slot_count);
}

static void push_link(lua_State *L, const struct tb_link *link)
{
    const struct {
        const char *name;
        struct tb_str text;
    } more[] = {{"title", link->title},
                {"line", link->line},
                {"date", link->date},
                {"section", link->section},
                {"form", link->form}};
    lua_createtable(L, 0, 4);
    set_text(L, "url", link->url);
    set_text(L, "text", link->text);
    for (size_t i = 0; i < sizeof more / sizeof *more; i++)
        if (more[i].text.len > 0)
            set_text(L, more[i].name, more[i].text);
}

void tb_fetching_push_page(lua_State *L, const struct tb_page *page)
{
    luaL_checkstack(L, 10, NULL);
    lua_newtable(L);
    set_text(L, "asked", page->asked);
    set_text(L, "url", page->url);
    set_text(L, "type", page->type);
    set_text(L, "title", page->title);
    set_text(L, "text", page->text);
    lua_pushinteger(L, page->status);
    lua_setfield(L, -2, "status");
    lua_pushinteger(L, page->items);
    lua_setfield(L, -2, "items");
    lua_createtable(L, (int)page->link_count, 0); // page links
    for (size_t i = 0; i < page->link_count; i++) {
        push_link(L, &page->links[i]);
        lua_rawseti(L, -2, (lua_Integer)i + 1);
    }
    lua_setfield(L, -2, "links");
    tb_fetching_seal(L, "page", tb_fetch_page_slots, tb_fetch_page_slot_count);
}

void tb_fetching_push_source(lua_State *L, const struct tb_fetch *fetch)
{
    lua_newtable(L);
    set_text(L, "name", fetch->name);
    set_text(L, "url", fetch->url);
    set_text(L, "title", fetch->title);
    set_text(L, "today", fetch->today);
    set_text(L, "latest", fetch->latest);
    if (fetch->chosen) {
        push_candidate(L, fetch->chosen);
        lua_setfield(L, -2, "chosen");
    }
    tb_fetching_seal(L, "source", tb_fetch_source_slots, tb_fetch_source_slot_count);
}
