/* views_finding.c - what the checks found, as exports see it. */
#include "lua/plugin.h"
#include "lua/view.h"
#include "model/finding_json.h"

static const struct tb_finding *finding_of(const struct tb_view *view)
{
    return view->object;
}

static void get_severity(lua_State *L, const struct tb_view *view, const struct tb_entry *entry)
{
    (void)entry;
    lua_pushstring(L, tb_severity_name(finding_of(view)->severity));
}

static void get_state(lua_State *L, const struct tb_view *view, const struct tb_entry *entry)
{
    (void)entry;
    lua_pushstring(L, tb_state_name(finding_of(view)->state));
}

static void get_disposition(lua_State *L, const struct tb_view *view, const struct tb_entry *entry)
{
    (void)entry;
    lua_pushstring(L, tb_disposition_name(finding_of(view)->disposition));
}

static void get_message(lua_State *L, const struct tb_view *view, const struct tb_entry *entry)
{
    (void)entry;
    tb_texts_push(L, 1);
    tb_texts_add(L, TB_STR("zh"), finding_of(view)->zh);
    tb_texts_add(L, TB_STR("en"), finding_of(view)->en);
}

/* The rule's own words; NULL: not known. */
static const struct tb_rule_words *words_of(const struct tb_view *view)
{
    const struct tb_write *write = view->home->write;
    for (size_t i = 0; write && i < write->rule_count; i++)
        if (tb_str_eq(write->rules[i].id, finding_of(view)->rule))
            return &write->rules[i];
    return NULL;
}

static void get_title(lua_State *L, const struct tb_view *view, const struct tb_entry *entry)
{
    const struct tb_rule_words *words = words_of(view);
    (void)entry;
    tb_texts_push(L, 1);
    tb_texts_add(L, TB_STR("zh"), words ? words->title_zh : finding_of(view)->rule);
    tb_texts_add(L, TB_STR("en"), words ? words->title_en : finding_of(view)->rule);
}

static void get_topic(lua_State *L, const struct tb_view *view, const struct tb_entry *entry)
{
    const struct tb_rule_words *words = words_of(view);
    (void)entry;
    lua_pushstring(L, words ? words->topic : NULL);
}

static void get_figures(lua_State *L, const struct tb_view *view, const struct tb_entry *entry)
{
    const struct tb_finding *finding = finding_of(view);
    (void)entry;
    tb_texts_push(L, 1);
    for (uint32_t i = 0; i < finding->figure_count; i++)
        tb_texts_add(L, finding->figures[i].name, finding->figures[i].text);
}

static void get_fingerprint(lua_State *L, const struct tb_view *view, const struct tb_entry *entry)
{
    (void)entry;
    lua_pushstring(L, finding_of(view)->fingerprint);
}

/* What a person wrote of it; `arg`: where in the judgement. */
static void get_said(lua_State *L, const struct tb_view *view, const struct tb_entry *entry)
{
    const struct tb_judgement *judgement = finding_of(view)->judgement;
    struct tb_str said = {0};
    if (judgement)
        memcpy(&said, (const char *)judgement + entry->arg, sizeof said);
    if (said.len == 0)
        said.ptr = NULL;
    tb_push_str(L, said);
}

/* The item it belongs to; nil for one about the bulletin as a whole. */
static void get_item(lua_State *L, const struct tb_view *view, const struct tb_entry *entry)
{
    (void)entry;
    if (view->item == TB_NONE)
        lua_pushnil(L);
    else
        lua_getiuservalue(L, 1, TB_VIEW_OWNER);
}

/* `arg` 0: the line, 1: the column. */
static void get_place(lua_State *L, const struct tb_view *view, const struct tb_entry *entry)
{
    struct tb_cursor cursor = {0};
    struct tb_place place = {0};
    if (view->item != TB_NONE)
        place = tb_finding_place(&cursor, view->home->report, tb_view_item(view),
                                 finding_of(view)->span);
    uint32_t value = entry->arg == 0 ? place.line : place.column;
    if (value)
        lua_pushinteger(L, value);
    else
        lua_pushnil(L);
}

static void print(lua_State *L, const struct tb_view *view)
{
    tb_push_str(L, finding_of(view)->rule);
}

static const struct tb_entry entries[] = {
    {"rule", "string", "the id of the check", "0.1", tb_get_text, NULL,
     offsetof(struct tb_finding, rule), true},
    {"title", "table<string, string>", "the title of its rule: `.zh` and `.en`", "0.1", get_title,
     NULL, 0, true},
    {"topic", "string?", "what its rule is about: figures, targets, commitments, open, table, text",
     "0.1", get_topic, NULL, 0, false},
    {"severity", "string", "error, warning, note or info", "0.1", get_severity, NULL, 0, false},
    {"message", "table<string, string>", "what it says: `.zh` and `.en`", "0.1", get_message, NULL,
     0, true},
    {"figures", "table<string, string>", "the figures its message names, as written", "0.1",
     get_figures, NULL, 0, true},
    {"fingerprint", "string", "16 hex digits that stay the same when the wording changes", "0.1",
     get_fingerprint, NULL, 0, true},
    {"state", "string", "new, known, suppressed or fixed, by the baseline", "0.1", get_state, NULL,
     0, false},
    {"disposition", "string", "what a person thought of it", "0.1", get_disposition, NULL, 0,
     false},
    {"reason", "string?", "why that person thought so", "0.1", get_said, NULL,
     offsetof(struct tb_judgement, reason), false},
    {"reply", "string?", "what the unit answered", "0.1", get_said, NULL,
     offsetof(struct tb_judgement, reply), false},
    {"line", "integer?", "line of the source, from 1", "0.1", get_place, NULL, 0, false},
    {"column", "integer?", "column of the source in characters, from 1", "0.1", get_place, NULL, 1,
     false},
    {"item", "Item?", "the item it is about; nil: the bulletin as a whole", "0.1", get_item, NULL,
     0, false},
};

const struct tb_type tb_finding_type = {
    .name = "Finding",
    .word = "finding",
    .doc = "What a check found. Its place is that of the characters it rests on.",
    .entries = entries,
    .count = sizeof entries / sizeof *entries,
    .spanned = true,
    .span_at = offsetof(struct tb_finding, span),
    .print = print,
};

/* --- lists ------------------------------------------------------------------------------------ */

static const struct tb_write nothing = {0};

static const struct tb_write *write_of(const struct tb_home *home)
{
    return home->write ? home->write : &nothing;
}

/* The index of the first finding about this item or a later one: they come in the order of items. */
static size_t first_of(const struct tb_write *write, uint32_t item)
{
    size_t from = 0, end = write->finding_count;
    while (from < end) {
        size_t middle = from + (end - from) / 2;
        if (write->findings[middle].item < item)
            from = middle + 1;
        else
            end = middle;
    }
    return from;
}

static void push_of_item(lua_State *L, int owner, const struct tb_view *list, uint32_t index)
{
    const struct tb_finding *findings = list->object;
    tb_view_push(L, owner, &tb_finding_type, &findings[index], list->item, 0);
}

/* A finding about an item is the same object there and here. */
static void push_of_bulletin(lua_State *L, int owner, const struct tb_view *list, uint32_t index)
{
    const struct tb_write *write = write_of(list->home);
    const struct tb_finding *finding = &write->findings[index];
    if (finding->item == TB_NONE) {
        tb_view_push(L, owner, &tb_finding_type, finding, TB_NONE, 0);
        return;
    }
    tb_item_push(L, owner, finding->item); // item
    tb_list_element(L, lua_gettop(L), "findings",
                    (uint32_t)(index - first_of(write, finding->item))); // item finding
    lua_remove(L, -2);
}

void tb_get_findings(lua_State *L, const struct tb_view *view, const struct tb_entry *entry)
{
    const struct tb_write *write = write_of(view->home);
    (void)entry;
    tb_list_push(L, 1, write->findings, write->finding_count, push_of_bulletin);
}

void tb_get_item_findings(lua_State *L, const struct tb_view *view, const struct tb_entry *entry)
{
    const struct tb_write *write = write_of(view->home);
    size_t from = first_of(write, view->item), end = from;
    (void)entry;
    while (end < write->finding_count && write->findings[end].item == view->item)
        end++;
    tb_list_push(L, 1, end > from ? write->findings + from : NULL, end - from, push_of_item);
}
