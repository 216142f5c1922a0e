/* paper.c - reading a paper: every number checked, every text valid, then the places of the cells. */
#include "ingest/paper.h"

#include "base/utf8.h"
#include "ingest/draft.h"
#include "ingest/paper_records.h"
#include "ingest/spans.h"
#include "model/place.h"

/* What readers mend (docs/formats/repairs.md) and the forms they read; the numbers stay as they are
 * within one build, which is all that both ends share. */
static const char *const kinds[] = {
    "cell-cut",       "hidden-text",   "table-nested", "span-clipped",   "sheet-hidden",
    "row-hidden",     "formula-empty", "text-deleted", "numbering-made", "cell-error",
    "date-ambiguous", "merge-overlap", "part-unread",  "text-box",
};
static const char *const forms[] = {"html", "xlsx", "docx", "xml"};

static uint32_t number_of(const char *const *names, uint32_t count, const char *name)
{
    uint32_t i = 0;
    while (i < count && strcmp(names[i], name) != 0)
        i++;
    return i;
}

enum { KINDS = sizeof kinds / sizeof *kinds, FORMS = sizeof forms / sizeof *forms };

uint32_t tb_paper_kind(const char *name)
{
    return number_of(kinds, KINDS, name);
}

const char *tb_paper_kind_name(uint32_t number)
{
    return number < KINDS ? kinds[number] : NULL;
}

uint32_t tb_paper_form(const char *name)
{
    return number_of(forms, FORMS, name);
}

const char *tb_paper_form_name(uint32_t number)
{
    return number < FORMS ? forms[number] : NULL;
}

/* Takes numbers and texts off the bytes. Once something is missing, `bad` stays set. */
struct source {
    struct tb_str rest;
    bool bad;
};

static uint32_t take_number(struct source *source)
{
    const unsigned char *p = (const unsigned char *)source->rest.ptr;
    source->bad = source->bad || source->rest.len < 4;
    if (source->bad)
        return 0;
    source->rest = tb_str_sub(source->rest, 4, source->rest.len);
    return (uint32_t)p[0] | (uint32_t)p[1] << 8 | (uint32_t)p[2] << 16 | (uint32_t)p[3] << 24;
}

static struct tb_str take_text(struct source *source, size_t len)
{
    source->bad = source->bad || len > source->rest.len;
    if (source->bad)
        return TB_STR("");
    struct tb_str text = tb_str_sub(source->rest, 0, len);
    source->rest = tb_str_sub(source->rest, len, source->rest.len);
    source->bad = tb_utf8_valid(text) != text.len || memchr(text.ptr, '\0', text.len);
    return source->bad ? TB_STR("") : text;
}

struct reading {
    struct tb_draft *draft;
    struct source source;
    char *texts; /* of all cells, one behind the other */
    size_t text_len;
    struct tb_origin *origins;
    size_t origin_count;
    struct tb_spans spans;
    const uint32_t *lines; /* where the lines of the source begin; made for the first place */
    size_t line_count;
    struct tb_str part; /* of the last row: the same text is kept once */
};

/* ---- first pass: what there is ---- */

enum { MOST_NUMBER = 1 << 24 }; /* of tables, and of rows in a table */

struct totals {
    size_t rows, cells, text, origins;
};

static bool count_cell(struct source *source, struct totals *totals)
{
    uint32_t head[7];
    for (size_t i = 0; i < 7; i++)
        head[i] = take_number(source);
    (void)take_text(source, head[5]);
    totals->cells++;
    totals->text += head[5];
    totals->origins += head[6];
    for (uint32_t i = 0; i < head[6] && !source->bad; i++) {
        (void)take_number(source);
        (void)take_number(source);
    }
    return totals->rows > 0 && head[5] <= TB_PAPER_CELL_TEXT;
}

/* Goes through all records; false: the paper is not whole. */
static bool count(struct source source, struct totals *totals)
{
    for (;;) {
        uint32_t tag = take_number(&source), head[7];
        if (source.bad)
            return false;
        if (tag == TB_PAPER_ROW) {
            for (size_t i = 0; i < 4; i++)
                head[i] = take_number(&source);
            (void)take_text(&source, head[3]);
            totals->rows++;
            if (head[0] >= TB_ROW_KIND_END || head[1] > MOST_NUMBER || head[2] > MOST_NUMBER)
                return false;
        } else if (tag == TB_PAPER_CELL) {
            if (!count_cell(&source, totals))
                return false;
        } else if (tag == TB_PAPER_REPAIR) {
            for (size_t i = 0; i < 7; i++)
                head[i] = take_number(&source);
            (void)take_text(&source, head[5]);
            (void)take_text(&source, head[6]);
            if (head[0] >= KINDS)
                return false;
        } else {
            return tag == TB_PAPER_END && take_number(&source) < FORMS && !source.bad &&
                   source.rest.len == 0;
        }
    }
}

/* ---- second pass: the grid ---- */

/* Where the lines of the source text begin. */
static bool find_lines(struct reading *reading)
{
    struct tb_str text = reading->draft->report->source.text;
    size_t count = 1;
    for (size_t i = 0; i < text.len; i++)
        count += text.ptr[i] == '\n' || text.ptr[i] == '\r';
    uint32_t *lines = TB_NEW_ARRAY(reading->draft->arena, uint32_t, count);
    if (!lines)
        return false;
    reading->line_count = 1;
    for (size_t i = 0; i < text.len; i++)
        if (text.ptr[i] == '\n' ||
            (text.ptr[i] == '\r' && (i + 1 == text.len || text.ptr[i + 1] != '\n')))
            lines[reading->line_count++] = (uint32_t)i + 1;
    reading->lines = lines;
    return true;
}

/* The line of a place in the source, from 1. False: the arena is full. */
static bool line_of(struct reading *reading, uint32_t at, uint32_t *line)
{
    if (!reading->lines && !find_lines(reading))
        return false;
    size_t low = 0, high = reading->line_count;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (reading->lines[middle] <= at)
            low = middle;
        else
            high = middle;
    }
    *line = (uint32_t)low + 1;
    return true;
}

/* Places are a reader's word; one that is not in the source is none. */
static bool in_source(const struct reading *reading, uint32_t from, uint32_t len)
{
    size_t size = reading->draft->report->source.text.len;
    return from <= size && len <= size - from;
}

static void read_origins(struct reading *reading, const struct tb_cell *cell, uint32_t count)
{
    const uint32_t begin = (uint32_t)(cell->text - reading->texts);
    const char *text = reading->draft->report->source.text.ptr;
    const uint32_t from = cell->raw ? (uint32_t)(cell->raw - text) : 0;
    struct tb_origin last = {0, from};
    for (uint32_t i = 0; i < count; i++) {
        struct tb_origin origin;
        origin.text = take_number(&reading->source);
        origin.source = take_number(&reading->source);
        bool rises = (i == 0 ? origin.text == 0 : origin.text > last.text) &&
                     origin.source >= last.source && origin.text < cell->text_len &&
                     origin.source - from <= cell->raw_len;
        if (!cell->raw || !rises)
            continue;
        last = origin;
        origin.text += begin;
        reading->origins[reading->origin_count++] = origin;
    }
}

static bool read_cell(struct reading *reading)
{
    struct source *source = &reading->source;
    struct tb_cell *cell = &reading->spans.cells[reading->spans.cell_count];
    uint32_t column = take_number(source);
    uint32_t rowspan = take_number(source), colspan = take_number(source);
    uint32_t from = take_number(source), len = take_number(source);
    uint32_t text_len = take_number(source), origins = take_number(source);
    struct tb_str text = take_text(source, text_len);
    memcpy(reading->texts + reading->text_len, text.ptr, text.len);
    *cell = (struct tb_cell){.text = reading->texts + reading->text_len,
                             .text_len = (uint32_t)text.len};
    reading->text_len += text.len;
    if (from != TB_PAPER_NONE && in_source(reading, from, len)) {
        cell->raw = reading->draft->report->source.text.ptr + from;
        cell->raw_len = len;
        if (!line_of(reading, from, &cell->line))
            return false;
    }
    read_origins(reading, cell, origins);
    tb_spans_cell(&reading->spans, column, rowspan, colspan);
    return true;
}

static bool copy_part(struct reading *reading, struct tb_str part, struct tb_str *out)
{
    if (part.len > 0 && !tb_str_eq(part, reading->part)) {
        reading->part = tb_arena_copy(reading->draft->arena, part);
        if (!reading->part.ptr)
            return false;
    }
    *out = part.len > 0 ? reading->part : (struct tb_str){NULL, 0};
    return true;
}

static bool read_row(struct reading *reading)
{
    struct tb_row row = {.kind = (enum tb_row_kind)take_number(&reading->source)};
    row.table = take_number(&reading->source);
    row.number = take_number(&reading->source);
    struct tb_str part = take_text(&reading->source, take_number(&reading->source));
    if (row.kind != TB_ROW_TABLE)
        row.table = 0;
    return copy_part(reading, part, &row.part) && tb_spans_row(&reading->spans, &row);
}

static bool read_repair(struct reading *reading)
{
    struct source *source = &reading->source;
    const char *kind = kinds[take_number(source)];
    uint32_t number = take_number(source), column = take_number(source);
    uint32_t from = take_number(source), count = take_number(source), line = 0;
    uint32_t part_len = take_number(source), detail_len = take_number(source);
    struct tb_str part = take_text(source, part_len), detail = take_text(source, detail_len);
    bool placed = from != TB_PAPER_NONE && in_source(reading, from, 0);
    if (placed && !line_of(reading, from, &line))
        return false;
    uint32_t at = 0;
    if (placed) {
        struct tb_str before = {reading->draft->report->source.text.ptr + reading->lines[line - 1],
                                from - reading->lines[line - 1]};
        at = (uint32_t)tb_utf8_count(before) + 1;
    }
    struct tb_repair *repair =
        tb_repairs_add(&reading->draft->repairs, kind, line, at, count, (struct tb_str){NULL, 0});
    if (!repair || !copy_part(reading, part, &repair->part))
        return false;
    if (number > 0 && column != TB_PAPER_NONE) {
        char room[TB_CELL_NAME];
        repair->cell = tb_arena_copy(reading->draft->arena, tb_cell_name(number, column, room));
    }
    if (detail.len > 0)
        repair->detail = tb_arena_copy(reading->draft->arena, detail);
    return (number == 0 || column == TB_PAPER_NONE || repair->cell.ptr) &&
           (detail.len == 0 || repair->detail.ptr);
}

static enum tb_status read_records(struct reading *reading, struct tb_error *error)
{
    bool done = true;
    for (uint32_t tag; done && (tag = take_number(&reading->source)) != TB_PAPER_END;)
        done = tag == TB_PAPER_ROW    ? read_row(reading)
               : tag == TB_PAPER_CELL ? read_cell(reading)
                                      : read_repair(reading);
    if (!done)
        return tb_arena_fail(reading->draft->arena, error);
    reading->draft->report->source.format = forms[take_number(&reading->source)];
    return tb_spans_finish(&reading->spans, &reading->draft->report->grid, error);
}

static enum tb_status check_totals(const struct totals *totals, struct tb_error *error)
{
    if (totals->rows > TB_PAPER_ROWS)
        return tb_fail(error, TB_ELIMIT, "文件太大：%zu 行，上限 %d 行，请拆分",
                       "the file is too large: %zu rows, at most %d, please split it", totals->rows,
                       TB_PAPER_ROWS);
    if (totals->cells > TB_PAPER_CELLS)
        return tb_fail(error, TB_ELIMIT, "文件太大：%zu 个单元格，上限 %d 个，请拆分",
                       "the file is too large: %zu cells, at most %d, please split it",
                       totals->cells, TB_PAPER_CELLS);
    return TB_OK;
}

enum tb_status tb_paper_read(struct tb_draft *draft, struct tb_str paper, struct tb_error *error)
{
    struct tb_arena *arena = draft->arena;
    struct reading reading = {.draft = draft, .source = {paper, false}};
    struct totals totals = {0};
    if (!count(reading.source, &totals))
        return tb_fail(
            error, TB_EFORMAT, "读取文件的进程没有给出完整的结果，请确认文件没有损坏",
            "the process that reads the file gave no whole result, please check that the "
            "file is not damaged");
    enum tb_status status = check_totals(&totals, error);
    if (status != TB_OK)
        return status;
    reading.texts = tb_arena_alloc(arena, totals.text + 1);
    reading.origins = TB_NEW_ARRAY(arena, struct tb_origin, totals.origins);
    if (!reading.texts || !reading.origins ||
        !tb_spans_start(&reading.spans, arena, totals.rows, totals.cells))
        return tb_arena_fail(arena, error);
    status = read_records(&reading, error);
    draft->report->origins =
        (struct tb_origins){reading.texts, totals.text, reading.origins, reading.origin_count};
    return status;
}
