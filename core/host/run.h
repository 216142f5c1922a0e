/*
 * run.h - what a run of plugins is given and what comes of it. Plain structs, which everything from
 * the worker to the command line speaks of; broker.h has the functions.
 */
#ifndef TB_HOST_RUN_H
#define TB_HOST_RUN_H

#include <signal.h>

#include "diff/past.h"
#include "host/grants.h"
#include "host/plugins.h"
#include "lua/record.h"
#include "lua/script.h"
#include "model/finding.h"

/* A plugin that fails in this many reports other than by a Lua error - it runs too long, takes too much
 * memory, crashes - is not run on the reports that follow: each such failure costs seconds. */
enum { TB_STRIKES = 3 };

/* Bytes that a plugin may say of one report, whatever the limits. */
enum { TB_PENDING_MAX = 16 << 20 };

struct tb_failure {
    uint32_t plugin, report; /* indices; report TB_NONE: while loading */
    enum tb_cause cause;
    uint32_t hook, item, line; /* hook TB_HOOK_END, item TB_NONE, line 0: unknown */
    int signal;                /* for TB_CAUSE_CRASH */
    bool last;                 /* the last strike: it is not run on later reports */
    struct tb_str source;      /* the chunk that `line` counts in: "check.lua"; ptr NULL: none */
    struct tb_str zh, en;      /* more about it: of a Lua error its text, in both; ptr NULL: none */
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
    const struct tb_case_fact *facts; /* the case as an example; texts from the plugin */
    uint32_t fact_count;              /* 0: it did not pass, or is too long */
};

/* What a fetcher said of one source (lua/fetch.h), in its order. */
struct tb_fetch_line {
    uint32_t fetch;        /* index */
    struct tb_str what;    /* TB_FETCH_ASK, … */
    struct tb_str text[4]; /* ptr NULL: not said */
};

struct tb_run_result {
    struct tb_finding *findings; /* ordered; a plugin-failed for every failure is among them */
    size_t finding_count;
    struct tb_failure *failures;
    size_t failure_count;
    struct tb_printed *prints;
    size_t print_count;
    struct tb_fetch_line *lines; /* of fetchers */
    size_t line_count;
    struct tb_str *declarations; /* per plugin: JSON text; ptr NULL: it did not load */
    const uint32_t *strikes;     /* per plugin, those it came with included */
    const char *sandbox;         /* "seccomp+landlock", "seccomp", "none", "in-process" */
};

struct tb_run {
    const struct tb_plugin_set *plugins;
    const struct tb_report *const *reports;
    size_t report_count;
    const struct tb_past *const
        *pasts;                     /* per report, the bulletins before it; NULL: none is known */
    const struct tb_grants *grants; /* what plugins may do; NULL: nothing is granted */
    const uint32_t *strikes;        /* per plugin, in the reports before these; NULL: none */
    struct tb_limits limits;        /* the bundled plugins together have four times the memory */
    bool no_fingerprints;           /* nobody looks at those of the findings: they are "" */
    const volatile sig_atomic_t *stop; /* not 0: the run is to end now; NULL: it never is */
    bool in_turn;                      /* one worker after the other, not several at a time */
    bool in_process;                   /* for debugging plugins; no lock, no limits */
    bool unlocked; /* run analysts' plugins even where the kernel has no seccomp */
};

/* What one export is to write. */
struct tb_run_write {
    uint32_t plugin;           /* the export: an index into run->plugins */
    const struct tb_write *of; /* per report */
    /* Takes bytes in their order, report after report; what a report that then fails has written
     * comes too. TB_OK, or why nothing more can be taken, which ends the run. */
    enum tb_status (*take)(void *user, uint32_t report, struct tb_str bytes,
                           struct tb_error *error);
    void *user;
};

/* The limits of a worker: those of the run, with more memory for the bundled plugins together. */
struct tb_limits tb_run_limits(const struct tb_run *run, bool bundled);

#endif
