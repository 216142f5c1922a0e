/* search.c - tongbao help --search WORD. */
#include "cli/rules.h"
#include "cli/setup.h"
#include "cli/topics.h"

enum { NAME_WIDTH = 30 };

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

/* Whether `text` has the word in it, whatever the case of ASCII letters. */
static bool has(struct tb_str text, struct tb_str word)
{
    for (size_t at = 0; at + word.len <= text.len; at++) {
        size_t same = 0;
        while (same < word.len && lower(text.ptr[at + same]) == lower(word.ptr[same]))
            same++;
        if (same == word.len)
            return true;
    }
    return false;
}

static bool has_any(const char *const *texts, size_t count, struct tb_str word)
{
    for (size_t i = 0; i < count; i++)
        if (texts[i] && has(tb_str_of(texts[i]), word))
            return true;
    return false;
}

static size_t put_verbs(struct tb_screen *screen, struct tb_str word)
{
    size_t found = 0;
    for (size_t i = 0; i < TB_VERB_END; i++) {
        const struct tb_verb_info *info = &tb_verb_table[i];
        const char *texts[] = {info->name, info->zh, info->en, info->more_zh, info->more_en};
        char name[64];
        if (!has_any(texts, sizeof texts / sizeof *texts, word))
            continue;
        int len = snprintf(name, sizeof name, "tongbao %s", info->name);
        tb_put_entry(screen, (struct tb_str){name, (size_t)len}, NAME_WIDTH,
                     tb_str_of(tb_pick(screen->lang, info->zh, info->en)));
        found++;
    }
    return found;
}

/* With the first verb that knows it. */
static size_t put_options(struct tb_screen *screen, struct tb_str word)
{
    size_t found = 0;
    for (size_t i = 0; i < TB_OPTION_END; i++) {
        const struct tb_option *option = &tb_option_table[i];
        const char *texts[] = {option->name, option->zh, option->en};
        char name[96];
        size_t verb = 0;
        if (!has_any(texts, sizeof texts / sizeof *texts, word))
            continue;
        while (verb + 1 < TB_VERB_END && !(option->verbs >> verb & 1))
            verb++;
        int len = snprintf(name, sizeof name, "%s --%s", tb_verb_table[verb].name, option->name);
        tb_put_entry(screen, (struct tb_str){name, (size_t)len}, NAME_WIDTH,
                     tb_str_of(tb_pick(screen->lang, option->zh, option->en)));
        found++;
    }
    return found;
}

static size_t put_rules(struct tb_cli *cli, struct tb_screen *screen, struct tb_str word)
{
    struct tb_setup setup = {0};
    struct tb_rules rules = {0};
    struct tb_run_result result = {0};
    size_t found = 0;
    if (tb_setup_open(cli, &setup) && tb_setup_plugins(cli, &setup)) {
        struct tb_run run = tb_setup_run(cli, &setup);
        if (tb_run_describe(&run, setup.arena, &result, NULL) == TB_OK &&
            !tb_rules_read(run.plugins, result.declarations, setup.arena, &rules))
            rules.count = 0;
    }
    for (size_t i = 0; i < rules.count; i++) {
        if (!has(rules.at[i].id, word) && !has(rules.at[i].title_zh, word) &&
            !has(rules.at[i].title_en, word))
            continue;
        struct tb_str name = tb_arena_printf(setup.arena, "explain %.*s", TB_ARG(rules.at[i].id));
        tb_put_entry(screen, name.ptr ? name : rules.at[i].id, NAME_WIDTH,
                     screen->lang == TB_LANG_ZH ? rules.at[i].title_zh : rules.at[i].title_en);
        found++;
    }
    tb_setup_close(&setup);
    return found;
}

bool tb_put_search(struct tb_cli *cli, struct tb_str word)
{
    struct tb_screen screen = tb_cli_screen(cli);
    size_t found = put_verbs(&screen, word);
    found += put_options(&screen, word);
    found += put_rules(cli, &screen, word);
    return found > 0;
}
