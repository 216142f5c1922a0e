/*
 * segments.h - the parts of a cell: 1、…; label：…. A cell without such marks is one segment.
 */
#ifndef TB_EXTRACT_SEGMENTS_H
#define TB_EXTRACT_SEGMENTS_H

#include "extract/clauses.h"

struct tb_segment {
    struct tb_str number; /* the enumerator's numeral; "" none */
    struct tb_str label;  /* the words before ：; "" none */
    uint32_t from, to;    /* bytes of the cell, the enumerator in it */
    size_t first, count;  /* its clauses */
};

struct tb_segments {
    struct tb_segment *at;
    size_t count, room;
};

/* Divides a text that tb_clauses_read has read: by enumerators where two or more begin sentences,
 * else by labels where two or more do. What stands before the first mark is a segment without
 * number and label, left out when it is empty. `other` are the segments of the other side (NULL: none):
 * where it is divided by labels, a single label here will do, and a sentence that opens with one of its
 * labels in other words begins a segment too. False: arena full. */
bool tb_segments_read(struct tb_str text, const struct tb_clauses *clauses,
                      const struct tb_segments *other, struct tb_arena *arena,
                      struct tb_segments *out);

/* The words before ： at the head of a clause, when they can name a thing; "" otherwise. */
struct tb_str tb_segment_label(struct tb_str text, const struct tb_clause *clause);

/* How alike two short texts are: shared character pairs over those of the shorter one, 0 to 1. */
double tb_likeness(struct tb_str a, struct tb_str b);

#endif
