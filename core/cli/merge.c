/* merge.c - several submissions as one bulletin, see merge.h. */
#include "cli/merge.h"

#include <unistd.h>

#include "base/file.h"
#include "cli/compare.h"
#include "cli/layout.h"
#include "diff/merge.h"

/* What --plan names: one report. */
static enum tb_status find_plan(const struct tb_cli *cli, const struct tb_setup *setup,
                                const struct tb_inputs **out, struct tb_error *error)
{
    struct tb_inputs *plan = TB_NEW(setup->arena, struct tb_inputs);
    char **argument = TB_NEW(setup->arena, char *);
    if (!plan || !argument)
        return tb_arena_fail(setup->arena, error);
    *argument = (char *)(uintptr_t)cli->options.plan; /* only read */
    enum tb_status status = tb_inputs_find(setup, argument, 1, plan, error);
    if (status == TB_OK && plan->count != 1)
        status = tb_fail(error, TB_EUSAGE, "--plan 要指明一份通报，这里是 %zu 份",
                         "--plan takes one report, here are %zu", plan->count);
    *out = plan;
    return status;
}

/* "A.docx + B.xlsx", as the merged report will be called. */
static const char *join_names(const struct tb_inputs *inputs)
{
    struct tb_str name = tb_str_of(inputs->at[0].name);
    for (size_t i = 1; i < inputs->count && name.ptr; i++)
        name = tb_arena_printf(inputs->setup->arena, "%.*s + %s", TB_ARG(name), inputs->at[i].name);
    return name.ptr;
}

enum tb_status tb_merge_inputs(const struct tb_cli *cli, struct tb_inputs *inputs,
                               struct tb_error *error)
{
    struct tb_arena *arena = inputs->setup->arena;
    const struct tb_inputs *plan = NULL;
    if (!cli->options.merge && cli->options.plan)
        return tb_fail(error, TB_EUSAGE, "--plan 要和 --merge 一起用", "--plan needs --merge");
    if (!cli->options.merge || inputs->count == 0)
        return TB_OK;
    if (cli->options.plan) {
        enum tb_status status = find_plan(cli, inputs->setup, &plan, error);
        if (status != TB_OK)
            return status;
    }
    struct tb_inputs *all = TB_NEW(arena, struct tb_inputs);
    struct tb_input *one = TB_NEW(arena, struct tb_input);
    const char *name = join_names(inputs);
    if (!all || !one || !name)
        return tb_arena_fail(arena, error);
    *all = *inputs;
    *one = (struct tb_input){.name = name, .merged = all, .plan = plan};
    for (size_t i = 0; i < all->count; i++)
        one->size += all->at[i].size;
    inputs->at = one;
    inputs->count = 1;
    return TB_OK;
}

enum tb_status tb_merge_load(const struct tb_input *input, struct tb_arena *arena,
                             struct tb_report **out, struct tb_error *error)
{
    const struct tb_inputs *all = input->merged;
    struct tb_report *plan = NULL;
    const struct tb_report **reports = TB_NEW_ARRAY(arena, const struct tb_report *, all->count);
    struct tb_differ *differ = NULL;
    enum tb_status status = reports ? TB_OK : tb_arena_fail(arena, error);
    for (size_t i = 0; i < all->count && status == TB_OK; i++) {
        struct tb_report *report = NULL;
        status = tb_inputs_load_plain(all, i, arena, &report, error);
        reports[i] = report;
    }
    if (status == TB_OK && input->plan)
        status = tb_inputs_load_plain(input->plan, 0, arena, &plan, error);
    if (status == TB_OK)
        status = tb_compare_open(all->setup, &differ, error);
    struct tb_merging merging = {differ, reports, all->count, plan};
    return status == TB_OK ? tb_merge_reports(&merging, arena, out, error) : status;
}

/* What a kind of repair says; the detail stands behind it. */
static const char *words_of(const char *kind, enum tb_lang lang)
{
    const struct {
        const char *kind, *zh, *en;
    } words[] = {
        {"merge-missing", "没有报送", "not handed in"},
        {"merge-conflict", "内容不一致，都保留", "differs, both are kept"},
        {"merge-unplanned", "计划中没有", "not in the plan"},
        {"merge-plan-differs", "与计划不一致", "not as in the plan"},
        {"merge-filled", "补自另一处", "filled from elsewhere"},
        {"merge-same", "重复报送，内容相同", "handed in again, the same"},
    };
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strcmp(words[i].kind, kind) == 0)
            return tb_pick(lang, words[i].zh, words[i].en);
    return kind;
}

void tb_merge_put(struct tb_screen *screen, const struct tb_report *report)
{
    if (strcmp(report->source.format, "merged") != 0)
        return;
    for (size_t i = 0; i < report->repair_count; i++) {
        const struct tb_repair *repair = &report->repairs[i];
        if (!tb_merge_repair(repair))
            continue;
        tb_put(screen, repair->part);
        if (repair->line)
            tb_say(screen, ":%u", ":%u", repair->line);
        tb_say(screen, "：%s", ": %s", words_of(repair->kind, screen->lang));
        if (repair->count > 1)
            tb_say(screen, " ×%u", " ×%u", repair->count);
        if (repair->detail.len > 0)
            tb_say(screen, "：%.*s", ": %.*s", TB_ARG(repair->detail));
        tb_buf_byte(screen->out, '\n');
    }
}

void tb_merge_tell(const struct tb_cli *cli, const struct tb_report *report)
{
    struct tb_buf buf = tb_buf_make(1 << 20);
    struct tb_screen screen = {.out = &buf, .lang = cli->lang, .width = 80};
    tb_merge_put(&screen, report);
    if (tb_fd_write(STDERR_FILENO, tb_buf_str(&buf), NULL) != TB_OK)
        buf.failed = TB_ELIMIT; /* it may be closed: nobody is left to tell */
    tb_buf_free(&buf);
}
