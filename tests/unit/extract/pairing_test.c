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

/* Two figures that answer one target alike may have to be added up; the text does not say. */
static void a_target_that_several_figures_share_is_not_missed(void **state)
{
    const struct tb_item *item = read_row(state, "安全鉴定", "完成安全鉴定24座",
                                          "完成大型水库安全鉴定11座、小型水库安全鉴定14座。");
    const struct tb_pair *pair = pair_of(item, TB_SIDE_PERIOD);
    assert_non_null(pair);
    assert_int_equal(pair->verdict, TB_VERDICT_PENDING);
    assert_true(pair->confidence < 0.7);
    item = read_row(state, "安全鉴定", "完成安全鉴定24座",
                    "完成大型水库安全鉴定3座、小型水库安全鉴定4座。");
    pair = pair_of(item, TB_SIDE_PERIOD);
    assert_non_null(pair);
    assert_int_equal(pair->verdict, TB_VERDICT_MISSED);
    assert_true(pair->confidence < 0.7);
    item = read_row(state, "安全鉴定", "完成安全鉴定24座", "完成水库安全鉴定11座。新建泵站14座。");
    pair = pair_of(item, TB_SIDE_PERIOD);
    assert_non_null(pair);
    assert_int_equal(pair->verdict, TB_VERDICT_MISSED);
    assert_true(pair->confidence > 0.7);
}

/* What answers the quarter's only target answers the year's, too. */
static void the_year_is_answered_through_the_period(void **state)
{
    const struct tb_item *item = read_row(state, "选派水利专家服务基层150人次", "选派40人次",
                                          "选派专家36人次赴基层开展帮扶。");
    const struct tb_pair *pair = pair_of(item, TB_SIDE_ANNUAL);
    assert_non_null(pair);
    assert_int_equal(pair->verdict, TB_VERDICT_IN_PROGRESS);
}

/* 全部 and a list of as many names answer where no figure does; plans, rests, steps and shorter lists do not. */
static void words_answer_where_no_figure_does(void **state)
{
    static const struct {
        const char *target, *result, *implied;
    } cases[] = {
        {"打通城区断头路3条", "青松路、学苑路、文景路已建成通车",
         "青松路、学苑路、文景路已建成通车"},
        {"打通城区断头路3条", "城区断头路已全部打通", "城区断头路已全部打通"},
        {"建议提案交办、签收率100%", "建议提案已全部交办签收", "建议提案已全部交办签收"},
        {"打通城区断头路3条", "青松路、学苑路已建成通车", NULL},
        {"打通城区断头路3条", "完成立项、环评、招标", NULL},
        {"打通城区断头路3条", "城区断头路计划年底全部打通", NULL},
        {"打通城区断头路3条", "其余城区断头路全部打通", NULL},
        {"打通城区断头路3条", "城区断头路尚未全部打通", NULL},
        {"新增学位2000个", "教学楼内装全部完成", NULL},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const struct tb_item *item = read_row(state, "", cases[i].target, cases[i].result);
        const struct tb_pair *pair = pair_of(item, TB_SIDE_PERIOD);
        bool answered = pair && pair->implied.ptr;
        if (answered != (cases[i].implied != NULL))
            fail_msg("%s: %s", cases[i].target, cases[i].result);
        if (!answered)
            continue;
        assert_true(tb_str_eq(pair->implied, tb_str_of(cases[i].implied)));
        assert_int_equal(pair->actual, TB_NONE);
        assert_int_equal(pair->verdict, TB_VERDICT_MET);
        assert_false(pair->has_attainment);
        assert_true(pair->confidence < 0.7);
    }
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_answer_where_no_figure_does),
        cmocka_unit_test(a_target_that_several_figures_share_is_not_missed),
        cmocka_unit_test(the_year_is_answered_through_the_period),
        cmocka_unit_test(a_bare_target_of_the_period_is_not_the_years),
    };
    return cmocka_run_group_tests_name("pairing", tests, set_up, tear_down);
}
