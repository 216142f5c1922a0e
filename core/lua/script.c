/* script.c - see script.h. */
#include "lua/script.h"

#include <lauxlib.h>

#include "base/closest.h"
#include "base/utf8.h"
#include "lua/library.h"
#include "lua/limits.h"
#include "lua/pretty.h"
#include "lua/run.h"
#include "lua/view.h"

enum { PIECE = 48 << 10, PIECE_MAX = 64 << 20 };

static const char chunk_key = 0, env_key = 0; /* their addresses are keys of the registry */

/* --- loading ---------------------------------------------------------------------------------- */

struct load {
    const struct tb_plugin_file *file;
    const struct tb_script *script;
};

/* item(no): the item of the first bulletin with this number */
static int call_item(lua_State *L)
{
    luaL_checkstring(L, 1);
    lua_settop(L, 1);
    lua_pushvalue(L, lua_upvalueindex(1)); // no bulletin
    if (lua_isnil(L, -1))
        return luaL_error(L, "item: no report was given");
    lua_getfield(L, -1, "item"); // no bulletin method
    lua_insert(L, 1);
    lua_insert(L, 2); // method bulletin no
    lua_call(L, 2, 1);
    return 1;
}

/* Puts what a script is given into the environment on top. */
static void give(lua_State *L, const struct tb_script *script)
{
    int env = lua_gettop(L);
    lua_newtable(L); // env reports
    for (size_t i = 0; i < script->report_count; i++) {
        if (script->pasts && script->pasts[i])
            tb_bulletin_know(L, script->reports[i], script->pasts[i]);
        tb_bulletin_push(L, script->reports[i]);
        lua_rawseti(L, env + 1, (lua_Integer)i + 1);
    }
    lua_rawgeti(L, env + 1, 1); // env reports bulletin
    lua_pushvalue(L, -1);
    lua_setfield(L, env, "bulletin");
    lua_pushcclosure(L, call_item, 1); // env reports item
    lua_setfield(L, env, "item");
    lua_setfield(L, env, "reports");
    lua_newtable(L); // env arg
    for (size_t i = 0; i < script->arg_count; i++) {
        lua_pushstring(L, script->args[i]);
        lua_rawseti(L, -2, (lua_Integer)i + 1);
    }
    lua_setfield(L, env, "arg");
}

/* Pushes the compiled chunk; raises. One line may be an expression. */
static void compile(lua_State *L, const struct load *load)
{
    const struct tb_plugin_file *file = load->file;
    lua_pushlstring(L, file->path.ptr, file->path.len);
    const char *path = lua_tostring(L, -1);
    const char *name = lua_pushfstring(L, load->script->is_line ? "=%s" : "@%s", path);
    if (load->script->is_line) {
        lua_pushlstring(L, file->text.ptr, file->text.len);
        lua_pushliteral(L, "return ");
        lua_insert(L, -2);
        lua_concat(L, 2);
        size_t len;
        const char *line = lua_tolstring(L, -1, &len);
        if (luaL_loadbufferx(L, line, len, name, "t") == LUA_OK)
            return;
        lua_pop(L, 1);
    }
    struct tb_str text = file->text;
    /* As lua does it: "#!" on the first line is for the shell. */
    if (text.len > 0 && text.ptr[0] == '#') {
        size_t end = tb_str_find(text, TB_STR("\n"), 0);
        text = tb_str_sub(text, end == SIZE_MAX ? text.len : end, text.len);
    }
    if (luaL_loadbufferx(L, text.ptr, text.len, name, "t") == LUA_OK)
        return;
    /* An overflow of Lua's own stack says no place. */
    if (!strchr(lua_tostring(L, -1), ':'))
        lua_pushfstring(L, "%s: %s", path, lua_tostring(L, -1));
    lua_error(L);
}

static int load(lua_State *L)
{
    const struct load *load = lua_touserdata(L, 1);
    tb_plugin_open(L);
    compile(L, load); // … chunk
    tb_sandbox_push_env(L, load->file->modules, load->file->module_count);
    give(L, load->script); // … chunk env
    lua_pushvalue(L, -1);
    lua_rawsetp(L, LUA_REGISTRYINDEX, &env_key);
    lua_setupvalue(L, -2, 1);
    lua_rawsetp(L, LUA_REGISTRYINDEX, &chunk_key);
    return 0;
}

bool tb_script_load(struct tb_sandbox *sandbox, const struct tb_plugin_file *file, uint32_t index,
                    const struct tb_script *script, struct tb_buf *out)
{
    lua_State *L = tb_sandbox_lua(sandbox);
    struct load state = {file, script};
    struct tb_failed failed;
    int top = lua_gettop(L);
    bool ok = tb_run_protected(L, load, &state, &failed);
    if (ok)
        tb_record_put(out, TB_RECORD_DECLARED, index, TB_NONE, TB_STR("{}"));
    else
        tb_record_put_failed(out, index, TB_NONE, &failed);
    lua_settop(L, top);
    return ok;
}

/* --- running ---------------------------------------------------------------------------------- */

/* What a script writes, on its way to records. */
struct shown {
    const struct tb_script *script;
    struct tb_buf piece; /* bytes that are no record yet */
    struct tb_buf *out;
    tb_flush_fn flush;
    void *user;
    uint32_t index;
};

/* Sends pieces while there is as much as `least`; none ends within a character. */
static void send(lua_State *L, struct shown *shown, size_t least)
{
    struct tb_str text = tb_buf_str(&shown->piece);
    if (shown->piece.failed != TB_OK)
        tb_sandbox_stop(L, TB_CAUSE_OUTPUT);
    while (text.len > 0 && text.len >= least) {
        size_t len = text.len < PIECE ? text.len : PIECE;
        while (len < text.len && len > PIECE - 4 && ((unsigned char)text.ptr[len] & 0xC0) == 0x80)
            len--;
        tb_record_put(shown->out, TB_RECORD_OUTPUT, shown->index, 0, tb_str_sub(text, 0, len));
        text = tb_str_sub(text, len, text.len);
        if (shown->out->len > PIECE && shown->flush)
            shown->flush(shown->out, shown->user);
        if (shown->out->failed != TB_OK)
            tb_sandbox_stop(L, TB_CAUSE_OUTPUT);
    }
    if (text.len > 0)
        memmove(shown->piece.ptr, text.ptr, text.len);
    shown->piece.len = text.len;
}

static void on_print(lua_State *L, struct tb_str text, void *user)
{
    struct shown *shown = user;
    tb_sandbox_of(L)->printed = 0; /* it is the output, which has a limit of its own */
    tb_buf_add(&shown->piece, text);
    send(L, shown, PIECE);
}

static void show_json(lua_State *L, struct shown *shown, int value)
{
    bool pretty = shown->script->form == TB_SCRIPT_JSON;
    struct tb_json json = tb_json_make(&shown->piece, pretty);
    tb_value_json(L, value, &json, NULL, NULL);
    tb_buf_byte(&shown->piece, '\n');
}

static void show(lua_State *L, struct shown *shown, int value)
{
    bool lines = shown->script->form == TB_SCRIPT_NDJSON;
    const struct tb_view *view = tb_view_test(L, value);
    bool list = view && tb_view_is_list(view);
    if (lua_type(L, value) == LUA_TTABLE) {
        lua_pushliteral(L, "columns"); /* says that even an empty table is a list */
        list = lua_rawget(L, value) == LUA_TTABLE || lua_rawlen(L, value) > 0;
        lua_pop(L, 1);
    }
    if (shown->script->form == TB_SCRIPT_TEXT) {
        tb_pretty(L, value, shown->script->width, &shown->piece);
    } else if (lines && list) {
        lua_Integer count = luaL_len(L, value);
        for (lua_Integer i = 1; i <= count; i++) {
            lua_geti(L, value, i);
            show_json(L, shown, lua_gettop(L));
            lua_pop(L, 1);
        }
    } else if (list && luaL_len(L, value) == 0) {
        tb_buf_text(&shown->piece, "[]\n");
    } else {
        show_json(L, shown, value);
    }
    send(L, shown, PIECE);
}

/* Adds what a name that is not there may have been meant to be: "(global 'bulletn')". */
static int suggest(lua_State *L)
{
    static const char mark[] = "(global '";
    size_t len;
    const char *text = lua_tolstring(L, 1, &len);
    struct tb_str message = {text, len};
    size_t from = tb_str_find(message, tb_str_of(mark), 0);
    if (from == SIZE_MAX)
        return 1;
    from += strlen(mark);
    size_t to = tb_str_find(message, TB_STR("'"), from);
    struct tb_closest_search search =
        tb_closest_start(tb_str_sub(message, from, to == SIZE_MAX ? from : to));
    lua_rawgetp(L, LUA_REGISTRYINDEX, &env_key); // message env
    for (lua_pushnil(L); lua_next(L, -2); lua_pop(L, 1)) {
        if (lua_type(L, -2) != LUA_TSTRING)
            continue;
        struct tb_str name;
        name.ptr = lua_tolstring(L, -2, &name.len);
        if (!tb_str_eq(name, search.name)) /* it is there, and holds what it should not */
            tb_closest_try(&search, name);
    }
    if (search.best.ptr)
        lua_pushfstring(L, "%s, did you mean '%s'?", text, search.best.ptr);
    else
        lua_pushvalue(L, 1);
    return 1;
}

/* Runs what a session has run before. It went well then, and does so again: nothing it could ask differs. */
static void run_before(lua_State *L, const struct tb_script *script)
{
    for (size_t i = 0; i < script->before_count; i++) {
        const struct tb_plugin_file file = {.path = TB_STR("-"), .text = script->before[i]};
        const struct load line = {&file, script};
        compile(L, &line);
        lua_rawgetp(L, LUA_REGISTRYINDEX, &env_key);
        lua_setupvalue(L, -2, 1);
        lua_call(L, 0, 0);
        lua_settop(L, 0);
    }
}

/* Calls the chunk with its arguments; shows what it returns. */
static int run(lua_State *L)
{
    struct shown *shown = lua_touserdata(L, 1);
    const struct tb_script *script = shown->script;
    lua_settop(L, 0);
    luaL_checkstack(L, (int)script->arg_count + 20, "too many arguments");
    tb_sandbox_on_print(tb_sandbox_of(L), NULL, NULL);
    run_before(L, script);
    tb_sandbox_on_print(tb_sandbox_of(L), on_print, shown);
    lua_rawgetp(L, LUA_REGISTRYINDEX, &chunk_key); // chunk
    for (size_t i = 0; i < script->arg_count; i++)
        lua_pushstring(L, script->args[i]);
    lua_call(L, (int)script->arg_count, LUA_MULTRET); // values…
    int count = lua_gettop(L);
    for (int i = 1; i <= count; i++)
        show(L, shown, i);
    send(L, shown, 1);
    return 0;
}

void tb_script_run(struct tb_sandbox *sandbox, uint32_t index, const struct tb_script *script,
                   struct tb_buf *out, tb_flush_fn flush, void *user)
{
    lua_State *L = tb_sandbox_lua(sandbox);
    struct shown shown = {script, tb_buf_make(PIECE_MAX), out, flush, user, index};
    struct tb_failed failed;
    int top = lua_gettop(L);
    if (tb_run_protected(L, run, &shown, &failed)) {
        tb_record_put(out, TB_RECORD_COMMIT, index, 0, TB_STR(""));
    } else {
        /* What it printed before stands. */
        tb_record_put(out, TB_RECORD_OUTPUT, index, 0, tb_buf_str(&shown.piece));
        if (flush)
            flush(out, user);
        lua_pushcfunction(L, suggest);
        lua_insert(L, -2);
        if (lua_pcall(L, 1, 1, 0) == LUA_OK && lua_type(L, -1) == LUA_TSTRING)
            failed.message.ptr = lua_tolstring(L, -1, &failed.message.len);
        tb_record_put_failed(out, index, 0, &failed);
    }
    tb_sandbox_on_print(sandbox, NULL, NULL);
    tb_buf_free(&shown.piece);
    lua_settop(L, top);
}

/* --- names -------------------------------------------------------------------------------------- */

static const char *member_name(size_t index)
{
    for (size_t i = 0; i < tb_type_count; i++) {
        if (index < tb_types[i]->count)
            return tb_types[i]->entries[index].name;
        index -= tb_types[i]->count;
    }
    return index < tb_span_entry_count ? tb_span_entries[index].name : NULL;
}

const char *tb_script_name(bool member, size_t index)
{
    static const char *const own[] = {"bulletin", "reports", "item", "arg", "require", "any_of"};
    enum { OWN = sizeof own / sizeof *own };
    if (member)
        return member_name(index);
    if (index < OWN)
        return own[index];
    for (const struct tb_library_entry *entry = tb_library; entry->name; entry++)
        if (entry->offered && !*entry->library && index-- == OWN)
            return entry->name;
    return NULL;
}
