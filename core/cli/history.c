/* history.c - tongbao history PART …: which part is asked for, and whether it can be done. */
#include "cli/history.h"

#include "base/closest.h"

enum { OPTION_SERIES = 1, OPTION_PERIOD = 2, OPTION_URL = 4, OPTION_OUTPUT = 8, OPTION_DEEP = 16 };

static const struct part {
    const char *name;
    void (*run)(struct tb_history_verb *verb);
    unsigned options;
    size_t least; /* arguments it needs */
    const char *usage;
} parts[] = {
    {"add", tb_history_verb_add, OPTION_SERIES | OPTION_PERIOD | OPTION_URL, 1,
     "tongbao history add FILE --series SERIES"},
    {"list", tb_history_verb_list, 0, 0, "tongbao history list [SERIES…]"},
    {"show", tb_history_verb_show, 0, 0, "tongbao history show [SERIES…]"},
    {"restore", tb_history_verb_restore, OPTION_OUTPUT, 1,
     "tongbao history restore SERIES@PERIOD -o FILE"},
    {"verify", tb_history_verb_verify, OPTION_DEEP, 0, "tongbao history verify [SERIES…]"},
    {"repair", tb_history_verb_repair, OPTION_OUTPUT, 0, "tongbao history repair [-o FOLDER]"},
    {"prune", tb_history_verb_prune, 0, 1, "tongbao history prune SERIES@PERIOD…"},
    {"export", tb_history_verb_export, OPTION_OUTPUT, 1, "tongbao history export SERIES -o FILE"},
    {"import", tb_history_verb_import, OPTION_SERIES, 1, "tongbao history import FILE"},
};
enum { PARTS = sizeof parts / sizeof *parts };

enum tb_status tb_history_verb_open(struct tb_history_verb *verb, struct tb_error *error)
{
    return tb_history_open(verb->dir.ptr, verb->setup.arena, &verb->history, error);
}

void tb_history_verb_told(struct tb_history_verb *verb, const struct tb_error *error, bool writing)
{
    enum tb_exit status = error->status == TB_EUSAGE               ? TB_EXIT_USAGE
                          : writing && error->status != TB_EFORMAT ? TB_EXIT_OUTPUT
                                                                   : TB_EXIT_INPUT;
    tb_outcome_add(&verb->cli->outcome, status, error);
}

bool tb_history_verb_choose(struct tb_history_verb *verb, bool *chosen)
{
    bool all_known = true;
    for (size_t k = 0; k < verb->name_count; k++) {
        struct tb_error error = {0};
        struct tb_str name = tb_str_of(verb->names[k]);
        if (tb_history_has_series(&verb->history, name, &error) == TB_OK) {
            for (size_t i = 0; i < verb->history.count; i++)
                chosen[i] = chosen[i] || tb_str_eq(verb->history.at[i].series, name);
            continue;
        }
        tb_outcome_add(&verb->cli->outcome, TB_EXIT_USAGE, &error);
        all_known = false;
    }
    for (size_t i = 0; i < verb->history.count && verb->name_count == 0; i++)
        chosen[i] = true;
    return all_known;
}

static enum tb_status unknown_part(const char *name, struct tb_error *error)
{
    struct tb_closest_search search = tb_closest_start(tb_str_of(name));
    for (size_t i = 0; i < PARTS; i++)
        tb_closest_try(&search, tb_str_of(parts[i].name));
    if (search.best.ptr)
        return tb_fail(error, TB_EUSAGE, "没有 history %s，是不是想用 tongbao history %.*s？",
                       "there is no history %s, did you mean tongbao history %.*s?", name,
                       TB_ARG(search.best));
    return tb_fail(error, TB_EUSAGE, "没有 history %s，tongbao help history 列出能做的事",
                   "there is no history %s, see tongbao help history", name);
}

static enum tb_status check_options(const struct part *part, const struct tb_options *options,
                                    struct tb_error *error)
{
    const struct {
        const char *name;
        bool given;
        unsigned bit;
    } known[] = {
        {"series", options->series, OPTION_SERIES},
        {"period", options->period.known || options->is_plan, OPTION_PERIOD},
        {"url", options->url, OPTION_URL},
        {"output", options->output, OPTION_OUTPUT},
        {"deep", options->deep, OPTION_DEEP},
    };
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (known[i].given && !(part->options & known[i].bit))
            return tb_fail(error, TB_EUSAGE, "history %s 没有选项 --%s",
                           "history %s has no option --%s", part->name, known[i].name);
    return TB_OK;
}

static enum tb_status find_part(const struct tb_options *options, const struct part **out,
                                struct tb_error *error)
{
    const char *name = options->operand_count > 0 ? options->operands[0] : "list";
    for (size_t i = 0; i < PARTS; i++) {
        if (strcmp(parts[i].name, name) != 0)
            continue;
        *out = &parts[i];
        if (options->operand_count > 0 && options->operand_count - 1 < parts[i].least)
            return tb_fail(error, TB_EUSAGE, "缺少参数，应为 %s", "an argument is missing: %s",
                           parts[i].usage);
        return check_options(&parts[i], options, error);
    }
    return unknown_part(name, error);
}

static enum tb_status find_dir(struct tb_history_verb *verb, struct tb_error *error)
{
    if (!verb->setup.workspace.dir.ptr)
        return tb_fail(error, TB_EUSAGE,
                       "这里和上级文件夹都不是工作区：用 -C 指明，或用 tongbao new workspace 建立",
                       "neither this folder nor one above it is a workspace: name one with -C, or "
                       "make one with `tongbao new workspace`");
    verb->dir = tb_past_dir(verb->setup.workspace.dir, verb->setup.arena);
    return verb->dir.ptr ? TB_OK : tb_arena_fail(verb->setup.arena, error);
}

void tb_verb_history(struct tb_cli *cli)
{
    const struct tb_options *options = &cli->options;
    const struct part *part = NULL;
    struct tb_error error = {0};
    if (find_part(options, &part, &error) != TB_OK) {
        tb_outcome_add(&cli->outcome, TB_EXIT_USAGE, &error);
        return;
    }
    struct tb_history_verb verb = {.cli = cli};
    if (options->operand_count > 0) {
        verb.names = options->operands + 1;
        verb.name_count = options->operand_count - 1;
    }
    if (tb_setup_open(cli, &verb.setup)) {
        if (find_dir(&verb, &error) != TB_OK || tb_history_verb_open(&verb, &error) != TB_OK)
            tb_history_verb_told(&verb, &error, false);
        else
            part->run(&verb);
    }
    tb_setup_close(&verb.setup);
}
