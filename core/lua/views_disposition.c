/* views_disposition.c - what people thought of a finding, a line of the baseline. */
#include "lua/view.h"
#include "model/finding.h"

static const struct tb_noted *noted_of(const struct tb_view *view)
{
    return view->object;
}

static void get_disposition(lua_State *L, const struct tb_view *view, const struct tb_entry *entry)
{
    (void)entry;
    lua_pushstring(L, tb_disposition_name(noted_of(view)->judgement.disposition));
}

/* A text that is "" where nothing is said. */
static void get_said(lua_State *L, const struct tb_view *view, const struct tb_entry *entry)
{
    tb_get_text(L, view, entry);
    if (lua_rawlen(L, -1) > 0)
        return;
    lua_pop(L, 1);
    lua_pushnil(L);
}

static void get_period(lua_State *L, const struct tb_view *view, const struct tb_entry *entry)
{
    const struct tb_period *period = &noted_of(view)->period;
    (void)entry;
    if (period->known)
        tb_view_push(L, 1, &tb_period_type, period, view->item, 0);
    else
        lua_pushnil(L);
}

static void print(lua_State *L, const struct tb_view *view)
{
    const struct tb_noted *noted = noted_of(view);
    tb_push_str(L, noted->rule);
    tb_push_str(L, noted->judgement.period);
    lua_pushfstring(L, "%s %s %s", tb_push_shown(L, -2),
                    tb_disposition_name(noted->judgement.disposition), tb_push_shown(L, -1));
}

#define SAID(member) offsetof(struct tb_noted, judgement.member)

static const struct tb_entry entries[] = {
    {"rule", "string?", "the rule whose finding it is of", "0.1", get_said, NULL,
     offsetof(struct tb_noted, rule), true},
    {"disposition", "string", "unreviewed, confirmed, explained, false_alarm or asked", "0.1",
     get_disposition, NULL, 0, false},
    {"reason", "string?", "why", "0.1", get_said, NULL, SAID(reason), true},
    {"who", "string?", "who says so", "0.1", get_said, NULL, SAID(who), true},
    {"until_day", "string?", "the last day it holds, `2025-12-31`; nil: for good", "0.1", get_said,
     NULL, SAID(until), true},
    {"reply", "string?", "what the unit answered", "0.1", get_said, NULL, SAID(reply), true},
    {"period", "Period?", "the period of the bulletin that it was said of", "0.1", get_period, NULL,
     0, true},
    {"period_name", "string?", "the same as `baseline.tsv` has it, `2024Q2`", "0.1", get_said, NULL,
     SAID(period), true},
};

const struct tb_type tb_disposition_type = {
    .name = "Disposition",
    .word = "disposition",
    .doc = "What a person thought of a finding: a line of the workspace's `baseline.tsv`.",
    .entries = entries,
    .count = sizeof entries / sizeof *entries,
    .print = print,
};
