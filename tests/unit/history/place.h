/* place.h - where a test of the history works: a folder of its own for the store, an arena. */
#ifndef TB_TEST_PLACE_H
#define TB_TEST_PLACE_H

#include "../scratch.h"
#include "base/arena.h"

static struct tb_arena *arena;
static char dir[96]; /* of the store; made by the first addition */

static inline int place_make(void)
{
    if (scratch_make() || tb_arena_new((size_t)1 << 30, &arena, NULL) != TB_OK)
        return -1;
    snprintf(dir, sizeof dir, "%s/history", scratch);
    return 0;
}

static inline int place_remove(void)
{
    tb_arena_free(arena);
    return scratch_remove();
}

#endif
