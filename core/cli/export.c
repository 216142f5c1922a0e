/* export.c - tongbao export REPORT… --to NAME: reports as tables, pages, data. */
#include <unistd.h>

#include "base/closest.h"
#include "base/file.h"
#include "base/folder.h"
#include "base/replace.h"
#include "cli/before.h"
#include "cli/judge.h"
#include "cli/listing.h"
#include "cli/merge.h"
#include "cli/names.h"
#include "cli/rules.h"
#include "host/declaration.h"
#include "host/maker.h"
#include "host/noted.h"

enum { MAKING_ARENA = 4 << 20, ITEMS_PER_LIMIT = 1000, TIMES_MOST = 100 };

struct export
{
    struct tb_cli *cli;
    struct tb_setup setup;
    struct tb_inputs inputs;
    struct tb_before before;
    bool findings, changes; /* the export is given them */
    struct tb_arena *arena; /* of one report */
    struct tb_judge judge;
    uint32_t plugin;
    struct tb_declaration declared;
    enum { TO_STDOUT, TO_FILE, TO_FOLDER } to;
    struct tb_buf file;      /* what goes to a file, until it is whole */
    struct tb_arena *making; /* of the maker */
    struct tb_maker *maker;  /* where a module makes the file, while it is under way */
    bool masks;              /* readers do not see the names of people */
    struct tb_arena *names;  /* those of the bulletin under way and of its past */
    bool first, failed;
    bool terminal; /* standard output is one */
};

/* ---- what is asked for ---- */

static enum tb_status unknown_export(const struct export *export, struct tb_error *error)
{
    const struct tb_plugin_set *plugins = &export->setup.plugins;
    const char *name = export->cli->options.to;
    struct tb_closest_search search = tb_closest_start(tb_str_of(name));
    for (size_t i = 0; i < plugins->count; i++)
        if (plugins->at[i].kind == TB_PLUGIN_EXPORT)
            tb_closest_try(&search, plugins->at[i].file.id);
    if (search.best.ptr)
        return tb_fail(error, TB_EUSAGE, "没有导出“%s”，是不是想用 %.*s？",
                       "there is no export '%s', did you mean %.*s?", name, TB_ARG(search.best));
    return tb_fail(error, TB_EUSAGE, "没有导出“%s”，tongbao plugins 列出所有导出",
                   "there is no export '%s', see tongbao plugins", name);
}

static enum tb_status find_export(struct export *export, struct tb_error *error)
{
    if (!export->cli->options.to)
        return tb_fail(error, TB_EUSAGE,
                       "要写明导出成什么，例如 --to csv；tongbao plugins 列出所有导出",
                       "say what to export to, such as --to csv; see tongbao plugins");
    const struct tb_plugin *plugin = tb_plugin_find(&export->setup.plugins, TB_PLUGIN_EXPORT,
                                                    tb_str_of(export->cli->options.to));
    if (!plugin)
        return unknown_export(export, error);
    export->plugin = (uint32_t)(plugin - export->setup.plugins.at);
    return TB_OK;
}

/* Reads what the export says of itself. False: it did not load; told. */
static bool describe(struct export *export, struct tb_error *error)
{
    struct tb_plugin_set alone = {&export->setup.plugins.at[export->plugin], 1};
    struct tb_run run = tb_setup_run(export->cli, &export->setup);
    struct tb_run_result result = {0};
    run.plugins = &alone;
    if (tb_run_describe(&run, export->setup.arena, &result, error) != TB_OK)
        return false;
    if (tb_setup_tell(export->cli, &export->setup, &run, &result, error) != TB_OK)
        return false;
    return result.declarations[0].ptr &&
           tb_declaration_read(result.declarations[0], export->setup.arena, &export->declared);
}

/* Several reports fit into one file only where the export says so. */
static enum tb_status check_place(const struct export *export, struct tb_error *error)
{
    if (export->inputs.count < 2 || export->to == TO_FOLDER || export->declared.joined)
        return TB_OK;
    return tb_fail(error, TB_EUSAGE, "%s 一份通报一个文件，这里有 %zu 份，请写到文件夹：-o DIR/",
                   "%s makes one file for each report, here are %zu; name a folder: -o DIR/",
                   export->cli->options.to, export->inputs.count);
}

static enum tb_status find_place(struct export *export, struct tb_error *error)
{
    const char *output = export->cli->options.output;
    struct tb_str path = tb_str_of(output);
    if (!output || strcmp(output, "-") == 0)
        export->to = TO_STDOUT;
    else if (tb_is_folder(output))
        export->to = TO_FOLDER;
    else if (tb_str_ends(path, TB_STR("/")))
        return tb_fail(error, TB_EIO, "没有文件夹 %s，请先建立",
                       "there is no folder %s, make it first", output);
    else
        export->to = TO_FILE;
    return check_place(export, error);
}

/* What the export is given beside the bulletin: by --with, else as it declares. */
static enum tb_status find_company(struct export *export, struct tb_error *error)
{
    struct tb_str list = tb_str_of(export->cli->options.with);
    export->findings = !list.ptr && export->declared.findings;
    export->changes = !list.ptr && export->declared.history;
    while (list.len > 0) {
        const char *comma = memchr(list.ptr, ',', list.len);
        size_t len = comma ? (size_t)(comma - list.ptr) : list.len;
        struct tb_str word = tb_str_sub(list, 0, len);
        list = tb_str_sub(list, comma ? len + 1 : len, list.len);
        if (tb_str_eq(word, TB_STR("findings")))
            export->findings = true;
        else if (tb_str_eq(word, TB_STR("changes")))
            export->changes = true;
        else if (!tb_str_eq(word, TB_STR("none")))
            return tb_fail(error, TB_EUSAGE, "--with 后应为 findings、changes 或 none，实为“%.*s”",
                           "expected findings, changes or none after --with, found '%.*s'",
                           TB_ARG(word));
    }
    return TB_OK;
}

/* Whether readers see the names of people: as they ask, else as the export declares. */
static enum tb_status find_people(struct export *export, struct tb_error *error)
{
    const struct tb_options *options = &export->cli->options;
    enum tb_people_shown shown = TB_PEOPLE_SHOWN;
    if (options->people && options->no_people)
        return tb_fail(error, TB_EUSAGE, "--people 与 --no-people 只能选一个",
                       "expected --people or --no-people, found both");
    if (options->no_people)
        shown = TB_PEOPLE_LEFT_OUT;
    else if (export->declared.masks_people && !options->people)
        shown = TB_PEOPLE_MASKED;
    tb_extract_set_people(export->setup.extract, shown);
    export->masks = shown != TB_PEOPLE_SHOWN;
    return TB_OK;
}

/* ---- one report ---- */

static enum tb_status put_bytes(void *user, struct tb_str bytes, struct tb_error *error)
{
    struct export *export = user;
    if (export->to != TO_STDOUT) {
        tb_buf_add(&export->file, bytes);
        return tb_buf_status(&export->file, error);
    }
    if (export->terminal && !export->declared.module.ptr)
        tb_put_bytes(&export->cli->output.buf, bytes);
    else
        tb_buf_add(&export->cli->output.buf, bytes);
    tb_output_drain(&export->cli->output.buf, &export->cli->output);
    if (!export->cli->output.failed)
        return TB_OK;
    return tb_fail(error, TB_EIO, "无法写标准输出", "standard output cannot be written");
}

/* Bytes of a file, or of the records that a file is made of. */
static enum tb_status take_bytes(void *user, uint32_t report, struct tb_str bytes,
                                 struct tb_error *error)
{
    struct export *export = user;
    (void)report;
    return export->maker ? tb_maker_take(export->maker, bytes, error)
                         : put_bytes(export, bytes, error);
}

/* Begins what a module makes, where nothing is under way. */
static enum tb_status begin_making(struct export *export, struct tb_error *error)
{
    if (!export->declared.module.ptr || export->maker)
        return TB_OK;
    tb_arena_reset(export->making);
    return tb_maker_begin(export->setup.reader.program, export->declared.module, export->making,
                          &export->maker, error);
}

/* Ends what a module has made; `whole` false: nobody wants it. */
static enum tb_status end_making(struct export *export, bool whole, struct tb_error *error)
{
    size_t cut;
    if (!export->maker)
        return TB_OK;
    enum tb_status status =
        tb_maker_end(export->maker, whole ? put_bytes : NULL, export, &cut, error);
    export->maker = NULL;
    if (status == TB_OK && whole && cut > 0)
        tb_outcome_remark(
            &export->cli->outcome,
            "有的格太长，这种文件放不下，已截短并在格末注明；csv、json 不截短",
            "some texts are longer than a cell of this file can hold; they are cut and "
            "say so (csv and json hold all)");
    return status;
}

/* What the rules say of themselves, for titles and sections. False: no memory. */
static bool put_words(struct export *export, const struct tb_run *run,
                      const struct tb_run_result *result, struct tb_write *write)
{
    struct tb_rules rules;
    if (!tb_rules_read(run->plugins, result->declarations, export->arena, &rules))
        return false;
    struct tb_rule_words *words = TB_NEW_ARRAY(export->arena, struct tb_rule_words, rules.count);
    for (size_t i = 0; words && i < rules.count; i++)
        words[i] = (struct tb_rule_words){rules.at[i].id, rules.at[i].title_zh,
                                          rules.at[i].title_en, tb_topic_name(rules.at[i].topic)};
    write->rules = words;
    write->rule_count = rules.count;
    return words;
}

/* Runs the checks. What failed stands among their findings, and ends the run with 4. */
static enum tb_status find_findings(struct export *export, const struct tb_run *run,
                                    struct tb_write *write, struct tb_error *error)
{
    struct tb_run_result result = {0};
    struct tb_tally tally = {0};
    struct tb_buf seen = tb_buf_make(TB_INPUT_ARENA);
    enum tb_status status = tb_run_checks(run, export->arena, &result, error);
    if (status != TB_OK)
        return status;
    bool masked = true;
    for (size_t i = 0; i < result.finding_count; i++) {
        tb_judge_finding(&export->judge, run->reports[0], write->past, &result.findings[i], &tally,
                         &seen);
        masked = tb_names_mask_finding(export->setup.extract, run->reports[0], export->arena,
                                       &result.findings[i]) &&
                 masked;
    }
    tb_buf_free(&seen);
    if (!masked || !put_words(export, run, &result, write))
        return tb_arena_fail(export->arena, error);
    write->findings = result.findings;
    write->finding_count = result.finding_count;
    return tb_setup_tell(export->cli, &export->setup, run, &result, error);
}

/* What an export writes grows with the bulletin, and so does the time it may take. */
static struct tb_limits longer(const struct tb_run *run, const struct tb_report *report)
{
    struct tb_limits limits = run->limits;
    uint32_t times = (uint32_t)(1 + report->item_count / ITEMS_PER_LIMIT);
    times = times > TIMES_MOST ? TIMES_MOST : times;
    limits.cpu_ms *= times;
    limits.wall_ms *= times;
    return limits;
}

static enum tb_status write_report(struct export *export, size_t index, struct tb_report *report,
                                   struct tb_error *error)
{
    const struct tb_report *const reports[] = {report};
    struct tb_run run = tb_setup_run(export->cli, &export->setup);
    struct tb_run_result result = {0};
    enum tb_lang lang = tb_report_lang(export->cli, report);
    struct tb_write write = {.lang = tb_pick(lang, "zh", "en"),
                             .count = export->to == TO_FOLDER ? 1 : export->inputs.count,
                             .first = export->first || export->to == TO_FOLDER};
    struct tb_run_write out = {export->plugin, &write, take_bytes, export};
    tb_merge_tell(export->cli, report);
    run.reports = reports;
    run.report_count = 1;
    if (export->changes && tb_before_load(&export->before, &export->inputs, index, report,
                                          export->arena, &write.past, error) != TB_OK)
        tb_outcome_add(&export->cli->outcome, TB_EXIT_INPUT, error); /* it goes on without */
    run.pasts = &write.past;
    enum tb_status status =
        tb_noted_attach(&export->judge.baseline, write.past, report, export->arena, error);
    if (status == TB_OK && !tb_names_mask_noted(export->setup.extract, report, export->arena))
        status = tb_arena_fail(export->arena, error);
    if (status == TB_OK && export->findings)
        status = find_findings(export, &run, &write, error);
    run.limits = longer(&run, report);
    if (status == TB_OK)
        status = begin_making(export, error);
    if (status == TB_OK)
        status = tb_run_write(&run, &out, export->arena, &result, error);
    if (status == TB_OK)
        status = tb_setup_tell(export->cli, &export->setup, &run, &result, error);
    export->first = false;
    export->failed = export->failed || result.failure_count > 0;
    return status;
}

/* The name without folders and the last ending: "reports/q3.txt" is "q3". */
static struct tb_str stem_of(const char *name)
{
    const char *slash = strrchr(name, '/');
    struct tb_str stem = tb_str_of(slash ? slash + 1 : name);
    for (size_t i = stem.len; i > 1; i--)
        if (stem.ptr[i - 1] == '.')
            return tb_str_sub(stem, 0, i - 1);
    return tb_str_eq(stem, TB_STR("-")) ? TB_STR("report") : stem;
}

/* A whole file takes its place at once; one whose export failed does not. */
static enum tb_status put_file(struct export *export, const char *path, struct tb_error *error)
{
    enum tb_status status = end_making(export, !export->failed, error);
    if (status == TB_OK && !export->failed)
        status = tb_file_replace(path, tb_buf_str(&export->file), error);
    tb_buf_clear(&export->file);
    export->failed = false;
    return status;
}

static enum tb_status put_in_folder(struct export *export, size_t index, struct tb_error *error)
{
    const struct tb_input *input = &export->inputs.at[index];
    struct tb_str stem = stem_of(input->path ? input->path : input->name);
    struct tb_str extension = export->declared.extension;
    struct tb_str name =
        tb_arena_printf(export->arena, "%.*s.%.*s", TB_ARG(stem), TB_ARG(extension));
    if (input->part > 0)
        name = tb_arena_printf(export->arena, "%.*s-%u.%.*s", TB_ARG(stem), input->part,
                               TB_ARG(extension));
    struct tb_str path = {0};
    if (name.ptr)
        path = tb_path_join(export->arena, export->cli->options.output, name.ptr);
    return path.ptr ? put_file(export, path.ptr, error) : tb_arena_fail(export->arena, error);
}

/* Who is named in one period may stand as a bare name in another: all are read once for the names, then again. */
static enum tb_status learn_names(struct export *export, size_t index, struct tb_report **report,
                                  struct tb_error *error)
{
    const struct tb_past *past = NULL;
    const struct tb_phrases *names = NULL;
    struct tb_error ignored; /* told when it is loaded again */
    if (!export->masks || !export->changes ||
        tb_before_load(&export->before, &export->inputs, index, *report, export->arena, &past,
                       &ignored) != TB_OK ||
        !past)
        return TB_OK;
    tb_arena_reset(export->names);
    if (tb_names_gather(*report, past, export->names, &names, error) != TB_OK)
        return error->status;
    tb_extract_set_hidden(export->setup.extract, names);
    tb_arena_reset(export->arena);
    return tb_inputs_load(&export->inputs, index, export->arena, report, error);
}

static void export_all(struct export *export)
{
    struct tb_cli *cli = export->cli;
    struct tb_error error = {0};
    enum tb_status status = TB_OK;
    for (size_t i = 0; i < export->inputs.count && status == TB_OK && !cli->output.failed; i++) {
        struct tb_report *report;
        tb_arena_reset(export->arena);
        tb_extract_set_hidden(export->setup.extract, NULL);
        if (tb_inputs_load(&export->inputs, i, export->arena, &report, &error) != TB_OK) {
            tb_outcome_add(&cli->outcome, TB_EXIT_INPUT, &error);
            continue;
        }
        bool several;
        status = tb_inputs_spread(&export->inputs, i, report, &several, &error);
        if (status == TB_OK && several) {
            i--; /* the same place once more: now the first of them */
            status = check_place(export, &error);
            continue;
        }
        if (status == TB_OK)
            status = learn_names(export, i, &report, &error);
        if (status == TB_OK)
            status = write_report(export, i, report, &error);
        if (status == TB_OK && export->to == TO_FOLDER)
            status = put_in_folder(export, i, &error);
    }
    if (status == TB_OK && export->to == TO_FILE && !export->first)
        status = put_file(export, cli->options.output, &error);
    if (status == TB_OK && export->to == TO_STDOUT)
        status = end_making(export, !export->failed, &error);
    struct tb_error ignored;
    (void)end_making(export, false, &ignored);
    if (status != TB_OK && !cli->output.failed)
        tb_outcome_add(&cli->outcome, status == TB_EUSAGE ? TB_EXIT_USAGE : TB_EXIT_OUTPUT, &error);
}

/* Finds out all that can be wrong before anything is read. */
static bool prepare(struct export *export)
{
    struct tb_cli *cli = export->cli;
    struct tb_error error = {0};
    if (!tb_setup_open(cli, &export->setup) || !tb_setup_plugins(cli, &export->setup))
        return false;
    if (find_export(export, &error) != TB_OK) {
        tb_outcome_add(&cli->outcome, TB_EXIT_USAGE, &error);
        return false;
    }
    if (!describe(export, &error)) {
        if (error.status != TB_OK)
            tb_outcome_add(&cli->outcome, TB_EXIT_PLUGIN, &error);
        return false;
    }
    if (tb_listing_find(cli, &export->setup, cli->options.operands, cli->options.operand_count,
                        &export->inputs, &error) != TB_OK) {
        tb_outcome_add(&cli->outcome, TB_EXIT_INPUT, &error);
        return false;
    }
    enum tb_status status = tb_merge_inputs(cli, &export->inputs, &error);
    if (status == TB_OK)
        status = find_company(export, &error);
    if (status == TB_OK)
        status = find_people(export, &error);
    if (status == TB_OK)
        status = find_place(export, &error);
    if (status != TB_OK)
        tb_outcome_add(&cli->outcome, status == TB_EIO ? TB_EXIT_OUTPUT : TB_EXIT_USAGE, &error);
    return status == TB_OK &&
           tb_before_open(cli, &export->setup, &export->inputs, &export->before) &&
           tb_judge_open(cli, &export->setup, &export->judge);
}

void tb_verb_export(struct tb_cli *cli)
{
    struct tb_error error = {0};
    struct export export = {.cli = cli,
                            .first = true,
                            .terminal = isatty(STDOUT_FILENO),
                            .file = tb_buf_make(TB_INPUT_ARENA)};
    if (tb_inputs_check(cli, &error) != TB_OK)
        tb_outcome_add(&cli->outcome, TB_EXIT_USAGE, &error);
    else if (tb_arena_new(TB_INPUT_ARENA, &export.arena, &error) != TB_OK ||
             tb_arena_new(TB_INPUT_ARENA, &export.names, &error) != TB_OK ||
             tb_arena_new(MAKING_ARENA, &export.making, &error) != TB_OK)
        tb_outcome_add(&cli->outcome, TB_EXIT_INPUT, &error);
    else if (prepare(&export))
        export_all(&export);
    tb_judge_close(&export.judge);
    tb_buf_free(&export.file);
    tb_arena_free(export.arena);
    tb_arena_free(export.names);
    tb_arena_free(export.making);
    tb_setup_close(&export.setup);
}
