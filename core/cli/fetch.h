/*
 * fetch.h - the parts of tongbao fetch; fetch.c says which is asked for.
 */
#ifndef TB_CLI_FETCH_H
#define TB_CLI_FETCH_H

#include "base/json.h"
#include "cli/setup.h"
#include "host/fetch.h"
#include "host/past.h"

/* What is said of a bulletin that was kept. */
struct tb_fetch_review {
    bool is_checked, is_compared;
    uint64_t findings[TB_SEVERITY_END];
    struct tb_str against;           /* "linzi@2021Q2", what it was compared with */
    uint32_t changes[TB_CHANGE_END]; /* by kind */
    size_t failed_plugins;
    struct tb_error error; /* why it was not checked, or not compared */
};

struct tb_fetch_verb {
    struct tb_cli *cli;
    struct tb_setup setup;
    const struct tb_source_choice **sources; /* that were asked for, in the order of their names */
    size_t source_count;
    struct tb_fetched *fetched;      /* one each */
    struct tb_fetch_review *reviews; /* one each; empty where nothing was kept. NULL: --dry-run */
    int64_t now;
    bool bar_shown;
};

/* What became of a source, in a few words. */
const char *tb_source_state_word(enum tb_source_state state, enum tb_lang lang);

/* A line for each source, and with --dry-run what was found and decided. */
void tb_fetch_put_text(struct tb_fetch_verb *verb);
/* docs/fetching.md: one document, or with --format ndjson a line for each. */
void tb_fetch_put_json(struct tb_fetch_verb *verb);

/* Runs the checks on what was kept and compares it with what was there before. `arena` for the work. What one
 * bulletin comes to stands in its review. */
enum tb_status tb_fetch_review(struct tb_fetch_verb *verb, struct tb_arena *arena,
                               struct tb_error *error) TB_NODISCARD;
/* As lines below that of the source, and as members of an open object. */
void tb_fetch_put_review(struct tb_screen *screen, const struct tb_fetched *fetched,
                         const struct tb_fetch_review *review);
void tb_fetch_review_json(struct tb_json *json, const struct tb_fetch_review *review);

/* One source with its review (NULL: none), as tb_fetch_put_text shows it. */
void tb_fetch_put_source(struct tb_screen *screen, const struct tb_fetched *fetched,
                         const struct tb_fetch_review *review);

/* Tells the news of the run to whom tongbao.lua says. */
void tb_fetch_notify(struct tb_fetch_verb *verb);

/* --accept and --reject. */
void tb_fetch_settle(struct tb_fetch_verb *verb);

/* --print-timer. */
void tb_fetch_put_timer(struct tb_fetch_verb *verb);

#endif
