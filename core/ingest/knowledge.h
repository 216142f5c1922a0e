/*
 * knowledge.h - what reading knows beside the text before it: the lexicon files of this folder and
 * those a workspace adds, parsed once and never changed. Each list keeps the order of its file,
 * the workspace's lines first, so that they win.
 */
#ifndef TB_INGEST_KNOWLEDGE_H
#define TB_INGEST_KNOWLEDGE_H

#include "ingest/load.h"

/* headers.tsv: a word that a header cell ends in. */
enum tb_content { TB_CONTENT_NONE, TB_CONTENT_NUMBER, TB_CONTENT_MEASURE, TB_CONTENT_REPEATED };
struct tb_header_word {
    struct tb_str word;      /* folded */
    enum tb_role role;       /* whatever the cells hold */
    enum tb_role in_part;    /* where the header names a part of the year (第三季度目标) */
    enum tb_content content; /* where the cells of the column are of this kind, */
    enum tb_role by_content; /* it has this role instead */
};

/* periods.tsv: a phrase that says for which time a title or a column speaks. */
enum tb_phrase {
    TB_PHRASE_PERIOD,    /* kind, and index where the phrase has no number */
    TB_PHRASE_MONTHS,    /* from month to month */
    TB_PHRASE_AS_OF,     /* from January to a day */
    TB_PHRASE_PART,      /* a part of the year that is not said (本季度) */
    TB_PHRASE_YEAR_ONLY, /* names the year and no part of it */
    TB_PHRASE_NONE       /* looks like one and is none (a date) */
};
struct tb_period_phrase {
    struct tb_str pattern; /* N a number, Y a year, - a range mark */
    struct tb_str literal; /* the longest part of it without these: no text without it matches */
    enum tb_phrase phrase;
    enum tb_period_kind kind;
    uint8_t index;
};

/* forms.tsv: files that are no text table, and what to do with them. */
struct tb_form {
    struct tb_str magic;
    bool is_text;        /* compared without case, behind a byte order mark and white space */
    size_t within;       /* it may begin at any of the first `within` bytes; 0: at the first only */
    struct tb_str holds; /* what must stand somewhere in it too; ptr NULL: nothing */
    enum tb_container container; /* what reads it */
    const char *zh, *en;
};

/* words.tsv: words and marks with one meaning each. */
enum tb_word_class {
    TB_WORD_MEASURE,     /* a unit of measure, as the only content of a cell */
    TB_WORD_MAGNITUDE,   /* what may stand before such a unit */
    TB_WORD_NULL,        /* a cell that says that there is nothing */
    TB_WORD_MARK,        /* a mark before a task or a number */
    TB_WORD_TITLE_END,   /* what titles end in */
    TB_WORD_META,        /* the key of a line of page metadata */
    TB_WORD_ASIDE,       /* what a line begins with that belongs to no item */
    TB_WORD_TOTAL,       /* the label of a row of totals */
    TB_WORD_PLACE_END,   /* last character of a place's name */
    TB_WORD_PLACE_NOT,   /* ends like a place's name and is none */
    TB_WORD_PLACE_FIRST, /* a name never begins so */
    TB_WORD_PLACE_NEXT,  /* what stands behind a place's name in a title */
    TB_WORD_TITLE_FIRST, /* what may stand before it */
    TB_WORD_SECTION_END, /* what 第一 counts in the title of a section */
    TB_WORD_DUTY_END,    /* what ends a list of units in a bracket of responsibility */
    TB_WORD_ATTACHMENT,  /* how the name of a file ends that a table may be in */
    TB_WORD_END
};
enum { TB_HEADER_LAST = 4096 };

struct tb_ingest {
    struct tb_header_word *headers;
    struct tb_period_phrase *periods;
    struct tb_form *forms;
    struct tb_str *words[TB_WORD_END]; /* folded */
    size_t header_count, period_count, form_count, word_count[TB_WORD_END];
    /* What saves most comparisons: the bytes that words of a class begin with, and the last code
     * points of header words, hashed. */
    bool word_first[TB_WORD_END][256];
    bool header_last[TB_HEADER_LAST];
};

/* Whether a header cell could end like this text: no header word is missed, others may pass. */
bool tb_header_may_end(const struct tb_ingest *know, struct tb_str text);

/* The longest word of a class that `text`, folded, begins with or ends in; 0: none. */
size_t tb_word_prefix(const struct tb_ingest *know, enum tb_word_class class, struct tb_str text);
size_t tb_word_suffix(const struct tb_ingest *know, enum tb_word_class class, struct tb_str text);
bool tb_word_is(const struct tb_ingest *know, enum tb_word_class class, struct tb_str text);

#endif
