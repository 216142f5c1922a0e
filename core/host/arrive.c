/* arrive.c - from a server's answer to a snapshot. What is no bulletin, or not the one expected, is put
 * aside and changes nothing: the snapshots that are there stay, and the next run asks for all of it. */
#include "base/file.h"
#include "host/fetch_work.h"

struct arrival {
    const struct tb_fetch_run *run;
    struct tb_fetch_work *work;
    const struct tb_net_reply *reply;
    struct tb_arena *arena, *scratch;
    struct tb_str body; /* padded */
    char hash[65];
    char period[TB_PERIOD_NAME];
    const struct tb_report *report; /* NULL: it is none */
};

/* --- what is kept ------------------------------------------------------------------------------- */

/* When it came, "2021-10-31T08:00:00Z". */
static struct tb_str time_of(int64_t seconds, char room[32])
{
    time_t time = (time_t)seconds;
    struct tm broken;
    if (!gmtime_r(&time, &broken) || !strftime(room, 32, "%Y-%m-%dT%H:%M:%SZ", &broken))
        room[0] = '\0';
    return tb_str_of(room);
}

/* One atomic record: the body with all that is known of how it came. */
static enum tb_status add(struct arrival *a, const char *dir, const char *reason,
                          struct tb_error *error)
{
    const struct tb_net_reply *reply = a->reply;
    char time[32], size[32], status[16];
    (void)snprintf(size, sizeof size, "%llu", (unsigned long long)reply->raw_size);
    (void)snprintf(status, sizeof status, "%u", reply->status);
    const struct tb_property properties[] = {
        {TB_STR("name"), reply->file_name},
        {TB_STR("url"), a->work->wanted},
        {TB_STR("final-url"), reply->url},
        {TB_STR("hops"), reply->hops},
        {TB_STR("address"), reply->address},
        {TB_STR("time"), time_of(reply->received, time)},
        {TB_STR("server-date"), reply->date},
        {TB_STR("http-status"), tb_str_of(status)},
        {TB_STR("etag"), reply->etag},
        {TB_STR("last-modified"), reply->modified},
        {TB_STR("content-type"), reply->type},
        {TB_STR("content-encoding"), reply->encoding},
        {TB_STR("wire-size"), tb_str_of(size)},
        {TB_STR("fetcher"), a->work->source->fetcher},
        {TB_STR("quarantine"), tb_str_of(reason)},
    };
    struct tb_history_new new = {.series = a->work->source->name,
                                 .period = tb_str_of(a->period),
                                 .bytes = a->body,
                                 .properties = properties,
                                 .property_count = sizeof properties / sizeof *properties};
    return tb_history_add(dir, &tb_io_system, &new, a->scratch, &a->work->out->added, error);
}

/* What the next run asks with: only ever of a body that is kept. */
static void remember_validators(struct arrival *a)
{
    struct tb_source_memory *memory = &a->work->out->memory;
    struct tb_str none = TB_STR("");
    memory->url = tb_arena_copy(a->arena, a->work->wanted);
    memory->sha256 = tb_arena_copy(a->arena, tb_str_of(a->hash));
    memory->etag = tb_arena_copy(a->arena, a->reply->etag);
    memory->modified = tb_arena_copy(a->arena, a->reply->modified);
    if (!memory->url.ptr || !memory->sha256.ptr || !memory->etag.ptr || !memory->modified.ptr)
        memory->url = memory->sha256 = memory->etag = memory->modified = none;
}

/* --- putting aside ------------------------------------------------------------------------------ */

static enum tb_status put_aside(struct arrival *a, const char *reason, const struct tb_error *why,
                                struct tb_error *error)
{
    struct tb_str dir = tb_quarantine_dir(a->run->workspace, a->scratch);
    if (!dir.ptr)
        return tb_arena_fail(a->scratch, error);
    if (a->period[0] == '\0')
        (void)snprintf(a->period, sizeof a->period, "%.*s", TB_ARG(a->run->today));
    enum tb_status status = add(a, dir.ptr, why->en, error);
    a->work->out->added = (struct tb_history_added){0};
    if (status == TB_OK) {
        struct tb_source_memory *memory = &a->work->out->memory;
        memory->url = memory->sha256 = memory->etag = memory->modified = TB_STR("");
        tb_fetch_end(a->run, a->work, TB_EVENT_BAD, reason, why);
    }
    return status;
}

/* --- is it the bulletin that was expected ------------------------------------------------------- */

static const struct tb_entry *entry_of(const struct arrival *a, struct tb_str period)
{
    const struct tb_history *history = a->work->history;
    const struct tb_entry *best = NULL;
    for (size_t i = 0; i < history->count; i++)
        if (tb_str_eq(history->at[i].series, a->work->source->name) &&
            tb_str_eq(history->at[i].period_name, period))
            best = &history->at[i];
    return best;
}

/* Why it is not to be kept; false: nothing speaks against it. */
static bool is_wrong(struct arrival *a, const char **reason, struct tb_error *why)
{
    const struct tb_source_choice *source = a->work->source;
    const struct tb_report *report = a->report;
    const struct tb_chosen *chosen = a->work->chosen;
    char own[TB_PERIOD_NAME] = "";
    bool has_own = report->period.known && tb_period_write(&report->period, false, own);
    bool has_chosen = chosen && chosen->period.known;
    (void)snprintf(a->period, sizeof a->period, "%s",
                   has_own      ? own
                   : has_chosen ? chosen->name
                                : "");
    if (report->item_count < source->min_items) {
        *reason = "few-items";
        tb_fail(why, TB_EFORMAT, "只有 %zu 项，应至少有 %u 项",
                "it has %zu items, expected at least %u", (size_t)report->item_count,
                source->min_items);
    } else if (report->column_count < source->columns) {
        *reason = "few-columns";
        tb_fail(why, TB_EFORMAT, "只有 %u 列，应至少有 %u 列",
                "it has %u columns, expected at least %u", (unsigned)report->column_count,
                source->columns);
    } else if (has_own && has_chosen && strcmp(own, chosen->name) != 0) {
        *reason = "other-period";
        tb_fail(why, TB_EFORMAT, "标题说的是 %s，列表上是 %s",
                "its title says %s, the list says %s", own, chosen->name);
    } else if (!has_own && !has_chosen) {
        *reason = "no-period";
        tb_fail(why, TB_EFORMAT, "看不出是哪一期", "it does not say for which period it is");
    } else {
        return false;
    }
    return true;
}

/* Bytes that are the newest version of some period. */
static bool is_kept_already(struct arrival *a)
{
    const struct tb_history *history = a->work->history;
    unsigned char sha256[32];
    tb_sha256(a->body, sha256);
    for (size_t i = 0; i < history->count; i++) {
        const struct tb_entry *entry = &history->at[i];
        if (tb_str_eq(entry->series, a->work->source->name) &&
            memcmp(entry->snapshot.sha256, sha256, sizeof sha256) == 0 &&
            entry_of(a, entry->period_name) == entry) {
            a->work->out->period = entry->period_name;
            return true;
        }
    }
    return false;
}

static enum tb_status keep(struct arrival *a, struct tb_error *error)
{
    struct tb_fetched *out = a->work->out;
    struct tb_str dir = tb_arena_printf(a->scratch, "%s/history", a->run->workspace.ptr);
    if (!dir.ptr)
        return tb_arena_fail(a->scratch, error);
    bool first = a->work->latest == NULL;
    enum tb_status status = add(a, dir.ptr, "", error);
    if (status != TB_OK)
        return status;
    out->period = tb_arena_copy(a->arena, tb_str_of(a->period));
    if (a->report->title.ptr)
        out->title = tb_arena_copy(a->arena, a->report->title);
    remember_validators(a);
    tb_fetch_end(a->run, a->work,
                 !out->added.is_new ? TB_EVENT_SAME
                 : first            ? TB_EVENT_KEPT_FIRST
                                    : TB_EVENT_KEPT,
                 "", NULL);
    return TB_OK;
}

static enum tb_status take_page(struct arrival *a, struct tb_error *error)
{
    struct tb_report *report;
    struct tb_error why = {0};
    const char *reason = "no-table";
    tb_sha256_hex(a->body, a->hash);
    /* What could not be read back is kept anew, whatever its head says. */
    if (!a->work->unconditional && is_kept_already(a)) {
        remember_validators(a);
        tb_fetch_end(a->run, a->work, TB_EVENT_SAME, "", NULL);
        return TB_OK;
    }
    enum tb_status status = tb_load(a->run->ingest, a->work->source->name, a->body, a->run->options,
                                    a->scratch, &report, &why);
    if (status == TB_ENOMEM) {
        *error = why;
        return status;
    }
    if (status != TB_OK)
        return put_aside(a, reason, &why, error);
    a->report = report;
    if (is_wrong(a, &reason, &why))
        return put_aside(a, reason, &why, error);
    return keep(a, error);
}

/* --- what the server answered ------------------------------------------------------------------- */

/* An answer without a page. */
static void take_status(const struct tb_fetch_run *run, struct tb_fetch_work *work, uint32_t code)
{
    struct tb_error why = {0};
    char reason[16];
    const struct tb_entry *kept = tb_fetch_kept(work, work->wanted);
    (void)snprintf(reason, sizeof reason, "http-%u", code);
    tb_fail(&why, TB_EIO, "服务器答复 %u", "the server answers %u", code);
    enum tb_source_event event = code == 410           ? TB_EVENT_GONE
                                 : code == 404 && kept ? TB_EVENT_MISSING
                                                       : TB_EVENT_HARD;
    tb_fetch_end(run, work, event, reason, &why);
    if (work->out->memory.state == TB_SOURCE_GONE)
        work->out->cited = kept ? kept : work->latest;
}

enum tb_status tb_fetch_arrive(const struct tb_fetch_run *run, struct tb_fetch_work *work,
                               const struct tb_net_reply *reply, struct tb_arena *arena,
                               struct tb_arena *scratch, struct tb_error *error)
{
    struct arrival a = {
        .run = run, .work = work, .reply = reply, .arena = arena, .scratch = scratch};
    if (reply->status != 200) {
        take_status(run, work, reply->status);
        return TB_OK;
    }
    work->out->url = tb_arena_copy(arena, reply->url);
    char *bytes = tb_arena_alloc(scratch, reply->body.len + TB_PADDING);
    if (!bytes || !work->out->url.ptr)
        return tb_arena_fail(bytes ? arena : scratch, error);
    memcpy(bytes, reply->body.ptr, reply->body.len);
    memset(bytes + reply->body.len, 0, TB_PADDING);
    a.body = (struct tb_str){bytes, reply->body.len};
    return take_page(&a, error);
}
