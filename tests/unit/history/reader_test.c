/* reader_test.c - the form on disk is what its description says: a reader written from the description
 * alone gives the same bytes. Skipped where there is no python3. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <fcntl.h>
#include <sys/wait.h>

#include "../scratch.h"
#include "base/file.h"
#include "history/store.h"
#include "versions.h"

static struct tb_arena *arena;

static int set_up(void **state)
{
    (void)state;
    return scratch_make() || tb_arena_new((size_t)256 << 20, &arena, NULL) != TB_OK ? -1 : 0;
}

static int tear_down(void **state)
{
    (void)state;
    tb_arena_free(arena);
    return scratch_remove();
}

/* Runs a command with its output in the file `out`; returns its exit status. */
static int run(const char *const *command, const char *out)
{
    pid_t child = fork();
    if (child == 0) {
        int fd = open(out, O_WRONLY | O_CREAT | O_TRUNC, 0600);
        dup2(fd, STDOUT_FILENO);
        union {
            const char *const *constant;
            char *const *plain;
        } arguments = {.constant = command};
        execvp(command[0], arguments.plain);
        _exit(127);
    }
    int status;
    waitpid(child, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static void keep(const char *series, const char *period, struct tb_str bytes)
{
    struct tb_history_new new = {
        .series = tb_str_of(series), .period = tb_str_of(period), .bytes = bytes};
    struct tb_history_added added;
    tb_arena_reset(arena);
    assert_int_equal(
        tb_history_add(scratch_path("history"), &tb_io_system, &new, arena, &added, NULL), TB_OK);
    assert_true(added.is_new);
}

static void gives_back(const char *series, unsigned sequence, struct tb_str expected)
{
    char number[16];
    snprintf(number, sizeof number, "%u", sequence);
    const char *const command[] = {"python3",
                                   TB_TEST_DATA "/../history/read_store.py",
                                   scratch_path("history"),
                                   series,
                                   number,
                                   NULL};
    struct tb_str found;
    assert_int_equal(run(command, scratch_path("out")), 0);
    tb_arena_reset(arena);
    assert_int_equal(tb_file_read(scratch_path("out"), 1 << 22, arena, &found, NULL), TB_OK);
    if (!tb_str_eq(found, expected))
        fail_msg("%s %u: the reader gives something else", series, sequence);
}

static void the_description_is_enough(void **state)
{
    (void)state;
    enum { COUNT = 20, ROWS = 40 };
    static const struct tb_str odd[] = {
        {"", 0},
        {"\xFF\tbytes\n\xFE,\tmore\n", 16},
        {"\xFF\tbytes\n\xFE,\tless\n", 16},
        {"a,b\nc,d,e\n", 10},
        {"one\n\ntwo", 8},
    };
    struct tb_buf text = tb_buf_make(1 << 22);
    char period[16];
    for (unsigned n = 0; n < COUNT; n++) {
        versions_write(n, ROWS, &text);
        snprintf(period, sizeof period, "%uQ%u", 2021 + n / 4, n % 4 + 1);
        keep("east", period, tb_buf_str(&text));
    }
    for (unsigned i = 0; i < sizeof odd / sizeof *odd; i++) {
        snprintf(period, sizeof period, "2021M%02u", i + 1);
        keep("odd", period, odd[i]);
    }
    for (unsigned n = 0; n < COUNT; n += 3) {
        versions_write(n, ROWS, &text);
        gives_back("east", n + 1, tb_buf_str(&text));
    }
    for (unsigned i = 0; i < sizeof odd / sizeof *odd; i++)
        gives_back("odd", i + 1, odd[i]);
    tb_buf_free(&text);
}

int main(void)
{
    const char *const probe[] = {"python3", "-c", "pass", NULL};
    if (run(probe, "/dev/null") != 0)
        return 77;
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(the_description_is_enough, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
