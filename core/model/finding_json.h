/*
 * finding_json.h - a finding as JSON, as in schema tongbao.findings/1 (docs/formats/findings.md).
 */
#ifndef TB_MODEL_FINDING_JSON_H
#define TB_MODEL_FINDING_JSON_H

#include "base/json.h"
#include "model/finding.h"

/* One finding as an object. `report` is the one it speaks of, `index` its number in the output,
 * which differs from finding->report where several batches are put together. */
void tb_finding_json(struct tb_json *json, const struct tb_report *report, uint32_t index,
                     const struct tb_finding *finding);

#endif
