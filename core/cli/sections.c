/* sections.c - see sections.h. */
#include "cli/sections.h"

#include "cli/words.h"

enum { UNFINISHED, FIRST_TOPIC, OWN = TB_TOPIC_TABLE + 1 };

size_t tb_section_of(const struct tb_rules *rules, struct tb_str rule)
{
    const struct tb_rule *known = tb_rule_find(rules, rule);
    if (tb_str_eq(rule, TB_STR("plugin-failed")))
        return UNFINISHED;
    if (!known || known->topic == TB_TOPIC_END)
        return OWN;
    size_t section = FIRST_TOPIC + (size_t)known->topic;
    return section < OWN ? section : section + 1;
}

static const char *name_of(size_t section, enum tb_lang lang)
{
    if (section == UNFINISHED)
        return tb_pick(lang, "没有做完的检查", "Checks that did not finish");
    if (section == OWN)
        return tb_pick(lang, "其他检查", "Other checks");
    return tb_topic_word((enum tb_topic)(section - FIRST_TOPIC - (section > OWN)), lang);
}

void tb_section_put(struct tb_screen *screen, size_t section, uint64_t count)
{
    tb_style(screen, TB_BOLD);
    tb_say(screen, "\n== %s（%llu）\n", "\n== %s (%llu)\n", name_of(section, screen->lang),
           (unsigned long long)count);
    tb_style(screen, TB_PLAIN);
}
