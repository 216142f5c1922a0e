/* plugins.c - walks the two trees of plugins and reads their files. */
#include "host/plugins.h"

#include "base/buf.h"
#include "base/closest.h"
#include "base/file.h"
#include "base/folder.h"
#include "base/list.h"
#include "base/utf8.h"
#include "host/bundle.h"

static const struct {
    const char *name, *folder, *file;
} kinds[TB_PLUGIN_KIND_END] = {
    {"check", "checks", "check.lua"},
    {"export", "exports", "export.lua"},
    {"fetcher", "fetchers", "fetcher.lua"},
};

struct search {
    struct tb_arena *arena;
    struct tb_error *error;
    struct {
        struct tb_plugin *at;
        size_t count, room;
    } found;
};

const char *tb_plugin_kind_name(enum tb_plugin_kind kind)
{
    return (unsigned)kind < TB_PLUGIN_KIND_END ? kinds[kind].name : NULL;
}

bool tb_plugin_is_id(struct tb_str name)
{
    for (size_t i = 0; i < name.len; i++) {
        char c = name.ptr[i];
        if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c == '-' && i > 0)))
            return false;
    }
    return name.len > 0 && name.len <= TB_PLUGIN_ID_MAX;
}

/* What `require` can name: letters, digits, '_' and '-'. */
static bool is_module_name(struct tb_str name)
{
    for (size_t i = 0; i < name.len; i++) {
        char c = name.ptr[i];
        if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
              c == '_' || c == '-'))
            return false;
    }
    return name.len > 0;
}

/* Whether an entry of a folder is inside it: all are that are no links. Only those need the long way,
 * which asks the system about every part of both paths. */
static enum tb_status stays_within(const char *folder, const char *entry, bool *within,
                                   struct tb_error *error)
{
    *within = true;
    return tb_is_link(entry) ? tb_path_within(folder, entry, within, error) : TB_OK;
}

/* Reads FOLDER/NAME, which must be a file inside the folder and text. */
static enum tb_status read_source(struct search *s, const char *folder, const char *name,
                                  struct tb_str *out)
{
    struct tb_str path = tb_path_join(s->arena, folder, name);
    if (!path.ptr)
        return tb_arena_fail(s->arena, s->error);
    bool within;
    enum tb_status status = stays_within(folder, path.ptr, &within, s->error);
    if (status != TB_OK)
        return status;
    if (!within || !tb_is_file(path.ptr))
        return tb_fail(
            s->error, TB_EUSAGE,
            "应为插件文件夹内的普通文件，实际是指向别处的链接或其他对象；请把文件复制进来",
            "expected a plain file inside the plugin's folder, found a link that leaves it or "
            "something else; copy the file into the folder");
    struct tb_str text;
    status = tb_file_read(path.ptr, TB_PLUGIN_SOURCE_MAX, s->arena, &text, s->error);
    if (status != TB_OK)
        return status;
    size_t valid = tb_utf8_valid(text);
    if (valid != text.len || memchr(text.ptr, '\0', text.len))
        return tb_fail(s->error, TB_EUSAGE, "不是 UTF-8 文本；请把文件存为 UTF-8 编码",
                       "is not UTF-8 text; save the file as UTF-8");
    *out = text;
    return TB_OK;
}

struct source {
    struct tb_str path, name; /* the whole, with a NUL, and its last part */
    struct tb_str text, code; /* code: of a bundled one */
};

/* Puts one file where it belongs in the plugin. */
static enum tb_status place_source(struct search *s, struct tb_plugin *plugin,
                                   const struct source *source, struct tb_module *modules)
{
    struct tb_str name = source->name;
    if (tb_str_eq(name, tb_str_of(kinds[plugin->kind].file))) {
        plugin->file.text = source->text;
        plugin->file.code = source->code;
        plugin->file.path = source->path;
        return TB_OK;
    }
    if (tb_str_eq(name, TB_STR("cases.lua"))) {
        plugin->file.cases = source->text;
        plugin->file.cases_path = source->path;
        return TB_OK;
    }
    struct tb_str stem = tb_arena_copy(s->arena, tb_str_sub(name, 0, name.len - strlen(".lua")));
    if (!stem.ptr)
        return tb_arena_fail(s->arena, s->error);
    if (!is_module_name(stem))
        return tb_fail(
            s->error, TB_EUSAGE, "模块文件名只能用字母、数字、“_”和“-”；请改名",
            "the name of a module has only letters, digits, '_' and '-'; rename the file");
    modules[plugin->file.module_count++] = (struct tb_module){
        .name = stem.ptr, .text = source->text.ptr, .len = source->text.len, .code = source->code};
    return TB_OK;
}

/* Reads all .lua files of the folder, in byte order, and hashes a workspace's. `shown` is the folder as
 * messages call it. */
static enum tb_status read_sources(struct search *s, const char *folder, const char *shown,
                                   struct tb_plugin *plugin)
{
    struct tb_folder names;
    enum tb_status status = tb_folder_read(folder, s->arena, &names, s->error);
    if (status != TB_OK)
        return tb_fail_at(s->error, status, shown, 0, 0);
    struct tb_module *modules = TB_NEW_ARRAY(s->arena, struct tb_module, TB_PLUGIN_FILES_MAX);
    struct tb_buf manifest = tb_buf_make((size_t)TB_PLUGIN_FILES_MAX * 512);
    if (!modules)
        return tb_arena_fail(s->arena, s->error);
    size_t count = 0;
    for (size_t i = 0; i < names.count && status == TB_OK; i++) {
        struct source source = {.path = tb_path_join(s->arena, shown, names.names[i].ptr),
                                .name = names.names[i]};
        if (!tb_str_ends(source.name, TB_STR(".lua")))
            continue;
        if (!source.path.ptr)
            status = tb_arena_fail(s->arena, s->error);
        else if (count++ == TB_PLUGIN_FILES_MAX)
            status = tb_fail(s->error, TB_ELIMIT, "一个插件最多 %d 个 .lua 文件",
                             "a plugin has at most %d .lua files", (int)TB_PLUGIN_FILES_MAX);
        else
            status = read_source(s, folder, source.name.ptr, &source.text);
        if (status == TB_OK)
            status = place_source(s, plugin, &source, modules);
        if (status == TB_OK && !plugin->bundled) {
            char hash[65];
            tb_sha256_hex(source.text, hash);
            tb_buf_printf(&manifest, "%s\t%s\n", source.name.ptr, hash);
        }
        if (status != TB_OK && source.path.ptr)
            tb_fail_at(s->error, status, source.path.ptr, 0, 0);
    }
    if (status == TB_OK)
        status = tb_buf_status(&manifest, s->error);
    if (status == TB_OK && !plugin->bundled)
        tb_sha256_hex(tb_buf_str(&manifest), plugin->hash);
    tb_buf_free(&manifest);
    plugin->file.modules = modules;
    return status;
}

/* Reads what is in the folder. Errors are the plugin's own, their place the folder or a file in it. */
static enum tb_status read_folder(struct search *s, const char *tree, const char *folder,
                                  const char *shown, struct tb_plugin *plugin)
{
    bool within;
    enum tb_status status = stays_within(tree, folder, &within, s->error);
    if (status == TB_OK && !within)
        status = tb_fail(s->error, TB_EUSAGE, "插件文件夹是指向别处的链接；请把文件夹复制进来",
                         "the plugin's folder is a link that leaves the tree; copy the folder "
                         "into it");
    if (status != TB_OK)
        return tb_fail_at(s->error, status, shown, 0, 0);
    status = read_sources(s, folder, shown, plugin);
    if (status != TB_OK || plugin->file.text.ptr)
        return status;
    tb_fail(s->error, TB_EUSAGE, "文件夹中没有 %s；请补上，或删去该文件夹",
            "the folder has no %s; add it or remove the folder", kinds[plugin->kind].file);
    return tb_fail_at(s->error, TB_EUSAGE, shown, 0, 0);
}

static enum tb_status read_plugin(struct search *s, const char *tree, enum tb_plugin_kind kind,
                                  struct tb_str name, bool bundled)
{
    struct tb_str folder =
        tb_arena_printf(s->arena, "%s/%s/%s", tree, kinds[kind].folder, name.ptr);
    struct tb_str shown = tb_arena_printf(s->arena, "plugins/%s/%s", kinds[kind].folder, name.ptr);
    if (!folder.ptr || !shown.ptr)
        return tb_arena_fail(s->arena, s->error);
    if (!tb_is_folder(folder.ptr))
        return TB_OK; /* a README beside the plugins */
    if (!tb_plugin_is_id(name)) {
        tb_fail(s->error, TB_EUSAGE, "插件名只能用小写字母、数字和“-”，最多 %d 个字符；请改名",
                "the name of a plugin has only lower-case letters, digits and '-', at most %d; "
                "rename the folder",
                (int)TB_PLUGIN_ID_MAX);
        return tb_fail_at(s->error, TB_EUSAGE, folder.ptr, 0, 0);
    }
    struct tb_plugin plugin = {.kind = kind, .bundled = bundled, .enabled = true};
    struct tb_error fault = {0};
    struct search own = {.arena = s->arena, .error = &fault};
    plugin.file.id = name;
    plugin.file.path = tb_path_join(s->arena, shown.ptr, kinds[kind].file);
    struct tb_plugin *slot = TB_LIST_ADD(s->arena, &s->found);
    struct tb_error *kept = TB_NEW(s->arena, struct tb_error);
    if (!plugin.file.path.ptr || !slot || !kept)
        return tb_arena_fail(s->arena, s->error);
    if (read_folder(&own, tree, folder.ptr, shown.ptr, &plugin) != TB_OK) {
        *kept = fault;
        plugin.fault = kept;
    }
    *slot = plugin;
    return TB_OK;
}

/* A folder in an analyst's tree that would never be read, such as "check", is most likely a slip. */
static enum tb_status refuse_strangers(struct search *s, const char *tree)
{
    struct tb_folder names;
    enum tb_status status = tb_folder_read(tree, s->arena, &names, s->error);
    for (size_t i = 0; i < names.count && status == TB_OK; i++) {
        struct tb_closest_search search = tb_closest_start(names.names[i]);
        bool known = false;
        for (size_t kind = 0; kind < TB_PLUGIN_KIND_END; kind++) {
            known = known || tb_str_eq(names.names[i], tb_str_of(kinds[kind].folder));
            tb_closest_try(&search, tb_str_of(kinds[kind].folder));
        }
        struct tb_str path = tb_path_join(s->arena, tree, names.names[i].ptr);
        if (!path.ptr)
            return tb_arena_fail(s->arena, s->error);
        if (known || !tb_is_folder(path.ptr))
            continue;
        if (search.best.ptr)
            tb_fail(s->error, TB_EUSAGE, "这里只读 checks、exports、fetchers；是不是“%.*s”？",
                    "only checks, exports and fetchers are read here; did you mean '%.*s'?",
                    TB_ARG(search.best));
        else
            tb_fail(s->error, TB_EUSAGE, "这里只读 checks、exports、fetchers；请移走该文件夹",
                    "only checks, exports and fetchers are read here; move the folder elsewhere");
        status = tb_fail_at(s->error, TB_EUSAGE, path.ptr, 0, 0);
    }
    return status;
}

static enum tb_status read_tree(struct search *s, const char *tree, bool bundled)
{
    enum tb_status status = bundled ? TB_OK : refuse_strangers(s, tree);
    for (int kind = 0; kind < TB_PLUGIN_KIND_END && status == TB_OK; kind++) {
        struct tb_str folder = tb_path_join(s->arena, tree, kinds[kind].folder);
        struct tb_folder names = {0};
        if (!folder.ptr)
            return tb_arena_fail(s->arena, s->error);
        status = tb_folder_read(folder.ptr, s->arena, &names, s->error);
        for (size_t i = 0; i < names.count && status == TB_OK; i++)
            status = read_plugin(s, tree, (enum tb_plugin_kind)kind, names.names[i], bundled);
    }
    return status;
}

/* A file of the program's own; *folder: the plugin's, "plugins/checks/NAME/". */
static struct source bundled_source(const struct tb_bundled_file *file, struct tb_str *folder)
{
    const char *bytes = (const char *)tb_bundle_bytes;
    struct tb_str path = tb_str_of(bytes + file->path);
    size_t end = path.len;
    while (path.ptr[end - 1] != '/')
        end--;
    *folder = tb_str_sub(path, 0, end);
    struct source source = {.path = path,
                            .name = tb_str_sub(path, end, path.len),
                            .text = {bytes + file->text, file->text_len}};
    if (file->code_len > 0)
        source.code = (struct tb_str){bytes + file->code, file->code_len};
    return source;
}

static struct tb_plugin *add_bundled(struct search *s, struct tb_str folder)
{
    struct tb_plugin *plugin = TB_LIST_ADD(s->arena, &s->found);
    struct tb_str rest = tb_str_sub(folder, strlen("plugins/"), folder.len - 1);
    size_t slash = tb_str_find(rest, TB_STR("/"), 0);
    struct tb_str id = tb_arena_copy(s->arena, tb_str_sub(rest, slash + 1, rest.len));
    if (!plugin || !id.ptr)
        return NULL;
    plugin->bundled = plugin->enabled = true;
    plugin->file.id = id;
    while (!tb_str_eq(tb_str_sub(rest, 0, slash), tb_str_of(kinds[plugin->kind].folder)))
        plugin->kind++;
    return plugin;
}

/* The plugins that the build made part of the program. */
static enum tb_status take_bundle(struct search *s)
{
    struct tb_module *modules = TB_NEW_ARRAY(s->arena, struct tb_module, tb_bundle_count);
    struct tb_plugin *plugin = NULL;
    struct tb_str folder, last = {0};
    enum tb_status status = modules ? TB_OK : tb_arena_fail(s->arena, s->error);
    for (size_t i = 0; i < tb_bundle_count && status == TB_OK; i++) {
        struct source source = bundled_source(&tb_bundle[i], &folder);
        if (!plugin || !tb_str_eq(folder, last)) {
            modules += plugin ? plugin->file.module_count : 0;
            plugin = add_bundled(s, folder);
            if (!plugin)
                return tb_arena_fail(s->arena, s->error);
            plugin->file.modules = modules;
            last = folder;
        }
        status = place_source(s, plugin, &source, modules);
    }
    return status;
}

static int by_kind_and_id(const void *a, const void *b)
{
    const struct tb_plugin *x = a, *y = b;
    if (x->kind != y->kind)
        return x->kind < y->kind ? -1 : 1;
    int order = tb_str_compare(x->file.id, y->file.id);
    return order ? order : (int)y->bundled - (int)x->bundled;
}

enum tb_status tb_plugins_find(const char *bundled_dir, const char *workspace_dir,
                               struct tb_arena *arena, struct tb_plugin_set *out,
                               struct tb_error *error)
{
    struct search s = {.arena = arena, .error = error};
    enum tb_status status = TB_OK;
    if (bundled_dir)
        status = *bundled_dir ? read_tree(&s, bundled_dir, true) : take_bundle(&s);
    if (status == TB_OK && workspace_dir) {
        struct tb_str tree = tb_path_join(arena, workspace_dir, "plugins");
        status = tree.ptr ? read_tree(&s, tree.ptr, false) : tb_arena_fail(arena, error);
    }
    if (status != TB_OK)
        return status;
    if (s.found.count > 1)
        qsort(s.found.at, s.found.count, sizeof *s.found.at, by_kind_and_id);
    for (size_t i = 1; i < s.found.count; i++) {
        const struct tb_plugin *plugin = &s.found.at[i];
        if (plugin->kind != plugin[-1].kind || !tb_str_eq(plugin->file.id, plugin[-1].file.id))
            continue;
        tb_fail(error, TB_EUSAGE, "自带的插件已用“%.*s”这个名字；请给文件夹改名",
                "a bundled plugin has the name '%.*s' already; rename the folder",
                TB_ARG(plugin->file.id));
        return tb_fail_at(error, TB_EUSAGE, plugin->file.path.ptr, 0, 0);
    }
    *out = (struct tb_plugin_set){s.found.at, s.found.count};
    return TB_OK;
}

struct tb_plugin *tb_plugin_find(const struct tb_plugin_set *set, enum tb_plugin_kind kind,
                                 struct tb_str id)
{
    for (size_t i = 0; i < set->count; i++)
        if (set->at[i].kind == kind && tb_str_eq(set->at[i].file.id, id))
            return &set->at[i];
    return NULL;
}

struct tb_str tb_plugins_bundled_dir(const char *program_dir, struct tb_arena *arena)
{
    static const char *const places[] = {"../share/tongbao/plugins", "share/tongbao/plugins"};
    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        struct tb_str path = tb_path_join(arena, program_dir, places[i]);
        if (path.ptr && tb_is_folder(path.ptr))
            return path;
    }
    return (struct tb_str){NULL, 0};
}
