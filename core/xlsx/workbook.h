/*
 * workbook.h - a workbook under way. Private to core/xlsx.
 */
#ifndef TB_XLSX_WORKBOOK_H
#define TB_XLSX_WORKBOOK_H

#include <xlsxwriter.h>

#include "base/arena.h"
#include "base/made.h"

enum {
    TEXT_MOST = 32767, /* UTF-16 units that a cell holds */
    TEXT_ROOM = 4 * TEXT_MOST,
    CHOICES_MOST = 64,
    NAME_ROOM = 128 /* bytes of a sheet's name: 31 characters */
};

enum style {
    STYLE_TEXT,
    STYLE_WRAP,
    STYLE_NUMBER,
    STYLE_PERCENT,
    STYLE_HEAD,
    STYLE_TITLE,
    STYLE_END
};

struct sheet {
    char name[NAME_ROOM];
    lxw_worksheet *at;
    enum style *styles; /* of each column */
    char ***choices;    /* of each column: texts ended by NULL; NULL: any */
    size_t columns;
    lxw_row_t head, next; /* the row of its header; the next one */
    struct sheet *after;
};

struct workbook {
    struct tb_arena *arena;
    lxw_workbook *book;
    lxw_format *formats[STYLE_END];
    struct sheet *first, *current;
    size_t cut;
    char text[TEXT_ROOM + 1]; /* the cell under way, for a library that wants C strings */
};

/* The sheet of this name; NULL: there is none. */
struct sheet *tb_xlsx_sheet(const struct workbook *workbook, const struct tb_made_value *name);

enum tb_status tb_xlsx_put_chart(struct workbook *workbook, const struct tb_made *record,
                                 struct tb_error *error) TB_NODISCARD;

/* A record that is not as base/made.h has it; `what` is its kind. */
enum tb_status tb_xlsx_malformed(const char *what, struct tb_error *error) TB_NODISCARD;

#endif
