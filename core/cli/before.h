/*
 * before.h - the bulletins before those of a command line: the one that --previous names, else what the
 * history has of their series.
 */
#ifndef TB_CLI_BEFORE_H
#define TB_CLI_BEFORE_H

#include "cli/compare.h"

struct tb_before {
    struct tb_differ *differ;
    struct tb_inputs named; /* --previous; count 0: not said */
};

/* False: --previous does not go with `inputs`, or cannot be found; told. */
bool tb_before_open(struct tb_cli *cli, struct tb_setup *setup, const struct tb_inputs *inputs,
                    struct tb_before *out) TB_NODISCARD;

/* The past of `report`, which is input `index`; *out NULL: none is known. All in `arena`. */
enum tb_status tb_before_load(const struct tb_before *before, const struct tb_inputs *inputs,
                              size_t index, const struct tb_report *report, struct tb_arena *arena,
                              const struct tb_past **out, struct tb_error *error) TB_NODISCARD;

#endif
