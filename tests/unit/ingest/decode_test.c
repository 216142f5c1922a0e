/* Encodings by content, damaged bytes, and files that are no text. */
#include "cases.h"

#include <iconv.h>

#include "base/utf8.h"
#include "ingest/decode.h"

#define SAMPLE "序号\t任务\n1\t新建“乡镇”卫生院，投资3.5亿元\n2\t一㎡镕€\n"

static struct tb_repairs repairs;

/* Decodes `bytes`; the encoding found. */
static struct tb_sniffed decode(struct tb_str bytes, struct tb_str *text)
{
    struct tb_sniffed sniffed;
    struct tb_error error;
    repairs = (struct tb_repairs){.arena = arena};
    bytes = padded(bytes);
    if (tb_sniff(know, bytes, &sniffed, &error) != TB_OK ||
        tb_decode(bytes, sniffed, &repairs, text, &error) != TB_OK)
        fail_msg("%s", error.en);
    assert_int_equal(tb_utf8_valid(*text), text->len);
    for (size_t i = 0; i < TB_PADDING; i++)
        assert_int_equal(text->ptr[text->len + i], 0);
    return sniffed;
}

static struct tb_str converted(const char *to, struct tb_str text)
{
    iconv_t conversion = iconv_open(to, "UTF-8");
    size_t room = text.len * 4 + 16, in_left = text.len, out_left = room;
    char *out = TB_NEW_ARRAY(arena, char, room), *in = (char *)(uintptr_t)text.ptr, *at = out;
    assert_true(conversion != (iconv_t)(intptr_t)-1);
    assert_int_equal(iconv(conversion, &in, &in_left, &at, &out_left), 0);
    iconv_close(conversion);
    return (struct tb_str){out, room - out_left};
}

static struct tb_str joined(const char *mark, size_t len, struct tb_str rest)
{
    char *all = TB_NEW_ARRAY(arena, char, len + rest.len);
    assert_non_null(all);
    memcpy(all, mark, len);
    memcpy(all + len, rest.ptr, rest.len);
    return (struct tb_str){all, len + rest.len};
}

static void every_encoding_of_a_text_is_told_by_content_and_read_alike(void **state)
{
    (void)state;
    struct tb_str sample = TB_STR(SAMPLE), text;
    const struct {
        struct tb_str bytes;
        enum tb_encoding encoding;
    } cases[] = {
        {sample, TB_UTF8},
        {joined("\xEF\xBB\xBF", 3, sample), TB_UTF8_BOM},
        {converted("UTF-16LE", sample), TB_UTF16LE},
        {converted("UTF-16BE", sample), TB_UTF16BE},
        {joined("\xFF\xFE", 2, converted("UTF-16LE", sample)), TB_UTF16LE},
        {joined("\xFE\xFF", 2, converted("UTF-16BE", sample)), TB_UTF16BE},
        {converted("GB18030", sample), TB_GB18030},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        assert_int_equal(decode(cases[i].bytes, &text).encoding, cases[i].encoding);
        assert_str(text, sample, tb_str_of(tb_encoding_name(cases[i].encoding)));
        assert_int_equal(repairs.count, 0);
    }
}

static void a_short_chinese_text_in_gb18030_is_not_taken_for_cyrillic(void **state)
{
    (void)state;
    struct tb_str text;
    assert_int_equal(decode(TB_STR("1\t\xD2\xBB\n"), &text).encoding, TB_GB18030);
    assert_text(text, "1\t一\n");
    assert_int_equal(decode(TB_STR("1\tplain\n"), &text).encoding, TB_UTF8);
}

static void assert_repair(size_t i, const char *kind, uint32_t line, uint32_t column,
                          uint32_t count, const char *detail)
{
    assert_true(i < repairs.count);
    const struct tb_repair *repair = &repairs.at[i];
    assert_string_equal(repair->kind, kind);
    assert_int_equal(repair->line, line);
    assert_int_equal(repair->column, column);
    assert_int_equal(repair->count, count);
    assert_text(repair->detail, detail);
}

static void damaged_utf8_stays_utf8_with_one_repair_a_cell(void **state)
{
    (void)state;
    struct tb_str text;
    struct tb_str bytes =
        TB_STR("序号\t任务名称\r\n一\t甲\xFF\xFE乙\xE4\xB8\t丙\xC0\n二\t丁戊己庚\n"
               "三\t辛壬癸子丑寅卯辰\n");
    assert_int_equal(decode(bytes, &text).encoding, TB_UTF8);
    assert_int_equal(repairs.count, 2);
    assert_repair(0, "bad-byte", 2, 4, 4, "0xFF");
    assert_repair(1, "bad-byte", 2, 11, 1, "0xC0");
    assert_true(tb_str_find(text, TB_STR("甲\xEF\xBF\xBD\xEF\xBF\xBD乙"), 0) != SIZE_MAX);
}

static void a_bad_byte_in_gb18030_takes_nothing_with_it(void **state)
{
    (void)state;
    static const char before[] = "甲乙丙丁戊己庚辛壬癸\n", after[] = "子丑寅卯辰巳午未申酉\n";
    struct tb_str head = converted("GB18030", tb_str_of(before));
    struct tb_str tail = converted("GB18030", tb_str_of(after)), text;
    static const struct {
        const char *bytes, *text, *kind, *detail;
        size_t len;
    } cases[] = {
        {"\x81<p>", "\xEF\xBF\xBD<p>", "bad-byte", "0x81", 4},
        {"\x81\t", "\xEF\xBF\xBD\t", "bad-byte", "0x81", 2},
        {"\x81\n", "\xEF\xBF\xBD\n", "bad-byte", "0x81", 2},
        {"\xFF", "\xEF\xBF\xBD", "bad-byte", "0xFF", 1},
        {"\x80", "€", "euro-byte", "0x80", 1},
        {"a\0b",
         "a\xEF\xBF\xBD"
         "b",
         "nul-byte", "0x00", 3},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct tb_str bytes = joined(cases[i].bytes, cases[i].len, tail);
        bytes = joined(head.ptr, head.len, bytes);
        assert_int_equal(decode(bytes, &text).encoding, TB_GB18030);
        assert_str(text, tb_arena_printf(arena, "%s%s%s", before, cases[i].text, after),
                   tb_str_of(cases[i].detail));
        assert_int_equal(repairs.count, 1);
        assert_string_equal(repairs.at[0].kind, cases[i].kind);
        assert_int_equal(repairs.at[0].line, 2);
        assert_text(repairs.at[0].detail, cases[i].detail);
    }
    /* cut in the middle of its last character */
    decode((struct tb_str){head.ptr, head.len - 2}, &text);
    assert_true(tb_str_ends(text, TB_STR("\xEF\xBF\xBD")));
}

static void a_line_of_many_bad_cells_is_counted_once(void **state)
{
    (void)state;
    enum { CELLS = 100000 };
    static const char cell[] = "\xFF"
                               "ABCDEFGHIJKLMNOPQRSTUVWX\t";
    char *line = TB_NEW_ARRAY(arena, char, CELLS *(sizeof cell - 1));
    struct tb_str text;
    assert_non_null(line);
    for (size_t i = 0; i < CELLS; i++)
        memcpy(line + i * (sizeof cell - 1), cell, sizeof cell - 1);
    decode((struct tb_str){line, CELLS * (sizeof cell - 1)}, &text);
    assert_int_equal(repairs.count, CELLS);
    assert_repair(0, "bad-byte", 1, 1, 1, "0xFF");
    assert_repair(CELLS - 1, "bad-byte", 1, (CELLS - 1) * (sizeof cell - 1) + 1, 1, "0xFF");
}

static void nul_bytes_in_utf8_are_replaced_and_listed(void **state)
{
    (void)state;
    struct tb_str text;
    decode(TB_STR("序号\t任务\n1\t甲\0乙\0\n"), &text);
    assert_text(text, "序号\t任务\n1\t甲\xEF\xBF\xBD乙\xEF\xBF\xBD\n");
    assert_int_equal(repairs.count, 1);
    assert_repair(0, "nul-byte", 2, 4, 2, "0x00");
}

static void lone_surrogates_and_a_cut_unit_are_replaced(void **state)
{
    (void)state;
    struct tb_str text;
    decode(TB_STR("\xFF\xFE\x00\x4E\x00\xD8\x01\x4E\x00\xDC\x00\xD8\x00\xDC\x0A\x00\x61"), &text);
    assert_text(text, "一\xEF\xBF\xBD丁\xEF\xBF\xBD\xF0\x90\x80\x80\n\xEF\xBF\xBD");
    assert_int_equal(repairs.count, 2);
}

static void files_that_are_no_text_are_named_in_both_languages(void **state)
{
    (void)state;
    static const struct {
        struct tb_str bytes;
        const char *zh, *en;
    } cases[] = {
        {{"PK\3\4rest", 8}, "xlsx", "xlsx"},
        {{"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8}, "旧版 Office", "old Office"},
        {{"junk\n%PDF-1.4", 13}, "PDF", "PDF"},
        {{"\x1F\x8B\x08\0", 4}, "gunzip", "gunzip"},
        {{"{\\rtf1\\ansi", 10}, "RTF", "RTF"},
        {{"\xEF\xBB\xBF \n<!DOCTYPE HTML><p>", 23}, "网页", "web page"},
        {{"<Html>", 6}, "网页", "web page"},
        {{"<?xml version", 13}, "XML", "XML"},
        {{"\x89PNG\r\n\x1A\n", 8}, "图片", "picture"},
        {{"\x01\x02\x03\x04 abc\x05", 9}, "控制字符", "control characters"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct tb_sniffed sniffed;
        struct tb_error error;
        enum tb_status status = tb_sniff(know, padded(cases[i].bytes), &sniffed, &error);
        if (status == TB_OK && sniffed.form)
            status = tb_refuse_form(sniffed.form, &error);
        assert_int_equal(status, TB_EFORMAT);
        assert_non_null(strstr(error.zh, cases[i].zh));
        assert_non_null(strstr(error.en, cases[i].en));
        assert_null(strstr(error.zh, "not a text"));
        assert_null(strstr(error.en, "不是文本"));
    }
}

static void noise_is_no_text(void **state)
{
    (void)state;
    enum { SIZE = 100000 };
    char *noise = TB_NEW_ARRAY(arena, char, SIZE);
    uint64_t seed = 3;
    for (size_t i = 0; i < SIZE; i++) {
        seed = seed * 6364136223846793005u + 1442695040888963407u;
        noise[i] = (char)(0x80 | seed >> 57); /* no control characters to give it away */
    }
    struct tb_sniffed sniffed;
    struct tb_str bytes = padded((struct tb_str){noise, SIZE}), text;
    struct tb_error error;
    repairs = (struct tb_repairs){.arena = arena};
    assert_int_equal(tb_sniff(know, bytes, &sniffed, &error), TB_OK);
    sniffed.encoding = TB_UTF8;
    assert_int_equal(tb_decode(bytes, sniffed, &repairs, &text, &error), TB_EFORMAT);
    assert_non_null(strstr(error.en, "cannot be read as UTF-8"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_encoding_of_a_text_is_told_by_content_and_read_alike),
        cmocka_unit_test(a_short_chinese_text_in_gb18030_is_not_taken_for_cyrillic),
        cmocka_unit_test(damaged_utf8_stays_utf8_with_one_repair_a_cell),
        cmocka_unit_test(a_bad_byte_in_gb18030_takes_nothing_with_it),
        cmocka_unit_test(a_line_of_many_bad_cells_is_counted_once),
        cmocka_unit_test(nul_bytes_in_utf8_are_replaced_and_listed),
        cmocka_unit_test(lone_surrogates_and_a_cut_unit_are_replaced),
        cmocka_unit_test(files_that_are_no_text_are_named_in_both_languages),
        cmocka_unit_test(noise_is_no_text),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
