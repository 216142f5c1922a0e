/* explain_json.c - explanations for programs. */
#include "cli/explain.h"
#include "host/declaration.h"
#include "model/finding_json.h"
#include "model/report_json.h"

static const char *layer_name(enum tb_layer layer)
{
    static const char *const names[] = {
        [TB_LAYER_COMMAND] = "command-line",
        [TB_LAYER_WORKSPACE] = "workspace",
        [TB_LAYER_USER] = "user",
        [TB_LAYER_DEFAULT] = "default",
    };
    return names[layer];
}

static void put_both(struct tb_json *json, const char *key, struct tb_str zh, struct tb_str en)
{
    tb_json_key(json, key);
    if (!zh.ptr && !en.ptr) {
        tb_json_null(json);
        return;
    }
    tb_json_object(json);
    tb_json_key(json, "zh");
    tb_json_str(json, zh);
    tb_json_key(json, "en");
    tb_json_str(json, en);
    tb_json_close(json);
}

/* "layer" and "origin" of a setting. */
static void put_origin(struct tb_json *json, const struct tb_setup *setup, struct tb_str rule,
                       struct tb_str name)
{
    const struct tb_value_shown *found = tb_explain_origin(setup, rule, name);
    tb_json_key(json, "layer");
    tb_json_text(json, layer_name(found ? found->layer : TB_LAYER_DEFAULT));
    tb_json_key(json, "origin");
    tb_json_str(json, found && found->origin.len > 0 ? found->origin : (struct tb_str){0});
}

/* A value that the worker gave as JSON text: nothing where it did not. */
static void put_raw(struct tb_json *json, const char *key, struct tb_str text)
{
    tb_json_key(json, key);
    if (text.len > 0)
        tb_json_raw(json, text);
    else
        tb_json_null(json);
}

static void put_option(struct tb_json *json, const struct tb_setup *setup, struct tb_str rule,
                       const struct tb_declared_option *option)
{
    tb_json_object(json);
    tb_json_key(json, "name");
    tb_json_str(json, option->name);
    tb_json_key(json, "type");
    tb_json_str(json, option->type);
    put_raw(json, "default", option->fallback);
    put_raw(json, "value", option->value);
    put_raw(json, "min", option->min);
    put_raw(json, "max", option->max);
    put_both(json, "help", option->help_zh, option->help_en);
    put_origin(json, setup, rule, option->name);
    tb_json_close(json);
}

static void put_examples(struct tb_json *json, const struct tb_examples *examples)
{
    tb_json_key(json, "examples");
    tb_json_array(json);
    for (size_t i = 0; i < examples->count; i++)
        if (examples->at[i].plugin == examples->plugin && examples->at[i].fact_count > 0)
            tb_example_json(json, &examples->at[i]);
    tb_json_close(json);
}

static void put_severity(struct tb_json *json, const struct tb_setup *setup,
                         const struct tb_plugin *plugin, const struct tb_declaration *declared)
{
    tb_json_key(json, "severity");
    tb_json_object(json);
    tb_json_key(json, "value");
    if (plugin->has_severity)
        tb_json_text(json, tb_severity_name(plugin->severity));
    else
        tb_json_str(json, declared->severity);
    put_origin(json, setup, plugin->file.id, TB_STR("severity"));
    tb_json_close(json);
}

static void put_rule(struct tb_json *json, const struct tb_setup *setup,
                     const struct tb_plugin *plugin, struct tb_str text,
                     const struct tb_examples *examples)
{
    struct tb_declaration declared = {0};
    bool loads = text.ptr && tb_declaration_read(text, setup->arena, &declared);
    tb_json_object(json);
    tb_json_key(json, "id");
    tb_json_str(json, plugin->file.id);
    tb_json_key(json, "kind");
    tb_json_text(json, tb_plugin_kind_name(plugin->kind));
    tb_json_key(json, "loads");
    tb_json_bool(json, loads);
    put_both(json, "title", declared.title_zh, declared.title_en);
    put_both(json, "why", declared.why_zh, declared.why_en);
    tb_json_key(json, "topic");
    tb_json_str(json, declared.topic);
    put_severity(json, setup, plugin, &declared);
    tb_json_key(json, "enabled");
    tb_json_bool(json, plugin->enabled);
    tb_json_key(json, "bundled");
    tb_json_bool(json, plugin->bundled);
    tb_json_key(json, "path");
    tb_json_str(json, plugin->file.path);
    tb_json_key(json, "options");
    tb_json_array(json);
    for (size_t i = 0; i < declared.option_count; i++)
        put_option(json, setup, plugin->file.id, &declared.options[i]);
    tb_json_close(json);
    put_examples(json, examples);
    tb_json_close(json);
}

static void put_report(struct tb_json *json, const struct tb_explanation *explained)
{
    tb_json_key(json, "report");
    if (!explained->report) {
        tb_json_null(json);
        return;
    }
    tb_json_object(json);
    tb_json_key(json, "name");
    tb_json_text(json, explained->name);
    tb_json_key(json, "title");
    tb_json_str(json, explained->report->title);
    tb_json_key(json, "period");
    tb_json_period(json, &explained->report->period);
    tb_json_close(json);
}

static void put_items(struct tb_json *json, const struct tb_setup *setup,
                      const struct tb_explanation *explained)
{
    struct tb_extra_names *names = TB_NEW(setup->arena, struct tb_extra_names);
    tb_json_key(json, "items");
    tb_json_array(json);
    if (names && explained->report)
        tb_extra_names_find(explained->report, names);
    for (size_t i = 0; names && i < explained->item_count; i++) {
        tb_json_object(json);
        tb_report_json_item(json, explained->report, names, explained->items[i]);
        tb_json_close(json);
    }
    tb_json_close(json);
    if (!names)
        json->out->failed = TB_ENOMEM;
}

void tb_explain_json(struct tb_buf *out, const struct tb_setup *setup,
                     const struct tb_explanation *explained, bool pretty)
{
    struct tb_json json = tb_json_make(out, pretty);
    struct tb_finding_cursor cursor = {0};
    tb_json_object(&json);
    tb_json_key(&json, "schema");
    tb_json_text(&json, "tongbao.explanation/1");
    tb_json_key(&json, "rules");
    tb_json_array(&json);
    for (size_t i = 0; i < setup->plugins.count && explained->declarations; i++)
        put_rule(&json, setup, &setup->plugins.at[i], explained->declarations[i],
                 &explained->examples);
    tb_json_close(&json);
    put_report(&json, explained);
    put_items(&json, setup, explained);
    tb_json_key(&json, "findings");
    tb_json_array(&json);
    for (size_t i = 0; i < explained->finding_count; i++)
        tb_finding_json(&json, &cursor, explained->report, 0, &explained->findings[i]);
    tb_json_close(&json);
    tb_json_close(&json);
    tb_buf_byte(out, '\n');
}
