/*
 * script.h - scripts over bulletins: the bulletins of a session, each with what came before it, and the
 * worker that runs a chunk on them.
 */
#ifndef TB_CLI_SCRIPT_H
#define TB_CLI_SCRIPT_H

#include "cli/compare.h"
#include "host/baseline.h"

struct tb_session {
    struct tb_cli *cli;
    struct tb_setup *setup;
    struct tb_arena *arena; /* of the reports and of what is run on them */
    struct tb_inputs inputs;
    const struct tb_report **reports;
    const struct tb_past **pasts; /* per report; NULL: none */
    struct tb_baseline baseline;  /* the workspace's */
    size_t count;
    const struct tb_str *before; /* lines of a session that were run already */
    size_t before_count;
    const volatile sig_atomic_t *stop; /* see tb_run */
    struct tb_buf *shown;              /* what a chunk shows goes here; NULL: to the output */
    bool interactive;        /* failures are shown in the output, and change no exit status */
    bool failed, unfinished; /* the last chunk; unfinished: its text stops midway */
};

/* Reads the reports into `session`, whose first three members are set. What came before a report: the
 * one named just before it, where that is of the same place and an earlier period; else, of a snapshot,
 * those of its series. What cannot be read is told and left out. False: nothing could be read of what
 * was asked for, or the reports cannot be compared; told. */
bool tb_session_open(struct tb_session *session, char **names, size_t count) TB_NODISCARD;

/* Runs one chunk, `plugin`, in a worker with the limits of a plugin for each report; shows what it
 * prints and returns, and why it failed, with the line of its source. The script's reports are those of
 * the session. */
void tb_session_run(struct tb_session *session, const struct tb_plugin *plugin,
                    struct tb_script *script);

#endif
