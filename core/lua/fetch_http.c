/* fetch_http.c - http.get, http.try and http.bulletin. What they end by is never resumed: the fetcher is run
 * again from its beginning when what it waits for is there. */
#include <lauxlib.h>

#include "lua/fetching.h"

enum { OK = 200, NOT_FOUND = 404, GONE = 410, ATTACHMENTS = 8 /* of a page, that are looked at */ };

const struct tb_slot tb_fetch_http_slots[] = {
    {"get", "fun(url: string): Page",
     "the page at an address, which may be written as on the source's own page; one that cannot be "
     "had ends the run for the source",
     "0.1", TB_SLOT_FUNCTION, true, -1},
    {"try", "fun(url: string): Page?", "the same; nil where the server says that there is none",
     "0.1", TB_SLOT_FUNCTION, true, -1},
    {"json", "fun(url: string): any",
     "the JSON at an address, or in a call there, as Lua values; null is nil", "0.1",
     TB_SLOT_FUNCTION, true, -1},
    {"matches", "fun(text: string, words: string): boolean",
     "whether the text holds the words: `*` for anything between them, `|` between several", "0.1",
     TB_SLOT_FUNCTION, true, -1},
    {"bulletin", "fun(url: string): Page",
     "in `fetch`: the page at an address if the table is on it, else the one of its attachments "
     "that the table is in",
     "0.1", TB_SLOT_FUNCTION, true, -1},
};
const size_t tb_fetch_http_slot_count = sizeof tb_fetch_http_slots / sizeof *tb_fetch_http_slots;

static const char current = 0; /* its address: registry[&current] is the fetcher that runs */

void tb_fetching_set(lua_State *L, struct tb_fetching *fetching)
{
    lua_pushlightuserdata(L, fetching);
    lua_rawsetp(L, LUA_REGISTRYINDEX, &current);
}

static struct tb_fetching *fetching_of(lua_State *L)
{
    lua_rawgetp(L, LUA_REGISTRYINDEX, &current);
    struct tb_fetching *fetching = lua_touserdata(L, -1);
    lua_pop(L, 1);
    if (!fetching)
        luaL_error(L, "http can be used only while discover or fetch runs");
    return fetching;
}

static struct tb_str address_of(lua_State *L)
{
    struct tb_str url;
    url.ptr = luaL_checklstring(L, 1, &url.len);
    if (url.len == 0)
        luaL_error(L, "http: the address is empty");
    for (size_t i = 0; i < url.len; i++)
        if ((unsigned char)url.ptr[i] < ' ')
            luaL_error(L, "http: an address has no control characters");
    return url;
}

static const struct tb_page *page_at(const struct tb_fetch *fetch, struct tb_str url)
{
    for (size_t i = 0; i < fetch->page_count; i++)
        if (tb_str_eq(fetch->pages[i]->asked, url) || tb_str_eq(fetch->pages[i]->at, url))
            return fetch->pages[i];
    return NULL;
}

/* Ends this run with a word to the broker. */
static int end(lua_State *L, struct tb_fetching *fetching, const char *what,
               const struct tb_str *texts, size_t count)
{
    if (L != fetching->co || !lua_isyieldable(L))
        return luaL_error(L, "http cannot be used in a coroutine of your own or in a function that "
                             "the library calls back");
    fetching->say(L, fetching, what, texts, count);
    return lua_yield(L, 0);
}

static int ask(lua_State *L, struct tb_fetching *fetching, struct tb_str url)
{
    if (fetching->fetch->page_count >= TB_FETCH_PAGES)
        return luaL_error(L, "more than %d pages for one source", TB_FETCH_PAGES);
    return end(L, fetching, TB_FETCH_ASK, &url, 1);
}

static int give(lua_State *L, const struct tb_page *page)
{
    tb_fetching_push_page(L, page);
    return 1;
}

/* What the server answered instead of a page ends the source, as if that were the bulletin. */
static int end_with(lua_State *L, struct tb_fetching *fetching, const struct tb_page *page)
{
    return end(L, fetching, TB_FETCH_PAGE, &page->asked, 1);
}

static int call_get(lua_State *L)
{
    struct tb_fetching *fetching = fetching_of(L);
    struct tb_str url = address_of(L);
    const struct tb_page *page = page_at(fetching->fetch, url);
    if (!page)
        return ask(L, fetching, url);
    return page->status == OK ? give(L, page) : end_with(L, fetching, page);
}

static bool is_absent(const struct tb_page *page)
{
    return page->status == NOT_FOUND || page->status == GONE;
}

static int call_try(lua_State *L)
{
    struct tb_fetching *fetching = fetching_of(L);
    struct tb_str url = address_of(L);
    const struct tb_page *page = page_at(fetching->fetch, url);
    if (page && is_absent(page)) {
        lua_pushnil(L);
        return 1;
    }
    return call_get(L);
}

static int call_json(lua_State *L)
{
    struct tb_fetching *fetching = fetching_of(L);
    struct tb_str url = address_of(L);
    const struct tb_page *page = page_at(fetching->fetch, url);
    if (!page || page->status != OK)
        return call_get(L);
    if (page->text.ptr && tb_fetching_push_json(L, page->text))
        return 1;
    const struct tb_str texts[] = {TB_STR("网址上的内容不是 JSON"),
                                   TB_STR("what is at the address is no JSON")};
    return end(L, fetching, TB_FETCH_TROUBLE, texts, 2);
}

/* Whether the words of one pattern stand in the text in their order. */
static bool holds(struct tb_str text, struct tb_str pattern)
{
    size_t at = 0;
    for (size_t from = 0; from < pattern.len && at != SIZE_MAX;) {
        size_t star = tb_str_find(pattern, TB_STR("*"), from);
        struct tb_str word = tb_str_sub(pattern, from, star == SIZE_MAX ? pattern.len : star);
        at = tb_str_find(text, word, at);
        at = at == SIZE_MAX ? at : at + word.len;
        from = star == SIZE_MAX ? pattern.len : star + 1;
    }
    return at != SIZE_MAX;
}

static int call_matches(lua_State *L)
{
    struct tb_str text, words;
    text.ptr = luaL_checklstring(L, 1, &text.len);
    words.ptr = luaL_checklstring(L, 2, &words.len);
    bool found = false;
    for (size_t from = 0; from < words.len && !found;) {
        size_t bar = tb_str_find(words, TB_STR("|"), from);
        struct tb_str pattern = tb_str_sub(words, from, bar == SIZE_MAX ? words.len : bar);
        found = pattern.len > 0 && holds(text, pattern);
        from = bar == SIZE_MAX ? words.len : bar + 1;
    }
    lua_pushboolean(L, found);
    return 1;
}

/* --- attachments -------------------------------------------------------------------------------- */

/* The name of a file without its form: the same table may be there as a workbook and as a document. */
static struct tb_str stem_of(const struct tb_link *link)
{
    struct tb_str text = link->text.len > 0 ? link->text : link->url;
    size_t dot = text.len;
    while (dot > 0 && text.ptr[dot - 1] != '.')
        dot--;
    return dot > 0 && text.len - dot <= link->form.len ? tb_str_sub(text, 0, dot - 1) : text;
}

/* What is found among the attachments of a page. */
struct search {
    const struct tb_link *link; /* the first that a table is in; NULL: none */
    const struct tb_page *page;
    const struct tb_link *named; /* the first of these whose name holds the source's title */
    const struct tb_page *named_page;
    bool several, several_named; /* there is another one, of another name */
};

static void note(struct search *search, struct tb_str title, const struct tb_link *link,
                 const struct tb_page *page)
{
    if (!search->link) {
        search->link = link;
        search->page = page;
    } else {
        search->several = search->several || !tb_str_eq(stem_of(search->link), stem_of(link));
    }
    if (!title.ptr || tb_str_find(link->text, title, 0) == SIZE_MAX)
        return;
    if (!search->named) {
        search->named = link;
        search->named_page = page;
    } else {
        search->several_named =
            search->several_named || !tb_str_eq(stem_of(search->named), stem_of(link));
    }
}

static bool stands_above(const struct tb_page *page, size_t index)
{
    for (size_t i = 0; i < index; i++)
        if (page->links[i].form.len > 0 && tb_str_eq(page->links[i].url, page->links[index].url))
            return true;
    return false;
}

/* Looks at the attachments. The first that was not fetched yet is asked for: *wanted. */
static void look(const struct tb_fetch *fetch, const struct tb_page *page, struct search *search,
                 struct tb_str *wanted)
{
    size_t seen = 0;
    for (size_t i = 0; i < page->link_count && seen < ATTACHMENTS; i++) {
        const struct tb_link *link = &page->links[i];
        if (link->form.len == 0 || stands_above(page, i))
            continue;
        const struct tb_page *file = page_at(fetch, link->url);
        seen++;
        if (!file) {
            *wanted = link->url;
            return;
        }
        if (file->status == OK && file->items > 0)
            note(search, fetch->title, link, file);
    }
}

static int refuse_several(lua_State *L, struct tb_fetching *fetching)
{
    const struct tb_str texts[] = {
        TB_STR("网页的几个附件里都有任务表，分不出该取哪一个：来源的 title 写上附件名称里的字"),
        TB_STR(
            "several attachments of the page hold a table: let the source's title be words in the "
            "name of the right one")};
    return end(L, fetching, TB_FETCH_TROUBLE, texts, 2);
}

static int bulletin(lua_State *L, struct tb_fetching *fetching, struct tb_str url)
{
    const struct tb_page *page = page_at(fetching->fetch, url);
    struct search search = {0};
    struct tb_str wanted = {NULL, 0};
    if (!page)
        return ask(L, fetching, url);
    if (page->status != OK)
        return end_with(L, fetching, page);
    if (page->items > 0)
        return give(L, page);
    look(fetching->fetch, page, &search, &wanted);
    if (wanted.ptr)
        return ask(L, fetching, wanted);
    if (search.named && search.several && !search.several_named)
        return give(L, search.named_page);
    if (search.several)
        return refuse_several(L, fetching);
    return give(L, search.page ? search.page : page);
}

static int call_bulletin(lua_State *L)
{
    struct tb_fetching *fetching = fetching_of(L);
    struct tb_str url = address_of(L);
    if (!fetching->fetch->chosen)
        return luaL_error(L, "http.bulletin is for fetch: before one is chosen nobody looks for "
                             "tables");
    return bulletin(L, fetching, url);
}

/* --- http --------------------------------------------------------------------------------------- */

void tb_fetching_push_http(lua_State *L)
{
    lua_newtable(L);
    lua_pushcfunction(L, call_get);
    lua_setfield(L, -2, "get");
    lua_pushcfunction(L, call_try);
    lua_setfield(L, -2, "try");
    lua_pushcfunction(L, call_json);
    lua_setfield(L, -2, "json");
    lua_pushcfunction(L, call_matches);
    lua_setfield(L, -2, "matches");
    lua_pushcfunction(L, call_bulletin);
    lua_setfield(L, -2, "bulletin");
    tb_fetching_seal(L, "http", tb_fetch_http_slots, tb_fetch_http_slot_count);
}

/* What a fetcher without `fetch` does: url -> page. */
int tb_fetching_default(lua_State *L)
{
    struct tb_fetching *fetching = fetching_of(L);
    return bulletin(L, fetching, fetching->fetch->chosen->url);
}
