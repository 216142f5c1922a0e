/* place.c - field names, code points, and the way from a clean text back to the source. */
#include "model/place.h"

#include "base/utf8.h"
#include "model/clean.h"

const char *tb_field_name(const struct tb_report *report, uint16_t column, char room[TB_FIELD_NAME])
{
    if (column < report->column_count) {
        enum tb_role role = report->columns[column].role;
        if (role < TB_ROLE_OTHER && report->column_of[role] == column)
            return tb_role_name(role);
    }
    (void)snprintf(room, TB_FIELD_NAME, "col:%u", (unsigned)column);
    return room;
}

/* The number of a name "col:N"; TB_NO_COLUMN if it is none. */
static uint16_t numbered(struct tb_str name)
{
    uint32_t number = 0;
    if (name.len < 5 || name.len > 9 || !tb_str_starts(name, TB_STR("col:")))
        return TB_NO_COLUMN;
    if (name.ptr[4] == '0' && name.len > 5)
        return TB_NO_COLUMN;
    for (size_t i = 4; i < name.len; i++) {
        if (name.ptr[i] < '0' || name.ptr[i] > '9')
            return TB_NO_COLUMN;
        number = number * 10 + (uint32_t)(name.ptr[i] - '0');
    }
    return number < TB_NO_COLUMN ? (uint16_t)number : TB_NO_COLUMN;
}

uint16_t tb_field_column(const struct tb_report *report, struct tb_str name)
{
    enum tb_role role;
    if (tb_role_parse(name, &role))
        return role < TB_ROLE_OTHER ? report->column_of[role] : TB_NO_COLUMN;
    uint16_t column = numbered(name);
    return column < report->column_count ? column : TB_NO_COLUMN;
}

uint32_t tb_place_chars(struct tb_str text, uint32_t at)
{
    return (uint32_t)tb_utf8_count(tb_str_sub(text, 0, at < text.len ? at : text.len));
}

/* Line ends are \n, \r\n and a lone \r. */
static bool ends_line(const char *p, const char *end)
{
    return *p == '\n' || (*p == '\r' && (p + 1 == end || p[1] != '\n'));
}

struct tb_place tb_place_in_source(const struct tb_report *report, const struct tb_cell *cell,
                                   uint32_t at)
{
    struct tb_str text = report->source.text;
    if (!cell->raw || cell->line == 0)
        return (struct tb_place){0, 0};

    struct tb_str raw = {cell->raw, cell->raw_len};
    size_t offset = cell->text == cell->raw ? at : tb_clean_origin(raw, at);
    if (offset > raw.len)
        offset = raw.len;
    const char *place = raw.ptr + offset, *line_start = raw.ptr, *text_end = text.ptr + text.len;
    uint32_t line = cell->line;
    while (line_start > text.ptr && line_start[-1] != '\n' && line_start[-1] != '\r')
        line_start--;
    for (const char *p = raw.ptr; p < place; p++)
        if (ends_line(p, text_end)) {
            line++;
            line_start = p + 1;
        }
    struct tb_str before = {line_start, (size_t)(place - line_start)};
    return (struct tb_place){line, (uint32_t)tb_utf8_count(before) + 1};
}
