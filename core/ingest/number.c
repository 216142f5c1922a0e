/* number.c - whole numbers in Arabic and Chinese numerals. */
#include "ingest/number.h"

#include "base/utf8.h"

/* Chinese numerals and their values. For 〇 people also type 零, a circle or a letter O. */
static const struct {
    uint32_t code, value;
} numerals[] = {
    {0x3007, 0}, {0x96F6, 0}, {0x25CB, 0}, {'O', 0},     {0x4E00, 1},
    {0x4E8C, 2}, {0x4E09, 3}, {0x56DB, 4}, {0x4E94, 5},  {0x516D, 6},
    {0x4E03, 7}, {0x516B, 8}, {0x4E5D, 9}, {0x5341, 10}, {0x767E, 100},
};
enum { NO_NUMERAL = UINT16_MAX };

static uint32_t numeral(uint32_t code)
{
    for (size_t i = 0; i < sizeof numerals / sizeof *numerals; i++)
        if (numerals[i].code == code)
            return numerals[i].value;
    return NO_NUMERAL;
}

static bool digit(char c)
{
    return c >= '0' && c <= '9';
}

static size_t arabic(struct tb_str s, size_t at, uint32_t *value)
{
    size_t end = at;
    uint32_t number = 0;
    while (end < s.len && end - at < 9 && digit(s.ptr[end]))
        number = number * 10 + (uint32_t)(s.ptr[end++] - '0');
    if (end < s.len && digit(s.ptr[end]))
        return 0;
    *value = number;
    return end - at;
}

size_t tb_number_at(struct tb_str s, size_t at, uint32_t *value)
{
    if (at >= s.len)
        return 0;
    if (digit(s.ptr[at]))
        return arabic(s, at, value);

    uint32_t total = 0, waiting = 0; /* a digit waits for the 十 or 百 it counts */
    bool waits = false;
    size_t end = at, len;
    while (end < s.len) {
        uint32_t n = numeral(tb_utf8_at(s, end, &len));
        if (n == NO_NUMERAL || len == 1 || (n < 10 && waits && waiting > 0))
            break;
        if (n >= 10)
            total += (waits ? waiting : 1) * n;
        waits = n < 10;
        waiting = waits ? n : 0;
        if (total >= 1000)
            return 0;
        end += len;
    }
    if (end > at)
        *value = total + waiting;
    return end - at;
}

bool tb_is_numeral(uint32_t code)
{
    return (code >= '0' && code <= '9') || (code > 0x7F && numeral(code) != NO_NUMERAL);
}

size_t tb_year_at(struct tb_str s, size_t at, int *year)
{
    uint32_t number = 0;
    size_t end = at, len;
    if (at > 0 && at < s.len && digit(s.ptr[at - 1]))
        return 0;
    for (int i = 0; i < 4; i++, end += len) {
        if (end >= s.len)
            return 0;
        uint32_t code = tb_utf8_at(s, end, &len);
        uint32_t n = code >= '0' && code <= '9' ? code - '0' : numeral(code);
        if (n > 9)
            return 0;
        number = number * 10 + n;
    }
    if (number < 1949 || number > 2099 || (end < s.len && digit(s.ptr[end])))
        return 0;
    *year = (int)number;
    return end - at;
}
