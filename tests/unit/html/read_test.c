/* Web pages: whole ones by the cases of tests/data/forms/pages.txt, the shapes of tables by those of
 * html_tables.txt, places in the source, and what is no page. */
#include "../ingest/shown.h"

#include "html/html.h"
#include "ingest/draft.h"
#include "ingest/paper.h"

/* The reader in this process, without a lock. */
static enum tb_status read_here(void *user, enum tb_container container, struct tb_str bytes,
                                struct tb_buf *paper, struct tb_error *error)
{
    (void)user;
    assert_int_equal(container, TB_CONTAINER_HTML);
    return tb_html_read(bytes, arena, paper, error);
}

static const struct tb_outside here = {.read = read_here};

static enum tb_status load(struct tb_str page, struct tb_report **report, struct tb_error *error)
{
    struct tb_load_options options = {.outside = &here};
    return tb_load(know, TB_STR("case"), padded(page), &options, arena, report, error);
}

static void pages_are_read_as_the_cases_say(void **state)
{
    (void)state;
    check_file(TB_TEST_DATA "/forms/pages.txt", &here, 10);
}

/* Rows of a grid: cells divided by |, line ends as ⏎, covered places as ^ (from above) and < (from the
 * left); lines that are in no table begin with their kind. */
static void show_grid(const struct tb_grid *grid)
{
    static const char *const kinds[TB_ROW_KIND_END] = {
        [TB_ROW_LINE] = "line: ",   [TB_ROW_TABLE] = "",      [TB_ROW_HEADING] = "heading: ",
        [TB_ROW_TITLE] = "title: ", [TB_ROW_META] = "meta: ", [TB_ROW_FURNITURE] = "furniture: ",
        [TB_ROW_LINK] = "link: "};
    tb_buf_clear(&shown);
    for (size_t i = 0; i < grid->count; i++) {
        const struct tb_row *row = &grid->rows[i];
        if (row->kind == TB_ROW_TABLE && row->table > 1 && grid->rows[i - 1].table != row->table)
            tb_buf_text(&shown, "table\n");
        tb_buf_text(&shown, kinds[row->kind]);
        for (uint32_t k = 0; k < row->count; k++) {
            const struct tb_cell *cell = &row->cells[k];
            if (k > 0)
                tb_buf_byte(&shown, '|');
            if (cell->rowspan == 0)
                tb_buf_byte(&shown, '^');
            else if (cell->colspan == 0)
                tb_buf_byte(&shown, '<');
            for (uint32_t c = 0; c < cell->text_len; c++)
                if (cell->text[c] == '\n')
                    tb_buf_text(&shown, "⏎");
                else
                    tb_buf_byte(&shown, cell->text[c]);
        }
        tb_buf_byte(&shown, '\n');
    }
}

static void check_grid(const struct tb_tsv_record *record)
{
    struct tb_buf paper = tb_buf_make(1 << 20), expected = tb_buf_make(1 << 20);
    struct tb_report report = {.source.text = padded(record->field[1])};
    struct tb_draft draft = {
        .know = know, .arena = arena, .report = &report, .repairs = {.arena = arena}};
    struct tb_error error;
    if (tb_html_read(report.source.text, arena, &paper, &error) != TB_OK ||
        tb_paper_read(&draft, tb_buf_str(&paper), &error) != TB_OK)
        fail_msg("%.*s: %s", TB_ARG(record->field[0]), error.en);
    show_grid(&report.grid);
    for (size_t i = 0; i < record->field[2].len; i++) { /* rows are divided by // */
        bool divides =
            tb_str_starts(tb_str_sub(record->field[2], i, record->field[2].len), TB_STR(" // "));
        tb_buf_byte(&expected, divides ? '\n' : record->field[2].ptr[i]);
        i += divides ? 3 : 0;
    }
    tb_buf_byte(&expected, '\n');
    if (!tb_str_eq(tb_buf_str(&shown), tb_buf_str(&expected))) {
        print_error("%.*s: expected\n%.*sfound\n%.*s", TB_ARG(record->field[0]),
                    TB_ARG(tb_buf_str(&expected)), TB_ARG(tb_buf_str(&shown)));
        wrong++;
    }
    tb_buf_free(&paper);
    tb_buf_free(&expected);
}

static void tables_have_the_shapes_of_the_cases(void **state)
{
    (void)state;
    wrong = 0;
    for_each_case(TB_TEST_DATA "/forms/html_tables.tsv", 3, 40, check_grid);
    assert_int_equal(wrong, 0);
}

static void every_character_is_found_in_the_source(void **state)
{
    (void)state;
    static const char page[] =
        "<table>\r\n<tr><th>序号<th>工作任务<th>完成情况\n"
        "<tr><td>1<td>  修\n  路&nbsp;A&amp;B <b>三</b>条 <td><p>3</p>\n<p>45亩&#x4E00;x</p>";
    struct tb_report *report;
    struct tb_error error;
    if (load(tb_str_of(page), &report, &error) != TB_OK)
        fail_msg("%s", error.en);
    assert_int_equal(report->item_count, 1);
    assert_int_equal(report->items[0].row->line, 3);
    const struct tb_cell *task = tb_item_cell(&report->items[0], 1);
    const struct tb_cell *result = tb_item_cell(&report->items[0], 2);
    assert_text((struct tb_str){task->text, task->text_len}, "修 路\xC2\xA0"
                                                             "A&B 三条");
    assert_text((struct tb_str){result->text, result->text_len}, "3\n45亩一x");
    static const struct {
        uint16_t column;
        const char *text;
        uint32_t line, at;
    } places[] = {{1, "修", 3, 16}, {1, "路", 4, 3},  {1, "A&", 4, 10}, {1, "B", 4, 16},
                  {1, "三", 4, 21}, {1, "条", 4, 26}, {2, "3", 4, 35},  {2, "45", 5, 4},
                  {2, "一", 5, 7},  {2, "x", 5, 15}};
    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        const struct tb_cell *cell = tb_item_cell(&report->items[0], places[i].column);
        struct tb_str text = {cell->text, cell->text_len};
        size_t at = tb_str_find(text, tb_str_of(places[i].text), 0);
        struct tb_place place = tb_place_in_source(report, cell, (uint32_t)at);
        if (place.line != places[i].line || place.column != places[i].at)
            fail_msg("%s: expected %u:%u, found %u:%u", places[i].text, places[i].line,
                     places[i].at, place.line, place.column);
    }
}

static void what_is_no_page_with_a_table_is_said_plainly(void **state)
{
    (void)state;
    static const struct {
        const char *page, *zh, *en;
    } cases[] = {
        {"<html><body> &#32; </body></html>", "没有文字", "no text"},
        {"<html><script>draw()</script><body><div id=app></div></body></html>", "脚本", "script"},
        {"<html><p>通知</p><p>正文</p></html>", "没有找到表格", "no table"},
        {"<html><p>通知</p><p>附件：<a href='/x/1.xlsx'>任务分解表</a></p></html>", "任务分解表",
         "/x/1.xlsx"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct tb_report *report = NULL;
        struct tb_error error = {0};
        assert_int_equal(load(tb_str_of(cases[i].page), &report, &error), TB_EFORMAT);
        assert_null(report);
        if (!strstr(error.zh, cases[i].zh) || !strstr(error.en, cases[i].en))
            fail_msg("unexpected message: %s | %s", error.zh, error.en);
    }
}

/* A page of many rows with the same pieces, made hostile by one of them. */
static void hostile_pages_are_read_or_refused(void **state)
{
    (void)state;
    static const char *const pieces[] = {"<td rowspan=65534 colspan=1000>x",
                                         "<table><tr><td>",
                                         "<div>",
                                         "<tr>",
                                         "<td colspan=9999>",
                                         "<b><i><u><p>",
                                         "&amp;&#x",
                                         "<a href=x.xls>y",
                                         "<td rowspan=0>z<tr>",
                                         "<table>x"};
    for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
        struct tb_mark mark = tb_arena_mark(arena);
        struct tb_buf page = tb_buf_make(1 << 20);
        struct tb_report *report;
        struct tb_error error = {0};
        tb_buf_text(&page, "<table><tr><th>序号<th>工作任务<th>完成情况<tr><td>1<td>修路<td>完成");
        while (page.len < 20000)
            tb_buf_text(&page, pieces[i]);
        enum tb_status status = load(tb_buf_str(&page), &report, &error);
        if (status != TB_OK)
            assert_true(error.zh[0] && error.en[0]);
        tb_buf_free(&page);
        tb_arena_rewind(arena, mark);
    }
}

static void a_page_that_outgrows_the_arena_is_an_error_at_every_size(void **state)
{
    (void)state;
    struct tb_str page = padded(TB_STR(
        "<title>甲区2023年第三季度</title><table><tr><th>序号<th>工作任务<th>完成情况<tr><td "
        "rowspan=2>1<td>修路<td>完成<tr><td>植树<td>无</table><a href=a.xls>附件</a>"));
    bool done = false;
    for (size_t cap = 4096; !done; cap += 4096) {
        struct tb_arena *small;
        struct tb_buf paper = tb_buf_make(1 << 20);
        struct tb_error error = {0};
        assert_int_equal(tb_arena_new(cap, &small, NULL), TB_OK);
        enum tb_status status = tb_html_read(page, small, &paper, &error);
        done = status == TB_OK;
        if (!done)
            assert_int_equal(status, TB_ELIMIT);
        tb_buf_free(&paper);
        tb_arena_free(small);
        assert_true(cap < 1 << 24);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pages_are_read_as_the_cases_say),
        cmocka_unit_test(tables_have_the_shapes_of_the_cases),
        cmocka_unit_test(every_character_is_found_in_the_source),
        cmocka_unit_test(what_is_no_page_with_a_table_is_said_plainly),
        cmocka_unit_test(hostile_pages_are_read_or_refused),
        cmocka_unit_test(a_page_that_outgrows_the_arena_is_an_error_at_every_size),
    };
    shown = tb_buf_make(1 << 20);
    int failed = cmocka_run_group_tests(tests, set_up, tear_down);
    tb_buf_free(&shown);
    return failed;
}
