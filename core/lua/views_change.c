/* views_change.c - one thing that changed since the bulletin of the period before. */
#include <lauxlib.h>

#include "lua/view.h"
#include "model/place.h"

static const struct tb_change *change_of(const struct tb_view *view)
{
    return view->object;
}

static const struct tb_diff *diff_of(const struct tb_view *view)
{
    return view->home->past->diff;
}

static void get_kind(lua_State *L, const struct tb_view *view, const struct tb_entry *entry)
{
    (void)entry;
    lua_pushstring(L, tb_change_kind_name(change_of(view)->kind));
}

static void get_why(lua_State *L, const struct tb_view *view, const struct tb_entry *entry)
{
    (void)entry;
    lua_pushstring(L, change_of(view)->why);
}

static void get_severity(lua_State *L, const struct tb_view *view, const struct tb_entry *entry)
{
    (void)entry;
    lua_pushstring(L, tb_severity_name(change_of(view)->severity));
}

static void get_confidence(lua_State *L, const struct tb_view *view, const struct tb_entry *entry)
{
    (void)entry;
    lua_pushnumber(L, change_of(view)->confidence);
}

static void get_days(lua_State *L, const struct tb_view *view, const struct tb_entry *entry)
{
    (void)entry;
    if (change_of(view)->new_date == TB_NONE)
        lua_pushnil(L);
    else
        lua_pushinteger(L, change_of(view)->days);
}

static void push_item(lua_State *L, const struct tb_report *report, uint32_t item)
{
    if (item == TB_NONE) {
        lua_pushnil(L);
        return;
    }
    tb_bulletin_push(L, report);
    tb_item_push(L, lua_gettop(L), item);
    lua_remove(L, -2);
}

/* `arg`: 0 the item now, 1 the item before. */
static void get_item(lua_State *L, const struct tb_view *view, const struct tb_entry *entry)
{
    const struct tb_change *change = change_of(view);
    if (entry->arg)
        push_item(L, diff_of(view)->old_report, change->old_item);
    else
        push_item(L, diff_of(view)->new_report, change->new_item);
}

static void get_field(lua_State *L, const struct tb_view *view, const struct tb_entry *entry)
{
    char room[TB_FIELD_NAME];
    const struct tb_change *change = change_of(view);
    (void)entry;
    if (change->new_column != TB_NO_COLUMN)
        lua_pushstring(L, tb_field_name(diff_of(view)->new_report, change->new_column, room));
    else if (change->old_column != TB_NO_COLUMN)
        lua_pushstring(L, tb_field_name(diff_of(view)->old_report, change->old_column, room));
    else
        lua_pushnil(L);
}

/* What the change speaks of, on one side: a figure, date, unit or part. `arg` as for get_item. */
static void get_thing(lua_State *L, const struct tb_view *view, const struct tb_entry *entry)
{
    const struct tb_change *c = change_of(view);
    const struct {
        const char *list;
        uint32_t index;
    } things[] = {{"quantities", entry->arg ? c->old_quantity : c->new_quantity},
                  {"dates", entry->arg ? c->old_date : c->new_date},
                  {"units", entry->arg ? c->old_unit : c->new_unit},
                  {"parts", entry->arg ? c->old_part : c->new_part}};
    for (size_t i = 0; i < sizeof things / sizeof *things; i++) {
        if (things[i].index == TB_NONE)
            continue;
        get_item(L, view, entry);
        tb_list_element(L, lua_gettop(L), things[i].list, things[i].index);
        lua_remove(L, -2);
        return;
    }
    lua_pushnil(L);
}

/* change:edits(): a list of { old_from, old_to, new_from, new_to } */
static int call_edits(lua_State *L)
{
    const struct tb_change *change = change_of(tb_view_check(L, 1, &tb_change_type));
    lua_createtable(L, (int)change->edit_count, 0);
    for (uint32_t i = 0; i < change->edit_count; i++) {
        const struct tb_edit *edit = &change->edits[i];
        const struct {
            const char *name;
            uint32_t at;
        } ends[] = {{"old_from", edit->old_from + 1},
                    {"old_to", edit->old_to},
                    {"new_from", edit->new_from + 1},
                    {"new_to", edit->new_to}};
        lua_createtable(L, 0, sizeof ends / sizeof *ends);
        for (size_t k = 0; k < sizeof ends / sizeof *ends; k++) {
            lua_pushinteger(L, ends[k].at);
            lua_setfield(L, -2, ends[k].name);
        }
        lua_rawseti(L, -2, (lua_Integer)i + 1);
    }
    return 1;
}

static void print(lua_State *L, const struct tb_view *view)
{
    lua_pushfstring(L, "%s: %s", tb_change_kind_name(change_of(view)->kind), change_of(view)->why);
}

static const struct tb_entry entries[] = {
    {"kind", "string", "added, removed, target_softened, quantity_down, … as in `tongbao.diff/1`",
     "0.1", get_kind, NULL, 0, false},
    {"why", "string", "what it rests on: bound-lowered, cumulative-fell, …", "0.1", get_why, NULL,
     0, false},
    {"severity", "string", "error, warning, note or info", "0.1", get_severity, NULL, 0, false},
    {"confidence", "number", "how sure it is, 0 to 1", "0.1", get_confidence, NULL, 0, false},
    {"item", "Item?", "the item now; nil: it is gone", "0.1", get_item, NULL, 0, false},
    {"previous", "Item?", "the item before; nil: it is new", "0.1", get_item, NULL, 1, false},
    {"field", "string?", "the field it speaks of", "0.1", get_field, NULL, 0, false},
    {"before", "Figure|Date|Unit|Part|nil", "what stood there before", "0.1", get_thing, NULL, 1,
     false},
    {"after", "Figure|Date|Unit|Part|nil", "what stands there now", "0.1", get_thing, NULL, 0,
     false},
    {"edits", "(): table[]",
     "the stretches of the cell that differ, each { old_from, old_to, new_from, new_to } as byte "
     "positions; an end before its beginning means that nothing stands there",
     "0.1", NULL, call_edits, 0, false},
    {"days", "integer?", "how many days later the new date is", "0.1", get_days, NULL, 0, false},
};

const struct tb_type tb_change_type = {
    .name = "Change",
    .word = "change",
    .doc = "Something that is different from the bulletin of the period before.",
    .entries = entries,
    .count = sizeof entries / sizeof *entries,
    .print = print,
};

static void push_change(lua_State *L, int owner, const struct tb_view *list, uint32_t index)
{
    const struct tb_change *changes = list->object;
    tb_view_push(L, owner, &tb_change_type, &changes[index], list->item, 0);
}

void tb_changes_push(lua_State *L, const struct tb_change *changes, size_t count)
{
    tb_list_push(L, 1, changes, count, push_change);
}
