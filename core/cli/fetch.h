/*
 * fetch.h - the parts of tongbao fetch; fetch.c says which is asked for.
 */
#ifndef TB_CLI_FETCH_H
#define TB_CLI_FETCH_H

#include "cli/setup.h"
#include "host/fetch.h"
#include "host/past.h"

struct tb_fetch_verb {
    struct tb_cli *cli;
    struct tb_setup setup;
    const struct tb_source_choice **sources; /* that were asked for, in the order of their names */
    size_t source_count;
    struct tb_fetched *fetched; /* one each */
    int64_t now;
    bool bar_shown;
};

/* What became of a source, in a few words. */
const char *tb_source_state_word(enum tb_source_state state, enum tb_lang lang);

/* A line for each source, and with --dry-run what was found and decided. */
void tb_fetch_put_text(struct tb_fetch_verb *verb);
/* docs/fetching.md: one document, or with --format ndjson a line for each. */
void tb_fetch_put_json(struct tb_fetch_verb *verb);

/* --accept and --reject. */
void tb_fetch_settle(struct tb_fetch_verb *verb);

/* --print-timer. */
void tb_fetch_put_timer(struct tb_fetch_verb *verb);

#endif
