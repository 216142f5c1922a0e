/*
 * number_reader.h - what the two readers of numbers share: number_reader.c holds the common parts and
 * the terms in Arabic digits, number_han.c those in Han. Private to numerals.h.
 */
#ifndef TB_EXTRACT_NUMBER_READER_H
#define TB_EXTRACT_NUMBER_READER_H

#include "extract/numerals.h"

/* Everything that the reading of one number needs to know. */
struct tb_number_reader {
    const struct tb_numerals *numerals;
    const struct tb_phrases *units;
    struct tb_str text;
    bool gaps;
};

enum { TB_DECIMALS_MAX = 18 };

/* Passes blanks where they are allowed inside numbers. */
size_t tb_reader_skip_gap(const struct tb_number_reader *r, size_t at);

/* The numeral at *at, moved past a gap before it if there is one. */
struct tb_numeral tb_reader_symbol(const struct tb_number_reader *r, size_t *at);

/* Whether the power of ten at `at` is the beginning of a longer unit: 千瓦, 百分点, 兆赫. */
bool tb_reader_begins_unit(const struct tb_number_reader *r, size_t at, size_t len);

/* 千, 百万, 万亿, 余万 behind a count: their powers of ten together, 0 for none. */
int tb_reader_powers(const struct tb_number_reader *r, size_t *at, struct tb_number *out);

/* value * 10^power; false: does not fit. */
bool tb_reader_shift(struct tb_decimal *value, int power);

/* A single digit at the end stands for the place below the last power: 三万五, 两千六, 1亿5. Behind 万
 * and 亿 it is told from a label (3亿一期) by what follows: nothing that goes on, or a unit. */
bool tb_reader_is_spoken(const struct tb_number_reader *r, size_t at, int digit, int power);

/* A whole number in Han; `second`: of a pair (七八十) the higher. False: none, or it does not fit. */
bool tb_reader_han(const struct tb_number_reader *r, size_t *at, bool second,
                   struct tb_decimal *value, struct tb_number *out);

/* 点五, 点零五 behind a whole number, with the powers that follow: 三点五万. False: does not fit. */
bool tb_reader_han_decimals(const struct tb_number_reader *r, size_t *at, struct tb_decimal *value,
                            struct tb_number *out);

#endif
