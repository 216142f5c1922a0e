/* show.c - tongbao show REPORT…: a report as it was read. */
#include "cli/listing.h"
#include "cli/merge.h"
#include "cli/report_text.h"
#include "model/report_json.h"

static void show_text(struct tb_cli *cli, const struct tb_report *report, size_t index)
{
    struct tb_screen screen = tb_cli_screen(cli);
    screen.lang = cli->outcome.lang = tb_report_lang(cli, report);
    if (index > 0)
        tb_buf_byte(screen.out, '\n');
    if (!cli->options.quiet) {
        tb_put_report_head(&screen, report, cli->options.verbose || cli->options.why);
        if (cli->options.why)
            tb_put_report_notes(&screen, report);
        tb_merge_put(&screen, report);
        tb_buf_byte(screen.out, '\n');
    }
    tb_put_report_items(&screen, report, tb_output_drain, &cli->output);
}

/* A line for the report, then one for each item. */
static void show_lines(struct tb_cli *cli, const struct tb_report *report, size_t index)
{
    struct tb_json json = tb_json_make(&cli->output.buf, false);
    struct tb_extra_names names;
    tb_extra_names_find(report, &names);
    tb_json_object(&json);
    tb_json_key(&json, "type");
    tb_json_text(&json, "report");
    tb_json_key(&json, "report");
    tb_json_int(&json, (int64_t)index);
    tb_report_json_head(&json, report);
    tb_json_close(&json);
    tb_buf_byte(&cli->output.buf, '\n');
    for (size_t i = 0; i < report->item_count; i++) {
        tb_json_object(&json);
        tb_json_key(&json, "type");
        tb_json_text(&json, "item");
        tb_json_key(&json, "report");
        tb_json_int(&json, (int64_t)index);
        tb_report_json_item(&json, report, &names, i);
        tb_json_close(&json);
        tb_buf_byte(&cli->output.buf, '\n');
        tb_output_drain(&cli->output.buf, &cli->output);
    }
}

static void show(struct tb_cli *cli, const struct tb_report *report, size_t index)
{
    if (cli->options.format == TB_FORMAT_TEXT) {
        show_text(cli, report, index);
    } else if (cli->options.format == TB_FORMAT_NDJSON) {
        show_lines(cli, report, index);
    } else {
        struct tb_json json = tb_json_make(&cli->output.buf, true);
        tb_report_json(&json, report, tb_output_drain, &cli->output);
        tb_buf_byte(&cli->output.buf, '\n');
    }
}

static enum tb_status check_count(const struct tb_cli *cli, size_t count, struct tb_error *error)
{
    if (cli->options.format == TB_FORMAT_JSON && count > 1)
        return tb_fail(error, TB_EUSAGE,
                       "--format json 一次只显示一份通报；多份请用 --format ndjson",
                       "--format json shows one report at a time; use --format ndjson for several");
    return TB_OK;
}

/* Where the file turns out to hold several bulletins: *spread, and each is to be read on its own. */
static enum tb_status spread(const struct tb_cli *cli, struct tb_inputs *inputs, size_t index,
                             const struct tb_report *report, bool *several, struct tb_error *error)
{
    const char *name = inputs->at[index].name;
    enum tb_status status = tb_inputs_spread(inputs, index, report, several, error);
    if (status == TB_OK && *several && cli->options.format == TB_FORMAT_JSON)
        status = tb_fail(error, TB_EUSAGE,
                         "%s 里有 %u 份通报，--format json 一次只显示一份：请写明哪一份，如 %s，"
                         "或用 --format ndjson",
                         "%s holds %u bulletins, and --format json shows one at a time: name one, "
                         "such as %s, or use --format ndjson",
                         name, report->bulletins, inputs->at[index].name);
    return status;
}

static void show_all(struct tb_cli *cli, const struct tb_setup *setup, struct tb_arena *arena)
{
    struct tb_report *report = NULL;
    struct tb_inputs inputs = {0};
    struct tb_error error = {0};
    if (tb_listing_find(cli, setup, cli->options.operands, cli->options.operand_count, &inputs,
                        &error) != TB_OK)
        tb_outcome_add(&cli->outcome, TB_EXIT_INPUT, &error);
    else if (tb_merge_inputs(cli, &inputs, &error) != TB_OK)
        tb_outcome_add(&cli->outcome, error.status == TB_EUSAGE ? TB_EXIT_USAGE : TB_EXIT_INPUT,
                       &error);
    else if (check_count(cli, inputs.count, &error) != TB_OK)
        tb_outcome_add(&cli->outcome, TB_EXIT_USAGE, &error);
    else
        for (size_t i = 0; i < inputs.count && !cli->output.failed; i++) {
            bool several = false;
            tb_arena_reset(arena);
            if (tb_inputs_load(&inputs, i, arena, &report, &error) != TB_OK)
                tb_outcome_add(&cli->outcome, TB_EXIT_INPUT, &error);
            else if (spread(cli, &inputs, i, report, &several, &error) != TB_OK)
                tb_outcome_add(&cli->outcome, TB_EXIT_USAGE, &error);
            else if (several)
                i--; /* the same place once more: now the first of them */
            else
                show(cli, report, i);
        }
}

void tb_verb_show(struct tb_cli *cli)
{
    struct tb_error error = {0};
    struct tb_setup setup = {0};
    struct tb_arena *arena = NULL;
    if (tb_inputs_check(cli, &error) != TB_OK)
        tb_outcome_add(&cli->outcome, TB_EXIT_USAGE, &error);
    else if (tb_arena_new(TB_INPUT_ARENA, &arena, &error) != TB_OK)
        tb_outcome_add(&cli->outcome, TB_EXIT_INPUT, &error);
    else if (tb_setup_open(cli, &setup))
        show_all(cli, &setup, arena);
    tb_arena_free(arena);
    tb_setup_close(&setup);
}
