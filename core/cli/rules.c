/* rules.c - see rules.h. */
#include "cli/rules.h"

#include "host/declaration.h"

/* `wanted`: which of the plugins; NULL: all. */
static bool read_some(const struct tb_plugin_set *plugins, const struct tb_str *declarations,
                      const bool *wanted, struct tb_arena *arena, struct tb_rules *out)
{
    struct tb_rule *rules = TB_NEW_ARRAY(arena, struct tb_rule, plugins->count);
    size_t count = 0;
    if (!rules)
        return false;
    for (size_t i = 0; i < plugins->count; i++) {
        struct tb_declared_words declared;
        if (plugins->at[i].kind != TB_PLUGIN_CHECK || !declarations[i].ptr ||
            (wanted && !wanted[i]) || !tb_declaration_read_words(declarations[i], arena, &declared))
            continue;
        rules[count] = (struct tb_rule){.id = plugins->at[i].file.id,
                                        .title_zh = declared.title_zh,
                                        .title_en = declared.title_en};
        if (!tb_topic_parse(declared.topic, &rules[count].topic))
            rules[count].topic = TB_TOPIC_END;
        count++;
    }
    *out = (struct tb_rules){rules, count}; /* the set is ordered by kind and id */
    return true;
}

bool tb_rules_read(const struct tb_plugin_set *plugins, const struct tb_str *declarations,
                   struct tb_arena *arena, struct tb_rules *out)
{
    return read_some(plugins, declarations, NULL, arena, out);
}

bool tb_rules_read_found(const struct tb_plugin_set *plugins, const struct tb_str *declarations,
                         const struct tb_finding *findings, size_t finding_count,
                         struct tb_arena *arena, struct tb_rules *out)
{
    bool *wanted = TB_NEW_ARRAY(arena, bool, plugins->count);
    if (!wanted)
        return false;
    for (size_t i = 0; i < plugins->count; i++)
        for (size_t k = 0; k < finding_count && !wanted[i]; k++)
            wanted[i] = tb_str_eq(findings[k].rule, plugins->at[i].file.id);
    return read_some(plugins, declarations, wanted, arena, out);
}

const struct tb_rule *tb_rule_find(const struct tb_rules *rules, struct tb_str id)
{
    size_t from = 0, to = rules ? rules->count : 0;
    while (from < to) {
        size_t middle = from + (to - from) / 2;
        int order = tb_str_compare(rules->at[middle].id, id);
        if (order == 0)
            return &rules->at[middle];
        if (order < 0)
            from = middle + 1;
        else
            to = middle;
    }
    return NULL;
}

struct tb_str tb_rule_title(const struct tb_rules *rules, struct tb_str id, enum tb_lang lang)
{
    const struct tb_rule *rule = tb_rule_find(rules, id);
    struct tb_str title = id;
    if (rule && rule->title_zh.len > 0 && lang == TB_LANG_ZH)
        title = rule->title_zh;
    else if (rule && rule->title_en.len > 0 && lang == TB_LANG_EN)
        title = rule->title_en;
    return title;
}
