/*
 * What must hold for any two bulletins: nothing differs from itself; exchanging them mirrors the changes;
 * the edits applied to the old text give the new one; the order of the rows changes nothing but places.
 */
#include "stage.h"

enum { PAIRS = 24 };

static struct tb_diff compare(const struct tb_report *a, const struct tb_report *b)
{
    struct tb_diff diff;
    struct tb_error error;
    if (tb_diff_reports(differ, a, b, NULL, 0, arena, &diff, &error) != TB_OK)
        fail_msg("%s", error.en);
    return diff;
}

/* The tables of a pair: a quarter on, a year on, or a year on with most tasks reworded. */
static void make_pair(uint64_t seed, struct sim_table *before, struct sim_table *after)
{
    tb_arena_reset(arena);
    memset(&sim, 0, sizeof sim);
    sim.arena = arena;
    sim.state = seed * 0x9E3779B97F4A7C15u;
    sim.next_id = 1;
    *before = sim_read(&sim, TB_TEST_DATA "/samples/qinghe-2024q2.txt");
    assert_true(before->count > 40);
    sim_learn(&sim, before);
    *after = sim_copy(&sim, before);
    sim_quarter(&sim, after);
    sim_in_year(&sim, after, 0.03);
    if (seed % 3 > 0)
        sim_year(&sim, after, seed % 3 == 1 ? 0.05 : 0.9, 0.35);
}

static void nothing_differs_from_itself(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed <= PAIRS; seed++) {
        struct sim_table before, after;
        make_pair(seed, &before, &after);
        struct tb_report *report = load(&after, 2024, 3), *again = load(&after, 2024, 3);
        struct tb_diff diff = compare(report, again);
        assert_int_equal(diff.change_count, 0);
        assert_int_equal(diff.matching.count, report->item_count);
        for (size_t i = 0; i < diff.matching.count; i++)
            assert_int_equal(diff.matching.at[i].old_item, diff.matching.at[i].new_item);
    }
}

/* --- mirror ------------------------------------------------------------------------------------ */

static enum tb_change_kind mirrored_kind(const struct tb_change *change)
{
    static const enum tb_change_kind pairs[][2] = {
        {TB_CHANGE_ADDED, TB_CHANGE_REMOVED},
        {TB_CHANGE_TARGET_SOFTENED, TB_CHANGE_TARGET_RAISED},
        {TB_CHANGE_UNIT_ADDED, TB_CHANGE_UNIT_REMOVED},
        {TB_CHANGE_QUANTITY_UP, TB_CHANGE_QUANTITY_DOWN},
        {TB_CHANGE_MERGED, TB_CHANGE_SPLIT},
    };
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
        for (int k = 0; k < 2; k++)
            if (change->kind == pairs[i][k])
                return pairs[i][!k];
    if (change->kind == TB_CHANGE_DEADLINE_SLIPPED)
        return TB_CHANGE_TEXT;
    if (change->kind == TB_CHANGE_TEXT && change->days < 0)
        return TB_CHANGE_DEADLINE_SLIPPED;
    return change->kind;
}

/* What a change says, from one side or mirrored, as a line that can be sorted. */
static const char *line_of(const struct tb_change *change, bool mirrored)
{
    const struct tb_change *c = change;
    enum tb_change_kind kind = mirrored ? mirrored_kind(c) : c->kind;
    uint32_t olds[] = {c->old_item, c->old_column, c->old_quantity,
                       c->old_date, c->old_unit,   c->old_part};
    uint32_t news[] = {c->new_item, c->new_column, c->new_quantity,
                       c->new_date, c->new_unit,   c->new_part};
    struct tb_buf buf = tb_buf_make(1 << 16);
    tb_buf_printf(&buf, "%s %d", tb_change_kind_name(kind), mirrored ? -c->days : c->days);
    for (size_t i = 0; i < sizeof olds / sizeof *olds; i++)
        tb_buf_printf(&buf, " %u,%u", mirrored ? news[i] : olds[i], mirrored ? olds[i] : news[i]);
    for (uint32_t i = 0; i < c->edit_count; i++) {
        const struct tb_edit *e = &c->edits[i];
        if (mirrored)
            tb_buf_printf(&buf, " %u-%u/%u-%u", e->new_from, e->new_to, e->old_from, e->old_to);
        else
            tb_buf_printf(&buf, " %u-%u/%u-%u", e->old_from, e->old_to, e->new_from, e->new_to);
    }
    struct tb_str line = tb_arena_copy(arena, tb_buf_str(&buf));
    tb_buf_free(&buf);
    return line.ptr;
}

static int by_text(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static const char **lines_of(const struct tb_diff *diff, bool mirrored)
{
    const char **lines = tb_arena_array(arena, diff->change_count, sizeof *lines);
    for (size_t i = 0; i < diff->change_count; i++)
        lines[i] = line_of(&diff->changes[i], mirrored);
    qsort(lines, diff->change_count, sizeof *lines, by_text);
    return lines;
}

static void exchanging_the_bulletins_mirrors_the_changes(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed <= PAIRS; seed++) {
        struct sim_table before, after;
        make_pair(seed, &before, &after);
        struct tb_report *a = load(&before, 2024, 2), *b = load(&after, 2024, 3);
        struct tb_diff there = compare(a, b), back = compare(b, a);
        const char **x = lines_of(&there, false), **y = lines_of(&back, true);
        assert_true(there.change_count > 0);
        for (size_t i = 0; i < there.change_count && i < back.change_count; i++)
            assert_string_equal(x[i], y[i]);
        assert_int_equal(there.change_count, back.change_count);
    }
}

/* --- edits ------------------------------------------------------------------------------------- */

static int by_place(const void *left, const void *right)
{
    const struct tb_edit *a = left, *b = right;
    if (a->old_from != b->old_from)
        return a->old_from < b->old_from ? -1 : 1;
    return (a->new_from > b->new_from) - (a->new_from < b->new_from);
}

/* Applies what all changes of one pair of cells rest on, which together are one script. */
static struct tb_str apply(const struct tb_diff *diff, const struct tb_match *match,
                           uint16_t column)
{
    struct tb_str a = tb_item_text(&diff->old_report->items[match->old_item], column);
    struct tb_str b = tb_item_text(&diff->new_report->items[match->new_item], column);
    struct {
        struct tb_edit *at;
        size_t count, room;
    } edits = {0};
    struct tb_buf buf = tb_buf_make(1 << 24);
    uint32_t at = 0;
    for (size_t i = 0; i < diff->change_count; i++) {
        const struct tb_change *change = &diff->changes[i];
        if (change->old_item == match->old_item && change->new_item == match->new_item &&
            change->old_column == column)
            for (uint32_t k = 0; k < change->edit_count; k++)
                *TB_LIST_ADD(arena, &edits) = change->edits[k];
    }
    if (edits.count > 0)
        qsort(edits.at, edits.count, sizeof *edits.at, by_place);
    for (size_t i = 0; i < edits.count; i++) {
        const struct tb_edit *edit = &edits.at[i];
        if (i > 0 && by_place(edit - 1, edit) == 0)
            continue; /* two changes rest on it */
        assert_true(edit->old_from >= at && edit->old_to >= edit->old_from);
        tb_buf_add(&buf, tb_str_sub(a, at, edit->old_from));
        tb_buf_add(&buf, tb_str_sub(b, edit->new_from, edit->new_to));
        at = edit->old_to;
    }
    tb_buf_add(&buf, tb_str_sub(a, at, a.len));
    struct tb_str text = tb_arena_copy(arena, tb_buf_str(&buf));
    tb_buf_free(&buf);
    return text;
}

/* No edit begins or ends within a figure or date of either text. */
static void hold_whole(const struct tb_item *item, uint16_t column, uint32_t from, uint32_t to)
{
    for (uint32_t i = 0; i < item->quantity_count; i++) {
        struct tb_span span = item->quantities[i].span;
        if (span.column != column)
            continue;
        assert_false(from > span.from && from < span.to);
        assert_false(to > span.from && to < span.to);
    }
}

static void edits_of_the_old_text_give_the_new_one(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed <= PAIRS; seed++) {
        struct sim_table before, after;
        make_pair(seed, &before, &after);
        struct tb_diff diff = compare(load(&before, 2024, 2), load(&after, 2024, 3));
        for (size_t i = 0; i < diff.matching.count; i++)
            for (uint16_t column = SIM_TASK; column < SIM_CELLS; column++) {
                const struct tb_match *match = &diff.matching.at[i];
                struct tb_str want = tb_item_text(&diff.new_report->items[match->new_item], column);
                struct tb_str got = apply(&diff, match, column);
                if (!tb_str_eq(want, got))
                    fail_msg("item %u column %u: %.*s\n%.*s", match->new_item, column, TB_ARG(want),
                             TB_ARG(got));
            }
        for (size_t i = 0; i < diff.change_count; i++)
            for (uint32_t k = 0; k < diff.changes[i].edit_count; k++) {
                const struct tb_change *change = &diff.changes[i];
                hold_whole(&diff.old_report->items[change->old_item], change->old_column,
                           change->edits[k].old_from, change->edits[k].old_to);
                hold_whole(&diff.new_report->items[change->new_item], change->new_column,
                           change->edits[k].new_from, change->edits[k].new_to);
            }
    }
}

/* --- the order of rows ---------------------------------------------------------------------------- */

static void shuffle(struct sim_table *table)
{
    for (size_t i = table->count; i > 1; i--) {
        size_t k = sim_random(&sim, i);
        struct sim_row row = table->at[i - 1];
        table->at[i - 1] = table->at[k];
        table->at[k] = row;
    }
}

/* Changes but for `moved`, items by who they are. */
static const char **changes_by_id(const struct tb_diff *diff, const struct sim_table *before,
                                  const struct sim_table *after, size_t *count)
{
    const char **lines = tb_arena_array(arena, diff->change_count, sizeof *lines);
    *count = 0;
    for (size_t i = 0; i < diff->change_count; i++) {
        const struct tb_change *c = &diff->changes[i];
        if (c->kind == TB_CHANGE_MOVED)
            continue;
        lines[(*count)++] =
            tb_arena_printf(arena, "%s %s %u %u", tb_change_kind_name(c->kind), c->why,
                            c->old_item == TB_NONE ? 0 : before->at[c->old_item].id,
                            c->new_item == TB_NONE ? 0 : after->at[c->new_item].id)
                .ptr;
    }
    qsort(lines, *count, sizeof *lines, by_text);
    return lines;
}

static void the_order_of_rows_changes_only_places(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed <= PAIRS; seed++) {
        struct sim_table before, after;
        size_t there_count, shuffled_count;
        make_pair(seed, &before, &after);
        struct tb_diff there = compare(load(&before, 2024, 2), load(&after, 2024, 3));
        const char **x = changes_by_id(&there, &before, &after, &there_count);
        shuffle(&before);
        shuffle(&after);
        struct tb_diff shuffled = compare(load(&before, 2024, 2), load(&after, 2024, 3));
        const char **y = changes_by_id(&shuffled, &before, &after, &shuffled_count);
        for (size_t i = 0; i < there_count && i < shuffled_count; i++)
            assert_string_equal(x[i], y[i]);
        assert_int_equal(there_count, shuffled_count);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_differs_from_itself),
        cmocka_unit_test(exchanging_the_bulletins_mirrors_the_changes),
        cmocka_unit_test(edits_of_the_old_text_give_the_new_one),
        cmocka_unit_test(the_order_of_rows_changes_only_places),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
