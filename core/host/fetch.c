/* fetch.c - see fetch.h. */
#include "host/fetch.h"

#include <unistd.h>

#include "base/file.h"
#include "base/folder.h"
#include "host/fetch_work.h"

enum { ROUNDS = TB_FETCH_PAGES + 2 };

struct tb_str tb_fetch_dir(struct tb_str workspace, struct tb_arena *arena)
{
    return tb_path_join(arena, workspace.ptr, "fetch");
}

struct tb_str tb_quarantine_dir(struct tb_str workspace, struct tb_arena *arena)
{
    return tb_path_join(arena, workspace.ptr, "fetch/quarantine");
}

struct tb_str tb_source_subject(const struct tb_source_choice *source, struct tb_arena *arena,
                                char hash[65])
{
    tb_sha256_hex(source->url, hash);
    return tb_arena_printf(arena, "source %.*s", TB_ARG(source->name));
}

/* Whether the address last gave these bytes, though they were kept when they stood at another one. */
static bool is_remembered_at(const struct tb_fetch_work *work, const struct tb_entry *entry,
                             struct tb_str url)
{
    const struct tb_source_memory *memory = &work->out->memory;
    char hash[65];
    for (int i = 0; i < 32; i++)
        (void)snprintf(hash + 2 * i, 3, "%02x", entry->snapshot.sha256[i]);
    return tb_str_eq(memory->url, url) && tb_str_eq(memory->sha256, tb_str_of(hash));
}

const struct tb_entry *tb_fetch_kept(const struct tb_fetch_work *work, struct tb_str url)
{
    const struct tb_entry *best = NULL;
    for (size_t i = 0; i < work->history->count; i++) {
        const struct tb_entry *entry = &work->history->at[i];
        if (tb_str_eq(entry->series, work->source->name) &&
            (!best || entry->sequence > best->sequence) &&
            (tb_str_eq(tb_snapshot_property(&entry->snapshot, "url"), url) ||
             is_remembered_at(work, entry, url)))
            best = entry;
    }
    return best;
}

void tb_fetch_end(const struct tb_fetch_run *run, struct tb_fetch_work *work,
                  enum tb_source_event event, const char *reason, const struct tb_error *why)
{
    struct tb_fetched *out = work->out;
    bool same = event == TB_EVENT_SAME;
    if (same || event == TB_EVENT_KEPT || event == TB_EVENT_KEPT_FIRST) {
        out->memory.seen = same && out->memory.seen < 1000000 ? out->memory.seen + 1 : 1;
        out->memory.seen_at = run->now;
    }
    if (same && work->waits)
        event = TB_EVENT_NOTHING;
    struct tb_source_memory next =
        tb_source_next(&out->memory, event, tb_str_of(reason), run->now, &out->news);
    out->memory = next;
    if (why)
        out->why = *why;
    work->done = true;
}

void tb_fetch_fail_plugin(const struct tb_fetch_run *run, struct tb_fetch_work *work,
                          const char *zh, const char *en)
{
    struct tb_error why = {0};
    tb_fail(&why, TB_EFORMAT, "%s", "%s", zh);
    (void)snprintf(why.en, sizeof why.en, "%s", en);
    work->out->plugin_failed = true;
    tb_fetch_end(run, work, TB_EVENT_HARD, "plugin", &why);
}

enum tb_status tb_fetch_finish(struct tb_fetching_run *f, struct tb_fetch_work *work,
                               enum tb_status status, const struct tb_error *problem)
{
    if (status == TB_ENOMEM) {
        *f->error = *problem;
        return status;
    }
    struct tb_error unwritten = *problem;
    if (status == TB_OK && work->done && !f->run->dry_run)
        status = tb_source_write(f->dir.ptr, work->source->name, &work->out->memory, f->scratch,
                                 &unwritten);
    if (status != TB_OK) {
        work->out->not_written = work->done = true;
        work->out->why = unwritten;
    }
    work->written = work->done;
    f->done += work->done;
    if (f->run->progress)
        f->run->progress(f->run->user, f->done, f->count);
    return TB_OK;
}

/* --- all of it ---------------------------------------------------------------------------------- */

static bool are_done(const struct tb_fetching_run *f)
{
    for (size_t i = 0; i < f->count; i++)
        if (!f->works[i].done)
            return false;
    return true;
}

static enum tb_status run_rounds(struct tb_fetching_run *f)
{
    const struct tb_error nothing = {0};
    enum tb_status status = TB_OK;
    for (int round = 0; round < ROUNDS && !are_done(f) && status == TB_OK; round++) {
        status = tb_fetch_run_fetchers(f);
        if (status == TB_OK)
            status = tb_fetch_bring_pages(f);
    }
    for (size_t i = 0; i < f->count && status == TB_OK; i++) {
        struct tb_fetch_work *work = &f->works[i];
        if (!work->done)
            tb_fetch_fail_plugin(f->run, work, "抓取插件要的网页太多",
                                 "the fetcher wants too many pages");
        if (!work->written)
            status = tb_fetch_finish(f, work, TB_OK, &nothing);
    }
    return status;
}

enum tb_status tb_fetch_sources(const struct tb_fetch_run *run, struct tb_arena *arena,
                                struct tb_fetched **out, struct tb_error *error)
{
    struct tb_fetching_run f = {.run = run,
                                .arena = arena,
                                .courier = tb_courier_make(run->program, run->agent),
                                .count = run->source_count,
                                .lock = -1,
                                .error = error};
    struct tb_fetched *results = TB_NEW_ARRAY(arena, struct tb_fetched, run->source_count);
    enum tb_status status = results ? tb_fetch_begin(&f, results) : tb_arena_fail(arena, error);
    if (status == TB_OK)
        status = run_rounds(&f);
    tb_courier_close(&f.courier);
    tb_arena_free(f.round);
    tb_arena_free(f.scratch);
    if (f.lock >= 0)
        close(f.lock);
    if (status == TB_OK)
        *out = results;
    return status;
}
