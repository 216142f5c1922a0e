/* diff_cells.c - see diff_cells.h. */
#include "cli/diff_cells.h"

#include "base/utf8.h"
#include "cli/layout.h"

enum {
    AROUND = 10,        /* characters kept on either side of a stretch */
    TEXT_MAX = 1 << 24, /* bytes of one cell as shown */
    MARKS_MAX = 256,    /* stretches of a cell that are coloured; those behind are plain */
    LEAST = 16          /* columns of text, however narrow the screen */
};

/* A text made of pieces, some of them marked. */
struct mark {
    size_t from, to; /* bytes of the text */
    enum tb_style style;
};

struct marked {
    struct tb_buf text;
    struct mark marks[MARKS_MAX];
    size_t count;
    bool brackets; /* instead of colours */
};

static void add_plain(struct marked *marked, struct tb_str text)
{
    for (size_t i = 0; i < text.len; i++) { /* a line end would end the line of the screen too */
        if (text.ptr[i] == '\n')
            tb_buf_text(&marked->text, "↵");
        else
            tb_buf_byte(&marked->text, text.ptr[i]);
    }
}

static void add_marked(struct marked *marked, struct tb_str text, enum tb_style style)
{
    size_t from = marked->text.len;
    bool dropped = style == TB_RED;
    if (text.len == 0)
        return;
    if (marked->brackets)
        tb_buf_text(&marked->text, dropped ? "[-" : "{+");
    add_plain(marked, text);
    if (marked->brackets)
        tb_buf_text(&marked->text, dropped ? "-]" : "+}");
    if (marked->count < MARKS_MAX)
        marked->marks[marked->count++] = (struct mark){from, marked->text.len, style};
}

/* The last AROUND characters of a text. */
static struct tb_str tail_of(struct tb_str text)
{
    size_t from = text.len;
    for (int i = 0; i < AROUND && from > 0; i++)
        do
            from--;
        while (from > 0 && (text.ptr[from] & 0xC0) == 0x80);
    return tb_str_sub(text, from, text.len);
}

/* What is equal between two edits, or before the first (`left` false) or behind the last (`right` false):
 * its ends, with an ellipsis for what was left out. */
static void add_between(struct marked *marked, struct tb_str text, bool left, bool right)
{
    struct tb_str head = tb_str_sub(text, 0, left ? tb_utf8_offset(text, AROUND) : 0);
    struct tb_str tail = right ? tail_of(text) : tb_str_sub(text, text.len, text.len);
    if (head.len + tail.len >= text.len) {
        add_plain(marked, text);
        return;
    }
    add_plain(marked, head);
    tb_buf_text(&marked->text, "…");
    add_plain(marked, tail);
}

/* Walks the edits; `olds` and `news` may be one and the same. */
static void build(const struct tb_diff_cells *cells, struct marked *olds, struct marked *news)
{
    size_t old_at = 0, new_at = 0;
    for (size_t i = 0; i < cells->count; i++) {
        const struct tb_edit *edit = &cells->edits[i];
        add_between(olds, tb_str_sub(cells->old_text, old_at, edit->old_from), i > 0, true);
        if (news != olds)
            add_between(news, tb_str_sub(cells->new_text, new_at, edit->new_from), i > 0, true);
        add_marked(olds, tb_str_sub(cells->old_text, edit->old_from, edit->old_to), TB_RED);
        add_marked(news, tb_str_sub(cells->new_text, edit->new_from, edit->new_to), TB_GREEN);
        old_at = edit->old_to;
        new_at = edit->new_to;
    }
    add_between(olds, tb_str_sub(cells->old_text, old_at, cells->old_text.len), true, false);
    if (news != olds)
        add_between(news, tb_str_sub(cells->new_text, new_at, cells->new_text.len), true, false);
}

/* --- on the screen ------------------------------------------------------------------------------ */

/* Where printing a marked text has come to. */
struct progress {
    const struct marked *marked;
    size_t at, mark;
};

/* Puts from..to with its marks. */
static void put_stretch(struct tb_screen *screen, struct progress *progress, size_t from, size_t to)
{
    const struct marked *marked = progress->marked;
    struct tb_str text = tb_buf_str(&marked->text);
    while (from < to) {
        while (progress->mark < marked->count && marked->marks[progress->mark].to <= from)
            progress->mark++;
        const struct mark *mark = NULL;
        if (progress->mark < marked->count && marked->marks[progress->mark].from < to)
            mark = &marked->marks[progress->mark];
        if (!mark || mark->from > from) {
            size_t end = mark ? mark->from : to;
            tb_put(screen, tb_str_sub(text, from, end));
            from = end;
            continue;
        }
        size_t end = mark->to < to ? mark->to : to;
        tb_style(screen, mark->style);
        tb_put(screen, tb_str_sub(text, from, end));
        tb_style(screen, TB_PLAIN);
        from = end;
    }
}

/* Puts the next line of at most `width` columns; returns the columns used. */
static size_t put_line(struct tb_screen *screen, struct progress *progress, size_t width)
{
    struct tb_str text = tb_buf_str(&progress->marked->text);
    size_t from = progress->at;
    if (from >= text.len)
        return 0;
    size_t end = tb_line_end(text, from, width, &progress->at);
    while (end > from && text.ptr[end - 1] == ' ')
        end--;
    put_stretch(screen, progress, from, end);
    return tb_columns(tb_str_sub(text, from, end));
}

static bool is_done(const struct progress *progress)
{
    return progress->at >= progress->marked->text.len;
}

static void put_inline(struct tb_screen *screen, const struct marked *marked, size_t indent,
                       size_t first)
{
    struct progress progress = {.marked = marked};
    size_t width = screen->width > indent + LEAST ? screen->width - indent : LEAST;
    for (bool started = false; !started || !is_done(&progress); started = true) {
        if (started)
            tb_put_spaces(screen, indent);
        put_line(screen, &progress, started || width <= first ? width : width - first);
        tb_buf_byte(screen->out, '\n');
    }
}

static void put_sides(struct tb_screen *screen, const struct marked *olds,
                      const struct marked *news, size_t indent)
{
    static const char between[] = " │ ";
    struct progress left = {.marked = olds}, right = {.marked = news};
    size_t width = (screen->width - indent - 3) / 2;
    while (!is_done(&left) || !is_done(&right)) {
        tb_put_spaces(screen, indent);
        size_t used = put_line(screen, &left, width);
        tb_put_spaces(screen, width > used ? width - used : 0);
        if (is_done(&right)) {
            tb_buf_text(screen->out, " │");
        } else {
            tb_buf_text(screen->out, between);
            put_line(screen, &right, width);
        }
        tb_buf_byte(screen->out, '\n');
    }
}

static struct marked *make_marked(struct marked *room, bool color)
{
    room->text = tb_buf_make(TEXT_MAX);
    room->count = 0;
    room->brackets = !color;
    return room;
}

void tb_put_diff_cells(struct tb_screen *screen, const struct tb_diff_cells *cells)
{
    struct marked rooms[2];
    struct marked *olds = make_marked(&rooms[0], screen->color), *news = olds;
    bool wide = screen->width >= TB_SIDE_BY_SIDE;
    if (wide)
        news = make_marked(&rooms[1], screen->color);
    build(cells, olds, news);
    tb_put_spaces(screen, cells->indent);
    tb_style(screen, TB_DIM);
    tb_put(screen, cells->label);
    tb_style(screen, TB_PLAIN);
    if (wide) {
        tb_buf_byte(screen->out, '\n');
        put_sides(screen, olds, news, cells->indent + 2);
        tb_buf_free(&news->text);
    } else {
        tb_buf_text(screen->out, tb_pick(screen->lang, "：", ": "));
        put_inline(screen, olds, cells->indent + 2, tb_columns(cells->label));
    }
    if (olds->text.failed)
        screen->out->failed = olds->text.failed;
    tb_buf_free(&olds->text);
}
