/* workspace_apply.c - what tongbao.lua says of checks, put into the set of plugins. */
#include "base/closest.h"
#include "host/workspace.h"

static enum tb_status fail_check(const struct tb_check_choice *choice,
                                 const struct tb_plugin_set *set, struct tb_error *error)
{
    struct tb_closest_search search = tb_closest_start(choice->id);
    for (size_t i = 0; i < set->count; i++)
        if (set->at[i].kind == TB_PLUGIN_CHECK)
            tb_closest_try(&search, set->at[i].file.id);
    if (search.best.ptr)
        tb_fail(error, TB_EUSAGE, "没有名为“%.*s”的检查；是不是“%.*s”？",
                "there is no check '%.*s'; did you mean '%.*s'?", TB_ARG(choice->id),
                TB_ARG(search.best));
    else
        tb_fail(error, TB_EUSAGE, "没有名为“%.*s”的检查；用 tongbao plugins 查看有哪些",
                "there is no check '%.*s'; `tongbao plugins` lists them", TB_ARG(choice->id));
    return tb_fail_at(error, TB_EUSAGE, choice->said->source.ptr, choice->said->line,
                      choice->said->column);
}

enum tb_status tb_workspace_apply(const struct tb_workspace *workspace, struct tb_plugin_set *set,
                                  struct tb_error *error)
{
    for (size_t i = 0; i < workspace->check_count; i++) {
        const struct tb_check_choice *choice = &workspace->checks[i];
        struct tb_plugin *plugin = tb_plugin_find(set, TB_PLUGIN_CHECK, choice->id);
        if (!plugin)
            return fail_check(choice, set, error);
        plugin->enabled = choice->enabled;
        plugin->has_severity = choice->has_severity;
        plugin->severity = choice->severity;
        plugin->file.settings = choice->settings;
        plugin->file.setting_count = choice->setting_count;
    }
    return TB_OK;
}
