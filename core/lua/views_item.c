/* views_item.c - an item: its fields. Its methods are in views_item_methods.c. */
#include "lua/views_item.h"

#include <lauxlib.h>

#include "lua/views_search.h"
#include "model/finding.h"
#include "model/place.h"
#include "model/report_json.h"

static const struct tb_item *item_of(const struct tb_view *view)
{
    return view->object;
}

/* --- cells ------------------------------------------------------------------------------------ */

void tb_item_push_cell(lua_State *L, int item, uint16_t column)
{
    const struct tb_view *view = lua_touserdata(L, item);
    const struct tb_cell *cell = tb_item_cell(view->object, column);
    if (!cell) {
        lua_pushnil(L);
        return;
    }
    tb_view_kept(L, item);                                         // kept
    if (lua_rawgeti(L, -1, (lua_Integer)column + 1) == LUA_TNIL) { // kept nil
        lua_pop(L, 1);                                             // kept
        struct tb_str text = tb_item_text(view->object, column);
        lua_pushlstring(L, text.ptr ? text.ptr : "", text.len); // kept text
        lua_pushvalue(L, -1);                                   // kept text text
        lua_rawseti(L, -3, (lua_Integer)column + 1);            // kept text
    }
    lua_remove(L, -2); // text
}

/* The cell of the first column of role `arg`. */
static void get_cell(lua_State *L, const struct tb_view *view, const struct tb_entry *entry)
{
    uint16_t column = view->home->report->column_of[entry->arg];
    if (column == TB_NO_COLUMN)
        lua_pushnil(L);
    else
        tb_item_push_cell(L, 1, column);
}

static bool has_own_field(const struct tb_report *report, uint16_t column)
{
    static const enum tb_role own[] = {TB_ROLE_NO, TB_ROLE_TASK, TB_ROLE_TARGET, TB_ROLE_UNITS,
                                       TB_ROLE_RESULT};
    for (size_t i = 0; i < sizeof own / sizeof *own; i++)
        if (report->column_of[own[i]] == column)
            return true;
    return false;
}

/* Every other column under its header, as in JSON; a units cell that could not be read, too. */
static void get_extra(lua_State *L, const struct tb_view *view, const struct tb_entry *entry)
{
    const struct tb_report *report = view->home->report;
    const struct tb_item *item = item_of(view);
    char room[TB_FIELD_NAME];
    (void)entry;
    tb_texts_push(L, 1);
    for (uint16_t i = 0; i < item->row->count && i < TB_NO_COLUMN; i++) {
        struct tb_str text = tb_item_text(item, i);
        bool unread = i == report->column_of[TB_ROLE_UNITS] && item->unit_count == 0 &&
                      tb_str_trim(text).len > 0;
        if (!has_own_field(report, i) || unread)
            tb_texts_add(L, tb_extra_name(report, i, room), text.ptr ? text : TB_STR(""));
    }
}

/* --- other fields ----------------------------------------------------------------------------- */

static void get_line(lua_State *L, const struct tb_view *view, const struct tb_entry *entry)
{
    (void)entry;
    if (item_of(view)->row->line)
        lua_pushinteger(L, item_of(view)->row->line);
    else
        lua_pushnil(L);
}

static void get_index(lua_State *L, const struct tb_view *view, const struct tb_entry *entry)
{
    (void)entry;
    lua_pushinteger(L, (lua_Integer)view->item + 1);
}

static void get_section(lua_State *L, const struct tb_view *view, const struct tb_entry *entry)
{
    (void)entry;
    tb_list_push(L, 1, item_of(view)->section, item_of(view)->section_count, tb_push_string_at);
}

static void get_marks(lua_State *L, const struct tb_view *view, const struct tb_entry *entry)
{
    (void)entry;
    tb_list_push(L, 1, item_of(view)->marks, item_of(view)->mark_count, tb_push_string_at);
}

static void push_field(lua_State *L, int owner, const struct tb_view *list, uint32_t index)
{
    char room[TB_FIELD_NAME];
    const uint16_t *columns = list->object;
    (void)owner;
    lua_pushstring(L, tb_field_name(list->home->report, columns[index], room));
}

static void get_inherited(lua_State *L, const struct tb_view *view, const struct tb_entry *entry)
{
    (void)entry;
    tb_list_push(L, 1, item_of(view)->inherited, item_of(view)->inherited_count, push_field);
}

static void get_status(lua_State *L, const struct tb_view *view, const struct tb_entry *entry)
{
    (void)entry;
    tb_view_push(L, 1, &tb_status_type, &item_of(view)->status, view->item, 0);
}

static void get_bulletin(lua_State *L, const struct tb_view *view, const struct tb_entry *entry)
{
    (void)view;
    (void)entry;
    lua_getiuservalue(L, 1, TB_VIEW_OWNER);
}

/* Lists of the things read from an item: get_NAME pushes the list, push_NAME its elements. */
#define LIST_OF(NAME, STRUCT, ARRAY, COUNT, TYPE)                                                  \
    static void push_##NAME(lua_State *L, int owner, const struct tb_view *list, uint32_t index)   \
    {                                                                                              \
        const struct STRUCT *array = list->object;                                                 \
        tb_view_push(L, owner, &(TYPE), &array[index], list->item, 0);                             \
    }                                                                                              \
    static void get_##NAME(lua_State *L, const struct tb_view *view, const struct tb_entry *entry) \
    {                                                                                              \
        (void)entry;                                                                               \
        tb_list_push(L, 1, item_of(view)->ARRAY, item_of(view)->COUNT, push_##NAME);               \
    }
LIST_OF(units, tb_unit, units, unit_count, tb_unit_type)
LIST_OF(people, tb_person, people, person_count, tb_person_type)
LIST_OF(quantities, tb_quantity, quantities, quantity_count, tb_figure_type)
LIST_OF(dates, tb_date, dates, date_count, tb_date_type)
LIST_OF(reasons, tb_reason, reasons, reason_count, tb_reason_type)
LIST_OF(adjusted, tb_adjusted, adjusted, adjusted_count, tb_adjusted_type)
LIST_OF(parts, tb_part, parts, part_count, tb_part_type)
LIST_OF(demands, tb_demand, demands, demand_count, tb_demand_type)
LIST_OF(claims, tb_claim, claims, claim_count, tb_claim_type)
LIST_OF(pairs, tb_pair, pairs, pair_count, tb_comparison_type)
LIST_OF(relations, tb_relation, relations, relation_count, tb_relation_type)
LIST_OF(noted, tb_noted, noted, noted_count, tb_disposition_type)

static void print(lua_State *L, const struct tb_view *view)
{
    struct tb_str task = tb_item_role(view->home->report, item_of(view), TB_ROLE_TASK);
    tb_push_str(L, item_of(view)->no.ptr ? item_of(view)->no : item_of(view)->id);
    const char *no = lua_isnil(L, -1) ? "-" : tb_push_shown(L, -1);
    tb_push_str(L, task.ptr ? task : TB_STR(""));
    lua_pushfstring(L, "%s %s", no, tb_push_shown(L, -1));
}

/* --- the type --------------------------------------------------------------------------------- */

#define CELL(name, role, doc)                                                                      \
    {                                                                                              \
        name, "string?", doc, "0.1", get_cell, NULL, role, false                                   \
    }

static const struct tb_entry entries[] = {
    {"no", "string?", "its number as printed", "0.1", tb_get_text, NULL,
     offsetof(struct tb_item, no), true},
    {"id", "string", "its id, unique in the bulletin: `2021-007`", "0.1", tb_get_text, NULL,
     offsetof(struct tb_item, id), true},
    {"index", "integer", "its position in `bulletin.items`", "0.1", get_index, NULL, 0, false},
    {"section", "string[]", "the titles it stands under, outermost first", "0.1", get_section, NULL,
     0, true},
    {"marks", "string[]", "marks before the task: ▲, ★", "0.1", get_marks, NULL, 0, true},
    {"inherited", "string[]", "fields filled from a merged cell above", "0.1", get_inherited, NULL,
     0, true},
    {"line", "integer?", "line of the source, from 1", "0.1", get_line, NULL, 0, false},
    CELL("task", TB_ROLE_TASK, "the task; like all cells nil where the row has no such cell"),
    CELL("target", TB_ROLE_TARGET, "the target of the period"),
    CELL("result", TB_ROLE_RESULT, "what was done"),
    CELL("annual_target", TB_ROLE_ANNUAL_TARGET, "the target of the year, in a column of its own"),
    CELL("lead_units", TB_ROLE_LEAD_UNITS, "the text of a column of leading units"),
    CELL("deadline", TB_ROLE_DEADLINE, "when it is due"),
    CELL("actual_value", TB_ROLE_ACTUAL_VALUE, "the figure reached, in a column of its own"),
    CELL("ratio", TB_ROLE_RATIO, "the published rate of completion"),
    CELL("measure_unit", TB_ROLE_MEASURE_UNIT, "what target and result are measured in"),
    CELL("problem", TB_ROLE_PROBLEM, "problems met"),
    CELL("next", TB_ROLE_NEXT, "next steps"),
    CELL("note", TB_ROLE_NOTE, "remarks"),
    {"extra", "table<string, string>", "the text of every other column, by its header as printed",
     "0.1", get_extra, NULL, 0, true},
    {"units", "Unit[]", "the organisations responsible; their text is `item:text(\"units\")`",
     "0.1", get_units, NULL, 0, true},
    {"people", "Person[]", "the people named", "0.1", get_people, NULL, 0, true},
    {"quantities", "Figure[]", "the figures in its cells", "0.1", get_quantities, NULL, 0, true},
    {"dates", "Date[]", "the dates in its cells", "0.1", get_dates, NULL, 0, true},
    {"reasons", "Reason[]", "the reasons its text gives", "0.1", get_reasons, NULL, 0, true},
    {"adjusted", "Adjusted[]", "targets that its text says were changed", "0.1", get_adjusted, NULL,
     0, true},
    {"parts", "Part[]", "its parts, target and result side by side", "0.1", get_parts, NULL, 0,
     true},
    {"demands", "Demand[]", "what the target asks for, clause by clause", "0.1", get_demands, NULL,
     0, true},
    {"claims", "Claim[]", "what the result says, clause by clause", "0.1", get_claims, NULL, 0,
     true},
    {"pairs", "Comparison[]", "figures of the target held against figures of the result", "0.1",
     get_pairs, NULL, 0, true},
    {"relations", "Relation[]", "published figures recomputed", "0.1", get_relations, NULL, 0,
     true},
    {"findings", "Finding[]", "what the checks found in it, for exports that ask for it", "0.1",
     tb_get_item_findings, NULL, 0, true},
    {"dispositions", "Disposition[]",
     "what the workspace's `baseline.tsv` says of its findings, those of earlier periods first",
     "0.1", get_noted, NULL, 0, true},
    {"status", "Status", "how far it has come", "0.1", get_status, NULL, 0, true},
    {"bulletin", "Bulletin", "the bulletin it stands in", "0.1", get_bulletin, NULL, 0, false},
    {"previous", "Item?", "the same task in the bulletin of the period before", "0.1",
     tb_item_get_previous, NULL, 0, false},
    {"changes", "Change[]", "what changed in it since the bulletin of the period before", "0.1",
     tb_item_get_changes, NULL, 0, true},
    {"history", "(): Item[]",
     "the same task in the bulletins before, the last one first; needs `history = true`", "0.1",
     NULL, tb_item_history_call, 0, false},
    {"text", "(field: string): string?",
     "the text of a cell: by role, by `col:N`, or by the header as printed", "0.1", NULL,
     tb_item_text_call, 0, false},
    {"span", "(field: string, from: integer?, to: integer?): Span?",
     "the place in a cell that `string.find` gave; without positions the whole cell", "0.1", NULL,
     tb_item_span_call, 0, false},
    {"find_any", "(field: string, words: Words|string[]): Span[]",
     "every place where one of these texts stands, from the left, the longest first; a long list "
     "is "
     "found faster as `any_of { … }`",
     "0.1", NULL, tb_item_find_any_call, 0, false},
    {"find_between", "(field: string, ranges: integer[][]): Span[]",
     "every character whose code point lies in one of the ranges `{first, last}`, from the left",
     "0.1", NULL, tb_item_find_between_call, 0, false},
    {"repeats", "(field: string, across: string?): Span[]",
     "every place where two or more characters stand twice in a row, or with one of the characters "
     "of `across` between; each span holds both",
     "0.1", NULL, tb_item_repeats_call, 0, false},
    {"shared", "(field: string, other: string, least: integer, again: integer?): Span[], Span[]",
     "the passages of `field` of at least that many characters that stand in `other` too, from the "
     "left, and where they first stand there; with `again` only those behind which both have "
     "another "
     "character and then as many alike again; cells of more than 16 KiB are not compared",
     "0.1", NULL, tb_item_shared_call, 0, false},
    {"comparisons",
     "(filter: {side: string?, verdict: string?, min_confidence: number?}?): fun(): Comparison?",
     "goes through `item.pairs`, those that pass the filter", "0.1", NULL, tb_item_comparisons_call,
     0, false},
};

const struct tb_type tb_item_type = {
    .name = "Item",
    .word = "item",
    .doc = "One task of the bulletin: a row of the table and what was read from it.",
    .entries = entries,
    .count = sizeof entries / sizeof *entries,
    .print = print,
};

void tb_item_push(lua_State *L, int bulletin, uint32_t index)
{
    tb_list_element(L, lua_absindex(L, bulletin), "items", index);
}
