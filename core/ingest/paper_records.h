/*
 * paper_records.h - the records of a paper: their tags and the names that travel as numbers.
 */
#ifndef TB_INGEST_PAPER_RECORDS_H
#define TB_INGEST_PAPER_RECORDS_H

#include "ingest/paper.h"
#include "ingest/repairs.h"

enum {
    TB_PAPER_ROW = 1, /* kind, table, number, length of part; part */
    TB_PAPER_CELL, /* column, rowspan, colspan, from, len, length of text, origins; text, origins */
    TB_PAPER_REPAIR, /* kind, number, column, from, count, lengths of part and detail; both */
    TB_PAPER_END     /* form */
};

/* The number of a name; the name of a number, NULL: there is none. */
uint32_t tb_paper_kind(const char *name);
const char *tb_paper_kind_name(uint32_t number);
uint32_t tb_paper_form(const char *name);
const char *tb_paper_form_name(uint32_t number);

#endif
