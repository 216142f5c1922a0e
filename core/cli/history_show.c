/* history_show.c - tongbao history show [SERIES…]: a series through time, a line for each snapshot; of the
 * newest revision of a period a bar of the statuses of its items. Where a line is too narrow for that, each
 * snapshot has several lines. */
#include "cli/history.h"

#include "cli/inputs.h"
#include "cli/layout.h"

/* The columns, the last in front of the bar. */
enum { PERIOD, REVISION, BYTES, STORED, ITEMS, HEADS };
enum { COUNT_WIDTH = 5, GAP = 2, BAR_LEAST = 12, TITLE_LEAST = 16, BAR_MOST = 60, INDENT = 2 };

static const struct {
    const char *zh, *en;
    size_t width;
} heads[HEADS] = {
    [PERIOD] = {"时段", "period", 10}, [REVISION] = {"版", "rev", 5},
    [BYTES] = {"字节", "bytes", 9},    [STORED] = {"占用", "stored", 8},
    [ITEMS] = {"项", "items", 7},
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

/* The bar of one snapshot. */
static void put_bar(struct tb_screen *screen, const struct tb_history_row *row, size_t most,
                    size_t width)
{
    size_t counts[TB_PROGRESS_END];
    for (int part = 0; part < TB_PROGRESS_END; part++)
        counts[part] = tb_history_row_progress(row, (enum tb_progress)part);
    tb_put_progress(screen, counts, most, width);
}

static void put_left(struct tb_screen *screen, struct tb_str text, size_t width)
{
    tb_put_spaces(screen, width - tb_put_cut(screen, text, width));
}

static void put_right(struct tb_screen *screen, struct tb_str text, size_t width)
{
    size_t columns = tb_columns(text);
    tb_put_spaces(screen, columns < width ? width - columns : 1);
    tb_put(screen, text);
}

/* What stands in place of the statuses; NULL: they are known. */
static const char *remark_of(const struct tb_history_row *row, enum tb_lang lang)
{
    if (row->soundness != TB_SOUND && !row->was_read)
        return tb_soundness_word(row->soundness, lang);
    if (!is_newest(row))
        return tb_pick(lang, "先前的版本", "an earlier revision");
    if (!row->was_read)
        return tb_pick(lang, "读不出表格", "no table could be read");
    return row->entry->is_plan ? tb_pick(lang, "全年计划", "the plan of the year") : NULL;
}

/* The cells in front of the statuses; the items of a report that was not read are empty. */
static void cells_of(const struct tb_history_row *row, char cells[HEADS][24])
{
    const struct tb_entry *entry = row->entry;
    snprintf(cells[PERIOD], sizeof cells[PERIOD], "%.*s", TB_ARG(entry->period_name));
    snprintf(cells[REVISION], sizeof cells[REVISION], "%u", entry->revision);
    snprintf(cells[BYTES], sizeof cells[BYTES], "%llu", (unsigned long long)entry->snapshot.size);
    snprintf(cells[STORED], sizeof cells[STORED], "%llu", (unsigned long long)entry->file_size);
    snprintf(cells[ITEMS], sizeof cells[ITEMS], "%zu", row->items);
    if (!row->was_read)
        cells[ITEMS][0] = '\0';
}

static void put_wide(struct tb_screen *screen, const struct tb_history_row *row, size_t most,
                     size_t width)
{
    char cells[HEADS][24], count[24];
    const char *remark = remark_of(row, screen->lang);
    cells_of(row, cells);
    tb_style(screen, is_newest(row) ? TB_PLAIN : TB_DIM);
    put_left(screen, tb_str_of(cells[PERIOD]), heads[PERIOD].width);
    for (size_t i = PERIOD + 1; i < HEADS; i++)
        put_right(screen, tb_str_of(cells[i]), heads[i].width);
    if (remark)
        tb_say(screen, "  %s", "  %s", remark);
    tb_style(screen, TB_PLAIN);
    for (int part = 0; part < TB_PROGRESS_END && !remark; part++) {
        snprintf(count, sizeof count, "%zu", tb_history_row_progress(row, (enum tb_progress)part));
        put_right(screen, tb_str_of(count), COUNT_WIDTH);
    }
    if (!remark) {
        tb_put_spaces(screen, GAP);
        put_bar(screen, row, most, width);
    }
    tb_buf_byte(screen->out, '\n');
}

/* The same below each other: "版 2  字节 24576", the statuses that there are, the bar. */
static void put_narrow(struct tb_screen *screen, const struct tb_history_row *row, size_t most)
{
    char cells[HEADS][24];
    const char *remark = remark_of(row, screen->lang);
    cells_of(row, cells);
    tb_style(screen, is_newest(row) ? TB_PLAIN : TB_DIM);
    tb_put(screen, tb_str_of(cells[PERIOD]));
    for (size_t i = PERIOD + 1; i < HEADS; i++) {
        if (i == BYTES)
            tb_buf_text(screen->out, "\n");
        if (cells[i][0])
            tb_say(screen, "  %s %s", "  %s %s", tb_pick(screen->lang, heads[i].zh, heads[i].en),
                   cells[i]);
    }
    if (remark)
        tb_say(screen, "\n  %s", "\n  %s", remark);
    tb_style(screen, TB_PLAIN);
    tb_buf_byte(screen->out, '\n');
    if (remark)
        return;
    for (int part = 0; part < TB_PROGRESS_END; part++) {
        size_t count = tb_history_row_progress(row, (enum tb_progress)part);
        if (count > 0)
            tb_say(screen, "  %s%zu", "  %s%zu", tb_progress_sign((enum tb_progress)part), count);
    }
    tb_buf_byte(screen->out, '\n');
    tb_put_spaces(screen, INDENT);
    put_bar(screen, row, most,
            screen->width > BAR_LEAST + INDENT ? screen->width - INDENT : BAR_LEAST);
    tb_buf_byte(screen->out, '\n');
}

static void put_heads(struct tb_screen *screen)
{
    tb_style(screen, TB_DIM);
    for (size_t i = 0; i < HEADS; i++) {
        struct tb_str head = tb_str_of(tb_pick(screen->lang, heads[i].zh, heads[i].en));
        if (i == PERIOD)
            put_left(screen, head, heads[i].width);
        else
            put_right(screen, head, heads[i].width);
    }
    for (int part = 0; part < TB_PROGRESS_END; part++)
        put_right(screen, tb_str_of(tb_progress_sign((enum tb_progress)part)), COUNT_WIDTH);
    tb_style(screen, TB_PLAIN);
    tb_buf_byte(screen->out, '\n');
}

static void put_legend(struct tb_screen *screen)
{
    struct tb_buf legend = tb_buf_make(1 << 10);
    for (int part = 0; part < TB_PROGRESS_END; part++)
        tb_buf_printf(&legend, "%s%s %s", part == 0 ? "" : "  ",
                      tb_progress_sign((enum tb_progress)part),
                      tb_progress_word((enum tb_progress)part, screen->lang));
    tb_put_paragraph(screen, 0, tb_buf_str(&legend));
    tb_buf_free(&legend);
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
    tb_put_cut(screen, title,
               screen->width > used + TITLE_LEAST ? screen->width - used : TITLE_LEAST);
    tb_say(screen, "\n%zu 期，%zu 份，%llu 字节，占 %llu\n",
           "\n%zu periods, %zu snapshots, %llu bytes in %llu\n", periods, end - first, bytes,
           stored);
}

static void put_series(struct tb_screen *screen, const struct tb_history_row *rows, size_t first,
                       size_t end)
{
    size_t most = 1, left = TB_PROGRESS_END * COUNT_WIDTH + GAP;
    for (size_t i = 0; i < HEADS; i++)
        left += heads[i].width;
    bool wide = screen->width >= left + BAR_LEAST;
    size_t width = wide ? screen->width - left : 0;
    if (width > BAR_MOST)
        width = BAR_MOST;
    for (size_t i = first; i < end; i++)
        if (rows[i].items > most)
            most = rows[i].items;
    put_title(screen, rows, first, end);
    if (wide)
        put_heads(screen);
    for (size_t i = first; i < end; i++)
        if (wide)
            put_wide(screen, &rows[i], most, width);
        else
            put_narrow(screen, &rows[i], most);
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
