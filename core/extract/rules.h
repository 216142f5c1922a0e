/*
 * rules.h - lexicons of patterns that give a clause a name: `name, pattern, except, source`. Pattern:
 * words as they stand; one … stands for up to twelve characters; ^ and $ are the ends of the clause.
 * Except: words that, standing over the matched place, make it no match ("-": none).
 */
#ifndef TB_EXTRACT_RULES_H
#define TB_EXTRACT_RULES_H

#include "extract/extract.h"

struct tb_rules;

/* Reads the lexicon `name`; the rules of a workspace come first, so they weigh more; they have
 * names of the built-in file. A bad line is an error with its place. */
enum tb_status tb_rules_new(const char *name, const struct tb_lexicon_file *extra,
                            size_t extra_count, struct tb_arena *arena, struct tb_rules **out,
                            struct tb_error *error) TB_NODISCARD;

/* The names in the order of their first lines in the built-in file; index TB_RULES_NONE: none. */
enum { TB_RULES_NONE = 0xFFFF };
struct tb_str tb_rules_name(const struct tb_rules *rules, uint16_t name);
uint16_t tb_rules_find_name(const struct tb_rules *rules, struct tb_str name);

struct tb_rule_match {
    uint16_t name;
    uint32_t order;    /* the line's place in the lexicon: lower weighs more */
    uint32_t from, to; /* bytes of the clause */
};

/* The match of least order in `clause`; false: none. Linear in the clause. */
bool tb_rules_first(const struct tb_rules *rules, struct tb_str clause, struct tb_rule_match *out);

/* All matches by place: *at is 0 for the first call and kept for the next. */
struct tb_rules_cursor {
    size_t at, phrase;
};
bool tb_rules_next(const struct tb_rules *rules, struct tb_str clause,
                   struct tb_rules_cursor *cursor, struct tb_rule_match *out);

#endif
