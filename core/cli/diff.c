/* diff.c - tongbao diff OLD NEW: which items are one, and what changed. */
#include "cli/diff.h"

#include "cli/compare.h"
#include "model/change_json.h"

static void put_text(struct tb_cli *cli, const struct tb_differ *differ, const struct tb_diff *diff)
{
    struct tb_screen screen = tb_cli_screen(cli);
    struct tb_diff_text text = {.differ = differ,
                                .diff = diff,
                                .all = cli->options.all,
                                .brief = cli->options.quiet,
                                .verbose = cli->options.verbose};
    screen.lang = cli->outcome.lang = tb_report_lang(cli, diff->new_report);
    tb_put_diff(&screen, &text, tb_output_drain, &cli->output);
}

/* A line for each change, then one with the rest. */
static void put_lines(struct tb_cli *cli, const struct tb_diff *diff)
{
    struct tb_json json = tb_json_make(&cli->output.buf, false);
    for (size_t i = 0; i < diff->change_count; i++) {
        tb_json_object(&json);
        tb_json_key(&json, "type");
        tb_json_text(&json, "change");
        tb_change_json(&json, diff, &diff->changes[i]);
        tb_json_close(&json);
        tb_buf_byte(&cli->output.buf, '\n');
        tb_output_drain(&cli->output.buf, &cli->output);
    }
    tb_json_object(&json);
    tb_json_key(&json, "type");
    tb_json_text(&json, "summary");
    tb_diff_json_head(&json, diff);
    tb_diff_json_summary(&json, diff);
    tb_json_close(&json);
    tb_buf_byte(&cli->output.buf, '\n');
}

static void put(struct tb_cli *cli, const struct tb_differ *differ, const struct tb_diff *diff)
{
    if (cli->options.format == TB_FORMAT_TEXT) {
        put_text(cli, differ, diff);
    } else if (cli->options.format == TB_FORMAT_NDJSON) {
        put_lines(cli, diff);
    } else {
        struct tb_json json = tb_json_make(&cli->output.buf, true);
        tb_diff_json(&json, diff, tb_output_drain, &cli->output);
        tb_buf_byte(&cli->output.buf, '\n');
    }
    if (cli->options.exit_code && diff->change_count > 0)
        tb_outcome_note(&cli->outcome, TB_EXIT_CHANGED);
}

/* Compares what has been read. */
static enum tb_status compare(struct tb_cli *cli, const struct tb_inputs *inputs,
                              struct tb_report *const reports[2], struct tb_arena *arena,
                              struct tb_error *error)
{
    struct tb_differ *differ = NULL;
    struct tb_diff diff;
    enum tb_status status = tb_compare_open(inputs->setup, &differ, error);
    if (status == TB_OK)
        status =
            tb_compare(inputs->setup, differ, (struct tb_compared){reports[0], inputs->at[0].entry},
                       (struct tb_compared){reports[1], inputs->at[1].entry}, arena, &diff, error);
    if (status == TB_OK)
        status = tb_match_carry_ids(&diff.matching, reports[0], reports[1], arena, error);
    if (status == TB_OK)
        put(cli, differ, &diff);
    return status;
}

static void diff_inputs(struct tb_cli *cli, const struct tb_setup *setup, struct tb_arena *arena)
{
    struct tb_report *reports[2] = {NULL, NULL};
    struct tb_inputs inputs = {0};
    struct tb_error error = {0};
    if (tb_inputs_find(setup, cli->options.operands, cli->options.operand_count, &inputs, &error) !=
        TB_OK) {
        tb_outcome_add(&cli->outcome, TB_EXIT_INPUT, &error);
        return;
    }
    if (inputs.count != 2) {
        tb_fail(&error, TB_EUSAGE, "diff 比较两份通报，这里是 %zu 份",
                "diff compares two bulletins, here are %zu", inputs.count);
        tb_outcome_add(&cli->outcome, TB_EXIT_USAGE, &error);
        return;
    }
    bool read = true;
    for (size_t i = 0; i < 2; i++)
        if (tb_inputs_load(&inputs, i, arena, &reports[i], &error) != TB_OK) {
            tb_outcome_add(&cli->outcome, TB_EXIT_INPUT, &error);
            read = false;
        }
    if (read && compare(cli, &inputs, reports, arena, &error) != TB_OK)
        tb_outcome_add(&cli->outcome, TB_EXIT_INPUT, &error);
}

void tb_verb_diff(struct tb_cli *cli)
{
    struct tb_error error = {0};
    struct tb_setup setup = {0};
    struct tb_arena *arena = NULL;
    if (tb_inputs_check(cli, &error) != TB_OK) {
        tb_outcome_add(&cli->outcome, TB_EXIT_USAGE, &error);
    } else if (cli->options.operand_count < 2) {
        tb_fail(&error, TB_EUSAGE, "要写两份通报：tongbao diff 旧 新",
                "two bulletins are needed: tongbao diff OLD NEW");
        tb_outcome_add(&cli->outcome, TB_EXIT_USAGE, &error);
    } else if (tb_arena_new(TB_INPUT_ARENA, &arena, &error) != TB_OK) {
        tb_outcome_add(&cli->outcome, TB_EXIT_INPUT, &error);
    } else if (tb_setup_open(cli, &setup)) {
        diff_inputs(cli, &setup, arena);
    }
    tb_arena_free(arena);
    tb_setup_close(&setup);
}
