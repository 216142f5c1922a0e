/* fetch.c - see fetch.h. */
#include <lauxlib.h>

#include "base/closest.h"
#include "lua/fetching.h"
#include "lua/limits.h"
#include "lua/options.h"
#include "lua/view.h"

enum { TEXTS = 4, CELL_MAX = 2048 /* bytes of one text of a candidate */ };

const struct tb_slot tb_fetch_source_slots[] = {
    {"name", "string", "its name in `tongbao.lua`", "0.1", TB_SLOT_STRING, true, -1},
    {"url", "string", "its address", "0.1", TB_SLOT_STRING, true, -1},
    {"today", "string", "the day of this run, `2021-10-31`", "0.1", TB_SLOT_STRING, true, -1},
    {"latest", "string?", "the newest period that is kept, `2021Q3`", "0.1", TB_SLOT_STRING, false,
     -1},
    {"chosen", "Candidate?", "in `fetch`: the one that was chosen", "0.1", TB_SLOT_TABLE, false,
     -1},
};
const size_t tb_fetch_source_slot_count =
    sizeof tb_fetch_source_slots / sizeof *tb_fetch_source_slots;

const struct tb_slot tb_fetch_http_slots[] = {
    {"get", "fun(url: string): Page",
     "the page at an address, which may be written as on the source's own page; a page that cannot "
     "be "
     "had ends the run for the source",
     "0.1", TB_SLOT_FUNCTION, true, -1},
};
const size_t tb_fetch_http_slot_count = sizeof tb_fetch_http_slots / sizeof *tb_fetch_http_slots;

const struct tb_slot tb_fetch_page_slots[] = {
    {"asked", "string", "the address as it was asked", "0.1", TB_SLOT_STRING, true, -1},
    {"url", "string", "where it was in the end", "0.1", TB_SLOT_STRING, false, -1},
    {"status", "integer", "200, or 404 and the like", "0.1", TB_SLOT_NUMBER, false, -1},
    {"type", "string?", "its Content-Type", "0.1", TB_SLOT_STRING, false, -1},
    {"title", "string?", "of a web page", "0.1", TB_SLOT_STRING, false, -1},
    {"text", "string?", "its text in UTF-8, where it is one", "0.1", TB_SLOT_STRING, false, -1},
    {"links", "Link[]", "of a web page, in its order: `url`, absolute, and `text`", "0.1",
     TB_SLOT_TABLE, false, -1},
    {"items", "integer", "how many items the bulletin on it has; 0: there is none", "0.1",
     TB_SLOT_NUMBER, false, -1},
};
const size_t tb_fetch_page_slot_count = sizeof tb_fetch_page_slots / sizeof *tb_fetch_page_slots;

const struct tb_slot tb_fetch_candidate_slots[] = {
    {"url", "string", "where it is", "0.1", TB_SLOT_STRING, true, -1},
    {"title", "string?", "its title; the period is read from it", "0.1", TB_SLOT_STRING, false, -1},
    {"date", "string?", "when it was published, `2021-10-31`", "0.1", TB_SLOT_STRING, false, -1},
    {"period", "string?", "its period, `2021Q3`, where that is known", "0.1", TB_SLOT_STRING, false,
     -1},
};
const size_t tb_fetch_candidate_slot_count =
    sizeof tb_fetch_candidate_slots / sizeof *tb_fetch_candidate_slots;

static const char current = 0; /* its address: registry[&current] is the fetcher that runs */

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
static void seal(lua_State *L, const char *word, const struct tb_slot *slots, size_t count)
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
    seal(L, "candidate", tb_fetch_candidate_slots, tb_fetch_candidate_slot_count);
}

static void push_page(lua_State *L, const struct tb_page *page)
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
        lua_createtable(L, 0, 2);
        set_text(L, "url", page->links[i].url);
        set_text(L, "text", page->links[i].text);
        lua_rawseti(L, -2, (lua_Integer)i + 1);
    }
    lua_setfield(L, -2, "links");
    seal(L, "page", tb_fetch_page_slots, tb_fetch_page_slot_count);
}

static struct tb_fetching *fetching_of(lua_State *L)
{
    lua_rawgetp(L, LUA_REGISTRYINDEX, &current);
    struct tb_fetching *fetching = lua_touserdata(L, -1);
    lua_pop(L, 1);
    return fetching;
}

/* http.get(url): the page; the first time, the end of this run. */
static int call_get(lua_State *L)
{
    struct tb_fetching *fetching = fetching_of(L);
    struct tb_str url;
    url.ptr = luaL_checklstring(L, 1, &url.len);
    if (!fetching)
        return luaL_error(L, "http.get can be used only while discover or fetch runs");
    const struct tb_fetch *fetch = fetching->fetch;
    for (size_t i = 0; i < url.len; i++)
        if ((unsigned char)url.ptr[i] < ' ')
            return luaL_error(L, "http.get: an address has no control characters");
    for (size_t i = 0; i < fetch->page_count; i++)
        if (tb_str_eq(fetch->pages[i]->asked, url)) {
            push_page(L, fetch->pages[i]);
            return 1;
        }
    if (L != fetching->co || !lua_isyieldable(L))
        return luaL_error(
            L, "http.get cannot be used in a coroutine of your own or in a function that "
               "the library calls back");
    if (url.len == 0)
        return luaL_error(L, "http.get: the address is empty");
    if (fetch->page_count >= TB_FETCH_PAGES)
        return luaL_error(L, "more than %d pages for one source", TB_FETCH_PAGES);
    fetching->say(L, fetching, TB_FETCH_ASK, &url, 1);
    return lua_yield(L, 0);
}

static void push_source(lua_State *L, const struct tb_fetch *fetch)
{
    lua_newtable(L);
    set_text(L, "name", fetch->name);
    set_text(L, "url", fetch->url);
    set_text(L, "today", fetch->today);
    set_text(L, "latest", fetch->latest);
    if (fetch->chosen) {
        push_candidate(L, fetch->chosen);
        lua_setfield(L, -2, "chosen");
    }
    seal(L, "source", tb_fetch_source_slots, tb_fetch_source_slot_count);
}

/* The options: those of the plugin with what tongbao.lua says of this source. */
static void push_opt(lua_State *L, int about, const struct tb_fetch *fetch)
{
    lua_newtable(L);
    int changes = lua_gettop(L);
    for (size_t i = 0; i < fetch->setting_count; i++) {
        const struct tb_setting *setting = &fetch->settings[i];
        lua_pushlstring(L, setting->name.ptr, setting->name.len);
        if (setting->type == TB_SETTING_BOOL)
            lua_pushboolean(L, setting->on);
        else if (setting->type == TB_SETTING_TEXT)
            tb_push_str(L, setting->text.ptr ? setting->text : TB_STR(""));
        else if ((double)(lua_Integer)setting->number == setting->number)
            lua_pushinteger(L, (lua_Integer)setting->number);
        else
            lua_pushnumber(L, setting->number);
        lua_rawset(L, changes);
    }
    lua_pushlstring(L, fetch->name.ptr, fetch->name.len);
    struct tb_table_place place = {.what = lua_pushfstring(L, "sources.%s", lua_tostring(L, -1))};
    tb_options_of_case(L, about, changes, &place);
    lua_replace(L, changes);
    lua_settop(L, changes);
}

/* --- what a fetcher gives back ------------------------------------------------------------------ */

/* The text in a field of the table at `table`; ptr NULL: none. On one line, for a record. */
static struct tb_str clean_field(lua_State *L, int table, const char *name)
{
    struct tb_str text = {NULL, 0};
    int type = tb_raw_field(L, table, name);
    if (type != LUA_TSTRING && type != LUA_TNIL)
        luaL_error(L, "a candidate's %s: expected a text, found a %s", name, luaL_typename(L, -1));
    if (type == LUA_TNIL)
        return text;
    text.ptr = lua_tolstring(L, -1, &text.len);
    char *room = lua_newuserdatauv(L, CELL_MAX, 0);
    size_t len = text.len < CELL_MAX ? text.len : CELL_MAX;
    for (size_t i = 0; i < len; i++)
        room[i] = (unsigned char)text.ptr[i] < ' ' ? ' ' : text.ptr[i];
    return (struct tb_str){room, len};
}

static void say_candidates(lua_State *L, struct tb_fetching *fetching, int list)
{
    static const char *const names[TEXTS] = {"url", "title", "date", "period"};
    lua_Integer count = luaL_len(L, list);
    if (count == 0)
        fetching->say(L, fetching, TB_FETCH_NONE, NULL, 0);
    if (count > TB_FETCH_CANDIDATES)
        luaL_error(L, "discover: more than %d candidates", TB_FETCH_CANDIDATES);
    for (lua_Integer n = 1; n <= count; n++) {
        struct tb_str texts[TEXTS];
        struct tb_table_place place = {.what = "discover: a candidate"};
        if (lua_rawgeti(L, list, n) != LUA_TTABLE)
            luaL_error(
                L,
                "discover: expected a list of { url = \"...\", title = \"...\" }, found a %s "
                "in it",
                luaL_typename(L, -1));
        int table = lua_gettop(L);
        tb_slots_check(L, table, tb_fetch_candidate_slots, tb_fetch_candidate_slot_count, &place);
        for (int i = 0; i < TEXTS; i++)
            texts[i] = clean_field(L, table, names[i]);
        fetching->say(L, fetching, TB_FETCH_CANDIDATE, texts, TEXTS);
        lua_settop(L, table - 1);
    }
}

/* What discover returned, at stack index `value`: a list, or nothing. */
static void take_discovered(lua_State *L, struct tb_fetching *fetching, int value)
{
    if (lua_isnil(L, value)) {
        fetching->say(L, fetching, TB_FETCH_NONE, NULL, 0);
        return;
    }
    if (!lua_istable(L, value))
        luaL_error(L, "discover: expected a list of candidates, found a %s",
                   luaL_typename(L, value));
    say_candidates(L, fetching, value);
}

/* What fetch returned: a page, or nothing. */
static void take_fetched(lua_State *L, struct tb_fetching *fetching, int value)
{
    struct tb_str asked;
    if (lua_isnil(L, value)) {
        fetching->say(L, fetching, TB_FETCH_NONE, NULL, 0);
        return;
    }
    if (!lua_istable(L, value) || tb_raw_field(L, value, "asked") != LUA_TSTRING)
        luaL_error(L, "fetch: expected a page that http.get gave, found a %s",
                   luaL_typename(L, value));
    asked.ptr = lua_tolstring(L, -1, &asked.len);
    fetching->say(L, fetching, TB_FETCH_PAGE, &asked, 1);
}

/* --- running ------------------------------------------------------------------------------------ */

static void push_http(lua_State *L)
{
    lua_newtable(L);
    lua_pushcfunction(L, call_get);
    lua_setfield(L, -2, "get");
    seal(L, "http", tb_fetch_http_slots, tb_fetch_http_slot_count);
}

void tb_fetching_run(lua_State *L, int loaded, struct tb_fetching *fetching)
{
    struct tb_sandbox *sandbox = tb_sandbox_of(L);
    const struct tb_fetch *fetch = fetching->fetch;
    bool discovers = !fetch->chosen;
    luaL_checkstack(L, 20, NULL);
    lua_pushlightuserdata(L, fetching);
    lua_rawsetp(L, LUA_REGISTRYINDEX, &current);
    lua_getiuservalue(L, loaded, 1);
    int about = lua_gettop(L), results = 0;
    lua_State *co = fetching->co = lua_newthread(L); // about co
    if (tb_raw_field(L, about, discovers ? "discover" : "fetch") != LUA_TFUNCTION) {
        /* A fetcher without `fetch` gets the page at the address it named. */
        fetching->say(L, fetching, TB_FETCH_PAGE, &fetch->chosen->url, 1);
        lua_settop(L, about - 1);
        return;
    }
    push_source(L, fetch);
    push_http(L);
    if (fetching->opt)
        lua_pushvalue(L, fetching->opt);
    else
        push_opt(L, about, fetch);
    lua_xmove(L, co, 4); // about co
    sandbox->task->hook = discovers ? TB_HOOK_DISCOVER : TB_HOOK_FETCH;
    sandbox->current = co;
    int status = lua_resume(co, L, 3, &results);
    sandbox->current = L;
    if (status == LUA_YIELD) {
        lua_settop(L, about - 1);
        return;
    }
    if (status == LUA_OK && lua_checkstack(co, 1))
        lua_settop(co,
                   lua_gettop(co) - results + 1); /* the first result, nil where there is none */
    lua_xmove(co, L, 1);                          // about co value
    if (status != LUA_OK)
        lua_error(L);
    if (discovers)
        take_discovered(L, fetching, lua_gettop(L));
    else
        take_fetched(L, fetching, lua_gettop(L));
    lua_settop(L, about - 1);
}

void tb_fetching_end(lua_State *L)
{
    lua_pushnil(L);
    lua_rawsetp(L, LUA_REGISTRYINDEX, &current);
}

/* --- for the broker ----------------------------------------------------------------------------- */

struct run {
    struct tb_fetching fetching;
    struct tb_buf *out;
    uint32_t round;
};

static void say(lua_State *L, struct tb_fetching *fetching, const char *what,
                const struct tb_str *texts, size_t count)
{
    struct run *run = fetching->user;
    struct tb_buf line = tb_buf_make(TB_RECORD_MAX / 2);
    (void)L;
    tb_buf_text(&line, what);
    for (size_t i = 0; i < count; i++) {
        tb_buf_byte(&line, '\t');
        tb_buf_add(&line, texts[i].ptr ? texts[i] : TB_STR(""));
    }
    tb_record_put(run->out, TB_RECORD_FETCH, fetching->loaded_index, run->round, tb_buf_str(&line));
    tb_buf_free(&line);
}

static int run_fetch(lua_State *L)
{
    struct run *run = lua_touserdata(L, 1);
    if (!tb_loaded_push(L, run->fetching.loaded_index))
        return luaL_error(L, "the plugin is not loaded");
    tb_fetching_run(L, lua_gettop(L), &run->fetching);
    return 0;
}

void tb_plugin_fetch(struct tb_sandbox *sandbox, uint32_t index, const struct tb_fetch *fetch,
                     uint32_t round, struct tb_buf *out)
{
    lua_State *L = tb_sandbox_lua(sandbox);
    struct run run = {{.loaded_index = index, .fetch = fetch, .say = say}, out, round};
    struct tb_failed failed;
    int top = lua_gettop(L);
    run.fetching.user = &run;
    bool ran = tb_run_protected(L, run_fetch, &run, &failed);
    if (ran)
        tb_record_put(out, TB_RECORD_COMMIT, index, round, TB_STR(""));
    else
        tb_record_put_failed(out, index, round, &failed);
    tb_fetching_end(L);
    lua_settop(L, top);
}
