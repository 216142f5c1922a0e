/*
 * plain.h - the forms in which two texts are compared. `light`: without white space, full-width
 * letters, digits and marks as ASCII; texts whose light forms are equal differ in layout only.
 * `plain`: also without punctuation and in small letters; what is left are words and figures.
 * `skeleton`: plain, and every figure and date is one sign, so that texts with other figures are equal.
 */
#ifndef TB_DIFF_PLAIN_H
#define TB_DIFF_PLAIN_H

#include "base/utf8.h"
#include "model/report.h"

/* Each writes to `out`, which has room for text.len bytes, and returns the length. Linear. */
size_t tb_light_text(struct tb_str text, char *out);
size_t tb_plain_text(struct tb_str text, char *out);

/* Whether the plain forms are equal. */
bool tb_plain_equal(struct tb_str a, struct tb_str b);

/* The sign of a figure in a skeleton, and that of a date; plain text has neither. */
enum { TB_SKELETON_FIGURE = '#', TB_SKELETON_DATE = '@' };

/* The skeleton of the cell in `column`: the figures and dates that were read there, and digits that
 * belong to neither. *figures (may be NULL): how many signs there are. */
size_t tb_skeleton_text(const struct tb_item *item, uint16_t column, char *out, size_t *figures);

/* One code point as plain text has it; 0: it is left out. A point between digits is kept by the
 * callers, who know what stands beside it. */
uint32_t tb_plain_code(uint32_t code);

/* tb_utf8_at, quick for what nearly all of every text is; in valid text the same. */
static inline uint32_t tb_plain_at(struct tb_str text, size_t at, size_t *len)
{
    const unsigned char *bytes = (const unsigned char *)text.ptr + at;
    if (bytes[0] < 0x80) {
        *len = 1;
        return bytes[0];
    }
    if (bytes[0] < 0xE1 || bytes[0] > 0xEF || text.len - at < 3)
        return tb_utf8_at(text, at, len);
    *len = 3;
    return (bytes[0] & 0xFu) << 12 | (bytes[1] & 0x3Fu) << 6 | (bytes[2] & 0x3Fu);
}

/* White space of any script that such texts hold, zero-width characters and the byte order mark. */
bool tb_is_white(uint32_t code);

#endif
