/* requests.c - see requests.h. */
#include "host/requests.h"

static const char *const folders[TB_PLUGIN_KIND_END] = {"checks", "exports", "fetchers"};

enum tb_status tb_request_make(const struct tb_plugin *plugin,
                               const struct tb_declaration *declared, struct tb_arena *arena,
                               struct tb_request *out, struct tb_error *error)
{
    struct tb_request request = {.subject = tb_arena_printf(arena, "%s/%.*s", folders[plugin->kind],
                                                            TB_ARG(plugin->file.id))};
    if (!request.subject.ptr)
        return tb_arena_fail(arena, error);
    if (declared->history)
        request.rights[request.count++] = TB_STR("history");
    for (size_t i = 0; i < declared->host_count && request.count < TB_GRANT_RIGHTS; i++) {
        struct tb_str right = tb_arena_printf(arena, "host %.*s", TB_ARG(declared->hosts[i]));
        if (!right.ptr)
            return tb_arena_fail(arena, error);
        request.rights[request.count++] = right;
    }
    *out = request;
    return TB_OK;
}

struct tb_str tb_request_missing(const struct tb_request *request, const struct tb_plugin *plugin,
                                 const struct tb_grants *grants)
{
    for (size_t i = 0; i < request->count && !plugin->bundled; i++)
        if (!grants || !tb_grants_allow(grants, request->subject, plugin->hash, request->rights[i]))
            return request->rights[i];
    return (struct tb_str){NULL, 0};
}
