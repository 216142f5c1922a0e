/* Arena and lists: caps, reuse, growth in place, marks. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/list.h"

static struct tb_arena *new_arena(size_t cap)
{
    struct tb_arena *arena = NULL;
    assert_int_equal(tb_arena_new(cap, &arena, NULL), TB_OK);
    return arena;
}

static void memory_is_aligned_cleared_and_apart(void **state)
{
    (void)state;
    struct tb_arena *arena = new_arena(1 << 20);
    char *bytes = tb_arena_alloc(arena, 3);
    uint64_t *numbers = TB_NEW_ARRAY(arena, uint64_t, 5);
    assert_non_null(bytes);
    assert_int_equal((uintptr_t)numbers % 16, 0);
    for (int i = 0; i < 5; i++)
        assert_int_equal(numbers[i], 0);
    memset(bytes, 0xFF, 3);
    assert_int_equal(numbers[0], 0);
    assert_non_null(tb_arena_alloc(arena, 0));
    tb_arena_free(arena);
}

static void the_cap_is_a_limit_and_not_a_lack_of_memory(void **state)
{
    (void)state;
    struct tb_error error;
    struct tb_arena *arena = new_arena(100000);
    assert_non_null(tb_arena_alloc(arena, 90000));
    assert_null(tb_arena_alloc(arena, 20000));
    assert_int_equal(tb_arena_fail(arena, &error), TB_ELIMIT);
    assert_null(tb_arena_alloc(arena, SIZE_MAX));
    assert_null(tb_arena_array(arena, SIZE_MAX / 2, 4));
    assert_non_null(tb_arena_alloc(arena, 5000));
    tb_arena_free(arena);
}

static void a_reset_gives_the_same_memory_again(void **state)
{
    (void)state;
    struct tb_arena *arena = new_arena(64u << 20);
    void *first = tb_arena_alloc(arena, 10 << 20);
    assert_non_null(tb_arena_alloc(arena, 10 << 20));
    size_t used = tb_arena_used(arena);
    tb_arena_reset(arena);
    assert_int_equal(tb_arena_used(arena), 0);
    assert_ptr_equal(tb_arena_alloc(arena, 10 << 20), first);
    assert_non_null(tb_arena_alloc(arena, 10 << 20));
    assert_int_equal(tb_arena_used(arena), used);
    tb_arena_free(arena);
}

static void a_rewind_forgets_what_came_after_the_mark(void **state)
{
    (void)state;
    struct tb_arena *arena = new_arena(8u << 20);
    struct tb_str kept = tb_arena_copy(arena, TB_STR("留下"));
    struct tb_mark mark = tb_arena_mark(arena);
    for (int i = 0; i < 300; i++)
        assert_non_null(tb_arena_alloc(arena, 5000));
    size_t before = tb_arena_used(arena);
    tb_arena_rewind(arena, mark);
    assert_true(tb_arena_used(arena) < before);
    assert_true(tb_str_eq(kept, TB_STR("留下")));
    assert_int_equal(kept.ptr[kept.len], '\0');
    tb_arena_free(arena);
}

static void a_part_shares_no_huge_page_with_what_was_there(void **state)
{
    (void)state;
    enum { HUGE = 2 << 20 };
    struct tb_arena *arena = new_arena(16u << 20), *small = new_arena(100000);
    tb_arena_part(arena); /* nothing to part from */
    for (int i = 0; i < 3; i++) {
        char *before = tb_arena_alloc(arena, 100);
        tb_arena_part(arena);
        char *after = tb_arena_alloc(arena, 100);
        assert_true((uintptr_t)before / HUGE != (uintptr_t)after / HUGE);
    }
    /* where the cap leaves no room for that the rest is used */
    assert_non_null(tb_arena_alloc(small, 40000));
    tb_arena_part(small);
    assert_non_null(tb_arena_alloc(small, 40000));
    tb_arena_free(small);
    tb_arena_free(arena);
}

static void lists_grow_and_keep_their_elements(void **state)
{
    (void)state;
    struct tb_arena *arena = new_arena(8u << 20);
    struct {
        uint32_t *at;
        size_t count, room;
    } list = {0};
    for (uint32_t i = 0; i < 10000; i++) {
        uint32_t *added = TB_LIST_ADD(arena, &list);
        assert_non_null(added);
        assert_int_equal(*added, 0);
        *added = i;
        if (i % 700 == 0)
            assert_non_null(tb_arena_alloc(arena, 40)); /* so that it cannot always grow in place */
    }
    for (uint32_t i = 0; i < 10000; i++)
        assert_int_equal(list.at[i], i);
    tb_arena_free(arena);
}

static void a_full_list_is_left_as_it_was(void **state)
{
    (void)state;
    struct tb_arena *arena = new_arena(1000);
    struct {
        uint64_t *at;
        size_t count, room;
    } list = {0};
    uint64_t *added;
    while ((added = TB_LIST_ADD(arena, &list)) != NULL)
        *added = list.count;
    assert_true(list.count >= 8);
    assert_int_equal(list.at[list.count - 1], list.count);
    tb_arena_free(arena);
}

static void a_failure_does_not_make_the_last_piece_grow_over_its_block(void **state)
{
    (void)state;
    struct tb_arena *arena = new_arena(200000);
    assert_non_null(tb_arena_alloc(arena, 60000));
    assert_non_null(tb_arena_alloc(arena, 100000)); /* a second block */
    tb_arena_reset(arena);
    void *piece = tb_arena_alloc(arena, 60000);
    assert_null(tb_arena_alloc(arena, 190000)); /* looked for behind the first block */
    assert_ptr_not_equal(tb_arena_grow(arena, piece, 60000, 90000), piece);
    tb_arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(memory_is_aligned_cleared_and_apart),
        cmocka_unit_test(the_cap_is_a_limit_and_not_a_lack_of_memory),
        cmocka_unit_test(a_reset_gives_the_same_memory_again),
        cmocka_unit_test(a_rewind_forgets_what_came_after_the_mark),
        cmocka_unit_test(a_part_shares_no_huge_page_with_what_was_there),
        cmocka_unit_test(lists_grow_and_keep_their_elements),
        cmocka_unit_test(a_full_list_is_left_as_it_was),
        cmocka_unit_test(a_failure_does_not_make_the_last_piece_grow_over_its_block),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
