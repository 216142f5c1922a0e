/* finding_json.c - writing findings as JSON. */
#include "model/finding_json.h"

static void put_number(struct tb_json *json, const char *key, bool known, uint32_t value)
{
    tb_json_key(json, key);
    if (known)
        tb_json_int(json, value);
    else
        tb_json_null(json);
}

static void put_str(struct tb_json *json, const char *key, struct tb_str value)
{
    tb_json_key(json, key);
    tb_json_str(json, value);
}

/* "item" and "no". */
static const struct tb_item *put_item(struct tb_json *json, const struct tb_report *report,
                                      uint32_t index)
{
    const struct tb_item *item = index < report->item_count ? &report->items[index] : NULL;
    put_number(json, "item", item, index);
    put_str(json, "no", item ? item->no : (struct tb_str){0});
    return item;
}

/* "field", "from", "to"; all null where the finding is about the whole item or report. */
static void put_field(struct tb_json *json, struct tb_cursor *cursor,
                      const struct tb_report *report, const struct tb_item *item,
                      struct tb_span span)
{
    char room[TB_FIELD_NAME];
    bool known = item && span.column != TB_NO_COLUMN;
    const struct tb_cell *cell = known ? tb_item_cell(item, span.column) : NULL;
    struct tb_cursor end = {0};
    uint32_t from = cell ? tb_cursor_chars(cursor, report, cell, span.from) : 0;
    if (cell)
        end = *cursor; /* the next finding may begin before this one ends */
    tb_json_key(json, "field");
    tb_json_text(json, known ? tb_field_name(report, span.column, room) : NULL);
    put_number(json, "from", known, from);
    put_number(json, "to", known, cell ? tb_cursor_chars(&end, report, cell, span.to) : 0);
}

struct tb_place tb_finding_place(struct tb_cursor *cursor, const struct tb_report *report,
                                 const struct tb_item *item, struct tb_span span)
{
    struct tb_place place = {0};
    const struct tb_cell *cell = NULL;
    if (item && span.column != TB_NO_COLUMN)
        cell = tb_item_cell(item, span.column);
    if (cell)
        place = tb_cursor_place(cursor, report, cell, span.from);
    if (item && place.line == 0)
        place.line = item->row->line;
    return place;
}

static void put_place(struct tb_json *json, struct tb_cursor *cursor,
                      const struct tb_report *report, const struct tb_item *item,
                      struct tb_span span)
{
    struct tb_place place = tb_finding_place(cursor, report, item, span);
    put_number(json, "line", place.line, place.line);
    put_number(json, "column", place.column, place.column);
    struct tb_part_place in_part = {0};
    if (item)
        tb_place_in_part(item->row, span.column, &in_part);
    put_str(json, "part", in_part.part);
    put_str(json, "cell", in_part.cell);
}

static void put_quote(struct tb_json *json, const struct tb_item *item, struct tb_span span)
{
    struct tb_str quote = {0};
    if (item && span.column != TB_NO_COLUMN)
        quote = tb_item_quote(item, span);
    put_str(json, "quote", quote);
}

/* "args": all that a message names, as text. "figures": those among them that are numbers. */
static void put_figures(struct tb_json *json, const struct tb_finding *finding)
{
    tb_json_key(json, "args");
    tb_json_object(json);
    for (uint32_t i = 0; i < finding->figure_count; i++) {
        tb_json_key_str(json, finding->figures[i].name);
        tb_json_str(json, finding->figures[i].text);
    }
    tb_json_close(json);
    tb_json_key(json, "figures");
    tb_json_object(json);
    for (uint32_t i = 0; i < finding->figure_count; i++) {
        const struct tb_figure *figure = &finding->figures[i];
        if (!figure->exact.ptr)
            continue;
        tb_json_key_str(json, figure->name);
        tb_json_object(json);
        put_str(json, "value", figure->exact);
        put_str(json, "unit", figure->unit);
        put_str(json, "text", figure->text);
        tb_json_close(json);
    }
    tb_json_close(json);
}

static void put_related(struct tb_json *json, struct tb_cursor *cursor,
                        const struct tb_report *report, const struct tb_finding *finding)
{
    tb_json_key(json, "related");
    tb_json_array(json);
    for (uint32_t i = 0; i < finding->related_count; i++) {
        const struct tb_related *related = &finding->related[i];
        tb_json_object(json);
        const struct tb_item *item = put_item(json, report, related->item);
        put_field(json, cursor, report, item, related->span);
        put_place(json, cursor, report, item, related->span);
        put_quote(json, item, related->span);
        tb_json_close(json);
    }
    tb_json_close(json);
}

/* {"reason","who","until","reply","period","carried"}, or null. */
static void put_judgement(struct tb_json *json, const struct tb_finding *finding)
{
    const struct tb_judgement *judgement = finding->judgement;
    tb_json_key(json, "judgement");
    if (!judgement) {
        tb_json_null(json);
        return;
    }
    const struct {
        const char *key;
        struct tb_str text;
    } members[] = {
        {"reason", judgement->reason}, {"who", judgement->who},       {"until", judgement->until},
        {"reply", judgement->reply},   {"period", judgement->period},
    };
    tb_json_object(json);
    for (size_t i = 0; i < sizeof members / sizeof *members; i++) {
        tb_json_key(json, members[i].key);
        tb_json_str(json, members[i].text.len > 0 ? members[i].text : (struct tb_str){0});
    }
    tb_json_key(json, "carried");
    tb_json_bool(json, finding->carried);
    tb_json_close(json);
}

void tb_finding_json(struct tb_json *json, struct tb_finding_cursor *cursor,
                     const struct tb_report *report, uint32_t index,
                     const struct tb_finding *finding)
{
    tb_json_object(json);
    put_str(json, "rule", finding->rule);
    tb_json_key(json, "severity");
    tb_json_text(json, tb_severity_name(finding->severity));
    put_number(json, "report", true, index);
    const struct tb_item *item = put_item(json, report, finding->item);
    put_field(json, &cursor->own, report, item, finding->span);
    put_place(json, &cursor->own, report, item, finding->span);
    put_quote(json, item, finding->span);
    tb_json_key(json, "message");
    tb_json_object(json);
    put_str(json, "zh", finding->zh);
    put_str(json, "en", finding->en);
    tb_json_close(json);
    put_figures(json, finding);
    put_related(json, &cursor->related, report, finding);
    tb_json_key(json, "confidence");
    tb_json_double(json, finding->confidence, 6);
    tb_json_key(json, "fingerprint");
    tb_json_text(json, finding->fingerprint);
    tb_json_key(json, "state");
    tb_json_text(json, tb_state_name(finding->state));
    tb_json_key(json, "disposition");
    tb_json_text(json, tb_disposition_name(finding->disposition));
    put_judgement(json, finding);
    tb_json_close(json);
}
