/* pins.c - putting what people decided over what was read. */
#include "extract/pins.h"

#include "extract/verdict.h"

/* The series of a snapshot, "linzi" of "linzi@2021Q3"; ptr NULL: the report is a file. */
static struct tb_str series_of(const struct tb_report *report)
{
    struct tb_str name = report->source.name;
    for (size_t i = 0; i < name.len; i++) {
        char c = name.ptr[i];
        if (c == '@' && i > 0)
            return tb_str_sub(name, 0, i);
        if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'))
            break;
    }
    return (struct tb_str){NULL, 0};
}

static bool same_day(struct tb_day a, struct tb_day b)
{
    return a.year == b.year && a.month == b.month && a.day == b.day;
}

static bool speaks_of(const struct tb_item_pin *pin, const struct tb_report *report)
{
    struct tb_str series = series_of(report);
    return report->period.known && same_day(pin->period.from, report->period.from) &&
           same_day(pin->period.to, report->period.to) &&
           (pin->series.len == 0 || !series.ptr || tb_str_eq(pin->series, series));
}

static struct tb_item *find_item(const struct tb_item_pin *pin, struct tb_report *report)
{
    for (size_t i = 0; i < report->item_count; i++)
        if (tb_str_eq(report->items[i].id, pin->item))
            return &report->items[i];
    return NULL;
}

/* Says that a pin found nothing: `what` is the item, or the figure in it. */
static bool add_repair(const struct tb_item_pin *pin, struct tb_str what, struct tb_report *report,
                       struct tb_arena *arena)
{
    struct tb_repair *repairs = TB_NEW_ARRAY(arena, struct tb_repair, report->repair_count + 1);
    struct tb_str detail = tb_arena_printf(arena, "%.*s: %.*s", TB_ARG(pin->place), TB_ARG(what));
    if (!repairs || !detail.ptr)
        return false;
    if (report->repair_count)
        memcpy(repairs, report->repairs, report->repair_count * sizeof *repairs);
    repairs[report->repair_count++] =
        (struct tb_repair){.kind = "pin", .count = 1, .detail = detail};
    report->repairs = repairs;
    return true;
}

static uint32_t find_figure(const struct tb_item *item, uint16_t column, struct tb_str text)
{
    for (uint32_t i = 0; i < item->quantity_count; i++)
        if (item->quantities[i].span.column == column &&
            tb_str_eq(tb_item_quote(item, item->quantities[i].span), text))
            return i;
    return TB_NONE;
}

static bool set_pair(const struct tb_item_pin *pin, const struct tb_report *report,
                     struct tb_item *item, uint32_t target, uint32_t actual, struct tb_arena *arena)
{
    static const struct tb_decimal one = {1, 1, 0};
    struct tb_pair *pairs = TB_NEW_ARRAY(arena, struct tb_pair, (size_t)item->pair_count + 1);
    if (!pairs)
        return false;
    uint32_t count = 0;
    bool whole_year = pin->side == TB_SIDE_ANNUAL;
    for (uint32_t i = 0; i < item->pair_count; i++) {
        const struct tb_pair *pair = &item->pairs[i];
        bool replaced =
            pair->side == pin->side && (pair->target == target || pair->actual == actual);
        if (!replaced)
            pairs[count++] = *pair;
        else if (pair->target == target) /* 年内 stays 年内 */
            whole_year |= pair->has_expected && tb_decimal_compare(pair->expected, one) != 0;
    }
    if (pin->actual.ptr) {
        struct tb_pair *made = &pairs[count++];
        *made = (struct tb_pair){.side = pin->side,
                                 .target = target,
                                 .actual = actual,
                                 .part = TB_NONE,
                                 .confidence = 1,
                                 .why = {.known = true, .who = pin->who, .reason = pin->reason}};
        tb_verdict_read(report, &item->quantities[target], &item->quantities[actual], whole_year,
                        made);
    }
    item->pairs = pairs;
    item->pair_count = count;
    return true;
}

/* The target column of the pin's side, chosen as for the pairs that are read. */
static uint16_t target_column(const struct tb_report *report, enum tb_side side)
{
    if (side == TB_SIDE_PERIOD)
        return report->column_of[TB_ROLE_TARGET];
    uint16_t annual = report->column_of[TB_ROLE_ANNUAL_TARGET];
    return annual != TB_NO_COLUMN ? annual : report->column_of[TB_ROLE_TASK];
}

static bool pin_pair(const struct tb_item_pin *pin, struct tb_report *report,
                     struct tb_arena *arena)
{
    struct tb_item *item = find_item(pin, report);
    if (!item)
        return add_repair(pin, pin->item, report, arena);
    uint32_t target = find_figure(item, target_column(report, pin->side), pin->target);
    uint32_t actual = pin->actual.ptr
                          ? find_figure(item, report->column_of[TB_ROLE_RESULT], pin->actual)
                          : TB_NONE;
    if (target == TB_NONE)
        return add_repair(pin, pin->target, report, arena);
    if (actual == TB_NONE && pin->actual.ptr)
        return add_repair(pin, pin->actual, report, arena);
    return set_pair(pin, report, item, target, actual, arena);
}

bool tb_pins_pairs(const struct tb_pins *pins, struct tb_report *report, struct tb_arena *arena)
{
    for (size_t i = 0; i < pins->count; i++)
        if (pins->at[i].kind == TB_PIN_PAIR && speaks_of(&pins->at[i], report) &&
            !pin_pair(&pins->at[i], report, arena))
            return false;
    return true;
}

static bool add_flag(struct tb_item_status *status, struct tb_arena *arena)
{
    for (uint32_t i = 0; i < status->flag_count; i++)
        if (tb_str_eq(status->flags[i], TB_STR("pinned")))
            return true;
    struct tb_str *flags = TB_NEW_ARRAY(arena, struct tb_str, (size_t)status->flag_count + 1);
    if (!flags)
        return false;
    if (status->flag_count)
        memcpy(flags, status->flags, status->flag_count * sizeof *flags);
    flags[status->flag_count++] = TB_STR("pinned");
    status->flags = flags;
    return true;
}

static bool pin_status(const struct tb_item_pin *pin, struct tb_report *report,
                       struct tb_arena *arena)
{
    struct tb_item *item = find_item(pin, report);
    if (!item)
        return add_repair(pin, pin->item, report, arena);
    enum tb_label *label = TB_NEW(arena, enum tb_label);
    if (!label)
        return false;
    *label = pin->label;
    item->status.has_label = true;
    item->status.label = pin->label;
    item->status.accepted = label;
    item->status.accepted_count = 1;
    item->status.confidence = 1;
    return add_flag(&item->status, arena);
}

bool tb_pins_status(const struct tb_pins *pins, struct tb_report *report, struct tb_arena *arena)
{
    for (size_t i = 0; i < pins->count; i++)
        if (pins->at[i].kind == TB_PIN_STATUS && speaks_of(&pins->at[i], report) &&
            !pin_status(&pins->at[i], report, arena))
            return false;
    return true;
}
