/* workspace.c - finds the workspace, reads its files and turns the merged values into structs. */
#include "host/workspace.h"

#include <errno.h>
#include <limits.h>
#include <unistd.h>

#include "base/closest.h"
#include "base/embed.h"
#include "base/file.h"
#include "base/folder.h"
#include "base/list.h"
#include "host/config.h"

static const char config_name[] = "tongbao.lua";

struct loading {
    struct tb_arena *arena;
    struct tb_error *error;
    struct tb_config config;
    struct tb_workspace *out;
};

/* --- finding ------------------------------------------------------------------------------------ */

static bool holds_config(const char *dir)
{
    char path[PATH_MAX];
    int len = snprintf(path, sizeof path, "%s/%s", dir, config_name);
    return len > 0 && (size_t)len < sizeof path && tb_is_file(path);
}

/* Upwards from `start` to the root; *found is left alone where there is none. */
static enum tb_status search_up(const char *start, struct loading *l, struct tb_str *found)
{
    char dir[PATH_MAX];
    if (!realpath(start ? start : ".", dir)) {
        enum tb_status status =
            tb_fail(l->error, TB_EIO, "无法读取：%s", "cannot be read: %s", strerror(errno));
        tb_fail_at(l->error, status, start ? start : ".", 0, 0);
        return status;
    }
    while (!holds_config(dir)) {
        char *slash = strrchr(dir, '/');
        if (!slash || dir[1] == '\0')
            return TB_OK;
        slash[slash == dir ? 1 : 0] = '\0';
    }
    *found = tb_arena_copy(l->arena, tb_str_of(dir));
    return found->ptr ? TB_OK : tb_arena_fail(l->arena, l->error);
}

static enum tb_status find_dir(const struct tb_workspace_request *request, struct loading *l)
{
    if (!request->dir)
        return search_up(request->start, l, &l->out->dir);
    if (!holds_config(request->dir)) {
        tb_fail(
            l->error, TB_EUSAGE,
            "文件夹中没有 tongbao.lua，不是工作区；可用 tongbao new workspace 建立",
            "the folder has no tongbao.lua, so it is no workspace; `tongbao new workspace` makes "
            "one");
        return tb_fail_at(l->error, TB_EUSAGE, request->dir, 0, 0);
    }
    l->out->dir = tb_arena_copy(l->arena, tb_str_of(request->dir));
    return l->out->dir.ptr ? TB_OK : tb_arena_fail(l->arena, l->error);
}

/* --- reading files ------------------------------------------------------------------------------ */

/* `shown` NULL: the path itself. A file that is not there is passed over. */
static enum tb_status read_config(struct loading *l, const char *dir, enum tb_layer layer,
                                  const char *shown)
{
    struct tb_str path = tb_path_join(l->arena, dir, config_name), text;
    if (!path.ptr)
        return tb_arena_fail(l->arena, l->error);
    if (!tb_is_file(path.ptr))
        return TB_OK;
    struct tb_literal tree;
    enum tb_status status = tb_file_read(path.ptr, TB_LITERAL_MAX, l->arena, &text, l->error);
    if (status == TB_OK)
        status = tb_literal_parse(text, path.ptr, "workspace", l->arena, &tree, l->error);
    if (status == TB_OK)
        status = tb_config_add_file(&l->config, &tree, layer, path.ptr, shown ? shown : path.ptr,
                                    l->error);
    return status;
}

static enum tb_status read_pins(struct loading *l)
{
    struct tb_str path = tb_path_join(l->arena, l->out->dir.ptr, "pins.tsv"), text;
    if (!path.ptr)
        return tb_arena_fail(l->arena, l->error);
    if (!tb_is_file(path.ptr))
        return TB_OK;
    enum tb_status status = tb_file_read_text(path.ptr, TB_LITERAL_MAX, l->arena, &text, l->error);
    if (status == TB_OK)
        status = tb_pins_read(path.ptr, text, l->arena, &l->out->pins, l->error);
    return status;
}

static bool knows(const struct tb_embedded *table, const char *name,
                  struct tb_closest_search *search)
{
    bool known = false;
    for (; table->name; table++) {
        known = known || strcmp(table->name, name) == 0;
        tb_closest_try(search, tb_str_of(table->name));
    }
    return known;
}

/* Gives a lexicon of the workspace to the layers that have one of its name. */
static enum tb_status add_lexicon(struct loading *l, const char *path, struct tb_str file)
{
    struct tb_str name = tb_arena_copy(l->arena, tb_str_sub(file, 0, file.len - strlen(".tsv")));
    if (!name.ptr)
        return tb_arena_fail(l->arena, l->error);
    struct tb_closest_search search = tb_closest_start(name);
    bool ingest = knows(tb_ingest_knowledge, name.ptr, &search);
    bool extract = knows(tb_extract_knowledge, name.ptr, &search);
    bool differ = knows(tb_diff_knowledge, name.ptr, &search);
    struct tb_str text;
    enum tb_status status = tb_file_read_text(path, TB_LITERAL_MAX, l->arena, &text, l->error);
    if (status != TB_OK)
        return status;
    if (ingest)
        l->out->ingest_files[l->out->ingest_count++] = (struct tb_extra_file){name.ptr, path, text};
    if (extract)
        l->out->extract_files[l->out->extract_count++] =
            (struct tb_lexicon_file){name.ptr, path, text};
    if (differ)
        l->out->differ_files[l->out->differ_count++] =
            (struct tb_differ_file){name.ptr, path, text};
    if (ingest || extract || differ)
        return TB_OK;
    if (search.best.ptr)
        tb_fail(l->error, TB_EUSAGE, "没有名为“%.*s”的词表；是不是“%.*s”？",
                "there is no lexicon '%.*s'; did you mean '%.*s'?", TB_ARG(name),
                TB_ARG(search.best));
    else
        tb_fail(l->error, TB_EUSAGE, "没有名为“%.*s”的词表；词表须与自带的同名",
                "there is no lexicon '%.*s'; a lexicon has the name of a bundled one",
                TB_ARG(name));
    return tb_fail_at(l->error, TB_EUSAGE, path, 0, 0);
}

static enum tb_status read_lexicons(struct loading *l)
{
    struct tb_str folder = tb_path_join(l->arena, l->out->dir.ptr, "lexicon");
    if (!folder.ptr)
        return tb_arena_fail(l->arena, l->error);
    struct tb_folder names;
    enum tb_status status = tb_folder_read(folder.ptr, l->arena, &names, l->error);
    if (status != TB_OK)
        return status;
    l->out->ingest_files = TB_NEW_ARRAY(l->arena, struct tb_extra_file, names.count + 1);
    l->out->extract_files = TB_NEW_ARRAY(l->arena, struct tb_lexicon_file, names.count + 1);
    l->out->differ_files = TB_NEW_ARRAY(l->arena, struct tb_differ_file, names.count + 1);
    if (!l->out->ingest_files || !l->out->extract_files || !l->out->differ_files)
        return tb_arena_fail(l->arena, l->error);
    for (size_t i = 0; i < names.count && status == TB_OK; i++) {
        struct tb_str path = tb_path_join(l->arena, folder.ptr, names.names[i].ptr);
        if (!path.ptr)
            return tb_arena_fail(l->arena, l->error);
        if (tb_str_ends(names.names[i], TB_STR(".tsv")))
            status = add_lexicon(l, path.ptr, names.names[i]);
    }
    return status;
}

/* The profile of the workspace of that name, else the built-in one. */
static enum tb_status read_profile(struct loading *l, const struct tb_config_value *said)
{
    struct tb_workspace *out = l->out;
    struct tb_str path = {NULL, 0};
    if (out->dir.ptr) {
        path =
            tb_arena_printf(l->arena, "%s/profiles/%.*s.tsv", out->dir.ptr, TB_ARG(out->profile));
        if (!path.ptr)
            return tb_arena_fail(l->arena, l->error);
    }
    if (path.ptr && tb_is_file(path.ptr)) {
        struct tb_str name = tb_arena_copy(l->arena, out->profile);
        if (!name.ptr)
            return tb_arena_fail(l->arena, l->error);
        out->profile_file.name = name.ptr;
        out->profile_file.source = path.ptr;
        return tb_file_read_text(path.ptr, TB_LITERAL_MAX, l->arena, &out->profile_file.text,
                                 l->error);
    }
    struct tb_closest_search search = tb_closest_start(out->profile);
    for (const struct tb_embedded *own = tb_profiles_knowledge; own->name; own++) {
        if (tb_str_eq(out->profile, tb_str_of(own->name))) {
            if (strcmp(own->name, "default") != 0) /* that one needs no file */
                out->profile_file = tb_extract_builtin_profile(own->name);
            return TB_OK;
        }
        tb_closest_try(&search, tb_str_of(own->name));
    }
    struct tb_str near = search.best.ptr ? search.best : TB_STR("default");
    tb_fail(l->error, TB_EUSAGE,
            "没有名为“%.*s”的口径：应有文件 profiles/%.*s.tsv，或用自带的，如“%.*s”",
            "there is no profile '%.*s': expected the file profiles/%.*s.tsv, or one that is "
            "built in, such as '%.*s'",
            TB_ARG(out->profile), TB_ARG(out->profile), TB_ARG(near));
    return tb_fail_at(l->error, TB_EUSAGE, said->source.ptr, said->line, said->column);
}

/* --- from values to structs --------------------------------------------------------------------- */

static bool key_is(const struct tb_config_value *value, size_t at, const char *name)
{
    return at < value->depth && tb_str_eq(value->key[at], tb_str_of(name));
}

static struct tb_setting setting_of(const struct tb_config_value *value)
{
    struct tb_setting setting = {.name = value->key[value->depth - 1], .origin = value->origin};
    switch (value->value.type) {
    case TB_LITERAL_BOOL:
        setting.type = TB_SETTING_BOOL;
        setting.on = value->value.on;
        break;
    case TB_LITERAL_NUMBER:
        setting.type = TB_SETTING_NUMBER;
        setting.number = value->value.number;
        break;
    case TB_LITERAL_TEXT:
    case TB_LITERAL_TABLE: /* refused by the rules */
        setting.type = TB_SETTING_TEXT;
        setting.text = value->value.text;
        break;
    }
    return setting;
}

/* The values come ordered by their keys, so those of one check or source stand together and the one
 * that names it comes first; where only the command line speaks of it, that one is missing. */
static size_t end_of_group(const struct tb_config *config, size_t from)
{
    size_t to = from;
    while (to < config->count && config->at[to].depth >= 2 &&
           tb_str_eq(config->at[to].key[0], config->at[from].key[0]) &&
           tb_str_eq(config->at[to].key[1], config->at[from].key[1]))
        to++;
    return to;
}

static void fill_check(const struct tb_config_value *values, size_t count,
                       struct tb_setting *settings, struct tb_check_choice *out)
{
    *out = (struct tb_check_choice){
        .id = values[0].key[1], .enabled = true, .settings = settings, .said = &values[0]};
    for (size_t i = 0; i < count; i++) {
        const struct tb_config_value *value = &values[i];
        if (value->depth == 2)
            out->enabled = value->value.type == TB_LITERAL_TABLE || value->value.on;
        else if (key_is(value, 2, "severity"))
            out->has_severity = tb_severity_parse(value->value.text, &out->severity);
        else
            settings[out->setting_count++] = setting_of(value);
    }
}

static enum tb_status fill_source(const struct tb_config_value *values, size_t count,
                                  struct tb_setting *settings, struct tb_source_choice *out,
                                  struct tb_error *error)
{
    *out = (struct tb_source_choice){
        .name = values[0].key[1], .settings = settings, .said = &values[0]};
    const struct {
        const char *name;
        struct tb_str *text;
        double *number;
    } fields[] = {
        {"fetcher", &out->fetcher, NULL},   {"url", &out->url, NULL},
        {"title", &out->title, NULL},       {"hosts", &out->hosts, NULL},
        {"ca_file", &out->ca_file, NULL},   {"pace", NULL, &out->pace},
        {"deadline", NULL, &out->deadline},
    };
    for (size_t i = 0; i < count; i++) {
        const struct tb_config_value *value = &values[i];
        size_t k = 0;
        while (k < sizeof fields / sizeof *fields && !key_is(value, 2, fields[k].name))
            k++;
        if (k < sizeof fields / sizeof *fields && fields[k].text)
            *fields[k].text = value->value.text;
        else if (k < sizeof fields / sizeof *fields)
            *fields[k].number = value->value.number;
        else if (key_is(value, 2, "allow_private"))
            out->allow_private = value->value.on;
        else if (key_is(value, 3, "columns"))
            out->columns = (uint32_t)value->value.number;
        else if (key_is(value, 3, "min_items"))
            out->min_items = (uint32_t)value->value.number;
        else if (value->depth > 2)
            settings[out->setting_count++] = setting_of(value);
    }
    if (out->fetcher.ptr && out->url.ptr)
        return TB_OK;
    tb_fail(error, TB_EUSAGE, "来源“%.*s”须写明 fetcher 和 url",
            "the source '%.*s' needs fetcher and url", TB_ARG(out->name));
    return tb_fail_at(error, TB_EUSAGE, values[0].source.ptr, values[0].line, values[0].column);
}

static void fill_limit(const struct tb_config_value *value, struct tb_limits *limits)
{
    double number = value->value.number;
    if (key_is(value, 1, "cpu"))
        limits->cpu_ms = (uint32_t)(number * 1000);
    else if (key_is(value, 1, "wall"))
        limits->wall_ms = (uint32_t)(number * 1000);
    else if (key_is(value, 1, "memory"))
        limits->memory = (size_t)(number * (1 << 20));
    else if (key_is(value, 1, "findings"))
        limits->findings = (uint32_t)number;
    else if (key_is(value, 1, "output"))
        limits->output = (size_t)(number * (1 << 20));
}

/* A file beneath the workspace; a mail goes to addresses and says nothing else to the program that sends it. */
static enum tb_status fill_notify(const struct tb_config_value *value, struct tb_notify *notify,
                                  struct tb_error *error)
{
    struct tb_str text = value->value.text;
    if (value->depth < 2)
        return TB_OK;
    if (key_is(value, 1, "command"))
        notify->command = text;
    else if (key_is(value, 1, "mail"))
        notify->mail = text;
    else if (key_is(value, 1, "feed"))
        notify->feed = text;
    bool outside = key_is(value, 1, "feed") && (tb_str_starts(text, TB_STR("/")) ||
                                                tb_str_find(text, TB_STR(".."), 0) != SIZE_MAX);
    if (!outside)
        return TB_OK;
    tb_fail(error, TB_EUSAGE, "notify.feed 是工作区里的文件，不能写“%.*s”",
            "notify.feed is a file of the workspace, which '%.*s' is not", TB_ARG(text));
    return tb_fail_at(error, TB_EUSAGE, value->source.ptr, value->line, value->column);
}

static enum tb_status fill(struct loading *l)
{
    const struct tb_config *config = &l->config;
    struct tb_workspace *out = l->out;
    struct tb_setting *settings = TB_NEW_ARRAY(l->arena, struct tb_setting, config->count);
    out->checks = TB_NEW_ARRAY(l->arena, struct tb_check_choice, config->count);
    out->sources = TB_NEW_ARRAY(l->arena, struct tb_source_choice, config->count);
    out->aliases = TB_NEW_ARRAY(l->arena, struct tb_alias, config->count);
    if (!settings || !out->checks || !out->sources || !out->aliases)
        return tb_arena_fail(l->arena, l->error);
    enum tb_status status = TB_OK;
    for (size_t i = 0, end; i < config->count && status == TB_OK; i = end) {
        const struct tb_config_value *value = &config->at[i];
        end = i + 1;
        if (key_is(value, 0, "checks")) {
            end = end_of_group(config, i);
            fill_check(value, end - i, settings + i, &out->checks[out->check_count++]);
        } else if (key_is(value, 0, "sources")) {
            end = end_of_group(config, i);
            status = fill_source(value, end - i, settings + i, &out->sources[out->source_count++],
                                 l->error);
        } else if (key_is(value, 0, "organisations")) {
            out->aliases[out->alias_count++] =
                (struct tb_alias){value->key[2], value->value.text, value->origin};
        } else if (key_is(value, 0, "notify")) {
            status = fill_notify(value, &out->notify, l->error);
        } else if (key_is(value, 0, "contact")) {
            out->contact = value->value.text;
        } else if (key_is(value, 0, "profile")) {
            out->profile = value->value.text;
            status = read_profile(l, value);
        } else {
            fill_limit(value, &out->limits);
        }
    }
    return status;
}

static enum tb_status show_values(struct loading *l)
{
    const struct tb_config *config = &l->config;
    struct tb_value_shown *shown = TB_NEW_ARRAY(l->arena, struct tb_value_shown, config->count);
    if (!shown)
        return tb_arena_fail(l->arena, l->error);
    for (size_t i = 0; i < config->count; i++) {
        const struct tb_config_value *value = &config->at[i];
        struct tb_str text = value->value.type == TB_LITERAL_TABLE  ? TB_STR("true")
                             : value->value.type == TB_LITERAL_TEXT ? value->value.text
                                                                    : value->value.raw;
        struct tb_str name = tb_config_name(l->arena, value->key, value->depth);
        if (!name.ptr)
            return tb_arena_fail(l->arena, l->error);
        shown[i] = (struct tb_value_shown){name, text, value->layer, value->origin};
    }
    l->out->values = shown;
    l->out->value_count = config->count;
    return TB_OK;
}

enum tb_status tb_workspace_open(const struct tb_workspace_request *request, struct tb_arena *arena,
                                 struct tb_workspace *out, struct tb_error *error)
{
    struct tb_workspace workspace = {0};
    struct loading l = {.arena = arena, .error = error, .out = &workspace};
    l.config.arena = arena;
    enum tb_status status = find_dir(request, &l);
    for (size_t i = 0; i < request->override_count && status == TB_OK; i++)
        status = tb_config_add_override(&l.config, request->overrides[i].name,
                                        request->overrides[i].value, error);
    if (status == TB_OK && workspace.dir.ptr)
        status = read_config(&l, workspace.dir.ptr, TB_LAYER_WORKSPACE, config_name);
    if (status == TB_OK && request->config_dir)
        status = read_config(&l, request->config_dir, TB_LAYER_USER, NULL);
    if (status == TB_OK)
        status = tb_config_finish(&l.config, error);
    if (status == TB_OK && workspace.dir.ptr)
        status = read_lexicons(&l);
    if (status == TB_OK && workspace.dir.ptr)
        status = read_pins(&l);
    if (status == TB_OK)
        status = fill(&l);
    if (status == TB_OK)
        status = show_values(&l);
    if (status == TB_OK)
        *out = workspace;
    return status;
}
