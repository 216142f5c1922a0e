/* cell_figures.c - the figures and dates of a report: which columns are read, and with what unit. */
#include "base/list.h"
#include "extract/quantities.h"

/* What a column's role means for the figures in it. */
struct reading {
    bool read, target, value; /* value: a number alone is a figure */
};

static struct reading reading_of(enum tb_role role)
{
    switch (role) {
    case TB_ROLE_TASK:
    case TB_ROLE_DEADLINE:
        return (struct reading){true, true, false};
    case TB_ROLE_ANNUAL_TARGET:
    case TB_ROLE_TARGET:
        return (struct reading){true, true, true};
    case TB_ROLE_RESULT:
    case TB_ROLE_ACTUAL_VALUE:
    case TB_ROLE_RATIO:
        return (struct reading){true, false, true};
    case TB_ROLE_PROBLEM:
    case TB_ROLE_NEXT:
    case TB_ROLE_NOTE:
        return (struct reading){true, false, false};
    case TB_ROLE_NO:
    case TB_ROLE_SECTION:
    case TB_ROLE_UNITS:
    case TB_ROLE_LEAD_UNITS:
    case TB_ROLE_PEOPLE:
    case TB_ROLE_MEASURE_UNIT:
    case TB_ROLE_OTHER:
    case TB_ROLE_END:
        break;
    }
    return (struct reading){false, false, false};
}

/* The unit that a heading gives in brackets or as a last sign: 投资额（万元）, 完成率%. */
static struct tb_str unit_of_heading(const struct tb_measures *measures, struct tb_str heading)
{
    static const char *const opening[] = {"（", "("}, *const closing[] = {"）", ")"};
    int power;
    for (int i = 0; i < 2; i++) {
        size_t from = tb_str_find(heading, tb_str_of(opening[i]), 0);
        if (from == SIZE_MAX)
            continue;
        from += strlen(opening[i]);
        size_t to = tb_str_find(heading, tb_str_of(closing[i]), from);
        struct tb_str inside =
            tb_str_trim(tb_str_sub(heading, from, to == SIZE_MAX ? heading.len : to));
        if (tb_measure_named(measures, inside, &power))
            return inside;
    }
    return tb_str_ends(heading, TB_STR("%")) || tb_str_ends(heading, TB_STR("％"))
               ? TB_STR("%")
               : (struct tb_str){NULL, 0};
}

/* The unit of a cell that holds just a number. */
static struct tb_str unit_of_cell(const struct tb_measures *measures,
                                  const struct tb_report *report, const struct tb_item *item,
                                  uint16_t column)
{
    struct tb_str unit = unit_of_heading(measures, report->columns[column].header);
    if (unit.ptr)
        return unit;
    if (report->columns[column].role == TB_ROLE_RATIO)
        return TB_STR("%");
    unit = tb_str_trim(tb_item_role(report, item, TB_ROLE_MEASURE_UNIT));
    return unit.len ? unit : (struct tb_str){NULL, 0};
}

/* What is found in one item after the other, before it is laid down at its final size. */
struct found {
    struct tb_quantities quantities;
    struct tb_dates dates;
};

static bool lay_down(const struct found *found, struct tb_arena *arena, struct tb_item *item)
{
    struct tb_quantity *quantities =
        TB_NEW_ARRAY(arena, struct tb_quantity, found->quantities.count);
    struct tb_date *dates = TB_NEW_ARRAY(arena, struct tb_date, found->dates.count);
    if (!quantities || !dates)
        return false;
    if (found->quantities.count)
        memcpy(quantities, found->quantities.at, found->quantities.count * sizeof *quantities);
    if (found->dates.count)
        memcpy(dates, found->dates.at, found->dates.count * sizeof *dates);
    item->quantities = quantities;
    item->quantity_count = (uint32_t)found->quantities.count;
    item->dates = dates;
    item->date_count = (uint32_t)found->dates.count;
    return true;
}

enum tb_status tb_quantities_read(const struct tb_measures *measures, struct tb_report *report,
                                  struct tb_arena *arena, struct tb_error *error)
{
    struct found found = {{0}, {0}};
    for (size_t i = 0; i < report->item_count; i++) {
        struct tb_item *item = &report->items[i];
        found.quantities.count = found.dates.count = 0;
        for (size_t column = 0; column < report->column_count && column < TB_NO_COLUMN; column++) {
            struct reading reading = reading_of(report->columns[column].role);
            if (!reading.read)
                continue;
            struct tb_scan_options options = {.calendar = {report->year, report->period},
                                              .column = (uint16_t)column,
                                              .target = reading.target};
            if (reading.value)
                options.unit = unit_of_cell(measures, report, item, (uint16_t)column);
            enum tb_status status =
                tb_quantities_scan(measures, tb_item_text(item, (uint16_t)column), &options, arena,
                                   &found.quantities, &found.dates, error);
            if (status != TB_OK)
                return status;
        }
        if (!lay_down(&found, arena, item))
            return tb_arena_fail(arena, error);
    }
    return TB_OK;
}
