/*
 * report_json.h - a report as JSON, schema tongbao.report/1 (docs/formats/report.md). Keys are always
 * there, unknown is null, offsets are code points of a cell's clean text. Reads the report only.
 */
#ifndef TB_MODEL_REPORT_JSON_H
#define TB_MODEL_REPORT_JSON_H

#include "base/json.h"
#include "model/place.h"

/* Called between items, so that the caller can write out what the buffer holds. NULL: never. */
typedef void (*tb_drain_fn)(struct tb_buf *out, void *user);

/* The whole report as one value. With json->pretty each item, column and repair has its own line. */
void tb_report_json(struct tb_json *json, const struct tb_report *report, tb_drain_fn drain,
                    void *user);

/* The members of the report's object that are not its items, `schema` left out: for ndjson, into an
 * object the caller has opened. */
void tb_report_json_head(struct tb_json *json, const struct tb_report *report);

/* Which columns go by "col:N" in `extra`, found once for all items of a report. */
enum { TB_EXTRA_NAMES_MAX = 4096 }; /* columns; those beyond go by "col:N" */
struct tb_extra_names {
    uint64_t taken[TB_EXTRA_NAMES_MAX / 64];
};
void tb_extra_names_find(const struct tb_report *report, struct tb_extra_names *out);

/* The members of one item's object, into an object the caller has opened. */
void tb_report_json_item(struct tb_json *json, const struct tb_report *report,
                         const struct tb_extra_names *names, size_t index);

/* The key of a column in an item's `extra`: its header, or "col:N" (0-based) where that is empty, was
 * taken by a column before it, or is not there; written into `room`. Looks at the columns before it. */
struct tb_str tb_extra_name(const struct tb_report *report, uint16_t column,
                            char room[TB_FIELD_NAME]);

/* "2021-09-30"; null for a day whose year is 0. */
void tb_json_day(struct tb_json *json, struct tb_day day);

/* A period's object; null for one that is not known. */
void tb_json_period(struct tb_json *json, const struct tb_period *period);

#endif
