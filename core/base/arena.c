/*
 * arena.c - bump allocation in blocks that double, so that a report needs few of them. Blocks stay
 * when the arena is reset or rewound. They are aligned for huge pages and ask for them, from the
 * first block on: a freshly touched 4 KiB page costs more than parsing what is written into it, and a
 * fork copies one entry of the page table in place of hundreds.
 */
#include "base/arena.h"

#include <stdarg.h>
#include <sys/mman.h>

enum {
    HUGE_PAGE = 2 * 1024 * 1024,
    FIRST_BLOCK = HUGE_PAGE,
    LARGEST_BLOCK = 64 * 1024 * 1024,
    MAX_BLOCKS = 128, /* 8 GiB */
    ALIGNMENT = 16
};

struct block {
    char *bytes;
    size_t size, used;
};

struct tb_arena {
    struct block blocks[MAX_BLOCKS];
    size_t count;   /* blocks that exist */
    size_t current; /* the one allocated from; those behind it are empty */
    size_t cap, held;
    char *last; /* the last allocation, which can grow in place */
    enum tb_status failed;
};

enum tb_status tb_arena_new(size_t cap, struct tb_arena **out, struct tb_error *error)
{
    struct tb_arena *arena = calloc(1, sizeof *arena);
    if (!arena)
        return tb_fail_memory(error);
    arena->cap = cap;
    *out = arena;
    return TB_OK;
}

void tb_arena_free(struct tb_arena *arena)
{
    if (!arena)
        return;
    for (size_t i = 0; i < arena->count; i++)
        free(arena->blocks[i].bytes);
    free(arena);
}

void tb_arena_reset(struct tb_arena *arena)
{
    tb_arena_rewind(arena, (struct tb_mark){0, 0});
    arena->failed = TB_OK;
}

static bool add_block(struct tb_arena *arena, size_t least)
{
    size_t size = arena->count ? arena->blocks[arena->count - 1].size * 2 : FIRST_BLOCK;
    if (size > LARGEST_BLOCK)
        size = LARGEST_BLOCK;
    if (size < least)
        size = least;
    if (size > arena->cap - arena->held)
        size = arena->cap - arena->held; /* the last piece up to the cap */
    if (size < least || arena->count == MAX_BLOCKS) {
        arena->failed = TB_ELIMIT;
        return false;
    }
    void *bytes = NULL;
    if (size >= HUGE_PAGE) {
        if (posix_memalign(&bytes, HUGE_PAGE, size) != 0)
            bytes = NULL;
        else
            (void)madvise(bytes, size, MADV_HUGEPAGE); /* only a hint */
    } else {
        bytes = malloc(size);
    }
    if (!bytes) {
        arena->failed = TB_ENOMEM;
        return false;
    }
    arena->blocks[arena->count++] = (struct block){bytes, size, 0};
    arena->held += size;
    return true;
}

void tb_arena_part(struct tb_arena *arena)
{
    if (arena->current >= arena->count)
        return;
    struct block *block = &arena->blocks[arena->current];
    size_t next = (block->used + HUGE_PAGE - 1) / HUGE_PAGE * HUGE_PAGE;
    if (next < block->size || arena->cap - arena->held >= HUGE_PAGE)
        block->used = next < block->size ? next : block->size;
    arena->last = NULL;
}

void *tb_arena_alloc(struct tb_arena *arena, size_t size)
{
    if (size > SIZE_MAX - ALIGNMENT) {
        arena->failed = TB_ELIMIT;
        return NULL;
    }
    size_t need = (size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    if (need == 0)
        need = ALIGNMENT;
    for (;; arena->current++) {
        if (arena->current >= arena->count && !add_block(arena, need)) {
            if (arena->count > 0)
                arena->current = arena->count - 1;
            arena->last = NULL; /* it may lie in a block before the current one */
            return NULL;
        }
        struct block *block = &arena->blocks[arena->current];
        if (block->size - block->used >= need) {
            arena->last = block->bytes + block->used;
            block->used += need;
            return arena->last;
        }
    }
}

void *tb_arena_array(struct tb_arena *arena, size_t count, size_t size)
{
    size_t bytes;
    if (__builtin_mul_overflow(count, size, &bytes)) {
        arena->failed = TB_ELIMIT;
        return NULL;
    }
    void *memory = tb_arena_alloc(arena, bytes);
    if (memory)
        memset(memory, 0, bytes);
    return memory;
}

void *tb_arena_grow(struct tb_arena *arena, void *old, size_t old_size, size_t new_size)
{
    if (old && old == arena->last && new_size >= old_size) {
        struct block *block = &arena->blocks[arena->current];
        size_t start = (size_t)(arena->last - block->bytes);
        if (new_size <= block->size - start) {
            size_t end = start + (new_size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
            block->used = end > block->size ? block->size : end;
            return old;
        }
    }
    void *grown = tb_arena_alloc(arena, new_size);
    if (grown && old && old_size)
        memcpy(grown, old, old_size < new_size ? old_size : new_size);
    return grown;
}

struct tb_str tb_arena_copy(struct tb_arena *arena, struct tb_str s)
{
    char *copy = s.len < SIZE_MAX ? tb_arena_alloc(arena, s.len + 1) : NULL;
    if (!copy)
        return (struct tb_str){NULL, 0};
    if (s.len)
        memcpy(copy, s.ptr, s.len);
    copy[s.len] = '\0';
    return (struct tb_str){copy, s.len};
}

struct tb_str tb_arena_printf(struct tb_arena *arena, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    int len = vsnprintf(NULL, 0, format, args);
    va_end(args);
    char *text = len < 0 ? NULL : tb_arena_alloc(arena, (size_t)len + 1);
    if (!text)
        return (struct tb_str){NULL, 0};
    va_start(args, format);
    vsnprintf(text, (size_t)len + 1, format, args);
    va_end(args);
    return (struct tb_str){text, (size_t)len};
}

struct tb_mark tb_arena_mark(const struct tb_arena *arena)
{
    if (arena->count == 0)
        return (struct tb_mark){0, 0};
    return (struct tb_mark){arena->current, arena->blocks[arena->current].used};
}

void tb_arena_rewind(struct tb_arena *arena, struct tb_mark mark)
{
    for (size_t i = mark.block; i < arena->count; i++)
        arena->blocks[i].used = i == mark.block ? mark.used : 0;
    arena->current = mark.block;
    arena->last = NULL;
}

size_t tb_arena_used(const struct tb_arena *arena)
{
    size_t used = 0;
    for (size_t i = 0; i < arena->count; i++)
        used += arena->blocks[i].used;
    return used;
}

#ifdef __clang_analyzer__ /* see base/error.h */
#undef tb_arena_fail
#endif

enum tb_status tb_arena_fail(const struct tb_arena *arena, struct tb_error *error)
{
    if (arena->failed == TB_ELIMIT)
        return tb_fail(error, TB_ELIMIT, "数据超出内存上限（%zu MiB），请拆分输入",
                       "the data needs more than the limit of %zu MiB, please split the input",
                       arena->cap >> 20);
    return tb_fail_memory(error);
}
