/* plugins_test.c - which folders are plugins, what is read of them, what grants are tied to. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "../scratch.h"
#include "host/plugins.h"

static struct tb_arena *arena;

static int set_up(void **state)
{
    (void)state;
    return scratch_make() || tb_arena_new((size_t)64 << 20, &arena, NULL) != TB_OK ? -1 : 0;
}

static int tear_down(void **state)
{
    (void)state;
    tb_arena_free(arena);
    return scratch_remove();
}

static enum tb_status find(struct tb_plugin_set *set, struct tb_error *error)
{
    return tb_plugins_find(scratch_path("bundled"), scratch_path("desk"), arena, set, error);
}

/* The one error that finding gives; its source must end with `where`, its words hold `says`. */
static void refused(enum tb_status expected, const char *where, const char *says)
{
    struct tb_plugin_set set = {.count = 77};
    struct tb_error error = {0};
    assert_int_equal(find(&set, &error), expected);
    assert_int_equal(set.count, 77);
    if (!tb_str_ends(tb_str_of(error.source), tb_str_of(where)) || !strstr(error.en, says))
        fail_msg("expected …%s: …%s…, found %s: %s", where, says, error.source, error.en);
    assert_true(error.zh[0] != '\0');
}

/* The one plugin that cannot be used, and why; the others are there all the same. */
static void spoilt(enum tb_status expected, const char *where, const char *says)
{
    struct tb_plugin_set set;
    struct tb_error error = {0};
    size_t count = 0;
    if (find(&set, &error) != TB_OK)
        fail_msg("%s", error.en);
    for (size_t i = 0; i < set.count; i++) {
        const struct tb_error *fault = set.at[i].fault;
        if (!fault)
            continue;
        count++;
        assert_int_equal(fault->status, expected);
        if (strcmp(fault->source, where) != 0 || !strstr(fault->en, says))
            fail_msg("expected %s: …%s…, found %s: %s", where, says, fault->source, fault->en);
        assert_true(fault->zh[0] != '\0');
        assert_true(tb_str_starts(set.at[i].file.path, TB_STR("plugins/checks/")));
    }
    assert_int_equal(count, 1);
    const struct tb_plugin *good = tb_plugin_find(&set, TB_PLUGIN_CHECK, TB_STR("good"));
    assert_non_null(good);
    assert_null(good->fault);
}

static void finds_both_trees_in_order(void **state)
{
    (void)state;
    scratch_text("bundled/exports/markdown/export.lua", "return export {}");
    scratch_text("bundled/checks/sums/check.lua", "return check {}");
    scratch_text("bundled/checks/README.md", "not a plugin");
    scratch_text("desk/plugins/checks/ours/check.lua", "return check { id = 'ours' }");
    scratch_text("desk/plugins/checks/ours/words.lua", "return {}");
    scratch_text("desk/plugins/checks/ours/a-b_C2.lua", "return {}");
    scratch_text("desk/plugins/checks/ours/cases.lua", "return { 1 }");
    scratch_text("desk/plugins/checks/ours/README.md", "about");
    scratch_text("desk/plugins/checks/ours/.words.lua", "hidden");
    scratch_text("desk/plugins/checks/ours/data/deep.lua", "deeper");
    struct tb_plugin_set set;
    assert_int_equal(find(&set, NULL), TB_OK);
    assert_int_equal(set.count, 3);
    const struct tb_plugin *ours = &set.at[0];
    assert_string_equal(ours->file.id.ptr, "ours");
    assert_string_equal(set.at[1].file.id.ptr, "sums");
    assert_string_equal(set.at[2].file.id.ptr, "markdown");
    assert_int_equal(set.at[2].kind, TB_PLUGIN_EXPORT);
    assert_true(set.at[1].bundled && !ours->bundled && ours->enabled);
    assert_string_equal(ours->file.path.ptr, "plugins/checks/ours/check.lua");
    assert_string_equal(ours->file.cases_path.ptr, "plugins/checks/ours/cases.lua");
    assert_true(tb_str_eq(ours->file.text, TB_STR("return check { id = 'ours' }")));
    assert_true(tb_str_eq(ours->file.cases, TB_STR("return { 1 }")));
    assert_int_equal(ours->file.module_count, 2);
    assert_string_equal(ours->file.modules[0].name, "a-b_C2");
    assert_string_equal(ours->file.modules[1].name, "words");
    assert_null(set.at[1].file.cases.ptr);
    assert_ptr_equal(tb_plugin_find(&set, TB_PLUGIN_CHECK, TB_STR("ours")), ours);
    assert_null(tb_plugin_find(&set, TB_PLUGIN_EXPORT, TB_STR("ours")));
}

static void nothing_is_no_error(void **state)
{
    (void)state;
    struct tb_plugin_set set;
    assert_int_equal(find(&set, NULL), TB_OK);
    assert_int_equal(set.count, 0);
    assert_int_equal(tb_plugins_find(NULL, NULL, arena, &set, NULL), TB_OK);
    assert_int_equal(set.count, 0);
}

static void hash_of(char out[65])
{
    struct tb_plugin_set set;
    assert_int_equal(find(&set, NULL), TB_OK);
    assert_int_equal(set.count, 1);
    memcpy(out, set.at[0].hash, 65);
}

/* The hash follows the bytes and names of the code and nothing else. */
static void hash_is_of_the_code(void **state)
{
    (void)state;
    char first[65], again[65];
    scratch_text("desk/plugins/checks/x/check.lua", "return 1");
    scratch_text("desk/plugins/checks/x/m.lua", "return 2");
    hash_of(first);
    assert_int_equal(strlen(first), 64);
    scratch_text("desk/plugins/checks/x/README.md", "words");
    hash_of(again);
    assert_string_equal(first, again);
    scratch_text("desk/plugins/checks/x/m.lua", "return 3");
    hash_of(again);
    assert_string_not_equal(first, again);
    scratch_text("desk/plugins/checks/x/m.lua", "return 2");
    hash_of(again);
    assert_string_equal(first, again);
    assert_int_equal(rename(scratch_path("desk/plugins/checks/x/m.lua"),
                            scratch_path("desk/plugins/checks/x/n.lua")),
                     0);
    hash_of(again);
    assert_string_not_equal(first, again);
}

static void refuses_names(void **state)
{
    (void)state;
    scratch_text("desk/plugins/checks/Big_Name/check.lua", "");
    refused(TB_EUSAGE, "checks/Big_Name", "rename the folder");
    rename(scratch_path("desk/plugins/checks/Big_Name"), scratch_path("desk/plugins/checks/-x"));
    refused(TB_EUSAGE, "checks/-x", "rename the folder");
}

static void refuses_strange_folders(void **state)
{
    (void)state;
    scratch_text("desk/plugins/check/x/check.lua", "");
    refused(TB_EUSAGE, "plugins/check", "did you mean 'checks'?");
    rename(scratch_path("desk/plugins/check"), scratch_path("desk/plugins/zzz"));
    refused(TB_EUSAGE, "plugins/zzz", "move the folder elsewhere");
}

static void a_folder_without_its_file_is_a_fault(void **state)
{
    (void)state;
    scratch_text("desk/plugins/checks/good/check.lua", "");
    scratch_text("desk/plugins/checks/x/checks.lua", "");
    spoilt(TB_EUSAGE, "plugins/checks/x", "has no check.lua");
}

static void refuses_a_bundled_name(void **state)
{
    (void)state;
    scratch_text("bundled/checks/sums/check.lua", "");
    scratch_text("desk/plugins/checks/sums/check.lua", "");
    refused(TB_EUSAGE, "plugins/checks/sums/check.lua", "'sums' already");
}

static void links_that_leave_are_a_fault(void **state)
{
    (void)state;
    scratch_text("secret.lua", "return 1");
    scratch_text("desk/plugins/checks/good/check.lua", "");
    scratch_text("desk/plugins/checks/x/check.lua", "");
    assert_int_equal(symlink("../../../../secret.lua", scratch_path("desk/plugins/checks/x/m.lua")),
                     0);
    spoilt(TB_EUSAGE, "plugins/checks/x/m.lua", "a link that leaves it");
    unlink(scratch_path("desk/plugins/checks/x/m.lua"));
    assert_int_equal(symlink("check.lua", scratch_path("desk/plugins/checks/x/m.lua")), 0);
    struct tb_plugin_set set;
    assert_int_equal(find(&set, NULL), TB_OK);
    assert_null(set.at[1].fault);
    scratch_text("away/y/check.lua", "");
    assert_int_equal(symlink("../../../away/y", scratch_path("desk/plugins/checks/y")), 0);
    spoilt(TB_EUSAGE, "plugins/checks/y", "leaves the tree");
    unlink(scratch_path("desk/plugins/checks/y"));
    assert_int_equal(symlink("nowhere", scratch_path("desk/plugins/checks/x/z.lua")), 0);
    spoilt(TB_EIO, "plugins/checks/x/z.lua", "cannot be read");
}

static void what_is_no_text_is_a_fault(void **state)
{
    (void)state;
    scratch_text("desk/plugins/checks/good/check.lua", "");
    scratch_write("desk/plugins/checks/x/check.lua", "return '\xFF'", 11);
    spoilt(TB_EUSAGE, "plugins/checks/x/check.lua", "not UTF-8");
    scratch_write("desk/plugins/checks/x/check.lua", "return\0", 7);
    spoilt(TB_EUSAGE, "plugins/checks/x/check.lua", "not UTF-8");
    unlink(scratch_path("desk/plugins/checks/x/check.lua"));
    assert_int_equal(mkfifo(scratch_path("desk/plugins/checks/x/check.lua"), 0600), 0);
    spoilt(TB_EUSAGE, "plugins/checks/x/check.lua", "expected a plain file");
    unlink(scratch_path("desk/plugins/checks/x/check.lua"));
    scratch_text("desk/plugins/checks/x/check.lua/folder", "");
    spoilt(TB_EUSAGE, "plugins/checks/x/check.lua", "expected a plain file");
}

static void a_module_of_a_wrong_name_is_a_fault(void **state)
{
    (void)state;
    scratch_text("desk/plugins/checks/good/check.lua", "");
    scratch_text("desk/plugins/checks/x/check.lua", "");
    scratch_text("desk/plugins/checks/x/two words.lua", "");
    spoilt(TB_EUSAGE, "plugins/checks/x/two words.lua", "rename the file");
}

static void what_exceeds_a_cap_is_a_fault(void **state)
{
    (void)state;
    char *large = calloc(1, TB_PLUGIN_SOURCE_MAX + 1);
    memset(large, '\n', TB_PLUGIN_SOURCE_MAX + 1);
    scratch_text("desk/plugins/checks/good/check.lua", "");
    scratch_write("desk/plugins/checks/x/check.lua", large, TB_PLUGIN_SOURCE_MAX);
    struct tb_plugin_set set;
    assert_int_equal(find(&set, NULL), TB_OK);
    assert_null(set.at[1].fault);
    scratch_write("desk/plugins/checks/x/check.lua", large, TB_PLUGIN_SOURCE_MAX + 1);
    spoilt(TB_ELIMIT, "plugins/checks/x/check.lua", "larger than the limit of 256 KiB");
    free(large);
    scratch_text("desk/plugins/checks/x/check.lua", "");
    for (int i = 0; i < TB_PLUGIN_FILES_MAX; i++) {
        char name[64];
        snprintf(name, sizeof name, "desk/plugins/checks/x/m%d.lua", i);
        scratch_text(name, "");
    }
    spoilt(TB_ELIMIT, "plugins/checks/x/m9.lua", "at most 64 .lua files");
}

static void bundled_tree_is_beside_the_program(void **state)
{
    (void)state;
    assert_null(tb_plugins_bundled_dir(scratch_path("usr/bin"), arena).ptr);
    scratch_text("usr/bin/share/tongbao/plugins/checks/x", "");
    assert_true(tb_str_ends(tb_plugins_bundled_dir(scratch_path("usr/bin"), arena),
                            TB_STR("usr/bin/share/tongbao/plugins")));
    scratch_text("usr/share/tongbao/plugins/checks/x", "");
    assert_true(tb_str_ends(tb_plugins_bundled_dir(scratch_path("usr/bin"), arena),
                            TB_STR("usr/bin/../share/tongbao/plugins")));
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(finds_both_trees_in_order),     TEST(nothing_is_no_error),
        TEST(hash_is_of_the_code),           TEST(refuses_names),
        TEST(refuses_strange_folders),       TEST(a_folder_without_its_file_is_a_fault),
        TEST(refuses_a_bundled_name),        TEST(links_that_leave_are_a_fault),
        TEST(what_is_no_text_is_a_fault),    TEST(a_module_of_a_wrong_name_is_a_fault),
        TEST(what_exceeds_a_cap_is_a_fault), TEST(bundled_tree_is_beside_the_program),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
