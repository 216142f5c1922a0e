/*
 * decimal.c - exact figures. All intermediate work is done in 128-bit integers with checked
 * operations; a result that does not fit the 64-bit form is refused, never rounded.
 */
#include "base/decimal.h"

__extension__ typedef __int128 wide;
__extension__ typedef unsigned __int128 uwide;

/* 10^37 times a digit fits 128 bits; 2^63 / 10^38 is nothing in 18 places. */
enum { EXP_MAX = 64, PLACES_MAX = 18, EXP_DIVISIBLE = 37 };

static uwide magnitude(wide value)
{
    return value < 0 ? (uwide)0 - (uwide)value : (uwide)value;
}

static uwide greatest_divisor(uwide a, uwide b)
{
    while (b) {
        uwide rest = a % b;
        a = b;
        b = rest;
    }
    return a;
}

/* num *= factor; false: does not fit 127 bits. */
static bool scale(wide *num, int factor)
{
    return !__builtin_mul_overflow(*num, factor, num);
}

/* A denominator of twos and fives goes into the exponent. */
static bool settle_terminating(wide num, wide den, int32_t exp, struct tb_decimal *out)
{
    for (; den % 10 == 0; den /= 10)
        exp--;
    for (; den % 5 == 0; den /= 5, exp--)
        if (!scale(&num, 2))
            return false;
    for (; den % 2 == 0; den /= 2, exp--)
        if (!scale(&num, 5))
            return false;
    for (; num != 0 && num % 10 == 0; num /= 10)
        exp++;
    if (num == 0)
        exp = 0;
    if (num < INT64_MIN || num > INT64_MAX || exp < -EXP_MAX || exp > EXP_MAX)
        return false;
    *out = (struct tb_decimal){(int64_t)num, 1, exp};
    return true;
}

/* A fraction that does not terminate takes the exponent into its terms. */
static bool settle_fraction(wide num, wide den, int32_t exp, struct tb_decimal *out)
{
    static const int primes[] = {2, 5};
    for (int i = 0; i < 2; i++) {
        for (int32_t n = exp; n > 0; n--) {
            if (den % primes[i] == 0)
                den /= primes[i];
            else if (!scale(&num, primes[i]))
                return false;
        }
        for (int32_t n = exp; n < 0; n++) {
            if (num % primes[i] == 0)
                num /= primes[i];
            else if (!scale(&den, primes[i]))
                return false;
        }
    }
    if (num < INT64_MIN || num > INT64_MAX || den > INT64_MAX)
        return false;
    *out = (struct tb_decimal){(int64_t)num, (int64_t)den, 0};
    return true;
}

/* The same for a whole number of usual size, without 128-bit divisions. */
static bool settle_whole(int64_t num, int32_t exp, struct tb_decimal *out)
{
    for (; num != 0 && num % 10 == 0; num /= 10)
        exp++;
    if (num == 0)
        exp = 0;
    if (exp < -EXP_MAX || exp > EXP_MAX)
        return false;
    *out = (struct tb_decimal){num, 1, exp};
    return true;
}

/* The one form of num / den * 10^exp, den > 0. */
static bool settle(wide num, wide den, int32_t exp, struct tb_decimal *out)
{
    if (den == 1 && num >= INT64_MIN && num <= INT64_MAX)
        return settle_whole((int64_t)num, exp, out);
    wide divisor = (wide)greatest_divisor(magnitude(num), (uwide)den);
    num /= divisor;
    den /= divisor;
    wide rest = den;
    while (rest % 2 == 0)
        rest /= 2;
    while (rest % 5 == 0)
        rest /= 5;
    return rest == 1 ? settle_terminating(num, den, exp, out) : settle_fraction(num, den, exp, out);
}

bool tb_decimal_make(int64_t num, int64_t den, int32_t exp, struct tb_decimal *out)
{
    if (den == 0 || exp < -2 * EXP_MAX || exp > 2 * EXP_MAX)
        return false;
    return den < 0 ? settle(-(wide)num, -(wide)den, exp, out) : settle(num, den, exp, out);
}

bool tb_decimal_add(struct tb_decimal a, struct tb_decimal b, struct tb_decimal *out)
{
    if (a.num == 0 || b.num == 0) {
        *out = a.num == 0 ? b : a;
        return true;
    }
    wide left = (wide)a.num * b.den, right = (wide)b.num * a.den, sum = 0;
    for (int32_t n = a.exp; n > b.exp; n--)
        if (!scale(&left, 10))
            return false;
    for (int32_t n = b.exp; n > a.exp; n--)
        if (!scale(&right, 10))
            return false;
    if (__builtin_add_overflow(left, right, &sum))
        return false;
    return settle(sum, (wide)a.den * b.den, a.exp < b.exp ? a.exp : b.exp, out);
}

bool tb_decimal_sub(struct tb_decimal a, struct tb_decimal b, struct tb_decimal *out)
{
    if (b.num == INT64_MIN) /* has no negative; its half has */
        return false;
    b.num = -b.num;
    return tb_decimal_add(a, b, out);
}

bool tb_decimal_mul(struct tb_decimal a, struct tb_decimal b, struct tb_decimal *out)
{
    return settle((wide)a.num * b.num, (wide)a.den * b.den, a.exp + b.exp, out);
}

bool tb_decimal_div(struct tb_decimal a, struct tb_decimal b, struct tb_decimal *out)
{
    if (b.num == 0)
        return false;
    wide num = (wide)a.num * b.den, den = (wide)a.den * b.num;
    return den < 0 ? settle(-num, -den, a.exp - b.exp, out) : settle(num, den, a.exp - b.exp, out);
}

/* a * 10^shift against b, shift >= 0; stops as soon as a has passed b, so nothing can overflow. */
static int compare_shifted(uwide a, int32_t shift, uwide b)
{
    for (; shift > 0; shift--) {
        if (a > b / 10)
            return 1;
        a *= 10;
    }
    return (a > b) - (a < b);
}

int tb_decimal_compare(struct tb_decimal a, struct tb_decimal b)
{
    int sign_a = (a.num > 0) - (a.num < 0), sign_b = (b.num > 0) - (b.num < 0);
    if (sign_a != sign_b || sign_a == 0)
        return sign_a - sign_b;
    uwide left = magnitude(a.num) * magnitude(b.den);
    uwide right = magnitude(b.num) * magnitude(a.den);
    int order = a.exp >= b.exp ? compare_shifted(left, a.exp - b.exp, right)
                               : -compare_shifted(right, b.exp - a.exp, left);
    return sign_a * order;
}

/* A number being read: zeros wait until a further digit shows that they are not trailing. */
struct reading {
    wide num;
    size_t zeros, places;
};

static bool take_digit(struct reading *r, int digit)
{
    if (digit == 0) {
        r->zeros++;
        return true;
    }
    for (size_t n = r->num == 0 ? 0 : r->zeros + 1; n > 0; n--) {
        if (r->num > INT64_MAX)
            return false;
        r->num *= 10;
    }
    r->num += digit;
    r->zeros = 0;
    return true;
}

/* Reads a run of digits at *at; false: none, or too many. */
static bool take_run(struct tb_str s, size_t *at, struct reading *r)
{
    size_t from = *at;
    for (; *at < s.len && s.ptr[*at] >= '0' && s.ptr[*at] <= '9'; ++*at)
        if (!take_digit(r, s.ptr[*at] - '0'))
            return false;
    return *at > from;
}

bool tb_decimal_parse(struct tb_str digits, struct tb_decimal *out)
{
    size_t at = 0;
    bool negative = digits.len > 0 && digits.ptr[0] == '-';
    if (negative || (digits.len > 0 && digits.ptr[0] == '+'))
        at++;
    struct reading top = {0}, bottom = {.num = 0};
    if (!take_run(digits, &at, &top))
        return false;
    bool fraction = at < digits.len && digits.ptr[at] == '/';
    if (at < digits.len && digits.ptr[at] == '.') {
        size_t point = ++at;
        if (!take_run(digits, &at, &top))
            return false;
        top.places = at - point;
    } else if (fraction) {
        at++;
        if (!take_run(digits, &at, &bottom) || bottom.num == 0 || bottom.zeros > EXP_MAX)
            return false;
    }
    if (at != digits.len || top.zeros > 1000 || top.places > 1000)
        return false;
    wide num = negative ? -top.num : top.num;
    int32_t exp = (int32_t)top.zeros - (int32_t)top.places - (int32_t)bottom.zeros;
    if (num == 0)
        exp = 0;
    if (exp < -2 * EXP_MAX || exp > 2 * EXP_MAX)
        return false;
    return settle(num, fraction ? bottom.num : 1, exp, out);
}

/* The digits of an unsigned number, most significant first; returns how many. */
static size_t put_digits(uwide value, char *out)
{
    char reversed[40];
    size_t count = 0;
    do
        reversed[count++] = (char)('0' + (int)(value % 10));
    while ((value /= 10) != 0);
    for (size_t i = 0; i < count; i++)
        out[i] = reversed[count - 1 - i];
    return count;
}

size_t tb_decimal_text(struct tb_decimal value, char out[TB_DECIMAL_TEXT])
{
    char digits[40];
    size_t count = put_digits(magnitude(value.num), digits), at = 0;
    if (value.num < 0)
        out[at++] = '-';
    size_t whole = count; /* digits before the point */
    if (value.exp < 0) {
        size_t places = (size_t)-value.exp;
        whole = count > places ? count - places : 0;
        if (whole == 0) {
            out[at++] = '0';
            out[at++] = '.';
            for (size_t i = count; i < places; i++)
                out[at++] = '0';
        }
    }
    for (size_t i = 0; i < count; i++) {
        if (i == whole && whole > 0)
            out[at++] = '.';
        out[at++] = digits[i];
    }
    for (int32_t n = value.exp; n > 0; n--)
        out[at++] = '0';
    if (value.den != 1) {
        out[at++] = '/';
        at += put_digits(magnitude(value.den), out + at);
    }
    out[at] = '\0';
    return at;
}

/* Adds one in the last place of a decimal text; it begins with a spare '0'. */
static void carry(char *digits, size_t count)
{
    while (count-- > 0) {
        if (digits[count] == '.')
            continue;
        if (digits[count] != '9') {
            digits[count]++;
            return;
        }
        digits[count] = '0';
    }
}

size_t tb_decimal_fixed(struct tb_decimal value, int places, enum tb_rounding mode,
                        char out[TB_DECIMAL_TEXT])
{
    if (places < 0 || places > PLACES_MAX)
        places = places < 0 ? 0 : PLACES_MAX;
    uwide den = magnitude(value.den), rest = magnitude(value.num);
    int32_t exp = value.exp;
    if (exp < -EXP_DIVISIBLE) { /* below half a unit of the last place that can be asked for */
        rest = 0;
        exp = 0;
    }
    for (; exp < 0; exp++)
        den *= 10;
    char digits[TB_DECIMAL_TEXT] = "0"; /* a spare place for the carry */
    size_t count = 1 + put_digits(rest / den, digits + 1);
    for (; exp > 0; exp--) /* den is 1 here: nothing is left over */
        digits[count++] = '0';
    rest %= den;
    if (places > 0)
        digits[count++] = '.';
    for (; places > 0; places--) {
        rest *= 10;
        digits[count++] = (char)('0' + (int)(rest / den));
        rest %= den;
    }
    if (mode == TB_ROUND_HALF_UP && rest * 2 >= den)
        carry(digits, count);
    digits[count] = '\0';
    bool zero = strspn(digits, "0.") == count;
    size_t skip = digits[0] == '0' ? 1 : 0, at = 0;
    if (value.num < 0 && !zero)
        out[at++] = '-';
    memcpy(out + at, digits + skip, count - skip + 1);
    return at + count - skip;
}

double tb_decimal_double(struct tb_decimal value)
{
    if (value.num == 0)
        return 0;
    /* mantissa * 2^power holds the value to 120 bits and more; bits that are cut off stay visible
     * in the last one, so that the one rounding to 53 bits below goes the right way */
    uwide mantissa = magnitude(value.num);
    int power = 0;
    for (int32_t n = value.exp; n > 0; n--) {
        for (; mantissa >> 124; power++)
            mantissa = mantissa >> 1 | (mantissa & 1);
        mantissa *= 10;
    }
    for (int32_t n = value.exp; n <= 0; n++) {
        uwide by = n < 0 ? 10 : magnitude(value.den); /* the last round divides by den */
        for (; !(mantissa >> 127); power--)
            mantissa <<= 1;
        mantissa = mantissa / by | (mantissa % by != 0);
    }
    for (; mantissa >> 64; power++)
        mantissa = mantissa >> 1 | (mantissa & 1);
    double result = (double)(uint64_t)mantissa; /* the only rounding */
    for (; power > 0; power--)
        result *= 2;
    for (; power < 0; power++)
        result /= 2;
    return value.num < 0 ? -result : result;
}
