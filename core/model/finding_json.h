/*
 * finding_json.h - a finding as JSON, as in schema tongbao.findings/1 (docs/formats/findings.md).
 */
#ifndef TB_MODEL_FINDING_JSON_H
#define TB_MODEL_FINDING_JSON_H

#include "base/json.h"
#include "model/cursor.h"
#include "model/finding.h"

/* Where the findings written so far stand; begins as {0}. Findings in the order of the text then cost
 * one pass over each cell. */
struct tb_finding_cursor {
    struct tb_cursor own, related;
};

/* Where a span of an item begins in the source; where its cell has no place of its own, and for the
 * item as a whole, the item's line. */
struct tb_place tb_finding_place(struct tb_cursor *cursor, const struct tb_report *report,
                                 const struct tb_item *item, struct tb_span span);

/* One finding as an object. `report` is the one it speaks of, `index` its number in the output,
 * which differs from finding->report where several batches are put together. */
void tb_finding_json(struct tb_json *json, struct tb_finding_cursor *cursor,
                     const struct tb_report *report, uint32_t index,
                     const struct tb_finding *finding);

#endif
