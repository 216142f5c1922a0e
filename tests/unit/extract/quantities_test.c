/*
 * quantities_test.c - figures in prose: the cases of tests/data, properties that hold for any text,
 * hostile texts, and what a workspace may add to the lexicons.
 */
#include "figure_cases.h"

static void check_sentence(struct cases *cases, const struct tb_tsv_record *record)
{
    struct tb_str text = record->field[1], want = record->field[2];
    struct tb_scan_options options = third_quarter();
    scan(cases, text, &options);
    tb_buf_clear(&cases->text);
    for (size_t i = 0; i < cases->quantities.count; i++) {
        const struct tb_quantity *q = &cases->quantities.at[i];
        tb_buf_text(&cases->text, i ? " | " : "");
        tb_buf_add(&cases->text, quote_of(text, q->span));
        tb_buf_text(&cases->text, " = ");
        write_value(&cases->text, q);
        tb_buf_printf(&cases->text, " %.*s %s %s", TB_ARG(q->unit.ptr ? q->unit : TB_STR("-")),
                      tb_comparator_name(q->comparator), tb_quantity_kind_name(q->kind));
    }
    if (cases->quantities.count == 0)
        tb_buf_text(&cases->text, "-");
    struct tb_str got = tb_buf_str(&cases->text);
    if (!tb_str_eq(got, want))
        fail_msg("%.*s\nwant %.*s\ngot  %.*s", TB_ARG(text), TB_ARG(want), TB_ARG(got));
}

static void sentences_give_their_figures(void **state)
{
    each_record(TB_TEST_DATA "/quantities.tsv", 3, *state, check_sentence);
}

static void check_bare(struct cases *cases, const struct tb_tsv_record *record)
{
    struct tb_scan_options options = {.bare = true};
    scan(cases, record->field[0], &options);
    tb_buf_clear(&cases->text);
    for (size_t i = 0; i < cases->quantities.count; i++) {
        tb_buf_text(&cases->text, i ? " " : "");
        if (cases->quantities.at[i].comparator == TB_CMP_GT)
            tb_buf_text(&cases->text, ">");
        write_value(&cases->text, &cases->quantities.at[i]);
    }
    struct tb_str got = tb_buf_str(&cases->text);
    if (!tb_str_eq(got, record->field[1]))
        fail_msg("%.*s: want %.*s, got %.*s", TB_ARG(record->field[0]), TB_ARG(record->field[1]),
                 TB_ARG(got));
}

static void bare_numbers_have_their_value(void **state)
{
    each_record(TB_TEST_DATA "/bare_numbers.tsv", 2, *state, check_bare);
}

static void write_day(struct tb_buf *out, struct tb_day day)
{
    tb_buf_printf(out, "%04d-%02d-%02d", day.year, day.month, day.day);
}

/* The value of a fact as the case file writes it. */
static void write_fact(struct cases *cases, struct tb_str text, const struct tb_quantity *q,
                       struct tb_str name)
{
    struct tb_buf *out = &cases->text;
    if (tb_str_eq(name, TB_STR("metric"))) {
        tb_buf_add(out, q->metric);
    } else if (tb_str_eq(name, TB_STR("cumulative"))) {
        tb_buf_text(out, q->cumulative ? "yes" : "no");
    } else if (tb_str_eq(name, TB_STR("parent"))) {
        tb_buf_add(out, q->parent == TB_NONE
                            ? TB_STR("none")
                            : quote_of(text, cases->quantities.at[q->parent].span));
    } else if (tb_str_eq(name, TB_STR("period"))) {
        write_day(out, q->period.from);
        tb_buf_text(out, "..");
        write_day(out, q->period.to);
    } else if (tb_str_eq(name, TB_STR("hedges"))) {
        for (int hedge = 0, some = 0; hedge < TB_HEDGE_END; hedge++)
            if (q->hedges >> hedge & 1)
                tb_buf_printf(out, "%s%s", some++ ? "+" : "", tb_hedge_name((enum tb_hedge)hedge));
    } else {
        fail_msg("no such fact: %.*s", TB_ARG(name));
    }
}

static void check_fact(struct cases *cases, struct tb_str text, const struct tb_quantity *q,
                       struct tb_str fact)
{
    size_t sign = tb_str_find(fact, TB_STR("="), 0);
    assert_int_not_equal(sign, SIZE_MAX);
    struct tb_str want = tb_str_sub(fact, sign + 1, fact.len);
    tb_buf_clear(&cases->text);
    write_fact(cases, text, q, tb_str_sub(fact, 0, sign));
    struct tb_str got = tb_buf_str(&cases->text);
    if (!tb_str_eq(got, want))
        fail_msg("%.*s\n%.*s: want %.*s, got %.*s", TB_ARG(text), TB_ARG(quote_of(text, q->span)),
                 TB_ARG(fact), TB_ARG(got));
}

static void check_context(struct cases *cases, const struct tb_tsv_record *record)
{
    struct tb_str text = record->field[0], facts = record->field[2];
    struct tb_scan_options options = third_quarter();
    scan(cases, text, &options);
    const struct tb_quantity *found = NULL;
    for (size_t i = 0; i < cases->quantities.count; i++)
        if (tb_str_eq(quote_of(text, cases->quantities.at[i].span), record->field[1]))
            found = &cases->quantities.at[i];
    if (!found)
        fail_msg("%.*s: no figure %.*s", TB_ARG(text), TB_ARG(record->field[1]));
    for (size_t at = 0; at < facts.len;) {
        size_t end = tb_str_find(facts, TB_STR("; "), at);
        check_fact(cases, text, found, tb_str_sub(facts, at, end == SIZE_MAX ? facts.len : end));
        at = end == SIZE_MAX ? facts.len : end + 2;
    }
}

static void context_is_read(void **state)
{
    each_record(TB_TEST_DATA "/figures_in_context.tsv", 3, *state, check_context);
}

/* What holds for every figure of any text. */
static void check_properties(struct cases *cases, struct tb_str text)
{
    size_t last = 0;
    for (size_t i = 0; i < cases->quantities.count; i++) {
        const struct tb_quantity *q = &cases->quantities.at[i];
        assert_true(q->span.from < q->span.to && q->span.to <= text.len);
        assert_true(q->span.from >= last);
        last = q->span.to;
        assert_true(((unsigned char)text.ptr[q->span.from] & 0xC0) != 0x80);
        assert_true(q->span.to == text.len || ((unsigned char)text.ptr[q->span.to] & 0xC0) != 0x80);
        assert_true(q->has_lo || q->has_hi);
        assert_true(!q->has_lo || !q->has_hi || tb_decimal_compare(q->lo, q->hi) <= 0);
        assert_true(q->parent == TB_NONE || q->parent < i);
        assert_true(q->metric.ptr >= text.ptr &&
                    q->metric.ptr + q->metric.len <= text.ptr + text.len);
    }
}

/* Every value, written plainly with its unit, is read again as itself. */
static void check_again(struct cases *cases, struct tb_str text)
{
    struct tb_scan_options options = {.bare = true};
    scan(cases, text, &options);
    size_t count = cases->quantities.count;
    assert_true(count <= 64);
    struct tb_quantity first[64];
    for (size_t i = 0; i < count; i++)
        first[i] = cases->quantities.at[i];
    for (size_t i = 0; i < count; i++) {
        if (!first[i].has_lo || !first[i].has_hi ||
            tb_decimal_compare(first[i].lo, first[i].hi) != 0)
            continue;
        tb_buf_clear(&cases->text);
        write_value(&cases->text, &first[i]);
        if (first[i].unit.ptr && tb_str_find(first[i].unit, TB_STR("/"), 0) == SIZE_MAX)
            tb_buf_add(&cases->text, first[i].unit);
        scan(cases, tb_buf_str(&cases->text), &options);
        assert_int_equal(cases->quantities.count, 1);
        assert_int_equal(tb_decimal_compare(cases->quantities.at[0].lo, first[i].lo), 0);
        assert_int_equal(tb_decimal_compare(cases->quantities.at[0].hi, first[i].hi), 0);
    }
}

static void check_text(struct cases *cases, const struct tb_tsv_record *record)
{
    struct tb_scan_options options = third_quarter();
    struct tb_str text = record->field[1];
    scan(cases, text, &options);
    check_properties(cases, text);
    check_again(cases, text);
    /* cut anywhere, even inside a character, the text is read without harm */
    for (size_t cut = 0; cut < text.len; cut++) {
        scan(cases, tb_str_sub(text, 0, cut), &options);
        for (size_t i = 0; i < cases->quantities.count; i++)
            assert_true(cases->quantities.at[i].span.to <= cut);
    }
}

static void properties_hold(void **state)
{
    each_record(TB_TEST_DATA "/quantities.tsv", 3, *state, check_text);
}

/* Texts made to be slow are read in one pass: this ends. */
static void hostile_texts_end(void **state)
{
    struct cases *cases = *state;
    static const char *const units[] = {
        "1",    "1,111", "0.",      "（",     "第",          "一",     "十一", "万",  "亿万",
        "1万",  "1-",    "1至",     "百分之", "1/",          "2021年", "1月",  "“1",  "《",
        "约约", "、1",   "分别1、", "其中含", "1亩项目工程", "每1",    "1 ",   "零",  "年内",
        "几",   "1e",    "又1/2",   "\xE4",   "\xF0\x9F",    "-",      "1%的", "1元/"};
    enum { SIZE = 96 << 10 };
    char *text = malloc(SIZE);
    assert_non_null(text);
    for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
        size_t len = strlen(units[i]), size = SIZE / len * len;
        for (size_t at = 0; at < size; at += len)
            memcpy(text + at, units[i], len);
        struct tb_scan_options options = third_quarter();
        for (int bare = 0; bare < 2; bare++) {
            options.bare = bare;
            scan(cases, (struct tb_str){text, size}, &options);
        }
    }
    free(text);
}

static void a_full_arena_is_said(void **state)
{
    struct cases *cases = *state;
    struct tb_arena *small;
    assert_int_equal(tb_arena_new(4096, &small, NULL), TB_OK);
    tb_buf_clear(&cases->text);
    for (int i = 0; i < 500; i++)
        tb_buf_text(&cases->text, "新增3家、");
    struct tb_scan_options options = third_quarter();
    struct tb_quantities found = {0};
    struct tb_error error;
    assert_int_equal(tb_quantities_scan(cases->measures, tb_buf_str(&cases->text), &options, small,
                                        &found, NULL, &error),
                     TB_ELIMIT);
    assert_true(found.count > 0);
    tb_arena_free(small);
}

static void a_workspace_adds_units_and_overrules(void **state)
{
    struct cases *cases = *state;
    struct tb_str units = TB_STR("# ours\n羊单位\t羊单位\tcount\t1\t-\tpastures\n"
                                 "亩\t市亩\tarea\t1\t-\tour spelling\n");
    struct tb_lexicon_file extra = {"units", "lexicon/units.tsv", units};
    struct tb_measures *measures;
    assert_int_equal(tb_measures_new(&extra, 1, cases->lexicons, &measures, NULL), TB_OK);
    struct tb_scan_options options = {0};
    struct tb_quantities found = {0};
    assert_int_equal(tb_quantities_scan(measures, TB_STR("存栏30羊单位，草场5亩"), &options,
                                        cases->arena, &found, NULL, NULL),
                     TB_OK);
    assert_int_equal(found.count, 2);
    assert_true(tb_str_eq(found.at[0].unit, TB_STR("羊单位")));
    assert_true(tb_str_eq(found.at[1].unit, TB_STR("市亩")));
}

static void a_bad_line_is_an_error_with_its_place(void **state)
{
    struct cases *cases = *state;
    static const struct {
        const char *name, *text;
    } bad[] = {{"units", "甲\t甲\tweight\t1\t-\n"},
               {"units", "甲\t甲\tmass\tx\t-\n"},
               {"units", "甲\t甲\n"},
               {"cues", "甲\tmood\n"},
               {"comparators", "甲\tge\tbeside\n"},
               {"comparators", "甲\tmore\tbefore\n"},
               {"date_words", "甲\tyear\t99\n"},
               {"false_friends", "甲\tnear\tany\n"},
               {"false_friends", "甲\tafter\tsome\n"},
               {"counting", "甲\tpeople\n"},
               {"metric_words", "甲\tmiddle\n"}};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        struct tb_lexicon_file extra = {bad[i].name, "lexicon/bad.tsv", tb_str_of(bad[i].text)};
        struct tb_measures *measures = NULL;
        struct tb_error error = {0};
        assert_int_equal(tb_measures_new(&extra, 1, cases->lexicons, &measures, &error), TB_EUSAGE);
        assert_string_equal(error.source, "lexicon/bad.tsv");
        assert_int_equal(error.line, 1);
        assert_null(measures);
    }
}

static void units_are_named_and_grouped(void **state)
{
    struct cases *cases = *state;
    int power;
    const struct tb_measure *measure = tb_measure_named(cases->measures, TB_STR(" 万元 "), &power);
    assert_non_null(measure);
    assert_int_equal(power, 4);
    assert_true(tb_str_eq(measure->name, TB_STR("元")));
    assert_null(tb_measure_named(cases->measures, TB_STR("区财政局"), &power));
    assert_null(tb_measure_named(cases->measures, TB_STR(""), &power));
    assert_true(tb_str_eq(tb_measure_group(cases->measures, TB_STR("处")),
                          tb_measure_group(cases->measures, TB_STR("个"))));
    assert_null(tb_measure_group(cases->measures, TB_STR("亩")).ptr);
}

static void a_cell_of_one_number_takes_its_unit(void **state)
{
    struct cases *cases = *state;
    struct tb_scan_options options = third_quarter();
    options.unit = TB_STR("万元");
    scan(cases, TB_STR(" 1,250.5 "), &options);
    assert_int_equal(cases->quantities.count, 1);
    assert_true(tb_str_eq(cases->quantities.at[0].unit, TB_STR("元")));
    assert_true(cases->quantities.at[0].lo.num == 12505 && cases->quantities.at[0].lo.exp == 3);
    scan(cases, TB_STR("不低于80"), &options);
    assert_int_equal(cases->quantities.count, 1);
    assert_int_equal(cases->quantities.at[0].comparator, TB_CMP_GE);
    scan(cases, TB_STR("见附件3"), &options);
    assert_int_equal(cases->quantities.count, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sentences_give_their_figures),
        cmocka_unit_test(bare_numbers_have_their_value),
        cmocka_unit_test(context_is_read),
        cmocka_unit_test(properties_hold),
        cmocka_unit_test(hostile_texts_end),
        cmocka_unit_test(a_full_arena_is_said),
        cmocka_unit_test(a_workspace_adds_units_and_overrules),
        cmocka_unit_test(a_bad_line_is_an_error_with_its_place),
        cmocka_unit_test(units_are_named_and_grouped),
        cmocka_unit_test(a_cell_of_one_number_takes_its_unit),
    };
    return cmocka_run_group_tests_name("extract.quantities", tests, open_cases, close_cases);
}
