/* cases_facts.c - a case that passed as an example: its items, and what is found in them. */
#include "base/list.h"
#include "lua/cases.h"
#include "model/place.h"

struct facts {
    struct tb_arena *arena;
    struct {
        struct tb_case_fact *at;
        size_t count, room;
    } list;
    bool full;
};

static void add(struct facts *facts, enum tb_fact what, struct tb_str name, struct tb_str text)
{
    struct tb_case_fact *fact = NULL;
    if (facts->list.count < TB_RECORD_FACTS_MAX && text.len <= TB_RECORD_FACT_MAX)
        fact = TB_LIST_ADD(facts->arena, &facts->list);
    if (fact)
        *fact = (struct tb_case_fact){what, name, text};
    else
        facts->full = true;
}

/* What a case calls a column: its role, of another kind of column the header. Copied. */
static struct tb_str field_of(struct facts *facts, const struct tb_report *report, uint16_t column)
{
    char room[TB_FIELD_NAME];
    struct tb_str name = tb_str_of(tb_field_name(report, column, room));
    if (tb_str_starts(name, TB_STR("col:")) && column < report->column_count)
        name = report->columns[column].header;
    name = tb_arena_copy(facts->arena, name);
    facts->full = facts->full || !name.ptr;
    return name;
}

/* What the baseline says of the item: "target-missed asked 2024Q2 the reply". */
static void add_noted(struct facts *facts, const struct tb_noted *noted)
{
    const char *disposition = tb_disposition_name(noted->judgement.disposition);
    struct tb_str text =
        tb_arena_printf(facts->arena, "%.*s %s %.*s %.*s", TB_ARG(noted->rule), disposition,
                        TB_ARG(noted->judgement.period), TB_ARG(noted->judgement.reply));
    if (text.ptr)
        add(facts, TB_FACT_CELL, TB_STR("baseline.tsv"), tb_str_trim(text));
    else
        facts->full = true;
}

static void add_items(struct facts *facts, const struct tb_report *report, enum tb_fact what)
{
    for (size_t i = 0; i < report->item_count && !facts->full; i++) {
        const struct tb_item *item = &report->items[i];
        add(facts, what, TB_STR(""), tb_str_trim(item->no));
        for (size_t c = 0; c < report->column_count && !facts->full; c++) {
            struct tb_str text = tb_item_text(item, (uint16_t)c);
            if (text.len > 0 && c != report->column_of[TB_ROLE_NO])
                add(facts, TB_FACT_CELL, field_of(facts, report, (uint16_t)c), text);
        }
        for (uint32_t k = 0; k < item->noted_count && !facts->full; k++)
            add_noted(facts, &item->noted[k]);
    }
}

static void add_findings(struct facts *facts, const struct tb_case *test)
{
    for (size_t i = 0; i < test->got.count && !facts->full; i++) {
        const struct tb_finding *finding = &test->got.at[i];
        const struct tb_item *item = NULL;
        struct tb_str field = TB_STR(""), quote = TB_STR("");
        if (finding->item < test->report->item_count)
            item = &test->report->items[finding->item];
        if (item && finding->span.column != TB_NO_COLUMN) {
            field = field_of(facts, test->report, finding->span.column);
            quote = tb_item_quote(item, finding->span);
        }
        add(facts, TB_FACT_FOUND, field, quote);
        add(facts, TB_FACT_ZH, TB_STR(""), finding->zh);
        add(facts, TB_FACT_EN, TB_STR(""), finding->en);
    }
}

void tb_case_facts(struct tb_case *test, struct tb_case_told *told)
{
    struct facts facts = {.arena = test->arena};
    if (test->titled)
        add(&facts, TB_FACT_TITLE, TB_STR(""), test->report->title);
    for (size_t i = 0; i < test->options.count; i++)
        add(&facts, TB_FACT_OPTION, test->options.at[i].name, test->options.at[i].text);
    for (size_t i = test->before_count; i-- > 0;) { /* in the order of time */
        if (test->before_count > 1)
            add(&facts, TB_FACT_BEFORE, TB_STR(""), test->before[i].report->title);
        add_items(&facts, test->before[i].report, TB_FACT_PREVIOUS);
    }
    add_items(&facts, test->report, TB_FACT_ITEM);
    add_findings(&facts, test);
    if (facts.full)
        return;
    told->facts = facts.list.at;
    told->fact_count = (uint32_t)facts.list.count;
}
