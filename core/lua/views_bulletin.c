/* views_bulletin.c - a whole bulletin, the root of all views; and which bulletins a state knows. */
#include <lauxlib.h>

#include "lua/views_search.h"

static const char bulletins = 0; /* its address: registry[&bulletins] is report -> view */

static const struct tb_report *report_of(const struct tb_view *view)
{
    return view->object;
}

/* --- entries ---------------------------------------------------------------------------------- */

static void get_year(lua_State *L, const struct tb_view *view, const struct tb_entry *entry)
{
    (void)entry;
    if (report_of(view)->year)
        lua_pushinteger(L, report_of(view)->year);
    else
        lua_pushnil(L);
}

static void get_period(lua_State *L, const struct tb_view *view, const struct tb_entry *entry)
{
    (void)entry;
    if (report_of(view)->period.known)
        tb_view_push(L, 1, &tb_period_type, &report_of(view)->period, TB_NONE, 0);
    else
        lua_pushnil(L);
}

static void push_item(lua_State *L, int owner, const struct tb_view *list, uint32_t index)
{
    const struct tb_item *items = list->object;
    tb_view_push(L, owner, &tb_item_type, &items[index], index, 0);
}

static void push_column(lua_State *L, int owner, const struct tb_view *list, uint32_t index)
{
    const struct tb_column *columns = list->object;
    tb_view_push(L, owner, &tb_column_type, &columns[index], TB_NONE, 0);
}

static void push_repair(lua_State *L, int owner, const struct tb_view *list, uint32_t index)
{
    const struct tb_repair *repairs = list->object;
    tb_view_push(L, owner, &tb_repair_type, &repairs[index], TB_NONE, 0);
}

static void get_items(lua_State *L, const struct tb_view *view, const struct tb_entry *entry)
{
    (void)entry;
    tb_list_push(L, 1, report_of(view)->items, report_of(view)->item_count, push_item);
}

static void get_columns(lua_State *L, const struct tb_view *view, const struct tb_entry *entry)
{
    (void)entry;
    tb_list_push(L, 1, report_of(view)->columns, report_of(view)->column_count, push_column);
}

static void get_repairs(lua_State *L, const struct tb_view *view, const struct tb_entry *entry)
{
    (void)entry;
    tb_list_push(L, 1, report_of(view)->repairs, report_of(view)->repair_count, push_repair);
}

static void get_meta(lua_State *L, const struct tb_view *view, const struct tb_entry *entry)
{
    const struct tb_report *report = report_of(view);
    (void)entry;
    tb_texts_push(L, 1);
    for (size_t i = 0; i < report->meta_count; i++)
        tb_texts_add(L, report->meta[i].key, report->meta[i].value);
}

static void get_source(lua_State *L, const struct tb_view *view, const struct tb_entry *entry)
{
    (void)entry;
    tb_view_push(L, 1, &tb_source_type, &report_of(view)->source, TB_NONE, 0);
}

/* bulletin:item(no): Item? - the first item with this printed number */
static int call_item(lua_State *L)
{
    const struct tb_report *report = report_of(tb_view_check(L, 1, &tb_bulletin_type));
    luaL_checkstring(L, 2);
    lua_settop(L, 2);
    lua_tostring(L, 2);                        /* a number becomes its text */
    tb_view_kept(L, 1);                        // view no kept
    if (lua_rawgeti(L, -1, 0) != LUA_TTABLE) { // number -> index, made once
        lua_pop(L, 1);
        lua_newtable(L); // view no kept map
        for (size_t i = report->item_count; i > 0; i--) {
            struct tb_str no = tb_str_trim(report->items[i - 1].no);
            if (no.len == 0)
                continue;
            lua_pushlstring(L, no.ptr, no.len);
            lua_pushinteger(L, (lua_Integer)i - 1);
            lua_rawset(L, -3);
        }
        lua_pushvalue(L, -1);
        lua_rawseti(L, -3, 0);
    }
    lua_pushvalue(L, 2);               // view no kept map no
    if (lua_rawget(L, -2) == LUA_TNIL) // view no kept map index
        return 1;
    tb_item_push(L, 1, (uint32_t)lua_tointeger(L, -1));
    return 1;
}

static void print(lua_State *L, const struct tb_view *view)
{
    const struct tb_report *report = report_of(view);
    tb_push_str(L, report->title.ptr ? report->title : report->source.name);
    if (lua_isnil(L, -1)) {
        lua_pop(L, 1);
        lua_pushliteral(L, "bulletin");
    }
}

static void get_previous(lua_State *L, const struct tb_view *view, const struct tb_entry *entry)
{
    (void)entry;
    if (view->home->past)
        tb_bulletin_push(L, view->home->past->diff->old_report);
    else
        lua_pushnil(L);
}

static void get_changes(lua_State *L, const struct tb_view *view, const struct tb_entry *entry)
{
    const struct tb_past *past = view->home->past;
    (void)entry;
    tb_changes_push(L, past ? past->diff->changes : NULL, past ? past->diff->change_count : 0);
}

static const struct tb_entry entries[] = {
    {"title", "string?", "its title line", "0.1", tb_get_text, NULL,
     offsetof(struct tb_report, title), true},
    {"year", "integer?", "the year it reports on", "0.1", get_year, NULL, 0, false},
    {"period", "Period?", "the period it reports on", "0.1", get_period, NULL, 0, true},
    {"place", "string?", "the place whose bulletin it is", "0.1", tb_get_text, NULL,
     offsetof(struct tb_report, place), true},
    {"items", "Item[]", "its items, in the order of the table", "0.1", get_items, NULL, 0, true},
    {"columns", "Column[]", "the columns of its table, from the left", "0.1", get_columns, NULL, 0,
     true},
    {"repairs", "Repair[]", "what was mended when it was read", "0.1", get_repairs, NULL, 0, true},
    {"meta", "table<string, string>", "what the page says about itself: 索引号, 发布机构, …", "0.1",
     get_meta, NULL, 0, true},
    {"findings", "Finding[]", "what the checks found, for exports that ask for it", "0.1",
     tb_get_findings, NULL, 0, true},
    {"source", "Source", "the file it was read from", "0.1", get_source, NULL, 0, true},
    {"prose", "string[]",
     "the fields of the columns that hold sentences, and no names, numbers or measures alone",
     "0.1", tb_bulletin_get_prose, NULL, 0, true},
    {"cells",
     "(fields: string|string[]|nil, words: Words|string[]|nil): fun(): Item?, string?, string?",
     "goes through the cells of these fields (nil: of all), row by row: item, field, text; with "
     "`words` only those that hold one of them",
     "0.1", NULL, tb_bulletin_cells_call, 0, false},
    {"find_any", "(fields: string|string[]|nil, words: Words|string[]): Span[]",
     "as `item:find_any`, in these fields of every item; nil: in all", "0.1", NULL,
     tb_bulletin_find_any_call, 0, false},
    {"find_between", "(fields: string|string[]|nil, ranges: integer[][]): Span[]",
     "as `item:find_between`, in these fields of every item; nil: in all", "0.1", NULL,
     tb_bulletin_find_between_call, 0, false},
    {"repeats", "(fields: string|string[]|nil, across: string?): Span[]",
     "as `item:repeats`, in these fields of every item; nil: in all", "0.1", NULL,
     tb_bulletin_repeats_call, 0, false},
    {"previous", "Bulletin?", "the bulletin of the period before, where it is known", "0.1",
     get_previous, NULL, 0, false},
    {"changes", "Change[]", "what changed since the bulletin of the period before", "0.1",
     get_changes, NULL, 0, true},
    {"item", "(no: string|integer): Item?", "the first item with this printed number; nil: none",
     "0.1", NULL, call_item, 0, false},
};

const struct tb_type tb_bulletin_type = {
    .name = "Bulletin",
    .word = "bulletin",
    .doc = "A bulletin: one table of items and what was read from it.",
    .entries = entries,
    .count = sizeof entries / sizeof *entries,
    .print = print,
};

/* --- which bulletins there are ---------------------------------------------------------------- */

static void push_known(lua_State *L)
{
    if (lua_rawgetp(L, LUA_REGISTRYINDEX, &bulletins) == LUA_TTABLE)
        return;
    lua_pop(L, 1);
    lua_newtable(L);
    lua_pushvalue(L, -1);
    lua_rawsetp(L, LUA_REGISTRYINDEX, &bulletins);
}

void tb_bulletin_push(lua_State *L, const struct tb_report *report)
{
    luaL_checkstack(L, 8, NULL);
    push_known(L);                                // known
    if (lua_rawgetp(L, -1, report) == LUA_TNIL) { // known nil
        lua_pop(L, 1);
        struct tb_view *view =
            tb_view_push(L, 0, &tb_bulletin_type, report, TB_NONE, sizeof(struct tb_home));
        view->home = (struct tb_home *)(view + 1);
        *view->home = (struct tb_home){.report = report}; // known view
        lua_pushvalue(L, -1);
        lua_rawsetp(L, -3, report);
    }
    lua_remove(L, -2); // view
}

void tb_bulletin_set_write(lua_State *L, int bulletin, const struct tb_write *write)
{
    const struct tb_view *view = lua_touserdata(L, bulletin);
    view->home->write = write;
}

/* known new -> known new: keeps the view of a report that stays. */
static void keep_bulletin(lua_State *L, const struct tb_report *report)
{
    lua_rawgetp(L, -2, report);
    lua_rawsetp(L, -2, report);
}

void tb_bulletin_begin(lua_State *L, const struct tb_report *report, const struct tb_past *past)
{
    luaL_checkstack(L, 8, NULL);
    push_known(L);   // known
    lua_newtable(L); // known new
    keep_bulletin(L, report);
    for (const struct tb_past *at = past; at; at = at->before)
        keep_bulletin(L, at->diff->old_report);
    lua_rawsetp(L, LUA_REGISTRYINDEX, &bulletins); // known
    lua_pop(L, 1);
    tb_bulletin_know(L, report, past);
}

void tb_bulletin_know(lua_State *L, const struct tb_report *report, const struct tb_past *past)
{
    for (; past; report = past->diff->old_report, past = past->before) {
        tb_bulletin_push(L, report);
        const struct tb_view *view = lua_touserdata(L, -1);
        view->home->past = past;
        lua_pop(L, 1);
    }
}

void tb_bulletin_close(lua_State *L, const struct tb_report *report)
{
    if (lua_rawgetp(L, LUA_REGISTRYINDEX, &bulletins) == LUA_TTABLE) {
        if (lua_rawgetp(L, -1, report) == LUA_TUSERDATA) {
            const struct tb_view *view = lua_touserdata(L, -1);
            view->home->report = NULL;
            lua_pushnil(L); /* another report may come to stand at its address */
            lua_rawsetp(L, -3, report);
        }
        lua_pop(L, 1);
    }
    lua_pop(L, 1);
}
