/*
 * number.h - numbers of cells as their formats show them: 0.07 with 0% is 7%, 44469 with yyyy/m/d is
 * 2021/9/30 (ISO/IEC 29500-1, 18.8.30 and 18.8.31).
 */
#ifndef TB_OOXML_NUMBER_H
#define TB_OOXML_NUMBER_H

#include "base/buf.h"

/* The code of a built-in format; empty: there is none of this number, which means General. */
struct tb_str tb_number_builtin(uint32_t id);

/* Whether a format shows days or times. */
bool tb_number_is_date(struct tb_str code);

/* Adds the text of `raw`, a number as it stands in the file, to `out`. What the format needs and this
 * does not know (fractions, powers of ten) is shown as General. False: `raw` is no number; nothing was
 * added. */
bool tb_number_show(struct tb_str raw, struct tb_str code, bool from_1904, struct tb_buf *out);

#endif
