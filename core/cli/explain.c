/* explain.c - tongbao explain: a rule, a finding, or an item of a report. */
#include "cli/explain.h"

#include <unistd.h>

#include "cli/before.h"
#include "cli/finding_text.h"
#include "cli/findings_text.h"
#include "cli/judge.h"
#include "host/noted.h"

enum { DIGITS_LEAST = 6, DIGITS = 16 };

/* ---- what is meant ---- */

static bool is_fingerprint(const char *text)
{
    size_t len = strlen(text);
    return len >= DIGITS_LEAST && len <= DIGITS && strspn(text, "0123456789abcdef") == len;
}

static bool is_report(const char *text)
{
    return access(text, F_OK) == 0 || tb_input_is_snapshot(text);
}

static enum tb_status usage(const struct tb_options *options, struct tb_error *error)
{
    if (options->operand_count > 0 && is_report(options->operands[0]))
        return tb_fail(error, TB_EUSAGE, "请用 --item 说明是第几项：tongbao explain --item 9 %s",
                       "say which item with --item: tongbao explain --item 9 %s",
                       options->operands[0]);
    if (options->operand_count > 0 && is_fingerprint(options->operands[0]))
        return tb_fail(error, TB_EUSAGE, "指纹后面要写通报：tongbao explain %s 文件",
                       "a report comes after the fingerprint: tongbao explain %s FILE",
                       options->operands[0]);
    return tb_fail(error, TB_EUSAGE,
                   "没有说解释什么：tongbao explain 规则名，或 tongbao explain --item 序号 文件",
                   "say what to explain: tongbao explain RULE, or tongbao explain --item NO FILE");
}

/* ---- reading ---- */

/* A report under explanation, with what goes with it. */
struct subject {
    struct tb_inputs inputs;
    const struct tb_past *past;
    struct tb_judge judge;
};

static enum tb_status read_report(struct tb_setup *setup, char **name, struct subject *subject,
                                  struct tb_explanation *out, struct tb_error *error)
{
    struct tb_inputs *inputs = &subject->inputs;
    enum tb_status status = tb_inputs_find(setup, name, 1, inputs, error);
    if (status == TB_OK && inputs->count > 1)
        status = tb_fail(error, TB_EUSAGE, "“%s”是 %zu 份通报，请只说一份",
                         "'%s' means %zu reports, name one", *name, inputs->count);
    if (status == TB_OK)
        status = tb_inputs_load(inputs, 0, setup->arena, &out->report, error);
    return status;
}

/* The bulletins before it, as tongbao check finds them, and what the baseline says. One that cannot be read
 * is told; the report is then explained without. False: told. */
static bool read_around(struct tb_cli *cli, struct tb_setup *setup, struct subject *subject,
                        struct tb_explanation *out)
{
    struct tb_error error = {0};
    struct tb_before before = {0};
    if (!tb_before_open(cli, setup, &subject->inputs, &before))
        return false;
    if (tb_before_load(&before, &subject->inputs, 0, out->report, setup->arena, &subject->past,
                       &error) != TB_OK)
        tb_outcome_add(&cli->outcome, TB_EXIT_INPUT, &error);
    if (tb_noted_attach(&subject->judge.baseline, subject->past, out->report, setup->arena,
                        &error) == TB_OK)
        return true;
    tb_outcome_add(&cli->outcome, TB_EXIT_INPUT, &error);
    return false;
}

/* What the checks say of it. */
static bool run_checks(struct tb_cli *cli, struct tb_setup *setup, const struct subject *subject,
                       struct tb_explanation *out)
{
    const struct tb_report *const reports[] = {out->report};
    const struct tb_past *const pasts[] = {subject->past};
    struct tb_error error = {0};
    struct tb_run run = tb_setup_run(cli, setup);
    struct tb_run_result result = {0};
    run.reports = reports;
    run.pasts = pasts;
    run.report_count = 1;
    enum tb_status status = tb_run_checks(&run, setup->arena, &result, &error);
    if (status == TB_OK)
        status = tb_setup_tell(cli, setup, &run, &result, &error);
    if (status != TB_OK)
        tb_outcome_add(&cli->outcome, TB_EXIT_PLUGIN, &error);
    out->findings = result.findings;
    out->finding_count = result.finding_count;
    return status == TB_OK;
}

/* States and dispositions by the workspace's baseline. */
static void judge_findings(const struct subject *subject, const struct tb_explanation *explained)
{
    struct tb_tally tally = {0};
    for (size_t i = 0; i < explained->finding_count; i++) {
        struct tb_buf seen = tb_buf_make(1 << 20);
        tb_judge_finding(&subject->judge, explained->report, subject->past, &explained->findings[i],
                         &tally, &seen);
        tb_buf_free(&seen);
    }
}

/* The report, with what the checks say about it. False: told. */
static bool check_report(struct tb_cli *cli, struct tb_setup *setup, char **name,
                         struct tb_explanation *out)
{
    struct tb_error error = {0};
    struct subject subject = {.past = NULL};
    if (read_report(setup, name, &subject, out, &error) != TB_OK) {
        tb_outcome_add(&cli->outcome, TB_EXIT_INPUT, &error);
        return false;
    }
    out->name = subject.inputs.at[0].name;
    bool good = tb_judge_open(cli, setup, &subject.judge) &&
                read_around(cli, setup, &subject, out) && run_checks(cli, setup, &subject, out);
    if (good)
        judge_findings(&subject, out);
    tb_judge_close(&subject.judge);
    return good;
}

/* Leaves one plugin, and reads what it says of itself and its cases. False: told. */
static bool read_rule(struct tb_cli *cli, struct tb_setup *setup, const char *name,
                      struct tb_explanation *out)
{
    struct tb_error error = {0};
    struct tb_run run;
    struct tb_run_result result = {0};
    if (!tb_setup_select(cli, setup, &name, 1, false))
        return false;
    run = tb_setup_run(cli, setup);
    enum tb_status status = tb_examples_run(cli, setup, &out->examples, &result, &error);
    if (status == TB_OK)
        status = tb_setup_tell(cli, setup, &run, &result, &error);
    if (status != TB_OK)
        tb_outcome_add(&cli->outcome, TB_EXIT_PLUGIN, &error);
    out->declarations = result.declarations;
    return status == TB_OK;
}

/* ---- choosing ---- */

/* Takes out what is about other items: those with the number, or the id, stay. False: there is none. */
static bool choose_items(struct tb_explanation *out, struct tb_str wanted, struct tb_arena *arena)
{
    const struct tb_report *report = out->report;
    size_t kept = 0;
    out->items = TB_NEW_ARRAY(arena, uint32_t, report->item_count);
    for (uint32_t i = 0; out->items && i < report->item_count; i++)
        if (tb_str_eq(tb_str_trim(report->items[i].no), wanted) ||
            tb_str_eq(report->items[i].id, wanted))
            out->items[out->item_count++] = i;
    for (size_t i = 0; i < out->finding_count; i++)
        for (size_t k = 0; k < out->item_count; k++)
            if (out->findings[i].item == out->items[k])
                out->findings[kept++] = out->findings[i];
    out->finding_count = kept;
    return out->item_count > 0;
}

/* Leaves the finding whose fingerprint begins with the digits. False: there is none. */
static bool choose_finding(struct tb_explanation *out, const char *digits, struct tb_arena *arena)
{
    size_t found = 0;
    while (found < out->finding_count &&
           strncmp(out->findings[found].fingerprint, digits, strlen(digits)) != 0)
        found++;
    if (found == out->finding_count)
        return false;
    out->findings += found;
    out->finding_count = 1;
    out->items = TB_NEW(arena, uint32_t);
    if (out->items && out->findings[0].item < out->report->item_count)
        out->items[out->item_count++] = out->findings[0].item;
    return true;
}

/* ---- text ---- */

static void put_findings(struct tb_screen *screen, const struct tb_setup *setup,
                         const struct tb_explanation *explained, uint32_t item)
{
    struct tb_findings_text text = {.report = explained->report,
                                    .findings = explained->findings,
                                    .all = true,
                                    .verbose = true,
                                    .untitled = true};
    while (text.findings < explained->findings + explained->finding_count &&
           text.findings->item != item)
        text.findings++;
    while (text.findings + text.count < explained->findings + explained->finding_count &&
           text.findings[text.count].item == item)
        text.count++;
    if (!tb_put_findings(screen, &text, setup->arena))
        screen->out->failed = TB_ENOMEM;
}

/* How to note what one thinks of it. */
static void put_judging(struct tb_screen *screen, const struct tb_setup *setup,
                        const struct tb_finding *finding)
{
    tb_explain_heading(screen, "写下判断", "Noting a judgement");
    if (setup->workspace.dir.ptr && finding->judgement && !finding->carried)
        tb_say(screen, "  在 baseline.tsv 里指纹为 %s 的一行\n",
               "  in baseline.tsv, the line of fingerprint %s\n", finding->fingerprint);
    else if (setup->workspace.dir.ptr)
        tb_say(screen,
               "  tongbao check --baseline write 文件，然后改 baseline.tsv 里指纹为 %s 的一行\n",
               "  tongbao check --baseline write FILE, then edit the line of fingerprint %s in "
               "baseline.tsv\n",
               finding->fingerprint);
    else
        tb_say(screen, "  判断记在工作区的 baseline.tsv 里：先 tongbao new workspace\n",
               "  judgements are kept in baseline.tsv of a workspace: tongbao new workspace\n");
    tb_buf_byte(screen->out, '\n');
}

static void put_text(struct tb_screen *screen, struct tb_setup *setup,
                     const struct tb_explanation *explained, bool item)
{
    for (size_t i = 0; i < explained->item_count && item; i++) {
        tb_explain_item(screen, explained->report, explained->items[i]);
        tb_explain_heading(screen, "问题", "Findings");
        put_findings(screen, setup, explained, explained->items[i]);
    }
    if (explained->report && !item) {
        put_findings(screen, setup, explained, explained->findings[0].item);
        tb_explain_grounds(screen, explained->report, &explained->findings[0]);
        put_judging(screen, setup, &explained->findings[0]);
    }
    for (size_t i = 0; i < setup->plugins.count && explained->declarations; i++)
        tb_explain_rule(screen, setup, &setup->plugins.at[i], explained->declarations[i],
                        &explained->examples);
}

static void put_explanation(struct tb_cli *cli, struct tb_setup *setup,
                            const struct tb_explanation *explained)
{
    struct tb_screen screen = tb_cli_screen(cli);
    if (cli->options.format != TB_FORMAT_TEXT) {
        tb_explain_json(screen.out, setup, explained, cli->options.format == TB_FORMAT_JSON);
        return;
    }
    if (explained->report)
        screen.lang = cli->outcome.lang = tb_report_lang(cli, explained->report);
    put_text(&screen, setup, explained, cli->options.item != NULL);
}

static void tell_missing(struct tb_cli *cli, const char *digits)
{
    struct tb_error error = {0};
    if (cli->options.item)
        tb_fail(&error, TB_EUSAGE, "没有序号为“%s”的项；tongbao show 列出各项",
                "there is no item '%s'; tongbao show lists the items", cli->options.item);
    else
        tb_fail(
            &error, TB_EUSAGE, "这份通报里没有指纹为“%s”的问题；tongbao check -v --all 列出指纹",
            "the report has no finding '%s'; tongbao check -v --all lists fingerprints", digits);
    tb_outcome_add(&cli->outcome, TB_EXIT_USAGE, &error);
}

/* The finding's rule too; one that failed is no rule of a plugin. */
static bool read_rule_of(struct tb_cli *cli, struct tb_setup *setup, struct tb_explanation *out)
{
    struct tb_str rule = tb_arena_copy(setup->arena, out->findings[0].rule);
    if (tb_str_eq(rule, TB_STR("plugin-failed")))
        return true;
    return rule.ptr && read_rule(cli, setup, rule.ptr, out);
}

void tb_verb_explain(struct tb_cli *cli)
{
    const struct tb_options *options = &cli->options;
    struct tb_error error = {0};
    struct tb_setup setup = {0};
    struct tb_explanation explained = {0};
    char **operands = options->operands;
    bool item = options->item && options->operand_count == 1;
    bool finding = !options->item && options->operand_count == 2 && is_fingerprint(operands[0]);
    bool rule = !options->item && options->operand_count == 1 && !is_report(operands[0]) &&
                !is_fingerprint(operands[0]);
    if (!item && !finding && !rule) {
        if (usage(options, &error) != TB_OK)
            tb_outcome_add(&cli->outcome, TB_EXIT_USAGE, &error);
        return;
    }
    bool good = tb_setup_open(cli, &setup) && tb_setup_plugins(cli, &setup);
    if (good && rule)
        good = read_rule(cli, &setup, operands[0], &explained);
    else if (good)
        good = check_report(cli, &setup, &operands[options->operand_count - 1], &explained);
    if (good && !rule) {
        good = item ? choose_items(&explained, tb_str_of(options->item), setup.arena)
                    : choose_finding(&explained, operands[0], setup.arena);
        if (!good)
            tell_missing(cli, operands[0]);
    }
    if (good && finding)
        good = read_rule_of(cli, &setup, &explained);
    if (good)
        put_explanation(cli, &setup, &explained);
    tb_setup_close(&setup);
}
