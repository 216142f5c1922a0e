/*
 * outcome.h - how a run ends. Problems are told as they come, on standard error; the work goes on;
 * at the end the first status that applies is the exit status, and one line says which and why.
 */
#ifndef TB_CLI_OUTCOME_H
#define TB_CLI_OUTCOME_H

#include "cli/screen.h"

enum tb_exit {
    TB_EXIT_OK = 0,
    TB_EXIT_FOUND = 1,  /* findings at or above --fail-on, a failing case */
    TB_EXIT_USAGE = 2,  /* command line or configuration */
    TB_EXIT_INPUT = 3,  /* a report could not be read */
    TB_EXIT_PLUGIN = 4, /* a plugin failed or hit a limit */
    TB_EXIT_NETWORK = 5,
    TB_EXIT_OUTPUT = 6, /* output could not be written */
    TB_EXIT_CHANGED = 10,
    TB_EXIT_END = 11
};

/* What the exit status is called; NULL: no such status. */
const char *tb_exit_name(enum tb_exit status, enum tb_lang lang);

struct tb_outcome {
    enum tb_lang lang;
    bool color; /* of standard error */
    unsigned counts[TB_EXIT_END];
    unsigned told; /* problems that have a line */
    enum tb_exit last;
    struct tb_error waiting; /* the first one, told when a second comes or at the end */
    struct tb_buf behind;    /* and what stands below it */
};

/* A problem that leads to `status`. */
void tb_outcome_add(struct tb_outcome *outcome, enum tb_exit status, const struct tb_error *error);

/* Lines that belong below the problem added last, such as the source it speaks of. */
void tb_outcome_behind(struct tb_outcome *outcome, struct tb_str lines);

/* The same without words. */
void tb_outcome_note(struct tb_outcome *outcome, enum tb_exit status);

/* A line that is no problem. */
void tb_outcome_remark(const struct tb_outcome *outcome, const char *zh, const char *en);

/* The exit status by the order 2, 6, 3, 5, 4, 1, 10, 0. */
enum tb_exit tb_outcome_status(const struct tb_outcome *outcome);

/* Tells what is left to tell and returns the exit status. */
enum tb_exit tb_outcome_close(struct tb_outcome *outcome);

#endif
