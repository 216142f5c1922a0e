/* plain.c - see plain.h. */
#include "diff/plain.h"

bool tb_is_white(uint32_t code)
{
    return code == ' ' || (code >= '\t' && code <= '\r') || code == 0x85 || code == 0xA0 ||
           code == 0x3000 || (code >= 0x2000 && code <= 0x200F) || code == 0x2028 ||
           code == 0x2029 || code == 0x2060 || code == 0xFEFF;
}

/* Full-width ASCII as ASCII, the ideographic full stop and comma in their half-width forms as usual. */
static uint32_t narrow(uint32_t code)
{
    if (code >= 0xFF01 && code <= 0xFF5E)
        return code - 0xFEE0;
    if (code == 0xFF61)
        return 0x3002;
    if (code == 0xFF64)
        return 0x3001;
    return code;
}

static bool is_digit(uint32_t code)
{
    return code >= '0' && code <= '9';
}

static bool is_word(uint32_t code)
{
    return (code >= 'a' && code <= 'z') || is_digit(code) || code == '%';
}

/* Marks beyond ASCII: Latin-1 signs, General Punctuation, CJK Symbols, compatibility forms. */
static bool is_mark(uint32_t code)
{
    return (code >= 0xA1 && code <= 0xBF && code != 0xAA && code != 0xB2 && code != 0xB3 &&
            code != 0xB5 && code != 0xB9 && code != 0xBA) ||
           (code >= 0x2010 && code <= 0x2027) || (code >= 0x2032 && code <= 0x205E) ||
           (code >= 0x2500 && code <= 0x25FF) || (code >= 0x3001 && code <= 0x3004) ||
           (code >= 0x3008 && code <= 0x3020) || code == 0x3030 || code == 0x30FB ||
           (code >= 0xFE10 && code <= 0xFE6B) || (code >= 0xFF5F && code <= 0xFF65);
}

uint32_t tb_plain_code(uint32_t code)
{
    code = narrow(code);
    if (code >= 'A' && code <= 'Z')
        code += 'a' - 'A';
    if (code < 0x80)
        return is_word(code) ? code : 0;
    return is_mark(code) || tb_is_white(code) || code < 0xA0 ? 0 : code;
}

size_t tb_light_text(struct tb_str text, char *out)
{
    size_t count = 0, len;
    for (size_t at = 0; at < text.len; at += len) {
        uint32_t code = tb_utf8_at(text, at, &len);
        if (!tb_is_white(code))
            count += tb_utf8_put(narrow(code), out + count);
    }
    return count;
}

/* Whether the point at `at` stands between two digits: 12.5, and full-width too. */
static bool is_decimal_point(struct tb_str text, size_t at, size_t len, uint32_t before)
{
    size_t next;
    if (!is_digit(before) || at + len >= text.len)
        return false;
    return is_digit(narrow(tb_utf8_at(text, at + len, &next)));
}

/* Common Han characters stand for themselves. */
static inline bool is_han(uint32_t code)
{
    return code >= 0x4E00 && code <= 0x9FFF;
}

size_t tb_plain_text(struct tb_str text, char *out)
{
    size_t count = 0, len;
    uint32_t before = 0;
    for (size_t at = 0; at < text.len; at += len) {
        uint32_t code = tb_plain_at(text, at, &len), kept;
        if (is_han(code)) {
            memcpy(out + count, text.ptr + at, 3);
            count += 3;
            before = 0;
            continue;
        }
        code = narrow(code);
        if (code == '.' && is_decimal_point(text, at, len, before))
            kept = '.';
        else
            kept = tb_plain_code(code);
        if (kept && kept < 0x80)
            out[count++] = (char)kept;
        else if (kept)
            count += tb_utf8_put(kept, out + count);
        before = code;
    }
    return count;
}

/* --- skeletons --------------------------------------------------------------------------------- */

/* The figures and dates of one cell, walked in the order of the text. */
struct blanks {
    const struct tb_item *item;
    uint16_t column;
    uint32_t quantity, date; /* the next ones; lists are in the order of the text within a column */
};

/* The next figure or date that ends behind `at`; false: none begins there or before. */
static bool blank_at(struct blanks *blanks, uint32_t at, uint32_t *to, char *sign)
{
    const struct tb_item *item = blanks->item;
    for (; blanks->date < item->date_count; blanks->date++) {
        struct tb_span span = item->dates[blanks->date].span;
        if (span.column == blanks->column && span.to > at) {
            if (span.from > at)
                break;
            *to = span.to;
            *sign = TB_SKELETON_DATE;
            return true;
        }
    }
    for (; blanks->quantity < item->quantity_count; blanks->quantity++) {
        struct tb_span span = item->quantities[blanks->quantity].span;
        if (span.column == blanks->column && span.to > at) {
            if (span.from > at)
                break;
            *to = span.to;
            *sign = TB_SKELETON_FIGURE;
            return true;
        }
    }
    return false;
}

/* The end of the number in digits that begins at `at`; `at` itself: none does. */
static size_t digits_end(struct tb_str text, size_t at)
{
    size_t len, end = at;
    while (end < text.len) {
        uint32_t code = narrow(tb_utf8_at(text, end, &len));
        if (!is_digit(code) &&
            !(end > at && (code == '.' || code == ',') && is_decimal_point(text, end, len, '0')))
            break;
        end += len;
    }
    return end;
}

size_t tb_skeleton_text(const struct tb_item *item, uint16_t column, char *out, size_t *figures)
{
    struct tb_str text = tb_item_text(item, column);
    struct blanks blanks = {.item = item, .column = column};
    size_t count = 0, signs = 0, len;
    for (size_t at = 0; at < text.len; at += len) {
        uint32_t to = 0;
        char sign = TB_SKELETON_FIGURE;
        size_t end = digits_end(text, at);
        if (blank_at(&blanks, (uint32_t)at, &to, &sign) && to > end)
            end = to;
        if (end > at) {
            out[count++] = sign;
            signs++;
            len = end - at;
            continue;
        }
        uint32_t kept = tb_plain_code(tb_plain_at(text, at, &len));
        if (kept)
            count += tb_utf8_put(kept, out + count);
    }
    if (figures)
        *figures = signs;
    return count;
}
