/* test.c - tongbao test [NAME…]: runs the cases of plugins and shows what differs. */
#include "cli/test.h"

#include "base/list.h"
#include "cli/layout.h"
#include "cli/source_line.h"
#include "cli/watch.h"

const char *tb_test_lack_text(const struct tb_lack *lack, enum tb_lang lang)
{
    if (lack->positive && lack->negative)
        return tb_pick(lang,
                       "没有用例；在 cases.lua 里写一个该指出的和一个不该指出的（expect = {}）",
                       "has no cases; write one that finds something and one that does not "
                       "(expect = {}) into cases.lua");
    if (lack->positive)
        return tb_pick(lang, "没有该指出什么的用例；在 cases.lua 里写一个",
                       "has no case that finds something; write one into cases.lua");
    return tb_pick(lang, "没有不该指出什么的用例（expect = {}）；在 cases.lua 里写一个",
                   "has no case that finds nothing (expect = {}); write one into cases.lua");
}

static void put_case(struct tb_screen *screen, const struct tb_test *test,
                     const struct tb_case_result *one)
{
    tb_style(screen, one->passed ? TB_GREEN : TB_RED);
    tb_say(screen, "%s", "%s",
           one->passed ? tb_pick(screen->lang, "✓ 通过", "✓ passed")
                       : tb_pick(screen->lang, "✗ 不符", "✗ failed"));
    tb_style(screen, TB_PLAIN);
    tb_buf_text(screen->out, "  ");
    tb_put(screen, test->plugins->at[one->plugin].file.id);
    tb_buf_text(screen->out, ": ");
    tb_put(screen, one->name);
    tb_buf_byte(screen->out, '\n');
    if (!one->passed) {
        tb_put_paragraph(screen, 4, tb_str_trim(one->difference));
        tb_put_source(screen, 4, &test->plugins->at[one->plugin], one->difference);
    }
}

static void put_trap(struct tb_screen *screen, const struct tb_trap *trap)
{
    tb_style(screen, TB_YELLOW);
    tb_say(screen, "! 注意", "! warning");
    tb_style(screen, TB_PLAIN);
    tb_buf_text(screen->out, "  ");
    tb_put(screen, trap->path);
    tb_say(screen, ":%u:%u: ", ":%u:%u: ", trap->line, trap->column);
    tb_put(screen, trap->quote);
    tb_buf_byte(screen->out, '\n');
    tb_put_paragraph(
        screen, 4,
        tb_str_of(tb_pick(screen->lang,
                          "Lua 的模式按字节匹配，[…] 里的汉字会拆成单个字节，匹配到别的字。请用 "
                          "item:find_any(列, { \"，\", \"。\" })，或把每个字分开找。",
                          "Lua's patterns match bytes: a Chinese character inside [...] falls "
                          "apart and matches others too. Use item:find_any(field, { \"，\", "
                          "\"。\" }), or look for each character by itself.")));
}

static void put_text(struct tb_cli *cli, const struct tb_test *test)
{
    struct tb_screen screen = tb_cli_screen(cli);
    for (size_t i = 0; i < test->traps.count; i++)
        put_trap(&screen, &test->traps.at[i]);
    for (size_t i = 0; i < test->count; i++)
        if (!test->cases[i].passed || cli->options.verbose)
            put_case(&screen, test, &test->cases[i]);
    for (size_t i = 0; i < test->lack_count; i++) {
        tb_style(&screen, TB_RED);
        tb_say(&screen, "✗ 不全", "✗ incomplete");
        tb_style(&screen, TB_PLAIN);
        tb_buf_text(screen.out, "  ");
        tb_put(&screen, test->plugins->at[test->lacks[i].plugin].file.id);
        tb_say(&screen, "：%s\n", ": %s\n", tb_test_lack_text(&test->lacks[i], cli->lang));
    }
    /* One form in every language: test runners read it. */
    tb_buf_printf(screen.out, "%zu passed, %zu failed\n", test->passed, test->failed);
}

/* Which checks lack a kind of case. False: no memory. */
static bool find_lacks(struct tb_test *test, struct tb_arena *arena)
{
    size_t count = test->plugins->count;
    struct tb_lack *lacks = TB_NEW_ARRAY(arena, struct tb_lack, count);
    if (!lacks)
        return false;
    for (size_t i = 0; i < count; i++)
        lacks[i] = (struct tb_lack){(uint32_t)i, true, true};
    for (size_t i = 0; i < test->count; i++) {
        struct tb_lack *lack = &lacks[test->cases[i].plugin];
        *(test->cases[i].expects ? &lack->positive : &lack->negative) = false;
    }
    for (size_t i = 0; i < count; i++)
        if (test->plugins->at[i].kind == TB_PLUGIN_CHECK && test->plugins->at[i].enabled &&
            (lacks[i].positive || lacks[i].negative))
            lacks[test->lack_count++] = lacks[i];
    test->lacks = lacks;
    return true;
}

static enum tb_status find_traps(const struct tb_setup *setup, struct tb_test *test,
                                 struct tb_error *error)
{
    enum tb_status status = TB_OK;
    for (size_t i = 0; i < setup->plugins.count && status == TB_OK; i++)
        status = tb_traps_find(&setup->plugins.at[i], setup->arena, &test->traps, error);
    return status;
}

static void judge(struct tb_cli *cli, const struct tb_test *test)
{
    struct tb_error error = {0};
    if (test->failed > 0) {
        tb_fail(&error, TB_EBUG, "%zu 个用例不符", "%zu cases failed", test->failed);
        tb_outcome_add(&cli->outcome, TB_EXIT_FOUND, &error);
    }
    if (test->lack_count > 0) {
        tb_fail(&error, TB_EBUG, "%zu 个检查的用例不全", "%zu checks lack cases", test->lack_count);
        tb_outcome_add(&cli->outcome, TB_EXIT_FOUND, &error);
    }
}

static enum tb_status run_cases(struct tb_cli *cli, struct tb_setup *setup, struct tb_error *error)
{
    struct tb_run run = tb_setup_run(cli, setup);
    struct tb_run_result result = {0};
    struct tb_case_result *cases = NULL;
    struct tb_test test = {.plugins = &setup->plugins};
    enum tb_status status = tb_run_cases(&run, setup->ingest, setup->extract, setup->arena, &cases,
                                         &test.count, &result, error);
    if (status == TB_OK)
        status = tb_setup_tell(cli, setup, &run, &result, error);
    if (status == TB_OK)
        status = find_traps(setup, &test, error);
    if (status != TB_OK)
        return status;
    test.cases = cases;
    for (size_t i = 0; i < test.count; i++)
        *(cases[i].passed ? &test.passed : &test.failed) += 1;
    if (cli->options.strict && !find_lacks(&test, setup->arena))
        return tb_arena_fail(setup->arena, error);
    if (cli->options.format == TB_FORMAT_TEXT)
        put_text(cli, &test);
    else if (cli->options.format == TB_FORMAT_JUNIT)
        tb_test_put_junit(&cli->output.buf, &test, cli->lang);
    else
        tb_test_put_json(&cli->output.buf, &test, cli->options.format == TB_FORMAT_NDJSON);
    judge(cli, &test);
    return TB_OK;
}

static void run_once(struct tb_cli *cli, void *user)
{
    (void)user;
    struct tb_error error = {0};
    struct tb_setup setup;
    if (tb_setup_open(cli, &setup) && tb_setup_plugins(cli, &setup) &&
        tb_setup_select(cli, &setup, (const char *const *)cli->options.operands,
                        cli->options.operand_count, false) &&
        run_cases(cli, &setup, &error) != TB_OK)
        tb_outcome_add(&cli->outcome, TB_EXIT_PLUGIN, &error);
    tb_setup_close(&setup);
}

void tb_verb_test(struct tb_cli *cli)
{
    struct tb_error error = {0};
    if (!cli->options.watch) {
        run_once(cli, NULL);
        return;
    }
    if (cli->options.format == TB_FORMAT_TEXT) {
        tb_watch(cli, run_once, NULL);
        return;
    }
    if (tb_fail(&error, TB_EUSAGE, "--watch 只有文字输出，不能与 --format 同用",
                "--watch prints text only, it does not go with --format") != TB_OK)
        tb_outcome_add(&cli->outcome, TB_EXIT_USAGE, &error);
}
