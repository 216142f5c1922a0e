/* rows.c - cells to rows to a grid. */
#include "ingest/rows.h"

enum tb_status tb_rows_full(struct tb_rows *rows)
{
    if (rows->cells.count < TB_COLUMN_CAP)
        return tb_arena_fail(rows->draft->arena, rows->error);
    (void)tb_fail(rows->error, TB_ELIMIT, "一行超过 %d 列，不像是表格，请检查文件",
                  "a line has more than %d columns and is hardly a table, please check the file",
                  TB_COLUMN_CAP);
    (void)tb_fail_at(rows->error, TB_ELIMIT, NULL, rows->cells.at[rows->cells.count - 1].line, 0);
    return TB_ELIMIT;
}

struct tb_cell *tb_rows_add(struct tb_rows *rows, struct tb_str raw, uint32_t line)
{
    if (rows->cells.count == TB_COLUMN_CAP)
        return NULL;
    struct tb_cell *cell = TB_LIST_ADD(rows->draft->arena, &rows->cells);
    if (!cell)
        return NULL;
    cell->raw = cell->text = raw.ptr;
    cell->raw_len = cell->text_len = (uint32_t)raw.len;
    cell->line = line;
    cell->rowspan = cell->colspan = 1;
    return cell;
}

static bool add_origin(struct tb_rows *rows, const char *to, const char *from)
{
    struct tb_origin *origin = TB_LIST_ADD(rows->draft->arena, &rows->origins);
    if (!origin)
        return false;
    origin->text = (uint32_t)(to - rows->plain);
    origin->source = (uint32_t)(from - rows->draft->report->source.text.ptr);
    return true;
}

/* Of a text that was cleaned of markup before, only where it begins is known. */
bool tb_rows_unescape(struct tb_rows *rows, struct tb_cell *cell, struct tb_str pair)
{
    if (!rows->plain)
        rows->plain = tb_arena_alloc(rows->draft->arena, rows->draft->report->source.text.len);
    if (!rows->plain)
        return false;
    struct tb_str rest = {cell->text, cell->text_len};
    const bool in_source = cell->text == cell->raw;
    char *begin = rows->plain + rows->plain_len, *to = begin;
    for (;;) {
        size_t at = tb_str_find(rest, pair, 0), len = at == SIZE_MAX ? rest.len : at;
        if ((in_source || to == begin) && !add_origin(rows, to, in_source ? rest.ptr : cell->raw))
            return false;
        memcpy(to, rest.ptr, len);
        to += len;
        if (at == SIZE_MAX)
            break;
        if (in_source && !add_origin(rows, to, rest.ptr + at + 1))
            return false;
        *to++ = pair.ptr[1];
        rest = tb_str_sub(rest, at + pair.len, rest.len);
    }
    cell->text = begin;
    cell->text_len = (uint32_t)(to - begin);
    rows->plain_len += cell->text_len;
    return true;
}

/* Blank lines stand between page groups. One repair a run. */
static bool end_blank_run(struct tb_rows *rows)
{
    if (rows->blank_count == 0)
        return true;
    uint32_t count = rows->blank_count;
    rows->blank_count = 0;
    return tb_repairs_add(&rows->draft->repairs, "blank-line", rows->blank_line, 1, count,
                          (struct tb_str){NULL, 0}) != NULL;
}

enum tb_status tb_rows_end(struct tb_rows *rows, uint32_t line)
{
    size_t count = rows->cells.count;
    rows->cells.count = 0;
    if (count == 1 && !tb_cell_filled(&rows->cells.at[0])) {
        if (rows->blank_count++ == 0)
            rows->blank_line = line;
        return TB_OK;
    }
    struct tb_cell *cells = tb_arena_alloc(rows->draft->arena, count * sizeof *cells);
    struct tb_row *row = cells ? TB_LIST_ADD(rows->draft->arena, &rows->rows) : NULL;
    if (!row || !end_blank_run(rows))
        return tb_rows_full(rows);
    memcpy(cells, rows->cells.at, count * sizeof *cells);
    row->cells = cells;
    row->count = (uint32_t)count;
    row->line = line;
    return TB_OK;
}

enum tb_status tb_rows_finish(struct tb_rows *rows)
{
    struct tb_report *report = rows->draft->report;
    if (!end_blank_run(rows))
        return tb_rows_full(rows);
    report->grid.rows = rows->rows.at;
    report->grid.count = rows->rows.count;
    report->origins =
        (struct tb_origins){rows->plain, rows->plain_len, rows->origins.at, rows->origins.count};
    return TB_OK;
}
