/* traps.c - walks over the tokens of Lua source (manual 3.1) and looks into its texts. */
#include "host/traps.h"

#include "base/list.h"
#include "base/utf8.h"

struct walk {
    struct tb_str path, text;
    size_t at;
    struct tb_arena *arena;
    struct tb_traps *traps;
    /* The place last asked for: places are asked for in rising order. */
    size_t place_at;
    uint32_t line, column;
};

static char byte_at(const struct walk *walk, size_t at)
{
    return at < walk->text.len ? walk->text.ptr[at] : '\0';
}

/* Counts lines and code points up to byte `at`. */
static void find_place(struct walk *walk, size_t at)
{
    for (; walk->place_at < at; walk->place_at++) {
        char c = walk->text.ptr[walk->place_at];
        if (c == '\n') {
            walk->line++;
            walk->column = 1;
        } else if (((unsigned char)c & 0xC0) != 0x80) {
            walk->column++;
        }
    }
}

/* Where the class that opens at `at` closes, as lstrlib reads it: a ] right after [ or [^ is a
 * member. 0: not before `end`. *wide: it has a character of several bytes. */
static size_t class_end(const struct walk *walk, size_t at, size_t end, bool *wide)
{
    size_t to = at + 1;
    *wide = false;
    if (to < end && byte_at(walk, to) == '^')
        to++;
    for (size_t first = to; to < end; to++) {
        char c = byte_at(walk, to);
        if (c == ']' && to > first)
            return to + 1;
        if (c == '%')
            to++;
        *wide = *wide || (unsigned char)byte_at(walk, to) >= 0x80;
    }
    return 0;
}

/* Looks into the text from `from` to `to`, its quotes left out. */
static bool look(struct walk *walk, size_t from, size_t to)
{
    for (size_t at = from; at < to; at++) {
        bool wide;
        if (byte_at(walk, at) == '%') {
            at++;
            continue;
        }
        size_t end = byte_at(walk, at) == '[' ? class_end(walk, at, to, &wide) : 0;
        if (end == 0 && byte_at(walk, at) == '[')
            return true; /* nothing closes it, nor anything behind it */
        if (end == 0)
            continue;
        if (wide) {
            struct tb_trap *trap = TB_LIST_ADD(walk->arena, walk->traps);
            if (!trap)
                return false;
            find_place(walk, at);
            *trap = (struct tb_trap){walk->path, walk->line, walk->column,
                                     tb_str_sub(walk->text, at, end)};
        }
        at = end - 1;
    }
    return true;
}

/* The level of the long bracket that opens at `at`: "[==[" has 2. -1: none does. */
static int long_level(const struct walk *walk, size_t at)
{
    int level = 0;
    if (byte_at(walk, at) != '[')
        return -1;
    while (byte_at(walk, at + 1 + (size_t)level) == '=')
        level++;
    return byte_at(walk, at + 1 + (size_t)level) == '[' ? level : -1;
}

/* From walk->at, where a long bracket of this level opens: moves behind its end, *to before it. */
static size_t pass_long(struct walk *walk, int level, size_t *to)
{
    size_t width = (size_t)level + 2, from = walk->at + width;
    for (walk->at = from; walk->at < walk->text.len; walk->at++) {
        size_t equals = 0;
        if (byte_at(walk, walk->at) != ']')
            continue;
        while (byte_at(walk, walk->at + 1 + equals) == '=')
            equals++;
        if (equals == (size_t)level && byte_at(walk, walk->at + 1 + equals) == ']') {
            *to = walk->at;
            walk->at += width;
            return from;
        }
        walk->at += equals;
    }
    *to = walk->at = walk->text.len;
    return from;
}

/* A text in quotes that begins at walk->at. */
static size_t pass_quoted(struct walk *walk, size_t *to)
{
    char quote = byte_at(walk, walk->at);
    size_t from = ++walk->at;
    while (walk->at < walk->text.len && byte_at(walk, walk->at) != quote &&
           byte_at(walk, walk->at) != '\n')
        walk->at += byte_at(walk, walk->at) == '\\' ? 2 : 1;
    *to = walk->at < walk->text.len ? walk->at : walk->text.len;
    walk->at = *to + 1;
    return from;
}

static void pass_comment(struct walk *walk)
{
    size_t to;
    walk->at += 2;
    int level = long_level(walk, walk->at);
    if (level >= 0) {
        (void)pass_long(walk, level, &to);
        return;
    }
    size_t end = tb_str_find(walk->text, TB_STR("\n"), walk->at);
    walk->at = end == SIZE_MAX ? walk->text.len : end;
}

static bool walk_file(struct tb_str path, struct tb_str text, struct tb_arena *arena,
                      struct tb_traps *traps)
{
    struct walk walk = {path, text, 0, arena, traps, 0, 1, 1};
    bool room = true;
    while (walk.at < text.len && room) {
        char c = text.ptr[walk.at];
        int level = long_level(&walk, walk.at);
        size_t from, to;
        if (c == '-' && byte_at(&walk, walk.at + 1) == '-') {
            pass_comment(&walk);
        } else if (c == '"' || c == '\'') {
            from = pass_quoted(&walk, &to);
            room = look(&walk, from, to);
        } else if (level >= 0) {
            from = pass_long(&walk, level, &to);
            room = look(&walk, from, to);
        } else {
            walk.at++;
        }
    }
    return room;
}

enum tb_status tb_traps_find(const struct tb_plugin *plugin, struct tb_arena *arena,
                             struct tb_traps *traps, struct tb_error *error)
{
    const struct tb_plugin_file *file = &plugin->file;
    bool room = walk_file(file->path, file->text, arena, traps);
    size_t folder = file->path.len;
    while (folder > 0 && file->path.ptr[folder - 1] != '/')
        folder--;
    for (size_t i = 0; i < file->module_count && room; i++) {
        const struct tb_module *module = &file->modules[i];
        struct tb_str path = tb_arena_printf(
            arena, "%.*s%s.lua", TB_ARG(tb_str_sub(file->path, 0, folder)), module->name);
        room =
            path.ptr && walk_file(path, (struct tb_str){module->text, module->len}, arena, traps);
    }
    return room ? TB_OK : tb_arena_fail(arena, error);
}
