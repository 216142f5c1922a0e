/* items_text.c - show: the items as a table or as cards. */
#include "cli/bars.h"
#include "cli/layout.h"
#include "cli/report_text.h"
#include "cli/words.h"

enum {
    WANTED_MAX = 400, /* columns beyond which prose asks for no more room */
    LABEL_MAX = 16,   /* columns of a card's labels */
    CARD_INDENT = 6,
    BAR_WIDTH = 20 /* columns of a bar of attainment */
};

/* The widest line of a text, up to WANTED_MAX. */
static size_t widest_line(struct tb_str text)
{
    size_t widest = 0, columns = 0;
    for (size_t at = 0; at < text.len && widest < WANTED_MAX;) {
        struct tb_glyph glyph = tb_glyph_at(text, at);
        columns = glyph.code == '\n' ? 0 : columns + glyph.columns;
        widest = columns > widest ? columns : widest;
        at += glyph.bytes;
    }
    return widest;
}

/* Columns of the widest row: a row may be longer than the header. */
static size_t count_columns(const struct tb_report *report)
{
    size_t count = report->column_count;
    for (size_t i = 0; i < report->item_count; i++)
        if (report->items[i].row->count > count)
            count = report->items[i].row->count;
    return count;
}

static void measure(const struct tb_report *report, size_t count, enum tb_lang lang, size_t *wanted)
{
    for (size_t c = 0; c < count; c++) {
        wanted[c] = tb_columns(tb_column_label(report, c, lang));
        for (size_t i = 0; i < report->item_count && wanted[c] < WANTED_MAX; i++) {
            size_t width = widest_line(tb_item_text(&report->items[i], (uint16_t)c));
            wanted[c] = width > wanted[c] ? width : wanted[c];
        }
    }
}

static bool same_section(const struct tb_item *a, const struct tb_item *b)
{
    if (a->section_count != b->section_count)
        return false;
    for (size_t i = 0; i < a->section_count; i++)
        if (!tb_str_eq(a->section[i], b->section[i]))
            return false;
    return true;
}

/* The titles an item stands under, where they differ from those of the item before. */
static void put_section(struct tb_screen *screen, const struct tb_report *report, size_t index)
{
    const struct tb_item *item = &report->items[index];
    if (item->section_count == 0 || (index > 0 && same_section(item, item - 1)))
        return;
    tb_style(screen, TB_BOLD);
    for (size_t i = 0; i < item->section_count; i++) {
        if (i > 0)
            tb_buf_text(screen->out, " / ");
        tb_put(screen, item->section[i]);
    }
    tb_style(screen, TB_PLAIN);
    tb_buf_byte(screen->out, '\n');
}

struct table {
    struct tb_track tracks[TB_TRACKS_MAX];
    size_t count;
    bool wraps; /* some cell takes more than one line */
};

static void put_table_head(struct tb_screen *screen, const struct tb_report *report,
                           struct table *table)
{
    struct tb_str cells[TB_TRACKS_MAX];
    for (size_t c = 0; c < table->count; c++) {
        cells[c] = tb_column_label(report, c, screen->lang);
        table->tracks[c].style = TB_BOLD;
    }
    tb_put_row(screen, 0, table->tracks, cells, table->count);
    for (size_t c = 0; c < table->count; c++) {
        table->tracks[c].style = TB_PLAIN;
        for (size_t i = 0; i < table->tracks[c].width; i++)
            tb_buf_byte(screen->out, '-');
        if (c + 1 < table->count)
            tb_put_spaces(screen, TB_TRACK_GAP);
    }
    tb_buf_byte(screen->out, '\n');
}

static void put_table_row(struct tb_screen *screen, const struct tb_report *report,
                          const struct table *table, size_t index)
{
    struct tb_str cells[TB_TRACKS_MAX];
    if (table->wraps && index > 0)
        tb_buf_byte(screen->out, '\n');
    put_section(screen, report, index);
    for (size_t c = 0; c < table->count; c++)
        cells[c] = tb_str_trim(tb_item_text(&report->items[index], (uint16_t)c));
    tb_put_row(screen, 0, table->tracks, cells, table->count);
}

/* "牵头：区发改局；配合：区财政局、区工信局", by role; what a role rests on stands in brackets. */
static void put_units(struct tb_screen *value, const struct tb_item *item)
{
    bool begun = false;
    for (int role = 0; role < TB_UNIT_END; role++) {
        bool first = true;
        for (size_t i = 0; i < item->unit_count; i++) {
            const struct tb_unit *unit = &item->units[i];
            if ((int)unit->role != role)
                continue;
            if (first)
                tb_say(value, "%s%s：", "%s%s: ", begun ? tb_pick(value->lang, "；", "; ") : "",
                       tb_unit_role_word(unit->role, value->lang));
            else
                tb_say(value, "、", ", ");
            tb_put(value, unit->name);
            const char *basis = tb_unit_basis_word(unit->basis, value->lang);
            if (unit->role == TB_UNIT_LEAD && *basis)
                tb_say(value, "（%s）", " (%s)", basis);
            first = false;
            begun = true;
        }
    }
}

static size_t label_width(const struct tb_report *report, size_t count, enum tb_lang lang)
{
    size_t width = 4;
    for (size_t c = 0; c < count; c++) {
        size_t columns = tb_columns(tb_column_label(report, c, lang));
        if (c != report->column_of[TB_ROLE_NO] && c != report->column_of[TB_ROLE_TASK] &&
            columns > width)
            width = columns;
    }
    return width < LABEL_MAX ? width : LABEL_MAX;
}

static void put_card_row(struct tb_screen *screen, const struct tb_track *tracks,
                         struct tb_str label, struct tb_str text)
{
    struct tb_str cells[2] = {label, tb_str_trim(text)};
    if (cells[1].len == 0)
        cells[1] = TB_STR("-");
    tb_put_row(screen, CARD_INDENT, tracks, cells, 2);
}

static void put_figure(struct tb_screen *value, const struct tb_item *item, uint32_t index)
{
    if (index != TB_NONE)
        tb_put(value, tb_item_quote(item, item->quantities[index].span));
}

/* What was read from the texts, under them: the status, and of each figure held against its target how much is
 * reached. */
static void put_reading(struct tb_screen *screen, const struct tb_item *item,
                        const struct tb_track *tracks, struct tb_buf *text)
{
    struct tb_screen value = {.out = text, .lang = screen->lang};
    struct tb_track read[2] = {tracks[0], {tracks[1].width, TB_DIM}};
    struct tb_str label = tb_str_of(tb_pick(screen->lang, "状态", "status"));
    if (item->status.has_label) {
        tb_buf_clear(text);
        tb_say(&value, "%s", "%s", tb_label_word(item->status.label, screen->lang));
        read[1].style = tb_progress_style(tb_progress_of(item->status.label));
        put_card_row(screen, read, label, tb_buf_str(text));
        label = TB_STR("");
    }
    for (uint32_t i = 0; i < item->pair_count; i++) {
        const struct tb_pair *pair = &item->pairs[i];
        if (!pair->has_attainment)
            continue;
        double share = tb_decimal_double(pair->attainment);
        tb_buf_clear(text);
        tb_put_bar(&value, share, 1, BAR_WIDTH);
        tb_say(&value, " %.1f%%  ", " %.1f%%  ", share * 100);
        put_figure(&value, item, pair->actual);
        tb_say(&value, " / ", " / ");
        put_figure(&value, item, pair->target);
        read[1].style = TB_DIM;
        put_card_row(screen, read, label, tb_buf_str(text));
        label = TB_STR("");
    }
}

/* The number and the task as a heading, then every other column with its label. */
static void put_card(struct tb_screen *screen, const struct tb_report *report, size_t index,
                     const struct tb_track *tracks, struct tb_buf *units)
{
    const struct tb_item *item = &report->items[index];
    uint16_t no = report->column_of[TB_ROLE_NO], task = report->column_of[TB_ROLE_TASK];
    size_t count =
        item->row->count > report->column_count ? item->row->count : report->column_count;
    struct tb_track head[2] = {{CARD_INDENT - TB_TRACK_GAP, TB_BOLD},
                               {screen->width - CARD_INDENT, TB_BOLD}};
    struct tb_str cells[2] = {tb_str_trim(tb_item_text(item, no)),
                              tb_str_trim(tb_item_text(item, task))};
    if (index > 0)
        tb_buf_byte(screen->out, '\n');
    put_section(screen, report, index);
    tb_put_row(screen, 0, head, cells, 2);
    for (size_t c = 0; c < count && c < TB_NO_COLUMN; c++) {
        if (c == no || c == task)
            continue;
        put_card_row(screen, tracks, tb_column_label(report, c, screen->lang),
                     tb_item_text(item, (uint16_t)c));
        if (c == report->column_of[TB_ROLE_UNITS] && item->unit_count > 0) {
            struct tb_screen value = {.out = units, .lang = screen->lang};
            tb_buf_clear(units);
            put_units(&value, item);
            struct tb_track dim[2] = {tracks[0], {tracks[1].width, TB_DIM}};
            put_card_row(screen, dim, TB_STR(""), tb_buf_str(units));
        }
    }
    put_reading(screen, item, tracks, units);
}

static void put_cards(struct tb_screen *screen, const struct tb_report *report, size_t count,
                      void (*drain)(struct tb_buf *out, void *user), void *user)
{
    struct tb_buf units = tb_buf_make(1 << 24);
    struct tb_screen wide = *screen;
    if (wide.width < 40)
        wide.width = 40;
    struct tb_track tracks[2] = {{label_width(report, count, screen->lang), TB_DIM}, {0, TB_PLAIN}};
    tracks[1].width = wide.width - CARD_INDENT - tracks[0].width - TB_TRACK_GAP;
    for (size_t i = 0; i < report->item_count; i++) {
        put_card(&wide, report, i, tracks, &units);
        if (drain)
            drain(screen->out, user);
    }
    if (units.failed)
        screen->out->failed = units.failed;
    tb_buf_free(&units);
}

void tb_put_report_items(struct tb_screen *screen, const struct tb_report *report,
                         void (*drain)(struct tb_buf *out, void *user), void *user)
{
    struct table table = {.count = count_columns(report)};
    size_t wanted[TB_TRACKS_MAX] = {0};
    if (table.count <= TB_TRACKS_MAX)
        measure(report, table.count, screen->lang, wanted);
    if (table.count > TB_TRACKS_MAX ||
        !tb_share_width(screen->width, wanted, table.count, TB_PROSE_WIDTH, table.tracks)) {
        put_cards(screen, report, table.count, drain, user);
        return;
    }
    for (size_t c = 0; c < table.count; c++)
        table.wraps = table.wraps || wanted[c] > table.tracks[c].width;
    put_table_head(screen, report, &table);
    for (size_t i = 0; i < report->item_count; i++) {
        put_table_row(screen, report, &table, i);
        if (drain)
            drain(screen->out, user);
    }
}
