/* summary.c - see summary.h. */
#include "cli/summary.h"

#include "cli/bars.h"
#include "cli/layout.h"
#include "cli/sections.h"
#include "cli/words.h"

enum { NUMBER_WIDTH = 4, BAR_WIDTH = 12 };

static uint64_t sum_of(const struct tb_counts *counts)
{
    uint64_t sum = 0;
    for (int i = 0; i < TB_SEVERITY_END; i++)
        sum += counts->of[i];
    return sum;
}

/* ---- text ---- */

/* "  24 警告  19 提示", the severe first; a severity that does not occur takes no room. */
static void put_counts(struct tb_screen *screen, const struct tb_counts *counts,
                       const struct tb_counts *columns)
{
    for (int i = TB_SEVERITY_END - 1; i >= 0; i--) {
        enum tb_severity severity = (enum tb_severity)i;
        const char *word = tb_severity_word(severity, screen->lang);
        if (columns->of[i] == 0)
            continue;
        tb_put_spaces(screen, 2);
        if (counts->of[i] == 0) {
            tb_put_spaces(screen, NUMBER_WIDTH + 1 + tb_columns(tb_str_of(word)));
            continue;
        }
        tb_style(screen, tb_severity_style(severity));
        tb_say(screen, "%*llu %s", "%*llu %s", NUMBER_WIDTH, (unsigned long long)counts->of[i],
               word);
        tb_style(screen, TB_PLAIN);
    }
}

void tb_summary_put_report(struct tb_screen *screen, const char *name,
                           const struct tb_report *report, const struct tb_counts *counts)
{
    struct tb_counts columns = {{1, 1, 1, counts->of[TB_SEVERITY_ERROR]}};
    put_counts(screen, counts, &columns);
    tb_put_spaces(screen, 2);
    tb_put(screen, tb_str_of(name));
    if (report && report->title.len > 0) {
        tb_put_spaces(screen, 2);
        tb_style(screen, TB_DIM);
        tb_put(screen, report->title);
        tb_style(screen, TB_PLAIN);
    }
    tb_buf_byte(screen->out, '\n');
}

static struct tb_str rule_of(const struct tb_plugin_set *plugins, size_t index)
{
    return index < plugins->count ? plugins->at[index].file.id : TB_STR("plugin-failed");
}

static void put_rule(struct tb_screen *screen, struct tb_str id, const struct tb_rules *rules,
                     const struct tb_counts *counts, const struct tb_counts *columns, size_t width,
                     uint64_t most)
{
    struct tb_str title = tb_rule_title(rules, id, screen->lang);
    tb_put_spaces(screen, 2);
    tb_put(screen, id);
    tb_put_spaces(screen, width - tb_columns(id));
    put_counts(screen, counts, columns);
    tb_put_spaces(screen, 2);
    tb_style(screen, TB_DIM);
    tb_put_bar(screen, (double)sum_of(counts), (double)most, BAR_WIDTH);
    tb_style(screen, TB_PLAIN);
    if (!tb_str_eq(title, id)) {
        tb_put_spaces(screen, 2);
        tb_style(screen, TB_DIM);
        tb_put(screen, title);
        tb_style(screen, TB_PLAIN);
    }
    tb_buf_byte(screen->out, '\n');
}

void tb_summary_put_rules(struct tb_screen *screen, const struct tb_plugin_set *plugins,
                          const struct tb_rules *rules, const struct tb_counts *counts)
{
    struct tb_counts columns = {{0}};
    size_t width = 0;
    uint64_t most = 0;
    for (size_t i = 0; i <= plugins->count; i++) {
        size_t columns_of_id = tb_columns(rule_of(plugins, i));
        for (int k = 0; k < TB_SEVERITY_END; k++)
            columns.of[k] += counts[i].of[k];
        most = sum_of(&counts[i]) > most ? sum_of(&counts[i]) : most;
        if (sum_of(&counts[i]) > 0 && columns_of_id > width)
            width = columns_of_id;
    }
    for (size_t section = 0; section < TB_SECTIONS; section++) {
        uint64_t sum = 0;
        for (size_t i = 0; i <= plugins->count; i++)
            sum += tb_section_of(rules, rule_of(plugins, i)) == section ? sum_of(&counts[i]) : 0;
        if (sum == 0)
            continue;
        tb_section_put(screen, section, sum);
        for (size_t i = 0; i <= plugins->count; i++)
            if (tb_section_of(rules, rule_of(plugins, i)) == section && sum_of(&counts[i]) > 0)
                put_rule(screen, rule_of(plugins, i), rules, &counts[i], &columns, width, most);
    }
}

/* ---- JSON ---- */

void tb_summary_put_counts_json(struct tb_json *json, const struct tb_counts *counts)
{
    tb_json_key(json, "counts");
    tb_json_object(json);
    for (int i = TB_SEVERITY_END - 1; i >= 0; i--) {
        tb_json_key(json, tb_severity_name((enum tb_severity)i));
        tb_json_int(json, (int64_t)counts->of[i]);
    }
    tb_json_close(json);
}

static void put_title_json(struct tb_json *json, const struct tb_rule *rule)
{
    tb_json_key(json, "title");
    if (!rule) {
        tb_json_null(json);
        return;
    }
    tb_json_object(json);
    tb_json_key(json, "zh");
    tb_json_str(json, rule->title_zh);
    tb_json_key(json, "en");
    tb_json_str(json, rule->title_en);
    tb_json_close(json);
}

void tb_summary_put_rules_json(struct tb_json *json, const struct tb_plugin_set *plugins,
                               const struct tb_rules *rules, const struct tb_counts *counts)
{
    tb_json_key(json, "rules");
    tb_json_array(json);
    for (size_t i = 0; i <= plugins->count; i++) {
        const struct tb_rule *rule = tb_rule_find(rules, rule_of(plugins, i));
        if (sum_of(&counts[i]) == 0)
            continue;
        tb_json_object(json);
        tb_json_key(json, "rule");
        tb_json_str(json, rule_of(plugins, i));
        tb_json_key(json, "topic");
        tb_json_text(json, rule ? tb_topic_name(rule->topic) : NULL);
        put_title_json(json, rule);
        tb_summary_put_counts_json(json, &counts[i]);
        tb_json_close(json);
    }
    tb_json_close(json);
}
