/*
 * plugins_grant.h - tongbao plugins show and grant: what plugins ask for, and what the user allowed.
 */
#ifndef TB_CLI_PLUGINS_GRANT_H
#define TB_CLI_PLUGINS_GRANT_H

#include "cli/setup.h"
#include "host/requests.h"

/* One paragraph on what it asks for, each right with whether it is granted to just this content. */
void tb_request_put(struct tb_screen *screen, const struct tb_plugin *plugin,
                    const struct tb_request *request, const struct tb_grants *grants);

/* Grants all it asks for and says so. */
enum tb_status tb_request_grant(struct tb_screen *screen, const struct tb_setup *setup,
                                const struct tb_plugin *plugin, const struct tb_request *request,
                                struct tb_error *error) TB_NODISCARD;

/* Grants what the source of this name, or "notify", asks for in tongbao.lua, as it is now, and says so. *known
 * false: there is no such source, and nothing was done. */
enum tb_status tb_workspace_grant(struct tb_screen *screen, const struct tb_setup *setup,
                                  struct tb_str name, bool *known,
                                  struct tb_error *error) TB_NODISCARD;

#endif
