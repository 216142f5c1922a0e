/* What titles, headers, numbers and metadata lines say, by the cases of tests/data. */
#include "cases.h"

#include "ingest/fold.h"
#include "ingest/heading.h"
#include "ingest/number.h"
#include "ingest/period.h"
#include "ingest/serial.h"
#include "ingest/title.h"

static struct tb_str number_text(int number)
{
    return number ? tb_arena_printf(arena, "%d", number) : TB_STR("-");
}

static struct tb_str day_text(struct tb_day day)
{
    return day.year ? tb_arena_printf(arena, "%d-%02d-%02d", day.year, day.month, day.day)
                    : TB_STR("-");
}

static void check_title(const struct tb_tsv_record *record)
{
    struct tb_str title = record->field[0];
    struct tb_folded folded;
    tb_fold(title, &folded);
    int year = tb_title_year(tb_folded_str(&folded));
    struct tb_period period = tb_title_period(know, title, year);
    struct tb_str place = tb_title_place(know, title);

    assert_str(number_text(year), record->field[1], title);
    assert_str(period.known ? tb_str_of(tb_period_kind_name(period.kind)) : TB_STR("-"),
               record->field[2], title);
    assert_str(tb_arena_printf(arena, "%d", period.known ? period.index : 0), record->field[3],
               title);
    assert_str(day_text(period.from), record->field[4], title);
    assert_str(day_text(period.to), record->field[5], title);
    assert_str(place.ptr ? place : TB_STR("-"), record->field[6], title);
}

static void titles_say_year_period_and_place(void **state)
{
    (void)state;
    for_each_case(TB_TEST_DATA "/titles.tsv", 7, 50, check_title);
}

static void check_header(const struct tb_tsv_record *record)
{
    struct tb_str text = record->field[0];
    if (tb_str_eq(text, TB_STR("(blank)")))
        text = TB_STR("");
    struct tb_heading heading = tb_heading_read(know, text);
    const char *how = heading.blank   ? "blank"
                      : heading.exact ? "exact"
                      : heading.word  ? "suffix"
                                      : "none";
    assert_str(tb_str_of(tb_role_name(tb_heading_role(heading))), record->field[1], text);
    assert_str(tb_str_of(how), record->field[2], text);
}

static void headers_say_roles(void **state)
{
    (void)state;
    for_each_case(TB_TEST_DATA "/headers.tsv", 3, 45, check_header);
}

static void every_header_word_is_found_by_itself(void **state)
{
    (void)state;
    for (size_t i = 0; i < know->header_count; i++) {
        struct tb_heading heading = tb_heading_read(know, know->headers[i].word);
        assert_ptr_equal(heading.word, &know->headers[i]);
        assert_true(heading.exact);
        assert_true(tb_header_may_end(know, know->headers[i].word));
    }
}

static void numbers_are_read_in_both_kinds_of_numerals(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        size_t len;
        uint32_t value;
    } cases[] = {
        {"7", 1, 7},       {"012", 3, 12},        {"三", 3, 3},
        {"十", 3, 10},     {"十二", 6, 12},       {"二十", 6, 20},
        {"九十九", 9, 99}, {"一百零五", 12, 105}, {"〇", 3, 0},
        {"一二", 3, 1},    {"1234567890", 0, 0},  {"", 0, 0},
        {"x", 0, 0},       {"万", 0, 0},          {"百百百百百百百百百百百", 0, 0},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        uint32_t value = 0;
        assert_int_equal(tb_number_at(tb_str_of(cases[i].text), 0, &value), cases[i].len);
        if (cases[i].len)
            assert_int_equal(value, cases[i].value);
    }
}

static void serial_numbers_have_levels(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        size_t levels;
        uint32_t first, last;
    } cases[] = {
        {"7", 1, 7, 7},         {" 12 ", 1, 12, 12},  {"１３", 1, 13, 13}, {"七、", 1, 7, 7},
        {"（三）", 1, 3, 3},    {"1.2", 2, 1, 2},     {"3-1", 2, 3, 1},    {"★8", 1, 8, 8},
        {"第5项", 1, 5, 5},     {"1.2.3.4", 4, 1, 4}, {"合计", 0, 0, 0},   {"", 0, 0, 0},
        {"1.2.3.4.5", 0, 0, 0}, {"1a", 0, 0, 0},      {"2021年", 0, 0, 0}, {"第三季度", 0, 0, 0},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct tb_serial serial = tb_serial_read(know, tb_str_of(cases[i].text));
        assert_int_equal(serial.levels, cases[i].levels);
        if (serial.levels > 0) {
            assert_int_equal(serial.level[0], cases[i].first);
            assert_int_equal(serial.level[serial.levels - 1], cases[i].last);
        }
    }
}

static void section_titles_have_depths(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        unsigned depth;
    } cases[] = {
        {"一、产业发展", 1}, {"十二、民生", 1}, {"（一）工业", 2}, {"(二)农业", 2},
        {"1、道路", 3},      {"2.桥梁", 3},     {"（3）水利", 4},  {"第一部分 总则", 1},
        {"第二类 实事", 1},  {"产业发展", 0},   {"一是加快", 0},   {"2021年工作", 0},
        {"第三产业", 0},     {"", 0},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_int_equal(tb_section_depth(know, tb_str_of(cases[i].text)), cases[i].depth);
}

static void metadata_lines_are_cut_at_known_keys(void **state)
{
    (void)state;
    static const char line[] =
        "索引号：X-1 发布机构: 甲区办公室　发布日期：2023-10-08 注意：甲：乙";
    static const char *const expected[][2] = {
        {"索引号", "X-1"}, {"发布机构", "甲区办公室"}, {"发布日期", "2023-10-08 注意：甲：乙"}};
    struct tb_meta meta;
    size_t at = 0;
    for (size_t i = 0; i < 3; i++) {
        assert_true(tb_meta_next(know, tb_str_of(line), &at, &meta));
        assert_text(meta.key, expected[i][0]);
        assert_text(meta.value, expected[i][1]);
    }
    assert_false(tb_meta_next(know, tb_str_of(line), &at, &meta));
    at = 0;
    assert_true(tb_meta_next(know, TB_STR("发 布 机 构：甲区"), &at, &meta));
    assert_text(meta.value, "甲区");
    at = 0;
    assert_false(tb_meta_next(know, TB_STR("甲区2023年重点工作：进展"), &at, &meta));
    assert_false(tb_meta_next(know, TB_STR(""), &at, &meta));
    assert_int_equal(at, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(titles_say_year_period_and_place),
        cmocka_unit_test(headers_say_roles),
        cmocka_unit_test(every_header_word_is_found_by_itself),
        cmocka_unit_test(numbers_are_read_in_both_kinds_of_numerals),
        cmocka_unit_test(serial_numbers_have_levels),
        cmocka_unit_test(section_titles_have_depths),
        cmocka_unit_test(metadata_lines_are_cut_at_known_keys),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
