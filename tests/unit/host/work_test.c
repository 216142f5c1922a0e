/* The other kinds of work: describing plugins, their cases, exports; and no memory for any. */
#include "stage.h"

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
        cmocka_unit_test(describing_loads_and_nothing_more),
        cmocka_unit_test(cases_are_told_one_by_one),
        cmocka_unit_test(an_export_writes_the_reports_in_their_order),
        cmocka_unit_test(an_export_that_floods_or_cannot_be_kept_is_ended),
        cmocka_unit_test(a_full_arena_ends_the_run),
    };
    return cmocka_run_group_tests(tests, set_stage, strike_stage);
}
