/* literal_number.c - numbers of Lua (manual 3.1), read without the locale and without rounding that
 * could differ from Lua's: whoever writes more than 18 digits is told so. */
#include "host/literal_scan.h"

#include <math.h>

#include "base/decimal.h"

enum { MOST_EXPONENT = 900 }; /* binary; far from where doubles lose bits */

static bool is_digit(char c, bool hex)
{
    return (c >= '0' && c <= '9') || (hex && ((c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F')));
}

static bool is_letter(char c)
{
    return c == '_' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* All that Lua would take for one number, well-formed or not. */
static size_t numeral_length(struct tb_str text, size_t at, bool hex)
{
    size_t end = at;
    while (end < text.len) {
        char c = text.ptr[end];
        bool exponent = hex ? c == 'p' || c == 'P' : c == 'e' || c == 'E';
        if (!exponent && !is_digit(c, true) && c != '.' && !is_letter(c))
            break;
        end++;
        if (exponent && end < text.len && (text.ptr[end] == '+' || text.ptr[end] == '-'))
            end++;
    }
    return end - at;
}

struct numeral {
    uint64_t digits; /* all of them as one whole number */
    int scale;       /* how many of them stand behind the point */
    int exponent;
    bool is_float, too_long;
};

static void add_digit(struct numeral *n, char c, uint64_t base)
{
    uint64_t digit = c <= '9' ? (uint64_t)(c - '0') : (uint64_t)((c | 0x20) - 'a') + 10;
    if (__builtin_mul_overflow(n->digits, base, &n->digits) ||
        __builtin_add_overflow(n->digits, digit, &n->digits))
        n->too_long = true;
}

/* Digits, point, digits, exponent; false: malformed. */
static bool split(struct tb_str raw, bool hex, struct numeral *out)
{
    struct numeral n = {0};
    size_t at = hex ? 2 : 0, seen = 0;
    for (; at < raw.len && (raw.ptr[at] == '.' || is_digit(raw.ptr[at], hex)); at++) {
        if (raw.ptr[at] != '.') {
            add_digit(&n, raw.ptr[at], hex ? 16 : 10);
            n.scale += n.is_float && n.scale < INT16_MAX;
            seen++;
        } else if (n.is_float) {
            return false;
        } else {
            n.is_float = true;
        }
    }
    if (seen == 0)
        return false;
    if (at < raw.len) {
        char mark = raw.ptr[at++];
        if (!(hex ? mark == 'p' || mark == 'P' : mark == 'e' || mark == 'E'))
            return false;
        bool minus = at < raw.len && raw.ptr[at] == '-';
        at += at < raw.len && (raw.ptr[at] == '-' || raw.ptr[at] == '+');
        if (at == raw.len)
            return false;
        for (; at < raw.len && is_digit(raw.ptr[at], false); at++)
            if (n.exponent < INT16_MAX)
                n.exponent = n.exponent * 10 + (raw.ptr[at] - '0');
        n.exponent = minus ? -n.exponent : n.exponent;
        n.is_float = true;
    }
    *out = n;
    return at == raw.len;
}

/* false: it does not fit. */
static bool evaluate(const struct numeral *n, bool hex, struct tb_token *out)
{
    if (n->too_long)
        return false;
    if (!n->is_float) {
        if (n->digits > INT64_MAX)
            return false;
        out->is_integer = true;
        out->integer = (int64_t)n->digits;
        out->number = (double)out->integer;
        return true;
    }
    if (n->digits == 0) {
        out->number = 0;
        return true;
    }
    if (hex) {
        int exponent = n->exponent - 4 * n->scale;
        out->number = ldexp((double)n->digits, exponent);
        return exponent >= -MOST_EXPONENT && exponent <= MOST_EXPONENT;
    }
    struct tb_decimal value;
    if (n->digits > 999999999999999999 ||
        !tb_decimal_make((int64_t)n->digits, 1, n->exponent - n->scale, &value))
        return false;
    out->number = tb_decimal_double(value);
    return true;
}

enum tb_status tb_scan_number(struct tb_scan *scan, struct tb_token *out)
{
    struct tb_str text = scan->text;
    size_t at = scan->at;
    bool hex = text.ptr[at] == '0' && at + 1 < text.len && (text.ptr[at + 1] | 0x20) == 'x';
    struct tb_str raw = tb_str_sub(text, at, at + numeral_length(text, at, hex));
    struct tb_str shown = tb_literal_excerpt(raw);
    struct numeral n;
    if (!split(raw, hex, &n)) {
        tb_fail(scan->error, TB_EUSAGE, "“%.*s”不是有效的数字；文字请加引号",
                "'%.*s' is not a number; put text in quotes", TB_ARG(shown));
        return tb_scan_fail_at(scan, at, TB_EUSAGE);
    }
    if (!evaluate(&n, hex, out)) {
        tb_fail(scan->error, TB_EUSAGE, "数字“%.*s”太长或太大；最多十八位有效数字",
                "the number '%.*s' is too long or too large; at most 18 digits", TB_ARG(shown));
        return tb_scan_fail_at(scan, at, TB_EUSAGE);
    }
    scan->at = at + raw.len;
    return TB_OK;
}
