/*
 * diff_bench.c - how long it takes to find who is who between two tables of 80,000 rows, a year apart: many
 * districts under one header, each with tasks of its own name, a third of them edited or reworded. In
 * memory, from two reports to their pairs; CPU time, median of several. The argument is a bulletin.
 */
#include <time.h>

#include "../property/simulated.h"
#include "diff/match.h"
#include "ingest/load.h"

enum { ROWS = 80000, ROUNDS = 5 };

static double cpu_seconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

static int by_value(const void *a, const void *b)
{
    double x, y;
    memcpy(&x, a, sizeof x);
    memcpy(&y, b, sizeof y);
    return (x > y) - (x < y);
}

/* "第三四七区" before the task: the same district before and after. */
static struct tb_str of_district(struct sim *sim, struct tb_str task, size_t district)
{
    static const char *const digits[] = {"〇", "一", "二", "三", "四",
                                         "五", "六", "七", "八", "九"};
    return tb_arena_printf(sim->arena, "第%s%s%s%s区%.*s", digits[district / 1000 % 10],
                           digits[district / 100 % 10], digits[district / 10 % 10],
                           digits[district % 10], TB_ARG(task));
}

static void append(struct sim *sim, struct sim_table *all, const struct sim_table *table,
                   size_t district)
{
    for (size_t i = 0; i < table->count; i++) {
        struct sim_row row = table->at[i];
        row.cells[SIM_TASK] = of_district(sim, row.cells[SIM_TASK], district);
        *TB_LIST_ADD(sim->arena, all) = row;
    }
}

/* Both tables; rows that are one have one id. */
static void grow(struct sim *sim, const struct sim_table *base, struct sim_table *before,
                 struct sim_table *after)
{
    for (size_t district = 0; before->count < ROWS; district++) {
        struct sim_table table = sim_copy(sim, base);
        sim_quarter(sim, &table);
        for (size_t i = 0; i < table.count; i++)
            table.at[i].id = sim->next_id++;
        append(sim, before, &table, district);
        sim_year(sim, &table, 0.05, 0.35);
        sim_quarter(sim, &table);
        append(sim, after, &table, district);
    }
    sim_renumber(sim, before);
    sim_renumber(sim, after);
}

static struct tb_report *load(struct sim *sim, const struct tb_ingest *ingest,
                              const struct sim_table *table, int year)
{
    struct tb_load_options options = {0};
    struct tb_report *report = NULL;
    struct tb_error error;
    if (tb_load(ingest, TB_STR("simulated"), sim_text(sim, table, year, 1), &options, sim->arena,
                &report, &error) != TB_OK)
        fprintf(stderr, "%s\n", error.en);
    return report;
}

static void count_right(struct sim *sim, const struct tb_matching *matching,
                        const struct sim_table *before, const struct sim_table *after)
{
    size_t right = 0, truth = 0;
    bool *was = TB_NEW_ARRAY(sim->arena, bool, sim->next_id);
    for (size_t i = 0; i < matching->count; i++)
        right += before->at[matching->at[i].old_item].id == after->at[matching->at[i].new_item].id;
    for (size_t i = 0; i < before->count; i++)
        was[before->at[i].id] = true;
    for (size_t i = 0; i < after->count; i++)
        truth += was[after->at[i].id];
    printf("matching 80,000 rows: pairs that are right\t%.5f\tshare\t>=\t0.999\n",
           (double)right / (double)matching->count);
    printf("matching 80,000 rows: pairs that were found\t%.5f\tshare\t>=\t0.99\n",
           (double)right / (double)truth);
}

int main(int argc, char **argv)
{
    struct sim *sim = calloc(1, sizeof *sim);
    struct tb_arena *arena = NULL;
    struct tb_ingest *ingest = NULL;
    struct tb_differ *differ = NULL;
    struct sim_table before = {0}, after = {0};
    struct tb_matching matching = {0};
    double spent[ROUNDS];
    if (argc < 2 || !sim || tb_arena_new((size_t)2 << 30, &sim->arena, NULL) != TB_OK ||
        tb_arena_new(1 << 30, &arena, NULL) != TB_OK ||
        tb_ingest_new(NULL, 0, sim->arena, &ingest, NULL) != TB_OK ||
        tb_differ_new(NULL, 0, sim->arena, &differ, NULL) != TB_OK)
        return 1;
    sim->state = 1;
    sim->next_id = 1;
    struct sim_table base = sim_read(sim, argv[1]);
    sim_learn(sim, &base);
    grow(sim, &base, &before, &after);
    const struct tb_report *old_report = load(sim, ingest, &before, 2023);
    const struct tb_report *new_report = load(sim, ingest, &after, 2024);
    if (!old_report || !new_report)
        return 1;
    for (int round = 0; round < ROUNDS; round++) {
        struct tb_error error;
        tb_arena_reset(arena);
        double start = cpu_seconds();
        if (tb_match_reports(differ, old_report, new_report, NULL, 0, arena, &matching, &error) !=
            TB_OK) {
            fprintf(stderr, "%s\n", error.en);
            return 1;
        }
        spent[round] = cpu_seconds() - start;
    }
    qsort(spent, ROUNDS, sizeof *spent, by_value);
    printf("matching 80,000 rows: time\t%.3f\ts\t<=\t0.5\n", spent[ROUNDS / 2]);
    count_right(sim, &matching, &before, &after);
    tb_arena_free(arena);
    tb_arena_free(sim->arena);
    free(sim);
    return 0;
}
