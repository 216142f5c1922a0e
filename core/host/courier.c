/* courier.c - see courier.h. */
#include "host/courier.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/module.h"
#include "net/module.h"

enum {
    PIECE = 256 << 10,
    IN_MAX = TB_NET_FRAME_MAX + PIECE + 8,
    OUT_MAX = 64 << 20,
};

struct tb_courier tb_courier_make(struct tb_str program, struct tb_str agent)
{
    return (struct tb_courier){.program = program,
                               .agent = agent,
                               .fd = -1,
                               .in = tb_buf_make(IN_MAX),
                               .out = tb_buf_make(OUT_MAX)};
}

/* ---- the child ---- */

/* What the net process does without: other descriptors, new privileges, files that it writes, programs
 * that outlive it. libcurl needs threads, sockets and to read names and certificates, so the filter of
 * the workers does not fit here. */
static bool give_up_the_rest(int fd, pid_t parent)
{
    struct rlimit none = {0, 0};
    if (setpgid(0, 0) != 0 || prctl(PR_SET_PDEATHSIG, SIGKILL) != 0 || getppid() != parent)
        return false;
    if (dup2(fd, STDIN_FILENO) < 0 || clearenv() != 0 || chdir("/") != 0)
        return false;
    signal(SIGPIPE, SIG_IGN);
#ifdef TB_RELAXED_SECCOMP
    unsigned first = STDERR_FILENO + 1;
#else
    unsigned first = STDIN_FILENO + 1;
#endif
    if (syscall(SYS_close_range, first, ~0u, 0u) != 0)
        for (int i = (int)first; i < 1024; i++)
            close(i);
    return setrlimit(RLIMIT_FSIZE, &none) == 0 && setrlimit(RLIMIT_CORE, &none) == 0 &&
           prctl(PR_SET_DUMPABLE, 0) == 0 && prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0;
}

static _Noreturn void child(const struct tb_courier *courier, int fd, pid_t parent)
{
    const void *found = NULL;
    struct tb_net_config config = {.agent = courier->agent.ptr, .product = "tongbao"};
    struct tb_error error;
    if (tb_module_load(courier->program, "net", "libcurl4-openssl-dev", &found, &error) != TB_OK)
        _exit(2);
    const struct tb_net_module *module = found;
    if (module->version != TB_NET_MODULE || !give_up_the_rest(fd, parent))
        _exit(1);
    _exit(module->serve(STDIN_FILENO, &config, &error) == TB_OK ? 0 : 1);
}

/* ---- the parent ---- */

static enum tb_status cannot_start(struct tb_error *error)
{
    return tb_fail(error, TB_EIO, "无法启动网络进程：%s", "cannot start the net process: %s",
                   strerror(errno));
}

static enum tb_status start(struct tb_courier *courier, struct tb_error *error)
{
    int ends[2];
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0)
        return cannot_start(error);
    pid_t parent = getpid(), pid = fork();
    if (pid == 0) {
        close(ends[0]);
        child(courier, ends[1], parent);
    }
    close(ends[1]);
    if (pid < 0) {
        close(ends[0]);
        return cannot_start(error);
    }
    courier->pid = pid;
    courier->fd = ends[0];
    tb_buf_clear(&courier->in);
    tb_buf_clear(&courier->out);
    return TB_OK;
}

/* Ends the process; its wait status. */
static int stop(struct tb_courier *courier)
{
    int status = 0;
    if (courier->pid == 0)
        return 0;
    kill(courier->pid, SIGKILL);
    while (waitpid(courier->pid, &status, 0) < 0 && errno == EINTR)
        ;
    close(courier->fd);
    courier->pid = 0;
    courier->fd = -1;
    return status;
}

void tb_courier_close(struct tb_courier *courier)
{
    (void)stop(courier);
    tb_buf_free(&courier->in);
    tb_buf_free(&courier->out);
}

/* One exchange: jobs out, replies in. */
struct exchange {
    struct tb_courier *courier;
    bool *answered; /* by id */
    size_t count, left;
    enum tb_status (*take)(void *user, const struct tb_net_reply *reply, struct tb_error *error);
    void *user;
    struct tb_error *error;
    enum tb_status status;
};

static void take(struct exchange *x, const struct tb_net_reply *reply)
{
    x->answered[reply->id] = true;
    x->left--;
    x->status = x->take(x->user, reply, x->error);
}

/* The process is gone: what is open has failed with it. */
static void give_up(struct exchange *x)
{
    int wait_status = 0;
    while (waitpid(x->courier->pid, &wait_status, WNOHANG) == 0)
        kill(x->courier->pid, SIGKILL);
    close(x->courier->fd);
    x->courier->pid = 0;
    x->courier->fd = -1;
    if (WIFEXITED(wait_status) && WEXITSTATUS(wait_status) == 2) {
        x->status = tb_fail(
            x->error, TB_EIO,
            "缺少模块 net：请安装 libcurl4-openssl-dev（apt-get install），再重新构建并安装 "
            "tongbao",
            "the module net is missing: install libcurl4-openssl-dev (apt-get install), "
            "then build and install tongbao again");
        return;
    }
    for (size_t i = 0; i < x->count && x->status == TB_OK; i++)
        if (!x->answered[i])
            take(x, &(struct tb_net_reply){.id = (uint32_t)i,
                                           .outcome = TB_NET_TRANSIENT,
                                           .received = (int64_t)time(NULL),
                                           .zh = TB_STR("网络进程中途结束"),
                                           .en = TB_STR("the net process ended on the way")});
}

/* Takes the replies that are whole. False: the process said something else. */
static bool take_replies(struct exchange *x)
{
    struct tb_buf *in = &x->courier->in;
    struct tb_str rest = tb_buf_str(in);
    bool complete = true, valid = true;
    while (complete && valid && x->status == TB_OK) {
        struct tb_net_reply reply;
        valid = tb_net_take_reply(&rest, &reply, &complete, NULL) == TB_OK;
        if (!valid || !complete)
            break;
        valid = reply.id < x->count && !x->answered[reply.id];
        if (valid)
            take(x, &reply);
    }
    memmove(in->ptr, rest.ptr, rest.len);
    in->len = rest.len;
    if (in->len == 0 && in->room > PIECE)
        tb_buf_free(in); /* one large page must not cost its memory for ever */
    return valid;
}

/* Reads and writes what goes now. False: the process is gone. */
static bool exchange_some(struct exchange *x, size_t *sent)
{
    struct tb_courier *c = x->courier;
    struct pollfd polled = {.fd = c->fd, .events = POLLIN};
    if (*sent < c->out.len)
        polled.events |= POLLOUT;
    if (poll(&polled, 1, -1) < 0)
        return errno == EINTR;
    if (polled.revents & POLLOUT) {
        ssize_t len =
            send(c->fd, c->out.ptr + *sent, c->out.len - *sent, MSG_DONTWAIT | MSG_NOSIGNAL);
        if (len < 0 && errno != EAGAIN && errno != EINTR)
            return false;
        *sent += len > 0 ? (size_t)len : 0;
    }
    if (polled.revents & (POLLIN | POLLHUP | POLLERR)) {
        char *room = tb_buf_reserve(&c->in, PIECE);
        ssize_t len = room ? recv(c->fd, room, PIECE, MSG_DONTWAIT) : 0;
        if (len == 0 || (len < 0 && errno != EAGAIN && errno != EINTR))
            return false;
        c->in.len += len > 0 ? (size_t)len : 0;
        return take_replies(x);
    }
    return true;
}

enum tb_status
tb_courier_run(struct tb_courier *courier, const struct tb_net_job *jobs, size_t count,
               enum tb_status (*take_reply)(void *user, const struct tb_net_reply *reply,
                                            struct tb_error *error),
               void *user, struct tb_arena *arena, struct tb_error *error)
{
    struct exchange x = {.courier = courier,
                         .answered = TB_NEW_ARRAY(arena, bool, count),
                         .count = count,
                         .left = count,
                         .take = take_reply,
                         .user = user,
                         .error = error};
    size_t sent = 0;
    if (!x.answered)
        return tb_arena_fail(arena, error);
    if (count > 0 && courier->pid == 0)
        x.status = start(courier, error);
    tb_buf_clear(&courier->out);
    for (size_t i = 0; i < count && x.status == TB_OK; i++)
        tb_net_put_job(&courier->out, &jobs[i]);
    if (x.status == TB_OK)
        x.status = tb_buf_status(&courier->out, error);
    while (x.status == TB_OK && x.left > 0)
        if (!exchange_some(&x, &sent))
            give_up(&x);
    return x.status;
}
