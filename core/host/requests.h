/*
 * requests.h - what a plugin's declaration asks for, as rights of grants.h. What it asks for it gets
 * when the user has granted it to just this content; a bundled plugin is part of the program.
 */
#ifndef TB_HOST_REQUESTS_H
#define TB_HOST_REQUESTS_H

#include "host/declaration.h"
#include "host/grants.h"
#include "host/plugins.h"

struct tb_request {
    struct tb_str subject; /* "fetchers/index-page" */
    struct tb_str rights[TB_GRANT_RIGHTS];
    size_t count;
};

/* The rights that the declaration asks for. Memory in `arena`. */
enum tb_status tb_request_make(const struct tb_plugin *plugin,
                               const struct tb_declaration *declared, struct tb_arena *arena,
                               struct tb_request *out, struct tb_error *error) TB_NODISCARD;

/* The first right that is not granted; ptr NULL: all are. `grants` NULL: none is. */
struct tb_str tb_request_missing(const struct tb_request *request, const struct tb_plugin *plugin,
                                 const struct tb_grants *grants);

#endif
