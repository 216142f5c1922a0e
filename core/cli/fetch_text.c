/* fetch_text.c - what a run over sources came to, as text and as JSON. */
#include <time.h>

#include "base/json.h"
#include "cli/fetch.h"
#include "cli/layout.h"

const char *tb_source_state_word(enum tb_source_state state, enum tb_lang lang)
{
    static const struct {
        const char *zh, *en;
    } words[] = {
        {"首次取得", "new"},       {"有变化", "changed"},   {"没有变化", "unchanged"},
        {"恢复正常", "recovered"}, {"尚未发布", "waiting"}, {"稍后再取", "deferred"},
        {"一时取不到", "suspect"}, {"取不到", "failing"},   {"不许抓取", "blocked"},
        {"已搁置", "quarantined"}, {"网页没有了", "gone"},
    };
    _Static_assert(sizeof words / sizeof *words == TB_SOURCE_STATE_END, "words for each");
    return tb_pick(lang, words[state].zh, words[state].en);
}

static const char *choice_word(enum tb_choice choice, enum tb_lang lang)
{
    static const struct {
        const char *zh, *en;
    } words[] = {
        {"取这一份", "taken"},
        {"有更新的", "there is a newer one"},
        {"早于已存的", "older than what is kept"},
        {"看不出哪一期", "period unknown"},
        {"网址重复", "the same address"},
        {"同样新，分不出", "as new as another one"},
        {"尚未发布", "not published yet"},
    };
    _Static_assert(sizeof words / sizeof *words == TB_CHOICE_END, "words for each");
    return tb_pick(lang, words[choice].zh, words[choice].en);
}

static enum tb_style style_of(enum tb_source_state state)
{
    switch (state) {
    case TB_SOURCE_NEW:
    case TB_SOURCE_CHANGED:
    case TB_SOURCE_RECOVERED:
        return TB_GREEN;
    case TB_SOURCE_FAILING:
    case TB_SOURCE_BLOCKED:
    case TB_SOURCE_GONE:
    case TB_SOURCE_QUARANTINED:
        return TB_RED;
    case TB_SOURCE_SUSPECT:
    case TB_SOURCE_DEFERRED:
        return TB_YELLOW;
    case TB_SOURCE_UNCHANGED:
    case TB_SOURCE_WAITING:
    case TB_SOURCE_STATE_END:
        break;
    }
    return TB_PLAIN;
}

/* A line on each link the fetcher found, for --dry-run. */
static void put_candidates(struct tb_screen *screen, const struct tb_fetched *fetched)
{
    for (size_t i = 0; i < fetched->candidate_count; i++) {
        const struct tb_candidate *candidate = &fetched->candidates[i];
        const struct tb_chosen *chosen = &fetched->choices[i];
        tb_buf_text(screen->out, "  ");
        tb_style(screen, chosen->choice == TB_CHOICE_TAKEN ? TB_GREEN : TB_PLAIN);
        tb_say(screen, "%s", "%s", chosen->name[0] ? chosen->name : "-");
        tb_say(screen, "  %s  ", "  %s  ", choice_word(chosen->choice, screen->lang));
        tb_put(screen, candidate->title.ptr ? candidate->title : TB_STR("-"));
        tb_style(screen, TB_PLAIN);
        tb_buf_text(screen->out, "\n    ");
        tb_put(screen, candidate->url);
        tb_buf_byte(screen->out, '\n');
    }
}

/* Where the snapshot can be cited from: series, period, revision, address. */
static void put_kept(struct tb_screen *screen, const struct tb_fetched *fetched)
{
    tb_say(screen, "：%.*s@%.*s", ": %.*s@%.*s", TB_ARG(fetched->source->name),
           TB_ARG(fetched->period));
    if (fetched->added.revision > 1)
        tb_say(screen, "，第 %u 版", ", revision %u", fetched->added.revision);
    if (fetched->title.ptr) {
        tb_buf_text(screen->out, "  ");
        tb_put(screen, fetched->title);
    }
    tb_buf_text(screen->out, "\n  ");
    tb_put(screen, fetched->url);
    tb_buf_byte(screen->out, '\n');
}

/* By what a page that is no longer there can be cited: what it was, where, when it was seen, and its bytes. */
static void put_citation(struct tb_screen *screen, const struct tb_fetched *fetched)
{
    const struct tb_entry *entry = fetched->cited;
    const struct tb_snapshot *kept = &entry->snapshot;
    char hash[65];
    for (int i = 0; i < 32; i++)
        (void)snprintf(hash + 2 * i, 3, "%02x", kept->sha256[i]);
    char last[32] = "";
    struct tm broken;
    time_t seen = (time_t)fetched->memory.seen_at;
    if (seen > 0 && gmtime_r(&seen, &broken))
        (void)strftime(last, sizeof last, "%Y-%m-%dT%H:%M:%SZ", &broken);
    struct tb_str first = tb_snapshot_property(kept, "time");
    tb_say(screen, "  留存：%.*s@%.*s，", "  kept: %.*s@%.*s, ", TB_ARG(entry->series),
           TB_ARG(entry->period_name));
    tb_put(screen, tb_snapshot_property(kept, "url"));
    tb_say(screen, "，%.*s 取得，%.*s 最后一次见到，共见 %u 次，SHA-256 %s\n",
           ", fetched %.*s, last seen %.*s, seen %u times, SHA-256 %s\n", TB_ARG(first),
           TB_ARG(last[0] ? tb_str_of(last) : first),
           fetched->memory.seen > 0 ? fetched->memory.seen : 1, hash);
}

static void put_source(struct tb_screen *screen, const struct tb_fetched *fetched, bool dry_run)
{
    const struct tb_source_choice *source = fetched->source;
    tb_style(screen, TB_BOLD);
    tb_put(screen, source->name);
    tb_style(screen, TB_PLAIN);
    tb_buf_text(screen->out, "  ");
    if (dry_run && fetched->why.status == TB_OK) {
        tb_say(screen, "找到 %zu 份\n", "candidates: %zu\n", fetched->candidate_count);
        return;
    }
    tb_style(screen, style_of(fetched->memory.state));
    tb_say(screen, "%s", "%s", tb_source_state_word(fetched->memory.state, screen->lang));
    tb_style(screen, TB_PLAIN);
    if (fetched->added.is_new && fetched->added.sequence > 0) {
        put_kept(screen, fetched);
        return;
    }
    if (fetched->why.status != TB_OK)
        tb_say(screen, "：%s", ": %s", tb_pick(screen->lang, fetched->why.zh, fetched->why.en));
    tb_buf_byte(screen->out, '\n');
    if (fetched->cited)
        put_citation(screen, fetched);
    if (fetched->memory.state == TB_SOURCE_QUARANTINED)
        tb_say(screen, "  收下：tongbao fetch --accept %.*s；丢弃：--reject\n",
               "  to take it: tongbao fetch --accept %.*s; to drop it: --reject\n",
               TB_ARG(source->name));
}

void tb_fetch_put_source(struct tb_screen *screen, const struct tb_fetched *fetched,
                         const struct tb_fetch_review *review)
{
    put_source(screen, fetched, false);
    if (review)
        tb_fetch_put_review(screen, fetched, review);
}

void tb_fetch_put_text(struct tb_fetch_verb *verb)
{
    struct tb_screen screen = tb_cli_screen(verb->cli);
    const struct tb_options *options = &verb->cli->options;
    for (size_t i = 0; i < verb->source_count; i++) {
        const struct tb_fetched *fetched = &verb->fetched[i];
        if (options->quiet && !fetched->news && !options->dry_run)
            continue;
        put_source(&screen, fetched, options->dry_run);
        if (verb->reviews)
            tb_fetch_put_review(&screen, fetched, &verb->reviews[i]);
        if (options->dry_run || options->verbose)
            put_candidates(&screen, fetched);
    }
}

/* --- JSON --------------------------------------------------------------------------------------- */

static void put_str(struct tb_json *json, const char *key, struct tb_str value)
{
    tb_json_key(json, key);
    tb_json_str(json, value.len > 0 ? value : (struct tb_str){NULL, 0});
}

static void put_int(struct tb_json *json, const char *key, int64_t value)
{
    tb_json_key(json, key);
    tb_json_int(json, value);
}

static void put_candidates_json(struct tb_json *json, const struct tb_fetched *fetched)
{
    tb_json_key(json, "candidates");
    tb_json_array(json);
    for (size_t i = 0; i < fetched->candidate_count; i++) {
        tb_json_object(json);
        put_str(json, "url", fetched->candidates[i].url);
        put_str(json, "title", fetched->candidates[i].title);
        put_str(json, "date", fetched->candidates[i].date);
        put_str(json, "period", tb_str_of(fetched->choices[i].name));
        put_str(json, "decision", tb_str_of(tb_choice_name(fetched->choices[i].choice)));
        tb_json_close(json);
    }
    tb_json_close(json);
}

static void put_json(struct tb_json *json, const struct tb_fetched *fetched,
                     const struct tb_fetch_review *review)
{
    const struct tb_fetch_review none = {0};
    tb_json_object(json);
    put_str(json, "source", fetched->source->name);
    put_str(json, "state", tb_str_of(tb_source_state_name(fetched->memory.state)));
    tb_json_key(json, "news");
    tb_json_bool(json, fetched->news);
    put_str(json, "reason", fetched->memory.reason);
    tb_json_key(json, "why");
    if (fetched->why.status == TB_OK) {
        tb_json_null(json);
    } else {
        tb_json_object(json);
        put_str(json, "zh", tb_str_of(fetched->why.zh));
        put_str(json, "en", tb_str_of(fetched->why.en));
        tb_json_close(json);
    }
    put_str(json, "url", fetched->url);
    put_str(json, "title", fetched->title);
    put_str(json, "period", fetched->period);
    put_int(json, "revision", fetched->added.revision);
    tb_json_key(json, "kept");
    tb_json_bool(json, fetched->added.is_new);
    put_int(json, "failures", fetched->memory.failures);
    put_int(json, "not_before", fetched->memory.not_before);
    put_int(json, "requests", fetched->requests);
    put_int(json, "bytes", (int64_t)fetched->bytes);
    put_candidates_json(json, fetched);
    tb_fetch_review_json(json, review ? review : &none);
    tb_json_close(json);
}

void tb_fetch_put_json(struct tb_fetch_verb *verb)
{
    bool lines = verb->cli->options.format == TB_FORMAT_NDJSON;
    struct tb_json json = tb_json_make(&verb->cli->output.buf, !lines);
    if (!lines) {
        tb_json_object(&json);
        put_str(&json, "schema", TB_STR("tongbao.fetch/1"));
        tb_json_key(&json, "sources");
        tb_json_array(&json);
    }
    for (size_t i = 0; i < verb->source_count; i++) {
        put_json(&json, &verb->fetched[i], verb->reviews ? &verb->reviews[i] : NULL);
        if (lines)
            tb_buf_byte(json.out, '\n');
    }
    while (json.depth > 0)
        tb_json_close(&json);
    if (!lines)
        tb_buf_byte(json.out, '\n');
}
