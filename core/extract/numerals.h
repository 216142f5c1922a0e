/*
 * numerals.h - reads one number: 1,200 · ３６．４５ · 1亿2000万 · 300余万 · 三万五 · 一千零五十 · 壹佰 ·
 * 三点五 · 十几 · 七八十. Exact, one pass, no memory. What is counted, and how the figure bounds the
 * value, is the business of figures.h.
 */
#ifndef TB_EXTRACT_NUMERALS_H
#define TB_EXTRACT_NUMERALS_H

#include "base/arena.h"
#include "base/decimal.h"
#include "extract/extract.h"
#include "extract/phrases.h"

/* The characters of numbers, from a knowledge file; made once, never changed. */
struct tb_numerals;
enum tb_status tb_numerals_new(const struct tb_lexicon_file *extra, size_t extra_count,
                               struct tb_arena *arena, struct tb_numerals **out,
                               struct tb_error *error) TB_NODISCARD;

struct tb_number {
    struct tb_decimal lo, hi; /* equal, but for 七八十 (70, 80) and the like */
    size_t to;                /* byte behind it */
    uint8_t digits;           /* digits before the point as written, 0 for a number in Han */
    bool han;                 /* begins with a Han numeral */
    bool one;                 /* is just 一 */
    bool capital;             /* is just one financial capital, as in 队伍 and 收拾 */
    bool decimals;            /* has a point */
    uint8_t power; /* of ten, written behind the count: 4 for 3万, 8 for 三亿; else 0 */
    bool scaled;   /* 万 or larger took part */
    bool empty;    /* nothing but powers of ten: 百, 千万 */
    bool more;     /* 余, 多, 几: the value is more than this */
    bool negative; /* has a sign of its own */
};

enum tb_number_read {
    TB_NUMBER_NONE, /* no number begins here */
    TB_NUMBER_READ,
    TB_NUMBER_TOO_LONG /* it is one, of more digits than can be held; `to` is its end */
};

/* Reads the number that begins at `at` (at the digit or at 负, not in the middle of a number).
 * `units` are the units of measure, so that 3千瓦 is three of 千瓦. `gaps`: blanks inside are passed
 * over, k, M, G, T are powers of ten, and so is e5: 7万 5千, 40k, 2e-3. */
enum tb_number_read tb_number_read(const struct tb_numerals *numerals,
                                   const struct tb_phrases *units, struct tb_str text, size_t at,
                                   bool gaps, struct tb_number *out);

/* The kind of the character at `at`, for those who look around a number. */
enum tb_numeral_kind {
    TB_NUMERAL_NONE,
    TB_NUMERAL_ARABIC, /* 0-9 and full-width */
    TB_NUMERAL_DIGIT,
    TB_NUMERAL_TWO,
    TB_NUMERAL_SMALL,
    TB_NUMERAL_LARGE,
    TB_NUMERAL_POINT,
    TB_NUMERAL_NEGATIVE,
    TB_NUMERAL_VAGUE,
    TB_NUMERAL_MORE,
    TB_NUMERAL_HALF
};
struct tb_numeral {
    enum tb_numeral_kind kind;
    uint8_t value; /* of a digit; the power of ten of small and large */
    uint8_t len;   /* bytes; 0 at the end of the text */
    bool capital;  /* a financial capital: 壹, 拾 */
};
struct tb_numeral tb_numeral_at(const struct tb_numerals *numerals, struct tb_str text, size_t at);

/* The n-th character of the knowledge file, from 0, with what it is; 0: there are no more. */
uint32_t tb_numerals_nth(const struct tb_numerals *numerals, size_t n, struct tb_numeral *out);

/* ASCII for an ASCII or full-width character at `at`, its length in *len; 0: another. */
char tb_folded_at(struct tb_str text, size_t at, size_t *len);

#endif
