/*
 * plugins_grant.h - tongbao plugins show and grant: what plugins ask for, and what the user allowed.
 */
#ifndef TB_CLI_PLUGINS_GRANT_H
#define TB_CLI_PLUGINS_GRANT_H

#include "cli/declaration.h"
#include "cli/setup.h"
#include "host/grants.h"

/* What a plugin asks for, as rights of host/grants.h. */
struct tb_request {
    struct tb_str subject; /* "fetchers/index-page" */
    struct tb_str rights[TB_GRANT_RIGHTS];
    size_t count;
};

/* The rights that the declaration asks for. Memory in `arena`. */
enum tb_status tb_request_make(const struct tb_plugin *plugin,
                               const struct tb_declaration *declared, struct tb_arena *arena,
                               struct tb_request *out, struct tb_error *error) TB_NODISCARD;

/* One paragraph on what it asks for, each right with whether it is granted to just this content. */
void tb_request_put(struct tb_screen *screen, const struct tb_plugin *plugin,
                    const struct tb_request *request, const struct tb_grants *grants);

/* Grants all it asks for and says so. */
enum tb_status tb_request_grant(struct tb_screen *screen, const struct tb_setup *setup,
                                const struct tb_plugin *plugin, const struct tb_request *request,
                                struct tb_error *error) TB_NODISCARD;

#endif
