/* fetch.c - tongbao fetch NAME… | --all: new bulletins from the web. */
#include "cli/fetch.h"

#include <unistd.h>

#include "base/closest.h"
#include "base/file.h"
#include "cli/inputs.h"
#include "cli/today.h"

enum { FETCH_ARENA = 1024 << 20, BAR_WIDTH = 24 };

/* --- which sources ------------------------------------------------------------------------------ */

static enum tb_status no_such_source(const struct tb_fetch_verb *verb, const char *name,
                                     struct tb_error *error)
{
    const struct tb_workspace *workspace = &verb->setup.workspace;
    struct tb_closest_search search = tb_closest_start(tb_str_of(name));
    for (size_t i = 0; i < workspace->source_count; i++)
        tb_closest_try(&search, workspace->sources[i].name);
    if (search.best.ptr)
        return tb_fail(error, TB_EUSAGE, "没有来源“%s”，是不是想用 %.*s？",
                       "there is no source '%s', did you mean %.*s?", name, TB_ARG(search.best));
    return tb_fail(error, TB_EUSAGE, "没有来源“%s”：写在 tongbao.lua 的 sources 里",
                   "there is no source '%s': they stand under sources in tongbao.lua", name);
}

static enum tb_status choose_sources(struct tb_fetch_verb *verb, struct tb_error *error)
{
    const struct tb_options *options = &verb->cli->options;
    const struct tb_workspace *workspace = &verb->setup.workspace;
    if (!workspace->dir.ptr)
        return tb_fail(
            error, TB_EUSAGE, "这里没有工作区；可用 tongbao new workspace 建立，或用 -C 指明",
            "there is no workspace here; `tongbao new workspace` makes one, -C names one");
    if (options->all == (options->operand_count > 0))
        return tb_fail(error, TB_EUSAGE, "要写来源的名字，或 --all：tongbao fetch NAME… | --all",
                       "name the sources, or all: tongbao fetch NAME… | --all");
    verb->sources = TB_NEW_ARRAY(verb->setup.arena, const struct tb_source_choice *,
                                 workspace->source_count + 1);
    if (!verb->sources)
        return tb_arena_fail(verb->setup.arena, error);
    for (size_t k = 0; k < options->operand_count; k++) {
        size_t i = 0;
        while (i < workspace->source_count &&
               !tb_str_eq(workspace->sources[i].name, tb_str_of(options->operands[k])))
            i++;
        if (i == workspace->source_count)
            return no_such_source(verb, options->operands[k], error);
    }
    for (size_t i = 0; i < workspace->source_count; i++) {
        bool wanted = options->all;
        for (size_t k = 0; k < options->operand_count; k++)
            wanted =
                wanted || tb_str_eq(workspace->sources[i].name, tb_str_of(options->operands[k]));
        if (wanted)
            verb->sources[verb->source_count++] = &workspace->sources[i];
    }
    return TB_OK;
}

/* --- running ------------------------------------------------------------------------------------ */

static void show_bar(void *user, size_t done, size_t all)
{
    struct tb_fetch_verb *verb = user;
    struct tb_buf line = tb_buf_make(1 << 12);
    struct tb_screen screen = {.out = &line, .lang = verb->cli->lang};
    tb_buf_byte(&line, '\r');
    tb_say(&screen, "抓取 [", "fetching [");
    for (size_t i = 0; i < BAR_WIDTH; i++)
        tb_buf_byte(&line, i < BAR_WIDTH * done / all ? '=' : ' ');
    tb_buf_printf(&line, "] %zu/%zu", done, all);
    if (tb_fd_write(STDERR_FILENO, tb_buf_str(&line), NULL) == TB_OK)
        verb->bar_shown = true;
    tb_buf_free(&line);
}

static void hide_bar(struct tb_fetch_verb *verb)
{
    if (verb->bar_shown && tb_fd_write(STDERR_FILENO, TB_STR("\r\033[K"), NULL) == TB_OK)
        verb->bar_shown = false;
}

/* "tongbao/0.1.0 (+desk@example.org)" */
static struct tb_str agent_of(const struct tb_setup *setup)
{
    struct tb_str contact = setup->workspace.contact;
    if (!contact.ptr)
        return TB_STR("tongbao/" TB_VERSION);
    return tb_arena_printf(setup->arena, "tongbao/%s (+%.*s)", TB_VERSION, TB_ARG(contact));
}

static struct tb_str today_of(const struct tb_cli *cli, struct tb_arena *arena)
{
    struct tb_day day = tb_today(&cli->options);
    return tb_arena_printf(arena, "%04d-%02d-%02d", day.year, day.month, day.day);
}

static enum tb_status run(struct tb_fetch_verb *verb, struct tb_arena *arena,
                          struct tb_error *error)
{
    struct tb_cli *cli = verb->cli;
    struct tb_run plugins = tb_setup_run(cli, &verb->setup);
    struct tb_fetch_run run = {.run = &plugins,
                               .sources = verb->sources,
                               .source_count = verb->source_count,
                               .ingest = verb->setup.ingest,
                               .options = &verb->setup.options,
                               .workspace = verb->setup.workspace.dir,
                               .program = verb->setup.dirs.program,
                               .agent = agent_of(&verb->setup),
                               .today = today_of(cli, arena),
                               .now = verb->now,
                               .dry_run = cli->options.dry_run,
                               .granted = cli->options.yes,
                               .record = cli->options.record,
                               .offline = cli->options.offline,
                               .progress = cli->progress ? show_bar : NULL,
                               .user = verb};
    enum tb_status status = TB_OK;
    if (verb->setup.dirs.state.ptr)
        status = tb_grants_read(verb->setup.dirs.state.ptr, verb->setup.arena, &verb->setup.grants,
                                error);
    if (!run.agent.ptr || !run.today.ptr)
        return tb_arena_fail(arena, error);
    if (status == TB_OK)
        status = tb_fetch_sources(&run, arena, &verb->fetched, error);
    hide_bar(verb);
    return status;
}

/* --- how it ends -------------------------------------------------------------------------------- */

static enum tb_exit exit_of(const struct tb_fetched *fetched)
{
    if (fetched->not_written)
        return TB_EXIT_OUTPUT;
    if (fetched->plugin_failed)
        return TB_EXIT_PLUGIN;
    switch (fetched->memory.state) {
    case TB_SOURCE_QUARANTINED:
        return TB_EXIT_INPUT;
    case TB_SOURCE_SUSPECT:
    case TB_SOURCE_FAILING:
    case TB_SOURCE_BLOCKED:
    case TB_SOURCE_GONE:
        return TB_EXIT_NETWORK;
    case TB_SOURCE_NEW:
    case TB_SOURCE_CHANGED:
    case TB_SOURCE_UNCHANGED:
    case TB_SOURCE_RECOVERED:
    case TB_SOURCE_WAITING:
    case TB_SOURCE_DEFERRED:
    case TB_SOURCE_STATE_END:
        break;
    }
    return TB_EXIT_OK;
}

/* Troubles are problems of the run; the words are those of the source. */
static void judge(struct tb_fetch_verb *verb)
{
    for (size_t i = 0; i < verb->source_count; i++) {
        const struct tb_fetched *fetched = &verb->fetched[i];
        enum tb_exit status = exit_of(fetched);
        struct tb_error error = {0};
        if (status != TB_EXIT_OK && fetched->why.status != TB_OK) {
            error = fetched->why;
            tb_fail(&error, fetched->why.status, "%.*s：%.400s", "%.*s: %.400s",
                    TB_ARG(fetched->source->name), fetched->why.zh);
            (void)snprintf(error.en, sizeof error.en, "%.*s: %.400s", TB_ARG(fetched->source->name),
                           fetched->why.en);
            tb_outcome_add(&verb->cli->outcome, status, &error);
        }
        if (verb->reviews && verb->reviews[i].failed_plugins > 0) {
            tb_fail(&error, TB_EBUG, "%.*s：检查时插件出错 %zu 次",
                    "%.*s: plugins failed %zu times while checking", TB_ARG(fetched->source->name),
                    verb->reviews[i].failed_plugins);
            tb_outcome_add(&verb->cli->outcome, TB_EXIT_PLUGIN, &error);
        }
        if (verb->cli->options.exit_code && fetched->added.is_new)
            tb_outcome_note(&verb->cli->outcome, TB_EXIT_CHANGED);
    }
}

/* The bulletins are kept: what is said of them needs memory of its own. */
static enum tb_status review(struct tb_fetch_verb *verb, struct tb_error *error)
{
    struct tb_arena *arena = NULL;
    enum tb_status status = tb_arena_new(TB_INPUT_ARENA, &arena, error);
    if (status == TB_OK)
        status = tb_fetch_review(verb, arena, error);
    tb_arena_free(arena);
    return status;
}

static void fetch(struct tb_fetch_verb *verb)
{
    struct tb_cli *cli = verb->cli;
    struct tb_error error = {0};
    struct tb_arena *arena = NULL;
    enum tb_status status = tb_arena_new(FETCH_ARENA, &arena, &error);
    if (status == TB_OK)
        status = run(verb, arena, &error);
    if (status == TB_OK && !cli->options.dry_run)
        status = review(verb, &error);
    if (status == TB_OK) {
        if (cli->options.format == TB_FORMAT_TEXT)
            tb_fetch_put_text(verb);
        else
            tb_fetch_put_json(verb);
        judge(verb);
        if (!cli->options.dry_run && !cli->options.offline)
            tb_fetch_notify(verb);
    } else {
        tb_outcome_add(&cli->outcome,
                       status == TB_EUSAGE ? TB_EXIT_USAGE
                       : status == TB_EIO  ? TB_EXIT_NETWORK
                                           : TB_EXIT_PLUGIN,
                       &error);
    }
    tb_arena_free(arena);
}

static int64_t now_of(const struct tb_options *options)
{
    return options->now.year ? tb_today_began(options) : (int64_t)time(NULL);
}

void tb_verb_fetch(struct tb_cli *cli)
{
    struct tb_error error = {0};
    struct tb_fetch_verb verb = {.cli = cli, .now = now_of(&cli->options)};
    const struct tb_options *options = &cli->options;
    if (tb_setup_open(cli, &verb.setup) && tb_setup_plugins(cli, &verb.setup)) {
        if (options->print_timer)
            tb_fetch_put_timer(&verb);
        else if (choose_sources(&verb, &error) != TB_OK)
            tb_outcome_add(&cli->outcome, TB_EXIT_USAGE, &error);
        else if (options->accept || options->reject)
            tb_fetch_settle(&verb);
        else
            fetch(&verb);
    }
    tb_setup_close(&verb.setup);
}
