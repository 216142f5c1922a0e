/* number_han.c - numbers in Han numerals: 一千零五十, 三万五, 壹佰贰拾, 二〇二一, 七八十, 十几, 三点五. */
#include "extract/number_reader.h"

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
static bool read_positional(const struct tb_number_reader *r, size_t *at, int64_t *value)
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
static enum beside digit_beside(const struct tb_number_reader *r, const struct han *h,
                                size_t behind, int digit)
{
    bool third = tb_numeral_at(r->numerals, r->text, behind).kind == TB_NUMERAL_DIGIT;
    if (!third && is_pair(h->pending, digit))
        return BESIDE_PAIR;
    return h->group == 0 && h->total == 0 ? BESIDE_POSITIONAL : BESIDE_STOP;
}

/* 两 is a digit in front and before a power of ten, else a unit: 两千两百两. */
static bool stands_as_digit(const struct tb_number_reader *r, const struct han *h, size_t behind)
{
    enum tb_numeral_kind kind = tb_reader_symbol(r, &behind).kind;
    return (h->last_unit == 0 && h->pending < 0) || kind == TB_NUMERAL_SMALL ||
           kind == TB_NUMERAL_LARGE;
}

/* Takes one sign of a Han number; false: it does not belong to it. *at is moved behind it. */
static bool take_han(const struct tb_number_reader *r, struct han *h, bool second, size_t *at,
                     struct tb_number *out, int64_t *positional)
{
    size_t next = *at;
    struct tb_numeral sign = tb_reader_symbol(r, &next);
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
        if (tb_reader_begins_unit(r, here, sign.len) || !han_small(h, sign.value, out))
            return false;
    } else if (sign.kind == TB_NUMERAL_LARGE) {
        if (tb_reader_begins_unit(r, here, sign.len) || !han_large(h, sign.value, out))
            return false;
        h->group_from = next;
    } else if (sign.kind == TB_NUMERAL_VAGUE || sign.kind == TB_NUMERAL_MORE) {
        /* 几十, 数百; 十几 at the end; 三百余万 */
        size_t behind = next;
        enum tb_numeral_kind kind = tb_reader_symbol(r, &behind).kind;
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
bool tb_reader_han(const struct tb_number_reader *r, size_t *at, bool second,
                   struct tb_decimal *value, struct tb_number *out)
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
    int place = !h.zero && h.last_unit > 1 && last > 0 &&
                        tb_reader_is_spoken(r, *at, (int)last, h.last_unit)
                    ? h.last_unit - 1
                    : 0;
    out->empty &= h.pending < 0 && !out->more;
    if (h.group == 0 && h.pending < 0 && h.last_large != 64)
        out->power = (uint8_t)h.last_large;
    return !__builtin_add_overflow(h.total, h.group + times(&h, last, place), &h.total) && h.fits &&
           tb_decimal_make(h.total, 1, 0, value);
}

/* 点五, 点零五 behind a whole number, with the powers that follow: 三点五万. */
bool tb_reader_han_decimals(const struct tb_number_reader *r, size_t *at, struct tb_decimal *value,
                            struct tb_number *out)
{
    size_t next = *at;
    struct tb_numeral sign = tb_reader_symbol(r, &next);
    if (sign.kind != TB_NUMERAL_POINT)
        return true;
    next += sign.len;
    int64_t places = 0;
    int count = 0;
    bool fits = true;
    for (;; next += sign.len, count++) {
        sign = tb_reader_symbol(r, &next);
        if (sign.kind != TB_NUMERAL_DIGIT)
            break;
        if (count >= TB_DECIMALS_MAX - 1)
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
           tb_decimal_add(*value, part, value) &&
           tb_reader_shift(value, tb_reader_powers(r, at, out));
}
