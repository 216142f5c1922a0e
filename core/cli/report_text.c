/* report_text.c - show: what the report is and how it was read. The items are in items_text.c. */
#include "cli/report_text.h"

#include "cli/bars.h"
#include "cli/layout.h"
#include "cli/period.h"
#include "cli/words.h"

enum { LABEL_WIDTH = 8, CHART_WIDTH = 40 };

struct tb_str tb_column_label(const struct tb_report *report, size_t column, enum tb_lang lang)
{
    if (column >= report->column_count)
        return TB_STR("+");
    struct tb_str header = tb_str_trim(report->columns[column].header);
    if (header.len > 0)
        return header;
    return tb_str_of(tb_role_word(report->columns[column].role, lang));
}

/* One line of facts: the label, then text written by the caller into `value`. */
static void put_fact(struct tb_screen *screen, const char *zh, const char *en, struct tb_buf *value)
{
    struct tb_track tracks[2] = {{.width = LABEL_WIDTH, .style = TB_DIM}, {.width = 20}};
    if (screen->width > LABEL_WIDTH + 4 + 20)
        tracks[1].width = screen->width - LABEL_WIDTH - 4;
    struct tb_str cells[2] = {tb_str_of(tb_pick(screen->lang, zh, en)), tb_buf_str(value)};
    tb_put_row(screen, 2, tracks, cells, 2);
    if (value->failed)
        screen->out->failed = value->failed;
    tb_buf_clear(value);
}

/* A screen that writes facts into a buffer of their own, without styles. */
static struct tb_screen plain_screen(const struct tb_screen *screen, struct tb_buf *value)
{
    return (struct tb_screen){.out = value, .lang = screen->lang, .width = screen->width};
}

static void put_columns(struct tb_screen *value, const struct tb_report *report)
{
    for (size_t i = 0; i < report->column_count; i++) {
        struct tb_str header = tb_str_trim(report->columns[i].header);
        if (i > 0)
            tb_say(value, "，", ", ");
        if (header.len > 0)
            tb_put(value, header);
        else
            tb_say(value, "（无表头）", "(no header)");
        tb_say(value, "[%s]", " [%s]", tb_role_name(report->columns[i].role));
    }
}

/* How often each kind of repair was needed, in the order of their first place. */
static void put_repair_counts(struct tb_screen *value, const struct tb_report *report)
{
    enum { KINDS = 64 };
    const char *kinds[KINDS];
    unsigned long counts[KINDS];
    size_t known = 0;
    for (size_t i = 0; i < report->repair_count; i++) {
        size_t k = 0;
        while (k < known && strcmp(kinds[k], report->repairs[i].kind) != 0)
            k++;
        if (k == KINDS)
            continue;
        if (k == known) {
            kinds[known] = report->repairs[i].kind;
            counts[known++] = 0;
        }
        counts[k] += report->repairs[i].count;
    }
    for (size_t k = 0; k < known; k++)
        tb_say(value, "%s%s ×%lu", "%s%s ×%lu", k == 0 ? "" : tb_pick(value->lang, "，", ", "),
               kinds[k], counts[k]);
}

static void put_each_repair(struct tb_screen *screen, const struct tb_report *report)
{
    for (size_t i = 0; i < report->repair_count; i++) {
        const struct tb_repair *repair = &report->repairs[i];
        tb_put_spaces(screen, LABEL_WIDTH + 4);
        if (repair->line)
            tb_say(screen, "%u:%u ", "%u:%u ", repair->line, repair->column);
        tb_put(screen, repair->part);
        tb_put(screen, repair->cell);
        tb_say(screen, " %s ×%u%s", " %s ×%u%s", repair->kind, repair->count,
               repair->detail.len > 0 ? " " : "");
        size_t room = screen->width > LABEL_WIDTH + 40 ? screen->width - LABEL_WIDTH - 40 : 20;
        tb_put_cut(screen, repair->detail, room);
        tb_buf_byte(screen->out, '\n');
    }
}

/* How far the items have come: a bar, then what its parts are. */
static void put_progress(struct tb_screen *screen, const struct tb_report *report)
{
    size_t counts[TB_PROGRESS_END] = {0};
    const char *label = tb_pick(screen->lang, "进展", "progress");
    for (size_t i = 0; i < report->item_count; i++) {
        const struct tb_item_status *status = &report->items[i].status;
        counts[tb_progress_of(status->has_label ? status->label : TB_LABEL_END)]++;
    }
    tb_put_spaces(screen, 2);
    tb_style(screen, TB_DIM);
    tb_say(screen, "%s", "%s", label);
    tb_style(screen, TB_PLAIN);
    tb_put_spaces(screen, LABEL_WIDTH + 2 - tb_columns(tb_str_of(label)));
    tb_put_progress(screen, counts, report->item_count, CHART_WIDTH);
    for (int i = 0; i < TB_PROGRESS_END; i++)
        if (counts[i] > 0)
            tb_say(screen, "  %s %s %zu", "  %s %s %zu", tb_progress_sign((enum tb_progress)i),
                   tb_progress_word((enum tb_progress)i, screen->lang), counts[i]);
    tb_buf_byte(screen->out, '\n');
}

void tb_put_report_notes(struct tb_screen *screen, const struct tb_report *report)
{
    struct tb_buf buf = tb_buf_make(1 << 24);
    struct tb_screen value = plain_screen(screen, &buf);
    for (size_t i = 0; i < report->note_count; i++) {
        const struct tb_note *note = &report->notes[i];
        tb_put(&value, screen->lang == TB_LANG_ZH ? note->text_zh : note->text_en);
        put_fact(screen, note->zh, note->en, &buf);
    }
    tb_buf_free(&buf);
}

void tb_put_report_head(struct tb_screen *screen, const struct tb_report *report, bool everything)
{
    struct tb_buf buf = tb_buf_make(1 << 24);
    struct tb_screen value = plain_screen(screen, &buf);
    char room[TB_PERIOD_NAME];

    tb_style(screen, TB_BOLD);
    if (report->title.len > 0)
        tb_put_paragraph(screen, 0, report->title);
    else
        tb_say(screen, "（没有标题）\n", "(no title)\n");
    tb_style(screen, TB_PLAIN);

    tb_put(&value, report->source.name);
    tb_say(&value, "，%s，%s，%zu 字节", ", %s, %s, %zu bytes", report->source.format,
           report->source.encoding, report->source.bytes.len);
    put_fact(screen, "来源", "source", &buf);
    if (report->period.known)
        tb_say(&value, "%s（%04d-%02d-%02d 至 %04d-%02d-%02d）",
               "%s (%04d-%02d-%02d to %04d-%02d-%02d)",
               tb_period_name(&report->period, screen->lang, room), report->period.from.year,
               report->period.from.month, report->period.from.day, report->period.to.year,
               report->period.to.month, report->period.to.day);
    else if (report->year)
        tb_say(&value, "%d年，期间不明（可用 --period 指定）",
               "%d, the period is not known (--period sets it)", report->year);
    else
        tb_say(&value, "不明（可用 --period 指定）", "not known (--period sets it)");
    put_fact(screen, "时段", "period", &buf);
    if (report->place.len > 0) {
        tb_put(&value, report->place);
        put_fact(screen, "地区", "place", &buf);
    }
    for (size_t i = 0; i < report->meta_count; i++) {
        tb_put(&value, report->meta[i].key);
        tb_say(&value, "：", ": ");
        tb_put(&value, report->meta[i].value);
        put_fact(screen, i == 0 ? "附注" : "", i == 0 ? "meta" : "", &buf);
    }
    put_columns(&value, report);
    put_fact(screen, "列", "columns", &buf);
    tb_say(&value, "%zu", "%zu", report->item_count);
    put_fact(screen, "项", "items", &buf);
    if (report->item_count > 0)
        put_progress(screen, report);
    if (report->repair_count > 0) {
        tb_say(&value, "%zu 处：", "%zu: ", report->repair_count);
        put_repair_counts(&value, report);
        if (!everything)
            tb_say(&value, "（-v 逐条列出）", " (-v lists them)");
        put_fact(screen, "修复", "repairs", &buf);
        if (everything)
            put_each_repair(screen, report);
    }
    tb_buf_free(&buf);
}
