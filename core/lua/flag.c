/* flag.c - flag { … }: from what a plugin says it found to a finding with its place, its figures and
 * its message in both languages. Everything a finding points at stays on the Lua stack, or in memory
 * of Lua's, until it was taken: an error on the way leaves nothing behind. */
#include <lauxlib.h>

#include "base/closest.h"
#include "lua/record.h"
#include "lua/run.h"
#include "lua/sandbox.h"
#include "lua/view.h"

const struct tb_slot tb_flag_slots[] = {
    {"at", "Place",
     "where it stands: a figure, span, part, unit, person, date or reason, an item, or the name of "
     "a field of the current item; by itself the current item, in `whole` the bulletin",
     "0.1", TB_SLOT_ANY, false, -1},
    {"message", "Text",
     "what the text shows and what to verify; `{name}` stands for a figure of `figures`; by itself "
     "the title",
     "0.1", TB_SLOT_TEXT, false, -1},
    {"figures", "table<string, Figure|number|string>", "what the message names", "0.1",
     TB_SLOT_TABLE, false, -1},
    {"against", "Place", "the other side: the target that a result is held against", "0.1",
     TB_SLOT_ANY, false, -1},
    {"related", "Place[]", "further places that belong to it", "0.1", TB_SLOT_TABLE, false, -1},
    {"severity", "string", "error, warning, note or info; by itself the rule's", "0.1",
     TB_SLOT_SEVERITY, false, -1},
    {"confidence", "number", "how sure it is, 0 to 1; by itself 1", "0.1", TB_SLOT_NUMBER, false,
     -1},
};
const size_t tb_flag_slot_count = sizeof tb_flag_slots / sizeof *tb_flag_slots;

static const struct tb_table_place here = {.what = "flag"};

static int fail(lua_State *L, const char *field, const char *message)
{
    return tb_table_fail(L, &here, field, message);
}

/* --- places ----------------------------------------------------------------------------------- */

static int wrong_place(lua_State *L, int value, const char *field)
{
    const struct tb_view *view = tb_view_test(L, value);
    lua_pushfstring(L,
                    "expected a figure, span, part, unit, date, item or the name of a field, "
                    "found a %s",
                    view ? view->type->word : luaL_typename(L, value));
    return fail(L, field, lua_tostring(L, -1));
}

static struct tb_related place_of_field(lua_State *L, const struct tb_hook_run *run, int value,
                                        const char *field)
{
    uint32_t item = run->task->item;
    if (item == TB_NONE)
        fail(L, field, "the name of a field needs an item: use item:span(name)");
    const struct tb_item *row = &run->report->items[item];
    struct tb_related place = {item, {.column = tb_view_column(L, value, run->report)}};
    if (place.span.column >= run->report->column_count && !tb_item_cell(row, place.span.column))
        place.span.column = TB_NO_COLUMN; /* neither the table nor the row goes so far */
    if (place.span.column != TB_NO_COLUMN)
        place.span.to = (uint32_t)tb_item_text(row, place.span.column).len;
    return place;
}

/* The place that the value at `value` means. Item TB_NONE: the bulletin as a whole. */
static struct tb_related place_of(lua_State *L, const struct tb_hook_run *run, int value,
                                  const char *field)
{
    struct tb_related place = {TB_NONE, {.column = TB_NO_COLUMN}};
    const struct tb_view *view = tb_view_test(L, value);
    if (lua_type(L, value) == LUA_TSTRING)
        return place_of_field(L, run, value, field);
    if (!view)
        wrong_place(L, value, field);
    else if (view->home->report != run->report)
        fail(L, field, "the place is in another bulletin than the one being checked");
    else if (view->type == &tb_item_type || view->type == &tb_bulletin_type)
        place.item = view->item;
    else if (!tb_view_span(view, &place.span))
        wrong_place(L, value, field);
    else if (view->type == &tb_part_type && place.span.column == TB_NO_COLUMN)
        place = (struct tb_related){view->item, ((const struct tb_part *)view->object)->target};
    else if (place.span.column == TB_NO_COLUMN)
        fail(L, field, "a figure that was computed stands nowhere: use one of the text");
    else
        place.item = view->item;
    return place;
}

/* Pushes the memory of the related places: that of `against` first. */
static void read_related(lua_State *L, const struct tb_hook_run *run, struct tb_finding *finding)
{
    tb_raw_field(L, 1, "against"); // against
    tb_raw_field(L, 1, "related"); // against related
    bool against = !lua_isnil(L, -2);
    size_t listed = lua_istable(L, -1) ? lua_rawlen(L, -1) : 0;
    if (listed + against > TB_RECORD_QUOTES_MAX)
        fail(L, "related", "more than 64 places");
    size_t count = 0;
    struct tb_related *related = lua_newuserdatauv(L, (listed + 1) * sizeof *related, 0);
    int list = lua_gettop(L) - 1;
    if (against)
        related[count++] = place_of(L, run, list - 1, "against");
    for (size_t i = 0; i < listed; i++) {
        lua_rawgeti(L, list, (lua_Integer)i + 1);
        related[count++] = place_of(L, run, lua_gettop(L), "related");
        lua_pop(L, 1);
    }
    finding->related = related;
    finding->related_count = (uint32_t)count; // against related memory
}

/* --- figures ---------------------------------------------------------------------------------- */

static struct tb_str text_at(lua_State *L, int index)
{
    struct tb_str text;
    text.ptr = lua_tolstring(L, index, &text.len);
    return text;
}

static bool is_name(struct tb_str name)
{
    for (size_t i = 0; i < name.len; i++) {
        char c = name.ptr[i];
        bool letter = c == '_' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        if (!letter && !(i > 0 && c >= '0' && c <= '9'))
            return false;
    }
    return name.len > 0;
}

/* Pushes the text of a number: without a point where it is whole. */
static void push_number(lua_State *L, int value)
{
    char text[40];
    double number = lua_tonumber(L, value);
    if (lua_isinteger(L, value)) {
        lua_pushvalue(L, value);
        lua_tostring(L, -1);
        return;
    }
    int len = snprintf(text, sizeof text, "%.14g", number);
    lua_pushlstring(L, text, (size_t)len);
}

/* Reads one figure; pushes what its texts live in: two values. */
static void read_figure(lua_State *L, int value, struct tb_figure *figure)
{
    struct tb_decimal unused;
    const struct tb_view *view = tb_view_test(L, value);
    if (view && view->type == &tb_figure_type) {
        lua_getfield(L, value, "text");
        lua_getfield(L, value, "exact");
        figure->unit = ((const struct tb_quantity *)view->object)->unit;
        if (!lua_isnil(L, -1))
            figure->exact = text_at(L, -1);
    } else if (lua_type(L, value) == LUA_TNUMBER) {
        push_number(L, value);
        lua_pushnil(L);
        if (tb_decimal_parse(text_at(L, -2), &unused)) /* not 1e+20, inf or nan */
            figure->exact = text_at(L, -2);
    } else if (lua_type(L, value) == LUA_TSTRING || view) {
        luaL_tolstring(L, value, NULL);
        lua_pushnil(L);
    } else {
        lua_pushlstring(L, figure->name.ptr, figure->name.len);
        lua_pushfstring(L, "%s: expected a figure, a number or a text, found a %s",
                        lua_tostring(L, -1), luaL_typename(L, value));
        fail(L, "figures", lua_tostring(L, -1));
    }
    figure->text = text_at(L, -2);
}

/* Pushes the memory of the figures and what their texts live in: sorted by name. */
static void read_figures(lua_State *L, struct tb_finding *finding)
{
    uint32_t count = 0;
    luaL_checkstack(L, 3 * TB_RECORD_QUOTES_MAX + 20, NULL);
    if (tb_raw_field(L, 1, "figures") == LUA_TNIL)
        return;
    int table = lua_gettop(L);
    struct tb_figure *figures =
        lua_newuserdatauv(L, (TB_RECORD_QUOTES_MAX + 1) * sizeof *figures, 0);
    for (lua_pushnil(L); lua_next(L, table); lua_pop(L, 1)) {
        struct tb_str name = {0};
        if (lua_type(L, -2) == LUA_TSTRING)
            name = text_at(L, -2);
        if (!is_name(name))
            fail(L, "figures", "names are letters, digits and _");
        if (count == TB_RECORD_QUOTES_MAX)
            fail(L, "figures", "more than 64");
        uint32_t at = count++;
        for (; at > 0 && tb_str_compare(figures[at - 1].name, name) > 0; at--)
            figures[at] = figures[at - 1];
        figures[at] = (struct tb_figure){.name = name}; /* the table holds the name */
    }
    for (uint32_t i = 0; i < count; i++) {
        lua_pushlstring(L, figures[i].name.ptr, figures[i].name.len);
        lua_rawget(L, table);
        read_figure(L, lua_gettop(L), &figures[i]);
    }
    finding->figures = figures;
    finding->figure_count = count;
}

/* --- messages --------------------------------------------------------------------------------- */

static int unknown_placeholder(lua_State *L, const struct tb_finding *finding, struct tb_str name)
{
    struct tb_closest_search search = tb_closest_start(name);
    for (uint32_t i = 0; i < finding->figure_count; i++)
        tb_closest_try(&search, finding->figures[i].name);
    lua_pushlstring(L, name.ptr, name.len);
    lua_pushlstring(L, search.best.ptr ? search.best.ptr : "", search.best.len);
    lua_pushfstring(L, "figures has nothing for {%s}%s%s%s", lua_tostring(L, -2),
                    search.best.ptr ? " (did you mean '" : "", lua_tostring(L, -1),
                    search.best.ptr ? "'?)" : "");
    return fail(L, "message", lua_tostring(L, -1));
}

/* The name in braces at `at`; ptr NULL: the brace is only a brace. */
static struct tb_str placeholder_at(struct tb_str text, size_t at)
{
    size_t end = tb_str_find(text, TB_STR("}"), at);
    if (end == SIZE_MAX)
        return (struct tb_str){0};
    struct tb_str name = tb_str_sub(text, at + 1, end);
    return is_name(name) ? name : (struct tb_str){0};
}

/* Pushes the text at `text` with its placeholders filled. */
static struct tb_str push_filled(lua_State *L, int text, const struct tb_finding *finding)
{
    struct tb_str template = text_at(L, text);
    luaL_Buffer buffer;
    luaL_buffinit(L, &buffer);
    for (size_t at = 0; at < template.len;) {
        size_t brace = tb_str_find(template, TB_STR("{"), at);
        if (brace == SIZE_MAX)
            brace = template.len;
        luaL_addlstring(&buffer, template.ptr + at, brace - at);
        if (brace == template.len)
            break;
        struct tb_str name = placeholder_at(template, brace);
        if (!name.ptr) {
            luaL_addchar(&buffer, '{');
            at = brace + 1;
            continue;
        }
        uint32_t i = 0;
        while (i < finding->figure_count && !tb_str_eq(finding->figures[i].name, name))
            i++;
        if (i == finding->figure_count)
            unknown_placeholder(L, finding, name);
        luaL_addlstring(&buffer, finding->figures[i].text.ptr, finding->figures[i].text.len);
        at = brace + name.len + 2;
    }
    luaL_pushresult(&buffer);
    return text_at(L, -1);
}

/* Pushes both messages. True: the plugin gave both. */
static bool read_message(lua_State *L, int message, int about, struct tb_finding *finding)
{
    bool both = true;
    if (lua_isnil(L, message)) {
        lua_getfield(L, about, "zh");
        lua_getfield(L, about, "en");
    } else {
        both = tb_text_push(L, message);
    }
    int en = lua_gettop(L);
    finding->zh = push_filled(L, en - 1, finding);
    finding->en = push_filled(L, en, finding);
    return both;
}

/* --- flag ------------------------------------------------------------------------------------- */

static void take(lua_State *L, struct tb_hook_run *run, const struct tb_finding *finding,
                 bool bilingual)
{
    if (run->findings >= tb_sandbox_limits(tb_sandbox_of(L))->findings) {
        tb_sandbox_stop(L, TB_CAUSE_FINDINGS);
        return;
    }
    run->findings++;
    run->take(L, run, finding, bilingual);
}

/* What every finding of the run begins with; pushes the table about the plugin, then its id. */
static struct tb_finding start(lua_State *L, const struct tb_hook_run *run, int loaded)
{
    struct tb_finding finding = {
        .severity = run->loaded->severity,
        .report = run->report_index,
        .item = run->task->item,
        .span = {.column = TB_NO_COLUMN},
        .confidence = 1,
    };
    lua_getiuservalue(L, loaded, 1); // about
    lua_getfield(L, -1, "id");       // about id
    finding.rule = text_at(L, -1);
    return finding;
}

/* flag(finding); upvalue 1: the plugin */
static int flag(lua_State *L)
{
    const struct tb_loaded *loaded = lua_touserdata(L, lua_upvalueindex(1));
    struct tb_hook_run *run = tb_run_current(L);
    if (!run || run->loaded != loaded)
        return luaL_error(L, "flag works only while a hook of its plugin runs");
    if (!lua_istable(L, 1))
        return luaL_error(L, "flag takes one table: flag { at = ..., message = ... }");
    lua_settop(L, 1);
    tb_slots_check(L, 1, tb_flag_slots, tb_flag_slot_count, &here);

    struct tb_finding finding = start(L, run, lua_upvalueindex(1)); // table about id
    if (tb_raw_field(L, 1, "at") != LUA_TNIL) {
        struct tb_related place = place_of(L, run, lua_gettop(L), "at");
        finding.item = place.item;
        finding.span = place.span;
    }
    if (tb_raw_field(L, 1, "severity") == LUA_TSTRING)
        (void)tb_severity_parse(text_at(L, -1), &finding.severity);
    if (tb_raw_field(L, 1, "confidence") == LUA_TNUMBER)
        finding.confidence = lua_tonumber(L, -1);
    if (!(finding.confidence >= 0 && finding.confidence <= 1))
        fail(L, "confidence", "expected a number from 0 to 1");
    read_related(L, run, &finding);
    read_figures(L, &finding);
    tb_raw_field(L, 1, "message");
    bool bilingual = read_message(L, lua_gettop(L), 2, &finding);
    take(L, run, &finding, bilingual);
    return 0;
}

void tb_flag_push(lua_State *L, int loaded)
{
    lua_pushvalue(L, loaded);
    lua_pushcclosure(L, flag, 1);
}

void tb_flag_item(lua_State *L, struct tb_hook_run *run, int loaded, int text)
{
    int top = lua_gettop(L);
    struct tb_finding finding = start(L, run, loaded); // about id
    if (text) {
        finding.zh = finding.en = text_at(L, text);
        take(L, run, &finding, false);
    } else {
        lua_pushnil(L);
        bool bilingual = read_message(L, top + 3, top + 1, &finding);
        take(L, run, &finding, bilingual);
    }
    lua_settop(L, top);
}
