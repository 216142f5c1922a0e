/*
 * subject.h - what a figure is about: the words round it in its clause, without figures, marks and
 * function words, as a set of character pairs; the verbs among them; and the scope they give it.
 */
#ifndef TB_EXTRACT_SUBJECT_H
#define TB_EXTRACT_SUBJECT_H

#include "extract/phrases.h"
#include "model/report.h"

enum { TB_SUBJECT_PAIRS = 48 };

struct tb_subject {
    uint64_t near[TB_SUBJECT_PAIRS];     /* of its clause */
    uint64_t sentence[TB_SUBJECT_PAIRS]; /* of its sentence */
    size_t near_count, sentence_count;
    uint64_t verbs; /* bits, by the order of the lexicon, modulo 64 */
    bool of_the_year;
    bool in_brackets; /* a remark on its host */
};

enum tb_word_class { TB_WORD_FILLER, TB_WORD_VERB, TB_WORD_YEAR };

/* Words of lexicon/pairing.tsv; a phrase's value is class << 16 | number. */
struct tb_subject_words {
    struct tb_phrases *phrases;
};

/* Reads the subject of `quantity` in the clean text of its cell. `previous` and `next` are the ends of
 * the neighbouring figures (0 and text.len: none): a figure's words end where another begins. */
void tb_subject_read(const struct tb_subject_words *words, struct tb_str text,
                     const struct tb_quantity *quantity, uint32_t previous, uint32_t next,
                     struct tb_subject *out);

/* A bare figure ("900人" in a column of numbers) is about what the row's task says. Adds that to a
 * subject that found no words of its own; otherwise does nothing. */
void tb_subject_inherit(const struct tb_subject_words *words, struct tb_str task,
                        struct tb_subject *subject);

/* Shared pairs over all (Dice), and over the smaller set (overlap); 0 to 1. */
double tb_dice(const uint64_t *a, size_t a_count, const uint64_t *b, size_t b_count);
double tb_overlap(const uint64_t *a, size_t a_count, const uint64_t *b, size_t b_count);

#endif
