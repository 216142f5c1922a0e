/*
 * gather.h - what the workers have said so far, checked, and what is still to be done. A crew is a
 * set of plugins that share a worker process; when that process dies, the next one goes on with what
 * the crew has left. Findings count only once their plugin has finished with the report.
 */
#ifndef TB_HOST_GATHER_H
#define TB_HOST_GATHER_H

#include "base/list.h"
#include "host/run.h"
#include "lua/fetch.h"
#include "lua/record.h"

enum tb_work {
    TB_WORK_DESCRIBE,
    TB_WORK_CHECKS,
    TB_WORK_CASES,
    TB_WORK_WRITE,
    TB_WORK_SCRIPT,
    TB_WORK_FETCH
};

struct tb_crew {
    const uint32_t *members; /* indices of plugins, rising */
    size_t count;
    bool bundled;

    struct tb_buf pending; /* frames of the plugin and report that is not finished */
    uint32_t pending_findings;
    uint32_t plugin, report; /* of the frame last taken: whom a bad one is put down to */
    uint32_t writing;        /* the report that an export writes, */
    size_t written;          /* and its bytes so far */
    bool done;               /* the worker said that nothing follows */

    struct {
        struct tb_finding *at;
        size_t count, room;
    } findings;
    struct {
        struct tb_failure *at;
        size_t count, room;
    } failures;
    struct {
        struct tb_case_result *at;
        size_t count, room;
    } cases;
    struct {
        struct tb_printed *at;
        size_t count, room;
    } prints;
    struct {
        struct tb_fetch_line *at;
        size_t count, room;
    } lines;
};

struct tb_gather {
    const struct tb_run *run;
    enum tb_work work;
    size_t rounds; /* things each plugin is to do: a report each; 1 for cases, 0 to describe */
    struct tb_arena *arena;
    const struct tb_ingest *ingest;   /* for cases */
    const struct tb_extract *extract; /* for cases */
    const struct tb_run_write *write; /* for exports, and where a script's output goes */
    const struct tb_script *script;   /* the one plugin of the run */
    const struct tb_fetch *fetches;   /* for fetchers: a round for each */
    size_t fetch_count;
    struct tb_crew *crews;
    size_t crew_count;
    struct tb_str *declarations; /* per plugin; ptr NULL: not heard of yet */
    bool *dropped;               /* per plugin: it does not load */
    uint32_t *strikes;           /* per plugin, see run.h */
    unsigned char *finished;     /* [round * plugins + plugin] */
    struct tb_error error;       /* status TB_OK, or why the whole run cannot go on */
};

/* Divides the plugins that have work among crews: the bundled ones together, the others alone. */
enum tb_status tb_gather_start(struct tb_gather *gather, struct tb_error *error) TB_NODISCARD;
void tb_gather_free(struct tb_gather *gather);

/* Whether a plugin is still to be loaded; whether it is still to do a round; and whether anything
 * of the crew is left to do. */
bool tb_gather_wants(const struct tb_gather *gather, uint32_t plugin);
bool tb_gather_wants_round(const struct tb_gather *gather, uint32_t plugin, size_t round);
bool tb_gather_wants_crew(const struct tb_gather *gather, const struct tb_crew *crew);

/* Whether a plugin of the crew has this report (TB_NONE: loading) before it, so that it can fail
 * there and the crew comes forward by it. */
bool tb_gather_can_fail(const struct tb_gather *gather, const struct tb_crew *crew, uint32_t plugin,
                        uint32_t report);

/* Takes the whole frames off `input`. What it returns besides TB_CAUSE_NONE is what crew->plugin has
 * done wrong: its worker must not go on. An error of our own is in gather->error. */
enum tb_cause tb_gather_take(struct tb_gather *gather, struct tb_crew *crew, struct tb_str *input,
                             struct tb_error *error);

/* Notes a failure and drops what the plugin has said about the report, but for what it printed and
 * the cases it finished. */
void tb_gather_fail(struct tb_gather *gather, struct tb_crew *crew,
                    const struct tb_failure *failure);

#endif
