/*
 * plugins.h - which plugins there are: the bundled tree beside the program and the workspace's own.
 * Reads files; runs no Lua.
 *
 *     checks/NAME/check.lua   exports/NAME/export.lua   fetchers/NAME/fetcher.lua
 *
 * NAME is the plugin's id: lower-case letters, digits and '-'. Beside that file: cases.lua, and any
 * other NAME.lua as a module for `require`. What is no .lua file, lies in a deeper folder or begins
 * with '.' belongs to the plugin's author and is not read.
 */
#ifndef TB_HOST_PLUGINS_H
#define TB_HOST_PLUGINS_H

#include "lua/plugin.h"

enum tb_plugin_kind { TB_PLUGIN_CHECK, TB_PLUGIN_EXPORT, TB_PLUGIN_FETCHER, TB_PLUGIN_KIND_END };
const char *tb_plugin_kind_name(enum tb_plugin_kind kind); /* "check" */

enum {
    TB_PLUGIN_SOURCE_MAX = 256 << 10, /* bytes of one .lua file */
    TB_PLUGIN_FILES_MAX = 64,         /* .lua files of one plugin */
    TB_PLUGIN_ID_MAX = 64
};

struct tb_plugin {
    struct tb_plugin_file file;
    enum tb_plugin_kind kind;
    bool bundled;      /* else an analyst's: a worker of its own */
    bool enabled;      /* false: switched off in tongbao.lua */
    bool has_severity; /* tongbao.lua sets another severity */
    enum tb_severity severity;
    /* What grants are tied to: SHA-256 in hex over a line NAME, tab, SHA-256 in hex, \n for each
     * .lua file in byte order of the names. */
    char hash[65];                /* "" for a bundled one: it is part of the program */
    const struct tb_error *fault; /* why its files cannot be used; it is not run. NULL: they can */
};

struct tb_plugin_set {
    struct tb_plugin *at;
    size_t count;
};

/* Whether `name` can be a plugin's: see above. */
bool tb_plugin_is_id(struct tb_str name);

/* Everything under `bundled_dir` (NULL: none; "": what the build made part of the program) and
 * `workspace_dir`/plugins (NULL: none), ordered by kind and id; all enabled. Memory in `arena`. A
 * plugin whose own files are not as they should be (missing, no plain file of its folder, not UTF-8,
 * too large, too many, unreadable) is there with its `fault`, so that the others run. TB_EUSAGE, with
 * the path and what to do: a workspace plugin of a bundled one's name, a folder whose name is no
 * plugin's or that stands in a wrong place. TB_EIO: a folder of plugins that cannot be read. */
enum tb_status tb_plugins_find(const char *bundled_dir, const char *workspace_dir,
                               struct tb_arena *arena, struct tb_plugin_set *out,
                               struct tb_error *error) TB_NODISCARD;

/* The plugin of this kind and id; NULL: none. */
struct tb_plugin *tb_plugin_find(const struct tb_plugin_set *set, enum tb_plugin_kind kind,
                                 struct tb_str id);

/* Where the bundled tree is for a program in `program_dir`: its ../share/tongbao/plugins (installed),
 * else share/tongbao/plugins below it (build tree). ptr NULL: neither is there. */
struct tb_str tb_plugins_bundled_dir(const char *program_dir, struct tb_arena *arena);

#endif
