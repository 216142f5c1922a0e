/*
 * decimal.h - exact figures: num / den * 10^exp. Never a double: 36.45亿元 is 3645 * 10^6. A value
 * that terminates has den 1 and no trailing zero in num (0 is 0/1, exp 0), so that equal values
 * are equal field by field; others are reduced fractions with exp 0 ("2/3").
 */
#ifndef TB_BASE_DECIMAL_H
#define TB_BASE_DECIMAL_H

#include "base/error.h"
#include "base/str.h"

struct tb_decimal {
    int64_t num;
    int64_t den; /* >= 1 */
    int32_t exp; /* within +-64 */
};

enum { TB_DECIMAL_TEXT = 112 }; /* bytes that any value needs as text, with the NUL */

/* Each returns false, and leaves *out untouched, when the result does not fit. */
bool tb_decimal_make(int64_t num, int64_t den, int32_t exp, struct tb_decimal *out);
bool tb_decimal_parse(struct tb_str digits, struct tb_decimal *out); /* [+-]d+[.d+] or a/b */
bool tb_decimal_add(struct tb_decimal a, struct tb_decimal b, struct tb_decimal *out);
bool tb_decimal_sub(struct tb_decimal a, struct tb_decimal b, struct tb_decimal *out);
bool tb_decimal_mul(struct tb_decimal a, struct tb_decimal b, struct tb_decimal *out);
bool tb_decimal_div(struct tb_decimal a, struct tb_decimal b, struct tb_decimal *out);

/* Exact for all values, by cross-multiplication: negative, 0 or positive. */
int tb_decimal_compare(struct tb_decimal a, struct tb_decimal b);

/* Plain text ("5551000000", "-0.25", "2/3"), NUL-terminated; returns its length. */
size_t tb_decimal_text(struct tb_decimal value, char out[TB_DECIMAL_TEXT]);

/* Rounded to `places` decimals, half away from zero or cut; keeps trailing zeros ("0.4000"). */
enum tb_rounding { TB_ROUND_HALF_UP, TB_ROUND_TRUNCATE };
size_t tb_decimal_fixed(struct tb_decimal value, int places, enum tb_rounding mode,
                        char out[TB_DECIMAL_TEXT]);

/* The nearest double, for Lua's `.value`; the exact text stands beside it. */
double tb_decimal_double(struct tb_decimal value);

#endif
