/*
 * setup.h - what a run stands on: the workspace, the plugins, the knowledge of the readers. Opened
 * once, before any report.
 */
#ifndef TB_CLI_SETUP_H
#define TB_CLI_SETUP_H

#include "cli/verbs.h"
#include "host/broker.h"
#include "host/dirs.h"
#include "host/reader.h"
#include "host/workspace.h"

struct tb_setup {
    struct tb_arena *arena; /* of all of this */
    struct tb_dirs dirs;
    struct tb_workspace workspace;
    struct tb_plugin_set plugins; /* with what tongbao.lua says of them */
    struct tb_grants grants;      /* read where there is a plugin that needs any */
    struct tb_ingest *ingest;     /* lexicons of the workspace included */
    struct tb_extract *extract;
    struct tb_load_options options;
    struct tb_reader reader; /* of containers; what options.outside stands on */
    struct tb_outside outside;
};

/* Workspace and knowledge. False: something in the workspace, or of the command line, is not as it
 * should be; it has been told of, with exit status 2. To be closed after a failure too. */
bool tb_setup_open(struct tb_cli *cli, struct tb_setup *out) TB_NODISCARD;
/* The plugins too, for verbs that use them. */
bool tb_setup_plugins(struct tb_cli *cli, struct tb_setup *setup) TB_NODISCARD;
void tb_setup_close(struct tb_setup *setup);

/* Leaves only the plugins with the names, all where there are none; `checks`: names are of checks.
 * False: there is no such plugin; told, with what may have been meant. */
bool tb_setup_select(struct tb_cli *cli, struct tb_setup *setup, const char *const *names,
                     size_t count, bool checks) TB_NODISCARD;

/* Tells of every plugin that failed, and shows on standard error what plugins printed. */
enum tb_status tb_setup_tell(struct tb_cli *cli, struct tb_setup *setup, const struct tb_run *run,
                             const struct tb_run_result *result,
                             struct tb_error *error) TB_NODISCARD;

/* What plugins printed while working on `report` (TB_NONE: while loading), a line each with the
 * plugin's name before it. */
void tb_setup_put_prints(struct tb_screen *screen, const struct tb_setup *setup,
                         const struct tb_run_result *result, uint32_t report);

/* A run of the setup's plugins, without reports. */
struct tb_run tb_setup_run(const struct tb_cli *cli, const struct tb_setup *setup);

#endif
