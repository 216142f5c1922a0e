/*
 * relations.h - recomputes what a bulletin publishes about its own figures: sums of lists, shares,
 * bases of growth, growth of whole things, gaps to the schedule. Each relation names the figures it rests on, what is
 * stated and what comes out; `ok` where the two agree within the rounding that printing allows. What
 * cannot be decided from the text is not made a relation.
 */
#ifndef TB_EXTRACT_RELATIONS_H
#define TB_EXTRACT_RELATIONS_H

#include "extract/extract.h"
#include "extract/phrases.h"

struct tb_relations {
    struct tb_phrases *words; /* value: enum tb_relation_word */
};
enum tb_relation_word {
    TB_TIES_TOTAL,
    TB_TIES_REST,
    TB_TIES_OPEN,
    TB_TIES_SHARE,
    TB_TIES_TARGET,
    TB_TIES_PERIOD,
    TB_TIES_SCHEDULE,
    TB_TIES_CHILD,
    TB_TIES_NESTED,
    TB_TIES_RATE,
    TB_TIES_NET,
    TB_TIES_OUT,
    TB_TIES_REAL,
    TB_TIES_HOLDS,
    TB_TIES_END
};

/* `extra`: files of the lexicon `relations`, whose words come before ours. A wrong line is an error
 * with its place. */
enum tb_status tb_relations_new(const struct tb_lexicon_file *extra, size_t extra_count,
                                struct tb_arena *arena, struct tb_relations **out,
                                struct tb_error *error) TB_NODISCARD;

/* Fills the relations of every item; quantities and pairs must have been read. */
enum tb_status tb_relations_read(const struct tb_relations *relations, struct tb_report *report,
                                 struct tb_arena *arena, struct tb_error *error) TB_NODISCARD;

#endif
