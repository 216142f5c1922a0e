/* explain_rule.c - what a rule is about, for people. */
#include "cli/explain.h"
#include "cli/layout.h"
#include "cli/words.h"
#include "host/declaration.h"

enum { INDENT = 2 };

const struct tb_value_shown *tb_explain_origin(const struct tb_setup *setup, struct tb_str rule,
                                               struct tb_str name)
{
    char key[2 * TB_PLUGIN_ID_MAX + 16];
    int len = snprintf(key, sizeof key, "checks.%.*s.%.*s", TB_ARG(rule), TB_ARG(name));
    struct tb_str wanted = {key, len > 0 && (size_t)len < sizeof key ? (size_t)len : 0};
    for (size_t i = 0; i < setup->workspace.value_count; i++)
        if (tb_str_eq(setup->workspace.values[i].name, wanted))
            return &setup->workspace.values[i];
    return NULL;
}

void tb_explain_heading(struct tb_screen *screen, const char *zh, const char *en)
{
    tb_buf_byte(screen->out, '\n');
    tb_style(screen, TB_BOLD);
    tb_say(screen, "%s\n", "%s\n", tb_pick(screen->lang, zh, en));
    tb_style(screen, TB_PLAIN);
}

/* "（默认）" or "（工作区，tongbao.lua:12）". */
static void put_origin(struct tb_screen *screen, const struct tb_setup *setup, struct tb_str rule,
                       struct tb_str name)
{
    static const struct {
        const char *zh, *en;
    } layers[] = {
        [TB_LAYER_COMMAND] = {"命令行", "command line"},
        [TB_LAYER_WORKSPACE] = {"工作区", "workspace"},
        [TB_LAYER_USER] = {"用户", "user"},
        [TB_LAYER_DEFAULT] = {"默认", "default"},
    };
    const struct tb_value_shown *found = tb_explain_origin(setup, rule, name);
    enum tb_layer layer = found ? found->layer : TB_LAYER_DEFAULT;
    tb_say(screen, "（%s", " (%s", tb_pick(screen->lang, layers[layer].zh, layers[layer].en));
    if (found && found->origin.len > 0)
        tb_say(screen, "，%.*s", ", %.*s", TB_ARG(found->origin));
    tb_say(screen, "）", ")");
}

static void put_options(struct tb_screen *screen, const struct tb_setup *setup, struct tb_str rule,
                        const struct tb_declaration *declared)
{
    if (declared->option_count == 0)
        return;
    tb_explain_heading(screen, "选项", "Options");
    for (size_t i = 0; i < declared->option_count; i++) {
        const struct tb_declared_option *option = &declared->options[i];
        struct tb_str help = screen->lang == TB_LANG_ZH ? option->help_zh : option->help_en;
        tb_put_spaces(screen, INDENT);
        tb_say(screen, "%.*s = %.*s", "%.*s = %.*s", TB_ARG(option->name), TB_ARG(option->value));
        put_origin(screen, setup, rule, option->name);
        if (option->min.ptr || option->max.ptr)
            tb_say(screen, "，可从 %.*s 到 %.*s", ", from %.*s to %.*s",
                   TB_ARG(option->min.ptr ? option->min : TB_STR("…")),
                   TB_ARG(option->max.ptr ? option->max : TB_STR("…")));
        if (!tb_str_eq(option->value, option->fallback))
            tb_say(screen, "，默认 %.*s", ", by default %.*s", TB_ARG(option->fallback));
        tb_buf_byte(screen->out, '\n');
        if (help.len > 0)
            tb_put_paragraph(screen, INDENT + 4, help);
    }
}

/* The first case of each kind; with `all` every one. */
static void put_examples(struct tb_screen *screen, const struct tb_examples *examples, bool all)
{
    bool headed = false;
    for (int kind = 1; kind >= 0; kind--)
        for (size_t i = 0; i < examples->count; i++) {
            const struct tb_case_result *one = &examples->at[i];
            if (one->plugin != examples->plugin || one->fact_count == 0 ||
                one->expects != (kind == 1))
                continue;
            if (!headed)
                tb_explain_heading(screen, "例子", "Examples");
            headed = true;
            tb_example_put(screen, INDENT, one);
            if (!all)
                break;
        }
}

void tb_explain_rule(struct tb_screen *screen, const struct tb_setup *setup,
                     const struct tb_plugin *plugin, struct tb_str declared_text,
                     const struct tb_examples *examples)
{
    struct tb_declaration declared = {0};
    enum tb_severity severity = plugin->severity;
    tb_style(screen, TB_BOLD);
    tb_put(screen, plugin->file.id);
    tb_style(screen, TB_PLAIN);
    if (!declared_text.ptr || !tb_declaration_read(declared_text, setup->arena, &declared)) {
        tb_say(screen, "：无法加载，见 tongbao test %.*s\n",
               ": does not load, see tongbao test %.*s\n", TB_ARG(plugin->file.id));
        return;
    }
    tb_buf_text(screen->out, "  ");
    tb_put(screen, screen->lang == TB_LANG_ZH ? declared.title_zh : declared.title_en);
    tb_buf_byte(screen->out, '\n');
    struct tb_str why = screen->lang == TB_LANG_ZH ? declared.why_zh : declared.why_en;
    if (why.len > 0)
        tb_put_paragraph(screen, INDENT, why);
    tb_buf_byte(screen->out, '\n');
    enum tb_topic topic;
    if (tb_topic_parse(declared.topic, &topic))
        tb_say(screen, "  类别：%s\n", "  topic: %s\n", tb_topic_word(topic, screen->lang));
    if (plugin->has_severity || tb_severity_parse(declared.severity, &severity)) {
        tb_say(screen, "  级别：%s", "  severity: %s", tb_severity_word(severity, screen->lang));
        put_origin(screen, setup, plugin->file.id, TB_STR("severity"));
        tb_buf_byte(screen->out, '\n');
    }
    if (!plugin->enabled)
        tb_say(screen, "  已在 tongbao.lua 中关闭\n", "  switched off in tongbao.lua\n");
    tb_say(screen, "  文件：", "  file: ");
    tb_put(screen, plugin->file.path);
    tb_say(screen, "%s\n", "%s\n",
           plugin->bundled ? tb_pick(screen->lang, "（自带）", " (bundled)") : "");
    put_options(screen, setup, plugin->file.id, &declared);
    put_examples(screen, examples, examples->all);
}
