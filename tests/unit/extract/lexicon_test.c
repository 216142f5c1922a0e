/* What a workspace adds to the lexicons: it counts, and a bad line is an error with its place. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/embed.h"
#include "one_item.h"

static struct tb_arena *arena;

static int set_up(void **state)
{
    (void)state;
    assert_int_equal(tb_arena_new(64u << 20, &arena, NULL), TB_OK);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    tb_arena_free(arena);
    return 0;
}

static enum tb_status read_lexicon(const char *name, struct tb_str text, struct tb_extract **out,
                                   struct tb_error *error)
{
    struct tb_lexicon_file file = {name, "desk/lexicon/own.tsv", text};
    return tb_extract_new(&file, 1, arena, out, error);
}

/* The only item of a bulletin of the third quarter, read with a line of the workspace's. */
static const struct tb_item *read_with(const char *name, const char *line, const char *target,
                                       const char *result)
{
    struct tb_extract *extract;
    struct tb_report *report = one_item(arena, "培训", target, result);
    struct tb_error error;
    if (read_lexicon(name, tb_str_of(line), &extract, &error) != TB_OK)
        fail_msg("%s:%u: %s", error.source, error.line, error.en);
    assert_int_equal(tb_extract_report(extract, report, arena, &error), TB_OK);
    return &report->items[0];
}

static void every_lexicon_refuses_a_bad_line_with_its_place(void **state)
{
    (void)state;
    size_t count = 0;
    for (const struct tb_embedded *own = tb_extract_knowledge; own->name; own++, count++) {
        static const char *const bad[] = {"# ours\n\n\tx\tx\tx\tx\n",
                                          "# ours\n\nx\tx\tx\tx\tx\tx\tx\n"};
        for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
            struct tb_extract *extract = NULL;
            struct tb_error error;
            if (read_lexicon(own->name, tb_str_of(bad[i]), &extract, &error) != TB_EUSAGE)
                fail_msg("%s takes line %zu", own->name, i);
            assert_null(extract);
            assert_int_equal(error.status, TB_EUSAGE);
            assert_int_equal(error.line, 3);
            assert_string_equal(error.source, "desk/lexicon/own.tsv");
        }
    }
    assert_true(count >= 18);
}

static void values_that_are_not_known_are_named(void **state)
{
    (void)state;
    static const struct {
        const char *lexicon, *line, *value;
    } cases[] = {
        {"pairing", "noun\t道路\n", "'noun'"},         {"relations", "sum\t一共\n", "'sum'"},
        {"numerals", "幺\tdigit\t10\n", "'10'"},       {"numerals", "a\tdigit\t1\n", "'a'"},
        {"confidence", "guess\t1\t2\n", "'guess'"},    {"confidence", "claims\t3\t2\n", "'2'"},
        {"stages", "painted\t粉刷\t-\n", "'painted'"}, {"reasons", "限电\t\n", "''"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct tb_extract *extract;
        struct tb_error error;
        assert_int_equal(read_lexicon(cases[i].lexicon, tb_str_of(cases[i].line), &extract, &error),
                         TB_EUSAGE);
        if (!strstr(error.en, cases[i].value))
            fail_msg("'%s' does not say %s", error.en, cases[i].value);
    }
}

static void a_numeral_of_the_workspace_is_read(void **state)
{
    (void)state;
    static const char *const text = "培训幺百人";
    struct tb_item const *item = read_with("numerals", "幺\tdigit\t1\n", "-", text);
    assert_int_equal(item->quantity_count, 1);
    assert_int_equal(item->quantities[0].span.from, strlen("培训"));
    assert_int_equal(read_with("numerals", "", "-", text)->quantity_count, 0);
}

static void a_word_of_the_year_moves_the_verdict(void **state)
{
    (void)state;
    static const char *const target = "岁末前培训100人", *const result = "已培训60人";
    const struct tb_item *item = read_with("pairing", "", target, result);
    assert_int_equal(item->pair_count, 1);
    assert_int_equal(item->pairs[0].verdict, TB_VERDICT_MISSED);
    item = read_with("pairing", "year\t岁末前\n", target, result);
    assert_int_equal(item->pair_count, 1);
    assert_int_equal(item->pairs[0].verdict, TB_VERDICT_IN_PROGRESS);
}

static void a_word_for_a_total_makes_a_sum(void **state)
{
    (void)state;
    static const char *const result = "拢总受理128件，甲类65件、乙类51件、丙类20件。";
    assert_int_equal(read_with("relations", "", "-", result)->relation_count, 0);
    const struct tb_item *item = read_with("relations", "total\t拢总\n", "-", result);
    assert_int_equal(item->relation_count, 1);
    assert_false(item->relations[0].ok);
}

/* Words added to the first rung leave the ladder as it is. */
static void the_order_of_the_stages_stays(void **state)
{
    (void)state;
    const struct tb_item *item = read_with("stages", "in_use\t迎客\t-\n", "建成", "已迎客");
    assert_int_equal(item->part_count, 1);
    assert_string_equal(tb_arena_copy(arena, item->parts[0].stage).ptr, "in_use");
    assert_int_equal(item->status.label, TB_LABEL_COMPLETED);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_lexicon_refuses_a_bad_line_with_its_place),
        cmocka_unit_test(values_that_are_not_known_are_named),
        cmocka_unit_test(a_numeral_of_the_workspace_is_read),
        cmocka_unit_test(a_word_of_the_year_moves_the_verdict),
        cmocka_unit_test(a_word_for_a_total_makes_a_sum),
        cmocka_unit_test(the_order_of_the_stages_stays),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
