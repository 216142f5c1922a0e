/*
 * fetching.h - what running a fetcher and running its cases share. Private to core/lua.
 */
#ifndef TB_LUA_FETCHING_H
#define TB_LUA_FETCHING_H

#include "lua/fetch.h"
#include "lua/run.h"

/* A fetcher while it runs. Lives on the C stack of whoever runs it. */
struct tb_fetching {
    uint32_t loaded_index;
    const struct tb_fetch *fetch;
    lua_State *co; /* the coroutine it runs in */
    int opt;       /* stack index of opt; 0: from the settings */
    uint32_t said; /* candidates */
    /* Takes one line of a record, see fetch.h. May raise. */
    void (*say)(lua_State *L, struct tb_fetching *fetching, const char *what,
                const struct tb_str *texts, size_t count);
    void *user;
};

/* The tables that a fetcher is given, each pushed; an unknown field of one raises. */
void tb_fetching_push_source(lua_State *L, const struct tb_fetch *fetch);
void tb_fetching_push_page(lua_State *L, const struct tb_page *page);
void tb_fetching_push_http(lua_State *L);
void tb_fetching_seal(lua_State *L, const char *word, const struct tb_slot *slots, size_t count);

/* Pushes the value of a JSON text; false: it is none, and nothing is pushed. */
bool tb_fetching_push_json(lua_State *L, struct tb_str text);

/* Whose requests http makes from now on; NULL: nobody's. */
void tb_fetching_set(lua_State *L, struct tb_fetching *fetching);
/* A lua_CFunction: what a fetcher without `fetch` does. Returns the page, as `fetch` would. */
int tb_fetching_default(lua_State *L);

/* Runs the fetcher whose loaded plugin is at stack index `loaded`. Its errors propagate. */
void tb_fetching_run(lua_State *L, int loaded, struct tb_fetching *fetching);
/* Forgets it; to be called after tb_fetching_run, also when that raised. */
void tb_fetching_end(lua_State *L);

#endif
