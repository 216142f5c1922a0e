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

/* Y stands for the year, N for the number in it, W for that number in words. */
struct name {
    const char *form;
    const char *words[5];
};
static const struct name names[TB_PERIOD_END][2] = {
    [TB_PERIOD_MONTH] = {{"Y年N月", {NULL}}, {"month N of Y", {NULL}}},
    [TB_PERIOD_YTD] = {{"Y年1—N月", {NULL}}, {"months 1 to N of Y", {NULL}}},
    [TB_PERIOD_QUARTER] = {{"Y年第W季度", {"", "一", "二", "三", "四"}},
                           {"quarter N of Y", {NULL}}},
    [TB_PERIOD_YTD_QUARTER] = {{"Y年前W季度", {"", "一", "二", "三", "四"}},
                               {"quarters 1 to N of Y", {NULL}}},
    [TB_PERIOD_HALF] = {{"Y年W半年", {"", "上", "下"}}, {"W half of Y", {"", "first", "second"}}},
    [TB_PERIOD_YEAR] = {{"Y年", {NULL}}, {"year Y", {NULL}}},
};

const char *tb_period_name(const struct tb_period *period, enum tb_lang lang,
                           char room[TB_PERIOD_NAME])
{
    const struct tb_day *day = &period->to;
    const struct name *name = &names[period->kind][lang == TB_LANG_ZH ? 0 : 1];
    int index = period->index, len = 0;
    room[0] = '\0';
    if (period->known && !name->form)
        snprintf(room, TB_PERIOD_NAME, "%04d-%02d-%02d", day->year, day->month, day->day);
    for (const char *c = period->known ? name->form : NULL; c && *c && len < TB_PERIOD_NAME; c++) {
        char *end = room + len;
        size_t left = (size_t)(TB_PERIOD_NAME - len);
        if (*c == 'Y')
            len += snprintf(end, left, "%d", period->from.year);
        else if (*c == 'N')
            len += snprintf(end, left, "%d", index);
        else if (*c == 'W')
            len += snprintf(end, left, "%s",
                            index < 5 && name->words[index] ? name->words[index] : "");
        else
            len += snprintf(end, left, "%c", *c);
    }
    return room;
}
