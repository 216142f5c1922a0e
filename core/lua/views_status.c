/* views_status.c - how far an item has come: what is claimed, what the figures say, how good the
 * evidence is; three things that stay apart. */
#include "lua/view.h"

static const struct tb_item_status *status_of(const struct tb_view *view)
{
    return view->object;
}

static void get_label(lua_State *L, const struct tb_view *view, const struct tb_entry *entry)
{
    (void)entry;
    if (status_of(view)->has_label)
        lua_pushstring(L, tb_label_name(status_of(view)->label));
    else
        lua_pushnil(L);
}

static void get_reported(lua_State *L, const struct tb_view *view, const struct tb_entry *entry)
{
    (void)entry;
    if (status_of(view)->has_reported)
        lua_pushstring(L, tb_label_name(status_of(view)->reported));
    else
        lua_pushnil(L);
}

static void get_attainment(lua_State *L, const struct tb_view *view, const struct tb_entry *entry)
{
    (void)entry;
    lua_pushstring(L, tb_attainment_name(status_of(view)->attainment));
}

static void get_evidence_quality(lua_State *L, const struct tb_view *view,
                                 const struct tb_entry *entry)
{
    (void)entry;
    lua_pushstring(L, tb_evidence_name(status_of(view)->evidence_quality));
}

static void get_confidence(lua_State *L, const struct tb_view *view, const struct tb_entry *entry)
{
    (void)entry;
    lua_pushnumber(L, status_of(view)->confidence);
}

static void push_label(lua_State *L, int owner, const struct tb_view *list, uint32_t index)
{
    const enum tb_label *labels = list->object;
    (void)owner;
    lua_pushstring(L, tb_label_name(labels[index]));
}

/* `owner` is the status, whose owner is the item. */
static void push_evidence(lua_State *L, int owner, const struct tb_view *list, uint32_t index)
{
    const struct tb_span *spans = list->object;
    lua_getiuservalue(L, owner, TB_VIEW_OWNER);
    tb_span_push(L, lua_gettop(L), spans[index]);
    lua_remove(L, -2);
}

static void get_accepted(lua_State *L, const struct tb_view *view, const struct tb_entry *entry)
{
    (void)entry;
    tb_list_push(L, 1, status_of(view)->accepted, status_of(view)->accepted_count, push_label);
}

static void get_flags(lua_State *L, const struct tb_view *view, const struct tb_entry *entry)
{
    (void)entry;
    tb_list_push(L, 1, status_of(view)->flags, status_of(view)->flag_count, tb_push_string_at);
}

static void get_evidence(lua_State *L, const struct tb_view *view, const struct tb_entry *entry)
{
    (void)entry;
    tb_list_push(L, 1, status_of(view)->evidence, status_of(view)->evidence_count, push_evidence);
}

static void print(lua_State *L, const struct tb_view *view)
{
    const struct tb_item_status *status = status_of(view);
    lua_pushstring(L, status->has_label ? tb_label_name(status->label) : "unknown");
}

static const struct tb_entry entries[] = {
    {"label", "string?",
     "exceeded, completed, on_track, partly_done, behind, delayed, suspended, cancelled, "
     "transferred, not_started, data_pending; nil where the text does not say",
     "0.1", get_label, NULL, 0, false},
    {"accepted", "string[]", "the labels that a fair reader could also choose", "0.1", get_accepted,
     NULL, 0, true},
    {"reported", "string?", "the label that the text claims", "0.1", get_reported, NULL, 0, false},
    {"attainment", "string", "what the figures say: exceeded, met, near, missed, pending, none",
     "0.1", get_attainment, NULL, 0, false},
    {"evidence_quality", "string", "figures, named, claim or none", "0.1", get_evidence_quality,
     NULL, 0, false},
    {"confidence", "number", "how sure the label is, 0 to 1", "0.1", get_confidence, NULL, 0,
     false},
    {"flags", "string[]", "what the label leaves out: delayed_part, no_reason, …", "0.1", get_flags,
     NULL, 0, true},
    {"evidence", "Span[]", "the places that the label rests on", "0.1", get_evidence, NULL, 0,
     true},
};

const struct tb_type tb_status_type = {
    .name = "Status",
    .word = "status",
    .doc = "How far an item has come. What is claimed, what the figures say and how good the "
           "evidence is stay apart.",
    .entries = entries,
    .count = sizeof entries / sizeof *entries,
    .print = print,
};
