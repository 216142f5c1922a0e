/*
 * listing.h - many reports: folders, lists and shares of them.
 */
#ifndef TB_CLI_LISTING_H
#define TB_CLI_LISTING_H

#include "cli/inputs.h"

/* What the command line asks for, as tb_inputs_find, and besides: a folder stands for the files below
 * it, in byte order, without those whose names begin with '.'; --list names more, a path a line, or an
 * object with the strings `name` and `text` a line (these come last); of all that --shard leaves those
 * whose name falls to it. */
enum tb_status tb_listing_find(const struct tb_cli *cli, const struct tb_setup *setup,
                               char **arguments, size_t count, struct tb_inputs *out,
                               struct tb_error *error) TB_NODISCARD;

/* Reads {"name":"…","text":"…"}; both in `arena`. Other members are passed over. TB_EFORMAT: it is no
 * object, or lacks one of them. */
enum tb_status tb_listing_read(struct tb_str line, struct tb_arena *arena, struct tb_str *name,
                               struct tb_str *text, struct tb_error *error) TB_NODISCARD;

/* The share, from 1, that a report of this name falls to. */
unsigned tb_listing_share(struct tb_str name, unsigned shares);

#endif
