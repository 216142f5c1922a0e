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

/* Where in the source byte `at` of the mapped texts comes from. */
static size_t mapped(const struct tb_origins *origins, size_t at)
{
    size_t low = 0, high = origins->count; /* the last entry not behind `at` is in low..high */
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (origins->at[middle].text <= at)
            low = middle;
        else
            high = middle;
    }
    if (high == 0 || origins->at[low].text > at)
        return 0;
    size_t source = origins->at[low].source + (at - origins->at[low].text);
    if (high < origins->count && origins->at[high].source >= origins->at[low].source &&
        source > origins->at[high].source)
        source = origins->at[high].source;
    return source;
}

bool tb_cell_is_mapped(const struct tb_report *report, const struct tb_cell *cell)
{
    const struct tb_origins *origins = &report->origins;
    return origins->count > 0 && cell->text >= origins->base &&
           cell->text < origins->base + origins->len;
}

size_t tb_cell_origin(const struct tb_report *report, const struct tb_cell *cell, size_t at)
{
    const struct tb_origins *origins = &report->origins;
    size_t offset;
    if (cell->text == cell->raw) {
        offset = at;
    } else if (tb_cell_is_mapped(report, cell)) {
        size_t before = (size_t)(cell->raw - report->source.text.ptr);
        offset = mapped(origins, (size_t)(cell->text - origins->base) + at);
        offset = offset > before ? offset - before : 0;
    } else {
        offset = tb_clean_origin((struct tb_str){cell->raw, cell->raw_len}, at);
    }
    return offset < cell->raw_len ? offset : cell->raw_len;
}

struct tb_str tb_cell_name(uint32_t row, uint32_t column, char room[TB_CELL_NAME])
{
    char letters[8], *first = letters + sizeof letters;
    uint64_t rest = (uint64_t)column + 1;
    for (; rest > 0; rest = (rest - 1) / 26)
        *--first = (char)('A' + (rest - 1) % 26);
    int len = snprintf(room, TB_CELL_NAME, "%.*s%u", (int)(letters + sizeof letters - first), first,
                       (unsigned)row);
    return (struct tb_str){room, (size_t)len};
}

void tb_place_in_part(const struct tb_row *row, uint16_t column, struct tb_part_place *out)
{
    out->part = row->part;
    out->cell = (struct tb_str){NULL, 0};
    if (row->part.len == 0 && row->table > 0) { /* of a web page */
        int len = snprintf(out->part_room, sizeof out->part_room, "table%u", row->table);
        out->part = (struct tb_str){out->part_room, (size_t)len};
    }
    if (out->part.len == 0)
        out->part.ptr = NULL;
    if (column != TB_NO_COLUMN && out->part.ptr && row->number > 0)
        out->cell = tb_cell_name(row->number, row->left + column, out->cell_room);
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
    size_t offset = tb_cell_origin(report, cell, at);
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
