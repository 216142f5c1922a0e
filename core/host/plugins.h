/*
 * plugins.h - which plugins there are: the bundled tree beside the program and the workspace's own.
 * Reads files and declarations; runs no Lua.
 */
#ifndef TB_HOST_PLUGINS_H
#define TB_HOST_PLUGINS_H

#include "lua/plugin.h"

enum tb_plugin_kind { TB_PLUGIN_CHECK, TB_PLUGIN_EXPORT, TB_PLUGIN_FETCHER, TB_PLUGIN_KIND_END };
const char *tb_plugin_kind_name(enum tb_plugin_kind kind); /* "check" */

struct tb_plugin {
    struct tb_plugin_file file;
    enum tb_plugin_kind kind;
    bool bundled;  /* else an analyst's: a worker of its own */
    bool enabled;  /* false: switched off in tongbao.lua */
    bool has_severity; /* tongbao.lua sets another severity */
    enum tb_severity severity;
    char hash[65]; /* SHA-256 of its files, what grants are tied to */
};

struct tb_plugin_set {
    struct tb_plugin *at;
    size_t count;
};

/* Everything under `bundled_dir` and, when not NULL, `workspace_dir`/plugins, ordered by kind and id.
 * A workspace plugin of a bundled one's name is an error that says so. Memory in `arena`. */
enum tb_status tb_plugins_find(const char *bundled_dir, const char *workspace_dir,
                               struct tb_arena *arena, struct tb_plugin_set *out,
                               struct tb_error *error) TB_NODISCARD;

#endif
