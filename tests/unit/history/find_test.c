/* find_test.c - snapshots by name, what came before which, and what is said of names that are wrong. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "history/store.h"
#include "place.h"

static int set_up(void **state)
{
    (void)state;
    return place_make();
}

static int tear_down(void **state)
{
    (void)state;
    return place_remove();
}

/* Adds the periods, named with blanks between, in this order; a name again is a revision. */
static void add(const char *series, const char *periods)
{
    static unsigned count;
    for (const char *at = periods; *at; at += strspn(at, " ")) {
        char text[64];
        size_t len = strcspn(at, " ");
        snprintf(text, sizeof text, "%u: %.*s\n", ++count, (int)len, at);
        struct tb_history_new new = {
            .series = tb_str_of(series), .period = {at, len}, .bytes = tb_str_of(text)};
        struct tb_history_added added;
        tb_arena_reset(arena);
        assert_int_equal(tb_history_add(dir, &tb_io_system, &new, arena, &added, NULL), TB_OK);
        at += len;
    }
}

static struct tb_history open_store(void)
{
    struct tb_history history;
    tb_arena_reset(arena);
    assert_int_equal(tb_history_open(dir, arena, &history, NULL), TB_OK);
    return history;
}

/* The name of the snapshot that `name` means; "" and the words: there is none. */
static const char *found(const struct tb_history *history, const char *name, struct tb_error *error)
{
    struct tb_ref ref;
    const struct tb_entry **entries;
    size_t count;
    assert_int_equal(tb_ref_parse(tb_str_of(name), &ref, NULL), TB_OK);
    if (tb_history_find(history, &ref, arena, &entries, &count, error) != TB_OK)
        return "";
    assert_int_equal(count, 1);
    return tb_entry_name(history, entries[0], arena).ptr;
}

static void finds_by_name(void **state)
{
    (void)state;
    add("linzi", "2021Q1 2021Q2 2021Q3 2021Q4 2022Q1 2022Q2 2022Q1 2021Q1-4 2021plan");
    struct tb_history history = open_store();
    static const struct {
        const char *name, *means;
    } cases[] = {
        {"@latest", "linzi@2022Q2"},
        {"linzi@2022Q1", "linzi@2022Q1"},
        {"linzi@2022q1", "linzi@2022Q1"},
        {"linzi@2022Q1~1", "linzi@2022Q1~1"},
        {"linzi@previous", "linzi@2022Q1"},
        {"linzi@previous~1", "linzi@2022Q1~1"},
        {"linzi@2021Q1-4", "linzi@2021Q1-4"},
        {"linzi@2021plan", "linzi@2021plan"},
        {"*@2021Q2", "linzi@2021Q2"},
        {"linzi@2021", ""},
        {"linzi@2022Q1~2", ""},
        {"linzi@2020", ""},
        {"other@latest", ""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_string_equal(found(&history, cases[i].name, NULL), cases[i].means);
}

static void finds_in_every_series(void **state)
{
    (void)state;
    struct tb_ref ref;
    const struct tb_entry **entries;
    size_t count;
    add("linzi", "2021Q2 2021Q3");
    add("other", "2021Q2");
    struct tb_history history = open_store();
    assert_int_equal(tb_ref_parse(TB_STR("*@2021Q2"), &ref, NULL), TB_OK);
    assert_int_equal(tb_history_find(&history, &ref, arena, &entries, &count, NULL), TB_OK);
    assert_int_equal(count, 2);
    assert_int_equal(tb_ref_parse(TB_STR("*@2021Q3"), &ref, NULL), TB_OK);
    assert_int_equal(tb_history_find(&history, &ref, arena, &entries, &count, NULL), TB_OK);
    assert_int_equal(count, 1);
}

/* What is said names what there is. */
static void says_what_there_is(void **state)
{
    (void)state;
    struct tb_error error;
    struct tb_history history = open_store();
    assert_string_equal(found(&history, "linzi@2021", &error), "");
    assert_non_null(strstr(error.en, "no snapshots in"));
    add("linzi", "2021Q1 2021Q2 2021Q2");
    history = open_store();
    static const struct {
        const char *name, *says;
    } cases[] = {
        {"lnizi@2021Q1", "there is no series 'lnizi', did you mean linzi?"},
        {"qufu@2021Q1", "there is no series 'qufu'; there are linzi"},
        {"linzi@2030",
         "there is no such period in the history; there are linzi@2021Q2 linzi@2021Q1"},
        {"linzi@2021Q2~2", "there are not so many revisions of 2021Q2"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        assert_string_equal(found(&history, cases[i].name, &error), "");
        if (!strstr(error.en, cases[i].says))
            fail_msg("%s: %s", cases[i].name, error.en);
    }
    add("other", "2021Q2");
    history = open_store();
    assert_string_equal(found(&history, "@latest", &error), "");
    assert_non_null(strstr(error.en, "there are several series, name one as SERIES@PERIOD; there "
                                     "are linzi other"));
    assert_string_equal(found(&history, "other@previous", &error), "");
    assert_non_null(strstr(error.en, "there is no earlier period"));
}

/* In the order of time, whatever the order of adding. */
static void what_came_before(void **state)
{
    (void)state;
    static const struct {
        const char *series, *added, *period, *before;
    } cases[] = {
        {"quarters", "2021Q2 2021Q1 2020Q4 2021Q3", "2021Q3", "quarters@2021Q2"},
        {"quarters", "", "2021Q1", "quarters@2020Q4"},
        {"quarters", "", "2020Q4", ""},
        {"titles", "2020 2021Q1 2021H1 2021Q1-3 2021", "2021H1", "titles@2021Q1"},
        {"titles", "", "2021Q1-3", "titles@2021H1"},
        {"titles", "", "2021", "titles@2021Q1-3"},
        {"titles", "", "2021Q1", "titles@2020"},
        {"years", "2019 2020", "2020", "years@2019"},
        {"months", "2021M01-02 2021Q1 2021M01-04 2021M01-05 2021H1 2021M01-07", "2021H1",
         "months@2021M01-05"},
        {"months", "", "2021M01-07", "months@2021H1"},
        {"months", "", "2021M01-04", "months@2021Q1"},
        {"months", "", "2021M01-05", "months@2021M01-04"},
        {"both", "2021Q2 2021Q3 2021M08 2021H1", "2021Q3", "both@2021Q2"},
        {"both", "", "2021M08", "both@2021Q2"},
        {"planned", "2020Q4 2021Q1 2021Q2 2021plan", "2021Q1", "planned@2021plan"},
        {"planned", "", "2021plan", "planned@2020Q4"},
        {"planned", "", "2021Q2", "planned@2021Q1"},
        {"again", "2021Q1 2021Q1 2021Q2", "2021Q2", "again@2021Q1"},
        {"days", "2021-10-31 2021-09-30", "2021-10-31", "days@2021-09-30"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        add(cases[i].series, cases[i].added);
        struct tb_history history = open_store();
        const struct tb_entry *entry = NULL;
        for (size_t k = 0; k < history.count; k++)
            if (tb_str_eq(history.at[k].series, tb_str_of(cases[i].series)) &&
                tb_str_eq(history.at[k].period_name, tb_str_of(cases[i].period)))
                entry = &history.at[k];
        assert_non_null(entry);
        entry = tb_history_previous(&history, entry);
        const char *name = entry ? tb_entry_name(&history, entry, arena).ptr : "";
        if (strcmp(name, cases[i].before) != 0)
            fail_msg("before %s@%s came '%s', not '%s'", cases[i].series, cases[i].period, name,
                     cases[i].before);
    }
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(finds_by_name),
        TEST(finds_in_every_series),
        TEST(says_what_there_is),
        TEST(what_came_before),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
