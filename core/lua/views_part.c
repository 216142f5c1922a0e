/* views_part.c - a part of an item's work, target and result side by side. */
#include "lua/view.h"

static const struct tb_part *part_of(const struct tb_view *view)
{
    return view->object;
}

static void get_target(lua_State *L, const struct tb_view *view, const struct tb_entry *entry)
{
    (void)entry;
    lua_getiuservalue(L, 1, TB_VIEW_OWNER);
    tb_span_push(L, lua_gettop(L), part_of(view)->target);
    lua_remove(L, -2);
}

static void get_status(lua_State *L, const struct tb_view *view, const struct tb_entry *entry)
{
    (void)entry;
    if (part_of(view)->has_label)
        lua_pushstring(L, tb_label_name(part_of(view)->label_is));
    else
        lua_pushnil(L);
}

/* The reasons and dates of a part are those of its item. Here `owner` is the part. */
static void push_reason(lua_State *L, int owner, const struct tb_view *list, uint32_t index)
{
    const uint32_t *indices = list->object;
    lua_getiuservalue(L, owner, TB_VIEW_OWNER);
    tb_list_element(L, lua_gettop(L), "reasons", indices[index]);
    lua_remove(L, -2);
}

static void push_date(lua_State *L, int owner, const struct tb_view *list, uint32_t index)
{
    const uint32_t *indices = list->object;
    lua_getiuservalue(L, owner, TB_VIEW_OWNER);
    tb_list_element(L, lua_gettop(L), "dates", indices[index]);
    lua_remove(L, -2);
}

static void get_reasons(lua_State *L, const struct tb_view *view, const struct tb_entry *entry)
{
    (void)entry;
    tb_list_push(L, 1, part_of(view)->reasons, part_of(view)->reason_count, push_reason);
}

static void get_dates(lua_State *L, const struct tb_view *view, const struct tb_entry *entry)
{
    (void)entry;
    tb_list_push(L, 1, part_of(view)->dates, part_of(view)->date_count, push_date);
}

static void print(lua_State *L, const struct tb_view *view)
{
    const struct tb_part *part = part_of(view);
    struct tb_span span = part->span.column == TB_NO_COLUMN ? part->target : part->span;
    if (part->label.len > 0)
        tb_push_str(L, part->label);
    else if (span.column != TB_NO_COLUMN)
        tb_push_str(L, tb_item_quote(tb_view_item(view), span));
    else
        lua_pushliteral(L, "");
}

static const struct tb_entry entries[] = {
    {"label", "string", "what it is called in the text, or its number; empty for the only part",
     "0.1", tb_get_text, NULL, offsetof(struct tb_part, label), true},
    {"target", "Span?", "where its target stands; its result stands at the part's own place", "0.1",
     get_target, NULL, 0, true},
    {"status", "string?", "its status label", "0.1", get_status, NULL, 0, false},
    {"stage", "string?", "the stage the result has reached", "0.1", tb_get_text, NULL,
     offsetof(struct tb_part, stage), true},
    {"target_stage", "string?", "the stage the target asks for", "0.1", tb_get_text, NULL,
     offsetof(struct tb_part, target_stage), true},
    {"reasons", "Reason[]", "the reasons given for this part", "0.1", get_reasons, NULL, 0, true},
    {"dates", "Date[]", "the dates named for this part", "0.1", get_dates, NULL, 0, true},
};

const struct tb_type tb_part_type = {
    .name = "Part",
    .word = "part",
    .doc =
        "A part of an item's work (1、…; a project and a colon), target and result side by side.",
    .entries = entries,
    .count = sizeof entries / sizeof *entries,
    .spanned = true,
    .span_at = offsetof(struct tb_part, span),
    .print = print,
};
