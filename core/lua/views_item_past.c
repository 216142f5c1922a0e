/* views_item_past.c - what an item was in the bulletins before, and what changed in it. */
#include <lauxlib.h>

#include "lua/run.h"
#include "lua/views_item.h"

/* The item that `item` was in the bulletin before; TB_NONE: it was not there. */
static uint32_t item_before(const struct tb_past *past, uint32_t item)
{
    const struct tb_matching *matching = &past->diff->matching;
    uint32_t match = matching->of_new[item];
    return match == TB_NONE ? TB_NONE : matching->at[match].old_item;
}

static void push_item_of(lua_State *L, const struct tb_report *report, uint32_t item)
{
    tb_bulletin_push(L, report);
    tb_item_push(L, lua_gettop(L), item);
    lua_remove(L, -2);
}

void tb_item_get_previous(lua_State *L, const struct tb_view *view, const struct tb_entry *entry)
{
    const struct tb_past *past = view->home->past;
    uint32_t item = past ? item_before(past, view->item) : TB_NONE;
    (void)entry;
    if (item == TB_NONE)
        lua_pushnil(L);
    else
        push_item_of(L, past->diff->old_report, item);
}

static bool is_gone(const struct tb_change *change)
{
    return change->kind == TB_CHANGE_REMOVED || change->kind == TB_CHANGE_MERGED;
}

void tb_item_get_changes(lua_State *L, const struct tb_view *view, const struct tb_entry *entry)
{
    const struct tb_past *past = view->home->past;
    const struct tb_change *first = NULL;
    size_t count = 0;
    (void)entry;
    if (past) {
        const uint32_t *of_new = past->diff->first_of_new;
        first = past->diff->changes + of_new[view->item];
        count = of_new[view->item + 1] - of_new[view->item];
        while (count > 0 && is_gone(&first[count - 1])) /* they stand behind its own */
            count--;
    }
    tb_changes_push(L, first, count);
}

/* item:history(): Item[] */
int tb_item_history_call(lua_State *L)
{
    const struct tb_view *view = tb_view_check(L, 1, &tb_item_type);
    const struct tb_hook_run *run = tb_run_current(L);
    uint32_t item = view->item;
    lua_Integer count = 0;
    if (run && run->loaded && !run->loaded->history)
        return luaL_error(L, "item:history() needs history = true in the declaration");
    lua_newtable(L);
    for (const struct tb_past *past = view->home->past; past; past = past->before) {
        item = item_before(past, item);
        if (item == TB_NONE)
            break;
        push_item_of(L, past->diff->old_report, item);
        lua_rawseti(L, -2, ++count);
    }
    return 1;
}
