/*
 * report_text.h - a report as a person wants to read it: what it is, how it was read, then its items.
 */
#ifndef TB_CLI_REPORT_TEXT_H
#define TB_CLI_REPORT_TEXT_H

#include "cli/screen.h"
#include "model/report.h"

/* How the readers came to the report, a line for each decision. */
void tb_put_report_notes(struct tb_screen *screen, const struct tb_report *report);

/* `everything`: every repair on its own line. */
void tb_put_report_head(struct tb_screen *screen, const struct tb_report *report, bool everything);

/* A table where each column of prose gets at least TB_PROSE_WIDTH columns, else one card an item. No
 * column is left out in either. `drain` as in model/report_json.h, after each item. */
enum { TB_PROSE_WIDTH = 24 };
void tb_put_report_items(struct tb_screen *screen, const struct tb_report *report,
                         void (*drain)(struct tb_buf *out, void *user), void *user);

/* What a column is called for people: its header, or its role where that is empty. */
struct tb_str tb_column_label(const struct tb_report *report, size_t column, enum tb_lang lang);

#endif
