/* paper_write.c - writing a paper, in the process of the reader. */
#include "base/utf8.h"
#include "ingest/paper_records.h"

static void put_text(struct tb_buf *paper, struct tb_str text)
{
    tb_buf_add(paper, text);
}

void tb_paper_row(struct tb_buf *paper, enum tb_row_kind kind, uint32_t table, uint32_t number,
                  struct tb_str part)
{
    tb_buf_u32(paper, TB_PAPER_ROW);
    tb_buf_u32(paper, (uint32_t)kind);
    tb_buf_u32(paper, table);
    tb_buf_u32(paper, number);
    tb_buf_u32(paper, (uint32_t)part.len);
    put_text(paper, part);
}

void tb_paper_cell(struct tb_buf *paper, const struct tb_paper_cell *cell)
{
    struct tb_str text = cell->text;
    if (text.len > TB_PAPER_CELL_TEXT) {
        text.len = TB_PAPER_CELL_TEXT;
        while (((unsigned char)text.ptr[text.len] & 0xC0) == 0x80)
            text.len--;
        tb_paper_repair(paper, &(struct tb_paper_repair){.kind = "cell-cut",
                                                         .from = cell->from,
                                                         .column = TB_PAPER_NONE,
                                                         .count = 1,
                                                         .detail = text});
    }
    uint32_t origins = cell->origin_count;
    while (origins > 0 && cell->origins[origins - 1].text >= text.len)
        origins--;
    tb_buf_u32(paper, TB_PAPER_CELL);
    tb_buf_u32(paper, cell->column);
    tb_buf_u32(paper, cell->rowspan);
    tb_buf_u32(paper, cell->colspan);
    tb_buf_u32(paper, cell->from);
    tb_buf_u32(paper, cell->len);
    tb_buf_u32(paper, (uint32_t)text.len);
    tb_buf_u32(paper, origins);
    put_text(paper, text);
    for (uint32_t i = 0; i < origins; i++) {
        tb_buf_u32(paper, cell->origins[i].text);
        tb_buf_u32(paper, cell->origins[i].source);
    }
}

void tb_paper_line(struct tb_buf *paper, enum tb_row_kind kind, uint32_t number, struct tb_str part,
                   struct tb_str text)
{
    tb_paper_row(paper, kind, 0, number, part);
    tb_paper_cell(paper, &(struct tb_paper_cell){.column = TB_PAPER_NONE,
                                                 .rowspan = 1,
                                                 .colspan = 1,
                                                 .from = TB_PAPER_NONE,
                                                 .text = text});
}

void tb_paper_repair(struct tb_buf *paper, const struct tb_paper_repair *repair)
{
    struct tb_str detail = tb_repairs_excerpt(repair->detail);
    tb_buf_u32(paper, TB_PAPER_REPAIR);
    tb_buf_u32(paper, tb_paper_kind(repair->kind));
    tb_buf_u32(paper, repair->number);
    tb_buf_u32(paper, repair->column);
    tb_buf_u32(paper, repair->from);
    tb_buf_u32(paper, repair->count);
    tb_buf_u32(paper, (uint32_t)repair->part.len);
    tb_buf_u32(paper, (uint32_t)detail.len);
    put_text(paper, repair->part);
    put_text(paper, detail);
}

void tb_paper_end(struct tb_buf *paper, const char *form)
{
    tb_buf_u32(paper, TB_PAPER_END);
    tb_buf_u32(paper, tb_paper_form(form));
}
