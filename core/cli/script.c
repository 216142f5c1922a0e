/* script.c - see script.h. */
#include "cli/script.h"

#include "cli/listing.h"
#include "cli/merge.h"
#include "cli/source_line.h"
#include "host/failure.h"
#include "host/noted.h"

/* ---- reports --------------------------------------------------------------------------------- */

static int64_t day_number(struct tb_day day)
{
    return ((int64_t)day.year * 16 + day.month) * 32 + day.day;
}

static bool is_earlier(const struct tb_report *old_report, const struct tb_report *new_report)
{
    struct tb_str old_place = old_report->place, new_place = new_report->place;
    return old_report->period.known && new_report->period.known &&
           day_number(old_report->period.to) < day_number(new_report->period.to) &&
           tb_str_eq(old_place, new_place);
}

/* Room for the reports of all inputs, which may have become more. */
static bool make_room(struct tb_session *session)
{
    struct tb_arena *arena = session->arena;
    size_t count = session->inputs.count;
    const struct tb_report **reports = TB_NEW_ARRAY(arena, const struct tb_report *, count);
    const struct tb_past **pasts = TB_NEW_ARRAY(arena, const struct tb_past *, count);
    if (!reports || !pasts)
        return false;
    for (size_t i = 0; i < session->count; i++) {
        reports[i] = session->reports[i];
        pasts[i] = session->pasts[i];
    }
    session->reports = reports;
    session->pasts = pasts;
    return true;
}

/* What came before the report read last, which is number `index` of the inputs. */
static enum tb_status find_past(struct tb_session *session, struct tb_differ *differ, size_t index,
                                size_t index_before, struct tb_error *error)
{
    size_t at = session->count;
    const struct tb_compared none = {NULL, NULL};
    struct tb_compared now = {session->reports[at], session->inputs.at[index].entry};
    if (at == 0 || !is_earlier(session->reports[at - 1], now.report))
        return now.entry ? tb_compare_past(&session->inputs, differ, now, none, session->arena,
                                           &session->pasts[at], error)
                         : TB_OK;
    struct tb_compared before = {session->reports[at - 1], session->inputs.at[index_before].entry};
    struct tb_past *past = TB_NEW(session->arena, struct tb_past);
    struct tb_diff *diff = TB_NEW(session->arena, struct tb_diff);
    if (!past || !diff)
        return tb_arena_fail(session->arena, error);
    *past = (struct tb_past){diff, session->pasts[at - 1]};
    session->pasts[at] = past;
    return tb_compare(session->setup, differ, before, now, session->arena, diff, error);
}

static enum tb_status load(struct tb_session *session, char **names, size_t count,
                           struct tb_error *error)
{
    struct tb_differ *differ = NULL;
    struct tb_arena *arena = session->arena;
    struct tb_cli *cli = session->cli;
    enum tb_status status =
        tb_listing_find(session->cli, session->setup, names, count, &session->inputs, error);
    if (status == TB_OK)
        status = tb_merge_inputs(cli, &session->inputs, error);
    if (status == TB_OK)
        status = tb_compare_open(session->setup, &differ, error);
    if (status != TB_OK)
        return status;
    if (session->setup->workspace.dir.ptr)
        status =
            tb_baseline_read(session->setup->workspace.dir.ptr, arena, &session->baseline, error);
    if (status != TB_OK)
        return status;
    if (!make_room(session))
        return tb_arena_fail(arena, error);
    size_t before = 0;
    for (size_t i = 0; i < session->inputs.count && status == TB_OK; i++) {
        struct tb_report *report = NULL;
        struct tb_error own = {0};
        if (tb_inputs_load(&session->inputs, i, arena, &report, &own) != TB_OK) {
            tb_outcome_add(&cli->outcome, TB_EXIT_INPUT, &own);
            continue;
        }
        bool several;
        status = tb_inputs_spread(&session->inputs, i, report, &several, error);
        if (status == TB_OK && several) {
            i--; /* the same place once more: now the first of them */
            if (!make_room(session))
                status = tb_arena_fail(arena, error);
            continue;
        }
        if (status != TB_OK)
            break;
        session->reports[session->count] = report;
        status = find_past(session, differ, i, before, error);
        if (status == TB_OK)
            status = tb_noted_attach(&session->baseline, session->pasts[session->count], report,
                                     arena, error);
        session->count++;
        before = i;
        cli->lang = cli->outcome.lang = tb_report_lang(cli, session->reports[0]);
    }
    return status;
}

bool tb_session_open(struct tb_session *session, char **names, size_t count)
{
    struct tb_error error = {0};
    if (load(session, names, count, &error) != TB_OK) {
        tb_outcome_add(&session->cli->outcome,
                       error.status == TB_EUSAGE ? TB_EXIT_USAGE : TB_EXIT_INPUT, &error);
        return false;
    }
    return count == 0 || session->count > 0;
}

/* ---- running ----------------------------------------------------------------------------------- */

static enum tb_status take_output(void *user, uint32_t report, struct tb_str bytes,
                                  struct tb_error *error)
{
    struct tb_session *session = user;
    struct tb_cli *cli = session->cli;
    struct tb_screen screen = tb_cli_screen(cli);
    (void)report;
    if (session->shown) {
        tb_buf_add(session->shown, bytes);
        return tb_buf_status(session->shown, error);
    }
    tb_put_lines(&screen, bytes);
    tb_output_drain(&cli->output.buf, &cli->output);
    if (!cli->output.failed)
        return TB_OK;
    return tb_fail(error, TB_EIO, "无法写标准输出", "standard output cannot be written");
}

/* The same in the output of a session. */
static void put_failure(struct tb_session *session, const struct tb_run *run, struct tb_str text,
                        struct tb_str en)
{
    struct tb_screen screen = tb_cli_screen(session->cli);
    screen.lang = session->cli->lang;
    tb_style(&screen, TB_RED);
    tb_put_lines(&screen, text);
    tb_style(&screen, TB_PLAIN);
    tb_buf_byte(screen.out, '\n');
    tb_put_source(&screen, 2, &run->plugins->at[0], en);
}

/* Why it ended, and the line of the script that the message speaks of. */
static void tell_failure(struct tb_session *session, const struct tb_run *run,
                         const struct tb_failure *failure)
{
    struct tb_cli *cli = session->cli;
    struct tb_error error = {.status = TB_EBUG};
    struct tb_buf source = tb_buf_make(1 << 16);
    struct tb_screen screen = {
        .out = &source, .lang = cli->lang, .color = cli->outcome.color, .width = cli->width};
    struct tb_str zh, en;
    if (!tb_failure_of_script(run, failure, session->arena, &zh, &en)) {
        (void)tb_arena_fail(session->arena, &error);
        tb_outcome_add(&cli->outcome, TB_EXIT_PLUGIN, &error);
        return;
    }
    session->unfinished = failure->report == TB_NONE && tb_str_ends(en, TB_STR("<eof>"));
    if (session->interactive) {
        if (!session->unfinished)
            put_failure(session, run, cli->lang == TB_LANG_ZH ? zh : en, en);
        return;
    }
    snprintf(error.zh, sizeof error.zh, "%.*s", TB_ARG(zh));
    snprintf(error.en, sizeof error.en, "%.*s", TB_ARG(en));
    tb_outcome_add(&cli->outcome, TB_EXIT_PLUGIN, &error);
    tb_put_source(&screen, 2, &run->plugins->at[0], en);
    tb_outcome_behind(&cli->outcome, tb_buf_str(&source));
    tb_buf_free(&source);
}

void tb_session_run(struct tb_session *session, const struct tb_plugin *plugin,
                    struct tb_script *script)
{
    struct tb_cli *cli = session->cli;
    struct tb_plugin alone = *plugin;
    struct tb_plugin_set set = {&alone, 1};
    struct tb_run run = tb_setup_run(cli, session->setup);
    struct tb_run_write write = {.take = take_output, .user = session};
    struct tb_run_result result = {0};
    struct tb_error error = {0};
    size_t lines = session->before_count + 1; /* each may use what a plugin may, in each report */
    size_t shares = lines * (session->count > 1 ? session->count : 1);
    uint32_t share = shares < 10000 ? (uint32_t)shares : 10000;
    run.plugins = &set;
    run.limits.cpu_ms =
        run.limits.cpu_ms < UINT32_MAX / share ? run.limits.cpu_ms * share : UINT32_MAX;
    run.limits.wall_ms =
        run.limits.wall_ms < UINT32_MAX / share ? run.limits.wall_ms * share : UINT32_MAX;
    script->reports = session->reports;
    script->pasts = session->pasts;
    script->report_count = session->count;
    script->before = session->before;
    script->before_count = session->before_count;
    run.stop = session->stop;
    session->unfinished = false;
    enum tb_status status = tb_run_script(&run, script, &write, session->arena, &result, &error);
    for (size_t i = 0; i < result.failure_count && status == TB_OK; i++)
        tell_failure(session, &run, &result.failures[i]);
    session->failed = status != TB_OK || result.failure_count > 0 || (run.stop && *run.stop);
    if (status != TB_OK && !cli->output.failed)
        tb_outcome_add(&cli->outcome, TB_EXIT_PLUGIN, &error);
}
