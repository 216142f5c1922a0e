/* views_test.c - runs the expressions of tests/lua against a report made by hand; and what holds for
 * every type of view. */
#include "fixture.h"

#include <dirent.h>
#include <lauxlib.h>

#include "base/file.h"
#include "lua/view.h"
#include "sample.h"

static struct fixture fixture;
static struct tb_report *report;

static int count_function(lua_State *L)
{
    lua_Integer count = 0;
    for (;; count++) {
        lua_pushvalue(L, 1);
        lua_call(L, 0, 1);
        if (lua_isnil(L, -1))
            break;
        lua_pop(L, 1);
    }
    lua_pushinteger(L, count);
    return 1;
}

static const char helpers[] =
    "function list(x) local t = {} for i, v in ipairs(x) do t[i] = tostring(v) end "
    "return table.concat(t, ' ') end\n"
    "function keys(x) local t = {} for k in pairs(x) do t[#t + 1] = tostring(k) end "
    "return table.concat(t, ' ') end";

static int prepare(lua_State *L)
{
    tb_view_open(L);
    tb_sandbox_push_env(L, NULL, 0);
    tb_bulletin_push(L, report);
    lua_pushvalue(L, -1);
    lua_setfield(L, -3, "bulletin");
    tb_item_push(L, -1, 0);
    lua_setfield(L, -3, "item");
    tb_item_push(L, -1, 1);
    lua_setfield(L, -3, "short");
    lua_pop(L, 1);
    lua_pushcfunction(L, count_function);
    lua_setfield(L, -2, "count");
    lua_pushvalue(L, -1);
    lua_setfield(L, LUA_REGISTRYINDEX, "env");
    if (luaL_loadstring(L, helpers) != LUA_OK)
        return lua_error(L);
    lua_insert(L, -2);
    lua_setupvalue(L, -2, 1);
    lua_call(L, 0, 0);
    return 0;
}

static int open_fixture(void **state)
{
    (void)state;
    fixture_open(&fixture);
    report = sample_report(fixture.arena);
    lua_State *L = tb_sandbox_lua(fixture.sandbox);
    lua_pushcfunction(L, prepare);
    if (lua_pcall(L, 0, 0, 0) != LUA_OK)
        fail_msg("%s", lua_tostring(L, -1));
    return 0;
}

static int close_fixture(void **state)
{
    (void)state;
    fixture_close(&fixture);
    return 0;
}

/* The text of the value of an expression, or its error: on the stack. */
static bool evaluate(lua_State *L, struct tb_str expression)
{
    static const char before[] = "return tostring(", after[] = ")";
    struct tb_buf code = tb_buf_make(1 << 16);
    tb_buf_text(&code, before);
    tb_buf_add(&code, expression);
    tb_buf_text(&code, after);
    int status = luaL_loadbufferx(L, code.ptr, code.len, "=test", "t");
    tb_buf_free(&code);
    if (status == LUA_OK) {
        lua_getfield(L, LUA_REGISTRYINDEX, "env");
        lua_setupvalue(L, -2, 1);
        status = lua_pcall(L, 0, 1, 0);
    }
    return status == LUA_OK;
}

static struct tb_str next_line(struct tb_str *text)
{
    size_t end = tb_str_find(*text, TB_STR("\n"), 0);
    struct tb_str line = tb_str_sub(*text, 0, end == SIZE_MAX ? text->len : end);
    *text = tb_str_sub(*text, line.len + (end != SIZE_MAX), text->len);
    return line;
}

static bool as_expected(lua_State *L, bool ok, struct tb_str expected)
{
    struct tb_str got, error = TB_STR("error: ");
    got.ptr = lua_tolstring(L, -1, &got.len);
    if (!tb_str_starts(expected, error))
        return ok && tb_str_eq(got, expected);
    expected = tb_str_sub(expected, error.len, expected.len);
    return !ok && got.ptr && tb_str_find(got, expected, 0) != SIZE_MAX;
}

/* Runs one file; the number of its cases, and of those that failed. */
static void run_file(const char *path, unsigned *cases, unsigned *failed)
{
    lua_State *L = tb_sandbox_lua(fixture.sandbox);
    struct tb_str text;
    struct tb_error error;
    if (tb_file_read(path, 1 << 20, fixture.arena, &text, &error) != TB_OK)
        fail_msg("%s", error.en);
    while (text.len > 0) {
        struct tb_str expression = next_line(&text);
        if (expression.len == 0 || tb_str_starts(expression, TB_STR("--")))
            continue;
        struct tb_str expected = next_line(&text);
        bool ok = evaluate(L, expression);
        ++*cases;
        if (!as_expected(L, ok, expected)) {
            ++*failed;
            print_error("%s: %.*s\n  expected: %.*s\n  got:      %s%s\n", path, TB_ARG(expression),
                        TB_ARG(expected), ok ? "" : "error: ", lua_tostring(L, -1));
        }
        lua_settop(L, 0);
    }
}

static void expressions_give_what_the_files_say(void **state)
{
    unsigned cases = 0, failed = 0, files = 0;
    char path[4096];
    DIR *dir = opendir(TB_TEST_DATA "/../lua");
    (void)state;
    assert_non_null(dir);
    for (struct dirent *entry; (entry = readdir(dir)) != NULL;) {
        size_t len = strlen(entry->d_name);
        if (len < 5 || strcmp(entry->d_name + len - 5, ".test") != 0)
            continue;
        (void)snprintf(path, sizeof path, "%s/%s", TB_TEST_DATA "/../lua", entry->d_name);
        run_file(path, &cases, &failed);
        files++;
    }
    closedir(dir);
    assert_true(files >= 5 && cases > 150);
    if (failed)
        fail_msg("%u of %u cases failed", failed, cases);
}

/* Every field of every type, reached from the bulletin: none crashes, none changes between two
 * readings, and reading all of them twice leaves the same objects. */
static const char walk[] =
    "local seen, fields = {}, 0\n"
    "local function visit(x)\n"
    "  if type(x) ~= 'userdata' or seen[x] then return end\n"
    "  seen[x] = true\n"
    "  assert(tostring(x))\n"
    "  for key, value in pairs(x) do\n"
    "    fields = fields + 1\n"
    "    if type(value) ~= 'userdata' then assert(x[key] == value, key) end\n"
    "    visit(value)\n"
    "  end\n"
    "end\n"
    "visit(bulletin)\n"
    "return fields";

static void every_field_can_be_read(void **state)
{
    lua_State *L = tb_sandbox_lua(fixture.sandbox);
    (void)state;
    assert_int_equal(luaL_loadstring(L, walk), LUA_OK);
    lua_getfield(L, LUA_REGISTRYINDEX, "env");
    lua_setupvalue(L, -2, 1);
    if (lua_pcall(L, 0, 1, 0) != LUA_OK)
        fail_msg("%s", lua_tostring(L, -1));
    assert_true(lua_tointeger(L, -1) > 200);
    lua_settop(L, 0);
}

/* Every method and every operator with every pair of odd arguments: an answer or an error. */
static const char odd[] =
    "local views = { bulletin, item, short, item.units, item.units[1], item.quantities[1],\n"
    "  item.quantities[1] - item.quantities[2], item.parts[2], item.pairs[2], item.extra,\n"
    "  item:span('task'), item.status, bulletin.columns[1], item:comparisons() }\n"
    "local args = { false, true, 0, -1, 1, 3, 1.5, 0/0, 1/0, math.maxinteger, math.mininteger,\n"
    "  '', 'task', 'result', 'col:0', 'col:6', 'col:65535', 'col:99999', 'col:-1', 'col:', "
    "'序号',\n"
    "  '\\0', '\\xFF', ('x'):rep(5000), {}, { '果' }, { 1 }, { side = 'period' }, { {} },\n"
    "  setmetatable({}, { __index = function() return 'x' end, __len = function() return 9e9 end "
    "}),\n"
    "  print, coroutine.create(print), table.unpack(views) }\n"
    "local calls = 0\n"
    "local function try(f, ...) calls = calls + 1 pcall(f, ...) end\n"
    "for _, view in ipairs(views) do\n"
    "  for _, a in ipairs(args) do\n"
    "    try(function() return view[a] end)\n"
    "    try(function() view[a] = a end)\n"
    "    try(function() return view < a end)\n"
    "    try(function() return a <= view end)\n"
    "    try(function() return view - a end)\n"
    "    try(function() return view == a end)\n"
    "    try(function() return view(a) end)\n"
    "    try(next, view, a)\n"
    "    try(pairs(bulletin), view, a)\n"
    "    try(pairs(item.units), view, a)\n"
    "    try(pairs(item.extra), view, a)\n"
    "    try(setmetatable, view, a)\n"
    "    try(bulletin.item, view, a)\n"
    "    for _, b in ipairs(args) do try(bulletin.cells, view, a, b) end\n"
    "    for _, method in ipairs { 'find_any', 'find_between', 'repeats' } do\n"
    "      for _, b in ipairs(args) do try(bulletin[method], bulletin, a, b) end\n"
    "    end\n"
    "    try(bulletin:cells(), view, a)\n"
    "    try(any_of, a)\n"
    "    for _, method in ipairs { 'find', 'at', 'before', 'removed' } do\n"
    "      for _, b in ipairs(args) do try(any_of { '果' }[method], view, a, b) end\n"
    "      for _, b in ipairs(args) do try(any_of { '果' }[method], any_of { '果' }, a, b) end\n"
    "    end\n"
    "    for _, method in ipairs { 'text', 'span', 'find_any', 'find_between', 'repeats', "
    "'shared', "
    "'comparisons' } do\n"
    "      for _, b in ipairs(args) do\n"
    "        try(item[method], view, a, b)\n"
    "        try(item[method], item, a, b, b)\n"
    "      end\n"
    "    end\n"
    "  end\n"
    "end\n"
    "assert(item.task == '种植果树')\n"
    "return calls";

static void odd_arguments_do_no_harm(void **state)
{
    lua_State *L = tb_sandbox_lua(fixture.sandbox);
    (void)state;
    assert_int_equal(luaL_loadstring(L, odd), LUA_OK);
    lua_getfield(L, LUA_REGISTRYINDEX, "env");
    lua_setupvalue(L, -2, 1);
    if (lua_pcall(L, 0, 1, 0) != LUA_OK)
        fail_msg("%s", lua_tostring(L, -1));
    assert_true(lua_tointeger(L, -1) > 100000);
    lua_settop(L, 0);
}

/* Keeps a view of every type, closes the report, and tries them all. */
static const char keep[] =
    "kept = { bulletin, item, item.units, item.units[1], item.quantities[1], item.dates[1],\n"
    "  item.parts[1], item.demands[1], item.claims[1], item.demands[1].claims, item.pairs[1],\n"
    "  item.pairs[1].rejected[1], item.relations[1], item.status,\n"
    "  bulletin.columns[1], bulletin.repairs[1], bulletin.period, bulletin.source,\n"
    "  item:span('task'), item.quantities[1] - item.quantities[2], item.extra }\n"
    "pairs_left = item:comparisons()";
static const char use[] =
    "for i, x in ipairs(kept) do\n"
    "  for _, try in ipairs { function() return x.text end, function() return x[1] end,\n"
    "      function() return tostring(x) end, function() return x:span('task') end,\n"
    "      function() return x < x end, function() return x - x end, function() return x == x "
    "end,\n"
    "      function() for k, v in pairs(x) do end end, function() return #x end } do\n"
    "    pcall(try)\n"
    "  end\n"
    "end\n"
    "local ok, message = pcall(function() return item.task end)\n"
    "assert(not ok and message:find('no longer loaded'), message)\n"
    "ok, message = pcall(pairs_left)\n"
    "assert(not ok and message:find('no longer loaded'), message)";

static void run_text(lua_State *L, const char *text)
{
    assert_int_equal(luaL_loadstring(L, text), LUA_OK);
    lua_getfield(L, LUA_REGISTRYINDEX, "env");
    lua_setupvalue(L, -2, 1);
    if (lua_pcall(L, 0, 0, 0) != LUA_OK)
        fail_msg("%s", lua_tostring(L, -1));
}

static void views_of_a_closed_report_only_raise(void **state)
{
    struct fixture own;
    struct tb_report *kept = report;
    struct tb_arena *arena;
    (void)state;
    fixture_open(&own);
    assert_int_equal(tb_arena_new(1 << 20, &arena, NULL), TB_OK);
    report = sample_report(arena);
    lua_State *L = tb_sandbox_lua(own.sandbox);
    lua_pushcfunction(L, prepare);
    assert_int_equal(lua_pcall(L, 0, 0, 0), LUA_OK);
    run_text(L, keep);
    tb_bulletin_close(L, report);
    tb_arena_free(arena); /* ASan: nothing below may read it */
    run_text(L, use);
    report = kept;
    fixture_close(&own);
}

/* A hundred reports one after another: what is kept does not grow. */
static void bulletins_are_forgotten(void **state)
{
    lua_State *L = tb_sandbox_lua(fixture.sandbox);
    struct tb_report *other = fixture_report(&fixture, "", "no\ttask\n1\t甲\n");
    size_t before = 0;
    (void)state;
    for (int i = 0; i < 100; i++) {
        struct tb_report *copy = TB_NEW(fixture.arena, struct tb_report);
        *copy = *other;
        tb_bulletin_begin(L, copy, NULL);
        tb_bulletin_push(L, copy);
        tb_item_push(L, -1, 0);
        lua_settop(L, 0);
        lua_gc(L, LUA_GCCOLLECT);
        size_t used = (size_t)lua_gc(L, LUA_GCCOUNT) * 1024 + (size_t)lua_gc(L, LUA_GCCOUNTB);
        if (i == 1)
            before = used;
        assert_true(i < 1 || used <= before);
    }
    tb_bulletin_begin(L, report, NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(expressions_give_what_the_files_say),
        cmocka_unit_test(every_field_can_be_read),
        cmocka_unit_test(odd_arguments_do_no_harm),
        cmocka_unit_test(views_of_a_closed_report_only_raise),
        cmocka_unit_test(bulletins_are_forgotten),
    };
    return cmocka_run_group_tests(tests, open_fixture, close_fixture);
}
