/*
 * change_json.h - two reports compared as JSON, schema tongbao.diff/1 (docs/formats/diff.md). Keys are
 * always there, unknown is null; offsets are code points of a cell's clean text.
 */
#ifndef TB_MODEL_CHANGE_JSON_H
#define TB_MODEL_CHANGE_JSON_H

#include "model/change.h"
#include "model/report_json.h"

/* The whole as one value. `drain` as in report_json.h, after each change. */
void tb_diff_json(struct tb_json *json, const struct tb_diff *diff, tb_drain_fn drain, void *user);

/* The members of one change's object, into an object the caller has opened. */
void tb_change_json(struct tb_json *json, const struct tb_diff *diff,
                    const struct tb_change *change);

/* The members that are neither changes nor matches: the two reports and the summary. */
void tb_diff_json_head(struct tb_json *json, const struct tb_diff *diff);
void tb_diff_json_summary(struct tb_json *json, const struct tb_diff *diff);

#endif
