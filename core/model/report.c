/* report.c - reading cells of a built report. */
#include "model/report.h"

#include <stdio.h>

struct tb_str tb_why_text(const struct tb_why *why, char room[TB_WHY_TEXT])
{
    if (!why->known)
        return (struct tb_str){NULL, 0};
    int len = why->who.ptr ? snprintf(room, TB_WHY_TEXT, "pin by=%.*s reason=%.*s",
                                      TB_ARG(why->who), TB_ARG(why->reason))
                           : snprintf(room, TB_WHY_TEXT, "unit=%s likeness=%.2f score=%.2f",
                                      why->same_unit ? "same" : "kin", why->likeness, why->score);
    return (struct tb_str){room, len < 0 ? 0 : len < TB_WHY_TEXT ? (size_t)len : TB_WHY_TEXT - 1};
}

const struct tb_cell *tb_item_cell(const struct tb_item *item, uint16_t column)
{
    return column < item->row->count ? &item->row->cells[column] : NULL;
}

struct tb_str tb_item_text(const struct tb_item *item, uint16_t column)
{
    const struct tb_cell *cell = tb_item_cell(item, column);
    return cell ? (struct tb_str){cell->text, cell->text_len} : TB_STR("");
}

struct tb_str tb_item_role(const struct tb_report *report, const struct tb_item *item,
                           enum tb_role role)
{
    return tb_item_text(item, report->column_of[role]);
}

struct tb_str tb_item_quote(const struct tb_item *item, struct tb_span span)
{
    struct tb_str text = tb_item_text(item, span.column);
    if (span.from > span.to || span.to > text.len)
        return TB_STR("");
    return tb_str_sub(text, span.from, span.to);
}
