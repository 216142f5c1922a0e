/* plugin.c - the entry points of plugin.h: everything that can raise runs protected, in memory of
 * Lua's or of the caller's. */
#include "lua/plugin.h"

#include <lauxlib.h>

#include "lua/run.h"
#include "lua/view.h"

enum {
    FLUSH_AT = 64 * 1024,
    DECLARATION_MAX = 256 * 1024 /* bytes of a declaration as JSON */
};

/* --- protected calls -------------------------------------------------------------------------- */

/* The message handler: notes the line of the plugin that is running, makes any error a text. */
static int note_error(lua_State *L)
{
    lua_Debug debug;
    struct tb_task *task = tb_sandbox_task(tb_sandbox_of(L));
    for (int level = 1; task->line == 0 && lua_getstack(L, level, &debug); level++)
        if (lua_getinfo(L, "Sl", &debug) && *debug.what != 'C' && debug.currentline > 0)
            task->line = (uint32_t)debug.currentline;
    if (lua_type(L, 1) != LUA_TSTRING) {
        size_t len;
        tb_sandbox_tostring(L, 1, &len);
        lua_pushfstring(L, "error value: %s", lua_tostring(L, -1));
    }
    return 1;
}

bool tb_run_protected(lua_State *L, lua_CFunction body, void *user, struct tb_failed *failed)
{
    struct tb_task *task = tb_sandbox_task(tb_sandbox_of(L));
    if (!lua_checkstack(L, LUA_MINSTACK)) {
        *failed = (struct tb_failed){TB_CAUSE_MEMORY, task->hook, task->item, 0, {0}};
        return false;
    }
    task->line = 0;
    lua_pushcfunction(L, note_error);
    lua_pushcfunction(L, body);
    lua_pushlightuserdata(L, user);
    int status = lua_pcall(L, 1, 0, -3); // handler [message]
    if (status == LUA_OK) {
        lua_pop(L, 1);
        return true;
    }
    lua_remove(L, -2); // message
    uint32_t cause = status == LUA_ERRMEM ? TB_CAUSE_MEMORY : TB_CAUSE_ERROR;
    if (task->cause != TB_CAUSE_NONE)
        cause = task->cause;
    *failed = (struct tb_failed){cause, task->hook, task->item, task->line, {0}};
    if (lua_type(L, -1) == LUA_TSTRING)
        failed->message.ptr = lua_tolstring(L, -1, &failed->message.len);
    return false;
}

/* --- loading ---------------------------------------------------------------------------------- */

struct load {
    const struct tb_plugin_file *file;
    uint32_t index;
    struct tb_buf *json;
    bool ran; /* the file itself did: what is wrong then is the declaration */
};

void tb_plugin_open(lua_State *L)
{
    bool opened = lua_rawgetp(L, LUA_REGISTRYINDEX, &tb_bulletin_type) == LUA_TTABLE;
    lua_pop(L, 1);
    if (opened)
        return;
    tb_view_open(L);
    tb_markup_push(L);
    tb_sandbox_offer(L, "markup");
}

static int load(lua_State *L)
{
    struct load *load = lua_touserdata(L, 1);
    const struct tb_plugin_file *file = load->file;
    tb_plugin_open(L);
    lua_pushlstring(L, file->path.ptr, file->path.len);
    lua_pushfstring(L, "@%s", lua_tostring(L, -1));
    tb_sandbox_load(L, file->text, file->code, lua_tostring(L, -1));
    if (file->code.ptr)
        tb_sandbox_push_own_env(L, file->modules, file->module_count);
    else
        tb_sandbox_push_env(L, file->modules, file->module_count);
    tb_declare_open(L);
    lua_setupvalue(L, -2, 1);
    lua_call(L, 0, 1);
    load->ran = true;
    tb_declare(L, lua_gettop(L), file, load->index, load->json);
    tb_loaded_keep(L, load->index);
    return 0;
}

bool tb_plugin_load(struct tb_sandbox *sandbox, const struct tb_plugin_file *file, uint32_t index,
                    struct tb_buf *out)
{
    lua_State *L = tb_sandbox_lua(sandbox);
    struct tb_buf json = tb_buf_make(DECLARATION_MAX);
    struct load state = {file, index, &json, false};
    struct tb_failed failed;
    int top = lua_gettop(L);
    tb_sandbox_task(sandbox)->hook = TB_HOOK_LOAD;
    tb_sandbox_task(sandbox)->item = TB_NONE;
    bool ok = tb_run_protected(L, load, &state, &failed);
    if (ok && json.failed != TB_OK) {
        ok = false;
        failed = (struct tb_failed){TB_CAUSE_DECLARATION, TB_HOOK_LOAD, TB_NONE, 0,
                                    TB_STR("the declaration is longer than 256 KiB")};
    }
    if (ok) {
        tb_record_put(out, TB_RECORD_DECLARED, index, TB_NONE, tb_buf_str(&json));
    } else {
        if (state.ran && failed.cause == TB_CAUSE_ERROR)
            failed.cause = TB_CAUSE_DECLARATION;
        tb_record_put_failed(out, index, TB_NONE, &failed);
    }
    tb_buf_free(&json);
    lua_settop(L, top);
    return ok;
}

/* --- checking --------------------------------------------------------------------------------- */

struct output {
    struct tb_buf *out;
    tb_flush_fn flush;
    void *user;
};

static void take(lua_State *L, struct tb_hook_run *run, const struct tb_finding *finding,
                 bool bilingual)
{
    const struct output *output = run->user;
    (void)bilingual;
    tb_record_put_finding(output->out, run->loaded->index, finding);
    if (output->out->len > FLUSH_AT && output->flush)
        output->flush(output->out, output->user);
    if (output->out->failed != TB_OK)
        tb_sandbox_stop(L, TB_CAUSE_OUTPUT);
}

static int check(lua_State *L)
{
    struct tb_hook_run *run = lua_touserdata(L, 1);
    run->loaded = tb_loaded_push(L, run->loaded_index);
    if (!run->loaded)
        return luaL_error(L, "the plugin is not loaded");
    tb_run_set(L, run);
    tb_hooks_run(L, lua_gettop(L), run);
    return 0;
}

void tb_plugin_check(struct tb_sandbox *sandbox, uint32_t index, const struct tb_report *report,
                     const struct tb_past *past, uint32_t report_index, struct tb_buf *out,
                     tb_flush_fn flush, void *user)
{
    lua_State *L = tb_sandbox_lua(sandbox);
    struct output output = {out, flush, user};
    struct tb_hook_run run = {.loaded_index = index,
                              .report = report,
                              .past = past,
                              .report_index = report_index,
                              .task = tb_sandbox_task(sandbox),
                              .take = take,
                              .user = &output};
    struct tb_failed failed;
    int top = lua_gettop(L);
    if (tb_run_protected(L, check, &run, &failed))
        tb_record_put(out, TB_RECORD_COMMIT, index, report_index, TB_STR(""));
    else
        tb_record_put_failed(out, index, report_index, &failed);
    if (run.loaded)
        tb_run_set(L, NULL);
    lua_settop(L, top);
}
