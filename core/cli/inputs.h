/*
 * inputs.h - from an argument of the command line to a report: a file (an existing one wins), or "-"
 * for standard input.
 */
#ifndef TB_CLI_INPUTS_H
#define TB_CLI_INPUTS_H

#include "cli/setup.h"

enum {
    TB_INPUT_MAX = 64 << 20,  /* bytes of one report */
    TB_INPUT_ARENA = 1 << 30, /* bytes that reports read together may take, with what they say */
};

/* Whether the operands can be read at all: at least one, standard input at most once. */
enum tb_status tb_inputs_check(const struct tb_cli *cli, struct tb_error *error) TB_NODISCARD;

/* Reads one report and what its prose says. Memory in `arena`. */
enum tb_status tb_inputs_load(const struct tb_setup *setup, const char *argument,
                              struct tb_arena *arena, struct tb_report **out,
                              struct tb_error *error) TB_NODISCARD;

/* The language of texts about a report: the run's where that is settled, else the report's own. */
enum tb_lang tb_report_lang(const struct tb_cli *cli, const struct tb_report *report);

#endif
