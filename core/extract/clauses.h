/*
 * clauses.h - the grammar of a cell above the words: sentences, clauses, brackets, enumerators. A
 * clause ends at 。；，！？ ; , and at a line end; text in brackets is a clause of its own behind
 * its host. Marks inside a figure ("1,200") or between digits do not divide.
 */
#ifndef TB_EXTRACT_CLAUSES_H
#define TB_EXTRACT_CLAUSES_H

#include "base/arena.h"

enum tb_clause_end { TB_END_COMMA, TB_END_SEMICOLON, TB_END_STOP, TB_END_LINE, TB_END_TEXT };

struct tb_clause {
    uint32_t from, to; /* bytes of the cell; the end mark is not in it */
    enum tb_clause_end end;
    bool bracket;             /* stood in brackets */
    bool enumerated;          /* an enumerator (1、 2. （3） ④) stood before it */
    struct tb_str enumerator; /* its number: "1", "④"; "" none */
};

struct tb_clauses {
    struct tb_clause *at;
    size_t count, room;
};

/* Divides `text`. False: arena full. Empty clauses are left out. Linear in the text. */
bool tb_clauses_read(struct tb_str text, struct tb_arena *arena, struct tb_clauses *out);

/* The enumerator that begins at `at`: its whole length in bytes, mark included (0: none); *number is
 * the numeral. Forms: 1、 1. 1． 1） (1) （1） ① 一、 （一） 第一，; not 1.5, not 2021年. */
size_t tb_enumerator_at(struct tb_str text, size_t at, struct tb_str *number);

#endif
