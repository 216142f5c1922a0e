/* test.c - tongbao test [NAME…]: runs the cases of plugins and shows what differs. */
#include "base/json.h"
#include "cli/layout.h"
#include "cli/setup.h"

struct cases {
    const struct tb_case_result *at;
    size_t count, passed, failed;
};

static void put_text(struct tb_cli *cli, const struct tb_setup *setup, const struct cases *cases)
{
    struct tb_screen screen = tb_cli_screen(cli);
    for (size_t i = 0; i < cases->count; i++) {
        const struct tb_case_result *one = &cases->at[i];
        if (one->passed && !cli->options.verbose)
            continue;
        tb_style(&screen, one->passed ? TB_GREEN : TB_RED);
        tb_say(&screen, "%s", "%s",
               one->passed ? tb_pick(cli->lang, "✓ 通过", "✓ passed")
                           : tb_pick(cli->lang, "✗ 不符", "✗ failed"));
        tb_style(&screen, TB_PLAIN);
        tb_buf_text(screen.out, "  ");
        tb_put(&screen, setup->plugins.at[one->plugin].file.id);
        tb_buf_text(screen.out, ": ");
        tb_put(&screen, one->name);
        tb_buf_byte(screen.out, '\n');
        if (!one->passed)
            tb_put_paragraph(&screen, 4, tb_str_trim(one->difference));
    }
}

static void put_json(struct tb_cli *cli, const struct tb_setup *setup, const struct cases *cases)
{
    bool lines = cli->options.format == TB_FORMAT_NDJSON;
    struct tb_json json = tb_json_make(&cli->output.buf, !lines);
    if (!lines) {
        tb_json_object(&json);
        tb_json_key(&json, "schema");
        tb_json_text(&json, "tongbao.cases/1");
        tb_json_key(&json, "cases");
        tb_json_array(&json);
    }
    for (size_t i = 0; i < cases->count; i++) {
        const struct tb_case_result *one = &cases->at[i];
        tb_json_object(&json);
        tb_json_key(&json, "plugin");
        tb_json_str(&json, setup->plugins.at[one->plugin].file.id);
        tb_json_key(&json, "name");
        tb_json_str(&json, one->name);
        tb_json_key(&json, "passed");
        tb_json_bool(&json, one->passed);
        tb_json_key(&json, "difference");
        tb_json_str(&json, one->passed ? (struct tb_str){0} : one->difference);
        tb_json_close(&json);
        if (lines)
            tb_buf_byte(json.out, '\n');
    }
    if (lines) {
        tb_json_object(&json);
        tb_json_key(&json, "type");
        tb_json_text(&json, "summary");
    } else {
        tb_json_close(&json);
        tb_json_key(&json, "summary");
        tb_json_object(&json);
    }
    tb_json_key(&json, "passed");
    tb_json_int(&json, (int64_t)cases->passed);
    tb_json_key(&json, "failed");
    tb_json_int(&json, (int64_t)cases->failed);
    while (json.depth > 0)
        tb_json_close(&json);
    tb_buf_byte(json.out, '\n');
}

static enum tb_status run_cases(struct tb_cli *cli, struct tb_setup *setup, struct tb_error *error)
{
    struct tb_run run = tb_setup_run(cli, setup);
    struct tb_run_result result = {0};
    struct tb_case_result *results = NULL;
    struct cases cases = {0};
    enum tb_status status = tb_run_cases(&run, setup->ingest, setup->extract, setup->arena,
                                         &results, &cases.count, &result, error);
    if (status == TB_OK)
        status = tb_setup_tell(cli, setup, &run, &result, error);
    if (status != TB_OK)
        return status;
    cases.at = results;
    for (size_t i = 0; i < cases.count; i++)
        *(results[i].passed ? &cases.passed : &cases.failed) += 1;
    if (cli->options.format == TB_FORMAT_TEXT) {
        put_text(cli, setup, &cases);
        /* One form in every language: test runners read it. */
        tb_buf_printf(&cli->output.buf, "%zu passed, %zu failed\n", cases.passed, cases.failed);
    } else {
        put_json(cli, setup, &cases);
    }
    if (cases.failed > 0) {
        tb_fail(error, TB_EBUG, "%zu 个用例不符", "%zu cases failed", cases.failed);
        tb_outcome_add(&cli->outcome, TB_EXIT_FOUND, error);
    }
    return TB_OK;
}

void tb_verb_test(struct tb_cli *cli)
{
    struct tb_error error = {0};
    struct tb_setup setup;
    if (tb_setup_open(cli, &setup) && tb_setup_plugins(cli, &setup) &&
        tb_setup_select(cli, &setup, (const char *const *)cli->options.operands,
                        cli->options.operand_count, false) &&
        run_cases(cli, &setup, &error) != TB_OK)
        tb_outcome_add(&cli->outcome, TB_EXIT_PLUGIN, &error);
    tb_setup_close(&setup);
}
