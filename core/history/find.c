/* find.c - snapshots by name, and which came before which. */
#include "base/buf.h"
#include "base/closest.h"
#include "history/store.h"

enum { LIST_ENOUGH = 160 /* bytes of names in a message */ };

/* --- order -------------------------------------------------------------------------------------- */

/* The last day it speaks of, as a number that grows; a plan stands before its year. */
static int end_of(const struct tb_entry *entry)
{
    struct tb_day day = entry->period.to;
    return entry->is_plan ? (day.year * 16 + 1) * 32 : (day.year * 16 + day.month) * 32 + day.day;
}

int tb_entry_compare(const struct tb_entry *a, const struct tb_entry *b)
{
    int order = end_of(a) - end_of(b);
    if (order == 0)
        order = tb_period_compare(&a->period, &b->period);
    return order ? order : (a->revision > b->revision) - (a->revision < b->revision);
}

static bool same_kind(const struct tb_entry *a, const struct tb_entry *b)
{
    return a->period.kind == b->period.kind && a->is_plan == b->is_plan;
}

/* The third quarter is directly before the fourth, months 1-4 before months 1-5; over the turn of a
 * year nothing is. */
static bool directly_before(const struct tb_entry *before, const struct tb_entry *after)
{
    return same_kind(before, after) && before->period.to.year == after->period.to.year &&
           before->period.index > 0 && before->period.index + 1 == after->period.index;
}

/* Whether `a` is rather what came before `entry` than `b`. */
static bool is_nearer(const struct tb_entry *a, const struct tb_entry *b,
                      const struct tb_entry *entry)
{
    bool direct = directly_before(a, entry);
    if (direct != directly_before(b, entry))
        return direct;
    if (end_of(a) != end_of(b))
        return end_of(a) > end_of(b);
    if (same_kind(a, entry) != same_kind(b, entry))
        return same_kind(a, entry);
    return tb_entry_compare(a, b) > 0;
}

const struct tb_entry *tb_history_previous(const struct tb_history *history,
                                           const struct tb_entry *entry)
{
    const struct tb_entry *best = NULL;
    for (size_t i = 0; i < history->count; i++) {
        const struct tb_entry *other = &history->at[i];
        if (tb_str_eq(other->series, entry->series) && end_of(other) < end_of(entry) &&
            (!best || is_nearer(other, best, entry)))
            best = other;
    }
    return best;
}

/* --- names -------------------------------------------------------------------------------------- */

/* The last of the series. */
static const struct tb_entry *last_of(const struct tb_history *history, struct tb_str series)
{
    const struct tb_entry *best = NULL;
    for (size_t i = 0; i < history->count; i++)
        if (tb_str_eq(history->at[i].series, series) &&
            (!best || tb_entry_compare(&history->at[i], best) > 0))
            best = &history->at[i];
    return best;
}

/* The revision `back` before the newest of the period named `period`. */
static const struct tb_entry *revision(const struct tb_history *history, struct tb_str series,
                                       struct tb_str period, uint32_t back)
{
    for (size_t i = history->count; i > 0; i--) {
        const struct tb_entry *entry = &history->at[i - 1];
        if (tb_str_eq(entry->series, series) && tb_str_eq(entry->period_name, period) &&
            back-- == 0)
            return entry;
    }
    return NULL;
}

static const struct tb_entry *find_in(const struct tb_history *history, struct tb_str series,
                                      const struct tb_ref *ref)
{
    char name[TB_PERIOD_NAME];
    if (ref->which == TB_REF_PERIOD)
        return tb_period_write(&ref->period, ref->is_plan, name)
                   ? revision(history, series, tb_str_of(name), ref->back)
                   : NULL;
    const struct tb_entry *entry = last_of(history, series);
    if (entry && ref->which == TB_REF_PREVIOUS)
        entry = tb_history_previous(history, entry);
    return entry ? revision(history, series, entry->period_name, ref->back) : NULL;
}

struct tb_str tb_entry_name(const struct tb_history *history, const struct tb_entry *entry,
                            struct tb_arena *arena)
{
    uint32_t newest = entry->revision;
    for (const struct tb_entry *other = history->at; other < history->at + history->count; other++)
        if (tb_str_eq(other->series, entry->series) &&
            tb_str_eq(other->period_name, entry->period_name) && other->revision > newest)
            newest = other->revision;
    if (newest == entry->revision)
        return tb_arena_printf(arena, "%.*s@%.*s", TB_ARG(entry->series),
                               TB_ARG(entry->period_name));
    return tb_arena_printf(arena, "%.*s@%.*s~%u", TB_ARG(entry->series), TB_ARG(entry->period_name),
                           newest - entry->revision);
}

/* --- what is said when there is none ------------------------------------------------------------ */

static bool is_first_of_series(const struct tb_history *history, size_t i)
{
    return i == 0 || !tb_str_eq(history->at[i].series, history->at[i - 1].series);
}

static struct tb_str list_series(const struct tb_history *history, struct tb_buf *out)
{
    for (size_t i = 0; i < history->count && out->len < LIST_ENOUGH; i++)
        if (is_first_of_series(history, i))
            tb_buf_printf(out, "%s%.*s", out->len ? " " : "", TB_ARG(history->at[i].series));
    return tb_buf_str(out);
}

static enum tb_status fail_series(const struct tb_history *history, struct tb_str series,
                                  struct tb_error *error)
{
    struct tb_closest_search search = tb_closest_start(series);
    struct tb_buf known = tb_buf_make(400);
    struct tb_str list = list_series(history, &known);
    for (size_t i = 0; i < history->count; i++)
        tb_closest_try(&search, history->at[i].series);
    if (history->count == 0)
        tb_fail(error, TB_EUSAGE, "%s 中还没有快照；用 tongbao history add 加入",
                "there are no snapshots in %s yet; `tongbao history add` adds one",
                history->dir.ptr);
    else if (series.len == 0)
        tb_fail(error, TB_EUSAGE, "有多个系列，请写明：系列@期间；系列有：%.*s",
                "there are several series, name one as SERIES@PERIOD; there are %.*s",
                TB_ARG(list));
    else if (search.best.ptr)
        tb_fail(error, TB_EUSAGE, "没有系列“%.*s”，是不是想写 %.*s？",
                "there is no series '%.*s', did you mean %.*s?", TB_ARG(series),
                TB_ARG(search.best));
    else
        tb_fail(error, TB_EUSAGE, "没有系列“%.*s”；有：%.*s",
                "there is no series '%.*s'; there are %.*s", TB_ARG(series), TB_ARG(list));
    tb_buf_free(&known);
    return TB_EUSAGE;
}

enum tb_status tb_history_has_series(const struct tb_history *history, struct tb_str series,
                                     struct tb_error *error)
{
    for (size_t i = 0; i < history->count; i++)
        if (tb_str_eq(history->at[i].series, series))
            return TB_OK;
    return fail_series(history, series, error);
}

/* Says which periods there are, the newest first, as many as fit. */
static enum tb_status fail_period(const struct tb_history *history, const struct tb_ref *ref,
                                  struct tb_error *error)
{
    struct tb_buf known = tb_buf_make(400);
    bool every = tb_str_eq(ref->series, TB_STR("*")), no_revision = false;
    char name[TB_PERIOD_NAME] = "";
    if (ref->which == TB_REF_PERIOD && !tb_period_write(&ref->period, ref->is_plan, name))
        name[0] = '\0';
    for (size_t i = history->count; i > 0 && known.len < LIST_ENOUGH; i--) {
        const struct tb_entry *entry = &history->at[i - 1];
        if (!every && ref->series.len > 0 && !tb_str_eq(entry->series, ref->series))
            continue;
        no_revision = no_revision || tb_str_eq(entry->period_name, tb_str_of(name));
        if (entry->revision == 1)
            tb_buf_printf(&known, "%s%.*s@%.*s", known.len ? " " : "", TB_ARG(entry->series),
                          TB_ARG(entry->period_name));
    }
    struct tb_str list = tb_buf_str(&known);
    if (no_revision)
        tb_fail(error, TB_EUSAGE, "%s 没有那么多版；tongbao history list 列出各版",
                "there are not so many revisions of %s; tongbao history list shows them", name);
    else if (ref->which == TB_REF_PREVIOUS)
        tb_fail(error, TB_EUSAGE, "没有更早的一期；有：%.*s",
                "there is no earlier period; there are %.*s", TB_ARG(list));
    else
        tb_fail(error, TB_EUSAGE, "历史中没有这一期；有：%.*s",
                "there is no such period in the history; there are %.*s", TB_ARG(list));
    tb_buf_free(&known);
    return TB_EUSAGE;
}

enum tb_status tb_history_find(const struct tb_history *history, const struct tb_ref *ref,
                               struct tb_arena *arena, const struct tb_entry ***out, size_t *count,
                               struct tb_error *error)
{
    const struct tb_entry **found =
        TB_NEW_ARRAY(arena, const struct tb_entry *, history->count + 1);
    size_t found_count = 0, all = 0, meant = 0;
    if (!found)
        return tb_arena_fail(arena, error);
    bool every = tb_str_eq(ref->series, TB_STR("*"));
    for (size_t i = 0; i < history->count; i++) {
        struct tb_str series = history->at[i].series;
        if (!is_first_of_series(history, i))
            continue;
        all++;
        if (!every && ref->series.len > 0 && !tb_str_eq(series, ref->series))
            continue;
        meant++;
        const struct tb_entry *entry = find_in(history, series, ref);
        if (entry)
            found[found_count++] = entry;
    }
    if (meant == 0 || (ref->series.len == 0 && all > 1))
        return fail_series(history, ref->series, error);
    if (found_count == 0)
        return fail_period(history, ref, error);
    *out = found;
    *count = found_count;
    return TB_OK;
}
