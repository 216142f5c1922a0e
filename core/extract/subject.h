/*
 * subject.h - what a figure is about: the words round it in its clause, without figures, marks and
 * function words, as a set of character pairs; the verbs among them; and the scope they give it.
 */
#ifndef TB_EXTRACT_SUBJECT_H
#define TB_EXTRACT_SUBJECT_H

#include "extract/phrases.h"
#include "model/report.h"

enum { TB_SUBJECT_PAIRS = 48 };

/* A bag of character pairs. */
struct tb_pairs {
    uint64_t at[TB_SUBJECT_PAIRS];
    size_t count;
    uint64_t bits; /* a hash of each: most pairs that two bags do not share are told by it */
};

struct tb_subject {
    struct tb_pairs near;     /* of its clause */
    struct tb_pairs sentence; /* of its sentence */
    uint64_t verbs;           /* bits, by the order of the verbs in the lexicon, modulo 64 */
    bool of_the_year;
    bool in_brackets; /* a remark on its host */
};

enum tb_word_class { TB_WORD_FILLER, TB_WORD_VERB, TB_WORD_YEAR };

/* Words of lexicon/pairing.tsv; a phrase's value is class << 16 | number of the verb. */
struct tb_subject_words {
    struct tb_phrases *phrases;
};

/* A cell taken apart once for all of its figures: its characters, and the words at them. */
struct tb_subject_glyph {
    uint32_t at;     /* byte of the cell */
    uint32_t letter; /* the code point where it belongs to a word; 0: mark, digit, quotation */
    bool divides, ends_sentence;
    const struct tb_phrase *word; /* the longest that begins here; NULL: none */
};
struct tb_subject_cell {
    const struct tb_subject_words *words;
    struct tb_str text;
    struct tb_subject_glyph *at;
    size_t count, room;
};

/* Takes `text` apart into `cell`, whose memory is used again. False: arena full. */
bool tb_subject_cell_read(const struct tb_subject_words *words, struct tb_str text,
                          struct tb_arena *arena, struct tb_subject_cell *cell);

/* Reads the subject of `quantity`, a figure of the cell. `previous` and `next` are the ends of the
 * neighbouring figures (0 and text.len: none): a figure's words end where another begins. */
void tb_subject_read(const struct tb_subject_cell *cell, const struct tb_quantity *quantity,
                     uint32_t previous, uint32_t next, struct tb_subject *out);

/* What a whole cell is about, such as the row's task: near only. */
void tb_subject_of_cell(const struct tb_subject_cell *cell, struct tb_subject *out);

/* A bare figure ("900人" in a column of numbers) is about what the row's task says. Adds that to a
 * subject that found no words of its own; otherwise does nothing. Whose year or period the figure is of
 * its own column says: the task's 全年 is not inherited. */
void tb_subject_inherit(const struct tb_subject *task, struct tb_subject *subject);

/* Shared pairs over all (Dice), and over the smaller set (overlap); 0 to 1. */
struct tb_likeness {
    double dice, overlap;
};
struct tb_likeness tb_pairs_likeness(const struct tb_pairs *a, const struct tb_pairs *b);

#endif
