/* The cases of tests/data/claims.tsv: which clauses of a result answer which of a target; and that a
 * hostile cell costs no more than its length. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/buf.h"
#include "base/file.h"
#include "base/tsv.h"
#include "extract/claims.h"

struct fixture {
    struct tb_arena *arena;
    struct tb_prose_rules rules;
    struct tb_phrases *generic;
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
    assert_int_equal(tb_generic_words_new(NULL, 0, fixture.arena, &fixture.generic, NULL), TB_OK);
    *state = &fixture;
    return 0;
}

static int tear_down(void **state)
{
    tb_arena_free(((struct fixture *)*state)->arena);
    return 0;
}

enum { TARGET, RESULT };

/* An item of two cells, read as far as its claims. */
struct reading {
    struct tb_cell cells[2];
    struct tb_row row;
    struct tb_item item;
};

static void read_item(const struct fixture *fixture, struct tb_str target, struct tb_str result,
                      struct reading *out)
{
    struct tb_side_text sides[2];
    struct tb_tally *tallies;
    *out = (struct reading){
        .cells = {{.text = target.ptr, .text_len = (uint32_t)target.len},
                  {.text = result.ptr, .text_len = (uint32_t)result.len}},
    };
    out->row = (struct tb_row){.cells = out->cells, .count = 2};
    out->item.row = &out->row;
    assert_true(tb_side_read(target, TARGET, NULL, fixture->arena, &sides[TARGET]));
    assert_true(tb_side_read(result, RESULT, &sides[TARGET], fixture->arena, &sides[RESULT]));
    assert_true(tb_side_states(&fixture->rules, fixture->arena, &sides[RESULT]));
    assert_true(tb_parts_read(&fixture->rules, &sides[TARGET], &sides[RESULT], &out->item, &tallies,
                              fixture->arena));
    assert_true(tb_claims_read(&fixture->rules, fixture->generic, &sides[TARGET], &sides[RESULT],
                               &out->item, fixture->arena));
}

static void write_item(const struct tb_item *item, struct tb_buf *out)
{
    for (uint32_t i = 0; i < item->demand_count; i++) {
        const struct tb_demand *demand = &item->demands[i];
        tb_buf_text(out, i ? " // " : "");
        tb_buf_text(out, demand->completion ? "!" : "");
        tb_buf_add(out, tb_item_quote(item, demand->span));
        tb_buf_text(out, " => ");
        for (uint32_t k = 0; k < demand->claim_count; k++) {
            assert_true(demand->claims[k] < item->claim_count);
            const struct tb_claim *claim = &item->claims[demand->claims[k]];
            tb_buf_text(out, k ? " | " : "");
            tb_buf_add(out, tb_item_quote(item, claim->span));
            tb_buf_printf(out, " (%s)", claim->has_label ? tb_label_name(claim->label_is) : "-");
        }
    }
}

static void cases_hold(void **state)
{
    const struct fixture *fixture = *state;
    struct tb_str text;
    assert_int_equal(tb_file_read(TB_TEST_DATA "/claims.tsv", 1 << 20, fixture->arena, &text, NULL),
                     TB_OK);
    struct tb_tsv tsv = tb_tsv_open(text, "claims.tsv", 3, 3);
    struct tb_tsv_record record;
    bool more;
    unsigned wrong = 0, count = 0;
    while (tb_tsv_next(&tsv, &record, &more, NULL) == TB_OK && more) {
        struct tb_buf out = tb_buf_make(1 << 16);
        struct reading reading;
        count++;
        read_item(fixture, record.field[0], record.field[1], &reading);
        write_item(&reading.item, &out);
        if (!tb_str_eq(tb_buf_str(&out), record.field[2])) {
            wrong++;
            print_error("claims.tsv:%u:\n  expected %.*s\n  found    %.*s\n", tsv.line,
                        TB_ARG(record.field[2]), TB_ARG(tb_buf_str(&out)));
        }
        tb_buf_free(&out);
    }
    assert_true(count >= 9);
    assert_int_equal(wrong, 0);
}

/* Beyond the clauses of a bulletin's cell nothing is compared. */
static void a_cell_of_many_clauses_has_none(void **state)
{
    const struct fixture *fixture = *state;
    struct tb_buf text = tb_buf_make(1 << 20);
    for (int i = 0; i < 2000; i++)
        tb_buf_text(&text, "修缮城墙，");
    struct reading reading;
    read_item(fixture, tb_buf_str(&text), tb_buf_str(&text), &reading);
    assert_int_equal(reading.item.demand_count, 0);
    assert_int_equal(reading.item.claim_count, 0);
    read_item(fixture, TB_STR("修缮城墙。"), tb_buf_str(&text), &reading);
    assert_int_equal(reading.item.demand_count, 1);
    assert_int_equal(reading.item.demands[0].claim_count, 0);
    tb_buf_free(&text);
}

static void empty_cells_have_none(void **state)
{
    struct reading reading;
    read_item(*state, TB_STR(""), TB_STR(""), &reading);
    assert_int_equal(reading.item.demand_count, 0);
    assert_int_equal(reading.item.claim_count, 0);
    read_item(*state, TB_STR("修缮城墙。"), TB_STR(""), &reading);
    assert_int_equal(reading.item.demand_count, 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cases_hold),
        cmocka_unit_test(a_cell_of_many_clauses_has_none),
        cmocka_unit_test(empty_cells_have_none),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
