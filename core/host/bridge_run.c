/* bridge_run.c - both sides of the process of another program. */
#include "host/bridge_run.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/landlock.h>
#include <linux/seccomp.h>
#include <poll.h>
#include <signal.h>
#include <stddef.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#if defined(__x86_64__)
#define TB_AUDIT_ARCH AUDIT_ARCH_X86_64
#elif defined(__aarch64__)
#define TB_AUDIT_ARCH AUDIT_ARCH_AARCH64
#endif

/* ---- the child ---- */

/* No socket but those between processes of one machine; calls of another machine's table are refused too. */
static bool forbid_network(void)
{
#ifdef TB_AUDIT_ARCH
    struct sock_filter lines[] = {
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, arch)),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, TB_AUDIT_ARCH, 1, 0),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS),
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_ptrace, 6, 0),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_io_uring_setup, 5, 0),
        BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, 0x40000000, 4, 0), /* x32 */
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_socket, 0, 2),
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, args)),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, AF_UNIX, 0, 1),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EACCES),
    };
    struct sock_fprog filter = {sizeof lines / sizeof *lines, lines};
    return prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &filter) == 0;
#else
    return false;
#endif
}

static bool allow_beneath(int rules, const char *path, uint64_t access)
{
    struct landlock_path_beneath_attr rule = {.allowed_access = access,
                                              .parent_fd = open(path, O_RDONLY | O_CLOEXEC)};
    if (rule.parent_fd < 0)
        return false;
    bool ok = syscall(SYS_landlock_add_rule, rules, LANDLOCK_RULE_PATH_BENEATH, &rule, 0) == 0;
    close(rule.parent_fd);
    return ok;
}

/* Writes to its folder and /dev/null alone, where the kernel can see to it. */
static bool confine_writing(const char *folder)
{
    const uint64_t all = (LANDLOCK_ACCESS_FS_MAKE_SYM << 1) - 1;
    const uint64_t reading =
        LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR | LANDLOCK_ACCESS_FS_EXECUTE;
    struct landlock_ruleset_attr handled = {.handled_access_fs = all};
    if (syscall(SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION) < 1)
        return true;
    int rules = (int)syscall(SYS_landlock_create_ruleset, &handled, sizeof handled, 0);
    bool ok = rules >= 0 && allow_beneath(rules, "/", reading) &&
              allow_beneath(rules, folder, all) &&
              allow_beneath(rules, "/dev/null",
                            LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_WRITE_FILE) &&
              syscall(SYS_landlock_restrict_self, rules, 0) == 0;
    if (rules >= 0)
        close(rules);
    return ok;
}

static bool set_limit(int resource, size_t value)
{
    struct rlimit limit = {value, value};
    return setrlimit(resource, &limit) == 0;
}

static bool set_limits(const struct tb_bridge_limits *limits)
{
#ifndef TB_RELAXED_SECCOMP /* a sanitizer maps terabytes */
    if (!set_limit(RLIMIT_AS, limits->memory))
        return false;
#endif
    return set_limit(RLIMIT_CPU, limits->cpu_s) && set_limit(RLIMIT_CORE, 0) &&
           set_limit(RLIMIT_FSIZE, limits->file);
}

/* Standard output to the file, input and errors to nowhere; nothing else stays open. */
static bool set_streams(const char *printed)
{
    int null = open("/dev/null", O_RDWR);
    int out = open(printed, O_WRONLY | O_CREAT | O_TRUNC, 0600);
    if (null < 0 || out < 0 || dup2(null, STDIN_FILENO) < 0 || dup2(out, STDOUT_FILENO) < 0 ||
        dup2(null, STDERR_FILENO) < 0)
        return false;
    for (int fd = STDERR_FILENO + 1; fd < 1024; fd++)
        close(fd);
    return true;
}

static _Noreturn void child(const struct tb_bridge_run *run)
{
    char home[TB_BRIDGE_PATH + 16], scratch[TB_BRIDGE_PATH + 16];
    sigset_t none;
    sigemptyset(&none);
    snprintf(home, sizeof home, "HOME=%s", run->folder);
    snprintf(scratch, sizeof scratch, "TMPDIR=%s", run->folder);
    char language[] = "LC_ALL=C.UTF-8", path[] = "PATH=/usr/bin:/bin";
    char *environment[] = {home, scratch, language, path, NULL};
    if (setpgid(0, 0) == 0 && prctl(PR_SET_PDEATHSIG, SIGKILL) == 0 && chdir(run->folder) == 0 &&
        set_streams(run->printed) && sigprocmask(SIG_SETMASK, &none, NULL) == 0 &&
        set_limits(&run->limits) && prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 &&
        confine_writing(run->folder) && forbid_network())
        execve(run->program, run->arguments, environment);
    _exit(127);
}

/* ---- the parent ---- */

static uint64_t now_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (uint64_t)now.tv_sec * 1000 + (uint64_t)now.tv_nsec / 1000000;
}

/* Waits until the process has ended; false: it took too long. */
static bool wait_for_end(pid_t pid, uint32_t wall_ms)
{
    uint64_t begun = now_ms();
    int fd = (int)syscall(SYS_pidfd_open, pid, 0);
    bool ended = false;
    while (fd >= 0 && !ended) {
        uint64_t spent = now_ms() - begun;
        struct pollfd polled = {.fd = fd, .events = POLLIN};
        if (spent >= wall_ms)
            break;
        int ready = poll(&polled, 1, (int)(wall_ms - spent));
        ended = ready > 0 || (ready < 0 && errno != EINTR);
    }
    if (fd >= 0)
        close(fd);
    return ended;
}

enum tb_status tb_bridge_run(const struct tb_bridge_run *run, struct tb_error *error)
{
    int status = 0;
    pid_t pid = fork();
    if (pid == 0)
        child(run);
    if (pid < 0)
        return tb_fail(error, TB_EIO, "无法启动转换程序：%s", "cannot start the converter: %s",
                       strerror(errno));
    bool in_time = wait_for_end(pid, run->limits.wall_ms);
    kill(-pid, SIGKILL); /* what it left behind, too */
    while (waitpid(pid, &status, 0) < 0 && errno == EINTR)
        ;
    if (!in_time)
        return tb_fail(error, TB_EFORMAT, "%s 超过 %u 秒没有完成", "%s did not end within %u s",
                       run->program, run->limits.wall_ms / 1000);
    if (WIFSIGNALED(status) && WTERMSIG(status) != SIGKILL)
        return tb_fail(error, TB_EFORMAT, "%s 崩溃（信号 %d）", "%s crashed (signal %d)",
                       run->program, WTERMSIG(status));
    if (WIFEXITED(status) && WEXITSTATUS(status) != 0)
        return tb_fail(error, TB_EFORMAT, "%s 读不了这个文件（退出码 %d）",
                       "%s could not read the file (status %d)", run->program, WEXITSTATUS(status));
    return TB_OK;
}
