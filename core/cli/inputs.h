/*
 * inputs.h - from the arguments of the command line to reports: a file (an existing one wins), "-"
 * for standard input, or a snapshot of the workspace's history, "linzi@2021Q3"; "./linzi@2021Q3" is
 * a file whether it exists or not. "all.docx#2" is the second of several bulletins in one file; a file
 * alone stands for all of them, which shows when it is read (tb_inputs_spread).
 */
#ifndef TB_CLI_INPUTS_H
#define TB_CLI_INPUTS_H

#include "cli/setup.h"
#include "host/past.h"

enum {
    TB_INPUT_MAX = 64 << 20,  /* bytes of one report */
    TB_INPUT_ARENA = 1 << 30, /* bytes that reports read together may take, with what they say */
};

/* One report that was asked for. */
struct tb_input {
    const char *name;             /* as the user gave it; of a snapshot its own, "linzi@2021Q3" */
    const struct tb_entry *entry; /* the snapshot; NULL: a file */
    const struct tb_error *error; /* there is no such snapshot; NULL: there is */
    struct tb_str bytes; /* of standard input, which can be read only once; else ptr NULL */
    uint64_t size;       /* of the report in bytes; 0: not known */
    const char *path;    /* of a file: the name without "#2"; NULL: the same */
    uint32_t part;       /* which of several bulletins in the file, from 1; 0: not said */
    const struct tb_inputs *merged, *plan; /* of --merge, see merge.h; NULL: one report, no plan */
};

/* In the order of the arguments. All in the setup's arena. */
struct tb_inputs {
    const struct tb_setup *setup;
    struct tb_history history; /* read when an argument is a snapshot; else empty */
    struct tb_input *at;
    size_t count; /* "*@2021Q3" stands for several */
};

/* Whether the operands can be read at all: at least one, standard input at most once. */
enum tb_status tb_inputs_check(const struct tb_cli *cli, struct tb_error *error) TB_NODISCARD;

/* The address that a snapshot came from; ptr NULL: none is known, or it is a file. */
struct tb_str tb_input_url(const struct tb_input *input);

/* Whether an argument is a snapshot's name, not a file's. */
bool tb_input_is_snapshot(const char *argument);

/* What the arguments mean. One that means nothing is no failure here: reading it fails. */
enum tb_status tb_inputs_find(const struct tb_setup *setup, char **arguments, size_t count,
                              struct tb_inputs *out, struct tb_error *error) TB_NODISCARD;

/* Reads one report and what its prose says. Memory in `arena`. */
enum tb_status tb_inputs_load(const struct tb_inputs *inputs, size_t index, struct tb_arena *arena,
                              struct tb_report **out, struct tb_error *error) TB_NODISCARD;

/* Where the file just read holds several bulletins and none was named: its input becomes one for each, "FILE#1" and
 * so on, of which the first stands at `index`. *spread: it did; then they are to be read anew. A snapshot and what is
 * merged stand for one bulletin, the largest. */
enum tb_status tb_inputs_spread(struct tb_inputs *inputs, size_t index,
                                const struct tb_report *report, bool *spread,
                                struct tb_error *error) TB_NODISCARD;

/* The same without what its prose says. */
enum tb_status tb_inputs_load_plain(const struct tb_inputs *inputs, size_t index,
                                    struct tb_arena *arena, struct tb_report **out,
                                    struct tb_error *error) TB_NODISCARD;

/* The language of texts about a report: the run's where that is settled, else the report's own. */
enum tb_lang tb_report_lang(const struct tb_cli *cli, const struct tb_report *report);

#endif
