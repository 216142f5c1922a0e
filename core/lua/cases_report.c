/* cases_report.c - from the items of a case to a report, by the same reading as a file's. */
#include <lauxlib.h>

#include "diff/diff.h"
#include "extract/extract.h"
#include "ingest/load.h"
#include "lua/cases.h"
#include "lua/view.h"

enum { COLUMN_MAX = 64, ITEM_MAX = 1000 };

/* The columns of the table to be: the names of fields that any item has. */
struct columns {
    struct tb_str at[COLUMN_MAX];
    size_t count;
};

int tb_case_fail(lua_State *L, const struct tb_case *test, const struct tb_error *error)
{
    lua_pushfstring(L, "%s / %s", error->zh, error->en);
    return tb_table_fail(L, &test->place, NULL, lua_tostring(L, -1));
}

static int out_of_memory(lua_State *L, const struct tb_case *test)
{
    struct tb_error error;
    (void)tb_arena_fail(test->arena, &error);
    return tb_case_fail(L, test, &error);
}

/* Roles in the order in which tables have them, then headers by their bytes. */
static int compare_columns(struct tb_str a, struct tb_str b)
{
    enum tb_role left = TB_ROLE_END, right = TB_ROLE_END;
    (void)tb_role_parse(a, &left);
    (void)tb_role_parse(b, &right);
    if (left != right)
        return left < right ? -1 : 1;
    return tb_str_compare(a, b);
}

static void add_column(lua_State *L, const struct tb_case *test, struct columns *columns,
                       struct tb_str name)
{
    size_t at = columns->count;
    for (size_t i = 0; i < columns->count; i++)
        if (tb_str_eq(columns->at[i], name))
            return;
    if (columns->count == COLUMN_MAX)
        tb_table_fail(L, &test->place, NULL, "more than 64 fields");
    for (; at > 0 && compare_columns(columns->at[at - 1], name) > 0; at--)
        columns->at[at] = columns->at[at - 1];
    columns->at[at] = tb_arena_copy(test->arena, name);
    if (!columns->at[at].ptr)
        out_of_memory(L, test);
    columns->count++;
}

/* Adds the fields of the item on top of the stack. */
static void add_columns(lua_State *L, const struct tb_case *test, struct columns *columns)
{
    if (!lua_istable(L, -1))
        tb_table_fail(L, &test->place, "items",
                      "expected items such as { task = \"...\", result = \"...\" }");
    int item = lua_gettop(L);
    for (lua_pushnil(L); lua_next(L, item); lua_pop(L, 1)) {
        struct tb_str name;
        if (lua_type(L, -2) != LUA_TSTRING)
            tb_table_fail(L, &test->place, "items",
                          "the fields of an item are roles or headers: { task = \"...\" }");
        name.ptr = lua_tolstring(L, -2, &name.len);
        if (lua_type(L, -1) != LUA_TSTRING && lua_type(L, -1) != LUA_TNUMBER) {
            const char *message =
                lua_pushfstring(L, "expected a text, found a %s", luaL_typename(L, -1));
            tb_table_fail(L, &test->place, tb_push_shown(L, -3), message);
        }
        add_column(L, test, columns, name);
    }
}

/* The text of a field of the item on top of the stack, copied; empty where it has none. */
static struct tb_str cell_of(lua_State *L, const struct tb_case *test, struct tb_str column)
{
    struct tb_str text = TB_STR("");
    lua_pushlstring(L, column.ptr, column.len);
    if (lua_rawget(L, -2) != LUA_TNIL) {
        text.ptr = lua_tolstring(L, -1, &text.len);
        text = tb_arena_copy(test->arena, text);
        if (!text.ptr)
            out_of_memory(L, test);
    }
    lua_pop(L, 1);
    return text;
}

/* The report of the list of items at `items`. */
static struct tb_report *build(lua_State *L, const struct tb_case *test, struct tb_str title,
                               int items)
{
    struct columns columns = {.count = 0};
    struct tb_error error;
    struct tb_report *report;
    size_t rows = lua_rawlen(L, items);
    if (rows == 0 || rows > ITEM_MAX)
        tb_table_fail(L, &test->place, "items", "expected 1 to 1000 items");
    for (size_t row = 0; row < rows; row++) {
        lua_rawgeti(L, items, (lua_Integer)row + 1);
        add_columns(L, test, &columns);
        lua_pop(L, 1);
    }
    struct tb_str *cells = TB_NEW_ARRAY(test->arena, struct tb_str, rows * columns.count);
    if (!cells)
        out_of_memory(L, test);
    for (size_t row = 0; row < rows; row++) {
        lua_rawgeti(L, items, (lua_Integer)row + 1);
        for (size_t i = 0; i < columns.count; i++)
            cells[row * columns.count + i] = cell_of(L, test, columns.at[i]);
        lua_pop(L, 1);
    }
    if (tb_load_cells(test->ingest, title, columns.at, columns.count, cells, rows, test->arena,
                      &report, &error) != TB_OK ||
        tb_extract_report(test->extract, report, test->arena, &error) != TB_OK)
        tb_case_fail(L, test, &error);
    return report;
}

/* Pushes the list of items that field `one` or `many` of the table at `table` gives; false: none. */
static bool push_items(lua_State *L, int table, const char *one, const char *many)
{
    if (tb_raw_field(L, table, many) == LUA_TTABLE && lua_rawlen(L, -1) > 0)
        return true;
    lua_pop(L, 1);
    if (tb_raw_field(L, table, one) != LUA_TTABLE) {
        lua_pop(L, 1);
        return false;
    }
    lua_createtable(L, 1, 0); // item list
    lua_insert(L, -2);        // list item
    lua_rawseti(L, -2, 1);    // list
    return true;
}

/* Adds the bulletin before those there are, of the items at `items`. Without a title it has one of its own, so
 * that it is another issue. */
static void add_before(lua_State *L, struct tb_case *test, struct tb_str title, int items)
{
    if (test->before_count == TB_CASE_PERIODS)
        tb_table_fail(L, &test->place, "before", "more than 8 bulletins");
    if (title.len == 0)
        title = tb_arena_printf(test->arena, "此前第%zu期", test->before_count + 1);
    if (!title.ptr)
        out_of_memory(L, test);
    struct tb_report *report = build(L, test, title, items);
    test->before[test->before_count++].report = report;
}

/* The bulletins of the list at `list`. */
static void add_list(lua_State *L, struct tb_case *test, int list)
{
    static const char expected[] = "expected { { title = \"...\", items = { ... } }, ... }";
    size_t count = lua_rawlen(L, list);
    for (size_t i = 0; i < count; i++) {
        struct tb_str title = {0};
        lua_rawgeti(L, list, (lua_Integer)i + 1);
        int one = lua_gettop(L);
        if (!lua_istable(L, one))
            tb_table_fail(L, &test->place, "before", expected);
        if (tb_raw_field(L, one, "title") == LUA_TSTRING)
            title.ptr = lua_tolstring(L, -1, &title.len);
        if (!push_items(L, one, "item", "items"))
            tb_table_fail(L, &test->place, "before", expected);
        add_before(L, test, title, lua_gettop(L));
        lua_settop(L, one - 1);
    }
}

/* What changed from each bulletin to the next. */
static void compare(lua_State *L, struct tb_case *test)
{
    struct tb_differ *differ;
    struct tb_error error;
    const struct tb_report *after = test->report;
    if (test->before_count == 0)
        return;
    if (tb_differ_new(NULL, 0, test->arena, &differ, &error) != TB_OK)
        tb_case_fail(L, test, &error);
    for (size_t i = 0; i < test->before_count; i++) {
        const struct tb_report *before = test->before[i].report;
        if (tb_diff_reports(differ, before, after, NULL, 0, test->arena, &test->before[i].diff,
                            &error) != TB_OK)
            tb_case_fail(L, test, &error);
        test->before[i].past = (struct tb_past){&test->before[i].diff, NULL};
        if (i > 0)
            test->before[i - 1].past.before = &test->before[i].past;
        after = before;
    }
    test->run.past = &test->before[0].past;
}

void tb_case_build(lua_State *L, struct tb_case *test, int table)
{
    struct tb_str title = {0};
    int top = lua_gettop(L);
    if (tb_raw_field(L, table, "title") == LUA_TSTRING)
        title.ptr = lua_tolstring(L, -1, &title.len);
    test->titled = title.len > 0;
    if (!push_items(L, table, "item", "items"))
        tb_table_fail(L, &test->place, NULL,
                      "nothing to check: expected item = { task = \"...\" }, or items");
    test->report = build(L, test, title, lua_gettop(L));
    if (push_items(L, table, "previous", "previous"))
        add_before(L, test, (struct tb_str){0}, lua_gettop(L));
    if (tb_raw_field(L, table, "before") == LUA_TTABLE)
        add_list(L, test, lua_gettop(L));
    compare(L, test);
    lua_settop(L, top);
}
