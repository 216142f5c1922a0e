/* broker.c - the parent's side: starts workers, reads what they say, buries them. */
#include "host/broker.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/utf8.h"
#include "host/gather.h"
#include "host/results.h"
#include "host/worker.h"

enum {
    AT_ONCE = 2,          /* workers that run at the same time */
    READ_SIZE = 64 << 10, /* bytes read from a worker at a time */
    GLANCE_MS = 50,       /* how often a worker that says nothing is looked after */
};

struct worker {
    struct tb_crew *crew; /* NULL: this place is free */
    pid_t pid;
    int fd;
    struct tb_shared *shared;
    struct tb_buf in;        /* bytes that are no whole frame yet */
    uint32_t turn;           /* of its task, when it was last looked at */
    uint64_t since;          /* when that was new; monotonic ms, by our clock alone */
    enum tb_cause stopped;   /* why we ended it; TB_CAUSE_NONE: we did not */
    struct tb_error because; /* more about it */
};

static uint64_t now_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (uint64_t)now.tv_sec * 1000 + (uint64_t)now.tv_nsec / 1000000;
}

/* A pipe whose reading end does not block. */
static bool open_pipe(int ends[2])
{
    if (pipe(ends) != 0)
        return false;
    if (fcntl(ends[0], F_SETFL, O_NONBLOCK) == 0 && fcntl(ends[0], F_SETFD, FD_CLOEXEC) == 0)
        return true;
    close(ends[0]);
    close(ends[1]);
    return false;
}

static enum tb_status cannot_start(struct tb_error *error)
{
    return tb_fail(error, TB_EIO, "无法启动插件进程：%s", "cannot start a process for plugins: %s",
                   strerror(errno));
}

static enum tb_status start(struct worker *worker, const struct tb_gather *gather,
                            struct tb_crew *crew, struct tb_lock_support support,
                            struct tb_error *error)
{
    int ends[2];
    const int flags = MAP_SHARED | MAP_ANONYMOUS;
    // cppcheck-suppress invalidFunctionArg ; memory that is no file has no descriptor
    void *shared = mmap(NULL, sizeof(struct tb_shared), PROT_READ | PROT_WRITE, flags, -1, 0);
    if (shared == MAP_FAILED)
        return cannot_start(error);
    if (!open_pipe(ends)) {
        munmap(shared, sizeof(struct tb_shared));
        return cannot_start(error);
    }
    *worker = (struct worker){.crew = crew,
                              .fd = ends[0],
                              .shared = shared,
                              .in = tb_buf_make(TB_RECORD_MAX + READ_SIZE),
                              .since = now_ms()};
    worker->shared->task.plugin = worker->shared->task.report = TB_NONE;
    crew->done = false;
    crew->plugin = crew->report = TB_NONE;
    pid_t broker = getpid();
    worker->pid = fork();
    if (worker->pid == 0)
        tb_worker_main(gather, crew, shared, ends[1], broker, support);
    int cause = errno;
    close(ends[1]);
    if (worker->pid > 0)
        return TB_OK;
    close(ends[0]);
    munmap(shared, sizeof(struct tb_shared));
    worker->crew = NULL;
    errno = cause;
    return cannot_start(error);
}

/* Ends the process if it still runs, and waits for it. Afterwards nothing of it is left but the
 * shared page. Returns its wait status. */
static int bury(struct worker *worker)
{
    int status = 0;
    kill(worker->pid, SIGKILL); /* has no effect on one that has exited */
    while (waitpid(worker->pid, &status, 0) < 0 && errno == EINTR)
        ;
    close(worker->fd);
    tb_buf_free(&worker->in);
    return status;
}

static void forget(struct worker *worker)
{
    munmap(worker->shared, sizeof(struct tb_shared));
    worker->crew = NULL;
}

static enum tb_cause cause_of(const struct worker *worker, int status)
{
    uint32_t noted = worker->shared->task.cause;
    if (worker->stopped != TB_CAUSE_NONE)
        return worker->stopped;
    if (noted != TB_CAUSE_NONE && noted < TB_CAUSE_END)
        return (enum tb_cause)noted;
    if (WIFSIGNALED(status))
        return WTERMSIG(status) == SIGSYS ? TB_CAUSE_SYSCALL : TB_CAUSE_CRASH;
    return TB_CAUSE_PROTOCOL;
}

/* Whom a death is put down to. For wrong frames: who sent them; the worker may be at something else
 * by now. Else the task says it. Where that makes no sense, the next thing it has to do, or
 * the crew: every death brings the crew forward. */
static void blame(const struct tb_gather *gather, const struct worker *worker,
                  struct tb_failure *failure)
{
    const struct tb_crew *crew = worker->crew;
    const struct tb_task *task = &worker->shared->task;
    if (worker->stopped != TB_CAUSE_NONE && worker->stopped != TB_CAUSE_WALL) {
        failure->plugin = crew->plugin;
        failure->report = crew->report;
    } else {
        failure->plugin = task->plugin;
        failure->report = task->report;
        failure->hook = task->hook;
        failure->item = task->item;
        failure->line = task->line;
    }
    if (tb_gather_can_fail(gather, crew, failure->plugin, failure->report))
        return;
    if (!tb_gather_can_fail(gather, crew, failure->plugin, TB_NONE)) {
        size_t i = 0;
        while (!tb_gather_wants(gather, crew->members[i]))
            i++;
        failure->plugin = crew->members[i];
    }
    failure->report = TB_NONE;
    for (uint32_t round = 0; round < gather->rounds && failure->report == TB_NONE; round++)
        if (tb_gather_wants_round(gather, failure->plugin, round))
            failure->report = round;
}

static void report_death(struct tb_gather *gather, struct worker *worker, int status)
{
    struct tb_task *task = &worker->shared->task;
    struct tb_failure failure = {.cause = cause_of(worker, status),
                                 .hook = TB_HOOK_END,
                                 .item = TB_NONE,
                                 .signal = WIFSIGNALED(status) ? WTERMSIG(status) : 0};
    blame(gather, worker, &failure);
    task->source[sizeof task->source - 1] = '\0';
    if (failure.line && task->source[0]) {
        failure.source = tb_str_of(task->source);
        failure.source.len = tb_utf8_valid(failure.source);
    }
    if (worker->because.status != TB_OK) {
        failure.zh = tb_str_of(worker->because.zh);
        failure.en = tb_str_of(worker->because.en);
    }
    tb_gather_fail(gather, worker->crew, &failure);
}

/* The worker is gone or must go: notes why, and starts the next one if its crew has work left. */
static enum tb_status end(struct worker *worker, struct tb_gather *gather,
                          struct tb_lock_support support, struct tb_error *error)
{
    struct tb_crew *crew = worker->crew;
    int status = bury(worker);
    if (WIFEXITED(status) && WEXITSTATUS(status) == TB_EXIT_REFUSED) {
        gather->error = worker->shared->error;
        if (gather->error.status == TB_OK) /* or workers would be started for ever */
            (void)tb_fail_bug(&gather->error, __FILE__, __LINE__);
        gather->error.zh[sizeof gather->error.zh - 1] = '\0';
        gather->error.en[sizeof gather->error.en - 1] = '\0';
        gather->error.source[0] = '\0';
    } else if (tb_gather_wants_crew(gather, crew)) {
        report_death(gather, worker, status);
    }
    forget(worker);
    if (gather->error.status != TB_OK || !tb_gather_wants_crew(gather, crew))
        return TB_OK;
    return start(worker, gather, crew, support, error);
}

/* Reads what is there. True: the worker is to be ended, for it has closed the pipe or broken a
 * rule. */
static bool listen_to(struct worker *worker, struct tb_gather *gather)
{
    char *room = tb_buf_reserve(&worker->in, READ_SIZE);
    if (!room) {
        (void)tb_fail_memory(&gather->error);
        return true;
    }
    ssize_t len = read(worker->fd, room, READ_SIZE);
    if (len < 0)
        return errno != EAGAIN && errno != EINTR;
    if (len == 0)
        return true;
    worker->in.len += (size_t)len;
    struct tb_str rest = tb_buf_str(&worker->in);
    worker->stopped = tb_gather_take(gather, worker->crew, &rest, &worker->because);
    memmove(worker->in.ptr, rest.ptr, rest.len);
    worker->in.len = rest.len;
    return worker->stopped != TB_CAUSE_NONE;
}

/* Milliseconds until the wall deadline of what the worker is doing; 0: passed. The worker says that
 * something new has begun, but no more often than there is something to begin, and when that was is
 * for us to say: whatever it writes, it ends after the limit for each. */
static uint64_t time_left(struct worker *worker, const struct tb_gather *gather, uint64_t now)
{
    uint32_t turn = worker->shared->task.turn, wall_ms = gather->run->limits.wall_ms;
    if (turn > worker->turn && turn <= (gather->rounds + 1) * worker->crew->count) {
        worker->turn = turn;
        worker->since = now;
    }
    uint64_t spent = now - worker->since;
    return spent < wall_ms ? wall_ms - spent : 0;
}

/* ---- all workers ---- */

/* Waits until a worker speaks or a deadline may have passed. */
static void wait_for(struct worker workers[AT_ONCE], struct pollfd polled[AT_ONCE],
                     const struct tb_gather *gather)
{
    uint64_t now = now_ms(), wait = GLANCE_MS;
    for (int i = 0; i < AT_ONCE; i++) {
        polled[i] = (struct pollfd){.fd = workers[i].crew ? workers[i].fd : -1, .events = POLLIN};
        uint64_t left = workers[i].crew ? time_left(&workers[i], gather, now) : wait;
        wait = left < wait ? left : wait;
    }
    if (poll(polled, AT_ONCE, (int)wait) < 0)
        for (int i = 0; i < AT_ONCE; i++)
            polled[i].revents = 0;
}

static enum tb_status attend(struct worker workers[AT_ONCE], struct tb_gather *gather,
                             struct tb_lock_support support, struct tb_error *error)
{
    struct pollfd polled[AT_ONCE];
    enum tb_status status = TB_OK;
    wait_for(workers, polled, gather);
    for (int i = 0; i < AT_ONCE && status == TB_OK; i++) {
        struct worker *worker = &workers[i];
        if (!worker->crew)
            continue;
        bool over = polled[i].revents && listen_to(worker, gather);
        if (!over && time_left(worker, gather, now_ms()) == 0) {
            worker->stopped = TB_CAUSE_WALL;
            over = true;
        }
        if (over)
            status = end(worker, gather, support, error);
    }
    return status;
}

/* Runs every crew that may run, some at a time. On failure, too, nothing is left behind. */
static enum tb_status run_crews(struct tb_gather *gather, struct tb_lock_support support,
                                struct tb_error *error)
{
    struct worker workers[AT_ONCE] = {0};
    enum tb_status status = TB_OK;
    int at_once = gather->run->in_turn ? 1 : AT_ONCE;
    size_t next = 0, running = 1;
    const volatile sig_atomic_t never = 0, *stop = gather->run->stop ? gather->run->stop : &never;
    while (running && status == TB_OK && gather->error.status == TB_OK && !*stop) {
        running = 0;
        for (int i = 0; i < at_once && status == TB_OK; i++) {
            while (!workers[i].crew && next < gather->crew_count && status == TB_OK) {
                struct tb_crew *crew = &gather->crews[next++];
                if (tb_gather_wants_crew(gather, crew))
                    status = start(&workers[i], gather, crew, support, error);
            }
            running += workers[i].crew != NULL;
        }
        if (running && status == TB_OK)
            status = attend(workers, gather, support, error);
    }
    for (int i = 0; i < AT_ONCE; i++) {
        if (!workers[i].crew)
            continue;
        bury(&workers[i]);
        forget(&workers[i]);
    }
    return status;
}

/* Plugins whose files cannot be used, and without the filter those of analysts, do not run. */
static void refuse(struct tb_gather *gather, struct tb_crew *crew, bool locked)
{
    for (size_t i = 0; i < crew->count; i++) {
        const struct tb_error *fault = gather->run->plugins->at[crew->members[i]].fault;
        struct tb_failure failure = {.plugin = crew->members[i],
                                     .report = TB_NONE,
                                     .cause = fault ? TB_CAUSE_FILE : TB_CAUSE_UNLOCKED,
                                     .hook = TB_HOOK_LOAD,
                                     .item = TB_NONE};
        if (fault) {
            failure.zh = tb_arena_printf(gather->arena, "%s：%s", fault->source, fault->zh);
            failure.en = tb_arena_printf(gather->arena, "%s: %s", fault->source, fault->en);
        }
        if (fault || (!crew->bundled && !locked))
            tb_gather_fail(gather, crew, &failure);
    }
}

/* ---- without processes ---- */

struct listener {
    struct tb_gather *gather;
    struct tb_crew *crew;
};

static void listen_here(struct tb_buf *out, void *user)
{
    struct listener *listener = user;
    struct tb_str rest = tb_buf_str(out);
    struct tb_failure failure = {.hook = TB_HOOK_END, .item = TB_NONE};
    struct tb_error error = {0};
    failure.cause = tb_gather_take(listener->gather, listener->crew, &rest, &error);
    failure.plugin = listener->crew->plugin;
    failure.report = listener->crew->report;
    if (failure.cause != TB_CAUSE_NONE &&
        tb_gather_can_fail(listener->gather, listener->crew, failure.plugin, failure.report)) {
        if (error.status != TB_OK) {
            failure.zh = tb_str_of(error.zh);
            failure.en = tb_str_of(error.en);
        }
        tb_gather_fail(listener->gather, listener->crew, &failure);
    }
    tb_buf_clear(out);
}

static enum tb_status run_in_process(struct tb_gather *gather, struct tb_error *error)
{
    for (size_t i = 0; i < gather->crew_count; i++) {
        struct tb_task task = {0};
        struct listener listener = {gather, &gather->crews[i]};
        struct tb_limits limits = tb_run_limits(gather->run, gather->crews[i].bundled);
        struct tb_sandbox *sandbox;
        enum tb_status status = tb_sandbox_new(&limits, &task, false, &sandbox, error);
        if (status != TB_OK)
            return status;
        tb_worker_run(gather, &gather->crews[i], sandbox, 1, listen_here, &listener);
        tb_sandbox_free(sandbox);
    }
    return TB_OK;
}

/* ---- the kinds of work ---- */

static enum tb_status run_work(struct tb_gather *gather, struct tb_run_result *out,
                               struct tb_error *error)
{
    struct tb_lock_support support = tb_lock_support();
    enum tb_status status = tb_gather_start(gather, error);
    bool locked = support.seccomp || gather->run->unlocked || gather->run->in_process;
    for (size_t i = 0; i < gather->crew_count && status == TB_OK; i++)
        refuse(gather, &gather->crews[i], locked);
    if (status == TB_OK && gather->run->in_process)
        status = run_in_process(gather, error);
    else if (status == TB_OK)
        status = run_crews(gather, support, error);
    if (status == TB_OK && gather->error.status != TB_OK) {
        status = gather->error.status;
        if (error)
            *error = gather->error;
    }
    if (status == TB_OK)
        status = tb_gather_finish(gather, out, error);
    if (status == TB_OK)
        out->sandbox = gather->run->in_process ? "in-process" : tb_lock_name(support);
    tb_gather_free(gather);
    return status;
}

enum tb_status tb_run_checks(const struct tb_run *run, struct tb_arena *arena,
                             struct tb_run_result *out, struct tb_error *error)
{
    struct tb_gather gather = {.run = run, .work = TB_WORK_CHECKS, .arena = arena};
    return run_work(&gather, out, error);
}

enum tb_status tb_run_write(const struct tb_run *run, const struct tb_run_write *write,
                            struct tb_arena *arena, struct tb_run_result *out,
                            struct tb_error *error)
{
    struct tb_gather gather = {.run = run, .work = TB_WORK_WRITE, .arena = arena, .write = write};
    return run_work(&gather, out, error);
}

enum tb_status tb_run_script(const struct tb_run *run, const struct tb_script *script,
                             const struct tb_run_write *write, struct tb_arena *arena,
                             struct tb_run_result *out, struct tb_error *error)
{
    struct tb_gather gather = {run, TB_WORK_SCRIPT, .arena = arena, .write = write};
    gather.script = script;
    return run_work(&gather, out, error);
}

enum tb_status tb_run_fetch(const struct tb_run *run, const struct tb_fetch *fetches, size_t count,
                            struct tb_arena *arena, struct tb_run_result *out,
                            struct tb_error *error)
{
    struct tb_gather gather = {run, TB_WORK_FETCH, .arena = arena, .fetches = fetches};
    gather.fetch_count = count;
    return run_work(&gather, out, error);
}

enum tb_status tb_run_describe(const struct tb_run *run, struct tb_arena *arena,
                               struct tb_run_result *out, struct tb_error *error)
{
    struct tb_gather gather = {.run = run, .work = TB_WORK_DESCRIBE, .arena = arena};
    return run_work(&gather, out, error);
}

enum tb_status tb_run_cases(const struct tb_run *run, const struct tb_ingest *ingest,
                            const struct tb_extract *extract, struct tb_arena *arena,
                            struct tb_case_result **out, size_t *count,
                            struct tb_run_result *result, struct tb_error *error)
{
    struct tb_gather gather = {
        .run = run, .work = TB_WORK_CASES, .arena = arena, .ingest = ingest, .extract = extract};
    struct tb_run_result outcome;
    enum tb_status status = run_work(&gather, &outcome, error);
    if (status == TB_OK)
        status = tb_gather_cases(&gather, out, count, error);
    if (status == TB_OK)
        *result = outcome;
    return status;
}
