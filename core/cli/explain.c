/* explain.c - tongbao explain: a rule, a finding, or an item of a report. */
#include "cli/explain.h"

#include <unistd.h>

#include "cli/finding_text.h"
#include "cli/findings_text.h"
#include "cli/inputs.h"

enum { DIGITS_LEAST = 6, DIGITS = 16 };

/* A report with what the checks say about it. */
struct subject {
    struct tb_report *report;
    struct tb_run_result result;
};

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

/* ---- a rule ---- */

static enum tb_status explain_rule(struct tb_cli *cli, struct tb_setup *setup,
                                   struct tb_error *error)
{
    struct tb_run run = tb_setup_run(cli, setup);
    struct tb_run_result result = {0};
    struct tb_screen screen = tb_cli_screen(cli);
    enum tb_status status = tb_run_describe(&run, setup->arena, &result, error);
    if (status == TB_OK)
        status = tb_setup_tell(cli, setup, &run, &result, error);
    for (size_t i = 0; i < setup->plugins.count && status == TB_OK; i++)
        tb_explain_rule(&screen, setup, &setup->plugins.at[i], result.declarations[i]);
    return status;
}

/* ---- a report ---- */

static enum tb_status read_subject(struct tb_cli *cli, struct tb_setup *setup, char **name,
                                   struct subject *out, struct tb_error *error)
{
    struct tb_inputs inputs = {0};
    enum tb_status status = tb_inputs_find(setup, name, 1, &inputs, error);
    if (status == TB_OK && inputs.count > 1)
        status = tb_fail(error, TB_EUSAGE, "“%s”是 %zu 份通报，请只说一份",
                         "'%s' means %zu reports, name one", *name, inputs.count);
    if (status == TB_OK)
        status = tb_inputs_load(&inputs, 0, setup->arena, &out->report, error);
    if (status != TB_OK) {
        tb_outcome_add(&cli->outcome, TB_EXIT_INPUT, error);
        return status;
    }
    const struct tb_report *const reports[] = {out->report};
    struct tb_run run = tb_setup_run(cli, setup);
    run.reports = reports;
    run.report_count = 1;
    status = tb_run_checks(&run, setup->arena, &out->result, error);
    if (status == TB_OK)
        status = tb_setup_tell(cli, setup, &run, &out->result, error);
    if (status != TB_OK)
        tb_outcome_add(&cli->outcome, TB_EXIT_PLUGIN, error);
    return status;
}

static void put_findings(struct tb_screen *screen, const struct tb_setup *setup,
                         const struct subject *subject, struct tb_finding *findings, size_t count)
{
    struct tb_findings_text text = {.report = subject->report,
                                    .findings = findings,
                                    .count = count,
                                    .all = true,
                                    .verbose = true,
                                    .untitled = true};
    if (!tb_put_findings(screen, &text, setup->arena))
        screen->out->failed = TB_ENOMEM;
}

/* The item by the number printed; by its id, too. */
static uint32_t find_item(const struct tb_report *report, struct tb_str wanted)
{
    for (uint32_t i = 0; i < report->item_count; i++)
        if (tb_str_eq(tb_str_trim(report->items[i].no), wanted) ||
            tb_str_eq(report->items[i].id, wanted))
            return i;
    return TB_NONE;
}

static void explain_item(struct tb_cli *cli, struct tb_setup *setup, const struct subject *subject)
{
    struct tb_screen screen = tb_cli_screen(cli);
    struct tb_error error = {0};
    uint32_t index = find_item(subject->report, tb_str_of(cli->options.item));
    screen.lang = cli->outcome.lang = tb_report_lang(cli, subject->report);
    if (index == TB_NONE) {
        tb_fail(&error, TB_EUSAGE, "没有序号为“%s”的项；tongbao show 列出各项",
                "there is no item '%s'; tongbao show lists the items", cli->options.item);
        tb_outcome_add(&cli->outcome, TB_EXIT_USAGE, &error);
        return;
    }
    tb_explain_item(&screen, subject->report, index);
    tb_explain_heading(&screen, "问题", "Findings");
    struct tb_finding *findings = subject->result.findings;
    size_t count = 0;
    for (size_t i = 0; i < subject->result.finding_count; i++)
        if (findings[i].item == index)
            findings[count++] = findings[i];
    put_findings(&screen, setup, subject, findings, count);
}

/* The pairs that have a figure in the finding's place. */
static void put_grounds(struct tb_screen *screen, const struct tb_report *report,
                        const struct tb_finding *finding)
{
    const struct tb_item *item =
        finding->item < report->item_count ? &report->items[finding->item] : NULL;
    bool headed = false;
    for (uint32_t i = 0; item && i < item->pair_count; i++) {
        const struct tb_pair *pair = &item->pairs[i];
        uint32_t sides[] = {pair->target, pair->actual};
        bool touches = false;
        for (size_t k = 0; k < 2; k++) {
            if (sides[k] >= item->quantity_count)
                continue;
            struct tb_span span = item->quantities[sides[k]].span;
            touches = touches || (span.column == finding->span.column &&
                                  span.from < finding->span.to && finding->span.from < span.to);
        }
        if (touches && !headed)
            tb_explain_heading(screen, "实绩对目标", "Results against targets");
        headed = headed || touches;
        if (touches)
            tb_explain_pair(screen, item, pair);
    }
    if (headed)
        tb_buf_byte(screen->out, '\n');
}

static void explain_finding(struct tb_cli *cli, struct tb_setup *setup,
                            const struct subject *subject, const char *digits)
{
    struct tb_screen screen = tb_cli_screen(cli);
    struct tb_error error = {0};
    struct tb_finding *found = NULL;
    screen.lang = cli->outcome.lang = tb_report_lang(cli, subject->report);
    for (size_t i = 0; i < subject->result.finding_count && !found; i++)
        if (strncmp(subject->result.findings[i].fingerprint, digits, strlen(digits)) == 0)
            found = &subject->result.findings[i];
    if (!found) {
        tb_fail(
            &error, TB_EUSAGE, "这份通报里没有指纹为“%s”的问题；tongbao check -v --all 列出指纹",
            "the report has no finding '%s'; tongbao check -v --all lists fingerprints", digits);
        tb_outcome_add(&cli->outcome, TB_EXIT_USAGE, &error);
        return;
    }
    put_findings(&screen, setup, subject, found, 1);
    put_grounds(&screen, subject->report, found);
    for (size_t i = 0; i < setup->plugins.count; i++)
        if (tb_str_eq(setup->plugins.at[i].file.id, found->rule))
            tb_explain_rule(&screen, setup, &setup->plugins.at[i], subject->result.declarations[i]);
}

void tb_verb_explain(struct tb_cli *cli)
{
    const struct tb_options *options = &cli->options;
    struct tb_error error = {0};
    struct tb_setup setup = {0};
    struct subject subject = {0};
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
    if (!tb_setup_open(cli, &setup) || !tb_setup_plugins(cli, &setup)) {
        tb_setup_close(&setup);
        return;
    }
    if (rule) {
        if (tb_setup_select(cli, &setup, (const char *const *)operands, 1, false) &&
            explain_rule(cli, &setup, &error) != TB_OK)
            tb_outcome_add(&cli->outcome, TB_EXIT_PLUGIN, &error);
    } else if (read_subject(cli, &setup, &operands[options->operand_count - 1], &subject, &error) ==
               TB_OK) {
        if (item)
            explain_item(cli, &setup, &subject);
        else
            explain_finding(cli, &setup, &subject, operands[0]);
    }
    tb_setup_close(&setup);
}
