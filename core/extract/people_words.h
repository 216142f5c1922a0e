/*
 * people_words.h - the words by which names of people are known, and names gathered from texts. Private to people.c,
 * people_prose.c and mask.c.
 */
#ifndef TB_EXTRACT_PEOPLE_WORDS_H
#define TB_EXTRACT_PEOPLE_WORDS_H

#include "extract/people.h"
#include "extract/phrases.h"

/* Meanings of lexicon/people.tsv, in its words. */
enum tb_people_meaning {
    TB_PEOPLE_TITLE,   /* stands before or behind a name */
    TB_PEOPLE_LABEL,   /* before a colon: names follow */
    TB_PEOPLE_SURNAME, /* begins a name */
    TB_PEOPLE_NOT,     /* is no name, or ends what is none */
    TB_PEOPLE_WORD,    /* begins like a name and is a word of prose */
    TB_PEOPLE_BESIDE,  /* stands before or behind a name in prose */
    TB_PEOPLE_MEANINGS
};

struct tb_people {
    struct tb_phrases *words; /* value: meaning */
};

struct tb_person_list {
    struct tb_person *at;
    size_t count, room;
};

/* The longest word of that meaning at byte `at`; NULL: none. */
const struct tb_phrase *tb_people_word(const struct tb_people *people, struct tb_str text,
                                       size_t at, enum tb_people_meaning meaning);

/* Whether a text that begins like a name is none: an office, 待定, 同上. */
bool tb_people_is_no_name(const struct tb_people *people, struct tb_str name);

/* Bytes of the surname a text begins with; 0: none that is known. */
size_t tb_people_surname(const struct tb_people *people, struct tb_str text);

/* A character names are written in; the point within names of other peoples: 买买提·艾力. */
bool tb_people_is_han(uint32_t code);
bool tb_people_is_point(uint32_t code);

/* Adds the people named in a cell. `all`: the cell is one of a column of people; else only what stands behind a
 * heading (责任人：…). `role`: of those without a heading of their own. False: the arena is full. */
bool tb_people_in_cell(const struct tb_people *people, struct tb_str cell, uint16_t column,
                       struct tb_str role, bool all, struct tb_arena *arena,
                       struct tb_person_list *list) TB_NODISCARD;

/* Adds the people that a text names beside their title: 区长李明到现场, 由李明局长带队. False: the arena is full. */
bool tb_people_in_prose(const struct tb_people *people, struct tb_str text, uint16_t column,
                        struct tb_arena *arena, struct tb_person_list *list) TB_NODISCARD;

#endif
