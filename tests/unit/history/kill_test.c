/* kill_test.c - writers killed at random moments, two at a time in one history: what they were told is
 * kept is kept. TB_KILLS says how many kills; a few hundred else. Prints how many there were, how many of
 * them within a change, and what was lost. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <signal.h>
#include <sys/wait.h>
#include <time.h>

#include "history/prune.h"
#include "place.h"
#include "versions.h"

enum { ROWS = 5, WRITERS = 2, VERSIONS = 24, KILLS = 300, DELAY = 6000 /* microseconds at most */ };

static struct tb_buf text;

static int set_up(void **state)
{
    (void)state;
    text = tb_buf_make(1 << 22);
    return place_make();
}

static int tear_down(void **state)
{
    (void)state;
    tb_buf_free(&text);
    return place_remove();
}

/* --- a writer ------------------------------------------------------------------------------------ */

/* What a writer tells: it begins or has done something with a version. */
struct word {
    enum { BEGINS_ADD, BEGINS_PRUNE, DONE } what;
    unsigned version;
};

/* What is known of a series, between the lives of its writers. */
struct series {
    const char *name;
    enum { ABSENT, THERE, EITHER } versions[VERSIONS];
    unsigned next;
};

static void put_period(unsigned version, char out[16])
{
    snprintf(out, 16, "%uM%02u", 2021 + version / 12, version % 12 + 1);
}

static enum tb_status add(const struct series *series, unsigned version)
{
    char period[16];
    struct tb_history_added added;
    put_period(version, period);
    versions_write(version, ROWS, &text);
    struct tb_history_new new = {
        .series = tb_str_of(series->name), .period = tb_str_of(period), .bytes = tb_buf_str(&text)};
    tb_arena_reset(arena);
    return tb_history_add(dir, &tb_io_system, &new, arena, &added, NULL);
}

static enum tb_status prune(const struct series *series, unsigned version)
{
    char period[16], name[64];
    struct tb_ref ref;
    size_t packed;
    put_period(version, period);
    snprintf(name, sizeof name, "%s@%s", series->name, period);
    tb_arena_reset(arena);
    if (tb_ref_parse(tb_str_of(name), &ref, NULL) != TB_OK)
        return TB_EBUG;
    return tb_history_prune(dir, &tb_io_system, &ref, 1, arena, &packed, NULL);
}

static void tell(int fd, struct word word)
{
    if (write(fd, &word, sizeof word) != sizeof word)
        _exit(1);
}

/* A version that is there, by chance; VERSIONS: too few are. */
static unsigned choose(const struct series *series, uint32_t *seed)
{
    unsigned there = 0, chosen = VERSIONS;
    for (unsigned i = 0; i < series->next; i++)
        if (series->versions[i] == THERE && versions_random(seed) % ++there == 0)
            chosen = i;
    return there > 3 ? chosen : VERSIONS;
}

/* Mostly adds; sometimes the same again, sometimes takes one away. Until it is killed, or all is done. */
static void write_on(struct series series, int fd, uint32_t seed)
{
    while (series.next < VERSIONS) {
        unsigned by_chance = versions_random(&seed) % 10, chosen = choose(&series, &seed);
        enum tb_status status;
        if (by_chance == 0 && chosen < VERSIONS) {
            tell(fd, (struct word){BEGINS_PRUNE, chosen});
            status = prune(&series, chosen);
            series.versions[chosen] = ABSENT;
            tell(fd, (struct word){DONE, chosen});
        } else {
            unsigned version = by_chance == 1 && chosen < VERSIONS ? chosen : series.next++;
            if (series.versions[version] != THERE)
                tell(fd, (struct word){BEGINS_ADD, version});
            status = add(&series, version);
            series.versions[version] = THERE;
            tell(fd, (struct word){DONE, version});
        }
        if (status != TB_OK)
            _exit(1);
    }
    _exit(0);
}

/* --- what it was told ----------------------------------------------------------------------------- */

/* Takes in the words of a writer that is dead; counts one that was in the middle of something. */
static void listen(struct series *series, int fd, unsigned *within)
{
    struct word word, begun = {DONE, 0};
    while (read(fd, &word, sizeof word) == sizeof word) {
        if (word.what == BEGINS_ADD && word.version >= series->next)
            series->next = word.version + 1;
        if (word.what == DONE)
            series->versions[word.version] = begun.what == BEGINS_PRUNE ? ABSENT : THERE;
        else
            series->versions[word.version] = EITHER;
        begun = word;
    }
    *within += begun.what != DONE;
}

/* What was told is so; what was not is found out. Returns how many versions are lost or wrong. */
static unsigned check(struct series *series)
{
    struct tb_history history;
    bool found[VERSIONS] = {false};
    unsigned lost = 0;
    tb_arena_reset(arena);
    if (tb_history_open(dir, arena, &history, NULL) != TB_OK)
        return 1;
    for (size_t i = 0; i < history.count; i++) {
        struct tb_str bytes;
        char period[16];
        if (!tb_str_eq(history.at[i].series, tb_str_of(series->name)))
            continue;
        struct tb_mark mark = tb_arena_mark(arena);
        unsigned version = 0;
        put_period(0, period);
        while (version < VERSIONS && !tb_str_eq(history.at[i].period_name, tb_str_of(period)))
            put_period(++version, period);
        bool good = version < VERSIONS && tb_history_restore(&history, &history.at[i], arena,
                                                             &bytes, NULL, NULL) == TB_OK;
        if (good) {
            versions_write(version, ROWS, &text);
            good = tb_str_eq(bytes, tb_buf_str(&text));
        }
        lost += !good;
        if (good)
            found[version] = true;
        tb_arena_rewind(arena, mark);
    }
    for (unsigned version = 0; version < VERSIONS; version++) {
        if (series->versions[version] != EITHER)
            lost += (series->versions[version] == THERE) != found[version];
        series->versions[version] = found[version] ? THERE : ABSENT;
    }
    return lost;
}

/* --- killing -------------------------------------------------------------------------------------- */

static void wait_a_while(uint32_t *seed)
{
    struct timespec delay = {0, (long)(versions_random(seed) % DELAY) * 1000};
    nanosleep(&delay, NULL);
}

/* Two writers, killed one after the other. Returns how many were still alive. */
static unsigned kill_writers(struct series series[WRITERS], uint32_t *seed, unsigned *within)
{
    pid_t children[WRITERS];
    int ends[WRITERS][2];
    unsigned killed = 0;
    for (int i = 0; i < WRITERS; i++) {
        assert_int_equal(pipe(ends[i]), 0);
        uint32_t own = versions_random(seed);
        children[i] = fork();
        assert_true(children[i] >= 0);
        if (children[i] == 0)
            write_on(series[i], ends[i][1], own);
        close(ends[i][1]);
    }
    for (int i = 0; i < WRITERS; i++) {
        int status;
        wait_a_while(seed);
        kill(children[i], SIGKILL);
        waitpid(children[i], &status, 0);
        assert_true(WIFSIGNALED(status) || WEXITSTATUS(status) == 0);
        killed += WIFSIGNALED(status);
        listen(&series[i], ends[i][0], within);
        close(ends[i][0]);
    }
    return killed;
}

static void start_anew(struct series series[WRITERS])
{
    static const char *const names[WRITERS] = {"east", "west"};
    scratch_remove_tree(dir);
    for (int i = 0; i < WRITERS; i++)
        series[i] = (struct series){.name = names[i]};
}

static void writers_are_killed(void **state)
{
    (void)state;
    const char *said = getenv("TB_KILLS");
    unsigned long wanted = said ? strtoul(said, NULL, 10) : KILLS, killed = 0;
    unsigned lost = 0, within = 0;
    uint32_t seed = 11;
    struct series series[WRITERS];
    start_anew(series);
    while (killed < wanted) {
        killed += kill_writers(series, &seed, &within);
        for (int i = 0; i < WRITERS; i++)
            lost += check(&series[i]);
        for (int i = 0; i < WRITERS; i++)
            if (series[i].next == VERSIONS)
                start_anew(series);
    }
    print_message("reliability\twriters killed\t%lu\n", killed);
    print_message("reliability\twriters killed within a change\t%u\n", within);
    assert_int_equal(lost, 0);
    assert_true(within > killed / 4);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(writers_are_killed, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
