/* choose.c - see choose.h. */
#include "host/choose.h"

#include "ingest/period.h"

const char *tb_choice_name(enum tb_choice choice)
{
    static const char *const names[] = {"taken",     "older", "before", "no-period",
                                        "duplicate", "tie",   "absent"};
    _Static_assert(sizeof names / sizeof *names == TB_CHOICE_END, "a name for each");
    return choice < TB_CHOICE_END ? names[choice] : "?";
}

/* A year that stands between other bytes than digits, as in ".../2021/q3.html" or "t20211015_1.html". */
static int year_in(struct tb_str text)
{
    for (size_t i = 0; i + 4 <= text.len; i++) {
        bool begins = i == 0 || text.ptr[i - 1] < '0' || text.ptr[i - 1] > '9';
        int year = 0;
        for (size_t k = 0; k < 4 && year >= 0; k++)
            year = text.ptr[i + k] >= '0' && text.ptr[i + k] <= '9'
                       ? year * 10 + (text.ptr[i + k] - '0')
                       : -1;
        bool ends = i + 4 == text.len || text.ptr[i + 4] < '0' || text.ptr[i + 4] > '9';
        if (begins && ends && year >= 1990 && year <= 2099)
            return year;
    }
    return 0;
}

static bool is_over(const struct tb_period *period, struct tb_str day)
{
    char last[32];
    (void)snprintf(last, sizeof last, "%04d-%02d-%02d", period->to.year, period->to.month,
                   period->to.day);
    return tb_str_compare(tb_str_of(last), day) <= 0;
}

/* The period of a title that names no year. A page is published after the time it speaks of: where the
 * address or the day says 2022, the fourth quarter is that of 2021. */
static struct tb_period period_without_year(const struct tb_ingest *ingest,
                                            const struct tb_candidate *candidate,
                                            struct tb_str today)
{
    struct tb_str day = candidate->date.ptr ? candidate->date : today;
    int year = year_in(candidate->url);
    if (year == 0 && candidate->date.ptr)
        year = year_in(tb_str_sub(candidate->date, 0, 4));
    struct tb_period none = {0};
    if (year == 0)
        return none;
    struct tb_period period = tb_title_period(ingest, candidate->title, year);
    return !period.known || is_over(&period, day)
               ? period
               : tb_title_period(ingest, candidate->title, year - 1);
}

static void find_period(const struct tb_ingest *ingest, const struct tb_candidate *candidate,
                        struct tb_str today, struct tb_chosen *out)
{
    *out = (struct tb_chosen){0};
    if (candidate->period.ptr)
        out->period.known = tb_period_parse(candidate->period, &out->period, &out->is_plan);
    if (!out->period.known && candidate->title.ptr) {
        struct tb_folded folded;
        tb_fold(candidate->title, &folded);
        int year = tb_title_year(tb_folded_str(&folded));
        out->period = year > 0 ? tb_title_period(ingest, candidate->title, year)
                               : period_without_year(ingest, candidate, today);
    }
    if (out->period.known && !tb_period_write(&out->period, out->is_plan, out->name))
        out->period.known = false;
}

/* By period, then by the day of publication where both say one. */
static int compare(const struct tb_candidate *candidates, const struct tb_chosen *chosen, size_t a,
                   size_t b)
{
    int order = tb_period_compare(&chosen[a].period, &chosen[b].period);
    if (order == 0 && candidates[a].date.ptr && candidates[b].date.ptr)
        order = tb_str_compare(candidates[a].date, candidates[b].date);
    return order;
}

/* Whether the address stands above; a set by sorting would be no faster for what pages hold. */
static bool stands_above(const struct tb_candidate *candidates, const struct tb_chosen *chosen,
                         size_t index)
{
    for (size_t i = 0; i < index; i++)
        if (chosen[i].choice != TB_CHOICE_NO_PERIOD && chosen[i].choice != TB_CHOICE_ABSENT &&
            tb_str_eq(candidates[i].url, candidates[index].url))
            return true;
    return false;
}

size_t tb_choose(const struct tb_ingest *ingest, const struct tb_candidate *candidates,
                 size_t count, struct tb_str latest, struct tb_str today, struct tb_chosen *out)
{
    size_t best = SIZE_MAX, there = 0, only = 0;
    bool tie = false, latest_is_plan;
    struct tb_period kept;
    for (size_t i = 0; i < count; i++) {
        find_period(ingest, &candidates[i], today, &out[i]);
        if (candidates[i].absent) {
            out[i].choice = TB_CHOICE_ABSENT;
            continue;
        }
        there++;
        only = i;
        out[i].choice = out[i].period.known ? TB_CHOICE_OLDER : TB_CHOICE_NO_PERIOD;
        if (!out[i].period.known)
            continue;
        if (stands_above(candidates, out, i)) {
            out[i].choice = TB_CHOICE_DUPLICATE;
            continue;
        }
        int order = best == SIZE_MAX ? 1 : compare(candidates, out, i, best);
        if (order >= 0)
            tie = order == 0;
        if (order > 0)
            best = i;
    }
    if (there == 1) {
        out[only].choice = TB_CHOICE_TAKEN;
        return only;
    }
    if (best == SIZE_MAX)
        return SIZE_MAX;
    for (size_t i = 0; i < count && tie; i++)
        if (out[i].choice == TB_CHOICE_OLDER && compare(candidates, out, i, best) == 0)
            out[i].choice = TB_CHOICE_TIE;
    if (tie)
        return SIZE_MAX;
    bool has_kept = latest.ptr && tb_period_parse(latest, &kept, &latest_is_plan);
    if (has_kept && tb_period_compare(&out[best].period, &kept) < 0) {
        out[best].choice = TB_CHOICE_BEFORE;
        return SIZE_MAX;
    }
    out[best].choice = TB_CHOICE_TAKEN;
    return best;
}
