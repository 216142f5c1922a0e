/* literal_fuzz.c - data files in Lua's table syntax: no crash, every place inside the text, and an
 * error always in both languages. */
#include "host/literal.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { MAX_INPUT = 64 << 10, ARENA = 32 << 20 };

static void require(bool holds)
{
    if (!holds)
        abort();
}

static void walk(const struct tb_literal *value, struct tb_str text)
{
    require(value->line > 0 && value->column > 0);
    require(value->raw.ptr >= text.ptr && value->raw.ptr + value->raw.len <= text.ptr + text.len);
    require(tb_literal_excerpt(value->raw).len <= value->raw.len);
    for (size_t i = 0; i < value->count; i++)
        walk(&value->fields[i].value, text);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct tb_arena *arena;
    if (size > MAX_INPUT)
        return 0;
    if (arena)
        tb_arena_reset(arena);
    else if (tb_arena_new(ARENA, &arena, NULL) != TB_OK)
        return 0;
    struct tb_str text = {(const char *)data, size};
    struct tb_literal tree;
    struct tb_error error = {0};
    if (tb_literal_parse(text, "seed", "workspace", arena, &tree, &error) == TB_OK)
        walk(&tree, text);
    else
        require(error.zh[0] && error.en[0] && strcmp(error.source, "seed") == 0);
    return 0;
}
