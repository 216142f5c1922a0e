/* hooks.c - calling a check's functions on a report, one after the other. */
#include <lauxlib.h>

#include "lua/run.h"
#include "lua/sandbox.h"
#include "lua/view.h"

static const char current = 0, plugins = 0; /* their addresses are keys of the registry */

/* --- what is loaded, what is running ----------------------------------------------------------- */

const struct tb_loaded *tb_loaded_push(lua_State *L, uint32_t index)
{
    if (lua_rawgetp(L, LUA_REGISTRYINDEX, &plugins) == LUA_TTABLE)
        lua_rawgeti(L, -1, index);
    else
        lua_pushnil(L);
    lua_remove(L, -2);
    return lua_touserdata(L, -1);
}

void tb_loaded_keep(lua_State *L, uint32_t index)
{
    if (lua_rawgetp(L, LUA_REGISTRYINDEX, &plugins) != LUA_TTABLE) { // loaded nil
        lua_pop(L, 1);
        lua_newtable(L);
        lua_pushvalue(L, -1);
        lua_rawsetp(L, LUA_REGISTRYINDEX, &plugins);
    }
    lua_insert(L, -2); // plugins loaded
    lua_rawseti(L, -2, index);
    lua_pop(L, 1);
}

struct tb_hook_run *tb_run_current(lua_State *L)
{
    lua_rawgetp(L, LUA_REGISTRYINDEX, &current);
    struct tb_hook_run *run = lua_touserdata(L, -1);
    lua_pop(L, 1);
    return run;
}

void tb_run_set(lua_State *L, struct tb_hook_run *run)
{
    lua_pushlightuserdata(L, run);
    lua_rawsetp(L, LUA_REGISTRYINDEX, &current);
}

/* --- hooks ------------------------------------------------------------------------------------ */

/* Stack indices of what the hooks are given. */
struct stack {
    int loaded, about, bulletin, opt, flag;
};

static bool push_hook(lua_State *L, const struct stack *stack, enum tb_hook hook)
{
    bool there = lua_rawgeti(L, stack->about, hook) == LUA_TFUNCTION;
    if (!there)
        lua_pop(L, 1);
    return there;
}

static void at(struct tb_hook_run *run, enum tb_hook hook, uint32_t item)
{
    run->task->hook = hook;
    run->task->item = item;
}

/* must(item): true or nothing is well, false or a text is a finding */
static void call_must(lua_State *L, struct tb_hook_run *run, const struct stack *stack, int item)
{
    int top = lua_gettop(L);
    if (!push_hook(L, stack, TB_HOOK_MUST))
        return;
    lua_pushvalue(L, item);
    lua_call(L, 1, 1);
    bool text = lua_type(L, -1) == LUA_TSTRING;
    if (!text && !lua_isboolean(L, -1) && !lua_isnil(L, -1))
        luaL_error(L, "must: expected true, false or a text, found a %s", luaL_typename(L, -1));
    if (text || (lua_isboolean(L, -1) && !lua_toboolean(L, -1)))
        tb_flag_item(L, run, stack->loaded, text ? lua_gettop(L) : 0);
    lua_settop(L, top);
}

static void call_items(lua_State *L, struct tb_hook_run *run, const struct stack *stack)
{
    bool must = push_hook(L, stack, TB_HOOK_MUST), each = push_hook(L, stack, TB_HOOK_EACH_ITEM);
    lua_settop(L, stack->flag);
    if (!must && !each)
        return;
    lua_getfield(L, stack->bulletin, "items"); // items
    int items = lua_gettop(L);
    for (uint32_t i = 0; i < run->report->item_count; i++) {
        tb_list_push_at(L, items, i); // items item
        int item = lua_gettop(L);
        at(run, TB_HOOK_MUST, i);
        call_must(L, run, stack, item);
        at(run, TB_HOOK_EACH_ITEM, i);
        if (push_hook(L, stack, TB_HOOK_EACH_ITEM)) {
            lua_pushvalue(L, item);
            lua_pushvalue(L, stack->opt);
            lua_pushvalue(L, stack->flag);
            lua_call(L, 3, 0);
        }
        lua_settop(L, items);
    }
    lua_settop(L, stack->flag);
}

/* Items of the two periods that are one, in the order of the new bulletin. */
static void call_pairs(lua_State *L, struct tb_hook_run *run, const struct stack *stack)
{
    if (!run->past || !push_hook(L, stack, TB_HOOK_EACH_PAIR))
        return;
    const struct tb_diff *diff = run->past->diff;
    int hook = lua_gettop(L);
    tb_bulletin_push(L, diff->old_report); // hook before
    for (size_t i = 0; i < diff->matching.count; i++) {
        const struct tb_match *match = &diff->matching.at[i];
        at(run, TB_HOOK_EACH_PAIR, match->new_item);
        lua_pushvalue(L, hook);
        tb_item_push(L, hook + 1, match->old_item);
        tb_item_push(L, stack->bulletin, match->new_item);
        lua_pushvalue(L, stack->opt);
        lua_pushvalue(L, stack->flag);
        lua_call(L, 4, 0);
    }
    lua_settop(L, stack->flag);
}

void tb_hooks_run(lua_State *L, int loaded, struct tb_hook_run *run)
{
    luaL_checkstack(L, 30, NULL);
    struct stack stack = {.loaded = lua_absindex(L, loaded)};
    tb_bulletin_begin(L, run->report, run->past);
    lua_getiuservalue(L, loaded, 1);
    stack.about = lua_gettop(L);
    tb_bulletin_push(L, run->report);
    stack.bulletin = lua_gettop(L);
    if (run->opt)
        lua_pushvalue(L, run->opt);
    else
        lua_getfield(L, stack.about, "opt");
    stack.opt = lua_gettop(L);
    lua_getfield(L, stack.about, "flag");
    stack.flag = lua_gettop(L);

    at(run, TB_HOOK_SETUP, TB_NONE);
    if (push_hook(L, &stack, TB_HOOK_SETUP)) {
        lua_pushvalue(L, stack.opt);
        lua_call(L, 1, 0);
    }
    call_items(L, run, &stack);
    call_pairs(L, run, &stack);
    at(run, TB_HOOK_WHOLE, TB_NONE);
    if (push_hook(L, &stack, TB_HOOK_WHOLE)) {
        lua_pushvalue(L, stack.bulletin);
        lua_pushvalue(L, stack.opt);
        lua_pushvalue(L, stack.flag);
        lua_call(L, 3, 0);
    }
    lua_settop(L, stack.about - 1);
}
