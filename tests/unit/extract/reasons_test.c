/* reasons_test.c - reasons and adjustments by the cases of tests/data/reasons.tsv. */
#include "figure_cases.h"

#include "extract/reasons.h"

static struct tb_reasons *reasons;

static void write_reasons(struct cases *cases, struct tb_str text)
{
    struct tb_reason_list found = {0};
    assert_true(tb_reasons_scan(reasons, text, 0, cases->arena, &found));
    for (size_t i = 0; i < found.count; i++) {
        tb_buf_text(&cases->text, i ? " | " : "");
        tb_buf_add(&cases->text, found.at[i].class);
        tb_buf_text(&cases->text, ": ");
        tb_buf_add(&cases->text, quote_of(text, found.at[i].span));
    }
    tb_buf_text(&cases->text, found.count ? "" : "-");
}

static void write_adjusted(struct cases *cases, struct tb_str text)
{
    struct tb_adjusted_list found = {0};
    assert_true(tb_adjusted_scan(reasons, text, 0, cases->arena, &found));
    for (size_t i = 0; i < found.count; i++) {
        const struct tb_adjusted *adjusted = &found.at[i];
        assert_true(adjusted->span.from < adjusted->span.to && adjusted->span.to <= text.len);
        tb_buf_text(&cases->text, i ? " | " : "");
        tb_buf_add(&cases->text, adjusted->old_text.ptr ? adjusted->old_text : TB_STR("?"));
        tb_buf_text(&cases->text, " -> ");
        tb_buf_add(&cases->text, adjusted->new_text.ptr ? adjusted->new_text : TB_STR("?"));
    }
    tb_buf_text(&cases->text, found.count ? "" : "-");
}

static void expect(struct cases *cases, struct tb_str text, struct tb_str want)
{
    struct tb_str got = tb_buf_str(&cases->text);
    if (!tb_str_eq(got, want))
        fail_msg("%.*s\nwant %.*s\ngot  %.*s", TB_ARG(text), TB_ARG(want), TB_ARG(got));
    tb_buf_clear(&cases->text);
}

static void check(struct cases *cases, const struct tb_tsv_record *record)
{
    tb_arena_reset(cases->arena);
    tb_buf_clear(&cases->text);
    write_reasons(cases, record->field[0]);
    expect(cases, record->field[0], record->field[1]);
    write_adjusted(cases, record->field[0]);
    expect(cases, record->field[0], record->field[2]);
}

static void reasons_and_adjustments_are_read(void **state)
{
    struct cases *cases = *state;
    struct tb_error error;
    if (tb_reasons_new(NULL, 0, cases->lexicons, &reasons, &error) != TB_OK)
        fail_msg("%s:%u: %s", error.source, error.line, error.en);
    each_record(TB_TEST_DATA "/reasons.tsv", 3, cases, check);
}

static void hostile_texts_end(void **state)
{
    struct cases *cases = *state;
    static const char *const units[] = {"因",   "受", "受资金", "由",      "由1调整为2，",
                                        "根据", "。", "：",     "调整为："};
    enum { SIZE = 128 << 10 };
    char *text = malloc(SIZE);
    assert_non_null(text);
    for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
        size_t len = strlen(units[i]), size = SIZE / len * len;
        for (size_t at = 0; at < size; at += len)
            memcpy(text + at, units[i], len);
        struct tb_reason_list found = {0};
        struct tb_adjusted_list adjusted = {0};
        tb_arena_reset(cases->arena);
        assert_true(tb_reasons_scan(reasons, (struct tb_str){text, size}, 0, cases->arena, &found));
        assert_true(
            tb_adjusted_scan(reasons, (struct tb_str){text, size}, 0, cases->arena, &adjusted));
    }
    free(text);
}

static void a_bad_line_is_an_error_with_its_place(void **state)
{
    struct cases *cases = *state;
    struct tb_lexicon_file extra = {"adjustments", "lexicon/adjustments.tsv",
                                    TB_STR("甲\tmaybe\n")};
    struct tb_reasons *made = NULL;
    struct tb_error error = {0};
    assert_int_equal(tb_reasons_new(&extra, 1, cases->lexicons, &made, &error), TB_EUSAGE);
    assert_string_equal(error.source, "lexicon/adjustments.tsv");
    assert_int_equal(error.line, 1);
    assert_null(made);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reasons_and_adjustments_are_read),
        cmocka_unit_test(hostile_texts_end),
        cmocka_unit_test(a_bad_line_is_an_error_with_its_place),
    };
    return cmocka_run_group_tests_name("extract.reasons", tests, open_cases, close_cases);
}
