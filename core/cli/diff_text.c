/* diff_text.c - see diff.h: the summary, the items, what was folded. */
#include "cli/diff_change.h"

#include "cli/layout.h"
#include "cli/period.h"
#include "cli/report_text.h"
#include "cli/words.h"

enum { INDENT = 2 };

/* Kinds in the order in which they matter to a reader. */
static const enum tb_change_kind order[TB_CHANGE_END] = {
    TB_CHANGE_TARGET_SOFTENED,
    TB_CHANGE_REMOVED,
    TB_CHANGE_DEADLINE_SLIPPED,
    TB_CHANGE_QUANTITY_DOWN,
    TB_CHANGE_STATUS_CHANGED,
    TB_CHANGE_RESULT_UNCHANGED,
    TB_CHANGE_LEAD_CHANGED,
    TB_CHANGE_UNIT_REMOVED,
    TB_CHANGE_UNIT_ADDED,
    TB_CHANGE_TARGET_CHANGED,
    TB_CHANGE_TARGET_RAISED,
    TB_CHANGE_TASK_REWORDED,
    TB_CHANGE_MERGED,
    TB_CHANGE_SPLIT,
    TB_CHANGE_ADDED,
    TB_CHANGE_QUANTITY_UP,
    TB_CHANGE_MOVED,
    TB_CHANGE_RENUMBERED,
    TB_CHANGE_TEXT,
    TB_CHANGE_FORMAT,
};

/* Whether a change has a line of its own. */
static bool is_shown(const struct tb_diff_text *text, const struct tb_change *change)
{
    return text->all || change->severity >= TB_SEVERITY_NOTE;
}

/* "时间推后 1，数值下降 3": of all changes, or of those that have no line. */
static bool put_counts(struct tb_screen *screen, const struct tb_diff_text *text, bool folded)
{
    size_t counts[TB_CHANGE_END] = {0};
    bool any = false;
    for (size_t i = 0; i < text->diff->change_count; i++) {
        const struct tb_change *change = &text->diff->changes[i];
        counts[change->kind] += !folded || !is_shown(text, change);
    }
    for (size_t i = 0; i < TB_CHANGE_END; i++) {
        if (counts[order[i]] == 0)
            continue;
        if (any)
            tb_say(screen, "，", ", ");
        tb_say(screen, "%s %zu", "%s %zu", tb_change_word(order[i], screen->lang),
               counts[order[i]]);
        any = true;
    }
    return any;
}

/* Puts what `write` writes as a paragraph that begins with `label`. */
static void put_report(struct tb_screen *screen, const char *label, const struct tb_report *report)
{
    char room[TB_PERIOD_NAME];
    tb_style(screen, TB_BOLD);
    tb_buf_text(screen->out, label);
    tb_style(screen, TB_PLAIN);
    tb_put_spaces(screen, TB_TRACK_GAP);
    tb_put(screen, report->source.name);
    const char *period = tb_period_name(&report->period, screen->lang, room);
    if (*period)
        tb_buf_printf(screen->out, "  %s", period);
    tb_say(screen, "  %zu 项\n", "  %zu items\n", report->item_count);
}

static void put_matched(struct tb_screen *value, const struct tb_diff *diff)
{
    size_t by[TB_BY_END] = {0};
    bool any = false;
    for (size_t i = 0; i < diff->matching.count; i++)
        by[diff->matching.at[i].by]++;
    tb_say(value, "对应 %zu 项", "%zu items are in both", diff->matching.count);
    for (int i = 0; i < TB_BY_END; i++) {
        if (by[i] == 0)
            continue;
        tb_say(value, any ? "，" : "：", any ? ", " : ": ");
        tb_say(value, "%s %zu", "%s %zu", tb_match_by_word((enum tb_match_by)i, value->lang),
               by[i]);
        any = true;
    }
}

static void put_summary(struct tb_screen *screen, const struct tb_diff_text *text)
{
    const struct tb_diff *diff = text->diff;
    struct tb_buf line = tb_buf_make(1 << 16);
    struct tb_screen value = {.out = &line, .lang = screen->lang};
    put_report(screen, tb_pick(screen->lang, "旧", "old"), diff->old_report);
    put_report(screen, tb_pick(screen->lang, "新", "new"), diff->new_report);
    put_matched(&value, diff);
    tb_put_paragraph(screen, 0, tb_buf_str(&line));
    tb_buf_clear(&line);
    tb_say(&value, "变化：", "changes: ");
    if (!put_counts(&value, text, false))
        tb_say(&value, "无", "none");
    tb_put_paragraph(screen, 0, tb_buf_str(&line));
    if (line.failed)
        screen->out->failed = line.failed;
    tb_buf_free(&line);
}

/* --- items -------------------------------------------------------------------------------------- */

static bool is_gone(const struct tb_change *change)
{
    return change->kind == TB_CHANGE_REMOVED || change->kind == TB_CHANGE_MERGED;
}

/* Whether two changes speak of one item, so that they stand under one heading. */
static bool same_item(const struct tb_change *a, const struct tb_change *b)
{
    if (is_gone(a) || is_gone(b))
        return false;
    return a->new_item == b->new_item;
}

/* The number as printed, or the place in the table. */
static void put_number(struct tb_screen *screen, const struct tb_report *report, uint32_t index)
{
    struct tb_str no = tb_str_trim(report->items[index].no);
    if (no.len > 0)
        tb_put(screen, no);
    else
        tb_buf_printf(screen->out, "#%lu", (unsigned long)index + 1);
}

/* "19（原 21）  完善综合交通网络…", cut to the width. */
static void put_heading(struct tb_screen *screen, const struct tb_diff_text *text,
                        const struct tb_change *change)
{
    const struct tb_diff *diff = text->diff;
    bool gone = is_gone(change);
    const struct tb_report *report = gone ? diff->old_report : diff->new_report;
    uint32_t index = gone ? change->old_item : change->new_item;
    struct tb_buf head = tb_buf_make(1 << 16);
    struct tb_screen value = {.out = &head, .lang = screen->lang};
    put_number(&value, report, index);
    if (gone) {
        tb_say(&value, "（旧）", " (old)");
    } else if (change->kind != TB_CHANGE_ADDED && change->kind != TB_CHANGE_SPLIT) {
        struct tb_str was = tb_str_trim(diff->old_report->items[change->old_item].no);
        if (!tb_str_eq(was, tb_str_trim(report->items[index].no)) && was.len > 0)
            tb_say(&value, "（原 %.*s）", " (was %.*s)", TB_ARG(was));
    }
    size_t used = tb_columns(tb_buf_str(&head)) + TB_TRACK_GAP;
    tb_style(screen, TB_BOLD);
    tb_put(screen, tb_buf_str(&head));
    tb_style(screen, TB_PLAIN);
    tb_put_spaces(screen, TB_TRACK_GAP);
    tb_put_cut(screen, tb_item_role(report, &report->items[index], TB_ROLE_TASK),
               screen->width > used ? screen->width - used : 0);
    tb_buf_byte(screen->out, '\n');
    tb_buf_free(&head);
}

/* Changes from..to of one item. */
static void put_item(struct tb_screen *screen, const struct tb_diff_text *text, size_t from,
                     size_t to)
{
    const struct tb_change *changes = text->diff->changes;
    bool headed = false;
    for (int severity = TB_SEVERITY_END; severity-- > 0;)
        for (size_t i = from; i < to; i++) {
            if ((int)changes[i].severity != severity || !is_shown(text, &changes[i]))
                continue;
            if (!headed) {
                tb_buf_byte(screen->out, '\n');
                put_heading(screen, text, &changes[i]);
            }
            headed = true;
            tb_put_change(screen, text, &changes[i], INDENT);
        }
}

void tb_put_diff(struct tb_screen *screen, const struct tb_diff_text *text,
                 void (*drain)(struct tb_buf *out, void *user), void *user)
{
    const struct tb_diff *diff = text->diff;
    struct tb_buf line = tb_buf_make(1 << 16);
    struct tb_screen value = {.out = &line, .lang = screen->lang};
    if (!text->brief)
        put_summary(screen, text);
    for (size_t from = 0, to; from < diff->change_count; from = to) {
        to = from + 1;
        while (to < diff->change_count && same_item(&diff->changes[from], &diff->changes[to]))
            to++;
        put_item(screen, text, from, to);
        drain(screen->out, user);
    }
    if (!text->brief && !text->all && put_counts(&value, text, true)) {
        tb_say(&value, "（--all 逐条列出）", " (--all lists them)");
        tb_say(screen, "\n未列出：\n", "\nnot listed:\n");
        tb_put_paragraph(screen, INDENT, tb_buf_str(&line));
    }
    tb_buf_free(&line);
}
