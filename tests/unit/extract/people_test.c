/* people_test.c - names of people by the cases of tests/data/people.tsv, and hiding them by those of
 * people-hidden.tsv. */
#include "figure_cases.h"

#include "extract/mask.h"

static struct tb_people *people;

/* A text with \\n for its line ends. */
static struct tb_str unfold(struct tb_str text, struct tb_arena *arena)
{
    char *out = tb_arena_alloc(arena, text.len + 1);
    size_t len = 0;
    for (size_t i = 0; i < text.len; i++) {
        bool end = text.ptr[i] == '\\' && i + 1 < text.len && text.ptr[i + 1] == 'n';
        out[len++] = end ? '\n' : text.ptr[i];
        i += end;
    }
    return (struct tb_str){out, len};
}

static void check(struct cases *cases, const struct tb_tsv_record *record)
{
    tb_arena_reset(cases->arena);
    tb_buf_clear(&cases->text);
    struct tb_str text = unfold(record->field[1], cases->arena);
    bool units = tb_str_eq(record->field[0], TB_STR("责任单位"));
    struct tb_column column = {record->field[0], units ? TB_ROLE_UNITS : TB_ROLE_PEOPLE};
    struct tb_cell cell = {.text = text.ptr, .text_len = (uint32_t)text.len};
    struct tb_row row = {.cells = &cell, .count = 1};
    struct tb_item item = {.row = &row};
    struct tb_report report = {
        .columns = &column, .column_count = 1, .items = &item, .item_count = 1};
    assert_int_equal(tb_people_read(people, &report, cases->arena, NULL), TB_OK);
    for (uint32_t i = 0; i < item.person_count; i++) {
        const struct tb_person *person = &item.people[i];
        assert_true(person->span.from < person->span.to && person->span.to <= text.len);
        tb_buf_printf(&cases->text, "%s%.*s(%.*s)", i ? " " : "", TB_ARG(person->name),
                      TB_ARG(person->role));
    }
    tb_buf_text(&cases->text, item.person_count ? "" : "-");
    struct tb_str got = tb_buf_str(&cases->text);
    if (!tb_str_eq(got, record->field[2]))
        fail_msg("%.*s\nwant %.*s\ngot  %.*s", TB_ARG(record->field[1]), TB_ARG(record->field[2]),
                 TB_ARG(got));
}

static void open_people(struct cases *cases)
{
    struct tb_error error;
    if (tb_people_new(NULL, 0, cases->lexicons, &people, &error) != TB_OK)
        fail_msg("%s:%u: %s", error.source, error.line, error.en);
}

static void people_are_read(void **state)
{
    struct cases *cases = *state;
    open_people(cases);
    each_record(TB_TEST_DATA "/people.tsv", 4, cases, check);
}

/* Two columns: a text, and people who are known by a column of theirs. */
static void check_hidden(struct cases *cases, const struct tb_tsv_record *record)
{
    tb_arena_reset(cases->arena);
    struct tb_column columns[2] = {{TB_STR("完成情况"), TB_ROLE_RESULT},
                                   {TB_STR("责任人"), TB_ROLE_PEOPLE}};
    struct tb_cell cells[2] = {
        {.text = record->field[0].ptr, .text_len = (uint32_t)record->field[0].len},
        {.text = record->field[1].ptr, .text_len = (uint32_t)record->field[1].len}};
    struct tb_row row = {.cells = cells, .count = 2};
    struct tb_item item = {.row = &row};
    struct tb_report report = {
        .columns = columns, .column_count = 2, .items = &item, .item_count = 1};
    assert_int_equal(tb_people_mask(people, NULL, false, &report, cases->arena, NULL), TB_OK);
    struct tb_str got = tb_item_text(&item, 0);
    if (!tb_str_eq(got, record->field[2]))
        fail_msg("%.*s\nwant %.*s\ngot  %.*s", TB_ARG(record->field[0]), TB_ARG(record->field[2]),
                 TB_ARG(got));
    bool changed = !tb_str_eq(got, record->field[0]);
    assert_int_equal(got.len, record->field[0].len);
    assert_true(!changed || (report.repair_count == 1 && report.repairs[0].count > 0));
    assert_true(!changed || item.published == &row);
    assert_true(cells[0].text == record->field[0].ptr); /* what was read stays as it was */
}

static void names_are_hidden(void **state)
{
    struct cases *cases = *state;
    open_people(cases);
    each_record(TB_TEST_DATA "/people-hidden.tsv", 4, cases, check_hidden);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(people_are_read, open_cases, close_cases),
        cmocka_unit_test_setup_teardown(names_are_hidden, open_cases, close_cases),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
