/* store_test.c - what was kept comes back, whatever happens to the files and to the writer. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <errno.h>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/wait.h>

#include "../scratch.h"
#include "base/file.h"
#include "history/store.h"
#include "versions.h"

static struct tb_arena *arena;
static char dir[96];

static int set_up(void **state)
{
    (void)state;
    if (scratch_make() || tb_arena_new((size_t)1 << 30, &arena, NULL) != TB_OK)
        return -1;
    snprintf(dir, sizeof dir, "%s/history", scratch);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    tb_arena_free(arena);
    return scratch_remove();
}

/* The name of the period of version `n`: quarters from 2021 on. */
static const char *period_of(unsigned n)
{
    static char name[16];
    snprintf(name, sizeof name, "%uQ%u", 2021 + n / 4, n % 4 + 1);
    return name;
}

static enum tb_status add_to(const char *series, const char *period, struct tb_str bytes,
                             const struct tb_io *io, struct tb_history_added *out,
                             struct tb_error *error)
{
    struct tb_history_added ignored;
    struct tb_property properties[] = {
        {TB_STR("name"), TB_STR("通报.txt")},
        {TB_STR("url"), TB_STR("https://www.example.gov.cn/a/1.html")},
        {TB_STR("time"), TB_STR("2021-10-20T08:00:00Z")},
    };
    struct tb_history_new new = {tb_str_of(series), tb_str_of(period), bytes, properties, 3};
    tb_arena_reset(arena);
    return tb_history_add(dir, io ? io : &tb_io_system, &new, arena, out ? out : &ignored, error);
}

static void add_versions(unsigned count, unsigned rows)
{
    struct tb_buf text = tb_buf_make(1 << 24);
    for (unsigned n = 0; n < count; n++) {
        struct tb_error error;
        versions_write(n, rows, &text);
        if (add_to("linzi", period_of(n), tb_buf_str(&text), NULL, NULL, &error) != TB_OK)
            fail_msg("%s: %s", error.source, error.en);
    }
    tb_buf_free(&text);
}

static struct tb_history open_store(void)
{
    struct tb_history history;
    struct tb_error error;
    tb_arena_reset(arena);
    if (tb_history_open(dir, arena, &history, &error) != TB_OK)
        fail_msg("%s: %s", error.source, error.en);
    return history;
}

/* Whether version `n` comes back; another text than it is never accepted. */
static bool comes_back(const struct tb_history *history, const struct tb_entry *entry, unsigned n,
                       unsigned rows, bool *mended)
{
    struct tb_str bytes;
    struct tb_mark mark = tb_arena_mark(arena);
    enum tb_status status = tb_history_restore(history, entry, arena, &bytes, mended, NULL);
    if (status == TB_OK) {
        struct tb_buf text = tb_buf_make(1 << 24);
        versions_write(n, rows, &text);
        assert_true(tb_str_eq(bytes, tb_buf_str(&text)));
        tb_buf_free(&text);
    } else {
        assert_int_equal(status, TB_EFORMAT);
    }
    tb_arena_rewind(arena, mark);
    return status == TB_OK;
}

static enum tb_soundness *verify(const struct tb_history *history, bool deep)
{
    enum tb_soundness *found;
    assert_int_equal(tb_history_verify(history, deep, arena, &found, NULL), TB_OK);
    return found;
}

static void keeps_many_versions(void **state)
{
    (void)state;
    enum { COUNT = 40, ROWS = 30 };
    add_versions(COUNT, ROWS);
    struct tb_history history = open_store();
    assert_int_equal(history.count, COUNT);
    unsigned whole = 0;
    enum tb_soundness *found = verify(&history, true);
    for (unsigned n = 0; n < COUNT; n++) {
        const struct tb_entry *entry = &history.at[n];
        bool mended = true;
        assert_int_equal(entry->sequence, n + 1);
        assert_int_equal(entry->revision, 1);
        assert_true(tb_str_eq(entry->period_name, tb_str_of(period_of(n))));
        assert_true(tb_str_eq(tb_snapshot_property(&entry->snapshot, "name"), TB_STR("通报.txt")));
        assert_true(comes_back(&history, entry, n, ROWS, &mended));
        assert_false(mended);
        assert_int_equal(found[n], TB_SOUND);
        whole += entry->snapshot.base == 0;
    }
    assert_true(whole >= COUNT / (TB_CHAIN_MAX + 1) && whole < COUNT / 4);
}

static void the_same_bytes_cost_a_note(void **state)
{
    (void)state;
    struct tb_history_added added;
    add_versions(3, 10);
    struct tb_buf text = tb_buf_make(1 << 20);
    versions_write(2, 10, &text);
    for (uint32_t times = 1; times < 4; times++) {
        assert_int_equal(add_to("linzi", "2021Q3", tb_buf_str(&text), NULL, &added, NULL), TB_OK);
        assert_false(added.is_new);
        assert_int_equal(added.sequence, 3);
        struct tb_history history = open_store();
        assert_int_equal(history.count, 3);
        assert_int_equal(history.at[2].seen, times);
        assert_true(tb_str_eq(history.at[2].last_seen, TB_STR("2021-10-20T08:00:00Z")));
        assert_int_equal(history.at[1].seen, 0);
    }
    versions_write(1, 10, &text);
    assert_int_equal(add_to("linzi", "2021Q3", tb_buf_str(&text), NULL, &added, NULL), TB_OK);
    assert_true(added.is_new);
    assert_int_equal(added.revision, 2);
    tb_buf_free(&text);
}

static void refuses_names(void **state)
{
    (void)state;
    static const struct {
        const char *series, *period;
    } bad[] = {{"", "2021"}, {"../x", "2021"}, {"A", "2021"}, {"a", "2021Q9"}, {"a", ""}};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_int_equal(add_to(bad[i].series, bad[i].period, TB_STR("x"), NULL, NULL, NULL),
                         TB_EUSAGE);
    struct tb_property twice = {TB_STR("series"), TB_STR("b")};
    struct tb_property broken = {TB_STR("url"), TB_STR("a\nb")};
    struct tb_history_added added = {.sequence = 77};
    struct tb_history_new new = {TB_STR("a"), TB_STR("2021"), TB_STR("x"), &twice, 1};
    assert_int_equal(tb_history_add(dir, &tb_io_system, &new, arena, &added, NULL), TB_EUSAGE);
    new.properties = &broken;
    assert_int_equal(tb_history_add(dir, &tb_io_system, &new, arena, &added, NULL), TB_EUSAGE);
    assert_int_equal(added.sequence, 77);
    assert_int_not_equal(access(dir, F_OK), 0);
}

/* --- damage ------------------------------------------------------------------------------------- */

static void read_file(const char *path, struct tb_buf *out)
{
    struct tb_arena *own;
    struct tb_str bytes;
    assert_int_equal(tb_arena_new(1 << 24, &own, NULL), TB_OK);
    assert_int_equal(tb_file_read(path, 1 << 22, own, &bytes, NULL), TB_OK);
    tb_buf_clear(out);
    tb_buf_add(out, bytes);
    tb_arena_free(own);
}

static void write_file(const char *path, struct tb_str bytes)
{
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes.ptr, 1, bytes.len, file), bytes.len);
    assert_int_equal(fclose(file), 0);
}

/* One damaged byte, anywhere in any file: it is found, and every snapshot still comes back. */
static void every_byte_flipped(void **state)
{
    (void)state;
    enum { COUNT = 3, ROWS = 6 };
    add_versions(COUNT, ROWS);
    struct tb_buf file = tb_buf_make(1 << 22);
    uint32_t seed = 3;
    for (unsigned damaged = 0; damaged < COUNT; damaged++) {
        char path[256];
        snprintf(path, sizeof path, "%s", open_store().at[damaged].path.ptr);
        read_file(path, &file);
        for (size_t at = 0; at < file.len; at++) {
            char kept = file.ptr[at];
            file.ptr[at] = (char)(kept ^ (int)(1 + versions_random(&seed) % 255));
            write_file(path, tb_buf_str(&file));
            file.ptr[at] = kept;
            struct tb_history history = open_store();
            assert_int_equal(history.count, COUNT);
            enum tb_soundness *found = verify(&history, at % 8 == 0);
            for (unsigned n = 0; n < COUNT; n++) {
                bool mended;
                if (!comes_back(&history, &history.at[n], n, ROWS, &mended))
                    fail_msg("byte %zu of %u damaged: %u is lost", at, damaged + 1, n + 1);
                assert_int_equal(mended, n >= damaged);
                assert_int_equal(found[n], n == damaged ? TB_MENDABLE : TB_SOUND);
            }
        }
        write_file(path, tb_buf_str(&file));
    }
    tb_buf_free(&file);
}

/* A file cut short at any length: said so; what does not build on it comes back. */
static void every_truncation(void **state)
{
    (void)state;
    enum { COUNT = 3, ROWS = 6 };
    add_versions(COUNT, ROWS);
    struct tb_buf file = tb_buf_make(1 << 22);
    char path[256];
    snprintf(path, sizeof path, "%s", open_store().at[1].path.ptr);
    read_file(path, &file);
    for (size_t len = 0; len < file.len; len++) {
        write_file(path, (struct tb_str){file.ptr, len});
        struct tb_history history = open_store();
        enum tb_soundness *found = verify(&history, len % 8 == 0);
        assert_true(comes_back(&history, &history.at[0], 0, ROWS, NULL));
        assert_false(comes_back(&history, &history.at[1], 1, ROWS, NULL));
        assert_false(comes_back(&history, &history.at[2], 2, ROWS, NULL));
        assert_int_equal(found[0], TB_SOUND);
        assert_int_equal(found[1], TB_DAMAGED);
        assert_int_equal(found[2], TB_LOST);
    }
    tb_buf_free(&file);
}

/* The original, added again, heals the file and with it all that builds on it. */
static void adding_again_heals(void **state)
{
    (void)state;
    enum { COUNT = 3, ROWS = 6 };
    add_versions(COUNT, ROWS);
    struct tb_buf file = tb_buf_make(1 << 22), text = tb_buf_make(1 << 22);
    struct tb_history_added added;
    char path[256];
    snprintf(path, sizeof path, "%s", open_store().at[1].path.ptr);
    read_file(path, &file);
    memset(file.ptr + file.len - 60, 'x', 40);
    write_file(path, tb_buf_str(&file));
    struct tb_history history = open_store();
    assert_int_equal(verify(&history, false)[2], TB_LOST);
    versions_write(1, ROWS, &text);
    assert_int_equal(add_to("linzi", "2021Q2", tb_buf_str(&text), NULL, &added, NULL), TB_OK);
    assert_true(added.healed && !added.is_new);
    assert_int_equal(added.sequence, 2);
    history = open_store();
    assert_int_equal(history.count, COUNT);
    for (unsigned n = 0; n < COUNT; n++) {
        assert_int_equal(verify(&history, true)[n], TB_SOUND);
        assert_true(comes_back(&history, &history.at[n], n, ROWS, NULL));
    }
    tb_buf_free(&file);
    tb_buf_free(&text);
}

/* A lost or moved file is no reason for wrong text; what comes after it is packed whole. */
static void lost_and_moved_files(void **state)
{
    (void)state;
    enum { ROWS = 6 };
    add_versions(3, ROWS);
    char from[256], to[256];
    snprintf(from, sizeof from, "%s/linzi/000002-2021Q2.tbs", dir);
    snprintf(to, sizeof to, "%s/linzi/000004-2021Q4.tbs", dir);
    assert_int_equal(rename(from, to), 0);
    struct tb_history history = open_store();
    assert_int_equal(history.count, 3);
    enum tb_soundness *found = verify(&history, false);
    assert_int_equal(found[0], TB_SOUND);
    assert_int_equal(found[1], TB_LOST);
    assert_int_equal(found[2], TB_DAMAGED);
    assert_true(comes_back(&history, &history.at[0], 0, ROWS, NULL));
    assert_false(comes_back(&history, &history.at[1], 2, ROWS, NULL));
    assert_int_equal(unlink(to), 0);
    struct tb_buf text = tb_buf_make(1 << 22);
    versions_write(3, ROWS, &text);
    assert_int_equal(add_to("linzi", "2021Q4", tb_buf_str(&text), NULL, NULL, NULL), TB_OK);
    history = open_store();
    assert_int_equal(history.at[2].snapshot.base, 0);
    assert_true(comes_back(&history, &history.at[2], 3, ROWS, NULL));
    tb_buf_free(&text);
}

/* What cannot be read at all, as with a bad sector, hides nothing else. */
static void an_unreadable_file_hides_nothing(void **state)
{
    (void)state;
    enum { ROWS = 6 };
    add_versions(3, ROWS);
    char path[256];
    snprintf(path, sizeof path, "%s/linzi/000002-2021Q2.tbs", dir);
    assert_int_equal(unlink(path), 0);
    assert_int_equal(mkdir(path, 0777), 0);
    struct tb_history history = open_store();
    assert_int_equal(history.count, 3);
    for (int deep = 0; deep < 2; deep++) {
        enum tb_soundness *found = verify(&history, deep);
        assert_int_equal(found[0], TB_SOUND);
        assert_int_equal(found[1], TB_DAMAGED);
        assert_int_equal(found[2], TB_LOST);
    }
    assert_true(comes_back(&history, &history.at[0], 0, ROWS, NULL));
    assert_false(comes_back(&history, &history.at[2], 2, ROWS, NULL));
    struct tb_buf text = tb_buf_make(1 << 22);
    struct tb_history_added added;
    versions_write(3, ROWS, &text);
    assert_int_equal(add_to("linzi", "2021Q4", tb_buf_str(&text), NULL, &added, NULL), TB_OK);
    assert_true(added.is_whole);
    tb_buf_free(&text);
}

static void a_newer_version_is_said(void **state)
{
    (void)state;
    add_versions(2, 3);
    struct tb_history history = open_store();
    struct tb_buf file = tb_buf_make(1 << 22);
    char path[256];
    snprintf(path, sizeof path, "%s", history.at[0].path.ptr);
    read_file(path, &file);
    file.ptr[8] = 2;
    struct tb_str properties = tb_str_sub(tb_buf_str(&file), 20, 24);
    size_t head = TB_SNAPSHOT_FIXED + (unsigned char)properties.ptr[0] +
                  ((size_t)(unsigned char)properties.ptr[1] << 8);
    uint32_t crc = tb_crc32((struct tb_str){file.ptr, head});
    for (size_t i = 0; i < 4; i++)
        file.ptr[head + i] = (char)(crc >> 8 * i);
    write_file(path, tb_buf_str(&file));
    history = open_store();
    assert_int_equal(history.at[0].head, TB_NEWER);
    enum tb_soundness *found = verify(&history, true);
    assert_int_equal(found[0], TB_NEWER);
    tb_buf_free(&file);
}

/* --- faults of the system ----------------------------------------------------------------------- */

enum fault { FAULT_NONE, FAULT_ERROR, FAULT_SHORT, FAULT_KILL };
static enum fault fault;
static int fault_at, calls, fault_errno;

/* Whether this call is the one that goes wrong. */
static bool goes_wrong(void)
{
    if (++calls != fault_at)
        return false;
    if (fault == FAULT_KILL)
        _exit(9);
    errno = fault_errno;
    return fault == FAULT_ERROR;
}

static int bad_open(const char *path, int flags, mode_t mode)
{
    return goes_wrong() ? -1 : open(path, flags, mode);
}
static ssize_t bad_write(int fd, const void *bytes, size_t size)
{
    if (goes_wrong())
        return -1;
    if (fault == FAULT_SHORT && calls % 2) {
        errno = EINTR;
        return -1;
    }
    return write(fd, bytes, fault == FAULT_SHORT && size > 1 ? (size + 1) / 2 : size);
}
static int bad_fsync(int fd)
{
    return goes_wrong() ? -1 : fsync(fd);
}
/* The descriptor is gone even when close fails, as on Linux. */
static int bad_close(int fd)
{
    bool wrong = goes_wrong();
    int cause = errno;
    int result = close(fd);
    errno = cause;
    return wrong ? -1 : result;
}
static int bad_rename(const char *from, const char *to)
{
    return goes_wrong() ? -1 : rename(from, to);
}
static int bad_unlink(const char *path)
{
    return goes_wrong() ? -1 : unlink(path);
}
static int bad_mkdir(const char *path, mode_t mode)
{
    return goes_wrong() ? -1 : mkdir(path, mode);
}
static int bad_flock(int fd, int operation)
{
    return goes_wrong() ? -1 : flock(fd, operation);
}

static const struct tb_io bad_io = {bad_open,   bad_write,  bad_fsync, bad_close,
                                    bad_rename, bad_unlink, bad_mkdir, bad_flock};

/* After a fault: the old state or the new one, sound, and the next addition works. */
static void check_after_fault(unsigned before, bool acknowledged)
{
    enum { ROWS = 4 };
    struct tb_history history = open_store();
    assert_true(history.count == before || history.count == before + 1);
    if (acknowledged)
        assert_int_equal(history.count, before + 1);
    enum tb_soundness *found = verify(&history, true);
    for (unsigned n = 0; n < history.count; n++) {
        assert_int_equal(found[n], TB_SOUND);
        assert_true(comes_back(&history, &history.at[n], n, ROWS, NULL));
    }
}

static void each_call_fails_once(void **state)
{
    (void)state;
    enum { ROWS = 4 };
    static const int causes[] = {EIO, ENOSPC, EROFS, EDQUOT, EMFILE};
    struct tb_buf text = tb_buf_make(1 << 22);
    for (unsigned before = 0; before < 2; before++)
        for (size_t cause = 0; cause < sizeof causes / sizeof *causes; cause++) {
            bool finished = false;
            for (fault_at = 1; !finished && fault_at < 100; fault_at++) {
                struct tb_error error;
                fault = FAULT_NONE;
                scratch_remove_tree(dir);
                add_versions(before, ROWS);
                versions_write(before, ROWS, &text);
                fault = FAULT_ERROR;
                fault_errno = causes[cause];
                calls = 0;
                enum tb_status status =
                    add_to("linzi", period_of(before), tb_buf_str(&text), &bad_io, NULL, &error);
                finished = calls < fault_at;
                if (status != TB_OK) {
                    assert_int_equal(status, TB_EIO);
                    assert_non_null(strstr(error.en, strerror(causes[cause])));
                    assert_non_null(strstr(error.en, " failed: "));
                    assert_true(error.source[0] != '\0');
                }
                check_after_fault(before, status == TB_OK);
                fault = FAULT_NONE;
                assert_int_equal(
                    add_to("linzi", period_of(before), tb_buf_str(&text), NULL, NULL, NULL), TB_OK);
                check_after_fault(before, true);
            }
            assert_true(finished);
        }
    tb_buf_free(&text);
}

static void killed_before_each_call(void **state)
{
    (void)state;
    enum { ROWS = 4 };
    struct tb_buf text = tb_buf_make(1 << 22);
    for (unsigned before = 0; before < 3; before++) {
        bool finished = false;
        for (fault_at = 1; !finished && fault_at < 100; fault_at++) {
            fault = FAULT_NONE;
            scratch_remove_tree(dir);
            add_versions(before, ROWS);
            versions_write(before, ROWS, &text);
            pid_t child = fork();
            if (child == 0) {
                fault = FAULT_KILL;
                calls = 0;
                _exit(add_to("linzi", period_of(before), tb_buf_str(&text), &bad_io, NULL, NULL) ==
                              TB_OK
                          ? 0
                          : 1);
            }
            int status;
            waitpid(child, &status, 0);
            assert_true(WIFEXITED(status) && WEXITSTATUS(status) != 1);
            finished = WEXITSTATUS(status) == 0;
            check_after_fault(before, finished);
            assert_int_equal(
                add_to("linzi", period_of(before), tb_buf_str(&text), NULL, NULL, NULL), TB_OK);
            check_after_fault(before, true);
            assert_int_not_equal(access(scratch_path("history/linzi/.new"), F_OK), 0);
        }
        assert_true(finished);
    }
    tb_buf_free(&text);
}

static void short_writes_and_interruptions(void **state)
{
    (void)state;
    struct tb_buf text = tb_buf_make(1 << 22);
    versions_write(0, 4, &text);
    fault = FAULT_SHORT;
    fault_at = -1;
    assert_int_equal(add_to("linzi", period_of(0), tb_buf_str(&text), &bad_io, NULL, NULL), TB_OK);
    fault = FAULT_NONE;
    check_after_fault(0, true);
    tb_buf_free(&text);
}

static void writers_lose_nothing(void **state)
{
    (void)state;
    enum { WRITERS = 4, EACH = 5 };
    for (int writer = 0; writer < WRITERS; writer++)
        if (fork() == 0) {
            struct tb_buf text = tb_buf_make(1 << 22);
            int failed = 0;
            for (int i = 0; i < EACH; i++) {
                tb_buf_clear(&text);
                tb_buf_printf(&text, "来自 %d 的第 %d 份\n", writer, i);
                failed |= add_to("linzi", period_of((unsigned)i), tb_buf_str(&text), NULL, NULL,
                                 NULL) != TB_OK;
            }
            _exit(failed);
        }
    for (int writer = 0; writer < WRITERS; writer++) {
        int status;
        wait(&status);
        assert_int_equal(status, 0);
    }
    struct tb_history history = open_store();
    assert_int_equal(history.count, WRITERS * EACH);
    enum tb_soundness *found = verify(&history, true);
    unsigned of_each[WRITERS] = {0};
    for (size_t i = 0; i < history.count; i++) {
        struct tb_str bytes;
        assert_int_equal(found[i], TB_SOUND);
        assert_int_equal(history.at[i].sequence, i + 1);
        assert_int_equal(tb_history_restore(&history, &history.at[i], arena, &bytes, NULL, NULL),
                         TB_OK);
        of_each[bytes.ptr[strlen("来自 ")] - '0']++;
    }
    for (int writer = 0; writer < WRITERS; writer++)
        assert_int_equal(of_each[writer], EACH);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(keeps_many_versions),     TEST(the_same_bytes_cost_a_note),
        TEST(refuses_names),           TEST(every_byte_flipped),
        TEST(every_truncation),        TEST(adding_again_heals),
        TEST(lost_and_moved_files),    TEST(an_unreadable_file_hides_nothing),
        TEST(a_newer_version_is_said), TEST(each_call_fails_once),
        TEST(killed_before_each_call), TEST(short_writes_and_interruptions),
        TEST(writers_lose_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
