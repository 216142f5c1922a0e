/* setup.c - opening workspace, plugins and knowledge. */
#include "cli/setup.h"

#include <stdlib.h>
#include <unistd.h>

#include "base/closest.h"
#include "base/file.h"
#include "cli/today.h"
#include "host/bundle.h"
#include "host/failure.h"

enum { SETUP_MAX = 256 << 20 };

/* "NAME=VALUE" of --set. */
static enum tb_status read_overrides(const struct tb_options *options, struct tb_override *out,
                                     struct tb_error *error)
{
    for (size_t i = 0; i < options->set_count; i++) {
        struct tb_str text = tb_str_of(options->sets[i]);
        size_t equals = tb_str_find(text, TB_STR("="), 0);
        if (equals == SIZE_MAX)
            return tb_fail(error, TB_EUSAGE, "--set 的值“%s”不对，应像 limits.cpu=5 这样",
                           "--set does not take '%s', expected something like limits.cpu=5",
                           options->sets[i]);
        out[i].name = tb_str_sub(text, 0, equals);
        out[i].value = tb_str_sub(text, equals + 1, text.len);
    }
    return TB_OK;
}

static enum tb_status open_workspace(const struct tb_cli *cli, struct tb_setup *setup,
                                     struct tb_error *error)
{
    struct tb_override overrides[TB_SETS_MAX];
    struct tb_workspace_request request = {.dir = cli->options.directory,
                                           .config_dir = setup->dirs.config.ptr,
                                           .overrides = overrides,
                                           .override_count = cli->options.set_count};
    enum tb_status status = read_overrides(&cli->options, overrides, error);
    if (status == TB_OK)
        status = tb_workspace_open(&request, setup->arena, &setup->workspace, error);
    return status;
}

static enum tb_status open_knowledge(const struct tb_cli *cli, struct tb_setup *setup,
                                     struct tb_error *error)
{
    const struct tb_workspace *workspace = &setup->workspace;
    setup->options.period = cli->options.period;
    setup->options.year = cli->options.year;
    if (setup->options.year == 0 && cli->options.period.known)
        setup->options.year = cli->options.period.from.year;
    enum tb_status status = tb_ingest_new(workspace->ingest_files, workspace->ingest_count,
                                          setup->arena, &setup->ingest, error);
    if (status == TB_OK)
        status = tb_extract_new(workspace->extract_files, workspace->extract_count, setup->arena,
                                &setup->extract, error);
    if (status == TB_OK)
        tb_extract_set_pins(setup->extract, workspace->pins);
    if (status == TB_OK)
        tb_extract_set_aliases(setup->extract, workspace->aliases, workspace->alias_count);
    if (status == TB_OK && workspace->profile_file.name)
        status =
            tb_extract_set_profile(setup->extract, &workspace->profile_file, setup->arena, error);
    return status;
}

/* Tells of a failure; whatever is wrong with what a run stands on is a matter of configuration. */
static bool went_well(struct tb_cli *cli, enum tb_status status, const struct tb_error *error)
{
    if (status != TB_OK)
        tb_outcome_add(&cli->outcome, TB_EXIT_USAGE, error);
    return status == TB_OK;
}

bool tb_setup_open(struct tb_cli *cli, struct tb_setup *out)
{
    struct tb_error error = {0};
    *out = (struct tb_setup){0};
    enum tb_status status = tb_arena_new(SETUP_MAX, &out->arena, &error);
    if (status == TB_OK) {
        out->dirs = tb_dirs_find(out->arena);
        out->reader = tb_reader_make(out->dirs.program);
        const char *path = getenv("PATH");
        if (path)
            out->reader.bridge.path = path;
        out->outside = (struct tb_outside){tb_reader_read, &out->reader, tb_reader_convert};
        out->options.outside = &out->outside;
        status = open_workspace(cli, out, &error);
    }
    if (status == TB_OK)
        status = open_knowledge(cli, out, &error);
    return went_well(cli, status, &error);
}

static enum tb_status open_plugins(struct tb_setup *setup, struct tb_error *error)
{
    struct tb_str bundled = {0};
    if (tb_bundle_count > 0)
        bundled = TB_STR(""); /* part of the program */
    else if (setup->dirs.program.ptr)
        bundled = tb_plugins_bundled_dir(setup->dirs.program.ptr, setup->arena);
    if (!bundled.ptr)
        return tb_fail(
            error, TB_EUSAGE, "找不到自带的插件：程序旁边没有 share/tongbao/plugins，请重新安装",
            "the bundled plugins are missing: there is no share/tongbao/plugins beside the "
            "program, please install it again");
    enum tb_status status = tb_plugins_find(bundled.ptr, setup->workspace.dir.ptr, setup->arena,
                                            &setup->plugins, error);
    if (status == TB_OK)
        status = tb_workspace_apply(&setup->workspace, &setup->plugins, error);
    bool needed = false;
    for (size_t i = 0; i < setup->plugins.count; i++)
        needed = needed || !setup->plugins.at[i].bundled;
    if (status == TB_OK && needed && setup->dirs.state.ptr)
        status = tb_grants_read(setup->dirs.state.ptr, setup->arena, &setup->grants, error);
    return status;
}

bool tb_setup_plugins(struct tb_cli *cli, struct tb_setup *setup)
{
    struct tb_error error = {0};
    if (cli->options.in_process)
        tb_outcome_remark(&cli->outcome, "--in-process 只供调试插件：插件未加锁，也不受限额约束",
                          "--in-process is for debugging plugins: they run unlocked and unlimited");
    return went_well(cli, open_plugins(setup, &error), &error);
}

void tb_setup_close(struct tb_setup *setup)
{
    tb_arena_free(setup->arena);
}

static enum tb_status no_such_plugin(const struct tb_plugin_set *set, const char *name, bool checks,
                                     struct tb_error *error)
{
    struct tb_closest_search search = tb_closest_start(tb_str_of(name));
    for (size_t i = 0; i < set->count; i++)
        if (!checks || set->at[i].kind == TB_PLUGIN_CHECK)
            tb_closest_try(&search, set->at[i].file.id);
    if (search.best.ptr)
        return tb_fail(error, TB_EUSAGE, "没有插件“%s”，是不是想用 %.*s？",
                       "there is no plugin '%s', did you mean %.*s?", name, TB_ARG(search.best));
    return tb_fail(error, TB_EUSAGE, "没有插件“%s”，tongbao plugins 列出所有插件",
                   "there is no plugin '%s', see tongbao plugins", name);
}

static enum tb_status select_named(struct tb_setup *setup, const char *const *names, size_t count,
                                   bool checks, struct tb_error *error)
{
    struct tb_plugin_set *set = &setup->plugins;
    bool *chosen = TB_NEW_ARRAY(setup->arena, bool, set->count);
    if (count == 0)
        return TB_OK;
    if (!chosen)
        return tb_arena_fail(setup->arena, error);
    for (size_t i = 0; i < count; i++) {
        bool found = false;
        for (size_t k = 0; k < set->count; k++)
            if (tb_str_eq(set->at[k].file.id, tb_str_of(names[i])) &&
                (!checks || set->at[k].kind == TB_PLUGIN_CHECK))
                found = chosen[k] = true;
        if (!found)
            return no_such_plugin(set, names[i], checks, error);
    }
    size_t kept = 0;
    for (size_t k = 0; k < set->count; k++)
        if (chosen[k])
            set->at[kept++] = set->at[k];
    set->count = kept;
    return TB_OK;
}

bool tb_setup_select(struct tb_cli *cli, struct tb_setup *setup, const char *const *names,
                     size_t count, bool checks)
{
    struct tb_error error = {0};
    return went_well(cli, select_named(setup, names, count, checks, &error), &error);
}

struct tb_run tb_setup_run(const struct tb_cli *cli, const struct tb_setup *setup)
{
    struct tb_limits limits = setup->workspace.limits;
    limits.now = tb_today_began(&cli->options);
    return (struct tb_run){.plugins = &setup->plugins,
                           .grants = &setup->grants,
                           .limits = limits,
                           .in_process = cli->options.in_process,
                           .unlocked = cli->options.unlocked};
}

void tb_setup_put_prints(struct tb_screen *screen, const struct tb_setup *setup,
                         const struct tb_run_result *result, uint32_t report)
{
    for (size_t i = 0; i < result->print_count; i++) {
        const struct tb_printed *print = &result->prints[i];
        struct tb_str rest = print->text;
        while (print->report == report && rest.len > 0) {
            size_t end = tb_str_find(rest, TB_STR("\n"), 0);
            struct tb_str line = tb_str_sub(rest, 0, end == SIZE_MAX ? rest.len : end);
            tb_put(screen, setup->plugins.at[print->plugin].file.id);
            tb_buf_text(screen->out, ": ");
            tb_put(screen, line);
            tb_buf_byte(screen->out, '\n');
            rest = tb_str_sub(rest, end == SIZE_MAX ? rest.len : end + 1, rest.len);
        }
    }
}

enum tb_status tb_setup_tell(struct tb_cli *cli, struct tb_setup *setup, const struct tb_run *run,
                             const struct tb_run_result *result, struct tb_error *error)
{
    struct tb_buf prints = tb_buf_make(SETUP_MAX);
    struct tb_screen screen = {.out = &prints, .lang = cli->lang};
    tb_setup_put_prints(&screen, setup, result, TB_NONE);
    enum tb_status status = tb_buf_status(&prints, error);
    if (status == TB_OK && tb_fd_write(STDERR_FILENO, tb_buf_str(&prints), NULL) != TB_OK)
        cli->progress = false; /* nobody listens there */
    tb_buf_free(&prints);
    for (size_t i = 0; i < result->failure_count && status == TB_OK; i++) {
        struct tb_finding finding;
        struct tb_error failure = {0};
        if (!tb_failure_finding(run, &result->failures[i], setup->arena, &finding))
            return tb_arena_fail(setup->arena, error);
        snprintf(failure.zh, sizeof failure.zh, "%.*s", TB_ARG(finding.zh));
        snprintf(failure.en, sizeof failure.en, "%.*s", TB_ARG(finding.en));
        tb_outcome_add(&cli->outcome, TB_EXIT_PLUGIN, &failure);
    }
    return status;
}
