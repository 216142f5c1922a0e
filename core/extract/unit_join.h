/*
 * unit_join.h - how far a name reaches over blanks, dividers and brackets: names broken by a line end,
 * collectives (各镇、街道) and brackets inside names (国网（甲区）供电公司).
 */
#ifndef TB_EXTRACT_UNIT_JOIN_H
#define TB_EXTRACT_UNIT_JOIN_H

#include "extract/unit_tokens.h"

struct tb_unit_name {
    size_t last; /* index of its last token */
    bool joined; /* over a blank or a line end */
    bool blanks; /* there is white space between its first and last character */
    enum tb_ending ending;
};

/* The name that begins with token `first`, of the `count` tokens of the cell; `place` may be "". */
struct tb_unit_name tb_unit_name_read(const struct tb_unit_words *words, struct tb_str cell,
                                      const struct tb_unit_token *tokens, size_t count,
                                      size_t first, struct tb_str place);

#endif
