/* finding_text.c - one finding with its evidence. */
#include "cli/finding_text.h"

#include "cli/excerpt.h"
#include "cli/layout.h"
#include "cli/report_text.h"
#include "cli/words.h"
#include "model/finding_json.h"

enum { INDENT = 2 };

/* "sample.txt:12:7", "sample.xlsx!Sheet1!C7"; of a merged report the source of the row: "b.csv:3". */
static void put_location(struct tb_screen *screen, const struct tb_report *report,
                         const struct tb_item *item, struct tb_span span, struct tb_place place)
{
    struct tb_part_place in_part = {0};
    if (item)
        tb_place_in_part(item->row, span.column, &in_part);
    const bool merged = strcmp(report->source.format, "merged") == 0 && in_part.part.len > 0;
    tb_put(screen, merged ? in_part.part : report->source.name);
    if (!place.line && in_part.part.len > 0 && !merged)
        tb_say(screen, "!%.*s", "!%.*s", TB_ARG(in_part.part));
    if (!place.line && in_part.cell.len > 0)
        tb_say(screen, "!%.*s", "!%.*s", TB_ARG(in_part.cell));
    if (place.line && place.column)
        tb_say(screen, ":%u:%u", ":%u:%u", place.line, place.column);
    else if (place.line)
        tb_say(screen, ":%u", ":%u", place.line);
}

static const struct tb_item *item_of(const struct tb_report *report, uint32_t index)
{
    return index < report->item_count ? &report->items[index] : NULL;
}

static struct tb_str message_of(const struct tb_finding *finding, enum tb_lang lang)
{
    return lang == TB_LANG_ZH ? finding->zh : finding->en;
}

void tb_put_item_number(struct tb_screen *screen, const struct tb_report *report, uint32_t index)
{
    const struct tb_item *item = item_of(report, index);
    struct tb_str no = item ? tb_str_trim(item->no) : (struct tb_str){0};
    if (!item)
        tb_say(screen, "全文", "whole report");
    else if (no.len > 0)
        tb_say(screen, "第%.*s项", "item %.*s", TB_ARG(no));
    else
        tb_say(screen, "第%u行任务（无序号）", "row %u (no number)", index + 1);
}

/* ---- quotes ---- */

enum { MARKS_MOST = 32 /* in one cell; what is more is left unmarked */ };

/* The cell in which a place is, with the places of the finding in it. */
struct quoted {
    const struct tb_item *item;
    uint16_t column;
    struct tb_mark_under marks[MARKS_MOST];
    size_t count;
};

/* "第12项 完成情况：": the item is named where it is not the finding's own. */
static struct tb_str make_label(const struct tb_screen *screen, const struct tb_report *report,
                                const struct tb_finding *finding, const struct quoted *quoted,
                                struct tb_buf *out)
{
    struct tb_screen value = {.out = out, .lang = screen->lang};
    struct tb_str column = tb_column_label(report, quoted->column, screen->lang);
    uint32_t index = (uint32_t)(quoted->item - report->items);
    if (index != finding->item) {
        tb_put_item_number(&value, report, index);
        tb_buf_byte(out, ' ');
    }
    if (column.len < 60) /* a header that is a text itself is no label */
        tb_put(&value, column);
    tb_buf_text(out, tb_pick(screen->lang, "：", ": "));
    return tb_buf_str(out);
}

static void put_quoted(struct tb_screen *screen, const struct tb_report *report,
                       const struct tb_finding *finding, struct quoted *quoted)
{
    struct tb_buf label = tb_buf_make(1 << 12);
    struct tb_excerpt excerpt = {.text = tb_item_text(quoted->item, quoted->column),
                                 .indent = INDENT,
                                 .marks = quoted->marks,
                                 .count = quoted->count};
    excerpt.label = make_label(screen, report, finding, quoted, &label);
    if (tb_str_trim(excerpt.text).len > 0) {
        while (tb_put_excerpt(screen, &excerpt))
            ;
    } else {
        tb_put_spaces(screen, INDENT);
        tb_style(screen, TB_DIM);
        tb_put(screen, excerpt.label);
        tb_style(screen, TB_PLAIN);
        tb_say(screen, "（空）\n", "(empty)\n");
    }
    if (label.failed)
        screen->out->failed = label.failed;
    tb_buf_free(&label);
}

static void add_mark(struct quoted *quoted, struct tb_span span, char sign, enum tb_style style)
{
    if (quoted->count < MARKS_MOST)
        quoted->marks[quoted->count++] =
            (struct tb_mark_under){.from = span.from, .to = span.to, .sign = sign, .style = style};
}

/* The cells of the finding, each once, its own first: its place with carets, what it is held against with
 * tildes. */
static void put_quotes(struct tb_screen *screen, const struct tb_report *report,
                       const struct tb_finding *finding)
{
    const struct tb_item *own = item_of(report, finding->item);
    bool done[MARKS_MOST] = {false};
    uint32_t count = finding->related_count < MARKS_MOST ? finding->related_count : MARKS_MOST;
    for (uint32_t first = 0; first <= count; first++) { /* 0: the finding's own place */
        const struct tb_related *from = first > 0 ? &finding->related[first - 1] : NULL;
        struct quoted quoted = {.item = from ? item_of(report, from->item) : own,
                                .column = from ? from->span.column : finding->span.column};
        if ((from && done[first - 1]) || !quoted.item || quoted.column == TB_NO_COLUMN)
            continue;
        if (!from)
            add_mark(&quoted, finding->span, '^', tb_severity_style(finding->severity));
        for (uint32_t i = 0; i < count; i++) {
            const struct tb_related *related = &finding->related[i];
            if (done[i] || item_of(report, related->item) != quoted.item ||
                related->span.column != quoted.column)
                continue;
            add_mark(&quoted, related->span, '~', TB_BOLD);
            done[i] = true;
        }
        put_quoted(screen, report, finding, &quoted);
    }
}

/* ---- one finding ---- */

static void put_details(struct tb_screen *screen, const struct tb_finding *finding)
{
    tb_put_spaces(screen, INDENT);
    tb_style(screen, TB_DIM);
    tb_say(screen, "指纹 %s，把握 %.2f\n", "fingerprint %s, confidence %.2f\n",
           finding->fingerprint, finding->confidence);
    tb_style(screen, TB_PLAIN);
}

/* "（已知，已询问）", "（2024Q2 已询问）" of a judgement that was carried. */
static void put_state(struct tb_screen *value, const struct tb_finding *finding)
{
    const char *disposition = tb_disposition_word(finding->disposition, value->lang);
    if (finding->state == TB_STATE_NEW)
        tb_say(value, "（到期，%s）", " (past its day, %s)", disposition);
    else if (finding->carried)
        tb_say(value, "（%.*s %s）", " (%.*s: %s)", TB_ARG(finding->judgement->period),
               disposition);
    else
        tb_say(value, "（已知，%s）", " (known, %s)", disposition);
}

/* "判断：理由；谁；至 2025-12-31" and "答复：…", as far as they are said. */
static void put_judgement(struct tb_screen *screen, const struct tb_judgement *judgement)
{
    struct tb_buf line = tb_buf_make(1 << 16);
    struct tb_screen value = {.out = &line, .lang = screen->lang};
    const char *next = tb_pick(screen->lang, "；", "; ");
    if (judgement->reason.len + judgement->who.len + judgement->until.len > 0) {
        tb_say(&value, "判断：%.*s", "judged: %.*s", TB_ARG(judgement->reason));
        if (judgement->who.len > 0)
            tb_say(&value, "%s%.*s", "%s%.*s", judgement->reason.len > 0 ? next : "",
                   TB_ARG(judgement->who));
        if (judgement->until.len > 0)
            tb_say(&value, "%s至 %.*s", "%suntil %.*s",
                   judgement->reason.len + judgement->who.len > 0 ? next : "",
                   TB_ARG(judgement->until));
        tb_put_paragraph(screen, INDENT, tb_buf_str(&line));
        tb_buf_clear(&line);
    }
    if (judgement->reply.len > 0) {
        tb_say(&value, "答复：%.*s", "reply: %.*s", TB_ARG(judgement->reply));
        tb_put_paragraph(screen, INDENT, tb_buf_str(&line));
    }
    if (line.failed)
        screen->out->failed = line.failed;
    tb_buf_free(&line);
}

/* "! 警告  message [rule]", wrapped with the message's lines beneath each other. */
static void put_headline(struct tb_screen *screen, const struct tb_finding *finding)
{
    struct tb_buf left = tb_buf_make(256), right = tb_buf_make(1 << 16);
    tb_buf_printf(&left, "%s %s", tb_severity_sign(finding->severity),
                  tb_severity_word(finding->severity, screen->lang));
    tb_buf_add(&right, message_of(finding, screen->lang));
    tb_buf_printf(&right, " [%.*s]", TB_ARG(finding->rule));
    struct tb_screen value = {.out = &right, .lang = screen->lang};
    if (finding->state != TB_STATE_NEW || finding->disposition != TB_DISPOSITION_UNREVIEWED)
        put_state(&value, finding);
    struct tb_str cells[2] = {tb_buf_str(&left), tb_buf_str(&right)};
    struct tb_track tracks[2] = {{tb_columns(cells[0]), tb_severity_style(finding->severity)},
                                 {20, TB_BOLD}};
    if (screen->width > tracks[0].width + TB_TRACK_GAP + 20)
        tracks[1].width = screen->width - tracks[0].width - TB_TRACK_GAP;
    tb_put_row(screen, 0, tracks, cells, 2);
    if (left.failed || right.failed)
        screen->out->failed = TB_ENOMEM;
    tb_buf_free(&left);
    tb_buf_free(&right);
}

/* "sample.txt:12:7  第12项  task", the task cut to the line. */
static void put_where(struct tb_screen *screen, struct tb_cursor *cursor,
                      const struct tb_report *report, const struct tb_finding *finding)
{
    const struct tb_item *item = item_of(report, finding->item);
    struct tb_buf where = tb_buf_make(1 << 16);
    struct tb_screen value = {.out = &where, .lang = screen->lang};
    put_location(&value, report, item, finding->span,
                 tb_finding_place(cursor, report, item, finding->span));
    tb_say(&value, "  ", "  ");
    tb_put_item_number(&value, report, finding->item);
    size_t used = INDENT + tb_columns(tb_buf_str(&where)) + 2;

    tb_put_spaces(screen, INDENT);
    tb_style(screen, TB_DIM);
    tb_buf_add(screen->out, tb_buf_str(&where));
    if (item && screen->width > used + 12) {
        struct tb_str task = tb_str_trim(tb_item_role(report, item, TB_ROLE_TASK));
        tb_put_spaces(screen, task.len > 0 ? 2 : 0);
        tb_put_cut(screen, task, screen->width - used);
    }
    tb_style(screen, TB_PLAIN);
    tb_buf_byte(screen->out, '\n');
    if (where.failed)
        screen->out->failed = where.failed;
    tb_buf_free(&where);
}

void tb_put_finding(struct tb_screen *screen, struct tb_cursor *cursor,
                    const struct tb_report *report, const struct tb_finding *finding, bool verbose)
{
    put_headline(screen, finding);
    put_where(screen, cursor, report, finding);
    put_quotes(screen, report, finding);
    if (finding->judgement)
        put_judgement(screen, finding->judgement);
    if (verbose)
        put_details(screen, finding);
}

void tb_put_finding_alone(struct tb_screen *screen, const struct tb_finding *finding)
{
    put_headline(screen, finding);
}

void tb_put_finding_brief(struct tb_screen *screen, struct tb_cursor *cursor,
                          const struct tb_report *report, const struct tb_finding *finding)
{
    const struct tb_item *item = item_of(report, finding->item);
    put_location(screen, report, item, finding->span,
                 tb_finding_place(cursor, report, item, finding->span));
    tb_say(screen, ": %s: ", ": %s: ", tb_severity_word(finding->severity, screen->lang));
    tb_put(screen, message_of(finding, screen->lang));
    tb_say(screen, " [%.*s]\n", " [%.*s]\n", TB_ARG(finding->rule));
}
