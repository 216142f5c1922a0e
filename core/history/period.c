/* period.c - see period.h. */
#include "history/period.h"

static int days_in(int year, int month)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return days[month - 1] + (month == 2 && leap);
}

/* Exactly `count` digits at `at`; -1: there are not. */
static int digits(struct tb_str s, size_t at, size_t count)
{
    int value = 0;
    if (at + count > s.len)
        return -1;
    for (size_t i = at; i < at + count; i++) {
        if (s.ptr[i] < '0' || s.ptr[i] > '9')
            return -1;
        value = value * 10 + (s.ptr[i] - '0');
    }
    return value;
}

/* The months from `first` to `last` of a year. */
static struct tb_period months(enum tb_period_kind kind, int index, int year, int first, int last)
{
    return (struct tb_period){
        .known = true,
        .kind = kind,
        .index = (uint8_t)index,
        .from = {(int16_t)year, (uint8_t)first, 1},
        .to = {(int16_t)year, (uint8_t)last, (uint8_t)days_in(year, last)},
    };
}

/* "Q1-3", "M01-08", "H1": one letter, a number of `width` digits, perhaps one more. */
static bool parse_part(struct tb_str part, int year, struct tb_period *out)
{
    char letter = part.ptr[0];
    size_t width = letter == 'M' ? 2 : 1;
    int first = digits(part, 1, width), last = first;
    int most = letter == 'M' ? 12 : letter == 'Q' ? 4 : letter == 'H' ? 2 : 0;
    bool from_start = part.len == 2 + 2 * width && part.ptr[1 + width] == '-';
    if (from_start)
        last = digits(part, 2 + width, width);
    else if (part.len != 1 + width)
        return false;
    /* Only what runs from the year's beginning: Q1-3, M01-08. */
    if (first < 1 || last > most || (from_start && (first != 1 || last < 2 || letter == 'H')))
        return false;
    if (letter == 'M')
        *out = months(from_start ? TB_PERIOD_YTD : TB_PERIOD_MONTH, last, year, first, last);
    else if (letter == 'Q')
        *out = months(from_start ? TB_PERIOD_YTD_QUARTER : TB_PERIOD_QUARTER, last, year,
                      3 * first - 2, 3 * last);
    else
        *out = months(TB_PERIOD_HALF, last, year, 6 * first - 5, 6 * last);
    return true;
}

bool tb_period_parse(struct tb_str name, struct tb_period *out, bool *is_plan)
{
    int year = digits(name, 0, 4);
    if (year < 1900 || year > 2999)
        return false;
    *is_plan = tb_str_eq(tb_str_sub(name, 4, name.len), TB_STR("plan"));
    if (*is_plan)
        name.len = 4;
    if (name.len == 4) {
        *out = months(TB_PERIOD_YEAR, 0, year, 1, 12);
        return true;
    }
    if (name.ptr[4] != '-')
        return parse_part(tb_str_sub(name, 4, name.len), year, out);
    int month = digits(name, 5, 2), day = digits(name, 8, 2);
    if (name.len != 10 || name.ptr[7] != '-' || month < 1 || month > 12 || day < 1 ||
        day > days_in(year, month))
        return false;
    struct tb_day one = {(int16_t)year, (uint8_t)month, (uint8_t)day};
    *out = (struct tb_period){.known = true, .kind = TB_PERIOD_OTHER, .from = one, .to = one};
    return true;
}

bool tb_period_write(const struct tb_period *period, bool is_plan, char out[TB_PERIOD_NAME])
{
    int year = period->to.year, index = period->index, len = 0;
    if (!period->known)
        return false;
    switch (period->kind) {
    case TB_PERIOD_MONTH:
        len = snprintf(out, TB_PERIOD_NAME, "%04dM%02d", year, index);
        break;
    case TB_PERIOD_YTD:
        len = snprintf(out, TB_PERIOD_NAME, "%04dM01-%02d", year, index);
        break;
    case TB_PERIOD_QUARTER:
        len = snprintf(out, TB_PERIOD_NAME, "%04dQ%d", year, index);
        break;
    case TB_PERIOD_YTD_QUARTER:
        len = snprintf(out, TB_PERIOD_NAME, "%04dQ1-%d", year, index);
        break;
    case TB_PERIOD_HALF:
        len = snprintf(out, TB_PERIOD_NAME, "%04dH%d", year, index);
        break;
    case TB_PERIOD_YEAR:
        len = snprintf(out, TB_PERIOD_NAME, is_plan ? "%04dplan" : "%04d", year);
        break;
    case TB_PERIOD_OTHER:
        len =
            snprintf(out, TB_PERIOD_NAME, "%04d-%02d-%02d", year, period->to.month, period->to.day);
        break;
    case TB_PERIOD_END:
        break;
    }
    struct tb_period again;
    bool plan_again;
    return len > 0 && len < TB_PERIOD_NAME &&
           tb_period_parse((struct tb_str){out, (size_t)len}, &again, &plan_again) &&
           plan_again == is_plan;
}

static int compare_days(struct tb_day a, struct tb_day b)
{
    int x = (a.year * 16 + a.month) * 32 + a.day, y = (b.year * 16 + b.month) * 32 + b.day;
    return (x > y) - (x < y);
}

int tb_period_compare(const struct tb_period *a, const struct tb_period *b)
{
    int order = compare_days(a->to, b->to);
    return order ? order : compare_days(a->from, b->from);
}

bool tb_ref_looks_like(struct tb_str text)
{
    return text.len > 0 && memchr(text.ptr, '@', text.len) && !memchr(text.ptr, '/', text.len);
}

bool tb_series_is_name(struct tb_str name)
{
    for (size_t i = 0; i < name.len; i++)
        if (!((name.ptr[i] >= 'a' && name.ptr[i] <= 'z') ||
              (name.ptr[i] >= '0' && name.ptr[i] <= '9') || name.ptr[i] == '-'))
            return false;
    return name.len > 0 && name.len <= 64;
}

/* The period with capital letters, as names have them: "2021q3". */
static bool parse_period(struct tb_str text, struct tb_ref *ref)
{
    char name[TB_PERIOD_NAME];
    if (text.len >= sizeof name)
        return false;
    for (size_t i = 0; i < text.len; i++) {
        char c = text.ptr[i];
        name[i] = (char)(c == 'q' || c == 'h' || c == 'm' ? c - 'a' + 'A' : c);
    }
    return tb_period_parse((struct tb_str){name, text.len}, &ref->period, &ref->is_plan);
}

enum tb_status tb_ref_parse(struct tb_str text, struct tb_ref *out, struct tb_error *error)
{
    struct tb_ref ref = {0};
    size_t at = tb_str_find(text, TB_STR("@"), 0);
    bool good = at != SIZE_MAX;
    struct tb_str which = good ? tb_str_sub(text, at + 1, text.len) : text;
    if (good) {
        ref.series = tb_str_sub(text, 0, at);
        good = ref.series.len == 0 || tb_str_eq(ref.series, TB_STR("*")) ||
               tb_series_is_name(ref.series);
    }
    size_t tilde = tb_str_find(which, TB_STR("~"), 0);
    if (tilde != SIZE_MAX) {
        size_t count = which.len - tilde - 1;
        int back = count >= 1 && count <= 4 ? digits(which, tilde + 1, count) : -1;
        good = good && back >= 0;
        ref.back = good ? (uint32_t)back : 0;
        which = tb_str_sub(which, 0, tilde);
    }
    if (tb_str_eq(which, TB_STR("latest")))
        ref.which = TB_REF_LATEST;
    else if (tb_str_eq(which, TB_STR("previous")))
        ref.which = TB_REF_PREVIOUS;
    else
        good = good && parse_period(which, &ref);
    if (!good)
        return tb_fail(
            error, TB_EUSAGE,
            "“%.*s”不是快照名；应为 系列@期间，如 linzi@2021Q3、linzi@2021Q1-3、"
            "linzi@2021H1、linzi@2021M08、linzi@2021、linzi@2021plan（全年计划）、linzi@latest、"
            "linzi@previous，末尾可加 ~1 表示前一版",
            "'%.*s' is no snapshot; expected SERIES@PERIOD, such as linzi@2021Q3, "
            "linzi@2021Q1-3, linzi@2021H1, linzi@2021M08, linzi@2021, linzi@2021plan, "
            "linzi@latest, linzi@previous, with ~1 at the end for the revision before",
            TB_ARG(text));
    *out = ref;
    return TB_OK;
}
