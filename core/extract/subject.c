/* subject.c - reading what a figure is about. */
#include "extract/subject.h"

#include "base/utf8.h"

static bool is_mark(uint32_t code)
{
    return code == 0x3002 || code == 0xFF1B || code == ';' || code == '\n' || code == 0xFF0C ||
           code == ',' || code == 0x3001 || code == 0xFF1A || code == ':' || code == '(' ||
           code == ')' || code == 0xFF08 || code == 0xFF09;
}

static bool ends_sentence(uint32_t code)
{
    return code == 0x3002 || code == 0xFF1B || code == ';' || code == '\n';
}

/* The end of the mark nearest before `at`, or `floor`. */
static size_t mark_before(struct tb_str text, size_t at, size_t floor, bool (*is)(uint32_t))
{
    size_t found = floor, len;
    for (size_t i = floor; i < at; i += len)
        if (is(tb_utf8_at(text, i, &len)))
            found = i + len;
    return found;
}

static size_t mark_after(struct tb_str text, size_t at, size_t ceiling, bool (*is)(uint32_t))
{
    size_t len;
    for (; at < ceiling; at += len)
        if (is(tb_utf8_at(text, at, &len)))
            break;
    return at < ceiling ? at : ceiling;
}

/* The mark that ends at `at` opens a bracket. */
static bool is_opening(struct tb_str text, size_t at)
{
    struct tb_str before = tb_str_sub(text, 0, at);
    return tb_str_ends(before, TB_STR("(")) || tb_str_ends(before, TB_STR("（"));
}

enum { REACH = 1200 }; /* bytes to either side; no sentence is longer, and the walk stays linear */

/* The first character within reach before `at`. */
static size_t reach_before(struct tb_str text, size_t at)
{
    size_t from = at > REACH ? at - REACH : 0;
    while (from < at && ((unsigned char)text.ptr[from] & 0xC0) == 0x80)
        from++;
    return from;
}

struct collector {
    uint64_t *pairs;
    size_t count;
    uint32_t last; /* the character before; 0: none */
};

static void collect(struct collector *to, uint32_t code)
{
    bool counts = code >= 0x3400 || (code >= 'A' && code <= 'Z') || (code >= 'a' && code <= 'z');
    counts = counts && !(code >= 0xFF00 && code <= 0xFFEF) && code != 0x201C && code != 0x201D;
    if (!counts)
        return;
    if (to->last && to->count < TB_SUBJECT_PAIRS)
        to->pairs[to->count++] = (uint64_t)to->last << 32 | code;
    to->last = code;
}

/* Adds the character pairs of text[from, to), leaving out fillers; notes verbs and year words. */
static void read_range(const struct tb_subject_words *words, struct tb_str text, size_t from,
                       size_t to, struct collector *collector, struct tb_subject *subject)
{
    struct tb_str range = tb_str_sub(text, 0, to);
    size_t len;
    for (size_t at = from; at < to; at += len) {
        const struct tb_phrase *word = tb_phrases_longest(words->phrases, range, at);
        enum tb_word_class class = word ? (enum tb_word_class)(word->value >> 16) : TB_WORD_VERB;
        if (word && class == TB_WORD_YEAR && subject)
            subject->of_the_year = true;
        if (word && class == TB_WORD_VERB && subject)
            subject->verbs |= (uint64_t)1 << (word->value & 63);
        if (word && class != TB_WORD_VERB) {
            len = word->text.len;
            continue;
        }
        collect(collector, tb_utf8_at(text, at, &len));
    }
}

void tb_subject_read(const struct tb_subject_words *words, struct tb_str text,
                     const struct tb_quantity *quantity, uint32_t previous, uint32_t next,
                     struct tb_subject *out)
{
    *out = (struct tb_subject){0};
    size_t from = quantity->span.from, to = quantity->span.to;
    size_t left = mark_before(text, from, previous, is_mark);
    size_t right = mark_after(text, to, next, is_mark);
    struct collector near = {out->near, 0, 0};
    read_range(words, text, left, from, &near, out);
    near.last = 0;
    read_range(words, text, to, right, &near, out);
    near.last = 0;
    if (near.count ==
        0) /* its clause names nothing (较上年同期增长): what it measures is inherited */
        read_range(words, quantity->metric, 0, quantity->metric.len, &near, out);
    out->near_count = near.count;
    out->in_brackets = left > 0 && left <= text.len && is_opening(text, left);
    size_t begin = mark_before(text, from, reach_before(text, from), ends_sentence);
    size_t end = mark_after(text, to, to + REACH < text.len ? to + REACH : text.len, ends_sentence);
    struct collector sentence = {out->sentence, 0, 0};
    struct tb_subject before = {
        0}; /* 年内 at the head of a sentence holds for all of its figures */
    read_range(words, text, begin, from, &sentence, &before);
    out->of_the_year |= before.of_the_year;
    sentence.last = 0;
    read_range(words, text, to, end, &sentence, NULL);
    out->sentence_count = sentence.count;
}

void tb_subject_inherit(const struct tb_subject_words *words, struct tb_str task,
                        struct tb_subject *subject)
{
    if (subject->near_count > 0)
        return;
    struct collector near = {subject->near, 0, 0};
    read_range(words, task, 0, task.len, &near, subject);
    subject->near_count = near.count;
    memcpy(subject->sentence, subject->near, near.count * sizeof *subject->near);
    subject->sentence_count = near.count;
}

static size_t shared(const uint64_t *a, size_t a_count, const uint64_t *b, size_t b_count)
{
    size_t count = 0;
    uint64_t taken = 0; /* b's members already counted; b_count <= 48 */
    for (size_t i = 0; i < a_count; i++)
        for (size_t k = 0; k < b_count; k++)
            if (a[i] == b[k] && !(taken >> k & 1)) {
                taken |= (uint64_t)1 << k;
                count++;
                break;
            }
    return count;
}

double tb_dice(const uint64_t *a, size_t a_count, const uint64_t *b, size_t b_count)
{
    return a_count + b_count
               ? 2.0 * (double)shared(a, a_count, b, b_count) / (double)(a_count + b_count)
               : 0;
}

double tb_overlap(const uint64_t *a, size_t a_count, const uint64_t *b, size_t b_count)
{
    size_t smaller = a_count < b_count ? a_count : b_count;
    return smaller ? (double)shared(a, a_count, b, b_count) / (double)smaller : 0;
}
