/* views_relation.c - a published figure recomputed from others. */
#include "lua/view.h"

static const struct tb_relation *relation_of(const struct tb_view *view)
{
    return view->object;
}

static void get_kind(lua_State *L, const struct tb_view *view, const struct tb_entry *entry)
{
    (void)entry;
    lua_pushstring(L, tb_relation_kind_name(relation_of(view)->kind));
}

static void get_ok(lua_State *L, const struct tb_view *view, const struct tb_entry *entry)
{
    (void)entry;
    lua_pushboolean(L, relation_of(view)->ok);
}

/* relation -> item -> bulletin -> the item that has the figure, which may be another one. */
static void push_figure(lua_State *L, int owner, const struct tb_view *list, uint32_t index)
{
    const struct tb_member *members = list->object;
    lua_getiuservalue(L, owner, TB_VIEW_OWNER);                               // item
    lua_getiuservalue(L, -1, TB_VIEW_OWNER);                                  // item bulletin
    tb_item_push(L, lua_gettop(L), members[index].item);                      // … other
    tb_list_element(L, lua_gettop(L), "quantities", members[index].quantity); // … other figure
    lua_replace(L, -4); // figure bulletin other
    lua_pop(L, 2);      // figure
}

static void get_members(lua_State *L, const struct tb_view *view, const struct tb_entry *entry)
{
    (void)entry;
    tb_list_push(L, 1, relation_of(view)->members, relation_of(view)->member_count, push_figure);
}

static void print(lua_State *L, const struct tb_view *view)
{
    const struct tb_relation *relation = relation_of(view);
    lua_pushfstring(L, "%s %s", tb_relation_kind_name(relation->kind),
                    relation->ok ? "agrees" : "differs");
}

static const struct tb_entry entries[] = {
    {"kind", "string", "sum, ratio, base, integer, schedule or duplicate", "0.1", get_kind, NULL, 0,
     false},
    {"ok", "boolean", "the published figure agrees with the others", "0.1", get_ok, NULL, 0, false},
    {"members", "Figure[]", "the figures it is about, of this or other items", "0.1", get_members,
     NULL, 0, true},
    {"stated", "string?", "the value as published", "0.1", tb_get_text, NULL,
     offsetof(struct tb_relation, stated), true},
    {"recomputed", "string?", "the value as recomputed", "0.1", tb_get_text, NULL,
     offsetof(struct tb_relation, recomputed), true},
};

const struct tb_type tb_relation_type = {
    .name = "Relation",
    .word = "relation",
    .doc = "A published figure recomputed: a sum, a share, a base.",
    .entries = entries,
    .count = sizeof entries / sizeof *entries,
    .print = print,
};
