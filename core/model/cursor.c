/* cursor.c - moving on from place to place. */
#include "model/cursor.h"

#include "model/clean.h"

static struct tb_str text_of(const struct tb_cell *cell)
{
    return (struct tb_str){cell->text, cell->text_len};
}

static bool is_in_source(const struct tb_cell *cell)
{
    return cell->raw && cell->line != 0;
}

/* The raw offset of byte `at` of the clean text, from the place the cursor stands at. Cleaning can
 * begin anew at any character of the text, since nothing but the breaks before it is remembered. */
static size_t raw_offset(const struct tb_cursor *cursor, const struct tb_report *report,
                         uint32_t at)
{
    const struct tb_cell *cell = cursor->cell;
    if (cell->text == cell->raw || tb_cell_is_mapped(report, cell))
        return tb_cell_origin(report, cell, at);
    struct tb_str rest = {cell->raw + cursor->raw, cell->raw_len - cursor->raw};
    return cursor->raw + tb_clean_origin(rest, at - cursor->at);
}

/* A line ends at \n, and at a \r that no \n follows. */
static bool ends_line(const char *at, const char *end)
{
    return *at == '\n' || (*at == '\r' && (at + 1 == end || at[1] != '\n'));
}

/* Counts lines and columns on to the raw offset. */
static struct tb_place count_on(const struct tb_cursor *cursor, const struct tb_report *report,
                                size_t raw)
{
    struct tb_place place = cursor->place;
    const char *end = report->source.text.ptr + report->source.text.len;
    for (size_t i = cursor->raw; i < raw; i++) {
        const char *at = cursor->cell->raw + i;
        if (ends_line(at, end)) {
            place.line++;
            place.column = 1;
        } else if (((unsigned char)*at & 0xC0) != 0x80) {
            place.column++;
        }
    }
    return place;
}

static void begin(struct tb_cursor *cursor, const struct tb_report *report,
                  const struct tb_cell *cell)
{
    *cursor = (struct tb_cursor){.cell = cell};
    if (!is_in_source(cell))
        return;
    cursor->place = tb_place_in_source(report, cell, 0);
    if (cell->text != cell->raw)
        cursor->raw = tb_cell_origin(report, cell, 0);
}

/* A cursor that stands at `at`; the caller's moves there too, unless the character is a break that
 * stands for a tag: cleaning cannot begin anew there. */
static struct tb_cursor move(struct tb_cursor *cursor, const struct tb_report *report,
                             const struct tb_cell *cell, uint32_t at)
{
    struct tb_str text = text_of(cell);
    if (at > text.len)
        at = (uint32_t)text.len;
    if (cursor->cell != cell || at < cursor->at)
        begin(cursor, report, cell);
    struct tb_cursor there = *cursor;
    there.chars += tb_place_chars(tb_str_sub(text, there.at, text.len), at - there.at);
    if (is_in_source(cell)) {
        there.raw = raw_offset(cursor, report, at);
        there.place = count_on(cursor, report, there.raw);
    }
    there.at = at;
    if (at < text.len && text.ptr[at] != '\n')
        *cursor = there;
    return there;
}

uint32_t tb_cursor_chars(struct tb_cursor *cursor, const struct tb_report *report,
                         const struct tb_cell *cell, uint32_t at)
{
    return move(cursor, report, cell, at).chars;
}

struct tb_place tb_cursor_place(struct tb_cursor *cursor, const struct tb_report *report,
                                const struct tb_cell *cell, uint32_t at)
{
    return move(cursor, report, cell, at).place;
}
