/*
 * broker.h - runs plugins over reports in locked worker processes and gathers what they say. One
 * worker for all bundled plugins, one for each analyst's; forked after the reports are frozen, so
 * that nothing is copied on the way in. What a worker sends is validated; a worker that dies is
 * named in a finding `plugin-failed` and forked again without that plugin for that report.
 */
#ifndef TB_HOST_BROKER_H
#define TB_HOST_BROKER_H

#include "host/run.h"

/* Runs every enabled check on every report. Memory in `arena`. Fails only when no worker can be had;
 * plugins that fail are in the result. Leaves no process and no descriptor behind. */
enum tb_status tb_run_checks(const struct tb_run *run, struct tb_arena *arena,
                             struct tb_run_result *out, struct tb_error *error) TB_NODISCARD;

/* Lets one export write every report, one after another. Failures are in the result, too. */
enum tb_status tb_run_write(const struct tb_run *run, const struct tb_run_write *write,
                            struct tb_arena *arena, struct tb_run_result *out,
                            struct tb_error *error) TB_NODISCARD;

/* Runs a script: the only plugin of the run's, which is no declaration but a chunk that is given all
 * the script's reports. What it shows goes to write->take as report 0; a failure is in the result. */
enum tb_status tb_run_script(const struct tb_run *run, const struct tb_script *script,
                             const struct tb_run_write *write, struct tb_arena *arena,
                             struct tb_run_result *out, struct tb_error *error) TB_NODISCARD;

/* Lets fetchers work on sources, each as far as it comes with the pages there are. The result has lines,
 * those of one source together; a failure's `report` is an index into `fetches`. */
struct tb_fetch;
enum tb_status tb_run_fetch(const struct tb_run *run, const struct tb_fetch *fetches, size_t count,
                            struct tb_arena *arena, struct tb_run_result *out,
                            struct tb_error *error) TB_NODISCARD;

/* Only loads the plugins: declarations and failures. */
enum tb_status tb_run_describe(const struct tb_run *run, struct tb_arena *arena,
                               struct tb_run_result *out, struct tb_error *error) TB_NODISCARD;

/* Runs the cases of every enabled plugin; in the order of the plugins, bundled ones first. */
enum tb_status tb_run_cases(const struct tb_run *run, const struct tb_ingest *ingest,
                            const struct tb_extract *extract, struct tb_arena *arena,
                            struct tb_case_result **out, size_t *count,
                            struct tb_run_result *result, struct tb_error *error) TB_NODISCARD;

#endif
