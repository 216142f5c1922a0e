/* Whose figure answers whose, and what that makes of a target: one row of a third quarter each. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "one_item.h"

struct fixture {
    struct tb_arena *arena;
    struct tb_extract *extract;
};

static int set_up(void **state)
{
    static struct fixture fixture;
    struct tb_error error;
    assert_int_equal(tb_arena_new(64u << 20, &fixture.arena, NULL), TB_OK);
    assert_int_equal(tb_extract_new(NULL, 0, fixture.arena, &fixture.extract, &error), TB_OK);
    *state = &fixture;
    return 0;
}

static int tear_down(void **state)
{
    tb_arena_free(((struct fixture *)*state)->arena);
    return 0;
}

static const struct tb_item *read_row(void **state, const char *task, const char *target,
                                      const char *result)
{
    struct fixture *fixture = *state;
    struct tb_report *report = one_item(fixture->arena, task, target, result);
    assert_int_equal(tb_extract_report(fixture->extract, report, fixture->arena, NULL), TB_OK);
    return &report->items[0];
}

static const struct tb_pair *pair_of(const struct tb_item *item, enum tb_side side)
{
    for (uint32_t i = 0; i < item->pair_count; i++)
        if (item->pairs[i].side == side)
            return &item->pairs[i];
    return NULL;
}

/* A bare figure in the period's column takes its subject from the task, not the task's 全年. */
static void a_bare_target_of_the_period_is_not_the_years(void **state)
{
    static const struct {
        const char *target, *result;
        enum tb_verdict verdict;
    } cases[] = {
        {"12个", "改造9个", TB_VERDICT_MISSED},
        {"12个", "改造老旧小区9个", TB_VERDICT_MISSED},
        {"改造12个", "改造9个", TB_VERDICT_MISSED},
        {"12个", "改造12个", TB_VERDICT_MET},
        {"年内12个", "改造9个", TB_VERDICT_IN_PROGRESS},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const struct tb_item *item =
            read_row(state, "全年改造老旧小区40个", cases[i].target, cases[i].result);
        const struct tb_pair *pair = pair_of(item, TB_SIDE_PERIOD);
        assert_non_null(pair);
        if (pair->verdict != cases[i].verdict)
            fail_msg("%s against %s: verdict %d", cases[i].result, cases[i].target, pair->verdict);
    }
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_bare_target_of_the_period_is_not_the_years),
    };
    return cmocka_run_group_tests_name("pairing", tests, set_up, tear_down);
}
