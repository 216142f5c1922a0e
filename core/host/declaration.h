/*
 * declaration.h - what a plugin says of itself, out of the JSON text that its worker sent. A worker
 * may send anything, so what is not as the program itself would have written it is refused.
 */
#ifndef TB_HOST_DECLARATION_H
#define TB_HOST_DECLARATION_H

#include "base/arena.h"

enum { TB_DECLARED_MOST = 64 }; /* options, and hosts; what is more is left out */

/* An option; values as JSON texts, numbers without quotes. */
struct tb_declared_option {
    struct tb_str name, type, fallback, value, min, max;
    struct tb_str help_zh, help_en; /* ptr NULL: not said */
};

struct tb_declaration {
    struct tb_str severity, topic, title_zh, title_en, why_zh, why_en; /* ptr NULL: not said */
    struct tb_declared_option options[TB_DECLARED_MOST];
    struct tb_str hosts[TB_DECLARED_MOST];
    size_t option_count, host_count;
    struct tb_str extension; /* of an export */
    struct tb_str module;    /* of an export: what makes its file; ptr NULL: it writes bytes */
    bool findings, joined;   /* of an export: it shows findings; bulletins may share an output */
    bool masks_people;       /* of an export: names of people are masked unless asked for */
    bool history;            /* asks for the items of earlier periods */
};

/* What is shown of a rule beside its findings. */
struct tb_declared_words {
    struct tb_str topic, title_zh, title_en; /* ptr NULL: not said */
};

/* Memory in `arena` and in `json`, which must stay. False: it is no declaration, or the arena is full; *out is untouched. */
bool tb_declaration_read(struct tb_str json, struct tb_arena *arena, struct tb_declaration *out);

/* The same, of these alone: a tenth of the work. */
bool tb_declaration_read_words(struct tb_str json, struct tb_arena *arena,
                               struct tb_declared_words *out);

#endif
