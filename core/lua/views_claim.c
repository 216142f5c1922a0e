/* views_claim.c - clause by clause: what the target asks for and what the result says. */
#include "lua/view.h"

static void print_clause(lua_State *L, const struct tb_view *view)
{
    struct tb_span span;
    if (tb_view_span(view, &span) && span.column != TB_NO_COLUMN)
        tb_push_str(L, tb_item_quote(tb_view_item(view), span));
    else
        lua_pushliteral(L, "");
}

static const struct tb_demand *demand_of(const struct tb_view *view)
{
    return view->object;
}

static void get_completion(lua_State *L, const struct tb_view *view, const struct tb_entry *entry)
{
    (void)entry;
    lua_pushboolean(L, demand_of(view)->completion);
}

/* The claims of a demand are those of its item. Here `owner` is the demand. */
static void push_claim(lua_State *L, int owner, const struct tb_view *list, uint32_t index)
{
    const uint32_t *indices = list->object;
    lua_getiuservalue(L, owner, TB_VIEW_OWNER);
    tb_list_element(L, lua_gettop(L), "claims", indices[index]);
    lua_remove(L, -2);
}

static void get_claims(lua_State *L, const struct tb_view *view, const struct tb_entry *entry)
{
    (void)entry;
    tb_list_push(L, 1, demand_of(view)->claims, demand_of(view)->claim_count, push_claim);
}

static const struct tb_entry demand_entries[] = {
    {"completion", "boolean", "it asks for something finished or begun, not for effort alone",
     "0.1", get_completion, NULL, 0, false},
    {"claims", "Claim[]", "the clauses of the result that speak of the same thing", "0.1",
     get_claims, NULL, 0, true},
};

const struct tb_type tb_demand_type = {
    .name = "Demand",
    .word = "demand",
    .doc = "What one clause of the target asks for.",
    .entries = demand_entries,
    .count = sizeof demand_entries / sizeof *demand_entries,
    .spanned = true,
    .span_at = offsetof(struct tb_demand, span),
    .print = print_clause,
};

static const struct tb_claim *claim_of(const struct tb_view *view)
{
    return view->object;
}

static void get_says(lua_State *L, const struct tb_view *view, const struct tb_entry *entry)
{
    (void)entry;
    if (claim_of(view)->has_label)
        lua_pushstring(L, tb_label_name(claim_of(view)->label_is));
    else
        lua_pushnil(L);
}

static void get_sentence(lua_State *L, const struct tb_view *view, const struct tb_entry *entry)
{
    (void)entry;
    lua_pushinteger(L, (lua_Integer)claim_of(view)->sentence + 1);
}

static const struct tb_entry claim_entries[] = {
    {"says", "string?", "the status label of its words alone; nil for a heading, a cause or a plan",
     "0.1", get_says, NULL, 0, false},
    {"sentence", "integer", "the number of its sentence in the cell", "0.1", get_sentence, NULL, 0,
     false},
};

const struct tb_type tb_claim_type = {
    .name = "Claim",
    .word = "claim",
    .doc = "What one clause of the result says.",
    .entries = claim_entries,
    .count = sizeof claim_entries / sizeof *claim_entries,
    .spanned = true,
    .span_at = offsetof(struct tb_claim, span),
    .print = print_clause,
};
