/* history_list.c - tongbao history list [SERIES…]: a line for each snapshot. */
#include "cli/history.h"

#include "cli/layout.h"

enum { COLUMNS = 6, WHERE_LEAST = 20 };

static const char *const heads_zh[COLUMNS] = {"快照", "版", "字节", "占用", "存入时间", "来源"};
static const char *const heads_en[COLUMNS] = {"snapshot", "rev",     "bytes",
                                              "stored",   "kept on", "from"};

static struct tb_str number(struct tb_history_verb *verb, uint64_t value)
{
    return tb_arena_printf(verb->setup.arena, "%llu", (unsigned long long)value);
}

/* The address, else the file's name; what is wrong with it, where something is. */
static struct tb_str where_from(struct tb_history_verb *verb, const struct tb_history_row *row)
{
    const struct tb_snapshot *snapshot = &row->entry->snapshot;
    struct tb_str url = tb_snapshot_property(snapshot, "url");
    if (row->soundness != TB_SOUND)
        return tb_str_of(tb_soundness_word(row->soundness, verb->cli->lang));
    return url.ptr ? url : tb_snapshot_property(snapshot, "name");
}

/* False: the arena is full. */
static bool make_cells(struct tb_history_verb *verb, const struct tb_history_row *row,
                       struct tb_str cells[COLUMNS])
{
    struct tb_str time = tb_snapshot_property(&row->entry->snapshot, "time");
    cells[0] = row->name;
    cells[1] = number(verb, row->entry->revision);
    cells[2] = number(verb, row->entry->snapshot.size);
    cells[3] = number(verb, row->entry->file_size);
    cells[4] = time.len > 10 ? tb_str_sub(time, 0, 10) : time; /* the day */
    cells[5] = where_from(verb, row);
    return cells[1].ptr && cells[2].ptr && cells[3].ptr;
}

static void put_table(struct tb_history_verb *verb, struct tb_str (*cells)[COLUMNS], size_t count)
{
    struct tb_screen screen = tb_cli_screen(verb->cli);
    struct tb_track tracks[COLUMNS] = {{0}}, dim[COLUMNS];
    size_t used = 0;
    for (size_t c = 0; c < COLUMNS; c++)
        cells[0][c] = tb_str_of(tb_pick(screen.lang, heads_zh[c], heads_en[c]));
    for (size_t c = 0; c + 1 < COLUMNS; c++) {
        for (size_t i = 0; i <= count; i++)
            if (tb_columns(cells[i][c]) > tracks[c].width)
                tracks[c].width = tb_columns(cells[i][c]);
        used += tracks[c].width + TB_TRACK_GAP;
    }
    tracks[COLUMNS - 1].width =
        screen.width > used + WHERE_LEAST ? screen.width - used : WHERE_LEAST;
    for (size_t c = 0; c < COLUMNS; c++)
        dim[c] = (struct tb_track){tracks[c].width, TB_DIM};
    tracks[0].style = TB_BOLD;
    for (size_t i = 0; i <= count; i++)
        tb_put_row(&screen, 0, i == 0 ? dim : tracks, cells[i], COLUMNS);
}

static void put_text(struct tb_history_verb *verb, const struct tb_history_row *rows, size_t count)
{
    struct tb_screen screen = tb_cli_screen(verb->cli);
    struct tb_error error = {0};
    unsigned long long bytes = 0, stored = 0;
    struct tb_str(*cells)[COLUMNS] = tb_arena_array(verb->setup.arena, count + 1, sizeof *cells);
    bool good = cells != NULL;
    for (size_t i = 0; i < count && good; i++) {
        good = make_cells(verb, &rows[i], cells[i + 1]);
        bytes += rows[i].entry->snapshot.size;
        stored += rows[i].entry->file_size;
    }
    if (!good) {
        tb_arena_fail(verb->setup.arena, &error);
        tb_history_verb_told(verb, &error, false);
        return;
    }
    if (count == 0) {
        tb_say(&screen, "还没有快照；用 tongbao history add 加入\n",
               "there are no snapshots yet; `tongbao history add` adds one\n");
        return;
    }
    put_table(verb, cells, count);
    if (!verb->cli->options.quiet)
        tb_say(&screen, "%zu 份，%llu 字节，占 %llu\n", "%zu snapshots, %llu bytes in %llu\n",
               count, bytes, stored);
}

void tb_history_verb_list(struct tb_history_verb *verb)
{
    struct tb_error error = {0};
    size_t count = 0;
    bool *chosen = TB_NEW_ARRAY(verb->setup.arena, bool, verb->history.count + 1);
    bool all_known = chosen && tb_history_verb_choose(verb, chosen);
    struct tb_history_row *rows = chosen ? tb_history_rows(verb, chosen, &count) : NULL;
    if (!rows) {
        tb_arena_fail(verb->setup.arena, &error);
        tb_history_verb_told(verb, &error, false);
    } else if (verb->cli->options.format != TB_FORMAT_TEXT) {
        tb_history_put_json(verb, rows, count);
    } else if (count > 0 || all_known) {
        put_text(verb, rows, count);
    }
}
