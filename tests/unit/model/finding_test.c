/* finding_test.c - what makes two findings the same one, and their order. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "model/finding.h"

/* A report of one column of tasks and one of results, in memory of the test's. */
struct sample {
    struct tb_report report;
    struct tb_column columns[2];
    struct tb_item items[2];
    struct tb_row rows[2];
    struct tb_cell cells[2][2];
};

static void set_cell(struct tb_cell *cell, const char *text)
{
    *cell = (struct tb_cell){.text = text, .text_len = (uint32_t)strlen(text)};
}

static void make(struct sample *sample, const char *task, const char *result)
{
    memset(sample, 0, sizeof *sample);
    sample->columns[0].role = TB_ROLE_TASK;
    sample->columns[1].role = TB_ROLE_RESULT;
    for (unsigned role = 0; role < TB_ROLE_END; role++)
        sample->report.column_of[role] = TB_NO_COLUMN;
    sample->report.column_of[TB_ROLE_TASK] = 0;
    sample->report.column_of[TB_ROLE_RESULT] = 1;
    for (int i = 0; i < 2; i++) {
        set_cell(&sample->cells[i][0], i == 0 ? task : "修路");
        set_cell(&sample->cells[i][1], i == 0 ? result : "未开工");
        sample->rows[i] = (struct tb_row){.cells = sample->cells[i], .count = 2};
        sample->items[i] = (struct tb_item){.id = i == 0 ? TB_STR("2021-001") : TB_STR("2021-002"),
                                            .row = &sample->rows[i]};
    }
    sample->report.columns = sample->columns;
    sample->report.column_count = 2;
    sample->report.items = sample->items;
    sample->report.item_count = 2;
}

static struct tb_finding at(struct tb_span span)
{
    return (struct tb_finding){.rule = TB_STR("doubled-word"),
                               .span = span,
                               .zh = TB_STR("甲"),
                               .en = TB_STR("A"),
                               .confidence = 1};
}

static const char *print(struct sample *sample, struct tb_finding finding, uint32_t nth)
{
    static char prints[8][17];
    static unsigned next;
    char *out = prints[next++ % 8];
    tb_finding_fingerprint(&sample->report, &finding, nth);
    memcpy(out, finding.fingerprint, 17);
    return out;
}

static const struct tb_span quote = {0, 12, 1};

static void is_sixteen_hex_digits(void **state)
{
    struct sample sample;
    (void)state;
    make(&sample, "种树", "提升提升");
    const char *text = print(&sample, at(quote), 0);
    assert_int_equal(strlen(text), 16);
    assert_int_equal(strspn(text, "0123456789abcdef"), 16);
}

static void survives_what_does_not_matter(void **state)
{
    struct sample sample, other;
    struct tb_finding finding = at(quote);
    (void)state;
    make(&sample, "种树", "提升提升");
    const char *before = print(&sample, finding, 0);
    /* another wording, severity, number, place in the cell; white space in the task */
    make(&other, " 种\n\xE3\x80\x80树\xC2\xA0", "已提升提升");
    other.items[0].id = TB_STR("2021-009");
    other.items[0].no = TB_STR("9");
    finding.zh = TB_STR("乙");
    finding.severity = TB_SEVERITY_ERROR;
    finding.span = (struct tb_span){3, 15, 1};
    finding.report = 7;
    assert_string_equal(print(&other, finding, 0), before);
}

static void differs_by_what_does(void **state)
{
    struct sample sample, other;
    struct tb_finding finding = at(quote), changed;
    struct tb_figure figure = {.name = TB_STR("got"), .text = TB_STR("六"), .exact = TB_STR("6")};
    (void)state;
    make(&sample, "种树", "提升提升");
    const char *before = print(&sample, finding, 0);
    changed = finding;
    changed.rule = TB_STR("blank-cell");
    assert_string_not_equal(print(&sample, changed, 0), before);
    changed = finding;
    changed.item = 1;
    assert_string_not_equal(print(&sample, changed, 0), before);
    changed = finding;
    changed.span = (struct tb_span){0, 6, 1};
    assert_string_not_equal(print(&sample, changed, 0), before);
    make(&other, "种草", "提升提升");
    assert_string_not_equal(print(&other, finding, 0), before);
    assert_string_not_equal(print(&sample, finding, 1), before);
    changed = finding;
    changed.figures = &figure;
    changed.figure_count = 1;
    const char *with_figure = print(&sample, changed, 0);
    assert_string_not_equal(with_figure, before);
    /* with figures their values count, not how they are written, nor the quote */
    figure.text = TB_STR("6");
    changed.span = (struct tb_span){0, 6, 1};
    assert_string_equal(print(&sample, changed, 0), with_figure);
    figure.exact = TB_STR("7");
    assert_string_not_equal(print(&sample, changed, 0), with_figure);
}

/* The first digits are the same for another figure of the same kind, so that a judgement can be carried to
 * the next period. */
static void begins_with_the_subject(void **state)
{
    struct sample sample;
    struct tb_figure figures[] = {
        {.name = TB_STR("got"), .exact = TB_STR("6"), .unit = TB_STR("人")},
        {.name = TB_STR("no"), .text = TB_STR("12")},
    };
    struct tb_finding finding = at(quote);
    (void)state;
    finding.figures = figures;
    finding.figure_count = 2;
    make(&sample, "种树", "提升提升");
    const char *before = print(&sample, finding, 0);
    figures[0].exact = TB_STR("7");
    const char *other = print(&sample, finding, 0);
    assert_memory_equal(other, before, TB_SUBJECT_DIGITS);
    assert_string_not_equal(other, before);
    figures[0].unit = TB_STR("家");
    assert_memory_not_equal(print(&sample, finding, 0), before, TB_SUBJECT_DIGITS);
    /* the number of another item does not count */
    figures[0] = (struct tb_figure){TB_STR("got"), {0}, TB_STR("6"), TB_STR("人")};
    figures[1].text = TB_STR("13");
    assert_string_equal(print(&sample, finding, 0), before);
}

static void uses_the_id_where_there_is_no_task(void **state)
{
    struct sample sample, other;
    (void)state;
    make(&sample, "", "提升提升");
    make(&other, "", "提升提升");
    assert_string_equal(print(&sample, at(quote), 0), print(&other, at(quote), 0));
    other.items[0].id = TB_STR("2021-009");
    assert_string_not_equal(print(&sample, at(quote), 0), print(&other, at(quote), 0));
}

/* Tasks that differ only behind the first few thousand bytes. */
static void long_tasks_count_to_their_end(void **state)
{
    static char task[10001];
    struct sample sample;
    (void)state;
    memset(task, 'x', sizeof task - 1);
    make(&sample, task, "提升提升");
    char before[17];
    memcpy(before, print(&sample, at(quote), 0), sizeof before);
    task[9999] = 'y';
    assert_string_not_equal(print(&sample, at(quote), 0), before);
}

static void works_without_an_item_or_field(void **state)
{
    struct sample sample;
    struct tb_finding whole = at((struct tb_span){.column = TB_NO_COLUMN});
    (void)state;
    make(&sample, "种树", "提升提升");
    whole.item = TB_NONE;
    const char *text = print(&sample, whole, 0);
    assert_int_equal(strlen(text), 16);
    whole.item = 0;
    assert_string_not_equal(print(&sample, whole, 0), text);
}

static void orders_by_place(void **state)
{
    /* each comes before the next */
    struct tb_finding list[] = {
        {.report = 0, .item = 0, .span = {0, 3, 1}, .rule = TB_STR("a"), .zh = TB_STR("甲")},
        {.report = 0, .item = 0, .span = {0, 3, 1}, .rule = TB_STR("a"), .zh = TB_STR("甲乙")},
        {.report = 0, .item = 0, .span = {0, 3, 1}, .rule = TB_STR("b"), .zh = TB_STR("甲")},
        {.report = 0, .item = 0, .span = {5, 6, 1}, .rule = TB_STR("a")},
        {.report = 0, .item = 0, .span = {0, 1, 2}, .rule = TB_STR("a")},
        {.report = 0, .item = 0, .span = {.column = TB_NO_COLUMN}, .rule = TB_STR("a")},
        {.report = 0, .item = 1, .span = {0, 3, 1}, .rule = TB_STR("a")},
        {.report = 0, .item = TB_NONE, .span = {.column = TB_NO_COLUMN}, .rule = TB_STR("a")},
        {.report = 1, .item = 0, .span = {0, 3, 1}, .rule = TB_STR("a")},
    };
    size_t count = sizeof list / sizeof *list;
    (void)state;
    for (size_t i = 0; i < count; i++)
        for (size_t k = 0; k < count; k++) {
            int order = tb_finding_compare(&list[i], &list[k]);
            assert_int_equal((order > 0) - (order < 0), (i > k) - (i < k));
        }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(is_sixteen_hex_digits),
        cmocka_unit_test(survives_what_does_not_matter),
        cmocka_unit_test(differs_by_what_does),
        cmocka_unit_test(begins_with_the_subject),
        cmocka_unit_test(uses_the_id_where_there_is_no_task),
        cmocka_unit_test(long_tasks_count_to_their_end),
        cmocka_unit_test(works_without_an_item_or_field),
        cmocka_unit_test(orders_by_place),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
