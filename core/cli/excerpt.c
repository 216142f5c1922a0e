/* excerpt.c - quoting with marks. */
#include "cli/excerpt.h"

/* A part of the text and the columns it takes. */
struct piece {
    size_t from, to, columns;
    bool cut; /* there is more text of the line beyond it */
};

/* As many whole glyphs as fit into `room` columns behind `from`, not beyond `end` or the line's. */
static struct piece take_forward(struct tb_str text, size_t from, size_t end, size_t room)
{
    struct piece piece = {.from = from, .to = from};
    while (piece.to < end) {
        struct tb_glyph glyph = tb_glyph_at(text, piece.to);
        if (glyph.code == '\n')
            break;
        if (piece.columns + glyph.columns > room) {
            piece.cut = true;
            break;
        }
        piece.columns += glyph.columns;
        piece.to += glyph.bytes;
    }
    return piece;
}

static size_t step_back(struct tb_str text, size_t at)
{
    do
        at--;
    while (at > 0 && ((unsigned char)text.ptr[at] & 0xC0) == 0x80);
    return at;
}

/* The same before `end`. */
static struct piece take_backward(struct tb_str text, size_t end, size_t room)
{
    struct piece piece = {.from = end, .to = end};
    while (piece.from > 0) {
        size_t before = step_back(text, piece.from);
        struct tb_glyph glyph = tb_glyph_at(text, before);
        if (glyph.code == '\n')
            break;
        if (piece.columns + glyph.columns > room) {
            piece.cut = true;
            break;
        }
        piece.columns += glyph.columns;
        piece.from = before;
    }
    return piece;
}

/* The part that must be seen: the mark at `first`, with as many of the others behind it in the list as
 * leave room. A mark longer than the room is cut. */
static struct piece take_marks(const struct tb_excerpt *excerpt, size_t first, size_t room)
{
    struct tb_str text = excerpt->text;
    struct piece piece =
        take_forward(text, excerpt->marks[first].from, excerpt->marks[first].to, room);
    for (size_t i = first + 1; i < excerpt->count && !piece.cut; i++) {
        const struct tb_mark_under *mark = &excerpt->marks[i];
        size_t from = mark->from < piece.from ? mark->from : piece.from;
        size_t to = mark->to > piece.to ? mark->to : piece.to;
        struct piece more = take_forward(text, from, to, room);
        if (!mark->shown && more.to == to)
            piece = more;
    }
    return piece;
}

/* The mark that the glyph at `at` belongs to, of those that stand whole between `from` and `to`; NULL:
 * none. `only`: this one counts even if it is cut. */
static const struct tb_mark_under *mark_at(const struct tb_excerpt *excerpt, size_t at, size_t from,
                                           size_t to, const struct tb_mark_under *only)
{
    for (size_t i = 0; i < excerpt->count; i++) {
        const struct tb_mark_under *mark = &excerpt->marks[i];
        bool whole = (!mark->shown && mark->from >= from && mark->to <= to) || mark == only;
        if (whole && (at == mark->from || (at > mark->from && at < mark->to)))
            return mark;
    }
    return NULL;
}

static void put_sign(struct tb_screen *under, size_t *owed, const struct tb_mark_under *mark,
                     size_t columns)
{
    if (!mark) {
        *owed += columns;
        return;
    }
    tb_put_spaces(under, *owed);
    *owed = 0;
    tb_style(under, mark->style);
    for (size_t i = 0; i < columns; i++)
        tb_buf_byte(under->out, mark->sign);
    tb_style(under, TB_PLAIN);
}

/* The quote from `from` to `to` with its marks in their styles; the signs go `under` it, behind *owed
 * blanks. */
static void put_marked(struct tb_screen *screen, struct tb_screen *under, size_t owed,
                       const struct tb_excerpt *excerpt, size_t from, size_t to,
                       const struct tb_mark_under *first)
{
    const struct tb_mark_under *mark;
    for (size_t at = from, next; at < to; at = next) {
        size_t columns = 0;
        mark = mark_at(excerpt, at, from, to, first);
        for (next = at; next < to && mark_at(excerpt, next, from, to, first) == mark;) {
            struct tb_glyph glyph = tb_glyph_at(excerpt->text, next);
            columns += glyph.columns;
            next += glyph.bytes;
            if (mark && mark->from == mark->to)
                break;
        }
        bool place =
            mark && mark->from == mark->to; /* between two characters: one sign is enough */
        if (mark && !place)
            tb_style(screen, mark->style);
        tb_put(screen, tb_str_sub(excerpt->text, at, next));
        if (mark && !place)
            tb_style(screen, TB_PLAIN);
        put_sign(under, &owed, mark, place ? 1 : columns);
        owed += place ? columns - 1 : 0;
    }
    mark = mark_at(excerpt, to, from, to, first);
    if (mark && mark->from == mark->to)
        put_sign(under, &owed, mark, 1);
}

static void put_window(struct tb_screen *screen, const struct tb_excerpt *excerpt,
                       struct piece before, struct piece after, const struct tb_mark_under *first,
                       bool cut)
{
    struct tb_buf signs = tb_buf_make(1 << 16);
    struct tb_screen under = *screen;
    size_t lead = excerpt->indent + tb_columns(excerpt->label) + (before.cut ? 1 : 0);
    under.out = &signs;
    tb_put_spaces(screen, excerpt->indent);
    tb_style(screen, TB_DIM);
    tb_put(screen, excerpt->label);
    tb_style(screen, TB_PLAIN);
    tb_buf_text(screen->out, before.cut ? "…" : "");
    put_marked(screen, &under, lead, excerpt, before.from, after.to, first);
    tb_buf_text(screen->out, cut || after.cut ? "…\n" : "\n");
    tb_buf_add(screen->out, tb_buf_str(&signs));
    tb_buf_byte(screen->out, '\n');
    if (signs.failed)
        screen->out->failed = signs.failed;
    tb_buf_free(&signs);
}

bool tb_put_excerpt(struct tb_screen *screen, struct tb_excerpt *excerpt)
{
    size_t lead = excerpt->indent + tb_columns(excerpt->label), first = 0;
    size_t room = screen->width > lead + 20 ? screen->width - lead - 2 : 20; /* 2: the ellipses */
    struct tb_str text = excerpt->text;
    while (first < excerpt->count && excerpt->marks[first].shown)
        first++;
    if (first == excerpt->count)
        return false;
    for (size_t i = first; i < excerpt->count; i++) {
        struct tb_mark_under *mark = &excerpt->marks[i];
        mark->to = mark->to < text.len ? mark->to : text.len;
        mark->from = mark->from < mark->to ? mark->from : mark->to;
    }

    struct piece marked = take_marks(excerpt, first, room);
    struct piece after = {.from = marked.to, .to = marked.to};
    struct piece before = take_backward(text, marked.from, room - marked.columns);
    if (!marked.cut) {
        size_t spare = room - marked.columns;
        after = take_forward(text, marked.to, text.len, spare);
        if (before.columns + after.columns > spare) { /* share what there is */
            size_t half = spare / 2;
            size_t left = after.columns < half ? spare - after.columns : half;
            before = take_backward(text, marked.from, left);
            after = take_forward(text, marked.to, text.len, spare - before.columns);
        }
    }
    put_window(screen, excerpt, before, after, &excerpt->marks[first], marked.cut);
    excerpt->marks[first].shown = true;
    for (size_t i = first + 1; i < excerpt->count; i++)
        if (excerpt->marks[i].from >= before.from && excerpt->marks[i].to <= after.to)
            excerpt->marks[i].shown = true;
    return true;
}
