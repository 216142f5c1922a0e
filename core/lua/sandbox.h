/*
 * sandbox.h - a Lua state for plugins: the standard library less what reaches outside, memory
 * counted, a deadline that ends the process. Owned by one worker process; the limits hold only there.
 */
#ifndef TB_LUA_SANDBOX_H
#define TB_LUA_SANDBOX_H

#include <lua.h>

#include "base/error.h"
#include "base/str.h"
#include "lua/task.h"

struct tb_sandbox;

/* A new state with the allowed library. `task` is the shared memory, borrowed. `enforce` false (for
 * --in-process and the REPL): limits are counted but nothing is ended. */
enum tb_status tb_sandbox_new(const struct tb_limits *limits, struct tb_task *task, int enforce,
                              struct tb_sandbox **out, struct tb_error *error) TB_NODISCARD;
void tb_sandbox_free(struct tb_sandbox *sandbox);
/* Puts a new state in place of the one there is: nothing of what plugins kept is left, and nothing of
 * it is run again. Plugins are to be loaded anew. False: no memory. */
bool tb_sandbox_renew(struct tb_sandbox *sandbox);
lua_State *tb_sandbox_lua(struct tb_sandbox *sandbox);
/* The sandbox of a state, from inside a binding. */
struct tb_sandbox *tb_sandbox_of(lua_State *L);
struct tb_task *tb_sandbox_task(struct tb_sandbox *sandbox);
const struct tb_limits *tb_sandbox_limits(const struct tb_sandbox *sandbox);

/* Where print() goes: whole lines, with the line end; text of any bytes. NULL: nowhere. */
typedef void (*tb_print_fn)(lua_State *L, struct tb_str text, void *user);
void tb_sandbox_on_print(struct tb_sandbox *sandbox, tb_print_fn print, void *user);

/* Starts and stops the clock for one plugin and report (TB_NONE: loading); until begin no deadline
 * runs. The worker calls them round each tb_plugin_* function; those only keep `hook` and `item` of
 * the task up to date. Begin resets the task (hook load, no item, no line) and the random numbers of
 * the plugin, so that a report gets the same ones whatever ran before. */
void tb_sandbox_begin(struct tb_sandbox *sandbox, uint32_t plugin, uint32_t report);
void tb_sandbox_end(struct tb_sandbox *sandbox);

/* Ends the worker for `cause`, noting the current line; from inside a binding. Does not return: when
 * not enforcing, it sets the task's cause and raises a Lua error. */
int tb_sandbox_stop(lua_State *L, enum tb_cause cause);

/* Pushes a fresh _ENV for one plugin: own copies of the library tables, `require` limited to
 * `modules` (may be NULL), nothing shared with other plugins. */
struct tb_module {
    const char *name; /* "util" for util.lua in the plugin's folder */
    const char *text;
    size_t len;
    struct tb_str code; /* as in tb_plugin_file */
};
void tb_sandbox_push_env(lua_State *L, const struct tb_module *modules, size_t count);

/* Pushes the _ENV of a plugin that is part of the program: these share one, which the first makes, as each
 * would need a millionth of a second for every table. Theirs alone is `require`, while they are loaded. That
 * they write no globals and keep library tables as they are is what luacheck reads them for. */
void tb_sandbox_push_own_env(lua_State *L, const struct tb_module *modules, size_t count);

/* Pushes the chunk that is in `text`: as text; or `code`, if there is any, which only the build makes.
 * `name`: what messages call it. Raises what is wrong with it. */
void tb_sandbox_load(lua_State *L, struct tb_str text, struct tb_str code, const char *name);

/* Pops a value, which `require(name)` gives to every plugin that has no file of that name. */
void tb_sandbox_offer(lua_State *L, const char *name);

/* As luaL_tolstring (pushes the text of any value, honours __tostring), but never shows an address:
 * a table is "table". For messages, too. */
const char *tb_sandbox_tostring(lua_State *L, int index, size_t *len);

#endif
