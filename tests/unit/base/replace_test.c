/* replace_test.c - the old file or the new one, never a part and never a leftover. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <signal.h>
#include <sys/resource.h>

#include "../scratch.h"
#include "base/file.h"
#include "base/replace.h"

static int set_up(void **state)
{
    (void)state;
    return scratch_make();
}

static int tear_down(void **state)
{
    (void)state;
    return scratch_remove();
}

static void holds(const char *name, const char *expected)
{
    struct tb_arena *arena;
    struct tb_str found;
    assert_int_equal(tb_arena_new(1 << 20, &arena, NULL), TB_OK);
    assert_int_equal(tb_file_read(scratch_path(name), 1 << 16, arena, &found, NULL), TB_OK);
    assert_true(tb_str_eq(found, tb_str_of(expected)));
    tb_arena_free(arena);
}

static size_t entries(void)
{
    size_t count = 0;
    DIR *dir = opendir(scratch);
    while (readdir(dir))
        count++;
    closedir(dir);
    return count - 2;
}

static void puts_new_bytes_in_place(void **state)
{
    (void)state;
    assert_int_equal(tb_file_replace(scratch_path("a"), TB_STR("old"), NULL), TB_OK);
    holds("a", "old");
    assert_int_equal(tb_file_replace(scratch_path("a"), TB_STR("newer"), NULL), TB_OK);
    holds("a", "newer");
    assert_int_equal(tb_file_replace(scratch_path("a"), TB_STR(""), NULL), TB_OK);
    holds("a", "");
    assert_int_equal(entries(), 1);
}

/* A file system that is full, as a limit on the size of files. */
static void a_failure_leaves_the_old_file(void **state)
{
    (void)state;
    struct tb_error error;
    assert_int_equal(tb_file_replace(scratch_path("a"), TB_STR("old"), NULL), TB_OK);
    signal(SIGXFSZ, SIG_IGN);
    struct rlimit before, tight;
    getrlimit(RLIMIT_FSIZE, &before);
    tight = before;
    tight.rlim_cur = 3;
    setrlimit(RLIMIT_FSIZE, &tight);
    enum tb_status status = tb_file_replace(scratch_path("a"), TB_STR("longer"), &error);
    setrlimit(RLIMIT_FSIZE, &before);
    assert_int_equal(status, TB_EIO);
    assert_true(tb_str_ends(tb_str_of(error.source), TB_STR("/a")));
    holds("a", "old");
    assert_int_equal(entries(), 1);
    assert_int_equal(tb_file_replace(scratch_path("none/a"), TB_STR("x"), &error), TB_EIO);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(puts_new_bytes_in_place),
        TEST(a_failure_leaves_the_old_file),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
