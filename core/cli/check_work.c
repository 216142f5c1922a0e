/* check_work.c - tongbao check: one batch of reports, from files to text or lines of JSON. */
#include "cli/check.h"
#include "cli/finding_text.h"
#include "cli/merge.h"
#include "host/noted.h"
#include "model/finding_json.h"
#include "model/report_json.h"

enum {
    PIECE = 4 << 20,       /* bytes of output that are sent on at a time */
    TEXT_SHARE = 32,       /* a part in so many of the arena is left to put findings into words */
    OUTPUT_LEAST = 1 << 16 /* bytes: what a plugin may say of a report in any case */
};

struct work {
    struct tb_check *check;
    struct tb_batch_post *post;
    struct tb_batch_part part; /* what was not sent yet */
    size_t told, end;          /* the first input that was not said to be done; the batch's end */
    bool loading_told;         /* findings about plugins that did not load were sent */

    /* The check's, and where a file of this batch holds several bulletins, one for each of them. */
    struct tb_inputs own;

    /* of the range of inputs under way */
    struct tb_batch range;
    const struct tb_report **reports; /* those that could be read */
    const struct tb_past **pasts;     /* and the bulletins before each */
    size_t *inputs;                   /* and which inputs they are */
    size_t count;
    struct tb_loaded *loaded;  /* all of them */
    struct tb_counts *by_rule; /* as in tb_batch_part */
    size_t loading;            /* findings about plugins that did not load */
    struct tb_rules rules;
};

/* `error`: of those that nothing became of. */
static void put_entries(struct work *work, const struct tb_error *error)
{
    const struct tb_check *check = work->check;
    for (size_t i = 0; i < work->range.count; i++) {
        struct tb_loaded loaded = {.error = error};
        if (work->loaded && (work->loaded[i].report || work->loaded[i].error))
            loaded = work->loaded[i];
        tb_check_put_entry(&work->part.reports, &work->own.at[work->range.first + i], &loaded,
                           check->cli->options.summary);
    }
}

/* The bulletins before the report just read, and what the baseline says of its items. A bulletin that cannot
 * be read is a problem of its own; the report is then checked without. */
static enum tb_status load_past(struct work *work, size_t index, struct tb_report *report,
                                struct tb_error *error)
{
    const struct tb_check *check = work->check;
    const struct tb_past **past = &work->pasts[work->count];
    enum tb_status status =
        tb_before_load(&check->before, &work->own, index, report, check->arena, past, error);
    if (status != TB_OK && !(status == TB_ELIMIT && work->count > 0)) {
        tb_batch_problem(&work->part, TB_EXIT_INPUT, error);
        status = TB_OK;
    }
    if (status == TB_OK)
        status = tb_noted_attach(&check->judge.baseline, *past, report, check->arena, error);
    return status;
}

/* Reads the range. *again: one of the files holds several bulletins, each of which is now an input of its
 * own; the range is longer and to be read anew. TB_ELIMIT: together the reports need more memory than there is. */
static enum tb_status load_range(struct work *work, bool *again, struct tb_error *error)
{
    struct tb_inputs *inputs = &work->own;
    struct tb_arena *arena = work->check->arena;
    tb_arena_reset(arena);
    work->count = 0;
    work->reports = TB_NEW_ARRAY(arena, const struct tb_report *, work->range.count);
    work->pasts = TB_NEW_ARRAY(arena, const struct tb_past *, work->range.count);
    work->inputs = TB_NEW_ARRAY(arena, size_t, work->range.count);
    work->loaded = TB_NEW_ARRAY(arena, struct tb_loaded, work->range.count);
    work->by_rule = TB_NEW_ARRAY(arena, struct tb_counts, work->check->setup.plugins.count + 1);
    if (!work->reports || !work->pasts || !work->inputs || !work->loaded || !work->by_rule)
        return tb_arena_fail(arena, error);
    for (size_t i = 0; i < work->range.count; i++) {
        size_t index = work->range.first + i;
        struct tb_report *report = NULL;
        struct tb_error *own = TB_NEW(arena, struct tb_error);
        if (!own)
            return tb_arena_fail(arena, error);
        enum tb_status status = tb_inputs_load(inputs, index, arena, &report, own);
        if (status == TB_ELIMIT && work->count > 0) {
            *error = *own;
            return status;
        }
        size_t before = inputs->count;
        if (status == TB_OK)
            status = tb_inputs_spread(inputs, index, report, again, own);
        if (status == TB_OK && *again) {
            work->range.count += inputs->count - before;
            return TB_OK;
        }
        work->loaded[i] = (struct tb_loaded){.report = report, .error = own};
        if (status == TB_OK) {
            work->inputs[work->count] = index;
            work->reports[work->count] = report;
            status = load_past(work, index, report, error);
            if (status != TB_OK)
                return status;
            work->count++;
        } else {
            tb_batch_problem(&work->part, TB_EXIT_INPUT, own);
        }
        if (index >= work->told && index < work->end) {
            work->told = index + 1;
            tb_batch_done(work->post);
        }
    }
    return TB_OK;
}

static enum tb_status load_inputs(struct work *work, struct tb_error *error)
{
    bool again = true;
    enum tb_status status = TB_OK;
    while (again && status == TB_OK) {
        again = false;
        status = load_range(work, &again, error);
        if (again)
            tb_buf_clear(&work->part.problems); /* they will come again */
    }
    return status;
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
    const struct tb_input *input = &work->own.at[work->inputs[index]];
    struct tb_findings_text text = {.report = work->reports[index],
                                    .is_kept = input->entry != NULL,
                                    .url = tb_input_url(input),
                                    .rules = &work->rules,
                                    .plugins = &work->check->setup.plugins,
                                    .findings = findings,
                                    .count = count,
                                    /* Who asks for some rules wants to see what they find. */
                                    .all = cli->options.all || cli->options.only_count > 0,
                                    .brief = cli->options.quiet,
                                    .verbose = cli->options.verbose};
    if (!cli->options.all)
        text.count = drop_settled(findings, count);
    screen.out = &work->part.findings;
    screen.lang = tb_report_lang(cli, text.report);
    work->part.chinese = work->part.chinese || screen.lang == TB_LANG_ZH;
    tb_merge_put(&screen, text.report);
    if (!tb_put_findings(&screen, &text, work->check->arena))
        screen.out->failed = TB_ENOMEM;
}

/* For --watch; true: that is all there is to print of this run. */
static bool put_watched(struct work *work, size_t index, const struct tb_finding *findings,
                        size_t count)
{
    const struct tb_watched *watched = work->check->watched;
    struct tb_screen screen = tb_cli_screen(work->check->cli);
    screen.out = &work->part.watched;
    screen.lang = tb_report_lang(work->check->cli, work->reports[index]);
    work->part.chinese = work->part.chinese || screen.lang == TB_LANG_ZH;
    if (watched)
        tb_watched_note(&screen, work->reports[index], findings, count);
    return watched && watched->again;
}

static void put_lines(struct work *work, size_t index, const struct tb_finding *findings,
                      size_t count)
{
    struct tb_json json = tb_json_make(&work->part.findings, false);
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
    struct tb_batch_part *part = &work->part;
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
        work->loading++;
        if (work->loading_told)
            continue;
        part->loading_count++;
        if (work->check->cli->options.summary)
            continue;
        if (work->check->cli->options.format == TB_FORMAT_TEXT) {
            tb_put_finding_alone(&screen, &findings[i]);
            tb_put_failed_line(&screen, &work->check->setup.plugins, &findings[i]);
            tb_buf_byte(screen.out, '\n');
        } else {
            tb_finding_json(&json, &cursor, work->reports[0], (uint32_t)work->inputs[0],
                            &findings[i]);
            tb_buf_byte(json.out, '\n');
        }
    }
    return kept;
}

static void put_notes(struct work *work, const struct tb_run_result *result, uint32_t report)
{
    struct tb_screen screen = tb_cli_screen(work->check->cli);
    screen.out = &work->part.notes;
    tb_setup_put_prints(&screen, &work->check->setup, result, report);
}

/* Adds the findings to the counts of their report and rules. */
static void count_findings(struct work *work, size_t index, const struct tb_finding *findings,
                           size_t count)
{
    const struct tb_plugin_set *plugins = &work->check->setup.plugins;
    struct tb_counts *counts = &work->loaded[work->inputs[index] - work->range.first].counts;
    for (size_t i = 0; i < count; i++) {
        const struct tb_plugin *plugin = tb_plugin_find(plugins, TB_PLUGIN_CHECK, findings[i].rule);
        counts->of[findings[i].severity]++;
        work->by_rule[plugin ? (size_t)(plugin - plugins->at) : plugins->count]
            .of[findings[i].severity]++;
    }
}

/* The findings of one report in the form that is asked for. */
static void put_report(struct work *work, size_t index, struct tb_finding *findings, size_t count)
{
    const struct tb_cli *cli = work->check->cli;
    if (cli->options.summary || cli->options.format != TB_FORMAT_TEXT) {
        struct tb_screen notes =
            tb_cli_screen(work->check->cli); /* what merging says stands in no finding */
        notes.out = &work->part.notes;
        tb_merge_put(&notes, work->reports[index]);
    }
    if (cli->options.summary && cli->options.format == TB_FORMAT_TEXT) {
        struct tb_screen screen = tb_cli_screen(work->check->cli);
        size_t input = work->inputs[index];
        screen.out = &work->part.findings;
        screen.lang = tb_report_lang(cli, work->reports[index]);
        work->part.chinese = work->part.chinese || screen.lang == TB_LANG_ZH;
        tb_summary_put_report(&screen, work->own.at[input].name, work->reports[index],
                              &work->loaded[input - work->range.first].counts);
    } else if (!cli->options.summary && cli->options.format == TB_FORMAT_TEXT) {
        if (put_watched(work, index, findings, count))
            return;
        put_text(work, index, findings, count);
    } else if (!cli->options.summary) {
        put_lines(work, index, findings, count);
    }
}

/* What was found in one report: `findings`. */
static void take_report(struct work *work, size_t index, struct tb_finding *findings, size_t count)
{
    struct tb_batch_part *part = &work->part;
    for (size_t i = 0; i < count; i++) {
        part->tally.by_severity[findings[i].severity]++;
        tb_judge_finding(&work->check->judge, work->reports[index], work->pasts[index],
                         &findings[i], &part->tally, &part->seen);
    }
    count_findings(work, index, findings, count);
    put_report(work, index, findings, count);
    count_report(&part->tally, work->reports[index]);
    tb_comparable_note(&part->traits, &work->own.at[work->inputs[index]], work->reports[index]);
    if (part->findings.len + part->seen.len + part->notes.len > PIECE)
        tb_batch_send(work->post, part);
}

/* Prints the findings, which come in the order of the reports. */
static void put_findings(struct work *work, const struct tb_run_result *result)
{
    struct tb_finding *from = result->findings;
    size_t left = result->finding_count;
    work->loading = 0;
    if (work->range.first == 0)
        put_notes(work, result, TB_NONE);
    for (uint32_t i = 0; i < work->count; i++) {
        struct tb_mark mark = tb_arena_mark(work->check->arena);
        size_t taken = 0, count;
        while (taken < left && from[taken].report == i)
            taken++;
        count = i == 0 ? take_loading(work, from, taken) : taken;
        put_notes(work, result, i);
        take_report(work, i, from, count);
        tb_arena_rewind(work->check->arena, mark);
        from += taken;
        left -= taken;
    }
    work->part.tally.failed_plugins += (uint32_t)(result->failure_count - work->loading);
    work->loading_told = true;
    if (work->check->cli->options.summary)
        tb_buf_add(&work->part.counts,
                   (struct tb_str){(const char *)work->by_rule,
                                   (work->check->setup.plugins.count + 1) * sizeof *work->by_rule});
}

/* Keeps how often plugins have failed, for the reports that follow, and sends it where it changed. */
static void keep_strikes(struct work *work, const struct tb_run_result *result)
{
    struct tb_check *check = work->check;
    size_t size = check->setup.plugins.count * sizeof *check->strikes;
    if (size == 0 || memcmp(check->strikes, result->strikes, size) == 0)
        return;
    memcpy(check->strikes, result->strikes, size);
    tb_buf_clear(&work->part.strikes);
    tb_buf_add(&work->part.strikes, (struct tb_str){(const char *)check->strikes, size});
}

/* Runs the checks on what was read. TB_ELIMIT: they say more than there is memory for. */
static enum tb_status run_checks(struct work *work, struct tb_run *run,
                                 struct tb_run_result *result, struct tb_error *error)
{
    struct tb_arena *arena = work->check->arena;
    size_t memory = work->check->memory;
    enum tb_status status = tb_run_checks(run, arena, result, error);
    if (status == TB_OK &&
        !tb_rules_read_found(run->plugins, result->declarations, result->findings,
                             result->finding_count, arena, &work->rules))
        status = tb_arena_fail(arena, error);
    if (status == TB_OK && tb_arena_used(arena) > memory - memory / TEXT_SHARE)
        status = tb_fail(error, TB_ELIMIT, "插件的输出过多，内存不够",
                         "the plugins say more than there is memory for");
    return status;
}

/* One report that the plugins say too much about: each may say less, so that those which say most
 * fail. One after the other, so that memory is used in the same way in every run. */
static enum tb_status run_bounded(struct work *work, struct tb_run *run,
                                  struct tb_run_result *result, struct tb_error *error)
{
    struct tb_mark mark = tb_arena_mark(work->check->arena);
    enum tb_status status = run_checks(work, run, result, error);
    if (run->limits.output > TB_PENDING_MAX)
        run->limits.output = TB_PENDING_MAX;
    run->in_turn = true;
    while (status == TB_ELIMIT && work->count == 1 && run->limits.output > OUTPUT_LEAST) {
        tb_arena_rewind(work->check->arena, mark);
        run->limits.output /= 2;
        status = run_checks(work, run, result, error);
    }
    return status;
}

static void check_range(struct work *work, struct tb_batch range);

/* What is too much together is done in two halves, which comes to the same. */
static void check_halves(struct work *work, struct tb_batch range)
{
    size_t half = range.count / 2, before = work->own.count;
    check_range(work, (struct tb_batch){range.first, half});
    size_t more = work->own.count - before;
    check_range(work, (struct tb_batch){range.first + half + more, range.count - half});
}

/* Text alone shows none, but for --verbose; without a baseline or --watch nothing is looked up by them. */
static bool shows_no_fingerprints(const struct tb_check *check)
{
    const struct tb_options *options = &check->cli->options;
    return options->format == TB_FORMAT_TEXT && !options->verbose && !check->watched &&
           !tb_judge_counts(check->cli, &check->judge) && !check->judge.baseline.path.ptr;
}

static void check_range(struct work *work, struct tb_batch range)
{
    struct tb_run run = tb_setup_run(work->check->cli, &work->check->setup);
    struct tb_run_result result = {0};
    struct tb_error error = {0};
    work->range = range;
    enum tb_status status = load_inputs(work, &error);
    run.reports = work->reports;
    run.report_count = work->count;
    run.pasts = work->pasts;
    run.strikes = work->check->strikes;
    run.no_fingerprints = shows_no_fingerprints(work->check);
    if (status == TB_OK && work->count > 0)
        status = run_bounded(work, &run, &result, &error);
    range = work->range; /* which may have become longer */
    if (status == TB_ELIMIT && range.count > 1) {
        tb_buf_clear(&work->part.problems); /* they will come again */
        check_halves(work, range);
        return;
    }
    if (status != TB_OK) {
        tb_batch_problem(&work->part, TB_EXIT_PLUGIN, &error);
    } else if (work->count > 0) {
        keep_strikes(work, &result);
        put_findings(work, &result);
    }
    put_entries(work, &error);
    tb_batch_send(work->post, &work->part);
}

void tb_check_work(void *user, struct tb_batch batch, struct tb_batch_post *post)
{
    struct work work = {.check = user, .post = post, .part = tb_batch_part_make()};
    work.own = work.check->inputs;
    work.end = batch.first + batch.count;
    check_range(&work, batch);
    tb_batch_part_free(&work.part);
}
