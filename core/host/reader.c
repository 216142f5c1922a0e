/* reader.c - both sides of a reader's process. */
#include "host/reader.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/file.h"
#include "base/module.h"
#include "host/lock.h"
#include "ingest/module.h"
#include "ingest/paper.h"

enum {
    READ_SIZE = 256 << 10, /* bytes taken from the pipe at a time */
    BESIDE = 64 << 20,     /* memory for what is not in the arena: buffers, the library itself */
    MEMORY = 1024 << 20,   /* of a page's tree or a workbook's texts */
    CPU_SECONDS = 20,
    WALL_MS = 60 * 1000,
};

struct tb_reader tb_reader_make(struct tb_str program)
{
    return (struct tb_reader){
        program, {CPU_SECONDS, WALL_MS, MEMORY}, tb_bridge_make("/usr/local/bin:/usr/bin:/bin")};
}

/* What the child says besides the paper; in memory that both have. */
struct shared {
    enum tb_status status;
    bool done;
    struct tb_error error;
};

/* ---- the child ---- */

static const char *package_of(enum tb_container container)
{
    return container == TB_CONTAINER_HTML ? "libgumbo-dev" : "libexpat1-dev libzip-dev";
}

static enum tb_status load_module(const struct tb_reader *reader, enum tb_container container,
                                  const struct tb_reader_module **out, struct tb_error *error)
{
    const void *found = NULL;
    const char *name = tb_container_name(container);
    enum tb_status status =
        tb_module_load(reader->program, name, package_of(container), &found, error);
    if (status != TB_OK)
        return status;
    *out = found;
    if ((*out)->version != TB_READER_MODULE)
        return tb_fail(error, TB_EIO, "模块 %s 属于另一个版本，请重新安装 tongbao",
                       "the module %s is of another version, please install tongbao again", name);
    return TB_OK;
}

static enum tb_status lock(const struct tb_reader *reader, int fd, pid_t broker,
                           struct tb_error *error)
{
    struct tb_lock_support support = tb_lock_support();
    enum tb_status status = tb_lock_process(fd, broker, support, reader->limits.cpu_s,
                                            2 * reader->limits.memory + BESIDE, error);
    if (status == TB_OK && support.seccomp)
        status = tb_lock_calls(fd, error);
    return status;
}

/* The module is loaded before the lock, which closes all files; the arena is made behind it. */
static enum tb_status read_locked(const struct tb_reader *reader, enum tb_container container,
                                  struct tb_str bytes, int fd, pid_t broker, struct tb_error *error)
{
    const struct tb_reader_module *module = NULL;
    struct tb_arena *arena = NULL;
    struct tb_buf paper = tb_buf_make(TB_PAPER_MAX);
    enum tb_status status = load_module(reader, container, &module, error);
    if (status == TB_OK)
        status = lock(reader, fd, broker, error);
    if (status == TB_OK)
        status = tb_arena_new(reader->limits.memory, &arena, error);
    if (status == TB_OK)
        status = module->read(bytes, arena, &paper, error);
    if (status == TB_OK)
        status = tb_buf_status(&paper, error);
    if (status == TB_OK)
        status = tb_fd_write(fd, tb_buf_str(&paper), error);
    return status;
}

static _Noreturn void child(const struct tb_reader *reader, enum tb_container container,
                            struct tb_str bytes, struct shared *shared, int fd, pid_t broker)
{
    struct tb_error error = {0};
    shared->status = read_locked(reader, container, bytes, fd, broker, &error);
    shared->error = error;
    shared->done = true;
    _exit(0); /* the system takes the memory back */
}

/* ---- the parent ---- */

static uint64_t now_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (uint64_t)now.tv_sec * 1000 + (uint64_t)now.tv_nsec / 1000000;
}

/* Takes the paper off the pipe until it ends; false: it took too long. */
static bool listen_to(int fd, uint32_t wall_ms, struct tb_buf *paper)
{
    uint64_t begun = now_ms();
    for (;;) {
        uint64_t spent = now_ms() - begun;
        struct pollfd polled = {.fd = fd, .events = POLLIN};
        if (spent >= wall_ms)
            return false;
        int ready = poll(&polled, 1, (int)(wall_ms - spent));
        if (ready < 0 && errno != EINTR)
            return true;
        if (ready <= 0)
            continue;
        char *room = tb_buf_reserve(paper, READ_SIZE);
        ssize_t len = room ? read(fd, room, READ_SIZE) : 0;
        if (len > 0)
            paper->len += (size_t)len;
        else if (len == 0 || (errno != EINTR && errno != EAGAIN))
            return true;
    }
}

static enum tb_status too_long(const struct tb_reader *reader, struct tb_error *error)
{
    return tb_fail(
        error, TB_ELIMIT,
        "读取超过 %u 秒：文件嵌套太深或已损坏；请打开文件，选中整张表，复制后粘贴为纯文本保存",
        "reading took more than %u s: the file is nested too deep or broken; open it, copy "
        "the whole table and paste it into a plain text file",
        reader->limits.cpu_s);
}

/* Whether the system ended it for the time it took: at the limit it kills. */
static bool used_up(int wait_status)
{
    return WIFSIGNALED(wait_status) &&
           (WTERMSIG(wait_status) == SIGXCPU || WTERMSIG(wait_status) == SIGKILL);
}

/* What became of the child, by its own word only where it ended as it should. */
static enum tb_status outcome(const struct tb_reader *reader, const struct shared *shared,
                              int wait_status, bool in_time, struct tb_error *error)
{
    if (!in_time)
        return too_long(reader, error);
    if (WIFSIGNALED(wait_status))
        return tb_fail(
            error, TB_EFORMAT,
            "读取文件的进程崩溃（信号 %d）：文件已损坏，或有意为之；请打开文件，选中整张表，"
            "复制后粘贴为纯文本保存",
            "the process that reads the file crashed (signal %d): the file is damaged or "
            "made to do harm; open it, copy the whole table and paste it into a plain text "
            "file",
            WTERMSIG(wait_status));
    if (!shared->done)
        return tb_fail(error, TB_EIO, "读取文件的进程没有完成",
                       "the process that reads the file did not finish");
    if (shared->status == TB_OK)
        return TB_OK;
    if (error) {
        *error = shared->error;
        error->status =
            shared->status < TB_OK || shared->status > TB_EBUG ? TB_EBUG : shared->status;
        error->zh[sizeof error->zh - 1] = error->en[sizeof error->en - 1] = '\0';
        error->source[0] = '\0';
    }
    return shared->status < TB_OK || shared->status > TB_EBUG ? TB_EBUG : shared->status;
}

static enum tb_status cannot_start(struct tb_error *error)
{
    return tb_fail(error, TB_EIO, "无法启动读取文件的进程：%s",
                   "cannot start a process to read the file: %s", strerror(errno));
}

static enum tb_status run(const struct tb_reader *reader, enum tb_container container,
                          struct tb_str bytes, struct shared *shared, struct tb_buf *paper,
                          struct tb_error *error)
{
    int ends[2], wait_status = 0;
    if (pipe(ends) != 0)
        return cannot_start(error);
    pid_t broker = getpid(), pid = fork();
    if (pid == 0)
        child(reader, container, bytes, shared, ends[1], broker);
    close(ends[1]);
    if (pid < 0) {
        close(ends[0]);
        return cannot_start(error);
    }
    bool in_time = listen_to(ends[0], reader->limits.wall_ms, paper);
    close(ends[0]);
    if (!in_time || paper->failed)
        kill(pid, SIGKILL);
    while (waitpid(pid, &wait_status, 0) < 0 && errno == EINTR)
        ;
    if (paper->failed)
        return tb_buf_status(paper, error);
    return outcome(reader, shared, wait_status, in_time && !used_up(wait_status), error);
}

enum tb_status tb_reader_read(void *user, enum tb_container container, struct tb_str bytes,
                              struct tb_buf *paper, struct tb_error *error)
{
    const struct tb_reader *reader = user;
    const int flags = MAP_SHARED | MAP_ANONYMOUS;
    // cppcheck-suppress invalidFunctionArg ; memory that is no file has no descriptor
    void *shared = mmap(NULL, sizeof(struct shared), PROT_READ | PROT_WRITE, flags, -1, 0);
    if (shared == MAP_FAILED)
        return cannot_start(error);
    enum tb_status status = run(reader, container, bytes, shared, paper, error);
    munmap(shared, sizeof(struct shared));
    return status;
}

enum tb_status tb_reader_convert(void *user, enum tb_container container, struct tb_str bytes,
                                 struct tb_buf *out, char tool[TB_TOOL_NAME],
                                 struct tb_error *error)
{
    const struct tb_reader *reader = user;
    return tb_bridge_convert(&reader->bridge, container, bytes, out, tool, error);
}
