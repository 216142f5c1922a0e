/*
 * unit_words.h - what the lexicons of organisations say about a text: how a name ends, whether one
 * begins, whether it is a collective, which mark stands somewhere. Every question looks at a bounded
 * number of characters, so that cells are read in linear time.
 */
#ifndef TB_EXTRACT_UNIT_WORDS_H
#define TB_EXTRACT_UNIT_WORDS_H

#include "extract/extract.h"
#include "extract/phrases.h"

/* How a name ends; the meanings are explained at the head of lexicon/organisations.tsv. */
enum tb_ending {
    TB_ENDS_UNKNOWN,
    TB_ENDS_BODY,
    TB_ENDS_TAIL,
    TB_ENDS_TERRITORY,
    TB_ENDS_AUTHORITY,
    TB_ENDS_ORGAN,
    TB_ENDS_BRANCH,
    TB_ENDS_GROUP,
    TB_ENDS_WORD,
    TB_ENDS_KIND
};

/* How a text begins: with an organisation, with a word from inside a name, or unknown. */
enum tb_start { TB_STARTS_UNKNOWN, TB_STARTS_NAME, TB_STARTS_INSIDE };

/* What a row of unit_marks.tsv means. */
enum tb_mark_kind {
    TB_MARK_ROLE,    /* gives `role` */
    TB_MARK_NONE,    /* a remark without a role */
    TB_MARK_NO_MARK, /* part of a name */
    TB_MARK_JOINER,
    TB_MARK_LEAD_IN,
    TB_MARK_LIST,
    TB_MARK_CLAUSE,
    TB_MARK_HARD,
    TB_MARK_COLON,
    TB_MARK_OPEN,
    TB_MARK_CLOSE,
    TB_MARK_NOTHING
};

struct tb_unit_mark {
    struct tb_str text;
    enum tb_mark_kind kind;
    enum tb_unit_role role;
    bool label;  /* a heading (牵头单位), not a suffix (牵头) */
    bool before; /* stands before its names wherever it is (会同) */
};

struct tb_unit_words {
    const struct tb_phrases *endings, *starts, *marks, *every, *local;
    const struct tb_unit_mark *mark_list;
};

/* Parses the three lexicons; see tb_organisations_new for `extra` and errors. */
enum tb_status tb_unit_words_read(const struct tb_lexicon_file *extra, size_t extra_count,
                                  struct tb_arena *arena, struct tb_unit_words *out,
                                  struct tb_error *error) TB_NODISCARD;

/* The longest ending of `name`; *from is where it begins (name.len for TB_ENDS_UNKNOWN). */
enum tb_ending tb_unit_ending(const struct tb_unit_words *words, struct tb_str name, size_t *from);

/* Nothing but endings and kinds: 街道办事处, 服务中心, 单位. Such a text names no particular body. */
bool tb_unit_is_bare(const struct tb_unit_words *words, struct tb_str name);

/* Ends as an organisation does and is not bare. */
bool tb_unit_is_whole(const struct tb_unit_words *words, struct tb_str name);

/* A level of government and nothing else: 区 in 区委. */
bool tb_unit_is_level(const struct tb_unit_words *words, struct tb_str text);

enum tb_start tb_unit_start(const struct tb_unit_words *words, struct tb_str name);

/* Means several bodies: 各镇, 区直有关部门. */
bool tb_unit_is_collective(const struct tb_unit_words *words, struct tb_str name);

/* Consists of one word for "all, several" (区直, 各有关 is two): what it counts must follow. */
bool tb_unit_is_quantifier(const struct tb_unit_words *words, struct tb_str name);

/* A bare kind of local body, which begins a collective by itself: 镇 in 镇、街道. */
bool tb_unit_is_local(const struct tb_unit_words *words, struct tb_str name);

/* The longest mark that begins at `at`; and the longest that ends the text. NULL: none. */
const struct tb_unit_mark *tb_unit_mark_at(const struct tb_unit_words *words, struct tb_str text,
                                           size_t at);
const struct tb_unit_mark *tb_unit_mark_end(const struct tb_unit_words *words, struct tb_str text);

/* Byte position of the character before `at`; 0 at the start. */
size_t tb_unit_before(struct tb_str text, size_t at);

#endif
