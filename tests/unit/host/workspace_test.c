/* workspace_test.c - where a workspace is found, what its file may say, and whose word counts. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "../scratch.h"
#include "host/workspace.h"

static struct tb_arena *arena;

static int set_up(void **state)
{
    (void)state;
    return scratch_make() || tb_arena_new((size_t)64 << 20, &arena, NULL) != TB_OK ? -1 : 0;
}

static int tear_down(void **state)
{
    (void)state;
    tb_arena_free(arena);
    return scratch_remove();
}

static void says(const char *inside)
{
    char text[4096];
    snprintf(text, sizeof text, "return workspace {\n%s\n}\n", inside);
    scratch_text("desk/tongbao.lua", text);
}

static enum tb_status open_desk(struct tb_workspace *out, struct tb_error *error)
{
    struct tb_workspace_request request = {.dir = scratch_path("desk"),
                                           .config_dir = scratch_path("config")};
    return tb_workspace_open(&request, arena, out, error);
}

static void equal(struct tb_str found, const char *expected)
{
    if (!tb_str_eq(found, tb_str_of(expected)))
        fail_msg("expected %s, found %.*s", expected, TB_ARG(found));
}

static void reads_the_example_of_the_guide(void **state)
{
    (void)state;
    says("  contact = \"desk@example.org\", -- goes into the User-Agent\n"
         "  sources = {\n"
         "    linzi = { fetcher = 'index-page', url = 'https://www.example.gov.cn/list.html',\n"
         "              allow_private = false, title = '重点工作',\n"
         "              expect = { columns = 5, min_items = 40 } },\n"
         "  },\n"
         "  checks = { ['target-missed'] = { severity = 'error', tolerance = 0.02, names = 'x',\n"
         "                                   strict = true }, ['vague-result'] = false },\n"
         "  organisations = { aliases = { ['区市场监管局'] = '区市场监督管理局' } },\n"
         "  profile = 'default', limits = { cpu = 0.5, memory = 32 },");
    struct tb_workspace ws;
    struct tb_error error;
    if (open_desk(&ws, &error) != TB_OK)
        fail_msg("%s:%u:%u %s", error.source, error.line, error.column, error.en);
    equal(ws.contact, "desk@example.org");
    equal(ws.profile, "default");
    assert_null(ws.profile_file.name);
    assert_int_equal(ws.limits.cpu_ms, 500);
    assert_int_equal(ws.limits.wall_ms, 10000);
    assert_int_equal(ws.limits.memory, 32 << 20);
    assert_int_equal(ws.limits.findings, 10000);
    assert_int_equal(ws.limits.output, 256 << 20);

    assert_int_equal(ws.source_count, 1);
    const struct tb_source_choice *source = &ws.sources[0];
    equal(source->name, "linzi");
    equal(source->fetcher, "index-page");
    equal(source->url, "https://www.example.gov.cn/list.html");
    assert_int_equal(source->columns, 5);
    assert_int_equal(source->min_items, 40);
    equal(source->title, "重点工作");
    assert_int_equal(source->setting_count, 0);

    assert_int_equal(ws.check_count, 2);
    const struct tb_check_choice *check = &ws.checks[0];
    equal(check->id, "target-missed");
    assert_true(check->enabled && check->has_severity && check->severity == TB_SEVERITY_ERROR);
    assert_int_equal(check->setting_count, 3);
    equal(check->settings[0].name, "names");
    equal(check->settings[0].text, "x");
    assert_true(check->settings[1].type == TB_SETTING_BOOL && check->settings[1].on);
    assert_true(check->settings[2].number > 0.0199 && check->settings[2].number < 0.0201);
    equal(check->settings[2].origin, "tongbao.lua:8");
    equal(check->settings[1].origin, "tongbao.lua:9");
    assert_false(ws.checks[1].enabled);

    assert_int_equal(ws.alias_count, 1);
    equal(ws.aliases[0].from, "区市场监管局");
    equal(ws.aliases[0].to, "区市场监督管理局");
    equal(ws.aliases[0].origin, "tongbao.lua:10");
}

struct refusal {
    const char *inside;
    uint32_t line, column;
    const char *says;
};

static const struct refusal refused[] = {
    {"contact = 5", 2, 1, "contact: expected text in quotes, found '5'"},
    {"contact = ''", 2, 1, "expected one line of text, not empty"},
    {"contact = 'a\\nb'", 2, 1, "expected one line of text"},
    {"kontact = 'x'", 2, 1, "there is no 'kontact'; did you mean 'contact'?"},
    {"telephone = 'x'", 2, 1,
     "known here: contact, sources, checks, organisations, profile, limits"},
    {"'x'", 2, 1, "expected name = value, found only ''x''"},
    {"checks = false", 2, 1, "checks: expected { … }, found 'false'"},
    {"checks = { x = 1 }", 2, 12, "checks.x: expected false or { … }, found '1'"},
    {"checks = { X = false }", 2, 12, "a name has only lower-case letters"},
    {"checks = {\n x = { severity = 'fatal' } }", 3, 8,
     "checks.x.severity: expected error, warning, note or info, found 'fatal'"},
    {"checks = { x = { severty = 'error' } }", 2, 18, "did you mean 'severity'?"},
    {"checks = { x = { words = { 1 } } }", 2, 18, "expected text, a number, true or false"},
    {"limits = { cpu = 0 }", 2, 12, "limits.cpu: expected a number from 0.05 to 3600, found '0'"},
    {"limits = { cpu = '2' }", 2, 12, "expected a number"},
    {"limits = { cpus = 2 }", 2, 12, "did you mean 'cpu'?"},
    {"sources = { a = { fetcher = 'x' } }", 2, 13, "needs fetcher and url"},
    {"sources = { a = { fetcher = 'x', url = 'ftp://x' } }", 2, 34, "begins with http://"},
    {"sources = { a = { fetcher = 'x', url = 'http://x', expect = { colums = 5 } } }", 2, 63,
     "did you mean 'columns'?"},
    {"sources = { a = { allow_privat = true } }", 2, 19, "did you mean 'allow_private'?"},
    {"sources = { a = { allow_private = 1 } }", 2, 19, "expected true or false"},
    {"organisations = { alias = {} }", 2, 19, "did you mean 'aliases'?"},
    {"organisations = { aliases = { a = 1 } }", 2, 31, "expected text in quotes"},
    {"profile = 'county'", 2, 1, "expected the file profiles/county.tsv"},
    {"profile = '../x'", 2, 1, "a name has only lower-case letters"},
    {"profile = os.getenv('X')", 2, 11, "nothing in it is run"},
};

static void refuses_with_the_place(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof refused / sizeof *refused; i++) {
        const struct refusal *r = &refused[i];
        says(r->inside);
        struct tb_workspace ws = {.check_count = 77};
        struct tb_error error = {0};
        if (open_desk(&ws, &error) != TB_EUSAGE)
            fail_msg("%s: accepted", r->inside);
        assert_int_equal(ws.check_count, 77);
        if (error.line != r->line || error.column != r->column || !strstr(error.en, r->says))
            fail_msg("%s\n  expected %u:%u …%s…\n  found    %u:%u %s", r->inside, r->line,
                     r->column, r->says, error.line, error.column, error.en);
        assert_true(tb_str_ends(tb_str_of(error.source), TB_STR("desk/tongbao.lua")));
        assert_true(error.zh[0] != '\0');
    }
}

static void is_found_upwards(void **state)
{
    (void)state;
    says("contact = 'a'");
    scratch_text("desk/deep/er/file.txt", "");
    struct tb_workspace ws;
    struct tb_workspace_request request = {.start = scratch_path("desk/deep/er")};
    assert_int_equal(tb_workspace_open(&request, arena, &ws, NULL), TB_OK);
    assert_true(tb_str_ends(ws.dir, TB_STR("/desk")));
    equal(ws.contact, "a");

    request.start = scratch;
    assert_int_equal(tb_workspace_open(&request, arena, &ws, NULL), TB_OK);
    assert_null(ws.dir.ptr);
    assert_null(ws.contact.ptr);
    assert_int_equal(ws.limits.cpu_ms, 2000);

    struct tb_error error;
    request.dir = scratch_path("desk/deep");
    assert_int_equal(tb_workspace_open(&request, arena, &ws, &error), TB_EUSAGE);
    assert_non_null(strstr(error.en, "has no tongbao.lua"));
}

static void shown(const struct tb_workspace *ws, const char *name, const char *text,
                  const char *origin)
{
    for (size_t i = 0; i < ws->value_count; i++)
        if (tb_str_eq(ws->values[i].name, tb_str_of(name))) {
            equal(ws->values[i].text, text);
            if (!tb_str_ends(ws->values[i].origin, tb_str_of(origin)))
                fail_msg("%s: expected %s, found %.*s", name, origin, TB_ARG(ws->values[i].origin));
            return;
        }
    fail_msg("%s is not shown", name);
}

/* Command line, workspace, user, default: the first that speaks counts, value by value. */
static void the_first_layer_counts(void **state)
{
    (void)state;
    scratch_text("config/tongbao.lua",
                 "return workspace { contact = 'user', profile = 'default',\n"
                 "  limits = { cpu = 7, wall = 8, memory = 9 },\n"
                 "  checks = { a = false, b = { tolerance = 1, words = 'user' }, c = false } }");
    says("contact = 'desk', limits = { cpu = 3, wall = 4 },\n"
         "checks = { a = { severity = 'note' }, b = { tolerance = 2 } }");
    const struct tb_override overrides[] = {
        {TB_STR("limits.cpu"), TB_STR("1.5")},       {TB_STR("checks.b.tolerance"), TB_STR("3")},
        {TB_STR("checks.b.tolerance"), TB_STR("4")}, {TB_STR("checks.b.place"), TB_STR("某区, 1")},
        {TB_STR("checks.d"), TB_STR("false")},       {TB_STR("contact"), TB_STR("123")},
    };
    struct tb_workspace_request request = {.dir = scratch_path("desk"),
                                           .config_dir = scratch_path("config"),
                                           .overrides = overrides,
                                           .override_count = 6};
    struct tb_workspace ws;
    struct tb_error error;
    if (tb_workspace_open(&request, arena, &ws, &error) != TB_OK)
        fail_msg("%s %s", error.source, error.en);
    equal(ws.contact, "123");
    assert_int_equal(ws.limits.cpu_ms, 1500);
    assert_int_equal(ws.limits.wall_ms, 4000);
    assert_int_equal(ws.limits.memory, 9 << 20);
    shown(&ws, "limits.cpu", "1.5", "--set");
    shown(&ws, "limits.wall", "4", "tongbao.lua:2");
    shown(&ws, "limits.memory", "9", "config/tongbao.lua:2");
    shown(&ws, "limits.findings", "10000", "");
    shown(&ws, "profile", "default", "config/tongbao.lua:1");
    shown(&ws, "checks.b.tolerance", "4", "--set");
    shown(&ws, "checks.b.words", "user", "config/tongbao.lua:3");
    assert_int_equal(ws.check_count, 4);
    assert_true(ws.checks[0].enabled && ws.checks[0].severity == TB_SEVERITY_NOTE);
    assert_true(ws.checks[1].enabled);
    assert_int_equal(ws.checks[1].setting_count, 3);
    equal(ws.checks[1].settings[0].text, "某区, 1");
    assert_false(ws.checks[2].enabled);
    assert_false(ws.checks[3].enabled);
    for (size_t i = 1; i < ws.value_count; i++)
        assert_true(tb_str_compare(ws.values[i - 1].name, ws.values[i].name) < 0);
}

static void overrides_are_checked(void **state)
{
    (void)state;
    static const struct {
        const char *name, *value, *says;
    } bad[] = {
        {"limit.cpu", "1", "did you mean 'limits'?"},
        {"limits.cpu", "fast", "expected a number from 0.05 to 3600, found 'fast'"},
        {"limits.cpu.x", "1", "nothing below 'limits.cpu'"},
        {"limits", "{ cpu = 1 }", "expected { … }"},
        {"checks.x", "{}", "expected false or { … }"},
        {"checks.x.severity", "loud", "expected error, warning"},
        {"sources.a.expect.columns.x", "1", "nothing below"},
        {"", "1", "there is no ''"},
        {"checks..severity", "note", "a name has only"},
    };
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        struct tb_override override = {tb_str_of(bad[i].name), tb_str_of(bad[i].value)};
        struct tb_workspace_request request = {
            .start = scratch, .overrides = &override, .override_count = 1};
        struct tb_workspace ws;
        struct tb_error error;
        assert_int_equal(tb_workspace_open(&request, arena, &ws, &error), TB_EUSAGE);
        if (!strstr(error.en, bad[i].says))
            fail_msg("%s=%s: %s", bad[i].name, bad[i].value, error.en);
        assert_string_equal(error.source, "--set");
    }
}

static void files_beside_it_are_read(void **state)
{
    (void)state;
    says("profile = 'county'");
    scratch_text("desk/lexicon/organisations.tsv", "局\tbody\ttest\n");
    scratch_text("desk/lexicon/README.md", "about");
    scratch_text("desk/profiles/county.tsv", "near\t0.9\ttest\n");
    struct tb_workspace ws;
    assert_int_equal(open_desk(&ws, NULL), TB_OK);
    assert_int_equal(ws.extract_count, 1);
    assert_string_equal(ws.extract_files[0].name, "organisations");
    assert_true(tb_str_ends(tb_str_of(ws.extract_files[0].source),
                            TB_STR("desk/lexicon/organisations.tsv")));
    assert_int_equal(ws.ingest_count, 0);
    assert_string_equal(ws.profile_file.name, "county");
    equal(ws.profile_file.text, "near\t0.9\ttest\n");

    struct tb_error error;
    scratch_text("desk/lexicon/organisation.tsv", "");
    assert_int_equal(open_desk(&ws, &error), TB_EUSAGE);
    assert_non_null(strstr(error.en, "did you mean 'organisations'?"));
    scratch_text("desk/lexicon/organisation.tsv", "\xFF");
    assert_int_equal(open_desk(&ws, &error), TB_EUSAGE);
    assert_non_null(strstr(error.en, "save the file as UTF-8"));
}

static void choices_reach_the_checks(void **state)
{
    (void)state;
    scratch_text("bundled/checks/target-missed/check.lua", "");
    scratch_text("bundled/checks/vague-result/check.lua", "");
    struct tb_plugin_set set;
    assert_int_equal(tb_plugins_find(scratch_path("bundled"), NULL, arena, &set, NULL), TB_OK);
    says("checks = { ['target-missed'] = { severity = 'info', tolerance = 0.5 },\n"
         "           ['vague-result'] = false }");
    struct tb_workspace ws;
    struct tb_error error;
    assert_int_equal(open_desk(&ws, NULL), TB_OK);
    assert_int_equal(tb_workspace_apply(&ws, &set, NULL), TB_OK);
    assert_true(set.at[0].enabled && set.at[0].has_severity);
    assert_int_equal(set.at[0].severity, TB_SEVERITY_INFO);
    assert_int_equal(set.at[0].file.setting_count, 1);
    assert_false(set.at[1].enabled);

    says("checks = { ['target-mised'] = false }");
    assert_int_equal(open_desk(&ws, NULL), TB_OK);
    assert_int_equal(tb_workspace_apply(&ws, &set, &error), TB_EUSAGE);
    assert_non_null(strstr(error.en, "did you mean 'target-missed'?"));
    assert_int_equal(error.line, 2);
    assert_int_equal(error.column, 12);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(reads_the_example_of_the_guide),
        TEST(refuses_with_the_place),
        TEST(is_found_upwards),
        TEST(the_first_layer_counts),
        TEST(overrides_are_checked),
        TEST(files_beside_it_are_read),
        TEST(choices_reach_the_checks),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
