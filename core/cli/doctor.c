/* doctor.c - tongbao doctor: what the program stands on here, and where each setting comes from. */
#include "base/embed.h"
#include "base/json.h"
#include "base/module.h"
#include "cli/layout.h"
#include "cli/setup.h"
#include "host/lock.h"
#include "lua/version.h"

enum { NAME_WIDTH = 24 };

/* The Lua release from which on the known faults of its library are mended. */
enum { LUA_MENDED = 50408 };

struct doctor {
    struct tb_cli *cli;
    const struct tb_setup *setup;
    const struct tb_run_result *loaded;
};

/* ---- text ---- */

static void heading(struct tb_screen *screen, const char *zh, const char *en)
{
    tb_style(screen, TB_BOLD);
    tb_say(screen, "%s\n", "%s\n", tb_pick(screen->lang, zh, en));
    tb_style(screen, TB_PLAIN);
}

static void fact(struct tb_screen *screen, struct tb_str name, struct tb_str value)
{
    struct tb_track tracks[2] = {{.width = NAME_WIDTH}, {.width = 20}};
    if (tb_columns(name) > NAME_WIDTH) { /* whole, so that it can be searched for */
        tb_say(screen, "  %.*s\n", "  %.*s\n", TB_ARG(name));
        name.len = 0;
    }
    struct tb_str cells[2] = {name, value};
    if (screen->width > NAME_WIDTH + 4 + 20)
        tracks[1].width = screen->width - NAME_WIDTH - 4;
    tb_put_row(screen, 2, tracks, cells, 2);
}

static void word(struct tb_screen *screen, const char *name, const char *value)
{
    fact(screen, tb_str_of(name), tb_str_of(value));
}

static const char *lua_text(char room[32])
{
    unsigned version = tb_lua_version();
    snprintf(room, 32, "%u.%u.%u", version / 10000, version / 100 % 100, version % 100);
    return room;
}

static void put_versions(struct tb_screen *screen)
{
    char room[32];
    heading(screen, "版本", "Versions");
    word(screen, "tongbao", TB_VERSION);
    word(screen, "Lua", lua_text(room));
    if (tb_lua_version() < LUA_MENDED)
        word(screen, "",
             tb_pick(
                 screen->lang, "早于 5.4.8：其库中有已知缺陷，插件进程的隔离使其影响限于该进程",
                 "before 5.4.8: faults of its library are known; a plugin's locked process is as "
                 "far as they reach"));
    word(screen, "zlib",
         tb_pick(screen->lang, "未用（快照需要）", "not used (snapshots will need it)"));
}

static void put_sandbox(struct tb_screen *screen)
{
    struct tb_lock_support support = tb_lock_support();
    const char *yes = tb_pick(screen->lang, "有", "yes"), *no = tb_pick(screen->lang, "无", "no");
    heading(screen, "隔离", "Sandbox");
    word(screen, "seccomp", support.seccomp ? yes : no);
    word(screen, "Landlock", support.landlock ? yes : no);
    if (!support.seccomp)
        word(screen, "",
             tb_pick(screen->lang, "自带的插件照常运行；工作区的插件要加 --unlocked 才运行",
                     "bundled plugins run all the same; those of a workspace need --unlocked"));
}

static void put_missing(struct tb_screen *screen, const char *label, struct tb_str package)
{
    char text[128];
    if (screen->lang == TB_LANG_ZH)
        snprintf(text, sizeof text, "没有安装（%.*s）", TB_ARG(package));
    else
        snprintf(text, sizeof text, "not installed (%.*s)", TB_ARG(package));
    word(screen, label, text);
}

/* Modules by their files, so that nothing is loaded for this; other programs by $PATH. */
static void put_readers(struct tb_screen *screen, const struct tb_setup *setup)
{
    static const struct {
        const char *name, *packages, *zh, *en;
    } modules[] = {{"html", "libgumbo-dev", "网页", "web pages"},
                   {"ooxml", "libexpat1-dev libzip-dev", "xlsx、docx", "xlsx, docx"}};
    struct tb_bridge_tool tool;
    char label[64], path[TB_BRIDGE_PATH];
    heading(screen, "读取模块", "Readers");
    for (size_t i = 0; i < sizeof modules / sizeof *modules; i++) {
        if (tb_module_found(setup->dirs.program, modules[i].name))
            word(screen, modules[i].name, tb_pick(screen->lang, modules[i].zh, modules[i].en));
        else
            put_missing(screen, modules[i].name, tb_str_of(modules[i].packages));
    }
    for (size_t i = 0; tb_bridge_tool(i, &tool); i++) {
        snprintf(label, sizeof label, ".%.*s: %.*s", TB_ARG(tool.form), TB_ARG(tool.program));
        if (tb_bridge_find(&setup->reader.bridge, tool.program, path))
            word(screen, label, path);
        else
            put_missing(screen, label, tool.package);
    }
}

static const char *layer_word(enum tb_layer layer, enum tb_lang lang)
{
    switch (layer) {
    case TB_LAYER_COMMAND:
        return tb_pick(lang, "命令行", "command line");
    case TB_LAYER_WORKSPACE:
        return tb_pick(lang, "工作区", "workspace");
    case TB_LAYER_USER:
        return tb_pick(lang, "用户", "user");
    case TB_LAYER_DEFAULT:
    default:
        return tb_pick(lang, "默认", "default");
    }
}

static const char *layer_name(enum tb_layer layer)
{
    static const char *const names[] = {"command", "workspace", "user", "default"};
    return (size_t)layer < sizeof names / sizeof *names ? names[layer] : NULL;
}

static void put_settings(struct tb_screen *screen, const struct tb_workspace *workspace)
{
    heading(screen, "设置", "Settings");
    for (size_t i = 0; i < workspace->value_count; i++) {
        const struct tb_value_shown *value = &workspace->values[i];
        struct tb_buf text = tb_buf_make(1 << 20);
        struct tb_screen line = {.out = &text, .lang = screen->lang};
        tb_put(&line, value->text);
        tb_say(&line, "（%s", " (%s", layer_word(value->layer, screen->lang));
        if (value->origin.len > 0)
            tb_say(&line, "，%.*s", ", %.*s", TB_ARG(value->origin));
        tb_say(&line, "）", ")");
        fact(screen, value->name, tb_buf_str(&text));
        if (text.failed)
            screen->out->failed = text.failed;
        tb_buf_free(&text);
    }
}

static void put_places(struct tb_screen *screen, const struct tb_setup *setup)
{
    struct tb_str none = tb_str_of(tb_pick(screen->lang, "没有", "none"));
    heading(screen, "位置", "Places");
    fact(screen, tb_str_of(tb_pick(screen->lang, "程序", "program")),
         setup->dirs.program.ptr ? setup->dirs.program : none);
    fact(screen, tb_str_of(tb_pick(screen->lang, "工作区", "workspace")),
         setup->workspace.dir.ptr ? setup->workspace.dir : none);
    fact(screen, tb_str_of(tb_pick(screen->lang, "用户设置", "user settings")),
         setup->dirs.config.ptr ? setup->dirs.config : none);
    fact(screen, tb_str_of(tb_pick(screen->lang, "用户授权", "user grants")),
         setup->dirs.state.ptr ? setup->dirs.state : none);
}

static void put_built_in(struct tb_screen *screen, const char *layer,
                         const struct tb_embedded *files)
{
    for (; files->name; files++) {
        char name[64], size[64];
        snprintf(name, sizeof name, "%s/%s", layer, files->name);
        snprintf(size, sizeof size, "%zu %s", files->len, tb_pick(screen->lang, "字节", "bytes"));
        word(screen, name, size);
    }
}

static void put_knowledge(struct tb_screen *screen, const struct tb_workspace *workspace)
{
    heading(screen, "知识文件", "Knowledge files");
    put_built_in(screen, "ingest", tb_ingest_knowledge);
    put_built_in(screen, "extract", tb_extract_knowledge);
    for (size_t i = 0; i < workspace->ingest_count; i++)
        word(screen, workspace->ingest_files[i].name, workspace->ingest_files[i].source);
    for (size_t i = 0; i < workspace->extract_count; i++)
        word(screen, workspace->extract_files[i].name, workspace->extract_files[i].source);
}

static void put_plugins(struct tb_screen *screen, const struct doctor *doctor)
{
    const struct tb_plugin_set *set = &doctor->setup->plugins;
    size_t bundled = 0, off = 0;
    char text[160];
    for (size_t i = 0; i < set->count; i++) {
        bundled += set->at[i].bundled;
        off += !set->at[i].enabled;
    }
    heading(screen, "插件", "Plugins");
    if (screen->lang == TB_LANG_ZH)
        snprintf(text, sizeof text, "自带 %zu 个，工作区 %zu 个；关闭 %zu 个；无法加载 %zu 个",
                 bundled, set->count - bundled, off, doctor->loaded->failure_count);
    else
        snprintf(text, sizeof text, "%zu bundled, %zu of the workspace; %zu off; %zu do not load",
                 bundled, set->count - bundled, off, doctor->loaded->failure_count);
    word(screen, tb_pick(screen->lang, "个数", "number"), text);
}

/* As much as there is: what could not be opened has been told of. */
static void put_text(const struct doctor *doctor)
{
    struct tb_screen screen = tb_cli_screen(doctor->cli);
    put_versions(&screen);
    put_sandbox(&screen);
    put_readers(&screen, doctor->setup);
    put_places(&screen, doctor->setup);
    if (doctor->loaded)
        put_plugins(&screen, doctor);
    put_settings(&screen, &doctor->setup->workspace);
    put_knowledge(&screen, &doctor->setup->workspace);
}

/* ---- JSON ---- */

static void put_json_texts(struct tb_json *json, const struct doctor *doctor)
{
    char room[32];
    const struct {
        const char *key;
        struct tb_str value;
    } members[] = {
        {"schema", TB_STR("tongbao.doctor/1")},
        {"version", TB_STR(TB_VERSION)},
        {"lua", tb_str_of(lua_text(room))},
        {"zlib", {0}},
        {"sandbox", tb_str_of(tb_lock_name(tb_lock_support()))},
        {"program", doctor->setup->dirs.program},
        {"workspace", doctor->setup->workspace.dir},
        {"config", doctor->setup->dirs.config},
        {"state", doctor->setup->dirs.state},
    };
    for (size_t i = 0; i < sizeof members / sizeof *members; i++) {
        tb_json_key(json, members[i].key);
        tb_json_str(json, members[i].value);
    }
}

static void put_json_files(struct tb_json *json, const char *layer, const struct tb_embedded *files)
{
    for (; files->name; files++) {
        tb_json_object(json);
        tb_json_key(json, "layer");
        tb_json_text(json, layer);
        tb_json_key(json, "name");
        tb_json_text(json, files->name);
        tb_json_key(json, "bytes");
        tb_json_int(json, (int64_t)files->len);
        tb_json_key(json, "path");
        tb_json_null(json);
        tb_json_close(json);
    }
}

static void put_json_own(struct tb_json *json, const char *layer, const char *name,
                         const char *source, struct tb_str text)
{
    tb_json_object(json);
    tb_json_key(json, "layer");
    tb_json_text(json, layer);
    tb_json_key(json, "name");
    tb_json_text(json, name);
    tb_json_key(json, "bytes");
    tb_json_int(json, (int64_t)text.len);
    tb_json_key(json, "path");
    tb_json_text(json, source);
    tb_json_close(json);
}

/* {"html": true, …}, and of the other programs {"form","program","path","package"}. */
static void put_json_readers(struct tb_json *json, const struct tb_setup *setup)
{
    static const char *const modules[] = {"html", "ooxml"};
    struct tb_bridge_tool tool;
    char path[TB_BRIDGE_PATH];
    tb_json_key(json, "modules");
    tb_json_object(json);
    for (size_t i = 0; i < sizeof modules / sizeof *modules; i++) {
        tb_json_key(json, modules[i]);
        tb_json_bool(json, tb_module_found(setup->dirs.program, modules[i]));
    }
    tb_json_close(json);
    tb_json_key(json, "bridges");
    tb_json_array(json);
    for (size_t i = 0; tb_bridge_tool(i, &tool); i++) {
        tb_json_object(json);
        tb_json_key(json, "form");
        tb_json_str(json, tool.form);
        tb_json_key(json, "program");
        tb_json_str(json, tool.program);
        tb_json_key(json, "path");
        tb_json_text(json, tb_bridge_find(&setup->reader.bridge, tool.program, path) ? path : NULL);
        tb_json_key(json, "package");
        tb_json_str(json, tool.package);
        tb_json_close(json);
    }
    tb_json_close(json);
}

static void put_json_plugins(struct tb_json *json, const struct doctor *doctor)
{
    tb_json_key(json, "plugins");
    if (doctor->loaded)
        tb_json_int(json, (int64_t)doctor->setup->plugins.count);
    else
        tb_json_null(json);
    tb_json_key(json, "plugin_failures");
    if (doctor->loaded)
        tb_json_int(json, (int64_t)doctor->loaded->failure_count);
    else
        tb_json_null(json);
}

static void put_json(const struct doctor *doctor)
{
    const struct tb_workspace *workspace = &doctor->setup->workspace;
    struct tb_json json =
        tb_json_make(&doctor->cli->output.buf, doctor->cli->options.format == TB_FORMAT_JSON);
    tb_json_object(&json);
    put_json_texts(&json, doctor);
    put_json_readers(&json, doctor->setup);
    put_json_plugins(&json, doctor);
    tb_json_key(&json, "settings");
    tb_json_array(&json);
    for (size_t i = 0; i < workspace->value_count; i++) {
        tb_json_object(&json);
        tb_json_key(&json, "name");
        tb_json_str(&json, workspace->values[i].name);
        tb_json_key(&json, "value");
        tb_json_str(&json, workspace->values[i].text);
        tb_json_key(&json, "layer");
        tb_json_text(&json, layer_name(workspace->values[i].layer));
        tb_json_key(&json, "origin");
        tb_json_str(&json, workspace->values[i].origin);
        tb_json_close(&json);
    }
    tb_json_close(&json);
    tb_json_key(&json, "knowledge");
    tb_json_array(&json);
    put_json_files(&json, "ingest", tb_ingest_knowledge);
    put_json_files(&json, "extract", tb_extract_knowledge);
    for (size_t i = 0; i < workspace->ingest_count; i++)
        put_json_own(&json, "ingest", workspace->ingest_files[i].name,
                     workspace->ingest_files[i].source, workspace->ingest_files[i].text);
    for (size_t i = 0; i < workspace->extract_count; i++)
        put_json_own(&json, "extract", workspace->extract_files[i].name,
                     workspace->extract_files[i].source, workspace->extract_files[i].text);
    tb_json_close(&json);
    tb_json_close(&json);
    tb_buf_byte(json.out, '\n');
}

/* False: they cannot be run; told. */
static bool load_plugins(struct tb_cli *cli, struct tb_setup *setup, struct tb_run_result *out)
{
    struct tb_error error = {0};
    if (!tb_setup_plugins(cli, setup))
        return false;
    struct tb_run run = tb_setup_run(cli, setup);
    enum tb_status status = tb_run_describe(&run, setup->arena, out, &error);
    if (status == TB_OK)
        status = tb_setup_tell(cli, setup, &run, out, &error);
    if (status != TB_OK)
        tb_outcome_add(&cli->outcome, TB_EXIT_PLUGIN, &error);
    return status == TB_OK;
}

void tb_verb_doctor(struct tb_cli *cli)
{
    struct tb_setup setup;
    struct tb_run_result loaded = {0};
    struct doctor doctor = {.cli = cli, .setup = &setup};
    if (tb_setup_open(cli, &setup) && load_plugins(cli, &setup, &loaded))
        doctor.loaded = &loaded;
    if (cli->options.format == TB_FORMAT_TEXT)
        put_text(&doctor);
    else
        put_json(&doctor);
    tb_setup_close(&setup);
}
