/* run.c - tongbao run SCRIPT [REPORT…] [-- ARGS], tongbao run -e CODE [REPORT…]. */
#include "base/utf8.h"
#include "cli/named.h"
#include "cli/script.h"

/* The script, and which of the operands are reports. */
struct request {
    struct tb_plugin plugin;
    char **reports;
    size_t report_count;
};

static enum tb_status read_script(const struct tb_setup *setup, const char *path,
                                  struct tb_plugin_file *file, struct tb_error *error)
{
    enum tb_status status =
        tb_named_read(path, TB_PLUGIN_SOURCE_MAX, setup->arena, &file->text, error);
    if (status != TB_OK)
        return status;
    size_t valid = tb_utf8_valid(file->text);
    if (valid == file->text.len)
        return TB_OK;
    uint32_t line = 1;
    for (size_t i = 0; i < valid; i++)
        line += file->text.ptr[i] == '\n';
    tb_fail(error, TB_EFORMAT, "脚本不是 UTF-8 文本，请另存为 UTF-8",
            "the script is not UTF-8, save it as UTF-8");
    return tb_fail_at(error, TB_EFORMAT, path, line, 0);
}

/* Whether standard input is asked for twice. */
static enum tb_status check_stdin(const struct tb_options *options, struct tb_error *error)
{
    size_t taken = 0;
    for (size_t i = 0; i < options->operand_count - options->passed; i++)
        taken += strcmp(options->operands[i], "-") == 0;
    if (taken > 1)
        return tb_fail(error, TB_EUSAGE, "标准输入（-）只能读一次",
                       "standard input (-) can be read only once");
    return TB_OK;
}

static enum tb_status read_request(const struct tb_cli *cli, const struct tb_setup *setup,
                                   struct request *out, struct tb_error *error)
{
    const struct tb_options *options = &cli->options;
    struct tb_plugin_file *file = &out->plugin.file;
    size_t count = options->operand_count - options->passed, first = options->code ? 0 : 1;
    out->plugin.enabled = true;
    if (!options->code && count == 0)
        return tb_fail(error, TB_EUSAGE,
                       "没有写脚本：tongbao run 脚本.lua 通报，或 tongbao run -e '代码' 通报",
                       "no script was named: tongbao run SCRIPT REPORT, or tongbao run -e 'CODE' "
                       "REPORT");
    out->reports = options->operands + first;
    out->report_count = count - first;
    file->path = tb_str_of(options->code ? "-e" : options->operands[0]);
    file->id = file->path;
    file->text = tb_str_of(options->code ? options->code : "");
    enum tb_status status = check_stdin(options, error);
    if (status == TB_OK && !options->code)
        status = read_script(setup, options->operands[0], file, error);
    return status;
}

static void run(struct tb_cli *cli, struct tb_setup *setup, const struct request *request,
                struct tb_arena *arena)
{
    struct tb_session session = {.cli = cli, .setup = setup, .arena = arena};
    struct tb_script script = {.width = cli->width, .is_line = cli->options.code != NULL};
    if (!tb_session_open(&session, request->reports, request->report_count))
        return;
    script.args = (const char *const *)(request->reports + request->report_count);
    script.arg_count = cli->options.passed;
    if (cli->options.format == TB_FORMAT_JSON)
        script.form = TB_SCRIPT_JSON;
    else if (cli->options.format == TB_FORMAT_NDJSON)
        script.form = TB_SCRIPT_NDJSON;
    tb_session_run(&session, &request->plugin, &script);
}

void tb_verb_run(struct tb_cli *cli)
{
    struct tb_error error = {0};
    struct tb_setup setup = {0};
    struct request request = {0};
    struct tb_arena *arena = NULL;
    if (tb_setup_open(cli, &setup)) {
        enum tb_status status = read_request(cli, &setup, &request, &error);
        if (status == TB_OK)
            status = tb_arena_new(TB_INPUT_ARENA, &arena, &error);
        if (status == TB_OK)
            run(cli, &setup, &request, arena);
        else
            tb_outcome_add(&cli->outcome, status == TB_EUSAGE ? TB_EXIT_USAGE : TB_EXIT_INPUT,
                           &error);
    }
    tb_arena_free(arena);
    tb_setup_close(&setup);
}
