/* baseline.c - see baseline.h. */
#include "host/baseline.h"

#include "base/closest.h"
#include "base/embed.h"
#include "base/file.h"
#include "base/folder.h"
#include "base/list.h"
#include "base/replace.h"
#include "base/tsv.h"
#include "base/utf8.h"
#include "history/period.h"
#include "model/place.h"

enum { FIELDS = 9, DIGITS = 16, QUOTE_MOST = 24 /* code points of a quote in `about` */ };

/* ---- reading ---- */

static bool is_hash(struct tb_str text)
{
    for (size_t i = 0; i < text.len; i++)
        if (!((text.ptr[i] >= '0' && text.ptr[i] <= '9') ||
              (text.ptr[i] >= 'a' && text.ptr[i] <= 'f')))
            return false;
    return text.len == DIGITS;
}

/* The hash that the text begins with, "" where it does with none: what people write behind the last field of
 * a line is a remark. */
static struct tb_str first_digits(struct tb_str text)
{
    struct tb_str digits = text.len > DIGITS ? tb_str_sub(text, 0, DIGITS) : text;
    return is_hash(digits) ? digits : TB_STR("");
}

/* "2025-12-31"; days are compared as texts, so the form is all that matters besides the ranges. */
static bool is_day(struct tb_str text)
{
    static const char form[] = "0000-00-00";
    if (text.len != sizeof form - 1)
        return false;
    for (size_t i = 0; i < text.len; i++)
        if (form[i] == '-' ? text.ptr[i] != '-' : text.ptr[i] < '0' || text.ptr[i] > '9')
            return false;
    int month = (text.ptr[5] - '0') * 10 + text.ptr[6] - '0';
    int day = (text.ptr[8] - '0') * 10 + text.ptr[9] - '0';
    return month >= 1 && month <= 12 && day >= 1 && day <= 31;
}

static enum tb_status unknown_disposition(struct tb_str found, struct tb_error *error)
{
    struct tb_closest_search search = tb_closest_start(found);
    for (int i = 0; i < TB_DISPOSITION_END; i++)
        tb_closest_try(&search, tb_str_of(tb_disposition_name((enum tb_disposition)i)));
    if (search.best.ptr)
        return tb_fail(error, TB_EUSAGE, "第二个字段“%.*s”不对，是不是 %.*s？",
                       "the second field cannot be '%.*s', did you mean %.*s?", TB_ARG(found),
                       TB_ARG(search.best));
    return tb_fail(error, TB_EUSAGE,
                   "第二个字段应为 unreviewed confirmed explained false_alarm asked "
                   "之一，实为“%.*s”",
                   "expected unreviewed, confirmed, explained, false_alarm or asked as the second "
                   "field, found '%.*s'",
                   TB_ARG(found));
}

static enum tb_status read_fields(const struct tb_tsv_record *record, struct tb_baseline_line *out,
                                  struct tb_error *error)
{
    bool is_plan;
    *out = (struct tb_baseline_line){.fingerprint = record->field[0],
                                     .judgement = {.reason = tb_str_trim(record->field[2]),
                                                   .who = tb_str_trim(record->field[3]),
                                                   .until = tb_str_trim(record->field[4]),
                                                   .reply = tb_str_trim(record->field[5]),
                                                   .period = tb_str_trim(record->field[6])},
                                     .about = tb_str_trim(record->field[7]),
                                     .task = first_digits(record->field[8])};
    const struct tb_judgement *judgement = &out->judgement;
    size_t blank = tb_str_find(out->about, TB_STR(" "), 0);
    out->rule = blank < out->about.len ? tb_str_sub(out->about, 0, blank) : out->about;
    if (!is_hash(out->fingerprint))
        return tb_fail(
            error, TB_EUSAGE, "第一个字段应为指纹（16 位 0-9a-f），实为“%.*s”",
            "expected a fingerprint of 16 digits 0-9a-f as the first field, found '%.*s'",
            TB_ARG(out->fingerprint));
    if (!tb_disposition_parse(record->field[1], &out->judgement.disposition))
        return unknown_disposition(record->field[1], error);
    if (judgement->until.len > 0 && !is_day(judgement->until))
        return tb_fail(error, TB_EUSAGE, "第五个字段应为日期（如 2025-12-31）或空，实为“%.*s”",
                       "expected a day such as 2025-12-31, or nothing, as the fifth field, found "
                       "'%.*s'",
                       TB_ARG(judgement->until));
    if (judgement->period.len > 0 && !tb_period_parse(judgement->period, &out->period, &is_plan))
        return tb_fail(error, TB_EUSAGE, "第七个字段应为时段（如 2024Q3）或空，实为“%.*s”",
                       "expected a period such as 2024Q3, or nothing, as the seventh field, found "
                       "'%.*s'",
                       TB_ARG(judgement->period));
    return TB_OK;
}

static int by_task(const void *left, const void *right)
{
    const struct tb_baseline_line *a = *(const struct tb_baseline_line *const *)left;
    const struct tb_baseline_line *b = *(const struct tb_baseline_line *const *)right;
    int order = tb_str_compare(a->task, b->task);
    return order ? order : (a->line > b->line) - (a->line < b->line);
}

/* Makes the list of lines by their task. */
static enum tb_status order_by_task(struct tb_baseline *baseline, struct tb_arena *arena,
                                    struct tb_error *error)
{
    baseline->by_task = TB_NEW_ARRAY(arena, const struct tb_baseline_line *, baseline->count);
    if (!baseline->by_task)
        return tb_arena_fail(arena, error);
    for (size_t i = 0; i < baseline->count; i++)
        if (baseline->at[i].task.len > 0)
            baseline->by_task[baseline->by_task_count++] = &baseline->at[i];
    if (baseline->by_task_count > 1)
        qsort(baseline->by_task, baseline->by_task_count, sizeof *baseline->by_task, by_task);
    return TB_OK;
}

static int by_fingerprint(const void *left, const void *right)
{
    const struct tb_baseline_line *a = left, *b = right;
    int order = tb_str_compare(a->fingerprint, b->fingerprint);
    return order ? order : (a->line > b->line) - (a->line < b->line);
}

static enum tb_status read_lines(struct tb_baseline *baseline, struct tb_arena *arena,
                                 struct tb_error *error)
{
    struct {
        struct tb_baseline_line *at;
        size_t count, room;
    } list = {0};
    struct tb_tsv tsv = tb_tsv_open(baseline->text, baseline->path.ptr, 2, FIELDS);
    struct tb_tsv_record record;
    bool more;
    enum tb_status status;
    while ((status = tb_tsv_next(&tsv, &record, &more, error)) == TB_OK && more) {
        struct tb_baseline_line *line = TB_LIST_ADD(arena, &list);
        if (!line)
            return tb_arena_fail(arena, error);
        if (read_fields(&record, line, error) != TB_OK)
            return tb_fail_at(error, TB_EUSAGE, baseline->path.ptr, tsv.line, 1);
        line->line = tsv.line;
    }
    if (status == TB_EFORMAT && error)
        error->status = TB_EUSAGE;
    if (status != TB_OK)
        return status == TB_EFORMAT ? TB_EUSAGE : status;
    if (list.count > 1)
        qsort(list.at, list.count, sizeof *list.at, by_fingerprint);
    for (size_t i = 1; i < list.count; i++) {
        if (!tb_str_eq(list.at[i - 1].fingerprint, list.at[i].fingerprint))
            continue;
        tb_fail(error, TB_EUSAGE, "与第 %u 行的指纹相同；请只留一行",
                "the fingerprint is that of line %u; leave one of the two", list.at[i - 1].line);
        return tb_fail_at(error, TB_EUSAGE, baseline->path.ptr, list.at[i].line, 1);
    }
    baseline->at = list.at;
    baseline->count = list.count;
    return order_by_task(baseline, arena, error);
}

enum tb_status tb_baseline_read(const char *dir, struct tb_arena *arena, struct tb_baseline *out,
                                struct tb_error *error)
{
    struct tb_baseline baseline = {.path = tb_path_join(arena, dir, "baseline.tsv")};
    if (!baseline.path.ptr)
        return tb_arena_fail(arena, error);
    baseline.exists = tb_is_file(baseline.path.ptr);
    enum tb_status status = TB_OK;
    if (baseline.exists)
        status =
            tb_file_read_text(baseline.path.ptr, TB_BASELINE_MAX, arena, &baseline.text, error);
    if (status == TB_OK)
        status = read_lines(&baseline, arena, error);
    if (status == TB_OK)
        *out = baseline;
    return status;
}

/* ---- judging ---- */

/* The first line whose fingerprint is not before `print`. */
static size_t first_from(const struct tb_baseline *baseline, struct tb_str print)
{
    size_t from = 0, to = baseline->count;
    while (from < to) {
        size_t middle = from + (to - from) / 2;
        if (tb_str_compare(baseline->at[middle].fingerprint, print) < 0)
            from = middle + 1;
        else
            to = middle;
    }
    return from;
}

/* Which of two lines of one subject an earlier period is spoken of by: the later one; of one period the one
 * that settles less, as nobody can tell which of the two was meant. */
static bool is_better(const struct tb_baseline_line *line, const struct tb_baseline_line *than)
{
    static const int settles[TB_DISPOSITION_END] = {
        [TB_DISPOSITION_UNREVIEWED] = 0,  [TB_DISPOSITION_ASKED] = 1,
        [TB_DISPOSITION_CONFIRMED] = 2,   [TB_DISPOSITION_EXPLAINED] = 3,
        [TB_DISPOSITION_FALSE_ALARM] = 4,
    };
    int order = tb_period_compare(&line->period, &than->period);
    return order > 0 || (order == 0 && settles[line->judgement.disposition] <
                                           settles[than->judgement.disposition]);
}

const struct tb_baseline_line *tb_baseline_find(const struct tb_baseline *baseline,
                                                struct tb_str fingerprint,
                                                const struct tb_period *period, bool *carried)
{
    struct tb_str subject = tb_str_sub(fingerprint, 0, TB_SUBJECT_DIGITS);
    size_t at = first_from(baseline, fingerprint);
    const struct tb_baseline_line *found = NULL;
    *carried = false;
    if (at < baseline->count && tb_str_eq(baseline->at[at].fingerprint, fingerprint))
        return &baseline->at[at];
    for (at = first_from(baseline, subject);
         at < baseline->count && tb_str_starts(baseline->at[at].fingerprint, subject); at++) {
        const struct tb_baseline_line *line = &baseline->at[at];
        bool earlier =
            period->known && line->period.known && tb_period_compare(&line->period, period) < 0;
        if (earlier && (!found || is_better(line, found)))
            found = line;
    }
    *carried = found != NULL;
    return found;
}

bool tb_judgement_expired(const struct tb_judgement *judgement, struct tb_str today)
{
    return judgement->until.len > 0 && tb_str_compare(judgement->until, today) < 0;
}

void tb_baseline_judge(const struct tb_baseline_line *line, bool carried, struct tb_str today,
                       struct tb_finding *finding)
{
    const struct tb_judgement *judgement = line ? &line->judgement : NULL;
    finding->state = TB_STATE_NEW;
    finding->disposition = judgement ? judgement->disposition : TB_DISPOSITION_UNREVIEWED;
    finding->judgement = judgement;
    finding->carried = carried;
    if (!judgement || tb_judgement_expired(judgement, today))
        return;
    bool settled = judgement->disposition == TB_DISPOSITION_EXPLAINED ||
                   judgement->disposition == TB_DISPOSITION_FALSE_ALARM;
    finding->state = settled && !carried ? TB_STATE_SUPPRESSED : TB_STATE_KNOWN;
}

/* ---- writing ---- */

/* At most `most` code points; tabs, line ends and other control characters become blanks. */
static void put_flat(struct tb_buf *out, struct tb_str text, size_t most)
{
    size_t at = 0, len, count = 0;
    for (; at < text.len && count < most; at += len, count++) {
        uint32_t code = tb_utf8_at(text, at, &len);
        if (code < 0x20 || (code >= 0x7F && code < 0xA0))
            tb_buf_byte(out, ' ');
        else
            tb_buf_add(out, tb_str_sub(text, at, at + len));
    }
    if (at < text.len)
        tb_buf_text(out, "…");
}

void tb_baseline_about(const struct tb_report *report, const struct tb_finding *finding,
                       struct tb_buf *out)
{
    char room[TB_FIELD_NAME];
    const struct tb_item *item =
        finding->item < report->item_count ? &report->items[finding->item] : NULL;
    put_flat(out, finding->rule, TB_ABOUT_MAX);
    if (!item)
        return;
    tb_buf_byte(out, ' ');
    put_flat(out, item->id, QUOTE_MOST);
    if (finding->span.column == TB_NO_COLUMN)
        return;
    tb_buf_byte(out, ' ');
    put_flat(out, tb_str_of(tb_field_name(report, finding->span.column, room)), QUOTE_MOST);
    tb_buf_byte(out, ' ');
    put_flat(out, tb_str_trim(tb_item_quote(item, finding->span)), QUOTE_MOST);
}

enum tb_status tb_baseline_append(const struct tb_baseline *baseline, struct tb_str lines,
                                  struct tb_error *error)
{
    struct tb_buf bytes = tb_buf_make(TB_BASELINE_MAX);
    tb_buf_add(&bytes,
               baseline->exists ? baseline->text : tb_embedded_text(tb_host_knowledge, "baseline"));
    if (bytes.len > 0 && bytes.ptr[bytes.len - 1] != '\n')
        tb_buf_byte(&bytes, '\n');
    tb_buf_add(&bytes, lines);
    enum tb_status status = tb_buf_status(&bytes, error);
    if (status == TB_OK)
        status = tb_file_replace(baseline->path.ptr, tb_buf_str(&bytes), error);
    tb_buf_free(&bytes);
    return status;
}
