/* scope.c - what words, marks and dates say about the figures behind them, and how long it holds. */
#include "base/list.h"
#include "extract/scan.h"

static void end_clause(struct tb_scan *s, size_t to)
{
    struct tb_scope *now = &s->now;
    /* "1-9月，" and "今年以来，" stand alone in front of what they are about */
    bool alone = now->period.known && now->period_leads && to - now->period_to <= strlen("以来，");
    now->period_holds = now->period_holds || alone;
    if (!now->period_holds)
        now->period.known = false;
    now->cues = 0;
    now->rate = TB_RATE_LEVEL;
    now->basis = false;
    if (now->parts == TB_PARTS_OF_CLAUSE)
        now->parts = TB_PARTS_NONE;
    now->clause++;
    now->clause_from = to;
    s->near_to = s->whole_to = 0;
    s->waiting_count = 0;
}

static void end_sentence(struct tb_scan *s, size_t to)
{
    end_clause(s, to);
    s->now.period.known = s->now.period_holds = false;
    s->now.as_of = false;
    s->now.parts = TB_PARTS_NONE;
    s->now.cumulative = 0;
    s->metric = (struct tb_str){NULL, 0};
}

static void open_bracket(struct tb_scan *s, size_t to)
{
    if (s->depth < TB_SCAN_DEPTH)
        s->outer[s->depth] = s->now;
    s->depth++;
    enum tb_parts parts = s->now.parts;
    end_clause(s, to);
    s->now.parts = parts;
}

static void close_bracket(struct tb_scan *s, size_t to)
{
    if (s->depth == 0)
        return;
    s->depth--;
    if (s->depth < TB_SCAN_DEPTH)
        s->now = s->outer[s->depth];
    s->now.clause_from = to;
    s->waiting_count = 0;
}

/* The end of a quotation or title that is closed within `most` bytes; `to` itself: it is longer. */
static size_t closed_within(const struct tb_scan *s, size_t to, const char *mark, size_t most)
{
    size_t end = s->text.len - to > most ? to + most : s->text.len;
    size_t found = tb_str_find(tb_str_sub(s->text, 0, end), tb_str_of(mark), to);
    return found == SIZE_MAX ? to : found + strlen(mark);
}

size_t tb_scan_mark(struct tb_scan *s, uint32_t mark, size_t to)
{
    enum { QUOTATION = 60, TITLE = 240 }; /* bytes: 20 and 80 characters */
    switch (mark) {
    case U'。':
    case U'！':
    case U'？':
    case '!':
    case '?':
    case '\n':
        end_sentence(s, to);
        break;
    case U'；':
    case ';':
        end_clause(s, to);
        if (s->now.parts == TB_PARTS_TO_SEMICOLON)
            s->now.parts = TB_PARTS_NONE;
        break;
    case U'，':
    case U'：':
    case ',':
    case ':':
        end_clause(s, to);
        break;
    case U'（':
    case '(':
        open_bracket(s, to);
        break;
    case U'）':
    case ')':
        close_bracket(s, to);
        break;
    case U'”':
        return to; /* quotation marks stand inside what is measured: “科技副总”15人 */
    case U'“':
        s->quoted_to = closed_within(s, to, "”", QUOTATION);
        return to;
    case U'「':
        s->quoted_to = closed_within(s, to, "」", QUOTATION);
        break;
    case U'《':
        to = closed_within(s, to, "》", TITLE);
        break;
    default:
        break;
    }
    s->phrase_from = to;
    return to;
}

void tb_scan_cue(struct tb_scan *s, enum tb_cue cue, size_t from, size_t to)
{
    struct tb_scope *now = &s->now;
    now->cues |= 1u << cue;
    switch (cue) {
    case TB_CUE_CUMULATIVE:
        now->cumulative = now->clause;
        break;
    case TB_CUE_GROWTH:
    case TB_CUE_FALL:
    case TB_CUE_SHARE:
        now->rate = cue == TB_CUE_GROWTH ? TB_RATE_GROWTH
                    : cue == TB_CUE_FALL ? TB_RATE_FALL
                                         : TB_RATE_SHARE;
        break;
    case TB_CUE_RISE:
    case TB_CUE_DROP:
        s->near_to = to;
        s->near_falls = cue == TB_CUE_DROP;
        break;
    case TB_CUE_LEVEL:
        now->rate = TB_RATE_LEVEL;
        s->near_to = 0;
        break;
    case TB_CUE_WHOLE:
        s->whole_to = to;
        break;
    case TB_CUE_PART:
        now->parts = tb_stands_at(s->text, from, "其中：") ? TB_PARTS_OF_SENTENCE
                     : tb_stands_at(s->text, from, "其中") ? TB_PARTS_TO_SEMICOLON
                                                           : TB_PARTS_OF_CLAUSE;
        break;
    case TB_CUE_FIRST:
        if (tb_scan_has(s, TB_CUE_RANKING) || !tb_stands_at(s->text, from, "首位"))
            tb_scan_rank(s, from, to, (struct tb_decimal){1, 1, 0}, false);
        break;
    case TB_CUE_FLAT:
        if (now->rate != TB_RATE_LEVEL || now->basis)
            tb_scan_flat(s, from, to);
        break;
    case TB_CUE_AS_OF:
        s->as_of_to = to;
        break;
    case TB_CUE_FORECAST:
    case TB_CUE_EFFORT:
    case TB_CUE_RANKING:
    case TB_CUE_EACH:
    case TB_CUE_MONEY:
    case TB_CUE_RESCHEDULE:
    case TB_CUE_ORIGINAL:
    case TB_CUE_PLANNED:
    case TB_CUE_FREQUENCY:
    case TB_CUE_END:
        break;
    }
}

static enum tb_date_kind kind_of(const struct tb_scan *s, const struct tb_date_found *found,
                                 bool as_of)
{
    static const char *const before[] = {"前", "之前", "以前", "底前", "年前"};
    if (as_of)
        return TB_DATE_AS_OF;
    if (tb_scan_has(s, TB_CUE_RESCHEDULE))
        return TB_DATE_RESCHEDULED;
    if (tb_scan_has(s, TB_CUE_ORIGINAL))
        return TB_DATE_EVENT;
    bool due = found->due || s->options->target || tb_scan_has(s, TB_CUE_FORECAST) ||
               tb_scan_has(s, TB_CUE_EFFORT) || tb_scan_has(s, TB_CUE_PLANNED);
    for (size_t i = 0; i < sizeof before / sizeof *before; i++)
        due = due || tb_stands_at(s->text, found->to, before[i]);
    return due ? TB_DATE_DEADLINE : TB_DATE_EVENT;
}

static void add_date(struct tb_scan *s, const struct tb_date_found *found, enum tb_date_kind kind)
{
    if (!s->dates)
        return;
    struct tb_date *date = TB_LIST_ADD(s->arena, s->dates);
    if (!date) {
        s->full = true;
        return;
    }
    *date =
        (struct tb_date){.span = {(uint32_t)found->from, (uint32_t)found->to, s->options->column},
                         .start = found->start,
                         .end = found->end,
                         .kind = kind};
}

void tb_scan_date(struct tb_scan *s, const struct tb_date_found *found)
{
    struct tb_scope *now = &s->now;
    bool as_of = s->as_of_to == found->from && found->from > 0;
    if (found->shape == TB_SHAPE_BASIS) {
        now->basis = true;
        s->phrase_from = found->to;
        return;
    }
    if (found->shape == TB_SHAPE_NOW) {
        if (as_of && s->options->calendar.period.known)
            add_date(s, found, TB_DATE_AS_OF);
        now->as_of = now->as_of || as_of;
        s->phrase_from = found->to;
        return;
    }
    bool moved = tb_scan_has(s, TB_CUE_RESCHEDULE);
    bool due =
        tb_stands_at(s->text, found->to, "前完成") || tb_stands_at(s->text, found->to, "底前");
    if (as_of || moved || due || found->shape == TB_SHAPE_POINT)
        add_date(s, found, kind_of(s, found, as_of));
    now->as_of = now->as_of || as_of;
    if (found->period.known && !as_of && !moved) {
        now->period = found->period;
        now->period_to = found->to;
        now->period_leads = found->from == now->clause_from;
        now->period_holds = false;
        if (found->period.kind == TB_PERIOD_YTD || found->period.kind == TB_PERIOD_YTD_QUARTER)
            now->cumulative = now->clause;
    }
    s->last_date = *found;
    s->has_last_date = true;
    s->phrase_from = found->to;
}
