/* diff_change.c - see diff_change.h. */
#include "cli/diff_change.h"

#include "cli/diff_cells.h"
#include "cli/layout.h"
#include "cli/report_text.h"
#include "cli/words.h"

/* Both are asked only where the kind of the change says that there is one. */
static const struct tb_item *old_item(const struct tb_diff *diff, const struct tb_change *change)
{
    return &diff->old_report->items[change->old_item];
}

static const struct tb_item *new_item(const struct tb_diff *diff, const struct tb_change *change)
{
    return &diff->new_report->items[change->new_item];
}

static void put_colon(struct tb_screen *value)
{
    tb_say(value, "：", ": ");
}

/* "3000人次以上 → 2800人次以上"; one side may be missing. */
static void put_pair(struct tb_screen *value, struct tb_str a, struct tb_str b)
{
    tb_put(value, a.len > 0 ? a : TB_STR("—"));
    tb_buf_text(value->out, " → ");
    tb_put(value, b.len > 0 ? b : TB_STR("—"));
}

static void put_figures(struct tb_screen *value, const struct tb_diff *diff,
                        const struct tb_change *change)
{
    struct tb_str olds = TB_STR(""), news = TB_STR(""), metric = TB_STR("");
    if (change->old_quantity != TB_NONE) {
        const struct tb_quantity *quantity =
            &old_item(diff, change)->quantities[change->old_quantity];
        olds = tb_item_quote(old_item(diff, change), quantity->span);
        metric = quantity->metric;
    }
    if (change->new_quantity != TB_NONE) {
        const struct tb_quantity *quantity =
            &new_item(diff, change)->quantities[change->new_quantity];
        news = tb_item_quote(new_item(diff, change), quantity->span);
        metric = quantity->metric.len > 0 ? quantity->metric : metric;
    }
    put_colon(value);
    tb_put(value, metric);
    if (metric.len > 0)
        tb_buf_byte(value->out, ' ');
    put_pair(value, olds, news);
}

static void put_dates(struct tb_screen *value, const struct tb_diff *diff,
                      const struct tb_change *change)
{
    const struct tb_date *a = &old_item(diff, change)->dates[change->old_date];
    const struct tb_date *b = &new_item(diff, change)->dates[change->new_date];
    put_colon(value);
    put_pair(value, tb_item_quote(old_item(diff, change), a->span),
             tb_item_quote(new_item(diff, change), b->span));
    if (change->days > 0)
        tb_say(value, "（晚 %d 天）", " (%d days later)", (int)change->days);
    else
        tb_say(value, "（早 %d 天）", " (%d days earlier)", (int)-change->days);
}

static void put_units(struct tb_screen *value, const struct tb_diff *diff,
                      const struct tb_change *change)
{
    put_colon(value);
    if (change->old_unit == TB_NONE)
        tb_put(value, new_item(diff, change)->units[change->new_unit].name);
    else if (change->new_unit == TB_NONE)
        tb_put(value, old_item(diff, change)->units[change->old_unit].name);
    else
        put_pair(value, old_item(diff, change)->units[change->old_unit].name,
                 new_item(diff, change)->units[change->new_unit].name);
}

/* The status of an item or part in words, with the stage of a part. */
static void put_status(struct tb_screen *value, const struct tb_item *item, uint32_t part)
{
    bool known = item->status.has_label;
    enum tb_label label = item->status.label;
    struct tb_str stage = {0};
    if (part != TB_NONE) {
        known = item->parts[part].has_label;
        label = item->parts[part].label_is;
        stage = item->parts[part].stage;
    }
    tb_buf_text(value->out, known ? tb_label_word(label, value->lang) : "—");
    if (stage.len > 0) {
        tb_say(value, "（", " (");
        tb_put(value, tb_stage_word(stage, value->lang));
        tb_say(value, "）", ")");
    }
}

static void put_statuses(struct tb_screen *value, const struct tb_diff *diff,
                         const struct tb_change *change)
{
    put_colon(value);
    if (change->new_part != TB_NONE) {
        tb_put(value, new_item(diff, change)->parts[change->new_part].label);
        tb_buf_byte(value->out, ' ');
    }
    put_status(value, old_item(diff, change), change->old_part);
    tb_buf_text(value->out, " → ");
    put_status(value, new_item(diff, change), change->new_part);
}

static void put_unchanged(struct tb_screen *value, const struct tb_diff *diff,
                          const struct tb_change *change)
{
    const struct tb_item *item = new_item(diff, change);
    put_colon(value);
    if (change->new_part != TB_NONE)
        tb_put(value, tb_item_quote(item, item->parts[change->new_part].span));
    else
        tb_put(value, tb_item_text(item, change->new_column));
}

/* Another item, by number and task. */
static void put_other(struct tb_screen *value, const struct tb_report *report, uint32_t index)
{
    enum { TASK = 40 }; /* columns */
    struct tb_str no = tb_str_trim(report->items[index].no);
    if (no.len > 0)
        tb_say(value, "第 %.*s 项 ", "item %.*s ", TB_ARG(no));
    tb_put_cut(value, tb_item_role(report, &report->items[index], TB_ROLE_TASK), TASK);
}

static void put_lone(struct tb_screen *value, const struct tb_diff *diff,
                     const struct tb_change *change)
{
    bool gone = change->kind == TB_CHANGE_REMOVED;
    if (change->near.item == TB_NONE)
        return;
    tb_say(value, "；最相近的是", "; the nearest is ");
    put_other(value, gone ? diff->new_report : diff->old_report, change->near.item);
    tb_say(value, "（%.2f）", " (%.2f)", change->near.score);
}

static void put_places(struct tb_screen *value, const struct tb_diff *diff,
                       const struct tb_change *change)
{
    put_colon(value);
    if (change->kind == TB_CHANGE_RENUMBERED)
        put_pair(value, tb_str_trim(old_item(diff, change)->no),
                 tb_str_trim(new_item(diff, change)->no));
    else
        tb_say(value, "表中第 %lu 位 → 第 %lu 位", "from place %lu of the table to place %lu",
               (unsigned long)change->old_item + 1, (unsigned long)change->new_item + 1);
}

/* What stands behind the name of the change. */
static void put_detail(struct tb_screen *value, const struct tb_diff *diff,
                       const struct tb_change *change)
{
    if (change->kind == TB_CHANGE_ADDED || change->kind == TB_CHANGE_REMOVED) {
        put_lone(value, diff, change);
    } else if (change->kind == TB_CHANGE_MERGED || change->kind == TB_CHANGE_SPLIT) {
        bool merged = change->kind == TB_CHANGE_MERGED;
        put_colon(value);
        put_other(value, merged ? diff->new_report : diff->old_report, change->kin.whole);
    } else if (change->kind == TB_CHANGE_RENUMBERED || change->kind == TB_CHANGE_MOVED) {
        put_places(value, diff, change);
    } else if (change->kind == TB_CHANGE_STATUS_CHANGED) {
        put_statuses(value, diff, change);
    } else if (change->kind == TB_CHANGE_RESULT_UNCHANGED) {
        put_unchanged(value, diff, change);
    } else if (change->old_unit != TB_NONE || change->new_unit != TB_NONE) {
        put_units(value, diff, change);
    } else if (change->old_date != TB_NONE) {
        put_dates(value, diff, change);
    } else if (change->old_quantity != TB_NONE || change->new_quantity != TB_NONE) {
        put_figures(value, diff, change);
    }
}

/* Whether the words of the cells say more than the line. */
static bool has_words(const struct tb_change *change)
{
    return change->edit_count > 0 && change->old_quantity == TB_NONE &&
           change->new_quantity == TB_NONE;
}

static void put_cells(struct tb_screen *screen, const struct tb_diff *diff,
                      const struct tb_change *change, size_t indent)
{
    struct tb_diff_cells cells = {
        .label = tb_column_label(diff->new_report, change->new_column, screen->lang),
        .old_text = tb_item_text(old_item(diff, change), change->old_column),
        .new_text = tb_item_text(new_item(diff, change), change->new_column),
        .edits = change->edits,
        .count = change->edit_count,
        .indent = indent};
    tb_put_diff_cells(screen, &cells);
}

void tb_put_change(struct tb_screen *screen, const struct tb_diff_text *text,
                   const struct tb_change *change, size_t indent)
{
    struct tb_buf line = tb_buf_make(1 << 24);
    struct tb_screen value = {.out = &line, .lang = screen->lang};
    tb_put(&value, tb_differ_words(text->differ, change->why, screen->lang == TB_LANG_ZH));
    put_detail(&value, text->diff, change);
    if (text->verbose)
        tb_say(&value, "（%s，把握 %.2f）", " (%s, confidence %.2f)", change->why,
               change->confidence);
    struct tb_str cells[2] = {tb_str_of(tb_severity_sign(change->severity)), tb_buf_str(&line)};
    struct tb_track tracks[2] = {{tb_columns(cells[0]), tb_severity_style(change->severity)},
                                 {20, TB_PLAIN}};
    size_t used = indent + tracks[0].width + TB_TRACK_GAP;
    if (screen->width > used + tracks[1].width)
        tracks[1].width = screen->width - used;
    tb_put_row(screen, indent, tracks, cells, 2);
    if (has_words(change))
        put_cells(screen, text->diff, change, used);
    if (line.failed)
        screen->out->failed = line.failed;
    tb_buf_free(&line);
}
