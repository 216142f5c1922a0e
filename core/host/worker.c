/* worker.c - the child's side: lock, load, run, say so. */
#include "host/worker.h"

#include <time.h>
#include <unistd.h>

#include "base/file.h"

enum {
    FLUSH_AT = 64 << 10, /* bytes of records that are worth a system call */
    FLUSH_MS = 20,       /* as is work of so long, which would be done again after a death */
    OUT_MAX = 8 << 20,   /* what the plugins' code may add between two flushes */
    C_MEMORY = 64 << 20  /* what the C code of a worker may need beside Lua */
};

/* What is passed from function to function while a crew works. */
struct shift {
    const struct tb_gather *gather;
    const struct tb_crew *crew;
    struct tb_sandbox *sandbox;
    struct tb_buf out;
    uint64_t flushed; /* when that was last sent, in ms */
    size_t flush_at;
    tb_flush_fn flush;
    void *user;
    bool used;  /* a report was worked on since the state was made */
    bool again; /* the plugin is being loaded again: it has said what it says then */
};

static void begin(struct shift *shift, uint32_t plugin, uint32_t report)
{
    tb_sandbox_begin(shift->sandbox, plugin, report);
    tb_sandbox_task(shift->sandbox)->turn++;
}

static uint64_t now_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (uint64_t)now.tv_sec * 1000 + (uint64_t)now.tv_nsec / 1000000;
}

static void end(struct shift *shift)
{
    uint64_t now = now_ms();
    tb_sandbox_end(shift->sandbox);
    if (shift->out.len < shift->flush_at && !shift->out.failed && now - shift->flushed < FLUSH_MS)
        return;
    shift->flushed = now;
    shift->flush(&shift->out, shift->user);
}

/* print() becomes a record of the plugin and report that run. */
static void on_print(lua_State *L, struct tb_str text, void *user)
{
    struct shift *shift = user;
    struct tb_task *task = tb_sandbox_task(tb_sandbox_of(L));
    if (shift->again)
        return;
    tb_record_put(&shift->out, TB_RECORD_PRINT, task->plugin, task->report, text);
    if (shift->out.len >= shift->flush_at)
        shift->flush(&shift->out, shift->user);
}

static bool load(struct shift *shift, uint32_t plugin)
{
    const struct tb_plugin_file *file = &shift->gather->run->plugins->at[plugin].file;
    const struct tb_script *script = shift->gather->script;
    begin(shift, plugin, TB_NONE);
    bool loaded = script ? tb_script_load(shift->sandbox, file, plugin, script, &shift->out)
                         : tb_plugin_load(shift->sandbox, file, plugin, &shift->out);
    end(shift);
    return loaded;
}

/* A new state for an analyst's plugin: what it kept of one report must not be seen in the next, or its
 * findings would depend on how the reports were shared out among processes. */
static bool load_again(struct shift *shift, uint32_t plugin)
{
    const struct tb_plugin_file *file = &shift->gather->run->plugins->at[plugin].file;
    struct tb_buf said = tb_buf_make(OUT_MAX);
    shift->again = true;
    bool loaded =
        tb_sandbox_renew(shift->sandbox) && tb_plugin_load(shift->sandbox, file, plugin, &said);
    shift->again = false;
    if (!loaded)
        tb_buf_add(&shift->out, tb_buf_str(&said));
    tb_buf_free(&said);
    return loaded;
}

static void run_round(struct shift *shift, uint32_t plugin, uint32_t round)
{
    const struct tb_gather *gather = shift->gather;
    begin(shift, plugin, round);
    if (!shift->crew->bundled && shift->used && !load_again(shift, plugin)) {
        end(shift);
        return;
    }
    shift->used = true;
    if (gather->work == TB_WORK_CHECKS) {
        tb_plugin_check(shift->sandbox, plugin, gather->run->reports[round],
                        gather->run->pasts ? gather->run->pasts[round] : NULL, round, &shift->out,
                        shift->flush, shift->user);
    } else if (gather->work == TB_WORK_WRITE) {
        tb_plugin_write(shift->sandbox, plugin, gather->run->reports[round], round,
                        &gather->write->of[round], &shift->out, shift->flush, shift->user);
        shift->flush(&shift->out, shift->user); /* what was taken must not come twice */
    } else if (gather->work == TB_WORK_SCRIPT) {
        tb_script_run(shift->sandbox, plugin, gather->script, &shift->out, shift->flush,
                      shift->user);
        shift->flush(&shift->out, shift->user);
    } else if (gather->work == TB_WORK_FETCH) {
        tb_plugin_fetch(shift->sandbox, plugin, &gather->fetches[round], round, &shift->out);
    } else {
        tb_plugin_cases(shift->sandbox, plugin, &gather->run->plugins->at[plugin].file,
                        gather->ingest, gather->extract, &shift->out, shift->flush, shift->user);
        tb_record_put(&shift->out, TB_RECORD_COMMIT, plugin, round, TB_STR(""));
    }
    end(shift);
}

void tb_worker_run(const struct tb_gather *gather, const struct tb_crew *crew,
                   struct tb_sandbox *sandbox, size_t flush_at, tb_flush_fn flush, void *user)
{
    struct shift shift = {.gather = gather,
                          .crew = crew,
                          .sandbox = sandbox,
                          .out = tb_buf_make(OUT_MAX),
                          .flushed = now_ms(),
                          .flush_at = flush_at,
                          .flush = flush,
                          .user = user};
    /* Not in the arena: its next huge page would be cleared for these few bytes. */
    struct tb_buf loaded = tb_buf_make(crew->count);
    tb_sandbox_on_print(sandbox, on_print, &shift);
    for (size_t i = 0; i < crew->count; i++)
        tb_buf_byte(&loaded,
                    tb_gather_wants(gather, crew->members[i]) && load(&shift, crew->members[i]));
    for (uint32_t round = 0; round < gather->rounds; round++)
        for (size_t i = 0; i < loaded.len; i++)
            if (loaded.ptr[i] && tb_gather_wants_round(gather, crew->members[i], round))
                run_round(&shift, crew->members[i], round);
    tb_buf_free(&loaded);
    tb_record_put(&shift.out, TB_RECORD_DONE, 0, 0, TB_STR(""));
    flush(&shift.out, user);
    tb_sandbox_on_print(sandbox, NULL, NULL);
    tb_buf_free(&shift.out);
}

/* A tb_flush_fn to the pipe. What could not be kept or written ends the worker: the broker then
 * takes what came as all there is. */
static void write_out(struct tb_buf *out, void *user)
{
    const int *fd = user;
    if (out->failed || tb_fd_write(*fd, tb_buf_str(out), NULL) != TB_OK)
        _exit(1);
    tb_buf_clear(out);
}

/* Seconds of CPU time that the whole crew can need if every plugin uses up its limit. */
static size_t most_seconds(const struct tb_gather *gather, const struct tb_crew *crew)
{
    size_t each = gather->run->limits.cpu_ms / 1000 + 1;
    return each * (gather->rounds + 1) * crew->count + 1;
}

_Noreturn void tb_worker_main(const struct tb_gather *gather, const struct tb_crew *crew,
                              struct tb_shared *shared, int fd, pid_t broker,
                              struct tb_lock_support support)
{
    struct tb_limits limits = tb_run_limits(gather->run, crew->bundled);
    struct tb_sandbox *sandbox;
    if (tb_lock_process(fd, broker, support, most_seconds(gather, crew),
                        4 * limits.memory + C_MEMORY, &shared->error) != TB_OK ||
        tb_sandbox_new(&limits, &shared->task, true, &sandbox, &shared->error) != TB_OK ||
        (support.seccomp && tb_lock_calls(fd, &shared->error) != TB_OK))
        _exit(TB_EXIT_REFUSED);
    tb_worker_run(gather, crew, sandbox, FLUSH_AT, write_out, &fd);
    _exit(0);
}
