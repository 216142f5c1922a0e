/* plugin_test.c - loading a plugin, what it declares, its hooks, flag and what becomes of errors. */
#include "fixture.h"

#include "lua/run.h"

#define TABLE                                                                                                             \
    "no\ttask\ttarget\tunits\tresult\t备注\n"                                                                           \
    "1\t种植果树\t种植果树100亩以上\t甲县林业局（牵头） 甲县水利局\t已种植果树60亩\t无\n" \
    "2\t修建水渠\t修建水渠5公里\t甲县水利局\t尚未开工\t\n"                                             \
    "3\t培训农民\t培训农民30人\t甲县农业农村局\t已培训农民31人\t\n"
#define TITLE "甲县2021年重点工作第三季度完成情况"

static struct fixture fixture;
static struct tb_report *report;

static int open_fixture(void **state)
{
    (void)state;
    fixture_open(&fixture);
    report = fixture_report(&fixture, TITLE, TABLE);
    return 0;
}

static int close_fixture(void **state)
{
    (void)state;
    fixture_close(&fixture);
    return 0;
}

/* A check whose declaration has `fields`. */
static const char *check_text(const char *fields)
{
    static char text[4096];
    (void)snprintf(text, sizeof text, "return check {\n  id = 'own', title = 'T',\n%s\n}\n",
                   fields);
    return text;
}

/* What a check with these fields says of the report. */
static const char *said(const char *fields)
{
    if (!fixture_load(&fixture, check_text(fields), 0))
        fail_msg("%s", fixture_lines(&fixture, report));
    (void)fixture_lines(&fixture, report);
    fixture_check(&fixture, report, 0);
    return fixture_lines(&fixture, report);
}

static void expect_in(const char *text, const char *part)
{
    if (!strstr(text, part))
        fail_msg("expected: %s\nin: %s", part, text);
}

/* --- declarations ----------------------------------------------------------------------------- */

static void declares_itself_as_json(void **state)
{
    (void)state;
    assert_true(fixture_load(
        &fixture,
        "return check {\n"
        "  id = 'own', severity = 'note', title = { zh = '甲', en = 'A' }, why = 'W',\n"
        "  options = { share = { default = 0.5, min = 0, max = 1, help = 'H' },\n"
        "              all = { default = false }, least = { type = 'integer', default = 2 } },\n"
        "  setup = function() end, each_item = function() end,\n"
        "}",
        7));
    assert_string_equal(
        fixture_lines(&fixture, report),
        "{\"id\":\"own\",\"kind\":\"check\",\"severity\":\"note\",\"topic\":null,\"title\":{\"zh\":"
        "\"甲\",\"en\":\"A\"},\"why\":{\"zh\":\"W\",\"en\":\"W\"},\"options\":[{\"name\":\"all\","
        "\"type\":"
        "\"boolean\",\"default\":false,\"value\":false,\"min\":null,\"max\":null,\"help\":null},"
        "{\"name\":\"least\",\"type\":\"integer\",\"default\":2,\"value\":2,\"min\":null,\"max\":"
        "null,\"help\":null},{\"name\":\"share\",\"type\":\"number\",\"default\":0.5,\"value\":0.5,"
        "\"min\":0,\"max\":1,\"help\":{\"zh\":\"H\",\"en\":\"H\"}}],\"hooks\":[\"setup\","
        "\"each_item\"],\"requests\":{\"history\":false,\"hosts\":[]},\"extension\":null,"
        "\"mime\":null,\"module\":null,\"findings\":false,\"joined\":false,\"masks_people\":false}"
        "\n");
}

/* Files that are no plugins, and the message that says so. */
static const struct {
    const char *text, *message;
} bad_files[] = {
    {"return check {", "failed error load 0 0: own/check.lua:1: unexpected symbol near <eof>"},
    {"\x1bLua", "attempt to load a binary chunk"},
    {"return 7",
     "failed declaration load 0 1: own/check.lua:1: plugin: expected the file to return "
     "check { ... }, found a number"},
    {"local x = 1", "found nothing"},
    {"return { id = 'own' }", "found a table"},
    {"error('sorry')", "failed error load 0 1: own/check.lua:1: sorry"},
    {"\n\nlocal t = nil\nreturn t.x", "failed error load 0 4: own/check.lua:4: attempt to index"},
    {"error({})", "error value: table"},
    {"return check 'x'", "check takes one table"},
    {"return check {\n id = 'other',\n title = 'T', must = print }",
     "own/check.lua:2: check: id: expected 'own', the name of the folder, found 'other'"},
    {"return check {\n id = 'own',\n must = print }", "own/check.lua:1: check: title: missing"},
    {"return check {\n id = 'own',\n title = 'T',\n each_itme = print }",
     "failed declaration load 0 4: own/check.lua:4: check: each_itme: unknown field (did you mean "
     "'each_item'?)"},
    {"return check {\n id = 'own', title = 'T',\n severity = 'warn',\n must = print }",
     "own/check.lua:3: check: severity: expected error, warning, note or info, found 'warn' (did "
     "you mean 'warning'?)"},
    {"return check { id = 'own', title = { cn = 'T' }, must = print }",
     "title: expected a text, or { zh = \"...\", en = \"...\" }, found a table"},
    {"return check { id = 'own', title = 'T', must = 'x' }",
     "must: expected a function, found 'x'"},
    {"return check { id = 'own', title = 'T', setup = print }",
     "nothing to run: expected must, each_item, each_pair or whole"},
    {"return check { 'x', id = 'own', title = 'T', must = print }",
     "its fields have names, found a number as one"},
    {"return check { id = 'own', title = 'T', must = print, options = { Tolerance = {} } }",
     "options: Tolerance: names of options are lower-case"},
    {"return check { id = 'own', title = 'T', must = print, options = { a = 5 } }",
     "options: a: expected a table such as"},
    {"return check { id = 'own', title = 'T', must = print, options = { a = {} } }",
     "options.a: default: missing"},
    {"return check { id = 'own', title = 'T', must = print,\n options = { a = { default = 2,\n"
     " max = 1 } } }",
     "own/check.lua:2: options.a: default: expected a number up to 1, found 2"},
    {"return check { id = 'own', title = 'T', must = print, options = { a = { default = 'x', "
     "min = 1 } } }",
     "options.a: min: only a number has bounds"},
    {"return check { id = 'own', title = 'T', must = print, options = { a = { default = 1, type = "
     "'whole' } } }",
     "options.a: type: expected boolean, number, integer or text, found 'whole'"},
    {"return check { id = 'own', title = 'T', must = print, options = { a = { default = 1.5, type "
     "= 'integer' } } }",
     "default: expected a whole number, found 1.5"},
    {"return check { id = 'own', title = 'T', must = print, options = { a = { default = 1, "
     "hepl = 'x' } } }",
     "hepl: unknown field (did you mean 'help'?)"},
    {"return export { id = 'own', title = 'T', extension = 'csv' }",
     "export: write: missing: expected a function"},
    {"return fetcher { id = 'own', title = 'T', hosts = { 1 }, discover = print, fetch = print }",
     "fetcher: hosts: expected a list of texts, found a table"},
};

static void says_what_is_wrong_with_a_file(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof bad_files / sizeof *bad_files; i++) {
        assert_false(fixture_load(&fixture, bad_files[i].text, 0));
        expect_in(fixture_lines(&fixture, report), bad_files[i].message);
    }
}

static void takes_exports_and_fetchers(void **state)
{
    (void)state;
    assert_true(fixture_load(&fixture,
                             "return export { id = 'own', title = 'T', extension = 'csv', "
                             "mime = 'text/csv', write = function() end }",
                             0));
    expect_in(fixture_lines(&fixture, report), "\"hooks\":[\"write\"]");
    assert_true(fixture_load(&fixture,
                             "return fetcher { id = 'own', title = 'T', hosts = { '$source' }, "
                             "discover = function() end, fetch = function() end }",
                             0));
    expect_in(fixture_lines(&fixture, report), "\"hosts\":[\"$source\"]");
    fixture_check(&fixture, report, 0);
    assert_string_equal(fixture_lines(&fixture, report), "commit\n");
}

/* --- settings --------------------------------------------------------------------------------- */

static bool load_with(struct tb_setting setting)
{
    setting.origin = TB_STR("tongbao.lua:12");
    struct tb_plugin_file file = {
        .id = TB_STR("own"),
        .path = TB_STR("own/check.lua"),
        .text = tb_str_of(check_text(
            "options = { share = { default = 0.5, min = 0, max = 1 }, deep = { default = false },"
            " word = { default = 'x' }, least = { type = 'integer', default = 2 } },\n"
            "whole = function(b, opt, flag)\n"
            "  flag { message = ('%s %s %s %s'):format(opt.share, opt.deep, opt.word, opt.least) }"
            " end")),
        .settings = &setting,
        .setting_count = 1};
    return fixture_load_file(&fixture, &file, 0);
}

#define NUMBER(option, value)                                                                      \
    ((struct tb_setting){.name = TB_STR(option), .type = TB_SETTING_NUMBER, .number = (value)})

static void applies_settings(void **state)
{
    (void)state;
    assert_true(load_with(NUMBER("share", 0.25)));
    expect_in(fixture_lines(&fixture, report),
              "\"name\":\"share\",\"type\":\"number\",\"default\":0.5,\"value\":0.25");
    fixture_check(&fixture, report, 0);
    expect_in(fixture_lines(&fixture, report), ": 0.25 false x 2\n");
    assert_true(load_with(NUMBER("least", 3)));
    (void)fixture_lines(&fixture, report);
    fixture_check(&fixture, report, 0);
    expect_in(fixture_lines(&fixture, report), ": 0.5 false x 3\n");
}

static void refuses_wrong_settings(void **state)
{
    (void)state;
    assert_false(load_with(NUMBER("shar", 1)));
    expect_in(fixture_lines(&fixture, report),
              "tongbao.lua:12: own: shar: no such option (did you mean 'share'?)");
    assert_false(load_with(NUMBER("share", 3)));
    expect_in(fixture_lines(&fixture, report),
              "tongbao.lua:12: own: share: expected a number from 0 to 1, found 3");
    assert_false(load_with(NUMBER("least", 2.5)));
    expect_in(fixture_lines(&fixture, report), "least: expected a whole number, found 2.5");
    assert_false(load_with(NUMBER("deep", 1)));
    expect_in(fixture_lines(&fixture, report), "deep: expected true or false, found 1");
    assert_false(load_with(
        (struct tb_setting){.name = TB_STR("word"), .type = TB_SETTING_BOOL, .on = true}));
    expect_in(fixture_lines(&fixture, report), "word: expected a text, found true");
}

static void options_are_sealed(void **state)
{
    (void)state;
    expect_in(said("options = { share = { default = 1 } }, setup = function(opt) return opt.shar "
                   "end, whole = print"),
              "failed error setup 0 3: own/check.lua:3: the plugin declares no option 'shar' (did "
              "you mean 'share'?)");
    expect_in(said("options = { share = { default = 1 } }, setup = function(opt) opt.share = 2 "
                   "end, whole = print"),
              "options cannot be changed");
}

/* --- hooks ------------------------------------------------------------------------------------ */

static void flags_become_records(void **state)
{
    (void)state;
    assert_string_equal(
        said("each_item = function(item, opt, flag)\n"
             "  for _, span in ipairs(item:find_any('result', { '尚未', '未' })) do\n"
             "    flag { at = span, against = 'target', message = { zh = '见{n}', en = 'see {n}' "
             "},\n"
             "           figures = { n = item.no } }\n"
             "  end\n"
             "end"),
        "warning 2 result '尚未': 见2 / see 2 [n=2] ->2\n"
        "commit\n");
}

static void lists_to_find_may_change(void **state)
{
    (void)state;
    assert_string_equal(said("severity = 'info', whole = function(bulletin, opt, flag)\n"
                             "  local item, list, seen = bulletin.items[2], { '未' }, {}\n"
                             "  for _, word in ipairs { '未', '尚', '尚未', '尚没', '尚\\0' } do\n"
                             "    list[1] = word\n"
                             "    seen[#seen + 1] = #item:find_any('result', list)\n"
                             "  end\n"
                             "  list[2] = '未'\n"
                             "  seen[#seen + 1] = item:find_any('result', list)[1].text\n"
                             "  flag { message = table.concat(seen, ' ') }\n"
                             "end"),
                        "info: 1 1 1 0 0 未\n"
                        "commit\n");
}

static void characters_are_found_by_code_point(void **state)
{
    (void)state;
    assert_string_equal(
        said("severity = 'info', whole = function(bulletin, opt, flag)\n"
             "  local item = bulletin.items[2]\n"
             "  local span = item:find_between('result', { { 1, 2 }, { 0x5C1A, 0x5C1A } })[1]\n"
             "  flag { message = span.text .. #item:find_between('result', {})\n"
             "    .. #item:find_between('result', { { 0x5C1B, 0x5C1A } }) }\n"
             "end"),
        "info: 尚00\n"
        "commit\n");
    expect_in(said("each_item = function(item) item:find_between('result', { 1 }) end"),
              "find_between: expected ranges { first, last }, found a number at 1");
    expect_in(said("each_item = function(item) item:find_between('result', { { 1 } }) end"),
              "find_between: expected ranges { first, last } of code points, found a nil");
}

static void hooks_run_in_order(void **state)
{
    (void)state;
    assert_string_equal(
        said("severity = 'info',\n"
             "setup = function() words = { 's' } end,\n"
             "must = function(item) words[#words + 1] = 'm' .. item.no end,\n"
             "each_item = function(item) words[#words + 1] = 'e' .. item.no end,\n"
             "whole = function(b, opt, flag) flag { message = table.concat(words, ' ') } end"),
        "info: s m1 e1 m2 e2 m3 e3\n"
        "commit\n");
}

static void must_says_what_is_wrong(void **state)
{
    (void)state;
    assert_string_equal(said("must = function(item) return item.no ~= '2' end"),
                        "warning 2: T\ncommit\n");
    assert_string_equal(
        said("must = function(item) if item.no == '3' then return '第三项' end end"),
        "warning 3: 第三项\ncommit\n");
    assert_string_equal(said("must = function(item) return 7 end"),
                        "failed error must 1 0: must: expected true, false or a text, found a "
                        "number\n");
}

static void errors_name_hook_item_and_line(void **state)
{
    (void)state;
    assert_string_equal(said("each_item = function(item)\n"
                             "  if item.no == '2' then\n"
                             "    return item.taks\n"
                             "  end\n"
                             "end"),
                        "failed error each_item 2 5: own/check.lua:5: item has no field 'taks' "
                        "(did you mean 'task'?)\n");
    assert_string_equal(said("whole = function() error(setmetatable({}, { __tostring = function() "
                             "return 'odd' end })) end"),
                        "failed error whole 0 3: error value: odd\n");
    assert_string_equal(said("whole = function() error() end"),
                        "failed error whole 0 3: error value: nil\n");
    expect_in(said("whole = function() local function f() return 1 + f() end f() end"),
              "stack overflow");
}

/* What flag refuses: the body of each_item, and the message. */
static const struct {
    const char *body, *message;
} bad_flags[] = {
    {"flag('x')", "flag takes one table"},
    {"flag { mesage = 'x' }", "flag: mesage: unknown field (did you mean 'message'?)"},
    {"flag { message = 7 }", "flag: message: expected a text"},
    {"flag { severity = 'bad' }", "flag: severity: expected error, warning, note or info"},
    {"flag { at = 7 }", "flag: at: expected a figure, span, part, unit, date, item or the name of "
                        "a field, found a number"},
    {"flag { at = item.status }", "found a status"},
    {"flag { at = item.units }", "found a list"},
    {"flag { at = 'reslt' }", "has no field 'reslt' (did you mean 'result'?)"},
    {"flag { message = '{a} {gott}', figures = { a = 1, got = 2 } }",
     "flag: message: figures has nothing for {gott} (did you mean 'got'?)"},
    {"flag { figures = { a = {} } }",
     "flag: figures: a: expected a figure, a number or a text, found a table"},
    {"flag { figures = { 5 } }", "flag: figures: names are letters, digits and _"},
    {"flag { confidence = 2 }", "flag: confidence: expected a number from 0 to 1"},
    {"flag { confidence = 0/0 }", "flag: confidence: expected a number from 0 to 1"},
    {"local t = {} for i = 1, 65 do t[i] = item end flag { related = t }", "more than 64 places"},
    {"local t = {} for i = 1, 65 do t['a' .. i] = i end flag { figures = t }", "more than 64"},
};

static void flag_says_what_is_wrong(void **state)
{
    char fields[512];
    (void)state;
    for (size_t i = 0; i < sizeof bad_flags / sizeof *bad_flags; i++) {
        (void)snprintf(fields, sizeof fields, "each_item = function(item, opt, flag) %s end",
                       bad_flags[i].body);
        expect_in(said(fields), bad_flags[i].message);
    }
    expect_in(said("whole = function(b, opt, flag) flag { at = 'result' } end"),
              "flag: at: the name of a field needs an item: use item:span(name)");
}

static void flag_takes_every_kind_of_place(void **state)
{
    (void)state;
    assert_string_equal(
        said("each_item = function(item, opt, flag)\n"
             "  if item.no ~= '1' then return end\n"
             "  flag { at = item:span('result', item.result:find('果树', 1, true)) }\n"
             "  flag { at = item }\n"
             "  flag { at = '备注', severity = 'info' }\n"
             "  flag { at = item.bulletin }\n"
             "  flag { at = item.units[1], related = { item.bulletin.items[3], 'task' } }\n"
             "  flag { at = 'problem' }\n"
             "  flag { at = 'col:99' }\n"
             "  flag {}\n"
             "end"),
        "warning 1 result '果树': T\n"
        "warning 1: T\n"
        "info 1 note '无': T\n"
        "warning: T\n"
        "warning 1 units '甲县林业局': T ->3 ->1\n"
        "warning 1: T\n"
        "warning 1: T\n"
        "warning 1: T\n"
        "commit\n");
}

/* What was checked is what is used: metamethods of the tables that plugins write are not asked. */
static void tables_are_taken_as_they_are(void **state)
{
    (void)state;
    assert_string_equal(
        said("whole = function(b, opt, flag)\n"
             "  for _, odd in ipairs { 7, {}, 'x', print, b } do\n"
             "    flag(setmetatable({}, { __index = function() return odd end }))\n"
             "    flag(setmetatable({ message = 'm' }, { __index = { figures = odd } }))\n"
             "  end\n"
             "end"),
        "warning: T\nwarning: m\nwarning: T\nwarning: m\nwarning: T\nwarning: m\n"
        "warning: T\nwarning: m\nwarning: T\nwarning: m\ncommit\n");
    assert_false(
        fixture_load(&fixture,
                     "return check(setmetatable({ id = 'own', must = print }, { __index =\n"
                     "  function() return 'T' end }))",
                     0));
    expect_in(fixture_lines(&fixture, report), "check: title: missing");
    assert_true(fixture_load(&fixture,
                             "return check(setmetatable({ id = 'own', title = 'T', must = print }, "
                             "{ __index = { options = 7, hosts = 7, setup = 7 } }))",
                             0));
    (void)fixture_lines(&fixture, report);
}

/* Hooks may work in coroutines of their own; errors there are the hook's. */
static void coroutines_see_the_same(void **state)
{
    (void)state;
    assert_string_equal(said("each_item = function(item, opt, flag)\n"
                             "  if item.no ~= '1' then return end\n"
                             "  local go = coroutine.wrap(function()\n"
                             "    for _, unit in ipairs(item.units) do coroutine.yield(unit) end\n"
                             "    flag { message = 'end' }\n"
                             "  end)\n"
                             "  flag { at = go() } go() go()\n"
                             "end"),
                        "warning 1 units '甲县林业局': T\n"
                        "warning 1: end\n"
                        "commit\n");
    expect_in(said("whole = function(b) coroutine.wrap(function() return b.itmes end)() end"),
              "own/check.lua:3: bulletin has no field 'itmes' (did you mean 'items'?)");
}

static void messages_print_numbers_and_braces(void **state)
{
    (void)state;
    assert_string_equal(
        said("whole = function(b, opt, flag)\n"
             "  flag { message = '{a} {b} {c} {d} {x y} {', figures = { a = 3.0, b = 0.1, c = -7,\n"
             "    d = '文' } }\n"
             "  flag { message = '{a}', figures = { a = 1/0 } }\n"
             "end"),
        "warning: 3 0.1 -7 文 {x y} { [a=3=3] [b=0.1=0.1] [c=-7=-7] [d=文]\n"
        "warning: inf [a=inf]\n"
        "commit\n");
}

/* A plugin cannot reach another one's flag; what it kept of its own does nothing outside a run. */
static void flag_is_dead_outside_a_run(void **state)
{
    (void)state;
    lua_State *L = tb_sandbox_lua(fixture.sandbox);
    assert_string_equal(said("whole = function(b, opt, flag) flag {} end"), "warning: T\ncommit\n");
    assert_non_null(tb_loaded_push(L, 0));
    lua_getiuservalue(L, -1, 1);
    lua_getfield(L, -1, "flag");
    lua_newtable(L);
    assert_int_equal(lua_pcall(L, 1, 0, 0), LUA_ERRRUN);
    expect_in(lua_tostring(L, -1), "flag works only while a hook of its plugin runs");
    lua_settop(L, 0);
}

static void too_many_findings_end_it(void **state)
{
    (void)state;
    const char *lines = said("whole = function(b, opt, flag) while true do flag {} end end");
    expect_in(lines, "failed findings whole 0 3");
    size_t count = 0;
    for (const char *at = lines; (at = strstr(at, "warning: T\n")) != NULL; at++)
        count++;
    assert_int_equal(count, 10000);
}

struct flushed {
    size_t calls, bytes;
};

static void on_flush(struct tb_buf *out, void *user)
{
    struct flushed *flushed = user;
    flushed->calls++;
    flushed->bytes += out->len;
    assert_true(out->len > 64 * 1024 && out->len < 80 * 1024);
    tb_buf_clear(out);
}

static void output_is_flushed_on_the_way(void **state)
{
    struct flushed flushed = {0, 0};
    (void)state;
    assert_true(fixture_load(&fixture,
                             check_text("whole = function(b, o, flag)\n"
                                        "  for i = 1, 100 do\n"
                                        "    flag { message = ('x'):rep(4000) } end end"),
                             0));
    (void)fixture_lines(&fixture, report);
    tb_plugin_check(fixture.sandbox, 0, report, NULL, 0, &fixture.out, on_flush, &flushed);
    assert_true(flushed.calls > 8 && flushed.bytes > 600000);
    expect_in(fixture_lines(&fixture, report), "commit\n");
}

static void each_report_has_its_own_views(void **state)
{
    (void)state;
    struct tb_report *other = fixture_report(&fixture, TITLE, "no\ttask\tresult\n1\t甲\t乙\n");
    assert_true(fixture_load(&fixture,
                             check_text("whole = function(b, o, flag)\n"
                                        "  if old then flag { message = old.items[2].task }\n"
                                        "    flag { at = old.items[1] } end\n"
                                        "  old = b end"),
                             0));
    (void)fixture_lines(&fixture, report);
    fixture_check(&fixture, report, 0);
    fixture_check(&fixture, other, 0);
    const char *lines = fixture_lines(&fixture, report);
    expect_in(lines, "warning: 修建水渠\n");
    expect_in(lines, "flag: at: the place is in another bulletin than the one being checked");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(declares_itself_as_json),
        cmocka_unit_test(says_what_is_wrong_with_a_file),
        cmocka_unit_test(takes_exports_and_fetchers),
        cmocka_unit_test(applies_settings),
        cmocka_unit_test(refuses_wrong_settings),
        cmocka_unit_test(options_are_sealed),
        cmocka_unit_test(flags_become_records),
        cmocka_unit_test(lists_to_find_may_change),
        cmocka_unit_test(characters_are_found_by_code_point),
        cmocka_unit_test(hooks_run_in_order),
        cmocka_unit_test(must_says_what_is_wrong),
        cmocka_unit_test(errors_name_hook_item_and_line),
        cmocka_unit_test(flag_says_what_is_wrong),
        cmocka_unit_test(flag_takes_every_kind_of_place),
        cmocka_unit_test(tables_are_taken_as_they_are),
        cmocka_unit_test(coroutines_see_the_same),
        cmocka_unit_test(messages_print_numbers_and_braces),
        cmocka_unit_test(flag_is_dead_outside_a_run),
        cmocka_unit_test(too_many_findings_end_it),
        cmocka_unit_test(output_is_flushed_on_the_way),
        cmocka_unit_test(each_report_has_its_own_views),
    };
    return cmocka_run_group_tests(tests, open_fixture, close_fixture);
}
