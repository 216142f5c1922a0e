/* fetch.c - see fetch.h. */
#include <lauxlib.h>

#include "lua/fetching.h"
#include "lua/limits.h"
#include "lua/options.h"
#include "lua/view.h"

enum { TEXTS = 4, CELL_MAX = 2048 /* bytes of one text of a candidate */ };

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

/* Why the fetcher cannot go on: the text, or { zh = …, en = … }, at stack index `why`. */
static void say_trouble(lua_State *L, struct tb_fetching *fetching, int why)
{
    struct tb_str texts[2];
    if (lua_istable(L, why)) {
        texts[0] = clean_field(L, why, "zh");
        texts[1] = clean_field(L, why, "en");
    } else if (lua_type(L, why) == LUA_TSTRING) {
        lua_createtable(L, 0, 1);
        lua_pushvalue(L, why);
        lua_setfield(L, -2, "zh");
        texts[0] = texts[1] = clean_field(L, lua_gettop(L), "zh");
    } else {
        luaL_error(L, "nil, and why: expected a text, found a %s", luaL_typename(L, why));
    }
    for (int i = 0; i < 2; i++)
        if (!texts[i].ptr || texts[i].len == 0)
            texts[i] = texts[1 - i];
    if (!texts[0].ptr || texts[0].len == 0)
        luaL_error(L, "nil, and why: the text is empty");
    fetching->say(L, fetching, TB_FETCH_TROUBLE, texts, 2);
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
        tb_raw_field(L, table, "absent");
        fetching->say(L, fetching, lua_toboolean(L, -1) ? TB_FETCH_ABSENT : TB_FETCH_CANDIDATE,
                      texts, TEXTS);
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

/* Moves the function that is to run, and what it is called with, to the coroutine; returns how many
 * values it is called with. */
static int push_call(lua_State *L, int about, struct tb_fetching *fetching)
{
    const struct tb_fetch *fetch = fetching->fetch;
    if (tb_raw_field(L, about, fetch->chosen ? "fetch" : "discover") != LUA_TFUNCTION) {
        lua_pushcfunction(L, tb_fetching_default);
        lua_xmove(L, fetching->co, 1);
        return 0;
    }
    tb_fetching_push_source(L, fetch);
    tb_fetching_push_http(L);
    if (fetching->opt)
        lua_pushvalue(L, fetching->opt);
    else
        push_opt(L, about, fetch);
    lua_xmove(L, fetching->co, 4);
    return 3;
}

void tb_fetching_run(lua_State *L, int loaded, struct tb_fetching *fetching)
{
    struct tb_sandbox *sandbox = tb_sandbox_of(L);
    bool discovers = !fetching->fetch->chosen;
    luaL_checkstack(L, 20, NULL);
    tb_fetching_set(L, fetching);
    lua_getiuservalue(L, loaded, 1);
    int about = lua_gettop(L), results = 0;
    lua_State *co = fetching->co = lua_newthread(L); // about co
    int given = push_call(L, about, fetching);
    sandbox->task->hook = discovers ? TB_HOOK_DISCOVER : TB_HOOK_FETCH;
    sandbox->current = co;
    int status = lua_resume(co, L, given, &results);
    sandbox->current = L;
    if (status == LUA_YIELD) {
        lua_settop(L, about - 1);
        return;
    }
    if (status == LUA_OK && lua_checkstack(co, 2)) /* two results, nil where there are none */
        lua_settop(co, lua_gettop(co) - results + 2);
    lua_xmove(co, L, status == LUA_OK ? 2 : 1); // about co value why
    if (status != LUA_OK)
        lua_error(L);
    int value = lua_gettop(L) - 1;
    if (lua_isnil(L, value) && !lua_isnil(L, value + 1))
        say_trouble(L, fetching, value + 1);
    else if (discovers)
        take_discovered(L, fetching, value);
    else
        take_fetched(L, fetching, value);
    lua_settop(L, about - 1);
}

void tb_fetching_end(lua_State *L)
{
    tb_fetching_set(L, NULL);
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
