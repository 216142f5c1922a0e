/* cases_fetch.c - the cases of fetchers: what they make of pages that the case holds, without a network.
 * What a fetcher says is put into lines, and so is what is expected; they must be the same. */
#include <lauxlib.h>

#include "base/list.h"
#include "lua/cases.h"
#include "lua/fetching.h"
#include "lua/sandbox.h"

enum { FIELDS = 4, LINES_MAX = 1 << 20 };

static const char *const candidate_fields[FIELDS] = {"url", "title", "date", "period"};

/* The text in a field of the table at `table`; ptr NULL: none. The table holds it. */
static struct tb_str text_field(lua_State *L, int table, const char *name)
{
    struct tb_str text = {NULL, 0};
    if (tb_raw_field(L, table, name) == LUA_TSTRING)
        text.ptr = lua_tolstring(L, -1, &text.len);
    lua_pop(L, 1);
    return text;
}

static uint32_t number_field(lua_State *L, int table, const char *name, uint32_t otherwise)
{
    bool is_number = tb_raw_field(L, table, name) == LUA_TNUMBER;
    uint32_t value = is_number ? (uint32_t)lua_tointeger(L, -1) : otherwise;
    lua_pop(L, 1);
    return value;
}

static void no_memory(lua_State *L)
{
    luaL_error(L, "more pages than a case has memory for");
}

/* The links of the response at `table`. */
static void read_links(lua_State *L, struct tb_case *test, int table, struct tb_page *page)
{
    if (tb_raw_field(L, table, "links") != LUA_TTABLE) {
        lua_pop(L, 1);
        return;
    }
    int list = lua_gettop(L);
    size_t count = (size_t)lua_rawlen(L, list);
    struct tb_link *links = TB_NEW_ARRAY(test->arena, struct tb_link, count);
    if (!links)
        no_memory(L);
    for (size_t i = 0; i < count; i++) {
        if (lua_rawgeti(L, list, (lua_Integer)i + 1) != LUA_TTABLE)
            tb_table_fail(L, &test->place, "links", "expected a list of { url = ..., text = ... }");
        struct tb_str text = text_field(L, list + 1, "text");
        links[i] = (struct tb_link){.url = text_field(L, list + 1, "url"),
                                    .text = text.ptr ? text : TB_STR(""),
                                    .title = text_field(L, list + 1, "title"),
                                    .line = text_field(L, list + 1, "line"),
                                    .section = text_field(L, list + 1, "section"),
                                    .form = text_field(L, list + 1, "form"),
                                    .date = text_field(L, list + 1, "date")};
        if (!links[i].url.ptr)
            tb_table_fail(L, &test->place, "links", "a link needs a url");
        lua_settop(L, list);
    }
    page->links = links;
    page->link_count = count;
    lua_settop(L, list - 1);
}

/* One response: the text of a page, or a table with what a page has. Its key is at -2. */
static void read_response(lua_State *L, struct tb_case *test, struct tb_page *page)
{
    int value = lua_gettop(L);
    if (lua_type(L, value - 1) != LUA_TSTRING)
        tb_table_fail(L, &test->place, "responses", "its keys are addresses");
    page->asked.ptr = lua_tolstring(L, value - 1, &page->asked.len);
    page->url = page->asked;
    page->status = 200;
    if (lua_type(L, value) == LUA_TSTRING) {
        page->text.ptr = lua_tolstring(L, value, &page->text.len);
    } else if (lua_istable(L, value)) {
        page->status = number_field(L, value, "status", 200);
        page->items = number_field(L, value, "items", 0);
        page->title = text_field(L, value, "title");
        page->text = text_field(L, value, "text");
        page->type = text_field(L, value, "type");
        read_links(L, test, value, page);
    } else {
        tb_table_fail(L, &test->place, "responses", "expected a text or a table for each address");
    }
}

/* All responses, which the table on the stack at `responses` holds. Their order says nothing. */
static void read_responses(lua_State *L, struct tb_case *test, int responses,
                           struct tb_fetch *fetch)
{
    struct {
        const struct tb_page **at;
        size_t count, room;
    } pages = {0};
    if (!lua_istable(L, responses))
        return;
    for (lua_pushnil(L); lua_next(L, responses); lua_pop(L, 1)) {
        const struct tb_page **slot = TB_LIST_ADD(test->arena, &pages);
        struct tb_page *page = TB_NEW(test->arena, struct tb_page);
        if (!slot || !page) {
            no_memory(L);
            return;
        }
        read_response(L, test, page);
        *slot = page;
    }
    fetch->pages = pages.at;
    fetch->page_count = pages.count;
}

/* The source of the case: its fields, where not the usual ones. */
static void read_source(lua_State *L, struct tb_case *test, int table, struct tb_fetch *fetch)
{
    *fetch = (struct tb_fetch){.name = TB_STR("case"),
                               .url = TB_STR("https://www.example.gov.cn/"),
                               .today = TB_STR("2021-10-31")};
    if (!lua_istable(L, table))
        return;
    struct tb_str url = text_field(L, table, "url"), today = text_field(L, table, "today");
    fetch->latest = text_field(L, table, "latest");
    fetch->title = text_field(L, table, "title");
    fetch->url = url.ptr ? url : fetch->url;
    fetch->today = today.ptr ? today : fetch->today;
    struct tb_candidate *chosen = TB_NEW(test->arena, struct tb_candidate);
    struct tb_str *const fields[FIELDS] = {&chosen->url, &chosen->title, &chosen->date,
                                           &chosen->period};
    if (!chosen)
        no_memory(L);
    if (tb_raw_field(L, table, "chosen") == LUA_TTABLE) {
        for (int i = 0; i < FIELDS; i++)
            *fields[i] = text_field(L, lua_gettop(L), candidate_fields[i]);
        fetch->chosen = chosen;
    }
    lua_pop(L, 1);
}

/* What the fetcher says, a line each. */
static void say(lua_State *L, struct tb_fetching *fetching, const char *what,
                const struct tb_str *texts, size_t count)
{
    struct tb_buf *lines = fetching->user;
    (void)L;
    if (strcmp(what, TB_FETCH_NONE) == 0)
        return;
    tb_buf_text(lines, what);
    bool trouble = strcmp(what, TB_FETCH_TROUBLE) == 0; /* one language is enough to tell it by */
    for (size_t i = 0; i < (trouble ? 1 : count); i++)
        if (texts[i].ptr)
            tb_buf_printf(lines, " %s=%.*s", trouble ? "why" : candidate_fields[i],
                          TB_ARG(texts[i]));
    tb_buf_byte(lines, '\n');
}

/* The lines that the case expects: candidates in their order, or one page. */
static void expect_lines(lua_State *L, struct tb_case *test, int table, struct tb_buf *lines)
{
    struct tb_str page = text_field(L, table, "expect_page");
    struct tb_str why = text_field(L, table, "expect_trouble");
    test->expects = page.ptr || why.ptr;
    if (page.ptr)
        tb_buf_printf(lines, TB_FETCH_PAGE " url=%.*s\n", TB_ARG(page));
    if (why.ptr)
        tb_buf_printf(lines, TB_FETCH_TROUBLE " why=%.*s\n", TB_ARG(why));
    if (test->expects)
        return;
    if (tb_raw_field(L, table, "expect") != LUA_TTABLE)
        tb_table_fail(L, &test->place, "expect",
                      "missing: expected a list of candidates, or "
                      "expect_page");
    int list = lua_gettop(L);
    for (lua_Integer n = 1; lua_rawgeti(L, list, n) == LUA_TTABLE; n++) {
        bool absent = tb_raw_field(L, list + 1, "absent") == LUA_TBOOLEAN && lua_toboolean(L, -1);
        tb_buf_text(lines, absent ? TB_FETCH_ABSENT : TB_FETCH_CANDIDATE);
        for (int i = 0; i < FIELDS; i++) {
            struct tb_str text = text_field(L, list + 1, candidate_fields[i]);
            if (text.ptr)
                tb_buf_printf(lines, " %s=%.*s", candidate_fields[i], TB_ARG(text));
        }
        tb_buf_byte(lines, '\n');
        test->expects = true;
        lua_settop(L, list);
    }
    lua_settop(L, list - 1);
}

/* The buffers live in a userdata of their own: a Lua error must not lose them. */
struct lines {
    struct tb_buf got, wanted;
};

static int free_lines(lua_State *L)
{
    struct lines *lines = lua_touserdata(L, 1);
    tb_buf_free(&lines->got);
    tb_buf_free(&lines->wanted);
    return 0;
}

static struct lines *push_lines(lua_State *L)
{
    struct lines *lines = lua_newuserdatauv(L, sizeof *lines, 0);
    *lines = (struct lines){tb_buf_make(LINES_MAX), tb_buf_make(LINES_MAX)};
    lua_newtable(L);
    lua_pushcfunction(L, free_lines);
    lua_setfield(L, -2, "__gc");
    lua_setmetatable(L, -2);
    return lines;
}

void tb_case_fetch(lua_State *L, struct tb_case *test, int table, int loaded)
{
    struct tb_fetch fetch;
    struct lines *lines = push_lines(L);
    int top = lua_gettop(L);
    tb_raw_field(L, table, "source");
    read_source(L, test, top + 1, &fetch);
    tb_raw_field(L, table, "responses");
    read_responses(L, test, top + 2, &fetch);
    expect_lines(L, test, table, &lines->wanted);
    struct tb_fetching fetching = {.loaded_index = test->run.loaded_index,
                                   .fetch = &fetch,
                                   .opt = test->run.opt,
                                   .say = say,
                                   .user = &lines->got};
    tb_fetching_run(L, loaded, &fetching);
    tb_fetching_end(L);
    struct tb_str got = tb_buf_str(&lines->got), wanted = tb_buf_str(&lines->wanted);
    if (!tb_str_eq(got, wanted) || lines->got.failed || lines->wanted.failed) {
        test->difference = tb_arena_printf(test->arena, "expected %.*s\ngot      %.*s",
                                           TB_ARG(wanted), TB_ARG(got));
        if (!test->difference.ptr || test->difference.len == 0)
            test->difference = TB_STR("no memory for the difference");
    }
}
