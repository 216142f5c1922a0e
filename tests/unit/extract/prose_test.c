/* The cases of tests/data/prose.tsv: dividing prose and reading what clauses say. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/buf.h"
#include "base/file.h"
#include "base/tsv.h"
#include "extract/parts.h"

struct fixture {
    struct tb_arena *arena;
    struct tb_prose_rules rules;
    struct tb_str cases;
};

static const struct tb_rules *read_rules(struct tb_arena *arena, const char *name)
{
    struct tb_rules *rules = NULL;
    struct tb_error error;
    if (tb_rules_new(name, NULL, 0, arena, &rules, &error) != TB_OK)
        fail_msg("%s:%u: %s", error.source, error.line, error.en);
    return rules;
}

static int set_up(void **state)
{
    static struct fixture fixture;
    assert_int_equal(tb_arena_new(64u << 20, &fixture.arena, NULL), TB_OK);
    fixture.rules.states = read_rules(fixture.arena, "states");
    fixture.rules.stages = read_rules(fixture.arena, "stages");
    fixture.rules.demands = read_rules(fixture.arena, "demands");
    assert_int_equal(
        tb_file_read(TB_TEST_DATA "/prose.tsv", 1 << 20, fixture.arena, &fixture.cases, NULL),
        TB_OK);
    *state = &fixture;
    return 0;
}

static int tear_down(void **state)
{
    tb_arena_free(((struct fixture *)*state)->arena);
    return 0;
}

static void write_clauses(struct tb_str text, const struct tb_clauses *clauses, struct tb_buf *out)
{
    for (size_t i = 0; i < clauses->count; i++) {
        const struct tb_clause *clause = &clauses->at[i];
        tb_buf_printf(out, "%s%s", i ? "|" : "", clause->bracket ? "[" : "");
        tb_buf_add(out, tb_str_sub(text, clause->from, clause->to));
        tb_buf_text(out, clause->bracket ? "]" : "");
    }
}

static void write_segments(const struct tb_segments *segments, struct tb_buf *out)
{
    for (size_t i = 0; i < segments->count; i++) {
        const struct tb_segment *segment = &segments->at[i];
        struct tb_str name = segment->label.len ? segment->label : segment->number;
        tb_buf_text(out, i ? " " : "");
        tb_buf_add(out, name.len ? name : TB_STR("-"));
    }
}

static void answer(struct fixture *fixture, struct tb_str kind, struct tb_str text,
                   struct tb_buf *out)
{
    struct tb_side_text side;
    enum tb_label label;
    assert_true(tb_side_read(text, 0, NULL, fixture->arena, &side));
    if (tb_str_eq(kind, TB_STR("clauses")))
        write_clauses(text, &side.clauses, out);
    else if (tb_str_eq(kind, TB_STR("segments")))
        write_segments(&side.segments, out);
    else if (tb_clause_says(&fixture->rules, text, &label))
        tb_buf_text(out, tb_label_name(label));
    if (out->len == 0)
        tb_buf_text(out, "-");
}

/* The file writes line ends as \n. */
static struct tb_str unescape(struct tb_arena *arena, struct tb_str text)
{
    char *copy = tb_arena_alloc(arena, text.len + 1);
    size_t len = 0;
    for (size_t i = 0; i < text.len; i++) {
        bool line_end = text.ptr[i] == '\\' && i + 1 < text.len && text.ptr[i + 1] == 'n';
        copy[len++] = line_end ? '\n' : text.ptr[i];
        i += line_end;
    }
    return (struct tb_str){copy, len};
}

static void every_case_is_read_as_expected(void **state)
{
    struct fixture *fixture = *state;
    struct tb_tsv tsv = tb_tsv_open(fixture->cases, "prose.tsv", 4, 4);
    struct tb_tsv_record record;
    bool more;
    size_t count = 0, wrong = 0;
    struct tb_buf out = tb_buf_make(1 << 16);
    while (tb_tsv_next(&tsv, &record, &more, NULL) == TB_OK && more) {
        tb_buf_clear(&out);
        answer(fixture, record.field[0], unescape(fixture->arena, record.field[1]), &out);
        count++;
        if (tb_str_eq(tb_buf_str(&out), record.field[2]))
            continue;
        wrong++;
        print_error("line %u: %.*s: expected <%.*s>, found <%.*s>\n", tsv.line,
                    TB_ARG(record.field[1]), TB_ARG(record.field[2]), TB_ARG(tb_buf_str(&out)));
    }
    tb_buf_free(&out);
    assert_true(count >= 30);
    assert_int_equal(wrong, 0);
}

static void hostile_text_is_divided_in_bounded_pieces(void **state)
{
    struct fixture *fixture = *state;
    static const char *const units[] = {"（",        "，", "1、",   "第", "9",
                                        "调整为：1", "…",  "（1）", "："};
    enum { SIZE = 1 << 20 };
    for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
        struct tb_mark mark = tb_arena_mark(fixture->arena);
        char *text = tb_arena_alloc(fixture->arena, SIZE);
        size_t step = strlen(units[i]), len = 0;
        for (; len + step <= SIZE; len += step)
            memcpy(text + len, units[i], step);
        struct tb_side_text side;
        assert_true(tb_side_read((struct tb_str){text, len}, 0, NULL, fixture->arena, &side));
        uint32_t last = 0;
        for (size_t k = 0; k < side.clauses.count; k++) {
            assert_true(side.clauses.at[k].from < side.clauses.at[k].to);
            assert_true(side.clauses.at[k].to <= len);
            if (!side.clauses.at[k].bracket) {
                assert_true(side.clauses.at[k].from >= last);
                last = side.clauses.at[k].to;
            }
        }
        tb_arena_rewind(fixture->arena, mark);
    }
}

static void a_bad_pattern_is_an_error_with_its_line(void **state)
{
    struct fixture *fixture = *state;
    struct tb_rules *rules = NULL;
    struct tb_error error;
    static const char *const bad[] = {"started\t…b\t-\n", "started\tb…\t-\n", "started\t^$\t-\n",
                                      "started\tb\n", "no-stage\tb\t-\n"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        struct tb_lexicon_file mine = {"stages", "mine.tsv", tb_str_of(bad[i])};
        assert_int_equal(tb_rules_new("stages", &mine, 1, fixture->arena, &rules, &error),
                         TB_EUSAGE);
        assert_string_equal(error.source, "mine.tsv");
        assert_int_equal(error.line, 1);
    }
    assert_null(rules);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_case_is_read_as_expected),
        cmocka_unit_test(hostile_text_is_divided_in_bounded_pieces),
        cmocka_unit_test(a_bad_pattern_is_an_error_with_its_line),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
