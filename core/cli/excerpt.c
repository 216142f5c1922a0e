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

static void put_piece(struct tb_screen *screen, struct tb_str text, struct piece piece)
{
    tb_put(screen, tb_str_sub(text, piece.from, piece.to));
}

void tb_put_excerpt(struct tb_screen *screen, const struct tb_excerpt *excerpt)
{
    size_t lead = excerpt->indent + tb_columns(excerpt->label);
    size_t room = screen->width > lead + 20 ? screen->width - lead - 2 : 20; /* 2: the ellipses */
    struct tb_str text = excerpt->text;
    size_t from = excerpt->from < text.len ? excerpt->from : text.len;
    size_t to = excerpt->to < text.len ? excerpt->to : text.len;

    struct piece marked = take_forward(text, from, to > from ? to : from, room);
    struct piece after = {.from = marked.to, .to = marked.to};
    struct piece before = take_backward(text, from, room - marked.columns);
    if (!marked.cut) {
        size_t spare = room - marked.columns;
        after = take_forward(text, marked.to, text.len, spare);
        if (before.columns + after.columns > spare) { /* share what there is */
            size_t half = spare / 2;
            size_t left = after.columns < half ? spare - after.columns : half;
            before = take_backward(text, from, left);
            after = take_forward(text, marked.to, text.len, spare - before.columns);
        }
    }

    tb_put_spaces(screen, excerpt->indent);
    tb_style(screen, TB_DIM);
    tb_put(screen, excerpt->label);
    tb_style(screen, TB_PLAIN);
    tb_buf_text(screen->out, before.cut ? "…" : "");
    put_piece(screen, text, before);
    tb_style(screen, excerpt->style);
    put_piece(screen, text, marked);
    tb_style(screen, TB_PLAIN);
    put_piece(screen, text, after);
    tb_buf_text(screen->out, marked.cut || after.cut ? "…\n" : "\n");

    tb_put_spaces(screen, lead + (before.cut ? 1 : 0) + before.columns);
    tb_style(screen, excerpt->style);
    for (size_t i = 0; i < (marked.columns > 0 ? marked.columns : 1); i++)
        tb_buf_byte(screen->out, excerpt->mark);
    tb_style(screen, TB_PLAIN);
    tb_buf_byte(screen->out, '\n');
}
