/*
 * run.h - what loading, hooks, flag{} and cases share: a plugin that was loaded, and the run of its
 * hooks over a report that is under way. Private to core/lua.
 */
#ifndef TB_LUA_RUN_H
#define TB_LUA_RUN_H

#include <lua.h>

#include "base/json.h"
#include "lua/plugin.h"
#include "lua/record.h"
#include "model/report_json.h"

enum tb_declared_kind { TB_DECLARED_CHECK, TB_DECLARED_EXPORT, TB_DECLARED_FETCHER };

/* A full userdata in the registry. Its user value is a table: [enum tb_hook] = function, and
 * id, zh and en (the title), options (as declared), opt, flag. */
struct tb_loaded {
    uint32_t index; /* its number in the records */
    enum tb_declared_kind kind;
    enum tb_severity severity;
    bool history;   /* it asks for earlier periods */
    bool made;      /* an export whose file a module makes */
    bool bilingual; /* its title stands in both languages: so must its messages */
};

/* Pushes the loaded plugin of this number; NULL (and nil): none. */
const struct tb_loaded *tb_loaded_push(lua_State *L, uint32_t index);
/* Pops a loaded plugin and keeps it under this number. */
void tb_loaded_keep(lua_State *L, uint32_t index);

/* What an export writes, on its way to records. Lives on the C stack of whoever runs it. */
struct tb_writer {
    const struct tb_write *write;
    struct tb_buf piece; /* bytes that are no record yet */
    struct tb_buf *out;  /* NULL: everything stays in `piece` */
    tb_flush_fn flush;
    void *user;
};

/* One run of the hooks of a plugin over a report. Lives on the C stack of whoever runs it. */
struct tb_hook_run {
    uint32_t loaded_index;
    const struct tb_loaded *loaded; /* known once it runs */
    const struct tb_report *report;
    const struct tb_past *past; /* the bulletins before it; NULL: none */
    uint32_t report_index;
    struct tb_task *task;     /* kept up to date: hook and item */
    int opt;                  /* stack index of other options than the plugin's own; 0: its own */
    uint32_t findings;        /* made so far */
    struct tb_writer *writer; /* of an export; NULL: it is a check */
    /* Takes a finding; its texts live until the call returns. May raise. */
    void (*take)(lua_State *L, struct tb_hook_run *run, const struct tb_finding *finding,
                 bool bilingual);
    void *user;
};

/* The run under way; NULL: none. Set and cleared by whoever calls tb_hooks_run. Clearing does not
 * raise: the place in the registry is there then. */
struct tb_hook_run *tb_run_current(lua_State *L);
void tb_run_set(lua_State *L, struct tb_hook_run *run);

/* Makes what plugins see of bulletins; once for a state. May raise. */
void tb_plugin_open(lua_State *L);

/* Calls `body` with `user`, protected. False: `failed` has hook, item, line and message, which is
 * pushed; its cause is TB_CAUSE_ERROR, or what the task says. True: nothing is pushed. */
bool tb_run_protected(lua_State *L, lua_CFunction body, void *user, struct tb_failed *failed);

/* Runs the hooks of run->loaded, which is at stack index `loaded`. Errors of the plugin propagate. */
void tb_hooks_run(lua_State *L, int loaded, struct tb_hook_run *run);

/* Runs the function write of run->loaded, which is at stack index `loaded`. */
void tb_write_run(lua_State *L, int loaded, struct tb_hook_run *run);

/* Appends the Lua value at `value` as JSON: views as `show` and `check` write them, tables with
 * keys 1…n as arrays, others with their keys in byte order. `drain` may write out what the buffer
 * holds. Raises for what JSON cannot hold. */
void tb_value_json(lua_State *L, int value, struct tb_json *json, tb_drain_fn drain, void *user);

/* Pushes what require "markup" gives: the function that makes markup. */
void tb_markup_push(lua_State *L);
/* The bytes of a markup value; ptr NULL: it is none. */
struct tb_str tb_markup_test(lua_State *L, int index);

/* Pushes the function flag of the loaded plugin at `loaded`. */
void tb_flag_push(lua_State *L, int loaded);
/* What a hook `must` found wrong with the current item: flags it, with the text at `text` or, for 0,
 * the plugin's title. */
void tb_flag_item(lua_State *L, struct tb_hook_run *run, int loaded, int text);

/* --- declarations ----------------------------------------------------------------------------- */

/* Puts check, export and fetcher into the environment on top of the stack. */
void tb_declare_open(lua_State *L);

/* Checks what a plugin's file returned (at `value`), applies the settings, pushes the loaded plugin
 * and writes the declaration as JSON. Raises for anything that is not as it should be, with file
 * and line. */
void tb_declare(lua_State *L, int value, const struct tb_plugin_file *file, uint32_t index,
                struct tb_buf *json);

/* One field that a declaration, an option, a finding or a case may have. */
enum tb_slot_kind {
    TB_SLOT_STRING,
    TB_SLOT_TEXT, /* a string, or { zh = …, en = … } */
    TB_SLOT_NUMBER,
    TB_SLOT_BOOLEAN,
    TB_SLOT_SEVERITY,
    TB_SLOT_TOPIC,
    TB_SLOT_FUNCTION,
    TB_SLOT_TABLE,
    TB_SLOT_STRINGS, /* a list */
    TB_SLOT_ANY
};
struct tb_slot {
    const char *name, *signature, *doc, *since;
    enum tb_slot_kind kind;
    bool required;
    int hook; /* a function: enum tb_hook; else -1 */
};
extern const struct tb_slot tb_fetch_source_slots[], tb_fetch_http_slots[], tb_fetch_page_slots[],
    tb_fetch_link_slots[], tb_fetch_candidate_slots[];
extern const size_t tb_fetch_source_slot_count, tb_fetch_http_slot_count, tb_fetch_page_slot_count,
    tb_fetch_link_slot_count, tb_fetch_candidate_slot_count;
extern const struct tb_slot tb_check_slots[], tb_export_slots[], tb_fetcher_slots[],
    tb_option_slots[], tb_flag_slots[], tb_case_slots[], tb_expect_slots[];
extern const size_t tb_check_slot_count, tb_export_slot_count, tb_fetcher_slot_count,
    tb_option_slot_count, tb_flag_slot_count, tb_case_slot_count, tb_expect_slot_count;

/* What errors of tables say: the file, where in it, and what the table is. */
struct tb_table_place {
    const struct tb_plugin_file *file; /* NULL: no place, Lua's own is put before the message */
    struct tb_str text;                /* of the file the table stands in, to find the line */
    const char *path;
    int line; /* of the table as a whole; 0: unknown */
    const char *what;
};
/* Checks the table at `table` against its slots: unknown, missing and wrong fields raise. */
void tb_slots_check(lua_State *L, int table, const struct tb_slot *slots, size_t count,
                    const struct tb_table_place *place);
/* Pushes a field of a table that a plugin wrote, without its metamethods: what was checked is what is
 * used. Nil where `table` is no table. Returns the type. */
int tb_raw_field(lua_State *L, int table, const char *name);
/* The line of `text` on which `part` first stands, from 1; 0: nowhere. */
int tb_line_of(struct tb_str text, struct tb_str part);
/* Raises "path:line: what: field: message". */
int tb_table_fail(lua_State *L, const struct tb_table_place *place, const char *field,
                  const char *message);
/* Pushes the two languages of the text at `text` (zh, then en). True: both were given. */
bool tb_text_push(lua_State *L, int text);

#endif
