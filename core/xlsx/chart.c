/* chart.c - charts that the workbook draws itself, from ranges of its sheets. */
#include "xlsx/workbook.h"

enum { VALUES = 13 };

/* What stands where in the record (base/made.h). */
enum { FORM, TITLE, SHEET, ROW, COLUMN, CATEGORIES, SERIES = CATEGORIES + 4 };

static bool type_of(struct tb_str form, lxw_chart_type *out)
{
    static const struct {
        const char *name;
        lxw_chart_type type;
    } forms[] = {{"bar", LXW_CHART_BAR}, {"column", LXW_CHART_COLUMN}, {"line", LXW_CHART_LINE}};
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++)
        if (tb_str_eq(form, tb_str_of(forms[i].name))) {
            *out = forms[i].type;
            return true;
        }
    return false;
}

/* sheet, column, first row, last row */
struct range {
    const char *sheet;
    lxw_row_t first, last;
    lxw_col_t column;
};

static bool range_of(const struct workbook *workbook, const struct tb_made_value *at,
                     struct range *out)
{
    const struct sheet *sheet = tb_xlsx_sheet(workbook, at);
    if (!sheet || at[1].integer < 0 || (size_t)at[1].integer >= sheet->columns ||
        at[2].integer < 0 || at[3].integer < at[2].integer || at[3].integer >= LXW_ROW_MAX)
        return false;
    *out = (struct range){sheet->name, (lxw_row_t)at[2].integer, (lxw_row_t)at[3].integer,
                          (lxw_col_t)at[1].integer};
    return true;
}

enum tb_status tb_xlsx_put_chart(struct workbook *workbook, const struct tb_made *record,
                                 struct tb_error *error)
{
    const struct tb_made_value *at = record->at;
    struct range categories, values;
    lxw_chart_type type;
    if (record->count != VALUES || !type_of(at[FORM].text, &type) ||
        !range_of(workbook, &at[CATEGORIES], &categories) ||
        !range_of(workbook, &at[SERIES], &values) || at[ROW].integer < 0 ||
        at[ROW].integer >= LXW_ROW_MAX || at[COLUMN].integer < 0 ||
        at[COLUMN].integer >= LXW_COL_MAX)
        return tb_xlsx_malformed("chart", error);
    const struct sheet *sheet = tb_xlsx_sheet(workbook, &at[SHEET]);
    lxw_chart *chart = sheet ? workbook_add_chart(workbook->book, (uint8_t)type) : NULL;
    lxw_chart_series *series = chart ? chart_add_series(chart, NULL, NULL) : NULL;
    if (!series)
        return tb_xlsx_malformed("chart", error);
    chart_series_set_categories(series, categories.sheet, categories.first, categories.column,
                                categories.last, categories.column);
    chart_series_set_values(series, values.sheet, values.first, values.column, values.last,
                            values.column);
    lxw_chart_fill fill = {.color = 0x2A669F};
    chart_series_set_fill(series, &fill);
    chart_series_set_labels(series);
    (void)tb_made_chars(&at[TITLE], workbook->text, sizeof workbook->text);
    chart_title_set_name(chart, workbook->text);
    chart_legend_set_position(chart, LXW_CHART_LEGEND_NONE);
    if (type == LXW_CHART_BAR)
        chart_axis_set_reverse(chart->y_axis); /* the first category stands at the top */
    /* As tall as its bars are many. */
    lxw_chart_options options = {
        .x_scale = 1.4, .y_scale = 0.6 + 0.07 * (double)(categories.last - categories.first + 1)};
    if (options.y_scale > 6)
        options.y_scale = 6;
    if (worksheet_insert_chart_opt(sheet->at, (lxw_row_t)at[ROW].integer,
                                   (lxw_col_t)at[COLUMN].integer, chart, &options) != LXW_NO_ERROR)
        return tb_xlsx_malformed("chart", error);
    return TB_OK;
}
