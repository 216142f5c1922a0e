/*
 * repl.c - tongbao repl [REPORT…]: lines of Lua on bulletins. A session is the lines that went well: each
 * new one is run behind them in a worker of its own, where they come to the same as before. So no
 * process has to be trusted for long, and nothing that ends one ends the session.
 */
#include <signal.h>
#include <unistd.h>

#include "base/file.h"
#include "base/folder.h"
#include "base/list.h"
#include "base/module.h"
#include "cli/repl.h"

enum { INPUT_MAX = 1 << 20 };

static volatile sig_atomic_t interrupted;

static void on_interrupt(int signal)
{
    (void)signal;
    interrupted = 1;
}

/* ---- reading lines -------------------------------------------------------------------------------- */

/* A line of standard input where there is no editor. */
static enum tb_line read_plainly(struct tb_repl *repl, const char *prompt, struct tb_str *out)
{
    struct tb_cli *cli = repl->session.cli;
    size_t end;
    if (repl->terminal) {
        tb_buf_text(&cli->output.buf, prompt);
        tb_output_flush(&cli->output);
    }
    if (repl->taken > 0)
        memmove(repl->input.ptr, repl->input.ptr + repl->taken, repl->input.len - repl->taken);
    repl->input.len -= repl->taken;
    repl->taken = 0;
    while ((end = tb_str_find(tb_buf_str(&repl->input), TB_STR("\n"), 0)) == SIZE_MAX) {
        char *room = tb_buf_reserve(&repl->input, 4096);
        ssize_t len = room ? read(STDIN_FILENO, room, 4096) : 0;
        if (len < 0 && interrupted)
            return TB_LINE_INTERRUPTED;
        if (len <= 0 && repl->input.len == 0)
            return TB_LINE_END;
        if (len <= 0) { /* a last line without an end */
            tb_buf_byte(&repl->input, '\n');
            continue;
        }
        repl->input.len += (size_t)len;
    }
    *out = tb_str_sub(tb_buf_str(&repl->input), 0, end);
    repl->taken = end + 1;
    return TB_LINE_READ;
}

static enum tb_line read_line(struct tb_repl *repl, const char *prompt, struct tb_str *out)
{
    enum tb_line read;
    interrupted = 0;
    tb_output_flush(&repl->session.cli->output);
    if (repl->editor)
        read = repl->module->read(repl->editor, prompt, out);
    else
        read = read_plainly(repl, prompt, out);
    return interrupted ? TB_LINE_INTERRUPTED : read;
}

/* ---- running them -------------------------------------------------------------------------------- */

bool tb_repl_run(struct tb_repl *repl, struct tb_str code, struct tb_buf *shown)
{
    struct tb_session *session = &repl->session;
    struct tb_plugin plugin = {.enabled = true,
                               .file = {.id = TB_STR("repl"), .path = TB_STR("-"), .text = code}};
    struct tb_script script = {.width = session->cli->width, .is_line = true};
    struct tb_mark mark = tb_arena_mark(session->arena);
    session->before = repl->lines.at;
    session->before_count = repl->lines.count;
    session->shown = shown;
    interrupted = 0;
    tb_session_run(session, &plugin, &script);
    session->shown = NULL;
    tb_arena_rewind(session->arena, mark);
    return !session->failed;
}

/* Runs what was typed so far; false: it is not finished. */
static bool run_typed(struct tb_repl *repl)
{
    struct tb_screen screen = tb_cli_screen(repl->session.cli);
    struct tb_str code = tb_buf_str(&repl->typed);
    if (tb_repl_run(repl, code, NULL)) {
        struct tb_str *line = TB_LIST_ADD(repl->session.setup->arena, &repl->lines);
        if (line)
            *line = tb_arena_copy(repl->session.setup->arena, code);
    } else if (repl->session.unfinished) {
        return false;
    } else if (interrupted) {
        tb_say(&screen, "已中断\n", "interrupted\n");
    }
    return true;
}

static void take_line(struct tb_repl *repl, struct tb_str line)
{
    struct tb_str trimmed = tb_str_trim(line);
    if (repl->typed.len == 0 && tb_str_starts(trimmed, TB_STR(":"))) {
        tb_repl_command(repl, trimmed);
        return;
    }
    if (repl->typed.len == 0 && trimmed.len == 0)
        return;
    tb_buf_add(&repl->typed, line);
    tb_buf_byte(&repl->typed, '\n');
    if (repl->typed.failed || run_typed(repl))
        tb_buf_clear(&repl->typed);
}

static void read_lines(struct tb_repl *repl)
{
    struct tb_cli *cli = repl->session.cli;
    struct tb_str line;
    while (!repl->ended && !cli->output.failed) {
        enum tb_line read = read_line(repl, repl->typed.len > 0 ? ">> " : "> ", &line);
        if (read == TB_LINE_END)
            break;
        if (read == TB_LINE_INTERRUPTED) {
            tb_buf_clear(&repl->typed);
            if (repl->terminal)
                tb_buf_byte(&cli->output.buf, '\n');
        } else {
            take_line(repl, line);
        }
    }
    /* What is unfinished at the end is told of. */
    if (repl->typed.len > 0) {
        repl->session.interactive = false;
        tb_repl_run(repl, tb_buf_str(&repl->typed), NULL);
    }
    if (repl->terminal)
        tb_buf_byte(&cli->output.buf, '\n');
}

/* ---- opening ------------------------------------------------------------------------------------------ */

static void open_editor(struct tb_repl *repl)
{
    const struct tb_setup *setup = repl->session.setup;
    struct tb_editor_setup about = {.complete = tb_repl_complete, .user = repl};
    const void *module;
    repl->terminal = isatty(STDIN_FILENO) && isatty(STDOUT_FILENO);
    if (!repl->terminal || !setup->dirs.program.ptr ||
        tb_module_load(setup->dirs.program, "repl", "libedit2", &module, NULL) != TB_OK)
        return;
    repl->module = module;
    if (repl->module->version != TB_REPL_VERSION)
        return;
    if (setup->dirs.state.ptr && tb_folder_make(setup->dirs.state.ptr, NULL) == TB_OK)
        about.history = tb_path_join(setup->arena, setup->dirs.state.ptr, "repl-history").ptr;
    repl->editor = repl->module->open(&about);
}

static void greet(struct tb_repl *repl)
{
    struct tb_screen screen = tb_cli_screen(repl->session.cli);
    const struct tb_session *session = &repl->session;
    if (!repl->terminal || session->cli->options.quiet)
        return;
    for (size_t i = 0; i < session->count; i++) {
        tb_say(&screen, i == 0 ? "bulletin，reports[%zu]：" : "reports[%zu]：",
               i == 0 ? "bulletin, reports[%zu]: " : "reports[%zu]: ", i + 1);
        struct tb_str title = session->reports[i]->title;
        tb_put(&screen, title.ptr ? title : session->reports[i]->source.name);
        tb_buf_byte(screen.out, '\n');
    }
    tb_say(&screen, ":help 说明，Ctrl-D 结束\n", ":help explains, Ctrl-D ends\n");
}

static void repl(struct tb_cli *cli, struct tb_setup *setup, struct tb_arena *arena)
{
    struct sigaction action = {.sa_handler = on_interrupt}, old;
    struct tb_repl repl = {.input = tb_buf_make(INPUT_MAX), .typed = tb_buf_make(INPUT_MAX)};
    repl.session = (struct tb_session){.cli = cli, .setup = setup, .arena = arena};
    if (!tb_session_open(&repl.session, cli->options.operands, cli->options.operand_count))
        return;
    repl.session.interactive = true;
    repl.session.stop = &interrupted;
    open_editor(&repl);
    greet(&repl);
    sigaction(SIGINT, &action, &old); /* no SA_RESTART: what waits is to end */
    read_lines(&repl);
    sigaction(SIGINT, &old, NULL);
    if (repl.editor)
        repl.module->close(repl.editor);
    tb_buf_free(&repl.input);
    tb_buf_free(&repl.typed);
    tb_buf_free(&repl.each);
}

void tb_verb_repl(struct tb_cli *cli)
{
    struct tb_error error = {0};
    struct tb_setup setup = {0};
    struct tb_arena *arena = NULL;
    for (size_t i = 0; i < cli->options.operand_count; i++)
        if (strcmp(cli->options.operands[i], "-") == 0 &&
            tb_fail(&error, TB_EUSAGE, "repl 从标准输入读各行，通报请给文件",
                    "repl reads its lines from standard input, name a file as the report") !=
                TB_OK) {
            tb_outcome_add(&cli->outcome, TB_EXIT_USAGE, &error);
            return;
        }
    if (tb_setup_open(cli, &setup)) {
        if (tb_arena_new(TB_INPUT_ARENA, &arena, &error) == TB_OK)
            repl(cli, &setup, arena);
        else
            tb_outcome_add(&cli->outcome, TB_EXIT_INPUT, &error);
    }
    tb_arena_free(arena);
    tb_setup_close(&setup);
}
