/*
 * returned.h - what people wrote into the workbook of `export --to xlsx` beside its findings, on its way
 * back into baseline.tsv.
 */
#ifndef TB_HOST_RETURNED_H
#define TB_HOST_RETURNED_H

#include "host/baseline.h"

/* One finding that somebody said something of. Texts are flat: no tabs, no line ends. */
struct tb_returned {
    struct tb_str fingerprint, reason, reply;
    enum tb_disposition disposition;
    bool used; /* it stands in the baseline now */
};

struct tb_returned_list {
    struct tb_returned *at; /* ordered by fingerprint, each once: the last one said */
    size_t count, room;
};

/* Adds what the rows of a workbook say (struct tb_report.grid). *found: there is a header with the columns
 * 指纹 and 处理结论. Memory in `arena`. TB_EUSAGE: a disposition that is none, with its row. */
enum tb_status tb_returned_read(const struct tb_grid *grid, struct tb_arena *arena,
                                struct tb_returned_list *list, bool *found,
                                struct tb_error *error) TB_NODISCARD;

/* The one of this fingerprint; NULL: nobody said anything. */
struct tb_returned *tb_returned_find(const struct tb_returned_list *list,
                                     struct tb_str fingerprint);

/* A line of the baseline with what was returned in place of its own words; all else stays. */
void tb_returned_put(struct tb_buf *out, struct tb_str line, const struct tb_returned *returned);

#endif
