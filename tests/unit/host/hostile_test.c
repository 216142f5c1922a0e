/*
 * hostile_test.c - every plugin of tests/sandbox/hostile beside honest ones: hostile.tsv says what it
 * must come to, and whatever it does, the honest ones are heard whole and nothing is left running.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <dirent.h>
#include <errno.h>
#include <sys/wait.h>

#include "base/file.h"
#include "base/tsv.h"
#include "host/broker.h"
#include "ingest/load.h"

#define FOLDER TB_TEST_DATA "/../sandbox/"
enum { REPORTS = 2, ITEMS = 3, PLUGINS = 4 };

struct stage {
    struct tb_arena *knowledge; /* lives on */
    struct tb_arena *arena;     /* of one run */
    struct tb_str honest;
    const struct tb_report *reports[REPORTS];
    struct tb_plugin plugins[PLUGINS];
    struct tb_plugin_set set;
    struct tb_run run;
};

struct expectation {
    struct tb_str plugin, causes, hook;
};

/* `word` is one of `list`, divided by '|'. */
static bool listed(struct tb_str list, const char *word)
{
    struct tb_str wanted = tb_str_of(word);
    for (size_t from = 0, to; from <= list.len; from = to + 1) {
        to = tb_str_find(list, TB_STR("|"), from);
        to = to == SIZE_MAX ? list.len : to;
        if (tb_str_eq(tb_str_sub(list, from, to), wanted))
            return true;
    }
    return false;
}

static struct tb_str read_file(struct tb_arena *arena, const char *name)
{
    char path[512];
    struct tb_str text;
    struct tb_error error;
    snprintf(path, sizeof path, FOLDER "%s", name);
    if (tb_file_read(path, 1 << 20, arena, &text, &error) != TB_OK)
        fail_msg("%s", error.en);
    return text;
}

static int set_stage(void **state)
{
    static struct stage stage;
    struct tb_ingest *ingest;
    static const struct tb_str headers[] = {{"no", 2}, {"task", 4}, {"units", 5}, {"result", 6}};
    static const struct tb_str cells[ITEMS * 4] = {
        {"1", 1}, {"修建道路一条", 18}, {"交通局", 9}, {"已完成", 9},
        {"2", 1}, {"种树三千株", 15},   {"林业局", 9}, {"正在推进", 12},
        {"3", 1}, {"培训医生30人", 17}, {"卫健局", 9}, {"", 0}};
    if (tb_arena_new((size_t)64 << 20, &stage.knowledge, NULL) != TB_OK ||
        tb_arena_new((size_t)256 << 20, &stage.arena, NULL) != TB_OK ||
        tb_ingest_new(NULL, 0, stage.knowledge, &ingest, NULL) != TB_OK)
        return -1;
    for (int i = 0; i < REPORTS; i++) {
        struct tb_report *report;
        struct tb_error error;
        if (tb_load_cells(ingest, TB_STR("2021年第三季度重点工作"), headers, 4, cells, ITEMS,
                          stage.knowledge, &report, &error) != TB_OK) {
            fprintf(stderr, "%s\n", error.en);
            return -1;
        }
        stage.reports[i] = report;
    }
    stage.honest = read_file(stage.knowledge, "honest.lua");
    *state = &stage;
    return 0;
}

static int strike_stage(void **state)
{
    struct stage *stage = *state;
    tb_arena_free(stage->arena);
    tb_arena_free(stage->knowledge);
    return 0;
}

/* In the bundled worker an honest plugin and the hostile one; in workers of their own the hostile
 * one again, and an honest one again. */
static bool is_hostile(uint32_t plugin)
{
    return plugin == 1 || plugin == 2;
}

static void cast(struct stage *stage, const struct expectation *expected)
{
    char name[128];
    tb_arena_reset(stage->arena);
    snprintf(name, sizeof name, "hostile/%.*s.lua", TB_ARG(expected->plugin));
    struct tb_str text = read_file(stage->arena, name);
    for (uint32_t i = 0; i < PLUGINS; i++) {
        bool hostile = is_hostile(i);
        stage->plugins[i] =
            (struct tb_plugin){.file = {.id = hostile ? expected->plugin : TB_STR("honest"),
                                        .path = TB_STR("check.lua"),
                                        .text = hostile ? text : stage->honest},
                               .kind = TB_PLUGIN_CHECK,
                               .bundled = i < 2,
                               .enabled = true};
    }
    stage->set = (struct tb_plugin_set){stage->plugins, PLUGINS};
    stage->run = (struct tb_run){.plugins = &stage->set,
                                 .reports = stage->reports,
                                 .report_count = REPORTS,
                                 .limits = tb_limits_default()};
    /* Where time is not what is tried, there is enough of it for a slow machine; a finaliser has to be
     * reached first. */
    bool finaliser = tb_str_find(expected->plugin, TB_STR("finaliser"), 0) != SIZE_MAX;
    stage->run.limits.cpu_ms = !listed(expected->causes, "cpu") ? 20000 : (finaliser ? 400 : 60);
    stage->run.limits.wall_ms = 60000;
    stage->run.limits.memory = (size_t)3 << 20;
    stage->run.limits.findings = 500;
}

static size_t count_descriptors(void)
{
    size_t count = 0;
    DIR *dir = opendir("/proc/self/fd");
    assert_non_null(dir);
    while (readdir(dir))
        count++;
    closedir(dir);
    return count;
}

/* The line has the mark; or none has. */
static bool line_is_marked(struct tb_str text, uint32_t line)
{
    const struct tb_str mark = TB_STR("-- HERE");
    if (tb_str_find(text, mark, 0) == SIZE_MAX)
        return true;
    size_t from = 0;
    for (uint32_t at = 1; at < line; at++) {
        from = tb_str_find(text, TB_STR("\n"), from);
        if (from == SIZE_MAX)
            return false;
        from++;
    }
    size_t end = tb_str_find(text, TB_STR("\n"), from);
    size_t found = tb_str_find(text, mark, from);
    return line > 0 && found != SIZE_MAX && found < end;
}

static void check_failure(const struct stage *stage, const struct expectation *expected,
                          const struct tb_failure *failure)
{
    const struct tb_plugin *plugin = &stage->plugins[failure->plugin];
    if (!is_hostile(failure->plugin))
        fail_msg("%.*s: another plugin is blamed", TB_ARG(expected->plugin));
    if (!listed(expected->causes, tb_cause_name(failure->cause)))
        fail_msg("%.*s: ended by %s at line %u: %.*s", TB_ARG(expected->plugin),
                 tb_cause_name(failure->cause), failure->line, TB_ARG(failure->en));
    if (failure->cause == TB_CAUSE_CRASH)
        return;
    if (!listed(expected->hook, tb_hook_name(failure->hook)))
        fail_msg("%.*s: hook %s", TB_ARG(expected->plugin), tb_hook_name(failure->hook));
    if (!line_is_marked(plugin->file.text, failure->line))
        fail_msg("%.*s: line %u (%s)", TB_ARG(expected->plugin), failure->line,
                 tb_cause_name(failure->cause));
    assert_true(failure->hook == TB_HOOK_LOAD || failure->hook == TB_HOOK_SETUP ||
                failure->hook == TB_HOOK_WHOLE || failure->item < ITEMS);
}

/* Both honest plugins found every item of every report; the hostile one nothing that counts. */
static void check_findings(const struct expectation *expected, const struct tb_run_result *result)
{
    size_t honest = 0, failed = 0;
    for (size_t i = 0; i < result->finding_count; i++) {
        const struct tb_finding *finding = &result->findings[i];
        honest += tb_str_eq(finding->rule, TB_STR("honest"));
        failed += tb_str_eq(finding->rule, TB_STR("plugin-failed"));
        if (tb_str_eq(finding->rule, expected->plugin))
            fail_msg("%.*s got its way: %.*s", TB_ARG(expected->plugin), TB_ARG(finding->en));
    }
    if (honest != 2 * REPORTS * ITEMS)
        fail_msg("%.*s: %zu findings of the honest plugins", TB_ARG(expected->plugin), honest);
    assert_int_equal(failed, result->failure_count);
}

static void run_one(struct stage *stage, const struct expectation *expected)
{
    struct tb_run_result result;
    struct tb_error error;
    size_t before = count_descriptors();
    cast(stage, expected);
    if (tb_run_checks(&stage->run, stage->arena, &result, &error) != TB_OK)
        fail_msg("%.*s: %s", TB_ARG(expected->plugin), error.en);
    assert_int_equal(count_descriptors(), before);
    assert_int_equal(waitpid(-1, NULL, WNOHANG), -1);
    assert_int_equal(errno, ECHILD);
    bool loading = listed(expected->hook, "load");
    if (result.failure_count != 2 * (loading ? 1 : REPORTS) && !listed(expected->causes, "none"))
        fail_msg("%.*s: %zu failures", TB_ARG(expected->plugin), result.failure_count);
    for (size_t i = 0; i < result.failure_count; i++)
        check_failure(stage, expected, &result.failures[i]);
    check_findings(expected, &result);
}

static void no_plugin_does_harm(void **state)
{
    struct stage *stage = *state;
    struct tb_tsv table =
        tb_tsv_open(read_file(stage->knowledge, "hostile.tsv"), "hostile.tsv", 4, 4);
    struct tb_tsv_record record;
    struct tb_error error;
    size_t count = 0;
    for (bool more = true; more; count++) {
        if (tb_tsv_next(&table, &record, &more, &error) != TB_OK)
            fail_msg("hostile.tsv:%u: %s", table.line, error.en);
        const struct expectation expected = {record.field[0], record.field[1], record.field[2]};
        if (more)
            run_one(stage, &expected);
    }
    assert_true(count > 100);
}

/* No file of the folder is forgotten. */
static void every_plugin_is_in_the_table(void **state)
{
    struct stage *stage = *state;
    struct tb_str table = read_file(stage->knowledge, "hostile.tsv");
    DIR *dir = opendir(FOLDER "hostile");
    assert_non_null(dir);
    for (struct dirent *entry; (entry = readdir(dir)) != NULL;) {
        char line[300];
        if (!tb_str_ends(tb_str_of(entry->d_name), TB_STR(".lua")))
            continue;
        snprintf(line, sizeof line, "\n%.*s\t", (int)strlen(entry->d_name) - 4, entry->d_name);
        if (tb_str_find(table, tb_str_of(line), 0) == SIZE_MAX)
            fail_msg("%s is not in hostile.tsv", entry->d_name);
    }
    closedir(dir);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_plugin_does_harm),
        cmocka_unit_test(every_plugin_is_in_the_table),
    };
    return cmocka_run_group_tests(tests, set_stage, strike_stage);
}
