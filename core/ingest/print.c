/* print.c - from the words of pages to the draft's grid. */
#include "ingest/print.h"

#include "base/list.h"

/* The same header again in the same place, as on a new page. */
static bool same_header(const struct tb_print_header *a, const struct tb_print_header *b)
{
    if (a->columns != b->columns)
        return false;
    for (uint32_t i = 0; i < a->columns; i++)
        if (!tb_str_eq(a->text[i], b->text[i]) || a->left[i] != b->left[i])
            return false;
    return true;
}

static bool add_lines(struct tb_print_rows *rows, const struct tb_print_lines *lines, size_t from,
                      size_t to)
{
    for (size_t i = from; i < to; i++)
        if (!tb_print_add_line(rows, &lines->at[i]))
            return false;
    return true;
}

static bool tell_repeated(struct tb_draft *draft, const struct tb_print_header *header)
{
    return tb_repairs_add(&draft->repairs, "header-repeated", 0, 0, 1, header->text[0]) != NULL;
}

/* Each table with the lines above it. `header` holds that of each in turn, and lives as long as `rows`. */
static bool add_tables(struct tb_print_rows *rows, const struct tb_print_lines *lines,
                       struct tb_print_header *header)
{
    struct tb_print_header next;
    size_t from = 0;
    rows->header = header;
    tb_print_find_header(rows->draft, lines, 0, header);
    for (bool last = false; !last;) {
        if (header->columns == 0)
            return add_lines(rows, lines, from, lines->count);
        tb_print_find_header(rows->draft, lines, header->from + header->lines, &next);
        size_t end = next.columns ? next.from : lines->count, body = header->from + header->lines;
        if (!rows->goes_on) /* else they are those of the table before */
            tb_print_find_borders(lines, body, end, header);
        if (!rows->goes_on && !add_lines(rows, lines, from, header->from))
            return false;
        if (!tb_print_add_table(rows, lines, body, end))
            return false;
        last = next.columns == 0;
        rows->goes_on = !last && same_header(header, &next);
        if (!rows->goes_on && !tb_print_end_row(rows))
            return false;
        if (rows->goes_on && !tell_repeated(rows->draft, &next))
            return false;
        from = end;
        if (rows->goes_on)
            memcpy(next.border, header->border, sizeof next.border);
        *header = next;
    }
    return true;
}

static bool note(struct tb_draft *draft, const struct tb_print_lines *lines, uint32_t tables)
{
    struct tb_str count = tb_arena_printf(draft->arena, "%u", tables);
    return count.ptr &&
           (tables == 0 || tb_repairs_add(&draft->repairs, "grid-guessed", 0, 0, tables,
                                          (struct tb_str){NULL, 0})) &&
           tb_note(draft, "版面", "layout",
                   tb_arena_printf(draft->arena, "%zu 行文字，按位置分出 %u 个表格", lines->count,
                                   tables),
                   tb_arena_printf(draft->arena,
                                   "%zu lines of text, %u tables by where words stand",
                                   lines->count, tables));
}

enum tb_status tb_read_print(struct tb_draft *draft, struct tb_str text, struct tb_error *error)
{
    struct tb_print_lines lines;
    struct tb_print_header header;
    struct tb_print_rows rows = {.draft = draft};
    if (!tb_print_lines(draft->arena, text, &lines))
        return tb_arena_fail(draft->arena, error);
    if (lines.count == 0)
        return tb_fail(error, TB_EFORMAT,
                       "PDF 里没有文字，可能是扫描件：请找文字版，或先做文字识别并核对",
                       "the PDF holds no text, perhaps it was scanned: look for a text version, or "
                       "run text recognition and check the result");
    if (!add_tables(&rows, &lines, &header) || !note(draft, &lines, rows.table))
        return tb_arena_fail(draft->arena, error);
    draft->report->grid.rows = rows.rows.at;
    draft->report->grid.count = rows.rows.count;
    draft->report->source.format = "pdf";
    return tb_arrange(draft, error);
}
