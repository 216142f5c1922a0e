/* check.c - tongbao check REPORT…: what the checks say about reports. */
#include "cli/check.h"

#include <unistd.h>

#include "base/file.h"
#include "base/json.h"
#include "cli/listing.h"
#include "cli/merge.h"
#include "cli/watch.h"
#include "model/report_json.h"

enum { BAR_WIDTH = 24 };

static void hide_bar(struct tb_check *check)
{
    if (check->bar_shown && tb_fd_write(STDERR_FILENO, TB_STR("\r\033[K"), NULL) == TB_OK)
        check->bar_shown = false;
}

static void show_bar(void *user, size_t done)
{
    struct tb_check *check = user;
    struct tb_buf line = tb_buf_make(1 << 12);
    size_t all = check->inputs.count, full = BAR_WIDTH * done / all;
    struct tb_screen screen = {.out = &line, .lang = check->cli->lang};
    tb_buf_byte(&line, '\r');
    tb_say(&screen, "检查 [", "checking [");
    for (size_t i = 0; i < BAR_WIDTH; i++)
        tb_buf_byte(&line, i < full ? '=' : ' ');
    tb_buf_printf(&line, "] %zu/%zu", done, all);
    if (tb_fd_write(STDERR_FILENO, tb_buf_str(&line), NULL) == TB_OK)
        check->bar_shown = true;
    tb_buf_free(&line);
}

static void add_tally(struct tb_tally *sum, const struct tb_tally *part)
{
    sum->reports += part->reports;
    sum->items += part->items;
    sum->repairs += part->repairs;
    for (int i = 0; i < TB_SEVERITY_END; i++)
        sum->by_severity[i] += part->by_severity[i];
    sum->relations += part->relations;
    sum->agreeing += part->agreeing;
    for (int i = 0; i < TB_STATE_END; i++)
        sum->by_state[i] += part->by_state[i];
    for (int i = 0; i < TB_SEVERITY_END; i++)
        sum->fresh[i] += part->fresh[i];
    sum->bare += part->bare;
    sum->failed_plugins += part->failed_plugins;
}

/* `part`: as in tb_batch_part. */
static void add_counts(struct tb_check *check, struct tb_str part)
{
    struct tb_counts counts;
    for (size_t i = 0; (i + 1) * sizeof counts <= part.len && i <= check->setup.plugins.count;
         i++) {
        memcpy(&counts, part.ptr + i * sizeof counts, sizeof counts);
        for (int k = 0; k < TB_SEVERITY_END; k++)
            check->counts[i].of[k] += counts.of[k];
    }
}

static void take_problems(struct tb_check *check, const struct tb_batch_part *part,
                          struct tb_error *last)
{
    for (size_t at = 0; at < part->problems.len; at += sizeof(struct tb_problem)) {
        struct tb_problem problem;
        memcpy(&problem, part->problems.ptr + at, sizeof problem);
        tb_outcome_add(&check->cli->outcome, problem.status, &problem.error);
        *last = problem.error;
    }
}

void tb_check_put_entry(struct tb_buf *out, const struct tb_input *input,
                        const struct tb_loaded *loaded, bool summary)
{
    struct tb_json json = tb_json_make(out, false);
    struct tb_period unknown = {0};
    const struct tb_report *report = loaded->report;
    tb_json_object(&json);
    tb_json_key(&json, "name");
    tb_json_text(&json, input->name);
    tb_json_key(&json, "title");
    tb_json_str(&json, report ? report->title : (struct tb_str){0});
    tb_json_key(&json, "series");
    tb_json_str(&json, input->entry ? input->entry->series : (struct tb_str){0});
    tb_json_key(&json, "place");
    tb_json_str(&json, report ? report->place : (struct tb_str){0});
    tb_json_key(&json, "period");
    tb_json_period(&json, report ? &report->period : &unknown);
    tb_json_key(&json, "url");
    tb_json_str(&json, tb_input_url(input));
    tb_json_key(&json, "error");
    if (report) {
        tb_json_null(&json);
    } else {
        tb_json_object(&json);
        tb_json_key(&json, "zh");
        tb_json_text(&json, loaded->error->zh);
        tb_json_key(&json, "en");
        tb_json_text(&json, loaded->error->en);
        tb_json_close(&json);
    }
    if (summary)
        tb_summary_put_counts_json(&json, &loaded->counts);
    tb_json_close(&json);
    tb_buf_byte(out, '\n');
}

/* The lines about the inputs; those that a lost process did not write say why they are missing. */
static void take_entries(struct tb_check *check, struct tb_batch batch,
                         const struct tb_batch_part *part, const struct tb_error *problem)
{
    for (size_t i = 0; i < part->reports.len; i++)
        check->entries += part->reports.ptr[i] == '\n';
    tb_buf_add(&check->reports, tb_buf_str(&part->reports));
    struct tb_loaded lost = {.error = problem};
    for (; part->lost && check->entries < batch.first + check->more + batch.count; check->entries++)
        tb_check_put_entry(&check->reports, &check->inputs.at[check->entries - check->more], &lost,
                           check->cli->options.summary);
}

/* Adds findings. In JSON each says the number of its report, which the batch counted as if every input
 * before it held one bulletin. */
static void take_findings(const struct tb_check *check, struct tb_str lines, struct tb_buf *out)
{
    const struct tb_str key = TB_STR("\"report\":");
    while (check->more > 0 && check->cli->options.format != TB_FORMAT_TEXT && lines.len > 0) {
        size_t number = tb_str_find(lines, key, 0) + key.len, end = number;
        size_t line = tb_str_find(lines, TB_STR("\n"), 0) + 1, value = 0;
        for (; end < line && lines.ptr[end] >= '0' && lines.ptr[end] <= '9'; end++)
            value = value * 10 + (size_t)(lines.ptr[end] - '0');
        tb_buf_add(out, tb_str_sub(lines, 0, number));
        tb_buf_printf(out, "%zu", value + check->more);
        tb_buf_add(out, tb_str_sub(lines, end, line));
        lines = tb_str_sub(lines, line, lines.len);
    }
    tb_buf_add(out, lines);
}

/* Findings about plugins that did not load are the same for every batch: told once. */
static void take_loading(struct tb_check *check, const struct tb_batch_part *part,
                         struct tb_buf *out)
{
    if (part->loading_count == 0 || check->loading_told)
        return;
    check->loading_told = true;
    check->tally.by_severity[TB_SEVERITY_ERROR] += part->loading_count;
    check->tally.failed_plugins += part->loading_count;
    check->tally.by_state[TB_STATE_NEW] += part->loading_count;
    check->tally.fresh[TB_SEVERITY_ERROR] += part->loading_count;
    check->counts[check->setup.plugins.count].of[TB_SEVERITY_ERROR] += part->loading_count;
    tb_buf_add(out, tb_buf_str(&part->loading));
}

static enum tb_merged merge(void *user, struct tb_batch batch, const struct tb_batch_part *part)
{
    struct tb_check *check = user;
    struct tb_cli *cli = check->cli;
    struct tb_error problem = {0};
    struct tb_buf *out =
        cli->options.format == TB_FORMAT_JSON ? &check->findings : &cli->output.buf;
    if (check->batch != batch.first) {
        check->batch = batch.first;
        check->more = check->entries - batch.first;
    }
    hide_bar(check);
    if (part->chinese && !cli->lang_is_settled)
        cli->outcome.lang = TB_LANG_ZH;
    if (tb_fd_write(STDERR_FILENO, tb_buf_str(&part->notes), NULL) != TB_OK)
        cli->progress = false; /* nobody listens there */
    take_problems(check, part, &problem);
    tb_buf_add(&check->traits, tb_buf_str(&part->traits));
    take_entries(check, batch, part, &problem);
    add_tally(&check->tally, &part->tally);
    tb_judge_take(&check->judge, &check->setup, tb_buf_str(&part->seen));
    add_counts(check, tb_buf_str(&part->counts));
    take_loading(check, part, out);
    take_findings(check, tb_buf_str(&part->findings), out);
    if (check->watched)
        tb_buf_add(&check->watched->now, tb_buf_str(&part->watched));
    tb_output_drain(&cli->output.buf, &cli->output);
    if (part->strikes.len > 0)
        memcpy(check->strikes, part->strikes.ptr, part->strikes.len);
    if (cli->output.failed)
        return TB_MERGED_STOP;
    return part->strikes.len > 0 ? TB_MERGED_AGAIN : TB_MERGED;
}

static void put_summary(struct tb_json *json, const struct tb_check *check)
{
    const struct tb_tally *tally = &check->tally;
    const struct {
        const char *key;
        uint64_t value;
    } members[] = {
        {"read", tally->reports},
        {"unreadable", tally->inputs - tally->reports},
        {"items", tally->items},
        {"repairs", tally->repairs},
        {"checks", tally->checks},
        {"error", tally->by_severity[TB_SEVERITY_ERROR]},
        {"warning", tally->by_severity[TB_SEVERITY_WARNING]},
        {"note", tally->by_severity[TB_SEVERITY_NOTE]},
        {"info", tally->by_severity[TB_SEVERITY_INFO]},
        {"recomputed", tally->relations},
        {"agreeing", tally->agreeing},
        {"plugin_failures", tally->failed_plugins},
    };
    for (size_t i = 0; i < sizeof members / sizeof *members; i++) {
        tb_json_key(json, members[i].key);
        tb_json_int(json, (int64_t)members[i].value);
    }
    tb_comparable_put_json(json, &check->inputs, check->cli->options.operands,
                           check->cli->options.operand_count, tb_buf_str(&check->traits));
    tb_judge_put_json(json, &check->judge, tally);
}

/* An array of values that stand on a line each in `lines`. */
static void put_array(struct tb_json *json, const char *key, const struct tb_buf *lines,
                      struct tb_output *output)
{
    struct tb_str rest = tb_buf_str(lines);
    tb_json_key(json, key);
    tb_json_array(json);
    while (rest.len > 0) {
        size_t end = tb_str_find(rest, TB_STR("\n"), 0);
        tb_json_raw(json, tb_str_sub(rest, 0, end));
        rest = tb_str_sub(rest, end + 1, rest.len);
        tb_output_drain(json->out, output);
    }
    tb_json_close(json);
}

/* What the rules of --summary are called. Where that cannot be had their names must do. */
static struct tb_rules read_rules(struct tb_check *check)
{
    struct tb_run run = tb_setup_run(check->cli, &check->setup);
    struct tb_run_result result = {0};
    struct tb_rules rules = {0};
    if (tb_run_describe(&run, check->setup.arena, &result, NULL) != TB_OK ||
        !tb_rules_read(run.plugins, result.declarations, check->setup.arena, &rules))
        rules = (struct tb_rules){0};
    return rules;
}

static void put_end_text(struct tb_check *check, struct tb_screen *screen)
{
    const struct tb_options *options = &check->cli->options;
    if (check->tally.reports == 0)
        return;
    /* A report that was caught half written changes nothing. */
    if (check->watched && check->tally.reports == check->tally.inputs &&
        !tb_watched_put(screen, check->watched, check->setup.arena))
        screen->out->failed = TB_ENOMEM;
    if (options->summary) {
        struct tb_rules rules = read_rules(check);
        tb_summary_put_rules(screen, &check->setup.plugins, &rules, check->counts);
        tb_buf_byte(screen->out, '\n');
    }
    if (options->quiet)
        return;
    tb_comparable_put(screen, &check->inputs, options->operands, options->operand_count,
                      tb_buf_str(&check->traits));
    tb_put_tally(screen, &check->tally);
    tb_judge_put_text(screen, &check->judge, options->verbose);
}

static void put_end(struct tb_check *check)
{
    struct tb_cli *cli = check->cli;
    struct tb_screen screen = tb_cli_screen(cli);
    bool pretty = cli->options.format == TB_FORMAT_JSON, summary = cli->options.summary;
    struct tb_json json = tb_json_make(screen.out, pretty);
    screen.lang = cli->outcome.lang;
    if (cli->options.format == TB_FORMAT_TEXT) {
        put_end_text(check, &screen);
        return;
    }
    if (check->reports.failed || check->findings.failed)
        screen.out->failed = TB_ELIMIT;
    tb_json_object(&json);
    if (pretty || summary) {
        tb_json_key(&json, "schema");
        tb_json_text(&json, summary ? "tongbao.summary/1" : "tongbao.findings/1");
        put_array(&json, "reports", &check->reports, &cli->output);
        if (summary) {
            struct tb_rules rules = read_rules(check);
            tb_summary_put_rules_json(&json, &check->setup.plugins, &rules, check->counts);
        } else {
            put_array(&json, "findings", &check->findings, &cli->output);
        }
        tb_json_key(&json, "summary");
        tb_json_object(&json);
    } else {
        tb_json_key(&json, "type");
        tb_json_text(&json, "summary");
        put_array(&json, "reports", &check->reports, &cli->output);
    }
    put_summary(&json, check);
    while (json.depth > 0)
        tb_json_close(&json);
    tb_buf_byte(screen.out, '\n');
}

/* Exit statuses that come of what was found. */
static void judge(struct tb_check *check)
{
    struct tb_outcome *outcome = &check->cli->outcome;
    const struct tb_options *options = &check->cli->options;
    struct tb_error error = {0};
    uint64_t found = 0;
    if (check->tally.failed_plugins > 0) {
        tb_fail(&error, TB_EBUG, "插件出错 %u 次，见 plugin-failed",
                "plugins failed %u times, see plugin-failed", check->tally.failed_plugins);
        tb_outcome_add(outcome, TB_EXIT_PLUGIN, &error);
    }
    for (int i = (int)options->fail_on; i < TB_SEVERITY_END && options->has_fail_on; i++)
        found += check->tally.judged ? check->tally.fresh[i] : check->tally.by_severity[i];
    if (found > 0) {
        tb_fail(&error, TB_EBUG, "%llu 个问题达到 --fail-on %s", "%llu findings reach --fail-on %s",
                (unsigned long long)found, tb_severity_name(options->fail_on));
        tb_outcome_add(outcome, TB_EXIT_FOUND, &error);
    }
}

static enum tb_status run_batches(struct tb_check *check, struct tb_error *error)
{
    const struct tb_options *options = &check->cli->options;
    const struct tb_inputs *inputs = &check->inputs;
    long processors = sysconf(_SC_NPROCESSORS_ONLN);
    struct tb_batch_run run = {.work = tb_check_work, .merge = merge, .user = check};
    run.jobs = options->jobs ? options->jobs : processors > 0 ? (unsigned)processors : 1;
    if (check->cli->progress && inputs->count > 1)
        run.progress = show_bar;

    struct tb_arena *arena = check->setup.arena;
    uint64_t *sizes = TB_NEW_ARRAY(arena, uint64_t, inputs->count);
    struct tb_batch *batches = TB_NEW_ARRAY(arena, struct tb_batch, inputs->count);
    check->strikes = TB_NEW_ARRAY(arena, uint32_t, check->setup.plugins.count);
    if (!sizes || !batches || !check->strikes)
        return tb_arena_fail(arena, error);
    for (size_t i = 0; i < inputs->count; i++)
        sizes[i] = inputs->at[i].size;
    run.batches = batches;
    run.count = tb_batch_divide(sizes, inputs->count, run.jobs, batches);
    return tb_batch_run(&run, error);
}

static void count_checks(struct tb_check *check)
{
    const struct tb_plugin_set *plugins = &check->setup.plugins;
    check->tally.judged = tb_judge_counts(check->cli, &check->judge);
    for (size_t i = 0; i < plugins->count; i++)
        check->tally.checks += plugins->at[i].kind == TB_PLUGIN_CHECK && plugins->at[i].enabled;
}

static void check_all(struct tb_check *check)
{
    struct tb_error error = {0};
    const struct tb_options *options = &check->cli->options;
    if (tb_listing_find(check->cli, &check->setup, options->operands, options->operand_count,
                        &check->inputs, &error) != TB_OK) {
        tb_outcome_add(&check->cli->outcome, TB_EXIT_INPUT, &error);
        return;
    }
    if (tb_merge_inputs(check->cli, &check->inputs, &error) != TB_OK) {
        tb_outcome_add(&check->cli->outcome,
                       error.status == TB_EUSAGE ? TB_EXIT_USAGE : TB_EXIT_INPUT, &error);
        return;
    }
    if (!tb_before_open(check->cli, &check->setup, &check->inputs, &check->before) ||
        !tb_judge_import(check->cli, &check->setup, &check->inputs, &check->judge))
        return;
    check->memory = TB_INPUT_ARENA;
    enum tb_status status = tb_arena_new(check->memory, &check->arena, &error);
    check->counts =
        TB_NEW_ARRAY(check->setup.arena, struct tb_counts, check->setup.plugins.count + 1);
    if (status == TB_OK && !check->counts)
        status = tb_arena_fail(check->setup.arena, &error);
    count_checks(check);
    if (status == TB_OK)
        status = run_batches(check, &error);
    hide_bar(check);
    check->tally.inputs = check->entries;
    if (status == TB_OK) {
        put_end(check);
        judge(check);
        tb_judge_finish(check->cli, &check->judge, &check->tally);
    } else {
        tb_outcome_add(&check->cli->outcome, TB_EXIT_PLUGIN, &error);
    }
    tb_arena_free(check->arena);
}

/* `watched`: struct tb_watched, or NULL. */
static void check_once(struct tb_cli *cli, void *watched)
{
    struct tb_error error = {0};
    struct tb_check check = {.cli = cli,
                             .watched = watched,
                             .reports = tb_buf_make(TB_PART_MAX),
                             .findings = tb_buf_make(TB_PART_MAX),
                             .traits = tb_buf_make(TB_PART_MAX)};
    if (check.watched)
        tb_buf_clear(&check.watched->now);
    if (tb_inputs_check(cli, &error) != TB_OK)
        tb_outcome_add(&cli->outcome, TB_EXIT_USAGE, &error);
    else if (tb_setup_open(cli, &check.setup) && tb_setup_plugins(cli, &check.setup) &&
             tb_setup_select(cli, &check.setup, cli->options.only, cli->options.only_count, true) &&
             tb_judge_open(cli, &check.setup, &check.judge))
        check_all(&check);
    tb_judge_close(&check.judge);
    tb_buf_free(&check.reports);
    tb_buf_free(&check.findings);
    tb_buf_free(&check.traits);
    tb_setup_close(&check.setup);
}

void tb_verb_check(struct tb_cli *cli)
{
    struct tb_error error = {0};
    struct tb_watched watched = {.before = tb_buf_make(TB_PART_MAX),
                                 .now = tb_buf_make(TB_PART_MAX)};
    if (!cli->options.watch)
        check_once(cli, NULL);
    else if (cli->options.format == TB_FORMAT_TEXT)
        tb_watch(cli, check_once, cli->options.summary ? NULL : &watched);
    else if (tb_fail(&error, TB_EUSAGE, "--watch 只有文字输出，不能与 --format 同用",
                     "--watch prints text only, it does not go with --format") != TB_OK)
        tb_outcome_add(&cli->outcome, TB_EXIT_USAGE, &error);
    tb_buf_free(&watched.before);
    tb_buf_free(&watched.now);
}
