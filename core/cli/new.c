/* new.c - tongbao new workspace [DIR], tongbao new check|export|fetcher NAME: the files one begins with. */
#include "base/closest.h"
#include "cli/setup.h"
#include "host/scaffold.h"

/* What cannot be written is a matter of output, the rest of the command line. */
static void told(struct tb_cli *cli, const struct tb_error *error)
{
    tb_outcome_add(&cli->outcome, error->status == TB_EIO ? TB_EXIT_OUTPUT : TB_EXIT_USAGE, error);
}

static void make_workspace(struct tb_cli *cli, const char *dir)
{
    struct tb_screen screen = tb_cli_screen(cli);
    struct tb_arena *arena = NULL;
    struct tb_error error = {0};
    enum tb_status status = tb_arena_new(1 << 20, &arena, &error);
    if (status == TB_OK)
        status = tb_scaffold_workspace(dir, tb_pick(cli->lang, "zh", "en"), arena, &error);
    tb_arena_free(arena);
    if (status != TB_OK) {
        told(cli, &error);
        return;
    }
    tb_say(&screen,
           "已建立工作区 %s\n  tongbao.lua  设置，每项都有说明\n  plugins/     自己的检查\n"
           "  lexicon/     添加的词\n  profiles/    状态口径\n",
           "made the workspace %s\n  tongbao.lua  settings, each explained\n"
           "  plugins/     checks of your own\n  lexicon/     words to add\n"
           "  profiles/    scales of status\n",
           dir);
    if (strcmp(dir, ".") == 0)
        tb_say(&screen, "下一步：tongbao new check 名字\n", "next: tongbao new check NAME\n");
    else
        tb_say(&screen, "下一步：cd %s，然后 tongbao new check 名字\n",
               "next: cd %s, then tongbao new check NAME\n", dir);
}

static enum tb_status scaffold(const struct tb_cli *cli, struct tb_setup *setup,
                               enum tb_plugin_kind kind, const char *name, struct tb_error *error)
{
    const char *word = tb_plugin_kind_name(kind);
    if (!setup->workspace.dir.ptr)
        return tb_fail(
            error, TB_EUSAGE,
            "这里和上级文件夹都不是工作区：先用 tongbao new workspace 建立，再运行 tongbao new %s "
            "%s",
            "neither this folder nor one above it is a workspace: make one with `tongbao new "
            "workspace`, then run `tongbao new %s %s`",
            word, name);
    const struct tb_plugin *plugin = tb_plugin_find(&setup->plugins, kind, tb_str_of(name));
    if (plugin && plugin->bundled)
        return tb_fail(error, TB_EUSAGE, "自带的插件里已有“%s”，请换一个名字",
                       "there is a bundled plugin '%s', choose another name", name);
    return tb_scaffold_plugin(setup->workspace.dir.ptr, kind, tb_str_of(name),
                              tb_pick(cli->lang, "zh", "en"), setup->arena, error);
}

/* What was made, and what to do with it; of each kind the words that differ. */
static void put_made(struct tb_screen *screen, enum tb_plugin_kind kind, const char *name)
{
    static const struct {
        const char *kind_zh, *cases_zh, *cases_en;
    } words[TB_PLUGIN_KIND_END] = {
        [TB_PLUGIN_CHECK] = {"检查", "该指出的和不该指出的", "what to point at and what not"},
        [TB_PLUGIN_EXPORT] = {"导出", "一份小通报和应当写出的文字",
                              "a small bulletin and what comes of it"},
        [TB_PLUGIN_FETCHER] = {"抓取", "网页上的链接和其中的通报",
                               "the links of a page and which are bulletins"},
    };
    const char *word = tb_plugin_kind_name(kind);
    if (screen->lang == TB_LANG_ZH)
        tb_buf_printf(screen->out,
                      "已建立%s %s\n  plugins/%ss/%s/cases.lua  先写用例：%s\n"
                      "  plugins/%ss/%s/%s.lua  再写%s\n"
                      "下一步：tongbao test %s（现在有一个用例不符）\n",
                      words[kind].kind_zh, name, word, name, words[kind].cases_zh, word, name, word,
                      words[kind].kind_zh, name);
    else
        tb_buf_printf(screen->out,
                      "made the %s %s\n  plugins/%ss/%s/cases.lua  first the cases: %s\n"
                      "  plugins/%ss/%s/%s.lua  then the %s\n"
                      "next: tongbao test %s (one case fails as yet)\n",
                      word, name, word, name, words[kind].cases_en, word, name, word, word, name);
}

static void make_plugin(struct tb_cli *cli, enum tb_plugin_kind kind, const char *name)
{
    struct tb_screen screen = tb_cli_screen(cli);
    struct tb_error error = {0};
    struct tb_setup setup;
    if (tb_setup_open(cli, &setup) && tb_setup_plugins(cli, &setup)) {
        if (scaffold(cli, &setup, kind, name, &error) != TB_OK)
            told(cli, &error);
        else
            put_made(&screen, kind, name);
    }
    tb_setup_close(&setup);
}

static enum tb_status usage(struct tb_error *error, const char *what)
{
    struct tb_closest_search search = tb_closest_start(tb_str_of(what));
    tb_closest_try(&search, TB_STR("workspace"));
    for (int i = 0; i < TB_PLUGIN_KIND_END; i++)
        tb_closest_try(&search, tb_str_of(tb_plugin_kind_name((enum tb_plugin_kind)i)));
    if (search.best.ptr)
        return tb_fail(error, TB_EUSAGE, "不能新建“%s”，是不是想用 tongbao new %.*s？",
                       "cannot make a '%s', did you mean tongbao new %.*s?", what,
                       TB_ARG(search.best));
    return tb_fail(
        error, TB_EUSAGE,
        "没有说新建什么：tongbao new workspace 文件夹，或 tongbao new check 名字、new export "
        "名字、new fetcher 名字",
        "say what to make: tongbao new workspace DIR, or tongbao new check NAME, new export NAME, "
        "new fetcher NAME");
}

void tb_verb_new(struct tb_cli *cli)
{
    const struct tb_options *options = &cli->options;
    const char *what = options->operand_count > 0 ? options->operands[0] : "";
    const char *name = options->operand_count > 1 ? options->operands[1] : NULL;
    struct tb_error error = {0};
    int kind = 0;
    while (kind < TB_PLUGIN_KIND_END &&
           strcmp(what, tb_plugin_kind_name((enum tb_plugin_kind)kind)) != 0)
        kind++;
    if (strcmp(what, "workspace") == 0)
        make_workspace(cli, name ? name : options->directory ? options->directory : ".");
    else if (kind < TB_PLUGIN_KIND_END && name)
        make_plugin(cli, (enum tb_plugin_kind)kind, name);
    else if (usage(&error, kind < TB_PLUGIN_KIND_END ? "" : what) != TB_OK)
        tb_outcome_add(&cli->outcome, TB_EXIT_USAGE, &error);
}
