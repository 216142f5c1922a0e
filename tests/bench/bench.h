/*
 * bench.h - what the programs share that measure loading: CPU time, the median of several rounds.
 */
#ifndef TB_BENCH_BENCH_H
#define TB_BENCH_BENCH_H

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "base/buf.h"
#include "base/file.h"

enum { ROUNDS = 15, WARM = 3 };

static inline double cpu_seconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

static inline int by_value(const void *a, const void *b)
{
    double x, y;
    memcpy(&x, a, sizeof x);
    memcpy(&y, b, sizeof y);
    return (x > y) - (x < y);
}

/* The median of what `run` takes, in seconds of CPU. */
static inline double median_of(void (*run)(void *user), void *user)
{
    double seconds[ROUNDS];
    for (int i = -WARM; i < ROUNDS; i++) {
        double start = cpu_seconds();
        run(user);
        if (i >= 0)
            seconds[i] = cpu_seconds() - start;
    }
    qsort(seconds, ROUNDS, sizeof *seconds, by_value);
    return seconds[ROUNDS / 2];
}

static inline void must(bool holds, const char *what)
{
    if (!holds) {
        (void)fprintf(stderr, "%s failed\n", what);
        exit(1);
    }
}

/* The text with padding behind it, which is not counted. */
static inline struct tb_str padded(struct tb_buf *buf)
{
    size_t len = buf->len;
    for (int i = 0; i < TB_PADDING; i++)
        tb_buf_byte(buf, '\0');
    must(!buf->failed, "growing a text");
    return (struct tb_str){buf->ptr, len};
}

#endif
