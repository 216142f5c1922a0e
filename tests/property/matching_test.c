/*
 * Who is who, measured on tables of which it is known: year changes with few and with most tasks
 * reworded, quarters with rows that come, are split and merged.
 */
#include "stage.h"

enum { TABLES = 30 };

/* `true_pairs`: rows of both tables that are one; a row that was merged into another is found when the
 * matching says just that. */
struct score {
    unsigned made, right, true_pairs, found, kin, kin_found, kin_right;
};

static bool is_same(const struct sim_row *a, const struct sim_row *b)
{
    return a->id == b->id || (b->also && b->also == a->id) || (a->also && a->also == b->id);
}

/* Whether the old item was found to have gone into the new one. */
static bool is_merged(const struct tb_matching *matching, size_t old_item, size_t new_item)
{
    for (size_t i = 0; i < matching->kin_count; i++)
        if (matching->kin[i].merged && matching->kin[i].item == old_item &&
            matching->kin[i].whole == new_item)
            return true;
    return false;
}

static void measure(const struct sim_table *before, const struct sim_table *after, int year,
                    int quarter, struct score *score)
{
    struct tb_report *old_report = load(before, 2023, 2), *new_report = load(after, year, quarter);
    struct tb_matching matching;
    struct tb_error error;
    if (tb_match_reports(differ, old_report, new_report, NULL, 0, arena, &matching, &error) !=
        TB_OK)
        fail_msg("%s", error.en);
    assert_int_equal(old_report->item_count, before->count);
    assert_int_equal(new_report->item_count, after->count);
    for (size_t i = 0; i < matching.count; i++) {
        const struct sim_row *a = &before->at[matching.at[i].old_item];
        const struct sim_row *b = &after->at[matching.at[i].new_item];
        bool right = is_same(a, b);
        score->made++;
        score->right += right;
        if (!right && getenv("TB_SHOW"))
            printf("wrong %s %.3f %.2f\n  %.*s | %.*s\n  %.*s | %.*s\n", matching.at[i].why,
                   matching.at[i].score, matching.at[i].confidence, TB_ARG(a->cells[1]),
                   TB_ARG(a->cells[4]), TB_ARG(b->cells[1]), TB_ARG(b->cells[4]));
    }
    for (size_t i = 0; i < before->count; i++)
        for (size_t k = 0; k < after->count; k++)
            if (before->at[i].id == after->at[k].id) {
                uint32_t match = matching.of_old[i];
                bool found = is_merged(&matching, i, k) ||
                             (match != TB_NONE &&
                              is_same(&before->at[i], &after->at[matching.at[match].new_item]));
                score->true_pairs++;
                score->found += found;
                if (!found && getenv("TB_SHOW"))
                    printf("lost near %.3f\n  %.*s | %.*s | %.*s\n  %.*s | %.*s | %.*s\n",
                           matching.near_old[i].score, TB_ARG(before->at[i].cells[1]),
                           TB_ARG(before->at[i].cells[2]), TB_ARG(before->at[i].cells[4]),
                           TB_ARG(after->at[k].cells[1]), TB_ARG(after->at[k].cells[2]),
                           TB_ARG(after->at[k].cells[4]));
            }
    for (size_t i = 0; i < after->count; i++)
        score->kin += after->at[i].also != 0;
    score->kin_found += (unsigned)matching.kin_count;
    for (size_t i = 0; i < matching.kin_count; i++) {
        const struct tb_kinship *kin = &matching.kin[i];
        const struct sim_row *whole =
            kin->merged ? &after->at[kin->whole] : &before->at[kin->whole];
        const struct sim_row *part = kin->merged ? &before->at[kin->item] : &after->at[kin->item];
        score->kin_right += is_same(whole, part) || part->also || whole->also;
    }
}

static void hold(const char *what, const struct score *score)
{
    double precision = (double)score->right / score->made;
    double recall = (double)score->found / score->true_pairs;
    print_message(
        "%s: %u pairs, precision %.4f, recall %.4f; split or merged %u, found %u, right %u\n", what,
        score->true_pairs, precision, recall, score->kin, score->kin_found, score->kin_right);
    assert_true(precision >= 0.999);
    assert_true(recall >= 0.99);
}

/* Runs `change` on TABLES tables, each some quarters on from the bulletin at `path`. */
static void simulate(const char *what, const char *path, int (*change)(struct sim_table *table))
{
    struct score score = {0};
    for (uint64_t seed = 1; seed <= TABLES; seed++) {
        tb_arena_reset(arena);
        memset(&sim, 0, sizeof sim);
        sim.arena = arena;
        sim.state = seed * 0x9E3779B97F4A7C15u;
        sim.next_id = 1;
        struct sim_table before = sim_read(&sim, path);
        if (before.count == 0)
            skip();
        sim_learn(&sim, &before);
        for (uint64_t quarters = seed % 3; quarters > 0; quarters--)
            sim_quarter(&sim, &before);
        sim_renumber(&sim, &before);
        struct sim_table after = sim_copy(&sim, &before);
        int later = change(&after);
        measure(&before, &after, 2023 + later, later ? 1 : 3, &score);
    }
    hold(what, &score);
}

static int quarter_passes(struct sim_table *table)
{
    sim_quarter(&sim, table);
    sim_in_year(&sim, table, 0.03);
    return 0;
}

static int year_passes(struct sim_table *table)
{
    sim_year(&sim, table, 0.05, 0.35);
    sim_quarter(&sim, table);
    return 1;
}

static int year_passes_reworded(struct sim_table *table)
{
    sim_year(&sim, table, 0.9, 0.35);
    sim_quarter(&sim, table);
    return 1;
}

static const char sample[] = TB_TEST_DATA "/samples/qinghe-2024q2.txt";
static const char real[] = TB_SHARED_DATA "/linzi-2021q3.txt";

#define CASE(name, change, path)                                                                   \
    static void name(void **state)                                                                 \
    {                                                                                              \
        (void)state;                                                                               \
        simulate(#name, path, change);                                                             \
    }

CASE(quarters_of_a_sample, quarter_passes, sample)
CASE(quarters_of_a_real_bulletin, quarter_passes, real)
CASE(years_of_a_sample, year_passes, sample)
CASE(years_of_a_real_bulletin, year_passes, real)
CASE(years_of_a_sample_reworded, year_passes_reworded, sample)
CASE(years_of_a_real_bulletin_reworded, year_passes_reworded, real)

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(quarters_of_a_sample),
        cmocka_unit_test(quarters_of_a_real_bulletin),
        cmocka_unit_test(years_of_a_sample),
        cmocka_unit_test(years_of_a_real_bulletin),
        cmocka_unit_test(years_of_a_sample_reworded),
        cmocka_unit_test(years_of_a_real_bulletin_reworded),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
