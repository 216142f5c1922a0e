/* item_json.c - one item of a report as JSON, in the order of docs/formats/report.md. */
#include "model/place.h"
#include "model/report_json.h"

/* What the members of an item need to say where something stands. Spans come mostly in rising order,
 * so code points are counted on from the last one: a cell full of figures costs one pass. */
struct place {
    const struct tb_report *report;
    const struct tb_extra_names *names;
    const struct tb_item *item;
    uint16_t column;
    uint32_t bytes, chars;
};

static uint32_t chars_before(struct place *place, uint16_t column, uint32_t at)
{
    struct tb_str text = tb_item_text(place->item, column);
    if (at > text.len)
        at = (uint32_t)text.len;
    if (place->column != column || at < place->bytes) {
        place->column = column;
        place->bytes = place->chars = 0;
    }
    place->chars += tb_place_chars(tb_str_sub(text, place->bytes, text.len), at - place->bytes);
    place->bytes = at;
    return place->chars;
}

/* "field", "from" and "to"; null all three where the span has no column. */
static void put_span(struct tb_json *json, struct place *place, struct tb_span span)
{
    char room[TB_FIELD_NAME];
    bool none = span.column == TB_NO_COLUMN;
    tb_json_key(json, "field");
    tb_json_text(json, none ? NULL : tb_field_name(place->report, span.column, room));
    tb_json_key(json, "from");
    if (none)
        tb_json_null(json);
    else
        tb_json_int(json, chars_before(place, span.column, span.from));
    tb_json_key(json, "to");
    if (none)
        tb_json_null(json);
    else
        tb_json_int(json, chars_before(place, span.column, span.to));
}

static void put_quote(struct tb_json *json, const struct place *place, struct tb_span span)
{
    tb_json_key(json, "text");
    if (span.column == TB_NO_COLUMN)
        tb_json_null(json);
    else
        tb_json_str(json, tb_item_quote(place->item, span));
}

static void put_index(struct tb_json *json, const char *key, uint32_t index)
{
    tb_json_key(json, key);
    if (index == TB_NONE)
        tb_json_null(json);
    else
        tb_json_int(json, index);
}

static void put_str(struct tb_json *json, const char *key, struct tb_str value)
{
    tb_json_key(json, key);
    tb_json_str(json, value);
}

static void put_text(struct tb_json *json, const char *key, const char *value)
{
    tb_json_key(json, key);
    tb_json_text(json, value);
}

static void put_confidence(struct tb_json *json, double value)
{
    tb_json_key(json, "confidence");
    tb_json_double(json, value, 6);
}

static void put_strings(struct tb_json *json, const char *key, const struct tb_str *at,
                        size_t count)
{
    tb_json_key(json, key);
    tb_json_array(json);
    for (size_t i = 0; i < count; i++)
        tb_json_str(json, at[i]);
    tb_json_close(json);
}

static void put_indices(struct tb_json *json, const char *key, const uint32_t *at, size_t count)
{
    tb_json_key(json, key);
    tb_json_array(json);
    for (size_t i = 0; i < count; i++)
        tb_json_int(json, at[i]);
    tb_json_close(json);
}

/* The roles that have a key of their own; every other column goes into `extra`. */
static bool has_own_key(const struct tb_report *report, size_t column)
{
    static const enum tb_role own[] = {TB_ROLE_NO, TB_ROLE_TASK, TB_ROLE_TARGET, TB_ROLE_UNITS,
                                       TB_ROLE_RESULT};
    for (size_t i = 0; i < sizeof own / sizeof *own; i++)
        if (report->column_of[own[i]] == column)
            return true;
    return false;
}

static struct tb_str extra_name(const struct place *place, uint32_t column,
                                char room[TB_FIELD_NAME])
{
    if (column < TB_EXTRA_NAMES_MAX && !(place->names->taken[column / 64] >> column % 64 & 1))
        return place->report->columns[column].header;
    int len = snprintf(room, TB_FIELD_NAME, "col:%u", (unsigned)column);
    return (struct tb_str){room, (size_t)len};
}

/* Every other column under its name (tb_extra_name), the cells of a row that is longer than the
 * header too. A units cell in which no organisation was found is kept here as well. */
static void put_extra(struct tb_json *json, const struct place *place)
{
    const struct tb_report *report = place->report;
    const struct tb_item *item = place->item;
    uint32_t count = item->row->count;
    if (count < report->column_count)
        count = (uint32_t)report->column_count;
    tb_json_key(json, "extra");
    tb_json_object(json);
    for (uint32_t i = 0; i < count && i < TB_NO_COLUMN; i++) {
        char room[TB_FIELD_NAME];
        struct tb_str text = tb_item_text(item, (uint16_t)i);
        bool unread = i == report->column_of[TB_ROLE_UNITS] && item->unit_count == 0 &&
                      tb_str_trim(text).len > 0;
        if (has_own_key(report, i) && !unread)
            continue;
        tb_json_key_str(json, extra_name(place, i, room));
        if (i < item->row->count)
            tb_json_str(json, text);
        else
            tb_json_null(json);
    }
    tb_json_close(json);
}

/* The text of a column with its own key; null where the report or the row has none. */
static void put_cell(struct tb_json *json, const struct place *place, const char *key,
                     enum tb_role role)
{
    uint16_t column = place->report->column_of[role];
    const struct tb_cell *cell = NULL;
    if (column != TB_NO_COLUMN)
        cell = tb_item_cell(place->item, column);
    tb_json_key(json, key);
    if (cell)
        tb_json_str(json, (struct tb_str){cell->text ? cell->text : "", cell->text_len});
    else
        tb_json_null(json);
}

static void put_head(struct tb_json *json, const struct place *place)
{
    const struct tb_item *item = place->item;
    char room[TB_FIELD_NAME];
    put_str(json, "id", item->id);
    put_str(json, "no", item->no);
    put_strings(json, "section", item->section, item->section_count);
    put_strings(json, "marks", item->marks, item->mark_count);
    tb_json_key(json, "inherited");
    tb_json_array(json);
    for (size_t i = 0; i < item->inherited_count; i++)
        tb_json_text(json, tb_field_name(place->report, item->inherited[i], room));
    tb_json_close(json);
    put_index(json, "line", item->row->line ? item->row->line : TB_NONE);
    put_cell(json, place, "task", TB_ROLE_TASK);
    put_cell(json, place, "target", TB_ROLE_TARGET);
    put_cell(json, place, "result", TB_ROLE_RESULT);
    put_extra(json, place);
}

static void put_units(struct tb_json *json, struct place *place)
{
    tb_json_key(json, "units");
    tb_json_array(json);
    for (size_t i = 0; i < place->item->unit_count; i++) {
        const struct tb_unit *unit = &place->item->units[i];
        tb_json_object(json);
        put_str(json, "name", unit->name);
        put_text(json, "role", tb_unit_role_name(unit->role));
        put_text(json, "basis", tb_unit_basis_name(unit->basis));
        put_span(json, place, unit->span);
        put_quote(json, place, unit->span);
        tb_json_close(json);
    }
    tb_json_close(json);
    tb_json_key(json, "people");
    tb_json_array(json);
    for (size_t i = 0; i < place->item->person_count; i++) {
        const struct tb_person *person = &place->item->people[i];
        tb_json_object(json);
        put_str(json, "name", person->name);
        put_str(json, "role", person->role);
        put_span(json, place, person->span);
        tb_json_close(json);
    }
    tb_json_close(json);
}

static void put_bound(struct tb_json *json, const char *key, bool known, struct tb_decimal value)
{
    tb_json_key(json, key);
    if (known)
        tb_json_decimal_text(json, value);
    else
        tb_json_null(json);
}

static void put_quantity(struct tb_json *json, struct place *place,
                         const struct tb_quantity *quantity)
{
    tb_json_object(json);
    put_span(json, place, quantity->span);
    put_quote(json, place, quantity->span);
    put_bound(json, "lo", quantity->has_lo, quantity->lo);
    put_bound(json, "hi", quantity->has_hi, quantity->hi);
    put_str(json, "unit", quantity->unit);
    put_text(json, "dimension", tb_dimension_name(quantity->dimension));
    put_text(json, "comparator", tb_comparator_name(quantity->comparator));
    put_text(json, "kind", tb_quantity_kind_name(quantity->kind));
    put_str(json, "metric", quantity->metric);
    tb_json_key(json, "hedge");
    tb_json_array(json);
    for (unsigned hedge = 0; hedge < TB_HEDGE_END; hedge++)
        if (quantity->hedges & (1u << hedge))
            tb_json_text(json, tb_hedge_name((enum tb_hedge)hedge));
    tb_json_close(json);
    tb_json_key(json, "period");
    tb_json_period(json, &quantity->period);
    tb_json_key(json, "cumulative");
    tb_json_bool(json, quantity->cumulative);
    put_index(json, "parent", quantity->parent);
    tb_json_close(json);
}

static void put_quantities(struct tb_json *json, struct place *place)
{
    tb_json_key(json, "quantities");
    tb_json_array(json);
    for (size_t i = 0; i < place->item->quantity_count; i++)
        put_quantity(json, place, &place->item->quantities[i]);
    tb_json_close(json);
}

static void put_dates(struct tb_json *json, struct place *place)
{
    tb_json_key(json, "dates");
    tb_json_array(json);
    for (size_t i = 0; i < place->item->date_count; i++) {
        const struct tb_date *date = &place->item->dates[i];
        tb_json_object(json);
        put_span(json, place, date->span);
        put_quote(json, place, date->span);
        tb_json_key(json, "start");
        tb_json_day(json, date->start);
        tb_json_key(json, "end");
        tb_json_day(json, date->end);
        put_text(json, "kind", tb_date_kind_name(date->kind));
        tb_json_close(json);
    }
    tb_json_close(json);
}

static void put_reasons(struct tb_json *json, struct place *place)
{
    tb_json_key(json, "reasons");
    tb_json_array(json);
    for (size_t i = 0; i < place->item->reason_count; i++) {
        tb_json_object(json);
        put_str(json, "class", place->item->reasons[i].class);
        put_span(json, place, place->item->reasons[i].span);
        tb_json_close(json);
    }
    tb_json_close(json);
    tb_json_key(json, "adjusted");
    tb_json_array(json);
    for (size_t i = 0; i < place->item->adjusted_count; i++) {
        const struct tb_adjusted *adjusted = &place->item->adjusted[i];
        tb_json_object(json);
        put_span(json, place, adjusted->span);
        put_str(json, "old", adjusted->old_text);
        put_str(json, "new", adjusted->new_text);
        tb_json_close(json);
    }
    tb_json_close(json);
}

static void put_parts(struct tb_json *json, struct place *place)
{
    tb_json_key(json, "parts");
    tb_json_array(json);
    for (size_t i = 0; i < place->item->part_count; i++) {
        const struct tb_part *part = &place->item->parts[i];
        tb_json_object(json);
        put_str(json, "label", part->label);
        put_span(json, place, part->span);
        tb_json_key(json, "target");
        if (part->target.column == TB_NO_COLUMN) {
            tb_json_null(json);
        } else {
            tb_json_object(json);
            put_span(json, place, part->target);
            tb_json_close(json);
        }
        put_text(json, "status", part->has_label ? tb_label_name(part->label_is) : NULL);
        put_str(json, "stage", part->stage);
        put_str(json, "target_stage", part->target_stage);
        put_indices(json, "reasons", part->reasons, part->reason_count);
        put_indices(json, "dates", part->dates, part->date_count);
        tb_json_close(json);
    }
    tb_json_close(json);
}

/* A figure with a fixed number of decimals, as text. */
static void put_fixed(struct tb_json *json, const char *key, bool known, struct tb_decimal value,
                      int places)
{
    char text[TB_DECIMAL_TEXT];
    if (known)
        tb_decimal_fixed(value, places, TB_ROUND_HALF_UP, text);
    put_text(json, key, known ? text : NULL);
}

static void put_why(struct tb_json *json, const struct tb_why *why)
{
    char room[TB_WHY_TEXT];
    put_str(json, "why", tb_why_text(why, room));
}

static void put_pair(struct tb_json *json, const struct tb_pair *pair)
{
    tb_json_object(json);
    put_text(json, "side", tb_side_name(pair->side));
    put_index(json, "target", pair->target);
    put_index(json, "actual", pair->actual);
    put_index(json, "part", pair->part);
    put_fixed(json, "attainment", pair->has_attainment, pair->attainment, 4);
    put_fixed(json, "expected", pair->has_expected, pair->expected, 4);
    put_fixed(json, "gap_points", pair->has_gap, pair->gap_points, 1);
    put_text(json, "verdict", tb_verdict_name(pair->verdict));
    put_confidence(json, pair->confidence);
    put_why(json, &pair->why);
    tb_json_key(json, "rejected");
    tb_json_array(json);
    for (size_t i = 0; i < pair->rejected_count; i++) {
        tb_json_object(json);
        put_index(json, "actual", pair->rejected[i].actual);
        put_why(json, &pair->rejected[i].why);
        tb_json_close(json);
    }
    tb_json_close(json);
    put_str(json, "implied", pair->implied);
    tb_json_close(json);
}

static void put_relation(struct tb_json *json, const struct tb_relation *relation)
{
    tb_json_object(json);
    put_text(json, "kind", tb_relation_kind_name(relation->kind));
    tb_json_key(json, "ok");
    tb_json_bool(json, relation->ok);
    tb_json_key(json, "members");
    tb_json_array(json);
    for (size_t i = 0; i < relation->member_count; i++) {
        tb_json_object(json);
        put_index(json, "item", relation->members[i].item);
        put_index(json, "quantity", relation->members[i].quantity);
        tb_json_close(json);
    }
    tb_json_close(json);
    put_str(json, "stated", relation->stated);
    put_str(json, "recomputed", relation->recomputed);
    tb_json_close(json);
}

static void put_status(struct tb_json *json, struct place *place)
{
    const struct tb_item_status *status = &place->item->status;
    tb_json_key(json, "status");
    tb_json_object(json);
    put_text(json, "label", status->has_label ? tb_label_name(status->label) : NULL);
    tb_json_key(json, "accepted");
    tb_json_array(json);
    for (size_t i = 0; i < status->accepted_count; i++)
        tb_json_text(json, tb_label_name(status->accepted[i]));
    tb_json_close(json);
    put_text(json, "reported", status->has_reported ? tb_label_name(status->reported) : NULL);
    put_text(json, "attainment", tb_attainment_name(status->attainment));
    put_text(json, "evidence_quality", tb_evidence_name(status->evidence_quality));
    put_confidence(json, status->confidence);
    put_strings(json, "flags", status->flags, status->flag_count);
    tb_json_key(json, "evidence");
    tb_json_array(json);
    for (size_t i = 0; i < status->evidence_count; i++) {
        tb_json_object(json);
        put_span(json, place, status->evidence[i]);
        put_quote(json, place, status->evidence[i]);
        tb_json_close(json);
    }
    tb_json_close(json);
    tb_json_close(json);
}

void tb_report_json_item(struct tb_json *json, const struct tb_report *report,
                         const struct tb_extra_names *names, size_t index)
{
    struct place place = {
        .report = report, .names = names, .item = &report->items[index], .column = TB_NO_COLUMN};
    const struct tb_item *item = place.item;
    put_head(json, &place);
    put_units(json, &place);
    put_quantities(json, &place);
    put_dates(json, &place);
    put_reasons(json, &place);
    put_parts(json, &place);
    tb_json_key(json, "pairs");
    tb_json_array(json);
    for (size_t i = 0; i < item->pair_count; i++)
        put_pair(json, &item->pairs[i]);
    tb_json_close(json);
    tb_json_key(json, "relations");
    tb_json_array(json);
    for (size_t i = 0; i < item->relation_count; i++)
        put_relation(json, &item->relations[i]);
    tb_json_close(json);
    put_status(json, &place);
}
