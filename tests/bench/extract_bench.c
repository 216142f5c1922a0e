/*
 * extract_bench.c - how fast figures and dates are found: a text repeated to 10 MB, scanned in an
 * arena that is used again. CPU time, median of several. The argument is the text.
 */
#include <time.h>

#include "base/buf.h"
#include "base/file.h"
#include "extract/quantities.h"

enum { SIZE = 10 * 1000 * 1000, ROUNDS = 15, GOAL = 200 };

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

static enum tb_status run(const char *path, struct tb_error *error)
{
    struct tb_arena *lexicons, *arena;
    struct tb_measures *measures;
    struct tb_str text;
    enum tb_status status = tb_arena_new((size_t)64 << 20, &lexicons, error);
    if (status == TB_OK)
        status = tb_arena_new((size_t)1 << 30, &arena, error);
    if (status == TB_OK)
        status = tb_measures_new(NULL, 0, lexicons, &measures, error);
    if (status == TB_OK)
        status = tb_file_read(path, (size_t)32 << 20, lexicons, &text, error);
    if (status != TB_OK)
        return status;
    struct tb_buf grown = tb_buf_make((size_t)64 << 20);
    while (text.len > 0 && grown.len < SIZE)
        tb_buf_add(&grown, text);
    struct tb_scan_options options = {.calendar = {.year = 2021}};
    double rates[ROUNDS];
    for (int i = 0; i < ROUNDS && status == TB_OK; i++) {
        tb_arena_reset(arena);
        struct tb_quantities quantities = {0};
        struct tb_dates dates = {0};
        double from = cpu_seconds();
        status = tb_quantities_scan(measures, tb_buf_str(&grown), &options, arena, &quantities,
                                    &dates, error);
        rates[i] = (double)grown.len / 1e6 / (cpu_seconds() - from);
    }
    if (status == TB_OK) {
        qsort(rates, ROUNDS, sizeof *rates, by_value);
        printf("figures and dates found in prose\t%.0f\tMB/s\t>=\t%d\n", rates[ROUNDS / 2], GOAL);
    }
    tb_buf_free(&grown);
    tb_arena_free(arena);
    tb_arena_free(lexicons);
    return status;
}

int main(int argc, char **argv)
{
    struct tb_error error;
    if (argc != 2) {
        fputs("usage: bench_extract TEXT\n", stderr);
        return 2;
    }
    if (run(argv[1], &error) == TB_OK)
        return 0;
    fprintf(stderr, "bench_extract: %s\n", error.en);
    return 1;
}
