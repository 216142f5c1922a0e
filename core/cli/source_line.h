/*
 * source_line.h - the line of a plugin's source that a message speaks of, with what is meant marked.
 */
#ifndef TB_CLI_SOURCE_LINE_H
#define TB_CLI_SOURCE_LINE_H

#include "cli/screen.h"
#include "host/plugins.h"

/* Where `message` has "PATH:LINE: …" of the plugin's file or cases: that line with carets under the word
 * that the message quotes or names, else under all of it. Nothing where it has none. */
void tb_put_source(struct tb_screen *screen, size_t indent, const struct tb_plugin *plugin,
                   struct tb_str message);

/* The same for a finding plugin-failed of one of the plugins; nothing for any other. */
void tb_put_failed_source(struct tb_screen *screen, size_t indent,
                          const struct tb_plugin_set *plugins, struct tb_str plugin,
                          struct tb_str message);

#endif
