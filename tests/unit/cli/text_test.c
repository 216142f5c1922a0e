/* text_test.c - foreign text made harmless, lines broken, cells set side by side, marks under
 * characters. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/utf8.h"
#include "cli/excerpt.h"
#include "cli/layout.h"

static struct tb_buf buf;

static struct tb_screen screen_of(size_t width)
{
    tb_buf_free(&buf);
    buf = tb_buf_make(1 << 20);
    return (struct tb_screen){.out = &buf, .lang = TB_LANG_ZH, .width = width};
}

static void expect_output(const char *expected)
{
    assert_int_equal(buf.failed, TB_OK);
    tb_buf_byte(&buf, '\0');
    assert_string_equal(buf.ptr, expected);
}

static int clean_up(void **state)
{
    (void)state;
    tb_buf_free(&buf);
    return 0;
}

static void shows_controls_as_pictures(void **state)
{
    (void)state;
    static const struct {
        const char *text, *shown;
    } cases[] = {
        {"通报 abc", "通报 abc"},
        {"a\033[31mb", "a␛[31mb"},
        {"a\nb\tc", "a⏎b␉c"},
        {"\x7f", "␡"},
        {"\xC2\x9B"
         "31m",
         "<U+009B>31m"}, /* the one-character form of ESC [ */
        {"a\xE2\x80\xAE"
         "b",
         "a<U+202E>b"}, /* text from here on from right to left */
        {"a\xE2\x80\x8B"
         "b",
         "a<U+200B>b"}, /* no width, so that it would not be seen */
        {"\xEF\xBB\xBF"
         "x",
         "<U+FEFF>x"},
        {"\xF3\xA0\x81\x81", "<U+E0041>"}, /* tags */
        {"\xff"
         "x",
         "\xEF\xBF\xBDx"}, /* not UTF-8 */
        {"𠀀", "𠀀"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct tb_screen screen = screen_of(80);
        tb_put(&screen, tb_str_of(cases[i].text));
        expect_output(cases[i].shown);
    }
}

static void says_nothing_unfiltered(void **state)
{
    (void)state;
    struct tb_screen screen = screen_of(80);
    tb_say(&screen, "读到 %s\n", "read %s\n", "\033]0;title\a");
    expect_output("读到 ␛]0;title␇\n");
    screen = screen_of(80);
    tb_style(&screen, TB_RED);
    tb_style(&screen, TB_PLAIN);
    expect_output("");
    screen = screen_of(80);
    screen.color = true;
    tb_style(&screen, TB_RED);
    tb_style(&screen, TB_PLAIN);
    expect_output("\033[1;31m\033[0m");
}

static void counts_columns(void **state)
{
    (void)state;
    assert_int_equal(tb_columns(TB_STR("通报ab")), 6);
    assert_int_equal(tb_columns(TB_STR("e\xCC\x81")), 1); /* a mark that combines */
    assert_int_equal(tb_columns(TB_STR("\033")), 1);
    assert_int_equal(tb_columns(TB_STR("\xE2\x80\xAE")), 8);
}

static void cuts_to_columns(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        size_t columns;
        const char *shown;
    } cases[] = {
        {"完成情况", 8, "完成情况"}, {"完成情况", 7, "完成情…"}, {"完成情况", 6, "完成…"},
        {"完成情况", 1, "…"},        {"完成情况", 0, ""},        {"abc", 2, "a…"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct tb_screen screen = screen_of(80);
        size_t used = tb_put_cut(&screen, tb_str_of(cases[i].text), cases[i].columns);
        assert_true(used <= cases[i].columns);
        expect_output(cases[i].shown);
    }
}

static void breaks_lines(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        size_t width;
        const char *lines; /* divided by | */
    } cases[] = {
        {"完成情况通报", 8, "完成情况|通报"},
        {"完成情况，通报", 8, "完成情|况，通报"}, /* no line begins with a comma */
        {"完成情（况）", 8, "完成情|（况）"},     /* nor ends with an opening bracket */
        {"增长35.5%左右", 8, "增长|35.5%左|右"},  /* figures stay whole */
        {"one two three", 7, "one two|three"},
        {"abcdefghij", 4, "abcd|efgh|ij"},
        {"一\n二", 8, "一|二"},
        {"一\n\n二", 8, "一||二"},
        {"", 8, ""},
        {"，，，，，，", 4, "，，|，，|，，"}, /* nowhere to break well */
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct tb_screen screen = screen_of(80);
        struct tb_track track = {cases[i].width, TB_PLAIN};
        struct tb_str cell = tb_str_of(cases[i].text);
        tb_put_row(&screen, 0, &track, &cell, 1);
        for (size_t k = 0; k + 1 < buf.len; k++)
            if (buf.ptr[k] == '\n')
                buf.ptr[k] = '|';
        buf.len--; /* the last line end */
        expect_output(cases[i].lines);
    }
}

static uint32_t next_random(uint32_t *seed)
{
    *seed = *seed * 1664525u + 1013904223u;
    return *seed >> 8;
}

/* Random text of the kinds of characters that lines are broken at. */
static struct tb_str random_text(uint32_t *seed, char *room, size_t size)
{
    static const char *const pieces[] = {"完", "成", "，", "。", "（", "）", "a",
                                         "7",  " ",  "%",  "“",  "𠀀", "\n", "é"};
    size_t len = 0;
    while (len + 8 < size) {
        const char *piece = pieces[next_random(seed) % (sizeof pieces / sizeof *pieces)];
        memcpy(room + len, piece, strlen(piece));
        len += strlen(piece);
    }
    return (struct tb_str){room, len};
}

/* All text but blanks and line ends is printed, in order, on lines that are not too wide. */
static void breaks_any_text(void **state)
{
    (void)state;
    uint32_t seed = 7;
    char room[200];
    for (int round = 0; round < 500; round++) {
        struct tb_str text = random_text(&seed, room, 8 + next_random(&seed) % 180);
        size_t width = 4 + next_random(&seed) % 30, at = 0, seen = 0;
        while (at < text.len) {
            size_t next, end = tb_line_end(text, at, width, &next);
            assert_true(next > at && end >= at && end <= next);
            assert_true(tb_columns(tb_str_sub(text, at, end)) <= width + 2);
            for (size_t i = end; i < next; i++)
                assert_true(text.ptr[i] == ' ' || text.ptr[i] == '\n');
            seen += next - at;
            at = next;
        }
        assert_int_equal(seen, text.len);
    }
}

static void sets_cells_side_by_side(void **state)
{
    (void)state;
    struct tb_screen screen = screen_of(80);
    struct tb_track tracks[3] = {{4, TB_PLAIN}, {8, TB_PLAIN}, {6, TB_PLAIN}};
    struct tb_str cells[3] = {TB_STR("12"), TB_STR("完成情况通报"), TB_STR("好")};
    tb_put_row(&screen, 1, tracks, cells, 3);
    expect_output(" 12    完成情况  好\n"
                  "       通报\n");
    screen = screen_of(80);
    cells[1] = cells[2] = TB_STR("");
    tb_put_row(&screen, 0, tracks, cells, 3);
    expect_output("12\n");
}

static void shares_width(void **state)
{
    (void)state;
    struct tb_track tracks[4];
    size_t narrow[4] = {4, 10, 10, 8}, wide[4] = {4, 300, 400, 20};
    assert_true(tb_share_width(80, narrow, 4, 24, tracks));
    for (size_t i = 0; i < 4; i++)
        assert_int_equal(tracks[i].width, narrow[i]);
    assert_true(tb_share_width(100, wide, 4, 24, tracks));
    assert_int_equal(tracks[0].width, 4);
    assert_int_equal(tracks[3].width, 20);
    assert_true(tracks[1].width >= 24 && tracks[2].width > tracks[1].width);
    assert_true(tracks[1].width + tracks[2].width <= 100 - 24 - 3 * TB_TRACK_GAP);
    assert_false(tb_share_width(75, wide, 4, 24, tracks));
    assert_false(tb_share_width(3, wide, 4, 24, tracks));
    assert_true(tb_share_width(10, wide, 0, 24, tracks));
}

static struct tb_mark_under under[4];

static struct tb_excerpt excerpt_of(const char *text, size_t from, size_t to)
{
    under[0] = (struct tb_mark_under){.from = from, .to = to, .sign = '^'};
    return (struct tb_excerpt){.text = tb_str_of(text),
                               .indent = 2,
                               .label = TB_STR("结果："),
                               .marks = under,
                               .count = 1};
}

static void marks_under_chinese_text(void **state)
{
    (void)state;
    struct tb_screen screen = screen_of(80);
    struct tb_excerpt excerpt = excerpt_of("已完成6人，目标15人", 9, 13);
    assert_true(tb_put_excerpt(&screen, &excerpt));
    assert_false(tb_put_excerpt(&screen, &excerpt));
    expect_output("  结果：已完成6人，目标15人\n"
                  "              ^^^\n");
    screen = screen_of(80);
    excerpt = excerpt_of("第一行\n第二行有错\n第三行", 19, 25);
    assert_true(tb_put_excerpt(&screen, &excerpt));
    assert_false(tb_put_excerpt(&screen, &excerpt));
    expect_output("  结果：第二行有错\n"
                  "              ^^^^\n");
}

static void marks_a_place_between_characters(void **state)
{
    (void)state;
    struct tb_screen screen = screen_of(80);
    struct tb_excerpt excerpt = excerpt_of("完成", 6, 6);
    assert_true(tb_put_excerpt(&screen, &excerpt));
    assert_false(tb_put_excerpt(&screen, &excerpt));
    expect_output("  结果：完成\n"
                  "            ^\n");
}

static void marks_several_on_one_line(void **state)
{
    (void)state;
    static const char text[] = "债券12.5亿元，已用10.35亿元，进度92.8%";
    struct tb_screen screen = screen_of(80);
    struct tb_excerpt excerpt = excerpt_of(text, 45, 50);
    under[1] = (struct tb_mark_under){.from = 25, .to = 36, .sign = '~'};
    under[2] = (struct tb_mark_under){.from = 6, .to = 16, .sign = '~'};
    excerpt.count = 3;
    while (tb_put_excerpt(&screen, &excerpt))
        ;
    expect_output("  结果：债券12.5亿元，已用10.35亿元，进度92.8%\n"
                  "            ~~~~~~~~      ~~~~~~~~~      ^^^^^\n");
    /* What does not fit beside the first gets lines of its own; what overlaps it is hidden by it. */
    screen = screen_of(40);
    excerpt = excerpt_of(text, 45, 50);
    under[1] = (struct tb_mark_under){.from = 6, .to = 16, .sign = '~'};
    under[2] = (struct tb_mark_under){.from = 45, .to = 49, .sign = '~'};
    excerpt.count = 3;
    while (tb_put_excerpt(&screen, &excerpt))
        ;
    expect_output("  结果：…亿元，已用10.35亿元，进度92.8%\n"
                  "                                  ^^^^^\n"
                  "  结果：债券12.5亿元，已用10.35亿元，…\n"
                  "            ~~~~~~~~\n");
}

/* Wherever the marked character stands, the mark stands under it, and lines keep to the width. */
static void marks_stand_right(void **state)
{
    (void)state;
    uint32_t seed = 11;
    char room[400];
    for (int round = 0; round < 1000; round++) {
        struct tb_str text = random_text(&seed, room, 40 + next_random(&seed) % 300);
        size_t at = tb_utf8_offset(text, next_random(&seed) % tb_utf8_count(text));
        struct tb_glyph meant = tb_glyph_at(text, at);
        if (meant.code == '\n' || meant.code == ' ')
            continue;
        memcpy(room + at, "M", 1); /* one that occurs nowhere else */
        memmove(room + at + 1, room + at + meant.bytes, text.len - at - meant.bytes);
        text.len -= meant.bytes - 1;
        struct tb_screen screen = screen_of(30 + next_random(&seed) % 60);
        struct tb_mark_under place = {.from = at, .to = at + 1, .sign = '^'};
        struct tb_excerpt excerpt = {.text = text, .indent = 2, .marks = &place, .count = 1};
        assert_true(tb_put_excerpt(&screen, &excerpt));
        struct tb_str out = tb_buf_str(&buf);
        size_t line = tb_str_find(out, TB_STR("\n"), 0), mark = tb_str_find(out, TB_STR("M"), 0);
        assert_true(mark < line);
        assert_true(tb_columns(tb_str_sub(out, 0, line)) <= screen.width);
        struct tb_str below = tb_str_sub(out, line + 1, out.len);
        assert_int_equal(tb_str_find(below, TB_STR("^"), 0), tb_columns(tb_str_sub(out, 0, mark)));
        assert_int_equal(below.len, tb_str_find(below, TB_STR("^"), 0) + 2);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(shows_controls_as_pictures, clean_up),
        cmocka_unit_test_teardown(says_nothing_unfiltered, clean_up),
        cmocka_unit_test_teardown(counts_columns, clean_up),
        cmocka_unit_test_teardown(cuts_to_columns, clean_up),
        cmocka_unit_test_teardown(breaks_lines, clean_up),
        cmocka_unit_test_teardown(breaks_any_text, clean_up),
        cmocka_unit_test_teardown(sets_cells_side_by_side, clean_up),
        cmocka_unit_test_teardown(shares_width, clean_up),
        cmocka_unit_test_teardown(marks_under_chinese_text, clean_up),
        cmocka_unit_test_teardown(marks_a_place_between_characters, clean_up),
        cmocka_unit_test_teardown(marks_several_on_one_line, clean_up),
        cmocka_unit_test_teardown(marks_stand_right, clean_up),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
