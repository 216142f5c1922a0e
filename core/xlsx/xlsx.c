/* xlsx.c - workbooks: sheets with a frozen header and filters, rows of typed cells. */
#include "xlsx/xlsx.h"

#include <math.h>

#include "base/utf8.h"
#include "xlsx/workbook.h"

/* Numbers beyond it are not exact in a workbook, which has doubles only. */
#define EXACT_MOST (INT64_C(1) << 53)

enum { ARENA_MAX = 64 << 20, WIDTH_MOST = 255 };

enum tb_status tb_xlsx_malformed(const char *what, struct tb_error *error)
{
    return tb_fail(error, TB_EFORMAT, "导出插件对工作簿的描述不合格式（%s）",
                   "the export describes its workbook wrongly (%s)", what);
}

static enum tb_status fail(lxw_error cause, struct tb_error *error)
{
    return tb_fail(error, TB_EIO, "工作簿写不成：%s", "the workbook cannot be written: %s",
                   lxw_strerror(cause));
}

/* ---- text ---- */

/* The length of the longest prefix of at most `units` UTF-16 units. */
static size_t prefix_of(struct tb_str text, size_t units)
{
    size_t at = 0, used = 0, len;
    for (; at < text.len; at += len) {
        used += tb_utf8_at(text, at, &len) > 0xFFFF ? 2 : 1;
        if (used > units)
            break;
    }
    return at;
}

/* The text as a C string in workbook->text, cut where a cell cannot hold it. */
static const char *chars_of(struct workbook *workbook, const struct tb_made_value *value)
{
    static const char remark[] =
        " …（一格最多 32767 字，以下略 / cut: a cell holds 32767 characters）";
    struct tb_made_value fits = *value;
    bool is_long =
        value->text.len > TEXT_MOST && prefix_of(value->text, TEXT_MOST) < value->text.len;
    if (is_long) {
        fits.text.len = prefix_of(value->text, TEXT_MOST - tb_utf8_count(tb_str_of(remark)));
        workbook->cut++;
    }
    size_t len = tb_made_chars(&fits, workbook->text, sizeof workbook->text);
    if (is_long)
        memcpy(workbook->text + len, remark, sizeof remark);
    return workbook->text;
}

/* A text that lives as long as the workbook. */
static char *keep(struct workbook *workbook, struct tb_str text)
{
    char *copy = tb_arena_alloc(workbook->arena, text.len + 1);
    const struct tb_made_value value = {.text = text};
    if (copy)
        (void)tb_made_chars(&value, copy, text.len + 1);
    return copy;
}

/* ---- beginning ---- */

static void make_formats(struct workbook *workbook)
{
    for (int i = 0; i < STYLE_END; i++) {
        lxw_format *format = workbook_add_format(workbook->book);
        format_set_align(format, LXW_ALIGN_VERTICAL_TOP);
        workbook->formats[i] = format;
    }
    format_set_text_wrap(workbook->formats[STYLE_WRAP]);
    format_set_num_format(workbook->formats[STYLE_PERCENT], "0.0%");
    lxw_format *head = workbook->formats[STYLE_HEAD];
    format_set_bold(head);
    format_set_text_wrap(head);
    format_set_bottom(head, LXW_BORDER_MEDIUM);
    format_set_bg_color(head, 0xEEF1F4);
    format_set_align(head, LXW_ALIGN_VERTICAL_CENTER);
    format_set_bold(workbook->formats[STYLE_TITLE]);
    format_set_font_size(workbook->formats[STYLE_TITLE], 14);
}

/* Beside the file, so that whoever removes its folder removes all. */
static char *folder_of(struct workbook *workbook, const char *path)
{
    const char *slash = strrchr(path, '/');
    struct tb_str folder = {path, slash ? (size_t)(slash - path) : 0};
    return folder.len > 0 ? keep(workbook, folder) : keep(workbook, TB_STR("."));
}

enum tb_status tb_xlsx_open(const char *path, void **out, struct tb_error *error)
{
    struct tb_arena *arena;
    enum tb_status status = tb_arena_new(ARENA_MAX, &arena, error);
    if (status != TB_OK)
        return status;
    struct workbook *workbook = TB_NEW(arena, struct workbook);
    if (workbook)
        *workbook = (struct workbook){.arena = arena};
    char *folder = workbook ? folder_of(workbook, path) : NULL;
    if (!folder) {
        status = tb_arena_fail(arena, error);
        tb_arena_free(arena);
        return status;
    }
    lxw_workbook_options options = {.constant_memory = LXW_TRUE, .tmpdir = folder};
    workbook->book = workbook_new_opt(path, &options);
    if (!workbook->book) {
        tb_arena_free(arena);
        return tb_fail_memory(error);
    }
    make_formats(workbook);
    /* Not now: the same input gives the same bytes. */
    lxw_doc_properties properties = {.created = 946684800};
    workbook_set_properties(workbook->book, &properties);
    *out = workbook;
    return TB_OK;
}

/* ---- sheets ---- */

struct sheet *tb_xlsx_sheet(const struct workbook *workbook, const struct tb_made_value *name)
{
    for (struct sheet *sheet = workbook->first; sheet; sheet = sheet->after)
        if (tb_str_eq(tb_str_of(sheet->name), name->text))
            return sheet;
    return NULL;
}

static enum style style_of(const struct tb_made_value *column)
{
    if (tb_str_eq(column[2].text, TB_STR("percent")))
        return STYLE_PERCENT;
    if (tb_str_eq(column[2].text, TB_STR("number")) || tb_str_eq(column[2].text, TB_STR("integer")))
        return STYLE_NUMBER;
    return column[4].on ? STYLE_WRAP : STYLE_TEXT;
}

/* The lines of `text`; NULL where there are none, or no memory. */
static char **choices_of(struct workbook *workbook, struct tb_str text)
{
    if (text.len == 0)
        return NULL;
    char **lines = TB_NEW_ARRAY(workbook->arena, char *, CHOICES_MOST + 1);
    size_t count = 0;
    while (lines && text.len > 0 && count < CHOICES_MOST) {
        const char *end = memchr(text.ptr, '\n', text.len);
        size_t len = end ? (size_t)(end - text.ptr) : text.len;
        lines[count] = keep(workbook, tb_str_sub(text, 0, len));
        if (!lines[count])
            return NULL;
        count++;
        text = tb_str_sub(text, end ? len + 1 : len, text.len);
    }
    if (lines)
        lines[count] = NULL;
    return lines;
}

static void put_header(struct workbook *workbook, struct sheet *sheet, const struct tb_made *record)
{
    if (record->at[1].text.len > 0) {
        worksheet_write_string(sheet->at, 0, 0, chars_of(workbook, &record->at[1]),
                               workbook->formats[STYLE_TITLE]);
        sheet->head = 1;
    }
    for (size_t i = 0; i < sheet->columns; i++) {
        const struct tb_made_value *column = &record->at[2 + i * TB_MADE_COLUMN_VALUES];
        double width =
            column[3].type == TB_MADE_INTEGER ? (double)column[3].integer : column[3].number;
        lxw_col_t at = (lxw_col_t)i;
        sheet->styles[i] = style_of(column);
        sheet->choices[i] = choices_of(workbook, column[6].text);
        if (width > 0 && width <= WIDTH_MOST)
            worksheet_set_column(sheet->at, at, at, width, NULL);
        worksheet_write_string(sheet->at, sheet->head, at, chars_of(workbook, &column[1]),
                               workbook->formats[STYLE_HEAD]);
    }
    worksheet_freeze_panes(sheet->at, sheet->head + 1, 0);
    worksheet_set_landscape(sheet->at);
    worksheet_set_paper(sheet->at, 9); /* A4 */
    worksheet_fit_to_pages(sheet->at, 1, 0);
    worksheet_repeat_rows(sheet->at, sheet->head, sheet->head);
    sheet->next = sheet->head + 1;
}

static enum tb_status add_sheet(struct workbook *workbook, const struct tb_made *record,
                                struct tb_error *error)
{
    struct sheet *sheet = TB_NEW(workbook->arena, struct sheet);
    size_t columns = (record->count - 2) / TB_MADE_COLUMN_VALUES;
    if (!sheet)
        return tb_arena_fail(workbook->arena, error);
    *sheet = (struct sheet){.columns = columns,
                            .styles = TB_NEW_ARRAY(workbook->arena, enum style, columns),
                            .choices = TB_NEW_ARRAY(workbook->arena, char **, columns)};
    if (!sheet->styles || !sheet->choices)
        return tb_arena_fail(workbook->arena, error);
    if (tb_made_chars(&record->at[0], sheet->name, sizeof sheet->name) != record->at[0].text.len)
        return tb_xlsx_malformed("sheet", error);
    lxw_error wrong = workbook_validate_sheet_name(workbook->book, sheet->name);
    if (wrong != LXW_NO_ERROR)
        return fail(wrong, error);
    sheet->at = workbook_add_worksheet(workbook->book, sheet->name);
    if (!sheet->at)
        return tb_fail_memory(error);
    put_header(workbook, sheet, record);
    struct sheet **end = &workbook->first;
    while (*end)
        end = &(*end)->after;
    *end = sheet;
    workbook->current = sheet;
    return TB_OK;
}

static enum tb_status take_sheet(struct workbook *workbook, const struct tb_made *record,
                                 struct tb_error *error)
{
    if (record->count < 2 || record->at[0].text.len == 0 ||
        (record->count - 2) % TB_MADE_COLUMN_VALUES != 0)
        return tb_xlsx_malformed("sheet", error);
    struct sheet *known = tb_xlsx_sheet(workbook, &record->at[0]);
    if (!known && record->count > 2)
        return add_sheet(workbook, record, error);
    if (!known)
        return tb_xlsx_malformed("sheet", error);
    workbook->current = known;
    return TB_OK;
}

/* ---- rows ---- */

static lxw_error put_cell(struct workbook *workbook, lxw_col_t column,
                          const struct tb_made_value *value)
{
    struct sheet *sheet = workbook->current;
    lxw_format *format = workbook->formats[sheet->styles[column]];
    bool exact = value->type != TB_MADE_INTEGER ||
                 (value->integer >= -EXACT_MOST && value->integer <= EXACT_MOST);
    switch (value->type) {
    case TB_MADE_TEXT:
        return worksheet_write_string(sheet->at, sheet->next, column, chars_of(workbook, value),
                                      format);
    case TB_MADE_INTEGER:
        if (exact)
            return worksheet_write_number(sheet->at, sheet->next, column, (double)value->integer,
                                          format);
        (void)snprintf(workbook->text, sizeof workbook->text, "%lld", (long long)value->integer);
        return worksheet_write_string(sheet->at, sheet->next, column, workbook->text, format);
    case TB_MADE_NUMBER:
        if (!isfinite(value->number)) /* a workbook has no place for it */
            return worksheet_write_blank(sheet->at, sheet->next, column, format);
        return worksheet_write_number(sheet->at, sheet->next, column, value->number, format);
    case TB_MADE_BOOL:
        return worksheet_write_boolean(sheet->at, sheet->next, column, value->on, format);
    case TB_MADE_NONE:
    case TB_MADE_TYPE_END:
    default:
        return worksheet_write_blank(sheet->at, sheet->next, column, format);
    }
}

static enum tb_status take_row(struct workbook *workbook, const struct tb_made *record,
                               struct tb_error *error)
{
    struct sheet *sheet = workbook->current;
    if (!sheet || record->count > sheet->columns)
        return tb_xlsx_malformed("row", error);
    if (sheet->next >= LXW_ROW_MAX)
        return tb_fail(error, TB_ELIMIT, "工作表“%s”超过 %d 行，工作簿放不下，请改用 csv 或 sqlite",
                       "sheet '%s' has more than %d rows, which a workbook cannot hold; use csv or "
                       "sqlite",
                       sheet->name, LXW_ROW_MAX);
    for (size_t i = 0; i < record->count; i++) {
        lxw_error wrong = put_cell(workbook, (lxw_col_t)i, &record->at[i]);
        if (wrong != LXW_NO_ERROR)
            return fail(wrong, error);
    }
    sheet->next++;
    return TB_OK;
}

enum tb_status tb_xlsx_take(void *file, const struct tb_made *record, struct tb_error *error)
{
    struct workbook *workbook = file;
    switch (record->kind) {
    case TB_MADE_SHEET:
        return take_sheet(workbook, record, error);
    case TB_MADE_ROW:
        return take_row(workbook, record, error);
    case TB_MADE_CHART:
        return tb_xlsx_put_chart(workbook, record, error);
    case TB_MADE_VIEW:
    case TB_MADE_PART:
    case TB_MADE_END:
    default:
        return tb_xlsx_malformed("view, part", error);
    }
}

/* ---- ending ---- */

/* What can be said only when the last row is known. */
static void end_sheet(const struct sheet *sheet)
{
    lxw_row_t last = sheet->next > sheet->head + 1 ? sheet->next - 1 : sheet->head;
    if (sheet->columns == 0)
        return;
    worksheet_autofilter(sheet->at, sheet->head, 0, last, (lxw_col_t)(sheet->columns - 1));
    for (size_t i = 0; i < sheet->columns && last > sheet->head; i++) {
        if (!sheet->choices[i])
            continue;
        lxw_data_validation choice = {.validate = LXW_VALIDATION_TYPE_LIST,
                                      .error_type = LXW_VALIDATION_ERROR_TYPE_WARNING,
                                      .value_list = sheet->choices[i]};
        worksheet_data_validation_range(sheet->at, sheet->head + 1, (lxw_col_t)i, last,
                                        (lxw_col_t)i, &choice);
    }
}

enum tb_status tb_xlsx_close(void *file, bool wanted, size_t *cut, struct tb_error *error)
{
    struct workbook *workbook = file;
    struct tb_arena *arena = workbook->arena;
    enum tb_status status = TB_OK;
    *cut = workbook->cut;
    if (wanted) {
        for (const struct sheet *sheet = workbook->first; sheet; sheet = sheet->after)
            end_sheet(sheet);
        lxw_error wrong = workbook_close(workbook->book);
        if (wrong != LXW_NO_ERROR)
            status = fail(wrong, error);
    } else {
        lxw_workbook_free(workbook->book);
    }
    tb_arena_free(arena);
    return status;
}
