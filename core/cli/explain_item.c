/* explain_item.c - what was read from one item, with the grounds of every comparison. */
#include "cli/explain.h"
#include "cli/finding_text.h"
#include "cli/layout.h"
#include "cli/report_text.h"
#include "cli/words.h"

enum { INDENT = 2, CELL = 4 };

static struct tb_str text_of(const struct tb_item *item, uint32_t quantity)
{
    if (quantity >= item->quantity_count)
        return TB_STR("");
    return tb_item_quote(item, item->quantities[quantity].span);
}

/* ---- cells and their figures ---- */

/* "≥ 15 人": what a figure was taken to say. */
static void put_reading(struct tb_screen *screen, const struct tb_quantity *figure)
{
    static const char *const signs[TB_CMP_END] = {
        [TB_CMP_EQ] = "=", [TB_CMP_GE] = "≥",     [TB_CMP_GT] = ">",    [TB_CMP_LE] = "≤",
        [TB_CMP_LT] = "<", [TB_CMP_APPROX] = "≈", [TB_CMP_RANGE] = "=",
    };
    char lo[TB_DECIMAL_TEXT], hi[TB_DECIMAL_TEXT];
    if (figure->has_lo)
        tb_decimal_text(figure->lo, lo);
    if (figure->has_hi)
        tb_decimal_text(figure->hi, hi);
    bool range = figure->comparator == TB_CMP_RANGE && figure->has_lo && figure->has_hi;
    tb_say(screen, " %s %s%s%s %.*s", " %s %s%s%s %.*s", signs[figure->comparator],
           figure->has_lo   ? lo
           : figure->has_hi ? hi
                            : "?",
           range ? "–" : "", range ? hi : "", TB_ARG(figure->unit));
    if (figure->kind != TB_KIND_LEVEL)
        tb_say(screen, "，%s", ", %s", tb_quantity_kind_name(figure->kind));
    if (figure->metric.len > 0) {
        tb_say(screen, "，说的是“", ", of “");
        tb_put(screen, figure->metric);
        tb_say(screen, "”", "”");
    }
}

static void put_figures(struct tb_screen *screen, const struct tb_item *item, uint16_t column)
{
    for (uint32_t i = 0; i < item->quantity_count; i++) {
        const struct tb_quantity *figure = &item->quantities[i];
        if (figure->span.column != column)
            continue;
        tb_put_spaces(screen, CELL);
        tb_style(screen, TB_DIM);
        tb_buf_text(screen->out, "· ");
        tb_put(screen, tb_item_quote(item, figure->span));
        put_reading(screen, figure);
        tb_style(screen, TB_PLAIN);
        tb_buf_byte(screen->out, '\n');
    }
}

static void put_cells(struct tb_screen *screen, const struct tb_report *report,
                      const struct tb_item *item)
{
    for (size_t c = 0; c < report->column_count || c < item->row->count; c++) {
        struct tb_str text = tb_str_trim(tb_item_text(item, (uint16_t)c));
        if (c == report->column_of[TB_ROLE_NO])
            continue;
        tb_put_spaces(screen, INDENT);
        tb_style(screen, TB_BOLD);
        tb_put(screen, tb_column_label(report, c, screen->lang));
        tb_style(screen, TB_PLAIN);
        tb_buf_byte(screen->out, '\n');
        if (text.len > 0)
            tb_put_paragraph(screen, CELL, text);
        else
            tb_say(screen, "    （空）\n", "    (empty)\n");
        put_figures(screen, item, (uint16_t)c);
    }
}

static void put_units(struct tb_screen *screen, const struct tb_item *item)
{
    if (item->unit_count == 0)
        return;
    tb_explain_heading(screen, "责任单位", "Units");
    for (uint32_t i = 0; i < item->unit_count; i++) {
        const struct tb_unit *unit = &item->units[i];
        const char *basis = tb_unit_basis_word(unit->basis, screen->lang);
        tb_put_spaces(screen, INDENT);
        tb_put(screen, unit->name);
        tb_say(screen, "：%s%s%s\n", ": %s%s%s\n", tb_unit_role_word(unit->role, screen->lang),
               *basis ? tb_pick(screen->lang, "，", ", ") : "", basis);
    }
}

/* ---- comparisons ---- */

/* The value that a target's bound stands for: the lower one, of a ceiling the upper. */
static const struct tb_decimal *bound_of(const struct tb_quantity *figure)
{
    return figure->has_lo ? &figure->lo : figure->has_hi ? &figure->hi : NULL;
}

/* Between the two figures as written: "<", "=", ">"; "：" where they do not compare. */
static const char *relation_between(const struct tb_quantity *actual,
                                    const struct tb_quantity *target)
{
    const struct tb_decimal *a = bound_of(actual), *b = bound_of(target);
    if (!a || !b || actual->dimension != target->dimension ||
        !tb_str_eq(actual->unit, target->unit))
        return "/";
    int order = tb_decimal_compare(*a, *b);
    return order < 0 ? "<" : order > 0 ? ">" : "=";
}

/* "45.00%" of a share. */
static void put_percent(struct tb_screen *screen, const char *zh, const char *en,
                        struct tb_decimal share)
{
    char text[TB_DECIMAL_TEXT];
    struct tb_decimal hundred, percent;
    if (!tb_decimal_make(100, 1, 0, &hundred) || !tb_decimal_mul(share, hundred, &percent))
        return;
    tb_decimal_fixed(percent, 1, TB_ROUND_HALF_UP, text);
    tb_say(screen, "%s %s%%", "%s %s%%", tb_pick(screen->lang, zh, en), text);
}

static void put_why(struct tb_screen *screen, const struct tb_why *why)
{
    if (why->who.ptr) {
        tb_say(screen, "人工指定（%.*s）：%.*s", "decided by %.*s: %.*s", TB_ARG(why->who),
               TB_ARG(why->reason));
        return;
    }
    const char *unit = why->same_unit ? tb_pick(screen->lang, "单位相同", "same unit")
                                      : tb_pick(screen->lang, "单位同类", "units of one kind");
    tb_say(screen, "%s；所指相似度 %.2f；总分 %.2f",
           "%s; likeness of what they measure %.2f; score %.2f", unit, why->likeness, why->score);
}

static void put_grounds(struct tb_screen *screen, const struct tb_pair *pair)
{
    if (pair->has_attainment)
        put_percent(screen, "，完成", ", attained", pair->attainment);
    if (pair->has_expected)
        put_percent(screen, "，按进度应", ", due by now", pair->expected);
    if (pair->has_gap && pair->gap_points.num > 0) {
        char gap[TB_DECIMAL_TEXT];
        tb_decimal_text(pair->gap_points, gap);
        tb_say(screen, "，差 %s 个百分点", ", %s points short", gap);
    }
    tb_say(screen, "；把握 %.2f\n", "; confidence %.2f\n", pair->confidence);
    if (pair->why.known) {
        tb_put_spaces(screen, CELL);
        tb_say(screen, "依据：", "why: ");
        put_why(screen, &pair->why);
        tb_buf_byte(screen->out, '\n');
    }
}

void tb_explain_pair(struct tb_screen *screen, const struct tb_item *item,
                     const struct tb_pair *pair)
{
    bool missed = pair->verdict == TB_VERDICT_MISSED;
    tb_put_spaces(screen, INDENT);
    tb_style(screen, missed ? TB_YELLOW : TB_BOLD);
    if (pair->actual < item->quantity_count) {
        tb_put(screen, text_of(item, pair->actual));
        tb_say(screen, " %s ", " %s ",
               relation_between(&item->quantities[pair->actual], &item->quantities[pair->target]));
    } else if (pair->implied.ptr) {
        tb_say(screen, "“", "“");
        tb_put(screen, pair->implied);
        tb_say(screen, "” / ", "” / ");
    } else {
        tb_say(screen, "没有对应的数 / ", "no figure answers / ");
    }
    tb_put(screen, text_of(item, pair->target));
    tb_style(screen, TB_PLAIN);
    tb_say(screen, "  %s：%s", "  %s: %s", tb_side_word(pair->side, screen->lang),
           tb_verdict_word(pair->verdict, screen->lang));
    put_grounds(screen, pair);
    for (uint32_t i = 0; i < pair->rejected_count; i++) {
        tb_put_spaces(screen, CELL);
        tb_say(screen, "未选 ", "not chosen: ");
        tb_put(screen, text_of(item, pair->rejected[i].actual));
        tb_say(screen, "：", ", ");
        put_why(screen, &pair->rejected[i].why);
        tb_buf_byte(screen->out, '\n');
    }
}

static void put_pairs(struct tb_screen *screen, const struct tb_item *item)
{
    if (item->pair_count == 0)
        return;
    tb_explain_heading(screen, "实绩对目标", "Results against targets");
    for (uint32_t i = 0; i < item->pair_count; i++)
        tb_explain_pair(screen, item, &item->pairs[i]);
}

/* ---- parts, relations, status ---- */

static void put_parts(struct tb_screen *screen, const struct tb_item *item)
{
    if (item->part_count == 0)
        return;
    tb_explain_heading(screen, "各部分", "Parts");
    for (uint32_t i = 0; i < item->part_count; i++) {
        const struct tb_part *part = &item->parts[i];
        struct tb_str text =
            tb_item_quote(item, part->span.column != TB_NO_COLUMN ? part->span : part->target);
        struct tb_str stage = tb_stage_word(part->stage, screen->lang);
        struct tb_str wanted = tb_stage_word(part->target_stage, screen->lang);
        tb_put_spaces(screen, INDENT);
        tb_put(screen, part->label.len > 0 ? part->label : TB_STR("·"));
        tb_buf_text(screen->out, "  ");
        tb_put_cut(screen, text, screen->width / 2);
        tb_say(screen, "\n    状态：%s", "\n    status: %s",
               part->has_label ? tb_label_word(part->label_is, screen->lang)
                               : tb_pick(screen->lang, "未说明", "not said"));
        if (part->stage.ptr)
            tb_say(screen, "；阶段：%.*s", "; stage: %.*s", TB_ARG(stage));
        if (part->target_stage.ptr)
            tb_say(screen, "，目标：%.*s", ", target: %.*s", TB_ARG(wanted));
        tb_buf_byte(screen->out, '\n');
    }
}

static void put_relation(struct tb_screen *screen, const struct tb_relation *relation)
{
    tb_put_spaces(screen, INDENT);
    tb_style(screen, relation->ok ? TB_GREEN : TB_RED);
    tb_say(screen, "%s", "%s", relation->ok ? "✓" : "✗");
    tb_style(screen, TB_PLAIN);
    tb_say(screen, " %s：文中 %.*s，算得 %.*s\n", " %s: stated %.*s, computed %.*s\n",
           tb_relation_word(relation->kind, screen->lang), TB_ARG(relation->stated),
           TB_ARG(relation->recomputed));
}

static void put_relations(struct tb_screen *screen, const struct tb_item *item)
{
    if (item->relation_count == 0)
        return;
    tb_explain_heading(screen, "复算", "Recomputed");
    for (uint32_t i = 0; i < item->relation_count; i++)
        put_relation(screen, &item->relations[i]);
}

static void put_status(struct tb_screen *screen, const struct tb_item *item)
{
    const struct tb_item_status *status = &item->status;
    tb_explain_heading(screen, "状态", "Status");
    tb_say(screen, "  %s", "  %s",
           status->has_label ? tb_label_word(status->label, screen->lang)
                             : tb_pick(screen->lang, "文中看不出", "the text does not show any"));
    const char *before = tb_pick(screen->lang, "；也说得通：", "; also fair: ");
    for (uint32_t i = 0; i < status->accepted_count; i++) {
        if (status->has_label && status->accepted[i] == status->label)
            continue;
        tb_say(screen, "%s%s", "%s%s", before, tb_label_word(status->accepted[i], screen->lang));
        before = tb_pick(screen->lang, "、", ", ");
    }
    if (status->has_reported)
        tb_say(screen, "\n  文中的说法：%s", "\n  what the text claims: %s",
               tb_label_word(status->reported, screen->lang));
    tb_say(screen, "\n  数字：%s\n  依据：%s；把握 %.2f\n",
           "\n  figures: %s\n  evidence: %s; confidence %.2f\n",
           tb_attainment_word(status->attainment, screen->lang),
           tb_evidence_word(status->evidence_quality, screen->lang), status->confidence);
    for (uint32_t i = 0; i < status->evidence_count; i++) {
        tb_put_spaces(screen, CELL);
        tb_say(screen, "“", "“");
        tb_put_cut(screen, tb_item_quote(item, status->evidence[i]), screen->width - CELL - 4);
        tb_say(screen, "”\n", "”\n");
    }
}

/* ---- the grounds of a finding ---- */

static bool touches(const struct tb_item *item, uint32_t quantity, struct tb_span place)
{
    if (quantity >= item->quantity_count)
        return false;
    struct tb_span span = item->quantities[quantity].span;
    return span.column == place.column && span.from < place.to && place.from < span.to;
}

static bool is_ground(const struct tb_report *report, const struct tb_item *item,
                      const struct tb_relation *relation, struct tb_span place)
{
    for (uint32_t i = 0; i < relation->member_count; i++)
        if (&report->items[relation->members[i].item] == item &&
            touches(item, relation->members[i].quantity, place))
            return true;
    return false;
}

void tb_explain_grounds(struct tb_screen *screen, const struct tb_report *report,
                        const struct tb_finding *finding)
{
    const struct tb_item *item =
        finding->item < report->item_count ? &report->items[finding->item] : NULL;
    bool pairs = false, relations = false;
    for (uint32_t i = 0; item && i < item->pair_count; i++) {
        const struct tb_pair *pair = &item->pairs[i];
        if (!touches(item, pair->target, finding->span) &&
            !touches(item, pair->actual, finding->span))
            continue;
        if (!pairs)
            tb_explain_heading(screen, "实绩对目标", "Results against targets");
        pairs = true;
        tb_explain_pair(screen, item, pair);
    }
    for (uint32_t i = 0; item && i < item->relation_count; i++) {
        if (!is_ground(report, item, &item->relations[i], finding->span))
            continue;
        if (!relations)
            tb_explain_heading(screen, "复算", "Recomputed");
        relations = true;
        put_relation(screen, &item->relations[i]);
    }
}

void tb_explain_item(struct tb_screen *screen, const struct tb_report *report, uint32_t index)
{
    const struct tb_item *item = &report->items[index];
    tb_style(screen, TB_BOLD);
    tb_put_item_number(screen, report, index);
    tb_style(screen, TB_PLAIN);
    tb_say(screen, "  %.*s", "  %.*s", TB_ARG(item->id));
    if (item->row->line)
        tb_say(screen, "，第 %u 行", ", line %u", item->row->line);
    tb_buf_text(screen->out, "\n\n");
    put_cells(screen, report, item);
    put_units(screen, item);
    put_pairs(screen, item);
    put_parts(screen, item);
    put_relations(screen, item);
    put_status(screen, item);
}
