/* history_show.c - tongbao history show [SERIES…]: a series through time, a bar of the statuses of its
 * items for each period. */
#include "cli/history.h"

#include "cli/inputs.h"

enum { NAME_WIDTH = 12, COUNT_WIDTH = 6, BAR_LEAST = 16, BAR_MOST = 60, BAR_BYTES = 16 };

/* How a part of the bar is drawn: told apart without colours too. */
static const struct {
    const char *sign, *zh, *en;
    enum tb_style style;
} parts[TB_PROGRESS_END] = {
    [TB_PROGRESS_DONE] = {"█", "完成", "done", TB_GREEN},
    [TB_PROGRESS_MOVING] = {"▓", "推进", "moving", TB_BLUE},
    [TB_PROGRESS_LATE] = {"▒", "滞后或未启动", "late or not started", TB_YELLOW},
    [TB_PROGRESS_STOPPED] = {"×", "暂停、取消、移交", "stopped or moved", TB_RED},
    [TB_PROGRESS_UNCLEAR] = {"·", "看不出", "unclear", TB_DIM},
};

/* Reads the report of the row and counts its statuses. */
static enum tb_status read_row(struct tb_history_verb *verb, struct tb_arena *arena,
                               struct tb_history_row *row, struct tb_error *error)
{
    const struct tb_past_reader reader = {verb->setup.ingest, verb->setup.extract,
                                          verb->setup.options};
    struct tb_report *report;
    enum tb_status status =
        tb_past_load(&verb->history, row->entry, &reader, arena, &report, error);
    if (status != TB_OK)
        return status;
    row->title = tb_arena_copy(verb->setup.arena, report->title);
    row->was_read = true;
    row->items = report->item_count;
    for (size_t i = 0; i < report->item_count; i++) {
        const struct tb_item_status *item = &report->items[i].status;
        row->labels[item->has_label ? item->label : TB_LABEL_END]++;
    }
    return TB_OK;
}

static bool is_newest(const struct tb_history_row *row)
{
    return tb_str_find(row->name, TB_STR("~"), 0) == SIZE_MAX;
}

/* --- drawing ------------------------------------------------------------------------------------ */

/* The bar: as many signs of each part as it has items, in proportion when they do not fit. Rounding
 * is done on running sums, so that the whole has the right length; what is there has a sign. */
static void put_bar(struct tb_screen *screen, const struct tb_history_row *row, size_t most,
                    size_t width)
{
    size_t sum = 0, drawn = 0;
    for (int part = 0; part < TB_PROGRESS_END; part++) {
        size_t count = tb_history_row_progress(row, (enum tb_progress)part);
        sum += count;
        size_t end = most > width ? (sum * width + most / 2) / most : sum;
        if (count > 0 && end <= drawn)
            end = drawn + 1;
        tb_style(screen, count > 0 ? parts[part].style : TB_PLAIN);
        for (; drawn < end; drawn++)
            tb_buf_text(screen->out, parts[part].sign);
        tb_style(screen, TB_PLAIN);
    }
}

static void put_counts(struct tb_screen *screen, const struct tb_history_row *row)
{
    for (int part = 0; part < TB_PROGRESS_END; part++)
        tb_buf_printf(screen->out, "%*zu", COUNT_WIDTH,
                      tb_history_row_progress(row, (enum tb_progress)part));
}

static void put_padded(struct tb_screen *screen, struct tb_str text, size_t width)
{
    size_t used = tb_put_cut(screen, text, width);
    tb_put_spaces(screen, width - used);
}

static void put_row(struct tb_screen *screen, const struct tb_history_row *row, size_t most,
                    size_t width)
{
    const struct tb_entry *entry = row->entry;
    put_padded(screen, entry->period_name, NAME_WIDTH);
    tb_buf_printf(screen->out, "%*u", COUNT_WIDTH, entry->revision);
    if (!row->was_read) {
        tb_say(screen, "  %s\n", "  %s\n",
               row->soundness == TB_SOUND
                   ? tb_pick(screen->lang, "读不出表格", "no table could be read")
                   : tb_soundness_word(row->soundness, screen->lang));
        return;
    }
    tb_buf_printf(screen->out, "%*zu", COUNT_WIDTH, row->items);
    if (entry->is_plan) {
        tb_say(screen, "  全年计划\n", "  the plan of the year\n");
        return;
    }
    put_counts(screen, row);
    tb_put_spaces(screen, 2);
    put_bar(screen, row, most, width);
    tb_buf_byte(screen->out, '\n');
}

static void put_heads(struct tb_screen *screen)
{
    static const char *const zh[] = {"版", "项"}, *const en[] = {"rev", "items"};
    tb_style(screen, TB_DIM);
    put_padded(screen, tb_str_of(tb_pick(screen->lang, "时段", "period")), NAME_WIDTH);
    for (size_t i = 0; i < 2; i++) {
        struct tb_str head = tb_str_of(tb_pick(screen->lang, zh[i], en[i]));
        tb_put_spaces(screen, COUNT_WIDTH - tb_columns(head));
        tb_put(screen, head);
    }
    for (int part = 0; part < TB_PROGRESS_END; part++) {
        tb_put_spaces(screen, COUNT_WIDTH - 1);
        tb_buf_text(screen->out, parts[part].sign);
    }
    tb_style(screen, TB_PLAIN);
    tb_buf_byte(screen->out, '\n');
}

static void put_legend(struct tb_screen *screen)
{
    for (int part = 0; part < TB_PROGRESS_END; part++)
        tb_say(screen, "%s%s %s", "%s%s %s", part == 0 ? "" : "  ", parts[part].sign,
               tb_pick(screen->lang, parts[part].zh, parts[part].en));
    tb_buf_byte(screen->out, '\n');
}

/* What stands above the periods of a series: rows[first] up to rows[end]. */
static void put_title(struct tb_screen *screen, const struct tb_history_row *rows, size_t first,
                      size_t end)
{
    unsigned long long bytes = 0, stored = 0;
    size_t periods = 0;
    struct tb_str title = {0};
    for (size_t i = first; i < end; i++) {
        bytes += rows[i].entry->snapshot.size;
        stored += rows[i].entry->file_size;
        periods += is_newest(&rows[i]);
        if (rows[i].title.len > 0)
            title = rows[i].title;
    }
    tb_style(screen, TB_BOLD);
    tb_put(screen, rows[first].entry->series);
    tb_style(screen, TB_PLAIN);
    tb_put_spaces(screen, 2);
    size_t used = tb_columns(rows[first].entry->series) + 2;
    tb_put_cut(screen, title, screen->width > used + BAR_LEAST ? screen->width - used : BAR_LEAST);
    tb_say(screen, "\n%zu 期，%zu 份，%llu 字节，占 %llu\n",
           "\n%zu periods, %zu snapshots, %llu bytes in %llu\n", periods, end - first, bytes,
           stored);
}

static void put_series(struct tb_screen *screen, const struct tb_history_row *rows, size_t first,
                       size_t end)
{
    size_t most = 1, left = NAME_WIDTH + (2 + TB_PROGRESS_END) * COUNT_WIDTH + 2;
    size_t width = screen->width > left + BAR_LEAST ? screen->width - left : BAR_LEAST;
    if (width > BAR_MOST)
        width = BAR_MOST;
    for (size_t i = first; i < end; i++)
        if (rows[i].items > most)
            most = rows[i].items;
    put_title(screen, rows, first, end);
    put_heads(screen);
    for (size_t i = first; i < end; i++)
        if (is_newest(&rows[i]))
            put_row(screen, &rows[i], most, width);
}

static void put_text(struct tb_history_verb *verb, const struct tb_history_row *rows, size_t count)
{
    struct tb_screen screen = tb_cli_screen(verb->cli);
    if (count == 0)
        tb_say(&screen, "还没有快照；用 tongbao history add 加入\n",
               "there are no snapshots yet; `tongbao history add` adds one\n");
    for (size_t first = 0, end; first < count; first = end) {
        for (end = first;
             end < count && tb_str_eq(rows[end].entry->series, rows[first].entry->series);)
            end++;
        put_series(&screen, rows, first, end);
        tb_buf_byte(screen.out, '\n');
    }
    if (count > 0)
        put_legend(&screen);
}

void tb_history_verb_show(struct tb_history_verb *verb)
{
    struct tb_error error = {0};
    struct tb_arena *arena = NULL;
    size_t count = 0;
    bool *chosen = TB_NEW_ARRAY(verb->setup.arena, bool, verb->history.count + 1);
    bool all_known = chosen && tb_history_verb_choose(verb, chosen);
    struct tb_history_row *rows = chosen ? tb_history_rows(verb, chosen, &count) : NULL;
    enum tb_status status = rows ? TB_OK : tb_arena_fail(verb->setup.arena, &error);
    if (status == TB_OK)
        status = tb_arena_new(TB_INPUT_ARENA, &arena, &error);
    if (status != TB_OK) {
        tb_history_verb_told(verb, &error, false);
        return;
    }
    for (size_t i = 0; i < count; i++) {
        struct tb_error problem = {0};
        tb_arena_reset(arena);
        if (is_newest(&rows[i]) && read_row(verb, arena, &rows[i], &problem) != TB_OK)
            tb_history_verb_told(verb, &problem, false);
    }
    tb_arena_free(arena);
    if (verb->cli->options.format != TB_FORMAT_TEXT)
        tb_history_put_json(verb, rows, count);
    else if (count > 0 || all_known)
        put_text(verb, rows, count);
}
