/*
 * quantities.h - the figures and dates of a text: what is counted, in what unit, how it is bounded,
 * whether it is a level, growth, share or rank, of which period, and which figure it is a part of.
 * One pass over the bytes; memory only for what is found. The meaning of the fields is that of
 * `quantities` and `dates` in docs/formats/report.md.
 */
#ifndef TB_EXTRACT_QUANTITIES_H
#define TB_EXTRACT_QUANTITIES_H

#include "extract/dates.h"
#include "extract/measures.h"

struct tb_quantities {
    struct tb_quantity *at;
    size_t count, room;
};
struct tb_dates {
    struct tb_date *at;
    size_t count, room;
};

struct tb_scan_options {
    struct tb_calendar calendar;
    uint16_t column;    /* goes into the spans */
    bool bare;          /* numbers without a unit too, and no false friends or dates */
    bool target;        /* a target: its dates are deadlines */
    struct tb_str unit; /* "万元": unit of a text that is just a number; ptr NULL: none */
};

/* Appends the figures of `text` to `quantities` and its dates to `dates` (NULL: not wanted), in the
 * order of the text. `parent` is an index into the list. Metrics are slices of `text`.
 * TB_ENOMEM, TB_ELIMIT (arena full, or a text of 4 GiB): what was found so far stays in the lists. */
enum tb_status tb_quantities_scan(const struct tb_measures *measures, struct tb_str text,
                                  const struct tb_scan_options *options, struct tb_arena *arena,
                                  struct tb_quantities *quantities, struct tb_dates *dates,
                                  struct tb_error *error) TB_NODISCARD;

/* Fills quantities and dates of every item of `report`. A cell of a target, value or ratio column
 * that holds just a number takes the unit of the item's measure column, or of the heading. */
enum tb_status tb_quantities_read(const struct tb_measures *measures, struct tb_report *report,
                                  struct tb_arena *arena, struct tb_error *error) TB_NODISCARD;

#endif
