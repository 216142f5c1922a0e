/* plugins.c - tongbao plugins [list|show|grant|docs] [NAME…]: which plugins there are, where, whether they
 * load, what they ask for and what they were granted; pages about them. */
#include "base/closest.h"
#include "base/json.h"
#include "cli/explain.h"
#include "cli/layout.h"
#include "cli/plugins_docs.h"
#include "cli/plugins_grant.h"
#include "cli/setup.h"
#include "cli/words.h"

/* A plugin and what is known of it. */
struct row {
    const struct tb_plugin *plugin;
    struct tb_declaration declared;
    bool loads;
};

static const char *kind_word(enum tb_plugin_kind kind, enum tb_lang lang)
{
    static const char *const zh[TB_PLUGIN_KIND_END] = {"检查", "导出", "抓取"};
    return lang == TB_LANG_ZH ? zh[kind] : tb_plugin_kind_name(kind);
}

/* The severity that counts: tongbao.lua's, else the plugin's own. False: it has none. */
static bool severity_of(const struct row *row, enum tb_severity *out)
{
    if (!row->plugin->has_severity)
        return tb_severity_parse(row->declared.severity, out);
    *out = row->plugin->severity;
    return true;
}

static void put_state(struct tb_screen *value, const struct row *row)
{
    if (!row->plugin->enabled)
        tb_say(value, "关闭", "off");
    else if (!row->loads)
        tb_say(value, "无法加载", "does not load");
    else
        tb_say(value, "开", "on");
}

/* One line of the table, as texts in the arena. */
static bool make_cells(const struct tb_cli *cli, const struct row *row, struct tb_arena *arena,
                       struct tb_str cells[6])
{
    struct tb_buf buf = tb_buf_make(1 << 20);
    struct tb_screen value = {.out = &buf, .lang = cli->lang};
    enum tb_severity severity;
    put_state(&value, row);
    cells[0] = row->plugin->file.id;
    cells[1] = tb_str_of(kind_word(row->plugin->kind, cli->lang));
    cells[2] = severity_of(row, &severity) ? tb_str_of(tb_severity_word(severity, cli->lang))
                                           : TB_STR("-");
    cells[3] = tb_arena_copy(arena, tb_buf_str(&buf));
    cells[4] = row->plugin->bundled ? tb_str_of(tb_pick(cli->lang, "自带", "bundled"))
                                    : row->plugin->file.path;
    cells[5] = cli->lang == TB_LANG_ZH ? row->declared.title_zh : row->declared.title_en;
    tb_buf_free(&buf);
    return cells[3].ptr != NULL;
}

static void name_heads(enum tb_lang lang, struct tb_str heads[6])
{
    static const char *const zh[6] = {"名称", "类别", "级别", "状态", "位置", "说明"};
    static const char *const en[6] = {"name", "kind", "severity", "state", "where", "title"};
    for (size_t c = 0; c < 6; c++)
        heads[c] = tb_str_of(lang == TB_LANG_ZH ? zh[c] : en[c]);
}

static void put_heads(struct tb_screen *screen, const struct tb_track *tracks,
                      const struct tb_str heads[6])
{
    struct tb_track plain[6];
    for (size_t c = 0; c < 6; c++)
        plain[c] = (struct tb_track){tracks[c].width, TB_DIM};
    tb_put_row(screen, 0, plain, heads, 6);
}

static enum tb_status put_table(struct tb_cli *cli, const struct row *rows, size_t count,
                                struct tb_arena *arena, struct tb_error *error)
{
    struct tb_screen screen = tb_cli_screen(cli);
    struct tb_track tracks[6] = {{0}};
    struct tb_str(*cells)[6] = tb_arena_array(arena, count, sizeof *cells);
    struct tb_str heads[6];
    size_t used = 0;
    if (!cells)
        return tb_arena_fail(arena, error);
    name_heads(cli->lang, heads);
    for (size_t c = 0; c < 5; c++)
        tracks[c].width = tb_columns(heads[c]);
    for (size_t i = 0; i < count; i++) {
        if (!make_cells(cli, &rows[i], arena, cells[i]))
            return tb_arena_fail(arena, error);
        for (size_t c = 0; c < 5; c++)
            if (tb_columns(cells[i][c]) > tracks[c].width)
                tracks[c].width = tb_columns(cells[i][c]);
    }
    for (size_t c = 0; c < 5; c++)
        used += tracks[c].width + TB_TRACK_GAP;
    tracks[0].style = TB_BOLD;
    tracks[4].style = TB_DIM;
    tracks[5].width = screen.width > used + 20 ? screen.width - used : 20;
    put_heads(&screen, tracks, heads);
    for (size_t i = 0; i < count; i++)
        tb_put_row(&screen, 0, tracks, cells[i], 6);
    return TB_OK;
}

static void put_texts(struct tb_json *json, const char *key, struct tb_str zh, struct tb_str en)
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

static void put_json(struct tb_json *json, const struct row *row)
{
    enum tb_severity severity;
    tb_json_object(json);
    tb_json_key(json, "id");
    tb_json_str(json, row->plugin->file.id);
    tb_json_key(json, "kind");
    tb_json_text(json, tb_plugin_kind_name(row->plugin->kind));
    tb_json_key(json, "severity");
    tb_json_text(json, severity_of(row, &severity) ? tb_severity_name(severity) : NULL);
    put_texts(json, "title", row->declared.title_zh, row->declared.title_en);
    put_texts(json, "why", row->declared.why_zh, row->declared.why_en);
    tb_json_key(json, "bundled");
    tb_json_bool(json, row->plugin->bundled);
    tb_json_key(json, "enabled");
    tb_json_bool(json, row->plugin->enabled);
    tb_json_key(json, "loads");
    tb_json_bool(json, row->loads);
    tb_json_key(json, "path");
    tb_json_str(json, row->plugin->file.path);
    tb_json_key(json, "hash");
    tb_json_text(json, row->plugin->hash);
    tb_json_close(json);
}

static void put_all_json(struct tb_cli *cli, const struct row *rows, size_t count)
{
    bool lines = cli->options.format == TB_FORMAT_NDJSON;
    struct tb_json json = tb_json_make(&cli->output.buf, !lines);
    if (!lines) {
        tb_json_object(&json);
        tb_json_key(&json, "schema");
        tb_json_text(&json, "tongbao.plugins/1");
        tb_json_key(&json, "plugins");
        tb_json_array(&json);
    }
    for (size_t i = 0; i < count; i++) {
        put_json(&json, &rows[i]);
        if (lines)
            tb_buf_byte(json.out, '\n');
    }
    if (!lines) {
        tb_json_close(&json);
        tb_json_close(&json);
        tb_buf_byte(json.out, '\n');
    }
}

enum action { LIST, SHOW, GRANT, DOCS };

static const char *const action_names[] = {"list", "show", "grant", "docs"};

/* Each plugin with all that is known of it; with GRANT what it asks for is granted. */
static enum tb_status show_or_grant(struct tb_cli *cli, struct tb_setup *setup, enum action action,
                                    const struct row *rows, const struct tb_run_result *result,
                                    struct tb_examples *examples, struct tb_error *error)
{
    struct tb_screen screen = tb_cli_screen(cli);
    struct tb_grants grants = {0};
    enum tb_status status = TB_OK;
    if (setup->dirs.state.ptr)
        status = tb_grants_read(setup->dirs.state.ptr, setup->arena, &grants, error);
    for (size_t i = 0; i < setup->plugins.count && status == TB_OK; i++) {
        struct tb_request request;
        examples->plugin = (uint32_t)i;
        if (action == SHOW)
            tb_explain_rule(&screen, setup, rows[i].plugin, result->declarations[i], examples);
        if (!rows[i].loads)
            continue;
        status = tb_request_make(rows[i].plugin, &rows[i].declared, setup->arena, &request, error);
        if (status == TB_OK && action == SHOW) {
            tb_explain_heading(&screen, "授权", "Grants");
            tb_request_put(&screen, rows[i].plugin, &request, &grants);
        } else if (status == TB_OK) {
            status = tb_request_grant(&screen, setup, rows[i].plugin, &request, error);
        }
    }
    return status;
}

/* Pages of the checks: into the folder that was named, else one after the other. */
static enum tb_status put_docs(struct tb_cli *cli, struct tb_setup *setup, const struct row *rows,
                               const struct tb_examples *examples, struct tb_error *error)
{
    struct tb_documented *checks =
        TB_NEW_ARRAY(setup->arena, struct tb_documented, setup->plugins.count);
    size_t count = 0;
    if (!checks)
        return tb_arena_fail(setup->arena, error);
    for (size_t i = 0; i < setup->plugins.count; i++) {
        if (rows[i].plugin->kind != TB_PLUGIN_CHECK || !rows[i].loads)
            continue;
        checks[count] = (struct tb_documented){rows[i].plugin, rows[i].declared, *examples};
        checks[count++].examples.plugin = (uint32_t)i;
    }
    if (cli->options.output)
        return tb_docs_write(cli->options.output, checks, count, setup->arena, error);
    for (size_t i = 0; i < count; i++) {
        if (i > 0)
            tb_buf_byte(&cli->output.buf, '\n');
        tb_docs_page(&cli->output.buf, &checks[i], cli->lang);
    }
    return TB_OK;
}

static enum tb_status work(struct tb_cli *cli, struct tb_setup *setup, enum action action,
                           struct tb_error *error)
{
    struct tb_run run = tb_setup_run(cli, setup);
    struct tb_run_result result = {0};
    struct tb_examples examples = {0};
    enum tb_status status = action == SHOW || action == DOCS
                                ? tb_examples_run(cli, setup, &examples, &result, error)
                                : tb_run_describe(&run, setup->arena, &result, error);
    if (status != TB_OK)
        return status;
    struct row *rows = TB_NEW_ARRAY(setup->arena, struct row, setup->plugins.count);
    if (!rows)
        return tb_arena_fail(setup->arena, error);
    for (size_t i = 0; i < setup->plugins.count; i++) {
        rows[i].plugin = &setup->plugins.at[i];
        rows[i].loads =
            result.declarations[i].ptr &&
            tb_declaration_read(result.declarations[i], setup->arena, &rows[i].declared);
    }
    status = tb_setup_tell(cli, setup, &run, &result, error);
    if (status != TB_OK)
        return status;
    if (action == DOCS)
        return put_docs(cli, setup, rows, &examples, error);
    if (action != LIST)
        return show_or_grant(cli, setup, action, rows, &result, &examples, error);
    if (cli->options.format != TB_FORMAT_TEXT)
        put_all_json(cli, rows, setup->plugins.count);
    else
        status = put_table(cli, rows, setup->plugins.count, setup->arena, error);
    return status;
}

/* The first operand may say what to do; a plugin of that name is listed with `list NAME`. */
static enum tb_status take_action(const struct tb_options *options, enum action *action,
                                  size_t *taken, struct tb_error *error)
{
    size_t count = sizeof action_names / sizeof *action_names;
    for (size_t i = 0; i < count && options->operand_count > 0; i++) {
        if (strcmp(options->operands[0], action_names[i]) != 0)
            continue;
        *action = (enum action)i;
        *taken = 1;
    }
    if ((*action == SHOW || *action == GRANT) && options->operand_count == 1)
        return tb_fail(error, TB_EUSAGE, "没有说哪个插件：tongbao plugins %s 名字",
                       "say which plugin: tongbao plugins %s NAME", action_names[*action]);
    if (*action != LIST && options->format != TB_FORMAT_TEXT)
        return tb_fail(error, TB_EUSAGE, "plugins %s 只有文字输出；--format 用于 plugins list",
                       "plugins %s prints text only; --format is for plugins list",
                       action_names[*action]);
    if (*action != DOCS && options->output)
        return tb_fail(error, TB_EUSAGE, "--output 只用于 plugins docs",
                       "--output is for plugins docs alone");
    return TB_OK;
}

/* Told: the first operand is no plugin, and looks like what could be done. */
static bool is_slip(struct tb_cli *cli, const struct tb_setup *setup)
{
    struct tb_error error = {0};
    const char *word = cli->options.operand_count > 0 ? cli->options.operands[0] : "";
    struct tb_closest_search search = tb_closest_start(tb_str_of(word));
    for (size_t i = 0; i < setup->plugins.count; i++)
        if (tb_str_eq(setup->plugins.at[i].file.id, tb_str_of(word)))
            return false;
    for (size_t i = 0; i < sizeof action_names / sizeof *action_names; i++)
        tb_closest_try(&search, tb_str_of(action_names[i]));
    if (!search.best.ptr)
        return false;
    tb_fail(&error, TB_EUSAGE, "没有“%s”，是不是想用 tongbao plugins %.*s？",
            "there is no '%s', did you mean tongbao plugins %.*s?", word, TB_ARG(search.best));
    tb_outcome_add(&cli->outcome, TB_EXIT_USAGE, &error);
    return true;
}

/* Sources and "notify" are granted as plugins are. Takes their names off the operands behind the first
 * `taken`; returns how many are left. */
static size_t grant_workspace(struct tb_cli *cli, struct tb_setup *setup, size_t taken)
{
    struct tb_options *options = &cli->options;
    struct tb_screen screen = tb_cli_screen(cli);
    size_t left = 0;
    for (size_t i = taken; i < options->operand_count; i++) {
        struct tb_error error = {0};
        bool known = false;
        if (tb_workspace_grant(&screen, setup, tb_str_of(options->operands[i]), &known, &error) !=
            TB_OK)
            tb_outcome_add(&cli->outcome,
                           error.status == TB_EUSAGE ? TB_EXIT_USAGE : TB_EXIT_OUTPUT, &error);
        if (!known)
            options->operands[taken + left++] = options->operands[i];
    }
    options->operand_count = taken + left;
    return left;
}

void tb_verb_plugins(struct tb_cli *cli)
{
    struct tb_error error = {0};
    struct tb_setup setup;
    enum action action = LIST;
    size_t taken = 0;
    if (take_action(&cli->options, &action, &taken, &error) != TB_OK) {
        tb_outcome_add(&cli->outcome, TB_EXIT_USAGE, &error);
        return;
    }
    bool open = tb_setup_open(cli, &setup) && tb_setup_plugins(cli, &setup);
    if (open && (taken > 0 || !is_slip(cli, &setup)) &&
        (action != GRANT || grant_workspace(cli, &setup, taken) > 0) &&
        tb_setup_select(cli, &setup, (const char *const *)cli->options.operands + taken,
                        cli->options.operand_count - taken, false)) {
        enum tb_status status = work(cli, &setup, action, &error);
        if (status != TB_OK)
            tb_outcome_add(&cli->outcome,
                           status == TB_EUSAGE                  ? TB_EXIT_USAGE
                           : status == TB_EIO && action != LIST ? TB_EXIT_OUTPUT
                                                                : TB_EXIT_PLUGIN,
                           &error);
    }
    tb_setup_close(&setup);
}
