/* help.c - tongbao help [TOPIC], --help and --version; made from the tables of verbs and options. */
#include "base/closest.h"
#include "cli/layout.h"
#include "cli/topics.h"

enum { NAME_WIDTH = 30 };

static void heading(struct tb_screen *screen, const char *zh, const char *en)
{
    tb_style(screen, TB_BOLD);
    tb_say(screen, "%s\n", "%s\n", tb_pick(screen->lang, zh, en));
    tb_style(screen, TB_PLAIN);
}

void tb_put_entry(struct tb_screen *screen, struct tb_str name, size_t width, struct tb_str meaning)
{
    struct tb_track tracks[2] = {{.width = width}, {.width = 20}};
    if (screen->width > width + 4 + 20)
        tracks[1].width = screen->width - width - 4;
    if (tb_columns(name) > width) { /* what it means goes on the next line */
        tb_say(screen, "  %.*s\n", "  %.*s\n", TB_ARG(name));
        name.len = 0;
    }
    struct tb_str cells[2] = {name, meaning};
    tb_put_row(screen, 2, tracks, cells, 2);
}

static void entry(struct tb_screen *screen, struct tb_str name, size_t width, const char *meaning)
{
    tb_put_entry(screen, name, width, tb_str_of(meaning));
}

static void put_option(struct tb_screen *screen, const struct tb_option *option)
{
    char name[80];
    int len;
    if (option->letter)
        len = snprintf(name, sizeof name, "-%c, --%s", option->letter, option->name);
    else
        len = snprintf(name, sizeof name, "    --%s", option->name);
    if (option->argument)
        len += snprintf(name + len, sizeof name - (size_t)len, " %s", option->argument);
    struct tb_str shown = {name, (size_t)len};
    entry(screen, shown, NAME_WIDTH, tb_pick(screen->lang, option->zh, option->en));
}

static void put_version(struct tb_screen *screen)
{
    tb_say(screen, "tongbao %s\n", "tongbao %s\n", TB_VERSION);
}

static void put_overview(struct tb_screen *screen)
{
    tb_put_paragraph(
        screen, 0,
        tb_str_of(tb_pick(screen->lang,
                          "tongbao：读懂政府重点工作进展通报，核对每一个数字，指出依据。",
                          "tongbao reads the progress bulletins of governments, "
                          "recomputes their figures and shows the evidence.")));
    tb_buf_byte(screen->out, '\n');
    heading(screen, "用法：tongbao 命令 [选项] [参数]",
            "Usage: tongbao VERB [OPTION…] [ARGUMENT…]");
    tb_buf_byte(screen->out, '\n');
    heading(screen, "命令", "Verbs");
    for (size_t i = 0; i < TB_VERB_END; i++)
        entry(screen, tb_str_of(tb_verb_table[i].name), 10,
              tb_pick(screen->lang, tb_verb_table[i].zh, tb_verb_table[i].en));
    tb_buf_byte(screen->out, '\n');
    tb_say(screen,
           "tongbao help 命令：该命令的选项；tongbao help exit：退出码；tongbao help --search "
           "词：查找\n",
           "tongbao help VERB shows its options, tongbao help exit the exit statuses\n"
           "tongbao help --search WORD finds verbs, options and checks\n");
}

static void put_verb(struct tb_screen *screen, enum tb_verb verb)
{
    const struct tb_verb_info *info = &tb_verb_table[verb];
    tb_style(screen, TB_BOLD);
    tb_say(screen, "用法：tongbao %s [选项] %s\n", "Usage: tongbao %s [OPTION…] %s\n", info->name,
           info->arguments);
    tb_style(screen, TB_PLAIN);
    tb_put_paragraph(screen, 0, tb_str_of(tb_pick(screen->lang, info->zh, info->en)));
    if (info->more_zh) {
        tb_buf_byte(screen->out, '\n');
        tb_put_paragraph(screen, 0, tb_str_of(tb_pick(screen->lang, info->more_zh, info->more_en)));
    }
    tb_buf_byte(screen->out, '\n');
    heading(screen, "选项", "Options");
    for (size_t i = 0; i < TB_OPTION_END; i++)
        if (tb_option_table[i].verbs >> verb & 1)
            put_option(screen, &tb_option_table[i]);
}

static void put_exit(struct tb_screen *screen)
{
    static const enum tb_exit order[] = {TB_EXIT_USAGE,   TB_EXIT_OUTPUT, TB_EXIT_INPUT,
                                         TB_EXIT_NETWORK, TB_EXIT_PLUGIN, TB_EXIT_FOUND,
                                         TB_EXIT_CHANGED, TB_EXIT_OK};
    tb_put_paragraph(
        screen, 0,
        tb_str_of(tb_pick(screen->lang, "能做的都做完以后，以下面第一个适用的退出码结束：",
                          "When all that can be done is done, the first of these that applies:")));
    for (size_t i = 0; i < sizeof order / sizeof *order; i++) {
        char number[8];
        int len = snprintf(number, sizeof number, "%d", (int)order[i]);
        entry(screen, (struct tb_str){number, (size_t)len}, 4,
              tb_exit_name(order[i], screen->lang));
    }
}

static void unknown_topic(struct tb_cli *cli, const char *topic)
{
    static const char *const others[] = {"exit", "completions", "man"};
    struct tb_error error;
    struct tb_closest_search search = tb_closest_start(tb_str_of(topic));
    for (size_t i = 0; i < TB_VERB_END; i++)
        tb_closest_try(&search, tb_str_of(tb_verb_table[i].name));
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        tb_closest_try(&search, tb_str_of(others[i]));
    if (search.best.ptr)
        tb_fail(&error, TB_EUSAGE, "没有“%s”的说明，是不是想看 %.*s？",
                "there is no help on '%s', did you mean %.*s?", topic, TB_ARG(search.best));
    else
        tb_fail(&error, TB_EUSAGE,
                "没有“%s”的说明，tongbao help 列出所有命令，tongbao help --search 词 查找",
                "there is no help on '%s', see tongbao help, or look for it with tongbao help "
                "--search WORD",
                topic);
    tb_outcome_add(&cli->outcome, TB_EXIT_USAGE, &error);
}

static void search(struct tb_cli *cli, const char *word)
{
    struct tb_error error;
    if (*word && tb_put_search(cli, tb_str_of(word)))
        return;
    tb_fail(&error, TB_EUSAGE, "没有找到“%s”", "nothing was found on '%s'", word);
    tb_outcome_add(&cli->outcome, TB_EXIT_USAGE, &error);
}

static void put_completions(struct tb_cli *cli, struct tb_screen *screen, const char *shell)
{
    struct tb_error error;
    if (shell && tb_put_completions(screen, tb_str_of(shell)))
        return;
    tb_fail(&error, TB_EUSAGE, "要写明哪种 shell：tongbao help completions bash、zsh 或 fish",
            "say which shell: tongbao help completions bash, zsh or fish");
    tb_outcome_add(&cli->outcome, TB_EXIT_USAGE, &error);
}

static void put_man(struct tb_cli *cli, struct tb_screen *screen, const char *name)
{
    enum tb_verb verb = name ? tb_verb_find(tb_str_of(name)) : TB_VERB_END;
    if (name && verb == TB_VERB_END)
        unknown_topic(cli, name);
    else
        tb_put_man(screen, verb);
}

void tb_verb_help(struct tb_cli *cli)
{
    struct tb_screen screen = tb_cli_screen(cli);
    const struct tb_options *options = &cli->options;
    const char *topic = options->operand_count > 0 ? options->operands[0] : NULL;
    const char *more = options->operand_count > 1 ? options->operands[1] : NULL;
    enum tb_verb verb = topic ? tb_verb_find(tb_str_of(topic)) : TB_VERB_END;
    if (options->version)
        put_version(&screen);
    else if (options->search)
        search(cli, options->search);
    else if (!topic)
        put_overview(&screen);
    else if (verb != TB_VERB_END)
        put_verb(&screen, verb);
    else if (strcmp(topic, "exit") == 0)
        put_exit(&screen);
    else if (strcmp(topic, "complete") == 0) /* what the shells' scripts ask */
        tb_put_candidates(cli, options->operands + 1, options->operand_count - 1);
    else if (strcmp(topic, "completions") == 0)
        put_completions(cli, &screen, more);
    else if (strcmp(topic, "man") == 0)
        put_man(cli, &screen, more);
    else
        unknown_topic(cli, topic);
}
