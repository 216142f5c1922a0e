/* words.c - a hash table from the first bytes to the texts that begin with them. See words.h. */
#include "lua/words.h"

#include <lauxlib.h>

enum { MOST = 10000, WIDEST = 3 /* a Chinese character */, NONE = UINT16_MAX };

struct word {
    struct tb_str text; /* a Lua string in the copy of the list */
    uint16_t next;      /* of those in the same slot, the longest first; NONE: the last */
};

struct tb_words {
    size_t count;
    size_t width;        /* bytes that decide the slot: no text is shorter */
    size_t mask;         /* slots - 1 */
    bool may_begin[256]; /* whether one begins with this byte */
    uint16_t *slots;     /* count of words, NONE: empty */
    struct word words[];
};

static const char cache = 0; /* its address names the cache: list -> userdata, weak keys */

static size_t slot_of(const struct tb_words *words, const char *at)
{
    uint32_t key = 0;
    for (size_t i = 0; i < words->width; i++)
        key = key << 8 | (unsigned char)at[i];
    return (key * 0x9E3779B1u >> 12) & words->mask;
}

/* Puts a word into its slot, behind those that are at least as long. */
static void insert(struct tb_words *words, uint16_t index)
{
    struct word *word = &words->words[index];
    uint16_t *link = &words->slots[slot_of(words, word->text.ptr)];
    while (*link != NONE && words->words[*link].text.len >= word->text.len)
        link = &words->words[*link].next;
    word->next = *link;
    *link = index;
    words->may_begin[(unsigned char)word->text.ptr[0]] = true;
}

/* Reads the texts of the list at `arg` into the copy on top of the stack. */
static void read_words(lua_State *L, int arg, struct tb_words *words)
{
    for (size_t i = 0; i < words->count; i++) {
        struct tb_str *text = &words->words[i].text;
        if (lua_rawgeti(L, arg, (lua_Integer)i + 1) != LUA_TSTRING)
            luaL_error(L, "find_any: expected texts, found a %s at %d", luaL_typename(L, -1),
                       (int)i + 1);
        text->ptr = lua_tolstring(L, -1, &text->len);
        luaL_argcheck(L, text->len > 0, arg, "a text to find is empty");
        if (text->len < words->width)
            words->width = text->len;
        lua_rawseti(L, -2, (lua_Integer)i + 1);
    }
}

/* Pushes the list at `arg`, made ready. The copy of the list keeps its texts where they are. */
static struct tb_words *make(lua_State *L, int arg, size_t count)
{
    size_t slots = 16;
    while (slots < count * 2)
        slots *= 2;
    size_t head = sizeof(struct tb_words) + count * sizeof(struct word);
    struct tb_words *words = lua_newuserdatauv(L, head + slots * sizeof(uint16_t), 1); // words
    *words = (struct tb_words){.count = count, .width = WIDEST, .mask = slots - 1};
    words->slots = (uint16_t *)((char *)words + head);
    memset(words->slots, 0xFF, slots * sizeof(uint16_t));
    lua_createtable(L, (int)count, 0); // words copy
    read_words(L, arg, words);
    lua_setiuservalue(L, -2, 1); // words
    for (size_t i = 0; i < count; i++)
        insert(words, (uint16_t)i);
    return words;
}

/* The list still holds the texts it held when it was made ready. */
static bool is_current(lua_State *L, int arg, const struct tb_words *words, size_t count)
{
    bool same = words && words->count == count;
    for (size_t i = 0; same && i < count; i++) {
        // the type first: reading a number as a text would change the list
        same = lua_rawgeti(L, arg, (lua_Integer)i + 1) == LUA_TSTRING &&
               lua_tostring(L, -1) == words->words[i].text.ptr;
        lua_pop(L, 1);
    }
    return same;
}

/* Pushes the table of all lists made ready. */
static void push_cache(lua_State *L)
{
    if (lua_rawgetp(L, LUA_REGISTRYINDEX, &cache) == LUA_TTABLE)
        return;
    lua_pop(L, 1);
    lua_newtable(L);                           // cache
    lua_createtable(L, 0, 1);                  // cache metatable
    lua_pushliteral(L, "k");                   // cache metatable "k"
    lua_setfield(L, -2, "__mode");             // cache metatable
    lua_setmetatable(L, -2);                   // cache
    lua_pushvalue(L, -1);                      // cache cache
    lua_rawsetp(L, LUA_REGISTRYINDEX, &cache); // cache
}

const struct tb_words *tb_words_check(lua_State *L, int arg)
{
    luaL_checktype(L, arg, LUA_TTABLE);
    luaL_checkstack(L, 8, NULL);
    size_t count = lua_rawlen(L, arg);
    luaL_argcheck(L, count <= MOST, arg, "more than 10000 texts");
    push_cache(L);         // cache
    lua_pushvalue(L, arg); // cache list
    lua_rawget(L, -2);     // cache words?
    const struct tb_words *words = lua_touserdata(L, -1);
    if (!is_current(L, arg, words, count)) {
        lua_pop(L, 1);
        lua_pushvalue(L, arg);       // cache list
        words = make(L, arg, count); // cache list words
        lua_pushvalue(L, -1);        // cache list words words
        lua_insert(L, -3);           // cache words list words
        lua_rawset(L, -4);           // cache words
    }
    lua_remove(L, -2); // words
    return words;
}

static const struct word *longest_at(const struct tb_words *words, struct tb_str text, size_t at)
{
    uint16_t index = words->slots[slot_of(words, text.ptr + at)];
    for (; index != NONE; index = words->words[index].next) {
        const struct word *word = &words->words[index];
        if (word->text.len <= text.len - at &&
            memcmp(text.ptr + at, word->text.ptr, word->text.len) == 0)
            return word;
    }
    return NULL;
}

bool tb_words_next(const struct tb_words *words, struct tb_str text, size_t *from, size_t *to)
{
    for (size_t at = *from; at + words->width <= text.len; at++) {
        if (!words->may_begin[(unsigned char)text.ptr[at]])
            continue;
        const struct word *word = longest_at(words, text, at);
        if (word) {
            *from = at;
            *to = at + word->text.len;
            return true;
        }
    }
    return false;
}
