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

/* Makes plugins/checks/NAME with check.lua and cases.lua in the workspace `dir`; of other kinds the same
 * under their names. A case fails until the plugin is written. TB_EUSAGE: the name is none for a plugin, or there is
 * such a folder. */
enum tb_status tb_scaffold_plugin(const char *dir, enum tb_plugin_kind kind, struct tb_str name,
                                  const char *lang, struct tb_arena *arena,
                                  struct tb_error *error) TB_NODISCARD;

struct tb_scaffold_file {
    const char *name; /* "check.lua" */
    struct tb_str text;
};

/* Makes FOLDER/NAME, and what is missing above it, with these files. As tb_scaffold_plugin. */
enum tb_status tb_scaffold_write(const char *folder, struct tb_str name,
                                 const struct tb_scaffold_file *files, size_t count,
                                 struct tb_arena *arena, struct tb_error *error) TB_NODISCARD;

/* A text out of templates/, by its name without ending; ptr NULL: there is none. */
struct tb_str tb_scaffold_text(const char *name);

#endif
