/* period.c - reading and naming periods. */
#include "cli/period.h"

#include "ingest/period.h"

/* Takes between `least` and `most` digits off the front. */
static bool take_number(struct tb_str *text, size_t least, size_t most, int *out)
{
    size_t len = 0;
    int value = 0;
    while (len < text->len && len < most && text->ptr[len] >= '0' && text->ptr[len] <= '9')
        value = value * 10 + (text->ptr[len++] - '0');
    if (len < least)
        return false;
    *text = tb_str_sub(*text, len, text->len);
    *out = value;
    return true;
}

static bool take_char(struct tb_str *text, char c)
{
    if (text->len == 0 || text->ptr[0] != c)
        return false;
    *text = tb_str_sub(*text, 1, text->len);
    return true;
}

bool tb_day_read(struct tb_str text, struct tb_day *out)
{
    int year, month, day;
    struct tb_period period = {.known = true, .kind = TB_PERIOD_MONTH};
    if (!take_number(&text, 4, 4, &year) || !take_char(&text, '-') ||
        !take_number(&text, 2, 2, &month) || !take_char(&text, '-') ||
        !take_number(&text, 2, 2, &day) || text.len > 0)
        return false;
    period.index = (uint8_t)month;
    if (month < 1 || month > 12 || !tb_period_days(&period, year) || day < 1 || day > period.to.day)
        return false;
    *out = (struct tb_day){(int16_t)year, (uint8_t)month, (uint8_t)day};
    return true;
}

static bool make(enum tb_period_kind kind, int index, int year, struct tb_period *out)
{
    struct tb_period period = {.known = true, .kind = kind, .index = (uint8_t)index};
    if (!tb_period_days(&period, year))
        return false;
    *out = period;
    return true;
}

/* "3" or "1-3" behind the letter: the last number, and whether a range was written. Only ranges from
 * the beginning of the year are periods of bulletins. */
static bool take_index(struct tb_str text, int most, int *last, bool *range)
{
    int first;
    if (!take_number(&text, 1, 2, &first) || first < 1 || first > most)
        return false;
    *last = first;
    *range = take_char(&text, '-');
    if (*range && (first != 1 || !take_number(&text, 1, 2, last) || *last < 2 || *last > most))
        return false;
    return text.len == 0;
}

bool tb_period_read(struct tb_str text, int year, struct tb_period *out)
{
    struct tb_day day;
    int index;
    bool range;
    if (tb_day_read(text, &day)) {
        *out = (struct tb_period){.known = true, .kind = TB_PERIOD_OTHER, .from = day, .to = day};
        return true;
    }
    if (text.len >= 4 && text.ptr[0] >= '0' && text.ptr[0] <= '9' &&
        !take_number(&text, 4, 4, &year))
        return false;
    if (year < 1)
        return false;
    if (text.len == 0)
        return make(TB_PERIOD_YEAR, 0, year, out);
    char letter = text.ptr[0];
    text = tb_str_sub(text, 1, text.len);
    if ((letter == 'Q' || letter == 'q') && take_index(text, 4, &index, &range))
        return make(range ? TB_PERIOD_YTD_QUARTER : TB_PERIOD_QUARTER, index, year, out);
    if ((letter == 'H' || letter == 'h') && take_index(text, 2, &index, &range) && !range)
        return make(TB_PERIOD_HALF, index, year, out);
    if ((letter == 'M' || letter == 'm') && take_index(text, 12, &index, &range))
        return make(range ? TB_PERIOD_YTD : TB_PERIOD_MONTH, index, year, out);
    return false;
}

const char *tb_period_zh(const struct tb_period *period, char room[TB_PERIOD_TEXT])
{
    static const char *const numbers[] = {"", "一", "二", "三", "四"};
    int year = period->from.year, index = period->index;
    const char *number = index <= 4 ? numbers[index] : "";
    room[0] = '\0';
    if (!period->known)
        return room;
    switch (period->kind) {
    case TB_PERIOD_MONTH:
        snprintf(room, TB_PERIOD_TEXT, "%d年%d月", year, index);
        break;
    case TB_PERIOD_YTD:
        snprintf(room, TB_PERIOD_TEXT, "%d年1—%d月", year, index);
        break;
    case TB_PERIOD_QUARTER:
        snprintf(room, TB_PERIOD_TEXT, "%d年第%s季度", year, number);
        break;
    case TB_PERIOD_YTD_QUARTER:
        snprintf(room, TB_PERIOD_TEXT, "%d年前%s季度", year, number);
        break;
    case TB_PERIOD_HALF:
        snprintf(room, TB_PERIOD_TEXT, "%d年%s半年", year, index == 1 ? "上" : "下");
        break;
    case TB_PERIOD_YEAR:
        snprintf(room, TB_PERIOD_TEXT, "%d年", year);
        break;
    case TB_PERIOD_OTHER:
    case TB_PERIOD_END:
        snprintf(room, TB_PERIOD_TEXT, "%04d-%02d-%02d", period->to.year, period->to.month,
                 period->to.day);
        break;
    }
    return room;
}

const char *tb_period_en(const struct tb_period *period, char room[TB_PERIOD_TEXT])
{
    int year = period->from.year, index = period->index;
    room[0] = '\0';
    if (!period->known)
        return room;
    switch (period->kind) {
    case TB_PERIOD_MONTH:
        snprintf(room, TB_PERIOD_TEXT, "month %d of %d", index, year);
        break;
    case TB_PERIOD_YTD:
        snprintf(room, TB_PERIOD_TEXT, "months 1 to %d of %d", index, year);
        break;
    case TB_PERIOD_QUARTER:
        snprintf(room, TB_PERIOD_TEXT, "quarter %d of %d", index, year);
        break;
    case TB_PERIOD_YTD_QUARTER:
        snprintf(room, TB_PERIOD_TEXT, "quarters 1 to %d of %d", index, year);
        break;
    case TB_PERIOD_HALF:
        snprintf(room, TB_PERIOD_TEXT, "%s half of %d", index == 1 ? "first" : "second", year);
        break;
    case TB_PERIOD_YEAR:
        snprintf(room, TB_PERIOD_TEXT, "year %d", year);
        break;
    case TB_PERIOD_OTHER:
    case TB_PERIOD_END:
        snprintf(room, TB_PERIOD_TEXT, "%04d-%02d-%02d", period->to.year, period->to.month,
                 period->to.day);
        break;
    }
    return room;
}
