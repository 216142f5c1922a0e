/* period.c - matching phrases of time, and the days they cover. */
#include "ingest/period.h"

#include "base/utf8.h"
#include "ingest/number.h"

enum { NUMBERS = 4 };

struct hit {
    const struct tb_period_phrase *phrase;
    size_t from, to;
    uint32_t number[NUMBERS];
    size_t numbers;
};

static struct tb_str rest_of(struct tb_str s, size_t at)
{
    return tb_str_sub(s, at, s.len);
}

/* Length of a range mark at `at`: dashes, 至, 到. */
static size_t range_mark(struct tb_str text, size_t at)
{
    size_t end = at;
    while (end < text.len && text.ptr[end] == '-')
        end++;
    if (end > at)
        return end - at;
    struct tb_str rest = rest_of(text, at);
    return tb_str_starts(rest, TB_STR("至")) || tb_str_starts(rest, TB_STR("到")) ? 3 : 0;
}

/* A number of a phrase. 元 is the first month, where a range or 月 follows (元至3月, 元月). */
static size_t number_here(struct tb_str text, size_t at, uint32_t *value)
{
    size_t len = tb_number_at(text, at, value);
    if (len > 0 || !tb_str_starts(rest_of(text, at), TB_STR("元")))
        return len;
    if (range_mark(text, at + 3) == 0 && !tb_str_starts(rest_of(text, at + 3), TB_STR("月")))
        return 0;
    *value = 1;
    return 3;
}

/* A phrase that begins with a number must not begin inside a longer one. */
static bool inside_number(struct tb_str text, size_t at)
{
    size_t before = at, len;
    if (at == 0)
        return false;
    do
        before--;
    while (before > 0 && ((unsigned char)text.ptr[before] & 0xC0) == 0x80);
    return tb_is_numeral(tb_utf8_at(text, before, &len));
}

/* Whether the numbers of a hit can be what its phrase makes of them. */
static bool possible(const struct hit *hit)
{
    const uint32_t *n = hit->number;
    switch (hit->phrase->phrase) {
    case TB_PHRASE_PERIOD:
        if (hit->numbers == 0)
            return true;
        if (hit->phrase->kind == TB_PERIOD_QUARTER || hit->phrase->kind == TB_PERIOD_YTD_QUARTER)
            return n[hit->numbers - 1] >= 1 && n[hit->numbers - 1] <= 4 &&
                   (hit->numbers == 1 || n[0] == 1);
        return n[0] >= 1 && n[0] <= 12;
    case TB_PHRASE_MONTHS:
        return hit->numbers == 2 && n[0] >= 1 && n[0] < n[1] && n[1] <= 12;
    case TB_PHRASE_AS_OF:
    case TB_PHRASE_NONE:
        return hit->numbers != 2 || (n[0] >= 1 && n[0] <= 12 && n[1] >= 1 && n[1] <= 31);
    case TB_PHRASE_PART:
    case TB_PHRASE_YEAR_ONLY:
        break;
    }
    return true;
}

static bool match_at(const struct tb_period_phrase *phrase, struct tb_str text, size_t at,
                     struct hit *out)
{
    struct hit hit = {.phrase = phrase, .from = at};
    struct tb_str pattern = phrase->pattern;
    for (size_t i = 0; i < pattern.len; i++) {
        char c = pattern.ptr[i];
        size_t len = 0;
        int year;
        if (c == 'N' && hit.numbers < NUMBERS) {
            len = i == 0 && inside_number(text, at)
                      ? 0
                      : number_here(text, at, &hit.number[hit.numbers]);
            hit.numbers += len > 0;
        } else if (c == 'Y') {
            len = tb_year_at(text, at, &year);
        } else if (c == '-') {
            len = range_mark(text, at);
        } else if (at < text.len && text.ptr[at] == c) {
            len = 1;
        }
        if (len == 0)
            return false;
        at += len;
    }
    hit.to = at;
    if (!possible(&hit))
        return false;
    *out = hit;
    return true;
}

/* The first phrase, in the order of the list, that stands anywhere in the text. */
static bool find(const struct tb_ingest *know, struct tb_str text, struct hit *hit)
{
    for (size_t i = 0; i < know->period_count; i++) {
        const struct tb_period_phrase *phrase = &know->periods[i];
        if (tb_str_find(text, phrase->literal, 0) == SIZE_MAX)
            continue;
        for (size_t at = 0; at < text.len; at++)
            if (match_at(phrase, text, at, hit))
                return true;
    }
    return false;
}

int tb_title_year(struct tb_str folded)
{
    int year, bare = 0;
    for (size_t at = 0; at < folded.len; at++) {
        size_t len = tb_year_at(folded, at, &year);
        if (len > 0 && tb_str_starts(rest_of(folded, at + len), TB_STR("年")))
            return year;
        if (len > 0 && bare == 0)
            bare = year;
    }
    return bare;
}

static uint8_t last_day(int year, uint8_t month)
{
    static const uint8_t days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return month == 2 && leap ? 29 : days[month - 1];
}

static void set_months(struct tb_period *period, int year, unsigned first, unsigned last)
{
    if (year == 0)
        return;
    period->from = (struct tb_day){(int16_t)year, (uint8_t)first, 1};
    period->to = (struct tb_day){(int16_t)year, (uint8_t)last, last_day(year, (uint8_t)last)};
}

bool tb_period_days(struct tb_period *period, int year)
{
    unsigned n = period->index;
    switch (period->kind) {
    case TB_PERIOD_MONTH:
    case TB_PERIOD_YTD:
        if (n < 1 || n > 12)
            return false;
        set_months(period, year, period->kind == TB_PERIOD_MONTH ? n : 1, n);
        return true;
    case TB_PERIOD_QUARTER:
    case TB_PERIOD_YTD_QUARTER:
        if (n < 1 || n > 4)
            return false;
        set_months(period, year, period->kind == TB_PERIOD_QUARTER ? n * 3 - 2 : 1, n * 3);
        return true;
    case TB_PERIOD_HALF:
        if (n < 1 || n > 2)
            return false;
        set_months(period, year, n * 6 - 5, n * 6);
        return true;
    case TB_PERIOD_YEAR:
        set_months(period, year, 1, 12);
        return true;
    case TB_PERIOD_OTHER:
    case TB_PERIOD_END:
        break;
    }
    return false;
}

/* Months first..last: a name of its own where they are one (from January; a quarter; a half). */
static struct tb_period months(unsigned first, unsigned last, int year)
{
    struct tb_period period = {.known = true, .kind = TB_PERIOD_OTHER};
    if (first == 1) {
        period.kind = TB_PERIOD_YTD;
        period.index = (uint8_t)last;
    } else if (first % 3 == 1 && last == first + 2) {
        period.kind = TB_PERIOD_QUARTER;
        period.index = (uint8_t)(last / 3);
    } else if (first == 7 && last == 12) {
        period.kind = TB_PERIOD_HALF;
        period.index = 2;
    }
    set_months(&period, year, first, last);
    return period;
}

/* January to a day: a period with a name where the day ends a month. */
static struct tb_period until(unsigned month, unsigned day, int year)
{
    struct tb_period period = months(1, month, year);
    uint8_t last = last_day(year, (uint8_t)month);
    if (day >= last || (month == 2 && day >= 28 && year == 0))
        return period;
    period.kind = TB_PERIOD_OTHER;
    period.index = 0;
    if (year != 0)
        period.to.day = (uint8_t)day;
    return period;
}

struct tb_period tb_title_period(const struct tb_ingest *know, struct tb_str title, int year)
{
    struct tb_folded folded;
    struct hit hit;
    struct tb_period period = {0};

    tb_fold(title, &folded);
    while (find(know, tb_folded_str(&folded), &hit)) {
        switch (hit.phrase->phrase) {
        case TB_PHRASE_MONTHS:
            return months(hit.number[0], hit.number[1], year);
        case TB_PHRASE_AS_OF:
            return until(hit.number[0], hit.number[1], year);
        case TB_PHRASE_PERIOD:
            period.kind = hit.phrase->kind;
            period.index = hit.numbers ? (uint8_t)hit.number[hit.numbers - 1] : hit.phrase->index;
            period.known = tb_period_days(&period, year);
            return period;
        case TB_PHRASE_PART:
        case TB_PHRASE_YEAR_ONLY:
        case TB_PHRASE_NONE:
            break;
        }
        /* no period: a blank, of which folded text has none, keeps it from being read again */
        folded.bytes[hit.from] = ' ';
        tb_fold_cut(&folded, hit.from + 1, hit.to);
    }
    return period;
}

void tb_header_strip(const struct tb_ingest *know, struct tb_folded *header, bool *in_part)
{
    struct hit hit;
    *in_part = false;
    while (find(know, tb_folded_str(header), &hit)) {
        bool year = hit.phrase->phrase == TB_PHRASE_YEAR_ONLY ||
                    (hit.phrase->phrase == TB_PHRASE_PERIOD && hit.phrase->kind == TB_PERIOD_YEAR);
        if (!year && hit.phrase->phrase != TB_PHRASE_NONE)
            *in_part = true;
        tb_fold_cut(header, hit.from, hit.to);
    }
}
