/*
 * literal.h - reads Lua files that hold only data, such as tongbao.lua, without running Lua:
 *
 *     return workspace { contact = "desk@example.org", checks = { ["vague-result"] = false } }
 *
 * Table syntax of the Lua 5.4 manual, 3.4.9 and 3.1: tables with names, ["texts"] or nothing as
 * keys, texts in all quotings, decimal and hexadecimal numbers, true, false, comments. Everything
 * that would compute something is refused with an explanation. What is accepted means exactly what
 * Lua reads from the same file; texts must be UTF-8 without NUL, and numbers fit their type without
 * rounding of more than 18 digits. Time is that of sorting the keys, memory a fixed multiple of the
 * text; depth and number of values are capped.
 */
#ifndef TB_HOST_LITERAL_H
#define TB_HOST_LITERAL_H

#include "base/arena.h"
#include "base/error.h"

enum {
    TB_LITERAL_DEPTH = 16,      /* tables within tables */
    TB_LITERAL_VALUES = 100000, /* in one file */
    TB_LITERAL_MAX = 4 << 20,   /* bytes of one file */
    TB_LITERAL_EXCERPT = 40     /* code points of the source that a message quotes */
};

enum tb_literal_type { TB_LITERAL_BOOL, TB_LITERAL_NUMBER, TB_LITERAL_TEXT, TB_LITERAL_TABLE };

struct tb_literal {
    enum tb_literal_type type;
    bool on;         /* TB_LITERAL_BOOL */
    bool is_integer; /* TB_LITERAL_NUMBER: `integer` holds it too */
    int64_t integer;
    double number;
    struct tb_str text;                    /* TB_LITERAL_TEXT */
    const struct tb_literal_field *fields; /* TB_LITERAL_TABLE, in the order of the file */
    size_t count;
    struct tb_str raw;     /* as it stands in the source; borrowed from it */
    uint32_t line, column; /* where it begins, 1-based, the column in code points */
};

struct tb_literal_field {
    struct tb_str key; /* ptr NULL: an entry of a list */
    struct tb_literal value;
    uint32_t line, column; /* of the key, or of the value where there is none */
};

/* Reads `text`, which must be `return KIND { … }` (KIND NULL: `return { … }`), into a tree in
 * `arena`; texts are copied, `raw` borrows from `text`. TB_EUSAGE: it is something else; the error
 * has `source`, line and column. TB_ELIMIT: a cap was reached. */
enum tb_status tb_literal_parse(struct tb_str text, const char *source, const char *kind,
                                struct tb_arena *arena, struct tb_literal *out,
                                struct tb_error *error) TB_NODISCARD;

/* The value under `key`; NULL: none, or not a table. */
const struct tb_literal *tb_literal_get(const struct tb_literal *table, const char *key);

/* The first line of `raw`, at most TB_LITERAL_EXCERPT code points: what messages quote as found. */
struct tb_str tb_literal_excerpt(struct tb_str raw);

#endif
