/* print_words.c - the words that `pdftotext -tsv` gives, as lines. */
#include <stdlib.h>

#include "base/list.h"
#include "base/utf8.h"
#include "ingest/print.h"

enum { FIELDS = 12, FARTHEST = 1 << 24 };

bool tb_print_is_words(struct tb_str text)
{
    return tb_str_starts(text, TB_STR("level\tpage_num\t"));
}

/* "137.50" as 13750. */
static int32_t read_length(struct tb_str text)
{
    int64_t value = 0;
    int decimals = -1;
    bool minus = text.len > 0 && text.ptr[0] == '-';
    for (size_t i = minus; i < text.len && decimals < 2 && value < FARTHEST; i++) {
        if (text.ptr[i] == '.' && decimals < 0) {
            decimals = 0;
        } else if (text.ptr[i] >= '0' && text.ptr[i] <= '9') {
            value = value * 10 + (text.ptr[i] - '0');
            decimals += decimals >= 0;
        } else {
            break;
        }
    }
    for (decimals = decimals < 0 ? 0 : decimals; decimals < 2 && value < FARTHEST; decimals++)
        value *= 10;
    return (int32_t)(minus ? -value : value);
}

/* Divides a line at its tabs; the last field takes the rest. False: there are too few. */
static bool divide(struct tb_str line, struct tb_str out[FIELDS])
{
    for (size_t i = 0; i + 1 < FIELDS; i++) {
        size_t end = tb_str_find(line, TB_STR("\t"), 0);
        if (end == SIZE_MAX)
            return false;
        out[i] = tb_str_sub(line, 0, end);
        line = tb_str_sub(line, end + 1, line.len);
    }
    out[FIELDS - 1] = tb_str_trim(line);
    return true;
}

static int by_place(const void *left, const void *right)
{
    const struct tb_print_word *a = left, *b = right;
    int32_t x = tb_print_middle(a->top, a->bottom), y = tb_print_middle(b->top, b->bottom);
    if (a->page != b->page)
        return a->page < b->page ? -1 : 1;
    if (x != y)
        return x < y ? -1 : 1;
    return a->text.ptr < b->text.ptr ? -1 : 1;
}

static int by_left(const void *left, const void *right)
{
    const struct tb_print_word *a = left, *b = right;
    if (a->left != b->left)
        return a->left < b->left ? -1 : 1;
    return a->text.ptr < b->text.ptr ? -1 : 1;
}

struct words {
    struct tb_print_word *at;
    size_t count, room;
};

static bool read_words(struct tb_arena *arena, struct tb_str text, struct words *words)
{
    while (text.len > 0) { /* as many as the arena holds: none is left out */
        size_t end = tb_str_find(text, TB_STR("\n"), 0);
        struct tb_str line = tb_str_sub(text, 0, end == SIZE_MAX ? text.len : end), field[FIELDS];
        text = tb_str_sub(text, end == SIZE_MAX ? text.len : end + 1, text.len);
        if (!divide(line, field) || !tb_str_eq(field[0], TB_STR("5")) || field[11].len == 0 ||
            tb_utf8_valid(field[11]) != field[11].len || memchr(field[11].ptr, '\0', field[11].len))
            continue;
        struct tb_print_word *word = TB_LIST_ADD(arena, words);
        if (!word)
            return false;
        word->text = field[11];
        word->page = (uint32_t)(read_length(field[1]) / 100);
        word->left = read_length(field[6]);
        word->top = read_length(field[7]);
        word->right = word->left + read_length(field[8]);
        word->bottom = word->top + read_length(field[9]);
    }
    return true;
}

static void add_word(struct tb_print_line *line, const struct tb_print_word *word)
{
    line->left = word->left < line->left ? word->left : line->left;
    line->right = word->right > line->right ? word->right : line->right;
    line->top = word->top < line->top ? word->top : line->top;
    line->bottom = word->bottom > line->bottom ? word->bottom : line->bottom;
    line->count++;
}

bool tb_print_lines(struct tb_arena *arena, struct tb_str text, struct tb_print_lines *out)
{
    struct words words = {0};
    struct {
        struct tb_print_line *at;
        size_t count, room;
    } lines = {0};
    if (!read_words(arena, text, &words))
        return false;
    if (words.count > 0)
        qsort(words.at, words.count, sizeof *words.at, by_place);
    struct tb_print_line *line = NULL;
    for (size_t i = 0; i < words.count; i++) {
        struct tb_print_word *word = &words.at[i];
        int32_t middle = tb_print_middle(word->top, word->bottom);
        /* by the first word of the line, so that a staircase of words is no line */
        const struct tb_print_word *first = line ? line->words : NULL;
        if (!first || first->page != word->page ||
            middle - tb_print_middle(first->top, first->bottom) >
                (first->bottom - first->top) / 3) {
            bool turns = first && first->page != word->page;
            if (turns)
                line->edge = true;
            line = TB_LIST_ADD(arena, &lines);
            if (!line)
                return false;
            *line = (struct tb_print_line){.words = word,
                                           .page = word->page,
                                           .left = word->left,
                                           .top = word->top,
                                           .right = word->right,
                                           .bottom = word->bottom,
                                           .edge = turns || i == 0};
        }
        add_word(line, word);
    }
    if (line)
        line->edge = true;
    for (size_t i = 0; i < lines.count; i++)
        qsort(lines.at[i].words, lines.at[i].count, sizeof *words.at, by_left);
    *out = (struct tb_print_lines){lines.at, lines.count};
    return true;
}
