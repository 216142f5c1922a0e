/*
 * literal_scan.h - the tokens of literal.h: names, texts, numbers and signs, with white space and
 * comments passed over. Used by literal.c alone.
 */
#ifndef TB_HOST_LITERAL_SCAN_H
#define TB_HOST_LITERAL_SCAN_H

#include "base/buf.h"
#include "host/literal.h"

enum tb_token_type { TB_TOKEN_END, TB_TOKEN_NAME, TB_TOKEN_TEXT, TB_TOKEN_NUMBER, TB_TOKEN_SIGN };

struct tb_token {
    enum tb_token_type type;
    struct tb_str raw;  /* as written; a sign is one code point */
    struct tb_str text; /* TB_TOKEN_TEXT: decoded, in the arena */
    bool is_integer;    /* TB_TOKEN_NUMBER */
    int64_t integer;
    double number;
};

struct tb_scan {
    struct tb_str text;
    size_t at; /* behind the last token */
    struct tb_arena *arena;
    const char *source;
    struct tb_error *error;
    struct tb_buf scratch; /* the text being decoded */
    /* The place last asked for; places are asked for in rising order, so that all together cost one
     * pass over the text. */
    size_t place_at;
    uint32_t line, column;
};

/* Moves on to the next token. */
enum tb_status tb_scan_next(struct tb_scan *scan, struct tb_token *out) TB_NODISCARD;

/* Sets scan->line and scan->column to the place of byte `at`. */
void tb_scan_place(struct tb_scan *scan, size_t at);

/* Adds the place of byte `at` to the error; returns `status`. */
enum tb_status tb_scan_fail_at(struct tb_scan *scan, size_t at, enum tb_status status);

/* literal_text.c: a text in quotes or long brackets, or the comment text between long brackets, that
 * begins at scan->at. */
enum tb_status tb_scan_quoted(struct tb_scan *scan, struct tb_str *out) TB_NODISCARD;
enum tb_status tb_scan_long(struct tb_scan *scan, struct tb_str *out) TB_NODISCARD;
/* Whether a long bracket opens at `at`. */
bool tb_scan_is_long(const struct tb_scan *scan, size_t at);

/* literal_number.c: a number that begins at scan->at. */
enum tb_status tb_scan_number(struct tb_scan *scan, struct tb_token *out) TB_NODISCARD;

#endif
