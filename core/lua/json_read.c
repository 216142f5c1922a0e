/* json_read.c - JSON (RFC 8259) as Lua values. It is foreign: depth and size are bounded, every text is the
 * valid UTF-8 that the page was decoded to. */
#include <lauxlib.h>

#include "lua/fetching.h"

enum { DEPTH = 64, VALUES = 1000000 };

struct scan {
    struct tb_str rest;
    unsigned depth, values;
};

static bool read_value(lua_State *L, struct scan *scan);

static void skip(struct scan *scan, size_t len)
{
    scan->rest = tb_str_sub(scan->rest, len, scan->rest.len);
}

static void skip_white(struct scan *scan)
{
    size_t len = 0;
    while (len < scan->rest.len && scan->rest.ptr[len] && strchr(" \t\r\n", scan->rest.ptr[len]))
        len++;
    skip(scan, len);
}

static bool take(struct scan *scan, const char *word)
{
    skip_white(scan);
    bool there = tb_str_starts(scan->rest, tb_str_of(word));
    if (there)
        skip(scan, strlen(word));
    return there;
}

static bool take_hex(struct scan *scan, uint32_t *out)
{
    *out = 0;
    for (size_t i = 0; i < 4; i++) {
        char c = i < scan->rest.len ? scan->rest.ptr[i] : '\0';
        char lower = (char)(c | 0x20);
        bool digit = c >= '0' && c <= '9', letter = lower >= 'a' && lower <= 'f';
        if (!digit && !letter)
            return false;
        *out = *out * 16 + (uint32_t)(digit ? c - '0' : lower - 'a' + 10);
    }
    skip(scan, 4);
    return true;
}

/* What stands behind a backslash. A surrogate without its other half is U+FFFD. */
static bool read_escape(lua_State *L, struct scan *scan, luaL_Buffer *out)
{
    static const char names[] = "\"\\/bfnrt", values[] = "\"\\/\b\f\n\r\t";
    char c = scan->rest.len > 0 ? scan->rest.ptr[0] : '\0';
    const char *known = c ? strchr(names, c) : NULL;
    uint32_t code, low;
    skip(scan, scan->rest.len > 0);
    if (known) {
        luaL_addchar(out, values[known - names]);
        return true;
    }
    if (c != 'u' || !take_hex(scan, &code))
        return false;
    if (code >= 0xD800 && code < 0xDC00 && tb_str_starts(scan->rest, TB_STR("\\u"))) {
        struct scan before = *scan;
        skip(scan, 2);
        if (take_hex(scan, &low) && low >= 0xDC00 && low < 0xE000)
            code = 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00);
        else
            *scan = before;
    }
    if (code >= 0xD800 && code < 0xE000)
        code = 0xFFFD;
    lua_pushfstring(L, "%U", (long)code);
    luaL_addvalue(out);
    return true;
}

static bool read_text(lua_State *L, struct scan *scan)
{
    luaL_Buffer out;
    if (!take(scan, "\""))
        return false;
    luaL_buffinit(L, &out);
    while (scan->rest.len > 0 && scan->rest.ptr[0] != '"') {
        size_t plain = 0;
        while (plain < scan->rest.len && (unsigned char)scan->rest.ptr[plain] >= ' ' &&
               scan->rest.ptr[plain] != '"' && scan->rest.ptr[plain] != '\\')
            plain++;
        luaL_addlstring(&out, scan->rest.ptr, plain);
        skip(scan, plain);
        if (scan->rest.len > 0 && scan->rest.ptr[0] == '\\') {
            skip(scan, 1);
            if (!read_escape(L, scan, &out))
                return false;
        } else if (scan->rest.len > 0 && scan->rest.ptr[0] != '"') {
            return false; /* a control character */
        }
    }
    luaL_pushresult(&out);
    return take(scan, "\"");
}

static bool read_number(lua_State *L, struct scan *scan)
{
    char room[64];
    size_t len = 0;
    while (len < scan->rest.len && len + 1 < sizeof room && scan->rest.ptr[len] &&
           strchr("+-.0123456789eE", scan->rest.ptr[len]))
        len++;
    memcpy(room, scan->rest.ptr, len);
    room[len] = '\0';
    skip(scan, len);
    return len > 0 && lua_stringtonumber(L, room) == len + 1;
}

static bool read_array(lua_State *L, struct scan *scan)
{
    lua_Integer count = 0;
    lua_newtable(L);
    if (take(scan, "]"))
        return true;
    do {
        if (!read_value(L, scan))
            return false;
        lua_rawseti(L, -2, ++count);
    } while (take(scan, ","));
    return take(scan, "]");
}

static bool read_object(lua_State *L, struct scan *scan)
{
    lua_newtable(L);
    if (take(scan, "}"))
        return true;
    do {
        if (!read_text(L, scan) || !take(scan, ":") || !read_value(L, scan))
            return false;
        lua_rawset(L, -3);
    } while (take(scan, ","));
    return take(scan, "}");
}

/* Pushes the value; false: it is none, and what was pushed is to be dropped. */
static bool read_value(lua_State *L, struct scan *scan)
{
    bool read;
    skip_white(scan);
    if (scan->rest.len == 0 || ++scan->depth > DEPTH || ++scan->values > VALUES)
        return false;
    luaL_checkstack(L, 8, NULL);
    if (take(scan, "{")) {
        read = read_object(L, scan);
    } else if (take(scan, "[")) {
        read = read_array(L, scan);
    } else if (scan->rest.ptr[0] == '"') {
        read = read_text(L, scan);
    } else if (take(scan, "true")) {
        lua_pushboolean(L, 1);
        read = true;
    } else if (take(scan, "false")) {
        lua_pushboolean(L, 0);
        read = true;
    } else if (take(scan, "null")) {
        lua_pushnil(L);
        read = true;
    } else {
        read = read_number(L, scan);
    }
    scan->depth--;
    return read;
}

/* Lists for scripts are often wrapped into a call, callback({ … }): the length of its name; 0: it is none. */
static size_t call_name(struct tb_str text)
{
    size_t len = 0;
    while (len < text.len &&
           ((text.ptr[len] >= '0' && text.ptr[len] <= '9') || text.ptr[len] == '_' ||
            ((text.ptr[len] | 0x20) >= 'a' && (text.ptr[len] | 0x20) <= 'z')))
        len++;
    return len < text.len && text.ptr[len] == '(' ? len : 0;
}

bool tb_fetching_push_json(lua_State *L, struct tb_str text)
{
    struct scan scan = {text, 0, 0};
    int top = lua_gettop(L);
    skip_white(&scan);
    size_t name = call_name(scan.rest);
    bool call = name > 0;
    skip(&scan, call ? name + 1 : 0);
    bool read = read_value(L, &scan) && (!call || take(&scan, ")"));
    if (call && read)
        (void)take(&scan, ";");
    skip_white(&scan);
    if (!read || scan.rest.len > 0) {
        lua_settop(L, top);
        return false;
    }
    return true;
}
