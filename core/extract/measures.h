/*
 * measures.h - what the reading of figures and dates knows: numerals, units, comparators, cues, date
 * words and false friends, from the knowledge files of those names (lexicon/ *.tsv, whose heads say
 * what the fields mean). Made once, never changed afterwards, shared by all scans.
 */
#ifndef TB_EXTRACT_MEASURES_H
#define TB_EXTRACT_MEASURES_H

#include "base/arena.h"
#include "base/decimal.h"
#include "extract/extract.h"
#include "extract/numerals.h"
#include "extract/phrases.h"
#include "model/names.h"

/* A unit of measure or classifier. */
struct tb_measure {
    struct tb_str name; /* canonical spelling */
    enum tb_dimension dimension;
    struct tb_decimal factor;
    struct tb_str group; /* ptr NULL: stands only for itself */
};

/* What a word in a clause says about the figures and dates behind it. */
enum tb_cue {
    TB_CUE_FORECAST,
    TB_CUE_EFFORT,
    TB_CUE_CUMULATIVE,
    TB_CUE_GROWTH,
    TB_CUE_FALL,
    TB_CUE_RISE,
    TB_CUE_DROP,
    TB_CUE_LEVEL,
    TB_CUE_FLAT,
    TB_CUE_SHARE,
    TB_CUE_WHOLE,
    TB_CUE_PART,
    TB_CUE_RANKING,
    TB_CUE_FIRST,
    TB_CUE_EACH,
    TB_CUE_MONEY,
    TB_CUE_AS_OF,
    TB_CUE_RESCHEDULE,
    TB_CUE_ORIGINAL,
    TB_CUE_PLANNED,
    TB_CUE_FREQUENCY,
    TB_CUE_END
};

/* What a date word means; `value` is in the table of words. */
enum tb_date_word {
    TB_WORD_YEAR,
    TB_WORD_HALF,
    TB_WORD_WITHIN,
    TB_WORD_YEAR_END,
    TB_WORD_YEAR_START,
    TB_WORD_THIS,
    TB_WORD_NOW,
    TB_WORD_SAME,
    TB_WORD_JANUARY,
    TB_WORD_END
};

/* Which numbers a false friend concerns. */
enum tb_numeral_class {
    TB_CLASS_ANY,
    TB_CLASS_HAN,
    TB_CLASS_TIME,
    TB_CLASS_LABEL,
    TB_CLASS_PHASE,
    TB_CLASS_ONE,
    TB_CLASS_SOLO,
    TB_CLASS_END
};

/* What the value of a phrase in `words` stands for. */
enum tb_word_kind { TB_IS_CUE, TB_IS_DATE_WORD, TB_IS_NAME };
struct tb_word {
    enum tb_word_kind kind;
    uint8_t meaning; /* tb_cue or tb_date_word */
    int8_t value;
};

enum { TB_STRIP_FRONT = 1, TB_STRIP_BACK = 2, TB_STRIP_END = 4 };

/* Bit in the value of a comparator that stands only before bare powers of ten: 上百家. */
enum { TB_BEFORE_POWER = 0x100 };

/* What a character may begin, by code point below 0x10000: the scan passes over all others; and
 * which words it may end. */
enum {
    TB_MAY_NUMBER = 1,
    TB_MAY_WORD = 2,
    TB_MAY_MARK = 4,
    TB_ENDS_COMPARATOR = 8,
    TB_ENDS_NAME = 16,
    TB_ENDS_COUNTING = 32,
    TB_ENDS_METRIC = 64
};

struct tb_measures {
    struct tb_numerals *numerals;
    struct tb_phrases *units; /* value: index into measures */
    const struct tb_measure *measures;
    struct tb_phrases *words; /* cues, date words, whole names; value: index into word_of */
    const struct tb_word *word_of;
    struct tb_phrases *before, *after; /* comparators; value: tb_comparator, TB_BEFORE_POWER */
    struct tb_phrases *between;        /* what may stand between two bounds of one figure */
    struct tb_phrases *names_before, *names_after; /* false friends; value: tb_numeral_class */
    struct tb_phrases *heads, *classes;
    struct tb_phrases *counting; /* value: 1 if the word counts events, 0 if things */
    struct tb_phrases *metric;   /* value: bits TB_STRIP_… */
    uint8_t *may;
    uint64_t begins[0x10000 / 64]; /* a bit for each character with TB_MAY_NUMBER, _WORD or _MARK */
};

/* Reads the embedded files and, behind them, those of `extra` that have one of their names. A bad
 * line is TB_EFORMAT (embedded) or TB_EUSAGE (extra) with its place. */
enum tb_status tb_measures_new(const struct tb_lexicon_file *extra, size_t extra_count,
                               struct tb_arena *arena, struct tb_measures **out,
                               struct tb_error *error) TB_NODISCARD;

/* The unit of measure that `text` as a whole names ("万元" is 元 with *power 4); NULL: none. */
const struct tb_measure *tb_measure_named(const struct tb_measures *measures, struct tb_str text,
                                          int *power);

/* The group of classifiers of a unit by its canonical name; ptr NULL: none. */
struct tb_str tb_measure_group(const struct tb_measures *measures, struct tb_str unit);

/* Whether `word` (NUL-terminated) stands at byte `at`. */
static inline bool tb_stands_at(struct tb_str text, size_t at, const char *word)
{
    if (at >= text.len || text.ptr[at] != word[0]) /* nearly always decides */
        return false;
    size_t len = strlen(word);
    return text.len - at >= len && memcmp(text.ptr + at, word, len) == 0;
}

/* The longest comparator, name before a number, counting word or metric word (`what` is its TB_ENDS
 * bit) that ends exactly at `end` and does not begin before `from`. */
const struct tb_phrase *tb_word_ending(const struct tb_measures *measures, uint8_t what,
                                       struct tb_str text, size_t from, size_t end);

#endif
