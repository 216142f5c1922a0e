/* Whole texts to reports, by the cases of tests/data/tables.txt; bad input; given cells; the real
 * report where it is there. */
#include "shown.h"

#include <unistd.h>

#include "base/utf8.h"
#include "ingest/load.h"
#include "model/clean.h"
#include "model/place.h"

static enum tb_status load(struct tb_str text, struct tb_report **report, struct tb_error *error)
{
    return tb_load(know, TB_STR("case"), padded(text), NULL, arena, report, error);
}

static void tables_are_read_as_the_cases_say(void **state)
{
    (void)state;
    check_file(TB_TEST_DATA "/tables.txt", NULL, 20);
}

/* What must hold of every report, whatever the text was. */
static void assert_sound(const struct tb_report *report)
{
    struct tb_str source = report->source.text;
    for (size_t i = 0; i < report->grid.count; i++)
        for (uint32_t k = 0; k < report->grid.rows[i].count; k++) {
            const struct tb_cell *cell = &report->grid.rows[i].cells[k];
            assert_true(cell->raw >= source.ptr &&
                        cell->raw + cell->raw_len <= source.ptr + source.len);
            struct tb_place place = tb_place_in_source(report, cell, cell->text_len);
            assert_true(place.line >= cell->line && place.column >= 1);
        }
    for (size_t i = 0; i < report->item_count; i++)
        for (size_t k = i + 1; k < report->item_count; k++)
            assert_false(tb_str_eq(report->items[i].id, report->items[k].id));
}

static void line_ends_and_encodings_make_no_difference(void **state)
{
    (void)state;
    static const char *const ends[] = {"\n", "\r\n", "\r"};
    struct tb_report *first = NULL;
    for (size_t i = 0; i < 6; i++) {
        const char *end = ends[i % 3];
        struct tb_str text =
            tb_arena_printf(arena,
                            "%s# "
                            "甲区2023年第三季度重点工作进展情况%s%s序号\t任务\t完成情况%s1\t<p>"
                            "修路</p>\t完成%s%s2\t植树\t",
                            i < 3 ? "" : "\xEF\xBB\xBF", end, end, end, end, end);
        struct tb_report *report;
        assert_int_equal(load(text, &report, NULL), TB_OK);
        assert_sound(report);
        assert_int_equal(report->item_count, 2);
        assert_int_equal(report->repair_count, 3);
        if (!first)
            first = report;
        for (size_t k = 0; k < 3; k++) {
            assert_int_equal(report->repairs[k].line, first->repairs[k].line);
            assert_int_equal(report->repairs[k].column, first->repairs[k].column);
        }
        struct tb_place place = tb_place_in_source(report, tb_item_cell(&report->items[0], 1), 3);
        assert_int_equal(place.line, 4);
        assert_int_equal(place.column, 7);
    }
}

static void what_is_given_wins_over_the_title(void **state)
{
    (void)state;
    struct tb_load_options options = {.year = 2020};
    options.period = (struct tb_period){.known = true, .kind = TB_PERIOD_MONTH, .index = 2};
    struct tb_report *report;
    assert_int_equal(tb_load(know, TB_STR("x"),
                             padded(TB_STR("2021年第三季度进展情况\n序号\t任务\n1\t修路\n")),
                             &options, arena, &report, NULL),
                     TB_OK);
    assert_int_equal(report->year, 2020);
    assert_int_equal(report->period.kind, TB_PERIOD_MONTH);
    assert_text(report->items[0].id, "2020-001");
}

static void expect_error(struct tb_str text, enum tb_status status, const char *zh, const char *en)
{
    struct tb_report *report = NULL;
    struct tb_error error;
    assert_int_equal(load(text, &report, &error), status);
    assert_null(report);
    assert_int_equal(error.status, status);
    assert_string_equal(error.source, "case");
    if (!strstr(error.zh, zh) || !strstr(error.en, en))
        fail_msg("unexpected message: %s | %s", error.zh, error.en);
}

static void what_holds_no_table_is_said_plainly(void **state)
{
    (void)state;
    char *wide = TB_NEW_ARRAY(arena, char, 1000000);
    memset(wide, '\t', 1000000);
    expect_error((struct tb_str){wide, 1000000}, TB_ELIMIT, "4096 列", "more than 4096 columns");
    memset(wide, 'x', 1000000);
    expect_error((struct tb_str){wide, 1000000}, TB_EFORMAT, "没有找到表格", "no table found");
    expect_error(TB_STR(""), TB_EFORMAT, "空的", "empty");
    expect_error(TB_STR(" \n\r\n\xE3\x80\x80\n"), TB_EFORMAT, "没有文字", "no text");
    expect_error(TB_STR("序号 任务\n1 修路\n"), TB_EFORMAT, "2 行文字", "2 lines");
    expect_error(TB_STR("1\t修路\n2\t植树\n"), TB_EFORMAT, "表头", "header");
    expect_error(TB_STR("PK\3\4"), TB_EFORMAT, "xlsx", "xlsx");
    struct tb_report *report;
    struct tb_str huge = {wide, ((size_t)256 << 20) + 1}; /* refused before a byte is read */
    assert_int_equal(tb_load(know, TB_STR("x"), huge, NULL, arena, &report, NULL), TB_ELIMIT);
}

static void a_text_that_outgrows_the_arena_is_an_error_at_every_size(void **state)
{
    (void)state;
    struct tb_str text = padded(
        TB_STR("# 甲区2023年第三季度进展情况\n索引号：X\n\n序号\t任务\t完成情况\n一、路\t\t\n"
               "1\t<p>修路&nbsp;</p>\t完成\t多\n1\t▲植树\n注：无\n"));
    bool done = false;
    for (size_t cap = 64; !done; cap += 64) {
        struct tb_arena *small;
        struct tb_report *report = NULL;
        struct tb_error error = {.status = TB_OK};
        assert_int_equal(tb_arena_new(cap, &small, NULL), TB_OK);
        enum tb_status status = tb_load(know, TB_STR("x"), text, NULL, small, &report, &error);
        done = status == TB_OK;
        if (!done) {
            assert_int_equal(status, TB_ELIMIT);
            assert_int_equal(error.status, TB_ELIMIT);
            assert_null(report);
        }
        tb_arena_free(small);
        assert_true(cap < 1 << 20);
    }
}

/* CPU time, in nanoseconds, of reading `size` bytes of the same line again and again. */
static uint64_t time_of(struct tb_str line, char *text, size_t size)
{
    struct tb_mark mark = tb_arena_mark(arena);
    struct tb_report *report;
    struct timespec from, to;
    size_t len = 0;
    for (; len + line.len <= size; len += line.len)
        memcpy(text + len, line.ptr, line.len);
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &from);
    enum tb_status status =
        tb_load(know, TB_STR("x"), (struct tb_str){text, len}, NULL, arena, &report, NULL);
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &to);
    assert_true(status == TB_OK || status == TB_EFORMAT || status == TB_ELIMIT);
    tb_arena_rewind(arena, mark);
    return (uint64_t)(to.tv_sec - from.tv_sec) * 1000000000 + (uint64_t)to.tv_nsec -
           (uint64_t)from.tv_nsec;
}

/* Four times the text takes about four times as long, where squared growth takes sixteen: so far apart
 * that the machine's moods cannot bridge it. The shortest of each counts, and one good try of several
 * is enough: no try is good when the work itself grows faster. */
static void hostile_shapes_take_linear_time(void **state)
{
    (void)state;
    static const char *const lines[] = {"\n",
                                        "\t\n",
                                        "x\n",
                                        "一、x\n",
                                        "序号\t任务\n",
                                        "完成情况\t目标\n",
                                        "1\t<p>\n",
                                        "合计\t1\n",
                                        "\t\t\t完成\n",
                                        "第一季度\tx\n",
                                        "x",
                                        "1\t",
                                        "<p",
                                        "&amp;",
                                        "（",
                                        "1\tx\n\n",
                                        "注：\n"};
    enum { SIZE = 1 << 18, TRIES = 8 };
    char *text = TB_NEW_ARRAY(arena, char, 4 * SIZE + TB_PADDING);
    assert_non_null(text);
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        uint64_t once = UINT64_MAX, four = UINT64_MAX;
        for (int k = 0; k < TRIES && (k < 2 || four > 9 * once); k++) {
            uint64_t time = time_of(tb_str_of(lines[i]), text, SIZE);
            once = time < once ? time : once;
            time = time_of(tb_str_of(lines[i]), text, 4 * SIZE);
            four = time < four ? time : four;
        }
        if (four > 9 * once)
            fail_msg("shape %zu: %llu us, and for four times the text %llu us", i,
                     (unsigned long long)once / 1000, (unsigned long long)four / 1000);
    }
}

static void a_long_title_of_two_lines_is_joined_in_full(void **state)
{
    (void)state;
    struct tb_report *report = NULL;
    struct tb_buf text = tb_buf_make(1 << 20);
    tb_buf_text(&text, "某区2021年\n# 第三季度");
    for (int i = 0; i < 500; i++)
        tb_buf_text(&text, "很");
    tb_buf_text(&text, "长\n序号\t工作任务\t完成情况\n1\t甲\t乙\n2\t丙\t丁\n");
    assert_int_equal(load(tb_buf_str(&text), &report, NULL), TB_OK);
    assert_int_equal(tb_utf8_count(report->title), 7 + 4 + 500 + 1);
    assert_true(tb_str_ends(report->title, TB_STR("很长")));
    tb_buf_free(&text);
}

/* The columns of markup on one line, each far behind the last. */
static void markup_is_placed_in_every_cell_of_a_line(void **state)
{
    (void)state;
    struct tb_report *report = NULL;
    assert_int_equal(load(TB_STR("序号\t工作任务\t完成情况\n1\t甲&amp;<b>乙\t丙<p>丁\n"
                                 "2\t<p>甲\t乙&lt;\n"),
                          &report, NULL),
                     TB_OK);
    const uint32_t places[][2] = {{2, 4}, {2, 9}, {2, 15}, {3, 3}, {3, 9}};
    assert_int_equal(report->repair_count, 5);
    for (size_t i = 0; i < 5; i++) {
        assert_int_equal(report->repairs[i].line, places[i][0]);
        assert_int_equal(report->repairs[i].column, places[i][1]);
    }
}

/* Any cells written by RFC 4180 come back as they were, and each of their characters is found again in
 * the source. */
static void quoted_cells_come_back(void **state)
{
    (void)state;
    static const char *const pieces[] = {"甲", "D", "\"", "\n", "\r\n", "a", "；", "D", "x"};
    static const char delimiters[] = {',', ';', '\t'};
    uint64_t seed = 3;
    for (int round = 0; round < 300; round++) {
        struct tb_mark mark = tb_arena_mark(arena);
        struct tb_buf csv = tb_buf_make(1 << 20), cells[40];
        char delimiter = delimiters[round % 3];
        tb_buf_printf(&csv, "序号%c工作任务%c完成情况\n", delimiter, delimiter);
        for (size_t i = 0; i < 40; i++) {
            cells[i] = tb_buf_make(1 << 10);
            tb_buf_text(&cells[i], "乙");
            for (seed = seed * 6364136223846793005u + 99; (seed >> 40) % 7; seed = seed * 25 + 17)
                if (*pieces[(seed >> 33) % 9] == 'D')
                    tb_buf_byte(&cells[i], delimiter);
                else
                    tb_buf_text(&cells[i], pieces[(seed >> 33) % 9]);
            tb_buf_byte(&csv, '"');
            for (size_t k = 0; k < cells[i].len; k++) {
                if (cells[i].ptr[k] == '"')
                    tb_buf_byte(&csv, '"');
                tb_buf_byte(&csv, cells[i].ptr[k]);
            }
            tb_buf_byte(&csv, '"');
            tb_buf_byte(&csv, i % 3 == 2 || i == 39 ? '\n' : delimiter);
        }
        struct tb_report *report = NULL;
        assert_int_equal(load(tb_buf_str(&csv), &report, NULL), TB_OK);
        assert_sound(report);
        assert_int_equal(report->grid.count, 15);
        for (size_t i = 0; i < 40; i++) {
            const struct tb_cell *cell = &report->grid.rows[1 + i / 3].cells[i % 3];
            struct tb_str text = {cell->text, cell->text_len};
            assert_str(text, tb_buf_str(&cells[i]), TB_STR("cell"));
            for (size_t k = 0; k < text.len; k++)
                assert_int_equal(cell->raw[tb_cell_origin(report, cell, k)], text.ptr[k]);
            tb_buf_free(&cells[i]);
        }
        tb_buf_free(&csv);
        tb_arena_rewind(arena, mark);
    }
}

static void given_cells_make_a_report(void **state)
{
    (void)state;
    const struct tb_str headers[] = {TB_STR("no"), TB_STR("task"), TB_STR("result"),
                                     TB_STR("备注")};
    const struct tb_str cells[] = {TB_STR("5"), TB_STR("<p>修\n路</p>"),
                                   TB_STR(""),  TB_STR("甲\t乙"),
                                   TB_STR(""),  TB_STR(""),
                                   TB_STR("x"), TB_STR("")};
    struct tb_report *report;
    assert_int_equal(
        tb_load_cells(know, TB_STR("2023年第一季度"), headers, 4, cells, 2, arena, &report, NULL),
        TB_OK);
    assert_sound(report);
    assert_int_equal(report->item_count, 2);
    assert_int_equal(report->period.kind, TB_PERIOD_QUARTER);
    assert_text(report->items[0].id, "2023-005");
    assert_text(report->items[1].id, "2023-r002");
    assert_int_equal(report->columns[3].role, TB_ROLE_NOTE);
    assert_text(tb_item_text(&report->items[0], 1), "修\n路");
    assert_text(tb_item_text(&report->items[0], 3), "甲\t乙");
    assert_text(tb_item_role(report, &report->items[1], TB_ROLE_RESULT), "x");
    assert_int_equal(report->repair_count, 1);
    assert_string_equal(report->repairs[0].kind, "html-tag");
    assert_int_equal(report->repairs[0].line, 2);
    assert_int_equal(report->repairs[0].column, 3);
    assert_int_equal(report->items[1].row->line, 4);

    assert_int_equal(
        tb_load_cells(know, (struct tb_str){NULL, 0}, headers, 4, NULL, 0, arena, &report, NULL),
        TB_OK);
    assert_int_equal(report->item_count, 0);
    assert_null(report->title.ptr);
}

static void a_workspace_adds_words_and_its_bad_lines_are_named(void **state)
{
    (void)state;
    struct tb_extra_file extra = {"headers", "lexicon/headers.tsv",
                                  TB_STR("# own\n啥活\ttask\t-\t-\tour office\n")};
    struct tb_ingest *own;
    struct tb_report *report;
    struct tb_error error;
    assert_int_equal(tb_ingest_new(&extra, 1, arena, &own, &error), TB_OK);
    assert_int_equal(tb_load(own, TB_STR("x"), padded(TB_STR("序号\t啥活\n1\t修路\n")), NULL, arena,
                             &report, &error),
                     TB_OK);
    assert_text(tb_item_role(report, &report->items[0], TB_ROLE_TASK), "修路");

    static const char *const bad[] = {
        "啥活\ttusk\t-\t-\n",      "啥活\ttask\n",   "啥活\ttask\t-\tdigits=no\n",
        "啥活\ttask\t-\tnumber\n", "\ttask\t-\t-\n", "\xE3\x80\x80\ttask\t-\t-\n"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        extra.text = tb_arena_printf(arena, "# own\n\n%s", bad[i]);
        own = NULL;
        assert_int_equal(tb_ingest_new(&extra, 1, arena, &own, &error), TB_EUSAGE);
        assert_null(own);
        assert_int_equal(error.status, TB_EUSAGE);
        assert_int_equal(error.line, 3);
        assert_string_equal(error.source, "lexicon/headers.tsv");
    }
    static const char *const bad_periods[] = {"截至N月\tas-of\n", "N月\tmonths\n", "年中\thalf\n"};
    extra.name = "periods";
    for (size_t i = 0; i < sizeof bad_periods / sizeof *bad_periods; i++) {
        extra.text = tb_str_of(bad_periods[i]);
        assert_int_equal(tb_ingest_new(&extra, 1, arena, &own, &error), TB_EUSAGE);
        assert_int_equal(error.line, 1);
    }
    extra.text = TB_STR("到N月N号\tas-of\n");
    assert_int_equal(tb_ingest_new(&extra, 1, arena, &own, &error), TB_OK);
    extra.name = "units"; /* another layer's */
    assert_int_equal(tb_ingest_new(&extra, 1, arena, &own, &error), TB_OK);
}

static void the_real_report_is_read_whole(void **state)
{
    (void)state;
    static const enum tb_role roles[] = {TB_ROLE_NO, TB_ROLE_TASK, TB_ROLE_TARGET, TB_ROLE_UNITS,
                                         TB_ROLE_RESULT};
    static const char path[] = TB_SHARED_DATA "/linzi-2021q3.txt";
    struct tb_str bytes;
    struct tb_report *report;
    if (access(path, R_OK) != 0)
        skip();
    assert_int_equal(tb_file_read(path, 1 << 20, arena, &bytes, NULL), TB_OK);
    assert_int_equal(tb_load(know, tb_str_of(path), bytes, NULL, arena, &report, NULL), TB_OK);
    assert_sound(report);
    assert_int_equal(report->item_count, 80);
    assert_int_equal(report->column_count, 5);
    assert_ptr_equal(report->source.text.ptr, bytes.ptr);
    assert_null(report->place.ptr);
    assert_int_equal(report->year, 2021);
    assert_int_equal(report->period.kind, TB_PERIOD_QUARTER);
    assert_int_equal(report->period.index, 3);
    for (size_t i = 0; i < 5; i++)
        assert_int_equal(report->columns[i].role, roles[i]);
    for (size_t i = 0; i < 80; i++) {
        assert_str(report->items[i].no, tb_arena_printf(arena, "%zu", i + 1), TB_STR("no"));
        assert_int_equal(report->items[i].row->count, 5);
    }
    uint32_t wrapped = 0, rows = 0, blank = 0, line = 0;
    for (size_t i = 0; i < report->repair_count; i++) {
        const struct tb_repair *repair = &report->repairs[i];
        if (strcmp(repair->kind, "blank-line") == 0) {
            blank += repair->count;
            continue;
        }
        assert_string_equal(repair->kind, "html-tag");
        assert_int_equal(repair->count, 2);
        rows += repair->line != line;
        line = repair->line;
        wrapped++;
    }
    assert_int_equal(wrapped, 36);
    assert_int_equal(rows, 9);
    assert_int_equal(blank, 21);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tables_are_read_as_the_cases_say),
        cmocka_unit_test(line_ends_and_encodings_make_no_difference),
        cmocka_unit_test(what_is_given_wins_over_the_title),
        cmocka_unit_test(what_holds_no_table_is_said_plainly),
        cmocka_unit_test(a_text_that_outgrows_the_arena_is_an_error_at_every_size),
        cmocka_unit_test(hostile_shapes_take_linear_time),
        cmocka_unit_test(a_long_title_of_two_lines_is_joined_in_full),
        cmocka_unit_test(markup_is_placed_in_every_cell_of_a_line),
        cmocka_unit_test(quoted_cells_come_back),
        cmocka_unit_test(given_cells_make_a_report),
        cmocka_unit_test(a_workspace_adds_words_and_its_bad_lines_are_named),
        cmocka_unit_test(the_real_report_is_read_whole),
    };
    shown = tb_buf_make(1 << 20);
    int failed = cmocka_run_group_tests(tests, set_up, tear_down);
    tb_buf_free(&shown);
    return failed;
}
