/*
 * heap.h - memory for the objects of one Lua state: pieces of a few dozen sizes, cut from an arena
 * and kept for the next object of the same size when they are freed. Lua says how large what it frees
 * is, so a piece needs no head of its own; and the arena's huge pages spare a short run hundreds of
 * page faults. What is large comes from realloc. Nothing goes back to the system before the arena
 * does. Private to core/lua.
 */
#ifndef TB_LUA_HEAP_H
#define TB_LUA_HEAP_H

#include "base/arena.h"

enum { TB_HEAP_CLASSES = 88 };

struct tb_heap {
    struct tb_arena *arena;        /* borrowed */
    void *unused[TB_HEAP_CLASSES]; /* freed pieces of each size, each pointing to the next */
    struct tb_heap_block *large;   /* what came from realloc */
};

/* As realloc for `old` of `old_size` bytes (NULL: none); size 0 frees and gives NULL. NULL: no memory,
 * `old` is untouched; never when it was to shrink. */
void *tb_heap_resize(struct tb_heap *heap, void *old, size_t old_size, size_t size);

/* Forgets all pieces at once, whoever still points to them; the memory is kept for the next ones. */
void tb_heap_clear(struct tb_heap *heap);

#endif
