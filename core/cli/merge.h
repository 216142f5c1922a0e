/*
 * merge.h - --merge: what the arguments name is read as one bulletin, held against what --plan names.
 */
#ifndef TB_CLI_MERGE_H
#define TB_CLI_MERGE_H

#include "cli/inputs.h"

/* With --merge, makes one input of all; without, leaves them as they are. TB_EUSAGE: --plan without --merge,
 * or one that names no report or several. */
enum tb_status tb_merge_inputs(const struct tb_cli *cli, struct tb_inputs *inputs,
                               struct tb_error *error) TB_NODISCARD;

/* Reads the reports of such an input and merges them; one that cannot be read is a failure of all. In
 * `arena`. */
enum tb_status tb_merge_load(const struct tb_input *input, struct tb_arena *arena,
                             struct tb_report **out, struct tb_error *error) TB_NODISCARD;

/* Lists what merging had to say about a report; nothing where it was not merged. */
void tb_merge_put(struct tb_screen *screen, const struct tb_report *report);
/* The same on standard error, for what is written in a form that cannot hold it. */
void tb_merge_tell(const struct tb_cli *cli, const struct tb_report *report);

#endif
