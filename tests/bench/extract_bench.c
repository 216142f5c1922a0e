/*
 * extract_bench.c - how fast cells are read. The argument is a bulletin: its text repeated to 10 MB and
 * scanned for figures and dates; then everything that is read from its cells, report by report. CPU
 * time, median of several, in arenas that are used again.
 */
#include <time.h>

#include "base/buf.h"
#include "base/file.h"
#include "extract/extract.h"
#include "extract/quantities.h"
#include "ingest/load.h"

enum { SIZE = 10 * 1000 * 1000, ROUNDS = 15, REPORTS = 101 };

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

static double median(double *values, size_t count)
{
    qsort(values, count, sizeof *values, by_value);
    return values[count / 2];
}

static enum tb_status scan(struct tb_str text, struct tb_arena *lexicons, struct tb_arena *arena,
                           struct tb_error *error)
{
    struct tb_measures *measures;
    enum tb_status status = tb_measures_new(NULL, 0, lexicons, &measures, error);
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
    tb_buf_free(&grown);
    if (status == TB_OK)
        printf("figures and dates found in prose\t%.0f\tMB/s\t>=\t200\n", median(rates, ROUNDS));
    return status;
}

static enum tb_status read_report(struct tb_str path, struct tb_str text, struct tb_arena *lexicons,
                                  struct tb_arena *arena, struct tb_error *error)
{
    struct tb_ingest *ingest;
    struct tb_extract *extract;
    struct tb_report *report = NULL;
    enum tb_status status = tb_ingest_new(NULL, 0, lexicons, &ingest, error);
    if (status == TB_OK)
        status = tb_extract_new(NULL, 0, lexicons, &extract, error);
    double milliseconds[REPORTS];
    for (int i = 0; i < REPORTS && status == TB_OK; i++) {
        tb_arena_reset(arena);
        status = tb_load(ingest, path, text, NULL, arena, &report, error);
        double from = cpu_seconds();
        if (status == TB_OK)
            status = tb_extract_report(extract, report, arena, error);
        milliseconds[i] = (cpu_seconds() - from) * 1e3;
    }
    if (status == TB_OK)
        printf("everything for one report of %zu items\t%.2f\tms\t<=\t1.0\n", report->item_count,
               median(milliseconds, REPORTS));
    return status;
}

static enum tb_status run(struct tb_str path, struct tb_error *error)
{
    struct tb_arena *lexicons, *arena;
    struct tb_str text;
    enum tb_status status = tb_arena_new((size_t)64 << 20, &lexicons, error);
    if (status == TB_OK)
        status = tb_arena_new((size_t)1 << 30, &arena, error);
    if (status == TB_OK)
        status = tb_file_read(path.ptr, (size_t)32 << 20, lexicons, &text, error);
    if (status == TB_OK)
        status = scan(text, lexicons, arena, error);
    if (status == TB_OK)
        status = read_report(path, text, lexicons, arena, error);
    return status;
}

int main(int argc, char **argv)
{
    struct tb_error error;
    if (argc != 2) {
        fputs("usage: bench_extract TEXT\n", stderr);
        return 2;
    }
    if (run(tb_str_of(argv[1]), &error) == TB_OK)
        return 0;
    fprintf(stderr, "bench_extract: %s\n", error.en);
    return 1;
}
