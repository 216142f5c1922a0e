/*
 * arena.h - a bump allocator with a mandatory cap. Owns its blocks; what is allocated lives until
 * the arena is reset or freed. A reset keeps the blocks, so that the next report is built in memory
 * that is already mapped: fresh pages cost more than parsing. A block has 2 MiB or more, as far as
 * the cap allows, and asks for huge pages. Not thread-safe.
 */
#ifndef TB_BASE_ARENA_H
#define TB_BASE_ARENA_H

#include "base/error.h"
#include "base/str.h"

struct tb_arena;

/* A new arena that will never hold more than `cap` bytes. */
enum tb_status tb_arena_new(size_t cap, struct tb_arena **out, struct tb_error *error) TB_NODISCARD;
void tb_arena_free(struct tb_arena *arena);

/* Forgets all that was allocated; keeps the memory. */
void tb_arena_reset(struct tb_arena *arena);

/* What is allocated from now on shares no huge page with what is there, as far as the cap allows. For
 * a process that forks: writing to a page that the other still has copies it, and a huge one falls
 * apart into 4 KiB that are copied one by one. */
void tb_arena_part(struct tb_arena *arena);

/* `size` bytes, not cleared, aligned for any type. NULL: the cap was reached or the system has no
 * memory (tb_arena_fail says which). Size 0 gives a valid pointer. */
void *tb_arena_alloc(struct tb_arena *arena, size_t size);

/* The same for `count` elements of `size` bytes, the product checked, the memory cleared. */
void *tb_arena_array(struct tb_arena *arena, size_t count, size_t size);
#define TB_NEW(arena, type) ((type *)tb_arena_array((arena), 1, sizeof(type)))
#define TB_NEW_ARRAY(arena, type, count) ((type *)tb_arena_array((arena), (count), sizeof(type)))

/* Grows `old` (old_size bytes) to new_size: in place if it was the last allocation, else copied. */
void *tb_arena_grow(struct tb_arena *arena, void *old, size_t old_size, size_t new_size);

/* Copies the bytes of `s` and puts a NUL behind them (not counted). ptr NULL on failure. */
struct tb_str tb_arena_copy(struct tb_arena *arena, struct tb_str s);

/* A printf into the arena. ptr NULL on failure. */
struct tb_str tb_arena_printf(struct tb_arena *arena, const char *format, ...) TB_PRINTF(2, 3);

/* Temporary memory: everything allocated after the mark is forgotten by the rewind. */
struct tb_mark {
    size_t block, used;
};
struct tb_mark tb_arena_mark(const struct tb_arena *arena);
void tb_arena_rewind(struct tb_arena *arena, struct tb_mark mark);

/* Bytes in use, and the error for the allocation that just returned NULL. */
size_t tb_arena_used(const struct tb_arena *arena);
enum tb_status tb_arena_fail(const struct tb_arena *arena, struct tb_error *error);
#ifdef __clang_analyzer__ /* see base/error.h */
#define tb_arena_fail(arena, error) tb_fail_seen((tb_arena_fail)(arena, error), TB_ELIMIT)
#endif

#endif
