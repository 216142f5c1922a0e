/* print_test.c - pages of which only the places of words are known. */
#include "cases.h"

static const char *printed; /* what the converter makes of the file */

static enum tb_status convert(void *user, enum tb_container container, struct tb_str bytes,
                              struct tb_buf *out, char tool[TB_TOOL_NAME], struct tb_error *error)
{
    (void)user;
    (void)bytes;
    (void)error;
    assert_int_equal(container, TB_CONTAINER_PDF);
    tb_buf_add(out, tb_str_of(printed));
    memcpy(tool, "tool", 5);
    return TB_OK;
}

static enum tb_status load(const char *words, struct tb_report **report, struct tb_error *error)
{
    static const char pdf[64] = "%PDF-1.4\n";
    const struct tb_outside outside = {.convert = convert};
    const struct tb_load_options options = {.outside = &outside};
    printed = words;
    return tb_load(know, TB_STR("case"), (struct tb_str){pdf, 9}, &options, arena, report, error);
}

#define HEAD "level\tpage_num\tpar\tblock\tline\tword\tleft\ttop\twidth\theight\tconf\ttext\n"
#define WORD(page, left, top, width, text)                                                         \
    "5\t" page "\t0\t0\t0\t0\t" left "\t" top "\t" width "\t10.0\t100\t" text "\n"
#define TABLE                                                                                      \
    HEAD WORD("1", "60", "80", "20", "序号") WORD("1", "120", "80", "40", "工作任务")              \
        WORD("1", "200", "74", "20", "完成") WORD("1", "200", "86", "20", "情况")

static void check_cell(const struct tb_report *report, size_t item, enum tb_role role,
                       const char *want)
{
    struct tb_str text = tb_item_role(report, &report->items[item], role);
    assert_text(text, want);
}

static void lines_of_a_cell_go_on_and_figures_stay_apart(void **state)
{
    struct tb_report *report;
    struct tb_error error = {0};
    (void)state;
    assert_int_equal(
        load(TABLE WORD("1", "62", "120", "5", "1") WORD("1", "110", "120", "60", "新建农村公路")
                 WORD("1", "110", "133", "20", "两条") WORD("1", "195", "120", "30", "共45")
                     WORD("1", "195", "133", "30", "30公里") WORD("1", "62", "150", "5", "2")
                         WORD("1", "110", "150", "20", "植树"),
             &report, &error),
        TB_OK);
    assert_int_equal(report->item_count, 2);
    check_cell(report, 0, TB_ROLE_TASK, "新建农村公路两条");
    check_cell(report, 0, TB_ROLE_RESULT, "共45\n30公里");
    check_cell(report, 1, TB_ROLE_TASK, "植树");
    check_cell(report, 1, TB_ROLE_RESULT, "");
    assert_text(report->columns[2].header, "完成情况");
}

static void what_holds_no_words_or_no_table_says_so(void **state)
{
    struct tb_report *report;
    struct tb_error error = {0};
    (void)state;
    assert_int_equal(load(HEAD, &report, &error), TB_EFORMAT);
    assert_non_null(strstr(error.en, "scanned"));
    assert_int_equal(load(HEAD WORD("1", "60", "80", "20", "通知"), &report, &error), TB_EFORMAT);
    assert_int_equal(load(HEAD "5\t1\tx\n5\n\n\t\t\t\t\t\t\t\t\t\t\t\n", &report, &error),
                     TB_EFORMAT);
}

static uint32_t next(uint32_t *seed)
{
    return *seed = *seed * 1664525U + 1013904223U;
}

/* Whatever stands where: it ends, and every word is in the grid. */
static void any_places_are_read_without_losing_a_word(void **state)
{
    static const char *const texts[] = {"1",        "2",    "序号",      "工作任务", "完成情况",
                                        "责任单位", "修路", "植树300亩", "一、产业", "-1-"};
    uint32_t seed = 7;
    (void)state;
    for (int round = 0; round < 300; round++) {
        struct tb_mark mark = tb_arena_mark(arena);
        struct tb_buf words = tb_buf_make(1 << 20);
        struct tb_report *report;
        struct tb_error error = {0};
        size_t count = next(&seed) % 60, found = 0;
        tb_buf_add(&words, TB_STR(TABLE WORD("1", "62", "120", "5", "1")
                                      WORD("1", "110", "120", "9", "Q")));
        for (size_t i = 0; i < count; i++)
            tb_buf_printf(&words, "5\t%u\t0\t0\t0\t0\t%d.%u\t%u.5\t%u\t%u\t100\tQ%s\n",
                          next(&seed) % 3 + 1, (int)(next(&seed) >> 8) % 300 - 20,
                          next(&seed) % 100, (next(&seed) >> 8) % 300, (next(&seed) >> 8) % 120,
                          (next(&seed) >> 8) % 30, texts[(next(&seed) >> 8) % 10]);
        tb_buf_byte(&words, '\0');
        if (load(words.ptr, &report, &error) == TB_OK) {
            for (size_t i = 0; i < report->grid.count; i++)
                for (uint32_t k = 0; k < report->grid.rows[i].count; k++) {
                    const struct tb_cell *cell = &report->grid.rows[i].cells[k];
                    for (uint32_t at = 0; at < cell->text_len; at++)
                        found += cell->text[at] == 'Q';
                }
            assert_true(found >= count + 1); /* a header above several columns is in each of them */
        }
        tb_arena_rewind(arena, mark);
        tb_buf_free(&words);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lines_of_a_cell_go_on_and_figures_stay_apart),
        cmocka_unit_test(what_holds_no_words_or_no_table_says_so),
        cmocka_unit_test(any_places_are_read_without_losing_a_word),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
