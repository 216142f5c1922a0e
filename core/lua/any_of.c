/* any_of.c - see any_of.h. */
#include "lua/any_of.h"

#include <lauxlib.h>

#include "base/utf8.h"

static const char metatable = 0; /* its address is the key of the metatable in the registry */

/* --- making ----------------------------------------------------------------------------------- */

/* The text at `index` of the stack, which a table holds. */
static struct tb_str check_text(lua_State *L, int index)
{
    struct tb_str text;
    text.ptr = lua_tolstring(L, index, &text.len);
    if (text.len == 0)
        luaL_error(L, "a text to find is empty");
    if (tb_utf8_valid(text) != text.len)
        luaL_error(L, "a text to find is not UTF-8: it would cut a character in two");
    return text;
}

/* How many texts the table at `arg` has: its list and the names of its fields. */
static size_t count_texts(lua_State *L, int arg)
{
    size_t count = lua_rawlen(L, arg);
    for (lua_pushnil(L); lua_next(L, arg); lua_pop(L, 1))
        count += lua_type(L, -2) == LUA_TSTRING;
    return count;
}

/* Reads them into `texts`; the table holds the strings. */
static void read_texts(lua_State *L, int arg, struct tb_str *texts)
{
    size_t listed = lua_rawlen(L, arg), count = 0;
    for (; count < listed; count++) {
        if (lua_rawgeti(L, arg, (lua_Integer)count + 1) != LUA_TSTRING)
            luaL_error(L, "expected texts to find, found a %s at %d", luaL_typename(L, -1),
                       (int)count + 1);
        texts[count] = check_text(L, -1);
        lua_pop(L, 1);
    }
    for (lua_pushnil(L); lua_next(L, arg); lua_pop(L, 1))
        if (lua_type(L, -2) == LUA_TSTRING)
            texts[count++] = check_text(L, -2);
}

/* Pushes what the table at `arg` gives. */
static const struct tb_words *make(lua_State *L, int arg)
{
    luaL_checkstack(L, 6, NULL);
    size_t count = count_texts(L, arg);
    luaL_argcheck(L, count <= TB_WORDS_MOST, arg, "more than 10000 texts");
    struct tb_str *texts = lua_newuserdatauv(L, (count + 1) * sizeof *texts, 0); // texts
    read_texts(L, arg, texts);
    void *memory = lua_newuserdatauv(L, tb_words_size(texts, count), 0); // texts words
    const struct tb_words *words = tb_words_make(memory, texts, count);
    lua_rawgetp(L, LUA_REGISTRYINDEX, &metatable); // texts words metatable
    lua_setmetatable(L, -2);                       // texts words
    lua_remove(L, -2);                             // words
    return words;
}

/* NULL: something else than any_of gives. */
static const struct tb_words *test_words(lua_State *L, int arg)
{
    const struct tb_words *words = lua_touserdata(L, arg);
    if (!words || !lua_getmetatable(L, arg))
        return NULL;
    lua_rawgetp(L, LUA_REGISTRYINDEX, &metatable);
    if (!lua_rawequal(L, -1, -2))
        words = NULL;
    lua_pop(L, 2);
    return words;
}

const struct tb_words *tb_any_of_check(lua_State *L, int arg)
{
    const struct tb_words *words = test_words(L, arg);
    if (words)
        return words;
    luaL_checktype(L, arg, LUA_TTABLE);
    words = make(L, arg);
    lua_replace(L, arg);
    return words;
}

/* any_of(texts): Words */
static int any_of(lua_State *L)
{
    luaL_checktype(L, 1, LUA_TTABLE);
    lua_settop(L, 1);
    make(L, 1);
    return 1;
}

/* --- methods ---------------------------------------------------------------------------------- */

static const struct tb_words *check_words(lua_State *L)
{
    const struct tb_words *words = test_words(L, 1);
    if (!words)
        luaL_typeerror(L, 1, "what any_of gives");
    return words;
}

static struct tb_str check_where(lua_State *L, lua_Integer by_itself, size_t *at)
{
    struct tb_str text;
    text.ptr = luaL_checklstring(L, 2, &text.len);
    lua_Integer byte = luaL_optinteger(L, 3, by_itself);
    if (byte < 1)
        byte = 1;
    *at = byte - 1 > (lua_Integer)text.len ? text.len : (size_t)(byte - 1);
    return text;
}

/* words:find(text, from?): from, to */
static int find(lua_State *L)
{
    const struct tb_words *words = check_words(L);
    size_t from, to;
    struct tb_str text = check_where(L, 1, &from);
    if (!tb_words_next(words, text, &from, &to)) {
        lua_pushnil(L);
        return 1;
    }
    lua_pushinteger(L, (lua_Integer)from + 1);
    lua_pushinteger(L, (lua_Integer)to);
    return 2;
}

/* words:at(text, from): to */
static int at(lua_State *L)
{
    const struct tb_words *words = check_words(L);
    size_t from;
    struct tb_str text = check_where(L, 1, &from);
    size_t len = tb_words_at(words, text, from), to = from + len;
    if (len > 0)
        lua_pushinteger(L, (lua_Integer)to);
    else
        lua_pushnil(L);
    return 1;
}

/* words:before(text, at?): from */
static int before(lua_State *L)
{
    const struct tb_words *words = check_words(L);
    size_t end;
    struct tb_str text = check_where(L, LUA_MAXINTEGER, &end);
    size_t len = tb_words_before(words, text, end);
    if (len > 0)
        lua_pushinteger(L, (lua_Integer)(end - len) + 1);
    else
        lua_pushnil(L);
    return 1;
}

/* words:removed(text): text */
static int removed(lua_State *L)
{
    const struct tb_words *words = check_words(L);
    size_t done = 0, from, to;
    struct tb_str text = check_where(L, 1, &from);
    luaL_Buffer buffer;
    if (!tb_words_next(words, text, &from, &to)) {
        lua_settop(L, 2);
        return 1;
    }
    luaL_buffinit(L, &buffer);
    do {
        luaL_addlstring(&buffer, text.ptr + done, from - done);
        done = from = to;
    } while (tb_words_next(words, text, &from, &to));
    luaL_addlstring(&buffer, text.ptr + done, text.len - done);
    luaL_pushresult(&buffer);
    return 1;
}

static const struct tb_entry entries[] = {
    {"find", "(text: string, from: integer?): integer?, integer?",
     "the first place from byte `from` on where one of them stands, the longest of those that "
     "begin "
     "there: its first and last byte, as `string.find` gives them",
     "0.1", NULL, find, 0, false},
    {"at", "(text: string, from: integer?): integer?",
     "the last byte of the longest that begins at byte `from`; nil: none does", "0.1", NULL, at, 0,
     false},
    {"before", "(text: string, at: integer?): integer?",
     "the first byte of the longest that ends right before byte `at`, by itself the end of the "
     "text; "
     "nil: none does",
     "0.1", NULL, before, 0, false},
    {"removed", "(text: string): string", "the text without them", "0.1", NULL, removed, 0, false},
};

const struct tb_type tb_words_type = {
    .name = "Words",
    .word = "words",
    .doc =
        "What `any_of { … }` gives: texts to look for, made ready once for any number of "
        "searches. Make it where the file is loaded, not in a hook. It takes a list of texts, or "
        "a table that has them as names; a search walks the text once, however many they are.",
    .entries = entries,
    .count = sizeof entries / sizeof *entries,
};

/* --- opening ---------------------------------------------------------------------------------- */

static int print(lua_State *L)
{
    lua_pushliteral(L, "any_of { ... }");
    return 1;
}

static void make_metatable(lua_State *L)
{
    lua_newtable(L); // meta
    lua_pushboolean(L, 0);
    lua_setfield(L, -2, "__metatable");
    lua_pushstring(L, tb_words_type.word);
    lua_setfield(L, -2, "__name");
    lua_pushcfunction(L, print);
    lua_setfield(L, -2, "__tostring");
    lua_createtable(L, 0, (int)tb_words_type.count); // meta methods
    for (size_t i = 0; i < tb_words_type.count; i++) {
        lua_pushcfunction(L, entries[i].call);
        lua_setfield(L, -2, entries[i].name);
    }
    lua_setfield(L, -2, "__index");                // meta
    lua_rawsetp(L, LUA_REGISTRYINDEX, &metatable); //
}

void tb_any_of_open(lua_State *L)
{
    if (lua_rawgetp(L, LUA_REGISTRYINDEX, &metatable) == LUA_TNIL)
        make_metatable(L);
    lua_pop(L, 1);
    lua_pushcfunction(L, any_of);
    lua_setfield(L, -2, "any_of");
}
