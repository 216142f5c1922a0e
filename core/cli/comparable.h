/*
 * comparable.h - check '*@2021Q3': what to know before the bulletins of several places are held against each
 * other. It says in what they differ as bulletins and puts none before another.
 */
#ifndef TB_CLI_COMPARABLE_H
#define TB_CLI_COMPARABLE_H

#include "base/json.h"
#include "cli/inputs.h"

/* Adds what counts of a snapshot's report to `traits`, where another process may have to read it. A file has no
 * place that it stands for, and adds nothing. */
void tb_comparable_note(struct tb_buf *traits, const struct tb_input *input,
                        const struct tb_report *report);

/* Lines for people, without a heading where there is nothing to say: series that have no such period, several
 * kinds of periods, columns that only some have, states told in other words. Snapshots of one series are no
 * several places. `traits`: of all reports, in their order. */
void tb_comparable_put(struct tb_screen *screen, const struct tb_inputs *inputs,
                       char *const *arguments, size_t argument_count, struct tb_str traits);

/* The same as `comparability`, a list of texts in both languages. */
void tb_comparable_put_json(struct tb_json *json, const struct tb_inputs *inputs,
                            char *const *arguments, size_t argument_count, struct tb_str traits);

#endif
