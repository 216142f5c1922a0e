/* store_test.c - what was kept comes back, whatever happens to the files. What happens to the
 * writer is in fault_test.c, kill_test.c and power_test.c. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <sys/wait.h>

#include "base/file.h"
#include "history/store.h"
#include "place.h"
#include "versions.h"

static int set_up(void **state)
{
    (void)state;
    return place_make();
}

static int tear_down(void **state)
{
    (void)state;
    return place_remove();
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
    struct tb_history_new new = {.series = tb_str_of(series),
                                 .period = tb_str_of(period),
                                 .bytes = bytes,
                                 .properties = properties,
                                 .property_count = 3};
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
    struct tb_history_new new = {.series = TB_STR("a"),
                                 .period = TB_STR("2021"),
                                 .bytes = TB_STR("x"),
                                 .properties = &twice,
                                 .property_count = 1};
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
    size_t flipped = 0;
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
        flipped += file.len;
    }
    print_message("reliability\tone byte damaged, each byte of each file\t%zu\n", flipped);
    tb_buf_free(&file);
}

/* Any damage, of the bytes, of where they stand and of whose they are: what comes back is what was kept,
 * or nothing does, and what does not build on it is as it was. */
static void any_damage(void **state)
{
    (void)state;
    enum { COUNT = 3, ROWS = 6, TRIES = 1500 };
    add_versions(COUNT, ROWS);
    struct tb_buf files[COUNT], damaged = tb_buf_make(1 << 22);
    char paths[COUNT][256];
    uint32_t seed = 9;
    struct tb_history history = open_store();
    for (size_t i = 0; i < COUNT; i++) {
        snprintf(paths[i], sizeof paths[i], "%s", history.at[i].path.ptr);
        files[i] = tb_buf_make(1 << 22);
        read_file(paths[i], &files[i]);
    }
    for (unsigned i = 0; i < TRIES; i++) {
        size_t which = versions_random(&seed) % COUNT, other = versions_random(&seed) % COUNT;
        tb_buf_clear(&damaged);
        tb_buf_add(&damaged, tb_buf_str(&files[which]));
        size_t from = versions_random(&seed) % damaged.len;
        size_t len = 1 + versions_random(&seed) % 64;
        for (size_t at = from; at < from + len && at < damaged.len; at++) {
            if (i % 3 == 0) /* garbage */
                damaged.ptr[at] = (char)versions_random(&seed);
            else if (i % 3 == 1) /* nothing */
                damaged.ptr[at] = '\0';
            else if (at < files[other].len) /* another file's bytes */
                damaged.ptr[at] = files[other].ptr[at];
        }
        write_file(paths[which], tb_buf_str(&damaged));
        history = open_store();
        for (unsigned n = 0; n < COUNT; n++)
            if (!comes_back(&history, &history.at[n], n, ROWS, NULL))
                assert_true(n >= which);
        write_file(paths[which], tb_buf_str(&files[which]));
    }
    print_message("reliability\tseveral bytes damaged\t%d\n", (int)TRIES);
    for (size_t i = 0; i < COUNT; i++)
        tb_buf_free(&files[i]);
    tb_buf_free(&damaged);
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
    print_message("reliability\ta file cut short, at each length\t%zu\n", file.len);
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

/* --- several writers -------------------------------------------------------------------------------- */

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
    print_message("reliability\tadditions by several writers at once\t%d\n", WRITERS * EACH);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(keeps_many_versions),
        TEST(the_same_bytes_cost_a_note),
        TEST(refuses_names),
        TEST(every_byte_flipped),
        TEST(any_damage),
        TEST(every_truncation),
        TEST(adding_again_heals),
        TEST(lost_and_moved_files),
        TEST(an_unreadable_file_hides_nothing),
        TEST(a_newer_version_is_said),
        TEST(writers_lose_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
