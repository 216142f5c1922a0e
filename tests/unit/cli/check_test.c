/*
 * check_test.c - what plugins say may be more than memory holds: of all reports of a batch together,
 * or of one. Nobody else's findings are lost by it.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "../scratch.h"
#include "cli/check.h"

enum { REPORTS = 9, ITEMS = 5, FLOODS = 2, MESSAGES = 40 };

/* Each floods with some 40 x 64 KB for a report. */
static const char good[] = "return check { id = 'good', title = 'good', each_item = function(item, "
                           "opt, flag) flag {} end }";
static const char flood[] =
    "local figures = {} for i = 1, 63 do figures['f' .. i] = ('x'):rep(1024) end "
    "return check { id = 'flood', title = 'flood', whole = function(bulletin, opt, flag) "
    "for i = 1, 40 do flag { figures = figures } end end }";

struct stage {
    struct tb_check check; /* first: the work is given this, the merging the stage */
    struct tb_cli cli;
    struct tb_plugin plugins[1 + FLOODS];
    struct tb_input inputs[REPORTS];
    struct tb_batch batch;
    size_t good, flood, failed, entries, problems;
    uint32_t told; /* the report of the last finding: they come in order */
};

static void set_plugin(struct tb_plugin *plugin, const char *id, const char *text)
{
    *plugin = (struct tb_plugin){
        .file = {.id = tb_str_of(id), .path = TB_STR("check.lua"), .text = tb_str_of(text)},
        .kind = TB_PLUGIN_CHECK,
        .enabled = true};
}

static int set_stage(void **state)
{
    static struct stage stage;
    static char names[REPORTS][512];
    struct tb_setup *setup = &stage.check.setup;
    stage = (struct stage){.cli = {.options = {.format = TB_FORMAT_NDJSON}, .width = 80}};
    stage.cli.output = tb_output_make(-1, 1 << 20, &stage.cli.outcome);
    stage.check.cli = &stage.cli;
    if (scratch_make() != 0 || tb_arena_new((size_t)64 << 20, &setup->arena, NULL) != TB_OK ||
        tb_ingest_new(NULL, 0, setup->arena, &setup->ingest, NULL) != TB_OK ||
        tb_extract_new(NULL, 0, setup->arena, &setup->extract, NULL) != TB_OK)
        return -1;
    for (int i = 0; i < REPORTS; i++) {
        char text[1024] = "2021年第三季度重点工作\n序号\t工作任务\t责任单位\t完成情况\n";
        snprintf(names[i], sizeof names[i], "r%d.txt", i);
        for (int k = 1; k <= ITEMS; k++) {
            size_t len = strlen(text);
            snprintf(text + len, sizeof text - len, "%d\t修路%d条\t交通局\t已完成\n", k, k);
        }
        scratch_text(names[i], text);
        snprintf(names[i], sizeof names[i], "%s/r%d.txt", scratch, i);
        stage.inputs[i].name = names[i];
    }
    set_plugin(&stage.plugins[0], "good", good);
    for (int i = 0; i < FLOODS; i++)
        set_plugin(&stage.plugins[1 + i], "flood", flood);
    setup->plugins = (struct tb_plugin_set){stage.plugins, 1 + FLOODS};
    setup->workspace.limits = tb_limits_default();
    setup->workspace.limits.cpu_ms = 60000; /* enough on a slow machine */
    setup->workspace.limits.wall_ms = 60000;
    stage.check.strikes = TB_NEW_ARRAY(setup->arena, uint32_t, 1 + FLOODS);
    stage.check.inputs = (struct tb_inputs){.setup = setup, .at = stage.inputs, .count = REPORTS};
    *state = &stage;
    return 0;
}

static int strike_stage(void **state)
{
    struct stage *stage = *state;
    tb_arena_free(stage->check.arena);
    tb_arena_free(stage->check.setup.arena);
    return scratch_remove();
}

static bool says(struct tb_str line, const char *what)
{
    return tb_str_find(line, tb_str_of(what), 0) != SIZE_MAX;
}

static enum tb_merged count(void *user, struct tb_batch batch, const struct tb_batch_part *part)
{
    struct stage *stage = user;
    struct tb_str rest = tb_buf_str(&part->findings);
    (void)batch;
    stage->problems += part->problems.len;
    for (size_t i = 0; i < part->reports.len; i++)
        stage->entries += part->reports.ptr[i] == '\n';
    while (rest.len > 0) {
        struct tb_str line = tb_str_sub(rest, 0, tb_str_find(rest, TB_STR("\n"), 0));
        size_t at = tb_str_find(line, TB_STR("\"report\":"), 0) + strlen("\"report\":");
        uint32_t report = (uint32_t)strtoul(line.ptr + at, NULL, 10);
        assert_true(report >= stage->told);
        stage->told = report;
        stage->good += says(line, "\"rule\":\"good\"");
        stage->flood += says(line, "\"rule\":\"flood\"");
        stage->failed += says(line, "\"plugin\":\"flood\",\"cause\":\"output\"");
        rest = tb_str_sub(rest, line.len + 1, rest.len);
    }
    return TB_MERGED;
}

static void check(struct stage *stage, size_t reports, size_t memory)
{
    struct tb_batch_run run = {.batches = &stage->batch,
                               .count = 1,
                               .jobs = 1,
                               .work = tb_check_work,
                               .merge = count,
                               .user = &stage->check};
    stage->batch = (struct tb_batch){0, reports};
    stage->check.memory = memory;
    assert_int_equal(tb_arena_new(memory, &stage->check.arena, NULL), TB_OK);
    assert_int_equal(tb_batch_run(&run, NULL), TB_OK);
    assert_int_equal(stage->problems, 0);
    assert_int_equal(stage->entries, reports);
    assert_int_equal(stage->good, reports * ITEMS);
}

/* Of one report it all goes into memory, of three it does not. */
static void what_is_too_much_together_is_done_in_halves(void **state)
{
    struct stage *stage = *state;
    check(stage, REPORTS, (size_t)20 << 20);
    assert_int_equal(stage->flood, REPORTS * FLOODS * MESSAGES);
    assert_int_equal(stage->failed, 0);
}

/* Where one report is too much, those who say most about it are told so. */
static void who_says_too_much_of_one_report_fails_alone(void **state)
{
    struct stage *stage = *state;
    check(stage, 2, (size_t)4 << 20);
    assert_int_equal(stage->flood, 0);
    assert_int_equal(stage->failed, 2 * FLOODS);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(what_is_too_much_together_is_done_in_halves, set_stage,
                                        strike_stage),
        cmocka_unit_test_setup_teardown(who_says_too_much_of_one_report_fails_alone, set_stage,
                                        strike_stage),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
