/*
 * plugins_docs.h - tongbao plugins docs: a page in Markdown for each check, in both languages, made from
 * what it says of itself and from those of its cases that pass.
 */
#ifndef TB_CLI_PLUGINS_DOCS_H
#define TB_CLI_PLUGINS_DOCS_H

#include "cli/examples.h"
#include "host/declaration.h"

/* A check that loaded. */
struct tb_documented {
    const struct tb_plugin *plugin;
    struct tb_declaration declared;
    struct tb_examples examples;
};

/* One page. Options with their defaults: pages do not depend on a workspace. */
void tb_docs_page(struct tb_buf *out, const struct tb_documented *check, enum tb_lang lang);

/* The list of pages, by topic. */
void tb_docs_index(struct tb_buf *out, const struct tb_documented *checks, size_t count,
                   enum tb_lang lang);

/* Writes NAME.md and NAME.zh.md for each, README.md and README.zh.md into `dir`, made where it is missing.
 * A file that is there is replaced if it was made by this function. TB_EUSAGE: one was not. TB_EIO: one
 * cannot be written. */
enum tb_status tb_docs_write(const char *dir, const struct tb_documented *checks, size_t count,
                             struct tb_arena *arena, struct tb_error *error) TB_NODISCARD;

#endif
