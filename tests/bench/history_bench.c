/*
 * history_bench.c - how fast a snapshot is restored and its hash compared: 48 versions of a bulletin, two
 * thirds of the rows of each with other figures than the one before, in chains of 16; the slowest of
 * them, each as the median of several. CPU time, in the process. The argument is the bulletin.
 */
#include <dirent.h>
#include <time.h>
#include <unistd.h>

#include "base/file.h"
#include "history/store.h"

enum { VERSIONS = 48, ROUNDS = 5, GOAL = 6 /* ms */ };

static double cpu_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec * 1e3 + (double)now.tv_nsec * 1e-6;
}

static uint32_t next_random(uint32_t *seed)
{
    *seed = *seed * 1664525u + 1013904223u;
    return *seed >> 8;
}

/* Gives two of three lines other digits. */
static void age(char *text, size_t len, uint32_t *seed)
{
    bool changes = false;
    for (size_t i = 0; i < len; i++) {
        if (i == 0 || text[i - 1] == '\n')
            changes = next_random(seed) % 3 != 0;
        if (changes && text[i] >= '0' && text[i] <= '9' && next_random(seed) % 2)
            text[i] = (char)('0' + next_random(seed) % 10);
    }
}

static enum tb_status grow(const char *dir, struct tb_str text, struct tb_arena *arena,
                           struct tb_error *error)
{
    enum tb_status status = TB_OK;
    struct tb_buf aged = tb_buf_make((size_t)64 << 20);
    uint32_t seed = 1;
    tb_buf_add(&aged, text);
    for (unsigned n = 0; n < VERSIONS && status == TB_OK; n++) {
        char period[16];
        struct tb_history_added added;
        snprintf(period, sizeof period, "%uQ%u", 2001 + n / 4, n % 4 + 1);
        struct tb_history_new new = {
            .series = TB_STR("bench"), .period = tb_str_of(period), .bytes = tb_buf_str(&aged)};
        tb_arena_reset(arena);
        status = tb_history_add(dir, &tb_io_system, &new, arena, &added, error);
        age(aged.ptr, aged.len, &seed);
    }
    tb_buf_free(&aged);
    return status;
}

static int by_value(const void *a, const void *b)
{
    double x, y;
    memcpy(&x, a, sizeof x);
    memcpy(&y, b, sizeof y);
    return (x > y) - (x < y);
}

static enum tb_status measure(const char *dir, struct tb_arena *arena, struct tb_error *error)
{
    struct tb_history history;
    double slowest = 0;
    tb_arena_reset(arena);
    enum tb_status status = tb_history_open(dir, arena, &history, error);
    for (size_t i = 0; status == TB_OK && i < history.count; i++) {
        double times[ROUNDS];
        for (int round = 0; round < ROUNDS && status == TB_OK; round++) {
            struct tb_mark mark = tb_arena_mark(arena);
            struct tb_str bytes;
            double from = cpu_ms();
            status = tb_history_restore(&history, &history.at[i], arena, &bytes, NULL, error);
            times[round] = cpu_ms() - from;
            tb_arena_rewind(arena, mark);
        }
        qsort(times, ROUNDS, sizeof *times, by_value);
        if (times[ROUNDS / 2] > slowest)
            slowest = times[ROUNDS / 2];
    }
    if (status == TB_OK)
        printf("history: a snapshot restored and verified, slowest\t%.2f\tms\t<=\t%d\n", slowest,
               GOAL);
    return status;
}

/* Removes the folder, the series in it and their files. */
static void clean_up(const char *dir)
{
    DIR *folder = opendir(dir);
    for (struct dirent *entry; folder && (entry = readdir(folder));) {
        char path[1024];
        if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0)
            continue;
        if (snprintf(path, sizeof path, "%s/%s", dir, entry->d_name) < (int)sizeof path &&
            unlink(path) != 0)
            clean_up(path);
    }
    if (folder)
        closedir(folder);
    rmdir(dir);
}

int main(int argc, char **argv)
{
    char dir[] = "/tmp/tongbao-bench-XXXXXX";
    struct tb_error error;
    struct tb_arena *arena = NULL, *source = NULL;
    struct tb_str text;
    if (argc != 2 || !mkdtemp(dir)) {
        fputs("usage: bench_history BULLETIN\n", stderr);
        return 2;
    }
    enum tb_status status = tb_arena_new((size_t)1 << 30, &arena, &error);
    if (status == TB_OK)
        status = tb_arena_new((size_t)64 << 20, &source, &error);
    if (status == TB_OK)
        status = tb_file_read(argv[1], (size_t)16 << 20, source, &text, &error);
    if (status == TB_OK)
        status = grow(dir, text, arena, &error);
    if (status == TB_OK)
        status = measure(dir, arena, &error);
    if (status != TB_OK)
        fprintf(stderr, "bench_history: %s\n", error.en);
    clean_up(dir);
    tb_arena_free(source);
    tb_arena_free(arena);
    return status == TB_OK ? 0 : 1;
}
