/* examples.c - see examples.h. */
#include "cli/examples.h"

#include "cli/layout.h"
#include "cli/words.h"

enum tb_status tb_examples_run(const struct tb_cli *cli, struct tb_setup *setup,
                               struct tb_examples *out, struct tb_run_result *result,
                               struct tb_error *error)
{
    struct tb_run run = tb_setup_run(cli, setup);
    struct tb_run_result ran;
    struct tb_case_result *cases = NULL;
    size_t count = 0;
    enum tb_status status = tb_run_describe(&run, setup->arena, result, error);
    if (status == TB_OK)
        status = tb_run_cases(&run, setup->ingest, setup->extract, setup->arena, &cases, &count,
                              &ran, error);
    if (status == TB_OK)
        *out = (struct tb_examples){.at = cases, .count = count, .all = cli->options.verbose};
    return status;
}

struct tb_str tb_example_label(struct tb_str name, enum tb_lang lang)
{
    enum tb_role role;
    return tb_role_parse(name, &role) ? tb_str_of(tb_role_word(role, lang)) : name;
}

bool tb_example_has_several(const struct tb_case_result *example)
{
    size_t items = 0;
    for (uint32_t i = 0; i < example->fact_count; i++)
        items +=
            example->facts[i].what == TB_FACT_ITEM || example->facts[i].what == TB_FACT_PREVIOUS;
    return items > 1;
}

/* ---- text ---- */

/* What stands before the text of a fact. */
static void put_label(struct tb_screen *line, const struct tb_case_fact *fact)
{
    struct tb_str label = tb_example_label(fact->name, line->lang);
    const char *colon = tb_pick(line->lang, "：", ": ");
    if (fact->what == TB_FACT_TITLE)
        tb_say(line, "标题：", "title: ");
    else if (fact->what == TB_FACT_OPTION)
        tb_say(line, "选项 %.*s = ", "option %.*s = ", TB_ARG(fact->name));
    else if (fact->what == TB_FACT_CELL)
        tb_say(line, "%.*s%s", "%.*s%s", TB_ARG(label), colon);
    else if (fact->what == TB_FACT_FOUND && fact->text.len > 0)
        tb_say(line, "→ 指出%.*s“%.*s”", "→ points at %.*s “%.*s”", TB_ARG(label),
               TB_ARG(fact->text));
    else if (fact->what == TB_FACT_FOUND)
        tb_say(
            line, "→ 指出%.*s", "→ points at %.*s",
            TB_ARG(label.len > 0 ? label : tb_str_of(tb_pick(line->lang, "这一项", "the item"))));
    else
        tb_buf_text(line->out, "  ");
}

/* One line, or none: an item is headed where there are several, a message stands in one language. */
static void put_fact(struct tb_screen *screen, size_t indent, const struct tb_case_fact *fact,
                     bool several)
{
    struct tb_buf text = tb_buf_make(1 << 16);
    struct tb_screen line = {.out = &text, .lang = screen->lang};
    bool message = fact->what == (screen->lang == TB_LANG_ZH ? TB_FACT_ZH : TB_FACT_EN);
    if (fact->what == TB_FACT_BEFORE) {
        tb_say(&line, "此前：%.*s", "before: %.*s", TB_ARG(fact->text));
    } else if (fact->what == TB_FACT_PREVIOUS) {
        tb_say(&line, "上期第%.*s项", "item %.*s of the period before", TB_ARG(fact->text));
    } else if (fact->what == TB_FACT_ITEM) {
        if (several)
            tb_say(&line, "第%.*s项", "item %.*s", TB_ARG(fact->text));
    } else if (message || (fact->what != TB_FACT_ZH && fact->what != TB_FACT_EN)) {
        put_label(&line, fact);
        if (fact->what != TB_FACT_FOUND)
            tb_put(&line, fact->text);
    }
    if (text.len > 0)
        tb_put_paragraph(screen, indent + (fact->what == TB_FACT_CELL && several ? 2 : 0),
                         tb_buf_str(&text));
    if (text.failed)
        screen->out->failed = text.failed;
    tb_buf_free(&text);
}

void tb_example_put(struct tb_screen *screen, size_t indent, const struct tb_case_result *example)
{
    bool several = tb_example_has_several(example);
    tb_put_paragraph(screen, indent, example->name);
    for (uint32_t i = 0; i < example->fact_count; i++)
        put_fact(screen, indent + 2, &example->facts[i], several);
    if (!example->expects)
        tb_put_paragraph(screen, indent + 2,
                         tb_str_of(tb_pick(screen->lang, "→ 不指出什么", "→ finds nothing")));
}

/* ---- JSON ---- */

static void put_text(struct tb_json *json, const char *key, struct tb_str text)
{
    tb_json_key(json, key);
    tb_json_str(json, text.ptr ? text : TB_STR(""));
}

/* The items of the case, or those of the periods before: objects of cells by column; where there are several
 * periods, with the title of the bulletin. */
static void put_items(struct tb_json *json, const char *key, enum tb_fact kind,
                      const struct tb_case_result *example)
{
    bool inside = false;
    struct tb_str title = {0};
    tb_json_key(json, key);
    tb_json_array(json);
    for (uint32_t i = 0; i < example->fact_count; i++) {
        const struct tb_case_fact *fact = &example->facts[i];
        bool begins = fact->what == TB_FACT_BEFORE || fact->what == TB_FACT_PREVIOUS ||
                      fact->what == TB_FACT_ITEM;
        if (inside && (begins || fact->what == TB_FACT_FOUND)) {
            tb_json_close(json);
            inside = false;
        }
        if (fact->what == TB_FACT_BEFORE)
            title = fact->text;
        if (fact->what == kind) {
            inside = true;
            tb_json_object(json);
            if (kind == TB_FACT_PREVIOUS && title.ptr)
                put_text(json, "bulletin", title);
            put_text(json, "no", fact->text);
        } else if (inside && fact->what == TB_FACT_CELL) {
            tb_json_key_str(json, fact->name);
            tb_json_str(json, fact->text);
        }
    }
    if (inside)
        tb_json_close(json);
    tb_json_close(json);
}

static void put_found(struct tb_json *json, const struct tb_case_result *example)
{
    tb_json_key(json, "found");
    tb_json_array(json);
    for (uint32_t i = 0; i + 2 < example->fact_count; i++) {
        const struct tb_case_fact *fact = &example->facts[i];
        if (fact->what != TB_FACT_FOUND)
            continue;
        tb_json_object(json);
        put_text(json, "field", fact->name);
        put_text(json, "quote", fact->text);
        tb_json_key(json, "message");
        tb_json_object(json);
        put_text(json, "zh", fact[1].text);
        put_text(json, "en", fact[2].text);
        tb_json_close(json);
        tb_json_close(json);
    }
    tb_json_close(json);
}

void tb_example_json(struct tb_json *json, const struct tb_case_result *example)
{
    struct tb_str title = {0};
    tb_json_object(json);
    put_text(json, "name", example->name);
    for (uint32_t i = 0; i < example->fact_count; i++)
        if (example->facts[i].what == TB_FACT_TITLE)
            title = example->facts[i].text;
    tb_json_key(json, "title");
    tb_json_str(json, title);
    tb_json_key(json, "options");
    tb_json_object(json);
    for (uint32_t i = 0; i < example->fact_count; i++)
        if (example->facts[i].what == TB_FACT_OPTION) {
            tb_json_key_str(json, example->facts[i].name);
            tb_json_str(json, example->facts[i].text);
        }
    tb_json_close(json);
    put_items(json, "previous", TB_FACT_PREVIOUS, example);
    put_items(json, "items", TB_FACT_ITEM, example);
    put_found(json, example);
    tb_json_close(json);
}
