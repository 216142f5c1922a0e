/*
 * fetch.h - running a fetcher. It asks for pages one after another as if it waited for each; but no
 * worker waits. A page that was not fetched yet ends the run with the wish for it, and the fetcher is run
 * again from its beginning when the page is there. So a fetcher is a function of its source and of the
 * pages, and a worker needs no way in.
 */
#ifndef TB_LUA_FETCH_H
#define TB_LUA_FETCH_H

#include "lua/plugin.h"

enum {
    TB_FETCH_PAGES = 100,      /* that a fetcher may ask for, for one source in one run */
    TB_FETCH_CANDIDATES = 5000 /* that it may name */
};

struct tb_link {
    struct tb_str url, text;                        /* absolute; as shown */
    struct tb_str title, line, section, form, date; /* as in ingest/load.h; len 0: none */
};

/* A page that was fetched. ptr NULL: not known. */
struct tb_page {
    struct tb_str asked, at,
        url;         /* the address as the fetcher wrote it; the same, absolute (ptr NULL: as
                                   * written); where the page was in the end */
    uint32_t status; /* of HTTP */
    struct tb_str type, title, text; /* text: in UTF-8; of what is no text ptr NULL */
    const struct tb_link *links;
    size_t link_count;
    uint32_t items; /* of the bulletin on it; 0: there is none */
};

/* A bulletin that may be the one; ptr NULL: not known. */
struct tb_candidate {
    struct tb_str url, title, date, period;
    bool absent; /* it is expected there, and nothing is there yet */
};

/* What a fetcher is given for one source. */
struct tb_fetch {
    uint32_t plugin;                /* the fetcher: an index into the run's plugins */
    struct tb_str name, url, title; /* title: what it is called; ptr NULL: not said */
    struct tb_str today,
        latest; /* "2021-10-31"; "2021Q3", the newest that is kept, ptr NULL: none */
    const struct tb_setting *settings;
    size_t setting_count;
    const struct tb_page *const *pages;
    size_t page_count;
    const struct tb_candidate *chosen; /* NULL: it is to discover */
};

/* Records of kind TB_RECORD_FETCH are lines: one of these words, then what belongs to it, a tab before
 * each; nothing is empty. */
#define TB_FETCH_ASK "ask" /* the address: it is to be fetched, then the fetcher run again */
#define TB_FETCH_CANDIDATE "candidate" /* address, title, date, period */
#define TB_FETCH_ABSENT "absent"       /* the same: nothing is there yet */
#define TB_FETCH_TROUBLE "trouble"     /* why it cannot go on, in Chinese, in English */
#define TB_FETCH_PAGE "page" /* the address: the page there, fetched or not, is the bulletin */
#define TB_FETCH_NONE "none" /* there is none (yet) */

/* Runs discover, or fetch for the one chosen: records, then TB_RECORD_COMMIT; or TB_RECORD_FAILED.
 * `round` is the number of the source in the records. */
void tb_plugin_fetch(struct tb_sandbox *sandbox, uint32_t index, const struct tb_fetch *fetch,
                     uint32_t round, struct tb_buf *out);

#endif
