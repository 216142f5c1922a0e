/*
 * rules.h - what the rules say of themselves, for texts about their findings: by id.
 */
#ifndef TB_CLI_RULES_H
#define TB_CLI_RULES_H

#include "cli/screen.h"
#include "host/broker.h"
#include "model/names.h"

struct tb_rule {
    struct tb_str id, title_zh, title_en;
    enum tb_topic topic; /* TB_TOPIC_END: it says none */
};

struct tb_rules {
    const struct tb_rule *at; /* ordered by id */
    size_t count;
};

/* The checks that loaded. `declarations`: one for each plugin of the set, as a run gives them. Memory in
 * `arena`; false: it is full. */
bool tb_rules_read(const struct tb_plugin_set *plugins, const struct tb_str *declarations,
                   struct tb_arena *arena, struct tb_rules *out);

/* The same of those alone that findings name: all that a text about these needs. */
bool tb_rules_read_found(const struct tb_plugin_set *plugins, const struct tb_str *declarations,
                         const struct tb_finding *findings, size_t finding_count,
                         struct tb_arena *arena, struct tb_rules *out);

/* The rule; NULL: none of that name loaded. */
const struct tb_rule *tb_rule_find(const struct tb_rules *rules, struct tb_str id);

/* Its title in the language; the id of one that is not known. */
struct tb_str tb_rule_title(const struct tb_rules *rules, struct tb_str id, enum tb_lang lang);

#endif
