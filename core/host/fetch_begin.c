/* fetch_begin.c - before the first round: what each source is, may and remembers. */
#include <errno.h>
#include <fcntl.h>
#include <sys/file.h>

#include "base/closest.h"
#include "base/folder.h"
#include "host/fetch_work.h"
#include "host/past.h"
#include "host/requests.h"
#include "net/url.h"

enum {
    ROUND_MEMORY = 256 << 20,
    ARRIVAL_MEMORY = 1024 << 20,
    PACE_MS = 1000,
    DEADLINE_MS = 120 * 1000
};

/* Two runs in one workspace would ask the same hosts twice as often. */
static enum tb_status lock_workspace(struct tb_fetching_run *f)
{
    struct tb_str path = tb_path_join(f->arena, f->dir.ptr, "lock");
    if (!path.ptr)
        return tb_arena_fail(f->arena, f->error);
    enum tb_status status = tb_folder_make(f->dir.ptr, f->error);
    if (status != TB_OK)
        return status;
    f->lock = open(path.ptr, O_RDWR | O_CREAT | O_CLOEXEC, 0666);
    if (f->lock < 0)
        return tb_fail(f->error, TB_EIO, "无法写入 %s：%s", "%s cannot be written: %s", path.ptr,
                       strerror(errno));
    if (flock(f->lock, LOCK_EX | LOCK_NB) == 0)
        return TB_OK;
    return tb_fail(f->error, TB_EDENIED, "这个工作区已有 tongbao fetch 在运行",
                   "another tongbao fetch is running in this workspace");
}

static enum tb_status no_such_fetcher(struct tb_fetching_run *f,
                                      const struct tb_source_choice *source)
{
    const struct tb_plugin_set *set = f->run->run->plugins;
    struct tb_closest_search search = tb_closest_start(source->fetcher);
    for (size_t i = 0; i < set->count; i++)
        if (set->at[i].kind == TB_PLUGIN_FETCHER)
            tb_closest_try(&search, set->at[i].file.id);
    struct tb_str nearest = search.best.ptr ? search.best : TB_STR("direct");
    tb_fail(f->error, TB_EUSAGE, "来源“%.*s”：没有名为“%.*s”的抓取插件；是不是“%.*s”？",
            "source '%.*s': there is no fetcher '%.*s'; did you mean '%.*s'?", TB_ARG(source->name),
            TB_ARG(source->fetcher), TB_ARG(nearest));
    return tb_fail_at(f->error, TB_EUSAGE, source->said->source.ptr, source->said->line,
                      source->said->column);
}

/* Whether the user has allowed this source what it asks for. */
static bool is_granted(const struct tb_fetching_run *f, const struct tb_source_choice *source,
                       struct tb_str right)
{
    char hash[65];
    struct tb_str subject = tb_source_subject(source, f->arena, hash);
    const struct tb_grants *grants = f->run->run->grants;
    return f->run->granted ||
           (subject.ptr && grants && tb_grants_allow(grants, subject, hash, right));
}

bool tb_fetch_list_hosts(struct tb_fetching_run *f, struct tb_fetch_work *work)
{
    struct tb_declaration *declared = TB_NEW(f->arena, struct tb_declaration);
    struct tb_str json = f->declarations[work->fetch.plugin];
    struct tb_url url;
    struct tb_str all = work->source->hosts.ptr ? work->source->hosts : TB_STR("");
    if (!declared || !json.ptr || !tb_declaration_read(json, f->arena, declared) ||
        !tb_url_parse(work->source->url, &url))
        return false;
    for (size_t i = 0; i < declared->host_count && all.ptr; i++) {
        struct tb_str host = declared->hosts[i];
        if (tb_str_eq(host, TB_STR("$source")))
            host = tb_url_host(f->arena, &url);
        all = tb_arena_printf(f->arena, "%.*s %.*s", TB_ARG(host), TB_ARG(all));
    }
    work->hosts = all;
    return all.ptr != NULL;
}

static const struct tb_entry *latest_of(const struct tb_history *history, struct tb_str series)
{
    const struct tb_entry *best = NULL;
    for (size_t i = 0; i < history->count; i++)
        if (tb_str_eq(history->at[i].series, series) &&
            (!best || tb_entry_compare(&history->at[i], best) > 0))
            best = &history->at[i];
    return best;
}

static uint32_t in_ms(double seconds, uint32_t otherwise)
{
    return seconds > 0 ? (uint32_t)(seconds * 1000) : otherwise;
}

/* A source that was put off is put off still. */
static void see_whether_due(struct tb_fetching_run *f, struct tb_fetch_work *work)
{
    struct tb_error why = {0};
    int64_t wait = work->out->memory.not_before - f->run->now;
    if (wait <= 0 || f->run->offline)
        return;
    tb_fail(&why, TB_EIO, "服务器要求再过 %lld 秒后来", "the server asked to come back in %lld s",
            (long long)wait);
    tb_fetch_end(f->run, work, TB_EVENT_LATER, "later", &why);
}

/* A path as tongbao.lua has it means one from its folder on; the net process stands elsewhere. */
static enum tb_status find_ca_file(struct tb_fetching_run *f, struct tb_fetch_work *work)
{
    struct tb_str path = work->source->ca_file.ptr ? work->source->ca_file : TB_STR("");
    work->ca_file = path;
    if (path.len > 0 && path.ptr[0] != '/')
        work->ca_file = tb_arena_printf(f->arena, "%s/%.*s", f->run->workspace.ptr, TB_ARG(path));
    return work->ca_file.ptr ? TB_OK : tb_arena_fail(f->arena, f->error);
}

static enum tb_status begin_source(struct tb_fetching_run *f, size_t index, struct tb_fetched *out)
{
    const struct tb_source_choice *source = f->run->sources[index];
    struct tb_fetch_work *work = &f->works[index];
    const struct tb_plugin_set *set = f->run->run->plugins;
    const struct tb_plugin *plugin = tb_plugin_find(set, TB_PLUGIN_FETCHER, source->fetcher);
    if (!plugin)
        return no_such_fetcher(f, source);
    out->source = source;
    *work = (struct tb_fetch_work){.out = out, .source = source, .history = &f->history};
    work->latest = latest_of(&f->history, source->name);
    work->fetch = (struct tb_fetch){.plugin = (uint32_t)(plugin - set->at),
                                    .name = source->name,
                                    .url = source->url,
                                    .title = source->title,
                                    .today = f->run->today,
                                    .settings = source->settings,
                                    .setting_count = source->setting_count};
    if (work->latest)
        work->fetch.latest = work->latest->period_name;
    enum tb_status status =
        tb_source_read(f->dir.ptr, source->name, f->arena, &out->memory, f->error);
    if (status == TB_OK)
        status = find_ca_file(f, work);
    out->before = out->memory;
    work->allow_private = source->allow_private && is_granted(f, source, TB_STR("private"));
    work->pace_ms = in_ms(source->pace, PACE_MS);
    if (work->pace_ms < PACE_MS && !is_granted(f, source, TB_STR("pace")))
        work->pace_ms = PACE_MS;
    work->deadline_ms = in_ms(source->deadline, DEADLINE_MS);
    if (status == TB_OK)
        see_whether_due(f, work);
    return status;
}

/* Which hosts fetchers may ask stands in their declarations. */
static enum tb_status describe(struct tb_fetching_run *f)
{
    struct tb_run_result result;
    enum tb_status status = tb_run_describe(f->run->run, f->arena, &result, f->error);
    if (status == TB_OK)
        f->declarations = result.declarations;
    return status;
}

enum tb_status tb_fetch_begin(struct tb_fetching_run *f, struct tb_fetched *results)
{
    enum tb_status status = TB_OK;
    f->dir = tb_fetch_dir(f->run->workspace, f->arena);
    f->works = TB_NEW_ARRAY(f->arena, struct tb_fetch_work, f->count);
    f->jobs = TB_NEW_ARRAY(f->arena, struct tb_net_job, f->count);
    f->job_works = TB_NEW_ARRAY(f->arena, size_t, f->count);
    if (!f->dir.ptr || !f->works || !f->jobs || !f->job_works)
        return tb_arena_fail(f->arena, f->error);
    if (!f->run->dry_run)
        status = lock_workspace(f);
    if (status == TB_OK)
        status = tb_past_open(f->run->workspace, f->arena, &f->history, f->error);
    if (status == TB_OK)
        status = tb_arena_new(ROUND_MEMORY, &f->round, f->error);
    if (status == TB_OK)
        status = tb_arena_new(ARRIVAL_MEMORY, &f->scratch, f->error);
    if (status == TB_OK && f->run->record)
        status = tb_folder_make(f->run->record, f->error);
    if (status == TB_OK)
        status = describe(f);
    for (size_t i = 0; i < f->count && status == TB_OK; i++)
        status = begin_source(f, i, &results[i]);
    return status;
}
