/* numerals.c - the table of the characters that numbers are written with. */
#include "extract/numerals.h"

#include "base/utf8.h"
#include "extract/lexicon.h"

enum { LOWEST = 0x3000, HIGHEST = 0x9FFF, MOST = 255 };

struct tb_numerals {
    uint8_t place[HIGHEST - LOWEST + 1]; /* by code point: in the two lists */
    size_t count;                        /* the first place is that of all other characters */
    struct tb_numeral of[MOST + 1];
    uint32_t code[MOST + 1];
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

static enum tb_status take_numeral(void *to, const struct tb_tsv_record *line,
                                   struct tb_error *error)
{
    struct tb_numerals *numerals = to;
    size_t len = 0;
    uint32_t code = tb_utf8_at(line->field[0], 0, &len);
    struct tb_numeral made = {.len = 3};
    struct tb_decimal value;
    bool reads = len == line->field[0].len && code >= LOWEST && code <= HIGHEST &&
                 kind_of(line->field[1], &made) && tb_decimal_parse(line->field[2], &value) &&
                 value.den == 1 && value.exp >= 0 && value.num >= 0 &&
                 tb_decimal_compare(value, (struct tb_decimal){16, 1, 0}) <= 0;
    bool digit = made.kind == TB_NUMERAL_DIGIT || made.kind == TB_NUMERAL_TWO;
    if (!reads || (digit && tb_decimal_compare(value, (struct tb_decimal){9, 1, 0}) > 0))
        return tb_fail(
            error, TB_EFORMAT,
            "应为：一个汉字、类别（digit two capital power small large point negative vague more "
            "half）、0至16的整数（数字至9），实为“%.*s”“%.*s”“%.*s”",
            "expected one Han character, a kind (digit two capital power small large point "
            "negative vague more half) and a whole number from 0 to 16 (a digit: to 9), found "
            "'%.*s' '%.*s' '%.*s'",
            TB_ARG(line->field[0]), TB_ARG(line->field[1]), TB_ARG(line->field[2]));
    made.value = (uint8_t)(value.num * (value.exp == 1 ? 10 : 1));
    uint8_t *place = &numerals->place[code - LOWEST];
    if (*place != 0) /* the first line of a character counts */
        return TB_OK;
    if (numerals->count > MOST)
        return tb_fail(error, TB_EFORMAT, "数字字符超过 %d 个",
                       "more than %d characters of numbers", (int)MOST);
    *place = (uint8_t)numerals->count++;
    numerals->of[*place] = made;
    numerals->code[*place] = code;
    return TB_OK;
}

enum tb_status tb_numerals_new(const struct tb_lexicon_file *extra, size_t extra_count,
                               struct tb_arena *arena, struct tb_numerals **out,
                               struct tb_error *error)
{
    struct tb_numerals *numerals = TB_NEW(arena, struct tb_numerals);
    if (!numerals)
        return tb_arena_fail(arena, error);
    numerals->count = 1;
    enum tb_status status =
        tb_lexicon_read("numerals", 3, extra, extra_count, take_numeral, numerals, error);
    if (status == TB_OK)
        *out = numerals;
    return status;
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

uint32_t tb_numerals_nth(const struct tb_numerals *numerals, size_t n, struct tb_numeral *out)
{
    if (n + 1 >= numerals->count)
        return 0;
    *out = numerals->of[n + 1];
    return numerals->code[n + 1];
}

struct tb_numeral tb_numeral_at(const struct tb_numerals *numerals, struct tb_str text, size_t at)
{
    if (at >= text.len)
        return (struct tb_numeral){TB_NUMERAL_NONE, 0, 0, false};
    size_t len;
    uint32_t code = tb_utf8_at(text, at, &len);
    if (code >= LOWEST && code <= HIGHEST && numerals->place[code - LOWEST])
        return numerals->of[numerals->place[code - LOWEST]];
    if (code >= 0xFF01 && code <= 0xFF5E) /* full-width ASCII */
        code = code - 0xFF01 + '!';
    bool digit = code >= '0' && code <= '9';
    return (struct tb_numeral){digit ? TB_NUMERAL_ARABIC : TB_NUMERAL_NONE,
                               digit ? (uint8_t)(code - '0') : 0, (uint8_t)len, false};
}
