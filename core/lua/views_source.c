/* views_source.c - the file a bulletin was read from. */
#include "base/file.h"
#include "lua/view.h"

static const struct tb_source *source_of(const struct tb_view *view)
{
    return view->object;
}

static void get_format(lua_State *L, const struct tb_view *view, const struct tb_entry *entry)
{
    (void)entry;
    lua_pushstring(L, source_of(view)->format);
}

static void get_encoding(lua_State *L, const struct tb_view *view, const struct tb_entry *entry)
{
    (void)entry;
    lua_pushstring(L, source_of(view)->encoding);
}

static void get_bytes(lua_State *L, const struct tb_view *view, const struct tb_entry *entry)
{
    (void)entry;
    lua_pushinteger(L, (lua_Integer)source_of(view)->bytes.len);
}

static void get_sha256(lua_State *L, const struct tb_view *view, const struct tb_entry *entry)
{
    char hash[65];
    (void)entry;
    tb_sha256_hex(source_of(view)->bytes, hash);
    lua_pushstring(L, hash);
}

static void print(lua_State *L, const struct tb_view *view)
{
    tb_push_str(L, source_of(view)->name.ptr ? source_of(view)->name : TB_STR(""));
}

static const struct tb_entry entries[] = {
    {"name", "string", "its name as given to the program", "0.1", tb_get_text, NULL,
     offsetof(struct tb_source, name), true},
    {"format", "string", "text, csv, …", "0.1", get_format, NULL, 0, false},
    {"encoding", "string", "UTF-8, GB18030, …", "0.1", get_encoding, NULL, 0, false},
    {"bytes", "integer", "its length", "0.1", get_bytes, NULL, 0, false},
    {"sha256", "string", "SHA-256 of its bytes, 64 hex digits", "0.1", get_sha256, NULL, 0, true},
};

const struct tb_type tb_source_type = {
    .name = "Source",
    .word = "source",
    .doc = "The file that a bulletin was read from.",
    .entries = entries,
    .count = sizeof entries / sizeof *entries,
    .print = print,
};
