/*
 * csv.h - one field of a table in text form (RFC 4180), for any separator.
 */
#ifndef TB_BASE_CSV_H
#define TB_BASE_CSV_H

#include "base/buf.h"

/* Appends `text` as one field: quoted, with its quotes doubled, where it holds the separator, a
 * quote or a line end, or begins or ends with a blank. `defuse`: a text that a spreadsheet would take
 * for a formula (it begins with = + - @, a tab or a carriage return, and is no plain number) gets a
 * ' before it, as OWASP's page on CSV injection advises. */
void tb_csv_field(struct tb_buf *out, struct tb_str text, char separator, bool defuse);

#endif
