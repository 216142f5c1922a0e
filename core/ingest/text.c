/* text.c - the reader of tab text: lines are rows, tabs divide cells. */
#include "base/list.h"
#include "ingest/draft.h"
#include "ingest/scan.h"

struct reader {
    struct tb_draft *draft;
    struct tb_error *error;
    struct tb_str text;
    size_t line_from, cell_from;
    uint32_t line;
    bool marked;                      /* the cell holds a '<' or '&' */
    uint32_t blank_line, blank_count; /* a run of blank lines: the first one, and how many */
    struct {
        struct tb_cell *at;
        size_t count, room;
    } cells; /* of the line being read */
    struct {
        struct tb_row *at;
        size_t count, room;
    } rows;
};

static enum tb_status full(struct reader *reader)
{
    return tb_arena_fail(reader->draft->arena, reader->error);
}

static enum tb_status end_cell(struct reader *reader, size_t at)
{
    if (reader->cells.count == TB_COLUMN_CAP) {
        (void)tb_fail(
            reader->error, TB_ELIMIT, "一行超过 %d 列，不像是表格，请检查文件",
            "a line has more than %d columns and is hardly a table, please check the file",
            TB_COLUMN_CAP);
        (void)tb_fail_at(reader->error, TB_ELIMIT, NULL, reader->line, 0);
        return TB_ELIMIT;
    }
    struct tb_cell *cell = TB_LIST_ADD(reader->draft->arena, &reader->cells);
    if (!cell)
        return full(reader);
    cell->raw = cell->text = reader->text.ptr + reader->cell_from;
    cell->raw_len = cell->text_len = (uint32_t)(at - reader->cell_from);
    cell->line = reader->line;
    cell->rowspan = cell->colspan = 1;
    reader->cell_from = at + 1;
    if (!reader->marked)
        return TB_OK;
    reader->marked = false;
    const char *line_start = reader->text.ptr + reader->line_from;
    return tb_clean_cell(reader->draft, cell, line_start) ? TB_OK : full(reader);
}

/* Blank lines stand between page groups. One repair a run. */
static bool end_blank_run(struct reader *reader)
{
    if (reader->blank_count == 0)
        return true;
    uint32_t count = reader->blank_count;
    reader->blank_count = 0;
    return tb_repairs_add(&reader->draft->repairs, "blank-line", reader->blank_line, 1, count,
                          (struct tb_str){NULL, 0}) != NULL;
}

static enum tb_status end_row(struct reader *reader)
{
    size_t count = reader->cells.count;
    reader->cells.count = 0;
    if (count == 1 && !tb_cell_filled(&reader->cells.at[0])) {
        if (reader->blank_count++ == 0)
            reader->blank_line = reader->line;
        return TB_OK;
    }
    struct tb_cell *cells = tb_arena_alloc(reader->draft->arena, count * sizeof *cells);
    struct tb_row *row = cells ? TB_LIST_ADD(reader->draft->arena, &reader->rows) : NULL;
    if (!row || !end_blank_run(reader))
        return full(reader);
    memcpy(cells, reader->cells.at, count * sizeof *cells);
    row->cells = cells;
    row->count = (uint32_t)count;
    row->line = reader->line;
    return TB_OK;
}

static enum tb_status end_line(struct reader *reader, size_t at)
{
    enum tb_status status = end_cell(reader, at);
    if (status == TB_OK)
        status = end_row(reader);
    reader->line_from = reader->cell_from;
    reader->line++;
    return status;
}

static enum tb_status read_lines(struct reader *reader)
{
    struct tb_str text = reader->text;
    struct tb_scan scan;
    enum tb_status status = TB_OK;

    tb_scan_start(&scan, text);
    while (status == TB_OK) {
        size_t at = tb_scan_next(&scan);
        if (at == text.len)
            break;
        switch (text.ptr[at]) {
        case '\t':
            status = end_cell(reader, at);
            break;
        case '\n':
            if (at > 0 && text.ptr[at - 1] == '\r') /* the line has ended before it */
                reader->line_from = reader->cell_from = at + 1;
            else
                status = end_line(reader, at);
            break;
        case '\r':
            status = end_line(reader, at);
            break;
        default:
            reader->marked = true;
        }
    }
    if (status == TB_OK && reader->line_from < text.len)
        status = end_line(reader, text.len);
    if (status == TB_OK && !end_blank_run(reader))
        status = full(reader);
    return status;
}

enum tb_status tb_read_text(struct tb_draft *draft, struct tb_error *error)
{
    struct reader reader = {
        .draft = draft, .error = error, .text = draft->report->source.text, .line = 1};
    enum tb_status status = read_lines(&reader);
    if (status != TB_OK)
        return status;
    draft->report->grid.rows = reader.rows.at;
    draft->report->grid.count = reader.rows.count;
    return TB_OK;
}
