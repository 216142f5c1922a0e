/* man.c - pages for man, made from the tables of verbs and options. */
#include "cli/topics.h"

/* Text of roff: a backslash, and a line's first dot or quote, would be commands. */
static void put(struct tb_screen *screen, const char *text)
{
    for (const char *at = text; *at; at++) {
        if (*at == '\\')
            tb_buf_text(screen->out, "\\e");
        else if (*at == '-')
            tb_buf_text(screen->out, "\\-");
        else if ((*at == '.' || *at == '\'') && (at == text || at[-1] == '\n'))
            tb_buf_printf(screen->out, "\\&%c", *at);
        else
            tb_buf_byte(screen->out, *at);
    }
}

static void put_line(struct tb_screen *screen, const char *zh, const char *en)
{
    put(screen, tb_pick(screen->lang, zh, en));
    tb_buf_byte(screen->out, '\n');
}

static void put_head(struct tb_screen *screen, const char *zh, const char *en)
{
    tb_buf_text(screen->out, ".SH ");
    put_line(screen, zh, en);
}

static void put_option(struct tb_screen *screen, const struct tb_option *option)
{
    tb_buf_text(screen->out, ".TP\n\\fB");
    if (option->letter)
        tb_buf_printf(screen->out, "\\-%c\\fR, \\fB", option->letter);
    tb_buf_text(screen->out, "\\-\\-");
    put(screen, option->name);
    tb_buf_text(screen->out, "\\fR");
    if (option->argument) {
        tb_buf_text(screen->out, " \\fI");
        put(screen, option->argument);
        tb_buf_text(screen->out, "\\fR");
    }
    tb_buf_byte(screen->out, '\n');
    put_line(screen, option->zh, option->en);
}

static void put_title(struct tb_screen *screen, const char *page, const char *zh, const char *en)
{
    /* Lines may be broken between Chinese characters (groff_diff(7), cflags). */
    if (screen->lang == TB_LANG_ZH)
        tb_buf_text(screen->out, ".class [han] \\[u4E00]-\\[u9FFF]\n.cflags 512 \\C'[han]'\n");
    /* No date: the same program makes the same page. */
    tb_buf_printf(screen->out, ".TH %s 1 \"\" \"tongbao " TB_VERSION "\"\n", page);
    put_head(screen, "名称", "NAME");
    put(screen, page);
    tb_buf_text(screen->out, " \\- ");
    put_line(screen, zh, en);
}

static void put_program(struct tb_screen *screen)
{
    put_title(screen, "tongbao", "读懂政府重点工作进展通报，核对每一个数字，指出依据",
              "reads the progress bulletins of governments, recomputes their figures and shows the "
              "evidence");
    put_head(screen, "用法", "SYNOPSIS");
    tb_buf_text(screen->out, "\\fBtongbao\\fR ");
    put_line(screen, "命令 [选项] [参数]", "VERB [OPTION…] [ARGUMENT…]");
    put_head(screen, "命令", "VERBS");
    for (size_t i = 0; i < TB_VERB_END; i++) {
        tb_buf_printf(screen->out, ".TP\n\\fB%s\\fR\n", tb_verb_table[i].name);
        put_line(screen, tb_verb_table[i].zh, tb_verb_table[i].en);
    }
    put_head(screen, "退出码", "EXIT STATUS");
    for (int i = 0; i < TB_EXIT_END; i++) {
        const char *name = tb_exit_name((enum tb_exit)i, screen->lang);
        if (!name)
            continue;
        tb_buf_printf(screen->out, ".TP\n\\fB%d\\fR\n", i);
        put_line(screen, name, name);
    }
}

static void put_verb(struct tb_screen *screen, enum tb_verb verb)
{
    const struct tb_verb_info *info = &tb_verb_table[verb];
    char page[64];
    snprintf(page, sizeof page, "tongbao-%s", info->name);
    put_title(screen, page, info->zh, info->en);
    put_head(screen, "用法", "SYNOPSIS");
    tb_buf_printf(screen->out, "\\fBtongbao %s\\fR ", info->name);
    put_line(screen, "[选项] ", "[OPTION…] ");
    put_line(screen, info->arguments, info->arguments);
    if (info->more_zh) {
        put_head(screen, "说明", "DESCRIPTION");
        put_line(screen, info->more_zh, info->more_en);
    }
    put_head(screen, "选项", "OPTIONS");
    for (size_t i = 0; i < TB_OPTION_END; i++)
        if (tb_option_table[i].verbs >> verb & 1)
            put_option(screen, &tb_option_table[i]);
}

void tb_put_man(struct tb_screen *screen, enum tb_verb verb)
{
    if (verb == TB_VERB_END)
        put_program(screen);
    else
        put_verb(screen, verb);
    put_head(screen, "另见", "SEE ALSO");
    bool first = true;
    for (size_t i = 0; i < TB_VERB_END; i++) {
        if (i == (size_t)verb)
            continue;
        tb_buf_printf(screen->out, "%s\\fBtongbao\\-%s\\fR(1)", first ? "" : ",\n",
                      tb_verb_table[i].name);
        first = false;
    }
    tb_buf_byte(screen->out, '\n');
}
