/* notify_test.c - a subject of any length is a header that every server takes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <sys/stat.h>

#include "../scratch.h"
#include "base/file.h"
#include "base/replace.h"
#include "host/notify.h"

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

/* Each line of the subject is one encoded word of at most 75 characters (RFC 2047). */
static void long_subjects_are_several_words(void **state)
{
    (void)state;
    struct tb_arena *arena = NULL;
    struct tb_error error = {0};
    struct tb_str letter;
    assert_int_equal(tb_arena_new(1 << 20, &arena, NULL), TB_OK);
    struct tb_str script = tb_arena_printf(arena, "#!/bin/sh\ncat >'%s'\n", scratch_path("letter"));
    assert_int_equal(tb_file_replace(scratch_path("sendmail"), script, &error), TB_OK);
    assert_int_equal(chmod(scratch_path("sendmail"), 0700), 0);
    const struct tb_notify notify = {.mail = TB_STR("desk@example.org")};
    struct tb_buf subject = tb_buf_make(1 << 12);
    for (int i = 0; i < 40; i++)
        tb_buf_text(&subject, i % 2 ? "有变化；" : "linzi ");
    const struct tb_notice notice = {tb_buf_str(&subject), TB_STR("text\n"), TB_STR("")};
    assert_int_equal(tb_notify_send(&notify, scratch_path("sendmail"), ".", &notice, &error),
                     TB_OK);
    assert_int_equal(tb_file_read(scratch_path("letter"), 1 << 16, arena, &letter, &error), TB_OK);
    size_t words = 0, from = tb_str_find(letter, TB_STR("Subject: "), 0);
    assert_true(from != SIZE_MAX);
    struct tb_str rest = tb_str_sub(letter, from + 9, letter.len);
    while (tb_str_starts(rest, TB_STR("=?UTF-8?B?"))) {
        size_t end = tb_str_find(rest, TB_STR("\n"), 0);
        assert_true(end <= 75);
        words++;
        rest = tb_str_sub(rest, end + (rest.ptr[end + 1] == ' ' ? 2 : 1), rest.len);
    }
    assert_true(words > 5);
    assert_true(tb_str_starts(rest, TB_STR("MIME-Version: ")));
    tb_buf_free(&subject);
    tb_arena_free(arena);
}

/* Large notices push old ones out; they never fill the feed for good. */
static void a_feed_keeps_what_has_room(void **state)
{
    (void)state;
    struct tb_error error = {0};
    struct tb_buf text = tb_buf_make(1 << 20);
    char workspace[4096];
    (void)snprintf(workspace, sizeof workspace, "%s", scratch_path("."));
    const struct tb_notify notify = {.feed = TB_STR("news.xml")};
    for (int i = 0; i < 900000; i++)
        tb_buf_byte(&text, 'a');
    const struct tb_notice notice = {TB_STR("subject"), tb_buf_str(&text), TB_STR("")};
    for (int i = 0; i < 12; i++)
        assert_int_equal(tb_notify_send(&notify, "", workspace, &notice, &error), TB_OK);
    tb_buf_free(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(long_subjects_are_several_words),
        cmocka_unit_test(a_feed_keeps_what_has_room),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
