/* batch.c - processes that work on batches. */
#include "cli/batch.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/file.h"

enum { CREW_MAX = 256, READ_SIZE = 1 << 16 };

enum { BUFFERS = 7 };

/* What goes through a pipe: an input is done, or a part with its buffers behind it. Both ends are the
 * same program. */
struct head {
    bool is_part, chinese;
    uint64_t sizes[BUFFERS];
    struct tb_tally tally;
    uint32_t loading_count;
};

/* A process and what came from it that was not taken yet. */
struct crew {
    pid_t pid; /* 0: none */
    int fd;
    struct tb_buf in;
    size_t batch;  /* the one whose part comes next */
    bool complete; /* that part is all here */
};

/* The buffers in the order in which they are sent. */
static void list_buffers(struct tb_batch_part *part, struct tb_buf *out[BUFFERS])
{
    out[0] = &part->reports;
    out[1] = &part->loading;
    out[2] = &part->findings;
    out[3] = &part->notes;
    out[4] = &part->problems;
    out[5] = &part->seen;
    out[6] = &part->counts;
}

struct tb_batch_part tb_batch_part_make(void)
{
    struct tb_batch_part part = {0};
    struct tb_buf *buffers[BUFFERS];
    list_buffers(&part, buffers);
    for (size_t i = 0; i < BUFFERS; i++)
        *buffers[i] = tb_buf_make(TB_PART_MAX);
    return part;
}

void tb_batch_part_free(struct tb_batch_part *part)
{
    struct tb_buf *buffers[BUFFERS];
    list_buffers(part, buffers);
    for (size_t i = 0; i < BUFFERS; i++)
        tb_buf_free(buffers[i]);
}

void tb_batch_problem(struct tb_batch_part *part, enum tb_exit status, const struct tb_error *error)
{
    struct tb_problem problem;
    memset(&problem, 0, sizeof problem);
    problem.status = status;
    problem.error = *error;
    tb_buf_add(&part->problems, (struct tb_str){(const char *)&problem, sizeof problem});
}

size_t tb_batch_divide(const uint64_t *sizes, size_t count, unsigned jobs, struct tb_batch *out)
{
    uint64_t total = 0, filled = 0;
    size_t batches = 0;
    for (size_t i = 0; i < count; i++)
        total += sizes[i] + 1;
    uint64_t share = total / (jobs > 0 ? jobs : 1) + 1;
    if (share > TB_BATCH_BYTES)
        share = TB_BATCH_BYTES;
    for (size_t i = 0; i < count; i++) {
        if (batches == 0 || filled + sizes[i] / 2 >= share) {
            out[batches++] = (struct tb_batch){.first = i};
            filled = 0;
        }
        out[batches - 1].count++;
        filled += sizes[i] + 1;
    }
    return batches;
}

/* Any buffer that did not hold is a problem of the whole part. */
static void check_part(struct tb_batch_part *part)
{
    struct tb_error error = {0};
    struct tb_buf *buffers[BUFFERS];
    bool failed = false;
    list_buffers(part, buffers);
    for (size_t i = 0; i < BUFFERS; i++)
        failed = failed || buffers[i]->failed;
    if (!failed)
        return;
    for (size_t i = 0; i < BUFFERS; i++)
        tb_buf_clear(buffers[i]);
    tb_fail(&error, TB_ELIMIT, "输出过大或内存不足，请把通报分几次检查",
            "the output is too large or memory is short, please check fewer reports at a time");
    tb_batch_problem(part, TB_EXIT_OUTPUT, &error);
}

static bool write_part(int fd, struct tb_batch_part *part)
{
    struct head head;
    struct tb_buf *buffers[BUFFERS];
    memset(&head, 0, sizeof head);
    head.is_part = true;
    head.chinese = part->chinese;
    head.tally = part->tally;
    head.loading_count = part->loading_count;
    list_buffers(part, buffers);
    for (size_t i = 0; i < BUFFERS; i++)
        head.sizes[i] = buffers[i]->len;
    bool sent = tb_fd_write(fd, (struct tb_str){(const char *)&head, sizeof head}, NULL) == TB_OK;
    for (size_t i = 0; i < BUFFERS && sent; i++)
        sent = tb_fd_write(fd, tb_buf_str(buffers[i]), NULL) == TB_OK;
    return sent;
}

/* In a crew's process: an input is done. A parent that is gone is noticed when the part is written. */
static void tell_done(void *to)
{
    struct head head;
    memset(&head, 0, sizeof head);
    if (tb_fd_write(*(int *)to, (struct tb_str){(const char *)&head, sizeof head}, NULL) != TB_OK)
        _exit(TB_EXIT_OUTPUT);
}

/* In a crew's process: batch `first` and every stride-th after it. Does not return. */
static void serve(const struct tb_batch_run *run, size_t first, size_t stride, int fd)
{
    for (size_t i = first; i < run->count; i += stride) {
        struct tb_batch_part part = tb_batch_part_make();
        run->work(run->user, run->batches[i], &part, tell_done, &fd);
        check_part(&part);
        if (!write_part(fd, &part))
            _exit(TB_EXIT_OUTPUT);
        tb_batch_part_free(&part);
    }
    _exit(TB_EXIT_OK);
}

static enum tb_status start(const struct tb_batch_run *run, struct crew *crews, size_t stride,
                            size_t index, struct tb_error *error)
{
    struct crew *crew = &crews[index];
    int ends[2];
    pid_t parent = getpid();
    if (pipe(ends) != 0)
        return tb_fail(error, TB_EIO, "无法开管道：%s", "cannot make a pipe: %s", strerror(errno));
    fcntl(ends[0], F_SETFD, FD_CLOEXEC);
    crew->pid = fork();
    if (crew->pid == 0) {
        prctl(PR_SET_PDEATHSIG, SIGKILL);
        if (getppid() != parent)
            _exit(TB_EXIT_OUTPUT);
        close(ends[0]);
        for (size_t i = 0; i < stride; i++) /* so that only the parent holds the reading ends */
            if (i != index && crews[i].pid > 0)
                close(crews[i].fd);
        serve(run, crew->batch, stride, ends[1]);
    }
    close(ends[1]);
    if (crew->pid < 0) {
        crew->pid = 0;
        close(ends[0]);
        return tb_fail(error, TB_EIO, "无法开进程：%s", "cannot start a process: %s",
                       strerror(errno));
    }
    crew->fd = ends[0];
    tb_buf_clear(&crew->in);
    return TB_OK;
}

static int stop(struct crew *crew, bool kill_it)
{
    int ended = 0;
    if (crew->pid == 0)
        return 0;
    if (kill_it)
        kill(crew->pid, SIGKILL);
    close(crew->fd);
    while (waitpid(crew->pid, &ended, 0) < 0 && errno == EINTR)
        ;
    crew->pid = 0;
    return ended;
}

static void drop_front(struct tb_buf *buf, size_t size)
{
    memmove(buf->ptr, buf->ptr + size, buf->len - size);
    buf->len -= size;
}

static size_t payload(const struct head *head)
{
    size_t size = 0;
    for (size_t i = 0; i < BUFFERS; i++)
        size += head->sizes[i];
    return size;
}

/* Takes the notes of progress off the front; notices a part that is all here. */
static size_t take_notes(struct crew *crew)
{
    struct head head;
    size_t at = 0, done = 0;
    while (crew->in.len - at >= sizeof head && !crew->complete) {
        memcpy(&head, crew->in.ptr + at, sizeof head);
        if (head.is_part) {
            crew->complete = crew->in.len - at - sizeof head >= payload(&head);
            break;
        }
        at += sizeof head;
        done++;
    }
    if (at > 0)
        drop_front(&crew->in, at);
    return done;
}

/* Reads what a crew has to say. False: it said its last word. */
static bool read_crew(struct crew *crew)
{
    char *room = tb_buf_reserve(&crew->in, READ_SIZE);
    ssize_t got = room ? read(crew->fd, room, READ_SIZE) : 0;
    if (got < 0)
        return errno == EINTR || errno == EAGAIN;
    crew->in.len += (size_t)got;
    return got > 0;
}

/* Gives a complete part, in slices of what was read, to the caller. */
static bool merge_complete(const struct tb_batch_run *run, struct crew *crew)
{
    struct head head;
    struct tb_buf *buffers[BUFFERS];
    struct tb_batch_part part = {0};
    memcpy(&head, crew->in.ptr, sizeof head);
    part.tally = head.tally;
    part.chinese = head.chinese;
    part.loading_count = head.loading_count;
    list_buffers(&part, buffers);
    size_t at = sizeof head;
    for (size_t i = 0; i < BUFFERS; i++) {
        *buffers[i] = (struct tb_buf){.ptr = crew->in.ptr + at, .len = head.sizes[i]};
        at += head.sizes[i];
    }
    bool go_on = run->merge(run->user, run->batches[crew->batch], &part);
    drop_front(&crew->in, at);
    crew->complete = false;
    return go_on;
}

/* A crew died within a batch: that batch is lost, with a word about it. */
static bool merge_lost(const struct tb_batch_run *run, const struct crew *crew, int ended)
{
    struct tb_batch_part part = tb_batch_part_make();
    struct tb_batch batch = run->batches[crew->batch];
    struct tb_error error = {0};
    tb_fail(&error, TB_EBUG,
            "处理第 %zu 至 %zu 份通报的进程中断（信号 %d），请报告，并把它们分开再试",
            "the process for reports %zu to %zu ended by signal %d; please report it, and try "
            "them one by one",
            batch.first + 1, batch.first + batch.count, WIFSIGNALED(ended) ? WTERMSIG(ended) : 0);
    tb_batch_problem(&part, TB_EXIT_INPUT, &error);
    bool go_on = run->merge(run->user, batch, &part);
    tb_batch_part_free(&part);
    return go_on;
}

/* Passes on how many inputs are done, `more` of them just now. */
static void report_done(const struct tb_batch_run *run, size_t more, size_t *done)
{
    *done += more;
    if (run->progress && more > 0)
        run->progress(run->user, *done);
}

/* Waits until some crew says something, and reads it. */
static void listen(const struct tb_batch_run *run, struct crew *crews, size_t stride, bool *ended,
                   size_t *done)
{
    struct pollfd waiting[CREW_MAX];
    for (size_t i = 0; i < stride; i++)
        waiting[i] = (struct pollfd){
            .fd = crews[i].pid > 0 && !crews[i].complete && !ended[i] ? crews[i].fd : -1,
            .events = POLLIN};
    if (poll(waiting, stride, -1) < 0)
        return;
    size_t more = 0;
    for (size_t i = 0; i < stride; i++) {
        if (waiting[i].fd < 0 || waiting[i].revents == 0)
            continue;
        ended[i] = !read_crew(&crews[i]);
        more += take_notes(&crews[i]);
    }
    report_done(run, more, done);
}

/* Merges batch after batch, listening in between. */
static enum tb_status conduct(const struct tb_batch_run *run, struct crew *crews, size_t stride,
                              struct tb_error *error)
{
    bool ended[CREW_MAX] = {false};
    size_t done = 0;
    bool go_on = true;
    for (size_t next = 0; next < run->count && go_on;) {
        size_t index = next % stride;
        struct crew *crew = &crews[index];
        if (!crew->complete && !ended[index]) {
            listen(run, crews, stride, ended, &done);
            continue;
        }
        if (crew->complete) {
            go_on = merge_complete(run, crew);
        } else {
            go_on = merge_lost(run, crew, stop(crew, true));
            ended[index] = false;
        }
        crew->batch += stride;
        next++;
        if (go_on && crew->pid == 0 && crew->batch < run->count) {
            enum tb_status status = start(run, crews, stride, index, error);
            if (status != TB_OK)
                return status;
        }
        report_done(run, take_notes(crew), &done);
    }
    return TB_OK;
}

static void ignore_done(void *to)
{
    (void)to;
}

enum tb_status tb_batch_run(const struct tb_batch_run *run, struct tb_error *error)
{
    struct crew crews[CREW_MAX] = {{0}};
    size_t stride = run->jobs < CREW_MAX ? run->jobs : CREW_MAX;
    stride = stride ? stride : 1;
    enum tb_status status = TB_OK;
    if (run->count == 1) { /* nothing to share out */
        struct tb_batch_part part = tb_batch_part_make();
        run->work(run->user, run->batches[0], &part, ignore_done, NULL);
        check_part(&part);
        run->merge(run->user, run->batches[0], &part);
        tb_batch_part_free(&part);
        return TB_OK;
    }
    if (stride > run->count)
        stride = run->count;
    for (size_t i = 0; i < stride; i++) {
        crews[i].in = tb_buf_make(SIZE_MAX / 2);
        crews[i].batch = i;
    }
    for (size_t i = 0; i < stride && status == TB_OK; i++)
        status = start(run, crews, stride, i, error);
    if (status == TB_OK)
        status = conduct(run, crews, stride, error);
    for (size_t i = 0; i < stride; i++) {
        stop(&crews[i], crews[i].batch < run->count);
        tb_buf_free(&crews[i].in);
    }
    return status;
}
