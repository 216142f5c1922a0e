/* findings_text.c - check: the findings of a report, what matters first. */
#include "cli/findings_text.h"

#include "cli/finding_text.h"
#include "cli/layout.h"
#include "cli/period.h"
#include "cli/sections.h"
#include "cli/source_line.h"
#include "cli/words.h"
#include "model/finding_json.h"

enum { INDENT = 2 };

/* ---- sections ---- */

/* A finding's place in the order of output. */
struct ranked {
    const struct tb_finding *finding;
    size_t section;
    size_t index; /* among the report's findings, which come in the order of the text */
};

/* By section, severe before mild, then the order of the text. */
static int compare_ranked(const void *left, const void *right)
{
    const struct ranked *a = left, *b = right;
    if (a->section != b->section)
        return a->section < b->section ? -1 : 1;
    if (a->finding->severity != b->finding->severity)
        return a->finding->severity > b->finding->severity ? -1 : 1;
    return a->index < b->index ? -1 : a->index > b->index;
}

/* ---- folding ---- */

/* The findings of one rule and severity that are shown as one line. */
struct fold {
    const struct tb_finding *first;
    size_t count;
};

enum { FOLDS_MAX = 256 };

struct folds {
    struct fold *at;
    size_t count;
};

/* The group of a mild finding; NULL: it is never folded. */
static struct fold *fold_of(struct folds *folds, const struct tb_finding *finding)
{
    if (finding->severity > TB_SEVERITY_NOTE)
        return NULL;
    for (size_t i = 0; i < folds->count; i++)
        if (folds->at[i].first->severity == finding->severity &&
            tb_str_eq(folds->at[i].first->rule, finding->rule))
            return &folds->at[i];
    if (folds->count == FOLDS_MAX)
        return NULL;
    folds->at[folds->count] = (struct fold){.first = finding};
    return &folds->at[folds->count++];
}

/* "第3、7、9项", "items 3, 7, 9"; at most eight, then how many there are. */
static void put_numbers(struct tb_screen *value, const struct tb_findings_text *text,
                        const struct fold *fold)
{
    enum { NUMBERS = 8 };
    size_t different = 0;
    uint32_t last = TB_NONE;
    tb_say(value, "第", "item ");
    for (size_t i = 0; i < text->count; i++) {
        const struct tb_finding *finding = &text->findings[i];
        if (finding->severity != fold->first->severity ||
            !tb_str_eq(finding->rule, fold->first->rule) || finding->item == last ||
            finding->item >= text->report->item_count)
            continue;
        last = finding->item;
        if (++different > NUMBERS)
            continue;
        struct tb_str no = tb_str_trim(text->report->items[last].no);
        if (different > 1)
            tb_say(value, "、", ", ");
        if (no.len > 0)
            tb_put(value, no);
        else
            tb_say(value, "（无序号）", "(no number)");
    }
    if (different > NUMBERS)
        tb_say(value, "等%zu项", " … %zu in all", different);
    else
        tb_buf_text(value->out, tb_pick(value->lang, "项", ""));
}

/* "- 提示  编号形式不一 ×4：第9、19项；如“message” [mixed-enumerators]（--all 逐条列出）" */
static void put_fold(struct tb_screen *screen, const struct tb_findings_text *text,
                     const struct fold *fold)
{
    struct tb_buf right = tb_buf_make(1 << 16);
    struct tb_screen value = {.out = &right, .lang = screen->lang};
    tb_put(&value, tb_rule_title(text->rules, fold->first->rule, screen->lang));
    tb_say(&value, " ×%zu：", " ×%zu: ", fold->count);
    put_numbers(&value, text, fold);
    tb_say(&value, "；如“", "; such as: ");
    tb_buf_add(&right, screen->lang == TB_LANG_ZH ? fold->first->zh : fold->first->en);
    tb_buf_text(&right, tb_pick(screen->lang, "”", ""));
    tb_buf_printf(&right, " [%.*s]", TB_ARG(fold->first->rule));
    tb_say(&value, "（--all 逐条列出）", " (--all lists them)");

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

/* Wording and typography in counts: "编号形式不一 4，叠字 1（--all 逐条列出）". `from` to `to`: findings of
 * the section; the mildest fold whatever their number, an error never does. */
static void put_counts(struct tb_screen *screen, const struct tb_findings_text *text,
                       const struct ranked *from, const struct ranked *to)
{
    struct tb_buf line = tb_buf_make(1 << 16);
    struct tb_screen value = {.out = &line, .lang = screen->lang};
    for (const struct ranked *at = from; at < to; at++) {
        const struct ranked *earlier = from;
        size_t count = 0;
        while (earlier < at && !tb_str_eq(earlier->finding->rule, at->finding->rule))
            earlier++;
        if (earlier < at)
            continue;
        for (const struct ranked *same = at; same < to; same++)
            count += tb_str_eq(same->finding->rule, at->finding->rule);
        if (line.len > 0)
            tb_say(&value, "，", ", ");
        tb_put(&value, tb_rule_title(text->rules, at->finding->rule, screen->lang));
        tb_say(&value, " %zu", " %zu", count);
    }
    tb_say(&value, "（--all 逐条列出）", " (--all lists them)");
    tb_put_paragraph(screen, INDENT, tb_buf_str(&line));
    if (line.failed)
        screen->out->failed = line.failed;
    tb_buf_free(&line);
}

/* ---- a report ---- */

static void put_title(struct tb_screen *screen, const struct tb_findings_text *text)
{
    const struct tb_report *report = text->report;
    char room[TB_PERIOD_NAME];
    tb_style(screen, TB_BOLD);
    tb_put_paragraph(screen, 0, report->title.len > 0 ? report->title : report->source.name);
    tb_style(screen, TB_PLAIN);
    tb_put_spaces(screen, INDENT);
    tb_style(screen, TB_DIM);
    tb_put(screen, report->source.name);
    if (text->is_kept && report->place.len > 0)
        tb_say(screen, "，%.*s", ", %.*s", TB_ARG(report->place));
    if (report->period.known)
        tb_say(screen, "，%s", ", %s", tb_period_name(&report->period, screen->lang, room));
    tb_say(screen, "，%zu 项", ", %zu items", report->item_count);
    if (report->repair_count > 0)
        tb_say(screen, "，修复 %zu 处（tongbao show -v）", ", %zu repairs (tongbao show -v)",
               report->repair_count);
    if (text->url.len > 0) {
        tb_buf_text(screen->out, "\n");
        tb_put_spaces(screen, INDENT);
        tb_put(screen, text->url);
    }
    tb_style(screen, TB_PLAIN);
    tb_buf_text(screen->out, "\n");
}

/* The text of a figure; "": it has none of that name. */
static struct tb_str figure_of(const struct tb_finding *finding, const char *name)
{
    for (uint32_t i = 0; i < finding->figure_count; i++)
        if (tb_str_eq(finding->figures[i].name, tb_str_of(name)))
            return finding->figures[i].text;
    return TB_STR("");
}

void tb_put_failed_line(struct tb_screen *screen, const struct tb_plugin_set *plugins,
                        const struct tb_finding *finding)
{
    if (plugins && tb_str_eq(finding->rule, TB_STR("plugin-failed")))
        tb_put_failed_source(screen, INDENT, plugins, figure_of(finding, "plugin"), finding->en);
}

static void put_finding(struct tb_screen *screen, struct tb_cursor *cursor,
                        const struct tb_findings_text *text, const struct tb_finding *finding)
{
    tb_put_finding(screen, cursor, text->report, finding, text->verbose);
    tb_put_failed_line(screen, text->plugins, finding);
}

/* The findings of one section, at least one. */
static void put_findings(struct tb_screen *screen, struct tb_cursor *cursor,
                         const struct tb_findings_text *text, struct folds *folds,
                         const struct ranked *from, const struct ranked *to)
{
    const struct ranked *folded = to; /* from here on counts are enough */
    if (!text->untitled)
        tb_section_put(screen, from->section, (uint64_t)(to - from));
    if (from->section == TB_SECTION_TEXT && !text->all)
        for (folded = from; folded < to && folded->finding->severity == TB_SEVERITY_ERROR;)
            folded++;
    for (const struct ranked *at = from; at < folded; at++) {
        struct fold *fold = text->all ? NULL : fold_of(folds, at->finding);
        if (fold && fold->count > TB_FOLD_ABOVE && at->finding != fold->first)
            continue;
        if (at > from)
            tb_buf_byte(screen->out, '\n');
        if (fold && fold->count > TB_FOLD_ABOVE)
            put_fold(screen, text, fold);
        else
            put_finding(screen, cursor, text, at->finding);
    }
    if (folded < to)
        put_counts(screen, text, folded, to);
}

bool tb_put_findings(struct tb_screen *screen, const struct tb_findings_text *text,
                     struct tb_arena *arena)
{
    struct ranked *order = TB_NEW_ARRAY(arena, struct ranked, text->count);
    struct folds folds = {.at = TB_NEW_ARRAY(arena, struct fold, FOLDS_MAX)};
    struct tb_cursor cursor = {0};
    if (!order || !folds.at)
        return false;
    for (size_t i = 0; i < text->count; i++) {
        order[i] = (struct ranked){&text->findings[i],
                                   tb_section_of(text->rules, text->findings[i].rule), i};
        struct fold *fold = fold_of(&folds, &text->findings[i]);
        if (fold)
            fold->count++;
    }
    if (text->count > 1)
        qsort(order, text->count, sizeof *order, compare_ranked);

    if (text->brief) {
        for (size_t i = 0; i < text->count; i++)
            tb_put_finding_brief(screen, &cursor, text->report, order[i].finding);
        return true;
    }
    if (!text->untitled)
        put_title(screen, text);
    if (text->count == 0)
        tb_say(screen, "  没有发现问题\n", "  nothing found\n");
    for (size_t from = 0, to; from < text->count; from = to) {
        for (to = from; to < text->count && order[to].section == order[from].section;)
            to++;
        put_findings(screen, &cursor, text, &folds, order + from, order + to);
    }
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
