/* implied.c - answers without a figure. */
#include "extract/implied.h"

#include "base/list.h"
#include "base/utf8.h"
#include "extract/clauses.h"
#include "extract/lexicon.h"

enum word_class { WHOLE, UNDONE };

struct tb_implied {
    struct tb_phrases *words; /* value: enum word_class */
};

enum tb_status tb_implied_new(const struct tb_lexicon_file *extra, size_t extra_count,
                              struct tb_arena *arena, struct tb_implied **out,
                              struct tb_error *error)
{
    static const char *const classes[] = {[WHOLE] = "whole", [UNDONE] = "undone"};
    struct tb_implied *implied = TB_NEW(arena, struct tb_implied);
    if (!implied)
        return tb_arena_fail(arena, error);
    *out = implied;
    return tb_lexicon_phrases("implied", classes, sizeof classes / sizeof *classes, extra,
                              extra_count, arena, &implied->words, error);
}

/* Which classes of words stand in the text: bit WHOLE, bit UNDONE. */
static unsigned classes_in(const struct tb_implied *implied, struct tb_str text)
{
    unsigned found = 0;
    for (size_t at = 0; at < text.len; at = tb_phrases_next(implied->words, text, at)) {
        const struct tb_phrase *word = tb_phrases_longest(implied->words, text, at);
        if (word)
            found |= 1u << word->value;
    }
    return found;
}

static bool has_digit(struct tb_str text)
{
    for (size_t at = 0; at < text.len; at++)
        if (text.ptr[at] >= '0' && text.ptr[at] <= '9')
            return true;
    return false;
}

/* How many names the clause begins with (青松路、学苑路、文景路已通车: 3): stretches between 、 that end in one
 * and the same character, *of, which the last holds too; 0: it is no such list. */
static size_t names_in(struct tb_str clause, struct tb_str *of)
{
    enum { SHORTEST = 2, LONGEST = 10 }; /* characters of a name */
    static const char pause[] = "、";
    struct tb_str ending = {NULL, 0};
    size_t count = 0;
    for (size_t from = 0;;) {
        size_t to = tb_str_find(clause, tb_str_of(pause), from);
        struct tb_str name = tb_str_sub(clause, from, to == SIZE_MAX ? clause.len : to);
        if (to == SIZE_MAX) {
            *of = ending;
            bool last = count > 0 && tb_str_find(name, ending, 1) != SIZE_MAX;
            return last ? count + 1 : 0;
        }
        size_t length = tb_utf8_count(name), last = name.len;
        if (length < SHORTEST || length > LONGEST)
            return 0;
        do
            last--;
        while (last > 0 && ((unsigned char)name.ptr[last] & 0xC0) == 0x80);
        struct tb_str tail = tb_str_sub(name, last, name.len);
        if (count > 0 && !tb_str_eq(tail, ending))
            return 0;
        ending = tail;
        count++;
        from = to + strlen(pause);
    }
}

/* The clause lists as many names as the target counts, of the kind that it counts (路 of 断头路). */
static bool lists_them(struct tb_str clause, const struct tb_quantity *target)
{
    struct tb_decimal number;
    struct tb_str kind = {NULL, 0};
    size_t names = names_in(clause, &kind);
    return names > 1 && tb_str_find(target->metric, kind, 0) != SIZE_MAX &&
           target->dimension == TB_DIM_COUNT && tb_decimal_make((int64_t)names, 1, 0, &number) &&
           tb_decimal_compare(number, target->lo) == 0;
}

/* The clause speaks of what the target counts; of a clause that names nothing only where there is one
 * target. */
static bool speaks_of(const struct tb_subject_words *words, struct tb_str clause,
                      const struct tb_subject *subject, bool sole, struct tb_arena *arena,
                      bool *full)
{
    static const double least = 0.3;
    enum { NOTHING = 1 }; /* character pairs: 已全部完成 */
    struct tb_subject_cell cell = {0};
    struct tb_subject said;
    if (!tb_subject_cell_read(words, clause, arena, &cell)) {
        *full = true;
        return false;
    }
    tb_subject_of_cell(&cell, &said);
    return (sole && said.near.count <= NOTHING) ||
           tb_pairs_likeness(&said.near, &subject->near).overlap >= least;
}

/* A whole is asked for that a word can answer: so many things, or all of them (100%). */
static bool is_whole(const struct tb_quantity *target)
{
    static const struct tb_decimal hundred = {1, 1, 2}, none = {0, 1, 0};
    bool least = target->comparator == TB_CMP_EQ || target->comparator == TB_CMP_GE;
    if (!least || !target->has_lo || target->kind == TB_KIND_GROWTH)
        return false;
    if (target->dimension == TB_DIM_RATIO)
        return tb_decimal_compare(target->lo, hundred) == 0;
    return target->dimension == TB_DIM_COUNT && target->kind == TB_KIND_LEVEL &&
           tb_decimal_compare(target->lo, none) > 0;
}

bool tb_implied_read(const struct tb_implied *implied, const struct tb_subject_words *words,
                     struct tb_str result, const struct tb_quantity *target,
                     const struct tb_subject *subject, bool sole, struct tb_arena *arena,
                     struct tb_str *out)
{
    enum { LONGEST = 3000 }; /* bytes: no cell that answers so is longer */
    struct tb_clauses clauses = {0};
    *out = (struct tb_str){NULL, 0};
    if (!is_whole(target) || result.len > LONGEST)
        return true;
    if (!(classes_in(implied, result) & 1u << WHOLE) &&
        tb_str_find(result, TB_STR("、"), 0) == SIZE_MAX)
        return true;
    if (!tb_clauses_read(result, arena, &clauses))
        return false;
    for (size_t i = 0; i < clauses.count; i++) {
        struct tb_str clause = tb_str_sub(result, clauses.at[i].from, clauses.at[i].to);
        unsigned found = classes_in(implied, clause);
        bool full = false;
        if (clauses.at[i].bracket || (found & 1u << UNDONE) || has_digit(clause))
            continue;
        bool whole = found & 1u << WHOLE && speaks_of(words, clause, subject, sole, arena, &full);
        if (whole || lists_them(clause, target)) {
            *out = clause;
            return true;
        }
        if (full)
            return false;
    }
    return true;
}
