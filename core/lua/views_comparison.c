/* views_comparison.c - a figure of the target held against one of the result. */
#include "lua/view.h"

static const struct tb_pair *pair_of(const struct tb_view *view)
{
    return view->object;
}

/* Element `index` of a list of the item that owns the view at stack index `view`. */
static void push_sibling(lua_State *L, int view, const char *list, uint32_t index)
{
    if (index == TB_NONE) {
        lua_pushnil(L);
        return;
    }
    lua_getiuservalue(L, view, TB_VIEW_OWNER);
    tb_list_element(L, lua_gettop(L), list, index);
    lua_remove(L, -2);
}

static void get_side(lua_State *L, const struct tb_view *view, const struct tb_entry *entry)
{
    (void)entry;
    lua_pushstring(L, tb_side_name(pair_of(view)->side));
}

static void get_target(lua_State *L, const struct tb_view *view, const struct tb_entry *entry)
{
    (void)entry;
    push_sibling(L, 1, "quantities", pair_of(view)->target);
}

static void get_actual(lua_State *L, const struct tb_view *view, const struct tb_entry *entry)
{
    (void)entry;
    push_sibling(L, 1, "quantities", pair_of(view)->actual);
}

static void get_part(lua_State *L, const struct tb_view *view, const struct tb_entry *entry)
{
    (void)entry;
    push_sibling(L, 1, "parts", pair_of(view)->part);
}

static void get_attainment(lua_State *L, const struct tb_view *view, const struct tb_entry *entry)
{
    (void)entry;
    tb_push_decimal(L, pair_of(view)->has_attainment, pair_of(view)->attainment);
}

static void get_expected(lua_State *L, const struct tb_view *view, const struct tb_entry *entry)
{
    (void)entry;
    tb_push_decimal(L, pair_of(view)->has_expected, pair_of(view)->expected);
}

static void get_gap_points(lua_State *L, const struct tb_view *view, const struct tb_entry *entry)
{
    (void)entry;
    tb_push_decimal(L, pair_of(view)->has_gap, pair_of(view)->gap_points);
}

static void get_verdict(lua_State *L, const struct tb_view *view, const struct tb_entry *entry)
{
    (void)entry;
    lua_pushstring(L, tb_verdict_name(pair_of(view)->verdict));
}

static void get_confidence(lua_State *L, const struct tb_view *view, const struct tb_entry *entry)
{
    (void)entry;
    lua_pushnumber(L, pair_of(view)->confidence);
}

static void push_rejected(lua_State *L, int owner, const struct tb_view *list, uint32_t index)
{
    const struct tb_rejected *rejected = list->object;
    tb_view_push(L, owner, &tb_rejected_type, &rejected[index], list->item, 0);
}

static void get_rejected(lua_State *L, const struct tb_view *view, const struct tb_entry *entry)
{
    (void)entry;
    tb_list_push(L, 1, pair_of(view)->rejected, pair_of(view)->rejected_count, push_rejected);
}

static void push_why(lua_State *L, const struct tb_why *why)
{
    char room[TB_WHY_TEXT];
    struct tb_str text = tb_why_text(why, room);
    if (text.ptr)
        tb_push_str(L, text);
    else
        lua_pushnil(L);
}

static void get_why(lua_State *L, const struct tb_view *view, const struct tb_entry *entry)
{
    (void)entry;
    push_why(L, &pair_of(view)->why);
}

static void print(lua_State *L, const struct tb_view *view)
{
    get_target(L, view, NULL);
    get_actual(L, view, NULL);
    const char *verdict = tb_verdict_name(pair_of(view)->verdict);
    const char *target = tb_push_shown(L, -2);
    const char *actual = lua_isnil(L, -2) ? "-" : tb_push_shown(L, -2);
    lua_pushfstring(L, "%s / %s: %s", target, actual, verdict);
}

static const struct tb_entry entries[] = {
    {"side", "string", "period (the period's target) or annual", "0.1", get_side, NULL, 0, false},
    {"target", "Figure", "the figure asked for", "0.1", get_target, NULL, 0, false},
    {"actual", "Figure?", "the figure reached; nil where there is none, or it is implied", "0.1",
     get_actual, NULL, 0, false},
    {"part", "Part?", "the part of the work it is about", "0.1", get_part, NULL, 0, false},
    {"attainment", "number?", "actual / target; nil for ceilings, growth rates, targets <= 0",
     "0.1", get_attainment, NULL, 0, false},
    {"expected", "number?", "the share of the target due by the end of the period", "0.1",
     get_expected, NULL, 0, false},
    {"gap_points", "number?", "how far below that, in percentage points", "0.1", get_gap_points,
     NULL, 0, false},
    {"verdict", "string", "met, missed, in_progress or pending", "0.1", get_verdict, NULL, 0,
     false},
    {"confidence", "number", "how sure the pairing is, 0 to 1", "0.1", get_confidence, NULL, 0,
     false},
    {"why", "string?", "why these two figures were paired: unit=same likeness=0.85 score=1.02",
     "0.1", get_why, NULL, 0, true},
    {"rejected", "Rejected[]", "figures that were not taken, and why", "0.1", get_rejected, NULL, 0,
     true},
    {"implied", "string?", "what the actual was read from where no figure says it: 全部, a list",
     "0.1", tb_get_text, NULL, offsetof(struct tb_pair, implied), true},
};

const struct tb_type tb_comparison_type = {
    .name = "Comparison",
    .word = "comparison",
    .doc = "A figure of the target held against a figure of the result.",
    .entries = entries,
    .count = sizeof entries / sizeof *entries,
    .print = print,
};

/* --- rejected candidates ---------------------------------------------------------------------- */

/* Their owner is the comparison, whose owner is the item. */
static void get_rejected_actual(lua_State *L, const struct tb_view *view,
                                const struct tb_entry *entry)
{
    const struct tb_rejected *rejected = view->object;
    (void)entry;
    lua_getiuservalue(L, 1, TB_VIEW_OWNER);
    push_sibling(L, lua_gettop(L), "quantities", rejected->actual);
    lua_remove(L, -2);
}

static void get_rejected_why(lua_State *L, const struct tb_view *view, const struct tb_entry *entry)
{
    const struct tb_rejected *rejected = view->object;
    (void)entry;
    push_why(L, &rejected->why);
}

static void print_rejected(lua_State *L, const struct tb_view *view)
{
    const struct tb_rejected *rejected = view->object;
    push_why(L, &rejected->why);
}

static const struct tb_entry rejected_entries[] = {
    {"actual", "Figure", "the figure that was not taken", "0.1", get_rejected_actual, NULL, 0,
     false},
    {"why", "string?", "how it compares, as `why` of a comparison", "0.1", get_rejected_why, NULL,
     0, true},
};

const struct tb_type tb_rejected_type = {
    .name = "Rejected",
    .word = "rejected figure",
    .doc = "A figure that was considered for a comparison and not taken.",
    .entries = rejected_entries,
    .count = sizeof rejected_entries / sizeof *rejected_entries,
    .print = print_rejected,
};
