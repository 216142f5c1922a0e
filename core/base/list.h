/*
 * list.h - growing arrays in an arena, for lists whose length is known only at the end.
 *
 *     struct { struct tb_unit *at; size_t count, room; } units = {0};
 *     struct tb_unit *unit = TB_LIST_ADD(arena, &units);   // cleared; NULL: arena full
 */
#ifndef TB_BASE_LIST_H
#define TB_BASE_LIST_H

#include "base/arena.h"

/* Makes room for one more element of `size` bytes behind `count`; returns the array or NULL. */
void *tb_list_grow(struct tb_arena *arena, void *at, size_t count, size_t *room, size_t size);

#define TB_LIST_ADD(arena, list)                                                                   \
    (((list)->count < (list)->room ||                                                              \
      tb_list_reserve((arena), (void **)&(list)->at, (list)->count, &(list)->room,                 \
                      sizeof *(list)->at))                                                         \
         ? (memset(&(list)->at[(list)->count], 0, sizeof *(list)->at),                             \
            &(list)->at[(list)->count++])                                                          \
         : NULL)

/* As tb_list_grow, but stores the new array in *at; false: out of room, *at untouched. */
static inline bool tb_list_reserve(struct tb_arena *arena, void **at, size_t count, size_t *room,
                                   size_t size)
{
    void *grown = tb_list_grow(arena, *at, count, room, size);
    if (!grown)
        return false;
    *at = grown;
    return true;
}

#endif
