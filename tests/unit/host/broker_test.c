/*
 * broker_test.c - the broker against plugins of every conduct. The three functions of lua/plugin.h
 * are taken by doubles here, whose plugins do in C what their text says: some of it no Lua code
 * could do, such as sending malformed records or leaving the process.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "host/broker.h"
#include "lua/record.h"

/* ---- the doubles ---- */

static bool says(const struct tb_plugin_file *file, const char *conduct)
{
    return tb_str_eq(file->text, tb_str_of(conduct));
}

static void put_finding(struct tb_buf *out, uint32_t plugin, uint32_t report, uint32_t item,
                        uint32_t to)
{
    struct tb_finding finding = {.severity = TB_SEVERITY_NOTE,
                                 .report = report,
                                 .item = item,
                                 .span = {0, to, 0},
                                 .zh = TB_STR("发现"),
                                 .en = TB_STR("a finding"),
                                 .confidence = 1};
    tb_record_put_finding(out, plugin, &finding);
}

static const struct tb_plugin_file *loaded[64];

static void misbehave(const struct tb_plugin_file *file, struct tb_task *task)
{
    if (says(file, "abort"))
        abort();
    if (says(file, "segv"))
        raise(SIGSEGV);
    if (says(file, "stop"))
        raise(SIGSTOP);
    if (says(file, "exit"))
        _exit(0);
    if (says(file, "open") && open("/dev/null", O_RDONLY) < 0)
        _exit(0);
    for (volatile int endless = says(file, "loop"); endless;)
        ;
    if (says(file, "loop with news"))
        for (;;)
            task->turn++;
}

bool tb_plugin_load(struct tb_sandbox *sandbox, const struct tb_plugin_file *file, uint32_t index,
                    struct tb_buf *out)
{
    (void)sandbox;
    loaded[index] = file;
    if (says(file, "load abort"))
        abort();
    if (says(file, "load loop"))
        for (volatile int endless = 1; endless;)
            ;
    if (says(file, "load failure")) {
        struct tb_failed failed = {TB_CAUSE_DECLARATION, TB_HOOK_LOAD, TB_NONE, 7, TB_STR("no id")};
        tb_record_put_failed(out, index, TB_NONE, &failed);
        return false;
    }
    tb_record_put(out, TB_RECORD_DECLARED, index, TB_NONE, TB_STR("{}"));
    return true;
}

static void flood(struct tb_buf *out, uint32_t index, uint32_t report, enum tb_record_kind kind,
                  tb_flush_fn flush, void *user)
{
    static char text[60000];
    memset(text, 'x', sizeof text);
    for (int i = 0; i < 2000; i++) {
        if (kind != TB_RECORD_FINDING)
            tb_record_put(out, kind, index, report, (struct tb_str){text, sizeof text});
        else
            put_finding(out, index, report, 0, 3);
        flush(out, user);
    }
}

static void send_wrongly(const struct tb_plugin_file *file, uint32_t index, uint32_t report,
                         struct tb_buf *out)
{
    if (says(file, "garbage"))
        tb_buf_text(out, "this is not a record, but it is long enough to be one");
    if (says(file, "other plugin"))
        put_finding(out, index + 1, report, 0, 3);
    if (says(file, "other report"))
        put_finding(out, index, report ? 0 : 1, 0, 3);
    if (says(file, "no such report"))
        put_finding(out, index, 99, 0, 3);
    if (says(file, "no such item"))
        put_finding(out, index, report, 99, 3);
    if (says(file, "beyond the cell"))
        put_finding(out, index, report, 0, 999);
    if (says(file, "inside a character"))
        put_finding(out, index, report, 0, 2);
    if (says(file, "commit twice"))
        tb_record_put(out, TB_RECORD_COMMIT, index, report, TB_STR(""));
    if (says(file, "done too early"))
        tb_record_put(out, TB_RECORD_DONE, index, report, TB_STR(""));
    if (says(file, "declared again"))
        tb_record_put(out, TB_RECORD_DECLARED, index, report, TB_STR("{}"));
    if (says(file, "export"))
        tb_record_put(out, TB_RECORD_OUTPUT, index, report, TB_STR("x"));
}

/* Whatever the conduct, it shows on the second report and after a finding. */
void tb_plugin_check(struct tb_sandbox *sandbox, uint32_t index, const struct tb_report *report,
                     uint32_t report_index, struct tb_buf *out, tb_flush_fn flush, void *user)
{
    const struct tb_plugin_file *file = loaded[index];
    struct tb_task *task = tb_sandbox_task(sandbox);
    (void)report;
    task->hook = TB_HOOK_EACH_ITEM;
    task->item = 1;
    put_finding(out, index, report_index, 1, 3);
    if (says(file, "prints"))
        for (int i = 0; i < 2; i++)
            tb_record_put(out, TB_RECORD_PRINT, index, report_index, TB_STR("hello\n"));
    for (volatile int endless = says(file, "loop always"); endless;)
        ;
    if (says(file, "failure always")) {
        struct tb_failed failed = {TB_CAUSE_ERROR, TB_HOOK_EACH_ITEM, 1, 12, TB_STR("no")};
        tb_record_put_failed(out, index, report_index, &failed);
        return;
    }
    if (report_index == 1) {
        misbehave(file, task);
        send_wrongly(file, index, report_index, out);
        if (says(file, "many findings"))
            flood(out, index, report_index, TB_RECORD_FINDING, flush, user);
        if (says(file, "much output"))
            flood(out, index, report_index, TB_RECORD_PRINT, flush, user);
        if (says(file, "silence"))
            return;
        if (says(file, "failure")) {
            struct tb_failed failed = {TB_CAUSE_ERROR, TB_HOOK_EACH_ITEM, 1, 12,
                                       TB_STR("check.lua:12: 不成")};
            tb_record_put_failed(out, index, report_index, &failed);
            return;
        }
    }
    put_finding(out, index, report_index, 0, 0);
    tb_record_put(out, TB_RECORD_COMMIT, index, report_index, TB_STR(""));
}

void tb_plugin_write(struct tb_sandbox *sandbox, uint32_t index, const struct tb_report *report,
                     uint32_t report_index, const struct tb_write *write, struct tb_buf *out,
                     tb_flush_fn flush, void *user)
{
    const struct tb_plugin_file *file = loaded[index];
    (void)report;
    tb_record_put(out, TB_RECORD_OUTPUT, index, report_index, tb_str_of(write->lang));
    if (report_index == 1) {
        misbehave(file, tb_sandbox_task(sandbox));
        if (says(file, "much output"))
            flood(out, index, report_index, TB_RECORD_OUTPUT, flush, user);
    }
    tb_record_put(out, TB_RECORD_OUTPUT, index, report_index, TB_STR(";"));
    tb_record_put(out, TB_RECORD_COMMIT, index, report_index, TB_STR(""));
}

void tb_plugin_cases(struct tb_sandbox *sandbox, uint32_t index, const struct tb_plugin_file *file,
                     const struct tb_ingest *ingest, const struct tb_extract *extract,
                     struct tb_buf *out, tb_flush_fn flush, void *user)
{
    (void)ingest;
    (void)extract;
    (void)flush;
    (void)user;
    tb_record_put_case(out, index,
                       &(struct tb_case_told){true, true, TB_STR("first"), {0}, NULL, 0});
    flush(out, user);
    misbehave(file, tb_sandbox_task(sandbox));
    tb_record_put_case(out, index,
                       &(struct tb_case_told){false, false, TB_STR("second"),
                                              TB_STR("expected 1, got 2"), NULL, 0});
}

/* ---- the stage ---- */

enum { REPORTS = 3, ITEMS = 2 };
static const char cell_text[] = "一项任务";

struct stage {
    struct tb_arena *arena;
    struct tb_cell cell;
    struct tb_row row;
    struct tb_item items[ITEMS];
    struct tb_column column;
    struct tb_report reports[REPORTS];
    const struct tb_report *pointers[REPORTS];
    struct tb_plugin plugins[16];
    struct tb_plugin_set set;
    struct tb_run run;
};

static int set_stage(void **state)
{
    static struct stage stage;
    stage.cell = (struct tb_cell){.text = cell_text, .text_len = sizeof cell_text - 1};
    stage.row = (struct tb_row){.cells = &stage.cell, .count = 1};
    for (int i = 0; i < ITEMS; i++)
        stage.items[i] = (struct tb_item){.id = TB_STR("1"), .no = TB_STR("12"), .row = &stage.row};
    stage.column = (struct tb_column){TB_STR("任务"), TB_ROLE_TASK};
    for (int i = 0; i < REPORTS; i++) {
        stage.reports[i] = (struct tb_report){
            .columns = &stage.column, .column_count = 1, .items = stage.items, .item_count = ITEMS};
        for (int role = 0; role < TB_ROLE_END; role++)
            stage.reports[i].column_of[role] = role == TB_ROLE_TASK ? 0 : TB_NO_COLUMN;
        stage.pointers[i] = &stage.reports[i];
    }
    *state = &stage;
    return tb_arena_new((size_t)256 << 20, &stage.arena, NULL) != TB_OK;
}

static int strike_stage(void **state)
{
    tb_arena_free(((struct stage *)*state)->arena);
    return 0;
}

/* Plugins p0, p1, … of these conducts; those that begin with '*' are an analyst's. */
static void cast(struct stage *stage, const char *const *conducts, size_t count)
{
    tb_arena_reset(stage->arena);
    for (size_t i = 0; i < count; i++) {
        bool analyst = conducts[i][0] == '*';
        stage->plugins[i] =
            (struct tb_plugin){.file = {.id = tb_arena_printf(stage->arena, "p%zu", i),
                                        .text = tb_str_of(conducts[i] + analyst)},
                               .kind = TB_PLUGIN_CHECK,
                               .bundled = !analyst,
                               .enabled = true};
    }
    stage->set = (struct tb_plugin_set){stage->plugins, count};
    stage->run = (struct tb_run){.plugins = &stage->set,
                                 .reports = stage->pointers,
                                 .report_count = REPORTS,
                                 .limits = tb_limits_default()};
    stage->run.limits.cpu_ms = 50;
    stage->run.limits.wall_ms = 2000;
    stage->run.limits.findings = 100;
}

static size_t open_descriptors(void)
{
    size_t count = 0;
    DIR *dir = opendir("/proc/self/fd");
    assert_non_null(dir);
    while (readdir(dir))
        count++;
    closedir(dir);
    return count;
}

static void assert_no_children(void)
{
    assert_int_equal(waitpid(-1, NULL, WNOHANG), -1);
    assert_int_equal(errno, ECHILD);
}

static struct tb_run_result play(struct stage *stage)
{
    struct tb_run_result result;
    struct tb_error error = {0};
    size_t before = open_descriptors();
    if (tb_run_checks(&stage->run, stage->arena, &result, &error) != TB_OK)
        fail_msg("%s", error.en);
    assert_int_equal(open_descriptors(), before);
    assert_no_children();
    return result;
}

static size_t count_findings(const struct tb_run_result *result, const char *rule, uint32_t report)
{
    size_t count = 0;
    for (size_t i = 0; i < result->finding_count; i++)
        count += tb_str_eq(result->findings[i].rule, tb_str_of(rule)) &&
                 result->findings[i].report == report;
    return count;
}

/* ---- the tests ---- */

static void honest_plugins_are_heard_whole_and_in_order(void **state)
{
    struct stage *stage = *state;
    static const char *const conducts[] = {"honest", "*honest", "honest", "*honest", "*honest"};
    cast(stage, conducts, 5);
    stage->plugins[2].has_severity = true;
    stage->plugins[2].severity = TB_SEVERITY_WARNING;
    struct tb_run_result result = play(stage);
    assert_int_equal(result.failure_count, 0);
    assert_int_equal(result.finding_count, 5 * REPORTS * 2);
    for (size_t i = 0; i < result.finding_count; i++) {
        const struct tb_finding *finding = &result.findings[i];
        if (i)
            assert_true(tb_finding_compare(finding - 1, finding) <= 0);
        assert_int_equal(finding->severity, tb_str_eq(finding->rule, TB_STR("p2"))
                                                ? TB_SEVERITY_WARNING
                                                : TB_SEVERITY_NOTE);
        assert_int_equal(strlen(finding->fingerprint), 16);
    }
    for (size_t i = 0; i < 5; i++)
        assert_true(tb_str_eq(result.declarations[i], TB_STR("{}")));
    assert_non_null(strstr("seccomp+landlock none", result.sandbox));
}

static void disabled_plugins_do_not_run(void **state)
{
    struct stage *stage = *state;
    static const char *const conducts[] = {"honest", "abort"};
    cast(stage, conducts, 2);
    stage->plugins[1].enabled = false;
    struct tb_run_result result = play(stage);
    assert_int_equal(result.finding_count, REPORTS * 2);
    assert_null(result.declarations[1].ptr);
    cast(stage, conducts, 0);
    result = play(stage);
    assert_int_equal(result.finding_count, 0);
}

static const struct {
    const char *conduct;
    enum tb_cause cause;
    int signal;
    bool loading; /* it never gets to a report */
    bool in_process_too;
} conducts_and_causes[] = {
    {"abort", TB_CAUSE_CRASH, SIGABRT, false, false},
    {"segv", TB_CAUSE_CRASH, SIGSEGV, false, false},
    {"stop", TB_CAUSE_WALL, 0, false, false},
    {"exit", TB_CAUSE_PROTOCOL, 0, false, false},
#ifndef TB_RELAXED_SECCOMP
    {"open", TB_CAUSE_SYSCALL, 0, false, false},
#endif
    {"loop", TB_CAUSE_CPU, 0, false, false},
    {"failure", TB_CAUSE_ERROR, 0, false, true},
    {"silence", TB_CAUSE_PROTOCOL, 0, false, false},
    {"garbage", TB_CAUSE_PROTOCOL, 0, false, false},
    {"other plugin", TB_CAUSE_PROTOCOL, 0, false, false},
    {"other report", TB_CAUSE_PROTOCOL, 0, false, true},
    {"no such report", TB_CAUSE_PROTOCOL, 0, false, false},
    {"no such item", TB_CAUSE_PROTOCOL, 0, false, true},
    {"beyond the cell", TB_CAUSE_PROTOCOL, 0, false, true},
    {"inside a character", TB_CAUSE_PROTOCOL, 0, false, true},
    {"done too early", TB_CAUSE_PROTOCOL, 0, false, false},
    {"export", TB_CAUSE_PROTOCOL, 0, false, false},
    {"declared again", TB_CAUSE_PROTOCOL, 0, false, true},
    {"many findings", TB_CAUSE_FINDINGS, 0, false, false},
    {"much output", TB_CAUSE_OUTPUT, 0, false, false},
    {"load abort", TB_CAUSE_CRASH, SIGABRT, true, false},
    {"load loop", TB_CAUSE_CPU, 0, true, false},
    {"load failure", TB_CAUSE_DECLARATION, 0, true, true},
};

/* The plugin in the middle misbehaves; the four others, in its process and in others, are heard
 * whole; what it found in other reports counts. */
static void a_failure_is_named_and_hides_nothing(void **state)
{
    struct stage *stage = *state;
    size_t count = sizeof conducts_and_causes / sizeof *conducts_and_causes;
    for (size_t i = 0; i < 2 * count; i++) {
        const char *conduct = conducts_and_causes[i % count].conduct;
        char analysts[64] = "*";
        snprintf(analysts + 1, sizeof analysts - 1, "%s", conduct);
        const char *const conducts[] = {"honest", "*honest", i < count ? conduct : analysts,
                                        "honest", "*prints"};
        cast(stage, conducts, 5);
        if (conducts_and_causes[i % count].cause != TB_CAUSE_CPU)
            stage->run.limits.cpu_ms = 20000; /* enough on a slow machine */
        struct tb_run_result result = play(stage);
        bool loading = conducts_and_causes[i % count].loading;
        for (uint32_t report = 0; report < REPORTS; report++) {
            static const char *const others[] = {"p0", "p1", "p3", "p4"};
            for (size_t j = 0; j < 4; j++)
                if (count_findings(&result, others[j], report) != 2)
                    fail_msg("%s: %s lost a finding", conduct, others[j]);
            if (count_findings(&result, "p2", report) != (loading || report == 1 ? 0u : 2u))
                fail_msg("%s: wrong findings of its own in report %u", conduct, report);
        }
        size_t printed = 0;
        for (size_t j = 0; j < result.print_count; j++)
            printed += result.prints[j].plugin == 4 &&
                       tb_str_eq(result.prints[j].text, TB_STR("hello\nhello\n"));
        assert_int_equal(printed, REPORTS);
        if (result.failure_count != 1 ||
            result.failures[0].cause != conducts_and_causes[i % count].cause)
            fail_msg("%s: %zu failures, cause %s", conduct, result.failure_count,
                     tb_cause_name(result.failures[0].cause));
        const struct tb_failure *failure = &result.failures[0];
        assert_int_equal(failure->plugin, 2);
        assert_int_equal(failure->report, loading ? TB_NONE : 1);
        if (conducts_and_causes[i % count].signal)
            assert_int_equal(failure->signal, conducts_and_causes[i % count].signal);
        if (!loading && failure->hook != TB_HOOK_END) {
            assert_string_equal(tb_hook_name(failure->hook), "each_item");
            assert_int_equal(failure->item, 1);
        }
        assert_int_equal(count_findings(&result, "plugin-failed", loading ? 0 : 1), 1);
    }
}

/* What it had committed stays; the failure is put down to it and to no one else. */
static void committing_twice_harms_no_other(void **state)
{
    struct stage *stage = *state;
    static const char *const conducts[] = {"honest", "commit twice", "honest"};
    cast(stage, conducts, 3);
    struct tb_run_result result = play(stage);
    assert_int_equal(result.failure_count, 1);
    assert_int_equal(result.failures[0].plugin, 1);
    assert_int_equal(result.failures[0].cause, TB_CAUSE_PROTOCOL);
    for (uint32_t report = 0; report < REPORTS; report++) {
        assert_int_equal(count_findings(&result, "p0", report), 2);
        assert_int_equal(count_findings(&result, "p2", report), 2);
    }
}

/* The deadline by the clock on the wall is kept by the broker, however often a worker claims to have
 * begun something new. */
static void a_worker_cannot_put_off_its_deadline(void **state)
{
    struct stage *stage = *state;
    static const char *const conducts[] = {"honest", "*loop with news"};
    cast(stage, conducts, 2);
    stage->run.limits.cpu_ms = 600000;
    stage->run.limits.wall_ms = 200;
    struct tb_run_result result = play(stage);
    assert_int_equal(result.failure_count, 1);
    assert_int_equal(result.failures[0].cause, TB_CAUSE_WALL);
    assert_int_equal(result.failures[0].plugin, 1);
    assert_int_equal(result.finding_count, 2 * REPORTS + 2 * (REPORTS - 1) + 1);
}

/* What is said of a failure stands in both languages. */
static void what_was_wrong_is_said_in_each_language(void **state)
{
    struct stage *stage = *state;
    static const char *const conducts[] = {"*garbage"};
    cast(stage, conducts, 1);
    struct tb_run_result result = play(stage);
    assert_int_equal(result.failure_count, 1);
    assert_int_equal(result.failures[0].cause, TB_CAUSE_PROTOCOL);
    assert_non_null(result.failures[0].zh.ptr);
    assert_non_null(result.failures[0].en.ptr);
    assert_string_not_equal(result.failures[0].zh.ptr, result.failures[0].en.ptr);
    assert_true((unsigned char)result.failures[0].zh.ptr[0] >= 0x80);
}

/* What a plugin may say is counted for each report; the others keep theirs. */
static void a_worker_cannot_fill_the_memory(void **state)
{
    struct stage *stage = *state;
    static const char *const conducts[] = {"*prints", "*honest", "*prints"};
    cast(stage, conducts, 3);
    stage->run.limits.output = 170; /* enough for two findings, not with the prints */
    struct tb_run_result result = play(stage);
    assert_int_equal(result.failure_count, 2 * REPORTS);
    for (size_t i = 0; i < result.failure_count; i++) {
        assert_int_equal(result.failures[i].cause, TB_CAUSE_OUTPUT);
        assert_int_not_equal(result.failures[i].plugin, 1);
    }
    for (uint32_t report = 0; report < REPORTS; report++)
        assert_int_equal(count_findings(&result, "p1", report), 2);
}

/* Three strikes, here or in the reports before, and a plugin is not run any more, which the last one
 * says; a Lua error costs little and is no strike. */
static void a_plugin_that_fails_three_times_is_dropped(void **state)
{
    struct stage *stage = *state;
    static const char *const conducts[] = {"honest", "loop always", "*loop always",
                                           "*failure always", "*honest"};
    for (uint32_t before = 0; before <= TB_STRIKES; before++) {
        const uint32_t strikes[] = {0, before, before, 0, 0};
        cast(stage, conducts, 5);
        stage->run.strikes = strikes;
        struct tb_run_result result = play(stage);
        for (uint32_t plugin = 1; plugin <= 2; plugin++) {
            uint32_t count = 0;
            for (size_t i = 0; i < result.failure_count; i++) {
                if (result.failures[i].plugin != plugin)
                    continue;
                assert_int_equal(result.failures[i].report, count++);
                assert_int_equal(result.failures[i].last, before + count == TB_STRIKES);
            }
            assert_int_equal(count, TB_STRIKES - before);
            assert_int_equal(result.strikes[plugin], TB_STRIKES);
        }
        assert_int_equal(result.strikes[0], 0);
        assert_int_equal(result.strikes[3], 0);
        for (uint32_t report = 0; report < REPORTS; report++) {
            assert_int_equal(count_findings(&result, "p0", report), 2);
            assert_int_equal(count_findings(&result, "p4", report), 2);
            assert_int_equal(count_findings(&result, "plugin-failed", report),
                             report + before < TB_STRIKES ? 3 : 1);
        }
        for (size_t i = 0; i < result.finding_count; i++)
            if (strstr(result.findings[i].en.ptr, "not run on the reports that follow"))
                assert_int_equal(result.findings[i].report, TB_STRIKES - before - 1);
    }
}

static void the_finding_about_a_failure_says_what_happened(void **state)
{
    struct stage *stage = *state;
    static const char *const conducts[] = {"*failure", "load failure"};
    cast(stage, conducts, 2);
    struct tb_run_result result = play(stage);
    const struct tb_finding *found[2] = {NULL, NULL};
    for (size_t i = 0; i < result.finding_count; i++)
        if (tb_str_eq(result.findings[i].rule, TB_STR("plugin-failed")))
            found[result.findings[i].report] = &result.findings[i];
    assert_non_null(found[0]);
    assert_non_null(found[1]);
    assert_string_equal(found[1]->en.ptr,
                        "plugin p0 did not finish (each_item, item 12, line 12): error: "
                        "check.lua:12: 不成; what it found in this report is left out, the other "
                        "plugins' results are complete");
    assert_string_equal(found[1]->zh.ptr,
                        "插件 p0 没有完成（each_item，第 12 项，第 12 行）：出错：check.lua:12: "
                        "不成；它对本报告的发现未计入，其他插件的结果完整");
    assert_int_equal(found[1]->severity, TB_SEVERITY_ERROR);
    assert_int_equal(found[1]->item, 1);
    assert_string_equal(found[0]->en.ptr,
                        "plugin p1 could not be loaded (load, line 7): the file is "
                        "not a valid plugin: no id");
    assert_int_equal(found[0]->item, TB_NONE);
    assert_true(tb_str_eq(found[1]->figures[1].text, TB_STR("error")));
}

/* In one process the findings are the same; limits do not hold there. */
static void without_a_process_the_results_are_the_same(void **state)
{
    struct stage *stage = *state;
    size_t count = sizeof conducts_and_causes / sizeof *conducts_and_causes;
    for (size_t i = 0; i < count; i++) {
        if (!conducts_and_causes[i].in_process_too)
            continue;
        const char *const conducts[] = {"honest", conducts_and_causes[i].conduct, "*honest"};
        cast(stage, conducts, 3);
        struct tb_run_result apart = play(stage);
        stage->run.in_process = true;
        struct tb_run_result here = play(stage);
        assert_string_equal(here.sandbox, "in-process");
        assert_int_equal(here.failure_count, apart.failure_count);
        assert_int_equal(here.finding_count, apart.finding_count);
        for (size_t j = 0; j < here.finding_count; j++) {
            if (tb_finding_compare(&here.findings[j], &apart.findings[j]) != 0)
                fail_msg("%s: %s\n%s", conducts[1], here.findings[j].en.ptr,
                         apart.findings[j].en.ptr);
            assert_string_equal(here.findings[j].fingerprint, apart.findings[j].fingerprint);
        }
    }
}

static void two_hundred_runs_leave_nothing(void **state)
{
    struct stage *stage = *state;
    static const char *const conducts[] = {"honest", "abort", "*exit", "*honest"};
    size_t before = open_descriptors();
    for (int i = 0; i < 200; i++) {
        cast(stage, conducts, 4);
        struct tb_run_result result = play(stage);
        assert_int_equal(result.failure_count, 2);
    }
    assert_int_equal(open_descriptors(), before);
}

static void describing_loads_and_nothing_more(void **state)
{
    struct stage *stage = *state;
    static const char *const conducts[] = {"honest", "load failure", "*abort", "*load abort"};
    cast(stage, conducts, 4);
    stage->plugins[0].enabled = false;
    struct tb_run_result result;
    assert_int_equal(tb_run_describe(&stage->run, stage->arena, &result, NULL), TB_OK);
    assert_int_equal(result.finding_count, 0);
    assert_int_equal(result.failure_count, 2);
    assert_non_null(result.declarations[0].ptr);
    assert_null(result.declarations[1].ptr);
    assert_non_null(result.declarations[2].ptr);
    assert_null(result.declarations[3].ptr);
    assert_no_children();
}

static void cases_are_told_one_by_one(void **state)
{
    struct stage *stage = *state;
    static const char *const conducts[] = {"honest", "abort", "*honest", "load failure"};
    cast(stage, conducts, 4);
    struct tb_case_result *cases;
    size_t count;
    struct tb_run_result result;
    assert_int_equal(
        tb_run_cases(&stage->run, NULL, NULL, stage->arena, &cases, &count, &result, NULL), TB_OK);
    assert_int_equal(result.failure_count, 2);
    assert_int_equal(count, 5);
    static const uint32_t plugins[] = {0, 0, 1, 2, 2};
    static const bool passed[] = {true, false, true, true, false};
    for (size_t i = 0; i < count; i++) {
        assert_int_equal(cases[i].plugin, plugins[i]);
        assert_int_equal(cases[i].passed, passed[i]);
        assert_int_equal(cases[i].expects, passed[i]);
        assert_string_equal(cases[i].name.ptr, passed[i] ? "first" : "second");
    }
    assert_string_equal(cases[4].difference.ptr, "expected 1, got 2");
    assert_no_children();
}

static enum tb_status take_bytes(void *user, uint32_t report, struct tb_str bytes,
                                 struct tb_error *error)
{
    struct tb_buf *file = user;
    (void)error;
    tb_buf_printf(file, "%u", report);
    tb_buf_add(file, tb_str_sub(bytes, 0, bytes.len < 2 ? bytes.len : 2));
    return TB_OK;
}

static enum tb_status refuse_bytes(void *user, uint32_t report, struct tb_str bytes,
                                   struct tb_error *error)
{
    (void)user;
    (void)report;
    (void)bytes;
    return tb_fail(error, TB_EIO, "盘满", "the disk is full");
}

static void an_export_writes_the_reports_in_their_order(void **state)
{
    struct stage *stage = *state;
    static const struct {
        const char *conduct, *wanted;
        enum tb_cause cause;
    } rows[] = {
        {"honest", "0zh0;1en1;2zh2;", TB_CAUSE_NONE},
        {"*honest", "0zh0;1en1;2zh2;", TB_CAUSE_NONE},
        {"*abort", "0zh0;2zh2;", TB_CAUSE_CRASH},
        {"load failure", "", TB_CAUSE_DECLARATION},
    };
    const struct tb_write of[REPORTS] = {{.lang = "zh"}, {.lang = "en"}, {.lang = "zh"}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const char *const conducts[] = {"honest", rows[i].conduct};
        struct tb_buf file = tb_buf_make(1 << 20);
        struct tb_run_write write = {1, of, take_bytes, &file};
        struct tb_run_result result;
        cast(stage, conducts, 2);
        stage->plugins[1].kind = TB_PLUGIN_EXPORT;
        assert_int_equal(tb_run_write(&stage->run, &write, stage->arena, &result, NULL), TB_OK);
        assert_int_equal(result.failure_count, rows[i].cause != TB_CAUSE_NONE);
        if (rows[i].cause != TB_CAUSE_NONE)
            assert_int_equal(result.failures[0].cause, rows[i].cause);
        if (!tb_str_eq(tb_buf_str(&file), tb_str_of(rows[i].wanted)))
            fail_msg("%s: %.*s", rows[i].conduct, TB_ARG(tb_buf_str(&file)));
        tb_buf_free(&file);
        assert_no_children();
    }
}

static void an_export_that_floods_or_cannot_be_kept_is_ended(void **state)
{
    struct stage *stage = *state;
    static const char *const conducts[] = {"much output"};
    const struct tb_write of[REPORTS] = {{.lang = "zh"}, {.lang = "en"}, {.lang = "zh"}};
    struct tb_buf file = tb_buf_make(1 << 20);
    struct tb_run_write write = {0, of, take_bytes, &file};
    struct tb_run_result result;
    struct tb_error error = {0};
    cast(stage, conducts, 1);
    stage->plugins[0].kind = TB_PLUGIN_EXPORT;
    stage->run.limits.output = 1 << 20;
    assert_int_equal(tb_run_write(&stage->run, &write, stage->arena, &result, NULL), TB_OK);
    assert_int_equal(result.failure_count, 1);
    assert_int_equal(result.failures[0].cause, TB_CAUSE_OUTPUT);
    assert_int_equal(result.failures[0].report, 1);
    tb_buf_free(&file);

    cast(stage, conducts, 1);
    stage->plugins[0].kind = TB_PLUGIN_EXPORT;
    write.take = refuse_bytes;
    assert_int_equal(tb_run_write(&stage->run, &write, stage->arena, &result, &error), TB_EIO);
    assert_string_equal(error.en, "the disk is full");
    assert_no_children();
}

/* A run that has no memory left fails as a whole, and leaves no process. */
static void a_full_arena_ends_the_run(void **state)
{
    struct stage *stage = *state;
    static const char *const conducts[] = {"honest", "*honest", "*honest"};
    struct tb_run_result result;
    cast(stage, conducts, 3);
    for (size_t cap = 1 << 16; cap < 1 << 18; cap += 7777) {
        struct tb_arena *small;
        assert_int_equal(tb_arena_new(cap, &small, NULL), TB_OK);
        while (tb_arena_alloc(small, cap / 64))
            ; /* nearly full */
        enum tb_status status = tb_run_checks(&stage->run, small, &result, NULL);
        assert_true(status == TB_OK || status == TB_ELIMIT);
        assert_no_children();
        tb_arena_free(small);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(honest_plugins_are_heard_whole_and_in_order),
        cmocka_unit_test(disabled_plugins_do_not_run),
        cmocka_unit_test(a_failure_is_named_and_hides_nothing),
        cmocka_unit_test(committing_twice_harms_no_other),
        cmocka_unit_test(a_worker_cannot_put_off_its_deadline),
        cmocka_unit_test(what_was_wrong_is_said_in_each_language),
        cmocka_unit_test(a_worker_cannot_fill_the_memory),
        cmocka_unit_test(a_plugin_that_fails_three_times_is_dropped),
        cmocka_unit_test(the_finding_about_a_failure_says_what_happened),
        cmocka_unit_test(without_a_process_the_results_are_the_same),
        cmocka_unit_test(two_hundred_runs_leave_nothing),
        cmocka_unit_test(describing_loads_and_nothing_more),
        cmocka_unit_test(cases_are_told_one_by_one),
        cmocka_unit_test(an_export_writes_the_reports_in_their_order),
        cmocka_unit_test(an_export_that_floods_or_cannot_be_kept_is_ended),
        cmocka_unit_test(a_full_arena_ends_the_run),
    };
    return cmocka_run_group_tests(tests, set_stage, strike_stage);
}
