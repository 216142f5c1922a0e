/*
 * unit_list.h - the units that one cell lists, with the marks that the text itself gives them. Roles
 * that follow from an item as a whole (the only one, the first one) are given later.
 */
#ifndef TB_EXTRACT_UNIT_LIST_H
#define TB_EXTRACT_UNIT_LIST_H

#include "extract/unit_tokens.h"

/* What a unit's role rests on so far, the weaker first. */
enum tb_unit_sign {
    TB_SIGN_NONE,
    TB_SIGN_REACHED, /* a mark behind a later name of its phrase: 甲、乙配合 */
    TB_SIGN_HEADING, /* a heading in the cell or of the column */
    TB_SIGN_MARK
};

struct tb_listed_unit {
    struct tb_unit unit; /* basis is not yet known */
    enum tb_unit_sign sign;
    bool joined; /* put together over a blank or a line end */
};

struct tb_unit_list {
    struct tb_listed_unit *at;
    size_t count, room;
};

/* What is known about the cell from outside it. */
struct tb_unit_cell {
    struct tb_str text;
    struct tb_str place; /* of the report: names may begin with it; "" unknown */
    uint16_t column;
    bool has_role; /* the column's heading gives one */
    enum tb_unit_role role;
};

/* Appends the units of `cell`. `tokens` is scratch, reused. False: arena full. */
bool tb_unit_list_read(const struct tb_unit_words *words, const struct tb_unit_cell *cell,
                       struct tb_arena *arena, struct tb_unit_tokens *tokens,
                       struct tb_unit_list *out);

#endif
