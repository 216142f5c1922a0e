/* clauses.c - dividing a cell's text into clauses. */
#include "extract/clauses.h"

#include "base/list.h"
#include "base/utf8.h"

static bool is_digit(uint32_t code)
{
    return (code >= '0' && code <= '9') || (code >= 0xFF10 && code <= 0xFF19);
}

static bool is_han_numeral(uint32_t code)
{
    static const uint32_t numerals[] = {0x4E00, 0x4E8C, 0x4E09, 0x56DB, 0x4E94,
                                        0x516D, 0x4E03, 0x516B, 0x4E5D, 0x5341};
    for (size_t i = 0; i < sizeof numerals / sizeof *numerals; i++)
        if (numerals[i] == code)
            return true;
    return false;
}

static uint32_t code_at(struct tb_str text, size_t at, size_t *len)
{
    *len = 0;
    return at < text.len ? tb_utf8_at(text, at, len) : 0;
}

/* A run of at most three Arabic digits or two Chinese numerals; its length in bytes. */
static size_t numeral_at(struct tb_str text, size_t at, bool *han)
{
    size_t end = at, len, digits = 0;
    uint32_t code = code_at(text, end, &len);
    *han = is_han_numeral(code);
    while (digits < 4 && (*han ? is_han_numeral(code) : is_digit(code))) {
        end += len;
        digits++;
        code = code_at(text, end, &len);
    }
    return digits > (*han ? 2u : 3u) ? 0 : end - at;
}

enum { IDEOGRAPHIC_COMMA = 0x3001, FULL_STOP = 0xFF0E, LEFT = 0xFF08, RIGHT = 0xFF09 };

size_t tb_enumerator_at(struct tb_str text, size_t at, struct tb_str *number)
{
    size_t len;
    uint32_t code = code_at(text, at, &len);
    if (code >= 0x2460 && code <= 0x2473) { /* ① to ⑳ */
        *number = tb_str_sub(text, at, at + len);
        return len;
    }
    bool bracket = code == '(' || code == LEFT, han;
    size_t start = bracket ? at + len : at;
    size_t size = numeral_at(text, start, &han);
    if (size == 0)
        return 0;
    size_t end = start + size;
    uint32_t mark = code_at(text, end, &len);
    bool closes = mark == ')' || mark == RIGHT;
    size_t after;
    bool decimal = mark == '.' && is_digit(code_at(text, end + len, &after));
    bool divides = mark == IDEOGRAPHIC_COMMA || (!han && (mark == '.' || mark == FULL_STOP));
    if (!(bracket ? closes : (divides && !decimal) || (closes && !han)))
        return 0;
    *number = tb_str_sub(text, start, end);
    return end + len - at;
}

/* How the clause ends at this character; false: it does not. */
static bool ends_clause(struct tb_str text, size_t at, uint32_t code, enum tb_clause_end *end)
{
    switch (code) {
    case 0x3002: /* 。 */
    case 0xFF01: /* ！ */
    case 0xFF1F: /* ？ */
        *end = TB_END_STOP;
        return true;
    case 0xFF1B: /* ； */
    case ';':
        *end = TB_END_SEMICOLON;
        return true;
    case '\n':
        *end = TB_END_LINE;
        return true;
    case 0xFF0C: /* ， */
    case ',': {
        size_t before = at, len;
        while (before > 0 && ((unsigned char)text.ptr[--before] & 0xC0) == 0x80)
            ;
        size_t mark = code == ',' ? 1 : 3;
        bool inside_figure = at > 0 && is_digit(code_at(text, before, &len)) &&
                             is_digit(code_at(text, at + mark, &len));
        *end = TB_END_COMMA;
        return !inside_figure;
    }
    default:
        return false;
    }
}

/* A colon with an enumerator behind it: "目标调整为：1、…". */
static bool opens_list(struct tb_str text, size_t at, size_t len, uint32_t code)
{
    struct tb_str number;
    return (code == 0xFF1A || code == ':') && tb_enumerator_at(text, at + len, &number) > 0;
}

struct reading {
    struct tb_str text;
    struct tb_arena *arena;
    struct tb_clauses *out;
};

static bool add_clause(struct reading *reading, size_t from, size_t to, enum tb_clause_end end,
                       bool bracket)
{
    struct tb_str number = {"", 0}, whole = tb_str_sub(reading->text, from, to);
    struct tb_str trimmed = tb_str_trim(whole);
    from += (size_t)(trimmed.ptr - whole.ptr);
    to = from + trimmed.len;
    size_t mark = tb_enumerator_at(tb_str_sub(reading->text, 0, to), from, &number);
    if (from + mark >= to)
        return true;
    struct tb_clause *clause = TB_LIST_ADD(reading->arena, reading->out);
    if (!clause)
        return false;
    *clause =
        (struct tb_clause){(uint32_t)(from + mark), (uint32_t)to, end, bracket, mark > 0, number};
    return true;
}

enum { FARTHEST = 1200 }; /* bytes; a bracket left open must not make the walk quadratic */

/* Where the bracket that opens at `at` closes, in the same sentence; `at`: it does not. */
static size_t closing_bracket(struct tb_str text, size_t at)
{
    size_t len, depth = 0;
    for (size_t i = at; i < text.len && i - at < FARTHEST; i += len) {
        uint32_t code = tb_utf8_at(text, i, &len);
        if (code == '(' || code == LEFT)
            depth++;
        else if ((code == ')' || code == RIGHT) && --depth == 0)
            return i;
    }
    return at;
}

/* Adds the brackets inside a clause, each as a clause of its own. */
static bool add_brackets(struct reading *reading, size_t from, size_t to)
{
    size_t len;
    for (size_t at = from; at < to; at += len) {
        uint32_t code = tb_utf8_at(reading->text, at, &len);
        struct tb_str number;
        if (code != '(' && code != LEFT)
            continue;
        size_t enumerator = tb_enumerator_at(reading->text, at, &number);
        if (enumerator > 0) {
            len = enumerator;
            continue;
        }
        size_t close = closing_bracket(tb_str_sub(reading->text, 0, to), at);
        if (close == at)
            return true;
        if (!add_clause(reading, at + len, close, TB_END_TEXT, true))
            return false;
        len = close - at;
    }
    return true;
}

bool tb_clauses_read(struct tb_str text, struct tb_arena *arena, struct tb_clauses *out)
{
    struct reading reading = {text, arena, out};
    enum tb_clause_end end;
    size_t from = 0, len, unclosed_until = 0;
    bool brackets = false; /* one opens in this clause */
    for (size_t at = 0; at < text.len; at += len) {
        len = 3;
        if (tb_utf8_leads_han(text.ptr[at]))
            continue;
        uint32_t code = tb_utf8_at(text, at, &len);
        brackets = brackets || code == '(' || code == LEFT;
        if ((code == '(' || code == LEFT) && at >= unclosed_until) {
            size_t close = closing_bracket(text, at); /* marks inside it do not end the host */
            if (close > at)
                len = close - at;
            else
                unclosed_until = at + FARTHEST;
            continue;
        }
        size_t stop = at;
        if (opens_list(text, at, len, code)) {
            end = TB_END_LINE;
            stop = at + len; /* the colon stays: it says what the words before it are */
        } else if (!ends_clause(text, at, code, &end)) {
            continue;
        }
        if (!add_clause(&reading, from, stop, end, false) ||
            (brackets && !add_brackets(&reading, from, stop)))
            return false;
        from = at + len;
        brackets = false;
    }
    return add_clause(&reading, from, text.len, TB_END_TEXT, false) &&
           (!brackets || add_brackets(&reading, from, text.len));
}
