/* figure_cases.h - what the tests of figures and dates share: lexicons, a scan, figures as text. */
#ifndef TB_TEST_FIGURE_CASES_H
#define TB_TEST_FIGURE_CASES_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/buf.h"
#include "base/file.h"
#include "base/tsv.h"
#include "base/utf8.h"
#include "extract/quantities.h"

struct cases {
    struct tb_arena *lexicons, *arena; /* arena: of one scan */
    struct tb_measures *measures;
    struct tb_quantities quantities;
    struct tb_dates dates;
    struct tb_buf text;
};

static inline int open_cases(void **state)
{
    static struct cases cases;
    cases = (struct cases){.text = tb_buf_make(1u << 20)};
    struct tb_error error;
    assert_int_equal(tb_arena_new(16u << 20, &cases.lexicons, NULL), TB_OK);
    assert_int_equal(tb_arena_new((size_t)1 << 30, &cases.arena, NULL), TB_OK);
    if (tb_measures_new(NULL, 0, cases.lexicons, &cases.measures, &error) != TB_OK)
        fail_msg("%s:%u: %s", error.source, error.line, error.en);
    *state = &cases;
    return 0;
}

static inline int close_cases(void **state)
{
    struct cases *cases = *state;
    tb_buf_free(&cases->text);
    tb_arena_free(cases->arena);
    tb_arena_free(cases->lexicons);
    return 0;
}

/* The calendar of the cases: the third quarter of 2021. */
static inline struct tb_scan_options third_quarter(void)
{
    struct tb_period period = {true, TB_PERIOD_QUARTER, 3, {2021, 7, 1}, {2021, 9, 30}};
    return (struct tb_scan_options){.calendar = {2021, period}};
}

static inline void scan(struct cases *cases, struct tb_str text,
                        const struct tb_scan_options *options)
{
    tb_arena_reset(cases->arena);
    cases->quantities = (struct tb_quantities){0};
    cases->dates = (struct tb_dates){0};
    struct tb_error error;
    if (tb_quantities_scan(cases->measures, text, options, cases->arena, &cases->quantities,
                           &cases->dates, &error) != TB_OK)
        fail_msg("%s", error.en);
}

/* lo, hi, or lo..hi as text. */
static inline void write_value(struct tb_buf *out, const struct tb_quantity *quantity)
{
    char lo[TB_DECIMAL_TEXT] = "", hi[TB_DECIMAL_TEXT] = "";
    if (quantity->has_lo)
        tb_decimal_text(quantity->lo, lo);
    if (quantity->has_hi)
        tb_decimal_text(quantity->hi, hi);
    tb_buf_text(out, quantity->has_lo ? lo : hi);
    if (quantity->has_lo && quantity->has_hi && strcmp(lo, hi) != 0)
        tb_buf_printf(out, "..%s", hi);
}

static inline struct tb_str quote_of(struct tb_str text, struct tb_span span)
{
    return tb_str_sub(text, span.from, span.to);
}

/* Calls `check` for every record of a file under tests/data. */
static inline void each_record(const char *path, size_t fields, struct cases *cases,
                               void (*check)(struct cases *, const struct tb_tsv_record *))
{
    struct tb_str text;
    struct tb_error error;
    if (tb_file_read(path, 1u << 20, cases->lexicons, &text, &error) != TB_OK)
        fail_msg("%s", error.en);
    struct tb_tsv tsv = tb_tsv_open(text, path, fields, fields);
    struct tb_tsv_record record;
    size_t count = 0;
    for (bool more = true;; count++) {
        if (tb_tsv_next(&tsv, &record, &more, &error) != TB_OK)
            fail_msg("%s:%u: %s", error.source, error.line, error.en);
        if (!more)
            break;
        check(cases, &record);
    }
    assert_true(count > 10);
}

#endif
