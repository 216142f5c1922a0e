/* fetch_round.c - one round: what fetchers say, and the pages they want. */
#include "base/list.h"
#include "host/failure.h"
#include "host/fetch_work.h"
#include "net/url.h"

/* --- what fetchers say -------------------------------------------------------------------------- */

/* The bulletin is a page that was fetched to look at it. */
static enum tb_status take_known_page(struct tb_fetching_run *f, struct tb_fetch_work *work,
                                      size_t page)
{
    struct tb_error problem = {0};
    tb_arena_reset(f->scratch);
    enum tb_status status =
        tb_fetch_arrive(f->run, work, &work->replies.at[page], f->arena, f->scratch, &problem);
    work->wanted = (struct tb_str){NULL, 0};
    return tb_fetch_finish(f, work, status, &problem);
}

/* The fetcher wants a page, or names the one that is the bulletin. */
static enum tb_status want_page(struct tb_fetching_run *f, struct tb_fetch_work *work,
                                struct tb_str asked, bool is_bulletin)
{
    struct tb_str base = work->source->url;
    work->asked = tb_arena_copy(f->arena, asked.ptr ? asked : TB_STR(""));
    work->wanted = tb_url_resolve(f->arena, base, work->asked);
    work->is_bulletin = is_bulletin;
    if (!work->wanted.ptr)
        tb_fetch_fail_plugin(f->run, work, "抓取插件给出的网址不能抓取",
                             "the fetcher named an address that cannot be asked");
    for (size_t i = 0; i < work->pages.count && is_bulletin && !work->done; i++)
        if (tb_str_eq(work->pages.at[i]->asked, work->asked))
            return take_known_page(f, work, i);
    return TB_OK;
}

static enum tb_status copy_candidate(struct tb_fetching_run *f, const struct tb_fetch_line *line,
                                     struct tb_fetch_work *work, struct tb_candidate *out)
{
    struct tb_str url = line->text[0].ptr
                            ? tb_url_resolve(f->arena, work->source->url, line->text[0])
                            : line->text[0];
    struct tb_str *const to[] = {&out->title, &out->date, &out->period};
    out->absent = tb_str_eq(line->what, TB_STR(TB_FETCH_ABSENT));
    out->url = url.ptr ? url : TB_STR("");
    for (int i = 0; i < 3; i++)
        if (line->text[i + 1].ptr && !(*to[i] = tb_arena_copy(f->arena, line->text[i + 1])).ptr)
            return tb_arena_fail(f->arena, f->error);
    return TB_OK;
}

/* Why none of them was taken. */
static void end_undecided(const struct tb_fetch_run *run, struct tb_fetch_work *work)
{
    const struct tb_fetched *out = work->out;
    struct tb_error why = {0};
    bool tie = false, waits = false;
    for (size_t i = 0; i < out->candidate_count; i++) {
        tie = tie || out->choices[i].choice == TB_CHOICE_TIE;
        waits = waits || out->choices[i].choice == TB_CHOICE_BEFORE ||
                out->choices[i].choice == TB_CHOICE_ABSENT;
    }
    if (waits && !tie) {
        tb_fetch_end(run, work, TB_EVENT_NOTHING, "", NULL);
        return;
    }
    if (tie)
        tb_fail(&why, TB_EFORMAT, "有几份同样新，分不出该取哪一份；用 --dry-run 查看",
                "several are as new as each other and nothing tells them apart; see them with "
                "--dry-run");
    else
        tb_fail(&why, TB_EFORMAT, "%zu 个链接都看不出是哪一期；用 --dry-run 查看",
                "none of the %zu links says for which period it is; see them with --dry-run",
                out->candidate_count);
    tb_fetch_end(run, work, TB_EVENT_HARD, tie ? "tie" : "no-period", &why);
}

/* Where a period that is over has no page yet, and no newer one has. */
static bool is_newer_expected(const struct tb_fetched *out)
{
    const struct tb_period *taken = NULL;
    for (size_t i = 0; i < out->candidate_count; i++)
        if (out->choices[i].choice == TB_CHOICE_TAKEN)
            taken = &out->choices[i].period;
    for (size_t i = 0; i < out->candidate_count && taken && taken->known; i++)
        if (out->choices[i].choice == TB_CHOICE_ABSENT && out->choices[i].period.known &&
            tb_period_compare(&out->choices[i].period, taken) > 0)
            return true;
    return false;
}

/* The candidates of `lines`, and which of them is the one. */
static enum tb_status choose(struct tb_fetching_run *f, struct tb_fetch_work *work,
                             const struct tb_fetch_line *lines, size_t count)
{
    struct tb_candidate *candidates = TB_NEW_ARRAY(f->arena, struct tb_candidate, count);
    struct tb_chosen *choices = TB_NEW_ARRAY(f->arena, struct tb_chosen, count);
    enum tb_status status = TB_OK;
    if (!candidates || !choices)
        return tb_arena_fail(f->arena, f->error);
    for (size_t i = 0; i < count && status == TB_OK; i++)
        status = copy_candidate(f, &lines[i], work, &candidates[i]);
    if (status != TB_OK)
        return status;
    size_t taken =
        tb_choose(f->run->ingest, candidates, count, work->fetch.latest, f->run->today, choices);
    work->out->candidates = candidates;
    work->out->choices = choices;
    work->out->candidate_count = count;
    if (taken == SIZE_MAX) {
        end_undecided(f->run, work);
        return TB_OK;
    }
    work->fetch.chosen = &candidates[taken];
    work->chosen = &choices[taken];
    work->out->url = candidates[taken].url;
    work->out->title = candidates[taken].title;
    work->done = f->run->dry_run;
    work->waits = is_newer_expected(work->out);
    if (!work->done)
        tb_fetch_count_items(f->run, work, f->arena);
    return TB_OK;
}

/* The fetcher cannot go on, and says why. */
static void take_trouble_of(struct tb_fetching_run *f, struct tb_fetch_work *work,
                            const struct tb_fetch_line *line)
{
    struct tb_error why = {.status = TB_EFORMAT};
    (void)snprintf(why.zh, sizeof why.zh, "%.*s", TB_ARG(line->text[0]));
    (void)snprintf(why.en, sizeof why.en, "%.*s", TB_ARG(line->text[1]));
    tb_fetch_end(f->run, work, TB_EVENT_HARD, "fetcher", &why);
}

/* What a fetcher said of one source in this round. */
static enum tb_status take_lines(struct tb_fetching_run *f, struct tb_fetch_work *work,
                                 const struct tb_fetch_line *lines, size_t count)
{
    struct tb_str what = lines[0].what;
    if (tb_str_eq(what, TB_STR(TB_FETCH_ASK)))
        return want_page(f, work, lines[0].text[0], false);
    if (tb_str_eq(what, TB_STR(TB_FETCH_PAGE)))
        return want_page(f, work, lines[0].text[0], true);
    bool found =
        tb_str_eq(what, TB_STR(TB_FETCH_CANDIDATE)) || tb_str_eq(what, TB_STR(TB_FETCH_ABSENT));
    if (found && !work->fetch.chosen)
        return choose(f, work, lines, count);
    if (tb_str_eq(what, TB_STR(TB_FETCH_NONE)))
        tb_fetch_end(f->run, work, TB_EVENT_NOTHING, "", NULL);
    else if (tb_str_eq(what, TB_STR(TB_FETCH_TROUBLE)))
        take_trouble_of(f, work, &lines[0]);
    else
        tb_fetch_fail_plugin(f->run, work, "抓取插件的回答不合规",
                             "what the fetcher said is not valid");
    return TB_OK;
}

/* Which works a round is for: one entry each in `fetches`. */
struct round {
    struct tb_fetch *fetches;
    size_t *works;
    size_t count;
};

static bool collect(struct tb_fetching_run *f, struct round *round)
{
    round->fetches = TB_NEW_ARRAY(f->round, struct tb_fetch, f->count);
    round->works = TB_NEW_ARRAY(f->round, size_t, f->count);
    for (size_t i = 0; round->fetches && round->works && i < f->count; i++) {
        if (f->works[i].done || f->works[i].wanted.ptr)
            continue;
        round->works[round->count] = i;
        round->fetches[round->count++] = f->works[i].fetch;
    }
    return round->fetches && round->works;
}

static enum tb_status take_failures(struct tb_fetching_run *f, const struct round *round,
                                    const struct tb_run_result *result)
{
    for (size_t i = 0; i < result->failure_count; i++) {
        const struct tb_failure *failure = &result->failures[i];
        struct tb_finding finding;
        if (!tb_failure_finding(f->run->run, failure, f->round, &finding))
            return tb_arena_fail(f->round, f->error);
        for (size_t k = 0; k < round->count; k++) {
            struct tb_fetch_work *work = &f->works[round->works[k]];
            bool its = failure->report == k ||
                       (failure->report == TB_NONE && work->fetch.plugin == failure->plugin);
            struct tb_error why = {.status = TB_EFORMAT};
            if (!its || work->done)
                continue;
            (void)snprintf(why.zh, sizeof why.zh, "%.*s", TB_ARG(finding.zh));
            (void)snprintf(why.en, sizeof why.en, "%.*s", TB_ARG(finding.en));
            work->out->plugin_failed = true;
            tb_fetch_end(f->run, work, TB_EVENT_HARD, "plugin", &why);
        }
    }
    return TB_OK;
}

enum tb_status tb_fetch_run_fetchers(struct tb_fetching_run *f)
{
    struct round round = {0};
    struct tb_run_result result = {0};
    tb_arena_reset(f->round);
    if (!collect(f, &round))
        return tb_arena_fail(f->round, f->error);
    if (round.count == 0)
        return TB_OK;
    enum tb_status status =
        tb_run_fetch(f->run->run, round.fetches, round.count, f->round, &result, f->error);
    for (size_t i = 0, end; i < result.line_count && status == TB_OK; i = end) {
        const struct tb_fetch_line *lines = result.lines;
        end = i + 1;
        while (end < result.line_count && lines[end].fetch == lines[i].fetch)
            end++;
        status = take_lines(f, &f->works[round.works[lines[i].fetch]], lines + i, end - i);
    }
    return status == TB_OK ? take_failures(f, &round, &result) : status;
}

/* --- pages -------------------------------------------------------------------------------------- */

/* What the server is told that is there, so that it need not send it again. */
static void add_validators(struct tb_fetch_work *work, struct tb_net_job *job)
{
    const struct tb_source_memory *memory = &work->out->memory;
    /* A page that is only looked at for where the bulletin is must come, kept or not. */
    bool looking = work->unconditional || !(work->fetch.chosen || work->is_bulletin);
    const struct tb_entry *kept = looking ? NULL : tb_fetch_kept(work, job->url);
    char hash[65];
    if (!kept)
        return;
    for (int i = 0; i < 32; i++)
        (void)snprintf(hash + 2 * i, 3, "%02x", kept->snapshot.sha256[i]);
    bool remembered =
        tb_str_eq(memory->url, job->url) && tb_str_eq(memory->sha256, tb_str_of(hash));
    struct tb_str etag = tb_snapshot_property(&kept->snapshot, "etag");
    struct tb_str modified = tb_snapshot_property(&kept->snapshot, "last-modified");
    if (remembered) {
        etag = memory->etag;
        modified = memory->modified;
    }
    job->etag = etag.ptr ? etag : TB_STR("");
    job->modified = modified.ptr ? modified : TB_STR("");
}

/* The ends that a source comes to without a page. */
static void take_trouble(struct tb_fetching_run *f, struct tb_fetch_work *work,
                         const struct tb_net_reply *reply)
{
    static const struct {
        enum tb_source_event event;
        const char *reason;
    } ends[TB_NET_OUTCOME_END] = {
        [TB_NET_BLOCKED] = {TB_EVENT_BLOCKED, "robots"},
        [TB_NET_REFUSED] = {TB_EVENT_HARD, "refused"},
        [TB_NET_BROKEN] = {TB_EVENT_HARD, "broken"},
        [TB_NET_TRANSIENT] = {TB_EVENT_TRANSIENT, "transient"},
        [TB_NET_DEFERRED] = {TB_EVENT_LATER, "later"},
    };
    struct tb_error why = {.status = TB_EIO};
    (void)snprintf(why.zh, sizeof why.zh, "%.*s", TB_ARG(reply->zh));
    (void)snprintf(why.en, sizeof why.en, "%.*s", TB_ARG(reply->en));
    if (reply->outcome == TB_NET_DEFERRED)
        work->out->memory.not_before = reply->not_before;
    tb_fetch_end(f->run, work, ends[reply->outcome].event, ends[reply->outcome].reason, &why);
    work->out->url = work->wanted;
}

/* 304: what is kept is what is there, if it can still be read; else all of it must come. */
static enum tb_status take_unmodified(struct tb_fetching_run *f, struct tb_fetch_work *work,
                                      const struct tb_net_reply *reply)
{
    struct tb_error why = {0};
    struct tb_str bytes;
    const struct tb_entry *kept = tb_fetch_kept(work, work->wanted);
    if (!kept || work->unconditional) {
        tb_fail(&why, TB_EFORMAT, "没有要求却答复 304",
                "the server answers 304 without being asked to");
        tb_fetch_end(f->run, work, TB_EVENT_HARD, "broken", &why);
        return TB_OK;
    }
    if (tb_history_restore(&f->history, kept, f->scratch, &bytes, NULL, &why) != TB_OK) {
        work->unconditional = true;
        return TB_OK;
    }
    struct tb_source_memory *memory = &work->out->memory;
    if (reply->etag.len > 0 && tb_str_eq(memory->url, work->wanted))
        memory->etag = tb_arena_copy(f->arena, reply->etag);
    work->out->url = work->wanted;
    work->out->period = kept->period_name;
    tb_fetch_end(f->run, work, TB_EVENT_SAME, "", NULL);
    return TB_OK;
}

/* A tb_courier_run callback; ids are indices into the jobs of the round. */
static enum tb_status take_reply(void *user, const struct tb_net_reply *reply,
                                 struct tb_error *error)
{
    struct tb_fetching_run *f = user;
    struct tb_fetch_work *work = &f->works[f->job_works[reply->id]];
    struct tb_error problem = {0};
    enum tb_status status = TB_OK;
    tb_arena_reset(f->scratch);
    work->out->requests++;
    work->out->bytes += reply->raw_size;
    if (f->run->record)
        status = tb_fetch_record(f->run->record, work->wanted, reply, f->scratch, error);
    if (status != TB_OK)
        return status;
    if (reply->outcome != TB_NET_ANSWERED)
        take_trouble(f, work, reply);
    else if (reply->status == 304)
        status = take_unmodified(f, work, reply);
    else if (work->is_bulletin)
        status = tb_fetch_arrive(f->run, work, reply, f->arena, f->scratch, &problem);
    else
        status = tb_fetch_add_page(f->run, work, reply, f->arena, error);
    if (!work->is_bulletin && status != TB_OK)
        return status;
    bool comes_again = reply->status == 304 && work->unconditional && !work->done;
    if (!comes_again)
        work->wanted = (struct tb_str){NULL, 0};
    return tb_fetch_finish(f, work, status, &problem);
}

static enum tb_status replay(struct tb_fetching_run *f, size_t count)
{
    enum tb_status status = TB_OK;
    for (size_t i = 0; i < count && status == TB_OK; i++) {
        struct tb_net_reply reply;
        status = tb_fetch_replay(f->run->offline, f->jobs[i].url, f->round, &reply, f->error);
        reply.id = (uint32_t)i;
        if (status == TB_OK)
            status = take_reply(f, &reply, f->error);
    }
    return status;
}

enum tb_status tb_fetch_bring_pages(struct tb_fetching_run *f)
{
    size_t count = 0;
    for (size_t i = 0; i < f->count; i++) {
        struct tb_fetch_work *work = &f->works[i];
        if (work->done || !work->wanted.ptr)
            continue;
        if (!tb_fetch_list_hosts(f, work)) {
            tb_fetch_fail_plugin(f->run, work, "抓取插件没有载入",
                                 "the fetcher could not be loaded");
            continue;
        }
        f->jobs[count] = (struct tb_net_job){.id = (uint32_t)count,
                                             .url = work->wanted,
                                             .hosts = work->hosts,
                                             .allow_private = work->allow_private,
                                             .pace_ms = work->pace_ms,
                                             .deadline_ms = work->deadline_ms,
                                             .etag = TB_STR(""),
                                             .modified = TB_STR(""),
                                             .ca_file = work->ca_file};
        add_validators(work, &f->jobs[count]);
        f->job_works[count++] = i;
    }
    if (f->run->offline)
        return replay(f, count);
    return tb_courier_run(&f->courier, f->jobs, count, take_reply, f, f->round, f->error);
}
