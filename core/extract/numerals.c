/*
 * numerals.c - numbers as they are written. A number is a chain of terms (2000, 亿, 3千, 五): each
 * term has a count and a power of ten below that of the term before it.
 */
#include "extract/numerals.h"

#include "base/tsv.h"
#include "base/utf8.h"

enum { LOWEST = 0x3000, HIGHEST = 0x9FFF, DIGITS_MAX = 18 };

struct tb_numerals {
    struct tb_numeral of[HIGHEST - LOWEST + 1]; /* by code point */
};

static bool kind_of(struct tb_str name, struct tb_numeral *out)
{
    static const struct {
        const char *name;
        enum tb_numeral_kind kind;
        bool capital;
    } kinds[] = {{"digit", TB_NUMERAL_DIGIT, false},  {"two", TB_NUMERAL_TWO, false},
                 {"capital", TB_NUMERAL_DIGIT, true}, {"power", TB_NUMERAL_SMALL, true},
                 {"small", TB_NUMERAL_SMALL, false},  {"large", TB_NUMERAL_LARGE, false},
                 {"point", TB_NUMERAL_POINT, false},  {"negative", TB_NUMERAL_NEGATIVE, false},
                 {"vague", TB_NUMERAL_VAGUE, false},  {"more", TB_NUMERAL_MORE, false},
                 {"half", TB_NUMERAL_HALF, false}};
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (tb_str_eq(name, tb_str_of(kinds[i].name))) {
            out->kind = kinds[i].kind;
            out->capital = kinds[i].capital;
            return true;
        }
    return false;
}

enum tb_status tb_numerals_new(struct tb_str text, const char *source, struct tb_arena *arena,
                               struct tb_numerals **out, struct tb_error *error)
{
    struct tb_numerals *numerals = TB_NEW(arena, struct tb_numerals);
    if (!numerals)
        return tb_arena_fail(arena, error);
    struct tb_tsv tsv = tb_tsv_open(text, source, 3, 4);
    struct tb_tsv_record record;
    for (bool more = true;;) {
        enum tb_status status = tb_tsv_next(&tsv, &record, &more, error);
        if (status != TB_OK)
            return status;
        if (!more)
            break;
        size_t len = 0;
        uint32_t code = tb_utf8_at(record.field[0], 0, &len);
        struct tb_numeral made = {.len = 3};
        struct tb_decimal value;
        if (len != record.field[0].len || code < LOWEST || code > HIGHEST ||
            !kind_of(record.field[1], &made) || !tb_decimal_parse(record.field[2], &value) ||
            tb_decimal_compare(value, (struct tb_decimal){16, 1, 0}) > 0 || value.num < 0 ||
            value.den != 1 || value.exp < 0) {
            tb_fail(error, TB_EFORMAT,
                    "数字字符表一行应为：一个汉字、类别（digit two capital power small large point "
                    "negative vague "
                    "more "
                    "half）、0至16的整数，实为“%.*s”“%.*s”“%.*s”",
                    "a line of the numeral table should be one Han character, a kind (digit two "
                    "capital power small "
                    "large point negative vague more half) and a whole number from 0 to 16, found "
                    "'%.*s' '%.*s' '%.*s'",
                    TB_ARG(record.field[0]), TB_ARG(record.field[1]), TB_ARG(record.field[2]));
            return tb_fail_at(error, TB_EFORMAT, source, tsv.line, 1);
        }
        made.value = (uint8_t)(value.num * (value.exp == 1 ? 10 : 1));
        numerals->of[code - LOWEST] = made;
    }
    *out = numerals;
    return TB_OK;
}

char tb_folded_at(struct tb_str text, size_t at, size_t *len)
{
    *len = 0;
    if (at >= text.len)
        return 0;
    unsigned char c = (unsigned char)text.ptr[at];
    if (c < 0x80) {
        *len = 1;
        return (char)c;
    }
    if (c != 0xEF || at + 3 > text.len)
        return 0;
    unsigned second = (unsigned char)text.ptr[at + 1], third = (unsigned char)text.ptr[at + 2];
    unsigned code = (second & 0x3F) << 6 | (third & 0x3F);
    if (second < 0xBC || code < 0xF01 || code > 0xF5E) /* U+FF01 to U+FF5E: full-width ASCII */
        return 0;
    *len = 3;
    return (char)(code - 0xF00 + 0x20);
}

struct tb_numeral tb_numeral_of(const struct tb_numerals *numerals, uint32_t code)
{
    bool known = code >= LOWEST && code <= HIGHEST;
    return known ? numerals->of[code - LOWEST] : (struct tb_numeral){TB_NUMERAL_NONE, 0, 0, false};
}

struct tb_numeral tb_numeral_at(const struct tb_numerals *numerals, struct tb_str text, size_t at)
{
    struct tb_numeral none = {TB_NUMERAL_NONE, 0, 0, false};
    size_t len;
    char c = tb_folded_at(text, at, &len);
    if (len) {
        bool digit = c >= '0' && c <= '9';
        return (struct tb_numeral){digit ? TB_NUMERAL_ARABIC : TB_NUMERAL_NONE,
                                   digit ? (uint8_t)(c - '0') : 0, (uint8_t)len, false};
    }
    if (at >= text.len)
        return none;
    struct tb_numeral found = tb_numeral_of(numerals, tb_utf8_at(text, at, &len));
    if (found.len)
        return found;
    none.len = (uint8_t)len;
    return none;
}

/* Everything that the reading of one number needs to know. */
struct reader {
    const struct tb_numerals *numerals;
    const struct tb_phrases *units;
    struct tb_str text;
    bool gaps;
};

/* Passes blanks where they are allowed inside numbers. */
static size_t skip_gap(const struct reader *r, size_t at)
{
    if (r->gaps)
        while (at < r->text.len && (r->text.ptr[at] == ' ' || r->text.ptr[at] == '\t'))
            at++;
    return at;
}

static struct tb_numeral symbol(const struct reader *r, size_t *at)
{
    size_t next = skip_gap(r, *at);
    struct tb_numeral found = tb_numeral_at(r->numerals, r->text, next);
    if (found.kind != TB_NUMERAL_NONE)
        *at = next;
    return found;
}

/* Whether the power of ten at `at` is the beginning of a longer unit: 千瓦, 百分点, 兆赫. */
static bool begins_unit(const struct reader *r, size_t at, size_t len)
{
    const struct tb_phrase *unit = r->units ? tb_phrases_longest(r->units, r->text, at) : NULL;
    return unit && unit->text.len > len;
}

/* 千, 百万, 万亿, 余万 behind a count: their powers of ten together, 0 for none. */
static int read_powers(const struct reader *r, size_t *at, struct tb_number *out)
{
    int power = 0;
    for (size_t next = *at;;) {
        struct tb_numeral sign = symbol(r, &next);
        size_t here = next;
        next += sign.len;
        if (sign.kind == TB_NUMERAL_MORE || sign.kind == TB_NUMERAL_VAGUE) {
            size_t behind = next;
            enum tb_numeral_kind kind = symbol(r, &behind).kind;
            if (kind != TB_NUMERAL_LARGE && (kind != TB_NUMERAL_SMALL || power > 0))
                return power;
            out->more = true;
            continue;
        }
        if ((sign.kind != TB_NUMERAL_SMALL && sign.kind != TB_NUMERAL_LARGE) ||
            begins_unit(r, here, sign.len) || power + sign.value > 48)
            return power;
        power += sign.value;
        out->scaled |= sign.kind == TB_NUMERAL_LARGE;
        *at = next;
    }
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
static bool starts_with_point(const struct reader *r, size_t at)
{
    if (!r->gaps || at == 0 || r->text.ptr[at - 1] != '.')
        return false;
    char before = at > 1 ? r->text.ptr[at - 2] : ' ';
    return before != '.' && (before < '0' || before > '9');
}

/* Reads digits, thousands marks and decimals. false: more digits than can be held (read past). */
static bool read_arabic(const struct reader *r, size_t *at, struct tb_decimal *value,
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

/* value * 10^power; false: does not fit. */
static bool shift(struct tb_decimal *value, int power)
{
    return tb_decimal_mul(*value, (struct tb_decimal){1, 1, power}, value);
}

/* A single digit at the end stands for the place below the last power: 三万五, 两千六, 1亿5. Behind 万
 * and 亿 it is told from a label (3亿一期) by what follows: nothing that goes on, or a unit. */
static bool is_spoken(const struct reader *r, size_t at, int digit, int power)
{
    if (at >= r->text.len || power < 4)
        return true;
    size_t len;
    uint32_t code = tb_utf8_at(r->text, at, &len);
    if (code < 0x4E00 || code > 0x9FFF)
        return true;
    return digit > 2 && r->units && tb_phrases_longest(r->units, r->text, at);
}

/* The further terms of a number in Arabic digits: 1亿2000万, 25万6千, 1千零20, 3万五. Each lies below
 * the power of the term before. */
static bool read_lower_terms(const struct reader *r, size_t *at, int power,
                             struct tb_decimal *value, struct tb_number *out)
{
    while (power > 0) {
        size_t next = *at, start;
        struct tb_numeral sign = symbol(r, &next);
        bool zero = sign.kind == TB_NUMERAL_DIGIT && sign.value == 0;
        if (zero) {
            next += sign.len;
            sign = symbol(r, &next);
        }
        start = next;
        struct tb_decimal term;
        struct tb_number part = {0};
        int below = 0;
        if (sign.kind == TB_NUMERAL_ARABIC) {
            if (!read_arabic(r, &next, &term, &part))
                return true;
            below = read_powers(r, &next, &part);
            if (below == 0 && !zero && part.digits != power)
                return true;
        } else if (sign.kind == TB_NUMERAL_DIGIT || sign.kind == TB_NUMERAL_TWO) {
            next = start + sign.len;
            term = (struct tb_decimal){sign.value, 1, 0};
            below = read_powers(r, &next, &part);
            if (below == 0 && !zero) {
                if (!is_spoken(r, next, sign.value, power))
                    return true;
                below = power - 1;
                power = 0;
            }
        } else {
            return true;
        }
        if ((power > 0 && below >= power) || !shift(&term, below) ||
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

/* The state of a whole number in Han numerals. */
struct han {
    int64_t total, group; /* closed groups; the open one */
    int pending;          /* a digit whose place is not yet known; -1: none */
    int last_small;       /* power of the last 十百千 of the group; 4: none yet */
    int last_large;       /* power of the last 万亿; 64: none yet */
    int last_unit;        /* power of the last of either; 0: none yet */
    bool zero;            /* 零 stands before the pending digit */
    bool fits;
    size_t group_from; /* where the open group begins */
};

static const int64_t powers_of_ten[] = {1,      10,      100,      1000,      10000,
                                        100000, 1000000, 10000000, 100000000, 1000000000};

static bool han_small(struct han *h, int power, struct tb_number *out)
{
    if (power >= h->last_small)
        return false;
    if (h->pending < 0) {
        if (power != 1 && (h->group || h->total || h->zero))
            return false;
        out->empty |= power != 1;
        h->pending = 1;
    }
    h->group += h->pending * powers_of_ten[power];
    h->pending = -1;
    h->last_small = h->last_unit = power;
    h->zero = false;
    return true;
}

static int64_t times(struct han *h, int64_t value, int power)
{
    for (; power > 0; power--)
        if (__builtin_mul_overflow(value, 10, &value))
            h->fits = false;
    return value;
}

static bool han_large(struct han *h, int power, struct tb_number *out)
{
    int64_t value = h->group + (h->pending > 0 ? h->pending : 0);
    bool chained = value == 0 && h->total > 0;
    if (!chained && power == h->last_large)
        return false;
    if (value == 0 && h->total == 0) {
        out->empty = true;
        value = 1;
    }
    if (chained)
        h->total = times(h, h->total, power);
    else if (h->last_large == 64)
        h->total = times(h, value, power);
    else if (power > h->last_large)
        h->total = times(h, h->total + value, power);
    else if (__builtin_add_overflow(h->total, times(h, value, power), &h->total))
        h->fits = false;
    h->group = 0;
    h->pending = -1;
    h->last_small = 4;
    h->last_large = h->last_unit = power;
    h->zero = false;
    out->scaled = true;
    return true;
}

/* 二〇二一, 一二三: digits one after another. The first has been read. */
static bool read_positional(const struct reader *r, size_t *at, int64_t *value)
{
    bool fits = true;
    for (;;) {
        struct tb_numeral sign = tb_numeral_at(r->numerals, r->text, *at);
        if (sign.kind != TB_NUMERAL_DIGIT)
            return fits;
        if (*value > (INT64_MAX - 9) / 10)
            fits = false;
        else
            *value = *value * 10 + sign.value;
        *at += sign.len;
    }
}

/* 七八, 三五 before a unit or a power: "seven or eight". */
static bool is_pair(int first, int second)
{
    return second == first + 1 || (first == 3 && second == 5);
}

/* What a digit behind an unplaced digit means. */
enum beside { BESIDE_STOP, BESIDE_PAIR, BESIDE_POSITIONAL };
static enum beside digit_beside(const struct reader *r, const struct han *h, size_t behind,
                                int digit)
{
    bool third = tb_numeral_at(r->numerals, r->text, behind).kind == TB_NUMERAL_DIGIT;
    if (!third && is_pair(h->pending, digit))
        return BESIDE_PAIR;
    return h->group == 0 && h->total == 0 ? BESIDE_POSITIONAL : BESIDE_STOP;
}

/* 两 is a digit in front and before a power of ten, else a unit: 两千两百两. */
static bool stands_as_digit(const struct reader *r, const struct han *h, size_t behind)
{
    enum tb_numeral_kind kind = symbol(r, &behind).kind;
    return (h->last_unit == 0 && h->pending < 0) || kind == TB_NUMERAL_SMALL ||
           kind == TB_NUMERAL_LARGE;
}

/* Takes one sign of a Han number; false: it does not belong to it. *at is moved behind it. */
static bool take_han(const struct reader *r, struct han *h, bool second, size_t *at,
                     struct tb_number *out, int64_t *positional)
{
    size_t next = *at;
    struct tb_numeral sign = symbol(r, &next);
    size_t here = next;
    next += sign.len;
    if (sign.kind == TB_NUMERAL_TWO && stands_as_digit(r, h, next))
        sign.kind = TB_NUMERAL_DIGIT;
    if (sign.kind == TB_NUMERAL_DIGIT && h->pending >= 0) {
        enum beside beside = digit_beside(r, h, next, sign.value);
        if (beside == BESIDE_STOP)
            return false;
        if (beside == BESIDE_POSITIONAL) {
            *positional = h->pending;
            next = here;
            h->fits = read_positional(r, &next, positional);
        } else if (second) {
            h->pending = sign.value;
        }
    } else if (sign.kind == TB_NUMERAL_DIGIT) {
        h->zero = h->zero || (sign.value == 0 && h->last_unit > 0);
        h->pending = sign.value == 0 && h->last_unit > 0 ? -1 : sign.value;
    } else if (sign.kind == TB_NUMERAL_SMALL) {
        if (begins_unit(r, here, sign.len) || !han_small(h, sign.value, out))
            return false;
    } else if (sign.kind == TB_NUMERAL_LARGE) {
        if (begins_unit(r, here, sign.len) || !han_large(h, sign.value, out))
            return false;
        h->group_from = next;
    } else if (sign.kind == TB_NUMERAL_VAGUE || sign.kind == TB_NUMERAL_MORE) {
        /* 几十, 数百; 十几 at the end; 三百余万 */
        size_t behind = next;
        enum tb_numeral_kind kind = symbol(r, &behind).kind;
        bool power = kind == TB_NUMERAL_LARGE ||
                     (kind == TB_NUMERAL_SMALL && h->last_unit == 0 && h->pending < 0);
        bool vague = sign.kind == TB_NUMERAL_VAGUE;
        if (!power && !(vague && h->last_unit > 0 && h->pending < 0))
            return false;
        if (vague && h->last_unit == 0 && h->pending < 0)
            h->pending = 1;
        out->more = true;
    } else {
        return false;
    }
    *at = next;
    return true;
}

/* A whole number in Han. `second`: of a pair (七八十) take the higher. */
static bool read_han(const struct reader *r, size_t *at, bool second, struct tb_decimal *value,
                     struct tb_number *out)
{
    struct han h = {.pending = -1, .last_small = 4, .last_large = 64, .fits = true};
    int64_t positional = -1;
    size_t from = *at;
    while (positional < 0 && take_han(r, &h, second, at, out, &positional))
        continue;
    if (*at == from)
        return false;
    if (positional >= 0)
        return h.fits && tb_decimal_make(positional, 1, 0, value);
    int64_t last = h.pending > 0 ? h.pending : 0;
    int place = !h.zero && h.last_unit > 1 && last > 0 && is_spoken(r, *at, (int)last, h.last_unit)
                    ? h.last_unit - 1
                    : 0;
    out->empty &= h.pending < 0 && !out->more;
    if (h.group == 0 && h.pending < 0 && h.last_large != 64)
        out->power = (uint8_t)h.last_large;
    return !__builtin_add_overflow(h.total, h.group + times(&h, last, place), &h.total) && h.fits &&
           tb_decimal_make(h.total, 1, 0, value);
}

/* 点五, 点零五 behind a whole number, with the powers that follow: 三点五万. */
static bool read_han_decimals(const struct reader *r, size_t *at, struct tb_decimal *value,
                              struct tb_number *out)
{
    size_t next = *at;
    struct tb_numeral sign = symbol(r, &next);
    if (sign.kind != TB_NUMERAL_POINT)
        return true;
    next += sign.len;
    int64_t places = 0;
    int count = 0;
    bool fits = true;
    for (;; next += sign.len, count++) {
        sign = symbol(r, &next);
        if (sign.kind != TB_NUMERAL_DIGIT)
            break;
        if (count >= DIGITS_MAX - 1)
            fits = false;
        else
            places = places * 10 + sign.value;
    }
    if (count == 0)
        return true;
    *at = next;
    out->decimals = true;
    struct tb_decimal part;
    return fits && tb_decimal_make(places, 1, -count, &part) &&
           tb_decimal_add(*value, part, value) && shift(value, read_powers(r, at, out));
}

static bool is_latin(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* 2e5, 12.3e-1 */
static int exponent(const struct reader *r, size_t *at)
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
static int letter_power(const struct reader *r, size_t *at)
{
    static const char letters[] = "kKMGTB";
    static const int powers[] = {3, 3, 6, 9, 12, 9};
    size_t len, behind, next = skip_gap(r, *at);
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

static bool read_unsigned(const struct reader *r, size_t *at, struct tb_number *out)
{
    size_t from = *at;
    if (!out->han) {
        bool fits = read_arabic(r, at, &out->lo, out);
        int power = read_powers(r, at, out);
        if (power == 0 && r->gaps)
            power = letter_power(r, at);
        out->power = power > 0 ? (uint8_t)power : 0;
        fits = fits && shift(&out->lo, power) && read_lower_terms(r, at, power, &out->lo, out);
        out->hi = out->lo;
        return fits;
    }
    struct tb_number again = *out;
    size_t end = from;
    bool fits = read_han(r, at, false, &out->lo, out) && read_han(r, &end, true, &out->hi, &again);
    size_t point = *at;
    return fits && read_han_decimals(r, at, &out->lo, out) &&
           read_han_decimals(r, &point, &out->hi, &again);
}

enum tb_number_read tb_number_read(const struct tb_numerals *numerals,
                                   const struct tb_phrases *units, struct tb_str text, size_t at,
                                   bool gaps, struct tb_number *out)
{
    struct reader r = {numerals, units, text, gaps};
    struct tb_number number = {.to = at};
    size_t from = at;
    struct tb_numeral sign = tb_numeral_at(numerals, text, at);
    if (sign.kind == TB_NUMERAL_NEGATIVE) {
        number.signed_ = true;
        at += sign.len;
        from = at = skip_gap(&r, at);
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
    if (number.signed_)
        fits = fits && tb_decimal_mul(number.lo, minus, &number.lo) &&
               tb_decimal_mul(number.hi, minus, &number.hi);
    *out = number;
    return fits ? TB_NUMBER_READ : TB_NUMBER_TOO_LONG;
}
