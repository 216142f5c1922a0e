/*
 * cases.h - what the tests of this layer share: an arena, the knowledge, the cases of tests/data.
 */
#ifndef TB_TESTS_INGEST_CASES_H
#define TB_TESTS_INGEST_CASES_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/file.h"
#include "base/tsv.h"
#include "ingest/knowledge.h"

static struct tb_arena *arena;
static struct tb_ingest *know;

static int set_up(void **state)
{
    (void)state;
    return tb_arena_new((size_t)1 << 30, &arena, NULL) == TB_OK &&
                   tb_ingest_new(NULL, 0, arena, &know, NULL) == TB_OK
               ? 0
               : -1;
}

static int tear_down(void **state)
{
    (void)state;
    tb_arena_free(arena);
    return 0;
}

static inline void assert_str(struct tb_str found, struct tb_str expected, struct tb_str of)
{
    if (!tb_str_eq(found, expected))
        fail_msg("%.*s: expected \"%.*s\", found \"%.*s\"", TB_ARG(of), TB_ARG(expected),
                 TB_ARG(found));
}

static inline void assert_text(struct tb_str found, const char *expected)
{
    assert_str(found, tb_str_of(expected), TB_STR("text"));
}

/* Calls `check` for each record of a file of tests/data; at least `least` of them. */
static inline void for_each_case(const char *path, size_t fields, size_t least,
                                 void (*check)(const struct tb_tsv_record *))
{
    struct tb_str text;
    assert_int_equal(tb_file_read(path, 1 << 20, arena, &text, NULL), TB_OK);
    struct tb_tsv cases = tb_tsv_open(text, path, fields, fields);
    for (size_t count = 0;; count++) {
        struct tb_tsv_record record;
        bool more;
        assert_int_equal(tb_tsv_next(&cases, &record, &more, NULL), TB_OK);
        if (!more) {
            assert_true(count >= least);
            return;
        }
        check(&record);
    }
}

/* A copy with padding behind it, as the loader wants its bytes. */
static inline struct tb_str padded(struct tb_str s)
{
    char *copy = TB_NEW_ARRAY(arena, char, s.len + TB_PADDING);
    assert_non_null(copy);
    if (s.len)
        memcpy(copy, s.ptr, s.len);
    return (struct tb_str){copy, s.len};
}

#endif
