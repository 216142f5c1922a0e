/* subject.c - reading what a figure is about. */
#include "extract/subject.h"

#include "base/list.h"
#include "base/utf8.h"

static bool divides(uint32_t code)
{
    switch (code) {
    case U'。':
    case U'；':
    case U'，':
    case U'、':
    case U'：':
    case U'（':
    case U'）':
    case ';':
    case ',':
    case ':':
    case '(':
    case ')':
    case '\n':
        return true;
    default:
        return false;
    }
}

static bool ends_sentence(uint32_t code)
{
    return code == U'。' || code == U'；' || code == ';' || code == '\n';
}

static bool is_letter(uint32_t code)
{
    if (code < 0x80)
        return (code >= 'A' && code <= 'Z') || (code >= 'a' && code <= 'z');
    return code >= 0x3400 && !(code >= 0xFF00 && code <= 0xFFEF);
}

bool tb_subject_cell_read(const struct tb_subject_words *words, struct tb_str text,
                          struct tb_arena *arena, struct tb_subject_cell *cell)
{
    cell->words = words;
    cell->text = text;
    cell->count = 0;
    for (size_t at = 0, len; at < text.len; at += len) {
        uint32_t code = tb_utf8_at(text, at, &len);
        if (cell->count == cell->room &&
            !tb_list_reserve(arena, (void **)&cell->at, cell->count, &cell->room, sizeof *cell->at))
            return false;
        bool letter = is_letter(code);
        cell->at[cell->count++] =
            (struct tb_subject_glyph){.at = (uint32_t)at,
                                      .letter = letter ? code : 0,
                                      .divides = !letter && divides(code),
                                      .ends_sentence = !letter && ends_sentence(code),
                                      .word = tb_phrases_longest(words->phrases, text, at)};
    }
    return true;
}

/* The first glyph at or behind byte `at`. */
static size_t glyph_at(const struct tb_subject_cell *cell, size_t at)
{
    size_t low = 0, high = cell->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (cell->at[middle].at < at)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* Behind the mark nearest before glyph `at`; `floor`: there is none. */
static size_t behind_mark(const struct tb_subject_cell *cell, size_t at, size_t floor)
{
    while (at > floor && !cell->at[at - 1].divides)
        at--;
    return at;
}

static size_t next_mark(const struct tb_subject_cell *cell, size_t at, size_t ceiling)
{
    while (at < ceiling && !cell->at[at].divides)
        at++;
    return at;
}

enum { REACH = 1200 }; /* bytes to either side; no sentence is longer, and the walk stays linear */

static size_t sentence_begin(const struct tb_subject_cell *cell, size_t at, size_t byte)
{
    while (at > 0 && !cell->at[at - 1].ends_sentence && byte - cell->at[at - 1].at <= REACH)
        at--;
    return at;
}

static size_t sentence_end(const struct tb_subject_cell *cell, size_t at, size_t byte)
{
    while (at < cell->count && !cell->at[at].ends_sentence && cell->at[at].at - byte < REACH)
        at++;
    return at;
}

static void add_pair(struct tb_pairs *pairs, uint32_t first, uint32_t second)
{
    if (pairs->count == TB_SUBJECT_PAIRS)
        return;
    pairs->at[pairs->count++] = (uint64_t)first << 32 | second;
    pairs->bits |= (uint64_t)1 << ((first * 31 + second) & 63);
}

/* Adds the character pairs of the glyphs [from, to), leaving out fillers; notes verbs and year words in
 * `subject` (NULL: not wanted). `end` is the byte where glyph `to` begins. */
static void read_range(const struct tb_subject_cell *cell, size_t from, size_t to, size_t end,
                       struct tb_pairs *pairs, struct tb_subject *subject)
{
    uint32_t last = 0; /* the letter before; 0: none */
    for (size_t i = from; i < to; i++) {
        const struct tb_subject_glyph *glyph = &cell->at[i];
        const struct tb_phrase *word = glyph->word;
        if (word && glyph->at + word->text.len > end) /* only what stands in the range counts */
            word =
                tb_phrases_longest(cell->words->phrases, tb_str_sub(cell->text, 0, end), glyph->at);
        enum tb_word_class class = word ? (enum tb_word_class)(word->value >> 16) : TB_WORD_VERB;
        if (word && subject) {
            subject->of_the_year |= class == TB_WORD_YEAR;
            if (class == TB_WORD_VERB)
                subject->verbs |= (uint64_t)1 << (word->value & 63);
        }
        if (class != TB_WORD_VERB) {
            while (i + 1 < to && cell->at[i + 1].at < glyph->at + word->text.len)
                i++;
            continue;
        }
        if (glyph->letter == 0)
            continue;
        if (last)
            add_pair(pairs, last, glyph->letter);
        last = glyph->letter;
    }
}

/* What the figure measures, a slice of the cell. */
static void read_metric(const struct tb_subject_cell *cell, struct tb_str metric,
                        struct tb_subject *out)
{
    if (metric.len == 0 || metric.ptr < cell->text.ptr ||
        metric.ptr + metric.len > cell->text.ptr + cell->text.len)
        return;
    size_t from = (size_t)(metric.ptr - cell->text.ptr), to = from + metric.len;
    read_range(cell, glyph_at(cell, from), glyph_at(cell, to), to, &out->near, out);
}

void tb_subject_read(const struct tb_subject_cell *cell, const struct tb_quantity *quantity,
                     uint32_t previous, uint32_t next, struct tb_subject *out)
{
    size_t from = quantity->span.from, to = quantity->span.to;
    size_t first = glyph_at(cell, from), behind = glyph_at(cell, to);
    out->near.count = out->sentence.count = 0;
    out->near.bits = out->sentence.bits = out->verbs = 0;
    out->of_the_year = false;
    size_t left = behind_mark(cell, first, glyph_at(cell, previous));
    size_t right = next_mark(cell, behind, glyph_at(cell, next));
    size_t right_end = right < cell->count ? cell->at[right].at : cell->text.len;
    read_range(cell, left, first, from, &out->near, out);
    read_range(cell, behind, right, right_end, &out->near, out);
    if (out->near.count == 0) /* its clause names nothing (较上年同期增长): it is inherited */
        read_metric(cell, quantity->metric, out);
    struct tb_str before = tb_str_sub(cell->text, 0, left < first ? cell->at[left].at : from);
    out->in_brackets = tb_str_ends(before, TB_STR("(")) || tb_str_ends(before, TB_STR("（"));
    size_t begin = sentence_begin(cell, first, from), end = sentence_end(cell, behind, to);
    size_t end_byte = end < cell->count ? cell->at[end].at : cell->text.len;
    struct tb_subject head = {.verbs =
                                  0}; /* 年内 at the head of a sentence holds for all figures */
    read_range(cell, begin, first, from, &out->sentence, &head);
    out->of_the_year |= head.of_the_year;
    read_range(cell, behind, end, end_byte, &out->sentence, NULL);
}

void tb_subject_of_cell(const struct tb_subject_cell *cell, struct tb_subject *out)
{
    *out = (struct tb_subject){.verbs = 0};
    read_range(cell, 0, cell->count, cell->text.len, &out->near, out);
}

void tb_subject_inherit(const struct tb_subject *task, struct tb_subject *subject)
{
    if (subject->near.count > 0)
        return;
    subject->near = subject->sentence = task->near;
    subject->verbs |= task->verbs;
}

static size_t shared(const struct tb_pairs *a, const struct tb_pairs *b)
{
    size_t count = 0;
    uint64_t taken = 0; /* b's members already counted; there are at most 48 */
    if (!(a->bits & b->bits))
        return 0;
    for (size_t i = 0; i < a->count; i++) {
        uint64_t pair = a->at[i];
        uint32_t first = (uint32_t)(pair >> 32), second = (uint32_t)pair;
        if (!(b->bits >> ((first * 31 + second) & 63) & 1))
            continue;
        for (size_t k = 0; k < b->count; k++)
            if (pair == b->at[k] && !(taken >> k & 1)) {
                taken |= (uint64_t)1 << k;
                count++;
                break;
            }
    }
    return count;
}

struct tb_likeness tb_pairs_likeness(const struct tb_pairs *a, const struct tb_pairs *b)
{
    size_t smaller = a->count < b->count ? a->count : b->count;
    if (smaller == 0)
        return (struct tb_likeness){0, 0};
    double common = (double)shared(a, b);
    return (struct tb_likeness){2.0 * common / (double)(a->count + b->count),
                                common / (double)smaller};
}
