/* batch_test.c - dividing the input among processes, and putting what they say together. */
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/wait.h>

#include <cmocka.h>

#include "cli/batch.h"

enum { INPUTS = 23 };

static void divides_everything_once(void **state)
{
    (void)state;
    uint64_t sizes[INPUTS];
    struct tb_batch batches[INPUTS];
    for (unsigned jobs = 1; jobs < 40; jobs++) {
        for (size_t i = 0; i < INPUTS; i++)
            sizes[i] = i % 5 == 4 ? 40u << 20 : i * 1000;
        size_t count = tb_batch_divide(sizes, INPUTS, jobs, batches), next = 0;
        for (size_t i = 0; i < count; i++) {
            assert_int_equal(batches[i].first, next);
            assert_true(batches[i].count > 0);
            next += batches[i].count;
        }
        assert_int_equal(next, INPUTS);
    }
    assert_int_equal(tb_batch_divide(sizes, 1, 8, batches), 1);
    for (size_t i = 0; i < INPUTS; i++)
        sizes[i] = 1000;
    assert_int_equal(tb_batch_divide(sizes, INPUTS, 1, batches), 1);
    assert_true(tb_batch_divide(sizes, INPUTS, 4, batches) >= 4);
}

struct run {
    struct tb_buf merged;
    size_t problems, deadly; /* the input at which a process dies; SIZE_MAX: none */
    size_t done;
    uint64_t items;
    size_t stop_after; /* parts; 0: never */
    size_t news_at;    /* every so many inputs bring news that later ones stand on; 0: none */
    uint32_t known;    /* how many news there were */
};

static bool is_news(const struct run *run, size_t input)
{
    return run->news_at && input % run->news_at == 0;
}

static void work(void *user, struct tb_batch batch, struct tb_batch_post *post)
{
    struct run *run = user;
    struct tb_batch_part part = tb_batch_part_make();
    for (size_t i = batch.first; i < batch.first + batch.count; i++) {
        if (i == run->deadly)
            raise(SIGKILL);
        tb_buf_printf(&part.reports, "r%zu knows %u ", i, (unsigned)run->known);
        for (int k = 0; k < 3000; k++) /* more than a pipe holds */
            tb_buf_printf(&part.findings, "%zu.%d ", i, k);
        part.tally.items += i;
        run->known += is_news(run, i);
        tb_buf_clear(&part.strikes);
        if (is_news(run, i))
            tb_buf_u32(&part.strikes, run->known);
        tb_batch_done(post);
        tb_batch_send(post, &part);
        assert_int_equal(part.findings.len, 0);
    }
    tb_batch_send(post, &part);
    tb_batch_part_free(&part);
}

static enum tb_merged merge(void *user, struct tb_batch batch, const struct tb_batch_part *part)
{
    struct run *run = user;
    (void)batch;
    tb_buf_add(&run->merged, tb_buf_str(&part->reports));
    tb_buf_add(&run->merged, tb_buf_str(&part->findings));
    run->problems += part->problems.len / sizeof(struct tb_problem);
    run->items += part->tally.items;
    assert_int_equal(part->lost, part->problems.len > 0);
    if (run->stop_after > 0 && part->findings.len > 0 && --run->stop_after == 0)
        return TB_MERGED_STOP;
    if (part->strikes.len == 0)
        return TB_MERGED;
    memcpy(&run->known, part->strikes.ptr, sizeof run->known);
    return TB_MERGED_AGAIN;
}

static void progress(void *user, size_t done)
{
    struct run *run = user;
    assert_true(done > run->done && done <= INPUTS);
    run->done = done;
}

static void run_all(struct run *run, unsigned jobs)
{
    struct tb_batch batches[INPUTS];
    struct tb_batch_run all = {.batches = batches,
                               .count = INPUTS,
                               .jobs = jobs,
                               .work = work,
                               .merge = merge,
                               .progress = progress,
                               .user = run};
    for (size_t i = 0; i < INPUTS; i++)
        batches[i] = (struct tb_batch){i, 1};
    if (jobs == 0)
        batches[0].count = INPUTS; /* one batch: no process */
    all.count = jobs == 0 ? 1 : INPUTS;
    run->merged = tb_buf_make(1 << 24);
    assert_int_equal(tb_batch_run(&all, NULL), TB_OK);
    assert_true(waitpid(-1, NULL, WNOHANG) < 0); /* no process is left */
}

static void same_bytes_for_any_number_of_processes(void **state)
{
    (void)state;
    struct run first = {.deadly = SIZE_MAX};
    run_all(&first, 1);
    assert_int_equal(first.items, INPUTS * (INPUTS - 1) / 2);
    assert_int_equal(first.done, INPUTS);
    for (unsigned jobs = 2; jobs < 30; jobs += 3) {
        struct run other = {.deadly = SIZE_MAX};
        run_all(&other, jobs);
        assert_int_equal(other.items, first.items);
        assert_true(tb_str_eq(tb_buf_str(&first.merged), tb_buf_str(&other.merged)));
        tb_buf_free(&other.merged);
    }
    tb_buf_free(&first.merged);
}

/* What a batch brings to light is known to all that follow it, and to none before. */
static void later_batches_know_what_earlier_ones_found(void **state)
{
    (void)state;
    for (size_t news_at = 1; news_at < 9; news_at += 2) {
        struct run first = {.deadly = SIZE_MAX, .news_at = news_at};
        run_all(&first, 0);
        assert_int_equal(first.known, (INPUTS + news_at - 1) / news_at);
        for (unsigned jobs = 1; jobs < 30; jobs += 3) {
            struct run other = {.deadly = SIZE_MAX, .news_at = news_at};
            run_all(&other, jobs);
            assert_int_equal(other.done, INPUTS);
            assert_true(tb_str_eq(tb_buf_str(&first.merged), tb_buf_str(&other.merged)));
            tb_buf_free(&other.merged);
        }
        tb_buf_free(&first.merged);
    }
}

static void a_death_costs_one_batch(void **state)
{
    (void)state;
    for (unsigned jobs = 1; jobs < 5; jobs++) {
        struct run run = {.deadly = 9};
        run_all(&run, jobs);
        assert_int_equal(run.problems, 1);
        assert_int_equal(run.items, INPUTS * (INPUTS - 1) / 2 - 9);
        tb_buf_free(&run.merged);
    }
}

static void stops_when_told(void **state)
{
    (void)state;
    struct run run = {.deadly = SIZE_MAX, .stop_after = 2};
    run_all(&run, 3);
    assert_int_equal(run.items, 1);
    tb_buf_free(&run.merged);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(divides_everything_once),
        cmocka_unit_test(same_bytes_for_any_number_of_processes),
        cmocka_unit_test(later_batches_know_what_earlier_ones_found),
        cmocka_unit_test(a_death_costs_one_batch),
        cmocka_unit_test(stops_when_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
