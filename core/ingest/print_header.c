/* print_header.c - the header of a printed table, and where its columns end. */
#include <stdlib.h>

#include "base/utf8.h"
#include "ingest/heading.h"
#include "ingest/print.h"
#include "ingest/serial.h"

enum {
    LONGEST = 60 /* bytes of a word of a header: twenty Han characters */,
    SAMPLE = 20000 /* words */,
    STEPS = 512
};

struct atom {
    struct tb_str text;
    int32_t left, right;
    size_t level;
    bool spans; /* it stands above several others */
};

struct atoms {
    struct atom at[TB_PRINT_COLUMNS * TB_PRINT_LEVELS];
    size_t count;
};

/* The words of a line, those close together as one; false: it is no line of a header. */
static bool take_line(struct tb_arena *arena, const struct tb_print_line *line, size_t level,
                      struct atoms *atoms)
{
    size_t first = atoms->count;
    for (size_t i = 0; i < line->count; i++) {
        const struct tb_print_word *word = &line->words[i];
        struct atom *last = atoms->count > first ? &atoms->at[atoms->count - 1] : NULL;
        if (last && word->left - last->right < (line->bottom - line->top) / 2) {
            last->text = tb_arena_printf(arena, "%.*s%.*s", TB_ARG(last->text), TB_ARG(word->text));
            last->right = word->right > last->right ? word->right : last->right;
            if (!last->text.ptr || last->text.len > LONGEST)
                return false;
            continue;
        }
        if (atoms->count == sizeof atoms->at / sizeof *atoms->at || word->text.len > LONGEST)
            return false;
        atoms->at[atoms->count++] =
            (struct atom){word->text, word->left, word->right, level, false};
    }
    return true;
}

/* Whether it stands above several of a lower level: over two of them, or over the space between. */
static bool is_above(const struct atom *wide, const struct atom *a, const struct atom *b)
{
    int32_t middle = tb_print_middle(wide->left, wide->right);
    bool both = wide->left < a->right && a->left < wide->right && wide->left < b->right &&
                b->left < wide->right;
    return both || (a->right < middle && middle < b->left);
}

static void find_spanning(struct atoms *atoms)
{
    for (size_t i = 0; i < atoms->count; i++)
        for (size_t k = i + 1; k + 1 < atoms->count && !atoms->at[i].spans; k++) {
            const struct atom *a = &atoms->at[k], *b = a + 1;
            atoms->at[i].spans = a->level > atoms->at[i].level && a->level == b->level &&
                                 is_above(&atoms->at[i], a, b);
        }
}

/* Whether the column is nearer to this one than to others that span. */
static bool spans_column(const struct atoms *atoms, const struct atom *wide,
                         const struct tb_print_header *header, uint32_t column)
{
    int32_t middle = tb_print_middle(header->left[column], header->right[column]);
    int32_t own = abs(tb_print_middle(wide->left, wide->right) - middle);
    bool has_lower = false;
    for (size_t i = 0; i < atoms->count; i++) {
        const struct atom *atom = &atoms->at[i];
        int32_t at = tb_print_middle(atom->left, atom->right);
        if (atom->left < header->right[column] && header->left[column] < atom->right &&
            !atom->spans)
            has_lower = has_lower || atom->level > wide->level;
        else if (atom->level == wide->level && abs(at - middle) < own)
            return false;
    }
    return has_lower;
}

/* The columns: what stands one under the other, from left to right. False: there are too many. */
static bool find_columns(struct tb_arena *arena, const struct atoms *atoms,
                         struct tb_print_header *out)
{
    out->columns = 0;
    for (;;) { /* the leftmost that is in no column yet, with all that it touches */
        const struct atom *next = NULL;
        int32_t reach = out->columns ? out->right[out->columns - 1] : INT32_MIN;
        for (size_t i = 0; i < atoms->count; i++)
            if (!atoms->at[i].spans && atoms->at[i].left >= reach &&
                (!next || atoms->at[i].left < next->left))
                next = &atoms->at[i];
        if (!next)
            break;
        if (out->columns == TB_PRINT_COLUMNS)
            return false;
        int32_t left = next->left, right = next->right > left ? next->right : left + 1;
        for (bool grown = true; grown;) {
            grown = false;
            for (size_t i = 0; i < atoms->count; i++)
                if (!atoms->at[i].spans && atoms->at[i].left < right && atoms->at[i].left >= left &&
                    atoms->at[i].right > right) {
                    right = atoms->at[i].right;
                    grown = true;
                }
        }
        out->left[out->columns] = left;
        out->right[out->columns++] = right;
    }
    for (uint32_t c = 0; c < out->columns; c++) {
        struct tb_str above = TB_STR(""), text = TB_STR("");
        for (size_t i = 0; i < atoms->count && text.ptr && above.ptr; i++) {
            const struct atom *atom = &atoms->at[i];
            if (atom->spans && spans_column(atoms, atom, out, c))
                above = tb_arena_printf(arena, "%.*s%.*s/", TB_ARG(above), TB_ARG(atom->text));
            else if (!atom->spans && atom->left >= out->left[c] && atom->left < out->right[c])
                text = tb_arena_printf(arena, "%.*s%.*s", TB_ARG(text), TB_ARG(atom->text));
        }
        out->text[c] = text.ptr && above.ptr
                           ? tb_arena_printf(arena, "%.*s%.*s", TB_ARG(above), TB_ARG(text))
                           : text;
        if (!out->text[c].ptr)
            return false;
    }
    return true;
}

static uint32_t count_known(const struct tb_ingest *know, const struct tb_print_header *header)
{
    uint32_t known = 0;
    for (uint32_t i = 0; i < header->columns; i++)
        known += tb_heading_read(know, header->text[i]).word != NULL;
    return known;
}

/* Lines from..from + count as a header; known 0: they are none. */
static uint32_t look_at(const struct tb_draft *draft, const struct tb_print_lines *lines,
                        size_t from, size_t count, struct tb_print_header *out)
{
    struct atoms atoms = {.count = 0};
    *out = (struct tb_print_header){.from = from, .lines = count};
    for (size_t i = 0; i < count; i++)
        if (lines->at[from + i].page != lines->at[from].page ||
            !take_line(draft->arena, &lines->at[from + i], i, &atoms))
            return 0;
    find_spanning(&atoms);
    if (!find_columns(draft->arena, &atoms, out) || out->columns < 2)
        return 0;
    return count_known(draft->know, out);
}

static bool begins_with_number(const struct tb_draft *draft, const struct tb_print_line *line)
{
    return tb_serial_read(draft->know, line->words[0].text).levels > 0;
}

/* Whether lines from..end follow each other as those of one cell do, or closer. */
static bool is_tight(const struct tb_print_lines *lines, size_t from, size_t end)
{
    for (size_t i = from + 1; i < end; i++) {
        const struct tb_print_line *above = &lines->at[i - 1];
        if (lines->at[i].top - above->bottom > (above->bottom - above->top) / 3)
            return false;
    }
    return true;
}

/* Makes the header that was found at one line that of the lines above and below which make it best known. */
static void widen(const struct tb_draft *draft, const struct tb_print_lines *lines, size_t least,
                  uint32_t known, struct tb_print_header *header)
{
    struct tb_print_header other;
    const size_t line = header->from;
    for (size_t end = line + 1; end <= lines->count && end - line < TB_PRINT_LEVELS; end++) {
        if (end > line + 1 && begins_with_number(draft, &lines->at[end - 1]))
            break;
        for (size_t from = line + 1; from-- > least && end - from <= TB_PRINT_LEVELS;) {
            uint32_t found = look_at(draft, lines, from, end - from, &other);
            bool more = end - from > header->lines && found == known &&
                        other.columns == header->columns && is_tight(lines, from, end);
            if (found < known || (found == known && !more))
                continue;
            known = found;
            *header = other;
        }
    }
}

void tb_print_find_header(const struct tb_draft *draft, const struct tb_print_lines *lines,
                          size_t from, struct tb_print_header *out)
{
    for (size_t i = from; i < lines->count; i++) {
        if (lines->at[i].count < 2 || begins_with_number(draft, &lines->at[i]))
            continue;
        uint32_t known = look_at(draft, lines, i, 1, out);
        if (known < 2 || known * 2 < out->columns)
            continue;
        widen(draft, lines, from, known, out);
        return;
    }
    out->columns = 0;
}

/* The middle of the widest stretch from `least` to `most` that the fewest words lie over. */
static int32_t find_border(const struct tb_print_lines *lines, size_t from, size_t to,
                           int32_t least, int32_t most)
{
    int32_t over[STEPS + 1] = {0}, step = (most - least) / STEPS + 1;
    size_t words = 0, run = 0, best = 0, end = 0;
    for (size_t i = from; i < to; i++)
        for (size_t k = 0; k < lines->at[i].count && words < SAMPLE; k++, words++) {
            const struct tb_print_word *word = &lines->at[i].words[k];
            int32_t left = word->left > least ? word->left : least;
            int32_t right = word->right < most ? word->right : most;
            if (left < right) {
                over[(left - least) / step]++;
                over[(right - least) / step + ((right - least) / step < STEPS)]--;
            }
        }
    int32_t fewest = INT32_MAX, sum = 0;
    size_t steps = (size_t)((most - least) / step);
    for (size_t i = 0; i < steps; i++) {
        sum += over[i];
        run = sum == fewest ? run + 1 : 1;
        if (sum < fewest || (sum == fewest && run > best)) {
            fewest = sum;
            best = run;
            end = i + 1;
        }
    }
    return least + (int32_t)(end - best / 2) * step;
}

void tb_print_find_borders(const struct tb_print_lines *lines, size_t from, size_t to,
                           struct tb_print_header *header)
{
    for (uint32_t c = 0; c < header->columns; c++)
        header->border[c] = c + 1 < header->columns ? find_border(lines, from, to, header->right[c],
                                                                  header->left[c + 1])
                                                    : INT32_MAX;
}
