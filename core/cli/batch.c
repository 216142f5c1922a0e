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
#include "cli/batch_part.h"

enum { CREW_MAX = 256, READ_SIZE = 1 << 16 };

/* What goes through a pipe; a part has its buffers behind it. Both ends are the same program. */
enum word { INPUT_DONE, PART, BATCH_DONE };
struct head {
    enum word word;
    bool chinese;
    uint32_t loading_count;
    struct tb_tally tally;
    uint64_t sizes[TB_BATCH_BUFFERS];
};

/* A process and what came from it that was not taken yet. */
struct crew {
    pid_t pid; /* 0: none */
    int fd;
    struct tb_buf in;
    size_t batch; /* the one whose parts come next */
    size_t done;  /* inputs of it */
    bool ready;   /* a part, or the end of the batch, is all there */
    bool ended;   /* nothing more comes */
};

/* Either the pipe of a crew's process, or, where there is one batch alone, this process itself. */
struct tb_batch_post {
    const struct tb_batch_run *run;
    int fd; /* -1: none */
    struct tb_batch batch;
    bool stopped;
};

/* ---- in a crew's process ---- */

/* A parent that is gone is noticed here. */
static void write_out(int fd, struct tb_str bytes)
{
    if (tb_fd_write(fd, bytes, NULL) != TB_OK)
        _exit(TB_EXIT_OUTPUT);
}

static void write_word(int fd, enum word word)
{
    struct head head;
    memset(&head, 0, sizeof head);
    head.word = word;
    write_out(fd, (struct tb_str){(const char *)&head, sizeof head});
}

static void write_part(int fd, struct tb_batch_part *part)
{
    struct head head;
    struct tb_buf *buffers[TB_BATCH_BUFFERS];
    memset(&head, 0, sizeof head);
    head.word = PART;
    head.chinese = part->chinese;
    head.tally = part->tally;
    head.loading_count = part->loading_count;
    tb_batch_buffers(part, buffers);
    for (size_t i = 0; i < TB_BATCH_BUFFERS; i++)
        head.sizes[i] = buffers[i]->len;
    write_out(fd, (struct tb_str){(const char *)&head, sizeof head});
    for (size_t i = 0; i < TB_BATCH_BUFFERS; i++)
        write_out(fd, tb_buf_str(buffers[i]));
}

void tb_batch_done(struct tb_batch_post *post)
{
    if (post->fd >= 0)
        write_word(post->fd, INPUT_DONE);
}

void tb_batch_send(struct tb_batch_post *post, struct tb_batch_part *part)
{
    tb_batch_part_check(part);
    if (post->fd >= 0)
        write_part(post->fd, part);
    else if (!post->stopped)
        post->stopped = post->run->merge(post->run->user, post->batch, part) == TB_MERGED_STOP;
    tb_batch_part_clear(part);
}

/* Batch `first` and every stride-th after it. */
_Noreturn static void serve(const struct tb_batch_run *run, size_t first, size_t stride, int fd)
{
    struct tb_batch_post post = {.run = run, .fd = fd};
    for (size_t i = first; i < run->count; i += stride) {
        run->work(run->user, run->batches[i], &post);
        write_word(fd, BATCH_DONE);
    }
    _exit(TB_EXIT_OK);
}

/* ---- in the parent ---- */

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
    crew->done = 0;
    crew->ready = crew->ended = false;
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
    for (size_t i = 0; i < TB_BATCH_BUFFERS; i++)
        size += head->sizes[i];
    return size;
}

/* Takes the notes of progress off the front; notices what is all there behind them. */
static void look(struct crew *crew)
{
    struct head head;
    size_t at = 0;
    while (crew->in.len - at >= sizeof head && !crew->ready) {
        memcpy(&head, crew->in.ptr + at, sizeof head);
        if (head.word != INPUT_DONE) {
            crew->ready = crew->in.len - at - sizeof head >= payload(&head);
            break;
        }
        at += sizeof head;
        crew->done++;
    }
    if (at > 0)
        drop_front(&crew->in, at);
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

/* Waits until some crew says something, and reads it. One that has a part ready waits in its turn. */
static void listen(struct crew *crews, size_t stride)
{
    struct pollfd waiting[CREW_MAX];
    for (size_t i = 0; i < stride; i++) {
        bool speaks = crews[i].pid > 0 && !crews[i].ready && !crews[i].ended;
        waiting[i] = (struct pollfd){.fd = speaks ? crews[i].fd : -1, .events = POLLIN};
    }
    if (poll(waiting, stride, -1) < 0)
        return;
    for (size_t i = 0; i < stride; i++) {
        if (waiting[i].fd < 0 || waiting[i].revents == 0)
            continue;
        crews[i].ended = !read_crew(&crews[i]);
        look(&crews[i]);
    }
}

/* Gives what is ready, in slices of what was read, to the caller; sets *over at the batch's end. */
static enum tb_merged merge_ready(const struct tb_batch_run *run, struct crew *crew, bool *over)
{
    struct head head;
    struct tb_buf *buffers[TB_BATCH_BUFFERS];
    struct tb_batch_part part = {0};
    enum tb_merged then = TB_MERGED;
    memcpy(&head, crew->in.ptr, sizeof head);
    part.tally = head.tally;
    part.chinese = head.chinese;
    part.loading_count = head.loading_count;
    tb_batch_buffers(&part, buffers);
    size_t at = sizeof head;
    for (size_t i = 0; i < TB_BATCH_BUFFERS; i++) {
        *buffers[i] = (struct tb_buf){.ptr = crew->in.ptr + at, .len = head.sizes[i]};
        at += head.sizes[i];
    }
    if (head.word == PART)
        then = run->merge(run->user, run->batches[crew->batch], &part);
    *over = head.word == BATCH_DONE;
    drop_front(&crew->in, at);
    crew->ready = false;
    return then;
}

/* A crew died within a batch: what it has not sent of that is lost, with a word about it. */
static enum tb_merged merge_lost(const struct tb_batch_run *run, const struct crew *crew, int ended)
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
    part.lost = true;
    enum tb_merged then = run->merge(run->user, batch, &part);
    tb_batch_part_free(&part);
    return then;
}

/* Starts the other crews anew, each at the batch whose parts come next. */
static enum tb_status start_others(const struct tb_batch_run *run, struct crew *crews,
                                   size_t stride, size_t index, struct tb_error *error)
{
    enum tb_status status = TB_OK;
    for (size_t i = 0; i < stride && status == TB_OK; i++) {
        if (i == index || crews[i].batch >= run->count)
            continue;
        stop(&crews[i], true);
        status = start(run, crews, stride, i, error);
    }
    return status;
}

/* Passes on how many inputs are done: those of the batches that are over, and what the crews say. */
static void report_done(const struct tb_batch_run *run, const struct crew *crews, size_t stride,
                        size_t over, size_t *told)
{
    size_t done = over;
    for (size_t i = 0; i < stride; i++)
        done += crews[i].done;
    if (run->progress && done > *told)
        run->progress(run->user, done);
    *told = done > *told ? done : *told;
}

/* Merges batch after batch, listening in between. */
static enum tb_status conduct(const struct tb_batch_run *run, struct crew *crews, size_t stride,
                              struct tb_error *error)
{
    enum tb_status status = TB_OK;
    size_t over = 0, told = 0;
    for (size_t next = 0; next < run->count && status == TB_OK;) {
        size_t index = next % stride;
        struct crew *crew = &crews[index];
        bool lost = !crew->ready && crew->ended, last = lost;
        if (!crew->ready && !lost) {
            listen(crews, stride);
            report_done(run, crews, stride, over, &told);
            continue;
        }
        enum tb_merged then =
            lost ? merge_lost(run, crew, stop(crew, true)) : merge_ready(run, crew, &last);
        if (last) {
            over += run->batches[next++].count;
            crew->done = 0;
            crew->batch += stride;
        }
        if (then == TB_MERGED_STOP)
            break;
        if (lost && crew->batch < run->count)
            status = start(run, crews, stride, index, error);
        if (then == TB_MERGED_AGAIN && status == TB_OK)
            status = start_others(run, crews, stride, index, error);
        look(crew);
        report_done(run, crews, stride, over, &told);
    }
    return status;
}

enum tb_status tb_batch_run(const struct tb_batch_run *run, struct tb_error *error)
{
    struct crew crews[CREW_MAX] = {{0}};
    size_t stride = run->jobs < CREW_MAX ? run->jobs : CREW_MAX;
    stride = stride ? stride : 1;
    enum tb_status status = TB_OK;
    if (run->count == 1) { /* nothing to share out */
        struct tb_batch_post post = {.run = run, .fd = -1, .batch = run->batches[0]};
        run->work(run->user, run->batches[0], &post);
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
