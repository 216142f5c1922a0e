/*
 * unit_tokens.h - a cell of units as tokens: names, marks of roles and what divides them. Blanks beside
 * other dividers are dropped; brackets know their partner.
 */
#ifndef TB_EXTRACT_UNIT_TOKENS_H
#define TB_EXTRACT_UNIT_TOKENS_H

#include "extract/unit_words.h"

enum tb_unit_token_kind {
    TB_TOKEN_NAME,
    TB_TOKEN_MARK, /* 牵头, 配合单位: `mark` says which */
    TB_TOKEN_NOTE, /* what follows a mark in its bracket: （配合做好拆迁） */
    TB_TOKEN_LIST, /* 、 and 和 between names */
    TB_TOKEN_CLAUSE,
    TB_TOKEN_HARD,
    TB_TOKEN_COLON,
    TB_TOKEN_OPEN,
    TB_TOKEN_CLOSE,
    TB_TOKEN_BLANK, /* a blank, or a bracket without partner */
    TB_TOKEN_LINE
};

struct tb_unit_token {
    uint32_t from, to; /* bytes of the cell */
    enum tb_unit_token_kind kind;
    const struct tb_unit_mark *mark; /* of TB_TOKEN_MARK */
    uint32_t match;                  /* of an open bracket: the index of its partner */
};

struct tb_unit_tokens {
    struct tb_unit_token *at;
    size_t count, room;
};

/* Replaces the tokens by those of `text`; the list is reused from cell to cell. False: arena full. */
bool tb_unit_tokens_read(const struct tb_unit_words *words, struct tb_str text,
                         struct tb_arena *arena, struct tb_unit_tokens *out);

/* The characters of a token. */
static inline struct tb_str tb_unit_token_text(struct tb_str cell, struct tb_unit_token token)
{
    return tb_str_sub(cell, token.from, token.to);
}

#endif
