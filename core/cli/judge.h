/*
 * judge.h - tongbao check against the workspace's baseline.tsv: states of findings, what is reported of
 * the file itself, and --baseline write and strict.
 */
#ifndef TB_CLI_JUDGE_H
#define TB_CLI_JUDGE_H

#include "base/json.h"
#include "cli/findings_text.h"
#include "cli/inputs.h"
#include "diff/past.h"
#include "host/returned.h"

struct tb_judge {
    struct tb_baseline baseline;
    char today[11];      /* "2025-12-31" */
    bool *met;           /* by line of the baseline: a finding of this run has its fingerprint */
    struct tb_buf added; /* lines for --baseline write */
    struct tb_str
        *written; /* lines of findings that have none yet, without a reason of the command line */
    size_t written_count, written_room;
    struct tb_returned_list returned; /* of --baseline import */
};

/* Reads the baseline. False: --baseline without a workspace, or a bad line; told. To be closed all the
 * same. */
bool tb_judge_open(struct tb_cli *cli, struct tb_setup *setup, struct tb_judge *judge) TB_NODISCARD;
void tb_judge_close(struct tb_judge *judge);

/* Whether there is a baseline, or one is asked for. */
bool tb_judge_counts(const struct tb_cli *cli, const struct tb_judge *judge);

/* Sets the finding's state and notes in `seen` (a line each) what the parent process must know. `past`: the
 * bulletins before the report, by which a judgement finds an item whose task was reworded; NULL: none. */
void tb_judge_finding(const struct tb_judge *judge, const struct tb_report *report,
                      const struct tb_past *past, struct tb_finding *finding,
                      struct tb_tally *tally, struct tb_buf *seen);

/* For --baseline import: reads what people wrote into the workbooks among the inputs. False: told. */
bool tb_judge_import(struct tb_cli *cli, struct tb_setup *setup, const struct tb_inputs *inputs,
                     struct tb_judge *judge) TB_NODISCARD;

/* In the parent: takes the lines of a part. */
void tb_judge_take(struct tb_judge *judge, struct tb_setup *setup, struct tb_str seen);

/* Lines that no finding has, and those past their day: for people, and as members of the summary. */
void tb_judge_put_text(struct tb_screen *screen, const struct tb_judge *judge, bool verbose);
void tb_judge_put_json(struct tb_json *json, const struct tb_judge *judge,
                       const struct tb_tally *tally);

/* Writes what --baseline write or import adds, or says what strict finds wanting. */
void tb_judge_finish(struct tb_cli *cli, struct tb_judge *judge, const struct tb_tally *tally);

#endif
