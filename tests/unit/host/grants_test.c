/* grants_test.c - a right holds for one content only, and a broken file grants nothing. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <sys/wait.h>

#include "../scratch.h"
#include "base/file.h"
#include "host/dirs.h"
#include "host/grants.h"

static struct tb_arena *arena;
static char one[65], two[65];

static int set_up(void **state)
{
    (void)state;
    tb_sha256_hex(TB_STR("one"), one);
    tb_sha256_hex(TB_STR("two"), two);
    return scratch_make() || tb_arena_new((size_t)64 << 20, &arena, NULL) != TB_OK ? -1 : 0;
}

static int tear_down(void **state)
{
    (void)state;
    tb_arena_free(arena);
    return scratch_remove();
}

static const struct tb_str fetcher = {"fetchers/index-page", 19};

static bool allowed(struct tb_str subject, const char hash[65], const char *right)
{
    struct tb_grants grants;
    assert_int_equal(tb_grants_read(scratch_path("state/tongbao"), arena, &grants, NULL), TB_OK);
    return tb_grants_allow(&grants, subject, hash, tb_str_of(right));
}

static enum tb_status put(struct tb_str subject, const char *hash, const char *first,
                          const char *second)
{
    struct tb_str rights[2] = {tb_str_of(first), tb_str_of(second)};
    return tb_grants_put(scratch_path("state/tongbao"), subject, hash, rights,
                         (size_t)(first != NULL) + (second != NULL), arena, NULL);
}

static void grants_hold_for_one_content(void **state)
{
    (void)state;
    assert_false(allowed(fetcher, one, "history"));
    assert_int_equal(put(fetcher, one, "history", "host www.example.gov.cn"), TB_OK);
    assert_true(allowed(fetcher, one, "history"));
    assert_true(allowed(fetcher, one, "host www.example.gov.cn"));
    assert_false(allowed(fetcher, two, "history"));
    assert_false(allowed(fetcher, one, "private"));
    assert_false(allowed(TB_STR("fetchers/index"), one, "history"));

    assert_int_equal(put(TB_STR("source east"), two, "private", NULL), TB_OK);
    assert_true(allowed(fetcher, one, "history"));
    assert_true(allowed(TB_STR("source east"), two, "private"));

    assert_int_equal(put(fetcher, two, "history", NULL), TB_OK);
    assert_false(allowed(fetcher, one, "history"));
    assert_true(allowed(fetcher, two, "history"));
    assert_int_equal(put(fetcher, two, NULL, NULL), TB_OK);
    assert_false(allowed(fetcher, two, "history"));
    assert_true(allowed(TB_STR("source east"), two, "private"));
}

static void refuses_names_that_could_forge_a_line(void **state)
{
    (void)state;
    assert_int_equal(put(TB_STR(""), one, "history", NULL), TB_EUSAGE);
    assert_int_equal(put(TB_STR("a\tb"), one, "history", NULL), TB_EUSAGE);
    assert_int_equal(put(TB_STR("#a"), one, "history", NULL), TB_EUSAGE);
    assert_int_equal(put(fetcher, one, "history, private", NULL), TB_EUSAGE);
    assert_int_equal(put(fetcher, one, "host a\nb", NULL), TB_EUSAGE);
    assert_int_equal(put(fetcher, one, "", NULL), TB_EUSAGE);
    assert_int_equal(put(fetcher, "abc", "history", NULL), TB_EUSAGE);
}

static void a_broken_file_grants_nothing(void **state)
{
    (void)state;
    static const char *const broken[] = {
        "fetchers/x\tabc\thistory\n",  "fetchers/x\n",       "fetchers/x\t%s\thistory,private\n",
        "fetchers/x\t%s\thistory, \n", "fetchers/x\t%s\t\n",
    };
    for (size_t i = 0; i < sizeof broken / sizeof *broken; i++) {
        char text[256] = "";
        const char *at = strstr(broken[i], "%s");
        if (at)
            snprintf(text, sizeof text, "%.*s%s%s", (int)(at - broken[i]), broken[i], one, at + 2);
        else
            snprintf(text, sizeof text, "%s", broken[i]);
        scratch_text("state/tongbao/grants.tsv", text);
        struct tb_grants grants = {.count = 77};
        struct tb_error error;
        if (tb_grants_read(scratch_path("state/tongbao"), arena, &grants, &error) != TB_EUSAGE)
            fail_msg("accepted: %s", text);
        assert_int_equal(grants.count, 77);
        assert_int_equal(error.line, 1);
        assert_int_equal(put(fetcher, one, "history", NULL), TB_EUSAGE);
    }
}

static void writers_wait_for_each_other(void **state)
{
    (void)state;
    enum { WRITERS = 8 };
    for (int i = 0; i < WRITERS; i++) {
        char subject[32];
        snprintf(subject, sizeof subject, "checks/c%d", i);
        if (fork() == 0)
            _exit(put(tb_str_of(subject), one, "history", NULL) == TB_OK ? 0 : 1);
    }
    for (int i = 0; i < WRITERS; i++) {
        int status;
        wait(&status);
        assert_int_equal(status, 0);
    }
    for (int i = 0; i < WRITERS; i++) {
        char subject[32];
        snprintf(subject, sizeof subject, "checks/c%d", i);
        assert_true(allowed(tb_str_of(subject), one, "history"));
    }
}

static void folders_come_from_the_environment(void **state)
{
    (void)state;
    setenv("HOME", "/somewhere/a", 1);
    unsetenv("XDG_CONFIG_HOME");
    setenv("XDG_STATE_HOME", "relative", 1);
    struct tb_dirs dirs = tb_dirs_find(arena);
    assert_string_equal(dirs.config.ptr, "/somewhere/a/.config/tongbao");
    assert_string_equal(dirs.state.ptr, "/somewhere/a/.local/state/tongbao");
    assert_non_null(dirs.program.ptr);
    setenv("XDG_CONFIG_HOME", "/etc/x", 1);
    assert_string_equal(tb_dirs_find(arena).config.ptr, "/etc/x/tongbao");
    unsetenv("HOME");
    assert_null(tb_dirs_find(arena).state.ptr);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(grants_hold_for_one_content),       TEST(refuses_names_that_could_forge_a_line),
        TEST(a_broken_file_grants_nothing),      TEST(writers_wait_for_each_other),
        TEST(folders_come_from_the_environment),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
