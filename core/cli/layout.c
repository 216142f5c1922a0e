/* layout.c - breaking lines and setting cells side by side. */
#include "cli/layout.h"

/* Marks that no line begins with, and marks that no line ends with, as Chinese typesetting has it
 * (GB/T 15834, 5.1). */
static const char closing[] = "、。，．：；！？）》」』】〕〉”’％℃·—…%),.:;!?]}";
static const char opening[] = "（《「『【〔〈“‘([{";

static bool is_one_of(const char *marks, const struct tb_glyph *glyph)
{
    struct tb_str shown = {glyph->text, glyph->len};
    return tb_str_find(tb_str_of(marks), shown, 0) != SIZE_MAX;
}

/* Whether a line may end between two glyphs. */
static bool may_break(const struct tb_glyph *left, const struct tb_glyph *right)
{
    if (left->code == ' ' || left->code == '\t')
        return true;
    if (right->columns == 0 || is_one_of(closing, right) || is_one_of(opening, left))
        return false;
    return left->columns == 2 || right->columns == 2 || right->code == ' ';
}

static size_t skip_blanks(struct tb_str text, size_t at)
{
    while (at < text.len && text.ptr[at] == ' ')
        at++;
    return at;
}

size_t tb_line_end(struct tb_str text, size_t from, size_t width, size_t *next)
{
    size_t used = 0, at = from, good = from;
    struct tb_glyph left = {0};
    while (at < text.len) {
        struct tb_glyph glyph = tb_glyph_at(text, at);
        if (glyph.code == '\n') {
            *next = at + 1;
            return at;
        }
        if (at > from && may_break(&left, &glyph))
            good = at;
        if (used + glyph.columns > width && at > from)
            break;
        used += glyph.columns;
        at += glyph.bytes;
        left = glyph;
    }
    if (at == text.len) {
        *next = at;
        return at;
    }
    if (good == from) /* nowhere to break: cut */
        good = at;
    *next = skip_blanks(text, good);
    if (*next == text.len || text.ptr[*next] != '\n')
        return good;
    ++*next; /* blanks before a line end are not a line of their own */
    return good;
}

/* The next line of a cell that has been printed up to *at. */
static struct tb_str next_line(struct tb_str text, size_t *at, size_t width)
{
    size_t from = *at, end = tb_line_end(text, from, width, at);
    while (end > from && text.ptr[end - 1] == ' ')
        end--;
    return tb_str_sub(text, from, end);
}

void tb_put_row(struct tb_screen *screen, size_t indent, const struct tb_track *tracks,
                const struct tb_str *cells, size_t count)
{
    size_t at[TB_TRACKS_MAX] = {0};
    bool more = true;
    while (more) {
        size_t owed = indent; /* blanks to put before the next text, so that none end the line */
        more = false;
        for (size_t i = 0; i < count; i++) {
            struct tb_str line = TB_STR("");
            if (at[i] < cells[i].len)
                line = next_line(cells[i], &at[i], tracks[i].width);
            size_t columns = tb_columns(line);
            if (columns > 0) {
                tb_put_spaces(screen, owed);
                owed = 0;
                if (tracks[i].style != TB_PLAIN)
                    tb_style(screen, tracks[i].style);
                tb_put(screen, line);
                if (tracks[i].style != TB_PLAIN)
                    tb_style(screen, TB_PLAIN);
            }
            owed += TB_TRACK_GAP + (tracks[i].width > columns ? tracks[i].width - columns : 0);
            more = more || at[i] < cells[i].len;
        }
        tb_buf_byte(screen->out, '\n');
    }
}

void tb_put_paragraph(struct tb_screen *screen, size_t indent, struct tb_str text)
{
    size_t width = screen->width > indent + 8 ? screen->width - indent : 8;
    struct tb_track track = {width, TB_PLAIN};
    tb_put_row(screen, indent, &track, &text, 1);
}

bool tb_share_width(size_t total, const size_t *wanted, size_t count, size_t least,
                    struct tb_track *tracks)
{
    size_t gaps = count > 0 ? (count - 1) * TB_TRACK_GAP : 0;
    if (count > TB_TRACKS_MAX || total < gaps)
        return false;
    size_t left = total - gaps, open = count;
    bool settled[TB_TRACKS_MAX] = {false};
    for (size_t i = 0; i < count; i++)
        tracks[i].width = 0;
    for (bool changed = true; changed && open > 0;) { /* at most `count` rounds */
        changed = false;
        size_t share = left / open;
        for (size_t i = 0; i < count; i++)
            if (!settled[i] && wanted[i] <= share) {
                settled[i] = changed = true;
                tracks[i].width = wanted[i];
                left -= wanted[i];
                open--;
            }
    }
    if (open > 0 && left / open < least)
        return false;
    size_t sum = 0, spare = left - open * least;
    for (size_t i = 0; i < count; i++)
        sum += settled[i] ? 0 : wanted[i];
    for (size_t i = 0; i < count; i++)
        if (!settled[i])
            tracks[i].width = least + (size_t)((double)spare * (double)wanted[i] / (double)sum);
    return true;
}
