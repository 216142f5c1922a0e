/* cases_test.c - the cases of a plugin: what passes, what fails, and how the difference reads. */
#include "fixture.h"

static struct fixture fixture;

/* Finds 未 in results; with `also`, in targets too; compares results of two periods. */
static const char plugin[] =
    "return check { id = 'own', title = { zh = '未', en = 'not' },\n"
    "  options = { also = { default = false }, most = { default = 9, min = 1, max = 9 } },\n"
    "  each_item = function(item, opt, flag)\n"
    "    for _, field in ipairs { 'result', opt.also and 'target' or 'none' } do\n"
    "      if field ~= 'none' then\n"
    "        for _, span in ipairs(item:find_any(field, { '未' })) do\n"
    "          flag { at = span, message = { zh = '见未', en = 'see not' } }\n"
    "        end\n"
    "      end\n"
    "    end\n"
    "  end,\n"
    "  each_pair = function(old, new, opt, flag)\n"
    "    if old.result == new.result then\n"
    "      flag { at = 'result', severity = 'note', message = { zh = '同', en = 'same' } }\n"
    "    end\n"
    "  end,\n"
    "  whole = function(bulletin, opt, flag)\n"
    "    if bulletin.title == '崩' then local x = nil; x() end\n"
    "    if bulletin.title == '单' then flag { message = '只有中文' } end\n"
    "  end }";

static int open_fixture(void **state)
{
    (void)state;
    fixture_open(&fixture);
    return 0;
}

static int close_fixture(void **state)
{
    (void)state;
    fixture_close(&fixture);
    return 0;
}

/* The records of a cases file with this text. */
static const char *run_file(const char *text)
{
    struct tb_plugin_file file = {.id = TB_STR("own"),
                                  .path = TB_STR("own/check.lua"),
                                  .text = tb_str_of(plugin),
                                  .cases_path = TB_STR("own/cases.lua"),
                                  .cases = tb_str_of(text)};
    assert_true(fixture_load_file(&fixture, &file, 0));
    (void)fixture_lines(&fixture, NULL);
    tb_sandbox_begin(fixture.sandbox, 0, 0);
    tb_plugin_cases(fixture.sandbox, 0, &file, fixture.ingest, fixture.extract, &fixture.out, NULL,
                    NULL);
    tb_sandbox_end(fixture.sandbox);
    return fixture_lines(&fixture, NULL);
}

/* The record of the case with these fields, in a list of its own. */
static const char *run_case(const char *fields)
{
    char text[2048];
    (void)snprintf(text, sizeof text, "return { {\n name = 'the case',\n%s } }", fields);
    return run_file(text);
}

static const char *const passing[] = {
    "item = { task = '甲', result = '已完成' }, expect = {}",
    "item = { task = '甲', result = '未完成' }, expect = { { field = 'result', quote = '未' } }",
    "item = { task = '甲', result = '未完成' }, expect = { {} }",
    "item = { task = '甲', result = '未完成' }, expect = { { item = 1, message = '见未' } }",
    "item = { task = '甲', result = '未完成' }, expect = { { message = 'see' } }",
    "items = { { no = '7', task = '甲', result = '未' }, { no = '8', task = '乙', result = '好' } "
    "}, expect = { { item = '7', severity = 'warning' } }",
    "item = { task = '甲', target = '未', result = '未' }, opt = { also = true }, expect = { { "
    "field "
    "= 'target' }, { field = 'result' } }",
    /* of two that match, the one that says more chooses first */
    "item = { task = '甲', target = '未', result = '未' }, opt = { also = true }, expect = { {}, { "
    "field = 'result' } }",
    "item = { task = '甲', result = '好' }, previous = { { task = '甲', result = '好' } }, expect "
    "= "
    "{ { severity = 'note', field = 'result' } }",
    "item = { task = '甲', result = '好' }, previous = { task = '甲', result = '好' }, expect = { "
    "{ "
    "message = 'same' } }",
    "item = { task = '甲 乙', result = '好' }, previous = { task = '甲乙', result = '好' }, expect "
    "= "
    "{ {} }",
    "item = { task = '甲', result = '好' }, previous = { task = '乙', result = '好' }, expect = {}",
    "item = { task = '甲', result = '好' }, before = { { items = { { task = '乙', result = '好' } "
    "} "
    "}, { item = { task = '甲', result = '好' } } }, expect = {}",
    "item = { task = '甲', result = '好' }, before = { { title = '二期', item = { task = '甲', "
    "result "
    "= '好' } }, { item = { task = '甲', result = '好' } } }, expect = { { message = 'same' } }",
    "item = { task = '甲', result = 5, ['附件'] = '未' }, expect = {}",
};

static void cases_pass(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof passing / sizeof *passing; i++)
        assert_string_equal(run_case(passing[i]), "passed the case\n");
}

static const struct {
    const char *fields, *difference;
} failing[] = {
    {"item = { task = '甲', result = '未' }, expect = {}",
     "实有 got: item 1 field \"result\" quote \"未\" severity \"warning\" message \"见未 / see "
     "not\"\n"},
    {"item = { task = '甲', result = '好' }, expect = { { field = 'result', quote = '未' } }",
     "应有 expected: field \"result\" quote \"未\"\n"},
    {"item = { task = '甲', result = '好' }, expect = { { item = 2 }, { item = '3' }, {} }",
     "应有 expected: item 2\n应有 expected: item \"3\"\n应有 expected: a finding\n"},
    {"item = { task = '甲', result = '未' }, expect = { { quote = '好' } }",
     "应有 expected: quote \"好\"\n实有 got: item 1"},
    {"title = '单', item = { task = '甲', result = '好' }, expect = { {} }",
     "缺译文 a message is in one language, the title is in two\n"},
    {"title = '崩', item = { task = '甲', result = '好' }, expect = {}",
     "own/check.lua:18: attempt to call a nil value (local 'x')"},
    {"expect = {}", "own/cases.lua:2: case 'the case': nothing to check"},
    {"item = { task = '甲' }", "case 'the case': expect: missing: expected a table"},
    {"item = { task = '甲' },\n expects = {}",
     "own/cases.lua:4: case 'the case': expects: unknown field (did you mean 'expect'?)"},
    {"item = { task = {} }, expect = {}", "case 'the case': task: expected a text, found a table"},
    {"item = { task = '甲' }, before = { 5 }, expect = {}",
     "before: expected { { title = \"...\", items = { ... } }, ... }"},
    {"item = { task = '甲' }, before = { {} }, expect = {}", "before: expected { {"},
    {"item = { task = '甲' }, before = { { item = { task = {} } } }, expect = {}",
     "task: expected a text, found a table"},
    {"item = { 'x' }, expect = {}", "the fields of an item are roles or headers"},
    {"items = { 5 }, expect = {}", "expected items such as"},
    {"item = { task = '甲' }, expect = { 5 }", "expected findings such as"},
    {"item = { task = '甲' }, expect = { { quot = 'x' } }",
     "quot: unknown field (did you mean 'quote'?)"},
    {"item = { task = '甲' }, expect = { { item = true } }",
     "item: expected a position or a printed number"},
    {"item = { task = '甲' }, opt = { alsoo = true }, expect = {}",
     "alsoo: no such option (did you mean 'also'?)"},
    {"item = { task = '甲' }, opt = { also = 1 }, expect = {}",
     "also: expected true or false, found 1"},
    {"item = { task = '甲' }, opt = { most = 10 }, expect = {}",
     "most: expected a number from 1 to 9, found 10"},
};

static void cases_fail_with_words(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof failing / sizeof *failing; i++) {
        const char *lines = run_case(failing[i].fields);
        if (strncmp(lines, "FAILED the case: ", 17) != 0 || !strstr(lines, failing[i].difference))
            fail_msg("expected: %s\nin: %s", failing[i].difference, lines);
    }
}

static void files_that_are_no_list_fail(void **state)
{
    (void)state;
    assert_string_equal(run_file("return {}"), "");
    assert_string_equal(run_file("return {"),
                        "FAILED own/cases.lua: own/cases.lua:1: unexpected symbol near <eof>\n");
    assert_string_equal(run_file("return 5"),
                        "FAILED own/cases.lua: own/cases.lua: expected return { { name = \"...\", "
                        "... }, ... }, found a number\n");
    assert_string_equal(run_file("error('x')"), "FAILED own/cases.lua: own/cases.lua:1: x\n");
    assert_string_equal(run_file("return { 5 }"),
                        "FAILED case 1: own/cases.lua:1: case 1: expected a table\n");
}

/* What one case leaves behind does not reach the next: neither views nor memory. */
static void cases_are_apart(void **state)
{
    (void)state;
    assert_string_equal(run_file("local list = {}\n"
                                 "for i = 1, 200 do\n"
                                 "  list[i] = { name = 'c' .. i, item = { task = 'x' .. i,\n"
                                 "    result = i % 2 == 0 and '未' or '好' },\n"
                                 "    expect = i % 2 == 0 and { { quote = '未' } } or {} }\n"
                                 "end\n"
                                 "local wrong = list[200]\n"
                                 "wrong.expect = {}\n"
                                 "return { list[1], list[2], list[200], list[3], list[4] }"),
                        "passed c1\npassed c2\n"
                        "FAILED c200: 实有 got: item 1 field \"result\" quote \"未\" severity "
                        "\"warning\" message \"见未 / see not\"\n\n"
                        "passed c3\npassed c4\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cases_pass),
        cmocka_unit_test(cases_fail_with_words),
        cmocka_unit_test(files_that_are_no_list_fail),
        cmocka_unit_test(cases_are_apart),
    };
    return cmocka_run_group_tests(tests, open_fixture, close_fixture);
}
