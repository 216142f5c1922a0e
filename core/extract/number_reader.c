/*
 * number_reader.c - numbers as they are written. A number is a chain of terms (2000, 亿, 3千, 五): each
 * term has a count and a power of ten below that of the term before it.
 */
#include "extract/number_reader.h"

#include "base/utf8.h"

/* Passes blanks where they are allowed inside numbers. */
size_t tb_reader_skip_gap(const struct tb_number_reader *r, size_t at)
{
    if (r->gaps)
        while (at < r->text.len && (r->text.ptr[at] == ' ' || r->text.ptr[at] == '\t'))
            at++;
    return at;
}

struct tb_numeral tb_reader_symbol(const struct tb_number_reader *r, size_t *at)
{
    size_t next = tb_reader_skip_gap(r, *at);
    struct tb_numeral found = tb_numeral_at(r->numerals, r->text, next);
    if (found.kind != TB_NUMERAL_NONE)
        *at = next;
    return found;
}

/* Whether the power of ten at `at` is the beginning of a longer unit: 千瓦, 百分点, 兆赫. */
bool tb_reader_begins_unit(const struct tb_number_reader *r, size_t at, size_t len)
{
    const struct tb_phrase *unit = r->units ? tb_phrases_longest(r->units, r->text, at) : NULL;
    return unit && unit->text.len > len;
}

/* 千, 百万, 万亿, 余万 behind a count: their powers of ten together, 0 for none. */
int tb_reader_powers(const struct tb_number_reader *r, size_t *at, struct tb_number *out)
{
    int power = 0;
    for (size_t next = *at;;) {
        struct tb_numeral sign = tb_reader_symbol(r, &next);
        size_t here = next;
        next += sign.len;
        if (sign.kind == TB_NUMERAL_MORE || sign.kind == TB_NUMERAL_VAGUE) {
            size_t behind = next;
            enum tb_numeral_kind kind = tb_reader_symbol(r, &behind).kind;
            if (kind != TB_NUMERAL_LARGE && (kind != TB_NUMERAL_SMALL || power > 0))
                return power;
            out->more = true;
            continue;
        }
        if ((sign.kind != TB_NUMERAL_SMALL && sign.kind != TB_NUMERAL_LARGE) ||
            tb_reader_begins_unit(r, here, sign.len) || power + sign.value > 48)
            return power;
        power += sign.value;
        out->scaled |= sign.kind == TB_NUMERAL_LARGE;
        *at = next;
    }
}

/* value * 10^power; false: does not fit. */
bool tb_reader_shift(struct tb_decimal *value, int power)
{
    return tb_decimal_mul(*value, (struct tb_decimal){1, 1, power}, value);
}

/* A single digit at the end stands for the place below the last power: 三万五, 两千六, 1亿5. Behind 万
 * and 亿 it is told from a label (3亿一期) by what follows: nothing that goes on, or a unit. */
bool tb_reader_is_spoken(const struct tb_number_reader *r, size_t at, int digit, int power)
{
    if (at >= r->text.len || power < 4)
        return true;
    size_t len;
    uint32_t code = tb_utf8_at(r->text, at, &len);
    if (code < 0x4E00 || code > 0x9FFF)
        return true;
    return digit > 2 && r->units && tb_phrases_longest(r->units, r->text, at);
}

/* "," and "，" divide groups of three digits only where every group has three. */
static bool divides_thousands(struct tb_str text, size_t at, size_t *len)
{
    size_t size;
    char c = tb_folded_at(text, at, &size);
    *len = size;
    if (c != ',')
        return false;
    at += size;
    for (int i = 0; i < 4; i++, at += size) {
        c = tb_folded_at(text, at, &size);
        bool digit = c >= '0' && c <= '9';
        if (digit != (i < 3))
            return false;
    }
    return true;
}

/* .5, where blanks and all are numbers too: the point right before the first digit belongs to it. */
static bool starts_with_point(const struct tb_number_reader *r, size_t at)
{
    if (!r->gaps || at == 0 || r->text.ptr[at - 1] != '.')
        return false;
    char before = at > 1 ? r->text.ptr[at - 2] : ' ';
    return before != '.' && (before < '0' || before > '9');
}

/* Reads digits, thousands marks and decimals. false: more digits than can be held (read past). */
static bool read_arabic(const struct tb_number_reader *r, size_t *at, struct tb_decimal *value,
                        struct tb_number *out)
{
    int64_t mantissa = 0;
    int digits = 0, places = 0;
    bool point = starts_with_point(r, *at), grouped = false, fits = true;
    for (size_t len;; *at += len) {
        char c = tb_folded_at(r->text, *at, &len);
        if (c >= '0' && c <= '9') {
            if (mantissa > (INT64_MAX - 9) / 10)
                fits = false;
            else
                mantissa = mantissa * 10 + (c - '0');
            digits += !point && digits < UINT8_MAX;
            places += point && places < UINT8_MAX;
        } else if (!point && c == '.' &&
                   tb_numeral_at(r->numerals, r->text, *at + len).kind == TB_NUMERAL_ARABIC) {
            point = true;
        } else if (!point && (grouped || digits <= 3) && divides_thousands(r->text, *at, &len)) {
            grouped = true;
        } else {
            break;
        }
    }
    out->digits = (uint8_t)digits;
    out->decimals = point;
    return fits && tb_decimal_make(mantissa, 1, -places, value);
}

/* The further terms of a number in Arabic digits: 1亿2000万, 25万6千, 1千零20, 3万五. Each lies below
 * the power of the term before. */
static bool read_lower_terms(const struct tb_number_reader *r, size_t *at, int power,
                             struct tb_decimal *value, struct tb_number *out)
{
    while (power > 0) {
        size_t next = *at, start;
        struct tb_numeral sign = tb_reader_symbol(r, &next);
        bool zero = sign.kind == TB_NUMERAL_DIGIT && sign.value == 0;
        if (zero) {
            next += sign.len;
            sign = tb_reader_symbol(r, &next);
        }
        start = next;
        struct tb_decimal term;
        struct tb_number part = {0};
        int below = 0;
        if (sign.kind == TB_NUMERAL_ARABIC) {
            if (!read_arabic(r, &next, &term, &part))
                return true;
            below = tb_reader_powers(r, &next, &part);
            if (below == 0 && !zero && part.digits != power)
                return true;
        } else if (sign.kind == TB_NUMERAL_DIGIT || sign.kind == TB_NUMERAL_TWO) {
            next = start + sign.len;
            term = (struct tb_decimal){sign.value, 1, 0};
            below = tb_reader_powers(r, &next, &part);
            if (below == 0 && !zero) {
                if (!tb_reader_is_spoken(r, next, sign.value, power))
                    return true;
                below = power - 1;
                power = 0;
            }
        } else {
            return true;
        }
        if ((power > 0 && below >= power) || !tb_reader_shift(&term, below) ||
            tb_decimal_compare(term, (struct tb_decimal){1, 1, power > 0 ? power : below + 1}) >= 0)
            return true;
        if (!tb_decimal_add(*value, term, value))
            return false;
        out->more |= part.more;
        *at = next;
        power = power > 0 ? below : 0;
    }
    return true;
}

static bool is_latin(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* 2e5, 12.3e-1 */
static int exponent(const struct tb_number_reader *r, size_t *at)
{
    size_t len, next = *at;
    char e = tb_folded_at(r->text, next, &len);
    if (e != 'e' && e != 'E')
        return 0;
    next += len;
    char sign = tb_folded_at(r->text, next, &len);
    if (sign == '+' || sign == '-')
        next += len;
    int power = 0, digits = 0;
    for (char c; (c = tb_folded_at(r->text, next, &len)) >= '0' && c <= '9'; next += len, digits++)
        power = power > 99 ? power : power * 10 + (c - '0');
    if (digits == 0 || is_latin(tb_folded_at(r->text, next, &len)) || power > 48)
        return 0;
    *at = next;
    return sign == '-' ? -power : power;
}

/* 40k, 1.5M where there is no unit of that name. */
static int letter_power(const struct tb_number_reader *r, size_t *at)
{
    static const char letters[] = "kKMGTB";
    static const int powers[] = {3, 3, 6, 9, 12, 9};
    size_t len, behind, next = tb_reader_skip_gap(r, *at);
    char c = tb_folded_at(r->text, next, &len);
    const char *found = c ? strchr(letters, c) : NULL;
    if (!found)
        return exponent(r, at);
    if (is_latin(tb_folded_at(r->text, next + len, &behind)) ||
        (r->units && tb_phrases_longest(r->units, r->text, next)))
        return 0;
    *at = next + len;
    return powers[found - letters];
}

static bool read_unsigned(const struct tb_number_reader *r, size_t *at, struct tb_number *out)
{
    size_t from = *at;
    if (!out->han) {
        bool fits = read_arabic(r, at, &out->lo, out);
        int power = tb_reader_powers(r, at, out);
        if (power == 0 && r->gaps)
            power = letter_power(r, at);
        out->power = power > 0 ? (uint8_t)power : 0;
        fits = fits && tb_reader_shift(&out->lo, power) &&
               read_lower_terms(r, at, power, &out->lo, out);
        out->hi = out->lo;
        return fits;
    }
    struct tb_number again = *out;
    size_t end = from;
    bool fits = tb_reader_han(r, at, false, &out->lo, out) &&
                tb_reader_han(r, &end, true, &out->hi, &again);
    size_t point = *at;
    return fits && tb_reader_han_decimals(r, at, &out->lo, out) &&
           tb_reader_han_decimals(r, &point, &out->hi, &again);
}

enum tb_number_read tb_number_read(const struct tb_numerals *numerals,
                                   const struct tb_phrases *units, struct tb_str text, size_t at,
                                   bool gaps, struct tb_number *out)
{
    struct tb_number_reader r = {numerals, units, text, gaps};
    struct tb_number number = {.to = at};
    size_t from = at;
    struct tb_numeral sign = tb_numeral_at(numerals, text, at);
    if (sign.kind == TB_NUMERAL_NEGATIVE) {
        number.negative = true;
        at += sign.len;
        from = at = tb_reader_skip_gap(&r, at);
        sign = tb_numeral_at(numerals, text, at);
    }
    number.han = sign.kind != TB_NUMERAL_ARABIC;
    if (number.han && sign.kind != TB_NUMERAL_DIGIT && sign.kind != TB_NUMERAL_TWO &&
        sign.kind != TB_NUMERAL_SMALL && sign.kind != TB_NUMERAL_LARGE &&
        sign.kind != TB_NUMERAL_VAGUE)
        return TB_NUMBER_NONE;
    bool fits = read_unsigned(&r, &at, &number);
    if (at == from)
        return TB_NUMBER_NONE;
    number.to = at;
    number.capital = sign.capital && at == from + sign.len;
    number.one = number.han && at == from + 3 && sign.kind == TB_NUMERAL_DIGIT && sign.value == 1;
    struct tb_decimal minus = {-1, 1, 0};
    if (number.negative)
        fits = fits && tb_decimal_mul(number.lo, minus, &number.lo) &&
               tb_decimal_mul(number.hi, minus, &number.hi);
    *out = number;
    return fits ? TB_NUMBER_READ : TB_NUMBER_TOO_LONG;
}
