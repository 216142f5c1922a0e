/*
 * scaffold.h - makes the files an analyst begins with, out of the texts in templates/. Nothing that is
 * there is ever written over.
 */
#ifndef TB_HOST_SCAFFOLD_H
#define TB_HOST_SCAFFOLD_H

#include "base/arena.h"
#include "base/error.h"
#include "host/plugins.h"

/* Makes `dir` (and what is missing above it) a workspace: tongbao.lua and the folders plugins,
 * lexicon, profiles. `lang`: "zh" or "en", the language of the comments. Memory in `arena`. TB_EUSAGE:
 * it is one already. TB_EIO: something cannot be made. */
enum tb_status tb_scaffold_workspace(const char *dir, const char *lang, struct tb_arena *arena,
                                     struct tb_error *error) TB_NODISCARD;

/* Makes plugins/checks/NAME (or exports/NAME) with check.lua (export.lua) and cases.lua in the workspace
 * `dir`. A case fails until the plugin is written. TB_EUSAGE: the name is none for a plugin, or there is
 * such a folder. */
enum tb_status tb_scaffold_plugin(const char *dir, enum tb_plugin_kind kind, struct tb_str name,
                                  const char *lang, struct tb_arena *arena,
                                  struct tb_error *error) TB_NODISCARD;

/* Makes plugins/checks/NAME in the workspace `dir` with these two texts as check.lua and cases.lua. As
 * tb_scaffold_plugin. */
enum tb_status tb_scaffold_write(const char *dir, struct tb_str name, struct tb_str check,
                                 struct tb_str cases, struct tb_arena *arena,
                                 struct tb_error *error) TB_NODISCARD;

#endif
