/*
 * number.h - the small whole numbers of titles, headers and serial columns: Arabic or Chinese
 * numerals. Figures in prose are another layer's work.
 */
#ifndef TB_INGEST_NUMBER_H
#define TB_INGEST_NUMBER_H

#include "base/str.h"

/* The number that begins at s[at] of folded text: up to nine Arabic digits, or Chinese numerals
 * below a thousand (三, 十二, 二十, 一百零五). Returns its length in bytes, 0: none. */
size_t tb_number_at(struct tb_str s, size_t at, uint32_t *value);

/* An Arabic digit or a Chinese numeral. */
bool tb_is_numeral(uint32_t code);

/* A year of four digits, 1949 to 2099, in Arabic or Chinese digits (2021, 二〇二一, 二零二一), that is
 * no part of a longer number. Returns its length, 0: none. */
size_t tb_year_at(struct tb_str s, size_t at, int *year);

#endif
