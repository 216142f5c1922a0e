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

/* Runs the fetcher whose loaded plugin is at stack index `loaded`. Its errors propagate. */
void tb_fetching_run(lua_State *L, int loaded, struct tb_fetching *fetching);
/* Forgets it; to be called after tb_fetching_run, also when that raised. */
void tb_fetching_end(lua_State *L);

#endif
