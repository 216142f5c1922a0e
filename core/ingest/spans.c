/* spans.c - first each cell gets its column, then the rows of a table get their places. */
#include "ingest/spans.h"

bool tb_spans_start(struct tb_spans *spans, struct tb_arena *arena, size_t rows, size_t cells)
{
    *spans = (struct tb_spans){.arena = arena};
    spans->rows = TB_NEW_ARRAY(arena, struct tb_row, rows);
    spans->first = TB_NEW_ARRAY(arena, size_t, rows + 1);
    spans->cells = TB_NEW_ARRAY(arena, struct tb_cell, cells + 1);
    spans->columns = TB_NEW_ARRAY(arena, uint32_t, cells + 1);
    spans->until = TB_NEW_ARRAY(arena, uint32_t, TB_PAPER_COLUMNS);
    return spans->rows && spans->first && spans->cells && spans->columns && spans->until;
}

static size_t cell_end(const struct tb_spans *spans, size_t row)
{
    return row + 1 < spans->row_count ? spans->first[row + 1] : spans->cell_count;
}

/* The columns that cells from above cover in a row, as they are before its own cells: 1 + the column
 * in which the covering cell begins; 0: free. */
struct above {
    uint32_t until;
    uint32_t first; /* column in which it begins, for the places to the right of it */
};

static void fill_row(const struct tb_spans *spans, size_t row, struct above *above,
                     struct tb_cell *places)
{
    const uint32_t number = spans->rows[row].number;
    for (uint32_t c = 0; c < spans->width; c++) {
        places[c] = (struct tb_cell){.text = "", .rowspan = 1, .colspan = 1};
        if (above[c].until <= number)
            continue;
        places[c].rowspan = 0;
        places[c].colspan = above[c].first != c ? 0 : 1;
    }
    for (size_t i = spans->first[row]; i < cell_end(spans, row); i++) {
        struct tb_cell cell = spans->cells[i];
        uint32_t column = spans->columns[i], end = column + cell.colspan;
        if (end > spans->width)
            end = spans->width;
        cell.colspan = (uint16_t)(end - column);
        places[column] = cell;
        for (uint32_t c = column; c < end; c++) {
            if (c > column)
                places[c] = (struct tb_cell){.text = "", .rowspan = 1, .colspan = 0};
            above[c].until = cell.rowspan > 1 ? number + cell.rowspan : 0;
            above[c].first = column;
        }
    }
}

/* The rows of the table that has just been read get all their places. */
static bool end_table(struct tb_spans *spans)
{
    const size_t from = spans->table, rows = spans->row_count - from;
    size_t places;
    spans->table = spans->row_count;
    if (rows == 0 || spans->too_wide)
        return true;
    if (__builtin_mul_overflow(rows, spans->width, &places) ||
        places > TB_PAPER_CELLS - spans->places) {
        spans->places = TB_PAPER_CELLS + 1;
        return true;
    }
    spans->places += places;
    struct above *above = TB_NEW_ARRAY(spans->arena, struct above, spans->width);
    struct tb_cell *cells = TB_NEW_ARRAY(spans->arena, struct tb_cell, places);
    if (!above || !cells)
        return false;
    for (size_t i = 0; i < rows; i++, cells += spans->width) {
        struct tb_row *row = &spans->rows[from + i];
        fill_row(spans, from + i, above, cells);
        row->cells = cells;
        row->count = spans->width;
        for (size_t k = spans->first[from + i]; k < cell_end(spans, from + i) && !row->line; k++)
            row->line = spans->cells[k].line;
    }
    return true;
}

/* A row of no table has its cells as they come. */
static void end_line(struct tb_spans *spans, size_t row)
{
    struct tb_row *line = &spans->rows[row];
    line->cells = spans->cells + spans->first[row];
    line->count = (uint32_t)(cell_end(spans, row) - spans->first[row]);
    line->line = line->count ? line->cells[0].line : 0;
}

/* Ends what the last row belongs to, where the next one does not go on with it. */
static bool end_last(struct tb_spans *spans, const struct tb_row *next)
{
    if (spans->row_count == 0)
        return true;
    const struct tb_row *last = &spans->rows[spans->row_count - 1];
    if (last->kind != TB_ROW_TABLE) {
        end_line(spans, spans->row_count - 1);
        spans->table = spans->row_count;
        return true;
    }
    if (next && next->kind == TB_ROW_TABLE && next->table == spans->named &&
        next->number > last->number)
        return true;
    return end_table(spans);
}

bool tb_spans_row(struct tb_spans *spans, const struct tb_row *row)
{
    if (!end_last(spans, row))
        return false;
    if (spans->table == spans->row_count && row->kind == TB_ROW_TABLE) {
        spans->width = 0;
        spans->named = row->table;
        spans->tables++;
        memset(spans->until, 0, TB_PAPER_COLUMNS * sizeof *spans->until);
    }
    spans->rows[spans->row_count] = *row;
    if (row->kind == TB_ROW_TABLE)
        spans->rows[spans->row_count].table = spans->tables;
    spans->first[spans->row_count++] = spans->cell_count;
    spans->next = 0;
    return true;
}

void tb_spans_cell(struct tb_spans *spans, uint32_t column, uint32_t rowspan, uint32_t colspan)
{
    const struct tb_row *row = &spans->rows[spans->row_count - 1];
    struct tb_cell *cell = &spans->cells[spans->cell_count];
    uint32_t end;
    if (column == TB_PAPER_NONE) {
        column = spans->next;
        while (row->kind == TB_ROW_TABLE && column < TB_PAPER_COLUMNS &&
               spans->until[column] > row->number)
            column++;
    }
    rowspan = rowspan < 1 ? 1 : rowspan > UINT16_MAX ? UINT16_MAX : rowspan;
    colspan = colspan < 1 ? 1 : colspan > TB_PAPER_COLUMNS ? TB_PAPER_COLUMNS : colspan;
    cell->rowspan = (uint16_t)rowspan;
    cell->colspan = (uint16_t)colspan;
    spans->columns[spans->cell_count++] = column;
    if (column < spans->next || column >= TB_PAPER_COLUMNS ||
        __builtin_add_overflow(column, colspan, &end)) {
        spans->too_wide = true;
        return;
    }
    spans->next = end;
    if (row->kind != TB_ROW_TABLE)
        return;
    if (spans->width < column + 1)
        spans->width = column + 1;
    for (uint32_t c = column; rowspan > 1 && c < end && c < TB_PAPER_COLUMNS; c++)
        spans->until[c] = row->number + rowspan;
}

enum tb_status tb_spans_finish(struct tb_spans *spans, struct tb_grid *grid, struct tb_error *error)
{
    if (!end_last(spans, NULL))
        return tb_arena_fail(spans->arena, error);
    if (spans->too_wide)
        return tb_fail(
            error, TB_ELIMIT, "表格超过 %d 列，不像是通报，请检查文件",
            "a table has more than %d columns and is hardly a bulletin, please check the "
            "file",
            TB_PAPER_COLUMNS);
    if (spans->places > TB_PAPER_CELLS)
        return tb_fail(error, TB_ELIMIT, "表格太大：合并单元格展开后超过 %d 格，请检查文件",
                       "the tables are too large: with their merged cells more than %d places, "
                       "please check the file",
                       TB_PAPER_CELLS);
    grid->rows = spans->rows;
    grid->count = spans->row_count;
    return TB_OK;
}
