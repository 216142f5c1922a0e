/* tables.h - small reports made in place: no | task | target | units | result, without reading prose. */
#ifndef TB_TEST_TABLES_H
#define TB_TEST_TABLES_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "model/report.h"

enum { TABLE_COLUMNS = 5 };

typedef const char *const row_t[TABLE_COLUMNS];

static struct tb_arena *arena;

static inline int make_arena(void **state)
{
    (void)state;
    return tb_arena_new(256u << 20, &arena, NULL) == TB_OK ? 0 : -1;
}

static inline int free_arena(void **state)
{
    (void)state;
    tb_arena_free(arena);
    return 0;
}

/* A report of `count` rows; cells that are NULL end their row. */
static inline struct tb_report *table(const row_t *rows, size_t count)
{
    static const enum tb_role roles[TABLE_COLUMNS] = {TB_ROLE_NO, TB_ROLE_TASK, TB_ROLE_TARGET,
                                                      TB_ROLE_UNITS, TB_ROLE_RESULT};
    struct tb_report *report = TB_NEW(arena, struct tb_report);
    report->columns = TB_NEW_ARRAY(arena, struct tb_column, TABLE_COLUMNS);
    report->items = TB_NEW_ARRAY(arena, struct tb_item, count);
    report->column_count = TABLE_COLUMNS;
    report->item_count = count;
    report->year = 2024;
    for (int role = 0; role < TB_ROLE_END; role++)
        report->column_of[role] = TB_NO_COLUMN;
    for (uint16_t c = 0; c < TABLE_COLUMNS; c++) {
        report->columns[c] = (struct tb_column){TB_STR(""), roles[c]};
        report->column_of[roles[c]] = c;
    }
    for (size_t i = 0; i < count; i++) {
        struct tb_cell *cells = TB_NEW_ARRAY(arena, struct tb_cell, TABLE_COLUMNS);
        struct tb_row *row = TB_NEW(arena, struct tb_row);
        row->cells = cells;
        for (int c = 0; c < TABLE_COLUMNS && rows[i][c]; c++) {
            cells[c] = (struct tb_cell){.text = rows[i][c],
                                        .text_len = (uint32_t)strlen(rows[i][c]),
                                        .rowspan = 1,
                                        .colspan = 1};
            row->count++;
        }
        report->items[i].row = row;
        report->items[i].no = rows[i][0] ? tb_str_of(rows[i][0]) : (struct tb_str){0};
        report->items[i].id = tb_arena_printf(arena, "2024-%03zu", i + 1);
    }
    return report;
}
#define TABLE(rows) table((rows), sizeof(rows) / sizeof *(rows))

#endif
