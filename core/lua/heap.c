/* heap.c - see heap.h. Sizes go up by 16 bytes to 1 KiB, then by a quarter of a power of two. */
#include "lua/heap.h"

enum {
    STEP = 16,
    FINE = 1024, /* the largest size that is a multiple of STEP */
    FINE_SHIFT = 10,
    LARGEST = 64 * 1024
};
_Static_assert(FINE / STEP + 4 * 6 == TB_HEAP_CLASSES, "six doublings from FINE to LARGEST");

static unsigned class_of(size_t size)
{
    if (size <= FINE)
        return (unsigned)((size - 1) / STEP);
    unsigned shift =
        63 - (unsigned)__builtin_clzll(size - 1); /* size is in (2^shift, 2^(shift+1)] */
    unsigned quarter = (unsigned)((size - 1) >> (shift - 2)) & 3;
    return FINE / STEP + (shift - FINE_SHIFT) * 4 + quarter;
}

static size_t class_size(unsigned number)
{
    if (number < FINE / STEP)
        return ((size_t)number + 1) * STEP;
    number -= FINE / STEP;
    return (size_t)(5 + number % 4) << (FINE_SHIFT + number / 4 - 2);
}

static void *get(struct tb_heap *heap, unsigned number)
{
    void *piece = heap->unused[number];
    if (!piece)
        return tb_arena_alloc(heap->arena, class_size(number));
    memcpy(&heap->unused[number], piece, sizeof(void *));
    return piece;
}

static void put(struct tb_heap *heap, void *piece, unsigned number)
{
    memcpy(piece, &heap->unused[number], sizeof(void *));
    heap->unused[number] = piece;
}

/* Stands before every large piece, in a list. */
struct tb_heap_block {
    struct tb_heap_block *next, **link; /* link: the pointer that points here */
};
_Static_assert(sizeof(struct tb_heap_block) % STEP == 0,
               "large pieces are aligned like small ones");

static struct tb_heap_block *block_of(void *piece)
{
    return (struct tb_heap_block *)piece - 1;
}

/* `old` NULL: a new one. */
static void *resize_large(struct tb_heap *heap, void *old, size_t size)
{
    struct tb_heap_block *block = NULL;
    if (size <= SIZE_MAX - sizeof *block)
        block = realloc(old ? block_of(old) : NULL, sizeof *block + size);
    if (!block)
        return NULL;
    if (!old) {
        block->next = heap->large;
        block->link = &heap->large;
    }
    *block->link = block;
    if (block->next)
        block->next->link = &block->next;
    return block + 1;
}

static void free_large(void *piece)
{
    struct tb_heap_block *block = block_of(piece);
    *block->link = block->next;
    if (block->next)
        block->next->link = block->link;
    free(block);
}

void tb_heap_clear(struct tb_heap *heap)
{
    for (struct tb_heap_block *block = heap->large, *next; block; block = next) {
        next = block->next;
        free(block);
    }
    heap->large = NULL;
    memset(heap->unused, 0, sizeof heap->unused);
    tb_arena_reset(heap->arena);
}

static void give_back(struct tb_heap *heap, void *old, size_t old_size)
{
    if (old && old_size > LARGEST)
        free_large(old);
    else if (old)
        put(heap, old, class_of(old_size));
}

void *tb_heap_resize(struct tb_heap *heap, void *old, size_t old_size, size_t size)
{
    if (size == 0) {
        give_back(heap, old, old_size);
        return NULL;
    }
    bool is_large = size > LARGEST, was_large = old && old_size > LARGEST;
    if (old && is_large && was_large)
        return resize_large(heap, old, size);
    if (old && !is_large && !was_large && class_of(size) == class_of(old_size))
        return old;
    void *piece = is_large ? resize_large(heap, NULL, size) : get(heap, class_of(size));
    if (!old)
        return piece;
    if (!piece)
        return size < old_size ? old : NULL; /* Lua relies on it that what shrinks never fails */
    memcpy(piece, old, old_size < size ? old_size : size);
    give_back(heap, old, old_size);
    return piece;
}
