/* declare.c - check{}, export{} and fetcher{}: what a plugin says about itself, checked. */
#include <lauxlib.h>

#include "lua/options.h"
#include "lua/sandbox.h"
#include "lua/view.h"

#define COMMON_SLOTS                                                                               \
    {"id", "string", "the name of the rule; that of the plugin's folder", "0.1", TB_SLOT_STRING,   \
     true, -1},                                                                                    \
        {"title", "Text", "what it is about, in a few words", "0.1", TB_SLOT_TEXT, true, -1},      \
        {"why", "Text",       "why it matters, for `explain` and the page of the rule",            \
         "0.1", TB_SLOT_TEXT, false,                                                               \
         -1},                                                                                      \
    {                                                                                              \
        "options", "table<string, Option>", "what users may set", "0.1", TB_SLOT_TABLE, false, -1  \
    }

const struct tb_slot tb_check_slots[] = {
    COMMON_SLOTS,
    {"severity", "string", "error, warning, note or info; by itself warning", "0.1",
     TB_SLOT_SEVERITY, false, -1},
    {"topic", "string",
     "figures, targets, commitments, open, table or text: with what it is shown, in this order",
     "0.1", TB_SLOT_TOPIC, false, -1},
    {"history", "boolean", "asks for the items of earlier periods", "0.1", TB_SLOT_BOOLEAN, false,
     -1},
    {"setup", "fun(opt: Options)", "runs once for each bulletin, before the others", "0.1",
     TB_SLOT_FUNCTION, false, TB_HOOK_SETUP},
    {"must", "fun(item: Item): boolean|string|nil",
     "the shortest form: false, or a text, is a finding at the item", "0.1", TB_SLOT_FUNCTION,
     false, TB_HOOK_MUST},
    {"each_item", "fun(item: Item, opt: Options, flag: fun(finding: NewFinding))",
     "runs for each item in order", "0.1", TB_SLOT_FUNCTION, false, TB_HOOK_EACH_ITEM},
    {"each_pair", "fun(old: Item, new: Item, opt: Options, flag: fun(finding: NewFinding))",
     "runs for each item that stands in the bulletin of the period before, too", "0.1",
     TB_SLOT_FUNCTION, false, TB_HOOK_EACH_PAIR},
    {"whole", "fun(bulletin: Bulletin, opt: Options, flag: fun(finding: NewFinding))",
     "runs once for the bulletin, after the items", "0.1", TB_SLOT_FUNCTION, false, TB_HOOK_WHOLE},
};
const size_t tb_check_slot_count = sizeof tb_check_slots / sizeof *tb_check_slots;

const struct tb_slot tb_export_slots[] = {
    COMMON_SLOTS,
    {"extension", "string", "of the files it writes: `xlsx`", "0.1", TB_SLOT_STRING, true, -1},
    {"mime", "string", "their media type", "0.1", TB_SLOT_STRING, false, -1},
    {"module", "string",
     "the module that makes its file of sheets, rows or parts: xlsx, sqlite or zip", "0.1",
     TB_SLOT_STRING, false, -1},
    {"findings", "boolean", "it shows what the checks found: they run first", "0.1",
     TB_SLOT_BOOLEAN, false, -1},
    {"history", "boolean", "it shows what changed: the bulletins before are read first", "0.1",
     TB_SLOT_BOOLEAN, false, -1},
    {"joined", "boolean", "several bulletins can stand one after another in one output", "0.1",
     TB_SLOT_BOOLEAN, false, -1},
    {"masks_people", "boolean",
     "it is for readers: names of people are masked in all it is given, unless --people asks for "
     "them",
     "0.1", TB_SLOT_BOOLEAN, false, -1},
    {"write", "fun(bulletin: Bulletin, out: Out, opt: Options)", "writes one bulletin", "0.1",
     TB_SLOT_FUNCTION, true, TB_HOOK_WRITE},
};
const size_t tb_export_slot_count = sizeof tb_export_slots / sizeof *tb_export_slots;

const struct tb_slot tb_fetcher_slots[] = {
    COMMON_SLOTS,
    {"hosts", "string[]", "the hosts it asks; `$source` is the source's own", "0.1",
     TB_SLOT_STRINGS, true, -1},
    {"discover", "fun(source: FetchSource, http: Http, opt: Options): Candidate[]?",
     "lists the bulletins there are; the newest is taken, by period", "0.1", TB_SLOT_FUNCTION, true,
     -1},
    {"fetch", "fun(source: FetchSource, http: Http, opt: Options): Page?",
     "gets the one that was chosen; by itself the page at its address", "0.1", TB_SLOT_FUNCTION,
     false, -1},
};
const size_t tb_fetcher_slot_count = sizeof tb_fetcher_slots / sizeof *tb_fetcher_slots;

static const struct kind {
    const char *name;
    const struct tb_slot *slots;
    const size_t *count;
} kinds[] = {
    {"check", tb_check_slots, &tb_check_slot_count},
    {"export", tb_export_slots, &tb_export_slot_count},
    {"fetcher", tb_fetcher_slots, &tb_fetcher_slot_count},
};
enum { KIND_COUNT = sizeof kinds / sizeof *kinds };

/* --- check{}, export{}, fetcher{} ------------------------------------------------------------- */

/* What the three return: the table, unforgeably marked with its kind and line. */
struct declaration {
    enum tb_declared_kind kind;
    int line;
};
static const char declaration_name[] = "declaration";

/* upvalue 1: the kind */
static int declare(lua_State *L)
{
    lua_Debug debug;
    const struct kind *kind = &kinds[lua_tointeger(L, lua_upvalueindex(1))];
    if (!lua_istable(L, 1) || lua_gettop(L) != 1)
        return luaL_error(L, "%s takes one table: %s { id = \"...\", ... }", kind->name,
                          kind->name);
    struct declaration *declaration = lua_newuserdatauv(L, sizeof *declaration, 1);
    declaration->kind = (enum tb_declared_kind)(kind - kinds);
    declaration->line = 0;
    if (lua_getstack(L, 1, &debug) && lua_getinfo(L, "l", &debug) && debug.currentline > 0)
        declaration->line = debug.currentline;
    lua_pushvalue(L, 1);
    lua_setiuservalue(L, -2, 1);
    if (luaL_newmetatable(L, declaration_name)) {
        lua_pushboolean(L, 0);
        lua_setfield(L, -2, "__metatable");
    }
    lua_setmetatable(L, -2);
    return 1;
}

void tb_declare_open(lua_State *L)
{
    for (int i = 0; i < KIND_COUNT; i++) {
        lua_pushinteger(L, i);
        lua_pushcclosure(L, declare, 1);
        lua_setfield(L, -2, kinds[i].name);
    }
}

/* --- checking --------------------------------------------------------------------------------- */

void tb_text_json(lua_State *L, struct tb_json *json, const char *key, int text)
{
    tb_json_key(json, key);
    if (lua_isnil(L, text)) {
        tb_json_null(json);
        return;
    }
    tb_text_push(L, text); // zh en
    tb_json_object(json);
    for (int i = 0; i < 2; i++) {
        struct tb_str value;
        value.ptr = lua_tolstring(L, i - 2, &value.len);
        tb_json_key(json, i == 0 ? "zh" : "en");
        tb_json_str(json, value);
    }
    tb_json_close(json);
    lua_pop(L, 2);
}

static void check_id(lua_State *L, int table, const struct tb_table_place *place)
{
    struct tb_str id;
    tb_raw_field(L, table, "id");
    id.ptr = lua_tolstring(L, -1, &id.len);
    if (!tb_str_eq(id, place->file->id)) {
        const char *found = tb_push_shown(L, -1);
        lua_pushlstring(L, place->file->id.ptr, place->file->id.len);
        lua_pushfstring(L, "expected '%s', the name of the folder, found '%s'", lua_tostring(L, -1),
                        found);
        tb_table_fail(L, place, "id", lua_tostring(L, -1));
    }
    lua_pop(L, 1);
}

/* Copies the hooks into the table at `about` and writes their names; a check needs one that runs. */
static void take_hooks(lua_State *L, int table, int about, const struct kind *kind,
                       const struct tb_table_place *place, struct tb_json *json)
{
    bool runs = false;
    tb_json_key(json, "hooks");
    tb_json_array(json);
    for (size_t i = 0; i < *kind->count; i++) {
        const struct tb_slot *slot = &kind->slots[i];
        if (slot->kind != TB_SLOT_FUNCTION)
            continue;
        if (tb_raw_field(L, table, slot->name) == LUA_TFUNCTION) {
            runs = runs || slot->hook != TB_HOOK_SETUP;
            tb_json_text(json, slot->name);
            lua_pushvalue(L, -1);
            if (slot->hook >= 0)
                lua_rawseti(L, about, slot->hook);
            else
                lua_setfield(L, about, slot->name);
        }
        lua_pop(L, 1);
    }
    tb_json_close(json);
    if (!runs)
        tb_table_fail(L, place, NULL,
                      "nothing to run: expected must, each_item, each_pair or whole");
}

/* "requests": what the plugin wants that the user must grant. */
static void put_requests(lua_State *L, int table, struct tb_json *json)
{
    tb_json_key(json, "requests");
    tb_json_object(json);
    tb_raw_field(L, table, "history");
    tb_json_key(json, "history");
    tb_json_bool(json, lua_toboolean(L, -1));
    tb_json_key(json, "hosts");
    tb_json_array(json);
    if (tb_raw_field(L, table, "hosts") == LUA_TTABLE)
        for (lua_Integer n = 1; lua_rawgeti(L, -1, n) == LUA_TSTRING; n++) {
            tb_json_text(json, lua_tostring(L, -1));
            lua_pop(L, 1);
        }
    tb_json_close(json);
    tb_json_close(json);
}

static void put_flag(lua_State *L, int table, const char *key, struct tb_json *json)
{
    tb_json_key(json, key);
    tb_raw_field(L, table, key);
    tb_json_bool(json, lua_toboolean(L, -1));
    lua_pop(L, 1);
}

static void put_string(lua_State *L, int table, const char *key, struct tb_json *json)
{
    tb_json_key(json, key);
    tb_raw_field(L, table, key);
    tb_json_text(json, lua_tostring(L, -1));
    lua_pop(L, 1);
}

/* The declaration's table, pushed, and what was said with it. */
static struct declaration check_declaration(lua_State *L, int value, struct tb_table_place *place)
{
    const struct declaration *found = luaL_testudata(L, value, declaration_name);
    if (!found) {
        const char *type = luaL_typename(L, value);
        lua_pushfstring(L, "expected the file to return check { ... }, found %s%s",
                        lua_isnil(L, value) ? "" : "a ", lua_isnil(L, value) ? "nothing" : type);
        tb_table_fail(L, place, NULL, lua_tostring(L, -1));
        return (struct declaration){0}; /* not reached */
    }
    place->line = found->line;
    place->what = kinds[found->kind].name;
    lua_getiuservalue(L, value, 1);
    return *found;
}

/* Pushes the loaded plugin, then the table of what is known about it: id and title so far. */
static struct tb_loaded *push_loaded(lua_State *L, int table, const struct tb_plugin_file *file,
                                     uint32_t index, enum tb_declared_kind kind)
{
    struct tb_loaded *loaded = lua_newuserdatauv(L, sizeof *loaded, 1); // loaded
    *loaded = (struct tb_loaded){.index = index, .kind = kind, .severity = TB_SEVERITY_WARNING};
    lua_newtable(L); // loaded about
    int about = lua_gettop(L);
    lua_pushvalue(L, about);
    lua_setiuservalue(L, about - 1, 1);
    lua_pushlstring(L, file->id.ptr, file->id.len);
    lua_setfield(L, about, "id");
    if (tb_raw_field(L, table, "severity") == LUA_TSTRING)
        (void)tb_severity_parse(tb_str_of(lua_tostring(L, -1)), &loaded->severity);
    tb_raw_field(L, table, "history");
    loaded->history = lua_toboolean(L, -1);
    loaded->made = tb_raw_field(L, table, "module") == LUA_TSTRING;
    tb_raw_field(L, table, "title");
    loaded->bilingual = tb_text_push(L, lua_gettop(L));
    lua_setfield(L, about, "en");
    lua_setfield(L, about, "zh");
    lua_settop(L, about);
    return loaded;
}

static void put_texts(lua_State *L, int table, struct tb_json *json)
{
    static const char *const names[] = {"title", "why"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        tb_raw_field(L, table, names[i]);
        tb_text_json(L, json, names[i], lua_gettop(L));
        lua_pop(L, 1);
    }
}

void tb_declare(lua_State *L, int value, const struct tb_plugin_file *file, uint32_t index,
                struct tb_buf *out)
{
    luaL_checkstack(L, 30, NULL);
    lua_pushlstring(L, file->path.ptr, file->path.len);
    struct tb_table_place place = {file, file->text, lua_tostring(L, -1), 0, "plugin"};
    struct declaration declaration = check_declaration(L, value, &place);
    const struct kind *kind = &kinds[declaration.kind];
    int table = lua_gettop(L);
    tb_slots_check(L, table, kind->slots, *kind->count, &place);
    check_id(L, table, &place);
    struct tb_loaded *loaded = push_loaded(L, table, file, index, declaration.kind);
    int about = lua_gettop(L), self = about - 1;
    bool is_check = declaration.kind == TB_DECLARED_CHECK;

    struct tb_json json = tb_json_make(out, false);
    tb_json_object(&json);
    put_string(L, about, "id", &json);
    tb_json_key(&json, "kind");
    tb_json_text(&json, kind->name);
    tb_json_key(&json, "severity");
    tb_json_text(&json, is_check ? tb_severity_name(loaded->severity) : NULL);
    put_string(L, table, "topic", &json);
    put_texts(L, table, &json);
    tb_options_read(L, table, file, &place, &json);
    lua_setfield(L, about, "opt");
    tb_raw_field(L, table, "options");
    lua_setfield(L, about, "options");
    take_hooks(L, table, about, kind, &place, &json);
    put_requests(L, table, &json);
    put_string(L, table, "extension", &json);
    put_string(L, table, "mime", &json);
    put_string(L, table, "module", &json);
    put_flag(L, table, "findings", &json);
    put_flag(L, table, "joined", &json);
    put_flag(L, table, "masks_people", &json);
    tb_json_close(&json);
    tb_flag_push(L, self);
    lua_setfield(L, about, "flag");
    lua_settop(L, self);
}
