/*
 * examples.h - cases that passed, as examples of what a rule points at and what it lets pass.
 */
#ifndef TB_CLI_EXAMPLES_H
#define TB_CLI_EXAMPLES_H

#include "base/json.h"
#include "cli/setup.h"

struct tb_examples {
    const struct tb_case_result *at; /* of all plugins that were run */
    size_t count;
    uint32_t plugin; /* whose are meant */
    bool all;        /* else one of each kind */
};

/* Describes the setup's plugins, into `result`, and runs the cases of those that are switched on. */
enum tb_status tb_examples_run(const struct tb_cli *cli, struct tb_setup *setup,
                               struct tb_examples *out, struct tb_run_result *result,
                               struct tb_error *error) TB_NODISCARD;

/* Name, items and what is found there, for people. */
void tb_example_put(struct tb_screen *screen, size_t indent, const struct tb_case_result *example);

/* Whether its cells need to be told apart by their items. */
bool tb_example_has_several(const struct tb_case_result *example);

/* What a column of an example is called: the word for a role, else the header. */
struct tb_str tb_example_label(struct tb_str name, enum tb_lang lang);

/* {"name","title","options","previous","items","found"} */
void tb_example_json(struct tb_json *json, const struct tb_case_result *example);

#endif
