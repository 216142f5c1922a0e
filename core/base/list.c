/* list.c - growth of arrays in an arena: by half, and in place where nothing followed. */
#include "base/list.h"

void *tb_list_grow(struct tb_arena *arena, void *at, size_t count, size_t *room, size_t size)
{
    size_t wanted = count < 8 ? 8 : count + count / 2, bytes;
    if (__builtin_mul_overflow(wanted, size, &bytes))
        return NULL;
    void *grown = tb_arena_grow(arena, at, count * size, bytes);
    if (grown)
        *room = wanted;
    return grown;
}
