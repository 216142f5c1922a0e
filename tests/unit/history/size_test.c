/* size_test.c - how small a long history is kept, against what git makes of it. The history is grown
 * by simulate.py from the real bulletin where there is one, else from an invented one. Skipped where
 * python3 or git is missing. Prints the figures. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <fcntl.h>
#include <sys/wait.h>

#include "../scratch.h"
#include "base/file.h"
#include "base/folder.h"
#include "history/store.h"
#include "versions.h"

static struct tb_arena *arena;

static int set_up(void **state)
{
    (void)state;
    return scratch_make() || tb_arena_new((size_t)512 << 20, &arena, NULL) != TB_OK ? -1 : 0;
}

static int tear_down(void **state)
{
    (void)state;
    tb_arena_free(arena);
    return scratch_remove();
}

/* Runs a line of the shell with the folder as $1 and `other` as $2; its exit status. */
static int shell(const char *line, const char *other)
{
    pid_t child = fork();
    if (child == 0) {
        int fd = open("/dev/null", O_WRONLY);
        dup2(fd, STDOUT_FILENO);
        dup2(fd, STDERR_FILENO);
        execlp("sh", "sh", "-c", line, "sh", scratch, other, (char *)NULL);
        _exit(127);
    }
    int status;
    waitpid(child, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static const char real_report[] = TB_SHARED_DATA "/linzi-2021q3.txt";

static void simulate(const char *arguments)
{
    char report[256], line[512];
    snprintf(report, sizeof report, "%s", real_report);
    if (access(report, R_OK) != 0) {
        struct tb_buf text = tb_buf_make(1 << 22);
        versions_write(0, 80, &text);
        scratch_write("report.txt", text.ptr, text.len);
        snprintf(report, sizeof report, "%s", scratch_path("report.txt"));
        tb_buf_free(&text);
    }
    snprintf(line, sizeof line, "python3 '%s' \"$2\" \"$1/grown\" %s",
             TB_TEST_DATA "/../history/simulate.py", arguments);
    assert_int_equal(shell(line, report), 0);
}

static uint64_t git_size(void)
{
    uint64_t size = 0;
    assert_int_equal(
        shell("cd \"$1\" && rm -rf g && git init -q g && n=0 && for f in grown/*; do n=$((n + 1)); "
              "printf 'commit refs/heads/master\\ncommitter a <a@example.org> %s +0000\\n"
              "data 1\\nx\\nM 100644 inline r.txt\\ndata %s\\n' $n $(wc -c <\"$f\"); "
              "cat \"$f\"; echo; done | git -C g fast-import --quiet && "
              "git -C g gc -q --aggressive --prune=now && cp g/.git/objects/pack/*.pack pack",
              ""),
        0);
    struct stat about;
    assert_int_equal(stat(scratch_path("pack"), &about), 0);
    size = (uint64_t)about.st_size;
    return size;
}

/* Adds every file; returns the bytes of the store, and in *largest those of the largest file that keeps
 * a bulletin published again. */
static uint64_t store_size(uint64_t *largest)
{
    struct tb_folder names;
    struct tb_arena *own;
    uint64_t size = 0;
    assert_int_equal(tb_arena_new(16 << 20, &own, NULL), TB_OK);
    assert_int_equal(tb_folder_read(scratch_path("grown"), own, &names, NULL), TB_OK);
    const struct tb_property properties[] = {
        {TB_STR("name"), TB_STR("tongbao.txt")},
        {TB_STR("url"), TB_STR("https://www.example.gov.cn/art/2021/10/20/art_1234_567890.html")},
        {TB_STR("time"), TB_STR("2021-10-20T08:00:00Z")},
        {TB_STR("etag"), TB_STR("\"5f3c-5ce8a1b2c3d40\"")},
    };
    *largest = 0;
    for (size_t i = 0; i < names.count; i++) {
        char path[512];
        struct tb_str bytes, period = tb_str_sub(names.names[i], 3, 9);
        struct tb_history_added added;
        snprintf(path, sizeof path, "%s/grown/%s", scratch, names.names[i].ptr);
        tb_arena_reset(arena);
        assert_int_equal(tb_file_read(path, 1 << 22, arena, &bytes, NULL), TB_OK);
        struct tb_history_new new = {.series = TB_STR("linzi"),
                                     .period = period,
                                     .bytes = bytes,
                                     .properties = properties,
                                     .property_count = 4};
        assert_int_equal(
            tb_history_add(scratch_path("history"), &tb_io_system, &new, arena, &added, NULL),
            TB_OK);
        size += added.file_size;
        if (added.revision > 1 && !added.is_whole && added.file_size > *largest)
            *largest = added.file_size;
    }
    assert_true(names.count == 48);
    tb_arena_free(own);
    return size;
}

static void compare(const char *name, const char *arguments)
{
    simulate(arguments);
    uint64_t again, store = store_size(&again), git = git_size();
    print_message("%s: store %llu, git %llu bytes (%.3f); published again at most %llu\n", name,
                  (unsigned long long)store, (unsigned long long)git, (double)store / (double)git,
                  (unsigned long long)again);
    /* The invented bulletin is small and says the same again and again: heads weigh more there. */
    assert_true(store * 100 <= git * (access(real_report, R_OK) == 0 ? 62 : 70));
    assert_true(again <= 400);
}

static void few_tasks_reworded(void **state)
{
    (void)state;
    compare("5 % of the tasks reworded each year", "--reworded 0.05");
}

static void most_tasks_reworded(void **state)
{
    (void)state;
    compare("90 % of the tasks reworded each year", "--reworded 0.9");
}

int main(void)
{
    if (shell("python3 -c pass && git --version", "") != 0)
        return 77;
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(few_tasks_reworded, set_up, tear_down),
        cmocka_unit_test_setup_teardown(most_tasks_reworded, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
