/* bundled_test.c - every bundled check: it loads, speaks both languages, has cases of both kinds, and
 * they pass. And what the checks of structure say of a real bulletin, where one is at hand. */
#include "../lua/fixture.h"

#include "base/file.h"
#include "host/plugins.h"

#define PLUGINS TB_TEST_DATA "/../../plugins"

static struct fixture fixture;
static struct tb_plugin_set set;

static int open_fixture(void **state)
{
    struct tb_error error;
    (void)state;
    fixture_open(&fixture);
    if (tb_plugins_find(PLUGINS, NULL, fixture.arena, &set, &error) != TB_OK)
        fail_msg("%s: %s", error.source, error.en);
    assert_true(set.count >= 5);
    return 0;
}

static int close_fixture(void **state)
{
    (void)state;
    fixture_close(&fixture);
    return 0;
}

static bool load(uint32_t index)
{
    return fixture_load_file(&fixture, &set.at[index].file, index);
}

/* --- both languages --------------------------------------------------------------------------- */

static struct tb_str text_between(const char *from, const char *end)
{
    const char *to = strstr(from, end);
    return to ? (struct tb_str){from, (size_t)(to - from)} : TB_STR("");
}

/* Either may quote words of the other language. */
static bool is_chinese(struct tb_str text)
{
    size_t chinese = 0;
    for (size_t i = 0; i < text.len; i++)
        chinese += (unsigned char)text.ptr[i] >= 0xE3; /* the first byte of a character */
    return 2 * 3 * chinese > text.len;
}

static bool is_english(struct tb_str text)
{
    size_t letters = 0;
    for (size_t i = 0; i < text.len; i++)
        letters += (text.ptr[i] | 0x20) >= 'a' && (text.ptr[i] | 0x20) <= 'z';
    return letters >= 3 && 3 * letters > text.len;
}

/* Each {"zh":…,"en":…} of a declaration: both there, each in its language. */
static void check_translations(struct tb_str id, const char *declaration)
{
    unsigned texts = 0;
    bool is_check = strstr(declaration, "\"kind\":\"check\"") != NULL;
    if (is_check && strstr(declaration, "\"topic\":null"))
        fail_msg("%.*s: a bundled check says its topic", TB_ARG(id));
    if ((is_check && strstr(declaration, "\"why\":null")) || strstr(declaration, "\"help\":null"))
        fail_msg("%.*s: a bundled check says why, and a plugin explains its options", TB_ARG(id));
    for (const char *at = declaration; (at = strstr(at, "{\"zh\":\"")) != NULL; texts++) {
        at += strlen("{\"zh\":\"");
        struct tb_str zh = text_between(at, "\",\"en\":\"");
        const char *english = strstr(at, "\",\"en\":\"");
        struct tb_str en =
            english ? text_between(english + strlen("\",\"en\":\""), "\"}") : TB_STR("");
        if (!is_chinese(zh) || !is_english(en))
            fail_msg("%.*s: not in both languages: %.*s / %.*s", TB_ARG(id), TB_ARG(zh),
                     TB_ARG(en));
    }
    assert_true(texts >= (is_check ? 2 : 1));
}

/* The names in braces of the text in quotes, or the texts joined by "..", behind `at`, in their order:
 * "{got} of {want}" has "{got}{want}". */
static void take_names(struct tb_str text, size_t at, char *names, size_t room)
{
    size_t used = 0;
    for (bool quoted = false; at < text.len; at++) {
        char c = text.ptr[at];
        if (c == '"')
            quoted = !quoted;
        else if (!quoted && (c == ',' || c == '}'))
            break;
        size_t end = tb_str_find(text, TB_STR("}"), at);
        if (!quoted || c != '{' || end == SIZE_MAX)
            continue;
        struct tb_str name = tb_str_sub(text, at, end + 1);
        /* A word given in both languages is {zh} here and {en} there. */
        bool word = tb_str_eq(name, TB_STR("{zh}")) || tb_str_eq(name, TB_STR("{en}"));
        if (!word && used + name.len < room) {
            memcpy(names + used, name.ptr, name.len);
            used += name.len;
        }
    }
    names[used] = '\0';
}

static int by_byte(const void *left, const void *right)
{
    return *(const char *)left - *(const char *)right;
}

/* In the source every text has both languages, which name the same figures; whether or not a case
 * reaches it. */
static void check_source(struct tb_str id, struct tb_str text)
{
    const struct tb_str zh = TB_STR(" zh = "), en = TB_STR(" en = ");
    for (size_t at = 0; (at = tb_str_find(text, zh, at)) != SIZE_MAX; at += zh.len) {
        char names[2][512];
        size_t next = tb_str_find(text, zh, at + 1), pair = tb_str_find(text, en, at);
        if (pair == SIZE_MAX || pair > next)
            fail_msg("%.*s: no English beside %.60s", TB_ARG(id), text.ptr + at);
        take_names(text, at, names[0], sizeof names[0]);
        take_names(text, pair, names[1], sizeof names[1]);
        for (int i = 0; i < 2; i++)
            qsort(names[i], strlen(names[i]), 1, by_byte);
        if (strcmp(names[0], names[1]) != 0)
            fail_msg("%.*s: the languages name other figures: %.60s", TB_ARG(id), text.ptr + at);
    }
    for (size_t at = 0; (at = tb_str_find(text, en, at)) != SIZE_MAX; at += en.len)
        if (tb_str_find(tb_str_sub(text, 0, at), zh, 0) == SIZE_MAX)
            fail_msg("%.*s: no Chinese beside %.60s", TB_ARG(id), text.ptr + at);
}

static void checks_speak_both_languages(void **state)
{
    (void)state;
    for (uint32_t i = 0; i < set.count; i++) {
        check_source(set.at[i].file.id, set.at[i].file.text);
        bool loaded = load(i);
        const char *lines = fixture_lines(&fixture, NULL);
        if (!loaded)
            fail_msg("%s", lines);
        check_translations(set.at[i].file.id, lines);
    }
}

/* --- cases ------------------------------------------------------------------------------------ */

/* Cases fail by themselves when a message is in one language and the title in two. */
static void their_cases_pass(void **state)
{
    (void)state;
    for (uint32_t i = 0; i < set.count; i++) {
        assert_true(load(i));
        (void)fixture_lines(&fixture, NULL);
        tb_sandbox_begin(fixture.sandbox, i, 0);
        tb_plugin_cases(fixture.sandbox, i, &set.at[i].file, fixture.ingest, fixture.extract,
                        &fixture.out, NULL, NULL);
        tb_sandbox_end(fixture.sandbox);
        const char *lines = fixture_lines(&fixture, NULL);
        if (!strstr(lines, "passed ") || strstr(lines, "FAILED "))
            fail_msg("%.*s:\n%s", TB_ARG(set.at[i].file.id), lines);
    }
}

static void they_have_cases_of_both_kinds(void **state)
{
    (void)state;
    for (uint32_t i = 0; i < set.count; i++) {
        struct tb_str cases = set.at[i].file.cases, id = set.at[i].file.id;
        if (set.at[i].kind != TB_PLUGIN_CHECK)
            continue;
        bool silent = tb_str_find(cases, TB_STR("expect = {}"), 0) != SIZE_MAX;
        bool speaks = tb_str_find(cases, TB_STR("expect = { {"), 0) != SIZE_MAX;
        if (!silent || !speaks)
            fail_msg("%.*s: cases must show what it finds and what it leaves alone", TB_ARG(id));
    }
}

/* --- a real bulletin -------------------------------------------------------------------------- */

static const struct {
    const char *id, *found;
} expected[] = {
    {"blank-cell", "commit\n"},
    {"number-gaps", "commit\n"},
    {"doubled-word", "warning 13 target '提升提升': “提升”连续写了两遍，建议核实是否多写 / '提升' "
                     "stands twice in a row: "
                     "check whether it was typed twice [word=提升]\n"
                     "warning 74 target '使用使用': “使用”连续写了两遍，建议核实是否多写 / '使用' "
                     "stands twice in a row: "
                     "check whether it was typed twice [word=使用]\n"
                     "commit\n"},
    {"leftover-markup",
     "info: 读取时去除了36个单元格里的网页标记（如“<p>”），原文未改动 / web markup such as <p> was "
     "taken "
     "off 36 cells when reading; the source is unchanged [cells=36=36] [sample=<p>]\n"
     "commit\n"},
};

static void the_real_bulletin_raises_no_false_alarm(void **state)
{
    struct tb_str bytes;
    struct tb_report *report;
    struct tb_error error;
    struct tb_load_options options = {0};
    (void)state;
    if (tb_file_read(TB_SHARED_DATA "/linzi-2021q3.txt", 1 << 20, fixture.arena, &bytes, &error) !=
        TB_OK)
        skip();
    if (tb_load(fixture.ingest, TB_STR("linzi"), bytes, &options, fixture.arena, &report, &error) !=
            TB_OK ||
        tb_extract_report(fixture.extract, report, fixture.arena, &error) != TB_OK)
        fail_msg("%s", error.en);
    for (uint32_t i = 0; i < set.count; i++)
        for (size_t k = 0; k < sizeof expected / sizeof *expected; k++) {
            if (!tb_str_eq(set.at[i].file.id, tb_str_of(expected[k].id)))
                continue;
            assert_true(load(i));
            (void)fixture_lines(&fixture, NULL);
            fixture_check(&fixture, report, i);
            assert_string_equal(fixture_lines(&fixture, report), expected[k].found);
        }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(checks_speak_both_languages),
        cmocka_unit_test(their_cases_pass),
        cmocka_unit_test(they_have_cases_of_both_kinds),
        cmocka_unit_test(the_real_bulletin_raises_no_false_alarm),
    };
    return cmocka_run_group_tests(tests, open_fixture, close_fixture);
}
