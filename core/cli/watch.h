/*
 * watch.h - does something again whenever a file of the workspace changes, until Ctrl-C.
 */
#ifndef TB_CLI_WATCH_H
#define TB_CLI_WATCH_H

#include "cli/verbs.h"

/* Calls `run`, with `user`, now and again whenever tongbao.lua, a file of a plugin, of the lexicon or a profile has
 * changed, is new or gone; before each time but the first it says which. Ends when the terminal's Ctrl-C, or
 * SIGTERM, comes while it waits, with the outcome of the last run; during a run they end the process. Told
 * with exit status 2: there is no workspace. */
void tb_watch(struct tb_cli *cli, void (*run)(struct tb_cli *cli, void *user), void *user);

#endif
