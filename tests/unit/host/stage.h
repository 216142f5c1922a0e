/*
 * stage.h - doubles of the functions that run plugins, which do what the text of a plugin says, and a
 * stage of small reports to run them on: the broker, its workers and pipes are the real ones.
 */
#ifndef TB_TEST_STAGE_H
#define TB_TEST_STAGE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "host/broker.h"
#include "lua/fetch.h"
#include "lua/library_own.h"
#include "lua/record.h"

/* ---- the doubles ---- */

static inline bool says(const struct tb_plugin_file *file, const char *conduct)
{
    return tb_str_eq(file->text, tb_str_of(conduct));
}

static inline void put_finding(struct tb_buf *out, uint32_t plugin, uint32_t report, uint32_t item,
                               uint32_t to)
{
    struct tb_finding finding = {.severity = TB_SEVERITY_NOTE,
                                 .report = report,
                                 .item = item,
                                 .span = {0, to, 0},
                                 .zh = TB_STR("发现"),
                                 .en = TB_STR("a finding"),
                                 .confidence = 1};
    tb_record_put_finding(out, plugin, &finding);
}

static const struct tb_plugin_file *loaded[64];
static uint32_t *slow_runs; /* shared with the workers: how often "slow" was run */

/* Works for more than a few milliseconds. */
static inline void be_slow(void)
{
    struct timespec from, now;
    ++*slow_runs;
    clock_gettime(CLOCK_MONOTONIC, &from);
    do
        clock_gettime(CLOCK_MONOTONIC, &now);
    while ((now.tv_sec - from.tv_sec) * 1000 + (now.tv_nsec - from.tv_nsec) / 1000000 < 40);
}

static inline void misbehave(const struct tb_plugin_file *file, struct tb_task *task)
{
    if (says(file, "abort"))
        abort();
    if (says(file, "segv"))
        raise(SIGSEGV);
    if (says(file, "stop"))
        raise(SIGSTOP);
    if (says(file, "exit"))
        _exit(0);
    if (says(file, "open") && open("/dev/null", O_RDONLY) < 0)
        _exit(0);
    for (volatile int endless = says(file, "loop"); endless;)
        ;
    if (says(file, "loop with news"))
        for (;;)
            task->turn++;
}

bool tb_plugin_load(struct tb_sandbox *sandbox, const struct tb_plugin_file *file, uint32_t index,
                    struct tb_buf *out)
{
    (void)sandbox;
    loaded[index] = file;
    if (says(file, "load abort"))
        abort();
    if (says(file, "load loop"))
        for (volatile int endless = 1; endless;)
            ;
    if (says(file, "load failure")) {
        struct tb_failed failed = {TB_CAUSE_DECLARATION, TB_HOOK_LOAD, TB_NONE, 7, TB_STR("no id")};
        tb_record_put_failed(out, index, TB_NONE, &failed);
        return false;
    }
    tb_record_put(out, TB_RECORD_DECLARED, index, TB_NONE, TB_STR("{}"));
    return true;
}

static inline void flood(struct tb_buf *out, uint32_t index, uint32_t report,
                         enum tb_record_kind kind, tb_flush_fn flush, void *user)
{
    static char text[60000];
    memset(text, 'x', sizeof text);
    for (int i = 0; i < 2000; i++) {
        if (kind != TB_RECORD_FINDING)
            tb_record_put(out, kind, index, report, (struct tb_str){text, sizeof text});
        else
            put_finding(out, index, report, 0, 3);
        flush(out, user);
    }
}

static inline void send_wrongly(const struct tb_plugin_file *file, uint32_t index, uint32_t report,
                                struct tb_buf *out)
{
    if (says(file, "garbage"))
        tb_buf_text(out, "this is not a record, but it is long enough to be one");
    if (says(file, "other plugin"))
        put_finding(out, index + 1, report, 0, 3);
    if (says(file, "other report"))
        put_finding(out, index, report ? 0 : 1, 0, 3);
    if (says(file, "no such report"))
        put_finding(out, index, 99, 0, 3);
    if (says(file, "no such item"))
        put_finding(out, index, report, 99, 3);
    if (says(file, "beyond the cell"))
        put_finding(out, index, report, 0, 999);
    if (says(file, "inside a character"))
        put_finding(out, index, report, 0, 2);
    if (says(file, "commit twice"))
        tb_record_put(out, TB_RECORD_COMMIT, index, report, TB_STR(""));
    if (says(file, "done too early"))
        tb_record_put(out, TB_RECORD_DONE, index, report, TB_STR(""));
    if (says(file, "declared again"))
        tb_record_put(out, TB_RECORD_DECLARED, index, report, TB_STR("{}"));
    if (says(file, "export"))
        tb_record_put(out, TB_RECORD_OUTPUT, index, report, TB_STR("x"));
}

/* Whatever the conduct, it shows on the second report and after a finding. */
void tb_plugin_check(struct tb_sandbox *sandbox, uint32_t index, const struct tb_report *report,
                     const struct tb_past *past, uint32_t report_index, struct tb_buf *out,
                     tb_flush_fn flush, void *user)
{
    const struct tb_plugin_file *file = loaded[index];
    struct tb_task *task = tb_sandbox_task(sandbox);
    (void)report;
    (void)past;
    task->hook = TB_HOOK_EACH_ITEM;
    task->item = 1;
    put_finding(out, index, report_index, 1, 3);
    if (says(file, "slow"))
        be_slow();
    if (says(file, "prints"))
        for (int i = 0; i < 2; i++)
            tb_record_put(out, TB_RECORD_PRINT, index, report_index, TB_STR("hello\n"));
    for (volatile int endless = says(file, "loop always"); endless;)
        ;
    if (says(file, "failure always")) {
        struct tb_failed failed = {TB_CAUSE_ERROR, TB_HOOK_EACH_ITEM, 1, 12, TB_STR("no")};
        tb_record_put_failed(out, index, report_index, &failed);
        return;
    }
    if (report_index == 1) {
        misbehave(file, task);
        send_wrongly(file, index, report_index, out);
        if (says(file, "many findings"))
            flood(out, index, report_index, TB_RECORD_FINDING, flush, user);
        if (says(file, "much output"))
            flood(out, index, report_index, TB_RECORD_PRINT, flush, user);
        if (says(file, "silence"))
            return;
        if (says(file, "failure")) {
            struct tb_failed failed = {TB_CAUSE_ERROR, TB_HOOK_EACH_ITEM, 1, 12,
                                       TB_STR("check.lua:12: 不成")};
            tb_record_put_failed(out, index, report_index, &failed);
            return;
        }
    }
    put_finding(out, index, report_index, 0, 0);
    tb_record_put(out, TB_RECORD_COMMIT, index, report_index, TB_STR(""));
}

void tb_plugin_write(struct tb_sandbox *sandbox, uint32_t index, const struct tb_report *report,
                     uint32_t report_index, const struct tb_write *write, struct tb_buf *out,
                     tb_flush_fn flush, void *user)
{
    const struct tb_plugin_file *file = loaded[index];
    (void)report;
    tb_record_put(out, TB_RECORD_OUTPUT, index, report_index, tb_str_of(write->lang));
    if (report_index == 1) {
        misbehave(file, tb_sandbox_task(sandbox));
        if (says(file, "much output"))
            flood(out, index, report_index, TB_RECORD_OUTPUT, flush, user);
    }
    tb_record_put(out, TB_RECORD_OUTPUT, index, report_index, TB_STR(";"));
    tb_record_put(out, TB_RECORD_COMMIT, index, report_index, TB_STR(""));
}

/* No Lua is run here: without it the linker leaves the views, and with them the real plugins, out. */
int tb_own_ipairs(lua_State *L)
{
    (void)L;
    return 0;
}

bool tb_script_load(struct tb_sandbox *sandbox, const struct tb_plugin_file *file, uint32_t index,
                    const struct tb_script *script, struct tb_buf *out)
{
    (void)script;
    return tb_plugin_load(sandbox, file, index, out);
}

void tb_script_run(struct tb_sandbox *sandbox, uint32_t index, const struct tb_script *script,
                   struct tb_buf *out, tb_flush_fn flush, void *user)
{
    (void)sandbox, (void)script, (void)flush, (void)user;
    tb_record_put(out, TB_RECORD_COMMIT, index, 0, TB_STR(""));
}

void tb_plugin_fetch(struct tb_sandbox *sandbox, uint32_t index, const struct tb_fetch *fetch,
                     uint32_t round, struct tb_buf *out)
{
    (void)sandbox, (void)fetch;
    tb_record_put(out, TB_RECORD_FETCH, index, round, TB_STR(TB_FETCH_NONE));
    tb_record_put(out, TB_RECORD_COMMIT, index, round, TB_STR(""));
}

void tb_plugin_cases(struct tb_sandbox *sandbox, uint32_t index, const struct tb_plugin_file *file,
                     const struct tb_ingest *ingest, const struct tb_extract *extract,
                     struct tb_buf *out, tb_flush_fn flush, void *user)
{
    (void)ingest;
    (void)extract;
    (void)flush;
    (void)user;
    tb_record_put_case(out, index,
                       &(struct tb_case_told){true, true, TB_STR("first"), {0}, NULL, 0});
    flush(out, user);
    misbehave(file, tb_sandbox_task(sandbox));
    tb_record_put_case(out, index,
                       &(struct tb_case_told){false, false, TB_STR("second"),
                                              TB_STR("expected 1, got 2"), NULL, 0});
}

/* ---- the stage ---- */

enum { REPORTS = 3, ITEMS = 2 };
static const char cell_text[] = "一项任务";

struct stage {
    struct tb_arena *arena;
    struct tb_cell cell;
    struct tb_row row;
    struct tb_item items[ITEMS];
    struct tb_column column;
    struct tb_report reports[REPORTS];
    const struct tb_report *pointers[REPORTS];
    struct tb_plugin plugins[16];
    struct tb_plugin_set set;
    struct tb_run run;
};

static inline int set_stage(void **state)
{
    static struct stage stage;
    stage.cell = (struct tb_cell){.text = cell_text, .text_len = sizeof cell_text - 1};
    stage.row = (struct tb_row){.cells = &stage.cell, .count = 1};
    for (int i = 0; i < ITEMS; i++)
        stage.items[i] = (struct tb_item){.id = TB_STR("1"), .no = TB_STR("12"), .row = &stage.row};
    stage.column = (struct tb_column){TB_STR("任务"), TB_ROLE_TASK};
    for (int i = 0; i < REPORTS; i++) {
        stage.reports[i] = (struct tb_report){
            .columns = &stage.column, .column_count = 1, .items = stage.items, .item_count = ITEMS};
        for (int role = 0; role < TB_ROLE_END; role++)
            stage.reports[i].column_of[role] = role == TB_ROLE_TASK ? 0 : TB_NO_COLUMN;
        stage.pointers[i] = &stage.reports[i];
    }
    *state = &stage;
    return tb_arena_new((size_t)256 << 20, &stage.arena, NULL) != TB_OK;
}

static inline int strike_stage(void **state)
{
    tb_arena_free(((struct stage *)*state)->arena);
    return 0;
}

/* Plugins p0, p1, … of these conducts; those that begin with '*' are an analyst's. */
static inline void cast(struct stage *stage, const char *const *conducts, size_t count)
{
    tb_arena_reset(stage->arena);
    for (size_t i = 0; i < count; i++) {
        bool analyst = conducts[i][0] == '*';
        stage->plugins[i] =
            (struct tb_plugin){.file = {.id = tb_arena_printf(stage->arena, "p%zu", i),
                                        .text = tb_str_of(conducts[i] + analyst)},
                               .kind = TB_PLUGIN_CHECK,
                               .bundled = !analyst,
                               .enabled = true};
    }
    stage->set = (struct tb_plugin_set){stage->plugins, count};
    stage->run = (struct tb_run){.plugins = &stage->set,
                                 .reports = stage->pointers,
                                 .report_count = REPORTS,
                                 .limits = tb_limits_default()};
    stage->run.limits.cpu_ms = 50;
    stage->run.limits.wall_ms = 2000;
    stage->run.limits.findings = 100;
}

static inline size_t open_descriptors(void)
{
    size_t count = 0;
    DIR *dir = opendir("/proc/self/fd");
    assert_non_null(dir);
    while (readdir(dir))
        count++;
    closedir(dir);
    return count;
}

static inline void assert_no_children(void)
{
    assert_int_equal(waitpid(-1, NULL, WNOHANG), -1);
    assert_int_equal(errno, ECHILD);
}

static inline struct tb_run_result play(struct stage *stage)
{
    struct tb_run_result result;
    struct tb_error error = {0};
    size_t before = open_descriptors();
    if (tb_run_checks(&stage->run, stage->arena, &result, &error) != TB_OK)
        fail_msg("%s", error.en);
    assert_int_equal(open_descriptors(), before);
    assert_no_children();
    return result;
}

static inline size_t count_findings(const struct tb_run_result *result, const char *rule,
                                    uint32_t report)
{
    size_t count = 0;
    for (size_t i = 0; i < result->finding_count; i++)
        count += tb_str_eq(result->findings[i].rule, tb_str_of(rule)) &&
                 result->findings[i].report == report;
    return count;
}

#endif
