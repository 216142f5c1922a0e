/* extract.c - one call for each kind of thing that is read from the cells. */
#include "extract/extract.h"

#include "extract/organisations.h"

struct tb_extract {
    struct tb_organisations *organisations;
};

enum tb_status tb_extract_new(const struct tb_lexicon_file *extra, size_t extra_count,
                              struct tb_arena *arena, struct tb_extract **out,
                              struct tb_error *error)
{
    struct tb_extract *extract = TB_NEW(arena, struct tb_extract);
    if (!extract)
        return tb_arena_fail(arena, error);
    enum tb_status status =
        tb_organisations_new(extra, extra_count, arena, &extract->organisations, error);
    if (status != TB_OK)
        return status;
    *out = extract;
    return TB_OK;
}

enum tb_status tb_extract_report(const struct tb_extract *extract, struct tb_report *report,
                                 struct tb_arena *arena, struct tb_error *error)
{
    return tb_organisations_read(extract->organisations, report, arena, error);
}
