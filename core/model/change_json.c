/* change_json.c - one change as JSON: the items, what it rests on, the spans. */
#include "model/change_json.h"

#include "base/utf8.h"
#include "model/place.h"

static void put_text(struct tb_json *json, const char *key, struct tb_str value)
{
    tb_json_key(json, key);
    tb_json_str(json, value);
}

static void put_int(struct tb_json *json, const char *key, int64_t value)
{
    tb_json_key(json, key);
    tb_json_int(json, value);
}

static void put_share(struct tb_json *json, const char *key, double value)
{
    tb_json_key(json, key);
    tb_json_double(json, value, 4);
}

/* Reads the report of one side of a change. */
struct side {
    const struct tb_report *report;
    uint32_t index; /* of the item; TB_NONE: none */
    uint16_t column;
};

static struct side old_side(const struct tb_diff *diff, const struct tb_change *change)
{
    return (struct side){diff->old_report, change->old_item, change->old_column};
}

static struct side new_side(const struct tb_diff *diff, const struct tb_change *change)
{
    return (struct side){diff->new_report, change->new_item, change->new_column};
}

/* Asked only where the kind of the change says that the side has one. */
static const struct tb_item *item_of(const struct side *side)
{
    return &side->report->items[side->index];
}

static void put_item(struct tb_json *json, const char *key, const struct tb_report *report,
                     uint32_t index)
{
    tb_json_key(json, key);
    if (index == TB_NONE) {
        tb_json_null(json);
        return;
    }
    const struct tb_item *item = &report->items[index];
    tb_json_object(json);
    put_text(json, "no", item->no);
    put_text(json, "id", item->id);
    put_int(json, "item", index);
    struct tb_str task = {0};
    if (report->column_of[TB_ROLE_TASK] != TB_NO_COLUMN)
        task = tb_item_role(report, item, TB_ROLE_TASK);
    put_text(json, "task", task);
    tb_json_close(json);
}

static void put_field(struct tb_json *json, const struct side *side)
{
    char room[TB_FIELD_NAME];
    tb_json_key(json, "field");
    if (side->column == TB_NO_COLUMN)
        tb_json_null(json);
    else
        tb_json_text(json, tb_field_name(side->report, side->column, room));
}

/* from, to and the characters of a span. */
static void put_span(struct tb_json *json, const struct side *side, uint32_t from, uint32_t to)
{
    struct tb_str text = tb_item_text(item_of(side), side->column);
    put_int(json, "from", tb_place_chars(text, from));
    put_int(json, "to", tb_place_chars(text, to));
    put_text(json, "text", tb_str_sub(text, from, to));
}

/* Counts the code points of a text from one place to a later one. */
struct count {
    uint32_t at, chars;
};

static uint32_t count_to(struct count *count, struct tb_str text, uint32_t at)
{
    count->chars += (uint32_t)tb_utf8_count(tb_str_sub(text, count->at, at));
    count->at = at;
    return count->chars;
}

static void put_edit_side(struct tb_json *json, const char *key, const struct side *side,
                          struct count *count, uint32_t from, uint32_t to)
{
    struct tb_str text = tb_item_text(item_of(side), side->column);
    tb_json_key(json, key);
    tb_json_object(json);
    put_field(json, side);
    put_int(json, "from", count_to(count, text, from));
    put_int(json, "to", count_to(count, text, to));
    put_text(json, "text", tb_str_sub(text, from, to));
    tb_json_close(json);
}

static void put_spans(struct tb_json *json, const struct tb_diff *diff,
                      const struct tb_change *change)
{
    struct side olds = old_side(diff, change), news = new_side(diff, change);
    struct count old_count = {0}, new_count = {0};
    tb_json_key(json, "spans");
    tb_json_array(json);
    for (uint32_t i = 0; i < change->edit_count; i++) {
        const struct tb_edit *edit = &change->edits[i];
        tb_json_object(json);
        put_edit_side(json, "old", &olds, &old_count, edit->old_from, edit->old_to);
        put_edit_side(json, "new", &news, &new_count, edit->new_from, edit->new_to);
        tb_json_close(json);
    }
    tb_json_close(json);
}

/* --- detail ------------------------------------------------------------------------------------ */

static void put_decimal(struct tb_json *json, const char *key, bool known, struct tb_decimal value)
{
    tb_json_key(json, key);
    if (known)
        tb_json_decimal_text(json, value);
    else
        tb_json_null(json);
}

static void put_figure(struct tb_json *json, const char *key, const struct side *side,
                       uint32_t index)
{
    tb_json_key(json, key);
    if (index == TB_NONE) {
        tb_json_null(json);
        return;
    }
    const struct tb_quantity *quantity = &item_of(side)->quantities[index];
    struct side own = {side->report, side->index, quantity->span.column};
    tb_json_object(json);
    put_span(json, &own, quantity->span.from, quantity->span.to);
    put_decimal(json, "lo", quantity->has_lo, quantity->lo);
    put_decimal(json, "hi", quantity->has_hi, quantity->hi);
    put_text(json, "unit", quantity->unit);
    tb_json_key(json, "comparator");
    tb_json_text(json, tb_comparator_name(quantity->comparator));
    put_text(json, "metric", quantity->metric);
    tb_json_key(json, "cumulative");
    tb_json_bool(json, quantity->cumulative);
    tb_json_close(json);
}

static struct tb_decimal bound_of(const struct tb_quantity *quantity)
{
    return quantity->has_lo ? quantity->lo : quantity->hi;
}

/* new - old and new / old of the two figures; null where it does not fit or has no meaning. */
static void put_difference(struct tb_json *json, const struct tb_quantity *a,
                           const struct tb_quantity *b)
{
    char room[TB_DECIMAL_TEXT];
    struct tb_decimal result = {0, 1, 0};
    bool known = a && b && tb_decimal_sub(bound_of(b), bound_of(a), &result);
    put_decimal(json, "difference", known, result);
    tb_json_key(json, "ratio");
    if (a && b && bound_of(a).num > 0 && tb_decimal_div(bound_of(b), bound_of(a), &result)) {
        tb_decimal_fixed(result, 4, TB_ROUND_HALF_UP, room);
        tb_json_text(json, room);
    } else {
        tb_json_null(json);
    }
}

/* The two figures of a change; null: it is not about figures. */
static void put_figures(struct tb_json *json, const struct side *olds, const struct side *news,
                        const struct tb_change *change)
{
    const struct tb_quantity *a = NULL, *b = NULL;
    tb_json_key(json, "figures");
    if (change->old_quantity == TB_NONE && change->new_quantity == TB_NONE) {
        tb_json_null(json);
        return;
    }
    if (change->old_quantity != TB_NONE)
        a = &item_of(olds)->quantities[change->old_quantity];
    if (change->new_quantity != TB_NONE)
        b = &item_of(news)->quantities[change->new_quantity];
    tb_json_object(json);
    put_figure(json, "old", olds, change->old_quantity);
    put_figure(json, "new", news, change->new_quantity);
    put_difference(json, a, b);
    tb_json_close(json);
}

static void put_date(struct tb_json *json, const char *key, const struct side *side, uint32_t index)
{
    const struct tb_date *date = &item_of(side)->dates[index];
    struct side own = {side->report, side->index, date->span.column};
    tb_json_key(json, key);
    tb_json_object(json);
    put_span(json, &own, date->span.from, date->span.to);
    tb_json_key(json, "start");
    tb_json_day(json, date->start);
    tb_json_key(json, "end");
    tb_json_day(json, date->end);
    tb_json_key(json, "kind");
    tb_json_text(json, tb_date_kind_name(date->kind));
    tb_json_close(json);
}

/* The two dates of a change; null: it is not about dates. */
static void put_dates(struct tb_json *json, const struct side *olds, const struct side *news,
                      const struct tb_change *change)
{
    tb_json_key(json, "dates");
    if (change->old_date == TB_NONE) {
        tb_json_null(json);
        return;
    }
    tb_json_object(json);
    put_date(json, "old", olds, change->old_date);
    put_date(json, "new", news, change->new_date);
    put_int(json, "days", change->days);
    tb_json_close(json);
}

static void put_unit(struct tb_json *json, const char *key, const struct side *side, uint32_t index)
{
    tb_json_key(json, key);
    if (index == TB_NONE) {
        tb_json_null(json);
        return;
    }
    const struct tb_unit *unit = &item_of(side)->units[index];
    tb_json_object(json);
    put_text(json, "name", unit->name);
    tb_json_key(json, "role");
    tb_json_text(json, tb_unit_role_name(unit->role));
    tb_json_key(json, "basis");
    tb_json_text(json, tb_unit_basis_name(unit->basis));
    tb_json_close(json);
}

/* The status and stage of one side: of the part the change speaks of, else of the item. */
static void put_status(struct tb_json *json, const char *key, const struct side *side,
                       uint32_t part)
{
    const struct tb_item_status *status = &item_of(side)->status;
    bool has_label = status->has_label;
    enum tb_label label = status->label;
    struct tb_str stage = {0};
    if (part != TB_NONE) {
        has_label = item_of(side)->parts[part].has_label;
        label = item_of(side)->parts[part].label_is;
        stage = item_of(side)->parts[part].stage;
    }
    tb_json_key(json, key);
    tb_json_object(json);
    tb_json_key(json, "label");
    tb_json_text(json, has_label ? tb_label_name(label) : NULL);
    put_text(json, "stage", stage);
    tb_json_close(json);
}

static void put_part(struct tb_json *json, const struct side *side, uint32_t part)
{
    struct tb_str label = {0};
    if (part != TB_NONE)
        label = item_of(side)->parts[part].label;
    put_text(json, "part", label);
}

static void put_near(struct tb_json *json, const struct tb_report *other,
                     const struct tb_near *near)
{
    put_item(json, "nearest", other, near->item);
    tb_json_key(json, "score");
    if (near->item == TB_NONE)
        tb_json_null(json);
    else
        tb_json_double(json, near->score, 4);
}

/* What changes of annual task, period target, result and plain texts have. */
static void put_values(struct tb_json *json, const struct side *olds, const struct side *news,
                       const struct tb_change *change)
{
    put_field(json, news->column == TB_NO_COLUMN ? olds : news);
    put_figures(json, olds, news, change);
    put_dates(json, olds, news, change);
}

static void put_number(struct tb_json *json, const char *key, const struct side *side)
{
    put_text(json, key, item_of(side)->no);
}

static void put_places(struct tb_json *json, const struct tb_change *change)
{
    put_int(json, "from", (int64_t)change->old_item + 1);
    put_int(json, "to", (int64_t)change->new_item + 1);
}

static void put_detail(struct tb_json *json, const struct tb_diff *diff,
                       const struct tb_change *change)
{
    struct side olds = old_side(diff, change), news = new_side(diff, change);
    tb_json_key(json, "detail");
    tb_json_object(json);
    switch (change->kind) {
    case TB_CHANGE_ADDED:
        put_near(json, diff->old_report, &change->near);
        break;
    case TB_CHANGE_REMOVED:
        put_near(json, diff->new_report, &change->near);
        break;
    case TB_CHANGE_RENUMBERED:
        put_number(json, "from", &olds);
        put_number(json, "to", &news);
        break;
    case TB_CHANGE_MOVED:
        put_places(json, change);
        break;
    case TB_CHANGE_UNIT_ADDED:
    case TB_CHANGE_UNIT_REMOVED:
    case TB_CHANGE_LEAD_CHANGED:
        put_unit(json, "old", &olds, change->old_unit);
        put_unit(json, "new", &news, change->new_unit);
        break;
    case TB_CHANGE_STATUS_CHANGED:
        put_part(json, &news, change->new_part);
        put_status(json, "old", &olds, change->old_part);
        put_status(json, "new", &news, change->new_part);
        break;
    case TB_CHANGE_RESULT_UNCHANGED:
        put_field(json, &news);
        put_part(json, &news, change->new_part);
        break;
    case TB_CHANGE_MERGED:
        put_share(json, "share", change->kin.share);
        put_item(json, "partner", diff->old_report, change->kin.partner);
        break;
    case TB_CHANGE_SPLIT:
        put_share(json, "share", change->kin.share);
        put_item(json, "partner", diff->new_report, change->kin.partner);
        break;
    case TB_CHANGE_TASK_REWORDED:
    case TB_CHANGE_TARGET_SOFTENED:
    case TB_CHANGE_TARGET_RAISED:
    case TB_CHANGE_TARGET_CHANGED:
    case TB_CHANGE_QUANTITY_UP:
    case TB_CHANGE_QUANTITY_DOWN:
    case TB_CHANGE_DEADLINE_SLIPPED:
    case TB_CHANGE_TEXT:
    case TB_CHANGE_FORMAT:
    case TB_CHANGE_END:
        put_values(json, &olds, &news, change);
        break;
    }
    tb_json_close(json);
}

/* --- the change ---------------------------------------------------------------------------------- */

void tb_change_json(struct tb_json *json, const struct tb_diff *diff,
                    const struct tb_change *change)
{
    tb_json_key(json, "kind");
    tb_json_text(json, tb_change_kind_name(change->kind));
    put_item(json, "old", diff->old_report, change->old_item);
    put_item(json, "new", diff->new_report, change->new_item);
    tb_json_key(json, "severity");
    tb_json_text(json, tb_severity_name(change->severity));
    put_share(json, "confidence", change->confidence);
    tb_json_key(json, "why");
    tb_json_text(json, change->why);
    put_detail(json, diff, change);
    put_spans(json, diff, change);
}
