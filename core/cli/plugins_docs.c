/* plugins_docs.c - see plugins_docs.h. */
#include "cli/plugins_docs.h"

#include "base/file.h"
#include "base/folder.h"
#include "base/replace.h"
#include "cli/words.h"

enum { PAGE_MAX = 4 << 20 };

/* What pages that may be replaced begin with. */
static const char made[] = "<!-- made by tongbao plugins docs -->\n";

/* ---- Markdown ---- */

/* Text that means only itself (CommonMark 2.4), on one line. */
static void put_plain(struct tb_screen *page, struct tb_str text)
{
    size_t from = 0;
    for (size_t i = 0; i < text.len; i++) {
        char c = text.ptr[i];
        if (!c || !strchr("\n\\`*_[]<>#&|~", c))
            continue;
        tb_put(page, tb_str_sub(text, from, i));
        if (c == '\n')
            tb_buf_text(page->out, "<br>");
        else
            tb_buf_printf(page->out, "\\%c", c);
        from = i + 1;
    }
    tb_put(page, tb_str_sub(text, from, text.len));
}

/* A value of a Lua file or JSON as code. */
static void put_code(struct tb_screen *page, struct tb_str text)
{
    size_t end;
    tb_buf_byte(page->out, '`');
    while ((end = tb_str_find(text, TB_STR("`"), 0)) != SIZE_MAX) {
        tb_put(page, tb_str_sub(text, 0, end));
        text = tb_str_sub(text, end + 1, text.len);
    }
    tb_put(page, text);
    tb_buf_byte(page->out, '`');
}

static struct tb_str in(const struct tb_screen *page, struct tb_str zh, struct tb_str en)
{
    return page->lang == TB_LANG_ZH ? zh : en;
}

/* ---- a page ---- */

static void put_head(struct tb_screen *page, const struct tb_documented *check)
{
    const struct tb_declaration *declared = &check->declared;
    enum tb_severity severity = TB_SEVERITY_WARNING;
    enum tb_topic topic;
    tb_say(page, "# %.*s\n\n**", "# %.*s\n\n**", TB_ARG(check->plugin->file.id));
    put_plain(page, in(page, declared->title_zh, declared->title_en));
    tb_say(page, "**。", "**.");
    if (in(page, declared->why_zh, declared->why_en).len > 0) {
        tb_buf_text(page->out, page->lang == TB_LANG_ZH ? "" : " ");
        put_plain(page, in(page, declared->why_zh, declared->why_en));
    }
    (void)tb_severity_parse(declared->severity, &severity);
    tb_say(page, "\n\n级别：%s（`%s`）", "\n\nSeverity: %s (`%s`)",
           tb_severity_word(severity, page->lang), tb_severity_name(severity));
    if (tb_topic_parse(declared->topic, &topic))
        tb_say(page, "；列在“%s”之下", "; shown under “%s”", tb_topic_word(topic, page->lang));
    tb_say(page, "。\n", ".\n");
}

static void put_range(struct tb_screen *page, const struct tb_declared_option *option)
{
    if (!option->min.ptr && !option->max.ptr)
        return;
    put_code(page, option->min.ptr ? option->min : TB_STR("…"));
    tb_buf_text(page->out, "–");
    put_code(page, option->max.ptr ? option->max : TB_STR("…"));
}

static void put_options(struct tb_screen *page, const struct tb_documented *check)
{
    const struct tb_declaration *declared = &check->declared;
    if (declared->option_count == 0)
        return;
    tb_say(page, "\n## 选项\n\n| 选项 | 默认 | 范围 | 作用 |\n|---|---|---|---|\n",
           "\n## Options\n\n| option | default | range | what it does |\n|---|---|---|---|\n");
    for (size_t i = 0; i < declared->option_count; i++) {
        const struct tb_declared_option *option = &declared->options[i];
        tb_say(page, "| `%.*s` | ", "| `%.*s` | ", TB_ARG(option->name));
        put_code(page, option->fallback);
        tb_say(page, " | ", " | ");
        put_range(page, option);
        tb_say(page, " | ", " | ");
        put_plain(page, in(page, option->help_zh, option->help_en));
        tb_say(page, " |\n", " |\n");
    }
    tb_say(page, "\n在 `tongbao.lua` 里改：\n", "\nTo be set in `tongbao.lua`:\n");
    tb_buf_text(page->out, "\n```lua\n");
    tb_say(page, "checks = { [\"%.*s\"] = { ", "checks = { [\"%.*s\"] = { ",
           TB_ARG(check->plugin->file.id));
    for (size_t i = 0; i < declared->option_count; i++)
        tb_say(page, "%s%.*s = %.*s", "%s%.*s = %.*s", i > 0 ? ", " : "",
               TB_ARG(declared->options[i].name), TB_ARG(declared->options[i].fallback));
    tb_buf_text(page->out, " } }\n```\n");
}

/* What is found: the column and the characters; the message follows. */
static void put_found(struct tb_screen *page, const struct tb_case_fact *fact)
{
    tb_buf_text(page->out, "\n> ");
    if (fact->name.len > 0) {
        put_plain(page, tb_example_label(fact->name, page->lang));
        tb_buf_byte(page->out, ' ');
    }
    if (fact->text.len > 0) {
        tb_buf_text(page->out, "“");
        put_plain(page, fact->text);
        tb_buf_text(page->out, "”");
    }
    if (fact->name.len + fact->text.len > 0)
        tb_say(page, "：", ": ");
}

static void put_fact(struct tb_screen *page, const struct tb_case_fact *fact, bool several)
{
    switch (fact->what) {
    case TB_FACT_TITLE:
        tb_say(page, "- 标题：", "- title: ");
        put_plain(page, fact->text);
        break;
    case TB_FACT_OPTION:
        tb_say(page, "- 选项 `%.*s` = `%.*s`", "- option `%.*s` = `%.*s`", TB_ARG(fact->name),
               TB_ARG(fact->text));
        break;
    case TB_FACT_BEFORE:
        tb_say(page, "- 此前：", "- before: ");
        put_plain(page, fact->text);
        break;
    case TB_FACT_PREVIOUS:
        tb_say(page, "- 上期第%.*s项", "- item %.*s of the period before", TB_ARG(fact->text));
        break;
    case TB_FACT_ITEM:
        if (!several)
            return;
        tb_say(page, "- 第%.*s项", "- item %.*s", TB_ARG(fact->text));
        break;
    case TB_FACT_CELL:
        tb_buf_text(page->out, several ? "  - " : "- ");
        put_plain(page, tb_example_label(fact->name, page->lang));
        tb_say(page, "：", ": ");
        put_plain(page, fact->text);
        break;
    case TB_FACT_FOUND:
        put_found(page, fact);
        return;
    case TB_FACT_ZH:
    case TB_FACT_EN:
    case TB_FACT_END:
    default:
        if (fact->what != (page->lang == TB_LANG_ZH ? TB_FACT_ZH : TB_FACT_EN))
            return;
        put_plain(page, fact->text);
    }
    tb_buf_byte(page->out, '\n');
}

/* The name of a case; on a Chinese page, of one that is named in another language its number. */
static void put_name(struct tb_screen *page, struct tb_str name, size_t number)
{
    bool chinese = false;
    for (size_t i = 0; i < name.len; i++)
        chinese = chinese || (unsigned char)name.ptr[i] >= 0x80;
    tb_buf_text(page->out, "\n### ");
    if (page->lang == TB_LANG_ZH && !chinese)
        tb_buf_printf(page->out, "例 %zu", number);
    else
        put_plain(page, name);
    tb_buf_text(page->out, "\n\n");
}

/* The cases of a kind under their heading. */
static void put_examples(struct tb_screen *page, const struct tb_documented *check, bool positive,
                         const char *heading)
{
    size_t number = 0;
    for (size_t i = 0; i < check->examples.count; i++) {
        const struct tb_case_result *one = &check->examples.at[i];
        if (one->plugin != check->examples.plugin || one->fact_count == 0 ||
            one->expects != positive)
            continue;
        if (number++ == 0)
            tb_say(page, "\n## %s\n", "\n## %s\n", heading);
        put_name(page, one->name, number);
        for (uint32_t k = 0; k < one->fact_count; k++)
            put_fact(page, &one->facts[k], tb_example_has_several(one));
    }
}

void tb_docs_page(struct tb_buf *out, const struct tb_documented *check, enum tb_lang lang)
{
    struct tb_screen page = {.out = out, .lang = lang};
    put_head(&page, check);
    put_options(&page, check);
    put_examples(&page, check, true, tb_pick(lang, "会指出的", "What it points at"));
    put_examples(&page, check, false, tb_pick(lang, "不会指出的", "What it lets pass"));
}

/* ---- the list ---- */

static enum tb_topic topic_of(const struct tb_documented *check)
{
    enum tb_topic topic;
    return tb_topic_parse(check->declared.topic, &topic) ? topic : TB_TOPIC_END;
}

static void put_section(struct tb_screen *page, const struct tb_documented *checks, size_t count,
                        enum tb_topic topic)
{
    bool headed = false;
    for (size_t i = 0; i < count; i++) {
        const struct tb_documented *check = &checks[i];
        struct tb_str id = check->plugin->file.id;
        enum tb_severity severity = TB_SEVERITY_WARNING;
        if (topic_of(check) != topic)
            continue;
        if (!headed)
            tb_say(page, "\n## %s\n\n| 规则 | 级别 | 查什么 |\n|---|---|---|\n",
                   "\n## %s\n\n| rule | severity | what it looks for |\n|---|---|---|\n",
                   topic == TB_TOPIC_END ? tb_pick(page->lang, "其他检查", "Other checks")
                                         : tb_topic_word(topic, page->lang));
        headed = true;
        (void)tb_severity_parse(check->declared.severity, &severity);
        tb_say(page, "| [%.*s](%.*s.zh.md) | %s | ", "| [%.*s](%.*s.md) | %s | ", TB_ARG(id),
               TB_ARG(id), tb_severity_word(severity, page->lang));
        put_plain(page, in(page, check->declared.title_zh, check->declared.title_en));
        tb_buf_text(page->out, " |\n");
    }
}

void tb_docs_index(struct tb_buf *out, const struct tb_documented *checks, size_t count,
                   enum tb_lang lang)
{
    struct tb_screen page = {.out = out, .lang = lang};
    tb_say(&page, "# 检查\n", "# Checks\n");
    for (int topic = 0; topic <= TB_TOPIC_END; topic++)
        put_section(&page, checks, count, (enum tb_topic)topic);
}

/* ---- writing ---- */

/* Replaces the file, unless it is somebody else's. */
static enum tb_status write_page(const char *dir, struct tb_str name, const struct tb_buf *page,
                                 struct tb_arena *arena, struct tb_error *error)
{
    struct tb_str path = tb_arena_printf(arena, "%s/%.*s", dir, TB_ARG(name)), old = {0};
    enum tb_status status = tb_buf_status(page, error);
    if (status == TB_OK && !path.ptr)
        status = tb_arena_fail(arena, error);
    if (status == TB_OK && tb_is_file(path.ptr))
        status = tb_file_read(path.ptr, PAGE_MAX, arena, &old, error);
    if (status == TB_OK && old.ptr && !tb_str_starts(old, tb_str_of(made))) {
        tb_fail(
            error, TB_EUSAGE, "不是 tongbao plugins docs 生成的，没有改动；请换一个文件夹",
            "was not made by tongbao plugins docs and was left as it is; choose another folder");
        return tb_fail_at(error, TB_EUSAGE, path.ptr, 0, 0);
    }
    if (status == TB_OK)
        status = tb_file_replace(path.ptr, tb_buf_str(page), error);
    return status;
}

/* The pages of `one`, or of the list (NULL), in both languages. */
static enum tb_status write_both(const char *dir, const struct tb_documented *checks, size_t count,
                                 const struct tb_documented *one, struct tb_arena *arena,
                                 struct tb_error *error)
{
    static const enum tb_lang langs[] = {TB_LANG_EN, TB_LANG_ZH};
    enum tb_status status = TB_OK;
    for (int i = 0; i < 2 && status == TB_OK; i++) {
        struct tb_buf page = tb_buf_make(PAGE_MAX);
        struct tb_str stem = one ? one->plugin->file.id : TB_STR("README");
        struct tb_str name =
            tb_arena_printf(arena, "%.*s%s", TB_ARG(stem), tb_pick(langs[i], ".zh.md", ".md"));
        tb_buf_text(&page, made);
        if (one)
            tb_docs_page(&page, one, langs[i]);
        else
            tb_docs_index(&page, checks, count, langs[i]);
        if (name.ptr)
            status = write_page(dir, name, &page, arena, error);
        else
            status = tb_arena_fail(arena, error);
        tb_buf_free(&page);
    }
    return status;
}

enum tb_status tb_docs_write(const char *dir, const struct tb_documented *checks, size_t count,
                             struct tb_arena *arena, struct tb_error *error)
{
    enum tb_status status = tb_folder_make(dir, error);
    if (status == TB_OK)
        status = write_both(dir, checks, count, NULL, arena, error);
    for (size_t i = 0; i < count && status == TB_OK; i++)
        status = write_both(dir, checks, count, &checks[i], arena, error);
    return status;
}
