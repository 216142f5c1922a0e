/* gather.c - frames in, results out; nothing a worker says is believed before it is checked. */
#include "host/gather_keep.h"

#include "host/requests.h"

static bool has_work(const struct tb_gather *gather, uint32_t index)
{
    const struct tb_plugin *plugin = &gather->run->plugins->at[index];
    switch (gather->work) {
    case TB_WORK_CHECKS:
        return plugin->enabled && plugin->kind == TB_PLUGIN_CHECK &&
               gather->strikes[index] < TB_STRIKES;
    case TB_WORK_CASES:
        return plugin->enabled;
    case TB_WORK_WRITE:
        return index == gather->write->plugin;
    case TB_WORK_FETCH:
        for (size_t i = 0; i < gather->fetch_count; i++)
            if (gather->fetches[i].plugin == index)
                return true;
        return false;
    case TB_WORK_SCRIPT:
    case TB_WORK_DESCRIBE:
    default:
        return true;
    }
}

/* How many things each plugin is to do. */
static size_t count_rounds(const struct tb_gather *gather)
{
    bool by_report = gather->work == TB_WORK_CHECKS || gather->work == TB_WORK_WRITE;
    if (by_report)
        return gather->run->report_count;
    if (gather->work == TB_WORK_FETCH)
        return gather->fetch_count;
    return gather->work == TB_WORK_CASES || gather->work == TB_WORK_SCRIPT;
}

/* Adds a plugin to the crew of the bundled ones, or a crew of its own. */
static void enlist(struct tb_gather *gather, uint32_t *members, uint32_t plugin, bool bundled)
{
    struct tb_crew *crew = &gather->crews[0];
    if (!bundled || gather->crew_count == 0 || !crew->bundled) {
        crew = &gather->crews[gather->crew_count++];
        *crew = (struct tb_crew){
            .members = members, .bundled = bundled, .pending = tb_buf_make(TB_PENDING_MAX)};
    }
    *members = plugin;
    crew->count++;
}

enum tb_status tb_gather_start(struct tb_gather *gather, struct tb_error *error)
{
    const struct tb_plugin_set *plugins = gather->run->plugins;
    struct tb_arena *arena = gather->arena;
    gather->rounds = count_rounds(gather);
    gather->declarations = TB_NEW_ARRAY(arena, struct tb_str, plugins->count);
    gather->dropped = TB_NEW_ARRAY(arena, bool, plugins->count);
    gather->strikes = TB_NEW_ARRAY(arena, uint32_t, plugins->count);
    gather->finished = tb_arena_array(arena, gather->rounds, plugins->count);
    gather->crews = TB_NEW_ARRAY(arena, struct tb_crew, plugins->count);
    uint32_t *members = TB_NEW_ARRAY(arena, uint32_t, plugins->count);
    if (!gather->declarations || !gather->dropped || !gather->strikes || !gather->finished ||
        !gather->crews || !members)
        return tb_arena_fail(arena, error);
    for (size_t i = 0; i < gather->fetch_count; i++) { /* a source has one fetcher */
        memset(gather->finished + i * plugins->count, 1, plugins->count);
        gather->finished[i * plugins->count + gather->fetches[i].plugin] = 0;
    }
    if (gather->run->strikes)
        memcpy(gather->strikes, gather->run->strikes, plugins->count * sizeof *gather->strikes);
    for (int bundled = 1; bundled >= 0; bundled--)
        for (uint32_t i = 0; i < plugins->count; i++)
            if (plugins->at[i].bundled == bundled && has_work(gather, i))
                enlist(gather, members++, i, bundled);
    tb_arena_part(arena); /* what workers say, from what they share */
    return TB_OK;
}

void tb_gather_free(struct tb_gather *gather)
{
    for (size_t i = 0; i < gather->crew_count; i++)
        tb_buf_free(&gather->crews[i].pending);
}

static unsigned char *finished(const struct tb_gather *gather, uint32_t plugin, size_t round)
{
    return &gather->finished[round * gather->run->plugins->count + plugin];
}

bool tb_gather_wants_round(const struct tb_gather *gather, uint32_t plugin, size_t round)
{
    return !gather->dropped[plugin] && !*finished(gather, plugin, round);
}

bool tb_gather_wants(const struct tb_gather *gather, uint32_t plugin)
{
    if (gather->dropped[plugin])
        return false;
    if (!gather->declarations[plugin].ptr)
        return true;
    for (size_t round = 0; round < gather->rounds; round++)
        if (!*finished(gather, plugin, round))
            return true;
    return false;
}

bool tb_gather_wants_crew(const struct tb_gather *gather, const struct tb_crew *crew)
{
    for (size_t i = 0; i < crew->count; i++)
        if (tb_gather_wants(gather, crew->members[i]))
            return true;
    return false;
}

/* ---- taking frames ---- */

static bool is_member(const struct tb_crew *crew, uint32_t plugin)
{
    for (size_t i = 0; i < crew->count; i++)
        if (crew->members[i] == plugin)
            return true;
    return false;
}

bool tb_gather_can_fail(const struct tb_gather *gather, const struct tb_crew *crew, uint32_t plugin,
                        uint32_t report)
{
    if (!is_member(crew, plugin))
        return false;
    return report < gather->rounds ? tb_gather_wants_round(gather, plugin, report)
                                   : report == TB_NONE && tb_gather_wants(gather, plugin);
}

/* Whether a plugin that has just said what it is may go on: it was granted what it asks for. Cases and
 * descriptions give it nothing. */
static enum tb_cause check_grants(struct tb_gather *gather, uint32_t index, struct tb_error *error)
{
    const struct tb_plugin *plugin = &gather->run->plugins->at[index];
    struct tb_request request;
    bool runs = gather->work == TB_WORK_CHECKS || gather->work == TB_WORK_WRITE ||
                gather->work == TB_WORK_FETCH;
    if (plugin->bundled || !runs)
        return TB_CAUSE_NONE;
    struct tb_declaration *declared = TB_NEW(gather->arena, struct tb_declaration);
    if (!declared || !tb_declaration_read(gather->declarations[index], gather->arena, declared))
        return TB_CAUSE_PROTOCOL;
    if (tb_request_make(plugin, declared, gather->arena, &request, &gather->error) != TB_OK)
        return TB_CAUSE_NONE;
    struct tb_str missing = tb_request_missing(&request, plugin, gather->run->grants);
    if (!missing.ptr)
        return TB_CAUSE_NONE;
    tb_fail(error, TB_EDENIED, "%.*s；tongbao plugins grant %.*s 可授权",
            "%.*s; `tongbao plugins grant %.*s` grants it", TB_ARG(missing),
            TB_ARG(plugin->file.id));
    return TB_CAUSE_GRANT;
}

static enum tb_cause take_declaration(struct tb_gather *gather, struct tb_crew *crew,
                                      const struct tb_record *record, struct tb_error *error)
{
    struct tb_str text;
    if (record->report != TB_NONE || tb_record_text(record, &text, error) != TB_OK)
        return TB_CAUSE_PROTOCOL;
    if (gather->declarations[record->plugin].ptr) {
        tb_buf_clear(&crew->pending); /* loaded again after a death: it printed the same before */
        return TB_CAUSE_NONE;
    }
    if (tb_gather_keep(gather, crew, false, error) != TB_OK)
        return TB_CAUSE_PROTOCOL;
    gather->declarations[record->plugin] = tb_arena_copy(gather->arena, text);
    if (gather->declarations[record->plugin].ptr)
        return check_grants(gather, record->plugin, error);
    tb_gather_no_memory(gather);
    return TB_CAUSE_NONE;
}

static enum tb_cause take_commit(struct tb_gather *gather, struct tb_crew *crew,
                                 const struct tb_record *record, struct tb_error *error)
{
    if (record->report >= gather->rounds ||
        !tb_gather_wants_round(gather, record->plugin, record->report) ||
        tb_gather_keep(gather, crew, false, error) != TB_OK)
        return TB_CAUSE_PROTOCOL;
    *finished(gather, record->plugin, record->report) = 1;
    return TB_CAUSE_NONE;
}

static enum tb_cause take_failure(struct tb_gather *gather, struct tb_crew *crew,
                                  const struct tb_record *record, struct tb_error *error)
{
    struct tb_failed failed;
    if (!tb_gather_can_fail(gather, crew, record->plugin, record->report) ||
        tb_record_failed(record, &failed, error) != TB_OK)
        return TB_CAUSE_PROTOCOL;
    struct tb_failure failure = {.plugin = record->plugin,
                                 .report = record->report,
                                 .cause = (enum tb_cause)failed.cause,
                                 .hook = failed.hook,
                                 .item = failed.item,
                                 .line = failed.line,
                                 .zh = failed.message,
                                 .en = failed.message};
    tb_gather_fail(gather, crew, &failure);
    return TB_CAUSE_NONE;
}

/* Keeps the frame as it is until the plugin has finished. */
static enum tb_cause put_off(struct tb_gather *gather, struct tb_crew *crew,
                             const struct tb_record *record)
{
    bool finding = record->kind == TB_RECORD_FINDING;
    if (finding && (gather->work != TB_WORK_CHECKS || record->report >= gather->rounds))
        return TB_CAUSE_PROTOCOL;
    if (record->kind == TB_RECORD_CASE && gather->work != TB_WORK_CASES)
        return TB_CAUSE_PROTOCOL;
    if (record->kind == TB_RECORD_FETCH &&
        (gather->work != TB_WORK_FETCH || record->report >= gather->rounds))
        return TB_CAUSE_PROTOCOL;
    if (finding && ++crew->pending_findings > gather->run->limits.findings)
        return TB_CAUSE_FINDINGS;
    struct tb_str frame = {record->payload.ptr - TB_RECORD_HEAD,
                           TB_RECORD_HEAD + record->payload.len};
    if (crew->pending.len + frame.len > gather->run->limits.output)
        return TB_CAUSE_OUTPUT;
    tb_buf_add(&crew->pending, frame);
    if (crew->pending.failed == TB_ENOMEM)
        (void)tb_fail_memory(&gather->error);
    return crew->pending.failed == TB_OK ? TB_CAUSE_NONE : TB_CAUSE_OUTPUT;
}

/* Bytes of an export go on at once: nobody holds a whole file in memory. */
static enum tb_cause take_output(struct tb_gather *gather, struct tb_crew *crew,
                                 const struct tb_record *record)
{
    if (!gather->write || record->report >= gather->rounds ||
        !tb_gather_wants_round(gather, record->plugin, record->report))
        return TB_CAUSE_PROTOCOL;
    if (record->report != crew->writing)
        crew->written = 0;
    crew->writing = record->report;
    crew->written += record->payload.len;
    if (crew->written > gather->run->limits.output)
        return TB_CAUSE_OUTPUT;
    (void)gather->write->take(gather->write->user, record->report, record->payload, &gather->error);
    return TB_CAUSE_NONE;
}

static enum tb_cause take_record(struct tb_gather *gather, struct tb_crew *crew,
                                 const struct tb_record *record, struct tb_error *error)
{
    bool same = record->plugin == crew->plugin && record->report == crew->report;
    if (crew->pending.len && (!same || record->kind == TB_RECORD_DONE))
        return TB_CAUSE_PROTOCOL; /* it went on without a commit */
    if (record->kind == TB_RECORD_DONE) {
        crew->done = true;
        return TB_CAUSE_NONE;
    }
    if (!is_member(crew, record->plugin))
        return TB_CAUSE_PROTOCOL;
    crew->plugin = record->plugin;
    crew->report = record->report;
    switch (record->kind) {
    case TB_RECORD_DECLARED:
        return take_declaration(gather, crew, record, error);
    case TB_RECORD_COMMIT:
        return take_commit(gather, crew, record, error);
    case TB_RECORD_FAILED:
        return take_failure(gather, crew, record, error);
    case TB_RECORD_FINDING:
    case TB_RECORD_CASE:
    case TB_RECORD_PRINT:
    case TB_RECORD_FETCH:
        return put_off(gather, crew, record);
    case TB_RECORD_OUTPUT:
        return take_output(gather, crew, record);
    case TB_RECORD_DONE:
    default:
        return TB_CAUSE_PROTOCOL;
    }
}

enum tb_cause tb_gather_take(struct tb_gather *gather, struct tb_crew *crew, struct tb_str *input,
                             struct tb_error *error)
{
    enum tb_cause cause = TB_CAUSE_NONE;
    while (cause == TB_CAUSE_NONE && gather->error.status == TB_OK && input->len) {
        struct tb_record record;
        bool complete;
        if (crew->done) {
            (void)tb_fail(error, TB_EFORMAT, "结束之后又有记录", "a record after the last one");
            return TB_CAUSE_PROTOCOL;
        }
        if (tb_record_next(input, &record, &complete, error) != TB_OK)
            return TB_CAUSE_PROTOCOL;
        if (!complete)
            break;
        cause = take_record(gather, crew, &record, error);
    }
    return cause;
}

void tb_gather_fail(struct tb_gather *gather, struct tb_crew *crew,
                    const struct tb_failure *failure)
{
    uint32_t plugin = failure->plugin;
    bool in_report = failure->report < gather->rounds;
    bool strike = in_report && gather->work == TB_WORK_CHECKS && failure->cause != TB_CAUSE_ERROR;
    /* What cannot be read of the rest is dropped with it. */
    (void)tb_gather_keep(gather, crew, true, NULL);
    if (in_report)
        *finished(gather, plugin, failure->report) = 1;
    gather->strikes[plugin] += strike;
    bool last = strike && gather->strikes[plugin] == TB_STRIKES;
    /* Of earlier reports it may have to tell again what was lost with its process. */
    for (size_t later = failure->report; last && later < gather->rounds; later++)
        *finished(gather, plugin, later) = 1;
    if (!in_report)
        gather->dropped[plugin] = true;
    struct tb_failure *kept = TB_LIST_ADD(gather->arena, &crew->failures);
    if (!kept) {
        tb_gather_no_memory(gather);
        return;
    }
    *kept = *failure;
    kept->last = last;
    if (!in_report) {
        kept->report = TB_NONE;
        kept->hook = TB_HOOK_LOAD;
    }
    if (failure->zh.ptr)
        kept->zh = tb_arena_copy(gather->arena, failure->zh);
    if (failure->en.ptr)
        kept->en = tb_arena_copy(gather->arena, failure->en);
    if (failure->source.ptr)
        kept->source = tb_arena_copy(gather->arena, failure->source);
}
