/*
 * failure.h - the finding that says which plugin did not finish, where and why, in both languages.
 */
#ifndef TB_HOST_FAILURE_H
#define TB_HOST_FAILURE_H

#include "host/run.h"

/* The finding `plugin-failed` about a failure of this run; memory in `arena`. False: no memory. */
bool tb_failure_finding(const struct tb_run *run, const struct tb_failure *failure,
                        struct tb_arena *arena, struct tb_finding *out);

/* Why a script ended, "FILE:LINE: …" in both languages; memory in `arena`. False: no memory. */
bool tb_failure_of_script(const struct tb_run *run, const struct tb_failure *failure,
                          struct tb_arena *arena, struct tb_str *zh, struct tb_str *en);

#endif
