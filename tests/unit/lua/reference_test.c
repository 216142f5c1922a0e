/* reference_test.c - the committed reference and stubs are what the tables give. Called with "write"
 * it writes them anew: that is how they are changed. */
#include "fixture.h"

#include "base/file.h"
#include "lua/run.h"
#include "lua/view.h"

#define DOCS TB_TEST_DATA "/../../docs/api/"

static const struct page {
    const char *path;
    void (*make)(struct tb_buf *out);
} pages[] = {
    {DOCS "reference.md", tb_reference_markdown},
    {DOCS "tongbao.lua", tb_reference_stubs},
};
enum { PAGE_COUNT = sizeof pages / sizeof *pages };

static int write_pages(void)
{
    for (size_t i = 0; i < PAGE_COUNT; i++) {
        struct tb_buf text = tb_buf_make(1 << 20);
        FILE *file = fopen(pages[i].path, "wb");
        pages[i].make(&text);
        if (!file || fwrite(text.ptr, 1, text.len, file) != text.len || fclose(file) != 0)
            return 1;
        tb_buf_free(&text);
    }
    return 0;
}

static void committed_pages_are_up_to_date(void **state)
{
    struct tb_arena *arena;
    (void)state;
    assert_int_equal(tb_arena_new(4 << 20, &arena, NULL), TB_OK);
    for (size_t i = 0; i < PAGE_COUNT; i++) {
        struct tb_buf made = tb_buf_make(1 << 20);
        struct tb_str committed;
        struct tb_error error;
        if (tb_file_read(pages[i].path, 1 << 20, arena, &committed, &error) != TB_OK)
            fail_msg("%s", error.en);
        pages[i].make(&made);
        assert_int_equal(tb_buf_status(&made, &error), TB_OK);
        if (!tb_str_eq(tb_buf_str(&made), committed))
            fail_msg("%s is not what the tables give: run this test with the argument 'write'",
                     pages[i].path);
        tb_buf_free(&made);
    }
    tb_arena_free(arena);
}

static void check_words(const char *where, const char *name, const char *signature, const char *doc,
                        const char *since)
{
    if (!name || !*name || !signature || !*signature || !doc || !*doc || !since || !*since)
        fail_msg("%s.%s: a name needs a signature, a sentence and a version", where,
                 name ? name : "?");
    if (doc[strlen(doc) - 1] == '.')
        fail_msg("%s.%s: no full stop", where, name);
}

static void every_name_is_documented(void **state)
{
    (void)state;
    for (size_t i = 0; i < tb_type_count; i++)
        for (size_t k = 0; k < tb_types[i]->count; k++) {
            const struct tb_entry *entry = &tb_types[i]->entries[k];
            check_words(tb_types[i]->name, entry->name, entry->signature, entry->doc, entry->since);
            assert_true((entry->get != NULL) != (entry->call != NULL));
            assert_true((entry->call != NULL) == (entry->signature[0] == '('));
        }
    for (size_t k = 0; k < tb_check_slot_count; k++)
        check_words("check", tb_check_slots[k].name, tb_check_slots[k].signature,
                    tb_check_slots[k].doc, tb_check_slots[k].since);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(committed_pages_are_up_to_date),
        cmocka_unit_test(every_name_is_documented),
    };
    if (argc > 1 && strcmp(argv[1], "write") == 0)
        return write_pages();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
