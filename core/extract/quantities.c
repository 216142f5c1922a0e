/*
 * quantities.c - one pass over a text. Most bytes are passed over by a table of what a character may
 * begin: a number, a word that matters, or a mark.
 */
#include "extract/quantities.h"

#include "base/utf8.h"
#include "extract/bounds.h"
#include "extract/false_friends.h"
#include "extract/scan.h"

static bool stands_before(const struct tb_scan *s, size_t at, const char *word)
{
    size_t len = strlen(word);
    return at >= len && memcmp(s->text.ptr + at - len, word, len) == 0;
}

/* The date or stretch of time that the number at `at` begins; its end in *to. */
static bool take_date(struct tb_scan *s, size_t at, size_t number_to, size_t *to)
{
    struct tb_date_found found;
    size_t ordinal = strlen("第");
    bool quarter = (stands_before(s, at, "第") || stands_before(s, at, "前")) &&
                   tb_quarter_at(s->m, &s->options->calendar, s->text, at - ordinal, &found);
    if (!quarter && !tb_date_at_number(s->m, &s->options->calendar, s->text, at, number_to,
                                       s->has_last_date ? &s->last_date : NULL, &found))
        return false;
    tb_scan_date(s, &found);
    *to = found.to;
    return true;
}

/* 1.2021年: an enumerator in front of a year. Gives the end of the point. */
static size_t enumerator_before_year(const struct tb_scan *s, size_t at,
                                     const struct tb_number *number)
{
    if (!number->decimals || number->han || number->digits > 2 ||
        !tb_stands_at(s->text, number->to, "年"))
        return 0;
    size_t point = at + number->digits + 1;
    return number->to - point == 4 ? point : 0;
}

/* 第3位, 第一名, 前十名, 居全市第一. */
static bool take_rank(struct tb_scan *s, size_t at, const struct tb_number *number, size_t *to)
{
    static const char *const places[] = {"位", "名", "强", NULL};
    bool ordinal = stands_before(s, at, "第"), within = stands_before(s, at, "前");
    if ((!ordinal && !within) || number->more || number->decimals || number->empty ||
        tb_decimal_compare(number->lo, number->hi) != 0)
        return false;
    size_t end = number->to;
    for (int i = 0; places[i] && end == number->to; i++)
        if (tb_stands_at(s->text, end, places[i]))
            end += strlen(places[i]);
    if (end == number->to) {
        size_t len;
        uint32_t code = end < s->text.len ? tb_utf8_at(s->text, end, &len) : U'。';
        bool ends = code <= 0xFFFF && (s->m->may[code] & TB_MAY_MARK);
        if (within || !tb_scan_has(s, TB_CUE_RANKING) || !ends)
            return false;
    }
    tb_scan_rank(s, at - strlen("第"), end, number->lo, within);
    *to = end;
    return true;
}

/* A minus in front of a ratio, or of any figure that nothing touches. */
static void take_minus(const struct tb_scan *s, struct tb_figure *figure)
{
    static const char *const signs[] = {"-", "－", "−"};
    struct tb_decimal minus = {-1, 1, 0}, lo, hi;
    if (figure->number.negative || figure->number.han || figure->from != figure->core_from)
        return;
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
        if (!stands_before(s, figure->core_from, signs[i]))
            continue;
        size_t from = figure->core_from - strlen(signs[i]), len;
        unsigned char before = from ? (unsigned char)s->text.ptr[from - 1] : ' ';
        bool ratio = figure->measure && (figure->measure->dimension == TB_DIM_RATIO ||
                                         figure->measure->dimension == TB_DIM_POINTS);
        bool touched = before >= 0x80 ? !ratio
                                      : tb_folded_at(s->text, from - (from > 0), &len) &&
                                            (before == '%' || (before >= '0' && before <= 'z'));
        if (touched || !tb_decimal_mul(figure->hi, minus, &lo) ||
            !tb_decimal_mul(figure->lo, minus, &hi))
            return;
        bool range = figure->comparator == TB_CMP_RANGE; /* the sign is the lower end's: -2至3 */
        figure->from = figure->core_from = from;
        figure->lo = range ? hi : lo;
        figure->hi = range ? figure->hi : hi;
        return;
    }
}

/* A figure without unit in a 分别 list waits for the last one of the list. */
static void wait_for_unit(struct tb_scan *s, const struct tb_figure *figure)
{
    static const char *const dividers[] = {"、", "和", "及", "与", "，", "/"};
    if (!tb_scan_has(s, TB_CUE_EACH))
        return;
    if (!s->waiting)
        s->waiting = TB_NEW_ARRAY(s->arena, struct tb_figure, TB_SCAN_LIST);
    if (!s->waiting) {
        s->full = true;
        return;
    }
    for (size_t i = 0; i < sizeof dividers / sizeof *dividers; i++)
        if (tb_stands_at(s->text, figure->to, dividers[i]) && s->waiting_count < TB_SCAN_LIST)
            s->waiting[s->waiting_count++] = *figure;
}

static void serve_waiting(struct tb_scan *s, const struct tb_figure *last)
{
    for (size_t i = 0; i < s->waiting_count; i++)
        if (tb_figure_share_unit(&s->waiting[i], last))
            tb_scan_quantity(s, &s->waiting[i]);
    s->waiting_count = 0;
}

/* Whether the figure is the whole of a cell whose unit stands elsewhere; then it gets that unit. */
static bool take_cell_unit(const struct tb_scan *s, struct tb_figure *figure)
{
    if (!s->options->unit.ptr || figure->measure || figure->from != s->body_from ||
        figure->to != s->body_to)
        return false;
    int power = 0;
    const struct tb_measure *measure = tb_measure_named(s->m, s->options->unit, &power);
    struct tb_decimal factor = {1, 1, power};
    if (!measure) { /* a unit that no list knows is still a unit */
        figure->unit = s->options->unit;
        return true;
    }
    if (!tb_decimal_mul(figure->lo, factor, &figure->lo) ||
        !tb_decimal_mul(figure->hi, factor, &figure->hi))
        return false;
    figure->measure = measure;
    figure->unit = measure->name;
    return true;
}

/* A bare 亿 or 万 is a figure; in Han only where nothing goes on behind it (三千万里). */
static bool is_scaled(const struct tb_scan *s, const struct tb_figure *figure)
{
    size_t len;
    uint32_t code = figure->to < s->text.len ? tb_utf8_at(s->text, figure->to, &len) : 0;
    return figure->number.scaled && !figure->number.empty &&
           (!figure->number.han || code < 0x4E00 || code > 0x9FFF);
}

/* What is measured begins behind the mark of an enumerator: 2.培育企业. */
static size_t past_enumerator(const struct tb_scan *s, size_t at)
{
    static const char *const marks[] = {".", "．", "、"};
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (tb_stands_at(s->text, at, marks[i]))
            return at + strlen(marks[i]);
    return s->phrase_from;
}

/* Decides about a figure; returns where the scan goes on. */
static size_t take_figure(struct tb_scan *s, struct tb_figure *figure)
{
    take_minus(s, figure);
    bool wanted = figure->measure || figure->fraction || is_scaled(s, figure);
    if (s->options->bare) {
        if ((!figure->number.empty && !figure->number.capital) || figure->measure ||
            figure->fraction)
            tb_scan_quantity(s, figure);
        return figure->to;
    }
    if (!wanted && !take_cell_unit(s, figure)) {
        wait_for_unit(s, figure);
        if (figure->core_from == s->now.clause_from)
            s->phrase_from = past_enumerator(s, figure->number_to);
        return figure->number_to;
    }
    struct tb_surroundings around = {.clause_from = s->now.clause_from,
                                     .quoted = figure->core_from < s->quoted_to,
                                     .frequent = tb_scan_has(s, TB_CUE_FREQUENCY)};
    if (tb_is_false_friend(s->m, s->text, figure, &around))
        return figure->number_to;
    serve_waiting(s, figure);
    tb_scan_quantity(s, figure);
    return figure->to;
}

/* 2.7 万吨: a blank before the power of ten, as some typesetters have it. */
static void read_spaced_power(const struct tb_scan *s, size_t at, struct tb_number *number)
{
    struct tb_number spaced;
    if (number->han || number->power || !tb_stands_at(s->text, number->to, " ") ||
        tb_numeral_at(s->m->numerals, s->text, number->to + 1).kind != TB_NUMERAL_LARGE ||
        tb_number_read(s->m->numerals, s->m->units, s->text, at, true, &spaced) != TB_NUMBER_READ ||
        !spaced.power)
        return;
    *number = spaced;
}

/* What begins with the numeral at `at`; returns where the scan goes on, `at` itself: nothing. */
static size_t take_number(struct tb_scan *s, size_t at)
{
    struct tb_number number;
    enum tb_number_read read =
        tb_number_read(s->m->numerals, s->m->units, s->text, at, s->options->bare, &number);
    if (read == TB_NUMBER_NONE)
        return at;
    if (read == TB_NUMBER_TOO_LONG)
        return number.to;
    read_spaced_power(s, at, &number);
    if (!s->options->bare) {
        size_t to;
        if (!number.han && tb_is_label(s->text, at))
            return number.to;
        if (take_date(s, at, number.to, &to) || take_rank(s, at, &number, &to))
            return to;
        size_t point = enumerator_before_year(s, at, &number);
        if (point)
            return point;
    }
    struct tb_figure figure;
    size_t limit = s->phrase_from < at ? s->phrase_from : at;
    if (!tb_figure_read(s->m, s->text, limit, at, &number, s->options->bare, s->arena, &figure))
        return number.to;
    return take_figure(s, &figure);
}

/* A cue, date word or fixed phrase at `at`; returns where the scan goes on, `at` itself: none. */
static size_t take_word(struct tb_scan *s, size_t at)
{
    const struct tb_phrase *phrase = tb_phrases_longest(s->m->words, s->text, at);
    if (!phrase)
        return at;
    const struct tb_word *word = &s->m->word_of[phrase->value];
    size_t to = at + phrase->text.len;
    struct tb_date_found found;
    switch (word->kind) {
    case TB_IS_CUE:
        tb_scan_cue(s, (enum tb_cue)word->meaning, at, to);
        return to;
    case TB_IS_DATE_WORD:
        if (s->options->bare ||
            !tb_date_at_word(s->m, &s->options->calendar, s->text, at, to, word, &found))
            return at;
        tb_scan_date(s, &found);
        return found.to;
    case TB_IS_NAME:
        break;
    }
    return to;
}

/* The first character at or behind *at that may begin a number, a word that matters or a mark, its
 * length in *len; none beyond U+FFFF does. 0: there is none. */
static uint32_t next_beginning(const struct tb_measures *m, struct tb_str text, size_t *at,
                               size_t *len)
{
    const unsigned char *p = (const unsigned char *)text.ptr;
    size_t i = *at;
    for (uint32_t code; i < text.len; i += *len) {
        if (tb_utf8_leads_han((char)p[i]) && text.len - i >= 3) {
            code = (uint32_t)(p[i] & 0x0F) << 12 | (uint32_t)(p[i + 1] & 0x3F) << 6 |
                   (p[i + 2] & 0x3F);
            *len = 3;
        } else {
            code = tb_utf8_at(text, i, len);
        }
        if (code <= 0xFFFF && m->begins[code / 64] >> code % 64 & 1) {
            *at = i;
            return code;
        }
    }
    return 0;
}

enum tb_status tb_quantities_scan(const struct tb_measures *measures, struct tb_str text,
                                  const struct tb_scan_options *options, struct tb_arena *arena,
                                  struct tb_quantities *quantities, struct tb_dates *dates,
                                  struct tb_error *error)
{
    if (text.len > UINT32_MAX - 1)
        return tb_fail(error, TB_ELIMIT, "文本过长：%zu 字节，上限4 GiB",
                       "the text is too long: %zu bytes, the limit is 4 GiB", text.len);
    struct tb_scope outer[TB_SCAN_DEPTH];
    struct tb_scan s = {.m = measures,
                        .text = text,
                        .options = options,
                        .arena = arena,
                        .quantities = quantities,
                        .dates = dates,
                        .first = quantities->count,
                        .now = {.clause = 1},
                        .outer = outer};
    struct tb_str body = tb_str_trim(text);
    s.body_from = body.len ? (size_t)(body.ptr - text.ptr) : 0;
    s.body_to = s.body_from + body.len;
    uint32_t code;
    for (size_t at = 0, len; (code = next_beginning(measures, text, &at, &len)) != 0 && !s.full;) {
        uint8_t may = measures->may[code];
        size_t to = at;
        if (may & TB_MAY_WORD)
            to = take_word(&s, at);
        if (to == at && (may & TB_MAY_NUMBER))
            to = take_number(&s, at);
        if (to == at && (may & TB_MAY_MARK))
            to = tb_scan_mark(&s, code, at + len);
        at = to == at ? at + len : to;
    }
    if (s.full || !tb_bounds_join(measures, text, s.first, arena, quantities))
        return tb_arena_fail(arena, error);
    return TB_OK;
}
