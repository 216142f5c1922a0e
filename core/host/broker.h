/*
 * broker.h - runs plugins over reports in locked worker processes and gathers what they say. One
 * worker for all bundled plugins, one for each analyst's; forked after the reports are frozen, so
 * that nothing is copied on the way in. What a worker sends is validated; a worker that dies is
 * named in a finding `plugin-failed` and forked again without that plugin for that report.
 */
#ifndef TB_HOST_BROKER_H
#define TB_HOST_BROKER_H

#include "host/plugins.h"
#include "model/finding.h"

struct tb_failure {
    uint32_t plugin, report; /* indices; report TB_NONE: while loading */
    enum tb_cause cause;
    uint32_t hook, item, line; /* hook TB_HOOK_END, item TB_NONE, line 0: unknown */
    int signal;                /* for TB_CAUSE_CRASH */
    struct tb_str source;      /* the chunk that `line` counts in: "check.lua"; ptr NULL: none */
    struct tb_str message;     /* of a Lua error; ptr NULL: none */
};

/* What a plugin printed, in pieces of whole lines. Any text: escape before showing it. */
struct tb_printed {
    uint32_t plugin, report; /* report TB_NONE: while loading */
    struct tb_str text;
};

struct tb_case_result {
    uint32_t plugin;
    bool passed, expects; /* expects: that something is found; else silence */
    struct tb_str name, difference;
};

struct tb_run_result {
    struct tb_finding *findings; /* ordered; a plugin-failed for every failure is among them */
    size_t finding_count;
    struct tb_failure *failures;
    size_t failure_count;
    struct tb_printed *prints;
    size_t print_count;
    struct tb_str *declarations; /* per plugin: JSON text; ptr NULL: it did not load */
    const char *sandbox;         /* "seccomp+landlock", "seccomp", "none", "in-process" */
};

struct tb_run {
    const struct tb_plugin_set *plugins;
    const struct tb_report *const *reports;
    size_t report_count;
    struct tb_limits limits; /* the bundled plugins together have four times the memory */
    bool in_process;         /* for debugging plugins; no lock, no limits */
    bool unlocked;           /* run analysts' plugins even where the kernel has no seccomp */
};

/* Runs every enabled check on every report. Memory in `arena`. Fails only when no worker can be had;
 * plugins that fail are in the result. Leaves no process and no descriptor behind. */
enum tb_status tb_run_checks(const struct tb_run *run, struct tb_arena *arena,
                             struct tb_run_result *out, struct tb_error *error) TB_NODISCARD;

/* Only loads the plugins: declarations and failures. */
enum tb_status tb_run_describe(const struct tb_run *run, struct tb_arena *arena,
                               struct tb_run_result *out, struct tb_error *error) TB_NODISCARD;

/* Runs the cases of every enabled plugin; in the order of the plugins, bundled ones first. */
enum tb_status tb_run_cases(const struct tb_run *run, const struct tb_ingest *ingest,
                            const struct tb_extract *extract, struct tb_arena *arena,
                            struct tb_case_result **out, size_t *count,
                            struct tb_run_result *result, struct tb_error *error) TB_NODISCARD;

#endif
