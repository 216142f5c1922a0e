/*
 * load_bench.c - how fast a text is loaded: the rows of a bulletin repeated to 10 MB under its own
 * header, from bytes in memory to items, in an arena that is used again. CPU time, median of
 * several. The argument is the bulletin.
 */
#include <time.h>

#include "base/buf.h"
#include "base/file.h"
#include "ingest/load.h"

enum { SIZE = 10 * 1000 * 1000, ROUNDS = 25 };

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

/* A line whose first cell begins with a digit is a row of the table; all others come once. */
static bool is_row(struct tb_str line)
{
    return line.len > 0 && line.ptr[0] >= '0' && line.ptr[0] <= '9' &&
           memchr(line.ptr, '\t', line.len);
}

static void add_lines(struct tb_buf *out, struct tb_str text, bool rows)
{
    for (size_t at = 0; at < text.len;) {
        size_t end = tb_str_find(text, TB_STR("\n"), at);
        struct tb_str line = tb_str_sub(text, at, end == SIZE_MAX ? text.len : end);
        at += line.len + 1;
        if (is_row(line) == rows) {
            tb_buf_add(out, line);
            tb_buf_byte(out, '\n');
        }
    }
}

/* The bulletin grown to SIZE, with padding behind it. */
static struct tb_str grow(struct tb_buf *out, struct tb_str text)
{
    add_lines(out, text, false);
    size_t before = 0;
    while (out->len < SIZE && out->len > before) {
        before = out->len;
        add_lines(out, text, true);
    }
    size_t len = out->len;
    for (int i = 0; i < TB_PADDING; i++)
        tb_buf_byte(out, '\0');
    return (struct tb_str){out->ptr, len};
}

static int fail(const struct tb_error *error)
{
    (void)fprintf(stderr, "load_bench: %s: %s\n", error->source, error->en);
    return 1;
}

int main(int argc, char **argv)
{
    const char *path = argc > 1 ? argv[1] : "-";
    struct tb_arena *arena = NULL, *files = NULL;
    struct tb_ingest *ingest = NULL;
    struct tb_str text;
    struct tb_error error = {0};
    if (tb_arena_new((size_t)1 << 30, &arena, &error) != TB_OK ||
        tb_arena_new((size_t)1 << 30, &files, &error) != TB_OK ||
        tb_ingest_new(NULL, 0, files, &ingest, &error) != TB_OK ||
        tb_file_read(path, (size_t)1 << 28, files, &text, &error) != TB_OK)
        return fail(&error);

    struct tb_buf grown = tb_buf_make((size_t)1 << 28);
    struct tb_str bytes = grow(&grown, text);
    double seconds[ROUNDS];
    size_t items = 0;
    for (int i = -3; i < ROUNDS; i++) { /* the first ones warm up */
        struct tb_report *report;
        tb_arena_reset(arena);
        double start = cpu_seconds();
        if (tb_load(ingest, tb_str_of(path), bytes, NULL, arena, &report, &error) != TB_OK)
            return fail(&error);
        if (i >= 0)
            seconds[i] = cpu_seconds() - start;
        items = report->item_count;
    }
    qsort(seconds, ROUNDS, sizeof *seconds, by_value);
    printf("load %zu items, %.1f MB of text\t%.0f\tMB/s\t>=\t1000\n", items,
           (double)bytes.len / 1e6, (double)bytes.len / 1e6 / seconds[ROUNDS / 2]);
    tb_buf_free(&grown);
    tb_arena_free(arena);
    tb_arena_free(files);
    return 0;
}
