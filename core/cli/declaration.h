/*
 * declaration.h - what a plugin says of itself, out of the JSON text that its worker sent. A worker
 * may send anything, so what is not as the program itself would have written it is refused.
 */
#ifndef TB_CLI_DECLARATION_H
#define TB_CLI_DECLARATION_H

#include "base/arena.h"

struct tb_declaration {
    struct tb_str severity, title_zh, title_en, why_zh, why_en; /* ptr NULL: not said */
};

/* Memory in `arena`. False: it is no declaration, or the arena is full; *out is untouched. */
bool tb_declaration_read(struct tb_str json, struct tb_arena *arena, struct tb_declaration *out);

#endif
