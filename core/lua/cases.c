/* cases.c - the cases of a plugin, which are its tests: each builds a small report, runs the hooks on
 * it and says how what was found differs from what was expected. */
#include "lua/cases.h"

#include <lauxlib.h>

#include "base/list.h"
#include "lua/options.h"
#include "lua/sandbox.h"
#include "lua/view.h"

enum {
    FLUSH_AT = 64 * 1024,
    CASE_MAX = 10000,
    CASE_MEMORY = 64 << 20, /* bytes of the reports of one case */
    OUTPUT_MAX = 4 << 20    /* bytes an export may write in one case */
};

const struct tb_slot tb_case_slots[] = {
    {"name", "string", "what it shows", "0.1", TB_SLOT_STRING, true, -1},
    {"item", "table<string, string>", "one item: its cells by role or header", "0.1", TB_SLOT_TABLE,
     false, -1},
    {"items", "table<string, string>[]", "several items", "0.1", TB_SLOT_TABLE, false, -1},
    {"title", "string", "the title of the bulletin", "0.1", TB_SLOT_STRING, false, -1},
    {"previous", "table<string, string>[]", "the items of the period before", "0.1", TB_SLOT_TABLE,
     false, -1},
    {"before", "{title: string?, items: table<string, string>[]}[]",
     "bulletins of periods before, the last one first; instead of `previous`", "0.1", TB_SLOT_TABLE,
     false, -1},
    {"dispositions", "table<string, string>[]",
     "lines of the baseline: `item` (as in `expect`; else the first), `rule`, "
     "`disposition`, "
     "`period` (`2024Q2`), `reason`, `who`, `until_day`, `reply`",
     "0.1", TB_SLOT_TABLE, false, -1},
    {"opt", "table<string, boolean|number|string>", "options, where not the default", "0.1",
     TB_SLOT_TABLE, false, -1},
    {"expect", "Expected[]", "of a check: what is found, all of it; empty: nothing", "0.1",
     TB_SLOT_TABLE, false, -1},
    {"expect_text", "string|string[]",
     "of an export: all that it writes, or a list of texts that stand in it", "0.1", TB_SLOT_ANY,
     false, -1},
    {"source", "table<string, string>",
     "of a fetcher: the source, where not a usual one; with `chosen`, `fetch` is run", "0.1",
     TB_SLOT_TABLE, false, -1},
    {"responses", "table<string, string|Page>",
     "of a fetcher: the pages there are, by address; a text is that of a page", "0.1",
     TB_SLOT_TABLE, false, -1},
    {"expect_page", "string", "of a fetcher: the address of the page that is the bulletin", "0.1",
     TB_SLOT_STRING, false, -1},
    {"expect_trouble", "string", "of a fetcher: why it cannot go on, in Chinese where it says both",
     "0.1", TB_SLOT_STRING, false, -1},
};
const size_t tb_case_slot_count = sizeof tb_case_slots / sizeof *tb_case_slots;

static const char cases_key = 0; /* its address: registry[&cases_key] is the list that runs */

/* What is passed into the protected functions. */
struct cases {
    const struct tb_plugin_file *file;
    uint32_t index;
    lua_Integer number; /* of the case, from 1 */
    lua_Integer count;
    struct tb_case *test;
};

/* --- the list --------------------------------------------------------------------------------- */

/* Runs cases.lua; its list goes into the registry. */
static int load_cases(lua_State *L)
{
    struct cases *cases = lua_touserdata(L, 1);
    const struct tb_plugin_file *file = cases->file;
    lua_pushlstring(L, file->cases_path.ptr, file->cases_path.len);
    lua_pushfstring(L, "@%s", lua_tostring(L, -1));
    const char *path = lua_tostring(L, -1);
    if (luaL_loadbufferx(L, file->cases.ptr, file->cases.len, path, "t") != LUA_OK)
        return lua_error(L);
    tb_sandbox_push_env(L, file->modules, file->module_count);
    lua_setupvalue(L, -2, 1);
    lua_call(L, 0, 1);
    if (!lua_istable(L, -1))
        return luaL_error(L, "%s: expected return { { name = \"...\", ... }, ... }, found a %s",
                          path + 1, luaL_typename(L, -1));
    cases->count = (lua_Integer)lua_rawlen(L, -1);
    if (cases->count > CASE_MAX)
        return luaL_error(L, "%s: more than %d cases", path + 1, CASE_MAX);
    lua_rawsetp(L, LUA_REGISTRYINDEX, &cases_key);
    return 0;
}

/* --- one case --------------------------------------------------------------------------------- */

static bool copy_texts(struct tb_arena *arena, struct tb_finding *finding)
{
    finding->zh = tb_arena_copy(arena, finding->zh);
    finding->en = tb_arena_copy(arena, finding->en);
    finding->figure_count = finding->related_count = 0;
    return finding->zh.ptr && finding->en.ptr;
}

static void collect(lua_State *L, struct tb_hook_run *run, const struct tb_finding *finding,
                    bool bilingual)
{
    struct tb_case *test = run->user;
    struct tb_finding *copy = TB_LIST_ADD(test->arena, &test->got);
    if (copy)
        *copy = *finding;
    if (!copy || !copy_texts(test->arena, copy))
        luaL_error(L, "more findings than a case has memory for");
    test->monolingual = test->monolingual || (run->loaded->bilingual && !bilingual);
}

/* Pushes the table of the case; notes its name and what messages call it. */
static int push_case(lua_State *L, struct cases *cases)
{
    struct tb_case *test = cases->test;
    const struct tb_plugin_file *file = cases->file;
    lua_pushlstring(L, file->cases_path.ptr, file->cases_path.len); // path
    test->place = (struct tb_table_place){file, file->cases, lua_tostring(L, -1), 0, NULL};
    lua_pushfstring(L, "case %d", (int)cases->number); // path name
    lua_rawgetp(L, LUA_REGISTRYINDEX, &cases_key);
    lua_rawgeti(L, -1, cases->number);
    lua_remove(L, -2); // path name case
    int table = lua_gettop(L), name = table - 1;
    test->place.what = lua_tostring(L, name);
    if (lua_istable(L, table) && tb_raw_field(L, table, "name") == LUA_TSTRING) {
        lua_replace(L, name);
        test->place.what = lua_pushfstring(L, "case '%s'", tb_push_shown(L, name));
        test->place.line = tb_line_of(file->cases, tb_str_of(lua_tostring(L, name)));
    }
    test->name = tb_arena_copy(test->arena, tb_str_of(lua_tostring(L, name)));
    if (!lua_istable(L, table))
        tb_table_fail(L, &test->place, NULL, "expected a table");
    lua_pushvalue(L, table);
    return lua_gettop(L);
}

/* The options that the table at `options` sets, as texts, by name. */
static void note_options(lua_State *L, struct tb_case *test, int options)
{
    if (!lua_istable(L, options))
        return;
    for (lua_pushnil(L); lua_next(L, options); lua_pop(L, 1)) {
        struct tb_case_fact *fact = NULL;
        if (lua_type(L, -2) == LUA_TSTRING && test->options.count < TB_RECORD_FACTS_MAX)
            fact = TB_LIST_ADD(test->arena, &test->options);
        if (!fact)
            continue;
        size_t at = test->options.count - 1;
        *fact = (struct tb_case_fact){
            TB_FACT_OPTION, tb_arena_copy(test->arena, tb_str_of(lua_tostring(L, -2))),
            tb_arena_copy(test->arena, tb_str_of(luaL_tolstring(L, -1, NULL)))};
        lua_pop(L, 1);
        for (; at > 0 && tb_str_compare(fact->name, test->options.at[at - 1].name) < 0; at--) {
            struct tb_case_fact swap = test->options.at[at];
            test->options.at[at] = test->options.at[at - 1];
            test->options.at[at - 1] = swap;
            fact = &test->options.at[at - 1];
        }
    }
}

static int run_case(lua_State *L)
{
    struct cases *cases = lua_touserdata(L, 1);
    struct tb_case *test = cases->test;
    luaL_checkstack(L, 30, NULL);
    int table = push_case(L, cases);
    tb_slots_check(L, table, tb_case_slots, tb_case_slot_count, &test->place);
    test->run.loaded = tb_loaded_push(L, cases->index);
    int loaded = lua_gettop(L);
    bool fetches = test->run.loaded && test->run.loaded->kind == TB_DECLARED_FETCHER;
    if (!fetches) {
        tb_case_build(L, test, table);
        tb_case_note(L, test, table);
    }
    test->run.report = test->report;
    lua_getiuservalue(L, loaded, 1);
    tb_raw_field(L, table, "opt");
    tb_options_of_case(L, loaded + 1, loaded + 2, &test->place); // … opt
    test->run.opt = lua_gettop(L);
    note_options(L, test, loaded + 2);
    if (fetches) {
        tb_case_fetch(L, test, table, loaded);
        return 0;
    }
    bool exports = test->run.loaded && test->run.loaded->kind == TB_DECLARED_EXPORT;
    const char *wanted = exports ? "expect_text" : "expect";
    int expect = test->run.opt + 1;
    if (tb_raw_field(L, table, wanted) == LUA_TNIL)
        tb_table_fail(L, &test->place, wanted,
                      exports ? "missing: expected a text" : "missing: expected a table");
    tb_run_set(L, &test->run);
    if (exports)
        tb_write_run(L, loaded, &test->run);
    else
        tb_hooks_run(L, loaded, &test->run);
    tb_run_set(L, NULL);
    test->run.task->hook = TB_HOOK_CASE;
    if (exports)
        tb_case_compare_text(L, test, expect);
    else
        tb_case_compare(L, test, expect);
    return 0;
}

/* Runs case `cases->number` and appends its record. */
static void put_case(lua_State *L, struct cases *cases, struct tb_buf *out)
{
    struct tb_case *test = cases->test;
    struct tb_failed failed;
    struct tb_task *task = test->run.task;
    int top = lua_gettop(L);
    task->hook = TB_HOOK_CASE;
    task->item = TB_NONE;
    bool ran = tb_run_protected(L, run_case, cases, &failed);
    struct tb_str difference = ran ? test->difference : failed.message;
    if (!ran && difference.len == 0)
        difference = tb_str_of(tb_cause_name(failed.cause));
    struct tb_case_told told = {.passed = ran && difference.len == 0,
                                .expects = test->expects,
                                .name = test->name,
                                .difference = difference};
    if (told.passed && test->report)
        tb_case_facts(test, &told);
    tb_record_put_case(out, cases->index, &told);
    if (test->run.loaded)
        tb_run_set(L, NULL);
    if (test->report)
        tb_bulletin_close(L, test->report);
    for (size_t i = 0; i < test->before_count; i++)
        tb_bulletin_close(L, test->before[i].report);
    lua_settop(L, top);
}

void tb_plugin_cases(struct tb_sandbox *sandbox, uint32_t index, const struct tb_plugin_file *file,
                     const struct tb_ingest *ingest, const struct tb_extract *extract,
                     struct tb_buf *out, tb_flush_fn flush, void *user)
{
    lua_State *L = tb_sandbox_lua(sandbox);
    const struct tb_write plain = {.lang = "zh", .count = 1, .first = true};
    struct cases cases = {.file = file, .index = index};
    struct tb_failed failed;
    struct tb_error error;
    struct tb_arena *arena;
    int top = lua_gettop(L);
    if (!file->cases.ptr)
        return;
    tb_sandbox_task(sandbox)->hook = TB_HOOK_CASE;
    if (!tb_run_protected(L, load_cases, &cases, &failed)) {
        tb_record_put_case(
            out, index,
            &(struct tb_case_told){.name = file->cases_path, .difference = failed.message});
        lua_settop(L, top);
        return;
    }
    if (tb_arena_new(CASE_MEMORY, &arena, &error) != TB_OK) {
        tb_record_put_case(
            out, index,
            &(struct tb_case_told){.name = file->cases_path, .difference = tb_str_of(error.en)});
        return;
    }
    for (cases.number = 1; cases.number <= cases.count; cases.number++) {
        struct tb_case test = {.ingest = ingest, .extract = extract, .arena = arena};
        test.run = (struct tb_hook_run){.loaded_index = index,
                                        .task = tb_sandbox_task(sandbox),
                                        .take = collect,
                                        .user = &test};
        test.writer = (struct tb_writer){.write = &plain, .piece = tb_buf_make(OUTPUT_MAX)};
        test.run.writer = &test.writer;
        cases.test = &test;
        put_case(L, &cases, out);
        tb_buf_free(&test.writer.piece);
        tb_arena_reset(arena);
        if (out->len > FLUSH_AT && flush)
            flush(out, user);
    }
    tb_arena_free(arena);
}
