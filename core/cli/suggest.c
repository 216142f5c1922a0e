/*
 * suggest.c - tongbao suggest REPORT…: checks out of bulletins that are as they should be. Of each there is a
 * script in host/templates, NAME-make.lua, which is run on the bulletins in a worker and writes the list and the
 * cases; the check itself, NAME-check.lua, only reads the list.
 */
#include <stdlib.h>

#include "cli/script.h"
#include "host/scaffold.h"

static const struct proposal {
    const char *name, *zh, *en;
    const char *none_zh, *none_en; /* why there is none */
} proposals[] = {
    {"known-units", "个责任单位：名单以外的会指出", "units: others than these are pointed at",
     "没有读出责任单位", "no responsible unit was read"},
    {"usual-columns", "列：少了或多了会指出", "columns: one that is missing or new is pointed at",
     "没有各份都有的列", "there are no columns that all have"},
    {"expected-figures", "项任务：结果里没有往常的数会指出",
     "tasks: a result without its usual figures is pointed at", "没有用数回答目标的任务",
     "no task answers its target by a figure"},
};

/* What the script of a proposal prints when it is asked for `what`: count, list or cases. */
static bool ask(struct tb_session *session, const char *name, const char *what, struct tb_buf *out)
{
    char template[40];
    const struct tb_str shared = tb_scaffold_text("suggest-texts");
    snprintf(template, sizeof template, "%s-make", name);
    const struct tb_plugin plugin = {.enabled = true,
                                     .file = {.id = TB_STR("suggest"),
                                              .path = tb_str_of(template),
                                              .text = tb_scaffold_text(template)}};
    struct tb_script script = {.args = &what, .arg_count = 1, .width = session->cli->width};
    struct tb_mark mark = tb_arena_mark(session->arena);
    session->before = &shared;
    session->before_count = 1;
    session->shown = out;
    tb_session_run(session, &plugin, &script);
    session->shown = NULL;
    session->before = NULL;
    session->before_count = 0;
    tb_arena_rewind(session->arena, mark);
    return !session->failed;
}

static void put_files(struct tb_screen *screen, const struct tb_scaffold_file *files, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        tb_say(screen, "\n== %s\n", "\n== %s\n", files[i].name);
        tb_put_lines(screen, files[i].text);
    }
}

/* Tells of one proposal, and writes it where that is asked for. */
static void propose(struct tb_session *session, const struct proposal *proposal,
                    const struct tb_scaffold_file *files, size_t count, long entries)
{
    struct tb_cli *cli = session->cli;
    struct tb_screen screen = tb_cli_screen(cli);
    const char *folder = cli->options.output;
    struct tb_error error = {0};
    tb_say(&screen, "%-17s %ld %s\n", "%-17s %ld %s\n", proposal->name, entries,
           tb_pick(screen.lang, proposal->zh, proposal->en));
    if (!folder && cli->options.verbose)
        put_files(&screen, files, count);
    if (folder && tb_scaffold_write(folder, tb_str_of(proposal->name), files, count,
                                    session->setup->arena, &error) != TB_OK)
        tb_outcome_add(&cli->outcome, error.status == TB_EUSAGE ? TB_EXIT_USAGE : TB_EXIT_OUTPUT,
                       &error);
    else if (folder)
        tb_say(&screen, "  已写入 %s/%s\n", "  written to %s/%s\n", folder, proposal->name);
}

static void make(struct tb_session *session, const struct proposal *proposal)
{
    struct tb_screen screen = tb_cli_screen(session->cli);
    struct tb_buf number = tb_buf_make(64), list = tb_buf_make(TB_PLUGIN_SOURCE_MAX),
                  cases = tb_buf_make(TB_PLUGIN_SOURCE_MAX);
    char template[40];
    long entries = 0;
    snprintf(template, sizeof template, "%s-check", proposal->name);
    bool went_well = ask(session, proposal->name, "count", &number) && !number.failed;
    if (went_well && number.len > 0) {
        tb_buf_byte(&number, '\0');
        entries = strtol(number.ptr, NULL, 10);
    }
    if (went_well && entries == 0)
        tb_say(&screen, "%-17s -  %s\n", "%-17s -  %s\n", proposal->name,
               tb_pick(screen.lang, proposal->none_zh, proposal->none_en));
    else if (went_well && ask(session, proposal->name, "list", &list) &&
             ask(session, proposal->name, "cases", &cases))
        propose(session, proposal,
                (const struct tb_scaffold_file[]){{"cases.lua", tb_buf_str(&cases)},
                                                  {"list.lua", tb_buf_str(&list)},
                                                  {"check.lua", tb_scaffold_text(template)}},
                3, entries);
    tb_buf_free(&number);
    tb_buf_free(&list);
    tb_buf_free(&cases);
}

static void suggest(struct tb_cli *cli, struct tb_setup *setup, struct tb_arena *arena)
{
    struct tb_session session = {.cli = cli, .setup = setup, .arena = arena};
    if (!tb_session_open(&session, cli->options.operands, cli->options.operand_count))
        return;
    for (size_t i = 0; i < sizeof proposals / sizeof *proposals; i++)
        make(&session, &proposals[i]);
    struct tb_screen screen = tb_cli_screen(cli);
    if (cli->options.output && !cli->options.quiet)
        tb_say(&screen, "下一步：tongbao test 运行它们的用例\n",
               "next: tongbao test runs their cases\n");
    else if (!cli->options.quiet)
        tb_say(&screen, "-o 文件夹（如 plugins/checks）把它们写成检查\n",
               "-o FOLDER, such as plugins/checks, writes them as checks\n");
}

void tb_verb_suggest(struct tb_cli *cli)
{
    struct tb_error error = {0};
    struct tb_setup setup = {0};
    struct tb_arena *arena = NULL;
    if (tb_inputs_check(cli, &error) != TB_OK) {
        tb_outcome_add(&cli->outcome, TB_EXIT_USAGE, &error);
        return;
    }
    if (tb_setup_open(cli, &setup)) {
        if (tb_arena_new(TB_INPUT_ARENA, &arena, &error) == TB_OK)
            suggest(cli, &setup, arena);
        else
            tb_outcome_add(&cli->outcome, TB_EXIT_INPUT, &error);
    }
    tb_arena_free(arena);
    tb_setup_close(&setup);
}
