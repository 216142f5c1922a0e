/* dates.c - deadlines and promised dates of one thing that moved. */
#include "diff/compare.h"
#include "diff/plain.h"

enum { DATES_MOST = 32 }; /* of a cell; those behind are not looked at */

struct promise {
    uint32_t date;
    struct tb_str
        words; /* the clause around it without the date itself: the text before and behind */
    struct tb_str behind;
};

struct promises {
    struct promise at[DATES_MOST];
    size_t count;
};

static bool is_promise(const struct tb_date *date)
{
    return (date->kind == TB_DATE_DEADLINE || date->kind == TB_DATE_RESCHEDULED) &&
           date->end.year > 0;
}

static struct promises promises_of(const struct tb_item *item, uint16_t column)
{
    struct promises promises = {.count = 0};
    struct tb_str text = tb_item_text(item, column);
    for (uint32_t i = 0; i < item->date_count && promises.count < DATES_MOST; i++) {
        const struct tb_span *span = &item->dates[i].span;
        if (span->column != column || !is_promise(&item->dates[i]))
            continue;
        struct tb_str clause = tb_clause_around(text, span->from, span->to);
        size_t begin = (size_t)(clause.ptr - text.ptr), end = begin + clause.len;
        promises.at[promises.count++] = (struct promise){i, tb_str_sub(text, begin, span->from),
                                                         tb_str_sub(text, span->to, end)};
    }
    return promises;
}

/* The part of the item's work in which the date stands; TB_NONE: none. */
static uint32_t part_of(const struct tb_item *item, const struct tb_span *span)
{
    for (uint32_t i = 0; i < item->part_count; i++) {
        const struct tb_span *part = &item->parts[i].span;
        if (part->column == span->column && part->from <= span->from && part->to >= span->to)
            return i;
    }
    return TB_NONE;
}

/* How alike what the two dates are about is. What comes behind the date weighs more: 预计8月底建成通车. */
static double likeness_of(const struct tb_comparing *comparing, const struct promise *a,
                          const struct promise *b)
{
    const struct tb_item *old_item = comparing->old_item, *new_item = comparing->new_item;
    double behind = tb_short_alike(a->behind, b->behind);
    double before = tb_short_alike(a->words, b->words);
    bool nothing_behind = a->behind.len == 0 && b->behind.len == 0;
    double likeness = nothing_behind ? before
                      : behind > 0   ? 0.7 * behind + 0.3 * before
                                     : before / 2;
    uint32_t old_part = part_of(old_item, &old_item->dates[a->date].span);
    uint32_t new_part = part_of(new_item, &new_item->dates[b->date].span);
    if (old_part != TB_NONE && new_part != TB_NONE && old_item->parts[old_part].label.len > 0 &&
        tb_part_partner(comparing, old_part) == new_part)
        likeness += 0.2;
    return likeness < 1 ? likeness : 1;
}

/* Days since some day long ago (Howard Hinnant, chrono-compatible low-level date algorithms). */
static int32_t day_number(struct tb_day day)
{
    int32_t year = day.year - (day.month <= 2), era = year / 400;
    int32_t of_era = year - era * 400;
    int32_t of_year = (153 * (day.month + (day.month > 2 ? -3 : 9)) + 2) / 5 + day.day - 1;
    return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year;
}

static const char *why_of(enum tb_role role, const struct tb_date *old_date, bool later)
{
    if (role == TB_ROLE_TASK || role == TB_ROLE_ANNUAL_TARGET)
        return later ? "deadline-later" : "deadline-earlier";
    if (!later)
        return "date-earlier";
    return old_date->kind == TB_DATE_RESCHEDULED ? "slipped-again" : "slipped";
}

static bool add_move(struct tb_comparing *comparing, const struct tb_cell_pair *cells,
                     const struct promise *a, const struct promise *b, double likeness)
{
    const struct tb_date *old_date = &comparing->old_item->dates[a->date];
    const struct tb_date *new_date = &comparing->new_item->dates[b->date];
    enum tb_role role = comparing->diff->new_report->columns[cells->new_column].role;
    int32_t days = day_number(new_date->end) - day_number(old_date->end);
    if (days == 0)
        return true;
    struct tb_change *change = tb_change_add(comparing, why_of(role, old_date, days > 0),
                                             comparing->confidence * (0.5 + 0.5 * likeness));
    if (!change)
        return false;
    change->old_column = cells->old_column;
    change->new_column = cells->new_column;
    change->old_date = a->date;
    change->new_date = b->date;
    change->days = days;
    tb_change_rest_on(change, &cells->edits, &old_date->span, &new_date->span);
    return true;
}

/* Two dates that may be of one thing. */
struct choice {
    double likeness;
    size_t old_at, new_at;
};

/* Whether `a` goes before `b`: the more alike, of equals those in the same place. The same from either side. */
static bool is_better(const struct choice *a, const struct choice *b)
{
    size_t apart_a = a->old_at > a->new_at ? a->old_at - a->new_at : a->new_at - a->old_at;
    size_t apart_b = b->old_at > b->new_at ? b->old_at - b->new_at : b->new_at - b->old_at;
    if (a->likeness > b->likeness || a->likeness < b->likeness)
        return a->likeness > b->likeness;
    if (apart_a != apart_b)
        return apart_a < apart_b;
    return a->old_at + a->new_at < b->old_at + b->new_at;
}

bool tb_compare_dates(struct tb_comparing *comparing, const struct tb_cell_pair *cells)
{
    struct promises olds = promises_of(comparing->old_item, cells->old_column);
    struct promises news = promises_of(comparing->new_item, cells->new_column);
    bool old_taken[DATES_MOST] = {false}, new_taken[DATES_MOST] = {false};
    for (;;) {
        struct choice best = {0, 0, 0};
        for (size_t i = 0; i < olds.count; i++)
            for (size_t k = 0; k < news.count && !old_taken[i]; k++) {
                struct choice choice = {likeness_of(comparing, &olds.at[i], &news.at[k]), i, k};
                if (!new_taken[k] && choice.likeness > 0 && is_better(&choice, &best))
                    best = choice;
            }
        if (best.likeness <= 0 || best.likeness < comparing->differ->date_least)
            return true;
        old_taken[best.old_at] = new_taken[best.new_at] = true;
        if (!add_move(comparing, cells, &olds.at[best.old_at], &news.at[best.new_at],
                      best.likeness))
            return false;
    }
}
