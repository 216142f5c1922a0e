/* options_test.c - command lines, and what is answered to wrong ones. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "cli/outcome.h"
#include "cli/period.h"
#include "cli/verbs.h"

enum { WORDS_MAX = 16 };

/* A command line in one text, its words divided by blanks. */
struct line {
    char room[256];
    char *words[WORDS_MAX + 1];
    struct tb_options options;
    struct tb_error error;
};

static enum tb_status parse(struct line *line, const char *text)
{
    int count = 0;
    memset(line, 0, sizeof *line);
    snprintf(line->room, sizeof line->room, "%s", text);
    for (char *at = line->room; *at && count < WORDS_MAX;) {
        line->words[count++] = at;
        at += strcspn(at, " ");
        if (*at)
            *at++ = '\0';
    }
    return tb_options_parse(count, line->words, &line->options, &line->error);
}

static void reads_options(void **state)
{
    (void)state;
    struct line line;
    assert_int_equal(parse(&line, "tongbao check -q a.txt --format=json - --jobs 4 -C dir -- --x"),
                     TB_OK);
    assert_int_equal(line.options.verb, TB_VERB_CHECK);
    assert_int_equal(line.options.operand_count, 3);
    assert_string_equal(line.options.operands[0], "a.txt");
    assert_string_equal(line.options.operands[1], "-");
    assert_string_equal(line.options.operands[2], "--x");
    assert_true(line.options.quiet);
    assert_int_equal(line.options.format, TB_FORMAT_JSON);
    assert_int_equal(line.options.jobs, 4);
    assert_string_equal(line.options.directory, "dir");

    assert_int_equal(parse(&line, "tongbao -vCdir show x --period Q3 --year 2021 --lang zh"),
                     TB_OK);
    assert_true(line.options.verbose && line.options.has_lang);
    assert_string_equal(line.options.directory, "dir");
    assert_int_equal(line.options.period.kind, TB_PERIOD_QUARTER);
    assert_int_equal(line.options.period.from.year, 2021);

    assert_int_equal(parse(&line, "tongbao check x --fail-on note --set a.b=1 --set c=2"), TB_OK);
    assert_true(line.options.has_fail_on);
    assert_int_equal(line.options.fail_on, TB_SEVERITY_NOTE);
    assert_int_equal(line.options.set_count, 2);

    assert_int_equal(parse(&line, "tongbao show --help"), TB_OK);
    assert_int_equal(line.options.verb, TB_VERB_HELP);
    assert_string_equal(line.options.operands[0], "show");
    assert_int_equal(parse(&line, "tongbao --version"), TB_OK);
    assert_true(line.options.version);
}

static void answers_wrong_ones(void **state)
{
    (void)state;
    static const struct {
        const char *line, *says;
    } cases[] = {
        {"tongbao chekc x", "did you mean check"},
        {"tongbao xyzzy", "see tongbao help"},
        {"tongbao", "no verb was given"},
        {"tongbao check --formt json x", "did you mean --format"},
        {"tongbao check --format xml x", "expected one of text|json|ndjson"},
        {"tongbao check --format", "needs text|json|ndjson"},
        {"tongbao check --quiet=yes x", "takes no value"},
        {"tongbao check -z x", "there is no option '-z'"},
        {"tongbao check -C", "needs DIR"},
        {"tongbao check --jobs 0 x", "like 4"},
        {"tongbao check --jobs 1x x", "like 4"},
        {"tongbao check --jobs 99999999999999999999 x", "like 4"},
        {"tongbao check --year 21 x", "like 2021"},
        {"tongbao check --period Q5 --year 2021 x", "like 2021Q3"},
        {"tongbao check --period Q3 x", "like 2021Q3"},
        {"tongbao check --now 2021-02-29 x", "like 2021-10-31"},
        {"tongbao show --only x y", "show has no option --only"},
        {"tongbao doctor x", "takes at most 0"},
        {"tongbao diff a b c", "takes at most 2"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct line line;
        assert_int_equal(parse(&line, cases[i].line), TB_EUSAGE);
        if (!strstr(line.error.en, cases[i].says))
            fail_msg("%s: said '%s', expected '%s'", cases[i].line, line.error.en, cases[i].says);
        assert_true(line.error.zh[0]);
    }
}

static void every_option_is_explained(void **state)
{
    (void)state;
    for (size_t i = 0; i < TB_OPTION_END; i++) {
        const struct tb_option *option = &tb_option_table[i];
        assert_true(option->name[0] && option->zh[0] && option->en[0]);
        assert_true(option->verbs != 0);
        for (size_t k = 0; k < i; k++) {
            assert_string_not_equal(option->name, tb_option_table[k].name);
            assert_true(!option->letter || option->letter != tb_option_table[k].letter);
            assert_int_not_equal(option->id, tb_option_table[k].id);
        }
    }
    for (size_t i = 0; i < TB_VERB_END; i++)
        assert_true(tb_verb_table[i].run && tb_verb_table[i].zh && tb_verb_table[i].en);
}

static void reads_periods(void **state)
{
    (void)state;
    static const struct {
        const char *text, *zh, *en; /* zh NULL: not a period */
        const char *from, *to;
    } cases[] = {
        {"2021Q3", "2021年第三季度", "quarter 3 of 2021", "2021-07-01", "2021-09-30"},
        {"2021q1-3", "2021年前三季度", "quarters 1 to 3 of 2021", "2021-01-01", "2021-09-30"},
        {"2021H1", "2021年上半年", "first half of 2021", "2021-01-01", "2021-06-30"},
        {"2024M02", "2024年2月", "month 2 of 2024", "2024-02-01", "2024-02-29"},
        {"2021M01-08", "2021年1—8月", "months 1 to 8 of 2021", "2021-01-01", "2021-08-31"},
        {"2021", "2021年", "year 2021", "2021-01-01", "2021-12-31"},
        {"2021-10-31", "2021-10-31", "2021-10-31", "2021-10-31", "2021-10-31"},
        {"Q3", NULL, NULL, NULL, NULL}, /* no year */
        {"2021Q0", NULL, NULL, NULL, NULL},
        {"2021Q5", NULL, NULL, NULL, NULL},
        {"2021Q2-3", NULL, NULL, NULL, NULL},
        {"2021H1-2", NULL, NULL, NULL, NULL},
        {"2021M13", NULL, NULL, NULL, NULL},
        {"2021-02-30", NULL, NULL, NULL, NULL},
        {"2021Q3x", NULL, NULL, NULL, NULL},
        {"", NULL, NULL, NULL, NULL},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct tb_period period = {0};
        char room[TB_PERIOD_NAME], day[32];
        bool read = tb_period_read(tb_str_of(cases[i].text), 0, &period);
        if (read != !!cases[i].zh)
            fail_msg("%s: %s", cases[i].text, read ? "was read" : "was not read");
        if (!read)
            continue;
        assert_string_equal(tb_period_name(&period, TB_LANG_ZH, room), cases[i].zh);
        assert_string_equal(tb_period_name(&period, TB_LANG_EN, room), cases[i].en);
        snprintf(day, sizeof day, "%04d-%02d-%02d", period.from.year, period.from.month,
                 period.from.day);
        assert_string_equal(day, cases[i].from);
        snprintf(day, sizeof day, "%04d-%02d-%02d", period.to.year, period.to.month, period.to.day);
        assert_string_equal(day, cases[i].to);
    }
}

static void exit_status_follows_the_order(void **state)
{
    (void)state;
    static const enum tb_exit order[] = {TB_EXIT_USAGE,   TB_EXIT_OUTPUT, TB_EXIT_INPUT,
                                         TB_EXIT_NETWORK, TB_EXIT_PLUGIN, TB_EXIT_FOUND,
                                         TB_EXIT_CHANGED};
    enum { COUNT = sizeof order / sizeof *order };
    for (unsigned set = 0; set < 1u << COUNT; set++) {
        struct tb_outcome outcome = {0};
        enum tb_exit expected = TB_EXIT_OK;
        for (size_t i = COUNT; i-- > 0;)
            if (set >> i & 1) {
                tb_outcome_note(&outcome, order[i]);
                expected = order[i];
            }
        assert_int_equal(tb_outcome_status(&outcome), expected);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_options),
        cmocka_unit_test(answers_wrong_ones),
        cmocka_unit_test(every_option_is_explained),
        cmocka_unit_test(reads_periods),
        cmocka_unit_test(exit_status_follows_the_order),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
