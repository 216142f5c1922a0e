/* archive_test.c - a series as one file: what comes out of it, whatever was done to it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "history/archive.h"
#include "place.h"
#include "versions.h"

enum { COUNT = 3, ROWS = 4 };

static struct tb_buf text, archive;

static int set_up(void **state)
{
    (void)state;
    text = tb_buf_make(1 << 22);
    archive = tb_buf_make(TB_ARCHIVE_MAX);
    if (place_make() != 0)
        return -1;
    for (unsigned n = 0; n < COUNT; n++) {
        char period[16];
        struct tb_history_added added;
        snprintf(period, sizeof period, "2021Q%u", n + 1);
        versions_write(n, ROWS, &text);
        struct tb_history_new new = {
            .series = TB_STR("linzi"), .period = tb_str_of(period), .bytes = tb_buf_str(&text)};
        tb_arena_reset(arena);
        if (tb_history_add(dir, &tb_io_system, &new, arena, &added, NULL) != TB_OK)
            return -1;
    }
    struct tb_history history;
    if (tb_history_open(dir, arena, &history, NULL) != TB_OK)
        return -1;
    return tb_archive_write(&history, TB_STR("linzi"), arena, &archive, NULL) == TB_OK ? 0 : -1;
}

static int tear_down(void **state)
{
    (void)state;
    tb_buf_free(&text);
    tb_buf_free(&archive);
    return place_remove();
}

/* How many snapshots come back from the bytes; none of them is another text than was kept. */
static unsigned come_back(struct tb_str bytes, enum tb_status *status)
{
    struct tb_history history = {0};
    unsigned count = 0;
    tb_arena_reset(arena);
    *status = tb_archive_read("a.tar", bytes, arena, &history, NULL);
    for (size_t i = 0; i < history.count; i++) {
        struct tb_str restored;
        bool known = false;
        if (tb_history_restore(&history, &history.at[i], arena, &restored, NULL, NULL) != TB_OK)
            continue;
        for (unsigned n = 0; n < COUNT; n++) {
            versions_write(n, ROWS, &text);
            known = known || tb_str_eq(restored, tb_buf_str(&text));
        }
        assert_true(known);
        count++;
    }
    return count;
}

static void there_and_back(void **state)
{
    (void)state;
    enum tb_status status;
    assert_int_equal(archive.len % 512, 0);
    assert_int_equal(come_back(tb_buf_str(&archive), &status), COUNT);
    assert_int_equal(status, TB_OK);
}

static void cut_short(void **state)
{
    (void)state;
    for (size_t len = 0; len < archive.len; len += 7) {
        enum tb_status status;
        /* A copy of just that length, so that reading beyond it is noticed. */
        char *copy = malloc(len ? len : 1);
        assert_non_null(copy);
        memcpy(copy, archive.ptr, len);
        come_back((struct tb_str){copy, len}, &status);
        assert_true(status == TB_EFORMAT || len >= archive.len - 1024 + 512);
        free(copy);
    }
}

/* A header that is damaged is no header; a file that is damaged is found as everywhere. */
static void each_byte_damaged(void **state)
{
    (void)state;
    for (size_t at = 0; at < archive.len; at++) {
        enum tb_status status;
        archive.ptr[at] = (char)(archive.ptr[at] ^ 0x5A);
        come_back(tb_buf_str(&archive), &status);
        archive.ptr[at] = (char)(archive.ptr[at] ^ 0x5A);
    }
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(there_and_back),
        TEST(cut_short),
        TEST(each_byte_damaged),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
