/*
 * finding_text.h - one finding as a person wants to read it: the message, where it is, and the cell with
 * the characters it rests on.
 */
#ifndef TB_CLI_FINDING_TEXT_H
#define TB_CLI_FINDING_TEXT_H

#include "cli/screen.h"
#include "model/cursor.h"
#include "model/finding.h"

/* "! 警告  message [rule]", the place, the quotes. `verbose`: fingerprint and confidence too. The cursor is
 * that of the report. */
void tb_put_finding(struct tb_screen *screen, struct tb_cursor *cursor,
                    const struct tb_report *report, const struct tb_finding *finding, bool verbose);

/* "sample.txt:12:7: 警告: message [rule]" */
void tb_put_finding_brief(struct tb_screen *screen, struct tb_cursor *cursor,
                          const struct tb_report *report, const struct tb_finding *finding);

/* One that is about no report. */
void tb_put_finding_alone(struct tb_screen *screen, const struct tb_finding *finding);

/* "第12项"; by its place in the table where no number was printed. */
void tb_put_item_number(struct tb_screen *screen, const struct tb_report *report, uint32_t index);

#endif
