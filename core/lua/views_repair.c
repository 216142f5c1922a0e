/* views_repair.c - something the reader mended. */
#include "lua/view.h"

static const struct tb_repair *repair_of(const struct tb_view *view)
{
    return view->object;
}

static void push_number(lua_State *L, uint32_t number)
{
    if (number)
        lua_pushinteger(L, number);
    else
        lua_pushnil(L);
}

static void get_kind(lua_State *L, const struct tb_view *view, const struct tb_entry *entry)
{
    (void)entry;
    lua_pushstring(L, repair_of(view)->kind);
}

static void get_line(lua_State *L, const struct tb_view *view, const struct tb_entry *entry)
{
    (void)entry;
    push_number(L, repair_of(view)->line);
}

static void get_column(lua_State *L, const struct tb_view *view, const struct tb_entry *entry)
{
    (void)entry;
    push_number(L, repair_of(view)->column);
}

static void get_count(lua_State *L, const struct tb_view *view, const struct tb_entry *entry)
{
    (void)entry;
    lua_pushinteger(L, repair_of(view)->count);
}

static void print(lua_State *L, const struct tb_view *view)
{
    const struct tb_repair *repair = repair_of(view);
    lua_pushfstring(L, "%s, line %d", repair->kind, (int)repair->line);
}

static const struct tb_entry entries[] = {
    {"kind", "string", "what was mended: html-tag, blank-line, …", "0.1", get_kind, NULL, 0, false},
    {"line", "integer?", "line of the source, from 1", "0.1", get_line, NULL, 0, false},
    {"column", "integer?", "column of the source in characters, from 1", "0.1", get_column, NULL, 0,
     false},
    {"part", "string?", "the sheet, where the source has sheets", "0.1", tb_get_text, NULL,
     offsetof(struct tb_repair, part), true},
    {"cell", "string?", "the cell, such as B7, where the source has cells", "0.1", tb_get_text,
     NULL, offsetof(struct tb_repair, cell), true},
    {"count", "integer", "how often", "0.1", get_count, NULL, 0, false},
    {"detail", "string?", "the first one as it stands in the source", "0.1", tb_get_text, NULL,
     offsetof(struct tb_repair, detail), true},
};

const struct tb_type tb_repair_type = {
    .name = "Repair",
    .word = "repair",
    .doc = "Something that was mended when the bulletin was read. Nothing is mended silently.",
    .entries = entries,
    .count = sizeof entries / sizeof *entries,
    .print = print,
};
