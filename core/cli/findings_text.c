/* findings_text.c - check: findings with their evidence. */
#include "cli/findings_text.h"

#include "cli/excerpt.h"
#include "cli/layout.h"
#include "cli/period.h"
#include "cli/report_text.h"
#include "cli/words.h"
#include "model/finding_json.h"

enum { INDENT = 2 };

/* "sample.txt:12:7" */
static void put_location(struct tb_screen *screen, const struct tb_report *report,
                         struct tb_place place)
{
    tb_put(screen, report->source.name);
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

/* The cell with the span marked; `before` stands before the column's name. */
static void put_quote(struct tb_screen *screen, const struct tb_report *report, const char *before,
                      const struct tb_item *item, struct tb_span span, char mark,
                      enum tb_style style)
{
    char label[192];
    struct tb_str text = tb_item_text(item, span.column);
    struct tb_str column = tb_column_label(report, span.column, screen->lang);
    size_t cut = column.len < 60 ? column.len : 0; /* a header that is a text itself is no label */
    int len = snprintf(label, sizeof label, "%s%.*s%s", before, (int)cut, column.ptr,
                       tb_pick(screen->lang, "：", ": "));
    struct tb_excerpt excerpt = {.text = text,
                                 .from = span.from,
                                 .to = span.to,
                                 .indent = INDENT,
                                 .label = {label, (size_t)len},
                                 .mark = mark,
                                 .style = style};
    if (tb_str_trim(text).len > 0) {
        tb_put_excerpt(screen, &excerpt);
        return;
    }
    tb_put_spaces(screen, INDENT);
    tb_put(screen, excerpt.label);
    tb_say(screen, "（空）\n", "(empty)\n");
}

/* A place that a finding is held against; one in another item says which. */
static void put_related(struct tb_screen *screen, const struct tb_report *report,
                        const struct tb_finding *finding, const struct tb_item *other,
                        struct tb_span span)
{
    struct tb_buf before = tb_buf_make(64);
    struct tb_screen value = {.out = &before, .lang = screen->lang};
    uint32_t index = (uint32_t)(other - report->items);
    if (index != finding->item) {
        tb_put_item_number(&value, report, index);
        tb_buf_byte(&before, ' ');
    }
    tb_buf_byte(&before, '\0');
    put_quote(screen, report, before.failed ? "" : before.ptr, other, span, '~', TB_BOLD);
    tb_buf_free(&before);
}

static void put_details(struct tb_screen *screen, const struct tb_finding *finding)
{
    tb_put_spaces(screen, INDENT);
    tb_style(screen, TB_DIM);
    tb_say(screen, "指纹 %s，把握 %.2f\n", "fingerprint %s, confidence %.2f\n",
           finding->fingerprint, finding->confidence);
    tb_style(screen, TB_PLAIN);
}

/* "! 警告  message [rule]", wrapped with the message's lines beneath each other. */
static void put_headline(struct tb_screen *screen, const struct tb_finding *finding)
{
    struct tb_buf left = tb_buf_make(256), right = tb_buf_make(1 << 16);
    tb_buf_printf(&left, "%s %s", tb_severity_sign(finding->severity),
                  tb_severity_word(finding->severity, screen->lang));
    tb_buf_add(&right, message_of(finding, screen->lang));
    tb_buf_printf(&right, " [%.*s]", TB_ARG(finding->rule));
    if (finding->state != TB_STATE_NEW || finding->disposition != TB_DISPOSITION_UNREVIEWED) {
        struct tb_screen value = {.out = &right, .lang = screen->lang};
        tb_say(&value, "（%s，%s）", " (%s, %s)",
               finding->state == TB_STATE_NEW ? tb_pick(screen->lang, "到期", "past its day")
                                              : tb_pick(screen->lang, "已知", "known"),
               tb_disposition_word(finding->disposition, screen->lang));
    }
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
    put_location(&value, report, tb_finding_place(cursor, report, item, finding->span));
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

static void put_finding(struct tb_screen *screen, struct tb_cursor *cursor,
                        const struct tb_report *report, const struct tb_finding *finding,
                        bool verbose)
{
    const struct tb_item *item = item_of(report, finding->item);
    put_headline(screen, finding);
    put_where(screen, cursor, report, finding);
    if (item && finding->span.column != TB_NO_COLUMN)
        put_quote(screen, report, "", item, finding->span, '^',
                  tb_severity_style(finding->severity));
    for (uint32_t i = 0; i < finding->related_count; i++) {
        const struct tb_related *related = &finding->related[i];
        const struct tb_item *other = item_of(report, related->item);
        if (other && related->span.column != TB_NO_COLUMN)
            put_related(screen, report, finding, other, related->span);
    }
    if (verbose)
        put_details(screen, finding);
}

void tb_put_finding(struct tb_screen *screen, const struct tb_finding *finding)
{
    put_headline(screen, finding);
    tb_buf_byte(screen->out, '\n');
}

/* "sample.txt:12:7: 警告: message [rule]" */
static void put_brief(struct tb_screen *screen, struct tb_cursor *cursor,
                      const struct tb_report *report, const struct tb_finding *finding)
{
    const struct tb_item *item = item_of(report, finding->item);
    put_location(screen, report, tb_finding_place(cursor, report, item, finding->span));
    tb_say(screen, ": %s: ", ": %s: ", tb_severity_word(finding->severity, screen->lang));
    tb_put(screen, message_of(finding, screen->lang));
    tb_say(screen, " [%.*s]\n", " [%.*s]\n", TB_ARG(finding->rule));
}

/* A finding's place in the order of output. */
struct ranked {
    const struct tb_finding *finding;
    size_t index; /* among the report's findings, which come in the order of the text */
};

/* Severe before mild, recomputed figures before the rest, then the order of the text. */
static int compare_ranked(const void *left, const void *right)
{
    const struct ranked *a = left, *b = right;
    bool a_first = tb_str_starts(a->finding->rule, TB_STR("recompute-"));
    bool b_first = tb_str_starts(b->finding->rule, TB_STR("recompute-"));
    if (a->finding->severity != b->finding->severity)
        return a->finding->severity > b->finding->severity ? -1 : 1;
    if (a_first != b_first)
        return a_first ? -1 : 1;
    return a->index < b->index ? -1 : a->index > b->index;
}

/* The findings of one rule and severity that are shown as one line. */
struct fold {
    const struct tb_finding *first;
    size_t count;
};

enum { FOLDS_MAX = 256 };

/* The group of a mild finding; NULL: it is never folded. */
static struct fold *fold_of(struct fold *folds, size_t *count, const struct tb_finding *finding)
{
    if (finding->severity > TB_SEVERITY_NOTE)
        return NULL;
    for (size_t i = 0; i < *count; i++)
        if (folds[i].first->severity == finding->severity &&
            tb_str_eq(folds[i].first->rule, finding->rule))
            return &folds[i];
    if (*count == FOLDS_MAX)
        return NULL;
    folds[*count] = (struct fold){.first = finding};
    return &folds[(*count)++];
}

/* "- 提示  doubled-word ×12：第3、7、9项…；例如：message" */
static void put_fold(struct tb_screen *screen, const struct tb_findings_text *text,
                     const struct fold *fold)
{
    enum { NUMBERS = 8 };
    struct tb_buf right = tb_buf_make(1 << 16);
    struct tb_screen value = {.out = &right, .lang = screen->lang};
    size_t shown = 0, different = 0;
    uint32_t last = TB_NONE;
    tb_say(&value, "[%.*s] ×%zu：", "[%.*s] ×%zu: ", TB_ARG(fold->first->rule), fold->count);
    for (size_t i = 0; i < text->count; i++) {
        const struct tb_finding *finding = &text->findings[i];
        if (finding->severity != fold->first->severity ||
            !tb_str_eq(finding->rule, fold->first->rule) || finding->item == last)
            continue;
        last = finding->item;
        if (++different > NUMBERS)
            continue;
        if (shown++ > 0)
            tb_say(&value, "、", ", ");
        tb_put_item_number(&value, text->report, finding->item);
    }
    if (different > NUMBERS)
        tb_say(&value, " 等 %zu 项", " and %zu more",
               value.lang == TB_LANG_ZH ? different : different - NUMBERS);
    tb_say(&value, "；如“", "; such as: ");
    tb_buf_add(&right, message_of(fold->first, screen->lang));
    tb_say(&value, "”（--all 逐条列出）", " (--all lists them)");

    char left[64];
    int len = snprintf(left, sizeof left, "%s %s", tb_severity_sign(fold->first->severity),
                       tb_severity_word(fold->first->severity, screen->lang));
    struct tb_str cells[2] = {{left, (size_t)len}, tb_buf_str(&right)};
    struct tb_track tracks[2] = {{tb_columns(cells[0]), tb_severity_style(fold->first->severity)},
                                 {20, TB_PLAIN}};
    if (screen->width > tracks[0].width + TB_TRACK_GAP + 20)
        tracks[1].width = screen->width - tracks[0].width - TB_TRACK_GAP;
    tb_put_row(screen, 0, tracks, cells, 2);
    if (right.failed)
        screen->out->failed = right.failed;
    tb_buf_free(&right);
}

static void put_title(struct tb_screen *screen, const struct tb_report *report)
{
    char room[TB_PERIOD_NAME];
    tb_style(screen, TB_BOLD);
    tb_put_paragraph(screen, 0, report->title.len > 0 ? report->title : report->source.name);
    tb_style(screen, TB_PLAIN);
    tb_put_spaces(screen, INDENT);
    tb_style(screen, TB_DIM);
    tb_put(screen, report->source.name);
    if (report->period.known)
        tb_say(screen, "，%s", ", %s", tb_period_name(&report->period, screen->lang, room));
    tb_say(screen, "，%zu 项", ", %zu items", report->item_count);
    if (report->repair_count > 0)
        tb_say(screen, "，修复 %zu 处（tongbao show -v）", ", %zu repairs (tongbao show -v)",
               report->repair_count);
    tb_style(screen, TB_PLAIN);
    tb_buf_text(screen->out, "\n");
}

bool tb_put_findings(struct tb_screen *screen, const struct tb_findings_text *text,
                     struct tb_arena *arena)
{
    struct ranked *order = TB_NEW_ARRAY(arena, struct ranked, text->count);
    struct fold *folds = TB_NEW_ARRAY(arena, struct fold, FOLDS_MAX);
    struct tb_cursor cursor = {0};
    size_t fold_count = 0;
    if (!order || !folds)
        return false;
    for (size_t i = 0; i < text->count; i++) {
        order[i] = (struct ranked){&text->findings[i], i};
        struct fold *fold = fold_of(folds, &fold_count, &text->findings[i]);
        if (fold)
            fold->count++;
    }
    if (text->count > 1)
        qsort(order, text->count, sizeof *order, compare_ranked);

    if (!text->brief && !text->untitled)
        put_title(screen, text->report);
    if (!text->brief && text->count == 0)
        tb_say(screen, "  没有发现问题\n", "  nothing found\n");
    for (size_t i = 0; i < text->count; i++) {
        struct fold *fold = fold_of(folds, &fold_count, order[i].finding);
        if (text->brief) {
            put_brief(screen, &cursor, text->report, order[i].finding);
        } else if (text->all || !fold || fold->count <= TB_FOLD_ABOVE) {
            tb_buf_byte(screen->out, '\n');
            put_finding(screen, &cursor, text->report, order[i].finding, text->verbose);
        } else if (order[i].finding == fold->first) {
            tb_buf_byte(screen->out, '\n');
            put_fold(screen, text, fold);
        }
    }
    if (!text->brief)
        tb_buf_byte(screen->out, '\n');
    return true;
}

/* What English adds to a noun for this number. */
static const char *plural(const struct tb_screen *screen, uint64_t count)
{
    return screen->lang == TB_LANG_ZH || count == 1 ? "" : "s";
}

static void put_severities(struct tb_screen *screen, const struct tb_tally *tally)
{
    const char *before = "";
    for (int i = TB_SEVERITY_END - 1; i >= 0; i--) {
        uint64_t count = tally->by_severity[i];
        enum tb_severity severity = (enum tb_severity)i;
        if (count == 0)
            continue;
        tb_say(screen, "%s", "%s", before);
        tb_style(screen, tb_severity_style(severity));
        tb_say(screen, "%llu %s%s", "%llu %s%s", (unsigned long long)count,
               tb_severity_word(severity, screen->lang), plural(screen, count));
        tb_style(screen, TB_PLAIN);
        before = tb_pick(screen->lang, "，", ", ");
    }
    if (!*before)
        tb_say(screen, "没有发现问题", "nothing found");
}

void tb_put_tally(struct tb_screen *screen, const struct tb_tally *tally)
{
    if (tally->reports < tally->inputs)
        tb_say(screen, "%llu 份通报（共 %llu 份），", "%llu of %llu reports, ",
               (unsigned long long)tally->reports, (unsigned long long)tally->inputs);
    else if (tally->reports > 1)
        tb_say(screen, "%llu 份通报，", "%llu reports, ", (unsigned long long)tally->reports);
    tb_say(screen, "%llu 项%s，%u 条规则%s：",
           "%llu item%s, %u check%s: ", (unsigned long long)tally->items,
           plural(screen, tally->items), tally->checks, plural(screen, tally->checks));
    put_severities(screen, tally);
    if (tally->relations > 0)
        tb_say(screen, "；复算 %llu 个公布的数%s，%llu 个相符",
               "; %llu published figure%s recomputed, %llu agree",
               (unsigned long long)tally->relations, plural(screen, tally->relations),
               (unsigned long long)tally->agreeing);
    if (tally->judged)
        tb_say(screen, "；新 %llu，已知 %llu，不再列出 %llu（--all 列出）",
               "; %llu new, %llu known, %llu settled (--all lists them)",
               (unsigned long long)tally->by_state[TB_STATE_NEW],
               (unsigned long long)tally->by_state[TB_STATE_KNOWN],
               (unsigned long long)tally->by_state[TB_STATE_SUPPRESSED]);
    if (tally->failed_plugins > 0)
        tb_say(screen, "；插件出错 %u 次%s", "; %u plugin failure%s", tally->failed_plugins,
               plural(screen, tally->failed_plugins));
    tb_buf_byte(screen->out, '\n');
}
