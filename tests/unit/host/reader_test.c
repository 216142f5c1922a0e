/* Reading containers in a process of its own: the real module, and modules that crash, hang, lie, are of
 * another version or open files (unit/host/modules). */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <libgen.h>
#include <limits.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/file.h"
#include "host/lock.h"
#include "host/reader.h"

static struct tb_arena *arena;
static struct tb_ingest *know;
static char here[PATH_MAX];

static int set_up(void **state)
{
    (void)state;
    ssize_t len = readlink("/proc/self/exe", here, sizeof here - 1);
    if (len <= 0)
        return -1;
    here[len] = '\0';
    char *slash = strrchr(here, '/');
    *slash = '\0';
    return tb_arena_new((size_t)1 << 28, &arena, NULL) == TB_OK &&
                   tb_ingest_new(NULL, 0, arena, &know, NULL) == TB_OK
               ? 0
               : -1;
}

static int tear_down(void **state)
{
    (void)state;
    tb_arena_free(arena);
    return 0;
}

/* A reader whose modules are those of a folder beside this program; "": the real ones. */
static struct tb_reader reader_of(const char *modules)
{
    struct tb_reader reader = tb_reader_make(tb_arena_printf(arena, "%s/%s", here, modules));
    reader.limits.wall_ms = 20000;
    return reader;
}

static enum tb_status load(struct tb_reader *reader, const char *page, struct tb_report **report,
                           struct tb_error *error)
{
    struct tb_outside outside = {.read = tb_reader_read, .user = reader};
    struct tb_load_options options = {.outside = &outside};
    size_t len = strlen(page);
    char *bytes = TB_NEW_ARRAY(arena, char, len + TB_PADDING);
    assert_non_null(bytes);
    memcpy(bytes, page, len);
    return tb_load(know, TB_STR("case"), (struct tb_str){bytes, len}, &options, arena, report,
                   error);
}

static void expect(struct tb_reader *reader, enum tb_status status, const char *zh, const char *en)
{
    struct tb_report *report = NULL;
    struct tb_error error = {0};
    if (load(reader, "<table><tr><td>x", &report, &error) != status)
        fail_msg("status %d: %s", error.status, error.en);
    assert_null(report);
    if (!strstr(error.zh, zh) || !strstr(error.en, en))
        fail_msg("unexpected message: %s | %s", error.zh, error.en);
    assert_int_equal(waitpid(-1, NULL, WNOHANG), -1); /* no process is left */
}

static void a_page_is_read_by_the_module(void **state)
{
    (void)state;
    struct tb_reader reader = reader_of("");
    struct tb_report *report;
    struct tb_error error = {0};
    enum tb_status status = load(&reader,
                                 "<table><tr><th>序号<th>工作任务<th>完成情况"
                                 "<tr><td>1<td>修路<td>完成</table>",
                                 &report, &error);
    if (status == TB_EIO && strstr(error.en, "libgumbo-dev"))
        skip(); /* built without it */
    if (status != TB_OK)
        fail_msg("%s", error.en);
    assert_int_equal(report->item_count, 1);
    assert_string_equal(report->source.format, "html");
}

static void what_goes_wrong_there_is_an_error_here(void **state)
{
    (void)state;
    struct tb_reader reader = reader_of("nowhere");
    expect(&reader, TB_EIO, "libgumbo-dev", "libgumbo-dev");
    reader = reader_of("old");
    expect(&reader, TB_EIO, "另一个版本", "another version");
    reader = reader_of("liar");
    expect(&reader, TB_EFORMAT, "完整的结果", "no whole result");
    reader = reader_of("hang");
    reader.limits.cpu_s = 1;
    expect(&reader, TB_ELIMIT, "超过 1 秒", "more than 1 s");
    reader.limits.cpu_s = 20;
    reader.limits.wall_ms = 200;
    expect(&reader, TB_ELIMIT, "超过", "more than");
#ifndef TB_RELAXED_SECCOMP /* a sanitizer makes its own end of these */
    reader = reader_of("crash");
    expect(&reader, TB_EFORMAT, "崩溃", "crashed (signal 11)");
    reader = reader_of("greedy");
    if (tb_lock_support().seccomp)
        expect(&reader, TB_EFORMAT, "崩溃", "crashed (signal 31)");
#endif
}

static void memory_is_bounded(void **state)
{
    (void)state;
    struct tb_reader reader = reader_of("");
    struct tb_report *report = NULL;
    struct tb_error error = {0};
    reader.limits.memory = 64 << 10;
    char *page = TB_NEW_ARRAY(arena, char, 40001);
    assert_non_null(page);
    for (size_t i = 0; i < 40000; i += 8)
        memcpy(page + i, "<table>x", 8);
    enum tb_status status = load(&reader, page, &report, &error);
    if (status == TB_EIO)
        skip();
    if (status != TB_ELIMIT)
        fail_msg("status %d: %s", status, error.en);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_page_is_read_by_the_module),
        cmocka_unit_test(what_goes_wrong_there_is_an_error_here),
        cmocka_unit_test(memory_is_bounded),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
