/* Who is who, case by case. */
#include "tables.h"

#include "diff/match.h"

static struct tb_differ *differ;

static int set_up(void **state)
{
    int made = make_arena(state);
    return made == 0 && tb_differ_new(NULL, 0, arena, &differ, NULL) == TB_OK ? 0 : -1;
}

static struct tb_matching match_pinned(const struct tb_report *old_report,
                                       const struct tb_report *new_report,
                                       const struct tb_pin *pins, size_t count)
{
    struct tb_matching matching;
    struct tb_error error = {0};
    assert_int_equal(
        tb_match_reports(differ, old_report, new_report, pins, count, arena, &matching, &error),
        TB_OK);
    return matching;
}

static struct tb_matching match(const struct tb_report *old_report,
                                const struct tb_report *new_report)
{
    return match_pinned(old_report, new_report, NULL, 0);
}

/* The old item that a new one is; UINT32_MAX: none. */
static uint32_t old_of(const struct tb_matching *matching, uint32_t new_item)
{
    uint32_t at = matching->of_new[new_item];
    return at == TB_NONE ? TB_NONE : matching->at[at].old_item;
}

static const struct tb_match *match_of(const struct tb_matching *matching, uint32_t new_item)
{
    assert_int_not_equal(matching->of_new[new_item], TB_NONE);
    return &matching->at[matching->of_new[new_item]];
}

static const row_t plain_rows[] = {
    {"1", "新建口袋公园12处以上，改造绿道20公里。", "完成选址。", "区住建局", "选址已完成。"},
    {"2", "实施18个老旧小区改造，惠及居民5200户。", "全部开工。", "区住建局 东关街道",
     "18个小区已开工。"},
    {"3", "加快南湖科创园建设，完善人才公寓等配套。", "主体封顶。", "区科技局",
     "主体已封顶，正在进行二次结构施工。"},
    {"4", "办好第六届职业技能大赛。", "印发方案。", "区人社局", "方案已印发。"},
};

static void equal_tasks_are_one_whatever_their_numbers(void **state)
{
    (void)state;
    const row_t later[] = {
        {"1", "推动数字博物馆建设，打造沉浸式展览空间。", "招标。", "区文旅局", "暂缓实施。"},
        {"2", "新建口袋公园12处以上，改造绿道20公里。", "建成4处。", "区城管局", "建成4处。"},
        {"3", "实施18个老旧小区改造 ，惠及居民5200户", "工程完成40%。", "区住建局", "完成42%。"},
        {"4", "加快南湖科创园建设、完善人才公寓等配套。", "交付。", "区科技局", "已交付。"},
    };
    struct tb_matching found = match(TABLE(plain_rows), TABLE(later));
    assert_int_equal(found.count, 3);
    assert_int_equal(old_of(&found, 0), TB_NONE);
    for (uint32_t i = 1; i < 4; i++) {
        assert_int_equal(old_of(&found, i), i - 1);
        assert_int_equal(match_of(&found, i)->by, TB_BY_EXACT);
        assert_true(match_of(&found, i)->confidence > 0.99);
    }
    assert_int_equal(found.of_old[3], TB_NONE);
}

static void a_figure_that_changed_is_no_other_task(void **state)
{
    (void)state;
    const row_t later[] = {{"7", "新建口袋公园8处以上，改造绿道20公里。", "", "", ""}};
    struct tb_matching found = match(TABLE(plain_rows), TABLE(later));
    assert_int_equal(old_of(&found, 0), 0);
    assert_int_equal(match_of(&found, 0)->by, TB_BY_SKELETON);
    assert_string_equal(match_of(&found, 0)->why, "figures-differ");
}

static void a_task_in_other_words_is_found_by_the_whole_row(void **state)
{
    (void)state;
    const row_t later[] = {
        {"1", "推进南湖科创园二期和人才公寓", "交付。", "区科技局", "二次结构施工已完成。"},
        {"2", "扎实开展老旧小区改造", "工程完成80%。", "区住建局 东关街道", "11个小区已完工。"},
    };
    struct tb_matching found = match(TABLE(plain_rows), TABLE(later));
    assert_int_equal(old_of(&found, 0), 2);
    assert_int_equal(old_of(&found, 1), 1);
    assert_int_equal(match_of(&found, 0)->by, TB_BY_SCORE);
    assert_true(match_of(&found, 0)->score > 0.15 && match_of(&found, 0)->score < 1);
}

static void a_number_in_common_is_no_reason(void **state)
{
    (void)state;
    const row_t later[] = {
        {"4", "淘汰国三及以下排放标准柴油货车300辆。", "120辆。", "区交通运输局", "淘汰126辆。"}};
    struct tb_matching found = match(TABLE(plain_rows), TABLE(later));
    assert_int_equal(found.count, 0);
    assert_int_equal(found.of_old[3], TB_NONE);
}

static void rows_with_one_task_are_told_apart_by_the_rest(void **state)
{
    (void)state;
    const row_t before[] = {
        {"1", "建成省级示范乡镇。", "通过验收。", "石桥镇", "石桥镇已通过验收。"},
        {"2", "建成省级示范乡镇。", "通过验收。", "柳林镇", "柳林镇正在申报。"},
    };
    const row_t later[] = {
        {"1", "建成省级示范乡镇。", "挂牌。", "柳林镇", "柳林镇已申报。"},
        {"2", "建成省级示范乡镇。", "挂牌。", "石桥镇", "石桥镇已挂牌。"},
    };
    struct tb_matching found = match(TABLE(before), TABLE(later));
    assert_int_equal(old_of(&found, 0), 1);
    assert_int_equal(old_of(&found, 1), 0);
    assert_string_equal(match_of(&found, 0)->why, "task-equal-others-differ");
}

static void rows_equal_in_everything_go_by_number_then_by_place(void **state)
{
    (void)state;
    const row_t before[] = {{"5", "其他工作。", "", "", ""},
                            {"6", "其他工作。", "", "", ""},
                            {"7", "其他工作。", "", "", ""}};
    const row_t later[] = {{"6", "其他工作。", "", "", ""}, {"8", "其他工作。", "", "", ""}};
    struct tb_matching found = match(TABLE(before), TABLE(later));
    assert_int_equal(old_of(&found, 0), 1);
    assert_int_equal(old_of(&found, 1), 2);
    assert_true(match_of(&found, 1)->confidence < 0.8);
}

static void a_pin_is_stronger_than_any_text(void **state)
{
    (void)state;
    const struct tb_pin pins[] = {
        {TB_STR("2024-001"), TB_STR("2024-004")}, /* a pair */
        {TB_STR("2024-002"), TB_STR("")},         /* has no partner */
        {TB_STR(""), TB_STR("2024-003")},         /* nor has this one */
        {TB_STR("2024-001"), TB_STR("2024-001")}, /* the first one held */
        {TB_STR("2023-001"), TB_STR("2024-001")}, /* not in these reports */
    };
    struct tb_matching found = match_pinned(TABLE(plain_rows), TABLE(plain_rows), pins, 5);
    assert_int_equal(old_of(&found, 3), 0);
    assert_int_equal(match_of(&found, 3)->by, TB_BY_PIN);
    assert_int_equal(found.of_old[1], TB_NONE);
    assert_int_equal(old_of(&found, 2), TB_NONE);
    assert_int_equal(found.count, 1);
}

static const row_t whole_row[] = {
    {"1", "改造雨污分流管网12公里，建成城南污水处理厂。", "管网5公里；污水厂池体施工。", "区住建局",
     "管网5.3公里。污水厂池体已完成。"},
    {"2", "办好第六届职业技能大赛。", "印发方案。", "区人社局", "方案已印发。"},
};
static const row_t split_rows[] = {
    {"1", "改造雨污分流管网12公里。", "管网8公里。", "区住建局", "管网8.4公里。"},
    {"2", "建成城南污水处理厂。", "通水试运行。", "区住建局", "已通水试运行。"},
    {"3", "办好第六届职业技能大赛。", "印发方案。", "区人社局", "方案已印发。"},
};

static void a_task_that_was_split_is_seen(void **state)
{
    (void)state;
    struct tb_matching found = match(TABLE(whole_row), TABLE(split_rows));
    assert_int_equal(found.count, 2);
    assert_int_equal(found.kin_count, 1);
    assert_false(found.kin[0].merged);
    assert_int_equal(found.kin[0].whole, 0);
    assert_true(found.kin[0].item + found.kin[0].partner == 1);
    assert_true(found.kin[0].share >= 0.6);
}

static void tasks_that_were_merged_are_seen(void **state)
{
    (void)state;
    struct tb_matching found = match(TABLE(split_rows), TABLE(whole_row));
    assert_int_equal(found.kin_count, 1);
    assert_true(found.kin[0].merged);
    assert_int_equal(found.kin[0].whole, 0);
}

static void a_new_task_like_an_old_one_was_not_split_off(void **state)
{
    (void)state;
    const row_t later[] = {
        {"1", "改造雨污分流管网12公里，建成城南污水处理厂。", "", "区住建局", "已完成。"},
        {"2", "改造雨污分流管网12公里，建成城北净水厂。", "", "区水利局", "正在选址。"},
        {"3", "办好第六届职业技能大赛。", "", "区人社局", "已举办。"},
    };
    struct tb_matching found = match(TABLE(whole_row), TABLE(later));
    assert_int_equal(old_of(&found, 0), 0);
    assert_int_equal(old_of(&found, 1), TB_NONE);
    assert_int_equal(found.kin_count, 0);
}

static void the_nearest_is_named_where_none_is_near_enough(void **state)
{
    (void)state;
    const row_t later[] = {{"9", "发展文化旅游，办好职业技能大赛等活动，扩大影响。", "4场。",
                            "区文旅局", "举办活动4场，参加8000人次。"}};
    struct tb_matching found = match(TABLE(plain_rows), TABLE(later));
    assert_int_equal(found.count, 0);
    assert_int_equal(found.near_new[0].item, 3);
    assert_true(found.near_new[0].score > 0 && found.near_new[0].score < 0.15);
}

/* An item goes, another comes; both are "done" by one and the same unit, as are others. */
static void a_stock_phrase_makes_no_pair(void **state)
{
    (void)state;
    const row_t before[] = {
        {"1", "新建口袋公园12处以上。", "建成。", "区住建局", "已完成。"},
        {"2", "改造老旧小区18个。", "开工。", "区住建局", "已完成。"},
        {"3", "办好职业技能大赛。", "印发方案。", "区人社局", "已完成。"},
        {"4", "筹集保障性租赁住房。", "开工。", "区住建局", "已完成。"},
    };
    const row_t later[] = {
        {"1", "新建口袋公园12处以上。", "建成。", "区住建局", "已完成。"},
        {"2", "打通泰和路断头路。", "开工。", "区住建局", "已完成。"},
        {"3", "办好职业技能大赛。", "印发方案。", "区人社局", "已完成。"},
        {"4", "筹集保障性租赁住房。", "开工。", "区住建局", "已完成。"},
    };
    struct tb_matching found = match(TABLE(before), TABLE(later));
    assert_int_equal(found.count, 3);
    assert_int_equal(old_of(&found, 1), TB_NONE);
    assert_int_equal(found.of_old[1], TB_NONE);
}

static void odd_tables_are_no_trouble(void **state)
{
    (void)state;
    const row_t odd[] = {
        {NULL}, {"1", NULL}, {"2", "", "", "", ""}, {"3", "，。！", "，", "、", "。"}};
    struct tb_report *none = table(odd, 0);
    assert_int_equal(match(none, none).count, 0);
    assert_int_equal(match(none, TABLE(plain_rows)).count, 0);
    assert_int_equal(match(TABLE(plain_rows), none).count, 0);
    assert_int_equal(match(TABLE(odd), TABLE(odd)).kin_count, 0);
}

/* A cell of a megabyte, and a thousand rows with one task. */
static void great_tables_are_no_trouble(void **state)
{
    (void)state;
    enum { LONG = 1 << 20, MANY = 1000 };
    char *text = tb_arena_alloc(arena, LONG + 1);
    for (size_t i = 0; i < LONG; i++)
        text[i] = (char)('a' + i * i % 23);
    text[LONG] = '\0';
    const row_t one[] = {{"1", text, text, "", ""}}, other[] = {{"1", text + 1, text, "", ""}};
    struct tb_matching found = match(TABLE(one), TABLE(other));
    assert_int_equal(found.count, 1);
    assert_int_equal(found.at[0].by, TB_BY_SCORE);

    const char *const(*rows)[TABLE_COLUMNS] = NULL;
    const char *(*many)[TABLE_COLUMNS] = tb_arena_array(arena, MANY, sizeof *many);
    for (int i = 0; i < MANY; i++) {
        many[i][0] = tb_arena_printf(arena, "%d", i + 1).ptr;
        many[i][1] = "其他工作";
        many[i][2] = many[i][3] = many[i][4] = "";
    }
    memcpy(&rows, &many, sizeof rows);
    struct tb_report *report = table(rows, MANY);
    found = match(report, report);
    assert_int_equal(found.count, MANY);
    for (uint32_t i = 0; i < MANY; i++)
        assert_int_equal(old_of(&found, i), i);
}

static void an_item_keeps_its_id(void **state)
{
    (void)state;
    const row_t later[] = {
        {"1", "推动数字博物馆建设，打造沉浸式展览空间。", "招标。", "区文旅局", "暂缓实施。"},
        {"2", "新建口袋公园12处以上，改造绿道20公里。", "建成4处。", "区城管局", "建成4处。"},
    };
    struct tb_report *old_report = TABLE(plain_rows), *report = TABLE(later);
    struct tb_matching found = match(old_report, report);
    struct tb_error error;
    assert_int_equal(tb_match_carry_ids(&found, old_report, report, arena, &error), TB_OK);
    assert_string_equal(report->items[1].id.ptr, "2024-001");
    assert_string_equal(report->items[0].id.ptr, "2024-005");
}

static void a_bad_line_of_knowledge_is_named(void **state)
{
    (void)state;
    const struct {
        const char *name, *text;
    } bad[] = {{"likeness", "task\tmuch\treason\n"},
               {"likeness", "tusk\t10\treason\n"},
               {"likeness", "task\t-1\treason\n"},
               {"matching", "pair_lest\t0.1\treason\n"}};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        const struct tb_differ_file extra = {bad[i].name, "mine.tsv", tb_str_of(bad[i].text)};
        struct tb_differ *unused = NULL;
        struct tb_error error = {0};
        assert_int_equal(tb_differ_new(&extra, 1, arena, &unused, &error), TB_EUSAGE);
        assert_string_equal(error.source, "mine.tsv");
        assert_int_equal(error.line, 1);
        assert_null(unused);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(equal_tasks_are_one_whatever_their_numbers),
        cmocka_unit_test(a_figure_that_changed_is_no_other_task),
        cmocka_unit_test(a_task_in_other_words_is_found_by_the_whole_row),
        cmocka_unit_test(a_number_in_common_is_no_reason),
        cmocka_unit_test(rows_with_one_task_are_told_apart_by_the_rest),
        cmocka_unit_test(rows_equal_in_everything_go_by_number_then_by_place),
        cmocka_unit_test(a_pin_is_stronger_than_any_text),
        cmocka_unit_test(a_task_that_was_split_is_seen),
        cmocka_unit_test(tasks_that_were_merged_are_seen),
        cmocka_unit_test(a_new_task_like_an_old_one_was_not_split_off),
        cmocka_unit_test(the_nearest_is_named_where_none_is_near_enough),
        cmocka_unit_test(a_stock_phrase_makes_no_pair),
        cmocka_unit_test(odd_tables_are_no_trouble),
        cmocka_unit_test(great_tables_are_no_trouble),
        cmocka_unit_test(an_item_keeps_its_id),
        cmocka_unit_test(a_bad_line_of_knowledge_is_named),
    };
    return cmocka_run_group_tests(tests, set_up, free_arena);
}
