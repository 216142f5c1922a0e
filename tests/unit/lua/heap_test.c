/* heap.c: pieces keep their bytes while others come and go, freed ones are used again, and what
 * shrinks never fails. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "lua/heap.h"

static struct tb_heap new_heap(size_t cap)
{
    struct tb_heap heap = {0};
    assert_int_equal(tb_arena_new(cap, &heap.arena, NULL), TB_OK);
    return heap;
}

struct piece {
    unsigned char *bytes;
    size_t size;
};

static void fill(struct piece *piece, size_t from, unsigned char mark)
{
    for (size_t i = from; i < piece->size; i++)
        piece->bytes[i] = mark;
}

static void assert_filled(const struct piece *piece, size_t size, unsigned char mark)
{
    size_t right = 0;
    while (right < size && piece->bytes[right] == mark)
        right++;
    assert_int_equal(right, size);
}

/* Sizes on both sides of every step, small and large. */
static size_t size_of(uint32_t random)
{
    size_t size = (size_t)1 << (random % 18);
    return size + random / 18 % 5 - (size > 2 ? 2 : 0) + random % 3 * size / 4;
}

static void pieces_keep_their_bytes(void **state)
{
    enum { PIECES = 64, STEPS = 5000 };
    struct tb_heap heap = new_heap(256u << 20);
    struct piece pieces[PIECES] = {{0}};
    uint32_t random = 1;
    (void)state;
    for (int step = 0; step < STEPS; step++) {
        random = random * 1664525u + 1013904223u;
        size_t at = (random >> 8) % PIECES;
        struct piece *piece = &pieces[at];
        size_t size = random >> 30 ? size_of(random >> 10 & 0xFFFFF) : 0;
        size_t kept = size < piece->size ? size : piece->size;
        assert_filled(piece, piece->size, (unsigned char)at);
        piece->bytes = tb_heap_resize(&heap, piece->bytes, piece->size, size);
        assert_true((piece->bytes == NULL) == (size == 0));
        assert_int_equal((uintptr_t)piece->bytes % 16, 0);
        assert_filled(piece, kept, (unsigned char)at);
        piece->size = size;
        fill(piece, kept, (unsigned char)at);
    }
    for (size_t i = 0; i < PIECES; i++)
        tb_heap_resize(&heap, pieces[i].bytes, pieces[i].size, 0);
    tb_arena_free(heap.arena);
}

static void freed_pieces_are_used_again(void **state)
{
    struct tb_heap heap = new_heap(1u << 20);
    void *first = tb_heap_resize(&heap, NULL, 0, 40);
    (void)state;
    assert_ptr_equal(tb_heap_resize(&heap, first, 40, 48), first); /* the piece is large enough */
    assert_null(tb_heap_resize(&heap, first, 48, 0));
    size_t used = tb_arena_used(heap.arena);
    assert_ptr_equal(tb_heap_resize(&heap, NULL, 0, 33), first);
    assert_int_equal(tb_arena_used(heap.arena), used);
    assert_ptr_not_equal(tb_heap_resize(&heap, NULL, 0, 33), first);
    tb_arena_free(heap.arena);
}

static void what_shrinks_never_fails(void **state)
{
    enum { CAP = 64 * 1024 };
    struct tb_heap heap = new_heap(CAP);
    char *piece = tb_heap_resize(&heap, NULL, 0, 1000), *last = piece;
    (void)state;
    memset(piece, 'x', 1000);
    for (size_t size = 32768; size >= 16; size /= 2)
        while (tb_heap_resize(&heap, NULL, 0, size))
            ;
    assert_null(tb_heap_resize(&heap, piece, 1000, 2000));
    for (size_t size = 1000; size > 1; size = size * 2 / 3) {
        last = tb_heap_resize(&heap, last, size, size * 2 / 3);
        assert_non_null(last);
        assert_int_equal(last[0], 'x');
        assert_int_equal(last[size * 2 / 3 - 1], 'x');
    }
    tb_arena_free(heap.arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pieces_keep_their_bytes),
        cmocka_unit_test(freed_pieces_are_used_again),
        cmocka_unit_test(what_shrinks_never_fails),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
