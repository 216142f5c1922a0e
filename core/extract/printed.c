/* printed.c - ranges of values behind printed figures. */
#include "extract/printed.h"

static const struct tb_decimal half = {5, 1, -1}, unit = {1, 1, 0};

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static size_t numeral_start(struct tb_str text)
{
    size_t at = 0;
    while (at < text.len && !is_digit(text.ptr[at]))
        at++;
    return at;
}

size_t tb_printed_tail(struct tb_str text)
{
    size_t at = numeral_start(text);
    while (at < text.len && (is_digit(text.ptr[at]) || text.ptr[at] == '.' || text.ptr[at] == ','))
        at++;
    return at;
}

/* The first Arabic numeral of the text: its value and the digits behind its point. */
static bool first_numeral(struct tb_str text, struct tb_decimal *value, int *decimals)
{
    char digits[40];
    size_t count = 0, end = tb_printed_tail(text);
    bool point = false;
    *decimals = 0;
    for (size_t at = numeral_start(text); at < end && count < sizeof digits; at++) {
        char c = text.ptr[at];
        if (c == ',')
            continue;
        *decimals += point && is_digit(c);
        point |= c == '.';
        digits[count++] = c;
    }
    return tb_decimal_parse((struct tb_str){digits, count}, value);
}

bool tb_printed_scale(struct tb_str text, struct tb_decimal value, struct tb_decimal *scale)
{
    struct tb_decimal printed;
    int decimals;
    if (!first_numeral(text, &printed, &decimals) || printed.num == 0)
        return false;
    if (value.num < 0 && !tb_decimal_sub((struct tb_decimal){0, 1, 0}, value, &value))
        return false;
    return tb_decimal_div(value, printed, scale);
}

bool tb_printed_step(struct tb_str text, struct tb_decimal value, struct tb_decimal *step)
{
    struct tb_decimal printed, scale, last;
    int decimals;
    return tb_printed_scale(text, value, &scale) && first_numeral(text, &printed, &decimals) &&
           tb_decimal_make(1, 1, -decimals, &last) && tb_decimal_mul(last, scale, step);
}

bool tb_printed_range(const struct tb_item *item, const struct tb_quantity *quantity,
                      struct tb_range *out)
{
    bool plain = quantity->comparator == TB_CMP_EQ && quantity->has_lo && quantity->has_hi &&
                 tb_decimal_compare(quantity->lo, quantity->hi) == 0;
    struct tb_decimal step, below;
    if (!plain || (quantity->hedges & 1u << TB_HEDGE_APPROX) ||
        !tb_printed_step(tb_item_quote(item, quantity->span), quantity->lo, &step))
        return false;
    bool whole = quantity->dimension == TB_DIM_COUNT && tb_decimal_compare(step, unit) == 0;
    *out = (struct tb_range){quantity->lo, quantity->hi};
    if (whole)
        return true;
    return tb_decimal_mul(step, half, &below) && tb_decimal_sub(quantity->lo, below, &out->lo) &&
           tb_decimal_add(quantity->hi, step, &out->hi); /* cut, it may be a whole step more */
}

bool tb_range_ratio(struct tb_range num, struct tb_range den, struct tb_range *out)
{
    static const struct tb_decimal none = {0, 1, 0};
    struct tb_range ratio;
    if (tb_decimal_compare(den.lo, none) <= 0 || tb_decimal_compare(num.lo, none) < 0 ||
        !tb_decimal_div(num.lo, den.hi, &ratio.lo) || !tb_decimal_div(num.hi, den.lo, &ratio.hi))
        return false;
    *out = ratio;
    return true;
}

bool tb_ranges_meet(struct tb_range a, struct tb_range b)
{
    return tb_decimal_compare(a.lo, b.hi) <= 0 && tb_decimal_compare(b.lo, a.hi) <= 0;
}
