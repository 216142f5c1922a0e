/*
 * broker_test.c - the broker against plugins of every conduct. The three functions of lua/plugin.h
 * are taken by doubles here, whose plugins do in C what their text says: some of it no Lua code
 * could do, such as sending malformed records or leaving the process.
 */
#include "stage.h"

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

/* What took long is sent at once: the death of another plugin does not have it done again. */
static void slow_work_is_not_done_twice(void **state)
{
    struct stage *stage = *state;
    static const char *const conducts[] = {"slow", "abort", "honest"};
    cast(stage, conducts, 3);
    stage->run.limits.cpu_ms = 20000;
    slow_runs =
        mmap(NULL, sizeof *slow_runs, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    assert_true(slow_runs != MAP_FAILED);
    struct tb_run_result result = play(stage);
    assert_int_equal(result.failure_count, 1);
    assert_int_equal(*slow_runs, REPORTS);
    munmap(slow_runs, sizeof *slow_runs);
    assert_int_equal(result.finding_count, 2 * REPORTS + 2 * REPORTS + 2 * (REPORTS - 1) + 1);
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

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(honest_plugins_are_heard_whole_and_in_order),
        cmocka_unit_test(disabled_plugins_do_not_run),
        cmocka_unit_test(a_failure_is_named_and_hides_nothing),
        cmocka_unit_test(committing_twice_harms_no_other),
        cmocka_unit_test(a_worker_cannot_put_off_its_deadline),
        cmocka_unit_test(slow_work_is_not_done_twice),
        cmocka_unit_test(what_was_wrong_is_said_in_each_language),
        cmocka_unit_test(a_worker_cannot_fill_the_memory),
        cmocka_unit_test(a_plugin_that_fails_three_times_is_dropped),
        cmocka_unit_test(the_finding_about_a_failure_says_what_happened),
        cmocka_unit_test(without_a_process_the_results_are_the_same),
        cmocka_unit_test(two_hundred_runs_leave_nothing),
    };
    return cmocka_run_group_tests(tests, set_stage, strike_stage);
}
