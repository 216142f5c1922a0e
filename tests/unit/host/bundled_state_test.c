/*
 * bundled_state_test.c - bundled checks keep nothing of one report for the next. They are loaded once
 * for many reports, which an analyst's are not; so whatever their functions can reach must be the same
 * after every report: else what they find would depend on which reports came before.
 */
#include "../lua/fixture.h"

#include <dirent.h>
#include <stdlib.h>

#include "base/file.h"
#include "host/plugins.h"
#include "lua/run.h"

#define PLUGINS TB_TEST_DATA "/../../plugins"
#define SAMPLES TB_TEST_DATA "/samples/unseen/"

enum { REPORTS = 3, DEPTH_MOST = 100 };

static struct fixture fixture;
static struct tb_plugin_set set;
static const struct tb_report *reports[REPORTS];
static size_t report_count;

static void load_report(const char *name)
{
    char path[512];
    struct tb_error error;
    struct tb_str bytes;
    struct tb_load_options options = {0};
    struct tb_report *report = NULL;
    snprintf(path, sizeof path, SAMPLES "%s", name);
    if (tb_file_read(path, 1 << 20, fixture.arena, &bytes, &error) != TB_OK ||
        tb_load(fixture.ingest, tb_str_of(name), bytes, &options, fixture.arena, &report, &error) !=
            TB_OK ||
        tb_extract_report(fixture.extract, report, fixture.arena, &error) != TB_OK)
        fail_msg("%s: %s", path, error.en);
    reports[report_count++] = report;
}

static int open_fixture(void **state)
{
    struct tb_error error;
    (void)state;
    fixture_open(&fixture);
    if (tb_plugins_find(PLUGINS, NULL, fixture.arena, &set, &error) != TB_OK)
        fail_msg("%s: %s", error.source, error.en);
    struct dirent **names;
    int count = scandir(SAMPLES, &names, NULL, alphasort);
    for (int i = 0; i < count; i++) {
        if (tb_str_ends(tb_str_of(names[i]->d_name), TB_STR(".txt")) && report_count < REPORTS)
            load_report(names[i]->d_name);
        free(names[i]);
    }
    free(names);
    assert_int_equal(report_count, REPORTS);
    return 0;
}

static int close_fixture(void **state)
{
    (void)state;
    fixture_close(&fixture);
    return 0;
}

/* ---- what functions can reach ---- */

/* A walk over values; `seen` is a table that has each table and function with its number. */
struct walk {
    lua_State *L;
    int seen;
    lua_Integer next;
    struct tb_buf text;
};

static void describe(struct walk *walk, int value, int depth);

static void describe_upvalues(struct walk *walk, int function, int depth)
{
    for (int i = 1; lua_getupvalue(walk->L, function, i); i++) {
        describe(walk, lua_gettop(walk->L), depth + 1);
        lua_pop(walk->L, 1);
    }
}

static void describe_fields(struct walk *walk, int table, int depth)
{
    lua_State *L = walk->L;
    for (lua_pushnil(L); lua_next(L, table); lua_pop(L, 1)) {
        int value = lua_gettop(L);
        describe(walk, value - 1, depth + 1);
        tb_buf_byte(&walk->text, '=');
        describe(walk, value, depth + 1);
    }
    if (lua_getmetatable(L, table)) {
        describe(walk, lua_gettop(L), depth + 1);
        lua_pop(L, 1);
    }
}

/* Writes what the value is: the same text for the same state, with no address in it. */
static void describe(struct walk *walk, int value, int depth)
{
    lua_State *L = walk->L;
    int type = lua_type(L, value);
    assert_true(depth < DEPTH_MOST && lua_checkstack(L, 20));
    tb_buf_printf(&walk->text, " %s", lua_typename(L, type));
    if (type == LUA_TBOOLEAN)
        tb_buf_printf(&walk->text, " %d", lua_toboolean(L, value));
    if (type == LUA_TNUMBER || type == LUA_TSTRING) {
        size_t len;
        lua_pushvalue(L, value);
        const char *text = lua_tolstring(L, -1, &len);
        tb_buf_add(&walk->text, (struct tb_str){text, len});
        lua_pop(L, 1);
    }
    if (type != LUA_TTABLE && type != LUA_TFUNCTION)
        return;
    lua_pushvalue(L, value);
    if (lua_rawget(L, walk->seen) == LUA_TNUMBER) {
        tb_buf_printf(&walk->text, " #%d", (int)lua_tointeger(L, -1));
        lua_pop(L, 1);
        return;
    }
    lua_pop(L, 1);
    lua_pushvalue(L, value);
    lua_pushinteger(L, walk->next++);
    lua_rawset(L, walk->seen);
    tb_buf_byte(&walk->text, '{');
    if (type == LUA_TTABLE)
        describe_fields(walk, value, depth);
    else
        describe_upvalues(walk, value, depth);
    tb_buf_byte(&walk->text, '}');
}

/* All that the hooks of the plugin reach. */
static struct tb_buf describe_plugin(uint32_t index)
{
    struct walk walk = {.L = tb_sandbox_lua(fixture.sandbox), .text = tb_buf_make(64 << 20)};
    int top = lua_gettop(walk.L);
    lua_newtable(walk.L);
    walk.seen = lua_gettop(walk.L);
    assert_non_null(tb_loaded_push(walk.L, index));
    lua_getiuservalue(walk.L, -1, 1);
    describe(&walk, lua_gettop(walk.L), 0);
    lua_settop(walk.L, top);
    assert_int_equal(walk.text.failed, TB_OK);
    return walk.text;
}

/* Whether what the plugin keeps is the same after every report. */
static bool keeps_nothing(uint32_t index)
{
    struct tb_buf first = {0};
    bool same = true;
    for (size_t i = 0; i < report_count; i++) {
        fixture_check(&fixture, reports[i], index);
        tb_buf_clear(&fixture.out);
        struct tb_buf now = describe_plugin(index);
        assert_true(now.len > 100);
        if (i > 0) {
            same = same && tb_str_eq(tb_buf_str(&first), tb_buf_str(&now));
            tb_buf_free(&now);
        } else {
            first = now;
        }
    }
    tb_buf_free(&first);
    return same;
}

static void bundled_checks_keep_nothing(void **state)
{
    (void)state;
    for (uint32_t i = 0; i < set.count; i++) {
        if (set.at[i].kind != TB_PLUGIN_CHECK)
            continue;
        assert_true(fixture_load_file(&fixture, &set.at[i].file, i));
        if (!keeps_nothing(i))
            fail_msg("%.*s keeps something of a report in an upvalue, a table or a global: what it "
                     "finds must not depend on the reports before",
                     TB_ARG(set.at[i].file.id));
    }
}

/* The test sees what is kept, wherever. */
static void what_is_kept_is_seen(void **state)
{
    (void)state;
    static const char *const keepers[] = {
        "local n = 0 return check { id = 'own', title = 'own', must = function(item) n = n + 1 end "
        "}",
        "return check { id = 'own', title = 'own', must = function(item) n = (n or 0) + 1 end }",
        "local seen = {} return check { id = 'own', title = 'own', must = function(item) "
        "seen[#seen + 1] = item.task end }",
        "local function count() local n = 0 return function() n = n + 1 end end local c = count() "
        "return check { id = 'own', title = 'own', must = function(item) c() end }",
        "return check { id = 'own', title = 'own', must = function(item) "
        "string.n = (string.n or 0) + 1 end }",
    };
    for (uint32_t i = 0; i < sizeof keepers / sizeof *keepers; i++) {
        assert_true(fixture_load(&fixture, keepers[i], 1000 + i));
        if (keeps_nothing(1000 + i))
            fail_msg("not seen: %s", keepers[i]);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(bundled_checks_keep_nothing),
        cmocka_unit_test(what_is_kept_is_seen),
    };
    return cmocka_run_group_tests(tests, open_fixture, close_fixture);
}
