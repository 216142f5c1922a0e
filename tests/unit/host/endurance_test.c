/*
 * endurance_test.c - run after run of hostile plugins beside all bundled checks: no process is left, no
 * descriptor, and no more memory. TB_RUNS says how many; scripts/endure does a thousand.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <malloc.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/file.h"
#include "base/folder.h"
#include "extract/extract.h"
#include "host/broker.h"
#include "ingest/load.h"

#define PLUGINS TB_TEST_DATA "/../../plugins"
#define HOSTILE TB_TEST_DATA "/../sandbox/hostile"
#define SAMPLE TB_TEST_DATA "/samples/qinghe-2024q3.txt"

enum { RUNS = 24, GROWTH_MOST = 1 << 20 };
#ifdef TB_RELAXED_SECCOMP /* sanitizers are slow */
enum { CPU_MS = 5000 };
#else
enum { CPU_MS = 200 };
#endif

struct stage {
    struct tb_arena *kept, *arena; /* for all runs, for one */
    const struct tb_report *report;
    struct tb_plugin_set set; /* the bundled ones, and a place for one more */
    struct tb_folder hostile;
};

static int set_stage(void **state)
{
    static struct stage stage;
    struct tb_error error = {0};
    struct tb_ingest *ingest;
    struct tb_extract *extract;
    struct tb_plugin_set bundled;
    struct tb_report *report;
    struct tb_str text;
    if (tb_arena_new((size_t)128 << 20, &stage.kept, NULL) != TB_OK ||
        tb_arena_new((size_t)512 << 20, &stage.arena, NULL) != TB_OK ||
        tb_ingest_new(NULL, 0, stage.kept, &ingest, &error) != TB_OK ||
        tb_extract_new(NULL, 0, stage.kept, &extract, &error) != TB_OK ||
        tb_file_read(SAMPLE, 1 << 20, stage.kept, &text, &error) != TB_OK ||
        tb_load(ingest, TB_STR("sample"), text, NULL, stage.kept, &report, &error) != TB_OK ||
        tb_extract_report(extract, report, stage.kept, &error) != TB_OK ||
        tb_plugins_find(PLUGINS, NULL, stage.kept, &bundled, &error) != TB_OK ||
        tb_folder_read(HOSTILE, stage.kept, &stage.hostile, &error) != TB_OK) {
        fprintf(stderr, "%s\n", error.en);
        return -1;
    }
    stage.report = report;
    stage.set.at = TB_NEW_ARRAY(stage.kept, struct tb_plugin, bundled.count + 1);
    memcpy(stage.set.at, bundled.at, bundled.count * sizeof *bundled.at);
    stage.set.count = bundled.count + 1;
    *state = &stage;
    return 0;
}

static int strike_stage(void **state)
{
    struct stage *stage = *state;
    tb_arena_free(stage->arena);
    tb_arena_free(stage->kept);
    return 0;
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

/* Bytes of this process that are in memory. */
static size_t resident(void)
{
    char text[128] = "";
    malloc_trim(0);
    int fd = open("/proc/self/statm", O_RDONLY | O_CLOEXEC);
    assert_true(fd >= 0 && read(fd, text, sizeof text - 1) > 0);
    close(fd);
    const char *second = strchr(text, ' ');
    assert_non_null(second);
    return (size_t)strtoull(second, NULL, 10) * (size_t)sysconf(_SC_PAGESIZE);
}

/* One run with the hostile plugin of that number; the findings of the others. */
static size_t run_with(struct stage *stage, size_t number)
{
    struct tb_plugin *plugin = &stage->set.at[stage->set.count - 1];
    struct tb_run run = {.plugins = &stage->set,
                         .reports = &stage->report,
                         .report_count = 1,
                         .limits = tb_limits_default()};
    struct tb_run_result result;
    struct tb_error error = {0};
    struct tb_str name = stage->hostile.names[number], text;
    tb_arena_reset(stage->arena);
    struct tb_str path = tb_path_join(stage->arena, HOSTILE, name.ptr);
    if (tb_file_read(path.ptr, 1 << 20, stage->arena, &text, &error) != TB_OK)
        fail_msg("%s", error.en);
    *plugin = (struct tb_plugin){.file = {.id = tb_str_sub(name, 0, name.len - strlen(".lua")),
                                          .path = TB_STR("check.lua"),
                                          .text = text},
                                 .kind = TB_PLUGIN_CHECK,
                                 .enabled = true};
    run.limits.memory = (size_t)16 << 20;
    run.limits.cpu_ms = CPU_MS;
    if (tb_run_checks(&run, stage->arena, &result, &error) != TB_OK)
        fail_msg("%.*s: %s", TB_ARG(name), error.en);
    size_t others = 0;
    for (size_t i = 0; i < result.finding_count; i++)
        others += !tb_str_eq(result.findings[i].rule, plugin->file.id) &&
                  !tb_str_eq(result.findings[i].rule, TB_STR("plugin-failed"));
    assert_int_equal(waitpid(-1, NULL, WNOHANG), -1);
    assert_int_equal(errno, ECHILD);
    return others;
}

static void runs_leave_nothing(void **state)
{
    struct stage *stage = *state;
    const char *asked = getenv("TB_RUNS");
    size_t runs = asked ? strtoul(asked, NULL, 10) : RUNS, warm = runs / 4 + 1;
    size_t descriptors = count_descriptors(), before = 0, most = 0, findings = 0;
    for (size_t i = 0; i < runs; i++) {
        size_t found = run_with(stage, i % stage->hostile.count);
        if (i == 0)
            findings = found;
        assert_true(found > 0);
        assert_int_equal(found, findings);
        size_t now = resident();
        if (i + 1 == warm)
            before = now;
        most = i + 1 > warm && now > most ? now : most;
    }
    assert_int_equal(count_descriptors(), descriptors);
    size_t grown = most > before ? most - before : 0;
    print_message(
        "%zu runs, %zu hostile plugins, %zu findings of the others in each; memory %zu KiB "
        "after %zu runs, %zu KiB more at most since\n",
        runs, stage->hostile.count, findings, before >> 10, warm, grown >> 10);
#ifndef TB_RELAXED_SECCOMP /* a sanitizer keeps what was freed */
    assert_true(grown <= GROWTH_MOST);
#endif
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(runs_leave_nothing)};
    return cmocka_run_group_tests(tests, set_stage, strike_stage);
}
