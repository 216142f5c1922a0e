/* slots.c - checking the tables that plugins write: every field known, of the right kind, with the
 * place of what is wrong. */
#include <lauxlib.h>

#include "base/closest.h"
#include "lua/run.h"
#include "lua/sandbox.h"
#include "lua/view.h"

/* --- errors with a place ---------------------------------------------------------------------- */

static bool is_name_byte(char c)
{
    return c == '_' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

/* `text` has `name` at `at` as a field: a whole word, then '='. */
static bool is_field_at(struct tb_str text, struct tb_str name, size_t at)
{
    size_t end = at + name.len;
    if (at > 0 && is_name_byte(text.ptr[at - 1]))
        return false;
    while (end < text.len && (text.ptr[end] == ' ' || text.ptr[end] == '\t' ||
                              text.ptr[end] == '"' || text.ptr[end] == ']'))
        end++;
    return end < text.len && text.ptr[end] == '=';
}

int tb_raw_field(lua_State *L, int table, const char *name)
{
    table = lua_absindex(L, table);
    if (!lua_istable(L, table)) {
        lua_pushnil(L);
        return LUA_TNIL;
    }
    lua_pushstring(L, name);
    return lua_rawget(L, table);
}

int tb_line_of(struct tb_str text, struct tb_str part)
{
    int line = 1;
    size_t at = tb_str_find(text, part, 0);
    for (size_t i = 0; at != SIZE_MAX && i < at; i++)
        line += text.ptr[i] == '\n';
    return at == SIZE_MAX ? 0 : line;
}

/* The line on which a field is written, from `least` on; 0: not found. Lua does not keep it. */
static int field_line(struct tb_str text, struct tb_str name, int least)
{
    int line = 1;
    size_t counted = 0;
    for (size_t at = tb_str_find(text, name, 0); at != SIZE_MAX;
         at = tb_str_find(text, name, at + 1)) {
        for (; counted < at; counted++)
            line += text.ptr[counted] == '\n';
        if (line >= least && is_field_at(text, name, at))
            return line;
    }
    return 0;
}

int tb_table_fail(lua_State *L, const struct tb_table_place *place, const char *field,
                  const char *message)
{
    if (!place->path)
        return luaL_error(L, "%s: %s%s%s", place->what, field ? field : "", field ? ": " : "",
                          message);
    int line = 0;
    if (field && *field)
        line = field_line(place->text, tb_str_of(field), place->line);
    if (line == 0)
        line = place->line ? place->line : 1;
    tb_sandbox_task(tb_sandbox_of(L))->line = (uint32_t)line;
    lua_pushfstring(L, "%s:%d: %s: %s%s%s", place->path, line, place->what, field ? field : "",
                    field ? ": " : "", message);
    return lua_error(L);
}

/* --- kinds ------------------------------------------------------------------------------------ */

static const char *kind_words(enum tb_slot_kind kind)
{
    switch (kind) {
    case TB_SLOT_STRING:
        return "a text";
    case TB_SLOT_TEXT:
        return "a text, or { zh = \"...\", en = \"...\" }";
    case TB_SLOT_NUMBER:
        return "a number";
    case TB_SLOT_BOOLEAN:
        return "true or false";
    case TB_SLOT_SEVERITY:
        return "error, warning, note or info";
    case TB_SLOT_TOPIC:
        return "figures, targets, commitments, open, table or text";
    case TB_SLOT_FUNCTION:
        return "a function";
    case TB_SLOT_TABLE:
        return "a table";
    case TB_SLOT_STRINGS:
        return "a list of texts";
    case TB_SLOT_ANY:
    default:
        return "a value";
    }
}

/* A string, or a table with zh or en or both and nothing else. */
static bool is_text(lua_State *L, int value)
{
    if (lua_type(L, value) == LUA_TSTRING)
        return true;
    if (!lua_istable(L, value))
        return false;
    int given = 0;
    for (lua_pushnil(L); lua_next(L, value); lua_pop(L, 1)) {
        const char *key = lua_type(L, -2) == LUA_TSTRING ? lua_tostring(L, -2) : "";
        bool language = strcmp(key, "zh") == 0 || strcmp(key, "en") == 0;
        if (!language || lua_type(L, -1) != LUA_TSTRING) {
            lua_pop(L, 2);
            return false;
        }
        given++;
    }
    return given > 0;
}

static bool is_strings(lua_State *L, int value)
{
    if (!lua_istable(L, value))
        return false;
    for (lua_pushnil(L); lua_next(L, value); lua_pop(L, 1)) {
        if (lua_type(L, -2) != LUA_TNUMBER || lua_type(L, -1) != LUA_TSTRING) {
            lua_pop(L, 2);
            return false;
        }
    }
    return true;
}

/* The words that a slot of this kind may hold, one by one; NULL: no more, or any. */
static const char *word_of(enum tb_slot_kind kind, unsigned index)
{
    if (kind == TB_SLOT_SEVERITY)
        return tb_severity_name((enum tb_severity)index);
    return kind == TB_SLOT_TOPIC ? tb_topic_name((enum tb_topic)index) : NULL;
}

static bool is_word(lua_State *L, int value, enum tb_slot_kind kind)
{
    const char *word;
    if (lua_type(L, value) != LUA_TSTRING)
        return false;
    for (unsigned i = 0; (word = word_of(kind, i)) != NULL; i++)
        if (strcmp(word, lua_tostring(L, value)) == 0)
            return true;
    return false;
}

static bool is_of_kind(lua_State *L, int value, enum tb_slot_kind kind)
{
    switch (kind) {
    case TB_SLOT_STRING:
        return lua_type(L, value) == LUA_TSTRING;
    case TB_SLOT_TEXT:
        return is_text(L, value);
    case TB_SLOT_NUMBER:
        return lua_type(L, value) == LUA_TNUMBER;
    case TB_SLOT_BOOLEAN:
        return lua_isboolean(L, value);
    case TB_SLOT_SEVERITY:
    case TB_SLOT_TOPIC:
        return is_word(L, value, kind);
    case TB_SLOT_FUNCTION:
        return lua_isfunction(L, value);
    case TB_SLOT_TABLE:
        return lua_istable(L, value);
    case TB_SLOT_STRINGS:
        return is_strings(L, value);
    case TB_SLOT_ANY:
    default:
        return true;
    }
}

/* --- checking --------------------------------------------------------------------------------- */

static const struct tb_slot *find_slot(const struct tb_slot *slots, size_t count, const char *name)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(slots[i].name, name) == 0)
            return &slots[i];
    return NULL;
}

static void unknown_field(lua_State *L, const char *name, const struct tb_slot *slots, size_t count,
                          const struct tb_table_place *place)
{
    struct tb_closest_search search = tb_closest_start(tb_str_of(name));
    for (size_t i = 0; i < count; i++)
        tb_closest_try(&search, tb_str_of(slots[i].name));
    if (search.best.ptr)
        lua_pushfstring(L, "unknown field (did you mean '%s'?)", search.best.ptr);
    else
        lua_pushliteral(L, "unknown field");
    tb_table_fail(L, place, name, lua_tostring(L, -1));
}

/* "expected X, found Y"; for a wrong word, the nearest right one too. */
static void wrong_value(lua_State *L, int value, const struct tb_slot *slot,
                        const struct tb_table_place *place)
{
    struct tb_closest_search search = tb_closest_start(TB_STR(""));
    bool is_string = lua_type(L, value) == LUA_TSTRING;
    const char *found = is_string ? tb_push_shown(L, value) : luaL_typename(L, value);
    const char *word;
    if (is_string)
        search = tb_closest_start(tb_str_of(found));
    for (unsigned i = 0; is_string && (word = word_of(slot->kind, i)) != NULL; i++)
        tb_closest_try(&search, tb_str_of(word));
    const char *quote = is_string ? "'" : "", *article = is_string ? "" : "a ";
    lua_pushfstring(L, "expected %s, found %s%s%s%s", kind_words(slot->kind), article, quote, found,
                    quote);
    if (search.best.ptr)
        lua_pushfstring(L, "%s (did you mean '%s'?)", lua_tostring(L, -1), search.best.ptr);
    tb_table_fail(L, place, slot->name, lua_tostring(L, -1));
}

/* Pushes the key of the field that is wrong, of several the first by name, so that the same table
 * always gives the same message; nil: none. */
static void push_wrong_field(lua_State *L, int table, const struct tb_slot *slots, size_t count)
{
    lua_pushnil(L); // wrong
    int wrong = lua_gettop(L);
    for (lua_pushnil(L); lua_next(L, table); lua_pop(L, 1)) { // wrong key value
        bool named = lua_type(L, -2) == LUA_TSTRING;
        const char *name = named ? lua_tostring(L, -2) : NULL;
        const struct tb_slot *slot = named ? find_slot(slots, count, name) : NULL;
        if (slot && is_of_kind(L, lua_gettop(L), slot->kind))
            continue;
        const char *so_far = lua_type(L, wrong) == LUA_TSTRING ? lua_tostring(L, wrong) : NULL;
        if (so_far && named && strcmp(name, so_far) > 0)
            continue;
        lua_pushvalue(L, -2);
        lua_replace(L, wrong);
    }
}

void tb_slots_check(lua_State *L, int table, const struct tb_slot *slots, size_t count,
                    const struct tb_table_place *place)
{
    luaL_checkstack(L, 12, NULL);
    push_wrong_field(L, table, slots, count); // key
    if (lua_type(L, -1) == LUA_TSTRING) {
        const struct tb_slot *slot = find_slot(slots, count, lua_tostring(L, -1));
        if (!slot)
            unknown_field(L, tb_push_shown(L, -1), slots, count, place);
        else {
            lua_pushvalue(L, -1);
            lua_rawget(L, table); // key value
            wrong_value(L, lua_gettop(L), slot, place);
        }
    } else if (!lua_isnil(L, -1)) {
        lua_pushfstring(L, "its fields have names, found a %s as one", luaL_typename(L, -1));
        tb_table_fail(L, place, NULL, lua_tostring(L, -1));
    }
    lua_pop(L, 1);
    for (size_t i = 0; i < count; i++) {
        if (!slots[i].required)
            continue;
        bool missing = tb_raw_field(L, table, slots[i].name) == LUA_TNIL;
        lua_pop(L, 1);
        if (missing) {
            lua_pushfstring(L, "missing: expected %s", kind_words(slots[i].kind));
            tb_table_fail(L, place, slots[i].name, lua_tostring(L, -1));
        }
    }
}

bool tb_text_push(lua_State *L, int text)
{
    text = lua_absindex(L, text);
    if (!lua_istable(L, text)) {
        lua_pushvalue(L, text);
        lua_pushvalue(L, text);
        return false;
    }
    bool zh = tb_raw_field(L, text, "zh") == LUA_TSTRING; // zh
    bool en = tb_raw_field(L, text, "en") == LUA_TSTRING; // zh en
    if (!zh) {
        lua_pushvalue(L, -1);
        lua_replace(L, -3);
    }
    if (!en) {
        lua_pushvalue(L, -2);
        lua_replace(L, -2);
    }
    return zh && en;
}
