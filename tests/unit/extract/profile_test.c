/* Scales of status: thresholds, labels, and what is refused. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/embed.h"
#include "one_item.h"

static struct tb_arena *arena;

static int set_up(void **state)
{
    (void)state;
    return tb_arena_new(64u << 20, &arena, NULL) == TB_OK ? 0 : -1;
}

static int tear_down(void **state)
{
    (void)state;
    tb_arena_free(arena);
    return 0;
}

/* The only item's status, by a built-in profile or by the lines of a workspace's. */
static const struct tb_item_status *status_by(const char *profile, const char *lines,
                                              const char *target, const char *result)
{
    struct tb_extract *extract = NULL;
    struct tb_error error;
    struct tb_report *report = one_item(arena, "培训", target, result);
    struct tb_lexicon_file file = tb_extract_builtin_profile(profile);
    if (lines)
        file = (struct tb_lexicon_file){profile, "profiles/own.tsv", tb_str_of(lines)};
    assert_non_null(file.text.ptr);
    assert_int_equal(tb_extract_new(NULL, 0, arena, &extract, &error), TB_OK);
    if (tb_extract_set_profile(extract, &file, arena, &error) != TB_OK)
        fail_msg("%s:%u: %s", error.source, error.line, error.en);
    assert_int_equal(tb_extract_report(extract, report, arena, &error), TB_OK);
    return &report->items[0].status;
}

static void every_built_in_profile_reads(void **state)
{
    (void)state;
    size_t count = 0;
    for (const struct tb_embedded *own = tb_profiles_knowledge; own->name; own++, count++)
        assert_true(status_by(own->name, NULL, "培训100人", "已培训120人")->has_label);
    assert_true(count >= 3);
}

static void a_figure_is_near_from_the_profiles_share_on(void **state)
{
    (void)state;
    static const char *const target = "培训100人";
    assert_int_equal(status_by("default", NULL, target, "已培训95人")->attainment,
                     TB_ATTAINED_NEAR);
    assert_int_equal(status_by("default", NULL, target, "已培训94人")->attainment,
                     TB_ATTAINED_MISSED);
    assert_int_equal(status_by("default", NULL, target, "已培训100人")->attainment,
                     TB_ATTAINED_MET);
    assert_int_equal(status_by("own", "near\t0.9\n", target, "已培训94人")->attainment,
                     TB_ATTAINED_NEAR);
    assert_int_equal(status_by("own", "near\t1\n", target, "已培训99人")->attainment,
                     TB_ATTAINED_MISSED);
}

/* By the end of the third quarter 75 % of the year's figure is due. */
static void a_years_figure_is_short_by_points_or_by_share(void **state)
{
    (void)state;
    static const char *const target = "年内培训100人";
    assert_int_equal(status_by("default", NULL, target, "已培训66人")->attainment,
                     TB_ATTAINED_NONE);
    assert_int_equal(status_by("default", NULL, target, "已培训65人")->attainment,
                     TB_ATTAINED_MISSED);
    assert_int_equal(status_by("wuhan", NULL, target, "已培训60人")->attainment, TB_ATTAINED_NONE);
    assert_int_equal(status_by("wuhan", NULL, target, "已培训59人")->attainment,
                     TB_ATTAINED_MISSED);
    assert_int_equal(status_by("xuancheng", NULL, target, "已培训74人")->attainment,
                     TB_ATTAINED_MISSED);
}

static void labels_are_those_of_the_scale(void **state)
{
    (void)state;
    const struct tb_item_status *status =
        status_by("default", NULL, "建成", "因资金未到位，推迟至12月底建成");
    assert_int_equal(status->label, TB_LABEL_DELAYED);
    status = status_by("jinzhai", NULL, "建成", "因资金未到位，推迟至12月底建成");
    assert_int_equal(status->label, TB_LABEL_BEHIND);
    assert_int_equal(status->accepted_count, 1);
    assert_int_equal(status->accepted[0], TB_LABEL_BEHIND);
    status = status_by("zichuan", NULL, "建成", "已建成投用");
    assert_int_equal(status->label, TB_LABEL_ON_TRACK);
    assert_int_equal(status->reported, TB_LABEL_COMPLETED); /* the text's own word stays */
}

/* The first line that fits holds; the axes narrow it; what no line speaks of is as in default. */
static void lines_of_a_workspace_come_before_the_default(void **state)
{
    (void)state;
    static const char *const lines = "label\tcompleted\t*\tfigures\tcompleted\t-\tours\n"
                                     "label\tcompleted\t*\tclaim\tpartly_done\ton_track\n";
    const struct tb_item_status *status = status_by("own", lines, "建成", "已建成投用");
    assert_int_equal(status->label, TB_LABEL_PARTLY_DONE);
    assert_int_equal(status->accepted_count, 2);
    status = status_by("own", lines, "培训100人", "已完成培训100人");
    assert_int_equal(status->label, TB_LABEL_COMPLETED);
    assert_int_equal(status->accepted_count, 1);
    status = status_by("own", lines, "建成", "暂停施工");
    assert_int_equal(status->label, TB_LABEL_SUSPENDED);
    assert_int_equal(status->accepted_count, 2);
}

static void a_bad_line_is_named(void **state)
{
    (void)state;
    static const char *const bad[] = {
        "near\t0\n",
        "near\t1.5\n",
        "near\tmuch\n",
        "near\t0.9\ta\tb\n",
        "short\t10\n",
        "short\tdays\t10\n",
        "short\tpoints\t101\n",
        "short\tshare\t0\n",
        "label\tdone\t*\t*\tcompleted\t-\n",
        "label\tcompleted\tgood\t*\tcompleted\t-\n",
        "label\tcompleted\t*\tproof\tcompleted\t-\n",
        "label\tcompleted\t*\t*\t-\t-\n",
        "label\tcompleted\t*\t*\tcompleted exceeded\t-\n",
        "label\tcompleted\t*\t*\tcompleted\tfine\n",
        "label\tcompleted\t*\t*\tcompleted\n",
        "colour\tred\n",
        "near\n",
    };
    struct tb_extract *extract;
    struct tb_error error;
    assert_int_equal(tb_extract_new(NULL, 0, arena, &extract, &error), TB_OK);
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        struct tb_lexicon_file file = {"own", "profiles/own.tsv",
                                       tb_arena_printf(arena, "# ours\n%s", bad[i])};
        if (tb_extract_set_profile(extract, &file, arena, &error) != TB_EUSAGE)
            fail_msg("taken: %s", bad[i]);
        assert_int_equal(error.line, 2);
        assert_string_equal(error.source, "profiles/own.tsv");
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_built_in_profile_reads),
        cmocka_unit_test(a_figure_is_near_from_the_profiles_share_on),
        cmocka_unit_test(a_years_figure_is_short_by_points_or_by_share),
        cmocka_unit_test(labels_are_those_of_the_scale),
        cmocka_unit_test(lines_of_a_workspace_come_before_the_default),
        cmocka_unit_test(a_bad_line_is_named),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
