/* dates.c - the grammar of dates: year, then half, quarter or month, then day or part of the month. */
#include "extract/dates.h"

/* A place in the text that moves on only when something was read. */
struct cursor {
    const struct tb_measures *measures;
    struct tb_str text;
    size_t at;
};

static bool take(struct cursor *c, const char *word)
{
    if (!tb_stands_at(c->text, c->at, word))
        return false;
    c->at += strlen(word);
    return true;
}

static bool take_any(struct cursor *c, const char *const *words)
{
    for (; *words; words++)
        if (take(c, *words))
            return true;
    return false;
}

/* A whole number of at most four places, in digits of any kind. */
static bool take_number(struct cursor *c, int *value)
{
    size_t at = c->at, len;
    int number = 0, digits = 0;
    for (char d; (d = tb_folded_at(c->text, at, &len)) >= '0' && d <= '9' && digits < 5;
         at += len) {
        number = number * 10 + (d - '0');
        digits++;
    }
    if (digits == 0) {
        struct tb_number read;
        if (tb_number_read(c->measures->numerals, c->measures->units, c->text, at, false, &read) !=
                TB_NUMBER_READ ||
            read.decimals || read.scaled || read.more || read.empty || read.negative ||
            tb_decimal_compare(read.lo, read.hi) != 0 || read.lo.exp > 3)
            return false;
        char text[TB_DECIMAL_TEXT];
        size_t count = tb_decimal_text(read.lo, text);
        if (count > 4)
            return false;
        for (size_t i = 0; i < count; i++)
            number = number * 10 + (text[i] - '0');
        at = read.to;
    } else if (digits > 4) {
        return false;
    }
    c->at = at;
    *value = number;
    return true;
}

/* 至, 到 and the dashes between the ends of a range. */
static bool take_joiner(struct cursor *c)
{
    static const char *const joiners[] = {"-", "—", "－", "–", "~", "～", "至", "到", NULL};
    size_t from = c->at;
    while (take(c, " "))
        continue;
    if (!take_any(c, joiners)) {
        c->at = from;
        return false;
    }
    take(c, "—"); /* a long dash is two of them */
    while (take(c, " "))
        continue;
    return true;
}

static int days_in(int year, int month)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    return days[month - 1] + (month == 2 && leap);
}

static struct tb_day day(int year, int month, int number)
{
    return (struct tb_day){(int16_t)year, (uint8_t)month, (uint8_t)number};
}

static void set_months(struct tb_date_found *out, int year, int first, int last)
{
    out->start = day(year, first, 1);
    out->end = day(year, last, days_in(year, last));
}

static void set_stretch(struct tb_date_found *out, enum tb_period_kind kind, int index, int year,
                        int first, int last)
{
    set_months(out, year, first, last);
    out->shape = TB_SHAPE_STRETCH;
    out->period = (struct tb_period){true, kind, (uint8_t)index, out->start, out->end};
}

static bool is_year(int value)
{
    return value >= 1900 && value <= 2100;
}

/* 30日, 底, 上旬 behind a month. Without one of them the whole month is meant. */
static void read_day(struct cursor *c, int year, int month, struct tb_date_found *out)
{
    static const struct {
        const char *word;
        int first, last; /* last 0: of the month */
    } parts[] = {{"上旬", 1, 10}, {"中旬", 11, 20}, {"下旬", 21, 0}, {"底", 21, 0},
                 {"末", 21, 0},   {"初", 1, 10},    {NULL, 0, 0}};
    set_months(out, year, month, month);
    for (size_t i = 0; parts[i].word; i++)
        if (take(c, parts[i].word)) {
            out->start.day = (uint8_t)parts[i].first;
            if (parts[i].last)
                out->end.day = (uint8_t)parts[i].last;
            return;
        }
    struct cursor ahead = *c;
    int number;
    if (take_number(&ahead, &number) && number >= 1 && number <= days_in(year, month) &&
        (take(&ahead, "日") || take(&ahead, "号"))) {
        out->start = out->end = day(year, month, number);
        *c = ahead;
    } else {
        out->period = (struct tb_period){true, TB_PERIOD_MONTH, 0, out->start, out->end};
    }
}

/* A month with its number already read: 9月, 9月30日, 6月17日至7月24日, 1月至9月. */
static bool read_month(struct cursor *c, int year, int month, struct tb_date_found *out)
{
    if (month < 1 || month > 12 || !take(c, "月"))
        return false;
    take(c, "份");
    read_day(c, year, month, out);
    bool whole = out->period.known, day_known = out->start.day == out->end.day;
    struct cursor ahead = *c;
    int number;
    struct tb_date_found second = {0};
    if ((!whole && !day_known) || !take_joiner(&ahead) || !take_number(&ahead, &number))
        return true;
    if (number >= 1 && number <= 12 && take(&ahead, "月")) {
        take(&ahead, "份");
        read_day(&ahead, number < month && year ? year + 1 : year, number, &second);
        if (second.period.known != whole)
            return true;
    } else if (day_known && number > out->start.day && number <= days_in(year, month) &&
               (take(&ahead, "日") || take(&ahead, "号"))) {
        second.end = day(year, month, number);
    } else {
        return true;
    }
    out->end = second.end;
    if (whole && number > month)
        set_stretch(out, month == 1 ? TB_PERIOD_YTD : TB_PERIOD_OTHER, month == 1 ? number : 0,
                    year, month, number);
    *c = ahead;
    return true;
}

/* 1-9月, 元至3月: the first month has been read, not its 月. */
static bool read_months(struct cursor *c, int year, int first, struct tb_date_found *out)
{
    int last;
    if (first < 1 || first > 12 || !take_number(c, &last) || last < first || last > 12 ||
        !take(c, "月"))
        return false;
    take(c, "份");
    set_stretch(out, first == 1 ? TB_PERIOD_YTD : TB_PERIOD_OTHER, first == 1 ? last : 0, year,
                first, last);
    struct cursor ahead = *c;
    if (take(&ahead, "底") || take(&ahead, "末"))
        *c = ahead;
    return true;
}

/* 三季度, 三季度末; `ahead_of` is true behind 前: from the beginning of the year. */
static bool read_quarter(struct cursor *c, int year, bool ahead_of, struct tb_date_found *out)
{
    static const char *const names[] = {"季度", "个季度", NULL};
    static const char *const ends[] = {"末", "底", NULL};
    int number;
    if (!take_number(c, &number) || number < 1 || number > 4 || !take_any(c, names))
        return false;
    if (ahead_of)
        set_stretch(out, TB_PERIOD_YTD_QUARTER, number, year, 1, number * 3);
    else
        set_stretch(out, TB_PERIOD_QUARTER, number, year, number * 3 - 2, number * 3);
    if (!ahead_of && take_any(c, ends)) {
        out->start = day(year, number * 3, 21);
        out->shape = TB_SHAPE_POINT;
        out->period = (struct tb_period){0};
    }
    return true;
}

static void set_within(struct tb_date_found *out, int year, int first)
{
    set_months(out, year, first, 12);
    out->shape = TB_SHAPE_POINT;
    out->due = true;
}

/* A quarter behind `sign` (第, 前 or nothing). */
static bool take_quarter(struct cursor *c, const char *sign, int year, struct tb_date_found *out)
{
    struct cursor ahead = *c;
    if ((*sign && !take(&ahead, sign)) || !read_quarter(&ahead, year, strcmp(sign, "前") == 0, out))
        return false;
    *c = ahead;
    return true;
}

/* 9月30日 or 1-9月 within a year that has been read. */
static bool take_months(struct cursor *c, int year, struct tb_date_found *out)
{
    struct cursor number_read = *c, ahead;
    int number;
    if (!take_number(&number_read, &number))
        return false;
    ahead = number_read;
    if (!read_month(&ahead, year, number, out)) {
        ahead = number_read;
        if (!take_joiner(&ahead) || !read_months(&ahead, year, number, out))
            return false;
    }
    *c = ahead;
    return true;
}

/* What may stand behind a year: 底, 内, 初, 上半年, 三季度, 9月30日; nothing makes it the whole year. */
static void read_in_year(struct cursor *c, int year, struct tb_date_found *out)
{
    if (take(c, "底") || take(c, "年底") || take(c, "末") || take(c, "年末"))
        set_within(out, year, 12);
    else if (take(c, "内") || take(c, "年内"))
        set_within(out, year, 1);
    else if (take(c, "初") || take(c, "年初"))
        set_months(out, year, 1, 1);
    else if (take(c, "上半年"))
        set_stretch(out, TB_PERIOD_HALF, 1, year, 1, 6);
    else if (take(c, "下半年"))
        set_stretch(out, TB_PERIOD_HALF, 2, year, 7, 12);
    else if (!take_quarter(c, "第", year, out) && !take_quarter(c, "前", year, out) &&
             !take_quarter(c, "", year, out) && !take_months(c, year, out))
        set_stretch(out, TB_PERIOD_YEAR, 0, year, 1, 12);
}

/* 2021-09-30, 2021/9/30, 2021.9.30 with the year already read. */
static bool read_numeric(struct cursor *c, int year, struct tb_date_found *out)
{
    int month, number;
    char sign = c->at < c->text.len ? c->text.ptr[c->at] : '\0';
    if ((sign != '-' && sign != '/' && sign != '.') || !is_year(year))
        return false;
    c->at++;
    if (!take_number(c, &month) || month < 1 || month > 12 || c->at >= c->text.len ||
        c->text.ptr[c->at] != sign)
        return false;
    c->at++;
    if (!take_number(c, &number) || number < 1 || number > days_in(year, month))
        return false;
    out->start = out->end = day(year, month, number);
    return true;
}

/* 9日 right behind 2日、 of the same month. */
static bool read_further_day(struct cursor *c, int number, const struct tb_date_found *last,
                             struct tb_date_found *out)
{
    static const char *const between[] = {"、", "和", "及", "与", ",", "，", NULL};
    if (!last || last->shape != TB_SHAPE_POINT || last->start.day != last->end.day)
        return false;
    struct cursor gap = {c->measures, tb_str_sub(c->text, 0, out->from), last->to};
    if (!take_any(&gap, between) || gap.at != out->from || number < 1 ||
        number > days_in(last->start.year, last->start.month) || !take(c, "日"))
        return false;
    out->start = out->end = day(last->start.year, last->start.month, number);
    return true;
}

/* 2021-2025年. */
static bool read_years(struct cursor *c, int first, struct tb_date_found *out)
{
    int last;
    if (!is_year(first) || !take_joiner(c) || !take_number(c, &last) || !is_year(last) ||
        last <= first || !take(c, "年"))
        return false;
    out->start = day(first, 1, 1);
    out->end = day(last, 12, 31);
    out->shape = TB_SHAPE_STRETCH;
    out->period = (struct tb_period){true, TB_PERIOD_OTHER, 0, out->start, out->end};
    return true;
}

/* 2021年 and what is in it, 2021-2025年, 2021-09-30; the number has been read. */
static bool take_year(struct cursor *c, int number, struct tb_date_found *out)
{
    struct cursor ahead = *c;
    if (!is_year(number))
        return false;
    if (take(&ahead, "年")) {
        take(&ahead, "度");
        read_in_year(&ahead, number, out);
    } else if (!read_numeric(&ahead, number, out)) {
        ahead = *c;
        if (!read_years(&ahead, number, out))
            return false;
    }
    *c = ahead;
    return true;
}

bool tb_date_at_number(const struct tb_measures *measures, const struct tb_calendar *calendar,
                       struct tb_str text, size_t at, size_t number_to,
                       const struct tb_date_found *last, struct tb_date_found *out)
{
    /* most numbers are no dates: look at what follows before reading again */
    static const char *const signs[] = {"年", "月", "日", "季", "个季", "-", "—", "－", "–",
                                        "~",  "～", "至", "到", "/",    ".", " ", NULL};
    struct cursor c = {measures, text, number_to}, number_read;
    if (!take_any(&c, signs))
        return false;
    struct tb_date_found found = {.from = at};
    int number;
    c.at = at;
    number_read = c;
    if (!take_number(&number_read, &number))
        return false;
    if (!take_months(&c, calendar->year, &found) && !take_quarter(&c, "", calendar->year, &found)) {
        c = number_read;
        if (!take_year(&c, number, &found) && !read_further_day(&c, number, last, &found))
            return false;
    }
    found.to = c.at;
    *out = found;
    return true;
}

bool tb_quarter_at(const struct tb_measures *measures, const struct tb_calendar *calendar,
                   struct tb_str text, size_t at, struct tb_date_found *out)
{
    struct cursor c = {measures, text, at};
    struct tb_date_found found = {.from = at};
    if (!take_quarter(&c, "前", calendar->year, &found) &&
        !take_quarter(&c, "第", calendar->year, &found))
        return false;
    found.to = c.at;
    *out = found;
    return true;
}

bool tb_date_at_word(const struct tb_measures *measures, const struct tb_calendar *calendar,
                     struct tb_str text, size_t at, size_t word_to, const struct tb_word *word,
                     struct tb_date_found *out)
{
    struct cursor c = {measures, text, word_to};
    struct tb_date_found found = {.from = at};
    int year = calendar->year ? calendar->year + word->value : 0;
    switch ((enum tb_date_word)word->meaning) {
    case TB_WORD_YEAR:
        read_in_year(&c, year, &found);
        break;
    case TB_WORD_HALF:
        set_stretch(&found, TB_PERIOD_HALF, word->value, calendar->year, word->value == 1 ? 1 : 7,
                    word->value == 1 ? 6 : 12);
        break;
    case TB_WORD_WITHIN:
        set_within(&found, year, 1);
        break;
    case TB_WORD_YEAR_END:
        set_within(&found, year, 12);
        break;
    case TB_WORD_YEAR_START:
        set_months(&found, year, 1, 1);
        break;
    case TB_WORD_THIS:
    case TB_WORD_NOW:
        found.shape = word->meaning == TB_WORD_NOW ? TB_SHAPE_NOW : TB_SHAPE_STRETCH;
        found.period = calendar->period;
        found.start = word->meaning == TB_WORD_NOW ? calendar->period.to : calendar->period.from;
        found.end = calendar->period.to;
        break;
    case TB_WORD_JANUARY:
        if (tb_str_eq(tb_str_sub(text, at, word_to), TB_STR("元月"))) {
            c.at -= strlen("月");
            if (!read_month(&c, calendar->year, 1, &found))
                return false;
        } else if (!read_months(&c, calendar->year, 1, &found)) {
            return false;
        }
        break;
    case TB_WORD_SAME:
    case TB_WORD_END:
        found.shape = TB_SHAPE_BASIS;
        break;
    }
    found.to = c.at;
    *out = found;
    return true;
}
