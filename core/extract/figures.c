/* figures.c - number, unit and comparators of one figure. */
#include "extract/figures.h"

/* One end of a range, or the whole of a single figure. */
struct part {
    struct tb_number number;
    struct tb_decimal lo, hi;
    const struct tb_measure *measure;
    struct tb_str unit;
    size_t unit_len, to;
    bool more, fraction;
};

struct reader {
    const struct tb_measures *m;
    struct tb_str text;
    struct tb_arena *arena;
    bool bare;
};

static bool is_letter(struct tb_str text, size_t at)
{
    size_t len;
    char c = tb_folded_at(text, at, &len);
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* The unit at `at`, not in the middle of a word in Latin letters (8GW, but not 5Gbps). */
static const struct tb_phrase *unit_at(const struct reader *r, size_t at)
{
    size_t next = 0;
    const struct tb_phrase *unit;
    while ((unit = tb_phrases_at(r->m->units, r->text, at, &next)) != NULL)
        if (!is_letter(unit->text, unit->text.len - 1) || !is_letter(r->text, at + unit->text.len))
            return unit;
    return NULL;
}

static size_t skip_blank(const struct reader *r, size_t at)
{
    if (at < r->text.len && r->text.ptr[at] == ' ')
        return at + 1;
    return tb_stands_at(r->text, at, "　") ? at + strlen("　") : at;
}

static bool add_half(const struct reader *r, struct part *part)
{
    struct tb_decimal half;
    if (tb_numeral_at(r->m->numerals, r->text, part->to).kind != TB_NUMERAL_HALF ||
        tb_stands_at(r->text, part->to, "半年") || tb_stands_at(r->text, part->to, "半数"))
        return true;
    if (!tb_decimal_div(part->measure->factor, (struct tb_decimal){2, 1, 0}, &half) ||
        !tb_decimal_add(part->lo, half, &part->lo))
        return false;
    part->hi = part->lo;
    part->to += strlen("半");
    const struct tb_phrase *unit = unit_at(r, part->to); /* 两个半小时 */
    if (unit && part->measure->dimension == TB_DIM_COUNT) {
        part->measure = &r->m->measures[unit->value];
        part->unit = part->measure->name;
        part->to += unit->text.len;
    }
    return true;
}

/* 元/平方米, 立方米/日: further units behind a stroke. */
static bool add_composite(const struct reader *r, struct part *part)
{
    for (int i = 0; i < 3 && part->to < r->text.len && r->text.ptr[part->to] == '/'; i++) {
        const struct tb_phrase *unit = unit_at(r, part->to + 1);
        struct tb_str name = unit ? r->m->measures[unit->value].name : (struct tb_str){NULL, 0};
        if (!unit && tb_stands_at(r->text, part->to + 1, "月"))
            name = TB_STR("月");
        if (!name.ptr)
            return true;
        part->unit = tb_arena_printf(r->arena, "%.*s/%.*s", TB_ARG(part->unit), TB_ARG(name));
        if (!part->unit.ptr)
            return false;
        part->to += 1 + (unit ? unit->text.len : name.len);
    }
    return true;
}

/* 翻一番 is twice, 翻两番 four times. */
static bool double_up(struct part *part)
{
    struct tb_decimal two = {2, 1, 0}, value = {1, 1, 0};
    for (int i = 0; i < 9; i++)
        if (tb_decimal_compare(part->lo, (struct tb_decimal){i, 1, 0}) > 0 &&
            !tb_decimal_mul(value, two, &value))
            return false;
    part->lo = part->hi = value;
    return true;
}

/* Into the canonical unit: 三成 is 30 %. Beyond ten, tenths are told in hundredths: 75折 is 75 %. */
static bool apply_factor(struct part *part)
{
    struct tb_decimal ten = {1, 1, 1}, factor = part->measure->factor;
    if (tb_decimal_compare(factor, ten) == 0 && tb_decimal_compare(part->lo, ten) > 0)
        return true;
    return tb_decimal_mul(part->lo, factor, &part->lo) &&
           tb_decimal_mul(part->hi, factor, &part->hi);
}

/* 八成七 is 87 %: a digit behind tenths, unless it counts something of its own. */
static bool add_hundredths(const struct reader *r, struct part *part)
{
    struct tb_number number;
    if (tb_decimal_compare(part->measure->factor, (struct tb_decimal){1, 1, 1}) != 0 ||
        tb_numeral_at(r->m->numerals, r->text, part->to).kind != TB_NUMERAL_DIGIT ||
        tb_number_read(r->m->numerals, r->m->units, r->text, part->to, false, &number) !=
            TB_NUMBER_READ ||
        tb_decimal_compare(number.hi, (struct tb_decimal){1, 1, 1}) >= 0 || number.decimals ||
        unit_at(r, number.to))
        return true;
    part->to = number.to;
    bool fits = tb_decimal_add(part->lo, number.lo, &part->lo);
    part->hi = part->lo;
    return fits;
}

static bool read_unit(const struct reader *r, struct part *part)
{
    size_t at = part->to;
    struct tb_numeral sign = tb_numeral_at(r->m->numerals, r->text, at);
    bool more = sign.kind == TB_NUMERAL_MORE || (sign.kind == TB_NUMERAL_VAGUE && !part->fraction);
    if (more)
        at += sign.len;
    const struct tb_phrase *unit = unit_at(r, at);
    if (!unit && skip_blank(r, at) != at) {
        at = skip_blank(r, at);
        unit = unit_at(r, at);
    }
    if (!unit)
        return true;
    part->more |= more;
    part->measure = &r->m->measures[unit->value];
    part->unit = part->measure->name;
    part->unit_len = at + unit->text.len - part->to;
    part->to = at + unit->text.len;
    if (tb_str_eq(unit->text, TB_STR("番")) && !double_up(part))
        return false;
    return apply_factor(part) && add_hundredths(r, part) && add_half(r, part) &&
           add_composite(r, part);
}

/* 分之 at `at`, with blanks in it where they are allowed; its end, or 0. */
static size_t parts_of_at(const struct reader *r, size_t at)
{
    static const char *const signs[] = {"分", "之"};
    for (int i = 0; i < 2; i++) {
        while (r->bare && at < r->text.len && r->text.ptr[at] == ' ')
            at++;
        if (!tb_stands_at(r->text, at, signs[i]))
            return 0;
        at += strlen(signs[i]);
    }
    while (r->bare && at < r->text.len && r->text.ptr[at] == ' ')
        at++;
    return at;
}

/* 百分之三十, 千分之五 (as a percentage: 0.5), 三分之二: the number read so far is the denominator, the
 * other one begins at `at`. */
static bool read_parts_of(const struct reader *r, size_t at, struct part *part)
{
    struct tb_number top;
    if (tb_number_read(r->m->numerals, r->m->units, r->text, at, r->bare, &top) != TB_NUMBER_READ)
        return true;
    struct tb_decimal below = part->lo, hundred = {1, 1, 2};
    bool percent = part->number.empty;
    part->to = top.to;
    part->more |= top.more;
    part->lo = top.lo;
    part->hi = top.hi;
    part->number.empty = false;
    part->fraction = true;
    if (percent) {
        const struct tb_phrase *unit = tb_phrases_longest(r->m->units, TB_STR("%"), 0);
        part->measure = unit ? &r->m->measures[unit->value] : NULL;
        part->unit = TB_STR("%");
        if (!tb_decimal_div(below, hundred, &below))
            return false;
    }
    return tb_decimal_div(part->lo, below, &part->lo) && tb_decimal_div(part->hi, below, &part->hi);
}

/* 3/4 between whole numbers, and no further stroke behind it: 2021/9/30 is a date. */
static bool read_stroke(const struct reader *r, struct part *part)
{
    size_t len;
    if (part->number.han || part->number.decimals || part->number.power ||
        tb_folded_at(r->text, part->to, &len) != '/')
        return true;
    size_t at = part->to + len;
    struct tb_number below;
    if (tb_numeral_at(r->m->numerals, r->text, at).kind != TB_NUMERAL_ARABIC ||
        tb_number_read(r->m->numerals, r->m->units, r->text, at, false, &below) != TB_NUMBER_READ ||
        below.decimals || below.lo.num == 0 || tb_folded_at(r->text, below.to, &len) == '/')
        return true;
    part->to = below.to;
    part->fraction = true;
    if (!tb_decimal_div(part->lo, below.lo, &part->lo))
        return false;
    part->hi = part->lo;
    return true;
}

/* 三又二分之一, 1 3/5: a whole number and a fraction. */
static bool read_mixed(const struct reader *r, struct part *part)
{
    size_t at = part->to;
    while (at < r->text.len && r->text.ptr[at] == ' ')
        at++;
    bool and = tb_stands_at(r->text, at, "又");
    if ((!and&&at == part->to) || part->number.decimals)
        return true;
    at += and? strlen("又") : 0;
    while (at < r->text.len && r->text.ptr[at] == ' ')
        at++;
    struct part fraction = {.to = at};
    if (tb_number_read(r->m->numerals, r->m->units, r->text, at, and, &fraction.number) !=
        TB_NUMBER_READ)
        return true;
    fraction.to = fraction.number.to;
    fraction.lo = fraction.hi = fraction.number.lo;
    size_t top = parts_of_at(r, fraction.to);
    if (top ? !read_parts_of(r, top, &fraction) : !read_stroke(r, &fraction))
        return false;
    if (!fraction.fraction || fraction.measure)
        return true;
    part->to = fraction.to;
    part->fraction = true;
    bool fits = part->number.negative ? tb_decimal_sub(part->lo, fraction.lo, &part->lo)
                                      : tb_decimal_add(part->lo, fraction.lo, &part->lo);
    part->hi = part->lo;
    return fits;
}

static bool read_part(const struct reader *r, const struct tb_number *number, struct part *part)
{
    *part = (struct part){.number = *number,
                          .lo = number->lo,
                          .hi = number->hi,
                          .to = number->to,
                          .more = number->more};
    size_t top = parts_of_at(r, part->to);
    if (top)
        return read_parts_of(r, top, part);
    return (r->bare ? read_mixed(r, part) : true) && read_stroke(r, part) && read_unit(r, part);
}

/* The sign between the ends of a range, in a bare text with blanks around it; *pair: one that needs 之间
 * behind the upper end. */
static size_t joiner_at(const struct reader *r, size_t at, bool *pair)
{
    static const char *const joiners[] = {"-",  "—",  "－", "–",  "~", "～",
                                          "至", "到", "与", "和", NULL};
    enum { FIRST_PAIR = 8 };
    size_t blank = r->bare ? skip_blank(r, at) - at : 0;
    for (int i = 0; joiners[i]; i++)
        if (tb_stands_at(r->text, at + blank, joiners[i])) {
            size_t len = strlen(joiners[i]);
            *pair = i >= FIRST_PAIR;
            len += tb_stands_at(r->text, at + blank + len, "—") ? len : 0;
            return blank + len + (blank ? skip_blank(r, at + blank + len) - at - blank - len : 0);
        }
    return 0;
}

/* 20和30之间, 20与30万元间: the upper end, closed. */
static bool closes_pair(const struct reader *r, size_t at)
{
    return tb_stands_at(r->text, at, "之间") ||
           (tb_stands_at(r->text, at, "间") && !tb_stands_at(r->text, at, "间隔"));
}

/* 5-8万元: the power of the upper end belongs to both, if the ends then stand in order. */
static void carry_power(const struct tb_number *from, const struct tb_number *to,
                        struct tb_decimal *value)
{
    struct tb_decimal scaled;
    if (!from->power && to->power &&
        tb_decimal_mul(*value, (struct tb_decimal){1, 1, to->power}, &scaled) &&
        tb_decimal_compare(scaled, to->lo) < 0)
        *value = scaled;
}

/* Reads the upper end of a range behind `low`; true: there is one. */
static bool read_upper(const struct reader *r, const struct part *low, struct part *high)
{
    bool pair = false;
    size_t joiner = joiner_at(r, low->to, &pair);
    struct tb_number number;
    if (joiner == 0 || low->fraction ||
        tb_number_read(r->m->numerals, r->m->units, r->text, low->to + joiner, r->bare, &number) !=
            TB_NUMBER_READ ||
        !read_part(r, &number, high) || number.empty || (low->measure && low->number.empty))
        return false;
    if (pair && closes_pair(r, number.to)) { /* 10与20间: no rooms */
        high->measure = NULL;
        high->unit = (struct tb_str){NULL, 0};
        high->lo = number.lo;
        high->hi = number.hi;
        high->to = number.to;
    } else if (pair && !closes_pair(r, high->to)) {
        return false;
    }
    if (low->measure && high->measure != low->measure)
        return false;
    struct tb_decimal lower = low->lo;
    if (!low->measure && high->measure && !tb_decimal_mul(lower, high->measure->factor, &lower))
        return false;
    carry_power(&low->number, &number, &lower);
    high->lo = lower;
    return tb_decimal_compare(lower, high->hi) < 0;
}

/* What the words before and behind together say. */
static void combine(struct tb_figure *figure, bool has_before, enum tb_comparator before,
                    bool has_after, enum tb_comparator after, bool more)
{
    figure->approx =
        (has_before && before == TB_CMP_APPROX) || (has_after && after == TB_CMP_APPROX);
    bool range = tb_decimal_compare(figure->lo, figure->hi) != 0;
    if (range)
        figure->comparator = TB_CMP_RANGE;
    else if (has_before && before != TB_CMP_APPROX && before != TB_CMP_EQ &&
             !(has_after && after == TB_CMP_APPROX && before == TB_CMP_LE))
        figure->comparator = before;
    else if (has_after && after != TB_CMP_APPROX)
        figure->comparator = after;
    else if (more)
        figure->comparator = TB_CMP_GT;
    else
        figure->comparator = figure->approx ? TB_CMP_APPROX : TB_CMP_EQ;
}

/* The comparator that ends at figure->from; moves it there. A word that changes nothing is passed
 * over, but it is part of the figure only if a comparator stands before it. */
static bool take_before(const struct reader *r, size_t limit, struct tb_figure *figure,
                        enum tb_comparator *out)
{
    size_t at = figure->from;
    if (at > limit && r->text.ptr[at - 1] == ' ')
        at--;
    for (int i = 0; i < 2; i++) {
        const struct tb_phrase *word = tb_word_ending(r->m, TB_ENDS_COMPARATOR, r->text, limit, at);
        if (!word)
            return false;
        at -= word->text.len;
        enum tb_comparator found = (enum tb_comparator)(word->value & ~(uint32_t)TB_BEFORE_POWER);
        if (found == TB_CMP_EQ)
            continue;
        if ((word->value & TB_BEFORE_POWER) && !figure->number.empty)
            return false;
        figure->from = at;
        *out = found;
        return true;
    }
    return false;
}

static bool take_after(const struct reader *r, struct tb_figure *figure, enum tb_comparator *out)
{
    size_t at = r->bare ? skip_blank(r, figure->to) : figure->to;
    const struct tb_phrase *word = tb_phrases_longest(r->m->after, r->text, at);
    if (!word)
        return false;
    size_t behind = at + word->text.len;
    bool goes_on = behind < r->text.len && (unsigned char)r->text.ptr[behind] >= 0xE4 &&
                   (unsigned char)r->text.ptr[behind] <= 0xE9;
    if (word->value == TB_CMP_GT && goes_on) /* 5家多次, 3个多元 */
        return false;
    *out = (enum tb_comparator)word->value;
    figure->to = behind;
    return true;
}

bool tb_figure_read(const struct tb_measures *measures, struct tb_str text, size_t limit, size_t at,
                    const struct tb_number *number, bool bare, struct tb_arena *arena,
                    struct tb_figure *out)
{
    struct reader r = {measures, text, arena, bare};
    struct part low, high;
    if (!read_part(&r, number, &low))
        return false;
    struct tb_figure figure = {.from = at,
                               .core_from = at,
                               .core_to = low.to,
                               .number_to = number->to,
                               .number = low.number,
                               .lo = low.lo,
                               .hi = low.hi,
                               .measure = low.measure,
                               .unit = low.unit,
                               .unit_len = low.unit_len,
                               .fraction = low.fraction};
    if (read_upper(&r, &low, &high)) {
        figure.lo = high.lo;
        figure.hi = high.hi;
        figure.measure = high.measure;
        figure.unit = high.unit;
        figure.unit_len = low.measure ? low.unit_len : high.unit_len;
        figure.number_to = low.measure ? number->to : high.number.to;
        figure.core_to = high.to;
        low.more = high.more;
    }
    figure.to = figure.core_to;
    enum tb_comparator before = TB_CMP_EQ, after = TB_CMP_EQ;
    bool has_before = take_before(&r, limit, &figure, &before);
    bool has_after = take_after(&r, &figure, &after);
    figure.bounded_after = has_after && after != TB_CMP_APPROX;
    combine(&figure, has_before, before, has_after, after, low.more);
    *out = figure;
    return true;
}

bool tb_figure_share_unit(struct tb_figure *figure, const struct tb_figure *last)
{
    struct tb_decimal lo = figure->lo, hi = figure->hi;
    if (!last->measure || figure->measure || !tb_decimal_mul(lo, last->measure->factor, &lo) ||
        !tb_decimal_mul(hi, last->measure->factor, &hi))
        return false;
    struct tb_decimal power = {1, 1, last->number.power};
    if (!figure->number.power &&
        (!tb_decimal_mul(lo, power, &lo) || !tb_decimal_mul(hi, power, &hi)))
        return false;
    figure->lo = lo;
    figure->hi = hi;
    figure->measure = last->measure;
    figure->unit = last->unit;
    return true;
}
