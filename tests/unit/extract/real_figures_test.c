/*
 * real_figures_test.c - the figures of a real bulletin against what a reader saw in it
 * (tests/data/linzi-2021q3.quantities.tsv). Skipped where the bulletin is not at hand.
 */
#include "figure_cases.h"

#include "model/clean.h"

enum { SKIPPED = 77 };

/* The columns of the bulletin: no, task, target, units, result. */
static const char *const fields[] = {"no", "task", "target", "units", "result"};

struct counts {
    size_t right, wrong, missing;
};

static bool field_is(const struct tb_tsv_record *gold, size_t index, struct tb_str text)
{
    return tb_str_eq(gold->field[index], text);
}

/* Whether the figure has the place, bounds, unit and comparator of the record. */
static bool agrees(struct tb_str text, const struct tb_quantity *q,
                   const struct tb_tsv_record *gold)
{
    char from[24], to[24], lo[TB_DECIMAL_TEXT] = "", hi[TB_DECIMAL_TEXT] = "";
    if (q->has_lo)
        tb_decimal_text(q->lo, lo);
    if (q->has_hi)
        tb_decimal_text(q->hi, hi);
    snprintf(from, sizeof from, "%zu", tb_utf8_count(tb_str_sub(text, 0, q->span.from)));
    snprintf(to, sizeof to, "%zu", tb_utf8_count(tb_str_sub(text, 0, q->span.to)));
    return field_is(gold, 2, tb_str_of(from)) && field_is(gold, 3, tb_str_of(to)) &&
           field_is(gold, 4, tb_str_of(lo)) && field_is(gold, 5, tb_str_of(hi)) &&
           field_is(gold, 6, q->unit) &&
           field_is(gold, 7, tb_str_of(tb_comparator_name(q->comparator))) &&
           field_is(gold, 8, tb_str_of(tb_quantity_kind_name(q->kind)));
}

/* The next record of the gold if it speaks of this cell. */
static bool next_gold(struct tb_tsv *gold, struct tb_tsv_record *record, bool *more,
                      struct tb_str no, const char *field)
{
    return *more && field_is(record, 0, no) && field_is(record, 1, tb_str_of(field)) &&
           (gold->line > 0);
}

static void advance(struct tb_tsv *gold, struct tb_tsv_record *record, bool *more)
{
    struct tb_error error;
    if (tb_tsv_next(gold, record, more, &error) != TB_OK)
        fail_msg("%s:%u: %s", error.source, error.line, error.en);
}

static void judge_cell(struct cases *cases, struct tb_str text, struct tb_str no, const char *field,
                       struct tb_tsv *gold, struct tb_tsv_record *record, bool *more,
                       struct counts *counts)
{
    struct tb_scan_options options = third_quarter();
    scan(cases, text, &options);
    size_t right = 0, wanted = 0;
    for (; next_gold(gold, record, more, no, field); advance(gold, record, more), wanted++)
        for (size_t i = 0; i < cases->quantities.count; i++)
            right += agrees(text, &cases->quantities.at[i], record);
    counts->right += right;
    counts->wrong += cases->quantities.count - right;
    counts->missing += wanted - right;
}

/* Cuts the line into its cells; false: it is no row of the table. */
static bool cells_of(struct tb_str line, struct tb_arena *arena, struct tb_str cells[5])
{
    size_t from = 0, count = 0;
    for (size_t at = 0; at <= line.len && count < 5; at++)
        if (at == line.len || line.ptr[at] == '\t') {
            struct tb_cleaned cleaned;
            assert_true(tb_clean(tb_str_sub(line, from, at), arena, &cleaned));
            cells[count++] = cleaned.text;
            from = at + 1;
        }
    return count == 5 && cells[0].len > 0 && cells[0].ptr[0] >= '0' && cells[0].ptr[0] <= '9';
}

static void figures_are_those_a_reader_saw(void **state)
{
    struct cases *cases = *state;
    struct tb_str report, lines;
    struct tb_error error;
    if (tb_file_read(TB_SHARED_DATA "/linzi-2021q3.txt", 1u << 20, cases->lexicons, &report,
                     &error) != TB_OK)
        skip();
    assert_int_equal(tb_file_read(TB_TEST_DATA "/linzi-2021q3.quantities.tsv", 1u << 20,
                                  cases->lexicons, &lines, NULL),
                     TB_OK);
    struct tb_tsv gold = tb_tsv_open(lines, "linzi-2021q3.quantities.tsv", 9, 9);
    struct tb_tsv_record record;
    struct counts counts = {0};
    bool more = true;
    advance(&gold, &record, &more);
    for (size_t from = 0; from < report.len;) {
        size_t end = tb_str_find(report, TB_STR("\n"), from);
        end = end == SIZE_MAX ? report.len : end;
        struct tb_str cells[5];
        if (cells_of(tb_str_sub(report, from, end), cases->lexicons, cells))
            for (size_t i = 1; i < 5; i++)
                if (i != 3)
                    judge_cell(cases, cells[i], cells[0], fields[i], &gold, &record, &more,
                               &counts);
        from = end + 1;
    }
    assert_false(more); /* all of the gold was asked for */
    double f1 =
        2.0 * (double)counts.right / (double)(2 * counts.right + counts.wrong + counts.missing);
    print_message("right %zu, wrong %zu, missing %zu, F1 %.4f\n", counts.right, counts.wrong,
                  counts.missing, f1);
    assert_true(f1 >= 0.98);
}

int main(void)
{
    struct tb_error error;
    struct tb_arena *arena;
    struct tb_str text;
    assert_int_equal(tb_arena_new(1u << 20, &arena, NULL), TB_OK);
    bool missing =
        tb_file_read(TB_SHARED_DATA "/linzi-2021q3.txt", 1u << 20, arena, &text, &error) != TB_OK;
    tb_arena_free(arena);
    if (missing)
        return SKIPPED;
    const struct CMUnitTest tests[] = {cmocka_unit_test(figures_are_those_a_reader_saw)};
    return cmocka_run_group_tests_name("extract.real_figures", tests, open_cases, close_cases);
}
