/* fault_test.c - whatever goes wrong while the history is changed: what was acknowledged is there, what
 * was not is there or not, nothing else comes back, the error names file and operation, and the same
 * command works afterwards. Each change is tried with each of its system calls failing, and with the
 * process killed before each. Prints how many faults that were. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <errno.h>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/wait.h>

#include "history/archive.h"
#include "history/prune.h"
#include "place.h"
#include "versions.h"

enum { ROWS = 4, CALLS_MOST = 200 };

static struct tb_buf text; /* of the version written last */

static int set_up(void **state)
{
    (void)state;
    text = tb_buf_make(1 << 22);
    return place_make();
}

static int tear_down(void **state)
{
    (void)state;
    tb_buf_free(&text);
    return place_remove();
}

/* --- system calls that go wrong ------------------------------------------------------------------ */

enum fault { NONE, ONCE, FOR_GOOD, SHORT, KILL };
static enum fault fault;
static int fault_at, calls, fault_errno;

/* Whether this call goes wrong. */
static bool goes_wrong(void)
{
    calls++;
    if (fault == KILL && calls == fault_at)
        _exit(9);
    errno = fault_errno;
    return (fault == ONCE && calls == fault_at) || (fault == FOR_GOOD && calls >= fault_at);
}

static int bad_open(const char *path, int flags, mode_t mode)
{
    return goes_wrong() ? -1 : open(path, flags, mode);
}
static ssize_t bad_write(int fd, const void *bytes, size_t size)
{
    if (goes_wrong())
        return -1;
    if (fault == SHORT && calls % 2) {
        errno = EINTR;
        return -1;
    }
    return write(fd, bytes, fault == SHORT && size > 1 ? (size + 1) / 2 : size);
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

/* --- changes -------------------------------------------------------------------------------------- */

static enum tb_status add(unsigned version, const struct tb_io *io, struct tb_arena *in,
                          struct tb_error *error)
{
    char period[16];
    struct tb_history_added added;
    snprintf(period, sizeof period, "%uQ%u", 2021 + version / 4, version % 4 + 1);
    versions_write(version, ROWS, &text);
    struct tb_history_new new = {
        .series = TB_STR("linzi"), .period = tb_str_of(period), .bytes = tb_buf_str(&text)};
    return tb_history_add(dir, io, &new, in, &added, error);
}

static void add_versions(unsigned count)
{
    for (unsigned version = 0; version < count; version++) {
        tb_arena_reset(arena);
        assert_int_equal(add(version, &tb_io_system, arena, NULL), TB_OK);
    }
}

static void prepare_none(void)
{
}
static void prepare_one(void)
{
    add_versions(1);
}
static void prepare_three(void)
{
    add_versions(3);
}
static void prepare_damaged(void)
{
    add_versions(3);
    FILE *file = fopen(scratch_path("history/linzi/000002-2021Q2.tbs"), "r+b");
    assert_non_null(file);
    assert_int_equal(fseek(file, -30, SEEK_END), 0);
    assert_int_equal(fwrite("damaged", 1, 7, file), 7);
    assert_int_equal(fclose(file), 0);
}
static void prepare_missing(void)
{
    add_versions(3);
    assert_int_equal(unlink(scratch_path("history/linzi/000002-2021Q2.tbs")), 0);
}

static enum tb_status add_first(const struct tb_io *io, struct tb_arena *in, struct tb_error *error)
{
    return add(0, io, in, error);
}
static enum tb_status add_second(const struct tb_io *io, struct tb_arena *in,
                                 struct tb_error *error)
{
    return add(1, io, in, error);
}
static enum tb_status add_third(const struct tb_io *io, struct tb_arena *in, struct tb_error *error)
{
    return add(2, io, in, error);
}
static enum tb_status prune_first(const struct tb_io *io, struct tb_arena *in,
                                  struct tb_error *error)
{
    struct tb_ref name;
    size_t packed;
    assert_int_equal(tb_ref_parse(TB_STR("linzi@2021Q1"), &name, NULL), TB_OK);
    enum tb_status status = tb_history_prune(dir, io, &name, 1, in, &packed, error);
    return status == TB_EUSAGE ? TB_OK : status; /* it was gone already */
}

/* What a change may do to the versions 0, 1 and 2. */
enum fate { ABSENT, STAYS, COMES, GOES, COMES_BACK /* with the change, and what builds on it */ };

static const struct change {
    const char *name;
    void (*prepare)(void);
    enum tb_status (*run)(const struct tb_io *io, struct tb_arena *in, struct tb_error *error);
    enum fate fates[3];
} changes[] = {
    {"first addition", prepare_none, add_first, {COMES, ABSENT, ABSENT}},
    {"addition", prepare_one, add_second, {STAYS, COMES, ABSENT}},
    {"the same bytes again", prepare_three, add_third, {STAYS, STAYS, STAYS}},
    {"healing damage", prepare_damaged, add_second, {STAYS, COMES_BACK, COMES_BACK}},
    {"healing a loss", prepare_missing, add_second, {STAYS, COMES_BACK, COMES_BACK}},
    {"pruning", prepare_three, prune_first, {GOES, STAYS, STAYS}},
};
enum { CHANGES = sizeof changes / sizeof *changes };

/* --- what must hold ------------------------------------------------------------------------------- */

static void start(const struct change *change)
{
    fault = NONE;
    calls = 0;
    scratch_remove_tree(dir);
    change->prepare();
    tb_arena_reset(arena);
}

/* Which of the versions can be restored; whatever is restored is one of them. */
static void find_versions(bool found[3])
{
    struct tb_history history;
    memset(found, 0, 3 * sizeof *found);
    tb_arena_reset(arena);
    assert_int_equal(tb_history_open(dir, arena, &history, NULL), TB_OK);
    for (size_t i = 0; i < history.count; i++) {
        struct tb_str bytes;
        bool known = false;
        enum tb_status status =
            tb_history_restore(&history, &history.at[i], arena, &bytes, NULL, NULL);
        assert_true(status == TB_OK || status == TB_EFORMAT);
        for (unsigned version = 0; version < 3 && status == TB_OK; version++) {
            versions_write(version, ROWS, &text);
            if (tb_str_eq(bytes, tb_buf_str(&text)))
                found[version] = known = true;
        }
        assert_true(known || status != TB_OK);
    }
}

/* After the change was tried; `done`: it was acknowledged. */
static void check(const struct change *change, bool done)
{
    bool found[3];
    find_versions(found);
    for (unsigned version = 0; version < 3; version++) {
        bool must = false, may = true;
        switch (change->fates[version]) {
        case ABSENT:
            may = false;
            break;
        case STAYS:
            must = true;
            break;
        case COMES:
        case COMES_BACK:
            must = done;
            break;
        case GOES:
            may = !done;
            break;
        }
        if ((must && !found[version]) || (!may && found[version]))
            fail_msg("%s, call %d: version %u is %s", change->name, fault_at, version,
                     found[version] ? "there" : "lost");
    }
}

/* The same command again, with nothing going wrong. */
static void check_again(const struct change *change)
{
    fault = NONE;
    tb_arena_reset(arena);
    assert_int_equal(change->run(&tb_io_system, arena, NULL), TB_OK);
    check(change, true);
    /* What a writer left that was killed goes with the next that writes. */
    tb_arena_reset(arena);
    if (change->fates[0] == GOES)
        assert_int_equal(add(2, &tb_io_system, arena, NULL), TB_OK);
    assert_int_not_equal(access(scratch_path("history/linzi/.new"), F_OK), 0);
}

static void each_call_fails(void **state)
{
    (void)state;
    static const int causes[] = {EIO, ENOSPC, EROFS, EDQUOT, EMFILE, EACCES, EINTR};
    static const enum fault kinds[] = {ONCE, FOR_GOOD};
    for (size_t k = 0; k < CHANGES; k++) {
        const struct change *change = &changes[k];
        unsigned faults = 0;
        for (size_t i = 0; i < 2 * sizeof causes / sizeof *causes; i++) {
            bool finished = false;
            /* A call that is interrupted for good would be tried for ever. */
            if (causes[i / 2] == EINTR && kinds[i % 2] == FOR_GOOD)
                continue;
            for (fault_at = 1; !finished && fault_at < CALLS_MOST; fault_at++) {
                struct tb_error error = {0};
                start(change);
                fault = kinds[i % 2];
                fault_errno = causes[i / 2];
                enum tb_status status = change->run(&bad_io, arena, &error);
                finished = calls < fault_at;
                faults += !finished;
                if (status != TB_OK) {
                    assert_int_equal(status, TB_EIO);
                    assert_non_null(strstr(error.en, strerror(fault_errno)));
                    assert_non_null(strstr(error.en, " failed: "));
                    assert_non_null(strstr(error.source, scratch));
                }
                check(change, status == TB_OK);
                check_again(change);
            }
            assert_true(finished);
        }
        print_message("reliability\ta call fails: %s\t%u\n", change->name, faults);
    }
}

static void killed_before_each_call(void **state)
{
    (void)state;
    for (size_t k = 0; k < CHANGES; k++) {
        const struct change *change = &changes[k];
        bool finished = false;
        unsigned kills = 0;
        for (fault_at = 1; !finished && fault_at < CALLS_MOST; fault_at++) {
            start(change);
            pid_t child = fork();
            if (child == 0) {
                fault = KILL;
                _exit(change->run(&bad_io, arena, NULL) == TB_OK ? 0 : 1);
            }
            int status;
            waitpid(child, &status, 0);
            assert_true(WIFEXITED(status) && WEXITSTATUS(status) != 1);
            finished = WEXITSTATUS(status) == 0;
            kills += !finished;
            check(change, finished);
            check_again(change);
        }
        assert_true(finished);
        print_message("reliability\tkilled before a call: %s\t%u\n", change->name, kills);
    }
}

static void short_writes_and_interruptions(void **state)
{
    (void)state;
    for (size_t k = 0; k < CHANGES; k++) {
        start(&changes[k]);
        fault = SHORT;
        assert_int_equal(changes[k].run(&bad_io, arena, NULL), TB_OK);
        check(&changes[k], true);
    }
    print_message("reliability\tshort and interrupted writes\t%d\n", (int)CHANGES);
}

/* Memory that is too small, at every size up to one that is enough. */
static void memory_runs_out(void **state)
{
    (void)state;
    unsigned faults = 0;
    for (size_t k = 0; k < CHANGES; k++) {
        enum tb_status status = TB_ELIMIT;
        for (size_t cap = 1 << 10; status != TB_OK; cap += cap / 8) {
            struct tb_arena *small;
            start(&changes[k]);
            assert_int_equal(tb_arena_new(cap, &small, NULL), TB_OK);
            fault_at = (int)cap;
            status = changes[k].run(&tb_io_system, small, NULL);
            tb_arena_free(small);
            assert_true(status == TB_OK || status == TB_ELIMIT);
            faults += status != TB_OK;
            check(&changes[k], status == TB_OK);
            check_again(&changes[k]);
        }
    }
    print_message("reliability\tmemory runs out\t%u\n", faults);
}

/* What is in the way of the folder or is no folder. */
static void folders_in_the_way(void **state)
{
    (void)state;
    struct tb_error error;
    scratch_text("history", "a file");
    assert_int_equal(add(0, &tb_io_system, arena, &error), TB_EIO);
    assert_non_null(strstr(error.en, "mkdir failed"));
    assert_int_equal(unlink(dir), 0);
    assert_int_equal(symlink("/nonexistent", dir), 0);
    assert_int_equal(add(0, &tb_io_system, arena, &error), TB_EIO);
    assert_int_equal(unlink(dir), 0);
    /* A link to a folder is as good as the folder. */
    assert_int_equal(mkdir(scratch_path("elsewhere"), 0777), 0);
    assert_int_equal(symlink("elsewhere", dir), 0);
    add_versions(2);
    struct tb_history history;
    assert_int_equal(tb_history_open(dir, arena, &history, NULL), TB_OK);
    assert_int_equal(history.count, 2);
    /* The temporary file is never written through a link. */
    assert_int_equal(symlink("/tmp/never", scratch_path("history/linzi/.new")), 0);
    assert_int_equal(add(2, &tb_io_system, arena, &error), TB_EIO);
    assert_int_not_equal(access("/tmp/never", F_OK), 0);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(each_call_fails), TEST(killed_before_each_call), TEST(short_writes_and_interruptions),
        TEST(memory_runs_out), TEST(folders_in_the_way),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
