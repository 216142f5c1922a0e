/* organisations.c - the columns of a report that hold units, and the roles within an item. */
#include "extract/organisations.h"

struct tb_organisations {
    size_t words;
};

enum tb_status tb_organisations_new(const struct tb_lexicon_file *extra, size_t extra_count,
                                    struct tb_arena *arena, struct tb_organisations **out,
                                    struct tb_error *error)
{
    (void)extra, (void)extra_count;
    struct tb_organisations *organisations = TB_NEW(arena, struct tb_organisations);
    if (!organisations)
        return tb_arena_fail(arena, error);
    *out = organisations;
    return TB_OK;
}

enum tb_status tb_organisations_read(const struct tb_organisations *organisations,
                                     struct tb_report *report, struct tb_arena *arena,
                                     struct tb_error *error)
{
    (void)organisations, (void)report, (void)arena, (void)error;
    return TB_OK;
}
