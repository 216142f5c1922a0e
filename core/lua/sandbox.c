/* sandbox.c - one Lua state for plugins: made, begun, ended; the _ENV and `require` of a plugin. */
#include "lua/sandbox.h"

#include <lauxlib.h>

#include "lua/any_of.h"
#include "lua/library.h"
#include "lua/limits.h"
#include "model/report.h"

/* Registry keys: what require finds besides the plugin's own files, by name; math.randomseed of each
 * plugin by its number; the _ENV of the program's own plugins. */
#define BUILT_IN "tongbao.modules"
#define SEEDS "tongbao.seeds"
#define OWN "tongbao.own"

static int open_library(lua_State *L)
{
    tb_library_open(L);
    return 0;
}

static bool fill(struct tb_sandbox *sandbox)
{
    lua_pushcfunction(sandbox->L, open_library);
    return lua_pcall(sandbox->L, 0, 0, 0) == LUA_OK;
}

enum tb_status tb_sandbox_new(const struct tb_limits *limits, struct tb_task *task, int enforce,
                              struct tb_sandbox **out, struct tb_error *error)
{
    struct tb_sandbox *sandbox;
    enum tb_status status = tb_limits_new(limits, task, enforce, &sandbox, error);
    if (status != TB_OK)
        return status;
    if (!fill(sandbox)) {
        tb_limits_free(sandbox);
        return tb_fail_memory(error);
    }
    *out = sandbox;
    return TB_OK;
}

bool tb_sandbox_renew(struct tb_sandbox *sandbox)
{
    return tb_limits_renew(sandbox) && fill(sandbox);
}

void tb_sandbox_free(struct tb_sandbox *sandbox)
{
    if (sandbox)
        tb_limits_free(sandbox);
}

lua_State *tb_sandbox_lua(struct tb_sandbox *sandbox)
{
    return sandbox->L;
}

struct tb_task *tb_sandbox_task(struct tb_sandbox *sandbox)
{
    return sandbox->task;
}

const struct tb_limits *tb_sandbox_limits(const struct tb_sandbox *sandbox)
{
    return &sandbox->limits;
}

void tb_sandbox_on_print(struct tb_sandbox *sandbox, tb_print_fn print, void *user)
{
    sandbox->print = print;
    sandbox->print_user = user;
}

/* Lua: the random numbers of plugin number (upvalue) start again. */
static int seed_plugin(lua_State *L)
{
    luaL_getsubtable(L, LUA_REGISTRYINDEX, SEEDS);             /* plugin seeds */
    if (lua_rawgeti(L, -1, lua_tointeger(L, 1)) != LUA_TNIL) { /* plugin seeds seed */
        lua_pushinteger(L, 0);
        lua_call(L, 1, 0);
    }
    return 0;
}

void tb_sandbox_begin(struct tb_sandbox *sandbox, uint32_t plugin, uint32_t report)
{
    struct tb_task *task = sandbox->task;
    task->plugin = plugin;
    task->report = report;
    task->item = TB_NONE;
    task->line = 0;
    task->source[0] = '\0';
    task->hook = TB_HOOK_LOAD;
    task->cause = TB_CAUSE_NONE;
    task->armed = 0;
    sandbox->printed = 0;
    tb_limits_start(sandbox);
    lua_pushcfunction(sandbox->L, seed_plugin);
    lua_pushinteger(sandbox->L, plugin);
    if (lua_pcall(sandbox->L, 1, 0, 0) != LUA_OK)
        lua_pop(sandbox->L, 1);
}

void tb_sandbox_end(struct tb_sandbox *sandbox)
{
    tb_limits_stop(sandbox);
}

int tb_sandbox_stop(lua_State *L, enum tb_cause cause)
{
    struct tb_sandbox *sandbox = tb_sandbox_of(L);
    if (sandbox->enforce)
        tb_limits_exit(sandbox, cause);
    sandbox->task->cause = (uint32_t)cause;
    return luaL_error(L, "limit reached: %s", tb_cause_name((uint32_t)cause));
}

void tb_sandbox_offer(lua_State *L, const char *name)
{
    luaL_getsubtable(L, LUA_REGISTRYINDEX, BUILT_IN); // value offered
    lua_insert(L, -2);                                // offered value
    lua_setfield(L, -2, name);                        // offered
    lua_pop(L, 1);
}

/* require(name): upvalues _ENV, the modules, their number, a table of results. */
enum { REQUIRE_ENV = 1, REQUIRE_MODULES, REQUIRE_COUNT, REQUIRE_DONE };

void tb_sandbox_load(lua_State *L, struct tb_str text, struct tb_str code, const char *name)
{
    struct tb_str chunk = code.ptr ? code : text;
    if (luaL_loadbufferx(L, chunk.ptr, chunk.len, name, code.ptr ? "b" : "t") != LUA_OK)
        lua_error(L);
}

static int run_module(lua_State *L, const struct tb_module *module)
{
    lua_pushfstring(L, "@%s.lua", module->name);
    tb_sandbox_load(L, (struct tb_str){module->text, module->len}, module->code,
                    lua_tostring(L, -1));
    lua_pushvalue(L, lua_upvalueindex(REQUIRE_ENV));
    if (!lua_setupvalue(L, -2, 1))
        lua_pop(L, 1);
    lua_pushstring(L, module->name);
    lua_call(L, 1, 1);
    if (lua_isnil(L, -1)) {
        lua_pop(L, 1);
        lua_pushboolean(L, 1);
    }
    lua_pushvalue(L, -1);
    lua_setfield(L, lua_upvalueindex(REQUIRE_DONE), module->name);
    return 1;
}

static int require(lua_State *L)
{
    const char *name = luaL_checkstring(L, 1);
    const struct tb_module *modules = lua_touserdata(L, lua_upvalueindex(REQUIRE_MODULES));
    size_t count = (size_t)lua_tointeger(L, lua_upvalueindex(REQUIRE_COUNT));
    int known = lua_getfield(L, lua_upvalueindex(REQUIRE_DONE), name);
    if (known == LUA_TLIGHTUSERDATA)
        return luaL_error(L, "module '%s' requires itself, or failed before", name);
    if (known != LUA_TNIL)
        return 1;
    for (size_t i = 0; i < count; i++) {
        if (strcmp(modules[i].name, name) != 0)
            continue;
        lua_pushlightuserdata(L, L); /* being loaded: plugins have no light userdata */
        lua_setfield(L, lua_upvalueindex(REQUIRE_DONE), name);
        return run_module(L, &modules[i]);
    }
    luaL_getsubtable(L, LUA_REGISTRYINDEX, BUILT_IN);
    if (lua_getfield(L, -1, name) != LUA_TNIL)
        return 1;
    return luaL_error(L,
                      "there is no module '%s': require finds the Lua files in the plugin's own "
                      "folder, by their name without .lua, and 'markup'",
                      name);
}

/* Puts `require` into the _ENV on top, which then stands for the plugin that is being loaded. */
static void add_require(lua_State *L, const struct tb_module *modules, size_t count)
{
    lua_pushvalue(L, -1);                                 /* env env */
    lua_pushlightuserdata(L, (void *)(uintptr_t)modules); /* env env modules */
    lua_pushinteger(L, (lua_Integer)count);
    lua_newtable(L);
    lua_pushcclosure(L, require, 4); /* env require */
    lua_setfield(L, -2, "require");  /* env */
}

/* The random numbers of the plugin that is being loaded start, and will start again, by this _ENV. */
static void keep_seed(lua_State *L)
{
    luaL_getsubtable(L, LUA_REGISTRYINDEX, SEEDS); /* env seeds */
    lua_getfield(L, -2, "math");                   /* env seeds math */
    lua_getfield(L, -1, "randomseed");             /* env seeds math randomseed */
    lua_pushvalue(L, -1);
    lua_pushinteger(L, 0);
    lua_call(L, 1, 0);
    lua_rawseti(L, -3, tb_sandbox_of(L)->task->plugin); /* env seeds math */
    lua_pop(L, 2);                                      /* env */
}

void tb_sandbox_push_env(lua_State *L, const struct tb_module *modules, size_t count)
{
    tb_library_push(L); /* env */
    add_require(L, modules, count);
    tb_any_of_open(L);
    keep_seed(L);
}

void tb_sandbox_push_own_env(lua_State *L, const struct tb_module *modules, size_t count)
{
    if (lua_getfield(L, LUA_REGISTRYINDEX, OWN) == LUA_TTABLE) { /* env */
        add_require(L, modules, count);
        keep_seed(L);
        return;
    }
    lua_pop(L, 1);
    tb_sandbox_push_env(L, modules, count); /* env */
    lua_pushvalue(L, -1);
    lua_setfield(L, LUA_REGISTRYINDEX, OWN);
}
