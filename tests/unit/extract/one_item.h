/* one_item.h - a bulletin of one row (task, target, result) for the third quarter of 2024. */
#ifndef TB_TEST_ONE_ITEM_H
#define TB_TEST_ONE_ITEM_H

#include "extract/extract.h"

enum { ONE_TASK, ONE_TARGET, ONE_RESULT, ONE_COLUMNS };

/* In `arena`; the texts are borrowed. */
static struct tb_report *one_item(struct tb_arena *arena, const char *task, const char *target,
                                  const char *result)
{
    static const enum tb_role roles[ONE_COLUMNS] = {TB_ROLE_TASK, TB_ROLE_TARGET, TB_ROLE_RESULT};
    const char *texts[ONE_COLUMNS] = {task, target, result};
    struct tb_report *report = TB_NEW(arena, struct tb_report);
    struct tb_cell *cells = TB_NEW_ARRAY(arena, struct tb_cell, ONE_COLUMNS);
    struct tb_row *row = TB_NEW(arena, struct tb_row);
    report->year = 2024;
    report->period = (struct tb_period){true, TB_PERIOD_QUARTER, 3, {2024, 7, 1}, {2024, 9, 30}};
    report->columns = TB_NEW_ARRAY(arena, struct tb_column, ONE_COLUMNS);
    report->column_count = ONE_COLUMNS;
    for (int i = 0; i < TB_ROLE_END; i++)
        report->column_of[i] = TB_NO_COLUMN;
    for (uint16_t i = 0; i < ONE_COLUMNS; i++) {
        report->columns[i] = (struct tb_column){.header = TB_STR(""), .role = roles[i]};
        report->column_of[roles[i]] = i;
        cells[i] = (struct tb_cell){
            .text = texts[i], .text_len = (uint32_t)strlen(texts[i]), .rowspan = 1, .colspan = 1};
    }
    *row = (struct tb_row){.cells = cells, .count = ONE_COLUMNS};
    report->items = TB_NEW(arena, struct tb_item);
    report->item_count = 1;
    report->items[0] = (struct tb_item){.id = TB_STR("2024-001"), .no = TB_STR("1"), .row = row};
    return report;
}

#endif
