/* record_test.c - what a worker writes the broker reads back; what no worker could have written it
 * refuses, whatever bytes it is made of. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/utf8.h"
#include "lua/record.h"

/* A report of two columns and two items: one row shorter than the header, one longer. */
static struct tb_cell cells[4] = {
    {.text = "甲乙", .text_len = 6}, {.text = ""}, {.text = ""}, {.text = "丙", .text_len = 3}};
static struct tb_row rows[2] = {{.cells = &cells[0], .count = 1}, {.cells = &cells[1], .count = 3}};
static struct tb_item items[2] = {{.row = &rows[0]}, {.row = &rows[1]}};
static struct tb_column columns[2] = {{.role = TB_ROLE_TASK}, {.role = TB_ROLE_RESULT}};
static const struct tb_report report = {
    .columns = columns, .column_count = 2, .items = items, .item_count = 2};

static struct tb_arena *arena;

#define SLICE(literal)                                                                             \
    {                                                                                              \
        literal, sizeof literal - 1                                                                \
    } /* for constants */
static const struct tb_figure figures[] = {
    {SLICE("want"), SLICE("30人以上"), SLICE("30"), SLICE("人")},
    {SLICE("name"), SLICE("甲"), {0}, {0}},
};
static const struct tb_related related[] = {{1, {0, 0, 0}}, {0, {0, 0, TB_NO_COLUMN}}};

static struct tb_finding whole_finding(void)
{
    return (struct tb_finding){.severity = TB_SEVERITY_WARNING,
                               .report = 3,
                               .item = 0,
                               .span = {3, 6, 0},
                               .zh = TB_STR("实绩{name}"),
                               .en = TB_STR("result {name}"),
                               .figures = figures,
                               .figure_count = 2,
                               .related = related,
                               .related_count = 2,
                               .confidence = 0.75};
}

/* The single record that `out` holds. */
static struct tb_record only_record(const struct tb_buf *out)
{
    struct tb_str input = tb_buf_str(out);
    struct tb_record record;
    bool complete = false;
    assert_int_equal(tb_record_next(&input, &record, &complete, NULL), TB_OK);
    assert_true(complete);
    assert_int_equal(input.len, 0);
    return record;
}

static enum tb_status round_trip(const struct tb_finding *finding, struct tb_finding *back)
{
    struct tb_buf out = tb_buf_make(1 << 20);
    tb_record_put_finding(&out, 7, finding);
    struct tb_record record = only_record(&out);
    assert_int_equal(record.kind, TB_RECORD_FINDING);
    assert_int_equal(record.plugin, 7);
    enum tb_status status = tb_record_finding(&record, &report, arena, back, NULL);
    tb_buf_free(&out);
    return status;
}

static void assert_same(struct tb_str a, struct tb_str b)
{
    assert_true(!a.ptr == !b.ptr);
    assert_true(tb_str_eq(a, b));
}

static void a_finding_comes_back_as_it_went(void **state)
{
    (void)state;
    struct tb_finding finding = whole_finding(), back;
    assert_int_equal(round_trip(&finding, &back), TB_OK);
    assert_int_equal(back.severity, TB_SEVERITY_WARNING);
    assert_int_equal(back.report, 3);
    assert_int_equal(back.item, 0);
    assert_memory_equal(&back.span, &finding.span, sizeof back.span);
    assert_true(back.confidence >= 0.75 && back.confidence <= 0.75);
    assert_same(back.zh, finding.zh);
    assert_same(back.en, finding.en);
    assert_int_equal(back.figure_count, 2);
    for (size_t i = 0; i < 2; i++) {
        assert_same(back.figures[i].name, figures[i].name);
        assert_same(back.figures[i].text, figures[i].text);
        assert_same(back.figures[i].exact, figures[i].exact);
        assert_same(back.figures[i].unit, figures[i].unit);
    }
    assert_int_equal(back.related_count, 2);
    assert_int_equal(back.related[0].item, 1);
    assert_int_equal(back.related[1].span.column, TB_NO_COLUMN);
}

/* ---- places ---- */

static const struct {
    uint32_t item;
    struct tb_span span;
    bool good;
} places[] = {
    {0, {0, 6, 0}, true},
    {0, {3, 3, 0}, true},
    {0, {6, 6, 0}, true},
    {0, {0, 0, TB_NO_COLUMN}, true},
    {TB_NONE, {0, 0, TB_NO_COLUMN}, true},
    {1, {0, 0, 0}, true},
    {0, {0, 0, 1}, true}, /* the row is short: an empty cell */
    {0, {0, 7, 0}, false},
    {0, {1, 3, 0}, false}, /* inside a character */
    {0, {0, 4, 0}, false},
    {0, {3, 0, 0}, false},
    {0, {UINT32_MAX, UINT32_MAX, 0}, false},
    {0, {0, 1, 1}, false},
    {0, {0, 0, 2}, false},
    {1, {0, 3, 2}, true}, /* a cell beyond the header */
    {1, {0, 4, 2}, false},
    {1, {0, 0, 3}, false},
    {0, {0, 1, TB_NO_COLUMN}, false},
    {2, {0, 0, 0}, false},
    {TB_NONE - 1, {0, 0, TB_NO_COLUMN}, false},
    {TB_NONE, {0, 0, 0}, false},
};

static void places_must_be_in_the_report(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        struct tb_finding finding = whole_finding(), back;
        finding.item = places[i].item;
        finding.span = places[i].span;
        assert_int_equal(round_trip(&finding, &back), places[i].good ? TB_OK : TB_EFORMAT);
        finding = whole_finding();
        struct tb_related other = {places[i].item, places[i].span};
        finding.related = &other;
        finding.related_count = 1;
        bool good = places[i].good && places[i].item != TB_NONE;
        assert_int_equal(round_trip(&finding, &back), good ? TB_OK : TB_EFORMAT);
    }
}

static void confidence_is_a_share(void **state)
{
    (void)state;
    static const double good[] = {0, 1, 0.5}, bad[] = {-0.01, 1.01, -1e300};
    struct tb_finding finding = whole_finding(), back;
    for (size_t i = 0; i < 3; i++) {
        finding.confidence = good[i];
        assert_int_equal(round_trip(&finding, &back), TB_OK);
        finding.confidence = bad[i];
        assert_int_equal(round_trip(&finding, &back), TB_EFORMAT);
    }
    uint64_t not_a_number = 0x7FF8000000000001;
    memcpy(&finding.confidence, &not_a_number, sizeof not_a_number);
    assert_int_equal(round_trip(&finding, &back), TB_EFORMAT);
    finding = whole_finding();
    finding.severity = TB_SEVERITY_END;
    assert_int_equal(round_trip(&finding, &back), TB_EFORMAT);
}

/* ---- text ---- */

static void text_is_made_to_fit(void **state)
{
    (void)state;
    static char huge[100000];
    for (size_t i = 0; i + 3 <= sizeof huge; i += 3)
        memcpy(huge + i, "长", 3);
    struct tb_finding finding = whole_finding(), back;
    finding.zh = (struct tb_str){huge, sizeof huge};
    finding.en = TB_STR("a\xFF"
                        "b\xE9\x95");
    assert_int_equal(round_trip(&finding, &back), TB_OK);
    assert_int_equal(back.zh.len, TB_RECORD_MESSAGE_MAX - TB_RECORD_MESSAGE_MAX % 3);
    assert_int_equal(tb_utf8_valid(back.zh), back.zh.len);
    assert_same(back.en, TB_STR("a\xEF\xBF\xBD"
                                "b\xEF\xBF\xBD"));
    /* only bytes that grow: still within the cap, still whole characters */
    memset(huge, 0xFF, sizeof huge);
    assert_int_equal(round_trip(&finding, &back), TB_OK);
    assert_int_equal(back.zh.len, TB_RECORD_MESSAGE_MAX - TB_RECORD_MESSAGE_MAX % 3);
}

static void the_longest_finding_is_a_record(void **state)
{
    (void)state;
    static char huge[100000];
    struct tb_figure many[100];
    memset(huge, 'x', sizeof huge);
    struct tb_str text = {huge, sizeof huge};
    for (size_t i = 0; i < 100; i++)
        many[i] = (struct tb_figure){text, text, text, text};
    struct tb_finding finding = whole_finding(), back;
    finding.zh = finding.en = text;
    finding.figures = many;
    finding.figure_count = 100;
    assert_int_equal(round_trip(&finding, &back), TB_OK);
    assert_int_equal(back.figure_count, TB_RECORD_QUOTES_MAX);
}

static void failures_and_cases_come_back(void **state)
{
    (void)state;
    struct tb_buf out = tb_buf_make(1 << 20);
    struct tb_failed failed = {TB_CAUSE_ERROR, TB_HOOK_WHOLE, TB_NONE, 12, TB_STR("不成")}, back;
    tb_record_put_failed(&out, 1, 2, &failed);
    struct tb_record record = only_record(&out);
    assert_int_equal(tb_record_failed(&record, &back, NULL), TB_OK);
    assert_int_equal(back.cause, TB_CAUSE_ERROR);
    assert_int_equal(back.line, 12);
    assert_same(back.message, failed.message);
    static const struct tb_failed wrong[] = {{TB_CAUSE_NONE, TB_HOOK_WHOLE, 0, 0, {0}},
                                             {TB_CAUSE_END, TB_HOOK_WHOLE, 0, 0, {0}},
                                             {TB_CAUSE_ERROR, TB_HOOK_END, 0, 0, {0}}};
    for (size_t i = 0; i < 3; i++) {
        tb_buf_clear(&out);
        tb_record_put_failed(&out, 1, 2, &wrong[i]);
        record = only_record(&out);
        assert_int_equal(tb_record_failed(&record, &back, NULL), TB_EFORMAT);
    }
    struct tb_case_told told = {.passed = true};
    tb_buf_clear(&out);
    tb_record_put_case(&out, 5,
                       &(struct tb_case_told){false, true, TB_STR("名"), TB_STR("x"), NULL, 0});
    record = only_record(&out);
    assert_int_equal(tb_record_case(&record, arena, &told, NULL), TB_OK);
    assert_false(told.passed);
    assert_true(told.expects);
    assert_same(told.name, TB_STR("名"));
    assert_same(told.difference, TB_STR("x"));
    assert_int_equal(tb_record_finding(&record, &report, arena, &(struct tb_finding){0}, NULL),
                     TB_EFORMAT);
    tb_buf_free(&out);
}

static void bytes_of_an_export_go_into_several_records(void **state)
{
    (void)state;
    size_t size = (size_t)TB_RECORD_MAX * 5 / 2, seen = 0, records = 0;
    char *bytes = tb_arena_alloc(arena, size);
    assert_non_null(bytes);
    for (size_t i = 0; i < size; i++)
        bytes[i] = (char)(i * 7);
    struct tb_buf out = tb_buf_make(size * 2);
    tb_record_put(&out, TB_RECORD_OUTPUT, 0, 0, (struct tb_str){bytes, size});
    for (struct tb_str input = tb_buf_str(&out); input.len; records++) {
        struct tb_record record;
        bool complete = false;
        assert_int_equal(tb_record_next(&input, &record, &complete, NULL), TB_OK);
        assert_true(complete);
        assert_memory_equal(record.payload.ptr, bytes + seen, record.payload.len);
        seen += record.payload.len;
    }
    assert_int_equal(seen, size);
    assert_int_equal(records, 3);
    tb_buf_free(&out);
}

/* ---- frames ---- */

static void frames_may_come_in_pieces(void **state)
{
    (void)state;
    struct tb_buf out = tb_buf_make(1 << 20);
    struct tb_finding finding = whole_finding();
    tb_record_put_finding(&out, 7, &finding);
    for (size_t len = 0; len < out.len; len++) {
        struct tb_str input = {out.ptr, len};
        struct tb_record record;
        bool complete = true;
        assert_int_equal(tb_record_next(&input, &record, &complete, NULL), TB_OK);
        assert_false(complete);
        assert_int_equal(input.len, len);
    }
    tb_buf_free(&out);
}

static void wrong_heads_are_refused(void **state)
{
    (void)state;
    static const struct {
        uint32_t len, kind;
    } heads[] = {{11, TB_RECORD_COMMIT},
                 {0, TB_RECORD_COMMIT},
                 {TB_RECORD_MAX - 3, TB_RECORD_COMMIT},
                 {UINT32_MAX, TB_RECORD_COMMIT},
                 {12, 0},
                 {12, TB_RECORD_DONE + 1},
                 {12, TB_RECORD_COMMIT | 1 << 16}};
    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++) {
        struct tb_buf out = tb_buf_make(100);
        tb_buf_u32(&out, heads[i].len);
        tb_buf_u32(&out, heads[i].kind);
        tb_buf_u32(&out, 0);
        tb_buf_u32(&out, 0);
        struct tb_str input = tb_buf_str(&out);
        struct tb_record record;
        bool complete;
        struct tb_error error;
        assert_int_equal(tb_record_next(&input, &record, &complete, &error), TB_EFORMAT);
        assert_non_null(strstr(error.en, "malformed record"));
        tb_buf_free(&out);
    }
}

/* Cut anywhere, or with any byte changed, a payload is refused or gives a finding that is inside the
 * report; it never reads beyond. */
static void damaged_findings_do_no_harm(void **state)
{
    (void)state;
    struct tb_buf out = tb_buf_make(1 << 20);
    struct tb_finding finding = whole_finding(), back;
    tb_record_put_finding(&out, 7, &finding);
    struct tb_record record = only_record(&out);
    for (size_t len = 0; len < record.payload.len; len++) {
        struct tb_record cut = record;
        cut.payload.len = len;
        assert_int_equal(tb_record_finding(&cut, &report, arena, &back, NULL), TB_EFORMAT);
    }
    for (size_t at = TB_RECORD_HEAD; at < out.len; at++)
        for (int bit = 0; bit < 8; bit++) {
            out.ptr[at] = (char)(out.ptr[at] ^ 1 << bit);
            if (tb_record_finding(&record, &report, arena, &back, NULL) == TB_OK) {
                assert_true(back.item == TB_NONE || back.item < report.item_count);
                assert_int_equal(tb_utf8_valid(back.zh), back.zh.len);
            }
            out.ptr[at] = (char)(out.ptr[at] ^ 1 << bit);
        }
    tb_buf_free(&out);
}

static void a_full_arena_is_no_wrong_record(void **state)
{
    (void)state;
    struct tb_arena *small;
    struct tb_finding finding = whole_finding(), back;
    struct tb_buf out = tb_buf_make(1 << 20);
    assert_int_equal(tb_arena_new(4096, &small, NULL), TB_OK);
    while (tb_arena_alloc(small, 64))
        ;
    tb_record_put_finding(&out, 7, &finding);
    struct tb_record record = only_record(&out);
    assert_int_equal(tb_record_finding(&record, &report, small, &back, NULL), TB_ELIMIT);
    tb_arena_free(small);
    tb_buf_free(&out);
}

static int open_arena(void **state)
{
    (void)state;
    return tb_arena_new((size_t)64 << 20, &arena, NULL) != TB_OK;
}

static int close_arena(void **state)
{
    (void)state;
    tb_arena_free(arena);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_finding_comes_back_as_it_went),
        cmocka_unit_test(places_must_be_in_the_report),
        cmocka_unit_test(confidence_is_a_share),
        cmocka_unit_test(text_is_made_to_fit),
        cmocka_unit_test(the_longest_finding_is_a_record),
        cmocka_unit_test(failures_and_cases_come_back),
        cmocka_unit_test(bytes_of_an_export_go_into_several_records),
        cmocka_unit_test(frames_may_come_in_pieces),
        cmocka_unit_test(wrong_heads_are_refused),
        cmocka_unit_test(damaged_findings_do_no_harm),
        cmocka_unit_test(a_full_arena_is_no_wrong_record),
    };
    return cmocka_run_group_tests(tests, open_arena, close_arena);
}
