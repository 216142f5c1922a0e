/* check_work.c - tongbao check: one batch of reports, from files to text or lines of JSON. */
#include "cli/check.h"
#include "cli/finding_text.h"
#include "model/finding_json.h"
#include "model/report_json.h"

/* What became of an input. */
struct loaded {
    const struct tb_report *report; /* NULL: it could not be read */
    struct tb_error *error;         /* why */
    struct tb_counts counts;        /* of its findings */
};

struct work {
    struct tb_check *check;
    struct tb_batch batch;
    struct tb_batch_part *part;
    const struct tb_report **reports; /* those that could be read */
    size_t *inputs;                   /* and which inputs they are */
    size_t count;
    struct loaded *loaded; /* all of the batch */
    struct tb_rules rules;
};

/* {"name","title","series","period","error"}, and with `summary` the counts. */
static void put_report_entry(struct tb_buf *out, const struct tb_input *input,
                             const struct loaded *loaded, bool summary)
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
    tb_json_key(&json, "period");
    tb_json_period(&json, report ? &report->period : &unknown);
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

static void put_entries(struct work *work)
{
    const struct tb_check *check = work->check;
    for (size_t i = 0; i < work->batch.count; i++)
        if (work->loaded[i].report || work->loaded[i].error)
            put_report_entry(&work->part->reports, &check->inputs.at[work->batch.first + i],
                             &work->loaded[i], check->cli->options.summary);
}

static void load_inputs(struct work *work, void (*done)(void *to), void *to)
{
    const struct tb_inputs *inputs = &work->check->inputs;
    for (size_t i = 0; i < work->batch.count; i++) {
        size_t index = work->batch.first + i;
        struct tb_report *report = NULL;
        struct tb_error error = {0};
        enum tb_status status = tb_inputs_load(inputs, index, work->check->arena, &report, &error);
        if (status == TB_OK) {
            work->loaded[i].report = report;
            work->inputs[work->count] = index;
            work->reports[work->count++] = report;
        } else {
            work->loaded[i].error = TB_NEW(work->check->arena, struct tb_error);
            if (work->loaded[i].error)
                *work->loaded[i].error = error;
            else
                work->part->reports.failed = TB_ENOMEM;
            tb_batch_problem(work->part, TB_EXIT_INPUT, &error);
        }
        done(to);
    }
}

static void count_report(struct tb_tally *tally, const struct tb_report *report)
{
    tally->reports++;
    tally->items += report->item_count;
    tally->repairs += report->repair_count;
    for (size_t i = 0; i < report->item_count; i++) {
        tally->relations += report->items[i].relation_count;
        for (size_t k = 0; k < report->items[i].relation_count; k++)
            tally->agreeing += report->items[i].relations[k].ok;
    }
}

/* Takes out what was settled; it stands in the counts and in JSON. Returns how many are left. */
static size_t drop_settled(struct tb_finding *findings, size_t count)
{
    size_t kept = 0;
    for (size_t i = 0; i < count; i++)
        if (findings[i].state != TB_STATE_SUPPRESSED)
            findings[kept++] = findings[i];
    return kept;
}

static void put_text(struct work *work, size_t index, struct tb_finding *findings, size_t count)
{
    struct tb_cli *cli = work->check->cli;
    struct tb_screen screen = tb_cli_screen(cli);
    struct tb_findings_text text = {.report = work->reports[index],
                                    .rules = &work->rules,
                                    .findings = findings,
                                    .count = count,
                                    /* Who asks for some rules wants to see what they find. */
                                    .all = cli->options.all || cli->options.only_count > 0,
                                    .brief = cli->options.quiet,
                                    .verbose = cli->options.verbose};
    if (!cli->options.all)
        text.count = drop_settled(findings, count);
    screen.out = &work->part->findings;
    screen.lang = tb_report_lang(cli, text.report);
    work->part->chinese = work->part->chinese || screen.lang == TB_LANG_ZH;
    if (!tb_put_findings(&screen, &text, work->check->arena))
        screen.out->failed = TB_ENOMEM;
}

static void put_lines(struct work *work, size_t index, const struct tb_finding *findings,
                      size_t count)
{
    struct tb_json json = tb_json_make(&work->part->findings, false);
    struct tb_finding_cursor cursor = {0};
    for (size_t i = 0; i < count; i++) {
        tb_finding_json(&json, &cursor, work->reports[index], (uint32_t)work->inputs[index],
                        &findings[i]);
        tb_buf_byte(json.out, '\n');
    }
}

static bool is_about_loading(const struct tb_finding *finding)
{
    struct tb_str hook = tb_str_of(tb_hook_name(TB_HOOK_LOAD));
    bool loading = false;
    for (uint32_t i = 0; i < finding->figure_count; i++)
        loading = loading || (tb_str_eq(finding->figures[i].name, TB_STR("hook")) &&
                              tb_str_eq(finding->figures[i].text, hook));
    return loading && tb_str_eq(finding->rule, TB_STR("plugin-failed"));
}

/* Prints the findings of the first report that are about plugins that did not load, and takes them
 * out of the list. Returns how many are left. */
static size_t take_loading(struct work *work, struct tb_finding *findings, size_t count)
{
    struct tb_batch_part *part = work->part;
    struct tb_screen screen = tb_cli_screen(work->check->cli);
    struct tb_json json = tb_json_make(&part->loading, false);
    struct tb_finding_cursor cursor = {0};
    size_t kept = 0;
    screen.out = &part->loading;
    screen.lang = tb_report_lang(work->check->cli, work->reports[0]);
    for (size_t i = 0; i < count; i++) {
        if (!is_about_loading(&findings[i])) {
            findings[kept++] = findings[i];
            continue;
        }
        part->loading_count++;
        if (work->check->cli->options.summary)
            continue;
        if (work->check->cli->options.format == TB_FORMAT_TEXT) {
            tb_put_finding_alone(&screen, &findings[i]);
        } else {
            tb_finding_json(&json, &cursor, work->reports[0], (uint32_t)work->inputs[0],
                            &findings[i]);
            tb_buf_byte(json.out, '\n');
        }
    }
    return kept;
}

static void put_notes(struct work *work, const struct tb_run_result *result)
{
    struct tb_screen screen = tb_cli_screen(work->check->cli);
    screen.out = &work->part->notes;
    if (work->batch.first == 0)
        tb_setup_put_prints(&screen, &work->check->setup, result, TB_NONE);
    for (uint32_t i = 0; i < work->count; i++)
        tb_setup_put_prints(&screen, &work->check->setup, result, i);
}

/* Adds the findings to the counts of their report and rules. */
static void count_findings(struct work *work, size_t index, const struct tb_finding *findings,
                           size_t count, struct tb_counts *by_rule)
{
    const struct tb_plugin_set *plugins = &work->check->setup.plugins;
    struct tb_counts *counts = &work->loaded[work->inputs[index] - work->batch.first].counts;
    for (size_t i = 0; i < count; i++) {
        const struct tb_plugin *plugin = tb_plugin_find(plugins, TB_PLUGIN_CHECK, findings[i].rule);
        counts->of[findings[i].severity]++;
        by_rule[plugin ? (size_t)(plugin - plugins->at) : plugins->count]
            .of[findings[i].severity]++;
    }
}

/* The findings of one report in the form that is asked for. */
static void put_report(struct work *work, size_t index, struct tb_finding *findings, size_t count)
{
    const struct tb_cli *cli = work->check->cli;
    if (cli->options.summary && cli->options.format == TB_FORMAT_TEXT) {
        struct tb_screen screen = tb_cli_screen(work->check->cli);
        size_t input = work->inputs[index];
        screen.out = &work->part->findings;
        screen.lang = tb_report_lang(cli, work->reports[index]);
        work->part->chinese = work->part->chinese || screen.lang == TB_LANG_ZH;
        tb_summary_put_report(&screen, work->check->inputs.at[input].name, work->reports[index],
                              &work->loaded[input - work->batch.first].counts);
    } else if (!cli->options.summary && cli->options.format == TB_FORMAT_TEXT) {
        put_text(work, index, findings, count);
    } else if (!cli->options.summary) {
        put_lines(work, index, findings, count);
    }
}

/* Prints the findings, which come in the order of the reports. */
static void put_findings(struct work *work, const struct tb_run_result *result,
                         struct tb_counts *by_rule)
{
    struct tb_finding *from = result->findings;
    size_t left = result->finding_count;
    for (size_t i = 0; i < work->count; i++) {
        size_t taken = 0, count;
        while (taken < left && from[taken].report == i)
            taken++;
        count = i == 0 ? take_loading(work, from, taken) : taken;
        for (size_t k = 0; k < count; k++) {
            work->part->tally.by_severity[from[k].severity]++;
            tb_judge_finding(&work->check->judge, work->reports[i], &from[k], &work->part->tally,
                             &work->part->seen);
        }
        count_findings(work, i, from, count, by_rule);
        put_report(work, i, from, count);
        count_report(&work->part->tally, work->reports[i]);
        from += taken;
        left -= taken;
    }
    if (work->check->cli->options.summary)
        tb_buf_add(&work->part->counts,
                   (struct tb_str){(const char *)by_rule,
                                   (work->check->setup.plugins.count + 1) * sizeof *by_rule});
    work->part->tally.failed_plugins = (uint32_t)result->failure_count - work->part->loading_count;
}

void tb_check_work(void *user, struct tb_batch batch, struct tb_batch_part *part,
                   void (*done)(void *to), void *to)
{
    struct tb_check *check = user;
    struct work work = {.check = check, .batch = batch, .part = part};
    struct tb_run run = tb_setup_run(check->cli, &check->setup);
    struct tb_run_result result = {0};
    struct tb_error error = {0};
    tb_arena_reset(check->arena);
    work.reports = TB_NEW_ARRAY(check->arena, const struct tb_report *, batch.count);
    work.inputs = TB_NEW_ARRAY(check->arena, size_t, batch.count);
    work.loaded = TB_NEW_ARRAY(check->arena, struct loaded, batch.count);
    struct tb_counts *by_rule =
        TB_NEW_ARRAY(check->arena, struct tb_counts, check->setup.plugins.count + 1);
    if (!work.reports || !work.inputs || !work.loaded || !by_rule) {
        tb_arena_fail(check->arena, &error);
        tb_batch_problem(part, TB_EXIT_INPUT, &error);
        return;
    }
    load_inputs(&work, done, to);
    run.reports = work.reports;
    run.report_count = work.count;
    if (work.count == 0) {
        put_entries(&work);
        return;
    }
    enum tb_status status = tb_run_checks(&run, check->arena, &result, &error);
    if (status == TB_OK &&
        !tb_rules_read(run.plugins, result.declarations, check->arena, &work.rules))
        status = tb_arena_fail(check->arena, &error);
    if (status == TB_OK) {
        put_findings(&work, &result, by_rule);
        put_notes(&work, &result);
    } else {
        tb_batch_problem(part, TB_EXIT_PLUGIN, &error);
    }
    put_entries(&work);
}
