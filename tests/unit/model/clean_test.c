/* From a raw cell to its clean text and back, by the cases of tests/data/clean.tsv. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/file.h"
#include "base/tsv.h"
#include "base/utf8.h"
#include "model/clean.h"
#include "model/place.h"

static struct tb_arena *arena;

static int set_up(void **state)
{
    (void)state;
    return tb_arena_new(16u << 20, &arena, NULL) == TB_OK ? 0 : -1;
}

static int tear_down(void **state)
{
    (void)state;
    tb_arena_free(arena);
    return 0;
}

/* Opens a file of tests/data. */
static struct tb_tsv open_cases(const char *path, size_t fields)
{
    struct tb_str text;
    assert_int_equal(tb_file_read(path, 1 << 20, arena, &text, NULL), TB_OK);
    return tb_tsv_open(text, path, fields, fields);
}

static uint32_t number(struct tb_str s)
{
    uint32_t value = 0;
    for (size_t i = 0; i < s.len; i++)
        value = value * 10 + (uint32_t)(s.ptr[i] - '0');
    return value;
}

/* "\n" written out, and "(empty)". */
static struct tb_str unescape(struct tb_str s)
{
    char *text = tb_arena_alloc(arena, s.len + 1);
    size_t len = 0;
    assert_non_null(text);
    if (tb_str_eq(s, TB_STR("(empty)")))
        return TB_STR("");
    for (size_t i = 0; i < s.len; i++) {
        bool line_end = s.ptr[i] == '\\' && i + 1 < s.len && s.ptr[i + 1] == 'n';
        text[len++] = line_end ? '\n' : s.ptr[i];
        i += line_end;
    }
    return (struct tb_str){text, len};
}

static void assert_str(struct tb_str found, struct tb_str expected, struct tb_str of)
{
    if (!tb_str_eq(found, expected))
        fail_msg("%.*s: expected \"%.*s\", found \"%.*s\"", TB_ARG(of), TB_ARG(expected),
                 TB_ARG(found));
}

/* Positions never go back, stay inside, and lead to the same character where it was not decoded. */
static void assert_origins(struct tb_str raw, struct tb_str clean)
{
    size_t last = 0;
    for (size_t i = 0; i < clean.len; i++) {
        size_t origin = tb_clean_origin(raw, i);
        assert_true(origin >= last && origin < raw.len);
        if (raw.ptr[origin] != '<' && raw.ptr[origin] != '&')
            assert_int_equal(raw.ptr[origin], clean.ptr[i]);
        last = origin;
    }
    assert_int_equal(tb_clean_origin(raw, clean.len), raw.len);
}

static void cells_are_cleaned_as_the_cases_say(void **state)
{
    (void)state;
    struct tb_tsv cases = open_cases(TB_TEST_DATA "/clean.tsv", 4);
    struct tb_tsv_record record;
    bool more;
    size_t count = 0;
    for (;; count++) {
        assert_int_equal(tb_tsv_next(&cases, &record, &more, NULL), TB_OK);
        if (!more)
            break;
        struct tb_cleaned cleaned;
        struct tb_str raw = record.field[0];
        assert_true(tb_clean(raw, arena, &cleaned));
        assert_str(cleaned.text, unescape(record.field[1]), raw);
        assert_int_equal(cleaned.tags, number(record.field[2]));
        assert_int_equal(cleaned.entities, number(record.field[3]));
        assert_origins(raw, cleaned.text);
    }
    assert_true(count > 30);
}

static void every_cut_of_every_case_keeps_the_way_back(void **state)
{
    (void)state;
    struct tb_str text;
    assert_int_equal(tb_file_read(TB_TEST_DATA "/clean.tsv", 1 << 20, arena, &text, NULL), TB_OK);
    for (size_t from = 0; from + 60 < text.len; from += 7) {
        struct tb_cleaned cleaned;
        struct tb_str raw = tb_str_sub(text, from, from + 60);
        assert_true(tb_clean(raw, arena, &cleaned));
        assert_true(cleaned.text.len <= raw.len);
        assert_origins(raw, cleaned.text);
    }
}

static void the_first_tag_and_reference_are_named(void **state)
{
    (void)state;
    struct tb_cleaned cleaned;
    assert_true(tb_clean(TB_STR("a<b x=1>&gt;<i>&lt;"), arena, &cleaned));
    assert_str(cleaned.first_tag, TB_STR("<b x=1>"), TB_STR("first tag"));
    assert_str(cleaned.first_entity, TB_STR("&gt;"), TB_STR("first reference"));
}

/* What stays open must not be searched for again and again. */
static void hostile_text_takes_linear_time(void **state)
{
    (void)state;
    static const char *const pieces[] = {"<p ", "<!--", "<p '", "<p \"", "&",
                                         "&#1", "<",    "</",   "&amp"};
    enum { SIZE = 1 << 18 };
    char *text = tb_arena_alloc(arena, SIZE);
    assert_non_null(text);
    for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
        struct tb_mark mark = tb_arena_mark(arena);
        size_t len = strlen(pieces[i]), at = 0;
        for (; at + len <= SIZE; at += len)
            memcpy(text + at, pieces[i], len);
        struct tb_cleaned cleaned;
        struct tb_str raw = {text, at};
        assert_true(tb_clean(raw, arena, &cleaned));
        assert_true(tb_str_eq(cleaned.text, raw));
        tb_arena_rewind(arena, mark);
    }
}

/* A report of one column over `source`, whose only cell is the given part of it. */
static void make_report(struct tb_report *report, struct tb_column *column, struct tb_cell *cell,
                        struct tb_str source, size_t from, size_t to, uint32_t line)
{
    struct tb_cleaned cleaned;
    *report = (struct tb_report){.columns = column, .column_count = 1};
    report->source.text = source;
    for (size_t i = 0; i < TB_ROLE_END; i++)
        report->column_of[i] = TB_NO_COLUMN;
    report->column_of[column->role] = 0;
    struct tb_str raw = tb_str_sub(source, from, to);
    assert_true(tb_clean(raw, arena, &cleaned));
    *cell = (struct tb_cell){
        cleaned.text.ptr, raw.ptr, (uint32_t)cleaned.text.len, (uint32_t)raw.len, line, 1, 1};
}

static void places_are_lines_and_code_points_of_the_source(void **state)
{
    (void)state;
    struct tb_report report;
    struct tb_cell cell;
    struct tb_column column = {TB_STR("目标"), TB_ROLE_TARGET};
    struct tb_str source = TB_STR("一\r\n二\t<p>三&lt;四</p>\t五");
    size_t from = tb_str_find(source, TB_STR("<p>"), 0),
           to = tb_str_find(source, TB_STR("\t五"), 0);
    make_report(&report, &column, &cell, source, from, to, 2);
    static const struct {
        uint32_t at, column;
    } places[] = {{0, 6}, {3, 7}, {4, 11}, {7, 16}};
    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        struct tb_place place = tb_place_in_source(&report, &cell, places[i].at);
        assert_int_equal(place.line, 2);
        assert_int_equal(place.column, places[i].column);
    }
    struct tb_place none =
        tb_place_in_source(&report, &(struct tb_cell){.text = "x", .text_len = 1}, 0);
    assert_int_equal(none.line, 0);
    assert_int_equal(none.column, 0);
}

static void a_cell_of_several_lines_counts_them(void **state)
{
    (void)state;
    struct tb_report report;
    struct tb_cell cell;
    struct tb_column column = {TB_STR("目标"), TB_ROLE_TARGET};
    struct tb_str source = TB_STR("x\ty\n一二\r三四\r\n五");
    make_report(&report, &column, &cell, source, 2, source.len, 1);
    struct tb_place place = tb_place_in_source(&report, &cell, (uint32_t)(source.len - 2 - 3));
    assert_int_equal(place.line, 4);
    assert_int_equal(place.column, 1);
    place = tb_place_in_source(&report, &cell, 5);
    assert_int_equal(place.line, 2);
    assert_int_equal(place.column, 2);
}

static void fields_have_names_and_names_have_fields(void **state)
{
    (void)state;
    struct tb_column columns[] = {
        {TB_STR(""), TB_ROLE_NO},        {TB_STR("任务"), TB_ROLE_TASK},
        {TB_STR("电话"), TB_ROLE_OTHER}, {TB_STR("单位"), TB_ROLE_UNITS},
        {TB_STR("单位"), TB_ROLE_UNITS},
    };
    static const char *const names[] = {"no", "task", "col:2", "units", "col:4"};
    struct tb_report report = {.columns = columns, .column_count = 5};
    char room[TB_FIELD_NAME];
    for (size_t i = 0; i < TB_ROLE_END; i++)
        report.column_of[i] = TB_NO_COLUMN;
    for (uint16_t i = 5; i-- > 0;)
        report.column_of[columns[i].role] = i;
    for (uint16_t i = 0; i < 5; i++) {
        assert_string_equal(tb_field_name(&report, i, room), names[i]);
        assert_int_equal(tb_field_column(&report, tb_str_of(names[i])), i);
    }
    static const char *const wrong[] = {"",       "result", "other",     "col:",  "col:5",
                                        "col:04", "col:-1", "col:99999", "column"};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        assert_int_equal(tb_field_column(&report, tb_str_of(wrong[i])), TB_NO_COLUMN);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(cells_are_cleaned_as_the_cases_say, set_up, tear_down),
        cmocka_unit_test_setup_teardown(every_cut_of_every_case_keeps_the_way_back, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(the_first_tag_and_reference_are_named, set_up, tear_down),
        cmocka_unit_test_setup_teardown(hostile_text_takes_linear_time, set_up, tear_down),
        cmocka_unit_test_setup_teardown(places_are_lines_and_code_points_of_the_source, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(a_cell_of_several_lines_counts_them, set_up, tear_down),
        cmocka_unit_test(fields_have_names_and_names_have_fields),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
